/**
 * What becomes of the connections of PPs, whatever they stand on: who may come in, the interface on the stack, the lines of
 * the log, idle timers and redialling.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { ppAddress, ppMtu } from '@rtemu/config/settings/ip';
import { ppAlwaysOn, ppKeepaliveLog } from '@rtemu/config/settings/pp';
import { radiusAuth } from '@rtemu/config/settings/radius';
import { NO_SLOT } from '@rtemu/engine/arena';
import type { Lazy } from '@rtemu/engine/lazy';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { Ending } from '@rtemu/hosts/ending';
import type { LifeEvent, LinkUp } from '@rtemu/hosts/life';
import { UNHEARD_SECONDS } from '@rtemu/hosts/tunnel';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { LinkEvent } from '@rtemu/ppp/link-event';
import { type Ipv4Address, UNSPECIFIED } from '@rtemu/wire/address';
import type { Accounts } from './accounts.js';
import { Admission, type PeerLeases } from './admission.js';
import { causeText } from './cause.js';
import type { Journal } from './journal.js';
import type { Lans } from './lans.js';
import * as LogText from './log-text.js';
import type { Pp } from './pp.js';
import { ipcpOptionsOf } from './pp-options.js';
import type { PpRegister } from './pp-register.js';

/** Between a failed call and the next of `pp always-on` (manual 6.2.1). */
const RETRY_SECONDS = 60;
/** What the operator who wants RADIUS for PPTP is told (FAQ Q19). */
const NO_RADIUS = ', and RADIUS is not asked about callers by PPTP';

export interface PpConnectionsParts {
  readonly stack: Ipv4Stack;
  readonly lans: Lans;
  readonly journal: Journal;
  readonly register: PpRegister;
  readonly leases: Lazy<PeerLeases>;
  readonly accounts: Accounts;
}

export class PpConnections {
  readonly #admission: Admission;
  /** Counts up whenever an interface came, went or changed. */
  version = 0;
  #taken = 0;

  constructor(private readonly parts: PpConnectionsParts) {
    this.#admission = new Admission(parts.leases);
  }

  /** Whether an interface came, went or changed since this was asked last. */
  takeChange(): boolean {
    const changed = this.#taken !== this.version;
    this.#taken = this.version;
    return changed;
  }

  get addressesInUse(): number {
    return this.#admission.addressesInUse;
  }

  reconfigure(document: Document): void {
    const inUse = this.parts.register.inOrder().flatMap(({ pooled }) => pooled ?? []);
    this.#admission.reconfigure(document, inUse);
  }

  /** Gives a numbered PP its interface, which stays while the PP is enabled. */
  establish(now: Instant, document: Document, pp: Pp): void {
    const { stack } = this.parts;
    if (pp.interface === undefined) {
      pp.interface = stack.addPointToPoint(pp.label);
      stack.setUp(now, pp.interface, true);
      this.version++;
    }
    if (pp.isOnline) return;
    const block = document.pp(pp.number);
    const own = block.get(ppAddress);
    stack.setMtu(pp.interface, block.effective(ppMtu));
    stack.setAddresses(now, pp.interface, own ? [own] : []);
  }

  retire(now: Instant, pp: Pp): void {
    if (pp.interface === undefined) return;
    pp.life.detach();
    this.parts.stack.removeInterface(now, pp.interface);
    pp.interface = undefined;
    this.version++;
  }

  /** @returns whether the PP's life had anything to say */
  drain(now: Instant, document: Document, pp: Pp): boolean {
    let moved = false;
    for (let event = pp.life.pollEvent(); event; event = pp.life.pollEvent()) {
      moved = true;
      this.#handleLife(now, document, pp, event);
    }
    return moved;
  }

  /** Looks whether the connection was idle for too long, and when to look again. */
  armIdle(now: Instant, document: Document, pp: Pp): void {
    pp.idleDeadline = pp.isOnline && pp.life.link ? pp.medium.idleAt(document, pp) : NEVER;
    if (pp.idleDeadline > now) return;
    pp.idleDeadline = NEVER;
    pp.life.disconnect(now, 'idle');
  }

  #handleLife(now: Instant, document: Document, pp: Pp, event: LifeEvent): void {
    switch (event.kind) {
      case 'line-up':
        if (pp.medium.name === 'PPPoE') this.parts.journal.write(now, LogText.pppoeConnected(pp.lineLabel));
        break;
      case 'online':
        this.#goOnline(now, document, pp, event.up);
        break;
      case 'unheard':
        this.parts.journal.write(now, LogText.withoutGre(pp.label, UNHEARD_SECONDS));
        pp.wasUnheard = true;
        pp.notes.unheard = true;
        break;
      case 'offline':
      case 'failed':
        if (!pp.medium.tryOn?.(now, document, pp, event))
          this.#goOffline(now, document, pp, event.ending, event.kind === 'failed' && !isByHand(event.ending));
        break;
      case 'link':
        this.#handleLink(now, document, pp, event.event);
        break;
    }
  }

  #handleLink(now: Instant, document: Document, pp: Pp, event: LinkEvent): void {
    const { journal } = this.parts;
    pp.notes.note(event);
    if (event.kind === 'authenticated') this.#admit(now, document, pp, event.peerName);
    else if (event.kind === 'authentication-failed') {
      if (event.role === 'authenticator') {
        const why = causeText({ by: 'link', reason: event.reason }, 'en');
        const isRadiusMeant = pp.medium.name === 'PPTP' && document.global.effective(radiusAuth);
        journal.write(now, LogText.userRefused(pp.label, event.name ?? '', isRadiusMeant ? `${why}${NO_RADIUS}` : why));
      }
    } else if (event.kind === 'undecipherable') journal.write(now, LogText.undecipherable(pp.label));
    else if (event.kind === 'encryption' && event.offers)
      journal.write(now, LogText.notEncrypted(pp.label, event.offers));
    else if (event.kind === 'encryption' && event.keyless) journal.write(now, LogText.keyless(pp.label));
    else if (event.kind === 'keepalive' && document.global.effective(ppKeepaliveLog))
      journal.write(now, LogText.lcpEchoUnanswered(pp.label, event.missed));
    else if (event.kind === 'terminate-request' && event.windowsReason !== undefined)
      journal.write(now, LogText.windowsHangsUp(pp.label, event.windowsReason));
  }

  #admit(now: Instant, document: Document, pp: Pp, user: string | undefined): void {
    const { journal, register } = this.parts;
    const isConnected = [...register.callers.values()].some(
      (other) => other !== pp && other.user === user && user !== undefined,
    );
    this.#giveAddressBack(now, pp); // PPP may have been negotiated anew, by the same user or by another
    const admitted = this.#admission.admit(now, document, pp.number, pp.label, user, isConnected);
    if ('refused' in admitted) {
      pp.refused = admitted.refused;
      journal.write(now, LogText.userRefused(pp.label, user ?? '', admitted.refused));
      pp.life.disconnect(now, 'refused');
      return;
    }
    pp.user = user;
    if (user !== undefined) journal.write(now, LogText.callDetected(pp.label, user));
    if ('ask' in admitted) {
      pp.asksDhcp = true;
      this.parts.leases.get().askForPeer(now, pp.label, admitted.ask);
      return;
    }
    pp.pooled = admitted.pooled ? admitted.address : undefined;
    this.#letIn(now, document, pp, admitted.address);
  }

  #letIn(now: Instant, document: Document, pp: Pp, address: Ipv4Address | undefined): void {
    const isClient = pp.medium.isClient(document, pp);
    pp.life.admit(now, ipcpOptionsOf(document, pp.number, isClient, this.parts.lans.borrowed(), address));
  }

  /** What DHCP servers had to say about the peers of PPs (manual 8.2.1: 0.0.0.0 when they say nothing). */
  handlePeerAnswers(now: Instant, document: Document): void {
    const leases = this.parts.leases.made;
    for (let answer = leases?.pollPeerAnswer(); answer !== undefined; answer = leases?.pollPeerAnswer()) {
      const { label } = answer;
      const pp = this.parts.register.each().find((each) => each.label === label && each.asksDhcp);
      if (pp === undefined) continue;
      if (answer.kind === 'lost') pp.life.disconnect(now, 'refused');
      else this.#letIn(now, document, pp, answer.address ?? UNSPECIFIED);
    }
  }

  #goOnline(now: Instant, document: Document, pp: Pp, up: LinkUp): void {
    const { stack, journal, lans } = this.parts;
    const block = document.pp(pp.number);
    const interface_ = (pp.interface ??= stack.addPointToPoint(pp.label));
    this.version++;
    stack.setMtu(interface_, Math.min(block.effective(ppMtu), pp.medium.roomFor(up)));
    const own = block.get(ppAddress);
    const given = up.localAddress !== undefined && up.localAddress !== lans.borrowed();
    const addresses = own ? [own] : given ? [{ address: up.localAddress!, length: 32 }] : [];
    // A peer without an address (0.0.0.0) is nobody whom a route leads to.
    const remote = up.remoteAddress === UNSPECIFIED ? undefined : up.remoteAddress;
    stack.setAddresses(now, interface_, addresses, remote);
    stack.setUp(now, interface_, true);
    pp.life.detach(); // PPP may have been negotiated anew
    pp.life.attach(interface_);
    pp.dnsServers = up.dns;
    if (pp.onlineSince === undefined) this.parts.accounts.begin(pp);
    pp.onlineSince ??= now;
    pp.authenticationFailures = 0;
    if (up.encryption) journal.write(now, LogText.encrypted(pp.label, up.encryption));
    journal.write(now, LogText.ipcpUp(pp.label, up.localAddress, up.remoteAddress));
    for (let slot = pp.waiting.shift(); slot !== NO_SLOT; slot = pp.waiting.shift())
      stack.resume(now, interface_, slot);
    this.armIdle(now, document, pp);
  }

  #goOffline(now: Instant, document: Document, pp: Pp, ending: Ending, isFailure: boolean): void {
    const { stack, journal } = this.parts;
    if ('withoutGre' in ending && !pp.wasUnheard) journal.write(now, LogText.withoutGre(pp.label));
    pp.wasUnheard = false;
    const peer = pp.medium.peerOf(document, pp);
    if ('hindrance' in ending && ending.hindrance !== undefined && peer !== undefined)
      journal.write(now, LogText.hindered(pp.label, peer, ending.hindrance));
    journal.write(now, LogText.disconnected(pp.lineLabel, ending));
    if (ending.by === 'link' && ending.reason === 'failed-authentication') pp.authenticationFailures++;
    const { number, label, isDialled, onlineSince, user, refused } = pp;
    this.parts.register.past.note({
      kind: 'ended',
      at: now,
      pp: number,
      label,
      medium: pp.medium.name,
      peer,
      isDialled,
      upSince: onlineSince,
      ending,
      user,
      refused,
      notes: pp.notes.copy(),
    });
    pp.refused = undefined;
    pp.notes.clear();
    pp.last = { at: now, ending };
    this.parts.accounts.end(now, pp);
    pp.isDialled = false;
    pp.onlineSince = undefined;
    pp.user = undefined;
    pp.dnsServers = [];
    pp.idleDeadline = NEVER;
    pp.waiting.clear();
    this.#giveAddressBack(now, pp);
    if (pp.asksDhcp) this.parts.leases.get().forgetPeer(now, pp.label);
    pp.asksDhcp = false;
    this.version++;
    if (pp.interface === undefined) return;
    if (pp.number === 'anonymous') {
      stack.removeInterface(now, pp.interface);
      pp.interface = undefined;
    } else {
      const own = document.pp(pp.number).get(ppAddress);
      stack.setAddresses(now, pp.interface, own ? [own] : []);
      this.redial(now, document, pp, isFailure);
    }
  }

  /** Once, until an operator dials. */
  tellProhibited(now: Instant, pp: Pp): void {
    const { name } = pp.medium;
    const isTold = pp.last?.ending.reason === 'failed-too-often';
    if (isTold || name === 'PPTP') return;
    const ending = { by: 'line', line: name, reason: 'failed-too-often' } as const;
    pp.last = { at: now, ending };
    this.parts.journal.write(now, LogText.disconnected(pp.lineLabel, ending));
  }

  #giveAddressBack(now: Instant, pp: Pp): void {
    if (pp.pooled !== undefined) this.#admission.release(now, pp.pooled);
    pp.pooled = undefined;
  }

  /** `pp always-on`: when to dial again. */
  redial(now: Instant, document: Document, pp: Pp, isFailure: boolean): void {
    const { on, retrySeconds } = document.pp(pp.number).effective(ppAlwaysOn);
    const rest = pp.medium.restUntil?.(now, document, pp, isFailure) ?? now;
    const retry = isFailure ? after(now, seconds(retrySeconds ?? RETRY_SECONDS)) : now;
    pp.noDialBefore = rest;
    if (pp.medium.isAlwaysOn) pp.redialDeadline = rest;
    else if (on) pp.redialDeadline = Math.max(rest, retry) as Instant;
  }
}

/** Whether it was ended here on demand, whatever it was doing. */
const isByHand = ({ by, reason }: Ending): boolean => by !== 'link' && (reason === 'local' || reason === 'tcp-pending');
