/**
 * Users and an exchange, and D channels between them that lose, repeat and delay messages; time leaps. What travels are
 * octets, as on the wire. One seed gives one run.
 */
import { Random } from '@rtemu/engine/random';
import { after, type Duration, type Instant, milliseconds, NEVER, START } from '@rtemu/engine/time';
import * as Isdn from '@rtemu/wire/isdn';
import { Exchange } from './exchange.js';
import { type IsdnCall, IsdnSignalling, type SignallingEvent } from './isdn-signalling.js';

export interface Weather {
  readonly loss?: number;
  readonly duplication?: number;
  readonly jitter?: Duration;
}

interface Flight {
  readonly at: Instant;
  readonly line: number;
  readonly inward: boolean;
  readonly octets: Uint8Array;
}

export class Town {
  now: Instant = START;
  readonly exchange: Exchange;
  readonly users: IsdnSignalling[];
  readonly events: SignallingEvent[][];
  /** What each user does with a call that comes: takes it, or refuses it with a cause. */
  readonly manners: ('answer' | 'ignore' | number)[];
  readonly said: string[] = [];
  readonly #random: Random;
  #flights: Flight[] = [];

  constructor(
    seed: number,
    readonly numbers: readonly string[],
    private readonly weather: Weather = {},
  ) {
    this.#random = new Random(seed);
    this.exchange = new Exchange(numbers);
    this.users = numbers.map(() => new IsdnSignalling());
    this.events = numbers.map(() => []);
    this.manners = numbers.map(() => 'answer');
    for (const line of numbers.keys()) this.exchange.handleLine(this.now, line, true);
  }

  dial(from: number, number: string): IsdnCall {
    const call = this.users[from]!.dial(this.now, { calling: { number: '000' }, called: { number } })!;
    this.attend();
    return call;
  }

  run(until: Instant): this {
    for (let steps = 0; steps < 20_000; steps++) {
      const timer = Math.min(this.exchange.nextTimeout(), ...this.users.map((user) => user.nextTimeout()));
      const flight = this.#flights.reduce<Flight | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
      const next = Math.min(timer, flight?.at ?? NEVER) as Instant;
      if (next > until) break;
      this.now = Math.max(this.now, next) as Instant;
      if (flight && flight.at === next) this.#land(flight);
      else {
        this.exchange.handleTimeout(this.now);
        for (const user of this.users) user.handleTimeout(this.now);
      }
      this.attend();
    }
    this.now = until;
    return this;
  }

  attend(): void {
    for (const [line, user] of this.users.entries()) {
      for (let event = user.pollEvent(); event; event = user.pollEvent()) {
        this.events[line]!.push(event);
        const manner = this.manners[line]!;
        if (event.kind !== 'presented' || manner === 'ignore') continue;
        if (manner === 'answer') user.answer(this.now, event.call);
        else user.clear(this.now, event.call, manner);
      }
      for (let message = user.pollMessage(); message; message = user.pollMessage()) this.#send(line, true, message);
    }
    for (let next = this.exchange.pollMessage(); next; next = this.exchange.pollMessage())
      this.#send(next.line, false, next.message);
  }

  #send(line: number, inward: boolean, message: Isdn.CallMessage): void {
    const { loss = 0, duplication = 0, jitter = 0 } = this.weather;
    const octets = Isdn.emit(message);
    this.said.push(Isdn.describe(octets).split(' ')[1]!);
    for (let copy = this.#random.chance(duplication, 1000) ? 2 : 1; copy > 0; copy--) {
      if (this.#random.chance(loss, 1000)) continue;
      const at = after(this.now, (milliseconds(1) + this.#random.below(jitter + 1)) as Duration);
      this.#flights.push({ at, line, inward, octets });
    }
  }

  #land({ line, inward, octets }: Flight): void {
    this.#flights = this.#flights.filter((flight) => flight.octets !== octets || flight.at > this.now);
    const message = Isdn.parse(octets);
    if (!message.ok) return;
    if (inward) this.exchange.handleMessage(this.now, line, message.value);
    else this.users[line]!.handleMessage(this.now, message.value);
  }
}
