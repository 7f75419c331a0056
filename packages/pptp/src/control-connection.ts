import { invariant, unreachable } from '@rtemu/engine/invariant';
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { describeFault, type WireFault } from '@rtemu/wire/parsed';
import {
  type ControlMessage,
  type MessageOf,
  PROTOCOL_VERSION,
  SCCRP_RESULT,
  STOP_REASON,
} from '@rtemu/wire/pptp-messages';
import type { Call, WanErrors } from './call.js';
import type { CallRole } from './call-machine.js';
import type { Refusal } from './call-messages.js';
import { type CallOptions, Calls } from './calls.js';
import type { Admission } from './collision.js';
import {
  CONTROL_CONNECTION,
  type ControlAction,
  type ControlInput,
  type ControlState,
} from './control-connection-machine.js';
import {
  echoReply,
  type Introduction,
  notConnected,
  type PeerInformation,
  START_REFUSALS,
  type StartRefusal,
  startReply,
  startRequest,
  stopReply,
} from './control-messages.js';
import { type ControlEvent, ControlOutbox } from './control-outbox.js';
import { type DisconnectReason, reasonOfGeneralError } from './disconnect-reason.js';
import { Keepalive, type KeepaliveOptions } from './keepalive.js';
import { LIMIT } from './limits.js';
import { MessageStream } from './message-stream.js';

export interface ControlOptions extends CallOptions, Introduction {
  /** Whether we opened the TCP connection. */
  readonly originator: boolean;
  readonly keepalive: KeepaliveOptions;
  /** Whether there are `keepalive` events (`pptp keepalive log`). */
  readonly keepaliveLog?: boolean;
  /** Whether there are `trace` events (`pptp syslog`). */
  readonly trace?: boolean;
  /** Says what to do about a peer's request to start; `accept` when not given. Must not change anything. */
  readonly admit?: (peer: PeerInformation) => Admission;
  /** How long to wait for the peer's part of the start; 60 s (RFC 2637 §3.1.4). */
  readonly startWait?: Duration;
  /** How long the connection may stand without a call, the first or the next one; for ever when not given. */
  readonly callWait?: Duration;
  /** How long to wait for the Stop-Control-Connection-Reply; 5 s, as a peer may have gone without a word. */
  readonly stopWait?: Duration;
}

/** What makes the machine move: why, in case it ends there, and what came. */
interface Occasion {
  readonly reason: DisconnectReason;
  readonly message?: ControlMessage;
  readonly refusal?: StartRefusal;
}

/**
 * One PPTP control connection over one TCP connection that is open (RFC 2637 §3.1), at either end, with its calls in
 * either direction. Who opened TCP and who is PNS or PAC of a call are independent of each other.
 *
 * After every call of a method the owner sends what `pollTransmit` gives, each message as a segment of its own (two
 * well-known servers read no more than one at a time), heeds what `pollEvent` gives and asks `nextTimeout`.
 */
export class ControlConnection {
  readonly #outbox: ControlOutbox;
  readonly #calls: Calls;
  readonly #stream = new MessageStream();
  readonly #keepalive: Keepalive;
  #state: ControlState = CONTROL_CONNECTION.initial;
  /** For the peer's part of the start, or of the stop. */
  #replyDeadline: Instant = NEVER;
  /** For the first call, or the next one. */
  #callDeadline: Instant = NEVER;
  #peer: PeerInformation | undefined;
  #startRefusal: MessageOf<'StartControlConnectionReply'> | undefined;
  /** Why we wait for a Stop-Control-Connection-Reply. */
  #stopping: DisconnectReason | undefined;
  #echoIdentifier = 0;

  constructor(
    now: Instant,
    private readonly options: ControlOptions,
  ) {
    this.#outbox = new ControlOutbox(options.trace ?? false);
    this.#calls = new Calls(this.#outbox, options);
    this.#keepalive = new Keepalive(options.keepalive);
    this.#replyDeadline = after(now, options.startWait ?? seconds(60));
    if (options.originator) this.#step(now, 'TcpOpen', { reason: 'local' });
  }

  get state(): ControlState {
    return this.#state;
  }

  get originator(): boolean {
    return this.options.originator;
  }

  /** `undefined` until the peer has introduced itself. */
  get peer(): PeerInformation | undefined {
    return this.#peer;
  }

  /** The reply to our request to start, when it was a refusal, or that of another version. */
  get startRefusal(): MessageOf<'StartControlConnectionReply'> | undefined {
    return this.#startRefusal;
  }

  get counters(): Readonly<ControlOutbox['counters']> {
    return this.#outbox.counters;
  }

  calls(): readonly Call[] {
    return this.#calls.list();
  }

  call(callId: number): Call | undefined {
    return this.#calls.get(callId);
  }

  /** Octets from TCP, cut as they may be. */
  handleOctets(now: Instant, octets: Uint8Array): void {
    if (this.#isClosed()) return;
    this.#stream.push(octets);
    for (let result = this.#stream.next(); result; result = this.#stream.next()) {
      if (result.ok) this.#handleMessage(now, result.value);
      else this.#handleFault(now, result.fault);
      if (this.#outbox.overflowed) this.#step(now, 'Fault', { reason: 'resource-shortage' });
      if (this.#isClosed()) return;
    }
    this.#watchCalls(now);
  }

  /** TCP has ended, by the peer's doing or on its own; a peer that closes its half counts. */
  handleClosed(now: Instant): void {
    if (this.#isClosed()) return;
    this.#outbox.discardMessages();
    this.#step(now, 'TcpClosed', { reason: this.#stopping ?? 'peer-closed' });
  }

  handleTimeout(now: Instant): void {
    if (!this.#calls.handleTimeout(now)) this.#step(now, 'Timeout', { reason: 'no-control-connection' });
    if (this.#replyDeadline <= now) this.#step(now, 'Timeout', { reason: this.#stopping ?? 'no-control-connection' });
    if (this.#keepalive.deadline <= now) this.#askPeer(now);
    if (this.#callDeadline <= now) this.stop(now, 'procedure-error'); // the peer has nothing to ask for
    this.#watchCalls(now);
  }

  nextTimeout(): Instant {
    const { deadline } = this.#keepalive;
    return Math.min(this.#replyDeadline, this.#callDeadline, deadline, this.#calls.nextTimeout()) as Instant;
  }

  /** One control message, to be sent as one TCP segment. */
  pollTransmit(): Uint8Array | undefined {
    return this.#outbox.shiftMessage();
  }

  pollEvent(): ControlEvent | undefined {
    return this.#outbox.shiftEvent();
  }

  /** As PNS: sends an Outgoing-Call-Request. @returns our Call ID; `undefined` when not established or too many calls */
  placeOutgoingCall(now: Instant): number | undefined {
    return this.#place(now, 'pns');
  }

  /** As PAC: sends an Incoming-Call-Request, whoever opened TCP (FAQ Q12). @returns as {@link placeOutgoingCall} */
  placeIncomingCall(now: Instant): number | undefined {
    return this.#place(now, 'pac');
  }

  /** Grants what `call-requested` told. @returns false when the call no longer waits for it */
  acceptCall(now: Instant, callId: number): boolean {
    return this.#calls.accept(now, callId);
  }

  /** Turns down what `call-requested` told. @returns false when the call no longer waits for it */
  refuseCall(now: Instant, callId: number, refusal: Refusal = 'do-not-accept'): boolean {
    const refused = this.#calls.refuse(now, callId, refusal);
    this.#watchCalls(now);
    return refused;
  }

  /**
   * Ends a call in any state; `call-ended` follows, at once for a PAC, after the peer's word or 5 s for a PNS. GRE of
   * the call stops now. @returns false when there is no such call or its end is on its way
   */
  clearCall(now: Instant, callId: number, reason: DisconnectReason = 'local'): boolean {
    const cleared = this.#calls.clear(now, callId, reason);
    this.#watchCalls(now);
    return cleared;
  }

  /** As PNS: sends a Set-Link-Info. @returns false when the call is not established or we are its PAC */
  setLinkInfo(callId: number, sendAccm: number, receiveAccm: number): boolean {
    return this.#calls.setLinkInfo(callId, sendAccm, receiveAccm);
  }

  /** As PAC: sends a WAN-Error-Notify. @returns false when it may not, or one was sent within the last minute (§2.14) */
  reportWanErrors(now: Instant, callId: number, errors: WanErrors): boolean {
    return this.#calls.reportWanErrors(now, callId, errors);
  }

  /** Ends all calls and the connection, politely where the peer has been met. */
  stop(now: Instant, reason: DisconnectReason = 'local'): void {
    if (!this.#isClosed()) this.#step(now, 'Stop', { reason });
  }

  /** Our connection lost a collision: closes it without a word (RFC 2637 §3.1.3). */
  abandon(now: Instant): void {
    if (!this.#isClosed()) this.#step(now, 'Abandon', { reason: 'collision' });
  }

  #isClosed(): boolean {
    return this.#state === 'closed';
  }

  #place(now: Instant, role: CallRole): number | undefined {
    if (this.#state !== 'established') return undefined;
    const callId = this.#calls.place(now, role);
    this.#watchCalls(now);
    return callId;
  }

  /** A peer that is there and asks for nothing would hold the connection for ever, and whoever waits for its call. */
  #watchCalls(now: Instant): void {
    const { callWait } = this.options;
    if (callWait === undefined) return;
    if (this.#state !== 'established' || this.#calls.size > 0) this.#callDeadline = NEVER;
    else if (this.#callDeadline === NEVER) this.#callDeadline = after(now, callWait);
  }

  #handleFault(now: Instant, fault: WireFault): void {
    this.#outbox.traceFault(describeFault(fault));
    if (this.#stream.broken) {
      this.#outbox.counters.malformed++;
      this.#step(now, 'Fault', { reason: 'format-error' });
    } else {
      this.#outbox.counters.unsupported++;
      this.#keepalive.handleMessage(now);
    }
  }

  #handleMessage(now: Instant, message: ControlMessage): void {
    this.#outbox.counters.messagesReceived++;
    this.#outbox.trace('received', message);
    this.#keepalive.handleMessage(now);
    if (message.kind === 'StartControlConnectionRequest') this.#handleStartRequest(now, message);
    else if (message.kind === 'StartControlConnectionReply') this.#handleStartReply(now, message);
    else {
      if (message.kind === 'EchoReply') this.#mentionKeepalive('reply', 0);
      const ended = message.kind === 'StopControlConnectionRequest' ? 'peer-cleared' : 'procedure-error';
      this.#step(now, INPUTS[message.kind] ?? 'CallMessage', { reason: this.#stopping ?? ended, message });
    }
  }

  #handleStartRequest(now: Instant, message: MessageOf<'StartControlConnectionRequest'>): void {
    const { kind: _, ...peer } = message;
    // A newer peer is answered with our version and has to cope; there never was an older one (§3.1.2).
    const tooOld = message.protocolVersion < PROTOCOL_VERSION;
    const admission = tooOld ? 'version' : (this.options.admit?.(peer) ?? 'accept');
    if (this.#state === 'idle') this.#peer = peer;
    if (admission === 'accept') this.#step(now, 'SCCRQ', { reason: 'procedure-error', message });
    else if (admission === 'hold') this.#step(now, 'SCCRQ-held', { reason: 'procedure-error', message });
    else {
      const refusal = START_REFUSALS[admission];
      const reason = this.#state === 'idle' ? refusal.reason : 'procedure-error';
      this.#step(now, 'SCCRQ-refused', { reason, message, refusal });
    }
  }

  #handleStartReply(now: Instant, message: MessageOf<'StartControlConnectionReply'>): void {
    const { kind: _, resultCode, errorCode, ...peer } = message;
    const awaited = this.#state === 'wait_ctl_reply';
    if (awaited) this.#peer = peer;
    // Some ADSL modems say 0 and mean success.
    const accepted = resultCode === SCCRP_RESULT.success || resultCode === 0;
    const isOurs = message.protocolVersion >>> 8 === PROTOCOL_VERSION >>> 8;
    if (awaited && !(accepted && isOurs)) this.#startRefusal = message;
    if (!accepted) {
      const peersRole = this.options.role === 'pns' ? 'pac' : 'pns';
      const error = resultCode === SCCRP_RESULT.generalError ? errorCode : undefined;
      const reason = awaited ? reasonOfGeneralError(error, peersRole) : 'procedure-error';
      this.#step(now, 'SCCRP-refused', { reason, message });
    } else if (!isOurs)
      this.#step(now, 'SCCRP-version', { reason: awaited ? 'content-error' : 'procedure-error', message });
    else this.#step(now, 'SCCRP', { reason: 'procedure-error', message });
  }

  #askPeer(now: Instant): void {
    const { kind, missing } = this.#keepalive.handleTimeout(now);
    this.#mentionKeepalive(kind === 'failed' ? 'failure' : 'request', missing);
    if (kind === 'failed') this.#step(now, 'KeepaliveFailure', { reason: 'keepalive-failure' });
    else {
      this.#echoIdentifier = (this.#echoIdentifier + 1) >>> 0;
      this.#outbox.send({ kind: 'EchoRequest', identifier: this.#echoIdentifier });
    }
  }

  #mentionKeepalive(what: 'request' | 'reply' | 'failure', missing: number): void {
    if (this.options.keepaliveLog) this.#outbox.mention({ kind: 'keepalive', what, missing });
  }

  #step(now: Instant, input: ControlInput, occasion: Occasion): void {
    const move = CONTROL_CONNECTION.step(this.#state, input);
    if (!move) {
      this.#outbox.counters.unexpected++;
      return;
    }
    this.#state = move.next;
    for (const action of move.actions) this.#perform(now, action, occasion);
    if (this.#isClosed()) this.#end(occasion.reason);
  }

  #perform(now: Instant, action: ControlAction, { reason, message, refusal }: Occasion): void {
    switch (action) {
      case 'sendStartRequest':
        this.#outbox.send(startRequest(this.options));
        break;
      case 'sendStartReply':
      case 'refuseStart':
        this.#outbox.send(startReply(this.options, refusal));
        break;
      case 'sendStopRequest':
      case 'sendStopProtocol':
        this.#sendStopRequest(now, reason, action === 'sendStopProtocol');
        break;
      case 'sendStopReply':
        this.#outbox.send(stopReply());
        break;
      case 'sendEchoReply':
        invariant(message?.kind === 'EchoRequest', 'an Echo-Reply answers an Echo-Request');
        this.#outbox.send(echoReply(message.identifier));
        break;
      case 'refuseNotConnected':
        this.#outbox.send(notConnected(message!));
        break;
      case 'handleCallMessage':
        this.#calls.handleMessage(now, message!);
        break;
      case 'up':
        this.#replyDeadline = NEVER;
        this.#keepalive.start(now);
        this.#outbox.report({ kind: 'established', peer: this.#peer! });
        break;
      case 'closeTcp':
        this.#outbox.report({ kind: 'wants-close', reset: false });
        break;
      case 'resetTcp':
        this.#outbox.discardMessages();
        this.#outbox.report({ kind: 'wants-close', reset: true });
        break;
      default:
        unreachable(action);
    }
  }

  #sendStopRequest(now: Instant, why: DisconnectReason, protocol: boolean): void {
    const { none, stopProtocol, stopLocalShutdown } = STOP_REASON;
    const reason = protocol ? stopProtocol : why === 'shutdown' ? stopLocalShutdown : none;
    this.#stopping = why;
    this.#calls.endAll(why);
    this.#keepalive.stop();
    this.#callDeadline = NEVER;
    this.#replyDeadline = after(now, this.options.stopWait ?? seconds(5));
    this.#outbox.send({ kind: 'StopControlConnectionRequest', reason });
  }

  #end(reason: DisconnectReason): void {
    this.#calls.endAll(reason);
    this.#keepalive.stop();
    this.#replyDeadline = NEVER;
    this.#callDeadline = NEVER;
    this.#outbox.report({ kind: 'closed', reason });
  }
}

/** Messages that move the connection itself, whatever they hold; the others are about a call. */
const INPUTS: Readonly<Partial<Record<ControlMessage['kind'], ControlInput>>> = {
  StopControlConnectionRequest: 'StopCCRQ',
  StopControlConnectionReply: 'StopCCRP',
  EchoRequest: 'EchoRequest',
  EchoReply: 'EchoReply',
  OutgoingCallRequest: 'CallRequest',
  IncomingCallRequest: 'CallRequest',
};

/** Whether one more TCP connection may be taken: as long as few have not got beyond the start ({@link LIMIT.halfOpen}). */
export function mayTakeConnection(connections: Iterable<ControlConnection>): boolean {
  let halfOpen = 0;
  for (const { state } of connections) if (state === 'idle' || state === 'wait_tcp_termination') halfOpen++;
  return halfOpen < LIMIT.halfOpen;
}
