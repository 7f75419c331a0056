import type { World } from '@rtemu/lab/world';
import type { Host } from '../host.js';
import { type CaptureWish, STANDARD_OUTPUT } from './capture-wish.js';

/** Where what passes in a lab is captured to. */
export interface CaptureOutput {
  /** Whoever read it has gone, and was what the program ran for. */
  readonly isOver: boolean;
  /** Writes what was captured since the last time, as much of it as is taken at once. */
  write(): void;
  /** Ends when everything that was captured has been taken. */
  taken(): Promise<void>;
  /** Captures nothing more, and gives the rest away. */
  close(): Promise<void>;
}

export interface CaptureTerms {
  /** What {@link START} is, in microseconds since 1970; otherwise 0. */
  readonly epoch?: number | undefined;
  /** Whether packets are left out rather than let the program grow, when they are not taken fast enough. */
  readonly mayDrop: boolean;
}

export const goesToStandardOutput = (wish: CaptureWish | undefined): boolean =>
  wish?.kind === 'stream' && wish.file === STANDARD_OUTPUT;

/** @throws Unusable when an interface is none, or a file cannot be made. */
export async function openCaptureOutput(
  wish: CaptureWish | undefined,
  world: World,
  host: Host,
  terms: CaptureTerms,
): Promise<CaptureOutput | undefined> {
  if (wish === undefined) return undefined; // and be spared what a capture takes
  if (wish.kind === 'stream') {
    const { CaptureStream } = await import('./capture-stream.js');
    return CaptureStream.open(wish, world, host, terms);
  }
  const { CaptureFiles } = await import('./capture-files.js');
  return new CaptureFiles(wish.directory, world, terms);
}
