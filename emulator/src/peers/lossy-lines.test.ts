/**
 * Two routers and a cable that loses, repeats, reorders and damages: whoever dials, and when both do at once. Each run is one
 * seed, which every failure names.
 */
import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Duration, milliseconds, seconds } from '@rtemu/engine/time';
import type { Cable } from '@rtemu/lab/cable';
import { FAULTLESS, MILLION } from '@rtemu/lab/impairments';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { Router } from '../router.js';
import { CONFIGS, causesOf, emptyPlane, language, resourcesOf } from './stage.suite.js';

/** `SEEDS=100` runs a hundred times as many seeds. */
const SEEDS = Number(process.env['SEEDS'] ?? 1);

/** By whom sessions are begun. */
const DIALLERS = {
  'the client, a server for anybody': ['client'],
  'the client': ['client'],
  'the server': ['server'],
  'both at once': ['client', 'server'],
} as const;
type Dialler = keyof typeof DIALLERS;

const UP = ['Connected', 'Connected'];
const DOWN = ['Idle', 'Idle'];
/** Of the server's LAN. */
const INSIDE = ipv4('192.168.1.1');

const BAD = { loss: MILLION / 10, duplication: MILLION / 10, reordering: MILLION / 10, corruption: MILLION / 100 };

class Offices {
  readonly plane = emptyPlane();
  readonly world: World;
  readonly server: Router;
  readonly client: Router;
  readonly cable: Cable;
  readonly #before: readonly object[];

  constructor(
    readonly seed: number,
    readonly dialler: Dialler,
    /** Whose address is the higher one, which wins a collision. */
    higher: 'client' | 'server' = 'client',
  ) {
    const { plane } = this;
    this.world = new World(plane.arena, seed);
    const router = (name: string, at: number, config: string): Router => {
      const startupConfig = `ip lan1 address 192.168.${name === 'server' ? 1 : 2}.1/24\nip lan2 address 172.16.0.${at}/24\n${config}tunnel select none\npptp service on\n`;
      const made = new Router(plane, this.world.random.fork(name), { name, language, startupConfig });
      expect(made.startupFaults).toEqual([]);
      this.world.add(made);
      return made;
    };
    const [server, client] = higher === 'client' ? [1, 10] : [20, 10];
    const towards = (way: keyof typeof CONFIGS, number: number): string =>
      CONFIGS[way].replace('172.16.0.10', `172.16.0.${number}`);
    const serves = dialler === 'the client, a server for anybody' ? 'anonymous server' : 'numbered server';
    this.server = router('server', server, towards(serves, client));
    this.client = router('client', client, `${towards('client', server)}ip route 192.168.1.0/24 gateway pp 1\n`);
    this.cable = this.world.connect({ node: 'server', port: 'lan2' }, { node: 'client', port: 'lan2' });
    this.run(seconds(1));
    this.#before = this.resources();
  }

  resources() {
    return [this.server, this.client].map((router) => resourcesOf(router, this.plane));
  }

  get states(): string[] {
    return [this.server, this.client].map(({ system }) => system.pps.all()[0]?.life.state ?? 'Idle');
  }

  get isUp(): boolean {
    return this.states.every((state) => state === 'Connected');
  }

  run(time: Duration): void {
    this.world.run(after(this.world.now, time));
  }

  command(router: Router, act: (system: Router['system']) => void): void {
    act(router.system);
    router.system.settle(this.world.now);
    this.world.settle(router);
  }

  dial(): void {
    for (const who of DIALLERS[this.dialler]) this.dialBy(who);
  }

  dialBy(who: 'client' | 'server'): void {
    this.command(this[who], ({ pps }) => pps.connect(this.world.now, 1));
  }

  /** From here on the line is good, and what a damaged ARP packet has taught is forgotten. */
  repair(): void {
    this.cable.impair(FAULTLESS);
    for (const { system } of [this.server, this.client]) system.stack.arp.clear();
  }

  hangUp(router: Router): void {
    this.command(router, ({ pps }) => pps.disconnect(this.world.now, pps.all()));
  }

  /** Whether the client reaches the server's LAN through the tunnel. */
  carries(): boolean {
    const { client } = this;
    const request = { destination: INSIDE, count: 1, wait: seconds(2) };
    const { ping } = client.system.optional.pinger.get().start(this.world.now, request);
    this.command(client, () => {});
    this.run(seconds(3));
    return ping.summary().received === 1;
  }

  over(): void {
    const { seed } = this;
    this.hangUp(this.seed % 2 === 0 ? this.server : this.client);
    this.run(seconds(2000));
    expect({ seed, resources: this.resources() }).toEqual({ seed, resources: this.#before });
    this.world.setCable(this.cable, false);
    this.run(seconds(1300));
    expect({ seed, next: [this.server.nextTimeout(), this.client.nextTimeout()] }).toEqual({
      seed,
      next: [Infinity, Infinity],
    });
    for (const { system } of [this.server, this.client]) system.shutDown(this.world.now);
    this.world.clear();
    expect({ seed, slots: this.plane.arena.inUse, keys: this.plane.mppe.inUse }).toEqual({ seed, slots: 0, keys: 0 });
  }
}

/** One of the two does something of its own accord, or nobody does. */
function meddle(offices: Offices, random: Random): void {
  const router = random.chance(1, 2) ? offices.server : offices.client;
  const what = random.below(4);
  if (what === 0) offices.hangUp(router);
  else if (what === 1) offices.dial();
  else if (what === 2) offices.command(router, ({ pps }) => pps.reinitialize(offices.world.now, [1, 'anonymous']));
}

describe.each(Object.keys(DIALLERS) as Dialler[])('over a bad line, dialled by %s', (dialler) => {
  test('a session comes up nearly always, both ends agree about it, and nothing is left of it', () => {
    let ups = 0;
    const runs = 12 * SEEDS;
    for (let seed = 1; seed <= runs; seed++) {
      const offices = new Offices(seed, dialler);
      const random = new Random(seed);
      offices.cable.impair({ ...BAD, delay: milliseconds(5) });
      offices.dial();
      offices.run(seconds(60));
      if (offices.isUp) ups++;
      for (let i = 0; i < 10; i++) {
        meddle(offices, random);
        offices.run(milliseconds(1 + random.below(8000)));
      }
      offices.run(seconds(300));
      expect({ seed, states: offices.states }).toEqual({ seed, states: offices.isUp ? UP : DOWN });
      offices.repair();
      if (!offices.isUp) offices.dial();
      offices.run(seconds(20));
      expect({ seed, states: offices.states, carries: offices.carries() }).toEqual({ seed, states: UP, carries: true });
      for (const router of [offices.server, offices.client])
        for (const cause of causesOf(router, offices.world.now)) expect(cause).toMatch(/^(PPTP|PPP): \S/);
      offices.over();
    }
    expect(ups).toBeGreaterThanOrEqual(0.8 * runs);
  });
});

describe.each(['client', 'server'] as const)('both dial, and the %s has the higher address', (higher) => {
  test.each([
    ['client', 'server'],
    ['server', 'client'],
  ] as const)('the %s first: however much later the other, one session comes of it', (first, second) => {
    for (let later = 0; later <= 60; later += 2) {
      const offices = new Offices(later, 'both at once', higher);
      offices.cable.impair({ delay: milliseconds(5) });
      offices.dialBy(first);
      offices.run(milliseconds(later));
      offices.dialBy(second);
      offices.run(seconds(20));
      const { server, client } = offices;
      const causes = [server, client].flatMap((router) => causesOf(router, offices.world.now));
      expect({ later, states: offices.states, causes }).toEqual({ later, states: UP, causes: [] });
      expect({ later, carries: offices.carries() }).toEqual({ later, carries: true });
      expect(offices.resources()).toMatchObject([
        { tunnels: 1, callIds: 1, channels: 1 },
        { tunnels: 1, callIds: 1, channels: 1 },
      ]);
      offices.over();
    }
  });
});
