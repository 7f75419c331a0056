import type { CivilTime } from '../status.js';

/** A call that has ended, or was not taken. */
export interface PastCallStatus {
  /** When it came up; when it was over, where it never did. */
  readonly at: CivilTime;
  /** `PP[01]`; `undefined`: none had been found for it. */
  readonly pp: string | undefined;
  /** `PPTP`, `PPPoE`, `ISDN`. */
  readonly medium: string;
  readonly direction: 'outgoing' | 'incoming';
  /** Whom the peer was authenticated as, or else its address. */
  readonly peer: string | undefined;
  /** `undefined`: it never came up. */
  readonly seconds: number | undefined;
  /** Why it ended, in the language of the one who asks. */
  readonly cause: string;
  /** Yamaha's number of that; 0 when there is none. */
  readonly code: number;
}
