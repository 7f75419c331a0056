import { after, type Duration, type Instant, START, seconds } from '@rtemu/engine/time';
import type { MacAddress } from '@rtemu/wire/address';

export const LIMIT = {
  /** Addresses that a switch remembers; a further one is not learned and its frames are flooded. */
  macAddresses: 8192,
} as const;

/** How long an address is remembered after its last frame: the value that IEEE 802.1D-2004 §7.9.2 recommends. */
export const AGEING = seconds(300);

export interface MacEntry {
  readonly mac: MacAddress;
  readonly port: number;
  /** When its last frame was seen. */
  readonly seen: Instant;
}

/** Which station was last seen on which port. Open addressing over typed arrays: looking up and refreshing allocate nothing. */
export class MacTable {
  #high = new Uint16Array(64);
  #low = new Uint32Array(64);
  #port = new Int16Array(64).fill(-1);
  #seen = new Float64Array(64);
  #count = 0;
  /** No entry grows too old before this: until then a full table need not be looked through. */
  #agesAt: Instant = START;

  /** How often an address was not learned because the table was full. */
  full = 0;

  constructor(
    private readonly ageing: Duration = AGEING,
    private readonly limit: number = LIMIT.macAddresses,
  ) {}

  /** The port that the station with this address (its upper 16 and lower 32 bits) was last seen on; -1 when unknown or too long ago. */
  portOf(now: Instant, high: number, low: number): number {
    const at = this.#find(high, low);
    return this.#port[at]! >= 0 && now - this.#seen[at]! < this.ageing ? this.#port[at]! : -1;
  }

  learn(now: Instant, high: number, low: number, port: number): void {
    let at = this.#find(high, low);
    if (this.#port[at]! < 0) {
      if (!this.#makeRoom(now)) {
        this.full++;
        return;
      }
      at = this.#find(high, low); // making room may have moved everything
      this.#count++;
      this.#high[at] = high;
      this.#low[at] = low;
    }
    this.#port[at] = port;
    this.#seen[at] = now;
  }

  /** Forgets the stations of a port whose cable was pulled. */
  forget(now: Instant, port: number): void {
    this.#rebuild(now, this.#port.length, port);
  }

  /** What is known at this moment, in the order of the addresses. */
  entries(now: Instant): MacEntry[] {
    const entries: MacEntry[] = [];
    for (const [at, port] of this.#port.entries())
      if (port >= 0 && now - this.#seen[at]! < this.ageing)
        entries.push({
          mac: (this.#high[at]! * 0x1_0000_0000 + this.#low[at]!) as MacAddress,
          port,
          seen: this.#seen[at] as Instant,
        });
    return entries.sort((one, other) => one.mac - other.mac);
  }

  /** Where the address stands, or the free place where it would. There always is one: the table is never over half full. */
  #find(high: number, low: number): number {
    const mask = this.#port.length - 1;
    let at = (Math.imul(low ^ (high << 7), 0x9e3779b1) >>> 16) & mask;
    while (this.#port[at]! >= 0 && (this.#low[at] !== low || this.#high[at] !== high)) at = (at + 1) & mask;
    return at;
  }

  #makeRoom(now: Instant): boolean {
    const capacity = this.#port.length;
    if (this.#count < Math.min(this.limit, capacity / 2)) return true;
    if (now >= this.#agesAt) this.#rebuild(now, capacity);
    if (this.#count >= this.limit) return false;
    if (this.#count >= capacity / 4) this.#rebuild(now, capacity * 2);
    return true;
  }

  /** Makes the table anew, without what has grown old and without the stations of `gonePort`. */
  #rebuild(now: Instant, capacity: number, gonePort = -1): void {
    const [high, low, port, seen] = [this.#high, this.#low, this.#port, this.#seen];
    this.#high = new Uint16Array(capacity);
    this.#low = new Uint32Array(capacity);
    this.#port = new Int16Array(capacity).fill(-1);
    this.#seen = new Float64Array(capacity);
    this.#count = 0;
    let oldest: Instant = now;
    for (let from = 0; from < port.length; from++) {
      if (port[from]! < 0 || port[from] === gonePort || now - seen[from]! >= this.ageing) continue;
      const at = this.#find(high[from]!, low[from]!);
      this.#high[at] = high[from]!;
      this.#low[at] = low[from]!;
      this.#port[at] = port[from]!;
      this.#seen[at] = seen[from]!;
      this.#count++;
      if (seen[from]! < oldest) oldest = seen[from] as Instant;
    }
    this.#agesAt = after(oldest, this.ageing);
  }
}
