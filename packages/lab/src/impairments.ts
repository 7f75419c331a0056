/**
 * What a cable may do to the frames it carries, and how people write that: `10ms`, `1.5%`, `64kbit`. Everything is a
 * whole number, so that one seed gives one run on every machine.
 * @module
 */
import { type Duration, microseconds } from '@rtemu/engine/time';

/** All that can be wrong with one direction of a cable. Probabilities are per {@link MILLION} frames. */
export interface Impairments {
  /** How long a frame takes once it is on the cable; at least one microsecond, which is also what a faultless cable takes. */
  readonly delay: Duration;
  /** The delay varies by up to this much either way, every value as likely as the other. Frames keep their order. */
  readonly jitter: Duration;
  readonly loss: number;
  /** A second copy of the frame follows at once. */
  readonly duplication: number;
  /** The frame is held back until the next one has overtaken it, but no longer than {@link HOLD}. */
  readonly reordering: number;
  /** One bit anywhere in the frame is turned over, and the check sequence of the frame did not notice. */
  readonly corruption: number;
  /** Bits per second of the frame as it is captured; 0 is no limit. */
  readonly rate: number;
  /** How many frames wait for a line that is busy; whatever comes then is dropped. Matters only with a rate. */
  readonly queue: number;
  /** The longest payload of a frame, in octets; a longer one is dropped. 0 is no limit. */
  readonly mtu: number;
}

export const MILLION = 1_000_000;

/** How long a frame waits for another one to overtake it. */
export const HOLD = microseconds(10_000);

export const FAULTLESS: Impairments = {
  delay: microseconds(1),
  jitter: microseconds(0),
  loss: 0,
  duplication: 0,
  reordering: 0,
  corruption: 0,
  rate: 0,
  queue: 64,
  mtu: 0,
};

export const isFaultless = (impairments: Impairments): boolean =>
  impairments.delay === FAULTLESS.delay &&
  impairments.jitter === 0 &&
  impairments.loss === 0 &&
  impairments.duplication === 0 &&
  impairments.reordering === 0 &&
  impairments.corruption === 0 &&
  impairments.rate === 0 &&
  impairments.mtu === 0;

/** Digits with at most `decimals` behind the point, times 10^decimals: exact, where a product of floats is not. */
function readScaled(digits: string, decimals: number): number | undefined {
  const [whole = '', fraction = ''] = digits.split('.');
  if (fraction.length > decimals && /[^0]/.test(fraction.slice(decimals))) return undefined;
  const value = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Reads `10%` or `0.25%` as so many in a {@link MILLION}; `undefined` when it is anything else or over 100%. */
export function readProbability(text: string): number | undefined {
  const [, digits] = /^(\d+(?:\.\d+)?) ?%$/.exec(text) ?? [];
  const value = digits === undefined ? undefined : readScaled(digits, 4);
  return value !== undefined && value <= MILLION ? value : undefined;
}

const UNIT_MICROSECONDS: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
};
const DURATION_MAX = 365 * 24 * 3600 * MILLION;

/** Reads `250us`, `10ms`, `1.5s`, `2m` or `1h`: whole microseconds, a year at most; `undefined` when it is anything else. */
export function readDuration(text: string): Duration | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?) ?(us|ms|s|m|h)$/.exec(text) ?? [];
  const millionths = digits === undefined ? undefined : readScaled(digits, 6);
  if (millionths === undefined) return undefined;
  const value = (millionths * UNIT_MICROSECONDS[unit!]!) / MILLION;
  return Number.isInteger(value) && value <= DURATION_MAX ? (value as Duration) : undefined;
}

const UNIT_DIGITS: Readonly<Record<string, number>> = { '': 0, k: 3, M: 6, G: 9 };
const RATE_MAX = 100e9;

/** Reads `64kbit`, `10Mbit`, `1G` or `1.5Mbit/s` as bits per second; `undefined` when it is anything else. */
export function readRate(text: string): number | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?) ?([kMG]?)(?:bit|bps|bit\/s)?$/.exec(text) ?? [];
  const value = digits === undefined ? undefined : readScaled(digits, UNIT_DIGITS[unit!]!);
  return value !== undefined && value > 0 && value <= RATE_MAX ? value : undefined;
}
