import type { ConsoleSession } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';
import { charactersOf } from './cell-width.js';
import { type Key, KeyReader } from './keys.js';
import { LineEditor } from './line-editor.js';
import { isCommand, type Seat } from './seat.js';

export const LIMIT = {
  /** Keys that wait while a command runs; later ones are dropped. */
  typedAhead: 10_000,
} as const;

/**
 * A session at a terminal in raw mode: keys in, text for the screen out. While a command runs, keys wait; only Ctrl-C and
 * Ctrl-] are heard at once.
 */
export class TerminalConsole implements Seat {
  /** True when the one who sits here wants to leave. */
  left = false;
  readonly isEager = false;
  readonly wantsSession = true;
  readonly isLast = false;

  readonly #keys = new KeyReader();
  readonly #editor = new LineEditor();
  #waiting: Key[] = [];
  /** True while the editor's prompt is on the screen. */
  #asking = false;
  /** The prompt that is on the screen, to notice when the session changes it. */
  #shown = '';
  #atLineStart = true;
  #stopped = false;
  #output = '';
  readonly #commands: string[] = [];

  constructor(private session: ConsoleSession) {}

  set columns(columns: number) {
    this.#editor.columns = columns;
  }

  /** Sits down at another session. */
  sitDown(session: ConsoleSession): void {
    this.#standBack();
    this.session = session;
  }

  /** Prints a line of rtemu's own. */
  print(text: string): void {
    this.#standBack();
    this.#write(text);
    this.#freshLine();
  }

  handleInput(now: Instant, chunk: string): void {
    for (const key of this.#keys.read(chunk)) {
      const name = key.kind === 'control' ? key.name : undefined;
      if (name === 'leave') this.left = true;
      else if (name === 'stop') this.#stopped = true;
      else if (name === 'resume') this.#stopped = false;
      else if (name === 'interrupt') {
        this.refresh(now);
        this.#interrupt(now);
      } else if (this.#waiting.length < LIMIT.typedAhead) this.#waiting.push(key);
    }
    this.refresh(now);
  }

  /** After anything happened: prints what the session has to say, and goes on with the keys that wait. */
  refresh(now: Instant): void {
    for (;;) {
      this.#listen();
      if (this.session.busy || this.session.closed || this.#commands.length > 0) return;
      this.#ask();
      const key = this.#waiting.shift();
      if (!key) return;
      this.#handleKey(now, key);
    }
  }

  pollOutput(): string | undefined {
    if (this.#stopped) return undefined;
    const output = this.#output + this.#editor.takeOutput();
    this.#output = '';
    return output === '' ? undefined : output;
  }

  pollCommand(): string | undefined {
    return this.#commands.shift();
  }

  #ask(): void {
    if (this.#asking && this.session.prompt === this.#shown) return;
    this.#standBack();
    this.#freshLine();
    this.#shown = this.session.prompt;
    this.#editor.echo = this.session.echo;
    this.#flushEditor();
    this.#editor.begin(this.#shown);
    this.#asking = true;
  }

  #handleKey(now: Instant, key: Key): void {
    if (this.session.wantsKey) {
      const [first = '', ...others] = key.kind === 'text' ? charactersOf(key.text) : [];
      if (others.length > 0) this.#waiting.unshift({ kind: 'text', text: others.join('') });
      if (key.kind === 'text' || key.name === 'enter') this.#answerKey(now, first);
      return;
    }
    switch (this.#editor.handleKey(key)) {
      case 'enter':
        this.#enter(now);
        break;
      case 'tab':
        this.#complete();
        break;
      case 'help':
        this.#explain();
        break;
      case 'redraw':
        this.#printBelow('', []);
        break;
      default:
    }
  }

  /** The key is shown behind the question, and the answer goes on behind it; a page mark is wiped away. */
  #answerKey(now: Instant, key: string): void {
    if (this.session.paging) this.#standBack();
    else {
      this.#flushEditor();
      this.#write(key);
      this.#asking = false;
      this.#atLineStart = false;
    }
    this.session.handleLine(now, key);
  }

  #enter(now: Instant): void {
    const line = this.#editor.finish();
    this.#flushEditor();
    this.#write('\n');
    this.#asking = false;
    if (this.session.echo && isCommand(line)) this.#commands.push(line);
    else this.session.handleLine(now, line);
  }

  #interrupt(now: Instant): void {
    this.#waiting = [];
    if (this.session.paging) this.#standBack();
    else if (this.#asking) {
      this.#editor.finish();
      this.#flushEditor();
      this.#write('^C\n');
      this.#asking = false;
    }
    this.session.handleInterrupt(now);
  }

  #complete(): void {
    if (!this.session.complete || !this.session.echo) return;
    const typed = this.#editor.lineToCursor;
    const { line, candidates } = this.session.complete(typed);
    const rest = this.#editor.line.slice(typed.length);
    if (line !== typed) this.#editor.replace(line + rest);
    else if (candidates.length > 1) this.#printBelow('', [`? ${candidates.join(' ')}`]);
  }

  #explain(): void {
    this.#printBelow('?', this.session.help?.(this.#editor.lineToCursor) ?? []);
  }

  /** Lines below the one that is being typed, which then appears again. */
  #printBelow(mark: string, lines: readonly string[]): void {
    this.#editor.leave();
    this.#flushEditor();
    this.#write([mark, ...lines, ''].join('\n'));
    this.#editor.show();
  }

  #listen(): void {
    const text = this.session.pollText();
    if (text === undefined) return;
    const interrupted = this.#asking && !this.session.busy && this.session.prompt === this.#shown;
    if (this.#asking) {
      this.#editor.hide();
      this.#flushEditor();
      this.#atLineStart = true;
    }
    this.#write(text);
    if (interrupted) {
      this.#freshLine();
      this.#editor.show();
    } else this.#asking = false;
  }

  /** Leaves the prompt as it stands; what comes now comes below it. */
  #standBack(): void {
    if (!this.#asking) return;
    this.#editor.hide();
    this.#flushEditor();
    this.#atLineStart = true;
    this.#asking = false;
  }

  #freshLine(): void {
    if (!this.#atLineStart) this.#write('\n');
  }

  #flushEditor(): void {
    this.#output += this.#editor.takeOutput();
  }

  #write(text: string): void {
    if (text === '') return;
    this.#output += text.replaceAll('\n', '\r\n');
    this.#atLineStart = text.endsWith('\n');
  }
}
