import type { Duplex } from 'node:stream';
import type { Operable } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';
import type { World } from '@rtemu/lab/world';

export const LIMIT = {
  /** Octets that somebody sent and that were not acted on yet, until no more is taken from them. */
  receivedOctets: 64 * 1024,
  /** For how long what one of them typed is acted on, until it is the turn of the others and of the world. */
  turnMilliseconds: 4,
  /** Octets that are handed to the door at a time, and keys that it acts on: between two looks at the clock. */
  pieceOctets: 64,
  burst: 2,
  /** Octets to be told until they are given to the machine. */
  toldOctets: 8192,
  /** Octets that the machine has taken and not sent yet, until no more is given to it, or done. */
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
  /** True when `refresh` has more to do at once. */
  readonly isBehind: boolean;
  readonly pending: number;
  handleOctets(now: Instant, octets: Uint8Array): void;
  refresh(now: Instant): void;
  takeOctets(): Uint8Array;
  hangUp(now: Instant): void;
}

/**
 * Somebody at a console of a running lab over a stream of octets, from wherever it comes. Whoever types more than is acted on in
 * their turn waits, and so does their stream; whoever does not read what they are told is not asked for more.
 */
export class Visitor {
  /** True when there is nobody any more. */
  gone = false;
  #stalledSince: number | undefined;
  #isEnding = false;
  /** What was received and not acted on yet. */
  readonly #received: Buffer[] = [];
  #receivedOctets = 0;
  /** True when nothing more will be received. */
  #isSilent = false;

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
    stream.once('end', () => this.#fallSilent());
    stream.once('close', () => this.#fallSilent());
  }

  /** To be called whenever the world has run. */
  turn(): void {
    if (this.gone) return;
    this.door.refresh(this.world.now);
    this.#work();
    if (this.door.isUnread || this.isStalled) this.#leave();
    else if (this.door.closed && !this.#isEnding) this.#end();
  }

  /** The lab is over. */
  close(): void {
    this.stream.destroy();
  }

  #receive(chunk: Buffer): void {
    if (this.gone || this.#isEnding) return;
    this.driver.catchUp(); // they came now, not when the world last moved
    this.#received.push(chunk);
    this.#receivedOctets += chunk.length;
    if (this.#receivedOctets >= LIMIT.receivedOctets) this.stream.pause();
    this.#work();
    this.driver.wake();
  }

  /** No more comes. What came is acted on, as it would have been had it come a little earlier. */
  #fallSilent(): void {
    if (this.stream.errored || this.#isEnding || this.#receivedOctets === 0) {
      this.#leave();
      return;
    }
    this.#isSilent = true;
    this.driver.wake();
  }

  /** Acts on what was typed, for as long as a turn may take. */
  #work(): void {
    const { door, world, driver } = this;
    const until = driver.milliseconds() + LIMIT.turnMilliseconds;
    let hasMore = true;
    while (hasMore && !this.#isFull && driver.milliseconds() < until) {
      hasMore = this.#workOn();
      if (door.pending >= LIMIT.toldOctets) this.#flush();
    }
    world.settle(this.node);
    this.#flush();
    if (this.gone) return;
    if (this.#receivedOctets < LIMIT.receivedOctets && this.stream.isPaused()) this.stream.resume();
    if (hasMore && !this.#isFull) driver.wake();
    if (this.#isSilent && !hasMore) this.#leave();
  }

  /** @returns false when there is nothing to do */
  #workOn(): boolean {
    const { door, world } = this;
    if (door.closed) return false;
    if (door.isBehind) {
      door.refresh(world.now);
      return true;
    }
    const [chunk] = this.#received;
    if (chunk === undefined) return false;
    const piece = chunk.subarray(0, LIMIT.pieceOctets);
    if (piece.length === chunk.length) this.#received.shift();
    else this.#received[0] = chunk.subarray(piece.length);
    this.#receivedOctets -= piece.length;
    door.handleOctets(world.now, piece);
    return true;
  }

  /** True when what is told is not read. */
  get #isFull(): boolean {
    return this.stream.writable && this.stream.writableLength >= LIMIT.queuedOctets;
  }

  #flush(): void {
    if (this.#isFull) return;
    const octets = this.door.takeOctets();
    if (octets.length > 0 && this.stream.writable) this.stream.write(octets);
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
