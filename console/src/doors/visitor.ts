import type { Duplex } from 'node:stream';
import type { Operable } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';
import type { World } from '@rtemu/lab/world';

export const LIMIT = {
  /** Octets that the machine has taken and not sent yet, until no more is given to it. */
  queuedOctets: 256 * 1024,
  /** How long somebody may leave that unread. */
  stalledMilliseconds: 60_000,
  /** How long the last words may take. */
  endingMilliseconds: 5000,
} as const;

/** What drives the world, and the clock that it is driven by. */
export interface Driver {
  /** Lets the world run until now. */
  catchUp(): void;
  /** Lets the world run, and the doors be looked after, soon. */
  wake(): void;
  milliseconds(): number;
}

/** What stands between a stream and a session. */
export interface Threshold {
  readonly closed: boolean;
  readonly isUnread: boolean;
  handleOctets(now: Instant, octets: Uint8Array): void;
  refresh(now: Instant): void;
  takeOctets(): Uint8Array;
  hangUp(now: Instant): void;
}

/** Somebody at a console of a running lab over a stream of octets, from wherever it comes. */
export class Visitor {
  /** True when there is nobody any more. */
  gone = false;
  #stalledSince: number | undefined;
  #isEnding = false;

  constructor(
    private readonly world: World,
    private readonly driver: Driver,
    private readonly node: Operable,
    private readonly door: Threshold,
    private readonly stream: Duplex,
  ) {
    stream.on('data', (chunk: Buffer) => this.#receive(chunk));
    stream.on('drain', () => driver.wake());
    stream.on('error', () => {}); // "close" follows
    stream.once('end', () => this.#leave());
    stream.once('close', () => this.#leave());
  }

  /** To be called whenever the world has run. */
  turn(): void {
    if (this.gone) return;
    this.door.refresh(this.world.now);
    this.world.settle(this.node);
    this.#flush();
    if (this.door.isUnread || this.isStalled) this.stream.destroy();
    else if (this.door.closed && !this.#isEnding) this.#end();
  }

  /** The lab is over. */
  close(): void {
    this.stream.destroy();
  }

  #receive(chunk: Buffer): void {
    if (this.gone || this.#isEnding) return;
    this.driver.catchUp(); // they came now, not when the world last moved
    this.door.handleOctets(this.world.now, chunk);
    this.world.settle(this.node);
    this.driver.wake();
  }

  #flush(): void {
    if (this.stream.writableLength >= LIMIT.queuedOctets || !this.stream.writable) return;
    const octets = this.door.takeOctets();
    if (octets.length > 0) this.stream.write(octets);
  }

  /** Somebody does not take what they are told. */
  get isStalled(): boolean {
    if (this.stream.writableLength === 0) this.#stalledSince = undefined;
    else this.#stalledSince ??= this.driver.milliseconds();
    return (
      this.#stalledSince !== undefined && this.driver.milliseconds() - this.#stalledSince > LIMIT.stalledMilliseconds
    );
  }

  #end(): void {
    this.#isEnding = true;
    this.stream.end();
    const late = setTimeout(() => this.stream.destroy(), LIMIT.endingMilliseconds);
    late.unref();
    this.stream.once('close', () => clearTimeout(late));
  }

  #leave(): void {
    if (this.gone) return;
    this.gone = true;
    this.driver.catchUp();
    this.door.hangUp(this.world.now);
    this.world.settle(this.node);
    this.stream.destroy();
    this.driver.wake();
  }
}
