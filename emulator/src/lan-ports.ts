import type { Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import { lanShutdown, lanType } from '@rtemu/config/settings/lan';
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { countersOf } from '@rtemu/engine/counters';
import { Lazy } from '@rtemu/engine/lazy';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { MacTable } from '@rtemu/lab/mac-table';
import type { Machine } from '@rtemu/models/machine';
import type { MacAddress } from '@rtemu/wire/address';
import { AT, HEADER_OCTETS } from '@rtemu/wire/ethernet';
import type { Journal } from './journal.js';
import type { Lans } from './lans.js';
import * as LogText from './log-text.js';

/** How long a port takes to find out again what is at the other end of its cable. */
const NEGOTIATION = seconds(2);

/** A socket of the router: a LAN as a whole (`hub` 0), or a port of the switching hub of one. */
interface Socket {
  readonly lan: InterfaceName;
  readonly hub: number;
}

const NO_PORTS: readonly number[] = [];

/** By machine: its sockets, the same for every router of the kind. */
const SOCKETS = new WeakMap<Machine, readonly Socket[]>();

function socketsOf(machine: Machine): readonly Socket[] {
  const known = SOCKETS.get(machine);
  if (known !== undefined) return known;
  const sockets = machine.ports.slice(0, machine.ports.length - machine.bris.length).map((name) => {
    const [lan = name, hub = '0'] = name.split('.');
    return { lan, hub: Number(hub) };
  });
  SOCKETS.set(machine, sockets);
  return sockets;
}

const newCounters = countersOf('forwarded', 'flooded', 'filtered', 'exhausted');

/**
 * The sockets for cables: which of them are in use, which are shut or being reset, and the switching hub that ports of one
 * interface share. While every cable is in a LAN as a whole, frames pass it by.
 */
export class LanPorts {
  readonly counters = newCounters();
  readonly #sockets: readonly Socket[];
  readonly #linked: boolean[];
  /** Linked, not shut and not being reset. */
  readonly #open: boolean[];
  /** The interface of the stack that a port belongs to; -1: none. */
  readonly #to: Int32Array;
  /** The open ports of an interface, by its number. */
  #members: (readonly number[])[] = [];
  readonly #resetUntil = new Map<InterfaceName, Instant>();
  readonly #outbox: SlotQueue;
  readonly #table = new Lazy(() => new MacTable());
  #isSwitching = false;
  #down: number[] = [];
  #now: Instant = START;

  constructor(
    private readonly arena: Arena,
    private readonly stack: Ipv4Stack,
    private readonly lans: Lans,
    private readonly machine: Machine,
    private readonly journal: Journal,
    private document: Document,
  ) {
    this.#outbox = new SlotQueue(arena);
    this.#sockets = socketsOf(machine);
    this.#linked = this.#sockets.map(() => false);
    this.#open = this.#sockets.map(() => false);
    this.#to = new Int32Array(this.#sockets.length).fill(-1);
  }

  /** Frames to send, by the number of the port. */
  get outbox(): SlotQueue {
    if (!this.#isSwitching) return this.stack.outbox;
    const { outbox } = this.stack;
    for (let slot = outbox.shift(); slot !== NO_SLOT; slot = outbox.shift()) this.#sendOut(outbox.tag, slot);
    return this.#outbox;
  }

  /** To be called when the LANs have been told of it. What changes how a LAN works resets it. */
  reconfigure(now: Instant, document: Document): void {
    const typeIn = ({ global }: Document, lan: InterfaceName) => global.getAt(lanType, { interface: lan });
    for (const lan of this.machine.lans) {
      const isLinked = this.#sockets.some((socket, port) => socket.lan === lan && this.#linked[port]);
      if (isLinked && typeIn(this.document, lan) !== typeIn(document, lan))
        this.#resetUntil.set(lan, after(now, NEGOTIATION));
    }
    this.document = document;
    this.#apply(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.#linked[port] = up;
    if (!up) this.#table.made?.forget(now, port);
    this.#apply(now);
  }

  /** `interface reset`: the link goes down, and comes up again. */
  reset(now: Instant, lans: readonly InterfaceName[]): void {
    for (const lan of lans) this.#resetUntil.set(lan, after(now, NEGOTIATION));
    this.#apply(now);
  }

  /** The numbers of the interfaces whose links went down since this was asked last. */
  takeDown(): readonly number[] {
    const down = this.#down;
    if (down.length > 0) this.#down = [];
    return down;
  }

  handleTimeout(now: Instant): void {
    if (this.nextTimeout() <= now) this.#apply(now);
  }

  nextTimeout(): Instant {
    let next: Instant = NEVER;
    if (this.#resetUntil.size > 0) for (const until of this.#resetUntil.values()) if (until < next) next = until;
    return next;
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    if (this.#isSwitching) this.#switch(now, port, frame);
    else this.stack.handleFrame(now, port, frame); // the ports of whole LANs are numbered as their cards
  }

  /** Whether there is a link, for each port of a LAN. */
  linksOf(lan: InterfaceName): readonly boolean[] {
    const links = Array.from({ length: Math.max(1, this.machine.hubPorts[lan] ?? 1) }, () => false);
    for (const [port, socket] of this.#sockets.entries())
      if (socket.lan === lan && this.#open[port]) links[(socket.hub || 1) - 1] = true;
    return links;
  }

  /** How an interface is called where somebody is told of who is behind it: `LAN1(port4)` where that is a switching hub. */
  placeOf(now: Instant, number: number, mac: MacAddress): string {
    const { name } = this.stack.interface(number);
    const members = this.#members[number] ?? NO_PORTS;
    const seen =
      members.length > 1
        ? (this.#table.made?.portOf(now, Math.floor(mac / 0x1_0000_0000), mac >>> 0) ?? -1)
        : (members[0] ?? -1);
    const socket = this.#sockets[seen];
    if (!this.machine.namesHubPorts || socket === undefined || !(socket.lan in this.machine.hubPorts)) return name;
    return name === socket.lan.toUpperCase() ? `${name}(port${socket.hub || 1})` : name;
  }

  clear(): void {
    this.#outbox.clear();
  }

  /** Works out anew which ports are open, to which interfaces they lead, and which of these are up. */
  #apply(now: Instant): void {
    this.#now = now;
    for (const [lan, until] of this.#resetUntil) if (until <= now) this.#resetUntil.delete(lan);
    const members: number[][] = [];
    for (const [port, { lan, hub }] of this.#sockets.entries()) {
      const isOpen = this.#linked[port]! && !this.#isShut(lan, hub) && !this.#resetUntil.has(lan);
      if (lan in this.machine.hubPorts && isOpen !== this.#open[port]) this.#tellPort(now, lan, hub || 1, isOpen);
      this.#open[port] = isOpen;
      const to = this.lans.interfaceOf(lan, hub) ?? -1;
      this.#to[port] = to;
      if (isOpen && to >= 0) (members[to] ??= []).push(port);
    }
    this.#members = members;
    this.#isSwitching = this.#linked.some((linked, port) => linked && this.#to[port] !== port);
    for (const { number } of this.lans.places) this.#setUp(now, number, (members[number]?.length ?? 0) > 0);
  }

  #setUp(now: Instant, number: number, up: boolean): void {
    const own = this.stack.interface(number);
    if (own.card !== own || own.up === up) return; // a VLAN follows its card
    this.stack.setUp(now, number, up);
    if (!up) this.#down.push(number);
    const name = LogText.linkName(this.machine.linkPrefix, own.name);
    this.journal.write(now, up ? LogText.linkUp(name) : LogText.linkDown(name));
  }

  #tellPort(now: Instant, lan: InterfaceName, hub: number, isOpen: boolean): void {
    const { linkPrefix, lanSpeed } = this.machine;
    const name = LogText.linkName(linkPrefix, lan);
    this.journal.write(now, isOpen ? LogText.portUp(name, hub, lanSpeed) : LogText.portDown(name, hub));
  }

  /** `lan shutdown`: the whole, or some ports. A cable to the whole of it is in the first that is left. */
  #isShut(lan: InterfaceName, hub: number): boolean {
    const shut = this.document.global.getAt(lanShutdown, lan);
    if (shut === undefined) return false;
    return shut.length === 0 || (hub === 0 ? shut.length >= (this.machine.hubPorts[lan] ?? 1) : shut.includes(hub));
  }

  /** A frame that came: to the router, to another port of the same interface, or to all of them. */
  #switch(now: Instant, port: number, frame: Slot): void {
    this.#now = now;
    const { arena } = this;
    const { view } = arena;
    const to = this.#to[port]!;
    if (!this.#open[port] || to < 0) {
      this.counters.filtered++;
      arena.release(frame);
      return;
    }
    const members = this.#members[to] ?? NO_PORTS;
    if (members.length < 2 || arena.length[frame]! < HEADER_OCTETS) {
      this.stack.handleFrame(now, to, frame);
      return;
    }
    const at = arena.start[frame]!;
    const sourceHigh = view.getUint16(at + AT.source);
    if ((sourceHigh & 0x0100) === 0) this.#table.get().learn(now, sourceHigh, view.getUint32(at + AT.source + 2), port);
    const high = view.getUint16(at + AT.destination);
    const low = view.getUint32(at + AT.destination + 2);
    const own = this.stack.interface(to);
    const isGroup = (high & 0x0100) !== 0;
    const isOurs = high === own.macHigh && low === own.macLow >>> 0;
    const known = isGroup || isOurs ? -1 : this.#table.get().portOf(now, high, low);
    if (known >= 0 && members.includes(known)) {
      if (known === port) {
        this.counters.filtered++;
        arena.release(frame);
      } else {
        this.counters.forwarded++;
        this.#outbox.push(known, frame);
      }
      return;
    }
    if (!isOurs) this.#flood(members, port, frame);
    if (isOurs || isGroup) this.stack.handleFrame(now, to, frame);
    else arena.release(frame);
  }

  /** A frame of the router's own. */
  #sendOut(number: number, frame: Slot): void {
    const members = this.#members[number] ?? NO_PORTS;
    if (members.length === 1) {
      this.#outbox.push(members[0]!, frame);
      return;
    }
    const { arena } = this;
    const at = arena.start[frame]!;
    const high = arena.view.getUint16(at + AT.destination);
    const low = arena.view.getUint32(at + AT.destination + 2);
    const known = (high & 0x0100) !== 0 ? -1 : this.#table.get().portOf(this.#now, high, low);
    if (known >= 0 && members.includes(known)) {
      this.#outbox.push(known, frame);
      return;
    }
    this.#flood(members, -1, frame);
    arena.release(frame);
  }

  /** A copy to every port of an interface but the one that it came from. */
  #flood(members: readonly number[], from: number, frame: Slot): void {
    this.counters.flooded++;
    for (const port of members) {
      if (port === from) continue;
      const copy = this.arena.clone(frame);
      if (copy === NO_SLOT) this.counters.exhausted++;
      else this.#outbox.push(port, copy);
    }
  }
}
