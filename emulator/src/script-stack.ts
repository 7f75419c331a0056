import type { Variables } from '@rtemu/commands/shell/expansion';

export const LIMIT = {
  /** Macros and files that run each other. */
  deep: 8,
  /** Lines that one typed line may have run: a macro that runs itself comes to an end. */
  lines: 10_000,
} as const;

/** Lines of a macro or a file, and how they are run. */
export interface Script {
  readonly lines: readonly string[];
  /** Its parameters. */
  readonly own: Variables;
  /** Each line is shown before variables and aliases are put in. */
  readonly verbose: boolean;
  /** Each line is shown with variables and aliases put in. */
  readonly expanded: boolean;
}

/** The lines that a console is yet to be given by macros and files which run each other. */
export class ScriptStack {
  readonly #running: { readonly script: Script; at: number }[] = [];
  #linesLeft = 0;

  get isEmpty(): boolean {
    return this.#running.length === 0;
  }

  /** Somebody typed a line. */
  begin(): void {
    this.#linesLeft = LIMIT.lines;
  }

  /** @returns false when it is beyond the limits: nothing is left to be run then */
  push(script: Script): boolean {
    if (this.#running.length >= LIMIT.deep || this.#linesLeft <= 0) {
      this.clear();
      return false;
    }
    if (script.lines.length > 0) this.#running.push({ script, at: 0 });
    return true;
  }

  next(): { readonly line: string; readonly script: Script } | undefined {
    const top = this.#running.at(-1);
    if (top === undefined || this.#linesLeft-- <= 0) {
      this.clear();
      return undefined;
    }
    const line = top.script.lines[top.at++]!;
    if (top.at >= top.script.lines.length) this.#running.pop();
    return { line, script: top.script };
  }

  clear(): void {
    this.#running.length = 0;
  }
}
