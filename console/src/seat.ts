import type { ConsoleSession } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';

/** Where somebody sits before a session: at a terminal, or at the other end of a pipe. */
export interface Seat {
  /** True when there is nobody any more. */
  readonly left: boolean;
  /** True when there is more to do right away, as soon as the world has answered. */
  readonly isEager: boolean;
  /** True when a console that was closed should be opened again. */
  readonly wantsSession: boolean;
  /** True when the command that runs is the last: no more input will come. */
  readonly isLast: boolean;
  sitDown(session: ConsoleSession): void;
  /** Prints text of rtemu's own, in lines. */
  print(text: string): void;
  handleInput(now: Instant, chunk: string): void;
  /** To be called after the world ran, and after a command of rtemu was done. */
  refresh(now: Instant): void;
  /** Text for the one who sits here. */
  pollOutput(): string | undefined;
  /** A line that was meant for rtemu, not for the session: `:node pc1`. The seat waits until {@link refresh}. */
  pollCommand(): string | undefined;
}

/** No console of a node knows commands that begin with a colon. */
export const isCommand = (line: string): boolean => /^:[a-z?]/.test(line);

/** Of those, the ones that a script gives while a command runs: it cannot press Ctrl-C otherwise. */
export const isUrgent = (line: string): boolean => /^:(?:wait|interrupt)\b/.test(line);
