import type { Ipv4Address } from '@rtemu/wire/address';
import type { ControlState } from './control-connection-machine.js';

/** What to do about a Start-Control-Connection-Request of a peer. */
export type Admission =
  /** Answer it, and go on. */
  | 'accept'
  /** Say nothing and wait until the peer closes TCP: it lost a collision. */
  | 'hold'
  /** Refuse it with the Result Code of that name (RFC 2637 §2.2), and close. */
  | 'channel-exists'
  | 'not-authorized'
  | 'no-resource';

/**
 * The collision rule (RFC 2637 §3.1.3): when both ends have sent a Start-Control-Connection-Request to each other, the
 * one with the higher address wins.
 *
 * @param own state of the connection that we originated to the same peer, if there is one
 * @returns `hold` when ours wins. When it is `accept` although ours is in wait_ctl_reply, ours lost: its owner calls
 * `abandon` on it. A peer whose address has an established connection may be another one behind the same NAT, or the
 * same one restarted; that is no collision.
 */
export const admitStart = (local: Ipv4Address, peer: Ipv4Address, own: ControlState | undefined): Admission =>
  own === 'wait_ctl_reply' && local > peer ? 'hold' : 'accept';
