/** A caller that means harm among twenty-nine that do not: none of theirs is lost, slowed down or cut. */
import { expect, test } from '@jest/globals';
import { after, type Duration, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import { Pc } from '@rtemu/hosts/pc';
import type { Cable } from '@rtemu/lab/cable';
import { LearningSwitch } from '@rtemu/lab/switch';
import { World } from '@rtemu/lab/world';
import { type Ipv4Address, ipv4 } from '@rtemu/wire/address';
import * as Gre from '@rtemu/wire/gre';
import fc from 'fast-check';
import { sccrq } from '../../../packages/pptp/src/control.suite.js';
import { Router } from '../router.js';
import { action, type Played, perform } from './actions.suite.js';
import { CREDENTIALS, PersonaPeer } from './persona-peer.suite.js';
import { CAST, emptyPlane, LINES, language, linesOf, ROUTER, SERVES, TUNNEL } from './stage.suite.js';

const GOOD = 29;
const ENEMY = ipv4('172.16.0.99');
/** Far less than a second, and far more than a good line takes. */
const SLOW = milliseconds(20);

const tunnels = Array.from({ length: GOOD + 1 }, (_, i) => i + 1);
const CONFIG = `${LINES}pp select anonymous
pp bind tunnel1-tunnel${GOOD + 1}
${SERVES}ip pp remote address pool 192.168.0.100-192.168.0.150
pp enable anonymous
${tunnels.map((n) => `${TUNNEL.replace('select 1', `select ${n}`)}tunnel enable ${n}\n`).join('')}tunnel select none
pptp service on
`;

/** A router, good callers that are connected, and an enemy. */
class Crowd implements Played {
  readonly plane = emptyPlane();
  readonly world: World;
  readonly router: Router;
  readonly peer: PersonaPeer;
  readonly cable: Cable;

  constructor(seed: number) {
    const { plane } = this;
    this.world = new World(plane.arena, seed);
    const { world } = this;
    this.router = new Router(plane, world.random.fork('rt'), { name: 'rt', language, startupConfig: CONFIG });
    expect(this.router.startupFaults).toEqual([]);
    world.add(this.router);
    world.add(new LearningSwitch('wan', plane.arena, GOOD + 2));
    world.connect({ node: 'rt', port: 'lan2' }, { node: 'wan', port: '1' });
    for (let i = 0; i < GOOD; i++) this.#plug(i);
    this.run(seconds(5));
    this.peer = new PersonaPeer({ plane, world, random: world.random.fork('enemy') }, 'enemy', {
      address: ENEMY,
      router: ROUTER,
      persona: { ...CAST['pptp-linux'].control, role: 'pns' },
      habits: CAST['windows client'].client,
    });
    world.add(this.peer);
    this.cable = world.connect({ node: 'enemy', port: 'eth0' }, { node: 'wan', port: String(GOOD + 2) });
  }

  /** When the good ones came online, and with which addresses. */
  get good(): readonly { readonly address: Ipv4Address; readonly since: number; readonly session: number }[] {
    return this.router.system.pps
      .callers()
      .slice(0, GOOD)
      .map(({ session, onlineSince, life }) => ({
        session,
        since: onlineSince!,
        address: life.link!.status().remoteAddress!,
      }));
  }

  run(time: Duration): void {
    this.world.run(after(this.world.now, time));
  }

  command(act: (system: Router['system'], now: Instant) => void): void {
    act(this.router.system, this.world.now);
    this.router.system.settle(this.world.now);
    this.world.settle(this.router);
  }

  // The router's operator does nothing.
  dialRouter(): void {}
  disconnectRouter(): void {}

  #plug(i: number): void {
    const { arena, mppe } = this.plane;
    const { world } = this;
    const pc = new Pc(arena, mppe, world.random.fork(`pc${i}`), {
      name: `pc${i}`,
      address: { address: (ipv4('172.16.0.10') + i) as Ipv4Address, length: 24 },
      vpn: [
        {
          name: 'office',
          server: ROUTER,
          username: CREDENTIALS.name,
          password: CREDENTIALS.password,
          authentication: ['mschap-v2'],
          encryption: 'require',
        },
      ],
    });
    world.add(pc);
    world.connect({ node: pc.name, port: 'eth0' }, { node: 'wan', port: String(i + 2) });
    pc.vpns[0]!.connect(world.now);
    pc.handleTimeout(world.now); // pumps what a console would have pumped
    world.settle(pc);
  }
}

/** What an enemy does beside what {@link action} makes up: by quantity. */
function flood({ peer, world }: Crowd, round: number): void {
  if (round % 10 === 3) for (let i = 0; i < 100; i++) peer.dial(); // all of them half open
  if (round % 10 === 5) for (let i = 0; i < 300; i++) peer.sayOctets(new Uint8Array(1400).fill(i));
  if (round % 10 === 7) peer.say(...Array.from({ length: 200 }, () => sccrq));
  // Any call id but its own: the ids of the others are among them.
  for (let i = 0; i < 200; i++)
    peer.sayGreOctets(
      Gre.emit({
        callId: (world.random.below(0x8000) + 1) & 0xffff,
        sequence: i,
        payload: Uint8Array.of(0xff, 3, 0xc0, 0x21, 5, 1, 0, 4),
      }),
    );
}

test.each([1, 2])('pings of the others are all answered, and soon (seed %i)', (seed) => {
  const crowd = new Crowd(seed);
  const { system } = crowd.router;
  const before = crowd.good;
  expect(before).toHaveLength(GOOD);
  const deeds = fc.sample(
    action.filter(({ kind }) => kind !== 'router'),
    { numRuns: 60, seed },
  );
  const runs = before.map(({ address }) => {
    const request = { destination: address, count: 1000, interval: milliseconds(200), wait: seconds(1) };
    return system.optional.pinger.get().start(crowd.world.now, request).ping;
  });
  crowd.command(() => {});
  crowd.peer.dial();
  for (const [round, deed] of deeds.entries()) {
    flood(crowd, round);
    perform(crowd, deed.kind === 'silence' ? { ...deed, milliseconds: Math.min(deed.milliseconds, 500) } : deed);
    crowd.run(milliseconds(100));
  }
  crowd.run(seconds(2));
  for (const ping of runs) {
    const { sent, received, longest } = ping.summary();
    expect(sent).toBeGreaterThan(8);
    expect(sent - received).toBeLessThanOrEqual(1); // the last one may be on its way
    expect(longest).toBeLessThan(SLOW);
  }
  expect(crowd.good).toEqual(before);
  const { grePacketsForNobody, connectionsRefused } = system.endpoint.counters;
  expect(grePacketsForNobody).toBeGreaterThan(1000);
  expect(connectionsRefused).toBeGreaterThan(0);
  expect(linesOf(crowd.router, crowd.world.now).filter((line) => /ANONYMOUS[012].*Disconnected/.test(line))).toEqual(
    [],
  );
  system.shutDown(crowd.world.now);
  crowd.peer.forget();
  crowd.world.clear();
});
