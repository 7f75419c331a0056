import { expect, test } from '@jest/globals';
import { START } from '@rtemu/engine/time';
import { COMMAND, IAC, OPTION, type TelnetPart, TelnetReader } from '@rtemu/wire/telnet';
import fc from 'fast-check';
import { Lines } from '../terminal/lines.suite.js';
import { LIMIT, TelnetDoor } from './telnet-door.js';

const octetsOf = (line: string): Uint8Array => Uint8Array.from(line, (character) => character.charCodeAt(0));
const text = (octets: Uint8Array): string => String.fromCharCode(...octets);
const WILL_ECHO = [IAC, COMMAND.will, OPTION.echo];
const OPENING = [
  ...WILL_ECHO,
  ...[IAC, COMMAND.will, OPTION.suppressGoAhead],
  ...[IAC, COMMAND.do, OPTION.suppressGoAhead],
  ...[IAC, COMMAND.do, OPTION.windowSize],
];

function opened(): { session: Lines; telnet: TelnetDoor; exchange: (...octets: number[]) => string } {
  const session = new Lines();
  const telnet = new TelnetDoor(session);
  telnet.refresh(START);
  expect(text(telnet.takeOctets())).toBe(`${text(Uint8Array.from(OPENING))}> `);
  const exchange = (...octets: number[]): string => {
    telnet.handleOctets(START, Uint8Array.from(octets));
    return text(telnet.takeOctets());
  };
  return { session, telnet, exchange };
}

test('every way of ending a line ends one', () => {
  const { session, exchange } = opened();
  for (const end of ['\r\n', '\r\0', '\n', '\r']) expect(exchange(...octetsOf(`say a${end}`))).toBe('say a\r\na\r\n> ');
  expect(session.lines).toHaveLength(4);
});

test('answers to what was asked are not answered, and what nobody wants is refused once', () => {
  const { exchange } = opened();
  expect(exchange(IAC, COMMAND.do, OPTION.echo, IAC, COMMAND.do, OPTION.suppressGoAhead)).toBe('');
  expect(exchange(IAC, COMMAND.will, OPTION.suppressGoAhead, IAC, COMMAND.wont, OPTION.windowSize)).toBe('');
  expect(exchange(IAC, COMMAND.will, 24)).toBe(text(Uint8Array.of(IAC, COMMAND.dont, 24)));
  expect(exchange(IAC, COMMAND.will, 24, IAC, COMMAND.will, 24)).toBe('');
  // The client of a Java program, unasked (RFC 854: "a party may always refuse").
  expect(exchange(IAC, COMMAND.wont, 1, IAC, COMMAND.wont, 31, IAC, COMMAND.dont, 5, IAC, COMMAND.wont, 33)).toBe('');
});

test('DONT ECHO is acknowledged, and the line is echoed all the same', () => {
  const { exchange } = opened();
  expect(exchange(IAC, COMMAND.dont, OPTION.echo)).toBe('');
  expect(exchange(...octetsOf('say a\n'))).toBe('say a\r\na\r\n> ');
});

test('the window is as wide as the client says, once it said that it would', () => {
  const { exchange } = opened();
  const size = [IAC, COMMAND.subnegotiation, OPTION.windowSize, 0, 30, 0, 24, IAC, COMMAND.subnegotiationEnd];
  exchange(IAC, COMMAND.will, OPTION.windowSize, ...size);
  expect(exchange(...octetsOf('a'.repeat(28)))).toBe(`${'a'.repeat(28)}\r\n`); // the row is full
});

test('interrupt, erase and are-you-there', () => {
  const { session, exchange } = opened();
  exchange(...octetsOf('say ab'), IAC, COMMAND.eraseCharacter, ...octetsOf('c\r\n'));
  expect(session.lines).toEqual(['say ac']);
  exchange(...octetsOf('junk'), IAC, COMMAND.eraseLine, ...octetsOf('say d\r\n'));
  expect(session.lines.at(-1)).toBe('say d');
  expect(exchange(IAC, COMMAND.interruptProcess)).toContain('^C');
  expect(session.interrupts).toBe(1);
  expect(exchange(IAC, COMMAND.areYouThere)).toBe('\r\n[Yes]\r\n');
});

test('a doubled 255 is a character, and a storm that nobody reads the answers to is cut', () => {
  const { telnet } = opened();
  const toggle = Uint8Array.from(Array.from({ length: 500 }, () => [IAC, COMMAND.do, 0, IAC, COMMAND.dont, 0]).flat());
  for (let i = 0; i < 100 && !telnet.isUnread; i++) telnet.handleOctets(START, toggle);
  expect(telnet.isUnread).toBe(true);
  expect(telnet.takeOctets().length).toBeLessThan(LIMIT.answerOctets + 100);
});

const octet = fc.oneof(fc.integer({ min: 240, max: 255 }), fc.integer({ min: 0, max: 127 }));

test('two servers that face each other come to rest', () => {
  const ends = [new TelnetDoor(new Lines()), new TelnetDoor(new Lines())] as const;
  let exchanged = 0;
  const negotiations = (octets: Uint8Array): Uint8Array => {
    const parts = new TelnetReader().read(octets).filter(({ kind }) => kind === 'negotiation');
    exchanged += parts.length;
    return octets.filter((_, i) => octets[i] === IAC || octets[i - 1] === IAC || octets[i - 2] === IAC);
  };
  for (let turn = 0; turn < 20; turn++) {
    ends[1].handleOctets(START, negotiations(ends[0].takeOctets()));
    ends[0].handleOctets(START, negotiations(ends[1].takeOctets()));
  }
  expect(exchanged).toBeLessThan(20);
});

test('whatever is negotiated, no more is answered than was said, and the session still answers', () => {
  fc.assert(
    fc.property(fc.array(octet, { maxLength: 80 }), (octets) => {
      const { session, telnet, exchange } = opened();
      const verbs = octets.flatMap((value) => [IAC, 251 + (value % 4), value % 40]);
      const answers = new TelnetReader().read(Uint8Array.from(octetsOf(exchange(...verbs))));
      expect(answers.length).toBeLessThanOrEqual(octets.length);
      exchange(...octets, IAC, COMMAND.subnegotiationEnd, 0, 0, IAC, COMMAND.subnegotiationEnd, 0x11, 0x78, 0x03);
      if (session.closed) return;
      telnet.handleOctets(START, octetsOf('say x\r\n'));
      expect(session.lines.at(-1)).toBe('say x');
    }),
  );
});

const negotiated = (octets: Uint8Array): TelnetPart[] =>
  new TelnetReader().read(octets).filter(({ kind }) => kind === 'negotiation');

test('however what comes is cut, and however few keys a call acts on, the same is answered and obeyed', () => {
  const piece = fc.oneof(
    fc.array(octet, { maxLength: 6 }),
    fc
      .constantFrom('say a\r\n', 'say b\r\0', 'x\x7f', '\x1b[D', '\x1b', '?', '\x03')
      .map((keys) => [...octetsOf(keys)]),
    fc.tuple(fc.integer({ min: 250, max: 254 }), octet).map(([verb, option]) => [IAC, verb, option]),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 9 })), (pieces, cuts) => {
      const octets = Uint8Array.from(pieces.flat());
      const [whole, inPieces] = [new Lines(), new Lines()];
      const [atOnce, cut] = [new TelnetDoor(whole), new TelnetDoor(inPieces, { burst: 1 })];
      atOnce.refresh(START);
      cut.refresh(START);
      atOnce.handleOctets(START, octets);
      for (let at = 0, i = 0; at < octets.length; i++) {
        const length = cuts[i % cuts.length] ?? 1;
        cut.handleOctets(START, octets.subarray(at, at + length));
        while (cut.isBehind) cut.refresh(START);
        at += length;
      }
      expect(inPieces.lines).toEqual(whole.lines);
      expect(inPieces.interrupts).toBe(whole.interrupts);
      expect(negotiated(cut.takeOctets())).toEqual(negotiated(atOnce.takeOctets()));
    }),
  );
});
