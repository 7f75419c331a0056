import type { ConsoleSession } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';
import { charactersOf, widthOfCharacter } from './characters.js';
import { type Key, KeyReader } from './keys.js';
import { LineEditor } from './line-editor.js';

export const LIMIT = {
  /** Characters that wait while a command runs: more than a whole configuration. Later ones are dropped. */
  typedAhead: 262_144,
} as const;

export interface TerminalOptions {
  /** Is given what the screen is to show as soon as it is known, so that it may be encoded as the session wants it now. */
  readonly write: (text: string) => void;
  /** Lines that are meant for the terminal's owner and not for the session. */
  readonly isCommand?: (line: string) => boolean;
  /** Whether CR LF is one Enter; otherwise it is two. */
  readonly foldsReturn?: boolean;
  /** Keys that one call acts on at most; the others wait for the next {@link Terminal.refresh}. Otherwise all of them. */
  readonly burst?: number;
}

/**
 * A session at a terminal in raw mode: keys in, text for the screen out. While a command runs, keys wait; only Ctrl-C and
 * Ctrl-] are heard at once. Whatever leads to the terminal, this is what sits in front of it: the keyboard of the one who
 * started rtemu, telnet, SSH.
 */
export class Terminal {
  /** True when the one who sits here wants to leave. */
  left = false;

  readonly #keys: KeyReader;
  readonly #editor = new LineEditor();
  readonly #show: (text: string) => void;
  readonly #isCommand: (line: string) => boolean;
  readonly #burst: number;
  #waiting: Key[] = [];
  #waitingLength = 0;
  /** True while the editor's prompt is on the screen. */
  #asking = false;
  /** The prompt that is on the screen, to notice when the session changes it. */
  #shown = '';
  #atLineStart = true;
  #stopped = false;
  readonly #commands: string[] = [];

  constructor(
    private session: ConsoleSession,
    { write, isCommand = () => false, foldsReturn = true, burst = Number.POSITIVE_INFINITY }: TerminalOptions,
  ) {
    this.#show = write;
    this.#isCommand = isCommand;
    this.#keys = new KeyReader(foldsReturn);
    this.#burst = burst;
  }

  /** True from Ctrl-S to Ctrl-Q: the owner shows nothing of what it is given (manual 2.1.1). */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** True when keys wait that nothing but the burst holds back: {@link refresh} is to be called again. */
  get isBehind(): boolean {
    return this.#waiting.length > 0 && !this.session.busy && !this.session.closed && this.#commands.length === 0;
  }

  set columns(columns: number) {
    this.#editor.columns = columns;
  }

  /** Sits down at another session. */
  sitDown(session: ConsoleSession): void {
    this.#standBack();
    this.session = session;
  }

  /** Prints a line of the owner's own. */
  print(text: string): void {
    this.#standBack();
    this.#write(text);
    this.#freshLine();
  }

  handleInput(now: Instant, chunk: string): void {
    for (const key of this.#keys.read(chunk)) {
      const name = key.kind === 'control' ? key.name : undefined;
      if (name === 'leave' && !this.session.raw) this.left = true;
      else if (name === 'stop') this.#stopped = true;
      else if (name === 'resume') this.#stopped = false;
      else if (name === 'interrupt' && !this.session.raw) {
        this.#goOn(now, Number.POSITIVE_INFINITY); // what was typed before it came before it
        this.#flushEditor();
        this.#interrupt(now);
      } else this.#putBy(key);
    }
    this.refresh(now);
  }

  /** After anything happened: prints what the session has to say, and goes on with the keys that wait. */
  refresh(now: Instant): void {
    this.#goOn(now, this.#burst);
    this.#flushEditor();
  }

  #goOn(now: Instant, burst: number): void {
    for (let acted = 0; ; acted++) {
      this.#listen();
      if (this.session.busy || this.session.closed || this.#commands.length > 0) return;
      this.#ask();
      if (acted >= burst) return;
      const key = this.#waiting.shift();
      if (!key) return;
      this.#waitingLength -= lengthOf(key);
      this.#handleKey(now, key);
    }
  }

  pollCommand(): string | undefined {
    return this.#commands.shift();
  }

  #putBy(key: Key): void {
    if (this.#waitingLength + lengthOf(key) > LIMIT.typedAhead) return;
    this.#waiting.push(key);
    this.#waitingLength += lengthOf(key);
  }

  #ask(): void {
    if (this.session.raw) {
      this.#asking = false; // whoever has the keys shows its own prompt, where the cursor stands
      return;
    }
    if (this.#asking && this.session.prompt === this.#shown) return;
    this.#standBack();
    this.#freshLine();
    this.#shown = this.session.prompt;
    this.#editor.echo = this.session.echo;
    this.#editor.verbatim = this.session.verbatim ?? false;
    this.#flushEditor();
    this.#editor.begin(this.#shown);
    this.#asking = true;
  }

  #handleKey(now: Instant, key: Key): void {
    if (this.session.raw) {
      const typed = key.kind === 'text' && this.session.keyByKey ? this.#firstOf(key.text) : undefined;
      this.session.handleKeys?.(now, typed ?? (key.kind === 'text' ? key.text : key.sent));
      return;
    }
    if (this.session.wantsKey) {
      const first = key.kind === 'text' ? this.#firstOf(key.text) : '';
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

  /** The first of several characters; the others wait. */
  #firstOf(text: string): string {
    const [first = ''] = charactersOf(text.slice(0, CHARACTER_MAX)); // not all of a paste for each of its keys
    const rest = text.slice(first.length);
    if (rest !== '') this.#waiting.unshift({ kind: 'text', text: rest });
    this.#waitingLength += rest.length;
    return first;
  }

  /** The key is shown behind the question, and the answer goes on behind it; a page mark is wiped away. */
  #answerKey(now: Instant, key: string): void {
    if (this.session.paging) this.#wipeMark();
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
    if (this.session.echo && !this.session.verbatim && this.#isCommand(line)) this.#commands.push(line);
    else this.session.handleLine(now, line);
  }

  #interrupt(now: Instant): void {
    this.#waiting = [];
    this.#waitingLength = 0;
    if (this.session.paging) this.#wipeMark();
    else if (this.#asking) {
      this.#editor.finish({ dropped: true });
      this.#flushEditor();
      this.#write('^C\n');
      this.#asking = false;
    }
    this.session.handleInterrupt(now);
  }

  #complete(): void {
    if (!this.session.complete || !this.session.echo || this.session.verbatim) return;
    const typed = this.#editor.lineToCursor;
    const { line, candidates } = this.session.complete(typed);
    const rest = this.#editor.line.slice(typed.length);
    // What is only added is only shown: for scripts that read along.
    if (line !== typed && rest === '' && line.startsWith(typed))
      this.#editor.handleKey({ kind: 'text', text: line.slice(typed.length) });
    else if (line !== typed) this.#editor.replace(line + rest);
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

  /** The mark of a full page goes as it does on the device: by blanks, which a script takes more easily than a sequence. */
  #wipeMark(): void {
    if (!this.#asking) return;
    this.#flushEditor();
    const width = charactersOf(this.#shown).reduce((sum, character) => sum + widthOfCharacter(character), 0);
    this.#show(`\r${' '.repeat(width)}\r`);
    this.#atLineStart = true;
    this.#asking = false;
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
    const text = this.#editor.takeOutput();
    if (text !== '') this.#show(text);
  }

  #write(text: string): void {
    if (text === '') return;
    this.#show(text.replaceAll('\n', '\r\n'));
    this.#atLineStart = text.endsWith('\n') || text.endsWith(' \r'); // a row that was wiped by blanks is a fresh one
  }
}

/** UTF-16 units of a character with all its marks; what has more comes in several. */
const CHARACTER_MAX = 32;

const lengthOf = (key: Key): number => (key.kind === 'text' ? key.text.length : key.sent.length);
