/** Files over a wire that loses, repeats and reorders, from seeds; and ends of whom one does not keep to the rules. */
import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Duration, type Instant, milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { writeText } from '@rtemu/wire/text';
import { emit, PORT, parse, type TftpMessage, type TftpOptions } from '@rtemu/wire/tftp';
import { answerRequest, type TftpFiles } from './server.js';
import { LIMIT, Receiving, Sending, type Transfer, WAIT } from './transfer.js';

const CLIENT = ipv4('192.0.2.1');
const SERVER = ipv4('192.0.2.2');
const CLIENT_PORT = 50_000;
const FIRST_PORT = 60_000;
const OCTETS_MAX = 20_000;

const fileOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 0xff);

/** A server with a file or two. */
class Shelf implements TftpFiles {
  readonly octetsMax = OCTETS_MAX;
  readonly kept = new Map<string, Uint8Array>();
  writes = 0;

  read(_now: Instant, name: string) {
    return this.kept.get(name) ?? { code: 1, text: 'File not found' };
  }

  mayWrite(_now: Instant, name: string) {
    return name === 'locked' ? { code: 2, text: 'Access violation' } : undefined;
  }

  write(_now: Instant, name: string, octets: Uint8Array) {
    if (name === 'late') return { code: 3, text: 'Disk full' };
    this.writes++;
    this.kept.set(name, octets);
    return undefined;
  }
}

interface Weather {
  readonly loss: number;
  readonly duplication: number;
  /** Milliseconds at most. */
  readonly jitter: number;
}

interface Flight {
  readonly at: Instant;
  readonly toServer: boolean;
  readonly from: number;
  readonly to: number;
  readonly payload: Uint8Array;
}

/** A client, a server that opens a transfer for each request, and what is between them. */
class Wire {
  now = START;
  datagrams = 0;
  readonly shelf = new Shelf();
  readonly transfers = new Map<number, Transfer>();
  #flights: Flight[] = [];
  readonly #random: Random;

  constructor(
    readonly client: Transfer,
    private readonly weather: Weather,
    seed = 1,
  ) {
    this.#random = new Random(seed);
  }

  run(during: Duration = seconds(36_000)): void {
    const end = after(this.now, during);
    for (;;) {
      this.#drain();
      const next = Math.min(
        ...this.#flights.map(({ at }) => at),
        this.client.nextTimeout(),
        ...[...this.transfers.values()].map((transfer) => transfer.nextTimeout()),
        NEVER,
      ) as Instant;
      if (next > end) break;
      this.now = Math.max(this.now, next) as Instant;
      const due = this.#flights.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at);
      this.#flights = this.#flights.filter(({ at }) => at > this.now);
      for (const flight of due) this.#deliver(flight);
      this.client.handleTimeout(this.now);
      for (const transfer of this.transfers.values()) transfer.handleTimeout(this.now);
    }
  }

  #drain(): void {
    for (let sent = this.client.pollDeparting(); sent; sent = this.client.pollDeparting())
      this.#send({ toServer: true, from: CLIENT_PORT, to: sent.port, payload: sent.payload });
    for (const [port, transfer] of this.transfers) {
      for (let sent = transfer.pollDeparting(); sent; sent = transfer.pollDeparting())
        this.#send({ toServer: false, from: port, to: sent.port, payload: sent.payload });
      if (transfer.isOver) this.transfers.delete(port);
    }
  }

  #send(flight: Omit<Flight, 'at'>): void {
    this.datagrams++;
    const copies = this.#random.chance(this.weather.duplication, 100) ? 2 : 1;
    for (let i = 0; i < copies; i++)
      if (!this.#random.chance(this.weather.loss, 100))
        this.#flights.push({
          ...flight,
          at: after(this.now, milliseconds(1 + this.#random.below(this.weather.jitter + 1))),
        });
  }

  #deliver({ toServer, from, to, payload }: Flight): void {
    const arrived = { interface: 0, sourcePort: from, payload };
    if (!toServer) {
      this.client.handleArrived(this.now, { ...arrived, source: SERVER, destination: CLIENT });
      return;
    }
    const request = { ...arrived, source: CLIENT, destination: SERVER };
    if (to !== PORT) this.transfers.get(to)?.handleArrived(this.now, request);
    else if (![...this.transfers.values()].some((transfer) => transfer.isOf(CLIENT, from))) {
      const answer = answerRequest(this.now, request, this.shelf);
      if (answer === undefined) return;
      if ('payload' in answer) this.#send({ toServer: false, from: PORT, to: from, payload: answer.payload });
      else this.transfers.set(FIRST_PORT + this.datagrams, answer);
    }
  }
}

const PEER = { address: SERVER, port: PORT, isFixed: false };
const CALM: Weather = { loss: 0, duplication: 0, jitter: 0 };

const getting = (file: string, options: TftpOptions = []): Receiving =>
  new Receiving(START, { octetsMax: OCTETS_MAX }, PEER, { kind: 'read', file, mode: 'octet', options });

const putting = (file: string, octets: Uint8Array, options: TftpOptions = []): Sending =>
  new Sending(START, octets, PEER, { kind: 'write', file, mode: 'octet', options });

describe('a file is fetched and brought whole', () => {
  const lengths = [0, 1, 512, 513, 1024, 4000];
  const weathers: Weather[] = [
    CALM,
    { loss: 20, duplication: 30, jitter: 50 },
    { loss: 30, duplication: 60, jitter: 9000 },
  ];
  const asked: TftpOptions[] = [
    [],
    [['blksize', '8']],
    [
      ['blksize', '9999'],
      ['timeout', '1'],
      ['tsize', '0'],
    ],
  ];

  test.each(lengths)('of %i octets, in every weather and with every option', (length) => {
    const octets = fileOf(length);
    let whole = 0;
    for (const [i, weather] of weathers.entries())
      for (const options of asked)
        for (let seed = 1; seed <= (length > 512 ? 2 : 5); seed++) {
          const get = new Wire(getting('file', options), weather, seed);
          get.shelf.kept.set('file', octets);
          get.run();
          const put = new Wire(putting('new', octets, options), weather, seed);
          put.run();
          for (const { client, transfers } of [get, put]) {
            expect(client.isOver).toBe(true);
            expect(transfers.size).toBe(0);
          }
          // What one end counts as done, both have. What comes too late is told as such, and nothing of it is kept.
          if (get.client.outcome?.kind === 'done') expect(get.client.outcome.octets).toEqual(octets);
          if (put.client.outcome?.kind === 'done') expect(put.shelf.kept.get('new')).toEqual(octets);
          else expect(put.shelf.kept.get('new') ?? octets).toEqual(octets);
          if (i === 0) {
            expect([get.client.outcome?.kind, put.client.outcome?.kind]).toEqual(['done', 'done']);
            expect(put.shelf.writes).toBe(1);
          }
          whole += Number(get.client.outcome?.kind === 'done') + Number(put.client.outcome?.kind === 'done');
        }
    expect(whole).toBeGreaterThan(weathers.length * asked.length);
  });
});

test('when every datagram comes twice no more are sent for it (the sorcerer keeps his apprentice)', () => {
  const octets = fileOf(10_000);
  const calm = new Wire(getting('file'), CALM);
  calm.shelf.kept.set('file', octets);
  calm.run();
  const doubled = new Wire(getting('file'), { loss: 0, duplication: 100, jitter: 0 });
  doubled.shelf.kept.set('file', octets);
  doubled.run();
  expect(doubled.client.outcome).toEqual({ kind: 'done', octets });
  // The second copy of a block has its acknowledgement said again, and nothing comes of that.
  expect(doubled.datagrams).toBeLessThanOrEqual(2 * calm.datagrams);
});

test('what the server does not have, or does not take, is told', () => {
  const outcomes = [
    getting('nothing'),
    putting('locked', fileOf(10)),
    putting('late', fileOf(1000)),
    putting('large', fileOf(OCTETS_MAX + 1)),
    new Receiving(START, { octetsMax: 9 }, PEER, { kind: 'read', file: 'f', mode: 'mail', options: [] }),
  ].map((client) => {
    const wire = new Wire(client, CALM);
    wire.run();
    expect(wire.shelf.kept.size).toBe(0);
    expect(wire.transfers.size).toBe(0);
    return client.outcome;
  });
  expect(outcomes).toMatchObject([
    { kind: 'refused', code: 1 },
    { kind: 'refused', code: 2 },
    { kind: 'refused', code: 3 },
    { kind: 'refused', code: 3 },
    { kind: 'refused', code: 4 },
  ]);
});

test('an end that says nothing is given up', () => {
  const client = getting('file');
  const wire = new Wire(client, { loss: 100, duplication: 0, jitter: 0 });
  wire.run();
  expect(client.outcome).toEqual({ kind: 'unanswered' });
  expect(wire.datagrams).toBe(LIMIT.sends);
  expect(wire.now).toBe(START + LIMIT.sends * WAIT);
});

test('an end that is interrupted says so', () => {
  const client = putting('new', fileOf(5000));
  const wire = new Wire(client, { ...CALM, jitter: 10 });
  wire.run(milliseconds(30));
  client.interrupt();
  wire.run();
  expect(client.outcome).toEqual({ kind: 'broken-off' });
  expect(wire.transfers.size).toBe(0);
  expect(wire.shelf.writes).toBe(0);
});

describe('a stranger', () => {
  const said = (transfer: Transfer): [number, TftpMessage][] => {
    const all: [number, TftpMessage][] = [];
    for (let sent = transfer.pollDeparting(); sent; sent = transfer.pollDeparting()) {
      const message = parse(sent.payload);
      if (message.ok) all.push([sent.port, message.value]);
    }
    return all;
  };
  const from = (source: typeof SERVER, sourcePort: number, message: TftpMessage | string) => ({
    interface: 0,
    source,
    sourcePort,
    destination: CLIENT,
    payload: typeof message === 'string' ? writeText(message) : emit(message),
  });
  const data = (block: number, text: string): TftpMessage => ({ kind: 'data', block, octets: writeText(text) });

  test('at another port is told so, at another address nothing, and neither disturbs the transfer', () => {
    const transfer = getting('file');
    transfer.handleArrived(START, from(SERVER, 3000, data(1, 'x'.repeat(512))));
    said(transfer);
    transfer.handleArrived(START, from(SERVER, 3001, data(2, 'evil')));
    expect(said(transfer)).toEqual([[3001, { kind: 'error', code: 5, text: 'Unknown transfer ID' }]]);
    transfer.handleArrived(START, from(SERVER, 3001, { kind: 'error', code: 0, text: 'stop' }));
    transfer.handleArrived(START, from(ipv4('192.0.2.66'), 3000, data(2, 'evil')));
    expect(said(transfer)).toEqual([]);
    transfer.handleArrived(START, from(SERVER, 3000, data(2, 'end')));
    expect(transfer.outcome).toMatchObject({ kind: 'done', octets: writeText(`${'x'.repeat(512)}end`) });
  });

  test('that sends blocks that are too large, or not their turn, or options that were refused, gets nowhere', () => {
    const transfer = getting('file');
    transfer.handleArrived(START, from(SERVER, 3000, data(2, 'early')));
    transfer.handleArrived(START, from(SERVER, 3000, data(1, 'x'.repeat(513))));
    transfer.handleArrived(START, from(SERVER, 3000, data(0, 'x')));
    transfer.handleArrived(START, from(SERVER, 3000, { kind: 'ack', block: 0 }));
    transfer.handleArrived(START, from(SERVER, 3000, 'rubbish'));
    expect(transfer.ignored).toBe(5);
    expect(transfer.outcome).toBeUndefined();
    transfer.handleArrived(START, from(SERVER, 3000, { kind: 'oack', options: [['blksize', '7']] }));
    expect(transfer.outcome).toMatchObject({ kind: 'refused', code: 8 });
  });

  test('who sends anything at all holds no server up', () => {
    const random = new Random(3);
    const shelf = new Shelf();
    shelf.kept.set('file', fileOf(2000));
    const requests: TftpMessage[] = [
      { kind: 'read', file: 'file', mode: 'octet', options: [['blksize', '10']] },
      { kind: 'write', file: 'new', mode: 'netascii', options: [] },
    ];
    for (let i = 0; i < 300; i++) {
      const message = requests[i % 2]!;
      const answer = answerRequest(START, from(CLIENT, CLIENT_PORT, message), shelf);
      const transfer = answer as Transfer;
      let now = START;
      for (let n = 0; n < 40; n++) {
        const octets = emit(data(random.below(4), 'x'.repeat(random.below(600))));
        for (let k = random.below(4); k > 0; k--) octets[random.below(octets.length)] = random.below(256);
        octets[0] = 0;
        transfer.handleArrived(now, { ...from(CLIENT, CLIENT_PORT, ''), payload: octets });
        now = after(now, milliseconds(random.below(2000)));
        transfer.handleTimeout(now);
        while (transfer.pollDeparting());
      }
      for (let k = 0; k < 2 * LIMIT.sends && transfer.nextTimeout() !== NEVER; k++) {
        transfer.handleTimeout(transfer.nextTimeout());
        while (transfer.pollDeparting());
      }
      expect(transfer.isOver).toBe(true);
    }
    for (let i = 0; i < 5000; i++)
      answerRequest(START, { ...from(CLIENT, 1, ''), payload: random.octets(random.below(60)) }, shelf);
  });
});

test('what comes as netascii has its lone carriage returns without zeros', () => {
  const client = new Sending(START, writeText('a\r\nb\r\0c'), PEER, {
    kind: 'write',
    file: 'new',
    mode: 'netascii',
    options: [],
  });
  const wire = new Wire(client, CALM);
  wire.run();
  expect(wire.shelf.kept.get('new')).toEqual(writeText('a\r\nb\rc'));
});
