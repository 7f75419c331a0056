/**
 * The checks that RFC 9293 §3.10.7.4 puts an arriving segment to before anything comes of it, in the RFC's order, with
 * those of RFC 5961 §3 to §5 against segments forged by someone who cannot see the connection.
 * @module
 */
import { FLAG, type TcpSegment } from '@rtemu/wire/tcp';
import type { Receiver } from './receiver.js';
import type { Sender } from './sender.js';
import type { SequenceNumber } from './sequence-number.js';
import type { State } from './state-table.js';

export type Verdict =
  /** All checks passed: the acknowledgement, the text and the FIN count. */
  | 'process'
  /** The peer's half of a simultaneous open: its SYN is known, its acknowledgement is news. */
  | 'process without SYN'
  | 'discard'
  /** It repeats what has arrived: the peer has not had our acknowledgement. */
  | 'acknowledge'
  /** It may be forged: an acknowledgement lets a true peer find out, as long as the budget lasts (RFC 5961 §7). */
  | 'challenge'
  /** The peer's SYN once more: ours was lost. */
  | 'repeat SYN'
  /** The peer ended the connection. */
  | 'reset'
  /** It acknowledges what is not ours while the connection is half open: the answer is a reset. */
  | 'refuse';

/** Sequence numbers that a segment takes (SEG.LEN). */
export const lengthInSequence = ({ flags, payload }: TcpSegment): number =>
  payload.length + (flags & FLAG.syn ? 1 : 0) + (flags & FLAG.fin ? 1 : 0);

/** @param passive whether the connection came of a SYN to a listener. */
export function judge(
  segment: TcpSegment,
  state: State,
  passive: boolean,
  sender: Sender,
  receiver: Receiver,
): Verdict {
  const { flags } = segment;
  const sequence = segment.sequence as SequenceNumber;
  const halfOpen = state === 'SYN-RECEIVED';

  // First, the sequence number.
  const length = lengthInSequence(segment);
  if (!receiver.accepts(sequence, length)) {
    if (flags & FLAG.rst) return 'discard';
    if (halfOpen && flags & FLAG.syn && sequence === receiver.irs)
      return flags & FLAG.ack ? checkAcknowledgement(segment, halfOpen, sender, 'process without SYN') : 'repeat SYN';
    // What brings nothing may be one of two old friends answering each other for ever.
    return length === 0 || flags & FLAG.syn ? 'challenge' : 'acknowledge';
  }
  // Second, the reset: only at the very place where we expect the next octet (RFC 5961 §3.2).
  if (flags & FLAG.rst) return sequence === receiver.nxt ? 'reset' : 'challenge';
  // Third, security, is not for us. Fourth, a SYN (RFC 5961 §4.2); a half-open passive one returns to LISTEN.
  if (flags & FLAG.syn) return halfOpen && passive ? 'reset' : 'challenge';
  // Fifth, the acknowledgement.
  if (!(flags & FLAG.ack)) return 'discard';
  return checkAcknowledgement(segment, halfOpen, sender, 'process');
}

function checkAcknowledgement(segment: TcpSegment, halfOpen: boolean, sender: Sender, good: Verdict): Verdict {
  const verdict = sender.judge(segment.acknowledgement as SequenceNumber);
  if (halfOpen) return verdict === 'new' ? good : 'refuse';
  return verdict === 'absurd' ? 'challenge' : good;
}
