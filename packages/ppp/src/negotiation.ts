/**
 * One control protocol at work: the engine that performs the actions of the {@link automaton} (RFC 1661 §4, §5). LCP,
 * IPCP and CCP each are one of these with a policy of their own.
 *
 * Its owner hands it packets and the time, sends what `pollPacket` gives, then acts on what `pollSignal` gives.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { CODE, type ControlPacket, emit } from '@rtemu/wire/control-protocol';
import { sameOctets } from '@rtemu/wire/octets';
import { type AutomatonAction, type AutomatonEvent, type AutomatonState, automaton } from './automaton.js';
import { judgeRequest, type OptionPolicy, type OptionRecord } from './option-policy.js';
import type { DownReason } from './reason.js';

export interface NegotiationTiming {
  /** How long a request waits for its answer. */
  readonly restart: Duration;
  /** How often a Configure-Request and a Terminate-Request are sent before we give up. */
  readonly maxConfigure: number;
  readonly maxTerminate: number;
  /** How many Configure-Naks go out before we reject instead. */
  readonly maxFailure: number;
}

export interface NegotiationOptions extends NegotiationTiming {
  /** Footnote p of the table: having given up, go on waiting for the peer, and do not report the layer finished. */
  readonly passive?: boolean;
  /** Footnote r of the table: Open while Opened negotiates anew. */
  readonly restartOnOpen?: boolean;
  /** Send no request before the peer's first. */
  readonly silent?: boolean;
}

/** As a Yamaha router has them initially. RFC 1661 §4.6 would have five failures. */
export const NEGOTIATION_INITIAL: NegotiationTiming = {
  restart: seconds(3),
  maxConfigure: 10,
  maxTerminate: 2,
  maxFailure: 10,
};

/** What becomes of the layer; the letters are the automaton's. */
export type Signal = Extract<AutomatonAction, 'tlu' | 'tld' | 'tls' | 'tlf'>;

/** The reasons that this protocol gives up for. */
export interface NegotiationReasons {
  readonly timeout: DownReason;
  readonly rejected: DownReason;
  readonly terminated: DownReason;
}

export type NegotiationCounter = 'beforeUp' | 'malformed' | 'stale' | 'invalid';

/** States in which the restart timer runs. */
const TIMED: ReadonlySet<AutomatonState> = new Set(['Closing', 'Stopping', 'Req-Sent', 'Ack-Rcvd', 'Ack-Sent']);
const NEGOTIATING: ReadonlySet<AutomatonState> = new Set(['Req-Sent', 'Ack-Rcvd', 'Ack-Sent']);
/** States from which a negotiation begins anew. */
const RESTING: ReadonlySet<AutomatonState> = new Set(['Starting', 'Closed', 'Stopped']);

/** Octets of information that a peer takes unless it said otherwise (RFC 1661 §6.1). */
export const MRU_INITIAL = 1500;

export class Negotiation<Option extends { readonly kind: string }> {
  state: AutomatonState = automaton.initial;
  /** While Opened: our options that the peer acknowledged, and the peer's that we did. */
  local: readonly Option[] = [];
  remote: readonly Option[] = [];
  /** Why the layer finished, when it did so by itself. */
  failure: DownReason | undefined;
  /** A Code-Reject is cut to it. */
  peerMru = MRU_INITIAL;
  readonly counters: Counters<NegotiationCounter> = counters('beforeUp', 'malformed', 'stale', 'invalid');

  readonly #table: Readonly<Record<string, OptionRecord<Option>>>;
  readonly #packets: ControlPacket[] = [];
  readonly #signals: Signal[] = [];
  #lastIdentifier = 0;
  /** The last Configure-Request: its identifier, what it asked for, what stood in it, whether it was answered. */
  #identifier = 0;
  #asked: readonly Option[] = [];
  #askedOctets: Uint8Array = new Uint8Array();
  #answered = true;
  /** Whether the peer terminated it: its layer was not up yet. */
  #isTurnedAway = false;
  /** What the event in hand is answered with, if the automaton says so. */
  #answer: ControlPacket | undefined;
  #granted: readonly Option[] = [];
  #naksSent = 0;
  #naksReceived = 0;
  #restartCount = 0;
  #deadline: Instant = NEVER;

  constructor(
    readonly policy: OptionPolicy<Option>,
    readonly options: NegotiationOptions,
    readonly reasons: NegotiationReasons,
  ) {
    this.#table = policy.options as unknown as Record<string, OptionRecord<Option>>;
  }

  get isOpened(): boolean {
    return this.state === 'Opened';
  }

  get isNegotiating(): boolean {
    return NEGOTIATING.has(this.state);
  }

  get isClosing(): boolean {
    return this.state === 'Closing' || this.state === 'Stopping';
  }

  handleUp(now: Instant): void {
    if (this.options.silent && this.state === 'Starting') this.#waitForPeer(now);
    else this.#step(now, 'Up');
  }

  handleDown(now: Instant): void {
    this.#step(now, 'Down');
  }

  open(now: Instant): void {
    if (this.options.silent && this.state === 'Closed') this.#waitForPeer(now);
    else this.#step(now, 'Open');
    const mayRestart = this.isOpened || this.state === 'Stopped' || this.state === 'Stopping';
    if (this.options.restartOnOpen && mayRestart) {
      this.#step(now, 'Down');
      this.#step(now, 'Up');
    }
  }

  close(now: Instant): void {
    this.#step(now, 'Close');
  }

  /** Ends the negotiation for a reason of the owner's. */
  fail(now: Instant, reason: DownReason): void {
    this.failure ??= reason;
    this.close(now);
  }

  /** @returns false when the code is none of those that every control protocol has; nothing happened then. */
  handlePacket(now: Instant, packet: ControlPacket): boolean {
    if (packet.code < CODE.configureRequest || packet.code > CODE.codeReject) return false;
    if (this.state === 'Initial' || this.state === 'Starting') this.counters.beforeUp++;
    else if (packet.code === CODE.configureRequest) this.#handleRequest(now, packet);
    else if (packet.code <= CODE.configureReject) this.#handleReply(now, packet);
    else if (packet.code === CODE.terminateRequest) this.#handleTerminateRequest(now, packet);
    else if (packet.code === CODE.terminateAck) this.#handleTerminateAck(now);
    else this.#handleCodeReject(now, packet);
    return true;
  }

  /** Answers a packet with a code that the protocol does not have. */
  rejectCode(now: Instant, packet: ControlPacket): void {
    const data = emit(packet).subarray(0, Math.max(0, this.peerMru - 4));
    this.#step(now, 'RUC', { code: CODE.codeReject, identifier: this.#newIdentifier(), data });
  }

  /** Sends an answer to a code of one protocol alone; only while Opened, as with an Echo-Request. */
  reply(now: Instant, answer: ControlPacket): void {
    this.#step(now, 'RXR', answer);
  }

  /** Sends a packet with a code of one protocol alone. */
  send(code: number, data: Uint8Array): void {
    this.#packets.push({ code, identifier: this.#newIdentifier(), data });
  }

  pollPacket(): ControlPacket | undefined {
    return this.#packets.shift();
  }

  pollSignal(): Signal | undefined {
    return this.#signals.shift();
  }

  nextTimeout(): Instant {
    return this.#deadline;
  }

  handleTimeout(now: Instant): void {
    if (now < this.#deadline) return;
    this.#deadline = NEVER;
    if (this.#restartCount > 0) this.#step(now, 'TO+');
    else this.#giveUp(now);
  }

  #giveUp(now: Instant): void {
    if (!this.isClosing) this.failure ??= this.reasons.timeout;
    if (this.state === 'Stopped') this.#signals.push('tlf');
    else this.#step(now, 'TO-');
  }

  #waitForPeer(now: Instant): void {
    this.state = 'Stopped';
    this.#begin();
    this.#restartCount = 0;
    this.#deadline = after(now, (this.options.restart * this.options.maxConfigure) as Duration);
  }

  #begin(): void {
    this.failure = undefined;
    this.#naksSent = 0;
    this.#naksReceived = 0;
    this.policy.reset();
  }

  #handleRequest(now: Instant, packet: ControlPacket): void {
    const asked = this.policy.codec.parse(packet.data);
    if (!asked.ok) {
      this.counters.malformed++;
      return;
    }
    const { code, options } = judgeRequest(this.policy, asked.value, this.#naksSent, this.options.maxFailure);
    this.#granted = asked.value;
    // An Ack is the request's own octets; what we made of them might be written otherwise.
    const data = code === CODE.configureAck ? packet.data : this.policy.codec.emit(options);
    this.#step(now, code === CODE.configureAck ? 'RCR+' : 'RCR-', { code, identifier: packet.identifier, data });
    if (this.#isTurnedAway && this.#restartCount > 0) this.#deadline = now;
  }

  /**
   * pppd answers so to IPCP until CCP is up. As soon as it asks something itself it is there, and there is nothing more to
   * wait for: the restart timer has run long enough.
   */
  #handleTerminateAck(now: Instant): void {
    this.#step(now, 'RTA');
    this.#isTurnedAway = !this.#answered && NEGOTIATING.has(this.state);
  }

  /** Ack, Nak or Reject. The first sound reply to a request counts; a second copy of it is stale. */
  #handleReply(now: Instant, packet: ControlPacket): void {
    if (RESTING.has(this.state)) this.#step(now, packet.code === CODE.configureAck ? 'RCA' : 'RCN', packet);
    else if (this.#answered || packet.identifier !== this.#identifier) this.counters.stale++;
    else if (packet.code === CODE.configureAck) this.#handleAck(now, packet);
    else this.#handleNakOrReject(now, packet);
  }

  #handleAck(now: Instant, packet: ControlPacket): void {
    if (!sameOctets(packet.data, this.#askedOctets)) {
      this.counters.invalid++;
      return;
    }
    this.#answered = true;
    this.#naksReceived = 0;
    this.local = this.#asked;
    this.#step(now, 'RCA');
  }

  #handleNakOrReject(now: Instant, packet: ControlPacket): void {
    const parsed = this.policy.codec.parse(packet.data);
    if (!parsed.ok) {
      this.counters.malformed++;
      return;
    }
    const isNak = packet.code === CODE.configureNak;
    const isOurs = (option: Option): boolean => this.#asked.some(({ kind }) => kind === option.kind);
    if (parsed.value.length === 0 || (!isNak && !parsed.value.every(isOurs))) {
      this.counters.invalid++;
      return;
    }
    this.#answered = true;
    if (isNak) this.#naksReceived++;
    const failure = NEGOTIATING.has(this.state) ? this.#learn(isNak, parsed.value.filter(isOurs)) : undefined;
    if (failure) this.fail(now, failure);
    else this.#step(now, 'RCN');
  }

  /** A peer that suggests without end is taken to reject, the mirror of Max-Failure, and given up when that does not end it. */
  #learn(isNak: boolean, options: readonly Option[]): DownReason | undefined {
    const suggests = isNak && this.#naksReceived <= this.options.maxFailure;
    let failure = this.#naksReceived > 2 * this.options.maxFailure ? this.reasons.timeout : undefined;
    for (const option of options) {
      const record = this.#table[option.kind]!;
      failure ??= suggests ? record.handleNak?.(option) : record.handleReject?.();
    }
    return failure;
  }

  #handleTerminateRequest(now: Instant, packet: ControlPacket): void {
    this.failure ??= this.reasons.terminated;
    this.#step(now, 'RTR', packet);
  }

  /** That the peer lacks one of the seven codes is fatal; that it lacks an extension is not. */
  #handleCodeReject(now: Instant, packet: ControlPacket): void {
    const rejected = packet.data[0];
    if (rejected === undefined) this.counters.malformed++;
    else if (rejected < CODE.configureRequest || rejected > CODE.codeReject) this.#step(now, 'RXJ+');
    else {
      this.failure ??= this.reasons.rejected;
      this.#step(now, 'RXJ-');
    }
  }

  #step(now: Instant, event: AutomatonEvent, answer?: ControlPacket): void {
    const move = automaton.step(this.state, event);
    if (!move) return; // a dash: a lower layer reported twice, a timer of a state long left
    const from = this.state;
    this.#answer = answer;
    this.state = move.next;
    if (move.next !== from && !TIMED.has(move.next)) this.#deadline = NEVER;
    if (!NEGOTIATING.has(move.next)) this.#isTurnedAway = false;
    if (RESTING.has(from) && NEGOTIATING.has(move.next)) this.#begin();
    for (const action of move.actions) this.#perform(now, event, action, move.actions);
  }

  #perform(now: Instant, event: AutomatonEvent, action: AutomatonAction, all: readonly AutomatonAction[]): void {
    switch (action) {
      case 'irc':
        this.#restartCount = all.includes('str') ? this.options.maxTerminate : this.options.maxConfigure;
        break;
      case 'zrc':
        this.#restartCount = 0;
        this.#deadline = after(now, this.options.restart);
        break;
      case 'scr':
        this.#sendConfigureRequest(now, event === 'TO+');
        break;
      case 'str':
        this.#countDown(now);
        this.send(CODE.terminateRequest, new Uint8Array());
        break;
      case 'sca':
        this.#naksSent = 0;
        this.remote = this.#granted;
        this.#sendAnswer();
        break;
      case 'scn':
        if (this.#answer?.code === CODE.configureNak) this.#naksSent++;
        this.#sendAnswer();
        break;
      case 'sta':
        this.#packets.push({
          code: CODE.terminateAck,
          identifier: this.#answer?.identifier ?? 0,
          data: new Uint8Array(),
        });
        break;
      case 'scj':
      case 'ser':
        this.#sendAnswer();
        break;
      case 'tlu':
        this.failure = undefined;
        this.#signals.push(action);
        break;
      case 'tlf':
        if (!(this.options.passive && event === 'TO-')) this.#signals.push(action);
        break;
      default:
        this.#signals.push(action);
    }
  }

  #sendAnswer(): void {
    if (this.#answer) this.#packets.push(this.#answer);
  }

  #newIdentifier(): number {
    this.#lastIdentifier = (this.#lastIdentifier + 1) & 0xff;
    return this.#lastIdentifier;
  }

  #countDown(now: Instant): void {
    this.#restartCount--;
    this.#deadline = after(now, this.options.restart);
  }

  /** A repeated request keeps its identifier, so that a late answer to its first copy is an answer still. */
  #sendConfigureRequest(now: Instant, repeated: boolean): void {
    this.#countDown(now);
    if (!repeated) {
      this.#identifier = this.#newIdentifier();
      this.#asked = Object.values(this.#table).flatMap((record) => record.ask?.() ?? []);
      this.#askedOctets = this.policy.codec.emit(this.#asked);
    }
    this.#answered = false;
    this.#isTurnedAway = false;
    this.#packets.push({ code: CODE.configureRequest, identifier: this.#identifier, data: this.#askedOctets });
  }
}
