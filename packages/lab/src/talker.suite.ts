import type { Arena, Slot } from '@rtemu/engine/arena';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { frame, Station } from './station.suite.js';

/**
 * A node with a console, for tests. It knows: `say WORDS`, `call` (sends a frame and is busy until one comes back, 3 s at
 * most), `count` (a number a second until Ctrl-C), `later WORDS` (said two seconds after), `secret` (asks for a password),
 * `sure` (asks for a key), `long` (five lines on pages of two), `logout`.
 */
export class Talker extends Station implements Operable {
  readonly sessions: TalkerSession[] = [];

  constructor(
    name: string,
    arena: Arena,
    readonly banner = '',
  ) {
    super(name, arena);
  }

  openConsole(): TalkerSession {
    const session = new TalkerSession(this);
    if (this.banner) session.print(this.banner);
    this.sessions.push(session);
    return session;
  }

  override handleFrame(now: Instant, port: number, slot: Slot): void {
    super.handleFrame(now, port, slot);
    for (const session of this.sessions) session.handleReply(now);
  }

  override handleTimeout(now: Instant): void {
    super.handleTimeout(now);
    for (const session of this.sessions) session.handleTimeout(now);
  }

  override nextTimeout(): Instant {
    return Math.min(super.nextTimeout(), ...this.sessions.map(({ timeout }) => timeout)) as Instant;
  }
}

type Mode = 'ready' | 'calling' | 'counting' | 'password' | 'key' | 'paging';

export class TalkerSession implements ConsoleSession {
  closed = false;
  typed: string[] = [];
  #mode: Mode = 'ready';
  #timeout: Instant = NEVER;
  #called: Instant = NEVER;
  #count = 0;
  #pages: number[] = [];
  #later: { at: Instant; words: string }[] = [];
  #text = '';

  constructor(private readonly node: Talker) {}

  get prompt(): string {
    if (this.#mode === 'password') return 'Password: ';
    if (this.#mode === 'paging') return '---more---';
    return this.busy || this.closed ? '' : this.#mode === 'key' ? 'Sure ? (Y/N)' : `${this.node.name}> `;
  }

  get echo(): boolean {
    return this.#mode !== 'password';
  }

  get wantsKey(): boolean {
    return this.#mode === 'key' || this.paging;
  }

  get paging(): boolean {
    return this.#mode === 'paging';
  }

  get busy(): boolean {
    return this.#mode === 'calling' || this.#mode === 'counting';
  }

  get timeout(): Instant {
    return Math.min(this.#timeout, ...this.#later.map(({ at }) => at)) as Instant;
  }

  print(line: string): void {
    this.#text += `${line}\n`;
  }

  handleLine(now: Instant, line: string): void {
    if (this.#mode === 'paging') {
      this.#turnPage(line);
      return;
    }
    this.typed.push(line);
    if (this.#mode === 'password' || this.#mode === 'key') {
      this.print(`${this.#mode} was ${line}`);
      this.#mode = 'ready';
      return;
    }
    const [, verb = '', words = ''] = /^(\S*) ?(.*)$/.exec(line) ?? [];
    if (verb === 'say') this.print(words);
    else if (verb === 'later') this.#later.push({ at: after(now, seconds(2)), words });
    else if (verb === 'secret') this.#mode = 'password';
    else if (verb === 'sure') this.#mode = 'key';
    else if (verb === 'long') {
      this.#pages = [1, 2, 3, 4, 5];
      this.#turnPage(' ');
    } else if (verb === 'logout') this.closed = true;
    else if (verb === 'call') {
      this.#mode = 'calling';
      this.#called = now;
      this.#timeout = after(now, seconds(3));
      this.node.send(frame(1, 2));
    } else if (verb === 'count') {
      this.#mode = 'counting';
      this.#count = 0;
      this.#timeout = after(now, seconds(1));
    } else if (verb !== '') this.print(`no such command: ${verb}`);
  }

  #turnPage(key: string): void {
    if (key !== ' ' && key !== '') this.#pages = [];
    for (const line of this.#pages.splice(0, key === ' ' ? 2 : 1)) this.print(`line ${line}`);
    this.#mode = this.#pages.length > 0 ? 'paging' : 'ready';
  }

  handleInterrupt(): void {
    if (this.busy) this.print('^C');
    this.#mode = 'ready';
    this.#timeout = NEVER;
  }

  handleReply(now: Instant): void {
    if (this.#mode !== 'calling') return;
    this.print(`answered after ${now - this.#called} us`);
    this.#mode = 'ready';
    this.#timeout = NEVER;
  }

  handleTimeout(now: Instant): void {
    for (const { words } of this.#later.filter(({ at }) => at <= now)) this.print(words);
    this.#later = this.#later.filter(({ at }) => at > now);
    if (this.#timeout > now) return;
    if (this.#mode === 'counting') {
      this.print(String(++this.#count));
      this.#timeout = after(now, seconds(1));
      return;
    }
    this.print('no answer');
    this.#mode = 'ready';
    this.#timeout = NEVER;
  }

  pollText(): string | undefined {
    const text = this.#text;
    this.#text = '';
    return text === '' ? undefined : text;
  }

  complete(line: string): { line: string; candidates: readonly string[] } {
    const candidates = ['call', 'count', 'later', 'logout', 'say', 'secret', 'sure'].filter((verb) =>
      verb.startsWith(line),
    );
    return { line: candidates.length === 1 ? `${candidates[0]} ` : line, candidates };
  }

  help(line: string): readonly string[] {
    return [`? ${this.complete(line).candidates.join(' ')}`];
  }
}
