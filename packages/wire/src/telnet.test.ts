import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  COMMAND,
  emitData,
  emitNegotiation,
  emitSubnegotiation,
  emitWindowSize,
  IAC,
  LIMIT,
  OPTION,
  parseWindowSize,
  type TelnetPart,
  TelnetReader,
} from './telnet.js';

const text = (octets: Uint8Array): string => String.fromCharCode(...octets);
const octetsOf = (line: string): Uint8Array => Uint8Array.from(line, (character) => character.charCodeAt(0));
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Parts with data run together, however it came. */
function merged(parts: readonly TelnetPart[]): TelnetPart[] {
  const all: TelnetPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.kind === 'data' && last?.kind === 'data')
      all[all.length - 1] = { kind: 'data', octets: joined(last.octets, part.octets) };
    else all.push(part);
  }
  return all;
}

test('what inetutils says at the start is read', () => {
  const octets = joined(
    Uint8Array.of(IAC, COMMAND.do, OPTION.echo, IAC, COMMAND.do, OPTION.suppressGoAhead),
    Uint8Array.of(IAC, COMMAND.will, OPTION.windowSize, IAC, COMMAND.subnegotiation, OPTION.windowSize),
    Uint8Array.of(0, 80, 0, 24, IAC, COMMAND.subnegotiationEnd),
    octetsOf('show config\r\0'),
  );
  expect(new TelnetReader().read(octets)).toEqual([
    { kind: 'negotiation', verb: 'do', option: 1 },
    { kind: 'negotiation', verb: 'do', option: 3 },
    { kind: 'negotiation', verb: 'will', option: 31 },
    { kind: 'subnegotiation', option: 31, octets: Uint8Array.of(0, 80, 0, 24) },
    { kind: 'data', octets: octetsOf('show config\r\0') },
  ]);
  expect(parseWindowSize(Uint8Array.of(0, 80, 0, 24))).toEqual({ columns: 80, rows: 24 });
  expect(parseWindowSize(Uint8Array.of(0, 80, 0))).toBeUndefined();
});

test('a size with 255 in it is doubled and read back', () => {
  const sent = emitSubnegotiation(OPTION.windowSize, emitWindowSize(255, 511));
  const [part] = new TelnetReader().read(sent);
  expect(part).toMatchObject({ kind: 'subnegotiation' });
  expect(parseWindowSize((part as { octets: Uint8Array }).octets)).toEqual({ columns: 255, rows: 511 });
});

test('a lone CR has NUL behind it, unless the stream is binary', () => {
  expect(text(emitData(octetsOf('a\r\nb\rc\xff\r'), false))).toBe('a\r\nb\r\0c\xff\xff\r\0');
  expect(text(emitData(octetsOf('a\r\nb\rc\xff\r'), true))).toBe('a\r\nb\rc\xff\xff\r');
});

test('a subnegotiation without an end is read past, and takes no room', () => {
  const reader = new TelnetReader();
  expect(reader.read(Uint8Array.of(IAC, COMMAND.subnegotiation, 99))).toEqual([]);
  for (let i = 0; i < 100; i++) expect(reader.read(new Uint8Array(LIMIT.subnegotiation))).toEqual([]);
  expect(reader.read(Uint8Array.of(IAC, COMMAND.subnegotiationEnd, 0x61))).toEqual([
    { kind: 'data', octets: octetsOf('a') },
  ]);
  // Somebody forgot the end, and went on with a command.
  expect(reader.read(Uint8Array.of(IAC, COMMAND.subnegotiation, 31, 0, IAC, COMMAND.will, 1, 0x62))).toEqual([
    { kind: 'negotiation', verb: 'will', option: 1 },
    { kind: 'data', octets: octetsOf('b') },
  ]);
});

const octet = fc.oneof(fc.integer({ min: 240, max: 255 }), fc.integer({ min: 0, max: 255 }));
const stream = fc.array(octet, { maxLength: 60 }).map((octets) => Uint8Array.from(octets));

test('any octets are read, and the same however they are cut', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(60), { maxLength: 6 }), (octets, cuts) => {
      const whole = merged(new TelnetReader().read(octets));
      const reader = new TelnetReader();
      const edges = [0, ...cuts.filter((cut) => cut < octets.length).sort((a, b) => a - b), octets.length];
      const parts = edges.slice(1).flatMap((edge, i) => reader.read(octets.subarray(edges[i], edge)));
      expect(merged(parts)).toEqual(whole);
    }),
  );
});

test('reading undoes writing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(255), (octets, option) => {
      const sent = joined(
        emitData(octets, true),
        emitNegotiation('dont', option),
        emitSubnegotiation(option, octets.subarray(0, 20)),
      );
      expect(new TelnetReader().read(sent)).toEqual([
        { kind: 'data', octets },
        { kind: 'negotiation', verb: 'dont', option },
        { kind: 'subnegotiation', option, octets: octets.slice(0, 20) },
      ]);
    }),
  );
});
