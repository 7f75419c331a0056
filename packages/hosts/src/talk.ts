import { after, type Duration, type Instant, seconds } from '@rtemu/engine/time';
import { TimerTable } from '@rtemu/engine/timer-table';
import type { TcpConnection } from '@rtemu/ip/tcp/connection';
import type { TcpEvent } from '@rtemu/ip/tcp/outlet';
import { printIpv4 } from '@rtemu/wire/address';
import { writeText } from '@rtemu/wire/text';
import { ENDINGS } from './endings.js';
import type { Job } from './host-console.js';
import { LineReader } from './line-reader.js';

export interface TalkOptions {
  /** What to say once connected; a line feed is put behind it. */
  readonly text?: string | undefined;
  /** For how long to stay connected; otherwise until the first line has come back, or not at all when nothing is said. */
  readonly stay?: Duration | undefined;
}

/** How long to wait for the first line of an answer. */
const ANSWER_WAIT = seconds(5);

/** A conversation over TCP as a person at a console has it: calls, says one line, hears what comes back. */
export class Talk implements Job {
  done = false;
  readonly #timers = new TimerTable<'end'>();
  readonly #reader = new LineReader();
  #text = '';
  #heard = 0;

  constructor(
    readonly tcp: TcpConnection,
    private readonly options: TalkOptions,
  ) {}

  pollText(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  interrupt(now: Instant): void {
    if (this.done) return;
    this.tcp.abort(now);
    this.#finish(ENDINGS.aborted);
  }

  handleTcpEvent(now: Instant, event: TcpEvent): void {
    if (this.done) return;
    switch (event.kind) {
      case 'connected':
        this.#open(now);
        break;
      case 'readable':
        this.#read(now);
        break;
      case 'peer-closed':
        this.#read(now);
        this.#hangUp(now, 'the peer closed the connection');
        break;
      case 'closed':
        this.#read(now);
        if (!this.done) this.#finish(ENDINGS[event.reason]);
        break;
    }
  }

  handleTimeout(now: Instant): void {
    if (this.#timers.takeDue(now).length === 0 || this.done) return;
    const isAwaited = this.options.stay === undefined && this.#heard === 0;
    this.#hangUp(now, isAwaited ? 'nothing came back' : ENDINGS.closed);
  }

  nextTimeout(): Instant {
    return this.#timers.next();
  }

  #open(now: Instant): void {
    const { local, remote } = this.tcp;
    const { text, stay } = this.options;
    this.#say(
      `connected to ${printIpv4(remote.address)}:${remote.port} from ${printIpv4(local.address)}:${local.port}`,
    );
    if (text !== undefined) this.tcp.send(now, writeText(`${text}\n`), { push: true });
    else if (stay === undefined) {
      this.#hangUp(now, ENDINGS.closed);
      return;
    }
    this.#timers.set('end', after(now, stay ?? ANSWER_WAIT));
  }

  #read(now: Instant): void {
    for (const line of this.#reader.read(this.tcp.read())) {
      this.#heard++;
      this.#say(line);
    }
    if (this.#heard > 0 && this.options.stay === undefined) this.#hangUp(now, ENDINGS.closed);
  }

  #hangUp(now: Instant, why: string): void {
    if (this.done) return;
    for (const line of this.#reader.rest()) this.#say(line);
    this.tcp.dismiss(now);
    this.#finish(why);
  }

  #finish(why: string): void {
    this.#timers.stopAll();
    this.#say(why);
    this.done = true;
  }

  #say(line: string): void {
    this.#text += `${line}\n`;
  }
}
