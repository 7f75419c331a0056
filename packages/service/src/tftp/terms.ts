/**
 * The options of TFTP: how large blocks are (RFC 2348), how long an answer is waited for and how large the file is
 * (RFC 2349). What is not known, or not within its bounds, is passed over as if it were not there (RFC 2347).
 * @module
 */
import { type Duration, seconds } from '@rtemu/engine/time';
import type { TftpOptions } from '@rtemu/wire/tftp';

export const LIMIT = {
  /** A block with its headers fits into a frame of Ethernet. */
  blockOctets: 1428,
  /** The least that RFC 2348 knows. */
  blockOctetsMin: 8,
  waitSeconds: 255,
} as const;

export interface TransferTerms {
  readonly blockOctets: number | undefined;
  readonly wait: Duration | undefined;
}

/** `undefined` for what is no number, or none between the bounds. */
function numberIn(options: TftpOptions, name: string, min: number, max: number): number | undefined {
  const value = options.find(([each]) => each === name)?.[1];
  if (value === undefined || !/^\d{1,10}$/.test(value)) return undefined;
  const number = Number(value);
  return number >= min && number <= max ? number : undefined;
}

/**
 * What a server grants of what a client asks for.
 * @param octets of the file, when it is the server that has it
 */
export function grant(asked: TftpOptions, octets: number | undefined): { terms: TransferTerms; granted: TftpOptions } {
  const wanted = numberIn(asked, 'blksize', LIMIT.blockOctetsMin, Number.MAX_SAFE_INTEGER);
  const blockOctets = wanted === undefined ? undefined : Math.min(wanted, LIMIT.blockOctets);
  const waitSeconds = numberIn(asked, 'timeout', 1, LIMIT.waitSeconds);
  const size = numberIn(asked, 'tsize', 0, Number.MAX_SAFE_INTEGER);
  const granted: [string, string][] = [];
  if (blockOctets !== undefined) granted.push(['blksize', String(blockOctets)]);
  if (waitSeconds !== undefined) granted.push(['timeout', String(waitSeconds)]);
  if (size !== undefined) granted.push(['tsize', String(octets ?? size)]);
  return { terms: { blockOctets, wait: waitSeconds === undefined ? undefined : seconds(waitSeconds) }, granted };
}

/** What a server granted; `undefined` when it granted what nobody may. */
export function readGranted(options: TftpOptions): TransferTerms | undefined {
  const has = (name: string): boolean => options.some(([each]) => each === name);
  const blockOctets = numberIn(options, 'blksize', LIMIT.blockOctetsMin, LIMIT.blockOctets);
  const waitSeconds = numberIn(options, 'timeout', 1, LIMIT.waitSeconds);
  if (blockOctets === undefined && has('blksize')) return undefined;
  if (waitSeconds === undefined && has('timeout')) return undefined;
  return { blockOctets, wait: waitSeconds === undefined ? undefined : seconds(waitSeconds) };
}
