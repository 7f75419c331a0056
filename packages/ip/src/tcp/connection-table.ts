import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Endpoint } from './segment-writer.js';
import type { Tcb } from './tcb.js';

const keyOf = (local: Endpoint, remote: Endpoint): string =>
  `${local.address}:${local.port} ${remote.address}:${remote.port}`;

/** The connections of a stack by their pair of endpoints, in the order in which they were opened. */
export class ConnectionTable {
  readonly #tcbs = new Map<string, Tcb>();

  get size(): number {
    return this.#tcbs.size;
  }

  find(local: Endpoint, remote: Endpoint): Tcb | undefined {
    return this.#tcbs.get(keyOf(local, remote));
  }

  add(tcb: Tcb): void {
    this.#tcbs.set(keyOf(tcb.origin.local, tcb.origin.remote), tcb);
  }

  delete(tcb: Tcb): void {
    const key = keyOf(tcb.origin.local, tcb.origin.remote);
    if (this.#tcbs.get(key) === tcb) this.#tcbs.delete(key);
  }

  /** The one that has been remembered longest of those that are over. */
  oldestInTimeWait(): Tcb | undefined {
    for (const tcb of this.#tcbs.values()) if (tcb.state === 'TIME-WAIT') return tcb;
    return undefined;
  }

  all(): IterableIterator<Tcb> {
    return this.#tcbs.values();
  }

  nextTimeout(): Instant {
    let next = NEVER;
    for (const tcb of this.#tcbs.values()) {
      const at = tcb.nextTimeout();
      if (at < next) next = at;
    }
    return next;
  }
}
