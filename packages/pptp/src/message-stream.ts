import { invariant } from '@rtemu/engine/invariant';
import type { Parsed } from '@rtemu/wire/parsed';
import * as Pptp from '@rtemu/wire/pptp';
import type { ControlMessage } from '@rtemu/wire/pptp-messages';

const NOTHING = new Uint8Array();

/**
 * Cuts the octets of a TCP connection into control messages, however TCP has cut them. Holds at most one message that
 * is not all there. A fault other than an unknown message type means that the stream has lost its footing: it ends
 * there, and no search for the next cookie is made (RFC 2637 §1.4).
 */
export class MessageStream {
  readonly #partial = new Uint8Array(Pptp.MESSAGE_OCTETS_MAX);
  #held = 0;
  #input: Uint8Array = NOTHING;
  #at = 0;
  #broken = false;

  /** True after a fault from which there is no way on. */
  get broken(): boolean {
    return this.#broken;
  }

  /** How many octets of an unfinished message are held. */
  get held(): number {
    return this.#held;
  }

  /** The octets that came next. What was pushed before must have been read to its end. */
  push(octets: Uint8Array): void {
    invariant(this.#broken || this.#at === this.#input.length, 'a stream is read to its end before more is pushed');
    this.#input = octets;
    this.#at = 0;
  }

  /** The next message or what is wrong with it; `undefined` when no whole one is there. */
  next(): Parsed<ControlMessage> | undefined {
    if (this.#broken) return undefined;
    if (!this.#fill(Pptp.HEADER_OCTETS)) return undefined;
    const header = Pptp.parse(this.#partial.subarray(0, Pptp.HEADER_OCTETS));
    // A sound header alone is a truncated message: nothing is as short as the header.
    const length = !header.ok && header.fault.kind === 'truncated' ? header.fault.need : Pptp.HEADER_OCTETS;
    if (!this.#fill(length)) return undefined;
    const result = Pptp.parse(this.#partial.subarray(0, length));
    this.#held = 0;
    this.#broken = !result.ok && result.fault.kind !== 'unsupported';
    return result;
  }

  /** Copies input until `count` octets are held; false when there are not as many. */
  #fill(count: number): boolean {
    if (this.#held >= count) return true;
    const end = Math.min(this.#input.length, this.#at + count - this.#held);
    this.#partial.set(this.#input.subarray(this.#at, end), this.#held);
    this.#held += end - this.#at;
    this.#at = end;
    if (end === this.#input.length) {
      this.#input = NOTHING; // TCP's buffer is not ours to keep
      this.#at = 0;
    }
    return this.#held >= count;
  }
}
