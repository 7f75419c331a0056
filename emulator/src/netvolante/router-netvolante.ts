/**
 * NetVolante DNS at the router (manual 34): whose interface has which name, and who waits for what came of it.
 * @module
 */
import type { NetvolantePlace, NetvolanteStatus } from '@rtemu/commands/status/netvolante';
import type { Document } from '@rtemu/config/document';
import { netvolantePort, netvolanteServer } from '@rtemu/config/settings/netvolante';
import type { Random } from '@rtemu/engine/random';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Service } from '@rtemu/hosts/services';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import {
  Registration,
  type RegistrationEvent,
  type RouterIdentity,
  type Task,
} from '@rtemu/service/netvolante/registration';
import { type Ipv4Address, UNSPECIFIED } from '@rtemu/wire/address';
import { parse } from '@rtemu/wire/netvolante';
import type { RouterNames } from '../dns/router-names.js';
import type { Interfaces } from '../interfaces.js';
import type { Journal } from '../journal.js';
import { eventLine } from './event-text.js';
import { keyOfPlace, nameOfPlace, placesIn, settingsOf } from './places.js';

export interface RouterNetvolanteParts {
  readonly stack: Ipv4Stack;
  readonly interfaces: Interfaces;
  readonly names: RouterNames;
  readonly journal: Journal;
}

interface Placed {
  readonly of: NetvolantePlace;
  readonly registration: Registration;
  /** Whoever typed a command and waits for what comes of it. */
  readonly listeners: Set<(event: RegistrationEvent) => void>;
}

/** A name that was registered and that the configuration is to have as a whole (manual 34.6). Its owner sees to that. */
export interface NetvolanteName {
  readonly of: NetvolantePlace;
  readonly host: string;
}

/** A server that answers to another port than it was asked at is not heard, nor one at another address. */
export class RouterNetvolante implements Service {
  readonly #placed = new Map<string, Placed>();
  #socket: UdpSocket | undefined;
  #server: Ipv4Address | undefined;
  #names: NetvolanteName[] = [];

  constructor(
    private readonly random: Random,
    private readonly identity: RouterIdentity,
    private readonly parts: RouterNetvolanteParts,
    private document: Document,
  ) {}

  reconfigure(now: Instant, document: Document): void {
    this.document = document;
    const wanted = new Map(placesIn(document).map((of) => [keyOfPlace(of), of]));
    for (const key of this.#placed.keys()) if (!wanted.has(key)) this.#placed.delete(key);
    for (const [key, of] of wanted) {
      const settings = settingsOf(document, of);
      const placed = this.#placed.get(key);
      if (placed) placed.registration.reconfigure(now, settings);
      else {
        const registration = new Registration(this.random.fork(key), this.identity, settings);
        this.#placed.set(key, { of, registration, listeners: new Set() });
      }
    }
    if (this.#placed.size === 0 && this.#socket) {
      this.parts.stack.udp.close(this.#socket);
      this.#socket = undefined;
    }
    this.follow(now);
  }

  /** Interfaces came, went, or have other addresses. */
  follow(now: Instant): void {
    for (const { of, registration } of this.#placed.values()) registration.handleAddress(now, this.#addressOf(of));
  }

  /**
   * Does what a command says.
   * @returns whether there is something to wait for: then `told` will be called once
   */
  begin(
    now: Instant,
    of: NetvolantePlace,
    task: Task,
    host: string | undefined,
    told: (event: RegistrationEvent) => void,
  ): boolean {
    const placed = this.#placed.get(keyOfPlace(of));
    if (!placed?.registration.begin(now, task, host)) return false;
    placed.listeners.add(told);
    return true;
  }

  get places(): readonly NetvolantePlace[] {
    return [...this.#placed.values()].map(({ of }) => of);
  }

  status(of: NetvolantePlace): NetvolanteStatus {
    const { journal } = this.parts;
    const { automatic, timeoutSeconds } = settingsOf(this.document, of);
    const registered = this.#placed.get(keyOfPlace(of))?.registration.registered;
    return {
      place: nameOfPlace(of),
      automatic,
      host: registered?.host,
      address: registered?.address,
      updatedAt: registered && journal.timeAt(registered.at),
      timeoutSeconds,
    };
  }

  get hasNames(): boolean {
    return this.#names.length > 0;
  }

  /** What was registered since this was asked last. */
  takeNames(): readonly NetvolanteName[] {
    const names = this.#names;
    this.#names = [];
    return names;
  }

  pump(now: Instant): boolean {
    let moved = false;
    for (let datagram = this.#socket?.poll(); datagram; datagram = this.#socket?.poll()) {
      moved = true;
      const result = parse(datagram.payload);
      const isServers = datagram.source === this.#server && datagram.sourcePort === this.#port;
      if (result.ok && isServers)
        for (const { registration } of this.#placed.values()) registration.handleReply(now, result.value);
    }
    for (const placed of this.#placed.values()) {
      for (let event = placed.registration.pollEvent(); event; event = placed.registration.pollEvent())
        this.#handle(now, placed, event);
      const payload = placed.registration.pollSend();
      if (payload) this.#send(now, placed, payload);
    }
    return moved;
  }

  handleTimeout(now: Instant): void {
    for (const { registration } of this.#placed.values()) registration.handleTimeout(now);
  }

  nextTimeout(): Instant {
    let next = NEVER;
    for (const { registration } of this.#placed.values())
      if (registration.nextTimeout() < next) next = registration.nextTimeout();
    return next;
  }

  get #port(): number {
    return Number(this.document.global.effective(netvolantePort));
  }

  /** What cannot be sent, for want of the server's address, is sent again when its time comes. */
  #send(now: Instant, { registration }: Placed, payload: Uint8Array): void {
    const { names, stack } = this.parts;
    names.resolve(now, this.document.global.effective(netvolanteServer), (at, server) => {
      this.#socket ??= stack.udp.bind(0);
      this.#server = server;
      const source = registration.address;
      if (server !== undefined && source !== undefined && this.#socket)
        stack.udp.send(at, this.#socket, server, this.#port, payload, { source });
    });
  }

  #handle(now: Instant, { of, listeners }: Placed, event: RegistrationEvent): void {
    const { journal } = this.parts;
    if (event.kind !== 'listed') journal.write(now, `[NetVolante DNS] ${nameOfPlace(of)} ${eventLine(event, 'en')}`);
    if (event.kind === 'registered' && settingsOf(this.document, of).host !== '')
      this.#names.push({ of, host: event.host });
    for (const told of listeners) told(event);
    listeners.clear();
  }

  /** The primary address of the interface; of a PP, our own on it. */
  #addressOf(of: NetvolantePlace): Ipv4Address | undefined {
    const placed = this.parts.interfaces
      .all()
      .find(({ place }) =>
        of.kind === 'pp'
          ? place.kind === 'pp' && place.pp === of.pp
          : place.kind === 'lan' && place.name === of.interface,
      );
    const own = placed && this.parts.stack.interface(placed.number);
    const isUp = of.kind === 'interface' || own?.up === true;
    const address = isUp ? own?.addresses[0]?.address : undefined;
    return address === UNSPECIFIED ? undefined : address;
  }
}
