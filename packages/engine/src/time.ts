/**
 * Time as the core knows it. Only a driver makes an {@link Instant}; engines are told it and never ask.
 * @module
 */

/** Whole microseconds since the simulation began: exact for 285 years. */
export type Instant = number & { readonly __unit: 'microseconds since start' };

/** Whole microseconds. */
export type Duration = number & { readonly __unit: 'microseconds' };

export const START = 0 as Instant;

/** The instant of a deadline that is not set. It compares greater than every other. */
export const NEVER = Number.POSITIVE_INFINITY as Instant;

export const microseconds = (count: number): Duration => Math.round(count) as Duration;
export const milliseconds = (count: number): Duration => Math.round(count * 1e3) as Duration;
export const seconds = (count: number): Duration => Math.round(count * 1e6) as Duration;

export const after = (now: Instant, wait: Duration): Instant => (now + wait) as Instant;
export const between = (from: Instant, to: Instant): Duration => (to - from) as Duration;
export const inSeconds = (duration: Duration): number => duration / 1e6;
