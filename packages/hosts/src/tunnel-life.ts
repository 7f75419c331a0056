import { invariant, unreachable } from '@rtemu/engine/invariant';
import type { Tap } from '@rtemu/engine/tap';
import { type Instant, START, seconds } from '@rtemu/engine/time';
import type { IpcpOptions } from '@rtemu/ppp/ipcp';
import type { PppLink } from '@rtemu/ppp/link';
import type { LinkEvent } from '@rtemu/ppp/link-event';
import type { DisconnectReason } from '@rtemu/pptp/disconnect-reason';
import type { Ipv4Address } from '@rtemu/wire/address';
import type { ControlChannel } from './control-channel.js';
import type { Hindrance } from './hindrance.js';
import type { Life, LifeEvent, LifeState, LinkUp, Parting } from './life.js';
import type { ControlProfile, EndpointEvent, PptpEndpoint } from './pptp-endpoint.js';
import type { Tunnel, TunnelEnding, TunnelOptions } from './tunnel.js';
import { type LifeAction, type LifeInput, TUNNEL_LIFE } from './tunnel-life-machine.js';

/** Why PPTP is told that the owner ends a tunnel. */
const REASON: Readonly<Record<Parting, DisconnectReason>> = {
  local: 'local',
  idle: 'tunnel-disconnect-timer',
  refused: 'resource-shortage',
  stale: 'peer-closed',
};

/** How long a peer that we have opened a connection to may take to call over it; as long as it may for TCP. */
const CALL_WAIT = seconds(30);

/** Whom to dial, and how. */
export interface Dial {
  readonly peer: Ipv4Address;
  readonly profile: ControlProfile;
  readonly options: TunnelOptions;
  /** `pns`: place an outgoing call. `none`: open the connection and wait for the peer's call (FAQ Q12). */
  readonly place: 'pns' | 'none';
}

/** One tunnel at a time, again and again: what stands behind a PP of a router and behind a PC's VPN connection. */
export class TunnelLife implements Life<TunnelEnding> {
  state: LifeState = TUNNEL_LIFE.initial;
  tunnel: Tunnel | undefined;
  /** While connected. */
  up: LinkUp | undefined;

  readonly #events: LifeEvent<TunnelEnding>[] = [];
  #dial: Dial | undefined;
  #channel: ControlChannel | undefined;
  #tap: Tap | undefined;
  #ending: TunnelEnding = { by: 'call', reason: 'local' };
  /** Whether the owner knows that what it has begun is over. */
  #isTold = true;

  constructor(private readonly endpoint: PptpEndpoint) {}

  get channel(): ControlChannel | undefined {
    return this.#channel;
  }

  /** Whether TCP to the peer is open. */
  get isTcpOpen(): boolean {
    return this.#channel?.control !== undefined;
  }

  get link(): PppLink | undefined {
    return this.tunnel?.link;
  }

  get sentAt(): Instant {
    return this.tunnel?.sentAt ?? START;
  }

  get receivedAt(): Instant {
    return this.tunnel?.receivedAt ?? START;
  }

  get tap(): Tap | undefined {
    return this.#tap;
  }

  set tap(tap: Tap | undefined) {
    this.#tap = tap;
    if (this.tunnel) this.tunnel.tap = tap;
  }

  /** Nothing happens unless it is idle. */
  connect(now: Instant, dial: Dial): void {
    if (this.state === 'Idle') this.#dial = dial;
    this.#step(now, 'Connect');
  }

  /** Takes a call that was offered. @returns false when the peer has given up meanwhile, or a call is here already */
  answer(now: Instant, channel: ControlChannel, callId: number, options: TunnelOptions): boolean {
    if (this.state !== 'Idle' && !this.#awaitsCall) return false;
    const tunnel = this.endpoint.accept(now, channel, callId, options);
    if (!tunnel) return false;
    tunnel.tap = this.#tap;
    this.tunnel = tunnel;
    this.#changeTo(now, channel);
    this.#step(now, 'Called');
    return true;
  }

  /**
   * The peer has opened a connection so that we call over it, or wait there for its call. Nothing happens unless we are idle or
   * still open one of our own.
   */
  summon(now: Instant, channel: ControlChannel, dial: Dial): void {
    if (this.state !== 'Idle' && this.state !== 'Opening') return;
    this.#dial = dial;
    this.#changeTo(now, channel);
    this.#step(now, 'Summoned');
  }

  attach(interface_: number): void {
    this.endpoint.attach(this.tunnel!, interface_);
  }

  detach(): void {
    if (this.tunnel) this.endpoint.detach(this.tunnel);
  }

  admit(now: Instant, ipcp: IpcpOptions): void {
    if (this.tunnel) this.endpoint.admit(now, this.tunnel, ipcp);
  }

  disconnect(now: Instant, parting: Parting = 'local'): void {
    if (this.state !== 'Idle' && this.state !== 'Closing') {
      const isPending = this.state === 'Opening' && this.#channel?.control === undefined && parting === 'local';
      this.#ending = { by: 'call', reason: isPending ? 'tcp-pending' : REASON[parting] };
    }
    this.#step(now, 'Disconnect');
  }

  pollEvent(): LifeEvent<TunnelEnding> | undefined {
    return this.#events.shift();
  }

  /** @returns false when the event is about somebody else's tunnel or connection */
  handleEvent(now: Instant, event: EndpointEvent): boolean {
    if ('tunnel' in event ? event.tunnel !== this.tunnel : event.channel !== this.#channel) return false;
    switch (event.kind) {
      case 'channel-open':
        this.#step(now, 'ChannelOpen');
        break;
      case 'channel-closed':
        if (this.#awaitsCall)
          this.#ending = { by: 'call', reason: event.reason, ...this.#hindranceOf(event.channel, event.reason) };
        this.#channel = undefined;
        this.#step(now, 'ChannelClosed');
        break;
      case 'connected':
        this.#step(now, 'CallConnected');
        break;
      case 'link':
        this.#handleLink(now, event.event);
        break;
      case 'unheard':
        this.#events.push({ kind: 'unheard' });
        break;
      case 'ended':
        this.#ending = event.ending;
        this.tunnel = undefined;
        this.#step(now, 'Ended');
        break;
      case 'offered':
      case 'control':
        return false; // the owner's
      default:
        unreachable(event);
    }
    return true;
  }

  /** Whether it is on its way to a call, and there is none yet. */
  get #awaitsCall(): boolean {
    return this.state === 'Opening' || (this.state === 'Calling' && this.tunnel === undefined);
  }

  /** What the connection met with; one that came up and that nobody called over, where that was what it was for. */
  #hindranceOf({ hindrance }: ControlChannel, reason: DisconnectReason): { readonly hindrance?: Hindrance } {
    if (hindrance !== undefined) return { hindrance };
    return this.state === 'Calling' && reason === 'procedure-error' ? { hindrance: { kind: 'not-called' } } : {};
  }

  /** Of two connections to the peer that are there at once, ours is closed. */
  #changeTo(now: Instant, channel: ControlChannel): void {
    const own = this.#channel;
    this.#channel = channel;
    if (own !== undefined && own !== channel) this.endpoint.close(now, own);
  }

  #handleLink(now: Instant, event: LinkEvent): void {
    if (event.kind === 'up') {
      this.up = event;
      this.#step(now, 'LinkUp');
    } else this.#events.push({ kind: 'link', event });
  }

  #step(now: Instant, input: LifeInput): void {
    const move = TUNNEL_LIFE.step(this.state, input);
    invariant(move !== undefined, `${input} may come in ${this.state}`);
    if (this.state === 'Idle' && move.next !== 'Idle') this.#isTold = false;
    this.state = move.next;
    for (const action of move.actions) this.#perform(now, action);
  }

  #perform(now: Instant, action: LifeAction): void {
    switch (action) {
      case 'openChannel':
        this.#openChannel(now);
        break;
      case 'placeCall':
        this.#placeCall(now);
        break;
      case 'hangUp':
        this.#hangUp(now);
        break;
      case 'closeChannel':
        this.#closeChannel(now);
        break;
      case 'goOnline':
        this.#events.push({ kind: 'online', up: this.up! });
        break;
      case 'goOffline':
        this.#tellEnd(this.up ? 'offline' : 'failed');
        this.up = undefined;
        break;
      case 'fail':
        this.#tellEnd('failed');
        break;
      default:
        unreachable(action);
    }
  }

  /** Once: the call ends first, and its connection after it. */
  #tellEnd(kind: 'offline' | 'failed'): void {
    if (!this.#isTold) this.#events.push({ kind, ending: this.#ending });
    this.#isTold = true;
  }

  #openChannel(now: Instant): void {
    const { peer, profile, place } = this.#dial!;
    const said = place === 'none' ? { ...profile, callWait: CALL_WAIT } : profile;
    const isFull = this.endpoint.isFull;
    this.#channel = isFull ? undefined : this.endpoint.open(now, peer, said);
    if (this.#channel) return;
    // Too many sessions are there already, or there is no way to the peer.
    this.#ending = isFull
      ? { by: 'call', reason: 'resource-shortage' }
      : { by: 'call', reason: 'tcp-response-timeout', hindrance: { kind: 'no-route' } };
    this.#step(now, 'ChannelClosed');
  }

  #placeCall(now: Instant): void {
    const { place, options } = this.#dial!;
    if (place === 'none') return;
    const channel = this.#channel!;
    this.tunnel = this.endpoint.call(now, channel, channel.originator ? 'pns' : 'pac', options);
    if (this.tunnel) {
      this.tunnel.tap = this.#tap;
      return;
    }
    this.#ending = { by: 'call', reason: 'resource-shortage' };
    this.#step(now, 'Ended');
  }

  #hangUp(now: Instant): void {
    const { reason } = this.#ending;
    if (this.tunnel) this.endpoint.hangUp(now, this.tunnel, reason as DisconnectReason);
    else this.#step(now, 'Ended');
  }

  /** The connection that the peer opened is the peer's to close. */
  #closeChannel(now: Instant): void {
    const channel = this.#channel;
    if (channel?.originator) this.endpoint.close(now, channel);
    else {
      this.#channel = undefined;
      this.#step(now, 'ChannelClosed');
    }
  }
}
