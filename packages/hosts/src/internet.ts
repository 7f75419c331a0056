import type { Arena, Slot } from '@rtemu/engine/arena';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import type { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER, START } from '@rtemu/engine/time';
import type { InterfaceAddress } from '@rtemu/ip/own-addresses';
import { Ipv4Stack } from '@rtemu/ip/stack';
import type { Ipv4Address, Ipv4Prefix } from '@rtemu/wire/address';
import { stackCommands } from './host-commands.js';
import { HostConsole } from './host-console.js';
import { madeUpMac } from './made-up-mac.js';
import { Pinger } from './pinger.js';

export interface InternetOptions {
  readonly name: string;
  /** One card each, in this order. */
  readonly interfaces: readonly (InterfaceAddress & { readonly name: string })[];
  readonly routes: readonly { readonly to: Ipv4Prefix; readonly via: Ipv4Address }[];
}

/** Whatever lies between: a plain IPv4 router with static routes, which answers pings and says so when there is no way. */
export class Internet implements Operable {
  readonly name: string;
  readonly ports: readonly string[];
  readonly stack: Ipv4Stack;
  readonly #pinger: Pinger;

  constructor(arena: Arena, random: Random, { name, interfaces, routes }: InternetOptions) {
    this.name = name;
    this.ports = interfaces.map((card) => card.name);
    this.stack = new Ipv4Stack(arena, random, { forwarding: true });
    this.#pinger = new Pinger(this.stack);
    for (const card of interfaces) {
      const number = this.stack.addEthernet(card.name, madeUpMac(`${name}:${card.name}`));
      this.stack.setAddresses(START, number, [card]);
    }
    for (const { to, via } of routes) this.stack.routes.add({ prefix: to, gateway: via, kind: 'static' });
  }

  get outbox(): SlotQueue {
    return this.stack.outbox;
  }

  openConsole(now: Instant): ConsoleSession {
    return new HostConsole(now, this.name, stackCommands(this.stack, this.#pinger));
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.stack.handleFrame(now, port, frame);
    this.settle(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.stack.setUp(now, port, up);
    this.settle(now);
  }

  handleTimeout(now: Instant): void {
    this.stack.handleTimeout(now);
    this.#pinger.handleTimeout(now);
    this.settle(now);
  }

  nextTimeout(): Instant {
    return Math.min(this.stack.nextTimeout(), this.#pinger.nextTimeout(), NEVER) as Instant;
  }

  /** Nothing here speaks TCP; what the stack has to say is about pings. */
  protected settle(now: Instant): void {
    for (let event = this.stack.pollEvent(); event; event = this.stack.pollEvent())
      this.#pinger.handleEvent(now, event);
  }
}
