import { describe, expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import { Bench, echo, OUTER, raw, show, tcp, udp, unreachable } from './nat.suite.js';
import { INITIAL } from './nat-options.js';

const PC = '192.168.0.2';
const PC2 = '192.168.0.3';
const WEB = '198.51.100.9';

const SYN = { flags: Tcp.FLAG.syn };

describe('masquerade', () => {
  test('many hosts share an address, and each gets its answers', () => {
    const bench = new Bench();
    expect(show(bench.outward(udp(`${PC}:1025`, `${WEB}:500`)))).toBe(`UDP ${OUTER}:60000 > ${WEB}:500`);
    expect(show(bench.outward(udp(`${PC2}:1025`, `${WEB}:500`)))).toBe(`UDP ${OUTER}:60001 > ${WEB}:500`);
    expect(show(bench.inward(udp(`${WEB}:500`, `${OUTER}:60000`)))).toBe(`UDP ${WEB}:500 > ${PC}:1025`);
    expect(show(bench.inward(udp(`${WEB}:500`, `${OUTER}:60001`)))).toBe(`UDP ${WEB}:500 > ${PC2}:1025`);
    expect(show(bench.inward(udp(`${WEB}:501`, `${OUTER}:60001`)))).toBe('dropped');
  });

  test('TCP may share a port between destinations, UDP from type 3 on (backward-compatibility)', () => {
    const ports = (portSaving: 1 | 2 | 3) => {
      const bench = new Bench({ portSaving, portRanges: [{ first: 60_000, last: 60_000 }] });
      return [tcp, udp]
        .flatMap((packet) =>
          ['198.51.100.1:80', '198.51.100.2:80', '198.51.100.2:80'].map((to, i) =>
            show(bench.outward(packet(`${PC}:${1025 + i}`, to))),
          ),
        )
        .map((line) => (line === 'dropped' ? 'dropped' : line.split(' ')[1]));
    };
    const shared = `${OUTER}:60000`;
    expect(ports(1)).toEqual([shared, 'dropped', 'dropped', shared, 'dropped', 'dropped']);
    expect(ports(2)).toEqual([shared, shared, 'dropped', shared, 'dropped', 'dropped']);
    expect(ports(3)).toEqual([shared, shared, 'dropped', shared, shared, 'dropped']);
  });

  test('ports are taken range by range, and come back when a session is over', () => {
    const ranges = [
      { first: 60_000, last: 60_001 },
      { first: 50_000, last: 50_000 },
    ];
    const bench = new Bench({ portSaving: 1, portRanges: ranges });
    const ask = (port: number) => show(bench.outward(udp(`${PC}:${port}`, `${WEB}:9`)));
    expect([1, 2, 3, 4].map(ask).map((line) => line.split(' ')[1] ?? line)).toEqual([
      `${OUTER}:60000`,
      `${OUTER}:60001`,
      `${OUTER}:50000`,
      'dropped',
    ]);
    bench.wait(901);
    expect(bench.table.size).toBe(0);
    expect(ask(5)).toContain(`${OUTER}:6000`);
  });

  test('an echo is told by its identifier, and an answer that nobody asked for is dropped', () => {
    const bench = new Bench();
    expect(show(bench.outward(echo(`${PC}:77`, WEB)))).toBe(`ICMP ${OUTER} > ${WEB} echo 60000`);
    expect(show(bench.inward(echo(WEB, `${OUTER}:60000`, 'echo-reply')))).toBe(`ICMP ${WEB} > ${PC} echo-reply 77`);
    expect(show(bench.inward(echo(WEB, `${OUTER}:60001`, 'echo-reply')))).toBe('dropped');
    expect(show(bench.outward(echo(PC, `${WEB}:5`, 'echo-reply')))).toBe('dropped');
  });

  test('an error finds the host whose packet it quotes, and the quoted packet is as that host sent it', () => {
    const bench = new Bench();
    const sent = bench.outward(udp(`${PC}:1025`, `${WEB}:500`)) as Uint8Array;
    expect(show(bench.inward(unreachable('198.51.100.254', OUTER, sent)))).toBe(
      `ICMP 198.51.100.254 > ${PC} unreachable [UDP ${PC}:1025 > ${WEB}:500]`,
    );
    const asked = bench.outward(echo(`${PC}:9`, WEB)) as Uint8Array;
    expect(show(bench.inward(unreachable('198.51.100.254', OUTER, asked)))).toBe(
      `ICMP 198.51.100.254 > ${PC} unreachable [ICMP ${PC} > ${WEB} echo 9]`,
    );
    const segment = bench.outward(tcp(`${PC}:1025`, `${WEB}:80`)) as Uint8Array;
    expect(show(bench.inward(unreachable('198.51.100.254', OUTER, segment)))).toBe(
      `ICMP 198.51.100.254 > ${PC} unreachable [TCP ${PC}:1025 > ${WEB}:80]`,
    );
    const strange = udp(`${OUTER}:1`, `${WEB}:2`);
    expect(show(bench.inward(unreachable('198.51.100.254', OUTER, strange)))).toBe('dropped');
  });

  test('an error from inside says outside what outside knows', () => {
    const bench = new Bench();
    bench.outward(udp(`${PC}:1025`, `${WEB}:500`));
    const answer = bench.inward(udp(`${WEB}:500`, `${OUTER}:60000`)) as Uint8Array;
    expect(show(bench.outward(unreachable(PC, WEB, answer)))).toBe(
      `ICMP ${OUTER} > ${WEB} unreachable [UDP ${WEB}:500 > ${OUTER}:60000]`,
    );
  });

  test('other protocols: one host for each peer', () => {
    const bench = new Bench();
    const esp = (from: string, to: string) => raw(from, to, Ipv4.PROTOCOL.esp, new Uint8Array(20));
    expect(show(bench.outward(esp(PC, WEB)))).toBe(`50 ${OUTER} > ${WEB}`);
    expect(show(bench.outward(esp(PC2, WEB)))).toBe('dropped');
    expect(show(bench.outward(esp(PC2, '198.51.100.10')))).toBe(`50 ${OUTER} > 198.51.100.10`);
    expect(show(bench.inward(esp(WEB, OUTER)))).toBe(`50 ${WEB} > ${PC}`);
    expect(show(bench.inward(esp('198.51.100.10', OUTER)))).toBe(`50 198.51.100.10 > ${PC2}`);
  });

  test('fragments follow the first one, and none goes ahead of it', () => {
    const bench = new Bench();
    const whole = udp(`${PC}:1025`, `${WEB}:500`, new Uint8Array(1000)).subarray(20);
    const first = raw(PC, WEB, Ipv4.PROTOCOL.udp, whole.slice(0, 512), { moreFragments: true });
    const second = raw(PC, WEB, Ipv4.PROTOCOL.udp, whole.slice(512), { fragmentOffset: 512 });
    expect(show(bench.outward(second))).toBe('dropped');
    expect(show(bench.outward(first))).toBe(`UDP ${OUTER}:60000 > ${WEB}:500`);
    expect(show(bench.outward(second))).toBe(`fragment ${OUTER} > ${WEB}`);
    const back = raw(WEB, OUTER, Ipv4.PROTOCOL.udp, udp(`${WEB}:500`, `${OUTER}:60000`).slice(20), {
      moreFragments: true,
    });
    const rest = raw(WEB, OUTER, Ipv4.PROTOCOL.udp, new Uint8Array(8), { fragmentOffset: 512 });
    expect(show(bench.inward(rest))).toBe('dropped');
    expect(show(bench.inward(back))).toBe(`UDP ${WEB}:500 > ${PC}:1025`);
    expect(show(bench.inward(rest))).toBe(`fragment ${WEB} > ${PC}`);
  });

  test('the wish not to be cut is taken away unless told otherwise', () => {
    const flagsOf = (options: object): boolean => {
      const became = new Bench(options).outward(tcp(`${PC}:1`, `${WEB}:2`, { dontFragment: true })) as Uint8Array;
      const parsed = Ipv4.parse(became);
      return parsed.ok && parsed.value.dontFragment;
    };
    expect(flagsOf({})).toBe(false);
    expect(flagsOf({ removesDontFragment: false })).toBe(true);
  });

  test('a broadcast, and a host without an address, are none of its business', () => {
    const bench = new Bench();
    expect(show(bench.outward(udp('0.0.0.0:68', '255.255.255.255:67')))).toBe('untouched');
    expect(show(bench.outward(udp(`${PC}:1`, '224.0.0.9:520')))).toBe('untouched');
    expect(show(bench.inward(udp(`${WEB}:1`, '203.0.113.2:2')))).toBe('untouched');
  });

  test('only inner addresses that are named', () => {
    const bench = new Bench({ inner: [{ first: ipv4(PC), last: ipv4(PC) }] });
    expect(show(bench.outward(udp(`${PC2}:1`, `${WEB}:2`)))).toBe('untouched');
    expect(show(bench.outward(udp(`${PC}:1`, `${WEB}:2`)))).toContain(OUTER);
  });

  test('packets of the machine itself are translated like any other', () => {
    const bench = new Bench();
    expect(show(bench.outward(udp(`${OUTER}:123`, `${WEB}:123`)))).toBe(`UDP ${OUTER}:60000 > ${WEB}:123`);
    expect(show(bench.inward(udp(`${WEB}:123`, `${OUTER}:60000`)))).toBe(`UDP ${WEB}:123 > ${OUTER}:123`);
  });
});

describe('static entries', () => {
  const port = (outer: number, inner = outer) => ({
    outer: { first: outer, last: outer },
    inner: { first: inner, last: inner },
  });

  test('masquerade static leads in, and answers leave by the same port', () => {
    const bench = new Bench({
      masquerades: [
        {
          inner: ipv4(PC),
          protocol: 6,
          ports: [port(8080, 80), { outer: { first: 5000, last: 5009 }, inner: { first: 6000, last: 6009 } }],
        },
      ],
    });
    expect(show(bench.inward(tcp(`${WEB}:1000`, `${OUTER}:8080`, SYN)))).toBe(`TCP ${WEB}:1000 > ${PC}:80`);
    expect(show(bench.outward(tcp(`${PC}:80`, `${WEB}:1000`)))).toBe(`TCP ${OUTER}:8080 > ${WEB}:1000`);
    expect(show(bench.inward(tcp(`${WEB}:1000`, `${OUTER}:5003`, SYN)))).toBe(`TCP ${WEB}:1000 > ${PC}:6003`);
    expect(show(bench.inward(udp(`${WEB}:1000`, `${OUTER}:8080`)))).toBe('dropped');
    expect(bench.nat.maker.hosts.all).toEqual([]); // static entries are nobody's sessions
  });

  test('nobody is given a port that a static entry has', () => {
    const masquerades = [{ inner: ipv4(PC), protocol: 17, ports: [port(60_000)] }];
    const bench = new Bench({ masquerades, portSaving: 3 });
    expect(show(bench.outward(udp(`${PC2}:1`, `${WEB}:2`)))).toContain(`${OUTER}:60001`);
  });

  test("a protocol without ports is one host's", () => {
    const masquerades = [47, 50, 1].map((protocol) => ({ inner: ipv4(PC), protocol, ports: [] }));
    const bench = new Bench({ masquerades });
    const call = Uint8Array.of(0x30, 1, 0x88, 0x0b, 0, 0, 0, 5, 0, 0, 0, 0);
    expect(show(bench.inward(raw(WEB, OUTER, 47, call)))).toBe(`47 ${WEB} > ${PC}`);
    expect(show(bench.outward(raw(PC, WEB, 47, call)))).toBe(`47 ${OUTER} > ${WEB}`);
    expect(show(bench.inward(raw(WEB, OUTER, 50, new Uint8Array(8))))).toBe(`50 ${WEB} > ${PC}`);
    expect(show(bench.inward(echo(`${WEB}:4`, OUTER)))).toBe(`ICMP ${WEB} > ${PC} echo 4`);
    expect(show(bench.outward(echo(PC, `${WEB}:4`, 'echo-reply')))).toBe(`ICMP ${OUTER} > ${WEB} echo-reply 4`);
  });

  test('static NAT ties addresses, so many in a row, before anything else', () => {
    const bench = new Bench({ statics: [{ outer: ipv4('203.0.113.9'), inner: ipv4(PC), count: 2 }] });
    expect(show(bench.outward(tcp(`${PC2}:1`, `${WEB}:2`)))).toBe(`TCP 203.0.113.10:1 > ${WEB}:2`);
    expect(show(bench.inward(tcp(`${WEB}:2`, '203.0.113.9:7', SYN)))).toBe(`TCP ${WEB}:2 > ${PC}:7`);
    expect(show(bench.inward(echo(`${WEB}:3`, '203.0.113.10')))).toBe(`ICMP ${WEB} > ${PC2} echo 3`);
    const sent = bench.outward(udp(`${PC}:1`, `${WEB}:2`)) as Uint8Array;
    expect(show(bench.inward(unreachable(WEB, '203.0.113.9', sent)))).toBe(
      `ICMP ${WEB} > ${PC} unreachable [UDP ${PC}:1 > ${WEB}:2]`,
    );
  });
});

describe('types nat and nat-masquerade', () => {
  const OUTERS = ['203.0.113.1', '203.0.113.2', '203.0.113.3'];

  test('nat: first come, first served, and an address rests 900 s', () => {
    const bench = new Bench({ type: 'nat' }, OUTERS.slice(0, 2));
    expect(show(bench.outward(udp(`${PC}:1`, `${WEB}:2`)))).toBe(`UDP 203.0.113.1:1 > ${WEB}:2`);
    expect(show(bench.outward(udp(`${PC2}:1`, `${WEB}:2`)))).toBe(`UDP 203.0.113.2:1 > ${WEB}:2`);
    expect(show(bench.outward(udp('192.168.0.4:1', `${WEB}:2`)))).toBe('dropped');
    expect(show(bench.inward(tcp(`${WEB}:2`, '203.0.113.2:99', SYN)))).toBe(`TCP ${WEB}:2 > ${PC2}:99`);
    bench.wait(800);
    bench.outward(udp(`${PC}:1`, `${WEB}:2`));
    bench.wait(200);
    expect(show(bench.outward(udp('192.168.0.4:1', `${WEB}:2`)))).toBe(`UDP 203.0.113.2:1 > ${WEB}:2`);
  });

  test('nat-masquerade: the last address is for all who find none left', () => {
    const bench = new Bench({ type: 'nat-masquerade' }, OUTERS);
    const became = ['2', '3', '4', '5'].map((n) => show(bench.outward(udp(`192.168.0.${n}:7`, `${WEB}:2`))));
    expect(became.map((line) => line.split(' ')[1])).toEqual([
      '203.0.113.1:7',
      '203.0.113.2:7',
      '203.0.113.3:60000',
      '203.0.113.3:60001',
    ]);
  });
});

describe('what fits no entry', () => {
  const fates = (action: 'through' | 'reject' | 'discard', resets: 'well-known' | 'all' = 'well-known') => {
    const bench = new Bench({ incoming: { action }, resets });
    return [
      tcp(`${WEB}:1`, `${OUTER}:80`, SYN),
      tcp(`${WEB}:1`, `${OUTER}:8080`, SYN),
      udp(`${WEB}:1`, `${OUTER}:80`),
      echo(`${WEB}:1`, OUTER),
      tcp(`${WEB}:1`, `${OUTER}:80`, { flags: Tcp.FLAG.rst }),
    ].map((octets) => show(bench.inward(octets)));
  };

  test('manual 23.10, and older firmware, which answers for all of TCP', () => {
    expect(fates('reject')).toEqual(['refused', 'dropped', 'dropped', 'dropped', 'dropped']);
    expect(fates('through')).toEqual(['refused', 'untouched', 'untouched', 'untouched', 'dropped']);
    expect(fates('discard')).toEqual(['dropped', 'dropped', 'dropped', 'dropped', 'dropped']);
    expect(fates('reject', 'all')).toEqual(['refused', 'refused', 'dropped', 'dropped', 'dropped']);
    expect(fates('through', 'all')).toEqual(['untouched', 'untouched', 'untouched', 'untouched', 'untouched']);
  });

  test('forward: to the host that is named, whose answers leave by the port that was called', () => {
    const bench = new Bench({ incoming: { action: 'forward', to: ipv4(PC) } });
    expect(show(bench.inward(tcp(`${WEB}:1`, `${OUTER}:80`, SYN)))).toBe(`TCP ${WEB}:1 > ${PC}:80`);
    expect(show(bench.outward(tcp(`${PC}:80`, `${WEB}:1`)))).toBe(`TCP ${OUTER}:80 > ${WEB}:1`);
  });

  test('an answer to a DHCP client is let through to it', () => {
    expect(show(new Bench().inward(udp(`${WEB}:67`, `${OUTER}:68`)))).toBe('untouched');
  });
});

describe('source ports that are kept', () => {
  const sourceOf = (options: object, from: string, to: string): string =>
    show(new Bench(options).outward(tcp(from, to))).split(' ')[1]!;

  test('unconvertible port, if-possible, rlogin', () => {
    const unconvertible = [{ protocol: 6, ports: { first: 1000, last: 1009 } }];
    expect(sourceOf({ unconvertible }, `${PC}:1003`, `${WEB}:80`)).toBe(`${OUTER}:1003`);
    expect(sourceOf({ unconvertible }, `${PC}:1010`, `${WEB}:80`)).toBe(`${OUTER}:60000`);
    expect(sourceOf({ keepsIfPossible: true }, `${PC}:1010`, `${WEB}:80`)).toBe(`${OUTER}:1010`);
    expect(sourceOf({ rlogin: true }, `${PC}:1010`, `${WEB}:22`)).toBe(`${OUTER}:1010`);
    expect(sourceOf({ rlogin: true }, `${PC}:1010`, `${WEB}:23`)).toBe(`${OUTER}:60000`);
  });

  test('what somebody else has: if-possible takes another, unconvertible cannot', () => {
    const kept = new Bench({ keepsIfPossible: true });
    kept.outward(tcp(`${PC}:1010`, `${WEB}:80`));
    expect(show(kept.outward(tcp(`${PC2}:1010`, `${WEB}:80`)))).toContain(`${OUTER}:60000`);
    const fixed = new Bench({ unconvertible: [{ protocol: 6, ports: { first: 1010, last: 1010 } }] });
    fixed.outward(tcp(`${PC}:1010`, `${WEB}:80`));
    expect(show(fixed.outward(tcp(`${PC2}:1010`, `${WEB}:80`)))).toBe('dropped');
  });
});

describe('timers', () => {
  test('900 s of silence, and 60 s behind a FIN', () => {
    const bench = new Bench();
    bench.outward(tcp(`${PC}:1`, `${WEB}:80`, SYN));
    bench.outward(tcp(`${PC}:2`, `${WEB}:80`, SYN));
    bench.wait(600);
    bench.inward(tcp(`${WEB}:80`, `${OUTER}:60000`));
    bench.outward(tcp(`${PC}:2`, `${WEB}:80`, { flags: Tcp.FLAG.fin | Tcp.FLAG.ack }));
    bench.wait(62);
    expect(bench.table.size).toBe(1);
    bench.wait(830);
    expect(bench.table.size).toBe(1);
    bench.wait(10);
    expect(bench.table.size).toBe(0);
  });

  test('a protocol and its ports have timers of their own, and DNS is over with its answer', () => {
    const timers = [{ protocol: 17, ports: { first: 123, last: 123 }, seconds: 30 }];
    const bench = new Bench({ timers });
    bench.outward(udp(`${PC}:1`, `${WEB}:123`));
    bench.outward(udp(`${PC}:2`, `${WEB}:53`));
    bench.wait(15);
    bench.inward(udp(`${WEB}:53`, `${OUTER}:60001`));
    bench.wait(12);
    expect(bench.table.size).toBe(1);
    bench.wait(10);
    expect(bench.table.size).toBe(0);
  });
});

describe('limits', () => {
  test('of one host: the others are served, and it is counted', () => {
    const bench = new Bench({ hostLimit: 2 });
    const ask = (from: string) => show(bench.outward(udp(from, `${WEB}:9`)));
    expect([ask(`${PC}:1`), ask(`${PC}:2`), ask(`${PC}:3`), ask(`${PC}:1`)].map((line) => line === 'dropped')).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(ask(`${PC2}:1`)).toContain(OUTER);
    expect(bench.nat.maker.hosts.all).toMatchObject([
      { sessions: 2, peak: 2, limited: 1 },
      { sessions: 1, peak: 1, limited: 0 },
    ]);
  });

  test('of the table: a further session finds no room until one is over, and no port is lost', () => {
    const bench = new Bench({ totalLimit: 2, portSaving: 1, portRanges: INITIAL.portRanges });
    for (const port of [1, 2, 3, 4]) bench.outward(udp(`${PC}:${port}`, `${WEB}:9`));
    expect(bench.table.size).toBe(2);
    expect(bench.nat.maker.counters.tableFull).toBe(2);
    expect(bench.nat.maker.portsOf(17).used).toBe(2);
    bench.wait(901);
    expect(show(bench.outward(udp(`${PC}:5`, `${WEB}:9`)))).toContain(OUTER);
  });

  test('65,534 sessions, each found both ways', () => {
    const bench = new Bench();
    const { table } = bench;
    for (let n = 0; n < 65_534; n++) {
      const became = bench.outward(
        tcp(`10.0.${n >>> 8}.${n & 0xff}:1025`, `${WEB}:80`.replace('9:', `${9 + (n % 5)}:`)),
      );
      if (typeof became === 'string') throw new Error(`${n}: ${became}`);
    }
    expect(table.size).toBe(65_534);
    expect(show(bench.outward(tcp('10.9.9.9:1025', '198.51.100.77:80')))).toBe('dropped');
    bench.nat.maker.clear();
    expect(table.size).toBe(0);
    expect([...table.sessions()]).toEqual([]);
  });
});
