/**
 * Conversations with one stack, written down line by line in the manner of packetdrill: at this time this arrives, at
 * that time that leaves, to the millisecond, and nothing else.
 *
 *     0      listen 1723
 *     0.5    < S 0:0(0) win 65535 mss 1460        arrives; the peer's numbers are its own
 *     0.5    > SA 0:0(0) ack 1 win 65535 mss 1460 leaves; our numbers count from our initial one
 *     +1     < A 1:1(0) ack 1 win 65535           a second after the line before
 *     +0     event accepted
 *
 * A `>` line may stop early: what it does not say may be anything. Octet n of either stream is n modulo 251.
 */
import { expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, inSeconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { emit, FLAG, parse, type TcpOption, writeChecksum } from '@rtemu/wire/tcp';
import type { TcpConnection } from './connection.js';
import type { ConnectionSettings } from './settings.js';
import { TcpStack } from './tcp-stack.js';

const OURS = ipv4('192.0.2.1');
const THEIRS = ipv4('192.0.2.2');
export const PEER_PORT = 40_000;

const LETTERS = { S: FLAG.syn, F: FLAG.fin, R: FLAG.rst, P: FLAG.psh, A: FLAG.ack, U: FLAG.urg } as const;
type Letter = keyof typeof LETTERS;

export const pattern = (from: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (from + i) % 251);

class Script {
  now: Instant = START;
  readonly stack: TcpStack;
  #connection: TcpConnection | undefined;
  #ourPort = 1723;
  #iss: number | undefined;
  #sent = 0;
  #received = 0;
  readonly #left: { readonly at: Instant; readonly text: string }[] = [];

  constructor(settings: Partial<ConnectionSettings>, mtu: number) {
    this.stack = new TcpStack(new Random(7), { settings, mtuTowards: () => mtu });
  }

  run(line: string): void {
    const [time, verb, ...words] = line.trim().split(/\s+/) as [string, string, ...string[]];
    const at = time.startsWith('+') ? after(this.now, seconds(Number(time))) : (seconds(Number(time)) as number);
    this.#passTo(at as Instant, line);
    if (verb === '>') {
      const next = this.#left.shift();
      expect({ line, leaves: next?.text ?? 'nothing' }).toEqual({
        line,
        leaves: expect.stringMatching(startOf(words)),
      });
      expect({ line, at: inSeconds(next!.at as never) }).toEqual({
        line,
        at: expect.closeTo(inSeconds(this.now as never), 3),
      });
      return;
    }
    expect({ line, leaves: this.#left }).toEqual({ line, leaves: [] });
    this.#perform(verb, words, line);
    this.#collect();
  }

  end(): void {
    expect({ line: 'end', leaves: this.#left }).toEqual({ line: 'end', leaves: [] });
  }

  /** Lets time pass; what leaves before the line's time must have been said by a line before. */
  #passTo(at: Instant, line: string): void {
    for (let next = this.stack.nextTimeout(); next <= at; next = this.stack.nextTimeout()) {
      expect({ line, deadline: next >= this.now }).toEqual({ line, deadline: true });
      this.now = next;
      this.stack.handleTimeout(next);
      this.#collect();
    }
    this.now = at;
  }

  #collect(): void {
    for (let out = this.stack.pollTransmit(); out !== undefined; out = this.stack.pollTransmit()) {
      const segment = parse(out.octets);
      expect(segment.ok).toBe(true);
      if (!segment.ok) continue;
      const { flags, sequence, acknowledgement, window, options, payload } = segment.value;
      if (flags & FLAG.syn) this.#iss ??= sequence;
      const from = (sequence - (this.#iss ?? 0)) >>> 0;
      expect(Buffer.from(payload).equals(pattern(from - 1, payload.length))).toBe(true);
      const letters = (Object.keys(LETTERS) as Letter[]).filter((letter) => flags & LETTERS[letter]).join('');
      const words = [letters, `${from}:${from + payload.length}(${payload.length})`];
      if (flags & FLAG.ack) words.push(`ack ${acknowledgement}`);
      words.push(`win ${window}`, ...options.map(printOption));
      this.#left.push({ at: this.now, text: words.join(' ') });
    }
  }

  readonly #verbs: Readonly<Record<string, (words: readonly string[], line: string) => void>> = {
    listen: ([port]) => this.stack.listen(Number(port)),
    connect: () => {
      this.#connection = this.stack.connect(this.now, { local: OURS, remote: THEIRS, remotePort: PEER_PORT });
      this.#ourPort = this.#connection.local.port;
    },
    '<': (words) => this.#inject(words),
    icmp: (words) => this.#icmp(words.map(Number)),
    event: (words, line) => this.#event(words, line),
    send: ([octets, how, count], line) => {
      const accepted = this.#ours.send(this.now, pattern(this.#sent, Number(octets)), { push: how === 'push' });
      this.#sent += accepted;
      expect({ line, accepted }).toEqual({ line, accepted: Number(how === 'takes' ? count : octets) });
    },
    read: ([count], line) => {
      const octets = this.#ours.read(Number(count));
      expect({ line, octets: [...octets] }).toEqual({ line, octets: [...pattern(this.#received, Number(count))] });
      this.#received += octets.length;
    },
    close: () => this.#ours.close(this.now),
    dismiss: () => this.#ours.dismiss(this.now),
    abort: () => this.#ours.abort(this.now),
    state: ([state], line) => expect({ line, state: this.#ours.state }).toEqual({ line, state }),
    count: ([name, count], line) => {
      const counted = this.stack.counters[name as keyof TcpStack['counters']];
      expect({ line, counted }).toEqual({ line, counted: Number(count) });
    },
    quiet: (_, line) => {
      const left = { next: this.stack.nextTimeout(), open: this.stack.connections().length };
      expect({ line, ...left }).toEqual({ line, next: NEVER, open: 0 });
    },
  };

  #perform(verb: string, words: readonly string[], line: string): void {
    const perform = this.#verbs[verb];
    if (perform === undefined) throw new Error(`no such line: ${line}`);
    perform(words, line);
  }

  get #ours(): TcpConnection {
    const connection = (this.#connection ??= this.stack.connections()[0]);
    if (connection === undefined) throw new Error('no connection yet');
    return connection;
  }

  #inject([letters, range, ...words]: readonly string[]): void {
    const [, from, length] = /^(\d+):\d+\((\d+)\)$/.exec(range!)!.map(Number);
    const options: TcpOption[] = [];
    let acknowledgement = 0;
    let window = 65_535;
    for (let i = 0; i < words.length; i += 2) {
      const value = Number(words[i + 1]);
      if (words[i] === 'ack') acknowledgement = (value + (this.#iss ?? 0)) >>> 0;
      else if (words[i] === 'win') window = value;
      else if (words[i] === 'mss') options.push({ kind: 'mss', octets: value });
      else if (words[i] === 'scale') options.push({ kind: 'window-scale', shift: value });
      else throw new Error(`no such word: ${words[i]}`);
    }
    const octets = emit({
      sourcePort: PEER_PORT,
      destinationPort: this.#ourPort,
      sequence: from!,
      acknowledgement,
      flags: [...letters!].reduce((flags, letter) => flags | LETTERS[letter as Letter], 0),
      window,
      urgentPointer: 0,
      options,
      payload: pattern(from! - 1, length!),
    });
    writeChecksum(octets, THEIRS, OURS);
    this.stack.handleSegment(this.now, THEIRS, OURS, octets);
  }

  #icmp([type, code, sequence, mtu]: readonly number[]): void {
    const quoted = emit({
      sourcePort: this.#ourPort,
      destinationPort: PEER_PORT,
      sequence: (sequence! + (this.#iss ?? 0)) >>> 0,
      acknowledgement: 0,
      flags: 0,
      window: 0,
      urgentPointer: 0,
      options: [],
      payload: new Uint8Array(),
    }).subarray(0, 8);
    const error = { type: type!, code: code!, mtu: mtu ?? 0, source: OURS, destination: THEIRS, octets: quoted };
    this.stack.handleUnreachable(this.now, error);
  }

  #event(words: readonly string[], line: string): void {
    const event = this.stack.pollEvent();
    if (event !== undefined) this.#connection ??= event.connection;
    const told = event === undefined ? 'none' : event.kind === 'closed' ? `closed ${event.reason}` : event.kind;
    expect({ line, event: told }).toEqual({ line, event: words.join(' ') });
  }
}

const startOf = (words: readonly string[]): RegExp =>
  new RegExp(`^${words.join(' ').replace(/[().]/g, '\\$&')}(?: |$)`);

function printOption(option: TcpOption): string {
  if (option.kind === 'mss') return `mss ${option.octets}`;
  if (option.kind === 'window-scale') return `scale ${option.shift}`;
  return option.kind;
}

/** A test whose body is a script. Lines without a time are remarks. */
export function conversation(name: string, text: string, settings: Partial<ConnectionSettings> = {}, mtu = 1500): void {
  test(name, () => {
    const script = new Script(settings, mtu);
    for (const line of text.split('\n')) if (/^\s*[+\d]/.test(line)) script.run(line.replace(/\s*#.*/, ''));
    script.end();
  });
}

/** The lines by which a connection of a peer comes up at once, with 1460 octets a segment and no window scale. */
export const ACCEPTED = `
  0  listen 1723
  0  < S 0:0(0) win 65535 mss 1460
  0  > SA 0:0(0) ack 1 win 65535 mss 1460
  0  < A 1:1(0) ack 1 win 65535
  0  event accepted
`;
