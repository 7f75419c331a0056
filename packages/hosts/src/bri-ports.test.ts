/** Basic rate interfaces over cables and an exchange: calls and leased lines, foul weather, and what strangers put on the cable. */
import { describe, expect, test } from '@jest/globals';
import { createMppeEngine } from '@rtemu/crypto/mppe-engine';
import { ARENA_OCTETS, Arena, type Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import { Ipv4Stack } from '@rtemu/ip/stack';
import type { CableImpairments } from '@rtemu/lab/cable';
import { World } from '@rtemu/lab/world';
import { BROADCAST_MAC, type MacAddress, mac } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Isdn from '@rtemu/wire/isdn';
import { BriPorts, type BriUse } from './bri-ports.js';
import { LineEndpoint } from './line-endpoint.js';
import { LineSession } from './line-session.js';
import { TelephoneExchange } from './telephone-exchange.js';

const mppe = createMppeEngine(ARENA_OCTETS);

/** A machine with one basic rate interface and no IPv4 to speak of. */
class Terminal implements Node {
  readonly ports = ['bri1'];
  readonly lines: LineEndpoint;
  readonly bri: BriPorts;
  readonly log: string[] = [];
  session: LineSession | undefined;

  constructor(
    arena: Arena,
    random: Random,
    readonly name: string,
    use: BriUse,
    hardware: MacAddress,
  ) {
    this.lines = new LineEndpoint(
      arena,
      mppe,
      random.fork('lines'),
      new Ipv4Stack(arena, random, { forwarding: false }),
    );
    this.bri = this.lines.add(new BriPorts(arena, [hardware], this.lines));
    this.bri.use(0 as Instant, 0, use);
    this.bri.receive = (now, _, call) => {
      this.log.push(`called by ${call.calling?.number}`);
      this.session = new LineSession(now, {});
      return this.session;
    };
  }

  get outbox() {
    return this.bri.outbox;
  }

  call(now: Instant, number: string): void {
    this.session = new LineSession(now, { isCaller: true });
    this.bri.call(now, 0, this.session, { called: { number } });
    this.#drain(now);
  }

  lease(now: Instant): void {
    this.session = new LineSession(now, {});
    this.bri.lease(0, this.session);
    this.#drain(now);
  }

  hangUp(now: Instant): void {
    this.lines.hangUp(now, this.session!);
    this.#drain(now);
  }

  handleFrame(now: Instant, _port: number, frame: Slot): void {
    this.bri.handleFrame(now, 0, 0, frame);
    this.#drain(now);
  }

  handleLink(now: Instant, _port: number, up: boolean): void {
    this.bri.handleLink(now, 0, up);
    this.#drain(now);
  }

  handleTimeout(now: Instant): void {
    this.lines.handleTimeout(now);
    this.#drain(now);
  }

  nextTimeout(): Instant {
    return this.lines.nextTimeout();
  }

  get isUp(): boolean {
    return this.session?.link?.isUp ?? false;
  }

  #drain(now: Instant): void {
    do {
      this.lines.pump(now);
      for (let event = this.lines.pollEvent(); event; event = this.lines.pollEvent())
        if (event.kind === 'ended') this.log.push(`ended ${event.ending.reason}`);
        else if (event.kind === 'connected') this.log.push('connected');
        else if (event.event.kind === 'authenticated')
          this.lines.admit(now, event.session, { negotiateAddress: false });
    } while (this.lines.hasEvents);
  }
}

const ISDN: BriUse = { kind: 'isdn', channels: 2 };

class Scene {
  readonly arena = new Arena(mppe.memory, mppe.slotsFrom);
  readonly world: World;
  readonly a: Terminal;
  readonly b: Terminal;
  exchange: TelephoneExchange | undefined;

  constructor(seed: number, uses: readonly [BriUse, BriUse], weather: CableImpairments = {}) {
    this.world = new World(this.arena, seed);
    const { random } = this.world;
    this.a = new Terminal(this.arena, random.fork('a'), 'a', uses[0], mac('02:00:00:00:00:0a'));
    this.b = new Terminal(this.arena, random.fork('b'), 'b', uses[1], mac('02:00:00:00:00:0b'));
    this.world.add(this.a);
    this.world.add(this.b);
    if (uses[0].kind === 'leased') this.#cable('a:bri1', 'b:bri1', weather);
    else {
      const lines = [
        { name: 'x', number: '03-1' },
        { name: 'y', number: '06-2' },
      ];
      this.exchange = new TelephoneExchange(this.arena, { name: 'exchange', lines });
      this.world.add(this.exchange);
      this.#cable('a:bri1', 'exchange:x', weather);
      this.#cable('b:bri1', 'exchange:y', weather);
    }
    this.run();
  }

  do(what: (now: Instant) => void): this {
    what(this.world.now);
    for (const node of [this.a, this.b]) this.world.settle(node);
    return this;
  }

  run(time = seconds(1)): this {
    this.world.run(after(this.world.now, time));
    return this;
  }

  expectNothingHeld(): void {
    this.world.clear();
    expect(this.arena.inUse).toBe(0);
  }

  #cable(from: string, to: string, weather: CableImpairments): void {
    const [first, second] = [from, to].map((end) => ({ node: end.split(':')[0]!, port: end.split(':')[1]! }));
    this.world.connect(first!, second!, weather);
  }
}

describe('a call', () => {
  test('brings PPP up at once, and is over at both ends when one hangs up', () => {
    const scene = new Scene(1, [ISDN, ISDN], { delay: milliseconds(5) });
    scene.do((now) => scene.a.call(now, '062')).run();
    expect([scene.a.isUp, scene.b.isUp]).toEqual([true, true]);
    expect(scene.b.log).toEqual(['called by 031', 'connected']);
    scene.do((now) => scene.b.hangUp(now)).run();
    expect([scene.a.log, scene.b.log]).toEqual([
      ['connected', 'ended peer-terminated'],
      ['called by 031', 'connected', 'ended local'],
    ]);
    scene.expectNothingHeld();
  });

  test('comes to nothing without a cable, with a wrong number, and with one channel that is taken', () => {
    const scene = new Scene(2, [{ kind: 'isdn', channels: 1 }, ISDN]);
    scene.do((now) => scene.a.call(now, '099')).run();
    expect(scene.a.log).toEqual(['ended no-such-number']);
    scene.do((now) => scene.a.call(now, '062')).run();
    const first = scene.a.session!;
    scene.do((now) => scene.a.call(now, '062')).run();
    expect(scene.a.log.slice(1)).toEqual(['connected', 'ended no-channel']);
    expect(first.link?.isUp).toBe(true);
    scene.world.setCable(scene.world.cableAt({ node: 'a', port: 'bri1' })!, false);
    scene
      .run()
      .do((now) => scene.a.call(now, '062'))
      .run();
    expect(scene.a.log.slice(3)).toEqual(['ended interface-down', 'ended interface-down']);
    expect(scene.b.log.at(-1)).toBe('ended out-of-order');
    scene.expectNothingHeld();
  });

  test('in any weather is up at both ends or at none, and nothing is held', () => {
    for (let seed = 1; seed <= 15; seed++) {
      const weather = { delay: milliseconds(5), loss: 0.15, duplication: 0.1, reordering: 0.1 };
      const scene = new Scene(seed, [ISDN, ISDN], weather);
      scene.do((now) => scene.a.call(now, '062')).run(seconds(100));
      expect({ seed, up: [scene.a.isUp, scene.b.isUp] }).toEqual({ seed, up: [scene.a.isUp, scene.a.isUp] });
      if (scene.a.isUp) scene.do((now) => scene.a.hangUp(now));
      scene.run(seconds(100));
      expect({ seed, calls: [...scene.a.bri.callsOf(0), ...scene.b.bri.callsOf(0)] }).toEqual({ seed, calls: [] });
      scene.expectNothingHeld();
    }
  });
});

describe('a leased line', () => {
  test('is up while the cable is, for those of one speed', () => {
    const leased: BriUse = { kind: 'leased', kilobits: 128 };
    const scene = new Scene(3, [leased, leased]);
    for (const end of [scene.a, scene.b]) scene.do((now) => end.lease(now));
    scene.run();
    expect([scene.a.isUp, scene.b.isUp]).toEqual([true, true]);
    scene.do((now) => scene.b.bri.use(now, 0, { kind: 'leased', kilobits: 64 }));
    scene.do((now) => scene.b.lease(now)).run(seconds(20));
    expect(scene.b.isUp).toBe(false);
    expect(scene.a.bri.counters.forNobody).toBeGreaterThan(0);
  });
});

test('whatever is put on the cable is counted and dropped, at a terminal and at the exchange', () => {
  const scene = new Scene(4, [ISDN, ISDN]);
  scene.do((now) => scene.a.call(now, '062')).run();
  const random = new Random(7);
  for (let i = 0; i < 3000; i++) {
    const payload = random.octets(random.below(60));
    if (i % 3 === 0) payload.set([1, random.below(5), 0, random.below(60)].slice(0, payload.length));
    if (i % 9 === 0) payload.set([1, 0, 0, Math.max(0, payload.length - 4), 8, 2, 0].slice(0, payload.length));
    const etherType = i % 7 === 0 ? 0x0800 : Isdn.ETHER_TYPE;
    const octets = Ethernet.emit({ destination: BROADCAST_MAC, source: BROADCAST_MAC, etherType, payload });
    scene.do((now) => {
      scene.b.handleFrame(now, 0, scene.arena.takeCopy(octets));
      scene.exchange!.handleFrame(now, 1, scene.arena.takeCopy(octets));
      scene.world.settle(scene.exchange!);
    });
  }
  expect(scene.b.bri.counters.malformed).toBeGreaterThan(1000);
  expect(scene.exchange!.counters.malformed).toBeGreaterThan(1000);
  scene.run(seconds(200));
  expect(scene.b.bri.callsOf(0).length).toBeLessThanOrEqual(2);
  scene.expectNothingHeld();
});
