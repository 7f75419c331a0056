/**
 * What dynamic filters keep of connections: one channel for each pair of ends that packets may pass between. A channel is
 * found in constant time by what a packet says, and again when its time is over.
 *
 * Of the two ends of a channel one is on our side of its interface and one beyond it, whichever way a packet goes; so both
 * directions find the same entry. Everything lies in arrays that grow up to the limit.
 * @module
 */
import { invariant } from '@rtemu/engine/invariant';
import { type Instant, NEVER } from '@rtemu/engine/time';

/** The number of a channel in the table. */
export type Channel = number;
export const NO_CHANNEL = -1;

const FIRST_CAPACITY = 64;
/** Behind the interface's number: the protocol, and what is left open about a channel that is expected. */
const PLACE_SHIFT = 10;

/** What takes the place of the protocol's upper bits. */
export const EXPECTED = {
  /** Both ports are known: the connection is there. */
  no: 0,
  /** The one on our side is not known yet, */
  nearPort: 0x100,
  /** or the one beyond, */
  farPort: 0x200,
  /** or neither port nor protocol. */
  anything: 0x300,
} as const;

export const placeOf = (interface_: number, protocol: number, expected: number): number =>
  (interface_ << PLACE_SHIFT) | expected | protocol;

export class ChannelTable {
  /** By channel: addresses (signed), ports (the near one above), and {@link placeOf}. */
  near: Int32Array;
  far: Int32Array;
  ports: Int32Array;
  place: Int32Array;
  /** The session that it belongs to. */
  session: Int32Array;
  /** What its owner knows the meaning of. */
  state: Uint8Array;
  note: Int32Array;
  /** How long it stays after a packet, in seconds. */
  idleSeconds: Int32Array;
  /** When its time is over, as it stands now. To make it later is to write it here. */
  expires: Float64Array;
  count = 0;

  #heads: Int32Array;
  #next: Int32Array;
  #free = NO_CHANNEL;
  /** Channels by when their time was over when they were put here last; it may have become later since. */
  readonly #heap: number[] = [];
  #heapPlace: Int32Array;
  #due: Float64Array;

  /** @param limit of channels, expected ones and all. */
  constructor(readonly limit: number) {
    const capacity = Math.min(FIRST_CAPACITY, limit);
    this.near = new Int32Array(capacity);
    this.far = new Int32Array(capacity);
    this.ports = new Int32Array(capacity);
    this.place = new Int32Array(capacity);
    this.session = new Int32Array(capacity);
    this.state = new Uint8Array(capacity);
    this.note = new Int32Array(capacity);
    this.idleSeconds = new Int32Array(capacity);
    this.expires = new Float64Array(capacity);
    this.#heads = new Int32Array(bucketsFor(capacity)).fill(NO_CHANNEL);
    this.#next = new Int32Array(capacity);
    this.#heapPlace = new Int32Array(capacity);
    this.#due = new Float64Array(capacity);
    this.#addFree(0, capacity);
  }

  get isFull(): boolean {
    return this.count >= this.limit;
  }

  /** The channel between these ends, or the next such one after `after`; {@link NO_CHANNEL} when there is none. */
  find(near: number, far: number, ports: number, place: number, after: Channel = NO_CHANNEL): Channel {
    let channel = after === NO_CHANNEL ? this.#heads[this.#bucketOf(near, far, ports, place)]! : this.#next[after]!;
    while (
      channel !== NO_CHANNEL &&
      (this.near[channel] !== near ||
        this.far[channel] !== far ||
        this.ports[channel] !== ports ||
        this.place[channel] !== place)
    )
      channel = this.#next[channel]!;
    return channel;
  }

  /** @throws InvariantError when the table is full. */
  add(near: number, far: number, ports: number, place: number, session: number, expires: Instant): Channel {
    invariant(!this.isFull, 'room in the table');
    if (this.#free === NO_CHANNEL) this.#grow();
    const channel = this.#free;
    this.#free = this.#next[channel]!;
    this.count++;
    this.near[channel] = near;
    this.far[channel] = far;
    this.ports[channel] = ports;
    this.place[channel] = place;
    this.session[channel] = session;
    this.state[channel] = 0;
    this.note[channel] = 0;
    this.idleSeconds[channel] = 0;
    this.#link(channel);
    this.expires[channel] = expires;
    this.#due[channel] = expires;
    this.#heapPlace[channel] = this.#heap.length;
    this.#heap.push(channel);
    this.#rise(this.#heap.length - 1);
    return channel;
  }

  remove(channel: Channel): void {
    const bucket = this.#bucketOf(this.near[channel]!, this.far[channel]!, this.ports[channel]!, this.place[channel]!);
    if (this.#heads[bucket] === channel) this.#heads[bucket] = this.#next[channel]!;
    else {
      let before = this.#heads[bucket]!;
      while (this.#next[before] !== channel) before = this.#next[before]!;
      this.#next[before] = this.#next[channel]!;
    }
    this.#leaveHeap(this.#heapPlace[channel]!);
    this.#next[channel] = this.#free;
    this.#free = channel;
    this.count--;
  }

  /** Its time is over at this instant, which may be sooner than it was. */
  expireAt(channel: Channel, expires: Instant): void {
    this.expires[channel] = expires;
    if (expires >= this.#due[channel]!) return;
    this.#due[channel] = expires;
    this.#rise(this.#heapPlace[channel]!);
  }

  /** When to look for channels whose time is over; early, when some were prolonged since. */
  get deadline(): Instant {
    return this.#heap.length === 0 ? NEVER : (this.#due[this.#heap[0]!]! as Instant);
  }

  /** A channel whose time is over; {@link NO_CHANNEL} when there is none. It is the caller's to remove it. */
  overdue(now: Instant): Channel {
    while (this.#heap.length > 0) {
      const channel = this.#heap[0]!;
      if (this.#due[channel]! > now) return NO_CHANNEL;
      if (this.expires[channel]! <= now) return channel;
      this.#postponeFirst();
    }
    return NO_CHANNEL;
  }

  /** The channel whose time is over before all others'. */
  soonest(): Channel {
    for (;;) {
      const channel = this.#heap[0];
      if (channel === undefined) return NO_CHANNEL;
      if (this.expires[channel] === this.#due[channel]) return channel;
      this.#postponeFirst();
    }
  }

  /** In no order that matters. */
  all(): readonly Channel[] {
    return this.#heap;
  }

  #postponeFirst(): void {
    const channel = this.#heap[0]!;
    this.#due[channel] = this.expires[channel]!;
    this.#sink(0);
  }

  #bucketOf(near: number, far: number, ports: number, place: number): number {
    let hash = Math.imul(near ^ 0x9e37_79b9, 0x85eb_ca6b) ^ (far >>> 3) ^ Math.imul(far, 0xc2b2_ae35);
    hash = Math.imul(hash ^ (hash >>> 15) ^ ports, 0x27d4_eb2f) ^ Math.imul(place, 0x1656_67b1);
    return (hash ^ (hash >>> 13)) & (this.#heads.length - 1);
  }

  #link(channel: Channel): void {
    const bucket = this.#bucketOf(this.near[channel]!, this.far[channel]!, this.ports[channel]!, this.place[channel]!);
    this.#next[channel] = this.#heads[bucket]!;
    this.#heads[bucket] = channel;
  }

  #addFree(from: number, to: number): void {
    for (let channel = to - 1; channel >= from; channel--) {
      this.#next[channel] = this.#free;
      this.#free = channel;
    }
  }

  #grow(): void {
    const old = this.near.length;
    const capacity = Math.min(old * 2, this.limit);
    this.near = grown(this.near, capacity);
    this.far = grown(this.far, capacity);
    this.ports = grown(this.ports, capacity);
    this.place = grown(this.place, capacity);
    this.session = grown(this.session, capacity);
    this.note = grown(this.note, capacity);
    this.idleSeconds = grown(this.idleSeconds, capacity);
    this.#next = grown(this.#next, capacity);
    this.#heapPlace = grown(this.#heapPlace, capacity);
    const state = new Uint8Array(capacity);
    state.set(this.state);
    this.state = state;
    this.expires = grownTimes(this.expires, capacity);
    this.#due = grownTimes(this.#due, capacity);
    this.#heads = new Int32Array(bucketsFor(capacity)).fill(NO_CHANNEL);
    for (const channel of this.#heap) this.#link(channel);
    this.#addFree(old, capacity);
  }

  #leaveHeap(place: number): void {
    const last = this.#heap.pop()!;
    if (place === this.#heap.length) return;
    this.#heap[place] = last;
    this.#heapPlace[last] = place;
    this.#rise(place);
    this.#sink(this.#heapPlace[last]!);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    const channel = heap[from]!;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#due[heap[parent]!]! <= this.#due[channel]!) break;
      heap[place] = heap[parent]!;
      this.#heapPlace[heap[place]!] = place;
      place = parent;
    }
    heap[place] = channel;
    this.#heapPlace[channel] = place;
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const channel = heap[from]!;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#due[heap[child + 1]!]! < this.#due[heap[child]!]!) child++;
      if (this.#due[heap[child]!]! >= this.#due[channel]!) break;
      heap[place] = heap[child]!;
      this.#heapPlace[heap[place]!] = place;
      place = child;
    }
    heap[place] = channel;
    this.#heapPlace[channel] = place;
  }
}

/** A power of two that leaves few channels in a bucket. */
const bucketsFor = (capacity: number): number => 2 ** Math.ceil(Math.log2(Math.max(capacity, 2)));

function grown(old: Int32Array, capacity: number): Int32Array {
  const array = new Int32Array(capacity);
  array.set(old);
  return array;
}

function grownTimes(old: Float64Array, capacity: number): Float64Array {
  const array = new Float64Array(capacity);
  array.set(old);
  return array;
}
