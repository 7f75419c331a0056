import type { ConsoleSession } from '@rtemu/engine/console-session';
import { Terminal } from '@rtemu/service/terminal/terminal';
import { isCommand, type Seat } from './seat.js';

/** The terminal that rtemu was started from, as a seat: lines that begin with a colon are rtemu's. */
export class TerminalConsole extends Terminal implements Seat {
  readonly isEager = false;
  readonly wantsSession = true;
  readonly isLast = false;
  #output = '';

  constructor(session: ConsoleSession) {
    super(session, { write: (text) => this.#add(text), isCommand });
  }

  pollOutput(): string | undefined {
    if (this.stopped) return undefined;
    const output = this.#output;
    this.#output = '';
    return output === '' ? undefined : output;
  }

  #add(text: string): void {
    this.#output += text;
  }
}
