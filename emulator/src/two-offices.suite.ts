import { expect } from '@jest/globals';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { after, milliseconds, seconds } from '@rtemu/engine/time';
import type { ListenPort } from '@rtemu/hosts/greeters';
import { Pc } from '@rtemu/hosts/pc';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';

export interface Office {
  readonly model?: string;
  readonly firmware?: string;
  /** Lines for the global part. */
  readonly more?: string;
  /** Lines for PP 1. */
  readonly pp?: string;
  /** Whether to say `pptp service on`. */
  readonly service?: boolean;
  /** Lines for tunnel 1. */
  readonly tunnel?: string;
}

type Name = 'server' | 'client';

const ADDRESS: Readonly<Record<Name, string>> = { server: '172.16.0.1', client: '172.16.0.2' };
const LAN: Readonly<Record<Name, string>> = { server: '192.168.0', client: '192.168.10' };
const ROLE: Readonly<Record<Name, string>> = {
  server: ' pp auth request mschap-v2\n pp auth username branch himitsu\n pptp service type server',
  client: ' pp auth accept mschap-v2\n pp auth myname branch himitsu\n pptp service type client',
};

/** Which say `pp bind` in their own way. */
const REV_4 = ['RTA55i', 'RT56v'];

function configOf(
  name: Name,
  { model = '', more = '', pp = '', tunnel = '', service = model !== 'RT56v' }: Office,
): string {
  const other = name === 'server' ? 'client' : 'server';
  return `${more}
console lines infinity
console columns 200
login timer clear
ip lan1 address ${LAN[name]}.1/24
ip lan2 address ${ADDRESS[name]}/24
ip route ${LAN[other]}.0/24 gateway pp 1
pp select 1
 pp bind ${REV_4.includes(model) ? 'tunnel 1' : 'tunnel1'}
${ROLE[name]}
 ppp ipcp ipaddress on
 ppp ccp type mppe-any
 ip pp mtu 1280
${pp}
 pp enable 1
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address ${ADDRESS[other]}
${tunnel}
 tunnel enable 1
tunnel select none
${service ? 'pptp service on' : ''}
`;
}

/** A PPTP server and its client, on one wire between their `lan2`. */
export class TwoOffices {
  readonly plane = createDataPlane();
  readonly world = new World(this.plane.arena, 1);
  readonly #consoles = new Map<string, ConsoleSession>();

  constructor(offices: Partial<Record<Name, Office>> = {}) {
    for (const name of ['server', 'client'] as const) this.#open(name, offices[name] ?? {});
    this.world.connect({ node: 'server', port: 'lan2' }, { node: 'client', port: 'lan2' }, { delay: milliseconds(2) });
  }

  router(name: Name): Router {
    return this.world.node(name) as Router;
  }

  run(count: number): this {
    this.world.run(after(this.world.now, seconds(count)));
    return this;
  }

  /** A PC at `lan1` of an office, as its host 2. */
  plug(office: Name, listen: readonly ListenPort[] = []): string {
    const { arena, mppe } = this.plane;
    const name = `${office}-pc`;
    const address = { address: ipv4(`${LAN[office]}.2`), length: 24 };
    const gateway = ipv4(`${LAN[office]}.1`);
    const pc = new Pc(arena, mppe, this.world.random.fork(name), { name, address, gateway, vpn: [], listen });
    this.world.add(pc);
    this.world.connect({ node: office, port: 'lan1' }, { node: name, port: 'eth0' });
    return name;
  }

  /** The client dials, and PPP has come up. */
  connect(): this {
    this.type('client', 'connect 1');
    return this.run(1);
  }

  /** Where somebody sits, at another one after a restart. */
  console(name: string): ConsoleSession {
    let session = this.#consoles.get(name);
    const operable = this.world.node(name) as Operable;
    if (!session || session.closed) this.#consoles.set(name, (session = operable.openConsole(this.world.now)));
    return session;
  }

  /** Types lines and gives what the last of them showed. */
  type(name: string, ...lines: string[]): string {
    const operable = this.world.node(name) as Operable;
    const session = this.console(name);
    let text = '';
    for (const line of lines) {
      session.pollText();
      session.handleLine(this.world.now, line);
      this.world.settle(operable);
      text = session.pollText() ?? '';
      for (let i = 0; session.busy && i < 1200; i++) {
        this.world.run(after(this.world.now, milliseconds(100)));
        text += session.pollText() ?? '';
      }
    }
    return text.replaceAll('\r', '');
  }

  #open(name: Name, office: Office): void {
    const { model = 'RTX1210', firmware } = office;
    const language = commandLanguageOf(model, firmware);
    const startupConfig = configOf(name, {
      more: `console character ${language.machine.characterNames.split(' ')[0]}`,
      ...office,
    });
    const router = new Router(this.plane, this.world.random.fork(name), { name, language, startupConfig });
    expect(router.startupFaults).toEqual([]);
    this.world.add(router);
    this.type(name, 'administrator', '');
  }
}
