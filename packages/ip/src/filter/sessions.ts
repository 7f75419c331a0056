import type { Instant } from '@rtemu/engine/time';
import type { Channel } from './channel-table.js';
import type { WatchedRule } from './dynamic-list.js';
import type { PacketEnds } from './packet-ends.js';

export const LIMIT = {
  /** Ended sessions that wait to be logged. Further ones are not logged, and counted. */
  ended: 256,
} as const;

/** A connection that a dynamic filter knows, with the connections that it brought along. */
export interface Session {
  readonly number: number;
  readonly interface: number;
  /** The way of the packet that began it. */
  readonly isOutward: boolean;
  readonly watched: WatchedRule;
  readonly startedAt: Instant;
  readonly protocol: number;
  /** Unsigned. Who began it, and with whom. */
  readonly source: number;
  readonly destination: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** The first is the connection that it began with, as long as that is there. */
  readonly channels: Channel[];
}

export interface EndedSession {
  readonly at: Instant;
  readonly session: Session;
}

export class Sessions {
  /** Ended ones that nobody logged. */
  lost = 0;
  /** The most that there were at a time. */
  peak = 0;
  readonly #byNumber = new Map<number, Session>();
  readonly #ended: EndedSession[] = [];
  #last = 0;

  get count(): number {
    return this.#byNumber.size;
  }

  /** Those that were begun first come first. */
  all(): readonly Session[] {
    return [...this.#byNumber.values()];
  }

  get(number: number): Session | undefined {
    return this.#byNumber.get(number);
  }

  begin(now: Instant, interface_: number, watched: WatchedRule, ends: PacketEnds): Session {
    const { near, far, ports, isOutward, protocol } = ends;
    const [nearPort, farPort] = [ports >>> 16, ports & 0xffff];
    const session: Session = {
      number: ++this.#last,
      interface: interface_,
      isOutward,
      watched,
      startedAt: now,
      protocol,
      source: (isOutward ? near : far) >>> 0,
      destination: (isOutward ? far : near) >>> 0,
      sourcePort: isOutward ? nearPort : farPort,
      destinationPort: isOutward ? farPort : nearPort,
      channels: [],
    };
    this.#byNumber.set(session.number, session);
    if (this.count > this.peak) this.peak = this.count;
    return session;
  }

  /** The peak is counted anew, from what there is. */
  resetPeak(): void {
    this.peak = this.count;
  }

  /** It found no room. */
  abandon(session: Session): void {
    this.#byNumber.delete(session.number);
  }

  end(now: Instant, session: Session): void {
    this.#byNumber.delete(session.number);
    if (!session.watched.rule.syslog) return;
    if (this.#ended.length >= LIMIT.ended) this.lost++;
    else this.#ended.push({ at: now, session });
  }

  get hasEnded(): boolean {
    return this.#ended.length > 0;
  }

  /** Those that ended since this was asked last. */
  takeEnded(): readonly EndedSession[] {
    return this.#ended.splice(0);
  }
}
