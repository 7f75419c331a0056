/**
 * PPPoE on the Ethernet cards of a stack, as host and as access concentrator: discovery on one EtherType, PPP frames on the
 * other. Session data is carried without an allocation.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { type Counters, countersOf } from '@rtemu/engine/counters';
import type { Random } from '@rtemu/engine/random';
import { between, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { Interface } from '@rtemu/ip/interface';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import {
  AccessConcentrator,
  type AccessConcentratorOptions,
  type ConcentratorEvent,
  type ConcentratorSession,
} from '@rtemu/line/access-concentrator';
import type { LineEnding } from '@rtemu/line/line-ending';
import { type Addressed, PppoeClient, type PppoeClientOptions } from '@rtemu/line/pppoe-client';
import { isGroupMac, type MacAddress, readMacAt } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Pppoe from '@rtemu/wire/pppoe';
import type { LineEndpoint, LineMedium } from './line-endpoint.js';
import type { LineDriver, LineSession } from './line-session.js';

export const LIMIT = {
  /** PADTs a second for sessions that nobody here has. What comes beyond is not answered. */
  strangersToldPerSecond: 10,
} as const;

const FRAME_HEADERS_OCTETS = Ethernet.HEADER_OCTETS + Pppoe.HEADER_OCTETS;

/** A session as data needs it: both stations, its number, and whose it is. */
class PppoeLine implements LineDriver {
  readonly kind = 'PPPoE';
  /** Another session of the same card and number, with another station. */
  next: PppoeLine | undefined = undefined;
  isUp = false;
  sessionId: number = Pppoe.NO_SESSION;
  #peerHigh = 0;
  #peerLow = 0;

  constructor(
    private readonly arena: Arena,
    private readonly stack: Ipv4Stack,
    /** It may be gone already; what is sent by it then is dropped. */
    readonly own: Interface,
    readonly session: LineSession,
    /** Ends discovery's part of it. */
    readonly clear: (now: Instant, ending: LineEnding) => void,
  ) {}

  get card(): number {
    return this.own.number;
  }

  begin(sessionId: number, peer: MacAddress): void {
    this.sessionId = sessionId;
    this.#peerHigh = Math.floor(peer / 0x1_0000_0000);
    this.#peerLow = peer | 0;
    this.isUp = true;
  }

  /** @param at where an address lies. */
  isPeerAt(view: DataView, at: number): boolean {
    return view.getUint16(at) === this.#peerHigh && view.getInt32(at + 2) === this.#peerLow;
  }

  sendFrame(_now: Instant, frame: Slot): void {
    const { arena, own, stack } = this;
    const { view } = arena;
    const octets = arena.length[frame]!;
    const at = arena.push(frame, FRAME_HEADERS_OCTETS);
    view.setUint16(at + Ethernet.AT.destination, this.#peerHigh);
    view.setInt32(at + Ethernet.AT.destination + 2, this.#peerLow);
    view.setUint16(at + Ethernet.AT.source, own.macHigh);
    view.setInt32(at + Ethernet.AT.source + 2, own.macLow);
    view.setUint16(at + Ethernet.AT.etherType, Pppoe.ETHER_TYPE.session);
    Pppoe.writeSessionHeaderAt(view, at + Ethernet.HEADER_OCTETS, this.sessionId, octets);
    stack.sendFrame(own, frame);
  }
}

interface Dialled {
  readonly client: PppoeClient;
  readonly line: PppoeLine;
}

/** Who offers sessions on some cards, and what becomes of them. */
interface Served {
  readonly concentrator: AccessConcentrator;
  readonly cards: readonly number[];
  readonly lines: Map<ConcentratorSession, PppoeLine>;
  /** What a new session is to be; the owner keeps it. */
  readonly begin: (now: Instant, session: ConcentratorSession) => LineSession;
}

const newCounters = countersOf('malformed', 'forNobody', 'strangers', 'strangersTold', 'noBuffer');

export class PppoePorts implements LineMedium {
  readonly etherTypes = [Pppoe.ETHER_TYPE.discovery, Pppoe.ETHER_TYPE.session];
  readonly counters: Counters<'malformed' | 'forNobody' | 'strangers' | 'strangersTold' | 'noBuffer'> = newCounters();
  /** Whether the other end of a session that is not here is told so, by card: `pppoe invalid-session forced close`. */
  tellsStrangers: (card: number) => boolean = () => true;

  readonly #dialled = new Set<Dialled>();
  readonly #served: Served[] = [];
  /** By card and session number. */
  readonly #lines = new Map<number, PppoeLine>();
  /** Whether a client or a concentrator may have something to say. */
  #isTouched = false;
  #toldSince: Instant = 0 as Instant;
  #told = 0;
  #next: Instant = NEVER;

  constructor(
    private readonly arena: Arena,
    private readonly random: Random,
    private readonly stack: Ipv4Stack,
    private readonly lines: LineEndpoint,
  ) {}

  /** Begins to look for a concentrator; the session's line comes up, or goes down. */
  connect(now: Instant, card: number, session: LineSession, options: PppoeClientOptions): void {
    const client = new PppoeClient(this.random, options);
    const clear = (at: Instant, ending: LineEnding): void => {
      client.disconnect(at, ending);
      this.#isTouched = true;
    };
    const own = this.stack.interface(card);
    const line = new PppoeLine(this.arena, this.stack, own, session, clear);
    session.driver = line;
    this.#dialled.add({ client, line });
    client.connect(now);
    this.#isTouched = true;
    if (!own.up) client.disconnect(now, 'interface-down');
  }

  /** Offers sessions on these cards. */
  serve(
    cards: readonly number[],
    options: AccessConcentratorOptions,
    begin: (now: Instant, session: ConcentratorSession) => LineSession,
  ): AccessConcentrator {
    const concentrator = new AccessConcentrator(this.random.fork(`concentrator ${options.name}`), options);
    this.#served.push({ concentrator, cards, lines: new Map(), begin });
    return concentrator;
  }

  /** Interfaces came or went: what went over those that are gone is over. @param isThere asked of each that is in use */
  handleInterfaces(now: Instant, isThere: (own: Interface) => boolean): void {
    for (const { client, line } of this.#dialled)
      if (!isThere(line.own)) {
        client.disconnect(now, 'interface-down');
        this.#isTouched = true;
      }
  }

  /** A cable was pulled: what went over it is over. */
  handleCardDown(now: Instant, card: number): void {
    this.#isTouched = true;
    for (const { client, line } of this.#dialled) if (line.card === card) client.disconnect(now, 'interface-down');
    for (const { concentrator, cards } of this.#served) if (cards.includes(card)) concentrator.closeCard(card);
  }

  handleFrame(now: Instant, card: number, etherType: number, frame: Slot): void {
    if (etherType === Pppoe.ETHER_TYPE.session) this.#handleData(now, card, frame);
    else {
      const octets = this.arena.copy(frame);
      this.arena.release(frame);
      this.#isTouched = true;
      this.#handleDiscovery(now, card, octets);
      this.pump(now); // the first data of a session may come in the same breath as its confirmation
    }
  }

  pump(now: Instant): boolean {
    if (!this.#isTouched) return false;
    this.#isTouched = false;
    let moved = false;
    for (const dialled of this.#dialled) moved = this.#attend(now, dialled) || moved;
    for (const served of this.#served) moved = this.#serve(now, served) || moved;
    this.#next = NEVER;
    for (const { client } of this.#dialled) if (client.nextTimeout() < this.#next) this.#next = client.nextTimeout();
    return moved;
  }

  handleTimeout(now: Instant): void {
    for (const { client } of this.#dialled) client.handleTimeout(now);
    this.#isTouched = true;
    this.pump(now);
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  #handleData(now: Instant, card: number, frame: Slot): void {
    const { arena } = this;
    const { view } = arena;
    const at = arena.start[frame]!;
    const header = at + Ethernet.HEADER_OCTETS;
    const octets = Pppoe.sessionOctetsAt(view, header, arena.length[frame]! - Ethernet.HEADER_OCTETS);
    if (octets === Pppoe.NO_SESSION_PACKET) {
      this.counters.malformed++;
      arena.release(frame);
      return;
    }
    const sessionId = view.getUint16(header + Pppoe.AT.sessionId);
    let line = this.#lines.get(keyOf(card, sessionId));
    while (line !== undefined && !line.isPeerAt(view, at + Ethernet.AT.source)) line = line.next;
    if (line === undefined) {
      const source = readMacAt(view, at + Ethernet.AT.source);
      const isForAll = (view.getUint8(at) & 1) !== 0;
      arena.release(frame);
      this.counters.strangers++;
      if (!isForAll && !this.#awaitsConfirmation(card)) this.#tellStranger(now, card, source, sessionId);
      return;
    }
    arena.pull(frame, FRAME_HEADERS_OCTETS);
    arena.length[frame] = octets;
    this.lines.handleLineFrame(now, line.session, frame);
  }

  #handleDiscovery(now: Instant, card: number, octets: Uint8Array): void {
    const source = readMacAt(new DataView(octets.buffer), Ethernet.AT.source);
    const packet = Pppoe.parse(octets.subarray(Ethernet.HEADER_OCTETS));
    if (!packet.ok) {
      this.counters.malformed++;
      return;
    }
    let isWanted = false;
    for (const { client, line } of this.#dialled)
      isWanted = (line.card === card && client.handlePacket(now, source, packet.value)) || isWanted;
    for (const { concentrator, cards } of this.#served)
      if (cards.includes(card)) {
        concentrator.handlePacket(card, source, packet.value);
        isWanted = true;
      }
    if (isWanted) return;
    this.counters.forNobody++;
    // A confirmation that nobody waits for any more has made a session at the other end.
    const { code, sessionId } = packet.value;
    if (code === 'PADS' && sessionId !== Pppoe.NO_SESSION) this.#tellStranger(now, card, source, sessionId);
  }

  /** A concentrator's first data may overtake its confirmation: then the session is not strange, only early. */
  #awaitsConfirmation(card: number): boolean {
    for (const { client, line } of this.#dialled) if (line.card === card && client.state === 'Requesting') return true;
    return false;
  }

  /** Says that there is no such session here, but not more often than {@link LIMIT} allows. */
  #tellStranger(now: Instant, card: number, destination: MacAddress, sessionId: number): void {
    if (between(this.#toldSince, now) >= seconds(1)) {
      this.#toldSince = now;
      this.#told = 0;
    }
    if (isGroupMac(destination) || this.#told >= LIMIT.strangersToldPerSecond || !this.tellsStrangers(card)) return;
    this.#told++;
    this.counters.strangersTold++;
    this.#send(this.stack.interface(card), { destination, packet: { code: 'PADT', sessionId, tags: [] } });
  }

  #attend(now: Instant, dialled: Dialled): boolean {
    const { client, line } = dialled;
    let moved = false;
    for (let next = client.pollPacket(); next !== undefined; next = client.pollPacket()) this.#send(line.own, next);
    for (let event = client.pollEvent(); event !== undefined; event = client.pollEvent()) {
      moved = true;
      if (event.kind === 'open') {
        line.session.peerName = event.concentrator;
        this.#begin(now, line, event.sessionId, event.peer);
      } else {
        this.#dialled.delete(dialled);
        this.#end(now, line, event.ending);
      }
    }
    return moved;
  }

  #serve(now: Instant, served: Served): boolean {
    const { concentrator } = served;
    let moved = false;
    for (let next = concentrator.pollPacket(); next !== undefined; next = concentrator.pollPacket())
      this.#send(this.stack.interface(next.card), next);
    for (let event = concentrator.pollEvent(); event !== undefined; event = concentrator.pollEvent()) {
      moved = true;
      this.#handleServed(now, served, event);
    }
    return moved;
  }

  #handleServed(now: Instant, { concentrator, lines, begin }: Served, event: ConcentratorEvent): void {
    const { session } = event;
    if (event.kind === 'open') {
      const own = this.stack.interface(session.card);
      const line = new PppoeLine(this.arena, this.stack, own, begin(now, session), (_, ending) => {
        concentrator.close(session, ending);
        this.#isTouched = true;
      });
      line.session.driver = line;
      lines.set(session, line);
      this.#begin(now, line, session.id, session.peer);
    } else {
      const line = lines.get(session)!;
      lines.delete(session);
      this.#end(now, line, event.ending);
    }
  }

  #begin(now: Instant, line: PppoeLine, sessionId: number, peer: MacAddress): void {
    line.begin(sessionId, peer);
    const key = keyOf(line.card, sessionId);
    line.next = this.#lines.get(key);
    this.#lines.set(key, line);
    this.lines.handleLineUp(now, line.session);
  }

  #end(now: Instant, line: PppoeLine, ending: LineEnding): void {
    if (line.isUp) this.#forget(line);
    this.lines.handleLineDown(now, line.session, ending);
  }

  #forget(line: PppoeLine): void {
    const key = keyOf(line.card, line.sessionId);
    const first = this.#lines.get(key);
    if (first === line) {
      if (line.next === undefined) this.#lines.delete(key);
      else this.#lines.set(key, line.next);
    }
    for (let before = first; before !== undefined; before = before.next)
      if (before.next === line) before.next = line.next;
  }

  #send(own: Interface, { destination, packet }: Addressed): void {
    const frame = this.arena.takeCopy(Pppoe.emit(packet));
    if (frame === NO_SLOT) {
      this.counters.noBuffer++;
      return;
    }
    const at = this.arena.push(frame, Ethernet.HEADER_OCTETS);
    Ethernet.writeHeaderAt(this.arena.view, at, destination, own.mac, Pppoe.ETHER_TYPE.discovery);
    this.stack.sendFrame(own, frame);
  }
}

const keyOf = (card: number, sessionId: number): number => (card << 16) | sessionId;
