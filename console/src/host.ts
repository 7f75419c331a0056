import type { Readable, Writable } from 'node:stream';
import type { Clock } from './real-time.js';

/** What the program has of the machine it runs on, besides its files. */
export interface Host {
  readonly input: Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly error: Writable;
  readonly clock: Clock;
}

/** How the program ends. */
export const EXIT = {
  fine: 0,
  /** A scenario failed, a line was refused. */
  failed: 1,
  /** What the program was given is of no use: arguments, a lab file, a file that cannot be read. */
  unusable: 2,
  /** The program itself is at fault (EX_SOFTWARE of sysexits). */
  fault: 70,
} as const;

/** What the program was given is of no use. The message is for the one who gave it: whole lines, without a name in front. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}
