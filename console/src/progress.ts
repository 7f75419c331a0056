import type { Host } from './host.js';
import { inCells } from './lab-run/cells.js';

export const LIMIT = {
  /** So much is shown from the beginning; of fewer, only what is not done after a while. */
  worthShowing: 20,
  /** Longer than anybody waits without wondering. */
  patienceMilliseconds: 1000,
} as const;

const CELLS = 30;
/** Cells of what is being done. */
const WHAT = 40;

/** A bar on the terminal while much is done, or what takes long: `[=======>      ] 23/74 rt-a.txt`. */
export class Progress {
  #done = 0;
  #isShown = false;
  readonly #began: number;

  constructor(
    private readonly host: Host,
    private readonly total: number,
  ) {
    this.#began = host.clock.milliseconds();
  }

  /** What is begun now. */
  begin(what: string): void {
    this.#show(what);
  }

  /** What is done. */
  step(what: string): void {
    this.#done++;
    this.#show(what);
  }

  /** Wipes it away, until there is more to show: to be called before anything else is printed. */
  end(): void {
    if (this.#isShown) this.host.error.write('\r\x1b[K');
    this.#isShown = false;
  }

  #show(what: string): void {
    const { clock, error } = this.host;
    if (error.isTTY !== true || this.total === 0) return;
    const isLong = clock.milliseconds() - this.#began >= LIMIT.patienceMilliseconds;
    if (!isLong && this.total < LIMIT.worthShowing) return;
    const full = Math.floor((CELLS * this.#done) / this.total);
    const bar = `${'='.repeat(full)}>`.slice(0, CELLS).padEnd(CELLS);
    error.write(`\r[${bar}] ${this.#done}/${this.total} ${inCells(what, WHAT).trimEnd()}\x1b[K`);
    this.#isShown = true;
  }
}
