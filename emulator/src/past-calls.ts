import type { PpNumber } from '@rtemu/config/selection';
import type { Instant } from '@rtemu/engine/time';
import type { Ending } from '@rtemu/hosts/ending';
import type { LinkNotes } from '@rtemu/hosts/link-notes';
import type { Ipv4Address } from '@rtemu/wire/address';
import type { Admitted } from './admission.js';
import type { PpMediumName } from './pp-medium.js';

/** Why a call was not taken, as the log has it. */
export type CallRefusal =
  | 'no PP for this peer'
  | 'this end is a client'
  | `too many sessions (${number})`
  | 'no tunnel is free'
  | 'connected already';

export type AdmissionRefusal = Extract<Admitted, { refused: string }>['refused'];

/** What became of a call, of whichever side. */
export type PastCall =
  | { readonly kind: 'refused'; readonly at: Instant; readonly peer: Ipv4Address; readonly why: CallRefusal }
  | {
      readonly kind: 'ended';
      readonly at: Instant;
      readonly pp: PpNumber;
      /** As the log names the PP. */
      readonly label: string;
      readonly medium: PpMediumName;
      /** Whom the line led to, when that is an IPv4 host. */
      readonly peer: Ipv4Address | undefined;
      /** Whether this end placed it. */
      readonly isDialled: boolean;
      /** `undefined` when it never came up. */
      readonly upSince: Instant | undefined;
      readonly ending: Ending;
      /** Whom the peer was authenticated as, or wanted to be. */
      readonly user: string | undefined;
      /** Why it was not let in, although authenticated. */
      readonly refused: AdmissionRefusal | undefined;
      readonly notes: LinkNotes;
    };

/** Calls that are remembered (manual 59.7). */
export const CALLS_MAX = 100;

/** The last calls, of callers that have left too. */
export class PastCalls {
  readonly #calls: PastCall[] = [];

  note(call: PastCall): void {
    if (this.#calls.length >= CALLS_MAX) this.#calls.shift();
    this.#calls.push(call);
  }

  /** In the order in which they ended or were refused. */
  get all(): readonly PastCall[] {
    return this.#calls;
  }

  /** Those that ended or were refused from then on, the latest first. */
  since(began: Instant): readonly PastCall[] {
    return this.#calls.filter(({ at }) => at >= began).reverse();
  }
}
