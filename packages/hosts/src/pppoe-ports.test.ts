/** PPPoE over stacks and cables: a host and a provider, in fair weather and foul, and what strangers do to them. */
import { describe, expect, test } from '@jest/globals';
import { createMppeEngine } from '@rtemu/crypto/mppe-engine';
import { ARENA_OCTETS, Arena, type Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import type { Random } from '@rtemu/engine/random';
import { after, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import { Ipv4Stack } from '@rtemu/ip/stack';
import type { CableImpairments } from '@rtemu/lab/cable';
import { World } from '@rtemu/lab/world';
import type { LinkEvent } from '@rtemu/ppp/link-event';
import { ipv4, mac } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Pppoe from '@rtemu/wire/pppoe';
import { Isp } from './isp.js';
import { LineEndpoint } from './line-endpoint.js';
import { LineSession } from './line-session.js';
import { PppoePorts } from './pppoe-ports.js';

const mppe = createMppeEngine(ARENA_OCTETS);
const HOST = mac('02:00:00:00:00:01');
const LINK = { lcp: { bare: true, mru: 1492 } } as const;

/** A machine with one card that dials. */
class Host implements Node {
  readonly ports = ['eth0'];
  readonly stack: Ipv4Stack;
  readonly lines: LineEndpoint;
  readonly pppoe: PppoePorts;
  readonly log: string[] = [];
  session: LineSession | undefined;
  #online = 0;

  constructor(
    arena: Arena,
    random: Random,
    readonly name: string,
    private readonly user: string,
  ) {
    this.stack = new Ipv4Stack(arena, random.fork('ip'), { forwarding: false });
    this.stack.addEthernet('eth0', HOST);
    this.lines = new LineEndpoint(arena, mppe, random.fork('lines'), this.stack);
    this.pppoe = this.lines.add(new PppoePorts(arena, random.fork('pppoe'), this.stack, this.lines));
  }

  get outbox() {
    return this.stack.outbox;
  }

  dial(now: Instant): void {
    const authentication = { accept: { methods: ['chap', 'pap'], name: this.user, password: 'secret' } } as const;
    this.session = new LineSession(now, { ...LINK, authentication });
    this.pppoe.connect(now, 0, this.session, {});
    this.#drain(now);
  }

  hangUp(now: Instant): void {
    this.lines.hangUp(now, this.session!);
    this.#drain(now);
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.stack.handleFrame(now, port, frame);
  }

  /** As a router does: what came at one instant is looked at together. */
  handleBurstEnd(now: Instant): void {
    this.#drain(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.stack.setUp(now, port, up);
    if (!up) this.pppoe.handleCardDown(now, port);
    this.#drain(now);
  }

  handleTimeout(now: Instant): void {
    this.stack.handleTimeout(now);
    this.lines.handleTimeout(now);
    this.#drain(now);
  }

  nextTimeout(): Instant {
    return Math.min(this.stack.nextTimeout(), this.lines.nextTimeout()) as Instant;
  }

  #drain(now: Instant): void {
    const { lines, stack } = this;
    for (let again = true; again; again = lines.hasEvents || stack.packets.size > 0) {
      lines.pumpFrames(now);
      lines.pumpPackets(now, stack.packets);
      lines.strays.clear();
      lines.pump(now);
      for (let event = lines.pollEvent(); event; event = lines.pollEvent()) {
        if (event.kind === 'link') this.#handleLink(now, event.session, event.event);
        else this.log.push(event.kind === 'ended' ? `ended ${event.ending.reason}` : 'connected');
      }
    }
    while (stack.pollEvent());
  }

  #handleLink(now: Instant, session: LineSession, event: LinkEvent): void {
    if (event.kind === 'authenticated') this.lines.admit(now, session, { askAddress: true, askDns: true });
    if (event.kind !== 'up') return;
    this.lines.detach(session);
    const number = this.stack.addPointToPoint(`ppp${this.#online++}`);
    this.stack.setAddresses(now, number, [{ address: event.localAddress!, length: 32 }], event.remoteAddress);
    this.stack.setUp(now, number, true);
    this.lines.attach(session, number);
    this.log.push('online');
  }
}

/** Hosts and a provider, each host on a card of its own. */
class Street {
  readonly world: World;
  readonly arena = new Arena(mppe.memory, mppe.slotsFrom);
  readonly isp: Isp;
  readonly hosts: Host[];

  constructor(seed: number, users: readonly string[] = ['ann'], weather: CableImpairments = {}) {
    this.world = new World(this.arena, seed);
    const { random } = this.world;
    const cards = users.map((_, i) => `dsl${i}`);
    this.isp = new Isp(this.arena, mppe, random.fork('isp'), {
      name: 'isp',
      interfaces: [{ name: 'core', address: ipv4('198.51.100.1'), length: 24 }],
      routes: [],
      pppoe: {
        cards,
        services: [],
        authentication: ['chap', 'pap'],
        subscribers: ['ann', 'bob', 'eve'].map((name) => ({
          name,
          password: name === 'eve' ? 'other' : 'secret',
          networks: [],
          ...(name === 'bob' && { address: ipv4('203.0.113.77') }),
        })),
        pool: { first: ipv4('203.0.113.10'), last: ipv4('203.0.113.11') },
        dns: [],
        sessionsMax: 8,
      },
    });
    this.world.add(this.isp);
    this.hosts = users.map((user, i) => {
      const host = new Host(this.arena, random.fork(`host ${i}`), `h${i}`, user);
      this.world.add(host);
      this.world.connect({ node: host.name, port: 'eth0' }, { node: 'isp', port: `dsl${i}` }, weather);
      return host;
    });
  }

  do(what: (now: Instant) => void): this {
    what(this.world.now);
    for (const host of this.hosts) this.world.settle(host);
    this.world.settle(this.isp);
    return this;
  }

  run(time = seconds(1)): this {
    this.world.run(after(this.world.now, time));
    return this;
  }

  get lines() {
    return this.isp.lines!.lines;
  }

  /** An Ethernet frame from nowhere, to a host. */
  inject(host: Host, etherType: number, payload: Uint8Array, source = mac('02:00:00:00:00:99')): void {
    const octets = Ethernet.emit({ destination: HOST, source, etherType, payload });
    this.do((now) => {
      host.handleFrame(now, 0, this.arena.takeCopy(octets));
      host.handleBurstEnd(now);
    });
  }

  expectNothingHeld(): void {
    this.world.clear();
    expect(this.arena.inUse).toBe(0);
  }
}

describe('PPPoE between a host and a provider', () => {
  test('comes up with an address, carries, and goes down politely', () => {
    const street = new Street(1);
    const [host] = street.hosts;
    street
      .run()
      .do((now) => host!.dial(now))
      .run();
    expect(host!.log).toEqual(['connected', 'online']);
    expect(street.lines.map(({ subscriber, address }) => [subscriber?.name, address])).toEqual([
      ['ann', ipv4('203.0.113.10')],
    ]);
    street.do((now) => host!.hangUp(now)).run();
    expect(host!.log).toEqual(['connected', 'online', 'ended local']);
    expect(street.lines).toEqual([]);
    street.expectNothingHeld();
  });

  test('is refused with a wrong password, and without an address that is left', () => {
    const street = new Street(2, ['eve', 'ann', 'ann', 'ann']);
    street.run();
    for (const host of street.hosts) street.do((now) => host.dial(now)).run();
    street.run(seconds(20));
    expect(street.hosts.map(({ log }) => log.at(-1))).toEqual([
      'ended failed-authentication',
      'online',
      'online',
      'ended peer-terminated',
    ]);
    expect(street.isp.lines!.counters).toMatchObject({ refused: 1, withoutAddress: 1 });
  });

  test('who has an address of its own takes the place of what is left of it', () => {
    const street = new Street(3, ['bob', 'bob']);
    const [first, second] = street.hosts;
    street
      .run()
      .do((now) => first!.dial(now))
      .run()
      .do((now) => second!.dial(now))
      .run();
    expect(street.lines.map(({ where }) => where.length > 0)).toEqual([true]);
    expect([first!.log.at(-1), second!.log.at(-1)]).toEqual(['ended peer', 'online']);
  });

  test('ends when the cable is pulled, at both ends', () => {
    const street = new Street(4);
    const [host] = street.hosts;
    street
      .run()
      .do((now) => host!.dial(now))
      .run();
    street.world.setCable(street.world.cableAt({ node: 'h0', port: 'eth0' })!, false);
    street.run();
    expect(host!.log.at(-1)).toBe('ended interface-down');
    expect(street.lines).toEqual([]);
    street.expectNothingHeld();
  });

  test('frames of strangers are counted and dropped; who asks for a session that is not is told so, ten times a second', () => {
    const street = new Street(5);
    const [host] = street.hosts;
    street
      .run()
      .do((now) => host!.dial(now))
      .run();
    const data = new Uint8Array(40);
    const view = new DataView(data.buffer);
    for (let i = 1; i <= 30; i++) {
      Pppoe.writeSessionHeaderAt(view, 0, i, 34);
      street.inject(host!, Pppoe.ETHER_TYPE.session, data);
    }
    for (const octets of [new Uint8Array(0), new Uint8Array(5), new Uint8Array(60).fill(0xff)]) {
      street.inject(host!, Pppoe.ETHER_TYPE.session, octets);
      street.inject(host!, Pppoe.ETHER_TYPE.discovery, octets);
    }
    street.inject(host!, Pppoe.ETHER_TYPE.discovery, Pppoe.emit({ code: 'PADT', sessionId: 1, tags: [] }));
    expect(host!.pppoe.counters).toMatchObject({ strangers: 30, strangersTold: 10, malformed: 6, forNobody: 1 });
    expect(host!.log).toEqual(['connected', 'online']);
    street.run().expectNothingHeld();
  });

  test('a session of one station cannot be spoken into, or ended, by another', () => {
    const street = new Street(6);
    const [host] = street.hosts;
    street
      .run()
      .do((now) => host!.dial(now))
      .run();
    for (let sessionId = 1; sessionId < 0x10000; sessionId += 997)
      street.inject(host!, Pppoe.ETHER_TYPE.discovery, Pppoe.emit({ code: 'PADT', sessionId, tags: [] }));
    street.run(seconds(40));
    expect(host!.log).toEqual(['connected', 'online']);
  });

  test('in any weather it is up at both ends or at none, and nothing is held', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const weather = { delay: milliseconds(5), loss: 0.15, duplication: 0.1, reordering: 0.1, corruption: 0.01 };
      const street = new Street(seed, ['ann', 'bob'], weather);
      street.run();
      for (const host of street.hosts) street.do((now) => host.dial(now));
      street.run(seconds(150));
      for (const [i, host] of street.hosts.entries()) {
        const isUp = host.session!.link?.isUp ?? false;
        const there = street.lines.filter(
          ({ subscriber, interface: n }) => subscriber?.name === ['ann', 'bob'][i] && n,
        );
        expect({ seed, i, isUp, there: there.length }).toEqual({ seed, i, isUp, there: isUp ? 1 : 0 });
      }
      street.expectNothingHeld();
    }
  });

  test('a confirmation that data overtakes is waited for', () => {
    const street = new Street(7, ['ann'], { backward: { delay: milliseconds(5), reordering: 1 } });
    const [host] = street.hosts;
    street
      .run()
      .do((now) => host!.dial(now))
      .run(seconds(30));
    expect(host!.log.filter((line) => line.startsWith('ended'))).toEqual([]);
  });
});
