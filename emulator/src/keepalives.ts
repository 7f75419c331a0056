import type { KeepaliveStatus } from '@rtemu/commands/status/routing';
import type { Document } from '@rtemu/config/document';
import { same } from '@rtemu/config/same';
import { type IpKeepalive, ipKeepalive, type KeepaliveTarget } from '@rtemu/config/settings/keepalive';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { StackEvent } from '@rtemu/ip/events';
import { Keepalive, type KeepaliveEcho } from '@rtemu/ip/keepalive';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Ipv4Address } from '@rtemu/wire/address';
import type { Journal } from './journal.js';
import type { LearntGateways } from './learnt-gateways.js';
import { keepaliveChanged } from './routing-log-text.js';

const WAIT_SECONDS = 5;
const OCTETS = 64;
/** Echo identifiers of keepalive 0; pings count from the other end. */
const IDENTIFIER = 0xe000;

interface Watched {
  readonly settings: IpKeepalive;
  readonly engine: Keepalive;
}

/** `ip keepalive`, brought onto the stack: what routes ask whether they lead anywhere. */
export class Keepalives {
  readonly #watched = new Map<number, Watched>();
  #next: Instant = NEVER;
  #changed = false;

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly gateways: LearntGateways,
    private readonly journal: Journal,
  ) {}

  /** Whether a keepalive says that its hosts can be reached. One that is not configured has nothing against it. */
  isUp(number: number): boolean {
    return this.#watched.get(number)?.engine.isUp ?? true;
  }

  /** Whether any went up or down, came or went, since this was asked last. */
  takeChange(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  /** A keepalive that stays as it was goes on; another begins anew, and down. */
  reconfigure(now: Instant, { global }: Document): void {
    const wanted = new Map(global.entries(ipKeepalive).map(({ key, value }) => [key, value]));
    for (const [number, { settings }] of this.#watched)
      if (!same(settings, wanted.get(number))) {
        this.#watched.delete(number);
        this.#changed = true;
      }
    for (const [number, settings] of wanted)
      if (!this.#watched.has(number)) {
        this.#watched.set(number, { settings, engine: engineOf(now, settings) });
        this.#changed = true;
      }
  }

  /** Sends what is to be asked now. To be called when routes are as they ought to be. */
  pump(now: Instant): void {
    this.#next = NEVER;
    for (const [number, { settings, engine }] of this.#watched) {
      for (let echo = engine.pollEcho(); echo; echo = engine.pollEcho()) this.#send(now, number, settings, echo);
      this.#heed(now, number, settings, engine);
      if (engine.nextTimeout() < this.#next) this.#next = engine.nextTimeout();
    }
  }

  handleEvent(now: Instant, event: StackEvent): void {
    if (event.kind !== 'echo-reply' || event.identifier < IDENTIFIER) return;
    const number = event.identifier - IDENTIFIER;
    const watched = this.#watched.get(number);
    if (!watched?.settings.targets.some((target) => this.#addressOf(target) === event.source)) return;
    watched.engine.handleReply(now, event.sequence);
    this.#heed(now, number, watched.settings, watched.engine);
    if (watched.engine.nextTimeout() < this.#next) this.#next = watched.engine.nextTimeout();
  }

  handleTimeout(now: Instant): void {
    if (this.#next > now) return;
    for (const { engine } of this.#watched.values()) engine.handleTimeout(now);
    this.pump(now);
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  /** By number. */
  statuses(): readonly KeepaliveStatus[] {
    return [...this.#watched]
      .sort(([a], [b]) => a - b)
      .map(([number, { settings, engine }]) => ({
        number,
        up: engine.isUp,
        targets: settings.targets.flatMap((target) => this.#addressOf(target) ?? []),
        sent: engine.sent,
        received: engine.received,
        unanswered: engine.unanswered,
      }));
  }

  #addressOf(target: KeepaliveTarget): Ipv4Address | undefined {
    return target.kind === 'address' ? target.address : this.gateways.get(target.interface);
  }

  /** By the first gateway that was written for the host, whether that is in use or not: else none would ever come back. */
  #send(now: Instant, number: number, settings: IpKeepalive, { target, sequence }: KeepaliveEcho): void {
    const destination = this.#addressOf(settings.targets[target]!);
    if (destination === undefined) return; // nobody has told it yet: that is no answer
    const head = settings.rule === 'normal' ? undefined : this.stack.routes.headFor(destination);
    if (head !== undefined && head.via < 0) return; // another way would answer for one that is not there
    this.stack.sendEcho(now, {
      destination,
      identifier: IDENTIFIER + number,
      sequence,
      payloadOctets: settings.length ?? OCTETS,
      ...(settings.localAddress !== undefined && { source: settings.localAddress }),
      ...(head !== undefined && { interface: head.via, neighbour: head.route.gateway ?? destination }),
    });
  }

  #heed(now: Instant, number: number, { log }: IpKeepalive, engine: Keepalive): void {
    for (let change = engine.pollChange(); change; change = engine.pollChange()) {
      this.#changed = true;
      if (log) this.journal.write(now, keepaliveChanged(number, change));
    }
  }
}

const engineOf = (now: Instant, settings: IpKeepalive): Keepalive =>
  new Keepalive(now, {
    intervalSeconds: settings.intervalSeconds,
    count: settings.count,
    upwaitSeconds: settings.upwaitSeconds ?? WAIT_SECONDS,
    downwaitSeconds: settings.downwaitSeconds ?? WAIT_SECONDS,
    targets: settings.targets.length,
  });
