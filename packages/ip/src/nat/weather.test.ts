/** NAT under random traffic and under hostile octets, from seeds. */
import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { type Ipv4Address, ipv4, printIpv4 } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import { Bench, echo, OUTER, raw, show, tcp, udp } from './nat.suite.js';
import type { NatOptions } from './nat-options.js';
import { PSEUDO_PROTOCOL } from './session-table.js';

const SEEDS = Array.from({ length: 6 }, (_, i) => i + 1);

function optionsFrom(random: Random): Partial<NatOptions> {
  const first = 50_000;
  return {
    type: random.chance(1, 4) ? 'nat-masquerade' : 'masquerade',
    portSaving: (1 + random.below(3)) as 1 | 2 | 3,
    portRanges: [
      { first, last: first + random.below(60) },
      { first: first + 100, last: first + 100 + random.below(60) },
    ],
    keepsIfPossible: random.chance(1, 3),
    hostLimit: 10 + random.below(200),
    totalLimit: 20 + random.below(200),
    seconds: 30 + random.below(100),
    tcpFinSeconds: 1 + random.below(20),
    masquerades: [
      {
        inner: ipv4('192.168.0.9'),
        protocol: 17,
        ports: [{ outer: { first, last: first }, inner: { first, last: first } }],
      },
    ],
  };
}

/** No two live sessions look alike from outside or from inside, and everything that is counted adds up. */
function expectSound(bench: Bench, seed: number): void {
  const { table, maker } = { table: bench.table, maker: bench.nat.maker };
  const sessions = [...table.sessions()].filter((session) => table.protocol[session] !== PSEUDO_PROTOCOL.greOutward);
  const keys = (outward: boolean): Set<string> =>
    new Set(
      sessions.map((session) =>
        outward
          ? `${table.protocol[session]} ${table.inner[session]} ${table.remote[session]} ${table.portsOutward[session]}`
          : `${table.protocol[session]} ${table.outer[session]} ${table.remote[session]} ${table.portsInward[session]}`,
      ),
    );
  expect({ seed, outward: keys(true).size, inward: keys(false).size }).toEqual({
    seed,
    outward: sessions.length,
    inward: sessions.length,
  });
  expect(table.size).toBeLessThanOrEqual(table.limit);
  expect([...table.sessions()]).toHaveLength(table.size);
  for (const session of sessions) {
    const [protocol, remote] = [table.protocol[session]!, table.remote[session]!];
    expect(table.findOutward(protocol, table.inner[session]!, remote, table.portsOutward[session]!)).toBe(session);
    expect(table.findInward(protocol, table.outer[session]!, remote, table.portsInward[session]!)).toBe(session);
  }
  const counted = maker.hosts.all.reduce((sum, host) => sum + host.sessions, 0);
  expect(counted).toBeLessThanOrEqual(table.size);
  for (const { sessions: own, peak } of maker.hosts.all) expect(own).toBeLessThanOrEqual(peak);
}

describe('random traffic', () => {
  test.each(SEEDS)('every answer comes back to who asked, seed %i', (seed) => {
    const random = new Random(seed);
    const options = optionsFrom(random);
    const outers = options.type === 'masquerade' ? [OUTER] : ['203.0.113.7', '203.0.113.8', OUTER];
    const bench = new Bench(options, outers);
    let answered = 0;
    for (let step = 0; step < 1200; step++) {
      const inner = `192.168.0.${2 + random.below(6)}:${1024 + random.below(40)}`;
      const remote = `198.51.100.${1 + random.below(4)}:${[53, 80, 443, 1723, 21][random.below(5)]}`;
      const kind = random.below(4);
      const flags = [Tcp.FLAG.syn, Tcp.FLAG.ack, Tcp.FLAG.fin | Tcp.FLAG.ack, Tcp.FLAG.rst][random.below(4)]!;
      const sent = kind === 0 ? tcp(inner, remote, { flags }) : kind === 1 ? echo(inner, remote) : udp(inner, remote);
      const became = show(bench.outward(sent));
      if (became !== 'dropped') {
        const parts = /^(?:TCP|UDP) (\S+) > (\S+)$/.exec(became);
        const ping = /^ICMP (\S+) > (\S+) echo (\d+)$/.exec(became);
        const asker = inner.split(':');
        if (parts !== null) {
          const [, outside = '', to = ''] = parts;
          const back = kind === 0 ? tcp(to, outside) : udp(to, outside);
          expect({ seed, step, back: show(bench.inward(back)) }).toEqual({
            seed,
            step,
            back: `${became.slice(0, 3)} ${remote} > ${inner}`,
          });
        } else {
          const [, outside = '', to = '', id = ''] = ping ?? [];
          const back = show(bench.inward(echo(to, `${outside}:${id}`, 'echo-reply')));
          expect({ seed, step, back }).toEqual({ seed, step, back: `ICMP ${to} > ${asker[0]} echo-reply ${asker[1]}` });
        }
        answered++;
      }
      if (random.chance(1, 20)) bench.wait(random.below(40));
      if (random.chance(1, 200)) bench.nat.maker.clear();
      if (step % 100 === 0) expectSound(bench, seed);
    }
    expectSound(bench, seed);
    expect(answered).toBeGreaterThan(200);
    bench.wait(200);
    expect(bench.table.size).toBe(0);
    expect([6, 17, 1].map((protocol) => bench.nat.maker.portsOf(protocol).used)).toEqual([0, 0, 0]);
    expect(bench.arena.inUse).toBe(0);
  });
});

describe('octets that nobody should send', () => {
  test.each(SEEDS)('are translated or dropped, and never more than that, seed %i', (seed) => {
    const random = new Random(seed);
    const bench = new Bench({
      ...optionsFrom(random),
      masquerades: [{ inner: ipv4('192.168.0.9'), protocol: 47, ports: [] }],
    });
    const good = [
      tcp('192.168.0.2:1025', '198.51.100.9:1723', { payload: random.octets(60) }),
      tcp('192.168.0.2:1026', '198.51.100.9:21', {
        payload: Uint8Array.from('PORT 192,168,0,2,1,1\r\n', (c) => c.charCodeAt(0)),
      }),
      udp('192.168.0.2:1025', '198.51.100.9:53'),
      echo('192.168.0.2:1025', '198.51.100.9'),
      tcp('198.51.100.9:1723', `${OUTER}:50000`, { payload: random.octets(60) }),
      udp('198.51.100.9:53', `${OUTER}:50000`),
    ];
    const address = (): Ipv4Address =>
      ipv4(['192.168.0.2', '198.51.100.9', OUTER, '203.0.113.7', '255.255.255.255'][random.below(5)]!);
    for (let step = 0; step < 1500; step++) {
      let octets: Uint8Array;
      if (random.chance(1, 2)) {
        octets = good[random.below(good.length)]!.slice();
        for (let i = random.below(4); i > 0; i--) octets[20 + random.below(octets.length - 20)] = random.below(256);
        const length = random.chance(1, 3) ? 20 + random.below(octets.length - 19) : octets.length;
        octets = resized(octets, length);
      } else
        octets = raw(
          `${printIpv4(address())}:0`,
          `${printIpv4(address())}:0`,
          [1, 6, 17, 47, 50, random.below(256)][random.below(6)]!,
          random.octets(random.below(80)),
          {
            moreFragments: random.chance(1, 5),
            fragmentOffset: random.chance(1, 6) ? 8 * random.below(40) : 0,
            identification: random.below(4),
          },
        );
      const became = random.chance(1, 2) ? bench.outward(octets) : bench.inward(octets);
      if (typeof became !== 'string') expect(Ipv4.parse(became).ok).toBe(true);
      if (random.chance(1, 30)) bench.wait(random.below(60));
    }
    expectSound(bench, seed);
    expect(bench.arena.inUse).toBe(0);
  });
});

/** The packet cut to a length, with a header that says so. */
function resized(octets: Uint8Array, length: number): Uint8Array {
  const packet = octets.slice(0, length);
  const view = new DataView(packet.buffer);
  view.setUint16(Ipv4.AT.totalLength, length);
  Ipv4.writeChecksumAt(view, 0);
  return packet;
}
