import type { EpochSeconds } from './calendar.js';

/** How a life of the router began. */
export interface Start {
  readonly at: EpochSeconds;
  /** As the log has it. */
  readonly why: string;
  /** The configuration file: `config0`, `usb1:/config.txt`. */
  readonly file: string;
}

/** Starts that are remembered (manual 58.64). */
const MAX = 5;

/** How the last lives began, until `clear boot list` or `cold start`. */
export class Starts {
  /** The latest first. */
  all: readonly Start[] = [];

  add(start: Start): void {
    this.all = [start, ...this.all].slice(0, MAX);
  }

  clear(): void {
    this.all = [];
  }
}
