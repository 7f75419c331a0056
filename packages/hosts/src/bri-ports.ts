/**
 * The basic rate interfaces of a machine: as ISDN, with calls on two B channels, or as a leased line, with one that is always
 * there. What travels on the lab's cable is told in `@rtemu/wire/isdn`. Frames of B channels are carried without an
 * allocation.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { type Counters, countersOf } from '@rtemu/engine/counters';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { type CallParties, type IsdnCall, IsdnSignalling, type SignallingEvent } from '@rtemu/line/isdn-signalling';
import type { LineEnding } from '@rtemu/line/line-ending';
import type { MacAddress } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Isdn from '@rtemu/wire/isdn';
import type { LineKind } from './ending.js';
import type { LineEndpoint, LineMedium } from './line-endpoint.js';
import type { LineDriver, LineSession } from './line-session.js';

/** What an interface is used as. `channels`: how many B channels calls may take. */
export type BriUse =
  | { readonly kind: 'isdn'; readonly channels: number }
  | { readonly kind: 'leased'; readonly kilobits: 64 | 128 };

const FRAME_HEADERS_OCTETS = Ethernet.HEADER_OCTETS + Isdn.HEADER_OCTETS;
/** D, B1, B2 and both. */
const CHANNELS = Isdn.CHANNEL.both + 1;

interface Card {
  /** Its address in two halves, so that no packet takes a 48-bit number. */
  readonly macHigh: number;
  readonly macLow: number;
  up: boolean;
  use: BriUse;
  signalling: IsdnSignalling;
}

class BriLine implements LineDriver {
  isUp = false;
  channel = 0;
  call: IsdnCall | undefined;

  constructor(
    readonly kind: LineKind,
    private readonly ports: BriPorts,
    readonly card: number,
    readonly session: LineSession,
    readonly clear: (now: Instant, ending: LineEnding) => void,
  ) {}

  sendFrame(_now: Instant, frame: Slot): void {
    this.ports.send(this.card, this.channel, frame);
  }
}

/** What the owner does with a call that comes: takes it as a session, or refuses it with a cause. */
export type Reception = (now: Instant, card: number, call: IsdnCall) => LineSession | number;

const newCounters = countersOf('malformed', 'forNobody', 'noBuffer');

export class BriPorts implements LineMedium {
  readonly etherTypes: readonly number[] = [];
  readonly counters: Counters<'malformed' | 'forNobody' | 'noBuffer'> = newCounters();
  /** Ethernet frames to send, by the number of the interface. */
  readonly outbox: SlotQueue;
  receive: Reception = () => Isdn.CAUSE.rejected;

  readonly #cards: Card[];
  /** By card and channel. */
  readonly #lines: (BriLine | undefined)[];
  readonly #calls = new Map<IsdnCall, BriLine>();
  /** Lines that came to nothing, of which the session is not told yet; leased lines that are to come up. */
  readonly #failed: { readonly line: BriLine; readonly ending: LineEnding }[] = [];
  readonly #leased: BriLine[] = [];
  #isTouched = false;
  #next: Instant = NEVER;

  constructor(
    private readonly arena: Arena,
    macs: readonly MacAddress[],
    private readonly lines: LineEndpoint,
  ) {
    this.outbox = new SlotQueue(arena);
    this.#cards = macs.map((mac) => ({
      macHigh: Math.floor(mac / 0x1_0000_0000),
      macLow: mac | 0,
      up: false,
      use: { kind: 'isdn', channels: 2 },
      signalling: new IsdnSignalling(),
    }));
    this.#lines = Array.from({ length: macs.length * CHANNELS }, () => undefined);
  }

  useOf(card: number): BriUse {
    return this.#cards[card]!.use;
  }

  isUp(card: number): boolean {
    return this.#cards[card]!.up;
  }

  /** The calls of an interface, in the order in which they began. */
  callsOf(card: number): readonly IsdnCall[] {
    return [...this.#cards[card]!.signalling.calls];
  }

  /** From here on the interface is used so; what was there is over. */
  use(now: Instant, card: number, use: BriUse): void {
    this.#drop(now, card);
    this.#cards[card]!.use = use;
  }

  handleLink(now: Instant, card: number, up: boolean): void {
    this.#cards[card]!.up = up;
    if (!up) this.#drop(now, card);
    else if (this.#cards[card]!.use.kind === 'isdn') this.#cards[card]!.signalling.restart();
    this.#isTouched = true;
  }

  /** Places a call; the session's line comes up, or goes down. */
  call(now: Instant, card: number, session: LineSession, parties: CallParties): void {
    const { signalling, up, use } = this.#cards[card]!;
    const clear = (at: Instant): void => this.#clear(at, line);
    const line: BriLine = new BriLine('ISDN', this, card, session, clear);
    session.driver = line;
    this.#isTouched = true;
    const isFree = use.kind === 'isdn' && signalling.callCount < use.channels;
    const call = up && isFree ? signalling.dial(now, parties) : undefined;
    if (call === undefined) this.#failed.push({ line, ending: up ? 'no-channel' : 'interface-down' });
    else this.#have(line, call);
  }

  /** Takes the leased line for a session. */
  lease(card: number, session: LineSession): void {
    const { up, use } = this.#cards[card]!;
    const clear = (_: Instant, ending: LineEnding): void => {
      this.#failed.push({ line, ending });
      this.#isTouched = true;
    };
    const line: BriLine = new BriLine('leased line', this, card, session, clear);
    session.driver = line;
    this.#isTouched = true;
    if (up && use.kind === 'leased') this.#leased.push(line);
    else this.#failed.push({ line, ending: 'interface-down' });
  }

  /** A frame of the cable. Owned from here on. */
  handleFrame(now: Instant, card: number, _etherType: number, frame: Slot): void {
    const { arena } = this;
    const { view } = arena;
    const at = arena.start[frame]!;
    const length = arena.length[frame]! - Ethernet.HEADER_OCTETS;
    const header = at + Ethernet.HEADER_OCTETS;
    const isOurs = length >= 0 && view.getUint16(at + Ethernet.AT.etherType) === Isdn.ETHER_TYPE;
    const octets = isOurs ? Isdn.payloadOctetsAt(view, header, length) : Isdn.NO_FRAME;
    if (octets === Isdn.NO_FRAME) {
      this.counters.malformed++;
      arena.release(frame);
      return;
    }
    const channel = view.getUint8(header + Isdn.AT.channel);
    const line = this.#lines[card * CHANNELS + channel];
    arena.pull(frame, FRAME_HEADERS_OCTETS);
    arena.length[frame] = octets;
    if (channel === Isdn.CHANNEL.d) this.#handleMessage(now, card, frame);
    else if (line === undefined) {
      this.counters.forNobody++;
      arena.release(frame);
    } else this.lines.handleLineFrame(now, line.session, frame);
  }

  pump(now: Instant): boolean {
    if (!this.#isTouched) return false;
    this.#isTouched = false;
    for (const line of this.#leased.splice(0)) this.#leaseNow(now, line);
    for (const { line, ending } of this.#failed.splice(0)) this.#end(now, line, ending);
    for (const [card, { signalling }] of this.#cards.entries()) {
      for (let event = signalling.pollEvent(); event; event = signalling.pollEvent())
        this.#handleCall(now, card, event);
      for (let message = signalling.pollMessage(); message; message = signalling.pollMessage())
        this.#say(card, message);
    }
    this.#next = NEVER;
    for (const { signalling } of this.#cards)
      if (signalling.nextTimeout() < this.#next) this.#next = signalling.nextTimeout();
    return true;
  }

  handleTimeout(now: Instant): void {
    for (const { signalling } of this.#cards) signalling.handleTimeout(now);
    this.#isTouched = true;
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  /** Puts the headers in front of what goes over a channel. */
  send(card: number, channel: number, frame: Slot): void {
    const { arena } = this;
    const octets = arena.length[frame]!;
    const at = arena.push(frame, FRAME_HEADERS_OCTETS);
    Isdn.writeHeaderAt(arena.view, at + Ethernet.HEADER_OCTETS, channel, octets);
    const { view } = arena;
    const { macHigh, macLow } = this.#cards[card]!;
    view.setUint16(at + Ethernet.AT.destination, 0xffff); // to all, who is one
    view.setInt32(at + Ethernet.AT.destination + 2, -1);
    view.setUint16(at + Ethernet.AT.source, macHigh);
    view.setInt32(at + Ethernet.AT.source + 2, macLow);
    view.setUint16(at + Ethernet.AT.etherType, Isdn.ETHER_TYPE);
    this.outbox.push(card, frame);
  }

  #handleMessage(now: Instant, card: number, frame: Slot): void {
    const octets = this.arena.copy(frame);
    this.arena.release(frame);
    const { signalling, use } = this.#cards[card]!;
    const message = use.kind === 'isdn' ? Isdn.parse(octets) : undefined;
    if (!message?.ok) this.counters.malformed++;
    else signalling.handleMessage(now, message.value);
    this.#isTouched = true;
    this.pump(now); // what is said on the channel may come in the same breath
  }

  #handleCall(now: Instant, card: number, { kind, call }: SignallingEvent): void {
    const line = this.#calls.get(call);
    if (kind === 'presented') this.#present(now, card, call);
    else if (line === undefined) return;
    else if (kind === 'up') {
      line.channel = call.channel ?? Isdn.CHANNEL.b1;
      this.#begin(now, line);
    } else if (kind === 'down') {
      this.#calls.delete(call);
      this.#end(now, line, endingOf(call.cause));
    }
  }

  #present(now: Instant, card: number, call: IsdnCall): void {
    const { signalling, use } = this.#cards[card]!;
    const isFree = use.kind === 'isdn' && signalling.callCount <= use.channels;
    const session = isFree ? this.receive(now, card, call) : Isdn.CAUSE.busy;
    if (typeof session === 'number') {
      signalling.clear(now, call, session);
      return;
    }
    const line: BriLine = new BriLine('ISDN', this, card, session, (at) => this.#clear(at, line));
    session.driver = line;
    this.#have(line, call);
    signalling.answer(now, call);
  }

  #have(line: BriLine, call: IsdnCall): void {
    line.call = call;
    line.session.peerName = (line.call.isOrigin ? call.called : call.calling)?.number;
    this.#calls.set(call, line);
  }

  #clear(now: Instant, line: BriLine): void {
    if (line.call) this.#cards[line.card]!.signalling.clear(now, line.call);
    this.#isTouched = true;
  }

  #leaseNow(now: Instant, line: BriLine): void {
    const { up, use } = this.#cards[line.card]!;
    line.channel = use.kind === 'leased' && use.kilobits === 64 ? Isdn.CHANNEL.b1 : Isdn.CHANNEL.both;
    const isFree = this.#lines[line.card * CHANNELS + line.channel] === undefined;
    if (up && use.kind === 'leased' && isFree) this.#begin(now, line);
    else this.#end(now, line, isFree ? 'interface-down' : 'no-channel');
  }

  #begin(now: Instant, line: BriLine): void {
    line.isUp = true;
    this.#lines[line.card * CHANNELS + line.channel] = line;
    this.lines.handleLineUp(now, line.session);
  }

  #end(now: Instant, line: BriLine, ending: LineEnding): void {
    const at = line.card * CHANNELS + line.channel;
    if (line.isUp && this.#lines[at] === line) this.#lines[at] = undefined;
    line.isUp = false;
    this.lines.handleLineDown(now, line.session, ending);
  }

  /** Everything that goes over an interface is over, and nobody can be told. */
  #drop(now: Instant, card: number): void {
    const { signalling } = this.#cards[card]!;
    signalling.handleLineDown();
    for (let event = signalling.pollEvent(); event; event = signalling.pollEvent()) {
      const line = this.#calls.get(event.call);
      this.#calls.delete(event.call);
      if (line) this.#end(now, line, 'interface-down');
    }
    for (const line of this.#lines) if (line?.card === card) this.#end(now, line, 'interface-down');
    this.#isTouched = true;
  }

  #say(card: number, message: Isdn.CallMessage): void {
    const frame = this.arena.takeCopy(Isdn.emit(message));
    if (frame === NO_SLOT) this.counters.noBuffer++;
    else this.send(card, Isdn.CHANNEL.d, frame);
  }
}

const ENDINGS: Readonly<Record<number, LineEnding>> = {
  [Isdn.CAUSE.noSuchNumber]: 'no-such-number',
  [Isdn.CAUSE.normal]: 'peer',
  [Isdn.CAUSE.busy]: 'busy',
  [Isdn.CAUSE.noAnswer]: 'no-answer',
  [Isdn.CAUSE.timerExpired]: 'no-answer',
  [Isdn.CAUSE.rejected]: 'rejected',
  [Isdn.CAUSE.incompatible]: 'rejected',
  [Isdn.CAUSE.noChannel]: 'no-channel',
};

const endingOf = (cause: number): LineEnding => ENDINGS[cause] ?? 'out-of-order';
