import { expect } from '@jest/globals';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { after, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import { Pc } from '@rtemu/hosts/pc';
import type { VpnSettings } from '@rtemu/hosts/vpn';
import { LearningSwitch } from '@rtemu/lab/switch';
import { World } from '@rtemu/lab/world';
import { type Ipv4Address, ipv4 } from '@rtemu/wire/address';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';

/** A server for three callers, two of whom get their addresses from a pool. */
export const SERVER = `console character en.ascii
console lines infinity
console columns 200
ip lan1 address 192.168.0.1/24
ip lan1 proxyarp on
ip lan2 address 172.16.0.1/24
pp select anonymous
 pp bind tunnel1-tunnel3
 pp auth request mschap-v2
 pp auth username ann himitsu
 pp auth username bob himitsu
 pp auth username eve himitsu 192.168.0.200
 ppp ipcp ipaddress on
 ppp ccp type mppe-any
 ppp ccp no-encryption reject
 ip pp remote address pool 192.168.0.4-192.168.0.5
 pp enable anonymous
tunnel select 1
 tunnel encapsulation pptp
 pptp tunnel disconnect time off
 tunnel enable 1
tunnel select 2
 tunnel encapsulation pptp
 pptp tunnel disconnect time off
 tunnel enable 2
tunnel select 3
 tunnel encapsulation pptp
 pptp tunnel disconnect time off
 tunnel enable 3
tunnel select none
pptp service on
`;

/** A router with PCs around its `lan2`. */
export class Ring {
  readonly plane = createDataPlane();
  readonly world = new World(this.plane.arena, 1);
  readonly router: Router;
  readonly #consoles = new Map<string, ConsoleSession>();
  #pcs = 0;

  constructor(config = SERVER, model = 'RTX1210') {
    const language = commandLanguageOf(model);
    this.router = new Router(this.plane, this.world.random.fork('rt'), { name: 'rt', language, startupConfig: config });
    expect(this.router.startupFaults.filter(({ fault }) => fault !== 'masked')).toEqual([]);
    this.world.add(this.router);
    this.world.add(new LearningSwitch('wan', this.plane.arena, 16));
    this.world.connect({ node: 'rt', port: 'lan2' }, { node: 'wan', port: '1' }, { delay: milliseconds(2) });
    this.type('rt', 'administrator');
    this.type('rt', '');
  }

  get now(): Instant {
    return this.world.now;
  }

  /** A PC that knows one VPN connection, `office`. */
  plug(name: string, vpn: Partial<VpnSettings> = {}): void {
    const { arena, mppe } = this.plane;
    const office: VpnSettings = {
      name: 'office',
      server: ipv4('172.16.0.1'),
      username: name,
      password: 'himitsu',
      authentication: ['mschap-v2'],
      encryption: 'require',
      ...vpn,
    };
    const address = (ipv4('172.16.0.10') + this.#pcs) as Ipv4Address;
    const pc = new Pc(arena, mppe, this.world.random.fork(name), {
      name,
      address: { address, length: 24 },
      vpn: [office],
    });
    this.world.add(pc);
    this.world.connect({ node: name, port: 'eth0' }, { node: 'wan', port: String(2 + this.#pcs++) });
  }

  run(count: number): void {
    this.world.run(after(this.now, seconds(count)));
  }

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

  log(): string {
    return this.type('rt', 'show log');
  }

  /** What is left when everybody has gone. */
  get leftovers() {
    return {
      slots: this.plane.arena.inUse,
      keys: this.plane.mppe.inUse,
      tunnels: this.router.system.endpoint.tunnelCount,
    };
  }
}
