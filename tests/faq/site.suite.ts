/** Routers of any model around one switch, and PCs: what the whole tables of the FAQ are tried out with. */
import { expect } from '@jest/globals';
import { commandLanguageOf } from '@rtemu/emulator/command-language-of';
import { createDataPlane } from '@rtemu/emulator/data-plane';
import { Router } from '@rtemu/emulator/router';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { after, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import { Pc } from '@rtemu/hosts/pc';
import type { VpnSettings } from '@rtemu/hosts/vpn';
import { LearningSwitch } from '@rtemu/lab/switch';
import { World } from '@rtemu/lab/world';
import type { Machine } from '@rtemu/models/machine';
import type { ModelName } from '@rtemu/models/profile';
import { type Ipv4Address, ipv4, printIpv4 } from '@rtemu/wire/address';

const PORTS = 16;

export interface RouterWish {
  readonly model?: ModelName;
  /** The newest that is known unless it says. */
  readonly firmware?: string | undefined;
  readonly config: string;
}

/** One for a whole test file: its memory is large. */
const PLANE = createDataPlane();

export class Site {
  readonly plane = PLANE;
  readonly world = new World(this.plane.arena, 1);
  readonly #consoles = new Map<string, ConsoleSession>();
  readonly #routers: string[] = [];
  #cables = 0;

  constructor() {
    this.world.add(new LearningSwitch('lan', this.plane.arena, PORTS));
  }

  get now(): Instant {
    return this.world.now;
  }

  /** On the switch with its `lan1`; its console is that of an administrator. */
  router(name: string, { model = 'RTX1210', firmware, config }: RouterWish): Router {
    const language = commandLanguageOf(model, firmware);
    const router = new Router(this.plane, this.world.random.fork(name), { name, language, startupConfig: config });
    this.world.add(router);
    this.#routers.push(name);
    this.#plug(name, 'lan1');
    for (const line of [
      'administrator',
      '',
      'login timer clear',
      'console character ascii',
      'console columns 200',
      'console lines infinity',
    ])
      this.type(name, line);
    return router;
  }

  pc(name: string, address: string, vpn: readonly VpnSettings[]): Pc {
    const { arena, mppe } = this.plane;
    const pc = new Pc(arena, mppe, this.world.random.fork(name), {
      name,
      address: { address: ipv4(address), length: 24 },
      vpn,
    });
    this.world.add(pc);
    this.#plug(name, 'eth0');
    return pc;
  }

  #plug(node: string, port: string): void {
    this.world.connect({ node, port }, { node: 'lan', port: String(++this.#cables) }, { delay: milliseconds(1) });
  }

  /** After a node was told something past its console. */
  settle(name: string): void {
    const node = this.world.node(name)!;
    node.handleTimeout(this.now);
    this.world.settle(node);
  }

  run(count: number): void {
    this.world.run(after(this.now, seconds(count)));
  }

  /** Types a line and gives what came, when the command has ended. */
  type(node: string, line: string): string {
    const operable = this.world.node(node) as Operable;
    let session = this.#consoles.get(node);
    if (!session) this.#consoles.set(node, (session = operable.openConsole(this.now)));
    session.pollText();
    session.handleLine(this.now, line);
    this.world.settle(operable);
    let text = session.pollText() ?? '';
    for (let i = 0; session.busy && i < 1200; i++) {
      this.world.run(after(this.now, milliseconds(100)));
      text += session.pollText() ?? '';
    }
    return text;
  }

  typeAll(node: string, lines: readonly string[]): string {
    return lines.map((line) => this.type(node, line)).join('');
  }

  log(node: string): string {
    return this.type(node, 'show log');
  }

  /** To stand at the end of a test: everybody hangs up, and nothing is left of what was there. */
  end(): void {
    for (const name of this.#routers) this.type(name, 'disconnect all');
    this.run(10);
    this.world.clear();
    expect([this.plane.arena.inUse, this.plane.mppe.inUse]).toEqual([0, 0]);
  }
}

/** A VPN connection as a PC has it unless told otherwise. */
export const vpn = (settings: Partial<VpnSettings> = {}): VpnSettings => ({
  name: 'office',
  server: ipv4('192.168.0.1'),
  username: 'pc',
  password: 'himitsu',
  authentication: ['mschap-v2'],
  encryption: 'require',
  ...settings,
});

/** Two routers, a PPTP server and its client, whose PP 1 lead to each other; what else the PPs need is appended. */
export function pairOf(server: readonly string[], client: readonly string[]): Site {
  const site = new Site();
  const lines = (own: number, other: number, type: string, extra: readonly string[]) =>
    [
      `ip lan1 address 192.168.0.${own}/24`,
      'pp select 1',
      'pp bind tunnel1',
      'ppp ipcp ipaddress on',
      `ip pp address 10.0.0.${own}/32`, // not the LAN's, which the tunnel itself stands on
      `pptp service type ${type}`,
      ...extra,
      'pp enable 1',
      'tunnel select 1',
      'tunnel encapsulation pptp',
      `tunnel endpoint address 192.168.0.${other}`,
      'tunnel enable 1',
      'pptp service on',
      '',
    ].join('\n');
  site.router('server', { config: lines(1, 2, 'server', server) });
  site.router('client', { config: lines(2, 1, 'client', client) });
  return site;
}

/** The lines of a PPTP server for so many callers at a time, as this model and firmware write them. */
export function serverLines({ pptp }: Machine, callers = 1, users = ['pc']): string[] {
  const tunnels = Array.from({ length: callers }, (_, i) => i + 1);
  const bind = pptp.bind === 'numbers' ? `tunnel ${tunnels.join(' ')}` : tunnels.map((n) => `tunnel${n}`).join(' ');
  const last = printIpv4((ipv4('192.168.1.1') + callers) as Ipv4Address);
  return [
    'ip lan1 address 192.168.0.1/24',
    'pp select anonymous',
    `pp bind ${bind}`,
    'pp auth request mschap-v2',
    ...users.map((user) => `pp auth username ${user} himitsu`),
    'ppp ipcp ipaddress on',
    'ppp ccp type mppe-any',
    'ppp ccp no-encryption reject',
    'ip pp address 10.0.0.1/32',
    `ip pp remote address pool 192.168.1.1-${last}`,
    'pptp service type server',
    'pp enable anonymous',
    ...tunnels.flatMap((n) => [`tunnel select ${n}`, 'tunnel encapsulation pptp', `tunnel enable ${n}`]),
    'tunnel select none',
    ...(pptp.service.exists ? ['pptp service on'] : []),
  ];
}
