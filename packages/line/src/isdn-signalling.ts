/**
 * The calls on one D channel, at a user or at the exchange. Its owner hands in messages, drains `pollMessage` and `pollEvent`
 * after every call, and says what becomes of a call that is presented.
 * @module
 */
import { type Counters, countersOf } from '@rtemu/engine/counters';
import { invariant, unreachable } from '@rtemu/engine/invariant';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { CAUSE, type CallMessage, type CallMessageType, NO_CALL, type Party, REFERENCE_MAX } from '@rtemu/wire/isdn';
import { type CallAction, type CallEvent, type CallState, ISDN_CALL } from './isdn-call-machine.js';

export const LIMIT = {
  /** Calls at a time on one D channel, those that are being cleared among them. A further one is refused. */
  calls: 8,
  /** How often a message that wants an answer is sent again. */
  repetitions: 6,
} as const;

/** Until a message is sent again. There is no LAPD that would see to it. */
const REPEAT_AFTER = seconds(1);
/** T310 and its like: how long the other end may let it ring. */
const ANSWER_WAIT = seconds(60);

export interface CallParties {
  readonly calling?: Party | undefined;
  readonly called?: Party | undefined;
}

/** A call, as one end of a D channel has it. */
export interface IsdnCall extends CallParties {
  readonly reference: number;
  /** Whether this end sent the SETUP. */
  readonly isOrigin: boolean;
  state: CallState;
  /** B1 or B2, as the exchange has chosen. */
  channel: number | undefined;
  /** Why it is over, by the number of Q.850. */
  cause: number;
}

export type SignallingEvent =
  | { readonly kind: 'presented'; readonly call: IsdnCall }
  | { readonly kind: 'proceeding'; readonly call: IsdnCall }
  | { readonly kind: 'up'; readonly call: IsdnCall }
  | { readonly kind: 'down'; readonly call: IsdnCall };

interface Kept extends IsdnCall {
  deadline: Instant;
  sent: number;
}

const EVENT_OF: Readonly<Record<Exclude<CallMessageType, 'Restart'>, CallEvent>> = {
  Setup: 'Setup',
  CallProceeding: 'Proceeding',
  Alerting: 'Proceeding',
  Connect: 'Connect',
  ConnectAcknowledge: 'ConnectAcknowledge',
  Release: 'Release',
  ReleaseComplete: 'ReleaseComplete',
};

const newCounters = countersOf('unknownReference', 'outOfState', 'refused');

export class IsdnSignalling {
  readonly counters: Counters<'unknownReference' | 'outOfState' | 'refused'> = newCounters();
  readonly #calls = new Map<string, Kept>();
  readonly #messages: CallMessage[] = [];
  readonly #events: SignallingEvent[] = [];
  #nextReference = 1;
  #next: Instant = NEVER;

  get calls(): Iterable<IsdnCall> {
    return this.#calls.values();
  }

  get callCount(): number {
    return this.#calls.size;
  }

  /** @param channel when this end is the exchange, which chooses it. `undefined` when there are too many calls. */
  dial(now: Instant, parties: CallParties, channel?: number): IsdnCall | undefined {
    if (this.#calls.size >= LIMIT.calls) return undefined;
    while (this.#calls.has(keyOf(true, this.#nextReference))) this.#advance();
    const call = this.#keep(this.#nextReference, true, parties);
    this.#advance();
    call.channel = channel;
    this.#step(now, call, 'Dial');
    return call;
  }

  /** Takes a call that was presented. */
  answer(now: Instant, call: IsdnCall): void {
    this.#step(now, call as Kept, 'Answer');
  }

  /** Gives the one who calls its channel, while it waits. At the exchange. */
  assign(call: IsdnCall, channel: number): void {
    call.channel = channel;
    this.#send(call, 'CallProceeding', { channel });
  }

  /** Ends a call, or refuses one. */
  clear(now: Instant, call: IsdnCall, cause: number = CAUSE.normal): void {
    if (call.state === 'Released' || call.state === 'ReleaseRequest') return;
    call.cause = cause;
    this.#step(now, call as Kept, 'Clear');
  }

  /** The cable was pulled, or the other end began anew: every call is over, and nobody can be told. */
  handleLineDown(): void {
    for (const call of [...this.#calls.values()]) {
      call.cause = CAUSE.outOfOrder;
      call.state = 'Released';
      this.#forget(call);
    }
    this.#next = NEVER;
  }

  /** Says that this end begins anew: whatever calls the other end still has on the line are over. */
  restart(): void {
    this.#messages.push({ type: 'Restart', reference: NO_CALL, toOrigin: false });
  }

  handleMessage(now: Instant, message: CallMessage): void {
    const { reference, toOrigin, type } = message;
    if (type === 'Restart') {
      this.handleLineDown();
      return;
    }
    const call = this.#calls.get(keyOf(toOrigin, reference)) ?? this.#presented(message);
    if (call === undefined) {
      if (type !== 'ReleaseComplete') {
        this.counters.unknownReference++;
        this.#messages.push({
          type: 'ReleaseComplete',
          reference,
          toOrigin: !toOrigin,
          cause: type === 'Setup' ? CAUSE.noChannel : CAUSE.invalidReference,
        });
      }
      return;
    }
    if (message.channel !== undefined) call.channel ??= message.channel;
    const isEnd = type === 'Release' || type === 'ReleaseComplete';
    if (isEnd && call.state !== 'ReleaseRequest') call.cause = message.cause ?? CAUSE.normal;
    this.#step(now, call, EVENT_OF[type]);
  }

  handleTimeout(now: Instant): void {
    if (now < this.#next) return;
    for (const call of [...this.#calls.values()]) {
      if (call.deadline > now) continue;
      const isRepeated = REPEATED.includes(call.state);
      if (isRepeated && call.sent <= LIMIT.repetitions) this.#step(now, call, 'Timeout');
      else {
        if (call.state !== 'ReleaseRequest') call.cause = isRepeated ? CAUSE.timerExpired : CAUSE.noAnswer;
        this.#step(now, call, 'Exhausted');
      }
    }
    this.#refresh();
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  pollMessage(): CallMessage | undefined {
    return this.#messages.shift();
  }

  pollEvent(): SignallingEvent | undefined {
    return this.#events.shift();
  }

  /** A SETUP makes a call; anything else is about one that is over. */
  #presented({ type, reference, toOrigin, calling, called }: CallMessage): Kept | undefined {
    if (type !== 'Setup' || toOrigin) return undefined;
    if (this.#calls.size < LIMIT.calls) return this.#keep(reference, false, { calling, called });
    this.counters.refused++;
    return undefined;
  }

  #keep(reference: number, isOrigin: boolean, { calling, called }: CallParties): Kept {
    const call: Kept = {
      reference,
      isOrigin,
      calling,
      called,
      state: ISDN_CALL.initial,
      channel: undefined,
      cause: CAUSE.normal,
      deadline: NEVER,
      sent: 0,
    };
    this.#calls.set(keyOf(isOrigin, reference), call);
    return call;
  }

  #advance(): void {
    this.#nextReference = this.#nextReference === REFERENCE_MAX ? 1 : this.#nextReference + 1;
  }

  #step(now: Instant, call: Kept, event: CallEvent): void {
    const move = ISDN_CALL.step(call.state, event);
    if (move === undefined) {
      this.counters.outOfState++;
      return;
    }
    if (move.next !== call.state) {
      call.sent = 0;
      call.deadline = WAITING.includes(move.next) ? after(now, ANSWER_WAIT) : NEVER;
    }
    call.state = move.next;
    for (const action of move.actions) this.#perform(now, call, action);
    this.#refresh();
  }

  #perform(now: Instant, call: Kept, action: CallAction): void {
    const { calling, called, channel, cause } = call;
    switch (action) {
      case 'sendSetup':
        this.#repeat(now, call);
        this.#send(call, 'Setup', {
          ...(channel !== undefined && { channel }),
          ...(calling && { calling }),
          ...(called && { called }),
        });
        break;
      case 'sendProceeding':
        this.#send(call, 'CallProceeding', channel === undefined ? {} : { channel });
        break;
      case 'sendConnect':
        this.#repeat(now, call);
        this.#send(call, 'Connect', channel === undefined ? {} : { channel });
        break;
      case 'sendConnectAcknowledge':
        this.#send(call, 'ConnectAcknowledge', {});
        break;
      case 'sendRelease':
        this.#repeat(now, call);
        this.#send(call, 'Release', { cause });
        break;
      case 'sendReleaseComplete':
        this.#send(call, 'ReleaseComplete', {});
        break;
      case 'present':
        this.#events.push({ kind: 'presented', call });
        break;
      case 'proceed':
        this.#events.push({ kind: 'proceeding', call });
        break;
      case 'up':
        this.#events.push({ kind: 'up', call });
        break;
      case 'down':
        this.#forget(call);
        break;
      default:
        unreachable(action);
    }
  }

  #forget(call: Kept): void {
    const key = keyOf(call.isOrigin, call.reference);
    invariant(this.#calls.delete(key), `call ${key} ends once`);
    this.#events.push({ kind: 'down', call });
  }

  #repeat(now: Instant, call: Kept): void {
    call.sent++;
    call.deadline = after(now, REPEAT_AFTER);
  }

  #send(call: IsdnCall, type: CallMessageType, rest: Partial<CallMessage>): void {
    this.#messages.push({ type, reference: call.reference, toOrigin: !call.isOrigin, ...rest });
  }

  #refresh(): void {
    this.#next = NEVER;
    for (const { deadline } of this.#calls.values()) if (deadline < this.#next) this.#next = deadline;
  }
}

/** States in which a message is repeated, and those in which somebody is waited for. */
const REPEATED: readonly CallState[] = ['CallInitiated', 'ConnectRequest', 'ReleaseRequest'];
const WAITING: readonly CallState[] = ['OutgoingCallProceeding', 'CallPresent'];

/** Both ends may choose the same reference: the one who chose it is part of it. */
const keyOf = (isOurs: boolean, reference: number): string => `${isOurs ? 'o' : 't'}${reference}`;
