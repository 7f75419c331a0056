import type { ConsoleSession } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';

/** A command that runs for a while. Its console asks for its text until it is done. */
export interface Job {
  readonly done: boolean;
  /** Whole lines with their ends; `''` when there is nothing new. */
  pollText(now: Instant): string;
  interrupt(now: Instant): void;
  /** True while it is another machine that has the keys. */
  readonly raw?: boolean;
  handleKeys?(now: Instant, keys: string): void;
}

/** What a command answers: lines at once, or something that goes on. */
export type Answer = readonly string[] | Job;

export interface HostCommand {
  /** `ping ADDRESS [-c COUNT] [-s OCTETS]` */
  readonly usage: string;
  readonly help: string;
  run(now: Instant, operands: readonly string[]): Answer;
}

const isJob = (answer: Answer): answer is Job => 'done' in answer;
const firstWord = (usage: string): string => usage.split(' ', 1)[0]!;

/** The console of a machine that is no router: a prompt, a handful of commands, plain English. */
export class HostConsole implements ConsoleSession {
  readonly echo = true;
  readonly wantsKey = false;
  closed = false;

  #text = '';
  #job: Job | undefined;
  #now: Instant;

  constructor(
    now: Instant,
    private readonly name: string,
    private readonly commands: readonly HostCommand[],
    /** Lets what a command has begun take its way. */
    private readonly settle: (now: Instant) => void = () => {},
  ) {
    this.#now = now;
  }

  get busy(): boolean {
    return this.#job !== undefined && !this.#job.done && !this.raw;
  }

  get raw(): boolean {
    return this.#job?.raw ?? false;
  }

  get prompt(): string {
    return this.busy || this.raw ? '' : `${this.name}$ `;
  }

  handleKeys(now: Instant, keys: string): void {
    this.#now = now;
    this.#job?.handleKeys?.(now, keys);
    this.settle(now);
  }

  handleLine(now: Instant, line: string): void {
    if (this.raw) {
      this.handleKeys(now, `${line}\r`);
      return;
    }
    this.#now = now;
    const [word, ...operands] = line.trim().split(/\s+/);
    if (!word || word.startsWith('#')) return;
    if (word === 'exit') this.closed = true;
    else if (word === 'help' || word === '?') this.#print(this.#helpLines());
    else {
      const command = this.commands.find(({ usage }) => firstWord(usage) === word);
      const answer = command?.run(now, operands) ?? [`${word}: no such command; try help`];
      this.settle(now);
      if (isJob(answer)) this.#job = answer;
      else this.#print(answer);
    }
  }

  handleInterrupt(now: Instant): void {
    this.#now = now;
    this.#job?.interrupt(now);
    this.settle(now);
  }

  pollText(): string | undefined {
    if (this.#job) {
      this.#text += this.#job.pollText(this.#now);
      if (this.#job.done) this.#job = undefined;
    }
    const text = this.#text;
    this.#text = '';
    return text === '' ? undefined : text;
  }

  complete(line: string): { line: string; candidates: readonly string[] } {
    const words = ['help', 'exit', ...this.commands.map(({ usage }) => firstWord(usage))].sort();
    const candidates = /\s/.test(line) ? [] : words.filter((word) => word.startsWith(line));
    return { line: candidates.length === 1 ? `${candidates[0]} ` : line, candidates };
  }

  help(): readonly string[] {
    return this.#helpLines();
  }

  #helpLines(): string[] {
    const width = Math.max(...this.commands.map(({ usage }) => usage.length)) + 2;
    return this.commands.map(({ usage, help }) => usage.padEnd(width) + help);
  }

  #print(lines: readonly string[]): void {
    for (const line of lines) this.#text += `${line}\n`;
  }
}
