import type { Readable, Writable } from 'node:stream';
import type { Clock } from './real-time.js';

type Screen = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  /** Bits of a colour; 1 is none. */
  getColorDepth?(): number;
};

/** What the program has of the machine it runs on, besides its files. */
export interface Host {
  readonly input: Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  readonly output: Screen;
  readonly error: Screen;
  readonly clock: Clock;
  /**
   * Opens the standard output for octets, which a slow reader must not hold up, in the place of `output`; otherwise that of
   * the process. @throws Unusable when it is a terminal
   */
  openOctets?(): Writable;
  /** The directories in which running labs let themselves be looked on at, the best one first; otherwise there are none. */
  readonly lookouts?: readonly string[];
}

/** The same machine, its standard output left to octets: what is printed goes to the standard error. */
export const printingToError = (host: Host): Host =>
  Object.create(host, { output: { get: () => host.error, enumerable: true } });

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
