/**
 * PPs on ISDN (manual 6): whom to call and when, whose calls to take, when to hang up.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import * as Line from '@rtemu/config/settings/line';
import { linesOf, ppAlwaysOn, ppBind } from '@rtemu/config/settings/pp';
import type { Arena } from '@rtemu/engine/arena';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { LifeEvent, LinkUp } from '@rtemu/hosts/life';
import type { LineEndpoint } from '@rtemu/hosts/line-endpoint';
import { LineLife } from '@rtemu/hosts/line-life';
import { LineSession } from '@rtemu/hosts/line-session';
import { digitsOf } from '@rtemu/line/exchange';
import type { IsdnCall } from '@rtemu/line/isdn-signalling';
import { COUNTS_AUTH_ERRORS_OF_ISDN, type Machine } from '@rtemu/models/machine';
import { CAUSE, type Party } from '@rtemu/wire/isdn';
import { isEnabled } from './bindings.js';
import type { Bris } from './bris.js';
import type { Journal } from './journal.js';
import type { LinkTaps } from './link-taps.js';
import * as LogText from './log-text.js';
import { Pp } from './pp.js';
import type { PpMedium } from './pp-medium.js';
import { briLinkOptionsOf } from './pp-options.js';
import type { PpRegister } from './pp-register.js';

export interface IsdnPpsParts {
  readonly arena: Arena;
  readonly lines: LineEndpoint;
  readonly bris: Bris;
  readonly taps: LinkTaps;
  readonly machine: Machine;
  readonly journal: Journal;
  readonly register: PpRegister;
}

/** The basic rate interfaces that a PP is bound to. */
const brisOf = (document: Document, pp: PpNumber): readonly string[] => linesOf(document.pp(pp).get(ppBind));

/** `03-1234-5678/Tokyo` */
function partyOf(written: string): Party {
  const [number = '', subaddress] = written.split('/', 2);
  return { number: digitsOf(number), ...(subaddress !== undefined && { subaddress }) };
}

export class IsdnPps implements PpMedium {
  readonly name = 'ISDN';
  #document: Document | undefined;
  /** Which of the peer's numbers is called next. */
  readonly #tried = new WeakMap<Pp, number>();

  constructor(private readonly parts: IsdnPpsParts) {
    parts.bris.ports.receive = (now, card, call) => this.#receive(now, card, call);
  }

  ppsOf(document: Document): readonly number[] {
    return document.pps.filter(
      (pp): pp is number => pp !== 'anonymous' && isEnabled(document, pp) && this.#cardsOf(document, pp).length > 0,
    );
  }

  newLife(): LineLife {
    return new LineLife(this.parts.lines);
  }

  follow(): void {}

  reconfigure(now: Instant, document: Document): void {
    this.#document = document;
    for (const caller of this.parts.register.callers.values())
      if (caller.medium === this && !isEnabled(document, 'anonymous')) caller.life.disconnect(now, 'local');
  }

  mayDial(now: Instant, document: Document, pp: Pp, byPacket: boolean): boolean {
    const block = document.pp(pp.number);
    if (!block.effective(Line.isdnCallPermit) || numbersOf(document, pp.number).length === 0) return false;
    const isProhibited = this.isProhibited(document, pp);
    return !byPacket || (!isProhibited && block.effective(Line.isdnAutoConnect) && now >= pp.noDialBefore);
  }

  isProhibited(document: Document, pp: Pp): boolean {
    if (!this.parts.machine.allows(COUNTS_AUTH_ERRORS_OF_ISDN).open) return false;
    const patience = document.pp(pp.number).effective(Line.isdnAuthErrorCount);
    return patience !== 'off' && pp.authenticationFailures >= patience;
  }

  dial(now: Instant, document: Document, pp: Pp): void {
    this.#tried.set(pp, 0);
    this.#call(now, document, pp);
  }

  /** A call that came to nothing is followed by one to the next number (manual 6.2.2). */
  tryOn(now: Instant, document: Document, pp: Pp, event: LifeEvent): boolean {
    const next = (this.#tried.get(pp) ?? 0) + 1;
    const isOver = event.kind !== 'failed' || event.ending.by !== 'line' || event.ending.reason === 'local';
    if (isOver || !this.#tried.has(pp) || next >= numbersOf(document, pp.number).length) return false;
    this.#tried.set(pp, next);
    this.#call(now, document, pp);
    return true;
  }

  peerOf(): undefined {}

  isClient(_document: Document, { life }: Pp): boolean {
    return (life as LineLife).session?.options.isCaller ?? false;
  }

  roomFor({ peerMru }: LinkUp): number {
    return peerMru;
  }

  /** The timers of `isdn disconnect policy 1` (manual 6.2.17 to 6.2.21); with `pp always-on` only the forced one counts. */
  idleAt(document: Document, { number, life, onlineSince }: Pp): Instant {
    const block = document.pp(number);
    const until = (since: Instant, time: number | 'off'): Instant =>
      time === 'off' ? NEVER : after(Math.max(since, onlineSince!) as Instant, seconds(time));
    const forced = until(onlineSince!, block.effective(Line.isdnForcedDisconnectTime));
    if (!block.effective(Line.isdnAutoDisconnect) || block.effective(ppAlwaysOn).on) return forced;
    const { sentAt, receivedAt } = life;
    return Math.min(
      forced,
      until(Math.max(sentAt, receivedAt) as Instant, block.effective(Line.isdnDisconnectTime)),
      until(receivedAt, block.effective(Line.isdnDisconnectInputTime)),
      until(sentAt, block.effective(Line.isdnDisconnectOutputTime)),
    ) as Instant;
  }

  /** When a packet may dial again. */
  restUntil(now: Instant, document: Document, pp: Pp, isFailure: boolean): Instant {
    const block = document.pp(pp.number);
    const prohibited = isFailure ? block.effective(Line.isdnCallProhibitTime) : 0;
    return after(now, seconds(Math.max(block.effective(Line.isdnCallBlockTime), prohibited)));
  }

  #call(now: Instant, document: Document, pp: Pp): void {
    const written = numbersOf(document, pp.number)[this.#tried.get(pp) ?? 0]!;
    const { bris, journal } = this.parts;
    const cards = this.#cardsOf(document, pp.number);
    const card = cards.find((each) => bris.ports.callsOf(each).length === 0) ?? cards[0]!;
    const name = bris.names[card]!;
    pp.line = name;
    const own = document.global.getAt(Line.isdnLocalAddress, name);
    const parties = { called: partyOf(written), ...(own !== undefined && { calling: partyOf(own) }) };
    journal.write(now, LogText.isdnCalling(pp.label, name, written));
    (pp.life as LineLife).connect(now, briLinkOptionsOf(document.pp(pp.number), true), (at, session) =>
      bris.ports.call(at, card, session, parties),
    );
  }

  /** Whose call it is, by the number that the network tells (manual 6.2.2); of the anonymous PP when that is nobody's. */
  #receive(now: Instant, card: number, call: IsdnCall): LineSession | number {
    const { bris, journal, register } = this.parts;
    const document = this.#document;
    const name = bris.names[card]!;
    const number = call.calling?.number ?? '';
    if (document === undefined || this.#isForAnother(document, name, call)) return CAUSE.incompatible;
    const known = this.ppsOf(document).find(
      (pp) => this.#cardsOf(document, pp).includes(card) && callersOf(document, pp).includes(number),
    );
    const pp = known === undefined ? this.#newCaller(document, card) : register.numbered.get(known);
    const permit = pp && document.pp(pp.number).effective(Line.isdnArrivePermit).permit;
    const session = new LineSession(now, briLinkOptionsOf(document.pp(pp?.number ?? 'anonymous'), false));
    const isTaken = pp !== undefined && permit === true && (pp.life as LineLife).answer(now, session);
    if (pp !== undefined && isTaken) pp.line = name;
    if (pp?.number === 'anonymous' && isTaken) register.callers.set(pp.session, pp);
    if (pp !== undefined && isTaken) journal.write(now, LogText.isdnCalled(pp.label, name, number));
    else journal.write(now, LogText.isdnRefused(name, number));
    return isTaken ? session : permit === true ? CAUSE.busy : CAUSE.rejected;
  }

  /** The subaddress says which device at the line is meant. */
  #isForAnother(document: Document, name: string, { called }: IsdnCall): boolean {
    const own = document.global.getAt(Line.isdnLocalAddress, name);
    const ours = own === undefined ? undefined : partyOf(own).subaddress;
    return called?.subaddress !== undefined && ours !== undefined && called.subaddress !== ours;
  }

  #newCaller(document: Document, card: number): Pp | undefined {
    const { arena, taps, register } = this.parts;
    if (!isEnabled(document, 'anonymous') || !this.#cardsOf(document, 'anonymous').includes(card)) return undefined;
    return new Pp(arena, taps, this, this.newLife(), 'anonymous', register.freeSession());
  }

  /** Those that are used as ISDN. */
  #cardsOf(document: Document, pp: PpNumber): readonly number[] {
    const { bris } = this.parts;
    return brisOf(document, pp).flatMap((name) => (bris.useOf(name)?.kind === 'isdn' ? [bris.numberOf(name)!] : []));
  }
}

const numbersOf = (document: Document, pp: PpNumber): readonly string[] =>
  document.pp(pp).getAt(Line.isdnRemoteAddress, 'call') ?? [];

/** The digits of all numbers that the peer may call from. */
const callersOf = (document: Document, pp: PpNumber): readonly string[] =>
  (['call', 'arrive'] as const)
    .flatMap((direction) => document.pp(pp).getAt(Line.isdnRemoteAddress, direction) ?? [])
    .map((written) => partyOf(written).number);
