import { OctetRing } from './octet-ring.js';

/** Octets from `from` up to, not including, `to`, counted from the first octet that has not arrived. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * What has arrived and the user has not read: a stretch in order, and behind gaps the ranges that came early
 * (RFC 9293 §3.10.7.4, seventh step). Both lie in one ring as large as the widest window, so that a peer can fill the
 * window and nothing more; the number of ranges has a limit of its own.
 */
export class ReceiveBuffer {
  readonly #ring: OctetRing;
  #ready = 0;
  /** Ascending, never touching. */
  #ranges: Range[] = [];

  /**
   * @param limit octets
   * @param rangesMax what comes early while there are so many gaps already is not kept; the peer sends it again.
   */
  constructor(
    limit: number,
    private readonly rangesMax: number,
  ) {
    this.#ring = new OctetRing(limit);
  }

  /** Octets that the user may read. */
  get ready(): number {
    return this.#ready;
  }

  /** Octets between the end of what is in order and the end of the buffer: the widest window that can be kept. */
  get free(): number {
    return this.#ring.limit - this.#ready;
  }

  get limit(): number {
    return this.#ring.limit;
  }

  /** Gaps before what came early. */
  get gaps(): number {
    return this.#ranges.length;
  }

  /** The end of the last octet that came early; 0 when none did. */
  get reach(): number {
    return this.#ranges.at(-1)?.to ?? 0;
  }

  /**
   * Keeps octets that begin `offset` behind the first that has not arrived and fit into {@link free}.
   * Answers how many octets are in order now that were not before, or `undefined` when there was no room for one more gap.
   */
  insert(offset: number, octets: Uint8Array): number | undefined {
    if (offset > 0 && !this.#admits(offset, offset + octets.length)) return undefined;
    this.#ring.write(this.#ready + offset, octets);
    if (offset === 0 && this.gaps === 0) {
      this.#ready += octets.length;
      return octets.length;
    }
    this.#merge(offset, offset + octets.length);
    const first = this.#ranges[0];
    if (first === undefined || first.from > 0) return 0;
    this.#ranges.shift();
    this.#ready += first.to;
    this.#ranges = this.#ranges.map(({ from, to }) => ({ from: from - first.to, to: to - first.to }));
    return first.to;
  }

  /** Removes and returns the octets that waited longest, at most `max`. */
  read(max: number): Uint8Array {
    const octets = this.#ring.read(0, Math.min(max, this.#ready));
    this.#ring.drop(octets.length);
    this.#ready -= octets.length;
    return octets;
  }

  #admits(from: number, to: number): boolean {
    return this.#ranges.length < this.rangesMax || this.#ranges.some((range) => range.from <= to && from <= range.to);
  }

  #merge(from: number, to: number): void {
    let low = from;
    let high = to;
    const before: Range[] = [];
    const behind: Range[] = [];
    for (const range of this.#ranges) {
      if (range.to < from) before.push(range);
      else if (range.from > to) behind.push(range);
      else {
        low = Math.min(low, range.from);
        high = Math.max(high, range.to);
      }
    }
    this.#ranges = [...before, { from: low, to: high }, ...behind];
  }
}
