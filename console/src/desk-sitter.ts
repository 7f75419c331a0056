import type { ConsoleSession } from '@rtemu/engine/console-session';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Stage } from '@rtemu/lab/stage';
import type { Language } from './both-languages.js';
import { FrontDesk } from './front-desk.js';
import type { Host } from './host.js';
import type { Memories } from './memories.js';
import { PlainConsole } from './plain-console.js';
import type { Sitter } from './sitter.js';
import { TerminalConsole } from './terminal-console.js';

export interface DeskOptions {
  readonly node: string;
  readonly atTerminal: boolean;
  /** Printed first, when somebody sits at a terminal. */
  readonly greeting: string;
  /** Whether the end of a pipe is not the end. */
  readonly outlivesInput: boolean;
  /** A line for each way out of the lab, and for each node that others can come to. */
  readonly waysOut: () => readonly string[];
  readonly language: Language;
  readonly memories: Memories | undefined;
}

/** Somebody at one console at a time: in a terminal that is all theirs, or at the other end of a pipe. */
export class DeskSitter implements Sitter {
  next: Instant = NEVER;
  readonly #desk: FrontDesk;
  #plain: PlainConsole | undefined;
  #terminal: TerminalConsole | undefined;

  constructor(
    private readonly stage: Stage,
    private readonly host: Host,
    private readonly options: DeskOptions,
  ) {
    const seatAt = (session: ConsoleSession): PlainConsole | TerminalConsole =>
      options.atTerminal ? (this.#terminal = new TerminalConsole(session)) : (this.#plain = new PlainConsole(session));
    this.#desk = new FrontDesk(stage, options.node, seatAt, options.waysOut, options.language, options.memories);
  }

  get over(): boolean {
    return this.#desk.over;
  }

  begin(): void {
    const { atTerminal, greeting } = this.options;
    this.handleResize();
    if (atTerminal && greeting !== '') this.#desk.seat.print(greeting);
  }

  handleInput(text: string): void {
    this.#desk.seat.handleInput(this.stage.world.now, text);
  }

  handleEnd(): void {
    if (this.options.outlivesInput && this.#plain) return;
    this.#plain?.handleEnd(this.stage.world.now);
    if (this.#terminal) this.leave();
  }

  handleResize(): void {
    if (this.#terminal) this.#terminal.columns = this.host.output.columns || 80;
  }

  turn(): void {
    this.next = this.#desk.turn();
  }

  show(): void {
    const { seat } = this.#desk;
    for (let text = seat.pollOutput(); text !== undefined; text = seat.pollOutput()) this.host.output.write(text);
  }

  complain(problem: string): void {
    if (this.#terminal) this.#desk.seat.print(`rtemu: ${problem}\n`);
    else this.host.error.write(`rtemu: ${problem}\n`);
  }

  leave(): void {
    this.#desk.over = true;
  }

  finish(): void {
    this.#plain?.finish();
    this.show();
    if (this.#terminal) this.host.output.write('\r\n');
    this.#plain = this.#terminal = undefined;
  }
}
