import type { Slot } from '@rtemu/engine/arena';
import type { Tap } from '@rtemu/engine/tap';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { LineEnding } from '@rtemu/line/line-ending';
import type { PppLink } from '@rtemu/ppp/link';
import type { PppLinkOptions } from '@rtemu/ppp/link-options';
import type { LineKind, LineOver } from './ending.js';

/** The line itself, as the PPP link over it needs it. */
export interface LineDriver {
  readonly kind: LineKind;
  /** Carries a PPP frame to the other end. Owned from here on. */
  sendFrame(now: Instant, frame: Slot): void;
  /** Takes the line down; `LineEndpoint.handleLineDown` follows. It may come before the line is up. */
  clear(now: Instant, ending: LineEnding): void;
}

/** A line and the PPP link over it. */
export class LineSession {
  /** Given by whoever makes the line. */
  driver: LineDriver | undefined;
  /** There from the moment when the line is up. */
  link: PppLink | undefined;
  /** The interface of the stack that stands for the link; without one its packets go nowhere. */
  interface: number | undefined;
  /** Who is at the other end, as the line has it: the name of a concentrator. */
  peerName: string | undefined;
  /** Why it is being ended, once it is. */
  ending: LineOver | undefined;
  isOver = false;
  /** When it last carried a datagram either way. */
  sentAt: Instant;
  receivedAt: Instant;
  #tap: Tap | undefined;

  constructor(
    now: Instant,
    readonly options: PppLinkOptions,
  ) {
    this.sentAt = now;
    this.receivedAt = now;
  }

  /** Looks on at the PPP frames of the link, of one yet to come too. */
  get tap(): Tap | undefined {
    return this.#tap;
  }

  set tap(tap: Tap | undefined) {
    this.#tap = tap;
    if (this.link) this.link.tap = tap;
  }

  nextTimeout(): Instant {
    return this.link === undefined ? NEVER : this.link.nextTimeout();
  }
}
