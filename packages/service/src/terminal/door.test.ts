import { expect, test } from '@jest/globals';
import { START } from '@rtemu/engine/time';
import fc from 'fast-check';
import { encodeText } from '../encoding/text-codec.js';
import { Door } from './door.js';
import { Lines } from './lines.suite.js';

const ascii = (octets: Uint8Array): string => String.fromCharCode(...octets);

function typed(door: Door, text: string): string {
  door.handleOctets(START, encodeText(text, 'utf-8'));
  door.refresh(START);
  return ascii(door.takeOctets());
}

test('what is typed is echoed, and the answer comes with the next prompt in one piece', () => {
  const session = new Lines();
  const door = new Door(session);
  door.refresh(START);
  expect(ascii(door.takeOctets())).toBe('> ');
  expect(typed(door, 'say ')).toBe('say ');
  expect(typed(door, 'hello\r')).toBe('hello\r\nhello\r\n> ');
  expect(typed(door, 'xあ\x7f\x7f')).toBe(`x${ascii(encodeText('あ', 'utf-8'))}\b\b  \b\b\b \b`);
  expect(typed(door, '?')).toBe('?\r\n? exit say\r\n> ');
  expect(typed(door, 'password\r')).toBe('password\r\nPassword: ');
  expect(typed(door, 'secret\r')).toBe('\r\n> ');
  expect(session.lines).toEqual(['say hello', 'password', 'secret']);
  expect(typed(door, 'dropped\x03')).toBe('dropped^C\r\n> ');
  expect(session.interrupts).toBe(1);
  expect(typed(door, '\x10')).toContain('> password'); // what was dropped is not remembered
});

test('CR LF is one Enter where lines end so, and two where a CR alone ends them', () => {
  for (const [foldsReturn, prompts] of [
    [true, 1],
    [false, 2],
  ] as const) {
    const door = new Door(new Lines(), { foldsReturn });
    typed(door, '');
    expect(typed(door, 'x\r\n').match(/> /g)).toHaveLength(prompts);
    expect(typed(door, 'y\n').match(/> /g)).toHaveLength(1);
  }
});

test('a change of the encoding counts from the next prompt on, both ways', () => {
  const session = new Lines();
  const door = new Door(session);
  const exchange = (octets: Uint8Array): Uint8Array => {
    door.handleOctets(START, octets);
    return door.takeOctets();
  };
  exchange(encodeText('say 表示\rspeak shift_jis\r', 'utf-8'));
  const line = encodeText('say 表示', 'shift_jis');
  expect(exchange(Uint8Array.of(...line, 0x0d))).toEqual(encodeText('say 表示\r\n表示\r\n> ', 'shift_jis'));
  exchange(encodeText('speak euc-jp\r', 'shift_jis'));
  expect(exchange(Uint8Array.of(...encodeText('say 表示', 'euc-jp'), 0x0d))).toEqual(
    encodeText('say 表示\r\n表示\r\n> ', 'euc-jp'),
  );
  expect(session.lines.filter((said) => said.startsWith('say'))).toEqual(['say 表示', 'say 表示', 'say 表示']);
});

test('Ctrl-S stops what is shown, and not what is typed', () => {
  const session = new Lines();
  const door = new Door(session);
  typed(door, '');
  expect(typed(door, '\x13say a\r')).toBe('');
  expect(door.pending).toBe(0);
  expect(session.lines).toEqual(['say a']);
  expect(typed(door, '\x11')).toContain('a\r\n> ');
});

test('one who never reads is told no more, and is to be cut', () => {
  const door = new Door(new Lines());
  door.handleOctets(START, encodeText('shout\r', 'utf-8'));
  expect(door.isUnread).toBe(true);
  expect(door.takeOctets()).toHaveLength(0);
});

test('a line without an end, and binary, take no room beyond the limit of a line', () => {
  const session = new Lines();
  const door = new Door(session);
  for (let i = 0; i < 200; i++) {
    door.handleOctets(START, new Uint8Array(100).fill(0x61));
    door.takeOctets();
  }
  door.handleOctets(START, Uint8Array.of(0x0d));
  expect(session.lines).toHaveLength(1);
  expect(session.lines[0]!.length).toBeLessThanOrEqual(4095);
});

test('keys that come while a command runs wait, and those beyond the limit are dropped', () => {
  const session = new Lines();
  const door = new Door(session);
  session.busy = true;
  for (let i = 0; i < 100; i++) door.handleOctets(START, new Uint8Array(4000).fill(0x61));
  expect(session.lines).toEqual([]);
  door.handleOctets(START, Uint8Array.of(0x03)); // Ctrl-C is heard at once, and drops them
  session.busy = false;
  door.handleOctets(START, encodeText('say b\r', 'utf-8'));
  expect(session.lines).toEqual(['say b']);
});

test('any octets in any pieces leave a session that still answers', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 10 }), (chunks) => {
      const session = new Lines();
      const door = new Door(session);
      for (const chunk of chunks) {
        door.handleOctets(START, chunk);
        door.takeOctets();
      }
      if (session.closed) return;
      door.handleOctets(START, Uint8Array.of(0x11, 0x78, 0x78, 0x03));
      typed(door, 'say x\r');
      expect(session.lines.at(-1)).toBe('say x');
    }),
  );
});

test('however few keys a call acts on, what comes of them is the same', () => {
  const keys = fc.constantFrom(
    'say a\r',
    'x',
    'あ',
    '\x7f',
    '?',
    '\t',
    '\x01',
    '\x1b[D',
    '\x1b[A',
    '\x15',
    'password\r',
    '\r\n',
  );
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (typedKeys, burst) => {
      const [all, few] = [new Lines(), new Lines()];
      const [quick, patient] = [new Door(all), new Door(few, { burst })];
      const octets = encodeText(typedKeys.join(''), 'utf-8');
      quick.handleOctets(START, octets);
      patient.handleOctets(START, octets);
      while (patient.isBehind) patient.refresh(START);
      expect(few.lines).toEqual(all.lines);
      expect(ascii(patient.takeOctets())).toBe(ascii(quick.takeOctets()));
    }),
  );
});

test('a command whose turn has not come yet waits; an answer still comes with its prompt', () => {
  const session = new Lines();
  const door = new Door(session, { burst: 2 });
  expect(typed(door, 'say a\rsay b\r')).toContain('a\r\n> ');
  expect(door.isBehind).toBe(false); // handled, and refreshed once
  door.handleOctets(START, encodeText('say c\rsay d\rsay e\r', 'utf-8'));
  expect(session.lines).toEqual(['say a', 'say b', 'say c']);
  expect(door.isBehind).toBe(true);
  session.busy = true;
  expect(door.isBehind).toBe(false); // the command that runs holds it up, not the burst
  door.refresh(START);
  expect(session.lines).toHaveLength(3);
});

test('a mark that comes with the next letter is shown where it belongs', () => {
  const door = new Door(new Lines());
  typed(door, 'e');
  expect(typed(door, '\u0301x')).toContain(ascii(encodeText('e\u0301x', 'utf-8')));
});

test('marks without end on one letter take no room beyond the limit of a line', () => {
  const session = new Lines();
  const door = new Door(session);
  for (let i = 0; i < 100; i++) door.handleOctets(START, encodeText('\u0301'.repeat(100), 'utf-8'));
  door.handleOctets(START, Uint8Array.of(0x0d));
  expect(session.lines[0]!.length).toBeLessThanOrEqual(8190);
});
