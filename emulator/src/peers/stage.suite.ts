/** A router, a persona at the other end of its cable, and what the router may have kept when all is over. */
import { expect } from '@jest/globals';
import { after, type Duration, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import type { Cable } from '@rtemu/lab/cable';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { HABITS, type Habits } from '../../../packages/ppp/src/habits.suite.js';
import { PERSONAS, type Persona } from '../../../packages/pptp/src/personas.suite.js';
import { commandLanguageOf } from '../command-language-of.js';
import { createDataPlane, type DataPlane } from '../data-plane.js';
import { Router } from '../router.js';
import { CREDENTIALS, PersonaPeer } from './persona-peer.suite.js';

export const ROUTER = ipv4('172.16.0.1');
export const PEER = ipv4('172.16.0.10');
/** Of the router's LAN: what lies behind the tunnel for the peer. */
export const INSIDE = ipv4('192.168.0.1');

/** One memory for a whole test file, since it is large; every run that passes leaves it empty. */
let shared: DataPlane | undefined;

export function emptyPlane(): DataPlane {
  if (!shared || shared.arena.inUse > 0 || shared.mppe.inUse > 0) shared = createDataPlane();
  return shared;
}

/** How the router meets the peer. */
export const WAYS = {
  /** The peer dials, and nobody knows it before. */
  'anonymous server': { isServer: true, dials: 'peer', announces: false },
  /** The peer dials, and its address is known. */
  'numbered server': { isServer: true, dials: 'peer', announces: false },
  /** The router dials. */
  client: { isServer: false, dials: 'router', announces: false },
  /** The server dials, and the client asks for the call (FAQ Q12): we are the server. */
  'server that dials': { isServer: true, dials: 'router', announces: true },
  /** The same, and we are the client. */
  'client that is dialled': { isServer: false, dials: 'peer', announces: true },
} as const;
export type Way = keyof typeof WAYS;
export const WAY_NAMES = Object.keys(WAYS) as Way[];

export const TUNNEL = `tunnel select 1
tunnel encapsulation pptp
pptp tunnel disconnect time off
`;
const CCP = `ppp ccp type mppe-any
ppp ccp no-encryption reject
`;
export const SERVES = `pp auth request mschap-v2
pp auth username ${CREDENTIALS.name} ${CREDENTIALS.password}
ppp ipcp ipaddress on
${CCP}pptp service type server
`;
const DIALS = `pp auth accept mschap-v2
pp auth myname ${CREDENTIALS.name} ${CREDENTIALS.password}
ppp ipcp ipaddress on
${CCP}pptp service type client
`;
const numbered = (lines: string): string => `pp select 1
pp bind tunnel1
${lines}pp enable 1
${TUNNEL}tunnel endpoint address 172.16.0.10
tunnel enable 1
`;

export const CONFIGS: Readonly<Record<Way, string>> = {
  'anonymous server': `pp select anonymous
pp bind tunnel1-tunnel3
${SERVES}ip pp remote address pool 192.168.0.4-192.168.0.6
pp enable anonymous
${[1, 2, 3].map((n) => `${TUNNEL.replace('select 1', `select ${n}`)}tunnel enable ${n}\n`).join('')}`,
  'numbered server': numbered(`${SERVES}ip pp remote address 192.168.0.77\n`),
  client: numbered(DIALS),
  'server that dials': numbered(`${SERVES}ip pp remote address 192.168.0.77\n`),
  'client that is dialled': numbered(DIALS),
};
const MASQUERADE = `nat descriptor type 1 masquerade
nat descriptor address outer 1 primary
nat descriptor masquerade static 1 1 192.168.0.1 tcp 1723
nat descriptor masquerade static 1 2 192.168.0.1 gre
ip lan2 nat descriptor 1
`;

export const LINES = `ip lan1 address 192.168.0.1/24
ip lan2 address 172.16.0.1/24
`;

const base = (name: string): Persona => PERSONAS.find((persona) => persona.name === name)!;
const V2 = HABITS.accel.lcp[2];
const windowsServer: Habits = {
  ...HABITS.windows,
  lcp: [...HABITS.windows.lcp, V2],
  ipcp: HABITS.accel.ipcp,
  isServer: true,
};
const statelessMpd: Habits = { ...HABITS.mpd, ccp: HABITS.accel.ccp, mppe: HABITS.accel.mppe, isStubborn: false };
const clientOf = ({ isServer: _, lcp, ...habits }: Habits): Habits => ({
  ...habits,
  lcp: lcp.filter(({ kind }) => kind !== 'AuthenticationProtocol'),
  ipcp: HABITS.plain.ipcp,
});

/** Each with its own way to number GRE and to speak PPP, as the one who logs in and as the one who lets in. */
export const CAST = {
  'linux-kernel': { control: base('linux kernel client'), client: HABITS.pppd, server: HABITS.pppdServer },
  'pptp-linux': { control: base('pptp-linux'), client: HABITS.pppd, server: HABITS.pppdServer },
  poptop: { control: base('poptop'), client: HABITS.pppd, server: HABITS.pppdServer },
  accel: { control: base('accel'), client: HABITS.mikrotik, server: HABITS.accel },
  'windows client': { control: base('windows client'), client: HABITS.windows, server: windowsServer },
  'windows server': { control: base('windows server'), client: HABITS.windows98, server: windowsServer },
  freebsd: { control: base('freebsd'), client: clientOf(statelessMpd), server: statelessMpd },
  npppd: { control: base('npppd'), client: clientOf(HABITS.npppd), server: HABITS.npppd },
} as const;
export type CastName = keyof typeof CAST;
export const CAST_NAMES = Object.keys(CAST) as CastName[];

/** What a router holds, and what all in its memory do. */
export function resourcesOf({ system }: Router, plane: DataPlane) {
  const { endpoint, pps, stack } = system;
  const bound = system.optional.nat.made?.bound ?? [];
  return {
    slots: plane.arena.inUse,
    keys: plane.mppe.inUse,
    tunnels: endpoint.tunnelCount,
    channels: [...endpoint.channels].length,
    ...pps.inUse,
    tcp: stack.tcp.connections().length,
    parked: stack.arp.parked,
    interfaces: stack.interfaces().length,
    routes: stack.routes.entries().length,
    nat: bound.reduce((sum, { descriptor }) => sum + descriptor.maker.table.size, 0),
  };
}

export const linesOf = ({ system: { journal } }: Router, now: Instant): string[] =>
  journal.log.lines(journal.epochAt(now)).map(({ text }) => text);

/** Why sessions ended, in the order in which they did: `PPTP: Keepalive failure`. */
export const causesOf = (router: Router, now: Instant): string[] =>
  linesOf(router, now).flatMap((line) => /Disconnected, cause \[(.*)\]/.exec(line)?.[1] ?? []);

export interface StageOptions {
  readonly way: Way;
  readonly cast?: CastName;
  /** Instead of what the cast has. */
  readonly habits?: Habits;
  readonly nat?: boolean;
  readonly seed?: number;
  readonly config?: string;
}

export const language = commandLanguageOf('RTX1210');

export class Stage {
  readonly plane = emptyPlane();
  readonly world: World;
  readonly router: Router;
  readonly peer: PersonaPeer;
  readonly cable: Cable;
  readonly way: (typeof WAYS)[Way];
  readonly #before: ReturnType<typeof resourcesOf>;
  readonly #quiet: Instant;
  #pings = 0;

  constructor({ way, cast = 'poptop', habits, nat = false, seed = 1, config = '' }: StageOptions) {
    this.world = new World(this.plane.arena, seed);
    const { world, plane } = this;
    this.way = WAYS[way];
    const { isServer, announces, dials } = this.way;
    const startupConfig = `${LINES}${CONFIGS[way]}tunnel select none\n${nat ? MASQUERADE : ''}${config}pptp service on\n`;
    this.router = new Router(plane, world.random.fork('rt'), { name: 'rt', language, startupConfig });
    expect(this.router.startupFaults).toEqual([]);
    const { control, client, server } = CAST[cast];
    const persona: Persona = { ...control, role: dials === 'peer' ? 'pns' : 'pac', announces };
    this.peer = new PersonaPeer({ plane, world, random: world.random.fork('peer') }, 'peer', {
      address: PEER,
      router: ROUTER,
      persona,
      habits: habits ?? (isServer ? client : server),
    });
    world.add(this.router);
    world.add(this.peer);
    const delay = milliseconds(5); // so that something can happen in between
    this.cable = world.connect({ node: 'rt', port: 'lan2' }, { node: 'peer', port: 'eth0' }, { delay });
    this.run(seconds(1));
    this.#before = this.resources();
    this.#quiet = this.router.nextTimeout();
  }

  /** What the router holds. */
  resources() {
    return resourcesOf(this.router, this.plane);
  }

  run(time: Duration): this {
    this.world.run(after(this.world.now, time));
    return this;
  }

  /** Whoever dials does so, and time passes. */
  begin(time = seconds(20)): this {
    if (this.way.dials === 'peer') this.peer.dial();
    else this.dialRouter();
    return this.run(time);
  }

  dialRouter(): void {
    this.command((system, now) => system.pps.connect(now, 1));
  }

  disconnectRouter(): void {
    this.command((system, now) => system.pps.disconnect(now, system.pps.all()));
  }

  command(act: (system: Router['system'], now: Instant) => void): void {
    const { world, router } = this;
    act(router.system, world.now);
    router.system.settle(world.now);
    world.settle(router);
  }

  get states(): string[] {
    return this.router.system.pps.all().map(({ life }) => life.state);
  }

  get isUp(): boolean {
    return this.states.includes('Connected');
  }

  /** An echo through the tunnel, from the peer to the router's LAN and back. */
  carries(): boolean {
    const sequence = ++this.#pings;
    if (!this.peer.ping(INSIDE, sequence)) return false;
    this.run(seconds(2));
    return this.peer.hasReply(sequence);
  }

  /** Lines of the router's log. */
  get log(): string[] {
    return linesOf(this.router, this.world.now);
  }

  get causes(): string[] {
    return causesOf(this.router, this.world.now);
  }

  /** Lets everything pass that has a timer; then all must be as it was before. */
  over(): void {
    this.peer.isMute = true;
    this.world.setCable(this.cable, true);
    this.run(seconds(200)); // keepalives, links that take their leave
    expect(this.states.filter((state) => state !== 'Idle')).toEqual([]);
    this.peer.forget();
    this.run(seconds(1500)); // TIME-WAIT, NAT
    expect(this.resources()).toEqual(this.#before);
    this.world.setCable(this.cable, false); // a neighbour that answers ARP is asked for ever
    this.run(seconds(1300));
    expect(this.router.nextTimeout()).toBe(this.#quiet);
    this.router.system.shutDown(this.world.now);
    this.world.clear();
    const { plane } = this;
    expect([plane.arena.inUse, plane.mppe.inUse]).toEqual([0, 0]);
  }
}
