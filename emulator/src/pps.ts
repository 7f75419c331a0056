/**
 * The PPs of a router: which call is which PP, when to dial and when to cut. The one place that says "this tunnel is `pp1`".
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { comparePps, type PpNumber } from '@rtemu/config/selection';
import { ppAddress, ppMtu } from '@rtemu/config/settings/ip';
import { ppAlwaysOn } from '@rtemu/config/settings/pp';
import { pptpDisconnectTime } from '@rtemu/config/settings/pptp';
import { type Arena, NO_SLOT } from '@rtemu/engine/arena';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { ControlChannel } from '@rtemu/hosts/control-channel';
import type { ControlProfile, EndpointEvent, PptpEndpoint } from '@rtemu/hosts/pptp-endpoint';
import type { TunnelEnding } from '@rtemu/hosts/tunnel';
import type { LifeEvent, LinkUp } from '@rtemu/hosts/tunnel-life';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Machine } from '@rtemu/models/machine';
import type { LinkEvent } from '@rtemu/ppp/link-event';
import type { CallDirection } from '@rtemu/pptp/call-machine';
import type { Refusal } from '@rtemu/pptp/call-messages';
import type { CallNumbers } from '@rtemu/pptp/call-numbers';
import type { DisconnectReason } from '@rtemu/pptp/disconnect-reason';
import type { Ipv4Address } from '@rtemu/wire/address';
import { Admission } from './admission.js';
import { endpointOf, isEnabled, isServer, ppTowards, pptpPps, pptpTunnelsOf } from './bindings.js';
import { causeText } from './cause.js';
import { describePacket } from './describe-packet.js';
import type { Journal } from './journal.js';
import type { Lans } from './lans.js';
import type { LinkTaps } from './link-taps.js';
import * as LogText from './log-text.js';
import { Pp } from './pp.js';
import { controlProfileOf, ipcpOptionsOf, tunnelOptionsOf } from './pp-options.js';

/** Between a failed call and the next of `pp always-on` (manual 6.2.1). */
const RETRY_SECONDS = 60;
/** MPPE's header and the inner protocol number, for which the peer's MRU must have room as well. */
const MPPE_OCTETS = 4;

interface Refused {
  readonly refusal: Refusal;
  readonly why: string;
}

export interface PpsParts {
  readonly arena: Arena;
  readonly stack: Ipv4Stack;
  readonly endpoint: PptpEndpoint;
  readonly lans: Lans;
  readonly taps: LinkTaps;
  readonly machine: Machine;
  readonly journal: Journal;
  readonly callNumbers: CallNumbers;
}

export class Pps {
  #document: Document;
  readonly #numbered = new Map<number, Pp>();
  /** The callers of the anonymous PP, by session. */
  readonly #callers = new Map<number, Pp>();
  readonly #admission = new Admission();
  #next: Instant = NEVER;
  #changed = false;

  constructor(
    private readonly parts: PpsParts,
    document: Document,
  ) {
    this.#document = document;
  }

  /** Numbered ones first, then the callers of the anonymous PP. */
  all(): Pp[] {
    return this.#each().sort((a, b) => comparePps(a.number, b.number) || a.session - b.session);
  }

  /** Whether a PP came, went, or changed its interface since this was asked last: routes by way of PPs follow that. */
  takeChange(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  numbered(number: number): Pp | undefined {
    return this.#numbered.get(number);
  }

  callers(): Pp[] {
    return [...this.#callers.values()].sort((a, b) => a.session - b.session);
  }

  /** The interface that `gateway pp N` or `gateway pp anonymous name=` leads to; `undefined` while there is none. */
  interfaceOf(pp: PpNumber, user?: string): number | undefined {
    if (pp !== 'anonymous') return this.#numbered.get(pp)?.interface;
    return this.callers().find((caller) => caller.isOnline && caller.user === user)?.interface;
  }

  /** To be called when others look on at PPP links than before. */
  retap(): void {
    for (const pp of this.#each()) pp.retap();
  }

  // Commands.

  reconfigure(now: Instant, document: Document): void {
    this.#document = document;
    const wanted = new Set(pptpPps(document));
    for (const [number, pp] of this.#numbered) if (!wanted.has(number)) this.#retire(now, number, pp);
    for (const number of wanted) this.#establish(now, number);
    const usable = isEnabled(document, 'anonymous') ? pptpTunnelsOf(document, 'anonymous') : [];
    for (const caller of this.#callers.values())
      if (!usable.includes(caller.tunnel ?? 0)) caller.life.disconnect(now, 'local');
    this.#admission.reconfigure(
      document,
      this.callers().flatMap(({ pooled }) => pooled ?? []),
    );
    this.#settle(now);
  }

  /** Another configuration, in which nothing differs that would touch a PP now. */
  follow(document: Document): void {
    this.#document = document;
  }

  /** `pp enable` of a PP that is enabled begins it anew (manual 56.7.1). */
  reinitialize(now: Instant, numbers: readonly PpNumber[]): void {
    for (const pp of this.all()) if (numbers.includes(pp.number)) pp.life.disconnect(now, 'local');
    this.#settle(now);
  }

  /** `connect N`. @returns false when there is nothing to dial */
  connect(now: Instant, number: number): boolean {
    const pp = this.#numbered.get(number);
    const begun = pp !== undefined && this.#dial(now, pp);
    this.#settle(now);
    return begun;
  }

  disconnect(now: Instant, pps: readonly Pp[], reason: DisconnectReason = 'local'): void {
    for (const pp of pps) {
      pp.redialDeadline = NEVER;
      pp.life.disconnect(now, reason);
    }
    this.#settle(now);
  }

  /** What to say to a peer that opens a control connection to us. */
  profileFor(peer: Ipv4Address): ControlProfile {
    const pp = ppTowards(this.#document, peer) ?? 'anonymous';
    return this.#profile(pp, pptpTunnelsOf(this.#document, pp)[0] ?? 0);
  }

  // What happened.

  handleEvent(now: Instant, event: EndpointEvent): void {
    const owned = this.#each().some((pp) => pp.life.handleEvent(now, event));
    if (event.kind === 'offered') this.#handleOffer(now, event.channel, event.callId, event.direction);
    else if (event.kind === 'control') this.#handleControl(now, event);
    else if (event.kind === 'channel-open' && !owned) this.#handleSummons(now, event.channel);
    this.#settle(now);
  }

  /** Datagrams that left by a PP without a connection: they open it (`IP Commencing`), or are dropped. */
  handleStrays(now: Instant): void {
    const { strays } = this.parts.endpoint;
    for (let slot = strays.shift(); slot !== NO_SLOT; slot = strays.shift()) {
      const pp = this.#each().find((candidate) => candidate.interface === strays.tag);
      const wasIdle = pp?.life.state === 'Idle';
      const packet = wasIdle ? describePacket(this.parts.arena.peek(slot)) : '';
      if (pp && (!wasIdle || this.#dial(now, pp)) && pp.life.state !== 'Closing') {
        if (wasIdle) this.parts.journal.write(now, LogText.ipCommencing(pp.label, packet));
        pp.waiting.push(0, slot);
      } else this.parts.arena.release(slot);
    }
    this.#settle(now);
  }

  handleTimeout(now: Instant): void {
    for (const pp of this.#each()) {
      if (pp.idleDeadline <= now) this.#cutIfIdle(now, pp);
      if (pp.redialDeadline <= now) {
        pp.redialDeadline = NEVER;
        this.#dial(now, pp);
      }
    }
    this.#settle(now);
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  /** In no order that matters. */
  #each(): Pp[] {
    return [...this.#numbered.values(), ...this.#callers.values()];
  }

  // Numbered PPs come and go with the configuration.

  #establish(now: Instant, number: number): void {
    const { arena, stack, endpoint, taps } = this.parts;
    const block = this.#document.pp(number);
    const existing = this.#numbered.get(number);
    const pp = existing ?? new Pp(arena, endpoint, taps, number);
    if (existing === undefined) {
      this.#numbered.set(number, pp);
      pp.interface = stack.addPointToPoint(pp.label);
      stack.setUp(now, pp.interface, true);
      this.#changed = true;
    }
    [pp.tunnel] = pptpTunnelsOf(this.#document, number);
    if (!pp.isOnline) {
      stack.setMtu(pp.interface!, block.effective(ppMtu));
      const own = block.get(ppAddress);
      stack.setAddresses(now, pp.interface!, own ? [own] : []);
    }
    if (block.effective(ppAlwaysOn).on && pp.life.state === 'Idle' && pp.redialDeadline === NEVER)
      pp.redialDeadline = now;
  }

  #retire(now: Instant, number: number, pp: Pp): void {
    pp.redialDeadline = NEVER;
    pp.life.disconnect(now, 'local');
    this.#drain(now, pp);
    if (pp.interface !== undefined) {
      if (pp.life.tunnel) this.parts.endpoint.detach(pp.life.tunnel);
      this.parts.stack.removeInterface(now, pp.interface);
      pp.interface = undefined;
      this.#changed = true;
    }
    if (pp.life.state === 'Idle') this.#numbered.delete(number);
  }

  // Calls.

  #handleOffer(now: Instant, channel: ControlChannel, callId: number, direction: CallDirection): void {
    const { endpoint, journal } = this.parts;
    const taker = this.#takerFor(now, channel, callId, direction);
    if (taker instanceof Pp) journal.write(now, LogText.tunnelConnected(taker.tunnel!, channel.peer));
    else {
      endpoint.refuse(now, channel, callId, taker.refusal);
      journal.write(now, LogText.callRefused(channel.peer, taker.why));
    }
  }

  /** Which PP has taken the call, or why none has. */
  #takerFor(now: Instant, channel: ControlChannel, callId: number, direction: CallDirection): Pp | Refused {
    const document = this.#document;
    const number = ppTowards(document, channel.peer);
    const isKnown = number !== undefined || (direction === 'outgoing' && isEnabled(document, 'anonymous'));
    if (!isKnown) return { refusal: 'do-not-accept', why: 'no PP for this peer' };
    if (!isServer(document, number ?? 'anonymous')) return { refusal: 'do-not-accept', why: 'this end is a client' };
    if (this.parts.endpoint.tunnelCount >= this.parts.machine.pptpSessionsMax)
      return { refusal: 'no-resource', why: 'too many sessions' };
    const pp = number === undefined ? this.#newCaller() : this.#numbered.get(number);
    if (!pp) return { refusal: 'busy', why: 'no tunnel is free' };
    if (pp.life.answer(now, channel, callId, tunnelOptionsOf(document, pp.number, false))) return pp;
    if (pp.number === 'anonymous') this.#callers.delete(pp.session);
    else pp.life.disconnect(now, 'peer-closed'); // what is left of a call whose peer has begun anew
    return { refusal: 'busy', why: 'connected already' };
  }

  /** The lowest free session on the first free tunnel. */
  #newCaller(): Pp | undefined {
    const taken = new Set(this.callers().map(({ tunnel }) => tunnel));
    const tunnel = pptpTunnelsOf(this.#document, 'anonymous').find((number) => !taken.has(number));
    if (tunnel === undefined) return undefined;
    let session = 1;
    while (this.#callers.has(session)) session++;
    const { arena, endpoint, taps } = this.parts;
    const caller = new Pp(arena, endpoint, taps, 'anonymous', session);
    caller.tunnel = tunnel;
    this.#callers.set(session, caller);
    return caller;
  }

  /** A server that opens a connection to its client wants to be called over it (FAQ Q12). */
  #handleSummons(now: Instant, channel: ControlChannel): void {
    const number = ppTowards(this.#document, channel.peer);
    const pp = number === undefined ? undefined : this.#numbered.get(number);
    if (!pp || isServer(this.#document, pp.number)) return;
    const options = tunnelOptionsOf(this.#document, pp.number, true);
    pp.life.summon(now, channel, { peer: channel.peer, profile: this.#profile(pp.number, pp.tunnel!), options });
  }

  /** @returns false when the PP has nothing to dial */
  #dial(now: Instant, pp: Pp): boolean {
    const peer = endpointOf(this.#document, pp.number);
    if (peer === undefined || pp.tunnel === undefined || pp.life.state !== 'Idle') return false;
    const options = tunnelOptionsOf(this.#document, pp.number, true);
    const place = isServer(this.#document, pp.number) ? 'none' : 'pns';
    this.parts.journal.write(now, LogText.tunnelConnecting(pp.tunnel, peer));
    pp.life.connect(now, { peer, profile: this.#profile(pp.number, pp.tunnel), options, place });
    return true;
  }

  #profile(pp: PpNumber, tunnel: number): ControlProfile {
    return controlProfileOf(this.#document, this.parts.machine, this.parts.callNumbers, pp, tunnel);
  }

  // What becomes of connections.

  /** Heeds what the lives of all PPs have to say, until they have nothing more to say. */
  #settle(now: Instant): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const pp of this.#each()) moved = this.#drain(now, pp) || moved;
    }
    for (const [session, pp] of this.#callers) if (pp.life.state === 'Idle') this.#callers.delete(session);
    for (const [number, pp] of this.#numbered)
      if (pp.interface === undefined && pp.life.state === 'Idle') this.#numbered.delete(number);
    this.#next = NEVER;
    for (const { idleDeadline, redialDeadline } of this.#each())
      this.#next = Math.min(this.#next, idleDeadline, redialDeadline) as Instant;
  }

  #drain(now: Instant, pp: Pp): boolean {
    let moved = false;
    for (let event = pp.life.pollEvent(); event; event = pp.life.pollEvent()) {
      moved = true;
      this.#handleLife(now, pp, event);
    }
    return moved;
  }

  #handleLife(now: Instant, pp: Pp, event: LifeEvent): void {
    switch (event.kind) {
      case 'online':
        this.#goOnline(now, pp, event.up);
        break;
      case 'offline':
      case 'failed':
        this.#goOffline(now, pp, event.ending, event.kind === 'failed');
        break;
      case 'link':
        this.#handleLink(now, pp, event.event);
        break;
    }
  }

  #handleLink(now: Instant, pp: Pp, event: LinkEvent): void {
    const { journal } = this.parts;
    if (event.kind === 'authenticated') this.#admit(now, pp, event.peerName);
    else if (event.kind === 'authentication-failed')
      journal.write(
        now,
        LogText.userRefused(pp.label, event.name ?? '', causeText({ by: 'link', reason: event.reason }, 'en')),
      );
    else if (event.kind === 'undecipherable') journal.write(now, LogText.undecipherable(pp.label));
    else if (event.kind === 'encryption' && event.offers)
      journal.write(now, LogText.notEncrypted(pp.label, event.offers));
    else if (event.kind === 'terminate-request' && event.windowsReason !== undefined)
      journal.write(now, LogText.windowsHangsUp(pp.label, event.windowsReason));
  }

  #admit(now: Instant, pp: Pp, user: string | undefined): void {
    const { journal, lans } = this.parts;
    const isConnected = this.callers().some((other) => other !== pp && other.user === user && user !== undefined);
    const admitted = this.#admission.admit(this.#document, pp.number, user, isConnected);
    if ('refused' in admitted) {
      journal.write(now, LogText.userRefused(pp.label, user ?? '', admitted.refused));
      pp.life.disconnect(now, 'resource-shortage');
      return;
    }
    pp.user = user;
    pp.pooled = admitted.pooled ? admitted.address : undefined;
    if (user !== undefined) journal.write(now, LogText.callDetected(pp.label, user));
    const isClient = !isServer(this.#document, pp.number);
    pp.life.admit(now, ipcpOptionsOf(this.#document, pp.number, isClient, lans.borrowed(), admitted.address));
  }

  #goOnline(now: Instant, pp: Pp, up: LinkUp): void {
    const { stack, endpoint, journal, lans } = this.parts;
    const block = this.#document.pp(pp.number);
    const interface_ = (pp.interface ??= stack.addPointToPoint(pp.label));
    this.#changed = true;
    const room = up.peerMru - (up.encryption ? MPPE_OCTETS : 0);
    stack.setMtu(interface_, Math.min(block.effective(ppMtu), room));
    const own = block.get(ppAddress);
    const given = up.localAddress !== undefined && up.localAddress !== lans.borrowed();
    const addresses = own ? [own] : given ? [{ address: up.localAddress!, length: 32 }] : [];
    stack.setAddresses(now, interface_, addresses, up.remoteAddress);
    stack.setUp(now, interface_, true);
    endpoint.detach(pp.life.tunnel!); // PPP may have been negotiated anew
    endpoint.attach(pp.life.tunnel!, interface_);
    pp.onlineSince ??= now;
    if (up.encryption) journal.write(now, LogText.encrypted(pp.label, up.encryption));
    journal.write(now, LogText.ipcpUp(pp.label, up.localAddress, up.remoteAddress));
    for (let slot = pp.waiting.shift(); slot !== NO_SLOT; slot = pp.waiting.shift())
      stack.packets.push(interface_, slot);
    this.#armIdle(now, pp);
  }

  #goOffline(now: Instant, pp: Pp, ending: TunnelEnding, isFailure: boolean): void {
    const { stack, journal } = this.parts;
    if (ending.withoutGre) journal.write(now, LogText.withoutGre(pp.label));
    journal.write(now, LogText.disconnected(pp.label, ending));
    pp.last = { at: now, ending };
    pp.onlineSince = undefined;
    pp.user = undefined;
    pp.idleDeadline = NEVER;
    pp.waiting.clear();
    if (pp.pooled !== undefined) this.#admission.release(pp.pooled);
    pp.pooled = undefined;
    this.#changed = true;
    if (pp.interface === undefined) return;
    if (pp.number === 'anonymous') {
      stack.removeInterface(now, pp.interface);
      pp.interface = undefined;
    } else {
      const block = this.#document.pp(pp.number);
      const own = block.get(ppAddress);
      stack.setAddresses(now, pp.interface, own ? [own] : []);
      this.#redial(now, pp, isFailure);
    }
  }

  #redial(now: Instant, pp: Pp, isFailure: boolean): void {
    const { on, retrySeconds } = this.#document.pp(pp.number).effective(ppAlwaysOn);
    if (on) pp.redialDeadline = isFailure ? after(now, seconds(retrySeconds ?? RETRY_SECONDS)) : now;
  }

  // `pptp tunnel disconnect time` (manual 17.2.1).

  #armIdle(now: Instant, pp: Pp): void {
    const time = this.#document.tunnel(pp.tunnel!).effective(pptpDisconnectTime);
    const { sentAt, receivedAt } = pp.life.tunnel!;
    const used = this.parts.machine.pptp.idleMeans === 'none sent' ? sentAt : (Math.max(sentAt, receivedAt) as Instant);
    const since = used > pp.onlineSince! ? used : pp.onlineSince!;
    pp.idleDeadline = time === 'off' ? NEVER : after(since, seconds(time));
    if (pp.idleDeadline > now) return;
    pp.idleDeadline = NEVER;
    pp.life.disconnect(now, 'tunnel-disconnect-timer');
  }

  #cutIfIdle(now: Instant, pp: Pp): void {
    pp.idleDeadline = NEVER;
    if (pp.isOnline && pp.life.tunnel) this.#armIdle(now, pp);
  }

  #handleControl(now: Instant, { channel, event }: Extract<EndpointEvent, { kind: 'control' }>): void {
    const pp = this.#each().find(({ life }) => life.channel === channel);
    const label = pp?.tunnel === undefined ? '' : `TUNNEL[${pp.tunnel}]`;
    const { journal, machine } = this.parts;
    if (event.kind === 'keepalive') journal.write(now, LogText.keepaliveLine(label, event.what, event.missing));
    else if (event.kind === 'trace' || event.kind === 'trace-fault') {
      const level = machine.pptp.syslog === 'with debug' ? 'debug' : 'info';
      const [direction, message] =
        event.kind === 'trace' ? [event.direction, event.message.kind] : ['received', event.text];
      journal.write(now, LogText.controlLine(label, direction, message), level);
    }
  }
}
