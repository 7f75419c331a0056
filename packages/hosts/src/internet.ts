import type { Arena, Slot } from '@rtemu/engine/arena';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import type { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, START } from '@rtemu/engine/time';
import type { InterfaceAddress } from '@rtemu/ip/own-addresses';
import { Ipv4Stack } from '@rtemu/ip/stack';
import type { Ipv4Address, Ipv4Prefix } from '@rtemu/wire/address';
import { DnsClient } from './dns-client.js';
import type { ListenPort } from './greeters.js';
import { stackCommands } from './host-commands.js';
import { type HostCommand, HostConsole } from './host-console.js';
import { madeUpMac } from './made-up-mac.js';
import { programCommands } from './program-commands.js';
import { Programs } from './programs.js';
import { Services } from './services.js';

export interface InternetOptions {
  readonly name: string;
  /** One card each, in this order. */
  readonly interfaces: readonly (InterfaceAddress & { readonly name: string })[];
  /** Cards besides, which have no address. */
  readonly bareCards?: readonly string[];
  readonly routes: readonly { readonly to: Ipv4Prefix; readonly via: Ipv4Address }[];
  /** Where visitors are greeted. */
  readonly listen?: readonly ListenPort[];
  /** The DNS servers that it asks. */
  readonly dns?: readonly Ipv4Address[];
}

/** Whatever lies between: a plain IPv4 router with static routes, which answers pings and says so when there is no way. */
export class Internet implements Operable {
  readonly name: string;
  readonly ports: readonly string[];
  readonly stack: Ipv4Stack;
  readonly services = new Services();
  readonly dns: DnsClient;
  readonly programs: Programs;

  constructor(arena: Arena, random: Random, options: InternetOptions) {
    const { name, interfaces, bareCards = [], routes, listen, dns = [] } = options;
    this.name = name;
    this.ports = [...interfaces.map((card) => card.name), ...bareCards];
    this.stack = new Ipv4Stack(arena, random, { forwarding: true });
    this.dns = this.services.add(new DnsClient(random.fork('dns'), this.stack));
    this.dns.servers = dns;
    this.programs = this.services.add(new Programs(this.stack, this.dns, listen));
    for (const card of interfaces) {
      const number = this.stack.addEthernet(card.name, madeUpMac(`${name}:${card.name}`));
      this.stack.setAddresses(START, number, [card]);
    }
    for (const card of bareCards) this.stack.addEthernet(card, madeUpMac(`${name}:${card}`));
    for (const { to, via } of routes) this.stack.routes.add({ prefix: to, gateway: via, kind: 'static' });
  }

  get outbox(): SlotQueue {
    return this.stack.outbox;
  }

  openConsole(now: Instant): ConsoleSession {
    return new HostConsole(now, this.name, this.commands(), (at) => {
      this.services.pump(at);
      this.settle(at);
    });
  }

  /** What one can type here. */
  protected commands(): readonly HostCommand[] {
    return [...stackCommands(this.stack, this.programs), ...programCommands(this.programs)];
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.stack.handleFrame(now, port, frame);
  }

  handleBurstEnd(now: Instant): void {
    this.settle(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.stack.setUp(now, port, up);
    this.settle(now);
  }

  handleTimeout(now: Instant): void {
    this.stack.handleTimeout(now);
    this.services.handleTimeout(now);
    this.settle(now);
  }

  nextTimeout(): Instant {
    return Math.min(this.stack.nextTimeout(), this.services.nextTimeout()) as Instant;
  }

  /** Leads what has happened to whom it concerns, until nothing happens any more. */
  protected settle(now: Instant): void {
    const { stack, programs, services } = this;
    for (let moved = true; moved; ) {
      moved = this.carry(now);
      moved = stack.udp.takeArrival() || moved;
      for (let event = stack.tcp.pollEvent(); event; event = stack.tcp.pollEvent()) {
        programs.handleTcpEvent(now, event);
        moved = true;
      }
      for (let event = stack.pollEvent(); event; event = stack.pollEvent()) {
        services.handleStackEvent(now, event);
        moved = true;
      }
      if (moved) services.pump(now);
      stack.flush(now);
    }
  }

  /** Leads packets into lines and out of them, where there are any. @returns whether something happened there */
  protected carry(_now: Instant): boolean {
    return false;
  }
}
