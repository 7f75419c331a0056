import type { ConsoleSession } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';
import { charactersOf } from '@rtemu/service/terminal/characters';
import { isCommand, isUrgent, type Seat } from './seat.js';

/**
 * A session at the end of a pipe: lines in, text out. What a terminal would have shown of the prompts and the typing is
 * written too, so that the output reads like a session.
 */
export class PlainConsole implements Seat {
  readonly #lines: string[] = [];
  #part = '';
  #ended = false;
  #atLineStart = true;
  #output = '';
  readonly #commands: string[] = [];

  constructor(private session: ConsoleSession) {}

  /** All lines have been typed, and the last command has ended. */
  get left(): boolean {
    return this.#ended && this.#lines.length === 0 && this.#commands.length === 0 && !this.session.busy;
  }

  sitDown(session: ConsoleSession): void {
    this.session = session;
  }

  print(text: string): void {
    this.#freshLine();
    this.#write(text);
    this.#freshLine();
  }

  handleInput(now: Instant, chunk: string): void {
    const lines = (this.#part + chunk).split('\n');
    this.#part = lines.pop()!;
    this.#lines.push(...lines.map((line) => line.replace(/\r$/, '')));
    this.refresh(now);
  }

  /** No more input comes. A last line without its end counts. */
  handleEnd(now: Instant): void {
    if (this.#part !== '') this.#lines.push(this.#part);
    this.#part = '';
    this.#ended = true;
    this.refresh(now);
  }

  get isEager(): boolean {
    return this.#lines.length > 0 && (!this.session.busy || isUrgent(this.#lines[0]!));
  }

  get wantsSession(): boolean {
    return this.#lines.length > 0;
  }

  get isLast(): boolean {
    return this.#ended && this.#lines.length === 0;
  }

  /** Types one line, if the session will have it. Its owner then lets the world answer, and comes again. */
  refresh(now: Instant): void {
    this.#listen(now);
    if (this.session.closed || this.#commands.length > 0) return;
    const [line] = this.#lines;
    if (line === undefined || (this.session.busy && !isUrgent(line))) return;
    this.#lines.shift();
    if (this.session.busy) {
      this.#commands.push(line);
      return;
    }
    const { echo, prompt, wantsKey, raw } = this.session;
    if (!raw) this.#freshLine();
    const typed = wantsKey ? (charactersOf(line)[0] ?? '') : line;
    if (!raw) this.#write(`${prompt}${echo ? typed : ''}${wantsKey ? '' : '\n'}`);
    if (echo && isCommand(line)) {
      this.#commands.push(line);
      return;
    }
    this.session.handleLine(now, typed);
    this.#listen(now);
  }

  /** Prints what the session has to say. Nobody is there to turn its pages. */
  #listen(now: Instant): void {
    this.#write(this.session.pollText() ?? '');
    while (this.session.paging) {
      this.session.handleLine(now, ' ');
      this.#write(this.session.pollText() ?? '');
    }
  }

  /** The end of everything: the cursor goes to the start of a line. */
  finish(): void {
    this.#freshLine();
  }

  pollOutput(): string | undefined {
    const output = this.#output;
    this.#output = '';
    return output === '' ? undefined : output;
  }

  pollCommand(): string | undefined {
    return this.#commands.shift();
  }

  #freshLine(): void {
    if (!this.#atLineStart) this.#write('\n');
  }

  #write(text: string): void {
    if (text === '') return;
    this.#output += text;
    this.#atLineStart = text.endsWith('\n');
  }
}
