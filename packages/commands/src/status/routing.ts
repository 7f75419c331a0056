/** What `show` reads of routing. */
import type { Ipv4Address } from '@rtemu/config/address';

/** One `ip keepalive`. */
export interface KeepaliveStatus {
  readonly number: number;
  readonly up: boolean;
  /** Those whose addresses are known. */
  readonly targets: readonly Ipv4Address[];
  /** Echoes and answers, of all hosts together. */
  readonly sent: number;
  readonly received: number;
  /** Rounds in a row that nobody has answered. */
  readonly unanswered: number;
}
