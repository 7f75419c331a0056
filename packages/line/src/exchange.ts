/**
 * A telephone exchange: subscribers by number, two B channels each. It carries calls, not what is said on them; its owner asks
 * {@link Exchange.wayOf} where a frame of a B channel goes.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { CAUSE, type CallMessage } from '@rtemu/wire/isdn';
import { type IsdnCall, IsdnSignalling, type SignallingEvent } from './isdn-signalling.js';

/** Of a basic rate interface. */
export const CHANNELS = 2;
/** What {@link Exchange.wayOf} answers when nothing is connected there. */
export const NOWHERE = -1;

/** Digits alone: hyphens are for people. */
export const digitsOf = (number: string): string => number.replaceAll('-', '');

/** Both ends of a call that the exchange connects: who called, on which line, and who was called. */
export interface Connection {
  readonly from: Leg;
  readonly to: Leg;
}

interface Leg {
  readonly line: number;
  readonly call: IsdnCall;
}

export class Exchange {
  readonly counters: Counters<'noSuchNumber' | 'busy' | 'noChannel' | 'connected'> = counters(
    'noSuchNumber',
    'busy',
    'noChannel',
    'connected',
  );
  readonly #signalling: IsdnSignalling[];
  readonly #isUp: boolean[];
  /** Who is on which channel, by line and channel; whether it carries. */
  readonly #channels: (IsdnCall | undefined)[];
  readonly #ways: Int32Array;
  readonly #connections = new Map<IsdnCall, Connection>();
  readonly #messages: { readonly line: number; readonly message: CallMessage }[] = [];

  /** @param numbers of the subscribers, by line. */
  constructor(readonly numbers: readonly string[]) {
    this.#signalling = numbers.map(() => new IsdnSignalling());
    this.#isUp = numbers.map(() => false);
    this.#channels = Array.from({ length: numbers.length * (CHANNELS + 1) }, () => undefined);
    this.#ways = new Int32Array(numbers.length * (CHANNELS + 1)).fill(NOWHERE);
  }

  /** Each once, in the order in which they began. */
  get connections(): readonly Connection[] {
    return [...new Set(this.#connections.values())];
  }

  /** Where a frame of channel B1 or B2 goes: `line * 3 + channel`, or {@link NOWHERE}. */
  wayOf(line: number, channel: number): number {
    return channel >= 1 && channel <= CHANNELS ? this.#ways[place(line, channel)]! : NOWHERE;
  }

  handleLine(now: Instant, line: number, up: boolean): void {
    this.#isUp[line] = up;
    if (!up) this.#signalling[line]!.handleLineDown();
    this.#attend(now);
  }

  handleMessage(now: Instant, line: number, message: CallMessage): void {
    this.#signalling[line]!.handleMessage(now, message);
    this.#attend(now);
  }

  handleTimeout(now: Instant): void {
    for (const signalling of this.#signalling) signalling.handleTimeout(now);
    this.#attend(now);
  }

  nextTimeout(): Instant {
    let next = NEVER;
    for (const signalling of this.#signalling) if (signalling.nextTimeout() < next) next = signalling.nextTimeout();
    return next;
  }

  pollMessage(): { readonly line: number; readonly message: CallMessage } | undefined {
    return this.#messages.shift();
  }

  #attend(now: Instant): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const [line, signalling] of this.#signalling.entries())
        for (let event = signalling.pollEvent(); event; event = signalling.pollEvent()) {
          moved = true;
          this.#handle(now, line, event);
        }
    }
    for (const [line, signalling] of this.#signalling.entries())
      for (let message = signalling.pollMessage(); message; message = signalling.pollMessage())
        this.#messages.push({ line, message });
  }

  #handle(now: Instant, line: number, { kind, call }: SignallingEvent): void {
    if (kind === 'presented') this.#connect(now, line, call);
    else if (kind === 'up') this.#handleUp(now, call);
    else if (kind === 'down') this.#handleDown(now, line, call);
  }

  /** Somebody calls: a channel for the caller, one for the called, and the bell. */
  #connect(now: Instant, line: number, call: IsdnCall): void {
    const own = this.#signalling[line]!;
    const from: Leg = { line, call };
    const channel = this.#freeChannel(line);
    const number = digitsOf(call.called?.number ?? '');
    const other = this.numbers.findIndex((candidate) => digitsOf(candidate) === number);
    if (channel === undefined) this.#refuse(now, from, 'noChannel', CAUSE.noChannel);
    else if (other < 0) this.#refuse(now, from, 'noSuchNumber', CAUSE.noSuchNumber);
    else if (!this.#isUp[other]) own.clear(now, call, CAUSE.outOfOrder);
    else {
      this.#take(line, channel, call);
      own.assign(call, channel);
      const far = this.#freeChannel(other);
      const { subaddress } = call.calling ?? {};
      const calling = { number: digitsOf(this.numbers[line]!), ...(subaddress !== undefined && { subaddress }) };
      const parties = { calling, called: call.called };
      const onward = far === undefined ? undefined : this.#signalling[other]!.dial(now, parties, far);
      if (onward === undefined) this.#refuse(now, from, 'busy', CAUSE.busy);
      else {
        this.#take(other, far!, onward);
        const connection: Connection = { from, to: { line: other, call: onward } };
        this.#connections.set(call, connection);
        this.#connections.set(onward, connection);
      }
    }
  }

  #refuse(now: Instant, { line, call }: Leg, why: 'noSuchNumber' | 'busy' | 'noChannel', cause: number): void {
    this.counters[why]++;
    this.#signalling[line]!.clear(now, call, cause);
  }

  /** The called answers: so the channels are joined, and the caller is told. What either says first must not be lost. */
  #handleUp(now: Instant, call: IsdnCall): void {
    const connection = this.#connections.get(call);
    if (connection?.to.call !== call) return;
    const { from, to } = connection;
    this.#signalling[from.line]!.answer(now, from.call);
    this.counters.connected++;
    const near = place(from.line, from.call.channel!);
    const far = place(to.line, to.call.channel!);
    this.#ways[near] = far;
    this.#ways[far] = near;
  }

  #handleDown(now: Instant, line: number, call: IsdnCall): void {
    if (call.channel !== undefined && this.#channels[place(line, call.channel)] === call) {
      const here = place(line, call.channel);
      this.#channels[here] = undefined;
      const there = this.#ways[here]!;
      if (there !== NOWHERE) this.#ways[there] = NOWHERE;
      this.#ways[here] = NOWHERE;
    }
    const connection = this.#connections.get(call);
    if (connection === undefined) return;
    this.#connections.delete(call);
    const other = call === connection.from.call ? connection.to : connection.from;
    this.#signalling[other.line]!.clear(now, other.call, call.cause);
  }

  #freeChannel(line: number): number | undefined {
    for (let channel = 1; channel <= CHANNELS; channel++)
      if (this.#channels[place(line, channel)] === undefined) return channel;
    return undefined;
  }

  #take(line: number, channel: number, call: IsdnCall): void {
    this.#channels[place(line, channel)] = call;
  }
}

const place = (line: number, channel: number): number => line * (CHANNELS + 1) + channel;
