import type { Node } from './node.js';
import type { Instant } from './time.js';

/** How a console's text stands in octets. */
export type Encoding = 'utf-8' | 'shift_jis' | 'euc-jp';

/**
 * One person (or script) at the console of a node. Lines come in, text goes out; what runs for a while (`ping`) goes on
 * as its node is given time. The octets of a terminal, its keys and its encoding are the driver's.
 */
export interface ConsoleSession {
  /** What stands in front of the line that is being typed: `pp1# `, `Password: `. Empty while a command runs. */
  readonly prompt: string;
  /** False while a password is asked for: what is typed is not shown. */
  readonly echo: boolean;
  /** True when the session waits for one key, not for a line: `(Y/N)`. The key comes by {@link handleLine} all the same. */
  readonly wantsKey: boolean;
  /**
   * True when that key turns a page: a screen of output is full, and the prompt is the mark that is wiped away. A script
   * presses Space.
   */
  readonly paging?: boolean;
  /** True when what is typed is a text or a name, and no command: `?` means itself, and the line is not remembered. */
  readonly verbatim?: boolean;
  /** True while a command is still running; lines wait until it ends. */
  readonly busy: boolean;
  /** True after logout. */
  readonly closed: boolean;
  /**
   * True while another machine has the keys (`telnet`), or a viewer (`less`): they go there by {@link handleKeys} as they are pressed, and what
   * they do is shown from there. A script's lines still come by {@link handleLine}.
   */
  readonly raw?: boolean;
  /** True when any of those keys may be the last: they come one at a time, and what is typed behind waits. */
  readonly keyByKey?: boolean;
  /** What the text is encoded in on its way to a terminal that is not the driver's own; UTF-8 when not said. */
  readonly encoding?: Encoding;
  handleLine(now: Instant, line: string): void;
  /** Keys as a terminal sends them, while {@link raw}. */
  handleKeys?(now: Instant, keys: string): void;
  /** Whoever sat here is gone: the line went dead. */
  hangUp?(now: Instant): void;
  /** Ctrl-C. */
  handleInterrupt(now: Instant): void;
  /** Output since the last call, with `\n` line ends; `undefined` when there is none. */
  pollText(): string | undefined;
  /** Tab: the line with its last word completed, and the candidates when there are several. */
  complete?(line: string): { readonly line: string; readonly candidates: readonly string[] };
  /** `?`: what may follow, in the device's layout. */
  help?(line: string): readonly string[];
}

/** A node that one can sit down at. */
export interface Operable extends Node {
  openConsole(now: Instant): ConsoleSession;
}
