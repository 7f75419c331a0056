import type { Instant } from '@rtemu/engine/time';

/** How somebody sits at a running lab: what they type comes in, what they are to see goes out. */
export interface Sitter {
  /** True when they have left. */
  readonly over: boolean;
  /** When {@link turn} is to be called again at the latest. */
  readonly next: Instant;
  begin(): void;
  handleInput(text: string): void;
  /** No more input comes. */
  handleEnd(): void;
  /** The terminal has another size, or shows something else. */
  handleResize(): void;
  /** To be called when the world has run or input has come. */
  turn(): void;
  /** Shows what has come of it. */
  show(): void;
  /** Says what has gone wrong with the machine that all this runs on. */
  complain(problem: string): void;
  leave(): void;
  /** Leaves the terminal as it was found. May be called again. */
  finish(): void;
}
