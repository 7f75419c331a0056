import type { Tap } from '@rtemu/engine/tap';
import type { Instant } from '@rtemu/engine/time';
import type { IpcpOptions } from '@rtemu/ppp/ipcp';
import type { PppLink } from '@rtemu/ppp/link';
import type { LinkEvent } from '@rtemu/ppp/link-event';
import type { Ending } from './ending.js';

export type LinkUp = Extract<LinkEvent, { kind: 'up' }>;

/** `Opening`, `Calling`: on the way to a line. `Negotiating`: PPP is. */
export type LifeState = 'Idle' | 'Opening' | 'Calling' | 'Negotiating' | 'Connected' | 'Closing';

export type LifeEvent<E extends Ending = Ending> =
  /** There is a line, and PPP begins. Only where that is a moment of its own. */
  | { readonly kind: 'line-up' }
  /** PPP is up: the owner attaches an interface. It may come again, when the peer has PPP negotiated anew. */
  | { readonly kind: 'online'; readonly up: LinkUp }
  /** The call has been up for a while, and nothing of the peer has come over it. */
  | { readonly kind: 'unheard' }
  /** It was online and is no longer; the interface is detached. */
  | { readonly kind: 'offline'; readonly ending: E }
  /** It ended before it was online. */
  | { readonly kind: 'failed'; readonly ending: E }
  /** Whatever else the link says. To `authenticated` the owner answers with {@link Life.admit} or `disconnect`. */
  | { readonly kind: 'link'; readonly event: LinkEvent };

/** Why an owner ends a connection: on demand, since nothing was carried, since the peer may not come in, since it began anew. */
export type Parting = 'local' | 'idle' | 'refused' | 'stale';

/** One connection at a time, again and again, over whatever carries PPP: what stands behind a PP of a router. */
export interface Life<E extends Ending = Ending> {
  readonly state: LifeState;
  /** While PPP runs. */
  readonly link: PppLink | undefined;
  /** When it last carried a datagram either way. */
  readonly sentAt: Instant;
  readonly receivedAt: Instant;
  /** Looks on at the PPP frames of this connection and of those that come after it. */
  tap: Tap | undefined;
  /** From here on datagrams arrive on this interface, and those that leave by it take the connection. */
  attach(interface_: number): void;
  detach(): void;
  /** Lets the peer in. */
  admit(now: Instant, ipcp: IpcpOptions): void;
  disconnect(now: Instant, parting?: Parting): void;
  pollEvent(): LifeEvent<E> | undefined;
}
