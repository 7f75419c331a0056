/**
 * The only clock. A world has nodes, cables between them, one seed, and the next thing that happens.
 *
 * At one instant, frames arrive before timers fall due: first those of faultless cables in the order of sending, then
 * those of impaired ones in the order of sending, then the nodes' timers in the order in which the nodes were added. So
 * a run depends on the lab and the seed, and on nothing else.
 *
 * A frame is a slot of the arena; a cable hands over its ownership and copies nothing, but for a second receiver.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { type Counters, counters } from '@rtemu/engine/counters';
import { EventQueue } from '@rtemu/engine/event-queue';
import { invariant } from '@rtemu/engine/invariant';
import type { Node } from '@rtemu/engine/node';
import { Random } from '@rtemu/engine/random';
import { type Tap, withoutTap, withTap } from '@rtemu/engine/tap';
import { after, type Instant, START } from '@rtemu/engine/time';
import { Cable, type CableImpairments, type Endpoint, printEndpoint } from './cable.js';
import { FlightRing } from './flight-ring.js';
import { FAULTLESS } from './impairments.js';
import { Lane, LET_GO } from './lane.js';
import { WakeTable } from './wake-table.js';

export const LIMIT = {
  /** Frames handed to one node at one instant before its answers are collected. */
  burst: 64,
  /** Timers that may fall due without time moving on. More of them is a node that asks for the past over and over. */
  wakesPerInstant: 100_000,
} as const;

/** A card: where frames for it go, and where those it sends go. */
class Port {
  lane: Lane | undefined;
  incoming: Lane | undefined;
  tap: Tap | undefined;

  constructor(
    readonly member: Member,
    /** The card's number in its node. */
    readonly card: number,
  ) {}
}

class Member {
  readonly ports: Port[] = [];
  constructor(
    readonly node: Node,
    readonly number: number,
  ) {}
}

export class World {
  readonly random: Random;
  readonly counters: Counters<'unplugged'> = counters('unplugged');
  /** How many frames arrived and timers fell due so far. */
  events = 0;

  #now: Instant = START;
  /** When a frame arrives that is sent now over a faultless cable. Kept, since a sum would be an allocation per frame. */
  #soon: Instant = after(START, FAULTLESS.delay);
  #wakesAtThisInstant = 0;
  readonly #members: Member[] = [];
  readonly #byNode = new Map<Node, Member>();
  readonly #byName = new Map<string, Member>();
  readonly #ports: Port[] = [];
  /** Who looks on at PPP links, by their printed endpoints. */
  readonly #linkTaps = new Map<string, Tap>();
  readonly #cables: Cable[] = [];
  readonly #ring = new FlightRing();
  readonly #flights = new EventQueue();
  readonly #wakes = new WakeTable();

  /** @param arena the buffers that all nodes of this world share. */
  constructor(
    readonly arena: Arena,
    readonly seed: number,
  ) {
    this.random = new Random(seed);
  }

  get now(): Instant {
    return this.#now;
  }

  get cables(): readonly Cable[] {
    return this.#cables;
  }

  get nodes(): readonly Node[] {
    return this.#members.map(({ node }) => node);
  }

  node(name: string): Node | undefined {
    return this.#byName.get(name)?.node;
  }

  /** @throws InvariantError when the name is taken. */
  add(node: Node): void {
    invariant(!this.#byName.has(node.name), `two nodes are called ${node.name}`);
    const member = new Member(node, this.#wakes.add());
    this.#members.push(member);
    this.#byNode.set(node, member);
    this.#byName.set(node.name, member);
    for (const card of node.ports.keys()) {
      const port = new Port(member, card);
      member.ports.push(port);
      this.#ports.push(port);
    }
    this.#settle(member);
  }

  /**
   * Lays a cable between two cards.
   * @param up false leaves it unplugged: its ends hear nothing of it yet.
   * @throws InvariantError when an endpoint does not exist or has a cable already.
   */
  connect(first: Endpoint, second: Endpoint, impairments: CableImpairments = {}, up = true): Cable {
    const [a, b] = [this.#port(first), this.#port(second)];
    invariant(a !== b && !a.lane && !b.lane, `${printEndpoint(first)} and ${printEndpoint(second)} are free`);
    const cable = new Cable([first, second], this.#lane(first, second, b), this.#lane(second, first, a));
    a.lane = b.incoming = cable.forward;
    b.lane = a.incoming = cable.backward;
    if (Object.keys(impairments).length > 0) cable.impair(impairments);
    this.#cables.push(cable);
    cable.forward.setUp(up);
    cable.backward.setUp(up);
    if (up) for (const port of [a, b]) this.#tellLink(port, true);
    return cable;
  }

  /** Pulls the cable or plugs it in again, and tells the nodes at both ends. */
  setCable(cable: Cable, up: boolean): void {
    if (cable.up === up) return;
    cable.forward.setUp(up);
    cable.backward.setUp(up);
    for (const endpoint of cable.endpoints) this.#tellLink(this.#port(endpoint), up);
  }

  /** The cable that is plugged in there. */
  cableAt({ node, port }: Endpoint): Cable | undefined {
    return this.#cables.find(({ endpoints }) => endpoints.some((end) => end.node === node && end.port === port));
  }

  /** Whether there is such a card, or may be such a PPP link: something to {@link tap}. */
  hasInterface(endpoint: Endpoint): boolean {
    return this.#setTap(endpoint, this.#tapAt(endpoint));
  }

  /**
   * From here on `tap`, besides whoever looks on there already, sees the frames of this card, or those of this PPP link of
   * the node as they are in the clear.
   * @throws InvariantError when there is no such interface
   */
  tap(endpoint: Endpoint, tap: Tap): void {
    const found = this.#setTap(endpoint, withTap(this.#tapAt(endpoint), tap));
    invariant(found, `there is an interface ${printEndpoint(endpoint)}`);
  }

  untap(endpoint: Endpoint, tap: Tap): void {
    this.#setTap(endpoint, withoutTap(this.#tapAt(endpoint), tap));
  }

  /** To be called after anything was done to a node from outside: collects what it wants to send, and when it wants to wake. */
  settle(node: Node): void {
    const member = this.#byNode.get(node);
    invariant(member !== undefined, `${node.name} stands in this world`);
    this.#settle(member);
  }

  /** When the next thing may happen; `NEVER` when nothing will. A timer that was put off may be announced too early. */
  nextEvent(): Instant {
    const ring = this.#ring.next();
    const flight = this.#flights.next();
    const wake = this.#wakes.next();
    const frame = ring <= flight ? ring : flight;
    return frame <= wake ? frame : wake;
  }

  /** Moves to the next instant at which something may happen and lets the first of it happen; false when nothing ever will. */
  step(): boolean {
    const at = this.nextEvent();
    if (at === Number.POSITIVE_INFINITY) return false;
    this.#happen(at);
    return true;
  }

  /**
   * Lets everything happen up to and including the instant `until`, which is then now.
   * @param eventsMax stop after about so many events. False when it came to that; time then stands where it stopped.
   */
  run(until: Instant, eventsMax = Number.POSITIVE_INFINITY): boolean {
    invariant(until >= this.#now, 'time does not run backwards');
    const eventsEnd = this.events + eventsMax;
    for (let at = this.nextEvent(); at <= until; at = this.nextEvent()) {
      if (this.events >= eventsEnd) return false;
      this.#happen(at);
    }
    if (until > this.#now) this.#advance(until);
    return true;
  }

  /** Releases every frame that is on its way. The world can go on afterwards, but it need not. */
  clear(): void {
    for (const cable of this.#cables) {
      cable.forward.dropHeld('cut');
      cable.backward.dropHeld('cut');
    }
    while (this.#ring.size > 0) {
      this.#ring.shift();
      this.arena.release(this.#ring.slot);
    }
    while (this.#flights.size > 0) {
      this.#flights.pop();
      if (this.#flights.kind !== LET_GO) this.arena.release(this.#flights.value as Slot);
    }
  }

  #happen(at: Instant): void {
    if (at > this.#now) this.#advance(at);
    if (this.#ring.arrivesAt(at)) this.#arriveTogether(at);
    else if (this.#flights.next() === at) this.#takeFlight();
    else this.#wake();
  }

  #advance(to: Instant): void {
    this.#now = to;
    this.#soon = after(to, FAULTLESS.delay);
    this.#wakesAtThisInstant = 0;
  }

  /** Hands a node all the frames that arrive for it in a row at this instant, then collects its answers once. */
  #arriveTogether(at: Instant): void {
    const ring = this.#ring;
    const member = this.#ports[ring.nextPort]!.member;
    for (let left = LIMIT.burst; left > 0; left--) {
      ring.shift();
      this.#arrive(this.#ports[ring.port]!, ring.slot, ring.generation);
      if (!ring.arrivesAt(at) || this.#ports[ring.nextPort]!.member !== member) break;
    }
    member.node.handleBurstEnd?.(at);
    this.#settle(member);
  }

  #takeFlight(): void {
    const flights = this.#flights;
    flights.pop();
    const port = this.#ports[flights.target]!;
    if (flights.kind === LET_GO) port.incoming!.letGo(this.#now, flights.value);
    else {
      this.#arrive(port, flights.value as Slot, flights.kind);
      port.member.node.handleBurstEnd?.(this.#now);
      this.#settle(port.member);
    }
  }

  #arrive(port: Port, slot: Slot, generation: number): void {
    this.events++;
    const lane = port.incoming!;
    if (generation !== lane.generation) {
      lane.counters.cut++;
      this.arena.release(slot);
      return;
    }
    lane.counters.delivered++;
    if (port.tap !== undefined) port.tap.handleFrame(this.#now, 'in', this.arena, slot);
    port.member.node.handleFrame(this.#now, port.card, slot);
  }

  #wake(): void {
    const member = this.#members[this.#wakes.first]!;
    const wanted = member.node.nextTimeout();
    if (wanted <= this.#now) {
      this.events++;
      invariant(++this.#wakesAtThisInstant <= LIMIT.wakesPerInstant, `${member.node.name} lets time move on`);
      member.node.handleTimeout(this.#now);
    }
    this.#wakes.set(member.number, wanted > this.#now ? wanted : (Number.POSITIVE_INFINITY as Instant));
    this.#settle(member);
  }

  #settle(member: Member): void {
    const { node, number, ports } = member;
    const outbox = node.outbox;
    for (let slot = outbox.shift(); slot !== NO_SLOT; slot = outbox.shift()) this.#send(ports[outbox.tag]!, slot);
    const wanted = node.nextTimeout();
    // A timer that was put off is left where it stands: when that comes, the node is asked again.
    if (wanted < this.#wakes.deadline(number)) this.#wakes.set(number, wanted > this.#now ? wanted : this.#now);
  }

  #send(port: Port, slot: Slot): void {
    if (port.tap !== undefined) port.tap.handleFrame(this.#now, 'out', this.arena, slot);
    const lane = port.lane;
    if (lane === undefined) {
      this.counters.unplugged++;
      this.arena.release(slot);
      return;
    }
    lane.counters.sent++;
    if (!lane.up) {
      lane.counters.cut++;
      this.arena.release(slot);
    } else if (lane.faultless || lane.recover(this.#now)) this.#ring.push(this.#soon, lane.port, slot, lane.generation);
    else lane.carry(this.#now, slot);
  }

  #tapAt(endpoint: Endpoint): Tap | undefined {
    const port = this.#findPort(endpoint);
    return port ? port.tap : this.#linkTaps.get(printEndpoint(endpoint));
  }

  /** @returns false when there is no such interface */
  #setTap(endpoint: Endpoint, tap: Tap | undefined): boolean {
    const port = this.#findPort(endpoint);
    if (port) {
      port.tap = tap;
      return true;
    }
    if (!this.node(endpoint.node)?.tapPppLink?.(endpoint.port, tap)) return false;
    if (tap) this.#linkTaps.set(printEndpoint(endpoint), tap);
    else this.#linkTaps.delete(printEndpoint(endpoint));
    return true;
  }

  #port(endpoint: Endpoint): Port {
    const port = this.#findPort(endpoint);
    invariant(port !== undefined, `there is a card ${printEndpoint(endpoint)}`);
    return port;
  }

  #findPort({ node, port }: Endpoint): Port | undefined {
    const member = this.#byName.get(node);
    return member?.ports[member.node.ports.indexOf(port)];
  }

  #lane(from: Endpoint, to: Endpoint, receiver: Port): Lane {
    const random = this.random.fork(`${printEndpoint(from)}>${printEndpoint(to)}`);
    return new Lane(this.arena, this.#flights, random, this.#ports.indexOf(receiver));
  }

  #tellLink(port: Port, up: boolean): void {
    port.member.node.handleLink?.(this.#now, port.card, up);
    this.#settle(port.member);
  }
}
