import type { Host } from '../host.js';

/** Fewer files are done before anybody looks. */
const WORTH_SHOWING = 20;
const CELLS = 30;

/** A bar on the terminal while many files are worked on: `[=======>      ] 23/74 rt-a.txt`. */
export class Progress {
  #done = 0;
  readonly #shows: boolean;

  constructor(
    private readonly host: Host,
    private readonly total: number,
  ) {
    this.#shows = total >= WORTH_SHOWING && (host.error as { isTTY?: boolean }).isTTY === true;
  }

  step(what: string): void {
    this.#done++;
    if (!this.#shows) return;
    const full = Math.floor((CELLS * this.#done) / this.total);
    const bar = `${'='.repeat(full)}>`.slice(0, CELLS).padEnd(CELLS);
    this.host.error.write(`\r[${bar}] ${this.#done}/${this.total} ${what.slice(-40)}\x1b[K`);
  }

  end(): void {
    if (this.#shows) this.host.error.write('\r\x1b[K');
  }
}
