/**
 * The PPs of a router: which there are, what they stand on, when they are dialled. What a PP stands on is a
 * {@link PpMedium}; what becomes of its connections is {@link PpConnections}.
 * @module
 */

import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import { ppAlwaysOn } from '@rtemu/config/settings/pp';
import { type Arena, NO_SLOT } from '@rtemu/engine/arena';
import type { Lazy } from '@rtemu/engine/lazy';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { LineEndpoint, LineEvent } from '@rtemu/hosts/line-endpoint';
import { LineLife } from '@rtemu/hosts/line-life';
import type { PppoePorts } from '@rtemu/hosts/pppoe-ports';
import type { ControlProfile, EndpointEvent, PptpEndpoint } from '@rtemu/hosts/pptp-endpoint';
import { NO_ROUTE } from '@rtemu/ip/route-table';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Machine } from '@rtemu/models/machine';
import type { CallNumbers } from '@rtemu/pptp/call-numbers';
import type { Ipv4Address } from '@rtemu/wire/address';
import { Accounts } from './accounts.js';
import type { PeerLeases } from './admission.js';
import { endpointOf } from './bindings.js';
import type { Bris } from './bris.js';
import { describePacket } from './describe-packet.js';
import type { PeerNames } from './dns/peer-names.js';
import { IsdnPps } from './isdn-pps.js';
import type { Journal } from './journal.js';
import type { Lans } from './lans.js';
import { LeasedPps } from './leased-pps.js';
import type { LinkTaps } from './link-taps.js';
import * as LogText from './log-text.js';
import type { PastCalls } from './past-calls.js';
import { Pp } from './pp.js';
import { PpConnections } from './pp-connections.js';
import type { PpMedium } from './pp-medium.js';
import { PpRegister } from './pp-register.js';
import { PppoePps } from './pppoe-pps.js';
import { PptpPps } from './pptp-pps.js';

export interface PpsParts {
  readonly arena: Arena;
  readonly stack: Ipv4Stack;
  readonly endpoint: PptpEndpoint;
  readonly lines: LineEndpoint;
  readonly pppoe: PppoePorts;
  readonly leases: Lazy<PeerLeases>;
  readonly lans: Lans;
  readonly bris: Bris;
  readonly taps: LinkTaps;
  readonly machine: Machine;
  readonly journal: Journal;
  readonly callNumbers: CallNumbers;
  readonly names: PeerNames;
}

export interface PpsInUse {
  readonly callers: number;
  /** Numbered PPs that the configuration no longer has and that are not down yet. */
  readonly leaving: number;
  readonly addressesInUse: number;
  readonly callIds: number;
}

export class Pps {
  readonly accounts = new Accounts();
  #document: Document;
  readonly #register = new PpRegister();
  readonly #connections: PpConnections;
  readonly #pptp: PptpPps;
  readonly #pppoe: PppoePps;
  readonly #isdn: IsdnPps;
  readonly #media: readonly PpMedium[];
  #next: Instant = NEVER;

  constructor(
    private readonly parts: PpsParts,
    document: Document,
  ) {
    this.#document = document;
    const shared = { ...parts, register: this.#register };
    this.#connections = new PpConnections({ ...shared, accounts: this.accounts });
    this.#pptp = new PptpPps(shared);
    this.#pppoe = new PppoePps(shared);
    this.#isdn = new IsdnPps(shared);
    this.#media = [this.#pptp, this.#pppoe, this.#isdn, new LeasedPps(shared)];
  }

  /** Numbered ones first, then the callers of the anonymous PP. */
  all(): Pp[] {
    return this.#register.all();
  }

  /** What the connections of PPs take up now; all of it is given back when they end. */
  get inUse(): PpsInUse {
    const { callers, leaving } = this.#register;
    const { addressesInUse } = this.#connections;
    return { callers: callers.size, leaving: leaving.size, addressesInUse, callIds: this.parts.callNumbers.inUse };
  }

  /** Whether a PP came, went, or changed its interface since this was asked last: routes by way of PPs follow that. */
  takeChange(): boolean {
    return this.#connections.takeChange();
  }

  /** Counts up whenever {@link takeChange} would tell something. */
  get version(): number {
    return this.#connections.version;
  }

  /** What became of the last calls. */
  get past(): PastCalls {
    return this.#register.past;
  }

  /** Where the peer of a numbered PP is, as far as that is known. */
  peerOf(number: number): Ipv4Address | undefined {
    return endpointOf(this.#document, number, this.parts.names);
  }

  numbered(number: number): Pp | undefined {
    return this.#register.numbered.get(number);
  }

  callers(): Pp[] {
    return this.#register.inOrder();
  }

  /** The interface that `gateway pp N` or `gateway pp anonymous name=` leads to; `undefined` while there is none. */
  interfaceOf(pp: PpNumber, user?: string): number | undefined {
    if (pp !== 'anonymous') return this.numbered(pp)?.interface;
    return this.callers().find((caller) => caller.isOnline && caller.user === user)?.interface;
  }

  /** The name servers that the peer of a PP told (`ppp ipcp msext on`): none while it is offline. */
  dnsServersOf(pp: number): readonly Ipv4Address[] {
    return this.numbered(pp)?.dnsServers ?? [];
  }

  /** To be called when others look on at PPP links than before. */
  retap(): void {
    for (const pp of this.#register.each()) pp.retap();
  }

  // Commands.

  reconfigure(now: Instant, document: Document): void {
    this.#document = document;
    const wanted = new Map<number, PpMedium>();
    for (const medium of this.#media) for (const number of medium.ppsOf(document)) wanted.set(number, medium);
    for (const [number, pp] of this.#register.numbered)
      if (wanted.get(number) !== pp.medium) this.#retire(now, number, pp);
    for (const [number, medium] of wanted) this.#establish(now, number, medium);
    this.#pppoe.reconfigure(document);
    this.#isdn.reconfigure(now, document);
    this.#pptp.disconnectUnusable(now, document);
    this.#pptp.tellSurplus(now, document);
    this.#connections.reconfigure(document);
    this.#settle(now);
  }

  /** Another configuration, in which nothing differs that would touch a PP now. */
  follow(document: Document): void {
    this.#document = document;
  }

  /** `pp enable` of a PP that is enabled begins it anew (manual 56.7.1). */
  reinitialize(now: Instant, numbers: readonly PpNumber[]): void {
    for (const pp of this.all())
      if (numbers.includes(pp.number)) {
        pp.authenticationFailures = 0;
        pp.life.disconnect(now, 'local');
      }
    this.#settle(now);
  }

  /** `connect N`. @returns false when there is nothing to dial */
  connect(now: Instant, number: number): boolean {
    const pp = this.numbered(number);
    if (pp) pp.authenticationFailures = 0; // somebody means it
    const begun = pp !== undefined && this.#mayDial(now, pp, false);
    if (begun) this.#dial(now, pp);
    else if (pp !== undefined) this.#tellProhibited(now, pp);
    this.#settle(now);
    return begun;
  }

  disconnect(now: Instant, pps: readonly Pp[]): void {
    for (const pp of pps) {
      pp.redialDeadline = NEVER;
      this.#giveUp(pp);
      pp.life.disconnect(now, 'local');
    }
    this.#settle(now);
  }

  /** What to say to a peer that opens a control connection to us. */
  profileFor(peer: Ipv4Address): ControlProfile {
    return this.#pptp.profileFor(this.#document, peer);
  }

  // What happened.

  /** The address of a PP's peer was asked for by name. */
  handleNamed(now: Instant, pp: number, isKnown: boolean): void {
    const numbered = this.numbered(pp);
    if (isKnown) this.connect(now, pp);
    else if (numbered?.life.state === 'Idle') this.#connections.redial(now, this.#document, numbered, true);
    this.#settle(now);
  }

  handleEvent(now: Instant, event: EndpointEvent): void {
    this.#pptp.handleEvent(now, this.#document, event);
    this.#settle(now);
  }

  /** DHCP servers have said something about the peers of PPs. */
  handlePeerAnswers(now: Instant): void {
    this.#connections.handlePeerAnswers(now, this.#document);
    this.#settle(now);
  }

  handleLineEvent(now: Instant, event: LineEvent): void {
    this.#register.each().some(({ life }) => life instanceof LineLife && life.handleEvent(now, event));
    this.#settle(now);
  }

  /** Datagrams that left by a PP without a connection: they open it (`IP Commencing`), or are dropped. */
  handleStrays(now: Instant): void {
    const { arena, journal, lines } = this.parts;
    const { strays } = lines;
    for (let slot = strays.shift(); slot !== NO_SLOT; slot = strays.shift()) {
      const pp = this.#register.each().find((candidate) => candidate.interface === strays.tag);
      if (pp && this.#mayDial(now, pp, true)) {
        journal.write(now, LogText.ipCommencing(pp.label, describePacket(arena.peek(slot))));
        this.#dial(now, pp);
      } else if (pp) this.#tellProhibited(now, pp);
      const isComing = pp && (pp.awaits || (pp.life.state !== 'Idle' && pp.life.state !== 'Closing'));
      if (isComing) pp.waiting.push(0, slot);
      else arena.release(slot);
    }
    this.#settle(now);
  }

  handleTimeout(now: Instant): void {
    for (const pp of this.#register.each()) {
      if (pp.idleDeadline <= now) this.#connections.armIdle(now, this.#document, pp);
      if (pp.redialDeadline > now || isLeaving(pp)) continue;
      pp.redialDeadline = NEVER;
      if (this.#mayDial(now, pp, false)) this.#dial(now, pp);
      else this.#tellProhibited(now, pp);
    }
    this.#settle(now);
  }

  /** A line has come up: PPs that are there without being asked come up with it. */
  wake(now: Instant): void {
    for (const pp of this.#register.numbered.values())
      if (pp.medium.isAlwaysOn && pp.life.state === 'Idle') pp.redialDeadline = now;
    this.#settle(now);
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  #mayDial(now: Instant, pp: Pp, byPacket: boolean): boolean {
    if (pp.life.state !== 'Idle' || pp.awaits) return false;
    if (this.accounts.thresholdReached(this.#document, pp.number) !== undefined) return false;
    return pp.medium.mayDial(now, this.#document, pp, byPacket);
  }

  /** Something wanted to dial a PP that may not. */
  #tellProhibited(now: Instant, pp: Pp): void {
    if (pp.life.state !== 'Idle') return;
    if (pp.medium.isProhibited?.(this.#document, pp)) this.#connections.tellProhibited(now, pp);
    const threshold = this.accounts.thresholdReached(this.#document, pp.number);
    if (threshold === undefined || pp.isHeldBack) return;
    pp.isHeldBack = true;
    this.parts.journal.write(now, LogText.thresholdReached(pp.label, threshold));
  }

  /** Dials; first of all the PP by way of which the peer is reached, so that the packets to it get their address there. */
  #dial(now: Instant, pp: Pp): void {
    const below = this.#below(pp);
    if (below === undefined || below.isOnline) {
      pp.isDialled = true;
      pp.isHeldBack = false;
      pp.medium.dial(now, this.#document, pp);
      return;
    }
    pp.awaits = below;
    if (this.#mayDial(now, below, true)) this.#dial(now, below);
    else if (below.life.state === 'Idle' && !below.awaits) this.#giveUp(pp);
  }

  /** The PP that the way to this one's peer leads over; not itself, nor one that awaits it. */
  #below(pp: Pp): Pp | undefined {
    const { routes } = this.parts.stack;
    const peer = pp.medium.peerOf(this.#document, pp);
    const row = peer === undefined ? NO_ROUTE : routes.lookup(peer);
    if (row === NO_ROUTE) return undefined;
    const below = this.#register.each().find((other) => other.interface === routes.interface[row]);
    for (let next = below; next !== undefined; next = next.awaits) if (next === pp) return undefined;
    return below;
  }

  #giveUp(pp: Pp): void {
    pp.awaits = undefined;
    pp.waiting.clear();
  }

  /** Those who waited for a PP to be online, and what becomes of them. */
  #attendWaiting(now: Instant): boolean {
    let moved = false;
    for (const pp of this.#register.each()) {
      const below = pp.awaits;
      if (below === undefined || (!below.isOnline && (below.awaits || below.life.state !== 'Idle'))) continue;
      moved = true;
      pp.awaits = undefined;
      if (below.isOnline) this.#dial(now, pp);
      else {
        this.#giveUp(pp);
        this.#connections.redial(now, this.#document, pp, true);
      }
    }
    return moved;
  }

  // Numbered PPs come and go with the configuration.

  #establish(now: Instant, number: number, medium: PpMedium): void {
    const { numbered } = this.#register;
    const { arena, taps } = this.parts;
    const pp = numbered.get(number) ?? new Pp(arena, taps, medium, medium.newLife(), number);
    numbered.set(number, pp);
    medium.follow(this.#document, pp);
    this.#connections.establish(now, this.#document, pp);
    const { on } = this.#document.pp(number).effective(ppAlwaysOn);
    const isWanted = on || medium.isAlwaysOn;
    if (isWanted && pp.life.state === 'Idle' && pp.redialDeadline === NEVER) pp.redialDeadline = now;
  }

  #retire(now: Instant, number: number, pp: Pp): void {
    pp.redialDeadline = NEVER;
    this.#giveUp(pp);
    pp.life.disconnect(now, 'local');
    this.#connections.drain(now, this.#document, pp);
    this.#connections.retire(now, pp);
    this.#register.numbered.delete(number);
    this.#register.leaving.add(pp);
  }

  /** Heeds what the lives of all PPs have to say, until they have nothing more to say. */
  #settle(now: Instant): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const pp of this.#register.each()) moved = this.#connections.drain(now, this.#document, pp) || moved;
      moved = this.#attendWaiting(now) || moved;
    }
    this.#register.sweep();
    this.#next = NEVER;
    for (const pp of this.#register.each()) {
      const redial = isLeaving(pp) ? NEVER : pp.redialDeadline;
      this.#next = Math.min(this.#next, pp.idleDeadline, redial) as Instant;
    }
  }
}

/** Whether a connection is taking its leave: until it has, a PP cannot be dialled again. */
const isLeaving = ({ life }: Pp): boolean => life.state === 'Closing';
