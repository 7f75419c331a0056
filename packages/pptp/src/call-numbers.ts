import { invariant } from '@rtemu/engine/invariant';
import { LIMIT } from './limits.js';

/**
 * The Call IDs and Call Serial Numbers that one host hands out, whatever the control connection. The RFC asks for ids
 * that are unique within a PNS-PAC pair (RFC 2637 §3.2.2); these are unique within the host, so that a GRE packet still
 * finds its call while an old connection to the same peer is dying.
 */
export class CallNumbers {
  readonly #taken = new Set<number>();
  #nextId: number;
  #serial = 0;

  /** @param first the id to begin with, 1 to 65535. 0 is legal but never handed out: to some peers it means "none". */
  constructor(
    first = 1,
    readonly limit: number = LIMIT.callIds,
  ) {
    invariant(first >= 1 && first <= 0xffff, 'a first Call ID of 1 to 65535');
    invariant(limit <= LIMIT.callIds, 'at most half of all Call IDs are in use');
    this.#nextId = first;
  }

  get inUse(): number {
    return this.#taken.size;
  }

  /** An id that has rested longest; `undefined` when as many as allowed are in use. */
  takeId(): number | undefined {
    if (this.#taken.size >= this.limit) return undefined;
    while (this.#taken.has(this.#nextId)) this.#advance();
    const id = this.#nextId;
    this.#taken.add(id);
    this.#advance();
    return id;
  }

  releaseId(id: number): void {
    invariant(this.#taken.delete(id), `Call ID ${id} released twice`);
  }

  /** 0, 1, 2, ... modulo 2^16. */
  nextSerial(): number {
    const serial = this.#serial;
    this.#serial = (serial + 1) & 0xffff;
    return serial;
  }

  #advance(): void {
    this.#nextId = this.#nextId === 0xffff ? 1 : this.#nextId + 1;
  }
}
