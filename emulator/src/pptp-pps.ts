/**
 * PPs on PPTP: which call is which PP, whom to dial, whom to refuse. The one place that says "this tunnel is `pp1`".
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import { pptpDisconnectTime } from '@rtemu/config/settings/pptp';
import type { Arena } from '@rtemu/engine/arena';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { ControlChannel } from '@rtemu/hosts/control-channel';
import type { LinkUp } from '@rtemu/hosts/life';
import type { ControlProfile, EndpointEvent, PptpEndpoint } from '@rtemu/hosts/pptp-endpoint';
import { TunnelLife } from '@rtemu/hosts/tunnel-life';
import { type Machine, SERVER_DIALS } from '@rtemu/models/machine';
import type { CallDirection } from '@rtemu/pptp/call-machine';
import type { Refusal } from '@rtemu/pptp/call-messages';
import type { CallNumbers } from '@rtemu/pptp/call-numbers';
import type { Ipv4Address } from '@rtemu/wire/address';
import {
  endpointNameOf,
  endpointOf,
  isEnabled,
  isServer,
  ppTowards,
  pptpPps,
  pptpTunnelsOf,
  surplusPptpPps,
} from './bindings.js';
import * as ControlLogText from './control-log-text.js';
import type { PeerNames } from './dns/peer-names.js';
import type { Journal } from './journal.js';
import type { LinkTaps } from './link-taps.js';
import * as LogText from './log-text.js';
import type { CallRefusal } from './past-calls.js';
import { Pp } from './pp.js';
import type { PpMedium } from './pp-medium.js';
import { controlProfileOf, tunnelOptionsOf } from './pp-options.js';
import type { PpRegister } from './pp-register.js';

/** MPPE's header and the inner protocol number, for which the peer's MRU must have room as well. */
const MPPE_OCTETS = 4;

interface Refused {
  readonly refusal: Refusal;
  readonly why: CallRefusal;
}

export interface PptpPpsParts {
  readonly arena: Arena;
  readonly endpoint: PptpEndpoint;
  readonly taps: LinkTaps;
  readonly machine: Machine;
  readonly journal: Journal;
  readonly callNumbers: CallNumbers;
  readonly register: PpRegister;
  readonly names: PeerNames;
}

/** The life of a PP on PPTP. */
export const tunnelLifeOf = (pp: Pp): TunnelLife | undefined => (pp.life instanceof TunnelLife ? pp.life : undefined);

export class PptpPps implements PpMedium {
  readonly name = 'PPTP';

  /** PPs that were said to be too many. */
  #surplus = new Set<number>();

  constructor(private readonly parts: PptpPpsParts) {}

  ppsOf(document: Document): readonly number[] {
    return pptpPps(document);
  }

  newLife(): TunnelLife {
    return new TunnelLife(this.parts.endpoint);
  }

  follow(document: Document, pp: Pp): void {
    [pp.tunnel] = pptpTunnelsOf(document, pp.number);
  }

  mayDial(now: Instant, document: Document, pp: Pp): boolean {
    if (pp.tunnel === undefined || pp.number === 'anonymous') return false;
    if (isServer(document, pp.number) && !this.#serverDials) return false;
    const { names } = this.parts;
    const name = endpointNameOf(document, pp.number);
    if (name !== undefined && !names.isFresh(now, name, pp.number)) return false;
    return endpointOf(document, pp.number, names) !== undefined;
  }

  dial(now: Instant, document: Document, pp: Pp): void {
    const peer = endpointOf(document, pp.number, this.parts.names)!;
    const options = tunnelOptionsOf(document, pp.number, true);
    const place = isServer(document, pp.number) ? 'none' : 'pns';
    this.parts.journal.write(now, LogText.tunnelConnecting(pp.tunnel!, peer));
    tunnelLifeOf(pp)!.connect(now, { peer, profile: this.#profile(document, pp.number, pp.tunnel!), options, place });
  }

  peerOf(document: Document, pp: Pp): Ipv4Address | undefined {
    return endpointOf(document, pp.number, this.parts.names);
  }

  isClient(document: Document, pp: Pp): boolean {
    return !isServer(document, pp.number);
  }

  roomFor({ peerMru, encryption }: LinkUp): number {
    return peerMru - (encryption ? MPPE_OCTETS : 0);
  }

  /** `pptp tunnel disconnect time` (manual 17.2.1). */
  idleAt(document: Document, { tunnel, life, onlineSince }: Pp): Instant {
    const time = document.tunnel(tunnel!).effective(pptpDisconnectTime);
    if (time === 'off') return NEVER;
    const { sentAt, receivedAt } = life;
    const used = this.parts.machine.pptp.idleMeans === 'none sent' ? sentAt : Math.max(sentAt, receivedAt);
    return after(Math.max(used, onlineSince!) as Instant, seconds(time));
  }

  /** Callers that stand on a tunnel that they may use no longer. */
  disconnectUnusable(now: Instant, document: Document): void {
    const usable = isEnabled(document, 'anonymous') ? pptpTunnelsOf(document, 'anonymous') : [];
    for (const caller of this.parts.register.callers.values())
      if (caller.medium === this && !usable.includes(caller.tunnel ?? 0)) caller.life.disconnect(now, 'local');
  }

  /** Says of each numbered PP that is one too many that it is, once. */
  tellSurplus(now: Instant, document: Document): void {
    const surplus = new Set(surplusPptpPps(document));
    for (const pp of surplus)
      if (!this.#surplus.has(pp))
        this.parts.journal.write(now, LogText.surplusPeer(pp, this.parts.machine.pptpSessionsMax));
    this.#surplus = surplus;
  }

  /** What to say to a peer that opens a control connection to us. */
  profileFor(document: Document, peer: Ipv4Address): ControlProfile {
    const pp = ppTowards(document, peer, this.parts.names) ?? 'anonymous';
    return this.#profile(document, pp, pptpTunnelsOf(document, pp)[0] ?? 0);
  }

  handleEvent(now: Instant, document: Document, event: EndpointEvent): void {
    const owned = this.parts.register.each().some((pp) => tunnelLifeOf(pp)?.handleEvent(now, event));
    if (event.kind === 'offered') this.#handleOffer(now, document, event.channel, event.callId, event.direction);
    else if (event.kind === 'control') this.#handleControl(now, document, event);
    else if (event.kind === 'connected') this.#countSessions(now);
    else if (event.kind === 'channel-open' && !owned) this.#handleSummons(now, document, event.channel);
  }

  #handleOffer(
    now: Instant,
    document: Document,
    channel: ControlChannel,
    callId: number,
    direction: CallDirection,
  ): void {
    const { endpoint, journal } = this.parts;
    const taker = this.#takerFor(now, document, channel, callId, direction);
    if (taker instanceof Pp) journal.write(now, LogText.tunnelConnected(taker.tunnel!, channel.peer));
    else {
      endpoint.refuse(now, channel, callId, taker.refusal);
      journal.write(now, LogText.callRefused(channel.peer, taker.why));
      this.parts.register.past.note({ kind: 'refused', at: now, peer: channel.peer, why: taker.why });
    }
  }

  /** Which PP has taken the call, or why none has. */
  #takerFor(
    now: Instant,
    document: Document,
    channel: ControlChannel,
    callId: number,
    direction: CallDirection,
  ): Pp | Refused {
    const { register } = this.parts;
    const number = ppTowards(document, channel.peer, this.parts.names);
    const isKnown = number !== undefined || (direction === 'outgoing' && isEnabled(document, 'anonymous'));
    if (!isKnown) return { refusal: 'do-not-accept', why: 'no PP for this peer' };
    // That no call may be placed here is said by the General Error which the caller shows as 817 (FAQ Q22).
    if (!isServer(document, number ?? 'anonymous')) return { refusal: 'not-connected', why: 'this end is a client' };
    const known = number === undefined ? undefined : register.numbered.get(number);
    if (this.parts.endpoint.isFull && !known?.life.link) return this.#refuseForMany(now, known);
    const pp = number === undefined ? this.#newCaller(document) : known;
    const life = pp && tunnelLifeOf(pp);
    if (!life) return { refusal: 'busy', why: 'no tunnel is free' };
    if (life.answer(now, channel, callId, tunnelOptionsOf(document, pp.number, false))) return pp;
    if (pp.number === 'anonymous') register.callers.delete(pp.session);
    else pp.life.disconnect(now, 'stale'); // what is left of a call whose peer has begun anew
    return { refusal: 'busy', why: 'connected already' };
  }

  /** FAQ Q4. A numbered PP shows that it missed a call. */
  #refuseForMany(now: Instant, pp: Pp | undefined): Refused {
    if (pp) pp.last = { at: now, ending: { by: 'call', reason: 'resource-shortage' } };
    return { refusal: 'no-resource', why: `too many sessions (${this.parts.machine.pptpSessionsMax})` };
  }

  /** The lowest free session on the first free tunnel. */
  #newCaller(document: Document): Pp | undefined {
    const { arena, taps, register } = this.parts;
    const taken = new Set([...register.callers.values()].map(({ tunnel }) => tunnel));
    const tunnel = pptpTunnelsOf(document, 'anonymous').find((number) => !taken.has(number));
    if (tunnel === undefined) return undefined;
    const session = register.freeSession();
    const caller = new Pp(arena, taps, this, this.newLife(), 'anonymous', session);
    caller.tunnel = tunnel;
    register.callers.set(session, caller);
    return caller;
  }

  /** Each that comes when there are as many as are recommended already is worth a line (FAQ Q4). */
  #countSessions(now: Instant): void {
    const { endpoint, journal, machine } = this.parts;
    const { tunnelCount } = endpoint;
    const recommended = machine.pptpSessionsRecommended ?? machine.pptpSessionsMax;
    if (tunnelCount > recommended) journal.write(now, LogText.manySessions(tunnelCount, recommended));
  }

  /**
   * A server that opens a connection to its client wants to be called over it (FAQ Q12). A server that dials the same client
   * itself just now waits there for its call.
   */
  #handleSummons(now: Instant, document: Document, channel: ControlChannel): void {
    const number = ppTowards(document, channel.peer, this.parts.names);
    const pp = number === undefined ? undefined : this.parts.register.numbered.get(number);
    const life = pp && tunnelLifeOf(pp);
    const serves = pp !== undefined && isServer(document, pp.number);
    if (!life || !this.#serverDials || (serves && life.state !== 'Opening')) return;
    const options = tunnelOptionsOf(document, pp.number, true);
    const profile = this.#profile(document, pp.number, pp.tunnel!);
    life.summon(now, channel, { peer: channel.peer, profile, options, place: serves ? 'none' : 'pns' });
  }

  get #serverDials(): boolean {
    return this.parts.machine.allows(SERVER_DIALS).open;
  }

  #profile(document: Document, pp: PpNumber, tunnel: number): ControlProfile {
    return controlProfileOf(document, this.parts.machine, this.parts.callNumbers, pp, tunnel);
  }

  #handleControl(
    now: Instant,
    document: Document,
    { channel, event }: Extract<EndpointEvent, { kind: 'control' }>,
  ): void {
    const { journal, machine } = this.parts;
    const label = this.#labelOf(document, channel);
    // RT57i and RT58i write these down only while `syslog debug on` stands too.
    const level = machine.pptp.syslog === 'with debug' ? 'debug' : 'info';
    if (event.kind === 'keepalive') journal.write(now, ControlLogText.keepaliveLine(label, event.what, event.missing));
    else if (event.kind === 'trace')
      journal.write(now, ControlLogText.controlLine(label, event.direction, channel.peer, event.message), level);
    else if (event.kind === 'trace-fault')
      journal.write(now, ControlLogText.controlFault(label, channel.peer, event.text), level);
  }

  /** `TUNNEL[1]`; nothing for a stranger who has not called yet. */
  #labelOf(document: Document, channel: ControlChannel): string {
    const { register, names } = this.parts;
    const owner = register.each().find((pp) => tunnelLifeOf(pp)?.channel === channel);
    const number = owner ? undefined : ppTowards(document, channel.peer, names);
    const tunnel = owner?.tunnel ?? (number === undefined ? undefined : pptpTunnelsOf(document, number)[0]);
    return tunnel === undefined ? '' : `TUNNEL[${tunnel}]`;
  }
}
