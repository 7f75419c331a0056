import { bannerLines } from '@rtemu/commands/header';
import { type FaultKey, faultLine, type Language, text } from '@rtemu/commands/messages';
import type { Outcome } from '@rtemu/commands/outcome';
import { promptOf } from '@rtemu/commands/prompt';
import type { Request } from '@rtemu/commands/request';
import type { Level, Session } from '@rtemu/commands/session';
import { GLOBAL, type Selection } from '@rtemu/config/selection';
import { syslogExecuteCommand } from '@rtemu/config/settings/log';
import {
  administratorPassword,
  type Character,
  consoleCharacter,
  loginPassword,
  securityClass,
} from '@rtemu/config/settings/system';
import type { ConsoleSession, Encoding } from '@rtemu/engine/console-session';
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { ConsoleScreen } from './console-screen.js';
import { ConsoleShell } from './console-shell.js';
import type { Dialogue } from './dialogue.js';
import { type Entry, isVisit, nameOf, SERIAL } from './entry.js';
import { unlock } from './file-passwords.js';
import type { ConsoleJob } from './job.js';
import * as LogText from './log-text.js';
import { loggable } from './loggable.js';
import { Login } from './login.js';
import { redirect } from './memories/file-commands.js';
import { fits } from './password.js';
import { perform } from './perform.js';
import type { Router } from './router.js';
import { RouterStatus } from './router-status.js';
import { scheduledRefusal } from './scheduled-refusal.js';
import type { Sitting } from './sitting.js';
import type { System } from './system.js';
import { UserRights } from './user-rights.js';
import { Viewer } from './viewer.js';

export const LIMIT = {
  /** Seconds without a key until somebody who came by the network is logged out, when the timer is never to do so. */
  networkTimer: 300,
} as const;

const MAINTENANCE_PASSWORD = 'w,lXlma';

const ENCODINGS: Readonly<Record<Character, Encoding>> = {
  ascii: 'utf-8', // what is not ASCII must come and go as something
  'en.ascii': 'utf-8',
  sjis: 'shift_jis',
  'ja.sjis': 'shift_jis',
  euc: 'euc-jp',
  'ja.euc': 'euc-jp',
  'ja.utf8': 'utf-8',
};

/** Somebody at a console of a router, on its serial line or over a network: logs in, selects, types commands, and is asked back. */
export class RouterConsole implements ConsoleSession, Sitting {
  closed = false;
  level: Level = 'user';
  selection: Selection = GLOBAL;
  readonly shell = new ConsoleShell(this);

  /** The user by name who logged in. */
  #user: string | undefined;
  #dialogue: Dialogue | undefined;
  #job: ConsoleJob | undefined;
  readonly #screen: ConsoleScreen;
  #lastInput: Instant;
  #isLoggingIn = false;
  #loggedInAt: Instant;
  readonly #login = new Login(this, (now, user) => this.#letIn(now, user));
  /** Until when nothing is asked, and what comes then. */
  #held: { readonly until: Instant; readonly then: () => Dialogue } | undefined;

  constructor(
    now: Instant,
    readonly router: Router,
    readonly entry: Entry = SERIAL,
    readonly number = 1,
  ) {
    this.#screen = new ConsoleScreen(router, entry.kind !== 'schedule');
    this.#lastInput = now;
    this.#loggedInAt = now;
    switch (entry.kind) {
      case 'schedule':
        this.level = 'administrator';
        this.selection = entry.selection;
        break;
      case 'serial':
        if (this.#login.isNeedless) this.#welcome(now);
        else this.#askWho();
        break;
      case 'telnet':
        this.#askWho();
        break;
      case 'ssh':
        this.#user = entry.user;
        this.#welcome(now);
        break;
    }
  }

  get user(): string | undefined {
    return this.#user;
  }

  get isLoggedIn(): boolean {
    return !this.#isLoggingIn && !this.closed;
  }

  get loggedInAt(): Instant {
    return this.#loggedInAt;
  }

  get lastInput(): Instant {
    return this.#lastInput;
  }

  /** As the log names whoever is here. */
  get #by(): string {
    return nameOf(this.entry, this.#user);
  }

  get encoding(): Encoding {
    return ENCODINGS[this.system.document.global.effective(consoleCharacter)];
  }

  get system(): System {
    return this.router.system;
  }

  get language(): Language {
    const character = this.system.document.global.effective(consoleCharacter);
    return character === 'ascii' || character === 'en.ascii' ? 'en' : 'ja';
  }

  get prompt(): string {
    if (this.#screen.holds) return text('more', this.language);
    if (this.#dialogue) return this.#dialogue.prompt;
    if (this.busy || this.raw || this.closed) return '';
    return promptOf(this.system.document, this.session());
  }

  get echo(): boolean {
    return this.#dialogue?.echo ?? true;
  }

  get wantsKey(): boolean {
    return this.#screen.holds || (this.#dialogue?.wantsKey ?? false);
  }

  /** True while a screen is full and more is to come. */
  get paging(): boolean {
    return this.#screen.holds;
  }

  get busy(): boolean {
    return this.#isRunning || this.#held !== undefined || (!this.raw && !this.readsText && this.shell.isReady);
  }

  get #isRunning(): boolean {
    return this.#job !== undefined && !this.#job.done && !this.raw;
  }

  /** Whether a line of a macro may be run: nothing runs, and nothing is asked that only a person answers. */
  get isIdle(): boolean {
    const asks = this.#dialogue !== undefined && !this.readsText;
    return !(this.closed || this.#isRunning || this.raw || asks || this.#screen.holds);
  }

  /** Characters that {@link pollText} would give. */
  get unread(): number {
    return this.#screen.unread;
  }

  /** True while lines of a text are typed. */
  get readsText(): boolean {
    return this.#dialogue?.readsText ?? false;
  }

  /** What is typed is a text, or a name, and no command: `?` and Tab mean themselves. */
  get verbatim(): boolean {
    return this.#dialogue !== undefined;
  }

  get raw(): boolean {
    return this.#job?.raw ?? false;
  }

  get keyByKey(): boolean {
    return this.#job?.keyByKey ?? false;
  }

  handleLine(now: Instant, line: string): void {
    if (this.closed || this.busy) return;
    this.#lastInput = now;
    if (this.raw) this.handleKeys(now, `${line}\r`);
    else if (this.#screen.holds) this.#screen.turn(line);
    else if (this.#dialogue) this.answer(now, line);
    else {
      this.#screen.begin();
      this.shell.type(now, line);
    }
    this.shell.goOn(now);
  }

  /** Answers what is asked. */
  answer(now: Instant, line: string): void {
    const asked = this.#dialogue;
    const next = asked?.answer(now, line);
    // What was carried out may have asked something of its own.
    if (this.#dialogue === asked) this.#dialogue = next;
  }

  handleKeys(now: Instant, keys: string): void {
    this.#lastInput = now;
    this.#job?.handleKeys?.(now, keys);
    this.system.settle(now);
    this.goOn(now);
  }

  /** Goes on with a macro, where what its last line began has come to its end. */
  goOn(now: Instant): void {
    this.#collect();
    this.shell.goOn(now);
  }

  handleInterrupt(now: Instant): void {
    this.#screen.interrupt();
    this.shell.abort();
    this.#job?.interrupt(now);
    if (this.raw) this.system.settle(now);
    if (this.#isLoggingIn) this.#askWho();
    else this.#dialogue = undefined;
  }

  pollText(): string | undefined {
    this.#collect();
    // Who looks at another machine, or at a text in the viewer, is told afterwards; who has not logged in is told nothing.
    if (!this.raw) this.#screen.listen(!this.#isLoggingIn);
    return this.#screen.take();
  }

  /** What the command that runs has to say. */
  #collect(): void {
    if (this.#job === undefined) return;
    this.print(this.#job.pollLines());
    this.#screen.write(this.#job.pollText?.() ?? '');
    if (this.#job.done) this.#job = undefined;
  }

  complete(line: string): { line: string; candidates: readonly string[] } {
    if (this.verbatim) return { line, candidates: [] };
    const { line: completed, candidates } = this.router.language.complete(this.session(), line, this.shell.names);
    return { line: completed, candidates };
  }

  help(line: string): readonly string[] {
    if (this.verbatim) return [];
    return this.router.language.help(this.session(), line, this.shell.names);
  }

  // For the requests that are carried out here.

  session(): Session {
    return { level: this.level, selection: this.selection, language: this.language, origin: 'console' };
  }

  print(lines: readonly string[]): void {
    this.#screen.print(lines);
  }

  printFault(fault: FaultKey): void {
    this.print([faultLine(fault, this.language)]);
  }

  ask(dialogue: Dialogue | undefined): void {
    this.#dialogue = dialogue;
  }

  /** Asks nothing for so long, and nothing else is heard either. */
  hold(now: Instant, wait: Duration, then: () => Dialogue): void {
    this.#held = { until: after(now, wait), then };
  }

  run(job: ConsoleJob): void {
    this.#job = job;
  }

  /** Whoever was here is gone: logged out, when they had logged in. The serial line has nobody to miss. */
  hangUp(now: Instant): void {
    if (isVisit(this.entry)) this.logOut(now);
  }

  logOut(now: Instant): void {
    if (this.closed) return;
    this.shell.rollBack(now); // who leaves by `exit` has stopped the timer before
    if (this.raw) this.#job?.handleKeys?.(now, '\x1d'); // whoever is gone from here is gone from there
    if (!this.#isLoggingIn) {
      this.system.journal.write(now, LogText.loggedOut(this.#by));
      this.system.pastUsers.note(now, this);
    }
    this.end();
    this.router.forget(this);
  }

  dismiss(now: Instant): void {
    this.logOut(now);
  }

  /** The line goes dead. */
  end(): void {
    this.closed = true;
    this.#dialogue = undefined;
    this.#job = undefined;
  }

  becomeAdministrator(now: Instant): void {
    this.level = 'administrator';
    this.system.journal.write(now, LogText.administratorSucceeded(this.#by, this.#user !== undefined));
  }

  isAdministratorPassword(typed: string): boolean {
    return fits(this.system.document.global.get(administratorPassword), typed) || this.isMaintenancePassword(typed);
  }

  /** What opens the serial line to those who have forgotten their password, unless `security class` says no (manual 4.12). */
  isMaintenancePassword(typed: string): boolean {
    const { forget } = this.system.document.global.effective(securityClass);
    return forget && this.entry.kind === 'serial' && typed === MAINTENANCE_PASSWORD;
  }

  /**
   * `login timer`: who types nothing for so long is logged out. `clear` means never at the serial console, and 300 seconds
   * over a network (manual 4.53), where somebody who does not log in must not stay either.
   */
  nextTimeout(): Instant {
    if (this.closed) return NEVER;
    const { rollbackAt, turnAt } = this.shell;
    return Math.min(rollbackAt, turnAt, this.#held?.until ?? NEVER, this.#loginTimeout()) as Instant;
  }

  #loginTimeout(): Instant {
    if (this.entry.kind === 'schedule') return NEVER;
    const { timer } = new UserRights(this.system, this.#user);
    if (isVisit(this.entry)) return after(this.#lastInput, seconds(timer === 'clear' ? LIMIT.networkTimer : timer));
    return timer === 'clear' || this.#isLoggingIn ? NEVER : after(this.#lastInput, seconds(timer));
  }

  handleTimeout(now: Instant): void {
    if (this.closed) return;
    if (this.shell.rollbackAt <= now) this.shell.rollBack(now);
    if (this.#held !== undefined && this.#held.until <= now) {
      this.#dialogue = this.#held.then();
      this.#held = undefined;
    }
    if (this.#loginTimeout() > now) return;
    if (this.busy)
      this.#lastInput = now; // a command that runs is somebody
    else this.logOut(now);
  }

  /** Carries out one command. */
  execute(now: Instant, line: string): void {
    const { system } = this;
    const refused = this.entry.kind === 'schedule' ? scheduledRefusal(this, line) : undefined;
    if (refused !== undefined) {
      system.journal.write(now, refused);
      return;
    }
    const outcome: Outcome = this.router.language.execute(this.session(), system.document, line);
    switch (outcome.kind) {
      case 'nothing':
        break;
      case 'fault':
        this.printFault(outcome.key);
        break;
      case 'selected':
        this.selection = outcome.selection;
        this.#writeDown(now, line);
        break;
      case 'configured':
        system.configure(now, outcome.document);
        this.#writeDown(now, line);
        for (const request of outcome.requests) this.#perform(now, request);
        break;
      case 'lines':
        this.#writeDown(now, line);
        this.#look(now, outcome);
        break;
      case 'request':
        this.#writeDown(now, line);
        this.#perform(now, outcome.request);
        break;
    }
  }

  #look(now: Instant, { view, look, into, opens, less, whole }: Extract<Outcome, { readonly kind: 'lines' }>): void {
    const show = (at: Instant): void => {
      if (into !== undefined) {
        const shown = look(new RouterStatus(this.router, at, this.language, this));
        if (typeof shown === 'string') this.printFault(shown);
        else redirect(at, this, into, shown);
        return;
      }
      const lines = view(new RouterStatus(this.router, at, this.language, this));
      if (less) this.run(new Viewer(this.#screen.wrap(lines), this.#screen.height, this.language));
      else if (whole) this.#screen.show(lines);
      else this.print(lines);
    };
    const opened = opens?.(new RouterStatus(this.router, now, this.language, this)) ?? [];
    const asked = unlock(now, opened, this.language, () => this.printFault('incorrect-password'), show);
    if (asked !== undefined) this.#dialogue = asked; // otherwise it has been shown, which may have asked something else
  }

  /** `syslog execute command`: what was understood, before it is carried out. */
  #writeDown(now: Instant, line: string): void {
    const { system } = this;
    if (!system.document.global.effective(syslogExecuteCommand)) return;
    const shown = loggable(this.router.language, this.session(), line.trim());
    system.journal.write(now, LogText.commandExecuted(shown, this.#by));
    system.settle(now);
  }

  #perform(now: Instant, request: Request): void {
    perform(now, this, request);
    if (!this.closed) this.system.settle(now);
  }

  #askWho(): void {
    this.#isLoggingIn = true;
    this.#dialogue = this.#login.question();
  }

  #letIn(now: Instant, user: string | undefined): void {
    this.#isLoggingIn = false;
    this.#user = user;
    this.#loggedInAt = now;
    this.#welcome(now);
  }

  #welcome(now: Instant): void {
    const { language, macs: macAddresses, serial } = this.router;
    this.system.journal.write(now, LogText.loginSucceeded(this.#by));
    this.print(['', ...bannerLines(language.machine, { serial, macAddresses })]);
    const isFactory = language.machine.hasAnonymousUser && this.system.document.global.get(loginPassword) === undefined;
    if (isFactory && language.machine.banner.copyrights === 'short')
      this.print(['', text('factory-password', this.language)]);
    this.#screen.begin();
  }
}
