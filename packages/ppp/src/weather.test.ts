/**
 * Links through bad weather and among enemies. Each run is one seed, which every failure names.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { type Duration, milliseconds, seconds } from '@rtemu/engine/time';
import { CODE, parse } from '@rtemu/wire/control-protocol';
import * as Ppp from '@rtemu/wire/ppp';
import { hexOf } from '@rtemu/wire/text';
import type { PppLinkOptions } from './link-options.js';
import { CLIENT, isQuiet, type Pair, packetOf, pairOf, SERVER, type Side, World } from './pair.suite.js';

const world = new World();

/** `SEEDS=100` runs a hundred times as many seeds. */
const SEEDS = Number(process.env['SEEDS'] ?? 1);

const unhex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
const DICTIONARY: readonly Uint8Array[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/vectors/ppp.json', import.meta.url), 'utf8'),
)
  .vectors.filter(({ kind }: { kind: string }) => kind === 'ppp-frame')
  .map(({ expect: { wire } }: { expect: { wire: string } }) => unhex(wire));

/** IPv4 as only an enemy sends it; nobody may ever be handed one. */
const FORGED = packetOf(64, 99);

const CONTROL: readonly number[] = [Ppp.PROTOCOL.lcp, Ppp.PROTOCOL.ccp, Ppp.PROTOCOL.ipcp];

/** Holds what a link says against what it heard, at every frame. */
class Watch {
  readonly #heard = new Map<Side, Set<string>>();
  constructor(
    readonly pair: Pair,
    readonly mayBePlain = false,
  ) {
    for (const side of [pair.a, pair.b]) {
      const heard = new Set<string>();
      this.#heard.set(side, heard);
      const receive = side.receive.bind(side);
      side.receive = (now, octets) => {
        const control = controlOf(octets);
        if (control?.code === CODE.configureRequest) {
          heard.add(`${control.protocol} ${control.identifier}`);
          heard.add(`${control.protocol} ${control.identifier} ${hexOf(control.data)}`);
        }
        receive(now, octets);
      };
    }
    pair.tap = (from, frame) => this.#check(from, frame);
  }

  #check(from: Side, frame: Uint8Array): void {
    const { seed } = this.pair;
    const parsed = Ppp.parse(frame);
    if (!parsed.ok) throw new Error(`seed ${seed}: sent ${Ppp.describe(frame)}`);
    const { protocol, addressAndControl, compressedProtocol } = parsed.value;
    if (protocol === Ppp.PROTOCOL.ipv4 && !this.mayBePlain) throw new Error(`seed ${seed}: clear text ${hexOf(frame)}`);
    if (protocol === Ppp.PROTOCOL.lcp && (!addressAndControl || compressedProtocol))
      throw new Error(`seed ${seed}: compressed LCP`);
    const control = controlOf(frame);
    if (!control || control.code < CODE.configureAck || control.code > CODE.configureReject) return;
    const heard = this.#heard.get(from)!;
    const reply = `${control.protocol} ${control.identifier}`;
    const echoed = control.code === CODE.configureAck ? `${reply} ${hexOf(control.data)}` : reply;
    if (!heard.has(echoed)) throw new Error(`seed ${seed}: ${Ppp.describe(frame)} answers no request`);
  }
}

const controlOf = (octets: Uint8Array) => {
  const frame = Ppp.parse(octets);
  if (!frame.ok || !CONTROL.includes(frame.value.protocol)) return undefined;
  const packet = parse(frame.value.information);
  return packet.ok ? { protocol: frame.value.protocol, ...packet.value } : undefined;
};

/** When one side is down the layer below tells the other, as PPTP does. */
const hangUp = (pair: Pair): void => {
  const ended = [pair.a, pair.b].some((side) => side.link.phase === 'Dead');
  if (!ended) return;
  for (const { link } of [pair.a, pair.b]) link.handleLowerDown(pair.now);
  pair.collect();
};

/** Both up, or both dead with nothing left to do. */
const expectSettled = (pair: Pair): void => {
  const { seed, a, b } = pair;
  const states = [a, b].map(({ link }) => (link.isUp ? 'up' : link.phase));
  expect({ seed, states }).toEqual({ seed, states: expect.arrayContaining([states[0] === 'up' ? 'up' : 'Dead']) });
  expect({ seed, same: states[0] === states[1] }).toEqual({ seed, same: true });
};

const finish = (pair: Pair): void => {
  pair.cut();
  pair.run(seconds(1));
  expect({ seed: pair.seed, quiet: isQuiet(pair), phases: [pair.a.link.phase, pair.b.link.phase] }).toEqual({
    seed: pair.seed,
    quiet: true,
    phases: ['Dead', 'Dead'],
  });
  for (const { link, packets } of [pair.a, pair.b]) {
    const { counters } = link;
    const known = counters.controlReceived + counters.packetsReceived + counters.headless + counters.cleartextRefused;
    const dropped = counters.withoutKey + counters.notDeciphered + counters.garbage + counters.tooEarly;
    expect({ seed: pair.seed, received: known + dropped, delivered: packets.length }).toEqual({
      seed: pair.seed,
      received: counters.framesReceived,
      delivered: counters.packetsReceived,
    });
  }
  for (const side of [pair.a, pair.b])
    if (side.packets.some((packet) => packet.join() === FORGED.join()))
      throw new Error(`seed ${pair.seed}: a forged packet came through`);
  world.expectClean();
};

/** Lets time pass in small steps, with something happening now and then. */
const live = (pair: Pair, duration: Duration, step: Duration, act: () => void): void => {
  for (let passed = 0; passed < duration; passed += step) {
    act();
    pair.collect();
    pair.run(step);
    hangUp(pair);
  }
};

describe('through loss, copies, delay and damage', () => {
  const OPTIONS: readonly (readonly [PppLinkOptions, PppLinkOptions])[] = [
    [SERVER, CLIENT],
    [
      { ...SERVER, ccp: { type: 'mppe-40', noEncryption: 'reject' }, lcp: { acfc: true, pfc: true } },
      { ...CLIENT, lcp: { acfc: true, pfc: true, restart: milliseconds(900) } },
    ],
    [{ ...SERVER, lcp: { silent: true } }, CLIENT],
  ];

  test.each([
    ['5 % loss', 60, { loss: 50 }],
    ['20 % loss', 60, { loss: 200 }],
    ['copies and delays', 60, { duplication: 100, jitter: milliseconds(200) }],
    ['everything at once', 80, { loss: 100, duplication: 50, damage: 30, truncation: 20, jitter: milliseconds(100) }],
  ] as const)('%s: a link settles', (_, runs, weather) => {
    let ups = 0;
    for (let seed = 1; seed <= runs * SEEDS; seed++) {
      const [server, client] = OPTIONS[seed % OPTIONS.length]!;
      const { pair } = pairOf(world, server, client, seed);
      new Watch(pair);
      pair.weather = weather;
      pair.open();
      live(pair, seconds(240), seconds(2), () => {});
      pair.weather = {};
      live(pair, seconds(200), seconds(2), () => {});
      expectSettled(pair);
      if (pair.a.link.isUp) ups++;
      finish(pair);
    }
    expect(ups).toBeGreaterThan(runs * SEEDS * 0.9);
  });

  test('what arrives is what was sent, and in its order', () => {
    for (let seed = 1; seed <= 20 * SEEDS; seed++) {
      const { pair, server, client } = pairOf(world, SERVER, CLIENT, seed);
      new Watch(pair);
      pair.open();
      pair.run(seconds(5));
      pair.weather = { loss: 200, duplication: 100, jitter: milliseconds(30) };
      for (let i = 1; i <= 100; i++) {
        server.send(pair.now, packetOf(20 + (i % 50), i));
        pair.collect();
        pair.run(milliseconds(10));
      }
      pair.run(seconds(1));
      const sent = Array.from({ length: 100 }, (_, i) => packetOf(20 + ((i + 1) % 50), i + 1).join());
      let last = -1;
      for (const packet of client.packets) {
        const index = sent.indexOf(packet.join());
        if (index <= last) throw new Error(`seed ${seed}: packet ${index} after ${last}`);
        last = index;
      }
      expect(client.packets.length).toBeGreaterThan(20);
      finish(pair);
    }
  });
});

describe('among enemies', () => {
  /** A frame from the book, or a made-up one; often with an octet or two changed, sometimes cut. */
  const forge = (random: Random): Uint8Array => {
    const kind = random.below(10);
    if (kind === 0)
      return Ppp.emit({ addressAndControl: true, compressedProtocol: false, protocol: 0x21, information: FORGED });
    if (kind === 1) return Uint8Array.of(0x21, ...FORGED);
    if (kind === 2) return random.octets(random.below(40) + 1);
    if (kind === 3) {
      const protocol = [0xc021, 0x80fd, 0x8021, 0xc223, 0xc023][random.below(5)]!;
      const data = random.octets(random.below(24));
      return Uint8Array.of(
        0xff,
        3,
        protocol >>> 8,
        protocol & 0xff,
        random.below(17),
        random.below(8),
        0,
        4 + data.length,
        ...data,
      );
    }
    let frame = DICTIONARY[random.below(DICTIONARY.length)]!.slice();
    for (let i = random.below(3); i > 0; i--) frame[random.below(frame.length)] = random.below(256);
    if (random.chance(1, 6)) frame = frame.slice(0, 1 + random.below(frame.length));
    return frame;
  };

  test('no order of frames throws, leaks, lets clear text pass, or keeps a link from an end', () => {
    for (let seed = 1; seed <= 80 * SEEDS; seed++) {
      const random = new Random(seed);
      const { pair } = pairOf(world, SERVER, CLIENT, seed);
      new Watch(pair);
      pair.open();
      live(pair, seconds(30), milliseconds(250), () => {
        for (const side of [pair.a, pair.b]) {
          if (random.chance(1, 4)) side.receive(pair.now, forge(random));
          if (random.chance(1, 4)) side.send(pair.now, packetOf(60, random.below(90)));
        }
      });
      live(pair, seconds(200), seconds(4), () => {});
      expectSettled(pair);
      finish(pair);
    }
  });

  test('a link alone with an enemy comes to an end', () => {
    for (let seed = 1; seed <= 60 * SEEDS; seed++) {
      const random = new Random(seed);
      const { pair, server } = pairOf(world, SERVER, CLIENT, seed);
      new Watch(pair);
      server.link.open(pair.now);
      server.link.handleLowerUp(pair.now);
      for (let i = 0; i < 300; i++) {
        pair.now = (pair.now + milliseconds(100)) as typeof pair.now;
        server.receive(pair.now, forge(random));
        if (server.link.nextTimeout() <= pair.now) server.link.handleTimeout(pair.now);
        server.drain(pair.now);
      }
      for (let timeouts = 0; server.link.nextTimeout() < Infinity; timeouts++) {
        pair.now = server.link.nextTimeout();
        server.link.handleTimeout(pair.now);
        server.drain(pair.now);
        expect({ seed, endless: timeouts > 200 }).toEqual({ seed, endless: false });
      }
      expect({ seed, phase: server.link.phase, up: server.count('up') }).toEqual({ seed, phase: 'Dead', up: 0 });
      finish(pair);
    }
  });
});
