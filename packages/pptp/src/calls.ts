import { invariant, unreachable } from '@rtemu/engine/invariant';
import { after, type Duration, type Instant, seconds } from '@rtemu/engine/time';
import { TimerTable } from '@rtemu/engine/timer-table';
import { CDN_RESULT, type ControlMessage, ICRP_RESULT, type MessageOf, OCRP_RESULT } from '@rtemu/wire/pptp-messages';
import { type Call, type CallRecord, type Ending, refusedBy, type WanErrors } from './call.js';
import { CALL_MACHINES, type CallAction, type CallDirection, type CallEvent, type CallRole } from './call-machine.js';
import {
  type CallRequest,
  type CallTerms,
  callDisconnectNotify,
  incomingCallConnected,
  incomingCallReply,
  incomingCallRequest,
  outgoingCallReply,
  outgoingCallRequest,
  type Refusal,
  refusalOf,
} from './call-messages.js';
import type { CallNumbers } from './call-numbers.js';
import type { ControlOutbox } from './control-outbox.js';
import { type DisconnectReason, reasonOfGeneralError } from './disconnect-reason.js';
import { LIMIT } from './limits.js';

/** RFC 2637 §3.2.1: a call that does not move for a minute makes the whole connection suspect. */
const STUCK = seconds(60);
/** §2.14: not more than one WAN-Error-Notify a minute and call. */
const WAN_ERROR_INTERVAL = seconds(60);

export interface CallOptions extends CallTerms {
  readonly callNumbers: CallNumbers;
  /** Which requests of the peer are brought before the owner; others are refused at once. */
  readonly acceptCalls: { readonly outgoing: boolean; readonly incoming: boolean };
  /** Calls at once on this connection; {@link LIMIT.calls} when not given. */
  readonly callLimit?: number;
  /** How long to wait for the Call-Disconnect-Notify after a Call-Clear-Request: 5 s, as some PACs never send it. */
  readonly disconnectWait?: Duration;
  /** Whether a PNS sends a Set-Link-Info once a call is up. Not by default: some boxes in the way break on it. */
  readonly setLinkInfo?: boolean;
}

/** The calls on one control connection. */
export class Calls {
  readonly #calls = new Map<number, CallRecord>();
  readonly #timers = new TimerTable<`${number}`>();
  #suspect = false;

  constructor(
    private readonly outbox: ControlOutbox,
    private readonly options: CallOptions,
  ) {}

  get size(): number {
    return this.#calls.size;
  }

  /** In the order in which they were placed. */
  list(): readonly Call[] {
    return [...this.#calls.values()];
  }

  get(callId: number): Call | undefined {
    return this.#calls.get(callId);
  }

  nextTimeout(): Instant {
    return this.#timers.next();
  }

  /** @returns false when a call is stuck, so that the control connection has to be closed */
  handleTimeout(now: Instant): boolean {
    for (const id of this.#timers.takeDue(now)) {
      const call = this.#calls.get(Number(id));
      invariant(call !== undefined, 'a timer dies with its call');
      call.refusal = 'time-out';
      this.#step(now, call, 'Timeout', { reason: call.clearedFor ?? 'local' });
    }
    return !this.#suspect;
  }

  /** Places a call. @returns our id for it; `undefined` when there are too many */
  place(now: Instant, role: CallRole): number | undefined {
    const call = this.#open(role, role === 'pns' ? 'outgoing' : 'incoming', this.options.callNumbers.nextSerial());
    if (call) this.#step(now, call, 'Place');
    return call?.callId;
  }

  /** @returns false when there is no such call waiting for a decision */
  accept(now: Instant, callId: number): boolean {
    const call = this.#calls.get(callId);
    if (!call || !this.#expects(call, 'Accept')) return false;
    this.#step(now, call, 'Accept');
    return true;
  }

  refuse(now: Instant, callId: number, refusal: Refusal): boolean {
    const call = this.#calls.get(callId);
    if (!call || !this.#expects(call, 'Refuse')) return false;
    call.refusal = refusal;
    this.#step(now, call, 'Refuse', { reason: refusal === 'no-resource' ? 'resource-shortage' : 'local' });
    return true;
  }

  /** @returns false when there is no such call, or its end is on its way already */
  clear(now: Instant, callId: number, reason: DisconnectReason): boolean {
    const call = this.#calls.get(callId);
    if (!call || !this.#expects(call, 'Clear')) return false;
    call.clearedFor = reason;
    const { adminShutdown, lostCarrier } = CDN_RESULT;
    const notify = reason === 'local' || reason === 'shutdown' ? adminShutdown : lostCarrier;
    this.#step(now, call, 'Clear', { reason, notify });
    return true;
  }

  setLinkInfo(callId: number, sendAccm: number, receiveAccm: number): boolean {
    const call = this.#calls.get(callId);
    if (call?.role !== 'pns' || call.state !== 'established' || call.peersCallId === undefined) return false;
    this.outbox.send({ kind: 'SetLinkInfo', peersCallId: call.peersCallId, sendAccm, receiveAccm });
    return true;
  }

  reportWanErrors(now: Instant, callId: number, errors: WanErrors): boolean {
    const call = this.#calls.get(callId);
    if (call?.role !== 'pac' || call.state !== 'established' || call.peersCallId === undefined) return false;
    if (now < call.wanErrorsNext) return false;
    call.wanErrorsNext = after(now, WAN_ERROR_INTERVAL);
    this.outbox.send({ kind: 'WanErrorNotify', peersCallId: call.peersCallId, ...errors });
    return true;
  }

  /** The control connection is gone, and so are they (RFC 2637 §2.3). */
  endAll(reason: DisconnectReason): void {
    for (const call of [...this.#calls.values()]) this.#end(call, { reason: call.clearedFor ?? reason });
  }

  /** @param message one that concerns a call */
  handleMessage(now: Instant, message: ControlMessage): void {
    switch (message.kind) {
      case 'OutgoingCallRequest':
        this.#handleRequest(now, message, 'pac', 'outgoing');
        break;
      case 'IncomingCallRequest':
        this.#handleRequest(now, message, 'pns', 'incoming');
        break;
      case 'OutgoingCallReply':
        this.#handleOutgoingCallReply(now, message);
        break;
      case 'IncomingCallReply':
        this.#handleIncomingCallReply(now, message);
        break;
      case 'IncomingCallConnected':
        this.#handleIncomingCallConnected(now, message);
        break;
      case 'CallClearRequest':
        this.#handleClearRequest(now, message);
        break;
      case 'CallDisconnectNotify':
        this.#handleDisconnectNotify(now, message);
        break;
      case 'SetLinkInfo':
      case 'WanErrorNotify':
        this.#handleReport(message);
        break;
      default:
        invariant(false, `${message.kind} is no message about a call`);
    }
  }

  #handleRequest(now: Instant, request: CallRequest, role: CallRole, direction: CallDirection): void {
    const refusal = this.#objectionTo(request, direction);
    const call = refusal ? undefined : this.#open(role, direction, request.callSerialNumber);
    if (!call) {
      this.outbox.counters.callsRefused++;
      this.outbox.send(refusalOf(request, 0, refusal ?? 'no-resource'));
      return;
    }
    call.peersCallId = request.callId;
    call.request = request;
    if (request.kind === 'OutgoingCallRequest') {
      call.peerWindow = request.receiveWindowSize;
      call.peerDelay = request.packetProcessingDelay;
      call.connectSpeed = request.maximumBps; // as fast as it likes: there is no line
    }
    this.#step(now, call, request.kind === 'OutgoingCallRequest' ? 'OCRQ' : 'ICRQ');
  }

  #objectionTo(request: CallRequest, direction: CallDirection): Refusal | undefined {
    if (!this.options.acceptCalls[direction]) return 'do-not-accept';
    // The peer's ids are one set, whoever asks for the call.
    return this.#findByPeer(request.callId) ? 'bad-call-id' : undefined;
  }

  #handleOutgoingCallReply(now: Instant, reply: MessageOf<'OutgoingCallReply'>): void {
    const accepted = reply.resultCode === OCRP_RESULT.connected;
    const call = this.#expecting(this.#calls.get(reply.peersCallId), accepted ? 'OCRP' : 'OCRP-error');
    if (!call) return;
    if (!accepted) this.#step(now, call, 'OCRP-error', refusedBy('pac', reply));
    else if (this.#learnPeersId(now, call, reply.callId)) {
      call.peerWindow = reply.receiveWindowSize;
      call.peerDelay = reply.packetProcessingDelay;
      call.connectSpeed = reply.connectSpeed;
      this.#step(now, call, 'OCRP');
    }
  }

  #handleIncomingCallReply(now: Instant, reply: MessageOf<'IncomingCallReply'>): void {
    const accepted = reply.resultCode === ICRP_RESULT.connect;
    const call = this.#expecting(this.#calls.get(reply.peersCallId), accepted ? 'ICRP' : 'ICRP-error');
    if (!call) return;
    if (!accepted) this.#step(now, call, 'ICRP-error', refusedBy('pns', reply));
    else if (this.#learnPeersId(now, call, reply.callId)) {
      call.peerWindow = reply.receiveWindowSize;
      call.peerDelay = reply.packetTransmitDelay;
      this.#step(now, call, 'ICRP');
    }
  }

  /** False when the id belongs to another call already; then the call is cleared. */
  #learnPeersId(now: Instant, call: CallRecord, id: number): boolean {
    const owner = this.#findByPeer(id);
    if (owner && owner !== call) {
      this.clear(now, call.callId, 'call-id-error');
      return false;
    }
    call.peersCallId = id;
    return true;
  }

  #handleIncomingCallConnected(now: Instant, message: MessageOf<'IncomingCallConnected'>): void {
    const call = this.#expecting(this.#calls.get(message.peersCallId), 'ICCN');
    if (!call) return;
    call.peerWindow = message.receiveWindowSize;
    call.peerDelay = message.packetTransmitDelay;
    call.connectSpeed = message.connectSpeed;
    this.#step(now, call, 'ICCN');
  }

  #handleClearRequest(now: Instant, { callId }: MessageOf<'CallClearRequest'>): void {
    const call = this.#expecting(this.#findByPeer(callId) ?? this.#calls.get(callId), 'CCR');
    if (call) this.#step(now, call, 'CCR', { reason: 'peer-cleared', notify: CDN_RESULT.request });
  }

  #handleDisconnectNotify(now: Instant, notify: MessageOf<'CallDisconnectNotify'>): void {
    const { callId, resultCode, errorCode, causeCode } = notify;
    // By the RFC the id is the PAC's; accel-ppp sends the PNS's. With one call there is no doubt whatever it says.
    const sole = this.#calls.size === 1 ? this.#calls.values().next().value : undefined;
    const call = this.#expecting(this.#findByPeer(callId) ?? this.#calls.get(callId) ?? sole, 'CDN');
    if (!call) return;
    const failed = resultCode === CDN_RESULT.generalError;
    const reason = failed ? reasonOfGeneralError(errorCode, call.role === 'pns' ? 'pac' : 'pns') : 'peer-cleared';
    this.#step(now, call, 'CDN', { reason: call.clearedFor ?? reason, resultCode, errorCode, causeCode });
  }

  /** Neither changes a call. Some PNSs put 0 into the id of a Set-Link-Info: nothing to mind. */
  #handleReport(message: MessageOf<'SetLinkInfo'> | MessageOf<'WanErrorNotify'>): void {
    const call = this.#calls.get(message.peersCallId);
    if (!call) this.outbox.counters.unknownCall++;
    else if (message.kind === 'WanErrorNotify')
      this.outbox.mention({ kind: 'wan-errors', callId: call.callId, errors: message });
    else {
      const { sendAccm, receiveAccm } = message;
      this.outbox.mention({ kind: 'link-info', callId: call.callId, sendAccm, receiveAccm });
    }
  }

  /** The call, when there is one and its state expects the event; otherwise the message is counted and forgotten. */
  #expecting(call: CallRecord | undefined, event: CallEvent): CallRecord | undefined {
    if (call && this.#expects(call, event)) return call;
    this.outbox.counters[call ? 'unexpected' : 'unknownCall']++;
    return undefined;
  }

  #findByPeer(peersCallId: number): CallRecord | undefined {
    for (const call of this.#calls.values()) if (call.peersCallId === peersCallId) return call;
    return undefined;
  }

  #open(role: CallRole, direction: CallDirection, serialNumber: number): CallRecord | undefined {
    if (this.#calls.size >= (this.options.callLimit ?? LIMIT.calls)) return undefined;
    const callId = this.options.callNumbers.takeId();
    if (callId === undefined) return undefined;
    const call: CallRecord = {
      callId,
      role,
      direction,
      serialNumber,
      state: 'idle',
      peersCallId: undefined,
      peerWindow: 0,
      peerDelay: 0,
      connectSpeed: 0,
      refusal: 'do-not-accept',
      wanErrorsNext: 0 as Instant,
    };
    this.#calls.set(callId, call);
    return call;
  }

  #expects(call: CallRecord, event: CallEvent): boolean {
    return CALL_MACHINES[call.role][call.direction].step(call.state, event) !== undefined;
  }

  #step(now: Instant, call: CallRecord, event: CallEvent, ending: Ending = { reason: 'local' }): void {
    const move = CALL_MACHINES[call.role][call.direction].step(call.state, event);
    invariant(move !== undefined, `${event} in ${call.state} was checked before`);
    const entered = move.next !== call.state || event === 'ICRQ';
    call.state = move.next;
    if (entered) this.#setTimer(now, call);
    for (const action of move.actions) this.#perform(call, action, ending);
  }

  #setTimer(now: Instant, call: CallRecord): void {
    if (call.state === 'established') this.#timers.stop(`${call.callId}`);
    else if (call.state === 'wait_disconnect')
      this.#timers.set(`${call.callId}`, after(now, this.options.disconnectWait ?? seconds(5)));
    else this.#timers.set(`${call.callId}`, after(now, STUCK));
  }

  #perform(call: CallRecord, action: CallAction, ending: Ending): void {
    switch (action) {
      case 'sendOutgoingCallRequest':
        this.outbox.send(outgoingCallRequest(call, this.options));
        break;
      case 'sendOutgoingCallReply':
        this.outbox.send(outgoingCallReply(call, this.options));
        break;
      case 'sendIncomingCallRequest':
        this.outbox.send(incomingCallRequest(call));
        break;
      case 'sendIncomingCallReply':
        this.outbox.send(incomingCallReply(call, this.options));
        break;
      case 'sendIncomingCallConnected':
        this.outbox.send(incomingCallConnected(call, this.options));
        break;
      case 'refuseCall':
        this.outbox.counters.callsRefused++;
        this.outbox.send(refusalOf(call.request!, call.callId, call.refusal));
        break;
      case 'sendCallClearRequest':
        this.outbox.send({ kind: 'CallClearRequest', callId: call.callId });
        break;
      case 'sendCallDisconnectNotify':
        this.outbox.send(callDisconnectNotify(call, ending.notify ?? CDN_RESULT.adminShutdown));
        break;
      case 'ask':
        this.#ask(call);
        break;
      case 'connect':
        this.#connect(call);
        break;
      case 'end':
        this.#end(call, ending);
        break;
      case 'suspect':
        this.#suspect = true;
        break;
      default:
        unreachable(action);
    }
  }

  #ask({ callId, direction, request }: CallRecord): void {
    this.outbox.report({ kind: 'call-requested', callId, direction, request: request! });
  }

  #connect(call: CallRecord): void {
    const { callId, role, direction, peerWindow, peerDelay, connectSpeed } = call;
    const peersCallId = call.peersCallId!;
    this.outbox.report({
      kind: 'call-connected',
      callId,
      role,
      direction,
      peersCallId,
      peerWindow,
      peerDelay,
      connectSpeed,
    });
    if (this.options.setLinkInfo && role === 'pns') this.setLinkInfo(callId, 0xffffffff, 0xffffffff);
  }

  #end(call: CallRecord, { notify: _, ...ending }: Ending): void {
    call.state = 'idle';
    this.#timers.stop(`${call.callId}`);
    this.#calls.delete(call.callId);
    this.options.callNumbers.releaseId(call.callId);
    this.outbox.report({ kind: 'call-ended', callId: call.callId, ...ending });
  }
}
