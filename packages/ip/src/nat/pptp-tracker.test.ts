import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import * as Gre from '@rtemu/wire/gre';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { AT, HEADER_OCTETS, MAGIC_COOKIE } from '@rtemu/wire/pptp';
import * as Tcp from '@rtemu/wire/tcp';
import { Bench, OUTER, raw, show, tcp } from './nat.suite.js';

const PC = '192.168.0.2';
const PC2 = '192.168.0.3';
const SERVER = '198.51.100.9';
const SYN = { flags: Tcp.FLAG.syn, sequence: 0 };

/** A control message with nothing in it but its length, its type and two ids. */
function message(type: number, first: number, second = 0, length = 32): Uint8Array {
  const octets = new Uint8Array(length);
  const view = new DataView(octets.buffer);
  view.setUint16(AT.length, length);
  view.setUint16(AT.pptpMessageType, 1);
  view.setUint32(AT.magicCookie, MAGIC_COOKIE);
  view.setUint16(AT.controlMessageType, type);
  view.setUint16(HEADER_OCTETS, first);
  view.setUint16(HEADER_OCTETS + 2, second);
  return octets;
}

const OCRQ = 7;
const OCRP = 8;
const SET_LINK_INFO = 15;

const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

const payloadOf = (became: Uint8Array | string): Uint8Array => {
  if (typeof became === 'string') throw new Error(became);
  const packet = Ipv4.parse(became);
  if (!packet.ok) throw new Error('broken');
  const { source, destination, payload } = packet.value;
  expect(Tcp.checksumHolds(payload, source, destination)).toBe(true);
  const segment = Tcp.parse(payload);
  if (!segment.ok) throw new Error('broken');
  return segment.value.payload.slice();
};

const idsIn = (octets: Uint8Array): readonly [number, number] => {
  const view = new DataView(octets.buffer, octets.byteOffset);
  return [view.getUint16(HEADER_OCTETS), view.getUint16(HEADER_OCTETS + 2)];
};

const call = (id: number): Uint8Array => {
  const octets = new Uint8Array(Gre.DATA_HEADER_OCTETS + 4);
  Gre.writeDataHeaderAt(new DataView(octets.buffer), 0, id, 1, 4);
  return octets;
};

/** Opens a control connection of a host; its outer port. */
function open(bench: Bench, from: string, to = `${SERVER}:1723`): number {
  const became = show(bench.outward(tcp(from, to, SYN)));
  return Number(/:(\d+) >/.exec(became)![1]);
}

describe('PPTP of inner hosts', () => {
  test('two hosts that chose the same id reach one server, and each gets its own packets', () => {
    const bench = new Bench();
    const ports = [open(bench, `${PC}:1025`), open(bench, `${PC2}:1025`)];
    const outerIds = [PC, PC2].map(
      (host) =>
        idsIn(payloadOf(bench.outward(tcp(`${host}:1025`, `${SERVER}:1723`, { payload: message(OCRQ, 5) }))))[0],
    );
    expect(outerIds[0]).toBe(5);
    expect(outerIds[1]).not.toBe(5);
    for (const [i, host] of [PC, PC2].entries()) {
      bench.inward(tcp(`${SERVER}:1723`, `${OUTER}:${ports[i]}`, { ...SYN, flags: Tcp.FLAG.syn | Tcp.FLAG.ack }));
      const reply = message(OCRP, 100 + i, outerIds[i]);
      const seen = payloadOf(bench.inward(tcp(`${SERVER}:1723`, `${OUTER}:${ports[i]}`, { payload: reply })));
      expect(idsIn(seen)).toEqual([100 + i, 5]);
      expect(show(bench.outward(raw(host, SERVER, Ipv4.PROTOCOL.gre, call(100 + i))))).toBe(`47 ${OUTER} > ${SERVER}`);
      const back = bench.inward(raw(SERVER, OUTER, Ipv4.PROTOCOL.gre, call(outerIds[i]!))) as Uint8Array;
      expect(show(back)).toBe(`47 ${SERVER} > ${host}`);
      expect(new DataView(back.buffer).getUint16(Ipv4.HEADER_OCTETS + Gre.AT.callId)).toBe(5);
    }
  });

  test('GRE without a call goes nowhere, either way', () => {
    const bench = new Bench();
    expect(show(bench.outward(raw(PC, SERVER, Ipv4.PROTOCOL.gre, call(1))))).toBe('dropped');
    expect(show(bench.inward(raw(SERVER, OUTER, Ipv4.PROTOCOL.gre, call(1))))).toBe('dropped');
    open(bench, `${PC}:1025`);
    bench.outward(tcp(`${PC}:1025`, `${SERVER}:1723`, { payload: message(OCRQ, 5) }));
    expect(show(bench.inward(raw(SERVER, OUTER, Ipv4.PROTOCOL.gre, call(6))))).toBe('dropped');
    expect(show(bench.inward(raw('198.51.100.8', OUTER, Ipv4.PROTOCOL.gre, call(5))))).toBe('dropped');
  });

  test('a server inside is reached by static entries alone, and by both of them', () => {
    const port = { outer: { first: 1723, last: 1723 }, inner: { first: 1723, last: 1723 } };
    const control = { inner: 0xc0a80002 as never, protocol: 6, ports: [port] };
    const gre = { inner: 0xc0a80002 as never, protocol: 47, ports: [] };
    const reached = (masquerades: readonly (typeof control | typeof gre)[]): string[] => {
      const bench = new Bench({ masquerades });
      bench.inward(tcp(`${SERVER}:1025`, `${OUTER}:1723`, SYN));
      bench.inward(tcp(`${SERVER}:1025`, `${OUTER}:1723`, { payload: message(OCRQ, 5) }));
      bench.outward(tcp(`${PC}:1723`, `${SERVER}:1025`, { payload: message(OCRP, 9, 5) }));
      return [
        show(bench.inward(raw(SERVER, OUTER, Ipv4.PROTOCOL.gre, call(9)))),
        show(bench.outward(raw(PC, SERVER, Ipv4.PROTOCOL.gre, call(5)))),
      ];
    };
    expect(reached([control, gre])).toEqual([`47 ${SERVER} > ${PC}`, `47 ${OUTER} > ${SERVER}`]);
    expect(reached([control])).toEqual(['dropped', 'dropped']);
  });

  test('a connection lasts as long as its calls carry something, and they end with it', () => {
    const bench = new Bench();
    open(bench, `${PC}:1025`);
    bench.outward(tcp(`${PC}:1025`, `${SERVER}:1723`, { payload: message(OCRQ, 5) }));
    for (let i = 0; i < 3; i++) {
      bench.wait(600);
      expect(show(bench.inward(raw(SERVER, OUTER, Ipv4.PROTOCOL.gre, call(5))))).toContain(PC);
    }
    bench.wait(2000);
    expect(bench.table.size).toBe(0);
    expect(show(bench.inward(raw(SERVER, OUTER, Ipv4.PROTOCOL.gre, call(5))))).toBe('dropped');
  });

  test('an id that is sent again after a segment was lost is changed in the same way', () => {
    const bench = new Bench();
    open(bench, `${PC}:1025`);
    open(bench, `${PC2}:1025`);
    bench.outward(tcp(`${PC}:1025`, `${SERVER}:1723`, { payload: message(OCRQ, 5) }));
    const sent = () => bench.outward(tcp(`${PC2}:1025`, `${SERVER}:1723`, { payload: message(OCRQ, 5) }));
    expect(payloadOf(sent())).toEqual(payloadOf(sent()));
    expect(show(bench.outward(tcp(`${PC2}:1025`, `${SERVER}:1723`, { sequence: 65, payload: message(15, 3) })))).toBe(
      'dropped',
    );
  });

  test('what is no PPTP passes as it is', () => {
    const bench = new Bench();
    open(bench, `${PC}:1025`);
    const text = Uint8Array.from('GET / HTTP/1.0\r\n\r\nand more of that', (c) => c.charCodeAt(0));
    expect(payloadOf(bench.outward(tcp(`${PC}:1025`, `${SERVER}:1723`, { payload: text })))).toEqual(text);
  });

  test('a stream that is cut in any way, repeated and lost in between, arrives as if it had passed whole', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = new Random(seed);
      const bench = new Bench();
      open(bench, `${PC}:1025`);
      const port = open(bench, `${PC2}:1025`);
      bench.outward(tcp(`${PC}:1025`, `${SERVER}:1723`, { payload: joined(message(OCRQ, 5), message(OCRQ, 6)) }));
      bench.inward(tcp(`${SERVER}:1723`, `${OUTER}:${port}`, { ...SYN, flags: Tcp.FLAG.syn | Tcp.FLAG.ack }));
      const stream = joined(
        message(1, 9, 9, 156),
        message(OCRQ, 5, 0, 168),
        message(5, 1, 1, 16),
        message(OCRQ, 6, 0, 168),
        message(SET_LINK_INFO, 77, 0, 24),
      );
      const out = carry(random, stream, (fields) => bench.outward(tcp(`${PC2}:1025`, `${SERVER}:1723`, fields)));
      const ids = [idsIn(out.slice(156))[0], idsIn(out.slice(340))[0]];
      expect({ seed, same: ids[0] === 5 || ids[1] === 6 || ids[0] === ids[1] }).toEqual({ seed, same: false });
      const expected = stream.slice();
      new DataView(expected.buffer).setUint16(156 + HEADER_OCTETS, ids[0]!);
      new DataView(expected.buffer).setUint16(340 + HEADER_OCTETS, ids[1]!);
      expect({ seed, out }).toEqual({ seed, out: expected });
      const answers = joined(
        message(OCRP, 40, ids[0]!),
        message(OCRP, 41, ids[1]!),
        message(SET_LINK_INFO, ids[1]!, 0, 24),
      );
      const back = carry(random, answers, (fields) => bench.inward(tcp(`${SERVER}:1723`, `${OUTER}:${port}`, fields)));
      expect({ seed, back }).toEqual({
        seed,
        back: joined(message(OCRP, 40, 5), message(OCRP, 41, 6), message(SET_LINK_INFO, 6, 0, 24)),
      });
    }
  });
});

describe('a sender that waits with the rest until what it sent is acknowledged (Nagle)', () => {
  test.each([1, 4, 8, 11, 12, 16, 20])('is not held up when it cuts its messages after %i octets', (cut) => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = new Random(seed);
      const bench = new Bench();
      open(bench, `${PC}:1025`);
      open(bench, `${PC2}:1025`);
      bench.outward(tcp(`${PC}:1025`, `${SERVER}:1723`, { payload: message(OCRQ, 5) }));
      const stream = joined(message(1, 9, 9, 156), message(OCRQ, 5, 0, 168), message(SET_LINK_INFO, 77, 0, 24));
      const ends = [cut, 156, 156 + cut, 324, 324 + cut, 348];
      let acknowledged = 0;
      let received: Uint8Array = new Uint8Array(0);
      for (let steps = 0; acknowledged < stream.length; steps++) {
        if (steps > 200) throw new Error(`seed ${seed}: octet ${acknowledged} does not arrive`);
        const end = ends.find((each) => each > acknowledged)!;
        const fields = { sequence: 1 + acknowledged, payload: stream.slice(acknowledged, end) };
        const { place, payload } = segmentOf(bench.outward(tcp(`${PC2}:1025`, `${SERVER}:1723`, fields)));
        if (random.chance(1, 4)) continue; // it is lost behind us
        if (place <= received.length)
          received = joined(received.slice(0, place), payload, received.slice(place + payload.length));
        if (!random.chance(1, 4)) acknowledged = received.length; // or its acknowledgement is
      }
      const [id] = idsIn(received.slice(156));
      const expected = stream.slice();
      new DataView(expected.buffer).setUint16(156 + HEADER_OCTETS, id);
      expect({ seed, same: id === 5, received }).toEqual({ seed, same: false, received: expected });
    }
  });
});

const segmentOf = (became: Uint8Array | string): { place: number; payload: Uint8Array } => {
  const payload = payloadOf(became);
  const packet = Ipv4.parse(became as Uint8Array);
  const segment = packet.ok ? Tcp.parse(packet.value.payload) : undefined;
  if (!segment?.ok) throw new Error('broken');
  return { place: segment.value.sequence - 1, payload };
};

/** A sender that cuts its stream at random and sends again from what was acknowledged; a receiver that takes what comes next. */
function carry(
  random: Random,
  stream: Uint8Array,
  through: (fields: { sequence: number; payload: Uint8Array }) => Uint8Array | string,
): Uint8Array {
  let received = new Uint8Array(0);
  for (let steps = 0; received.length < stream.length; steps++) {
    if (steps > 5000) throw new Error('it does not arrive');
    // From what was acknowledged, or from a little behind it: segments overtake one another.
    const from = Math.min(stream.length - 1, received.length + (random.chance(1, 4) ? random.below(40) : 0));
    const count = random.chance(1, 3) ? 1 + random.below(8) : 1 + random.below(stream.length - from);
    const payload = stream.slice(from, from + count);
    if (payload.length === 0) continue;
    const became = through({ sequence: 1 + from, payload });
    if (typeof became === 'string' || random.chance(1, 5)) continue;
    const packet = Ipv4.parse(became);
    if (!packet.ok) throw new Error('broken');
    const segment = Tcp.parse(packet.value.payload);
    if (!segment.ok) throw new Error('broken');
    const at = segment.value.sequence - 1;
    const end = at + segment.value.payload.length;
    if (at > received.length || end <= received.length) continue;
    received = joined(received, segment.value.payload.slice(received.length - at)) as Uint8Array<ArrayBuffer>;
  }
  return received;
}
