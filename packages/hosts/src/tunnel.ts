import type { Arena } from '@rtemu/engine/arena';
import type { Tap } from '@rtemu/engine/tap';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { PppLink } from '@rtemu/ppp/link';
import type { PppLinkOptions } from '@rtemu/ppp/link-options';
import type { DownReason } from '@rtemu/ppp/reason';
import type { CallDirection, CallRole } from '@rtemu/pptp/call-machine';
import type { DisconnectReason } from '@rtemu/pptp/disconnect-reason';
import { GreSession } from '@rtemu/pptp/gre-session';
import type { Ipv4Address } from '@rtemu/wire/address';
import type { ControlChannel } from './control-channel.js';
import type { Hindrance } from './hindrance.js';

/** A call of whose peer no GRE packet came for so long is worth a word, though it goes on. */
export const UNHEARD_SECONDS = 10;

/** What a call carries: the PPP link over it, and how its GRE session behaves. */
export interface TunnelOptions {
  readonly link: PppLinkOptions;
  /** Packets that we buffer (`pptp window size`). */
  readonly windowSize: number;
}

/** Why a tunnel came to its end: the word of the link, or that of the call when the link had none. */
export type TunnelEnding = (
  | { readonly by: 'link'; readonly reason: DownReason }
  | { readonly by: 'call'; readonly reason: DisconnectReason }
) & {
  /** The call was up and yet no GRE packet of the peer ever came: as a rule something on the way lets only TCP pass. */
  readonly withoutGre?: true;
  /** Of a call that was never up: what it met with. */
  readonly hindrance?: Hindrance;
};

/** A call, its GRE session and the PPP link over it. */
export class Tunnel {
  /** There from the first word on: the peer's GRE may overtake its reply. */
  readonly gre: GreSession;
  /** There from the moment when the call is connected. */
  link: PppLink | undefined;
  /** The interface of the stack that stands for the link; without one its packets go nowhere. */
  interface: number | undefined;
  /** Why it is being ended, once it is. */
  ending: TunnelEnding | undefined;
  isOver = false;
  /** When the call was connected. */
  connectedAt: Instant | undefined;
  /** When to look whether a GRE packet has come. */
  hearBy: Instant = NEVER;
  /** When it last carried a datagram either way, for the timers that cut an idle tunnel. */
  sentAt: Instant;
  receivedAt: Instant;
  #tap: Tap | undefined;

  constructor(
    now: Instant,
    arena: Arena,
    readonly channel: ControlChannel,
    readonly callId: number,
    readonly role: CallRole,
    readonly direction: CallDirection,
    readonly options: TunnelOptions,
  ) {
    this.gre = new GreSession(arena, { callId, windowSize: options.windowSize });
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

  get peer(): Ipv4Address {
    return this.channel.peer;
  }

  get local(): Ipv4Address {
    return this.channel.local;
  }

  /** Whether the call is up, and no GRE packet of the peer has come. */
  get isUnheard(): boolean {
    const { packetsReceived, acksReceived } = this.gre.counters;
    return this.link !== undefined && packetsReceived + acksReceived === 0;
  }

  handleConnected(now: Instant): void {
    this.connectedAt = now;
    this.hearBy = after(now, seconds(UNHEARD_SECONDS));
  }

  /** Whether the time is up in which a GRE packet should have come, and none has come. */
  get wasUnheard(): boolean {
    return this.connectedAt !== undefined && this.hearBy === NEVER && this.isUnheard;
  }

  /** @returns whether the time is up in which a GRE packet should have come, and none came. Once. */
  hasGoneUnheard(now: Instant): boolean {
    if (now < this.hearBy) return false;
    this.hearBy = NEVER;
    return this.isUnheard;
  }

  nextTimeout(): Instant {
    const gre = this.gre.nextTimeout();
    const link = this.link?.nextTimeout() ?? NEVER;
    return Math.min(gre, link, this.hearBy) as Instant;
  }
}
