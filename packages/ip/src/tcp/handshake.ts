/**
 * What the two SYNs of a connection agree upon: segment size (RFC 9293 §3.7.1) and window scale (RFC 7323 §2.2).
 * @module
 */
import type { TcpOption } from '@rtemu/wire/tcp';
import { type ConnectionSettings, MSS_UNSAID } from './settings.js';

const FIELD_MAX = 0xffff;
/** RFC 7323 §2.3. */
const SHIFT_MAX = 14;

/** The least shift that lets the 16 bits of a window field tell so many octets. */
export function shiftFor(octets: number): number {
  let shift = 0;
  while (shift < SHIFT_MAX && octets >>> shift > FIELD_MAX) shift++;
  return shift;
}

/** @param mayScale false in the answer to a SYN that did not offer it. */
export function synOptions(mss: number, settings: ConnectionSettings, mayScale: boolean): TcpOption[] {
  const options: TcpOption[] = [{ kind: 'mss', octets: mss }];
  if (mayScale) options.push({ kind: 'window-scale', shift: shiftFor(settings.receiveBufferOctets) });
  return options;
}

export interface Offer {
  readonly mss: number;
  /** How the peer scales its windows; `undefined` when nobody is to scale. */
  readonly shift: number | undefined;
}

export function readOffer(options: readonly TcpOption[]): Offer {
  let mss = MSS_UNSAID;
  let shift: number | undefined;
  for (const option of options) {
    if (option.kind === 'mss') mss = option.octets;
    else if (option.kind === 'window-scale') shift = Math.min(option.shift, SHIFT_MAX);
  }
  return { mss, shift };
}
