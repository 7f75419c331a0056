/**
 * Messages of the Network Time Protocol as SNTP uses them (RFC 4330 §4), versions 1 to 4.
 * @module
 */
import { describeFault, malformed, type Parsed, parsed, truncated, viewOf } from './parsed.js';

export const PORT = 123;

/** Without the optional key identifier and message digest, which nobody here looks at. */
export const MESSAGE_OCTETS = 48;

const AT = {
  flags: 0,
  stratum: 1,
  poll: 2,
  precision: 3,
  rootDelay: 4,
  rootDispersion: 8,
  referenceId: 12,
  reference: 16,
  originate: 24,
  receive: 32,
  transmit: 40,
} as const;

export const MODE = { symmetricActive: 1, symmetricPassive: 2, client: 3, server: 4, broadcast: 5 } as const;
/** The leap indicator of a server whose clock nobody has set. */
export const UNSYNCHRONIZED = 3;

/** Seconds since 1900-01-01 00:00:00 UTC, and a fraction of one in 2⁻³² s. All zero: unknown. */
export interface NtpTimestamp {
  readonly seconds: number;
  readonly fraction: number;
}

export const NO_TIME: NtpTimestamp = { seconds: 0, fraction: 0 };

export interface NtpMessage {
  /** 0 to 3. */
  readonly leap: number;
  /** 1 to 4. */
  readonly version: number;
  /** 0 to 7. */
  readonly mode: number;
  /** 0: kiss of death; 1: has a clock of its own; 2 to 15: how far from one. */
  readonly stratum: number;
  /** The exponent of a power of two, in seconds; signed. */
  readonly poll: number;
  readonly precision: number;
  /** Seconds in 2⁻¹⁶ s; signed. */
  readonly rootDelay: number;
  /** Seconds in 2⁻¹⁶ s. */
  readonly rootDispersion: number;
  /** Four characters or an address, as 32 bits. */
  readonly referenceId: number;
  readonly reference: NtpTimestamp;
  readonly originate: NtpTimestamp;
  readonly receive: NtpTimestamp;
  readonly transmit: NtpTimestamp;
}

/** What stands behind the 48 octets is not looked at. Versions 0 and above 4 are none of ours. */
export function parse(octets: Uint8Array): Parsed<NtpMessage> {
  if (octets.length < MESSAGE_OCTETS) return truncated(MESSAGE_OCTETS, octets.length);
  const view = viewOf(octets);
  const flags = view.getUint8(AT.flags);
  const version = (flags >>> 3) & 7;
  if (version < 1 || version > 4) return malformed('VN', version);
  return parsed({
    leap: flags >>> 6,
    version,
    mode: flags & 7,
    stratum: view.getUint8(AT.stratum),
    poll: view.getInt8(AT.poll),
    precision: view.getInt8(AT.precision),
    rootDelay: view.getInt32(AT.rootDelay),
    rootDispersion: view.getUint32(AT.rootDispersion),
    referenceId: view.getUint32(AT.referenceId),
    reference: timestampAt(view, AT.reference),
    originate: timestampAt(view, AT.originate),
    receive: timestampAt(view, AT.receive),
    transmit: timestampAt(view, AT.transmit),
  });
}

export const lengthOf = (_message: NtpMessage): number => MESSAGE_OCTETS;

export function emitInto(message: NtpMessage, octets: Uint8Array): void {
  const view = viewOf(octets);
  view.setUint8(AT.flags, (message.leap << 6) | (message.version << 3) | message.mode);
  view.setUint8(AT.stratum, message.stratum);
  view.setInt8(AT.poll, message.poll);
  view.setInt8(AT.precision, message.precision);
  view.setInt32(AT.rootDelay, message.rootDelay);
  view.setUint32(AT.rootDispersion, message.rootDispersion);
  view.setUint32(AT.referenceId, message.referenceId);
  for (const field of ['reference', 'originate', 'receive', 'transmit'] as const) {
    view.setUint32(AT[field], message[field].seconds);
    view.setUint32(AT[field] + 4, message[field].fraction);
  }
}

export function emit(message: NtpMessage): Uint8Array {
  const octets = new Uint8Array(MESSAGE_OCTETS);
  emitInto(message, octets);
  return octets;
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `NTP (${describeFault(result.fault)})`;
  const { version, mode, stratum, transmit } = result.value;
  return `NTP version=${version} mode=${mode} stratum=${stratum} transmit=${transmit.seconds}`;
}

const timestampAt = (view: DataView, at: number): NtpTimestamp => ({
  seconds: view.getUint32(at),
  fraction: view.getUint32(at + 4),
});

const SECONDS_1900_TO_1970 = 2_208_988_800;
const SECONDS_PER_ERA = 2 ** 32;
const MICROSECONDS = 1e6;

/**
 * A time as microseconds since 1970. A timestamp whose first bit is not set counts from 2036-02-07 06:28:16, the end of the
 * first era (RFC 4330 §3).
 */
export function microsecondsOf({ seconds, fraction }: NtpTimestamp): number {
  const inEra = seconds >= SECONDS_PER_ERA / 2 ? seconds : seconds + SECONDS_PER_ERA;
  return (inEra - SECONDS_1900_TO_1970) * MICROSECONDS + Math.round((fraction / SECONDS_PER_ERA) * MICROSECONDS);
}

/** The other way round, for times from 1968-01-20 to 2104-02-26. */
export function timestampOf(microseconds: number): NtpTimestamp {
  const seconds = Math.floor(microseconds / MICROSECONDS);
  return {
    seconds: (seconds + SECONDS_1900_TO_1970) % SECONDS_PER_ERA,
    fraction: Math.floor(((microseconds - seconds * MICROSECONDS) / MICROSECONDS) * SECONDS_PER_ERA),
  };
}
