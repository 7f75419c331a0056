import type { Tap } from '@rtemu/engine/tap';
import { between, type Instant, inSeconds, START } from '@rtemu/engine/time';
import { printEndpoint } from '../cable.js';
import type { Lab, NodeSpec } from '../lab.js';
import type { World } from '../world.js';
import type { Layer } from './layer.js';
import type { Saying } from './ppp-words.js';
import { pppSighting, type Sighting, sightingOf } from './sighting.js';

export const LIMIT = {
  /** Messages that are kept; those that come later are not told of. */
  flights: 20_000,
  /** How many of the last messages that look alike are told apart. */
  alike: 8,
  /** A frame that was sent so shortly before the end, in seconds, is under way and not lost. */
  underWaySeconds: 1,
} as const;

/** One message on its way, over however many hops. */
export interface Flight {
  readonly from: string;
  readonly sentAt: Instant;
  readonly sayings: readonly Saying[];
  readonly content: string;
  /** Where it arrived last, all of them when a switch gave it to several. Empty when it was lost on its last hop. */
  readonly arrivals: readonly string[];
  /** Where the last cable led that it went over. */
  readonly towards: string | undefined;
  /** Numbers of the end that sent it and of the one that it was meant for; 0 when it has none. */
  readonly origin: number;
  readonly destination: number;
  readonly isTwice: boolean;
  readonly isUnderWay: boolean;
}

class Followed {
  readonly nodes: string[];
  readonly passedOnBy = new Set<string>();
  arrivals: string[] = [];
  towards: string | undefined;
  isTwice = false;
  lastOut: { node: string; at: Instant };
  lastIn: { node: string; port: string; at: Instant } | undefined;
  readonly origin: number;
  source: number;
  destination: number;
  readonly sayings: readonly Saying[];
  readonly content: string;

  constructor(
    readonly from: string,
    readonly sentAt: Instant,
    sighting: Sighting,
  ) {
    this.nodes = [from];
    this.lastOut = { node: from, at: sentAt };
    this.origin = sighting.source;
    this.source = sighting.source;
    this.destination = sighting.destination;
    this.sayings = sighting.say();
    this.content = sighting.content();
  }

  /** NAT changes one of the two ends at a time. */
  isOf({ source, destination }: Sighting): boolean {
    return this.source === source || this.destination === destination;
  }
}

interface Place {
  readonly node: string;
  readonly port: string;
  /** The other end of the cable. */
  readonly far?: string | undefined;
}

export interface LadderRecorderOptions {
  /** Whose nodes they are. */
  readonly lab: Lab;
  readonly layers: readonly Layer[];
  /** Messages that are sent later are not told of. */
  readonly until?: Instant | undefined;
}

/**
 * Looks on at every card and every PPP link of a world, and makes of what is seen there the messages that the nodes send each
 * other: a packet that three routers pass on is one of them. A forwarder is known by having received before what it sends.
 */
export class LadderRecorder {
  /** True when messages were left out because there were too many. */
  isFull = false;
  readonly #followed: Followed[] = [];
  /** The latest first. */
  readonly #alike = new Map<string, Followed[]>();
  readonly #layers: ReadonlySet<Layer>;
  /** Who was seen to send something. */
  readonly #senders = new Set<string>();
  /** Who passes on what is no packet. */
  readonly #switches: ReadonlySet<string>;

  constructor(
    private readonly world: World,
    private readonly options: LadderRecorderOptions,
  ) {
    this.#layers = new Set(options.layers);
    this.#switches = new Set(options.lab.nodes.filter(isSwitching).map(({ name }) => name));
    const far = new Map<string, string>();
    for (const {
      endpoints: [a, b],
    } of world.cables)
      far.set(printEndpoint(a), b.node).set(printEndpoint(b), a.node);
    for (const { name: node, ports, pppLinks = [] } of world.nodes) {
      for (const port of ports) {
        const place = { node, port, far: far.get(printEndpoint({ node, port })) };
        if (place.far !== undefined) world.tap(place, this.#tap(place, sightingOf));
      }
      for (const port of pppLinks)
        world.tap(
          { node, port },
          this.#tap({ node, port }, (octets) => onlyPacket(pppSighting(octets, port))),
        );
    }
  }

  /** The messages in the order of their sending. */
  get flights(): readonly Flight[] {
    const { now } = this.world;
    const inOrder = [...this.#followed].sort((one, other) => one.sentAt - other.sentAt);
    return inOrder.map((followed) => {
      const { from, sentAt, sayings, content, arrivals, towards, origin, destination, isTwice, lastOut } = followed;
      const isUnderWay = arrivals.length === 0 && inSeconds(between(lastOut.at, now)) < LIMIT.underWaySeconds;
      return { from, sentAt, sayings, content, arrivals, towards, origin, destination, isTwice, isUnderWay };
    });
  }

  #tap(place: Place, read: (octets: Uint8Array) => Sighting | undefined): Tap {
    return {
      handleFrame: (now, direction, arena, slot) => {
        const from = arena.start[slot]!;
        const sighting = read(arena.octets.subarray(from, from + arena.length[slot]!));
        if (!sighting) return;
        const alike = this.#alike.get(sighting.key)?.filter((followed) => followed.isOf(sighting)) ?? [];
        if (direction === 'out') this.#leave(now, place, sighting, alike);
        else this.#arrive(now, place, sighting, alike);
      },
    };
  }

  /** What a node sent as cables were plugged in, before anybody looked. */
  #unseen({ node, far }: Place, sighting: Sighting): Followed | undefined {
    if (far === undefined || this.#senders.has(far)) return undefined;
    return this.#begin(START, { node: far, port: '', far: node }, sighting);
  }

  #leave(now: Instant, place: Place, sighting: Sighting, alike: readonly Followed[]): void {
    const { node, far } = place;
    this.#senders.add(node);
    const passesOn = sighting.reach === 'routed' || (sighting.reach === 'switched' && this.#switches.has(node));
    const known = alike.find(({ from, nodes }) => (passesOn || from === node) && nodes.includes(node));
    if (!known || (known.from === node && known.sentAt !== now)) {
      this.#begin(now, place, sighting);
      return;
    }
    const { lastOut } = known;
    known.towards = far ?? known.towards;
    if (lastOut.node === node && lastOut.at === now) return; // the same packet a layer below, or for several
    if (known.passedOnBy.has(node)) return; // a second copy, which is told of by its arrival
    known.passedOnBy.add(node);
    known.lastOut = { node, at: now };
    known.arrivals = [];
    known.source = sighting.source;
    known.destination = sighting.destination;
  }

  #begin(now: Instant, { node, far }: Place, sighting: Sighting): Followed | undefined {
    const { lab, until } = this.options;
    if (this.isFull || (until !== undefined && now > until)) return undefined;
    // A switch has nothing to say of its own: this came to it before anybody looked.
    if (lab.nodes.some(({ name, kind }) => name === node && kind === 'switch')) return undefined;
    const followed = new Followed(node, now, sighting);
    if (!followed.sayings.some(({ layer }) => this.#layers.has(layer))) return undefined;
    if (this.#followed.length >= LIMIT.flights) {
      this.isFull = true;
      return undefined;
    }
    followed.towards = far;
    this.#followed.push(followed);
    const alike = this.#alike.get(sighting.key) ?? [];
    this.#alike.set(sighting.key, [followed, ...alike].slice(0, LIMIT.alike));
    return followed;
  }

  #arrive(now: Instant, place: Place, sighting: Sighting, alike: readonly Followed[]): void {
    const { node, port, far } = place;
    const isNew = ({ lastOut, arrivals, from, nodes }: Followed): boolean =>
      far === undefined ? arrivals.length === 0 && from !== node : lastOut.node === far && !nodes.includes(node);
    const isOld = ({ nodes }: Followed): boolean => nodes.includes(node) && (far === undefined || nodes.includes(far));
    const followed = alike.find(isNew) ?? alike.find(isOld) ?? this.#unseen(place, sighting);
    if (!followed) return;
    const { lastIn, nodes } = followed;
    // Seen on the card, and again on the link above it; otherwise it came twice.
    if (nodes.includes(node)) followed.isTwice ||= lastIn?.node !== node || lastIn.port === port || lastIn.at !== now;
    else {
      followed.lastIn = { node, port, at: now };
      nodes.push(node);
      followed.arrivals.push(node);
    }
  }
}

const isSwitching = ({ kind }: NodeSpec): boolean => kind === 'switch' || kind === 'exchange';

/** What is said about a link is seen where the link lies; of the link itself only the packets count. */
const onlyPacket = (sighting: Sighting | undefined): Sighting | undefined =>
  sighting?.reach === 'routed' ? sighting : undefined;
