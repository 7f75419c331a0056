import { text } from '@rtemu/commands/messages';
import { loginPassword, loginUser } from '@rtemu/config/settings/system';
import { type Instant, milliseconds } from '@rtemu/engine/time';
import { askName, askPassword, type Dialogue } from './dialogue.js';
import { isVisit, nameOf } from './entry.js';
import * as LogText from './log-text.js';
import { fits } from './password.js';
import type { RouterConsole } from './router-console.js';
import { UserRights } from './user-rights.js';

export const LIMIT = {
  /** Wrong passwords until a network session is closed. */
  attempts: 3,
  /** How long somebody from the network waits for the next question after a wrong answer. */
  delay: milliseconds(500),
} as const;

/** Asks somebody at a console who they are, until they say it truly (manual 2.1.2). */
export class Login {
  #attempts = 0;

  /** @param letIn what to do then; `user`: `undefined` for the one without a name */
  constructor(
    private readonly console: RouterConsole,
    private readonly letIn: (now: Instant, user: string | undefined) => void,
  ) {}

  /** For the password of the nameless user; Enter leads on to those who have a name. */
  question(): Dialogue {
    const { console } = this;
    if (!this.#mayBeNameless) return this.#askUser();
    return askPassword(text('password', console.language), (now, typed) => {
      const { global } = console.system.document;
      if (typed === '' && global.entries(loginUser).length > 0) return this.#askUser();
      return this.#weigh(
        now,
        undefined,
        fits(global.get(loginPassword), typed) || console.isMaintenancePassword(typed),
      );
    });
  }

  /** Whether the serial line greets at once: there is nobody to tell from others, and Enter would be the password. */
  get isNeedless(): boolean {
    return this.#mayBeNameless && this.console.system.document.global.get(loginPassword) === undefined;
  }

  #askUser(): Dialogue {
    const { console } = this;
    return askName(text('username', console.language), (_, name) =>
      askPassword(text('password', console.language), (now, typed) => {
        const password = console.system.document.global.getAt(loginUser, name);
        return this.#weigh(now, name, password !== undefined && fits(password, typed));
      }),
    );
  }

  #weigh(now: Instant, user: string | undefined, isRight: boolean): Dialogue | undefined {
    const { console } = this;
    if (isRight && this.#mayCome(user)) {
      this.letIn(now, user);
      return undefined;
    }
    console.printFault(isRight ? 'login-restricted' : 'incorrect-password');
    console.system.journal.write(now, LogText.loginFailed(nameOf(console.entry, user)));
    this.#attempts++;
    if (!isVisit(console.entry)) return this.question();
    if (this.#attempts >= LIMIT.attempts) console.logOut(now);
    else console.hold(now, LIMIT.delay, () => this.question());
    return undefined;
  }

  #mayCome(user: string | undefined): boolean {
    if (user === undefined) return this.#mayBeNameless;
    const rights = new UserRights(this.console.system, user);
    return rights.mayUse(this.console.entry) && (rights.mayHaveSeveral || !this.#isHere(user));
  }

  /**
   * Some models have nobody without a name, as long as there are users by name (manual 4.10); that user has no two sessions by
   * telnet, and may be kept out of some ways in.
   */
  get #mayBeNameless(): boolean {
    const { router, system, entry } = this.console;
    const isKnown = router.language.machine.hasAnonymousUser || system.document.global.entries(loginUser).length === 0;
    if (!isKnown || (entry.kind === 'telnet' && this.#isHere(undefined))) return false;
    return new UserRights(system, undefined).mayUse(entry);
  }

  #isHere(user: string | undefined): boolean {
    const { kind } = this.console.entry;
    return this.console.router.sittings.some(
      (other) => other !== this.console && other.isLoggedIn && other.entry.kind === kind && other.user === user,
    );
  }
}
