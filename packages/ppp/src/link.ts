/**
 * A PPP link over frames as GRE carries them: LCP, authentication, CCP with MPPE and IPCP, through the phases of RFC
 * 1661 §3.
 *
 * One rule stands above the others: while encryption is required, or once it was agreed, no IPv4 packet goes out or
 * comes in in the clear.
 *
 * Its owner hands in frames and packets, and after every call drains `frames`, `packets` and `pollEvent`.
 * @module
 */
import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Counters } from '@rtemu/engine/counters';
import { invariant } from '@rtemu/engine/invariant';
import type { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import type { Tap } from '@rtemu/engine/tap';
import { after, type Duration, type Instant, NEVER } from '@rtemu/engine/time';
import {
  CODE,
  type ControlPacket,
  emit,
  parse,
  rejectedProtocolOf,
  windowsReasonOf,
} from '@rtemu/wire/control-protocol';
import { describe, headerAt, NO_HEADER, PROTOCOL } from '@rtemu/wire/ppp';
import { Authentication } from './authentication.js';
import { Datagrams } from './datagrams.js';
import { FrameOutput } from './frame-output.js';
import type { IpcpOptions } from './ipcp.js';
import { LCP_INITIAL, Lcp } from './lcp.js';
import { type LinkCounter, linkCounters } from './link-counters.js';
import { type LinkEvent, reportLayer } from './link-event.js';
import { CCP_INITIAL, type PppLinkOptions } from './link-options.js';
import { linkPhases, type Phase, type PhaseAction, type PhaseEvent } from './link-phases.js';
import { type LinkStatus, linkStatus } from './link-status.js';
import { Network } from './network.js';
import type { DownReason } from './reason.js';

export const LIMIT = {
  /** A peer that keeps us talking to no end has this many times as long as LCP takes to time out. */
  establishFactor: 4,
  /** Protocols whose rejection is reported. */
  rejectedProtocols: 32,
  /** Packets of an authenticated peer that wait for its admission. */
  parkedPackets: 8,
} as const;

export class PppLink {
  readonly counters: Counters<LinkCounter> = linkCounters();

  readonly #lcp: Lcp;
  readonly #output: FrameOutput;
  readonly #datagrams: Datagrams;
  readonly #events: LinkEvent[] = [];
  /** Protocols whose rejection was reported. */
  readonly #rejected = new Set<number>();
  #tap: Tap | undefined;
  #phase: Phase = linkPhases.initial;
  #authentication: Authentication | undefined;
  #isAnnounced = false;
  #admitted: IpcpOptions = {};
  readonly #parked: { readonly protocol: number; readonly octets: Uint8Array }[] = [];
  #network: Network | undefined;
  #reason: DownReason | undefined;
  #establishBy: Instant = NEVER;
  #deadline: Instant = NEVER;

  constructor(
    private readonly arena: Arena,
    private readonly mppe: MppeEngine,
    private readonly random: Random,
    private readonly options: PppLinkOptions = {},
  ) {
    this.#output = new FrameOutput(
      arena,
      this.counters,
      options.trace ? this.#events : undefined,
      options.lcp?.bare ?? false,
    );
    this.#datagrams = new Datagrams(arena, this.counters, this.#output, this.#events);
    const { request, accept } = options.authentication ?? {};
    this.#lcp = new Lcp(random, { ...LCP_INITIAL, ...options.lcp }, request?.methods ?? [], accept?.methods ?? []);
  }

  /** PPP frames for the layer below. */
  get frames(): SlotQueue {
    return this.#output.frames;
  }

  /** IPv4 packets for the layer above. */
  get packets(): SlotQueue {
    return this.#datagrams.packets;
  }

  /**
   * Looks on at the frames as they are in the clear: before they are enciphered, after they were deciphered. What cannot be
   * deciphered it does not see.
   */
  set tap(tap: Tap | undefined) {
    this.#tap = this.#output.tap = this.#datagrams.tap = tap;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Why it goes down, as soon as that is known; the layer below may end before the link has taken its leave. */
  get reason(): DownReason | undefined {
    // Whoever has just refused what the peer insists on knows why the peer leaves.
    const isRefusing = this.#phase === 'Establish' && this.#lcp.refusedAuthentication;
    return this.#reason ?? (isRefusing ? 'refused-authentication' : undefined);
  }

  /** Whether IPv4 packets pass. */
  get isUp(): boolean {
    return this.#network?.isUp ?? false;
  }

  /** Lets the link be, as soon as the layer below is up. */
  open(now: Instant): void {
    this.#lcp.negotiation.open(now);
    this.#begin(now);
  }

  /** Ends the link. IPv4 stops at once; `down` comes when the peer has acknowledged, or had the time to. */
  close(now: Instant, reason: DownReason = 'closed'): void {
    this.#end(now, reason);
    this.#settle(now);
  }

  handleLowerUp(now: Instant): void {
    this.#lcp.negotiation.handleUp(now);
    this.#begin(now);
  }

  handleLowerDown(now: Instant): void {
    this.#lcp.negotiation.handleDown(now);
    this.#settle(now);
    this.#reason ??= this.reason ?? 'lower-layer-down';
    this.#step(now, 'Down');
    this.#settle(now);
  }

  /** The owner's answer to `authenticated`: what the peer is given. Without effect when the link has moved on. */
  admit(now: Instant, ipcp: IpcpOptions): void {
    if (this.#phase !== 'Authenticate' || !this.#isAnnounced) return;
    this.#admitted = ipcp;
    this.#step(now, 'Admitted');
    for (const { protocol, octets } of this.#parked.splice(0)) this.#handleNetwork(now, protocol, octets);
    this.#settle(now);
  }

  /** A frame from the layer below. Takes ownership. */
  handleFrame(now: Instant, frame: Slot): void {
    const { arena } = this;
    const length = arena.length[frame]!;
    const header = headerAt(arena.octets, arena.start[frame]!, length);
    const protocol = header & 0xffff;
    this.counters.framesReceived++;
    this.counters.octetsReceived += length;
    if (this.#tap !== undefined && protocol !== PROTOCOL.compressed) this.#tap.handleFrame(now, 'in', arena, frame);
    if (header === NO_HEADER) this.#drop(frame);
    else if (protocol === PROTOCOL.ipv4) this.#datagrams.handlePlain(this.#network, frame, header >>> 16);
    else if (protocol !== PROTOCOL.compressed) this.#handleControl(now, frame, protocol, header >>> 16);
    else if (this.#datagrams.handleCompressed(now, this.#network, frame, header >>> 16)) {
      this.#network!.encryption!.ccp.requestReset();
      this.#settle(now);
    }
  }

  /** An IPv4 packet for the peer. Takes ownership, and drops it unless the link is up. */
  sendPacket(now: Instant, packet: Slot): void {
    this.#datagrams.send(now, this.#network, packet);
  }

  pollEvent(): LinkEvent | undefined {
    return this.#events.shift();
  }

  /** `NEVER` while the link is dead. */
  nextTimeout(): Instant {
    return this.#deadline;
  }

  handleTimeout(now: Instant): void {
    if (now < this.#deadline) return;
    const missed = this.#lcp.keepalive?.missed;
    if (this.#lcp.handleTimeout(now) === 'gone') this.#end(now, 'keepalive-failed');
    this.#noteKeepalive(missed);
    this.#authentication?.handleTimeout(now);
    this.#network?.handleTimeout(now);
    if (now >= this.#establishBy) {
      this.#establishBy = NEVER;
      this.#end(now, this.#whatTookSoLong());
    }
    this.#settle(now);
  }

  status(): LinkStatus {
    const lcp = this.#lcp.negotiation;
    return linkStatus(this.#phase, lcp, this.#authentication?.peerName, this.#network);
  }

  // Frames.

  #handleControl(now: Instant, frame: Slot, protocol: number, header: number): void {
    if (this.options.trace)
      this.#events.push({ kind: 'packet', direction: 'received', text: describe(this.arena.peek(frame)) });
    this.counters.controlReceived++;
    this.arena.pull(frame, header);
    const information = this.arena.copy(frame);
    this.arena.release(frame);
    if (protocol === PROTOCOL.lcp) this.#handleLcp(now, information);
    else if (this.#phase !== 'Authenticate' && this.#phase !== 'Network') this.counters.outOfPhase++;
    else if (!this.#authentication!.handlePacket(now, protocol, information)) {
      if (this.#phase === 'Network') this.#handleNetwork(now, protocol, information);
      else this.#park(protocol, information);
    }
    this.#settle(now);
  }

  /** A peer that has authenticated itself does not wait for our owner. */
  #park(protocol: number, octets: Uint8Array): void {
    if (this.#isAnnounced && this.#parked.length < LIMIT.parkedPackets) this.#parked.push({ protocol, octets });
    else this.counters.outOfPhase++;
  }

  #handleLcp(now: Instant, octets: Uint8Array): void {
    const packet = parse(octets);
    if (!packet.ok) this.counters.malformed++;
    else if (packet.value.code === CODE.protocolReject) this.#handleProtocolReject(now, packet.value);
    else {
      this.#noteTermination('LCP', packet.value);
      const isHangUp = packet.value.code === CODE.terminateRequest && this.#lcp.negotiation.isOpened;
      if (isHangUp) this.#reason ??= 'peer-terminated';
      const missed = this.#lcp.keepalive?.missed;
      this.#lcp.handlePacket(now, packet.value);
      if (packet.value.code === CODE.echoReply) this.#noteKeepalive(missed);
    }
  }

  #handleNetwork(now: Instant, protocol: number, octets: Uint8Array): void {
    const packet = parse(octets);
    if (packet.ok && this.#network!.handlePacket(now, protocol, packet.value))
      this.#noteTermination(protocol === PROTOCOL.ccp ? 'CCP' : 'IPCP', packet.value);
    else if (protocol === PROTOCOL.ipcp || (protocol === PROTOCOL.ccp && this.#network!.encryption))
      this.counters.malformed++;
    else {
      this.counters.protocolRejected++;
      this.#noteRejection('us', protocol);
      this.#lcp.rejectProtocol(protocol, octets);
    }
  }

  #handleProtocolReject(now: Instant, { data }: ControlPacket): void {
    const protocol = rejectedProtocolOf(data);
    if (protocol === undefined || !this.#lcp.negotiation.isOpened) this.counters.malformed++;
    else {
      this.#noteRejection('peer', protocol);
      this.#network?.handleProtocolReject(now, protocol);
    }
  }

  #drop(frame: Slot): void {
    this.counters.headless++;
    this.arena.release(frame);
  }

  // What becomes of the parts.

  /** Sends what waits and acts on what happened, until nothing does any more. */
  #settle(now: Instant): void {
    do this.#flush(now);
    while (this.#actOnLcp(now) || this.#actOnAuthentication(now) || this.#actOnNetwork(now));
    this.#deadline = Math.min(
      this.#lcp.nextTimeout(),
      this.#authentication?.nextTimeout() ?? NEVER,
      this.#network?.nextTimeout() ?? NEVER,
      this.#establishBy,
    ) as Instant;
  }

  #flush(now: Instant): void {
    const { negotiation } = this.#lcp;
    for (let packet = negotiation.pollPacket(); packet; packet = negotiation.pollPacket())
      this.#output.sendControl(now, PROTOCOL.lcp, emit(packet));
    for (let next = this.#authentication?.pollPacket(); next; next = this.#authentication?.pollPacket())
      this.#output.sendControl(now, next.protocol, next.octets);
    for (let next = this.#network?.pollPacket(); next; next = this.#network?.pollPacket())
      this.#output.sendControl(now, next.protocol, emit(next.packet));
  }

  #actOnLcp(now: Instant): boolean {
    const { negotiation, keepalive } = this.#lcp;
    const signal = negotiation.pollSignal();
    if (signal === undefined) return false;
    reportLayer(this.#events, 'LCP', signal);
    if (signal === 'tlu') {
      keepalive?.start(now);
      this.#step(now, 'Opened');
    } else if (signal === 'tld') {
      keepalive?.stop();
      if (negotiation.isClosing) this.#reason ??= negotiation.failure;
      if (negotiation.isClosing) this.#step(now, 'Closing');
      else if (negotiation.isNegotiating) this.#step(now, 'Reopening');
    } else if (signal === 'tlf') this.#finish(now);
    return true;
  }

  #actOnAuthentication(now: Instant): boolean {
    const authentication = this.#authentication;
    if (authentication === undefined) return false;
    authentication.report(this.#events);
    const { outcome } = authentication;
    if (outcome === 'pending') return false;
    if (outcome !== 'succeeded') {
      this.#end(now, outcome);
      return true;
    }
    if (!this.#isAnnounced) this.#events.push({ kind: 'authenticated', peerName: authentication.peerName });
    this.#isAnnounced = true;
    return false;
  }

  #actOnNetwork(now: Instant): boolean {
    const network = this.#network;
    if (network === undefined) return false;
    network.settle();
    if (network.isUp) this.#establishBy = NEVER;
    if (network.failure === undefined) return false;
    this.#end(now, network.failure);
    return true;
  }

  // Phases.

  #begin(now: Instant): void {
    const { isNegotiating, state } = this.#lcp.negotiation;
    if (this.#phase === 'Dead' && (isNegotiating || state === 'Stopped')) {
      this.#reason = undefined;
      this.#rejected.clear();
      this.#step(now, 'Begun');
    }
    this.#settle(now);
  }

  /** Closes LCP, unless that is going on already. */
  #end(now: Instant, reason: DownReason): void {
    const { negotiation } = this.#lcp;
    this.#reason ??= reason;
    negotiation.close(now);
    this.#step(now, 'Closing');
    // A link that was silent so far has nobody to take leave of.
    if (!negotiation.isClosing && !negotiation.isOpened) this.#finish(now);
  }

  #finish(now: Instant): void {
    if (this.#lcp.refusedAuthentication) this.#reason ??= 'refused-authentication';
    this.#reason ??= this.#lcp.negotiation.failure ?? 'closed';
    this.#step(now, 'Finished');
  }

  #step(now: Instant, event: PhaseEvent): void {
    const move = linkPhases.step(this.#phase, event);
    if (!move) return;
    this.#phase = move.next;
    for (const action of move.actions) this.#perform(now, action);
  }

  #perform(now: Instant, action: PhaseAction): void {
    switch (action) {
      case 'limitTime': {
        if (this.#establishBy !== NEVER) break; // who begins anew before it is up gains no time by that
        const { restart, maxConfigure } = this.#lcp.negotiation.options;
        this.#establishBy = after(now, (LIMIT.establishFactor * restart * maxConfigure) as Duration);
        break;
      }
      case 'authenticate':
        this.#authenticate(now);
        break;
      case 'startNetwork':
        this.#startNetwork(now);
        break;
      case 'stopNetwork':
        this.#network?.stop(now);
        this.#network = undefined;
        this.#authentication = undefined;
        this.#isAnnounced = false;
        this.#parked.length = 0;
        break;
      case 'announceDown':
        this.#establishBy = NEVER;
        this.#lcp.negotiation.close(now);
        this.#events.push({ kind: 'down', reason: this.#reason ?? 'closed' });
        break;
    }
  }

  #authenticate(now: Instant): void {
    const { demanded, promised, peerMru, acfc, pfc } = this.#lcp.agreement();
    const mustDemand = this.#lcp.demanded.length > 0;
    invariant(demanded !== undefined || !mustDemand, 'LCP is not Opened without the authentication that we demand');
    this.#lcp.negotiation.peerMru = peerMru;
    this.#output.acfc = acfc || (this.options.lcp?.bare ?? false);
    this.#output.pfc = pfc;
    this.#authentication = new Authentication(this.random, this.options.authentication ?? {}, demanded, promised);
    this.#authentication.start(now);
  }

  #startNetwork(now: Instant): void {
    this.#datagrams.reset();
    const options = {
      ccp: this.options.ccp ?? CCP_INITIAL,
      ipcp: this.#admitted,
      ipcpTiming: this.options.ipcp,
      startKeys: this.#authentication!.startKeys(this.options.isCaller ?? false),
      peerMru: this.#lcp.negotiation.peerMru,
    };
    this.#network = new Network(this.arena, this.mppe, options, this.#events);
    this.#network.start(now);
  }

  #whatTookSoLong(): DownReason {
    if (this.#phase === 'Establish') return 'lcp-timeout';
    return this.#phase === 'Authenticate' ? 'timeout-authenticating-peer' : 'ipcp-timeout';
  }

  // What the log is told.

  #noteKeepalive(before: number | undefined): void {
    const missed = this.#lcp.keepalive?.missed;
    if (missed !== undefined && missed !== before) this.#events.push({ kind: 'keepalive', missed });
  }

  #noteTermination(protocol: 'LCP' | 'CCP' | 'IPCP', { code, data }: ControlPacket): void {
    if (code === CODE.terminateRequest)
      this.#events.push({ kind: 'terminate-request', protocol, windowsReason: windowsReasonOf(data) });
  }

  #noteRejection(by: 'us' | 'peer', protocol: number): void {
    if (this.#rejected.has(protocol) || this.#rejected.size >= LIMIT.rejectedProtocols) return;
    this.#rejected.add(protocol);
    this.#events.push({ kind: 'protocol-rejected', by, protocol });
  }
}
