import { faultLine, type Language } from '@rtemu/commands/messages';
import type { NetvolantePlace } from '@rtemu/commands/status/netvolante';
import type { Instant } from '@rtemu/engine/time';
import type { Task } from '@rtemu/service/netvolante/registration';
import type { ConsoleJob } from '../job.js';
import { eventLine } from './event-text.js';
import type { RouterNetvolante } from './router-netvolante.js';

/** `netvolante-dns go`, `delete go`, `get hostname list`: tells what comes of it, for each interface. */
export class NetvolanteJob implements ConsoleJob {
  readonly #lines: string[] = [];
  #left = 0;

  /** @param places of which interfaces; one that has no name there, or no address, is an `illegal-keyword` */
  constructor(
    now: Instant,
    netvolante: RouterNetvolante,
    places: readonly NetvolantePlace[],
    task: Task,
    host: string | undefined,
    language: Language,
  ) {
    for (const of of places) {
      const begun = netvolante.begin(now, of, task, host, (event) => {
        this.#left--;
        this.#lines.push(...eventLine(event, language).split('\n'));
      });
      if (begun) this.#left++;
    }
    if (this.#left === 0) this.#lines.push(faultLine('illegal-keyword', language));
  }

  get done(): boolean {
    return this.#left === 0;
  }

  pollLines(): string[] {
    return this.#lines.splice(0);
  }

  interrupt(): void {
    this.#left = 0;
  }
}
