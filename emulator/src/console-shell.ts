import { faultLine } from '@rtemu/commands/messages';
import { namesOf, parametersOf, readShellLine } from '@rtemu/commands/shell/expansion';
import { endOfText, withText } from '@rtemu/commands/shell/here-document';
import type { TypedLine } from '@rtemu/commands/status';
import type { Document } from '@rtemu/config/document';
import type { HereDocument } from '@rtemu/config/settings/shell';
import { after, type Instant, milliseconds, NEVER, seconds } from '@rtemu/engine/time';
import { askText, type Dialogue } from './dialogue.js';
import * as LogText from './log-text.js';
import type { RouterConsole } from './router-console.js';
import { type Script, ScriptStack } from './script-stack.js';

export const LIMIT = {
  /** Lines that are remembered; older ones go. */
  history: 200,
  /** Characters of the text behind `<<`. */
  text: 262_144,
  /** Lines of a macro that are run in one turn; then it is the turn of others. */
  turn: 100,
  /** Characters that a turn may have said before its next line is left for another turn. */
  said: 65_536,
} as const;

/** How long what was said waits to be taken, before it is looked after again. */
const READING = milliseconds(50);

/**
 * What a console knows besides commands (manual 4.90 to 4.93, 56.7.30 to 56.7.34): variables, aliases, macros, texts behind `<<`,
 * what was typed, and the timer that puts the configuration back. Firmware without them has none of its commands.
 */
export class ConsoleShell {
  #typed: TypedLine[] = [];
  #count = 0;
  readonly #scripts = new ScriptStack();
  /** When a macro left its next line for another turn. */
  #turnAt: Instant = NEVER;
  #rollback: { readonly at: Instant; readonly document: Document } | undefined;

  constructor(private readonly console: RouterConsole) {}

  get typed(): readonly TypedLine[] {
    return this.#typed;
  }

  /** Aliases and macros. */
  get names(): readonly string[] {
    const { router, system } = this.console;
    return namesOf(router.language.machine, system.document.global);
  }

  /** True when a macro has a line to run, and nothing that its last one began is in the way. */
  get isReady(): boolean {
    return !this.#scripts.isEmpty && this.console.isIdle;
  }

  /** A line that somebody typed. */
  type(now: Instant, line: string): void {
    if (line.trim() !== '') {
      this.#typed.push({ number: ++this.#count, line });
      if (this.#typed.length > LIMIT.history) this.#typed.shift();
    }
    this.#scripts.begin();
    this.#give(now, line);
  }

  /** When a macro goes on; NEVER while it waits for something else. */
  get turnAt(): Instant {
    if (!this.isReady) return NEVER;
    return this.console.unread < LIMIT.said ? this.#turnAt : after(this.#turnAt, READING);
  }

  /** Goes on with what macros have left, until one of their lines takes its time or asks, or the turn is over. */
  goOn(now: Instant): void {
    this.#turnAt = now;
    for (let left: number = LIMIT.turn; this.isReady && left > 0 && this.console.unread < LIMIT.said; left--) {
      const next = this.#scripts.next();
      if (next === undefined) this.console.printFault('macro-limit');
      else if (this.console.readsText) this.console.answer(now, next.line);
      else this.#give(now, next.line, next.script);
    }
    this.console.router.keepGoing(this.console, !this.#scripts.isEmpty);
  }

  /** @param words what is run, and what stands behind it */
  run(
    { lines }: Pick<HereDocument, 'lines'>,
    words: readonly string[],
    how: Pick<Script, 'verbose' | 'expanded'>,
  ): void {
    const { verbose, expanded } = how;
    if (!this.#scripts.push({ lines, own: parametersOf(words), verbose, expanded }))
      this.console.printFault('macro-limit');
  }

  /** Ctrl-C. */
  abort(): void {
    this.#scripts.clear();
    this.console.router.keepGoing(this.console, false);
  }

  #give(now: Instant, line: string, script?: Script): void {
    const { console } = this;
    const { system } = console;
    if (script?.verbose) console.print([line]);
    const read = readShellLine(console.router.language.machine, system.document.global, line, script?.own);
    if (script?.expanded) console.print([read.line]);
    const end = endOfText(read.line);
    if (read.kind === 'macro') this.run(read.macro, read.words, read.macro);
    else if (end === undefined) console.execute(now, read.line);
    else this.#readText(now, read.line, end);
  }

  /** Takes lines until the one that ends them. What is no command takes none. */
  #readText(now: Instant, line: string, end: string): void {
    const { console } = this;
    const empty = withText(line, end, []);
    if (console.entry.kind === 'schedule' || console.router.language.parse(console.session(), empty).kind === 'fault')
      console.execute(now, empty);
    else console.ask(textEntry(console, line, end));
  }

  /** The configuration goes back to what it is, or was, unless that is confirmed in time. The last timer is the one that counts. */
  startRollback(now: Instant, after_: number, document = this.console.system.document): void {
    this.#rollback = { at: after(now, seconds(after_)), document };
  }

  stopRollback(): void {
    this.#rollback = undefined;
  }

  get rollbackAt(): Instant {
    return this.#rollback?.at ?? NEVER;
  }

  /** Puts the configuration back, when a timer runs. */
  rollBack(now: Instant): void {
    const rollback = this.#rollback;
    if (rollback === undefined) return;
    this.#rollback = undefined;
    const { system } = this.console;
    system.configure(now, rollback.document);
    system.journal.write(now, LogText.ROLLED_BACK);
    system.settle(now);
  }
}

function textEntry(console: RouterConsole, line: string, end: string): Dialogue {
  const lines: string[] = [];
  let room: number = LIMIT.text;
  return askText(
    end,
    (typed) => {
      room -= typed.length + 1;
      if (room >= 0) lines.push(typed);
    },
    (now) => {
      if (room < 0) console.print([faultLine('out-of-range', console.language)]);
      else console.execute(now, withText(line, end, lines));
    },
  );
}
