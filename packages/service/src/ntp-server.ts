/**
 * The answer of an SNTP server (RFC 4330 §6), which has no state but its clock.
 * @module
 */
import { emit, MODE, type NtpMessage, parse, timestampOf, UNSYNCHRONIZED } from '@rtemu/wire/ntp';

export interface ServerClock {
  /** Microseconds since 1970. */
  readonly microseconds: number;
  /** 1 for one that is right by itself, up to 15; 0 when nobody has set it. */
  readonly stratum: number;
  /** Four characters: where its time comes from. */
  readonly reference: string;
}

/** Of a clock that counts microseconds: 2⁻²⁰ s. */
const PRECISION = -20;

const referenceOf = (text: string): number =>
  [...text.padEnd(4, '\0').slice(0, 4)].reduce((id, character) => id * 256 + (character.charCodeAt(0) & 0xff), 0);

/** @returns `undefined` for what is no request: it is not answered */
export function answerOf(
  octets: Uint8Array,
  { microseconds, stratum, reference }: ServerClock,
): Uint8Array | undefined {
  const request = parse(octets);
  // A client of version 1 has no mode yet (RFC 1059 appendix B).
  const isRequest =
    request.ok &&
    (request.value.mode === MODE.client ||
      request.value.mode === MODE.symmetricActive ||
      (request.value.version === 1 && request.value.mode === 0));
  if (!isRequest) return undefined;
  const { version, mode, poll, transmit } = request.value;
  const now = timestampOf(microseconds);
  const answer: NtpMessage = {
    leap: stratum === 0 ? UNSYNCHRONIZED : 0,
    version,
    mode: mode === MODE.symmetricActive ? MODE.symmetricPassive : MODE.server,
    stratum,
    poll,
    precision: PRECISION,
    rootDelay: 0,
    rootDispersion: 0,
    referenceId: referenceOf(reference),
    reference: now,
    originate: transmit,
    receive: now,
    transmit: now,
  };
  return emit(answer);
}
