import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { FLAG } from '@rtemu/wire/tcp';
import fc from 'fast-check';
import { packetOf } from '../net.suite.js';
import { ConnectionWatch } from './connection-watch.js';
import { DynamicList } from './dynamic-list.js';
import type { DynamicRule, Trigger } from './dynamic-rule.js';
import { rule, sharedArena, tcpOf, udpOf, withSlot } from './filter.suite.js';
import { HostAddresses } from './host-addresses.js';

const { fin: FIN, syn: SYN, rst: RST, ack: ACK } = FLAG;
const LAN2 = 1;
const [TCP, UDP] = [Ipv4.PROTOCOL.tcp, Ipv4.PROTOCOL.udp];
const port = (first: number, last = first) => ({ first, last });

const service = (
  protocols: readonly number[],
  ports: readonly number[] = [],
  watch?: 'ftp' | 'tftp' | 'dns',
): Trigger => ({ kind: 'service', protocols, ports: ports.map((one) => port(one)), watch });

const dynamic = (number: number, trigger: Trigger, fields: Partial<DynamicRule> = {}): DynamicRule => ({
  number,
  source: [],
  destination: [],
  trigger,
  syslog: true,
  idleSeconds: undefined,
  ...fields,
});

const ALL_TCP = dynamic(1, service([TCP]));
const ALL_UDP = dynamic(2, service([UDP]));
const FTP = dynamic(3, service([TCP], [21], 'ftp'));
const DNS = dynamic(4, service([TCP, UDP], [53], 'dns'));
const TFTP = dynamic(5, service([UDP], [69], 'tftp'));
const PING = dynamic(6, { kind: 'service', protocols: [1], ports: [port(8)], watch: undefined });

const INSIDE = '192.168.0.2';
const OUTSIDE = '203.0.113.9';

/** An interface whose static filters let everything out and nothing in. */
class Gate {
  now: Instant = START;
  readonly watch: ConnectionWatch;
  readonly #list: DynamicList;

  constructor(rules: readonly DynamicRule[], limit = 1000) {
    this.watch = new ConnectionWatch(sharedArena, limit);
    this.#list = new DynamicList(rules, new HostAddresses());
  }

  /** A packet that goes out. True: it belongs to a connection that is known. */
  out(packet: Uint8Array): boolean {
    return withSlot(packet, (slot) => {
      if (this.watch.carries(this.now, slot, LAN2, true)) return true;
      this.watch.open(this.now, slot, LAN2, this.#list);
      return false;
    });
  }

  /** Whether a packet comes in. */
  in(packet: Uint8Array): boolean {
    return withSlot(packet, (slot) => this.watch.carries(this.now, slot, LAN2, false));
  }

  wait(count: number): void {
    this.now = after(this.now, seconds(count));
    while (this.watch.nextTimeout() <= this.now) this.watch.handleTimeout(this.now);
  }

  get counts() {
    return [this.watch.sessions.count, this.watch.channels.count];
  }

  /** The way of a TCP connection from inside to a port outside. */
  tcp(inner: string, outer: string) {
    const [there, back] = [
      { from: `${INSIDE}:${inner}`, to: `${OUTSIDE}:${outer}` },
      { from: `${OUTSIDE}:${outer}`, to: `${INSIDE}:${inner}` },
    ];
    return {
      out: (flags: number, text?: string) => this.out(tcpOf(there, flags, text)),
      in: (flags: number, text?: string) => this.in(tcpOf(back, flags, text)),
      connect: () => {
        this.out(tcpOf(there, SYN));
        const answered = this.in(tcpOf(back, SYN | ACK));
        return this.out(tcpOf(there, ACK)) && answered;
      },
    };
  }
}

describe('TCP', () => {
  test('what is asked for from inside is answered from outside, and nothing else', () => {
    const gate = new Gate([ALL_TCP]);
    const www = gate.tcp('1025', '80');
    expect(www.in(SYN)).toBe(false);
    expect([www.out(SYN), www.in(SYN | ACK), www.out(ACK), www.in(ACK, 'page')]).toEqual([false, true, true, true]);
    expect(gate.in(tcpOf({ from: `${OUTSIDE}:80`, to: `${INSIDE}:1026` }, ACK))).toBe(false);
    expect(gate.in(tcpOf({ from: `${OUTSIDE}:81`, to: `${INSIDE}:1025` }, ACK))).toBe(false);
    expect(gate.in(tcpOf({ from: '203.0.113.10:80', to: `${INSIDE}:1025` }, ACK))).toBe(false);
    expect(gate.in(udpOf({ from: `${OUTSIDE}:80`, to: `${INSIDE}:1025` }))).toBe(false);
    expect(gate.counts).toEqual([1, 1]);
  });

  test('begins with SYN; what is in the middle of a connection begins none', () => {
    const gate = new Gate([ALL_TCP]);
    const www = gate.tcp('1025', '80');
    for (const flags of [ACK, SYN | ACK, RST, FIN | ACK, 0]) www.out(flags);
    expect(gate.counts).toEqual([0, 0]);
  });

  test('must be established within 30 s, however often it is tried', () => {
    const gate = new Gate([ALL_TCP]);
    const www = gate.tcp('1025', '80');
    www.out(SYN);
    gate.wait(29);
    expect([www.out(SYN), www.in(SYN | ACK)]).toEqual([true, true]);
    gate.wait(1);
    expect([www.in(SYN | ACK), gate.counts]).toEqual([false, [0, 0]]);
  });

  test('is forgotten after an hour without data, and not before', () => {
    const gate = new Gate([ALL_TCP]);
    const www = gate.tcp('1025', '80');
    www.connect();
    gate.wait(3599);
    expect(www.in(ACK)).toBe(true);
    gate.wait(3599);
    expect(www.out(ACK)).toBe(true);
    gate.wait(3600);
    expect(www.in(ACK)).toBe(false);
    expect(gate.watch.nextTimeout()).toBe(NEVER);
  });

  test('ends 5 s after FIN, at once with RST; then a new one may begin between the same ends', () => {
    const gate = new Gate([ALL_TCP]);
    const www = gate.tcp('1025', '80');
    www.connect();
    expect([www.out(FIN | ACK), www.in(FIN | ACK), www.out(ACK)]).toEqual([true, true, true]);
    gate.wait(4);
    expect(www.in(ACK)).toBe(true);
    gate.wait(1);
    expect(www.in(ACK)).toBe(false);
    www.connect();
    expect([www.in(RST), www.in(ACK)]).toEqual([true, false]);
    www.connect();
    www.in(FIN | ACK);
    expect(www.out(SYN)).toBe(false); // held against the static filters, like any first packet
    expect(www.in(SYN | ACK)).toBe(true);
  });

  test('goes by its own timeout and the timers that were set', () => {
    const gate = new Gate([dynamic(1, service([TCP], [80]), { idleSeconds: 10 }), ALL_TCP]);
    gate.watch.timers = { ...gate.watch.timers, tcpSyn: 3, tcpIdle: 100 };
    const [www, other] = [gate.tcp('1025', '80'), gate.tcp('1025', '81')];
    for (const one of [www, other]) one.connect();
    gate.wait(9);
    expect([www.in(ACK), other.in(ACK)]).toEqual([true, true]);
    gate.wait(10);
    expect([www.in(ACK), other.in(ACK)]).toEqual([false, true]);
    gate.tcp('1030', '80').out(SYN);
    gate.wait(3);
    expect(gate.tcp('1030', '80').in(SYN | ACK)).toBe(false);
  });
});

describe('UDP', () => {
  const there = { from: `${INSIDE}:2000`, to: `${OUTSIDE}:5000` };
  const back = { from: `${OUTSIDE}:5000`, to: `${INSIDE}:2000` };

  test('is answered as long as there is something every 30 s', () => {
    const gate = new Gate([ALL_UDP]);
    expect(gate.in(udpOf(back))).toBe(false);
    gate.out(udpOf(there));
    for (let i = 0; i < 5; i++) {
      gate.wait(29);
      expect(gate.in(udpOf(back))).toBe(true);
    }
    gate.wait(30);
    expect(gate.in(udpOf(back))).toBe(false);
  });

  test('DNS is over with its answer, or after 5 s without one', () => {
    const gate = new Gate([DNS]);
    const [query, answer] = [
      udpOf({ from: `${INSIDE}:2000`, to: `${OUTSIDE}:53` }),
      udpOf({ from: `${OUTSIDE}:53`, to: `${INSIDE}:2000` }),
    ];
    gate.out(query);
    expect([gate.in(answer), gate.in(answer)]).toEqual([true, false]);
    for (let i = 0; i < 2; i++) gate.out(query); // two questions, as for A and AAAA
    expect([gate.in(answer), gate.in(answer), gate.in(answer)]).toEqual([true, true, false]);
    gate.out(query);
    gate.wait(4);
    gate.out(query);
    gate.wait(4);
    expect(gate.counts).toEqual([1, 1]);
    gate.wait(1);
    expect(gate.in(answer)).toBe(false);
  });

  test('TFTP is answered from a port of its own, which is then the only one', () => {
    const gate = new Gate([TFTP]);
    gate.out(udpOf({ from: `${INSIDE}:2000`, to: `${OUTSIDE}:69` }));
    const from = (source: string, to = 2000) => gate.in(udpOf({ from: source, to: `${INSIDE}:${to}` }));
    expect([from('203.0.113.10:4000'), from(`${OUTSIDE}:4000`, 2001)]).toEqual([false, false]);
    expect([from(`${OUTSIDE}:4000`), from(`${OUTSIDE}:4001`), from(`${OUTSIDE}:4000`)]).toEqual([true, false, true]);
  });

  test('echoes are answered by their identifier', () => {
    const gate = new Gate([PING]);
    const echo = (kind: 'echo' | 'echo-reply', identifier: number, from: string, to: string) =>
      packetOf({
        source: ends(from),
        destination: ends(to),
        protocol: 1,
        payload: Icmp.emit({ kind, identifier, sequence: 1, data: new Uint8Array(8) }),
      });
    gate.out(echo('echo', 7, INSIDE, OUTSIDE));
    expect(gate.in(echo('echo-reply', 7, OUTSIDE, INSIDE))).toBe(true);
    expect(gate.in(echo('echo-reply', 8, OUTSIDE, INSIDE))).toBe(false);
    expect(gate.in(echo('echo', 7, OUTSIDE, INSIDE))).toBe(false);
  });

  test('an ICMP error about a packet of a connection comes in, one about another does not', () => {
    const gate = new Gate([ALL_UDP]);
    gate.out(udpOf(there));
    const error = (quoted: Uint8Array) =>
      packetOf({
        source: ends('198.51.100.1'),
        destination: ends(INSIDE),
        protocol: 1,
        payload: Icmp.emit({ kind: 'unreachable', code: 3, nextHopMtu: 0, quoted: quoted.subarray(0, 28) }),
      });
    expect(gate.in(error(udpOf(there)))).toBe(true);
    expect(gate.in(error(udpOf(back)))).toBe(false);
    expect(gate.in(error(udpOf({ ...there, from: `${INSIDE}:2001` })))).toBe(false);
  });

  test('fragments follow the first of them', () => {
    const gate = new Gate([ALL_UDP]);
    gate.out(udpOf(there));
    const piece = (identification: number, fragmentOffset: number) => {
      const packet = udpOf(back, 16);
      const view = new DataView(packet.buffer);
      view.setUint16(4, identification);
      view.setUint16(6, fragmentOffset === 0 ? 0x2000 : fragmentOffset / 8);
      return packet;
    };
    expect(gate.in(piece(5, 1480))).toBe(false);
    expect([gate.in(piece(5, 0)), gate.in(piece(5, 1480)), gate.in(piece(6, 1480))]).toEqual([true, true, false]);
    gate.wait(25);
    gate.in(udpOf(back));
    gate.wait(25);
    expect([gate.in(udpOf(back)), gate.in(piece(5, 2960))]).toEqual([true, false]);
  });
});

describe('FTP', () => {
  const control = (gate: Gate) => {
    const ftp = gate.tcp('1025', '21');
    ftp.connect();
    return ftp;
  };

  test('active: the server calls the port that the client said, and no other', () => {
    const gate = new Gate([FTP]);
    const ftp = control(gate);
    const data = (flags: number, from: string, to: number) => gate.in(tcpOf({ from, to: `${INSIDE}:${to}` }, flags));
    expect(data(SYN, `${OUTSIDE}:20`, 2000)).toBe(false);
    expect(ftp.out(ACK, 'PORT 192,168,0,2,7,208\r\n')).toBe(true);
    expect([data(ACK, `${OUTSIDE}:20`, 2000), data(SYN, `${OUTSIDE}:20`, 2001)]).toEqual([false, false]);
    expect(data(SYN, '203.0.113.10:20', 2000)).toBe(false);
    expect(data(SYN, `${OUTSIDE}:20`, 2000)).toBe(true);
    const back = { from: `${INSIDE}:2000`, to: `${OUTSIDE}:20` };
    expect([gate.out(tcpOf(back, SYN | ACK)), data(ACK, `${OUTSIDE}:20`, 2000)]).toEqual([true, true]);
    expect(data(SYN, `${OUTSIDE}:40`, 2000)).toBe(false); // once
    expect(gate.counts).toEqual([1, 2]);
  });

  test.each([
    ['227 Entering Passive Mode (203,0,113,9,39,16)\r\n', true],
    ['229 Entering Extended Passive Mode (|||10000|)\r\n', true],
    ['227 Entering Passive Mode (203,0,113,10,39,16)\r\n', false],
    ['227 Entering Passive Mode (203,0,113,9,0,80)\r\n', false],
    ['227 Entering Passive Mode (203,0,113,9,39,316)\r\n', false],
    ['200 not a word of it\r\n', false],
  ])('passive: %s', (said, opens) => {
    const gate = new Gate([FTP]);
    control(gate).in(ACK, said);
    const data = gate.tcp('1026', '10000');
    expect(data.out(SYN)).toBe(opens);
    expect(data.in(SYN | ACK)).toBe(opens);
  });

  test.each([
    ['EPRT |1|192.168.0.2|2000|\r\n', true],
    ['port 192,168,0,2,7,208\r\n', true],
    ['PORT 192,168,0,3,7,208\r\n', false], // somebody else's (RFC 2577)
    ['PORT 192,168,0,2,0,25\r\n', false],
    ['PORT 192,168,0,2,7\r\n', false],
    ['EPRT |2|2001:db8::1|2000|\r\n', false],
  ])('active: %s', (said, opens) => {
    const gate = new Gate([FTP]);
    control(gate).out(ACK, said);
    expect(gate.in(tcpOf({ from: `${OUTSIDE}:20`, to: `${INSIDE}:2000` }, SYN))).toBe(opens);
  });

  test('what was announced is forgotten after 30 s, and with the control connection', () => {
    const gate = new Gate([FTP]);
    const ftp = control(gate);
    const call = () => gate.in(tcpOf({ from: `${OUTSIDE}:20`, to: `${INSIDE}:2000` }, SYN));
    ftp.out(ACK, 'PORT 192,168,0,2,7,208\r\n');
    gate.wait(30);
    expect(call()).toBe(false);
    ftp.out(ACK, 'PORT 192,168,0,2,7,208\r\n');
    ftp.in(RST);
    expect([call(), gate.counts]).toEqual([false, [0, 0]]);
  });
});

describe('filters of one’s own', () => {
  const filters = (...numbers: number[]) =>
    numbers.map((number) =>
      rule(number, {
        action: 'reject',
        protocols: [{ kind: 'protocol', number: number < 7000 ? TCP : UDP }],
        to: [port(number)],
      }),
    );
  const RULE = dynamic(1, { kind: 'filters', filters: filters(6000), in: filters(113, 7002), out: filters(7001) });

  test('open the way for what comes along, in either direction, as long as the connection is there', () => {
    const gate = new Gate([RULE]);
    const first = gate.tcp('1025', '6000');
    const ident = () => gate.in(tcpOf({ from: `${OUTSIDE}:3000`, to: `${INSIDE}:113` }, SYN));
    const sound = () => gate.in(udpOf({ from: `${OUTSIDE}:3000`, to: `${INSIDE}:7002` }));
    expect([ident(), sound()]).toEqual([false, false]);
    first.connect();
    expect([ident(), sound()]).toEqual([true, true]);
    expect(gate.in(udpOf({ from: `${OUTSIDE}:3000`, to: `${INSIDE}:7001` }))).toBe(false); // only along it
    expect(gate.out(udpOf({ from: `${INSIDE}:3000`, to: `${OUTSIDE}:7001` }))).toBe(true);
    expect(gate.in(udpOf({ from: `${OUTSIDE}:7001`, to: `${INSIDE}:3000` }))).toBe(true);
    expect(gate.in(tcpOf({ from: '203.0.113.10:3000', to: `${INSIDE}:113` }, SYN))).toBe(false);
    first.in(RST);
    expect(gate.in(tcpOf({ from: `${OUTSIDE}:3001`, to: `${INSIDE}:113` }, SYN))).toBe(false);
  });

  test('are not met by others', () => {
    const gate = new Gate([RULE]);
    gate.tcp('1025', '6001').out(SYN);
    gate.out(udpOf({ from: `${INSIDE}:1`, to: `${OUTSIDE}:6000` }));
    expect(gate.counts).toEqual([0, 0]);
  });
});

describe('the first that is met', () => {
  test('watches a connection; addresses count', () => {
    const far = [{ kind: 'masked' as const, address: 0xcb00_7109, mask: 0xffff_ffff }];
    const gate = new Gate([dynamic(8, service([TCP]), { destination: far }), dynamic(9, service([TCP], [80]))]);
    gate.tcp('1025', '80').out(SYN);
    gate.out(tcpOf({ from: `${INSIDE}:1025`, to: '203.0.113.10:80' }, SYN));
    gate.out(tcpOf({ from: `${INSIDE}:1025`, to: '203.0.113.10:81' }, SYN));
    expect(gate.watch.sessions.all().map(({ watched }) => watched.rule.number)).toEqual([8, 9]);
  });

  test('an inert one watches nothing', () => {
    const gate = new Gate([dynamic(8, { kind: 'inert' })]);
    gate.out(udpOf({ from: `${INSIDE}:68`, to: `${OUTSIDE}:67` }));
    expect(gate.counts).toEqual([0, 0]);
  });
});

describe('sessions', () => {
  test('are told when they end, with what they were; not with syslog=off', () => {
    const gate = new Gate([ALL_UDP, dynamic(9, service([TCP]), { syslog: false })]);
    gate.out(udpOf({ from: `${INSIDE}:2000`, to: `${OUTSIDE}:5000` }));
    gate.tcp('1', '2').out(SYN);
    gate.wait(60);
    const { sessions } = gate.watch;
    expect(sessions.takeEnded()).toMatchObject([
      {
        at: gate.now,
        session: { number: 1, isOutward: true, sourcePort: 2000, destinationPort: 5000, startedAt: START },
      },
    ]);
    expect([sessions.takeEnded(), sessions.count, sessions.peak]).toEqual([[], 0, 2]);
  });

  test('where there is no room, the one that would end first makes some', () => {
    const gate = new Gate([ALL_TCP, ALL_UDP], 100);
    const www = gate.tcp('1025', '80');
    www.connect();
    for (let i = 0; i < 500; i++) {
      gate.out(udpOf({ from: `${INSIDE}:${2000 + i}`, to: `${OUTSIDE}:5000` }));
      if (i % 100 === 0) gate.wait(1);
    }
    expect(gate.counts).toEqual([100, 100]);
    expect(gate.watch.evicted).toBe(401);
    expect(www.in(ACK)).toBe(true);
    expect(gate.in(udpOf({ from: `${OUTSIDE}:5000`, to: `${INSIDE}:2499` }))).toBe(true);
    expect(gate.in(udpOf({ from: `${OUTSIDE}:5000`, to: `${INSIDE}:2000` }))).toBe(false);
    expect(gate.watch.sessions.takeEnded()).toHaveLength(256);
    expect(gate.watch.sessions.lost).toBe(401 - 256);
  });

  test('of one that brings others along may be all that there is room for', () => {
    const gate = new Gate([FTP], 1);
    const ftp = gate.tcp('1025', '21');
    expect(ftp.connect()).toBe(true);
    ftp.out(ACK, 'PORT 192,168,0,2,7,208\r\n');
    expect(gate.in(tcpOf({ from: `${OUTSIDE}:20`, to: `${INSIDE}:2000` }, SYN))).toBe(false);
    expect([ftp.in(ACK), gate.counts]).toEqual([true, [1, 1]]);
  });

  test('can be closed, one channel or all', () => {
    const gate = new Gate([TFTP]);
    gate.out(udpOf({ from: `${INSIDE}:2000`, to: `${OUTSIDE}:69` }));
    gate.in(udpOf({ from: `${OUTSIDE}:4000`, to: `${INSIDE}:2000` }));
    const [session] = gate.watch.sessions.all();
    expect(session!.channels).toHaveLength(2);
    expect(gate.watch.close(gate.now, session!, 99)).toBe(false);
    gate.watch.close(gate.now, session!, session!.channels[1]);
    expect(gate.in(udpOf({ from: `${OUTSIDE}:4000`, to: `${INSIDE}:2000` }))).toBe(false);
    gate.watch.clear(gate.now, LAN2 + 1);
    expect(gate.counts).toEqual([1, 1]);
    gate.watch.clear(gate.now, LAN2);
    expect([gate.counts, gate.watch.nextTimeout()]).toEqual([[0, 0], NEVER]);
  });
});

describe('whatever comes', () => {
  const ADDRESSES = ['10.0.0.1', '10.0.0.2', '10.0.0.3'];

  /** Ends, ports and flags from few, so that packets belong together. */
  const anyPacket = (random: Random): Uint8Array => {
    const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
    const way = {
      from: `${pick(ADDRESSES)}:${pick([20, 21, 53, 69, 2000])}`,
      to: `${pick(ADDRESSES)}:${pick([20, 21, 53, 69, 2000])}`,
    };
    const texts = ['', 'PORT 10,0,0,1,7,208\r\n', '227 (10,0,0,2,7,208)', '229 (|||2000|)', '\xff\xff'];
    const packet = random.chance(1, 2)
      ? tcpOf(way, pick([SYN, SYN | ACK, ACK, ACK, FIN | ACK, RST, 0xff]), pick(texts))
      : udpOf(way);
    if (random.chance(1, 10)) packet[6 + random.below(2)] = random.below(256);
    if (random.chance(1, 20)) packet[9] = random.below(256);
    if (random.chance(1, 20)) packet[20 + random.below(packet.length - 20)] = random.below(256);
    return random.chance(1, 20) ? packet.subarray(0, 20 + random.below(packet.length - 19)) : packet;
  };

  test('the table keeps its books, and is empty when all is quiet', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(1, 2, 5, 50), (seed, limit) => {
        const random = new Random(seed);
        const gate = new Gate([FTP, TFTP, DNS, ALL_TCP, ALL_UDP, PING], limit);
        for (let i = 0; i < 300; i++) {
          const packet = anyPacket(random);
          if (random.chance(1, 2)) gate.out(packet);
          else gate.in(packet);
          if (random.chance(1, 20)) gate.wait(random.below(20));
          const channels = gate.watch.sessions.all().flatMap(({ channels: own }) => own);
          expect(channels.length).toBe(gate.watch.channels.count);
          expect(gate.watch.channels.count).toBeLessThanOrEqual(limit);
          expect(gate.watch.sessions.all().some(({ channels: own }) => own.length === 0)).toBe(false);
          expect(gate.watch.nextTimeout() === NEVER).toBe(gate.watch.channels.count === 0);
        }
        gate.wait(4000);
        expect(gate.counts).toEqual([0, 0]);
      }),
      { numRuns: 25 },
    );
  });
});

function ends(text: string): never {
  return text.split('.').reduce((all, octet) => all * 256 + Number(octet), 0) as never;
}
