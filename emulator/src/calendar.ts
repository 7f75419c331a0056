/**
 * Dates as the device prints them, from seconds since 1970-01-01 00:00:00 UTC. The core has no clock: a driver says when a
 * router was switched on, and virtual time does the rest.
 * @module
 */
import type { CivilTime } from '@rtemu/commands/status';

export type EpochSeconds = number & { readonly __unit: 'seconds since 1970-01-01T00:00:00Z' };

/** A device whose clock was never set starts here: 1980/01/01 09:00:00 in Japan. */
export const UNSET_CLOCK = 315_532_800 as EpochSeconds;

const SECONDS_PER_DAY = 86_400;
const DAYS_PER_ERA = 146_097; // 400 years of the Gregorian calendar
/** Days from 0000-03-01, where the reckoning begins so that leap days come last, to 1970-01-01. */
const DAYS_TO_EPOCH = 719_468;

/** The wall clock `offsetMinutes` east of Greenwich (Japan: 540). */
export function civilTime(at: EpochSeconds, offsetMinutes = 540): CivilTime {
  const local = Math.floor(at) + offsetMinutes * 60;
  const days = Math.floor(local / SECONDS_PER_DAY);
  const rest = local - days * SECONDS_PER_DAY;
  const sinceMarch = days + DAYS_TO_EPOCH;
  const era = Math.floor(sinceMarch / DAYS_PER_ERA);
  const dayOfEra = sinceMarch - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
  };
}

/** The other way round. */
export function epochOf(time: CivilTime, offsetMinutes = 540): EpochSeconds {
  const year = time.month <= 2 ? time.year - 1 : time.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const monthFromMarch = time.month > 2 ? time.month - 3 : time.month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + time.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH;
  const clock = time.hour * 3600 + time.minute * 60 + time.second;
  return (days * SECONDS_PER_DAY + clock - offsetMinutes * 60) as EpochSeconds;
}
