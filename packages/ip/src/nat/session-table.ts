import { type Instant, NEVER, seconds } from '@rtemu/engine/time';

/** What a search answers when there is no such session, and what {@link SessionTable.add} answers when there is no room. */
export const NO_SESSION = -1;

/** What is known of a session, one bit each. */
export const FLAG = {
  /** Made by a static entry. */
  fixed: 1,
  /** Its outer port is taken from the ports that no two sessions share. */
  holdsPort: 2,
  /** A FIN or RST has passed. */
  ended: 4,
  /** A PPTP control connection that one of inside opened. */
  pptp: 8,
  /** An FTP control connection. */
  ftp: 16,
  /** Begun from outside. */
  inward: 32,
} as const;

/** Protocol numbers of ours beyond IANA's, for what has no number of its own. */
export const PSEUDO_PROTOCOL = {
  /** That a host may send enhanced GRE to another, which a call of theirs allows. */
  greOutward: 256 + 47,
} as const;

const FREE = -1;
/** Entries at the start; they double until the limit is met. */
const ENTRIES_MIN = 64;
/** Between two sweeps for what has expired, at least. */
const SWEEP_INTERVAL = seconds(1);

/**
 * The sessions of a NAT descriptor, each found from inside and from outside by one hash: protocol, own end, other end.
 * Everything lies in typed arrays; neither search nor renewal allocates. Both keys hold their two ports in one word, laid
 * as in a packet that travels that way: source in the upper half.
 *
 * A session lasts until nothing has passed for its lifetime; who sweeps looks for those once a second at most.
 *
 * Addresses are signed integers.
 */
export class SessionTable {
  // By session.
  protocol = new Uint16Array(ENTRIES_MIN);
  inner = new Int32Array(ENTRIES_MIN);
  outer = new Int32Array(ENTRIES_MIN);
  remote = new Int32Array(ENTRIES_MIN);
  /** Inner port, remote port. */
  portsOutward = new Int32Array(ENTRIES_MIN);
  /** Remote port, outer port. */
  portsInward = new Int32Array(ENTRIES_MIN);
  flags = new Uint8Array(ENTRIES_MIN);
  /** Microseconds. */
  lifetime = new Float64Array(ENTRIES_MIN);
  expires = new Float64Array(ENTRIES_MIN);
  /** What a checksum over addresses and ports is changed by, and one over addresses alone, on the way out (RFC 1624). */
  portDelta = new Uint16Array(ENTRIES_MIN);
  addressDelta = new Uint16Array(ENTRIES_MIN);

  /** No session expires earlier. */
  deadline: Instant = NEVER;

  #next = linked(0, ENTRIES_MIN);
  #free = 0;
  #outward = new Int32Array(ENTRIES_MIN * 4).fill(FREE);
  #inward = new Int32Array(ENTRIES_MIN * 4).fill(FREE);
  #shift = 24;
  #count = 0;

  /** @param limit sessions at a time; a further one finds no room. */
  constructor(readonly limit: number) {}

  get size(): number {
    return this.#count;
  }

  /** By what a packet on its way out shows. @param ports inner and remote one */
  findOutward(protocol: number, inner: number, remote: number, ports: number): number {
    const index = this.#outward;
    const last = index.length - 1;
    for (let place = hash(protocol, inner, remote, ports) >>> this.#shift; ; place = (place + 1) & last) {
      const session = index[place]!;
      if (session === FREE) return NO_SESSION;
      if (
        this.portsOutward[session] === ports &&
        this.inner[session] === inner &&
        this.remote[session] === remote &&
        this.protocol[session] === protocol
      )
        return session;
    }
  }

  /** By what a packet on its way in shows. @param ports remote and outer one */
  findInward(protocol: number, outer: number, remote: number, ports: number): number {
    const index = this.#inward;
    const last = index.length - 1;
    for (let place = hash(protocol, outer, remote, ports) >>> this.#shift; ; place = (place + 1) & last) {
      const session = index[place]!;
      if (session === FREE) return NO_SESSION;
      if (
        this.portsInward[session] === ports &&
        this.outer[session] === outer &&
        this.remote[session] === remote &&
        this.protocol[session] === protocol
      )
        return session;
    }
  }

  /** The new session, or {@link NO_SESSION} at the limit. */
  add(
    now: Instant,
    protocol: number,
    inner: number,
    innerPort: number,
    outer: number,
    outerPort: number,
    remote: number,
    remotePort: number,
    lifetime: number,
    flags: number,
  ): number {
    if (this.#count >= this.limit) return NO_SESSION;
    if (this.#free === FREE) this.#grow();
    const session = this.#free;
    this.#free = this.#next[session]!;
    this.#next[session] = FREE;
    this.#count++;
    this.protocol[session] = protocol;
    this.inner[session] = inner;
    this.outer[session] = outer;
    this.remote[session] = remote;
    this.portsOutward[session] = (innerPort << 16) | remotePort;
    this.portsInward[session] = (remotePort << 16) | outerPort;
    this.flags[session] = flags;
    this.lifetime[session] = lifetime;
    const addresses = difference(inner, outer);
    this.addressDelta[session] = folded(addresses);
    this.portDelta[session] = folded(addresses + (~innerPort & 0xffff) + outerPort);
    this.touch(now, session);
    this.#enter(session);
    return session;
  }

  /** Something has passed. */
  touch(now: Instant, session: number): void {
    const expires = now + this.lifetime[session]!;
    this.expires[session] = expires;
    if (expires < this.deadline) this.deadline = expires as Instant;
  }

  /** From now on it lasts so many microseconds without a packet. */
  setLifetime(now: Instant, session: number, lifetime: number): void {
    this.lifetime[session] = lifetime;
    this.touch(now, session);
  }

  /** The other end of a session that was made before anybody knew its port. */
  setRemotePort(session: number, remotePort: number): void {
    this.#leave(session);
    this.portsOutward[session] = (this.portsOutward[session]! & ~0xffff) | remotePort;
    this.portsInward[session] = (remotePort << 16) | (this.portsInward[session]! & 0xffff);
    this.#enter(session);
  }

  innerPort(session: number): number {
    return this.portsOutward[session]! >>> 16;
  }

  outerPort(session: number): number {
    return this.portsInward[session]! & 0xffff;
  }

  remotePort(session: number): number {
    return this.portsOutward[session]! & 0xffff;
  }

  isLive(session: number): boolean {
    return this.expires[session] !== 0;
  }

  remove(session: number): void {
    this.#leave(session);
    this.expires[session] = 0;
    this.#next[session] = this.#free;
    this.#free = session;
    this.#count--;
  }

  /** A session that has expired, to be removed by the caller; {@link NO_SESSION} when no other has. */
  nextExpired(now: Instant, from: number): number {
    for (let session = from; session < this.expires.length; session++)
      if (this.expires[session] !== 0 && this.expires[session]! <= now) return session;
    return NO_SESSION;
  }

  /** Whether it is time to look for what has expired. */
  isSweepDue(now: Instant): boolean {
    return this.deadline <= now;
  }

  /** To be called when the sweep is done. */
  finishSweep(now: Instant): void {
    let earliest: number = NEVER;
    if (this.#count > 0)
      for (let session = 0; session < this.expires.length; session++) {
        const expires = this.expires[session]!;
        if (expires !== 0 && expires < earliest) earliest = expires;
      }
    const soonest = now + SWEEP_INTERVAL;
    this.deadline = (earliest < soonest ? soonest : earliest) as Instant;
  }

  /** In the order in which they lie. */
  *sessions(): IterableIterator<number> {
    for (let session = 0; session < this.expires.length; session++) if (this.expires[session] !== 0) yield session;
  }

  #enter(session: number): void {
    put(this.#outward, this.#shift, this.#outwardHash(session), session);
    put(this.#inward, this.#shift, this.#inwardHash(session), session);
  }

  #leave(session: number): void {
    this.#takeOut(this.#outward, session, true);
    this.#takeOut(this.#inward, session, false);
  }

  #outwardHash(session: number): number {
    return hash(this.protocol[session]!, this.inner[session]!, this.remote[session]!, this.portsOutward[session]!);
  }

  #inwardHash(session: number): number {
    return hash(this.protocol[session]!, this.outer[session]!, this.remote[session]!, this.portsInward[session]!);
  }

  /** Closes the gap, so that no search ends at it too early. */
  #takeOut(index: Int32Array, session: number, outward: boolean): void {
    const last = index.length - 1;
    let gap = (outward ? this.#outwardHash(session) : this.#inwardHash(session)) >>> this.#shift;
    while (index[gap] !== session) gap = (gap + 1) & last;
    for (let next = (gap + 1) & last; index[next] !== FREE; next = (next + 1) & last) {
      const other = index[next]!;
      const home = (outward ? this.#outwardHash(other) : this.#inwardHash(other)) >>> this.#shift;
      if (((next - home) & last) < ((next - gap) & last)) continue; // its search does not cross the gap
      index[gap] = other;
      gap = next;
    }
    index[gap] = FREE;
  }

  #grow(): void {
    const before = this.expires.length;
    const entries = before * 2;
    this.protocol = grown(this.protocol, new Uint16Array(entries));
    this.inner = grown(this.inner, new Int32Array(entries));
    this.outer = grown(this.outer, new Int32Array(entries));
    this.remote = grown(this.remote, new Int32Array(entries));
    this.portsOutward = grown(this.portsOutward, new Int32Array(entries));
    this.portsInward = grown(this.portsInward, new Int32Array(entries));
    this.flags = grown(this.flags, new Uint8Array(entries));
    this.lifetime = grown(this.lifetime, new Float64Array(entries));
    this.expires = grown(this.expires, new Float64Array(entries));
    this.portDelta = grown(this.portDelta, new Uint16Array(entries));
    this.addressDelta = grown(this.addressDelta, new Uint16Array(entries));
    this.#next = grown(this.#next, linked(before, entries));
    this.#free = before;
    this.#shift--;
    this.#outward = new Int32Array(entries * 4).fill(FREE);
    this.#inward = new Int32Array(entries * 4).fill(FREE);
    for (const session of this.sessions()) this.#enter(session);
  }
}

function put(index: Int32Array, shift: number, hashed: number, session: number): void {
  const last = index.length - 1;
  let place = hashed >>> shift;
  while (index[place] !== FREE) place = (place + 1) & last;
  index[place] = session;
}

/** Places from `from` on, each leading to the next. */
function linked(from: number, count: number): Int32Array {
  const next = new Int32Array(count);
  for (let i = from; i < count; i++) next[i] = i + 1 < count ? i + 1 : FREE;
  return next;
}

function grown<A extends Uint8Array | Uint16Array | Int32Array | Float64Array>(old: A, into: A): A {
  into.set(old);
  return into;
}

function hash(protocol: number, own: number, remote: number, ports: number): number {
  let h = Math.imul(own ^ (protocol << 20), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15) ^ remote, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ ports, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Of two addresses: what a one's complement sum grows by when the second stands in the place of the first. */
const difference = (before: number, after: number): number =>
  (~(before >>> 16) & 0xffff) + (~before & 0xffff) + (after >>> 16) + (after & 0xffff);

function folded(sum: number): number {
  const once = (sum & 0xffff) + (sum >>> 16);
  return (once & 0xffff) + (once >>> 16);
}
