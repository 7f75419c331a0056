/**
 * PPTP over an IPv4 stack, as server and as client: the joint of `ip`, `pptp` and `ppp`.
 *
 * For each call there is a {@link Tunnel}: GRE packets of the stack go to its session, frames of the session to its link,
 * datagrams of the link to the stack as arriving on the tunnel's interface; and the same way back. What a call means, who
 * may place one and which interface it is, is the owner's.
 *
 * After every call of a method here or of the stack, the owner calls {@link PptpEndpoint.pump} and drains `pollEvent`.
 * @module
 */

import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { countersOf } from '@rtemu/engine/counters';
import { invariant } from '@rtemu/engine/invariant';
import type { Random } from '@rtemu/engine/random';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { TcpEvent } from '@rtemu/ip/tcp/outlet';
import type { IpcpOptions } from '@rtemu/ppp/ipcp';
import { PppLink } from '@rtemu/ppp/link';
import type { LinkEvent } from '@rtemu/ppp/link-event';
import type { CallDirection } from '@rtemu/pptp/call-machine';
import type { Refusal } from '@rtemu/pptp/call-messages';
import { admitStart } from '@rtemu/pptp/collision';
import { type ControlOptions, mayTakeConnection } from '@rtemu/pptp/control-connection';
import type { ControlEvent } from '@rtemu/pptp/control-outbox';
import type { DisconnectReason } from '@rtemu/pptp/disconnect-reason';
import type { Ipv4Address } from '@rtemu/wire/address';
import * as Gre from '@rtemu/wire/gre';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { ControlChannel } from './control-channel.js';
import { Tunnel, type TunnelEnding, type TunnelOptions } from './tunnel.js';

/** RFC 2637 §2. */
export const PPTP_PORT = 1723;
/** The headers of a tunnelled datagram at their longest: MPPE and PPP, GRE, IPv4, and Ethernet's at the end. */
const HEADERS_OCTETS = 8 + 16 + 20 + 14;
/** How long a peer may take to answer TCP's first word; then it is a `tcp-response-timeout`. */
const RESPONSE_WAIT = seconds(30);

/** What an endpoint says of itself on a control connection; the rest of its options the endpoint knows. */
export type ControlProfile = Omit<ControlOptions, 'originator' | 'admit'>;

export type EndpointEvent =
  /** The control connection is established. */
  | { readonly kind: 'channel-open'; readonly channel: ControlChannel }
  | { readonly kind: 'channel-closed'; readonly channel: ControlChannel; readonly reason: DisconnectReason }
  /** The peer wants a call: `accept` or `refuse` is due. */
  | {
      readonly kind: 'offered';
      readonly channel: ControlChannel;
      readonly callId: number;
      readonly direction: CallDirection;
    }
  /** The call is up and PPP begins. */
  | { readonly kind: 'connected'; readonly tunnel: Tunnel }
  | { readonly kind: 'link'; readonly tunnel: Tunnel; readonly event: LinkEvent }
  /** The call has been up for a while, and no GRE packet of the peer has come. Once. */
  | { readonly kind: 'unheard'; readonly tunnel: Tunnel }
  | { readonly kind: 'ended'; readonly tunnel: Tunnel; readonly ending: TunnelEnding }
  /** Whatever else a control connection has to say: keepalives and traces for the log. */
  | { readonly kind: 'control'; readonly channel: ControlChannel; readonly event: ControlEvent };

const newCounters = countersOf(
  'grePacketsForNobody',
  'datagramsForNobody',
  'nestedTooDeep',
  'connectionsRefused',
  /** Calls that came to their end, not by our will, without a GRE packet of the peer. */
  'callsWithoutGre',
);

export class PptpEndpoint {
  readonly counters = newCounters();
  /** Calls at a time, either way; what comes then is the owner's to refuse, and none is placed. */
  callsMax = Number.POSITIVE_INFINITY;
  /** Datagrams that left by an interface without a tunnel; the tag is the interface. The owner drains it. */
  readonly strays: SlotQueue;

  readonly #channels = new Map<number, ControlChannel>();
  readonly #tunnels = new Map<number, Tunnel>();
  readonly #byInterface: (Tunnel | undefined)[] = [];
  readonly #events: EndpointEvent[] = [];
  /** Never later than what is due first; what falls due too early is looked at in vain. */
  #next: Instant = NEVER;

  constructor(
    private readonly arena: Arena,
    private readonly mppe: MppeEngine,
    private readonly random: Random,
    private readonly stack: Ipv4Stack,
    /** What to say to a peer that opens a connection to us. */
    private readonly profileFor: (peer: Ipv4Address) => ControlProfile,
  ) {
    this.strays = new SlotQueue(arena);
    stack.claim(Gre.IP_PROTOCOL);
  }

  get channels(): Iterable<ControlChannel> {
    return this.#channels.values();
  }

  /** In the order in which they were made. */
  get tunnels(): Iterable<Tunnel> {
    return this.#tunnels.values();
  }

  get tunnelCount(): number {
    return this.#tunnels.size;
  }

  get isFull(): boolean {
    return this.#tunnels.size >= this.callsMax;
  }

  /** Whether to take connections on port 1723. Those that are there stay. */
  listen(open: boolean): void {
    if (open) this.stack.tcp.listen(PPTP_PORT);
    else this.stack.tcp.unlisten(PPTP_PORT);
  }

  /** Opens a control connection; `channel-open` or `channel-closed` follows. */
  open(now: Instant, peer: Ipv4Address, profile: ControlProfile): ControlChannel | undefined {
    const local = this.stack.sourceFor(peer);
    if (local === undefined) return undefined;
    const settings = { synGiveUpAfter: RESPONSE_WAIT };
    const tcp = this.stack.tcp.connect(now, { local, remote: peer, remotePort: PPTP_PORT, settings });
    const channel = new ControlChannel(tcp, { ...profile, originator: true });
    this.#channels.set(tcp.id, channel);
    return channel;
  }

  /** Places a call over an open channel, as PNS an outgoing one, as PAC an incoming one (FAQ Q12). */
  call(now: Instant, channel: ControlChannel, role: 'pns' | 'pac', options: TunnelOptions): Tunnel | undefined {
    if (this.isFull) return undefined;
    const { control } = channel;
    const callId = role === 'pns' ? control?.placeOutgoingCall(now) : control?.placeIncomingCall(now);
    if (callId === undefined) return undefined;
    const tunnel = new Tunnel(
      now,
      this.arena,
      channel,
      callId,
      role,
      role === 'pns' ? 'outgoing' : 'incoming',
      options,
    );
    this.#tunnels.set(callId, tunnel);
    return tunnel;
  }

  /** Grants what `offered` told. `undefined` when the peer has given up meanwhile. */
  accept(now: Instant, channel: ControlChannel, callId: number, options: TunnelOptions): Tunnel | undefined {
    const call = channel.control?.call(callId);
    if (!call) return undefined;
    const tunnel = new Tunnel(now, this.arena, channel, callId, call.role, call.direction, options);
    this.#tunnels.set(callId, tunnel);
    if (channel.control!.acceptCall(now, callId)) return tunnel;
    this.#tunnels.delete(callId);
    return undefined;
  }

  refuse(now: Instant, channel: ControlChannel, callId: number, refusal: Refusal): void {
    channel.control?.refuseCall(now, callId, refusal);
  }

  /** From here on datagrams of the tunnel arrive on this interface, and those that leave by it take the tunnel. */
  attach(tunnel: Tunnel, interface_: number): void {
    invariant(this.#byInterface[interface_] === undefined, `interface ${interface_} has no tunnel yet`);
    tunnel.interface = interface_;
    this.#byInterface[interface_] = tunnel;
  }

  detach(tunnel: Tunnel): void {
    if (tunnel.interface !== undefined) this.#byInterface[tunnel.interface] = undefined;
    tunnel.interface = undefined;
  }

  /** Ends a tunnel: politely, PPP first, then the call. `ended` follows. */
  hangUp(now: Instant, tunnel: Tunnel, reason: DisconnectReason = 'local'): void {
    if (tunnel.isOver) return;
    tunnel.ending ??= { by: 'call', reason };
    if (tunnel.link) tunnel.link.close(now);
    else tunnel.channel.control?.clearCall(now, tunnel.callId, reason);
    this.#pumpTunnel(now, tunnel);
  }

  /** Lets the peer in, as an answer to its link's `authenticated`. */
  admit(now: Instant, tunnel: Tunnel, ipcp: IpcpOptions): void {
    tunnel.link?.admit(now, ipcp);
    this.#pumpTunnel(now, tunnel);
  }

  /** Ends a control connection and the calls on it. */
  close(now: Instant, channel: ControlChannel, reason: DisconnectReason = 'local'): void {
    if (channel.control) channel.control.stop(now, reason);
    else channel.tcp.abort(now);
  }

  /** @returns false when the event is not about a connection of ours */
  handleTcpEvent(now: Instant, event: TcpEvent): boolean {
    const { connection } = event;
    if (event.kind === 'accepted' && event.port === PPTP_PORT) {
      this.#take(now, event.connection);
      return true;
    }
    const channel = this.#channels.get(connection.id);
    if (!channel) return false;
    switch (event.kind) {
      case 'connected':
        channel.handleOpen(now);
        break;
      case 'readable':
        channel.handleReadable(now);
        break;
      case 'peer-closed':
        channel.handleReadable(now);
        channel.handlePeerClosed(now);
        break;
      case 'closed':
        channel.handleReadable(now);
        channel.handleTcpClosed(now, event);
        this.#relay(now, channel);
        this.#forget(connection.id, channel);
        break;
    }
    return true;
  }

  /** Leads everything that waits to where it goes, until nothing waits any more. */
  pump(now: Instant): void {
    for (const channel of this.#channels.values()) this.#relay(now, channel);
    this.stack.flush(now);
    this.pumpData(now);
  }

  /** Whether `pollEvent` has something, in which case `pump` is due afterwards. */
  get hasEvents(): boolean {
    return this.#events.length > 0;
  }

  /**
   * The data path alone, GRE packets inward and datagrams outward, without an allocation. What belongs to one tunnel in a
   * row is pumped through it together.
   */
  pumpData(now: Instant): void {
    const { deliveries, packets } = this.stack;
    while (deliveries.size > 0 || packets.size > 0) {
      let tunnel: Tunnel | undefined;
      for (let slot = deliveries.shift(); slot !== NO_SLOT; slot = deliveries.shift()) {
        const next = this.#tunnelOf(slot);
        if (tunnel !== undefined && next !== tunnel) this.#pumpTunnel(now, tunnel);
        tunnel = next;
        if (next !== undefined) next.gre.handlePacket(now, slot);
      }
      for (let slot = packets.shift(); slot !== NO_SLOT; slot = packets.shift()) {
        const next = this.#tunnelBehind(packets.tag, slot);
        if (tunnel !== undefined && next !== tunnel) this.#pumpTunnel(now, tunnel);
        tunnel = next;
        if (next === undefined) continue;
        next.sentAt = now;
        next.link!.sendPacket(now, slot);
      }
      if (tunnel !== undefined) this.#pumpTunnel(now, tunnel);
    }
  }

  pollEvent(): EndpointEvent | undefined {
    return this.#events.shift();
  }

  handleTimeout(now: Instant): void {
    for (const channel of this.#channels.values()) if (channel.nextTimeout() <= now) channel.handleTimeout(now);
    for (const tunnel of [...this.#tunnels.values()]) {
      if (tunnel.nextTimeout() > now) continue;
      tunnel.gre.handleTimeout(now);
      tunnel.link?.handleTimeout(now);
      if (tunnel.hasGoneUnheard(now)) this.#events.push({ kind: 'unheard', tunnel });
      this.#pumpTunnel(now, tunnel);
    }
    this.pump(now);
    this.#next = NEVER;
    for (const channel of this.#channels.values()) this.#next = earlier(this.#next, channel.nextTimeout());
    for (const tunnel of this.#tunnels.values()) this.#touch(tunnel);
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  /** Whose GRE packet it is; the slot then begins at the GRE header. A packet of nobody's is dropped. */
  #tunnelOf(slot: Slot): Tunnel | undefined {
    const { arena } = this;
    const at = arena.start[slot]!;
    const source = arena.view.getInt32(at + Ipv4.AT.source);
    arena.pull(slot, Ipv4.headerOctetsAt(arena.view, at));
    const tunnel = arena.length[slot]! >= Gre.HEADER_OCTETS_MIN ? this.#tunnels.get(this.#callIdAt(slot)) : undefined;
    if (tunnel !== undefined && (tunnel.peer | 0) === source) return tunnel;
    this.#drop('grePacketsForNobody', slot);
    return undefined;
  }

  /** The tunnel that a datagram leaves by. One that cannot leave is handed to the owner, or dropped. */
  #tunnelBehind(interface_: number, slot: Slot): Tunnel | undefined {
    const tunnel = this.#byInterface[interface_];
    if (tunnel?.link === undefined) {
      this.strays.push(interface_, slot);
      return undefined;
    }
    // The way to the peer may lead into the tunnel itself, or into another that leads back into this one.
    if (this.arena.headroom(slot) >= HEADERS_OCTETS) return tunnel;
    this.#drop('nestedTooDeep', slot);
    return undefined;
  }

  #callIdAt(slot: Slot): number {
    return this.arena.view.getUint16(this.arena.start[slot]! + Gre.AT.callId);
  }

  #pumpTunnel(now: Instant, tunnel: Tunnel): void {
    const { gre, link } = tunnel;
    if (link === undefined) return; // what came early waits in the session
    for (let moved = true; moved; ) {
      moved = false;
      for (let slot = gre.frames.shift(); slot !== NO_SLOT; slot = gre.frames.shift()) {
        link.handleFrame(now, slot);
        moved = true;
      }
      for (let slot = link.packets.shift(); slot !== NO_SLOT; slot = link.packets.shift()) {
        if (tunnel.interface === undefined) this.#drop('datagramsForNobody', slot);
        else {
          tunnel.receivedAt = now;
          this.stack.handlePacket(now, tunnel.interface, slot);
        }
      }
      for (let slot = link.frames.shift(); slot !== NO_SLOT; slot = link.frames.shift()) {
        gre.sendFrame(now, slot);
        moved = true;
      }
      for (let slot = gre.packets.shift(); slot !== NO_SLOT; slot = gre.packets.shift())
        this.stack.send(now, tunnel.local, tunnel.peer, Gre.IP_PROTOCOL, slot);
    }
    for (let event = link.pollEvent(); event !== undefined; event = link.pollEvent())
      this.#handleLinkEvent(now, tunnel, event);
    this.#touch(tunnel);
  }

  #handleLinkEvent(now: Instant, tunnel: Tunnel, event: LinkEvent): void {
    if (event.kind === 'down') {
      tunnel.ending ??= { by: 'link', reason: event.reason };
      tunnel.channel.control?.clearCall(now, tunnel.callId, 'local');
    }
    this.#events.push({ kind: 'link', tunnel, event });
  }

  #drop(why: 'grePacketsForNobody' | 'datagramsForNobody' | 'nestedTooDeep', slot: Slot): void {
    this.counters[why]++;
    this.arena.release(slot);
  }

  /** Looks at each deadline as it stands: an earlier one of the two, as a value, would be a number made per packet. */
  #touch({ gre, link, hearBy }: Tunnel): void {
    if (hearBy < this.#next) this.#next = hearBy;
    if (gre.nextTimeout() < this.#next) this.#next = gre.nextTimeout();
    if (link !== undefined && link.nextTimeout() < this.#next) this.#next = link.nextTimeout();
  }

  #take(now: Instant, tcp: Extract<TcpEvent, { kind: 'accepted' }>['connection']): void {
    const controls = [...this.#channels.values()].flatMap(({ control }) => control ?? []);
    if (!mayTakeConnection(controls)) {
      this.counters.connectionsRefused++;
      tcp.abort(now);
      return;
    }
    const { address: peer } = tcp.remote;
    const channel = new ControlChannel(tcp, {
      ...this.profileFor(peer),
      originator: false,
      admit: () => admitStart(tcp.local.address, peer, this.#ownTo(peer)?.control?.state),
    });
    this.#channels.set(tcp.id, channel);
    channel.handleOpen(now);
  }

  /** The connection that we opened to this peer and that is not established yet. */
  #ownTo(peer: Ipv4Address): ControlChannel | undefined {
    for (const channel of this.#channels.values())
      if (channel.originator && channel.peer === peer && channel.control?.state === 'wait_ctl_reply') return channel;
    return undefined;
  }

  #relay(now: Instant, channel: ControlChannel): void {
    for (let events = channel.relay(now); events.length > 0; events = channel.relay(now))
      for (const event of events) this.#handleControlEvent(now, channel, event);
    this.#next = earlier(this.#next, channel.nextTimeout());
  }

  #handleControlEvent(now: Instant, channel: ControlChannel, event: ControlEvent): void {
    switch (event.kind) {
      case 'established':
        if (!channel.originator) this.#ownTo(channel.peer)?.control?.abandon(now);
        this.#events.push({ kind: 'channel-open', channel });
        break;
      case 'call-requested':
        this.#events.push({ kind: 'offered', channel, callId: event.callId, direction: event.direction });
        break;
      case 'call-connected':
        this.#connect(now, channel, event);
        break;
      case 'call-ended':
        this.#end(now, event);
        break;
      case 'closed':
      case 'wants-close':
        break; // the channel sees to it
      default:
        this.#events.push({ kind: 'control', channel, event });
    }
  }

  #connect(now: Instant, channel: ControlChannel, event: Extract<ControlEvent, { kind: 'call-connected' }>): void {
    const tunnel = this.#tunnels.get(event.callId);
    invariant(tunnel?.channel === channel, 'a call that is connected was placed or accepted');
    tunnel.gre.handleConnected(now, event.peersCallId, event.peerWindow, event.peerDelay);
    tunnel.handleConnected(now);
    tunnel.link = new PppLink(this.arena, this.mppe, this.random.fork(`call ${event.callId}`), tunnel.options.link);
    tunnel.link.tap = tunnel.tap;
    this.#events.push({ kind: 'connected', tunnel });
    tunnel.link.open(now);
    tunnel.link.handleLowerUp(now);
    this.#pumpTunnel(now, tunnel);
  }

  #end(now: Instant, over: CallEnded): void {
    const { callId } = over;
    const tunnel = this.#tunnels.get(callId);
    if (!tunnel) return; // it was refused before it became one
    // pppd hangs up and clears the call in one breath: why the link ends says more than that the call does.
    const why = tunnel.link?.reason;
    tunnel.ending ??= why === undefined ? callEnding(tunnel, over) : { by: 'link', reason: why };
    // A peer that gives up as we were about to, since neither heard the other, says no more than that it was first.
    if (tunnel.wasUnheard && tunnel.ending.by === 'call' && tunnel.ending.reason === 'peer-cleared')
      tunnel.ending = { by: 'link', reason: 'lcp-timeout' };
    if (tunnel.isUnheard && !isOurs(tunnel.ending)) {
      tunnel.ending = { ...tunnel.ending, withoutGre: true };
      this.counters.callsWithoutGre++;
    }
    tunnel.isOver = true;
    tunnel.link?.handleLowerDown(now);
    this.#pumpTunnel(now, tunnel);
    this.#tunnels.delete(callId);
    this.detach(tunnel);
    tunnel.gre.close();
    this.#events.push({ kind: 'ended', tunnel, ending: tunnel.ending });
  }

  #forget(tcpId: number, channel: ControlChannel): void {
    this.#channels.delete(tcpId);
    this.#events.push({ kind: 'channel-closed', channel, reason: channel.closeReason ?? 'peer-closed' });
  }
}

/** Whether a tunnel was ended by its owner's word, which says nothing of the peer. */
const isOurs = ({ by, reason }: TunnelEnding): boolean =>
  by === 'call' && (reason === 'local' || reason === 'shutdown');

type CallEnded = Extract<ControlEvent, { kind: 'call-ended' }>;

/** What a call that was never up met with, besides the reason. */
function callEnding({ link }: Tunnel, { reason, resultCode, errorCode = 0 }: CallEnded): TunnelEnding {
  if (link === undefined && resultCode !== undefined)
    return { by: 'call', reason, hindrance: { kind: 'call-refused', resultCode, errorCode } };
  if (link === undefined && reason === 'no-control-connection')
    return { by: 'call', reason, hindrance: { kind: 'no-call-reply' } };
  return { by: 'call', reason };
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
