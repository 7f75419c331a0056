import { invariant } from '@rtemu/engine/invariant';
import { after, type Instant, seconds } from '@rtemu/engine/time';
import { TimerTable } from '@rtemu/engine/timer-table';
import { KEEPALIVE, type KeepaliveAction, type KeepaliveEvent } from './keepalive-machine.js';

/** Manual 8.5.8. */
export interface KeepaliveOptions {
  readonly intervalSeconds: number;
  /** Echoes in a row without an answer that mean that nobody can be reached. */
  readonly count: number;
  readonly upwaitSeconds: number;
  readonly downwaitSeconds: number;
  /** How many hosts are asked; one that answers is enough. */
  readonly targets: number;
}

/** An echo to send now. */
export interface KeepaliveEcho {
  /** Which of the hosts. */
  readonly target: number;
  readonly sequence: number;
}

/**
 * `ip keepalive`: asks hosts by ICMP echo whether they are there, round by round. It knows no wire: its owner sends what
 * {@link pollEcho} gives and hands in what comes back.
 */
export class Keepalive {
  /** Echoes and answers, of all hosts together. */
  sent = 0;
  received = 0;
  #state = KEEPALIVE.initial;
  readonly #timers = new TimerTable<'echo' | 'wait'>();
  readonly #changes: ('up' | 'down')[] = [];
  /** Hosts of this round that are still to be asked. */
  #toAsk = 0;
  #rounds = 0;
  /** Rounds since somebody answered, the running one among them. */
  #silent = 0;

  constructor(
    now: Instant,
    private readonly options: KeepaliveOptions,
  ) {
    this.#ask(now);
  }

  get isUp(): boolean {
    return this.#state === 'Up' || this.#state === 'Falling';
  }

  /** Rounds in a row that nobody has answered. */
  get unanswered(): number {
    return this.#silent;
  }

  /** What it came to be since this was asked last; one change after the other. */
  pollChange(): 'up' | 'down' | undefined {
    return this.#changes.shift();
  }

  pollEcho(): KeepaliveEcho | undefined {
    if (this.#toAsk === 0) return undefined;
    const target = this.options.targets - this.#toAsk--;
    this.sent++;
    return { target, sequence: this.#sequence };
  }

  /** @param sequence one of the last rounds; an answer that is older than those that decide tells nothing */
  handleReply(now: Instant, sequence: number): void {
    const age = (this.#sequence - sequence) & 0xffff;
    if (age >= Math.min(this.options.count, this.#rounds)) return;
    this.received++;
    this.#silent = 0;
    this.#step(now, 'Answer');
  }

  handleTimeout(now: Instant): void {
    // One after the other: what the first brings may stop the second.
    while (this.#timers.next() <= now) {
      if (this.#timers.deadline('wait') <= this.#timers.deadline('echo')) {
        this.#timers.stop('wait');
        this.#step(now, 'WaitOver');
      } else {
        if (this.#silent > 0) this.#step(now, 'Miss');
        this.#ask(now);
      }
    }
  }

  nextTimeout(): Instant {
    return this.#timers.next();
  }

  get #sequence(): number {
    return (this.#rounds - 1) & 0xffff;
  }

  #ask(now: Instant): void {
    this.#rounds++;
    this.#silent++;
    this.#toAsk = this.options.targets;
    this.#timers.set('echo', after(now, seconds(this.options.intervalSeconds)));
    if (this.#silent === this.options.count) this.#step(now, 'Silence');
  }

  #step(now: Instant, event: KeepaliveEvent): void {
    const move = KEEPALIVE.step(this.#state, event);
    invariant(move !== undefined, `${event} in ${this.#state}`);
    this.#state = move.next;
    for (const action of move.actions) this.#perform(now, action);
  }

  #perform(now: Instant, action: KeepaliveAction): void {
    switch (action) {
      case 'startUpwait':
        this.#timers.set('wait', after(now, seconds(this.options.upwaitSeconds)));
        break;
      case 'startDownwait':
        this.#timers.set('wait', after(now, seconds(this.options.downwaitSeconds)));
        break;
      case 'stopWait':
        this.#timers.stop('wait');
        break;
      case 'tellUp':
        this.#changes.push('up');
        break;
      case 'tellDown':
        this.#changes.push('down');
        break;
    }
  }
}
