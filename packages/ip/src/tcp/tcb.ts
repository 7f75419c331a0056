/**
 * The transmission control block: the state of a connection and its two halves, led by what its user asks, by what
 * arrives and by what falls due (RFC 9293 §3.3.1 and §3.10). The user sees it as a {@link TcpConnection}.
 * @module
 */
import { invariant } from '@rtemu/engine/invariant';
import { after, type Duration, type Instant } from '@rtemu/engine/time';
import { TimerTable } from '@rtemu/engine/timer-table';
import { FLAG, type TcpOption, type TcpSegment } from '@rtemu/wire/tcp';
import { ChallengeBudget } from './challenge-budget.js';
import type { TcpConnection } from './connection.js';
import type { ConnectionTable } from './connection-table.js';
import { readOffer, synOptions } from './handshake.js';
import { type IcmpError, meaningOf } from './icmp-error.js';
import type { Listener } from './listener.js';
import { Notices } from './notices.js';
import type { CloseReason, Outlet } from './outlet.js';
import { Receiver, type ReceiverTimer } from './receiver.js';
import { judge } from './segment-arrives.js';
import { type Endpoint, SegmentWriter } from './segment-writer.js';
import { type Piece, Sender, type SenderTimer } from './sender.js';
import { plus, precedes, precedesOrEquals, type SequenceNumber } from './sequence-number.js';
import type { ConnectionSettings } from './settings.js';
import { type Action, type Event, isSynchronised, mayReceive, maySend, type State, step } from './state-table.js';

/** What a connection is made of. */
export interface Origin {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly iss: SequenceNumber;
  /** The largest payload that our link towards the peer bears, in octets. */
  readonly mss: number;
  readonly settings: ConnectionSettings;
  /** Whose connection it is; unset for one of our own. */
  readonly listener?: Listener;
}

type Timer = SenderTimer | ReceiverTimer | 'time-wait' | 'fin-wait-2' | 'keep-alive';

export class Tcb {
  state: State = 'CLOSED';
  readonly sender: Sender;
  readonly receiver: Receiver;
  /** The last thing that ICMP said about the way to the peer. */
  unreachable: Pick<IcmpError, 'type' | 'code'> | undefined;

  readonly #timers = new TimerTable<Timer>();
  readonly #writer: SegmentWriter;
  readonly #notices: Notices;
  readonly #challenges = new ChallengeBudget();
  /** How the peer's window field is scaled. */
  #peerShift = 0;
  /** The user wants nothing more of this connection. */
  #dismissed = false;
  #keepAliveProbes = 0;

  constructor(
    readonly connection: TcpConnection,
    readonly origin: Origin,
    private readonly outlet: Outlet,
    private readonly table: ConnectionTable,
  ) {
    this.#notices = new Notices(connection, outlet);
    this.#writer = new SegmentWriter(outlet, origin.local, origin.remote);
    this.sender = new Sender(origin.iss, origin.settings, this.#timers, origin.mss);
    this.receiver = new Receiver(origin.settings, this.#timers, origin.mss);
  }

  get passive(): boolean {
    return this.origin.listener !== undefined;
  }

  nextTimeout(): Instant {
    return this.#timers.next();
  }

  // The user's calls (RFC 9293 §3.10.1 to §3.10.5).

  /** Active OPEN. */
  open(now: Instant): void {
    this.#step(now, 'active OPEN');
    this.#output(now);
  }

  /** Passive OPEN by a listener, to which this SYN has come. */
  accept(now: Instant, segment: TcpSegment): void {
    this.#step(now, 'passive OPEN');
    this.#takeSyn(segment);
    this.#step(now, 'rcv SYN');
    this.#output(now);
  }

  send(now: Instant, octets: Uint8Array, push: boolean): number {
    if (!maySend(this.state)) return 0;
    const { buffer } = this.sender;
    const limit = this.origin.settings.sendBufferOctets;
    const whole = push && octets.length <= limit;
    const accepted = octets.length <= buffer.free ? octets.length : whole ? 0 : buffer.free;
    buffer.append(octets.subarray(0, accepted), push && accepted === octets.length);
    const refused = octets.length - accepted;
    if (refused > 0) this.#notices.wants(whole ? refused : Math.min(refused, limit >>> 1));
    this.#output(now);
    return accepted;
  }

  read(max: number): Uint8Array {
    const octets = this.receiver.buffer.read(max);
    this.#notices.read();
    if (!mayReceive(this.state)) return octets;
    this.receiver.handleRead();
    if (this.receiver.acknowledgementDue) this.#acknowledge();
    return octets;
  }

  close(now: Instant): void {
    if (this.#step(now, 'CLOSE')) this.#output(now);
  }

  dismiss(now: Instant): void {
    if (this.#dismissed) return; // said again and again it would put off the end
    this.#dismissed = true;
    if (mayReceive(this.state) && this.receiver.buffer.ready > 0) this.abort();
    else this.close(now);
    if (this.state === 'FIN-WAIT-2') this.#limitFinWait2(now);
  }

  abort(): void {
    if (this.state === 'SYN-RECEIVED' || this.state === 'CLOSE-WAIT' || mayReceive(this.state)) {
      this.#writer.reset(this.sender.nxt, this.receiver.nxt);
    }
    this.finish('aborted');
  }

  // What happens.

  handleSegment(now: Instant, segment: TcpSegment): void {
    if (isSynchronised(this.state)) this.#restartKeepAlive(now);
    if (this.state === 'SYN-SENT') this.#arriveInSynSent(now, segment);
    else this.#arrive(now, segment);
    this.#output(now);
  }

  /** An ICMP error about a segment of ours (RFC 9293 §3.9.2.2). False when no such segment is on its way. */
  handleIcmpError(now: Instant, error: IcmpError, sequence: SequenceNumber): boolean {
    // Who is not on the path does not know which numbers are on their way (RFC 5927 §4.1).
    if (!precedesOrEquals(this.sender.una, sequence) || !precedes(sequence, this.sender.max)) return false;
    const meaning = meaningOf(error);
    if (meaning === 'too-big') this.sender.handleTooBig(error.mtu ?? 0);
    else if (meaning !== 'nothing') this.unreachable = { type: error.type, code: error.code };
    // Once the connection is up, not even a hard error is a reason to give it up (RFC 5927 §5.2).
    if (meaning === 'hard' && !isSynchronised(this.state)) this.finish('unreachable');
    this.#output(now);
    return true;
  }

  handleTimeout(now: Instant): void {
    for (const timer of this.#timers.takeDue(now)) if (this.state !== 'CLOSED') this.#fallDue(now, timer);
    this.#output(now);
  }

  /**
   * Whether this SYN may begin the pair's next connection while the last one is still remembered (RFC 9293 §3.10.7.4,
   * TIME-WAIT): it lies beyond all that the last one received.
   */
  yieldsTo({ flags, sequence }: TcpSegment): boolean {
    const opens = (flags & (FLAG.syn | FLAG.ack | FLAG.rst | FLAG.fin)) === FLAG.syn;
    return opens && this.state === 'TIME-WAIT' && precedes(this.receiver.nxt, sequence as SequenceNumber);
  }

  /** CLOSED, without another word to the peer. The user is told, if he ever heard of the connection and not of its end. */
  finish(reason: CloseReason): void {
    const heardOf = !this.passive || this.state !== 'SYN-RECEIVED';
    this.state = 'CLOSED';
    this.#timers.stopAll();
    this.sender.release();
    this.origin.listener?.halfOpen.delete(this);
    this.table.delete(this);
    if (heardOf) this.tellClosed(reason);
  }

  tellClosed(reason: CloseReason): void {
    this.#notices.closed(reason, this.unreachable);
  }

  // Segment arrives (RFC 9293 §3.10.7).

  #arriveInSynSent(now: Instant, segment: TcpSegment): void {
    const { flags } = segment;
    const acknowledges = (flags & FLAG.ack) !== 0;
    if (acknowledges && this.sender.judge(segment.acknowledgement as SequenceNumber) !== 'new') {
      this.#writer.refuse(segment);
    } else if (flags & FLAG.rst) {
      this.outlet.counters.resetsReceived++;
      if (acknowledges) this.finish('refused');
    } else if (flags & FLAG.syn) {
      this.#takeSyn(segment);
      this.#step(now, acknowledges ? 'rcv SYN,ACK' : 'rcv SYN');
      if (!acknowledges) return;
      this.#comeUp(now);
      this.#process(now, segment, true);
    } else this.outlet.counters.discarded++;
  }

  #arrive(now: Instant, segment: TcpSegment): void {
    switch (judge(segment, this.state, this.passive, this.sender, this.receiver)) {
      case 'process':
        this.#process(now, segment, false);
        break;
      case 'process without SYN':
        this.#process(now, segment, true);
        break;
      case 'discard':
        this.outlet.counters.discarded++;
        break;
      case 'acknowledge':
        this.receiver.acknowledgeNow();
        if (segment.flags & FLAG.fin && this.state === 'TIME-WAIT') this.#step(now, 'rcv FIN');
        break;
      case 'challenge':
        if (this.#mayChallenge(now)) this.receiver.acknowledgeNow();
        break;
      case 'repeat SYN':
        if (this.#mayChallenge(now)) this.sender.queueSyn();
        break;
      case 'reset':
        this.outlet.counters.resetsReceived++;
        this.finish(this.#reasonOfReset());
        break;
      case 'refuse':
        this.#writer.refuse(segment);
        break;
    }
  }

  #takeSyn({ sequence, window, options }: TcpSegment): void {
    const offer = readOffer(options);
    this.receiver.synchronise(sequence as SequenceNumber);
    this.receiver.scaled = offer.shift !== undefined;
    this.#peerShift = offer.shift ?? 0;
    this.sender.handleSyn(offer.mss, window, sequence as SequenceNumber);
  }

  /** The checks are passed: the acknowledgement, the text and the FIN count (fifth to eighth step). */
  #process(now: Instant, segment: TcpSegment, withSyn: boolean): void {
    const { flags, payload } = segment;
    const sequence = plus(segment.sequence as SequenceNumber, withSyn ? 1 : 0);
    const fin = (flags & FLAG.fin) !== 0;
    if (this.state === 'SYN-RECEIVED') {
      this.#step(now, 'rcv ACK of SYN');
      this.#comeUp(now);
    }
    this.sender.handleAcknowledgement(now, {
      sequence,
      acknowledgement: segment.acknowledgement as SequenceNumber,
      window: flags & FLAG.syn ? segment.window : segment.window << this.#peerShift,
      bare: payload.length === 0 && !fin && !withSyn,
    });
    if (this.sender.finAcknowledged) this.#step(now, 'rcv ACK of FIN');
    if (flags & FLAG.urg) this.outlet.counters.urgentReceived++; // the data is in line all the same (RFC 6093 §6)
    if (mayReceive(this.state)) this.#receive(now, sequence, payload, fin);
  }

  #receive(now: Instant, sequence: SequenceNumber, payload: Uint8Array, fin: boolean): void {
    if (this.#dismissed && payload.length > 0 && precedes(this.receiver.nxt, plus(sequence, payload.length))) {
      this.abort();
      return;
    }
    const { refused } = this.receiver;
    const arrived = this.receiver.take(now, { sequence, payload, fin });
    this.outlet.counters.earlyOctetsRefused += this.receiver.refused - refused;
    if (arrived > 0) this.#notices.arrived(arrived);
    if (!this.receiver.finished) return;
    this.#notices.peerClosed();
    this.#step(now, 'rcv FIN');
  }

  #comeUp(now: Instant): void {
    this.origin.listener?.halfOpen.delete(this);
    this.#notices.up(this.origin.listener);
    this.#restartKeepAlive(now);
  }

  #mayChallenge(now: Instant): boolean {
    const may = this.#challenges.spend(now);
    if (may) this.outlet.counters.challenges++;
    else this.outlet.counters.challengesWithheld++;
    return may;
  }

  /** The refusal of a simultaneous open; else a loss, unless both sides had closed and only our FIN was on its way. */
  #reasonOfReset(): CloseReason {
    if (this.state === 'SYN-RECEIVED') return 'refused';
    const bothClosed = this.state === 'CLOSING' || this.state === 'LAST-ACK' || this.state === 'TIME-WAIT';
    return bothClosed && this.sender.buffer.length === 0 ? 'closed' : 'reset';
  }

  // What falls due.

  #fallDue(now: Instant, timer: Timer): void {
    switch (timer) {
      case 'retransmission':
      case 'persist':
        if (this.sender.handleTimeout(now, timer, this.#patience())) this.finish('timed-out');
        break;
      case 'delayed-acknowledgement':
        this.receiver.acknowledgeNow();
        break;
      case 'time-wait':
        this.#step(now, 'Timeout=2MSL');
        break;
      case 'fin-wait-2':
        this.finish('closed');
        break;
      case 'keep-alive':
        this.#probeAlive(now);
        break;
    }
  }

  /** R2 of the present state (RFC 9293 §3.8.3). */
  #patience(): Duration {
    const { settings } = this.origin;
    if (this.sender.synAcknowledged) return settings.giveUpAfter;
    return this.passive ? settings.synAckGiveUpAfter : settings.synGiveUpAfter;
  }

  #restartKeepAlive(now: Instant): void {
    const { keepAlive } = this.origin.settings;
    if (keepAlive === undefined || this.state === 'TIME-WAIT') return;
    this.#keepAliveProbes = 0;
    this.#timers.set('keep-alive', after(now, keepAlive.idle));
  }

  /** An octet that the peer has long had draws an acknowledgement out of it (RFC 9293 §3.8.4). */
  #probeAlive(now: Instant): void {
    const { keepAlive } = this.origin.settings;
    invariant(keepAlive !== undefined, 'only a wanted keep-alive falls due');
    if (this.#keepAliveProbes === keepAlive.probes) {
      this.finish('timed-out');
      return;
    }
    this.#keepAliveProbes++;
    this.#timers.set('keep-alive', after(now, keepAlive.interval));
    if (this.sender.flight === 0) this.#write(plus(this.sender.una, -1), FLAG.ack);
  }

  #limitFinWait2(now: Instant): void {
    this.#timers.set('fin-wait-2', after(now, this.origin.settings.finWait2));
  }

  // States.

  /** False when the event leads nowhere from the present state. */
  #step(now: Instant, event: Event): boolean {
    const move = step(this.state, event);
    if (move === undefined) return false;
    this.state = move.next;
    for (const action of move.actions) this.#perform(now, action);
    if (this.state === 'FIN-WAIT-2' && this.#dismissed) this.#limitFinWait2(now);
    return true;
  }

  #perform(now: Instant, action: Action): void {
    switch (action) {
      case 'snd SYN':
      case 'snd SYN,ACK':
        this.sender.queueSyn();
        break;
      case 'snd ACK':
        this.receiver.acknowledgeNow();
        break;
      case 'snd FIN':
        this.sender.queueFin();
        break;
      case 'start 2MSL':
        this.#timers.stopAll();
        this.#timers.set('time-wait', after(now, this.origin.settings.timeWait));
        this.sender.release();
        this.tellClosed('closed');
        break;
      case 'delete TCB':
        this.finish(this.sender.synAcknowledged ? 'closed' : 'aborted');
        break;
    }
  }

  // What leaves.

  /** Everything that may leave now, and a bare acknowledgement if one is due and nothing took it along. */
  #output(now: Instant): void {
    if (this.state === 'CLOSED') return;
    for (let piece = this.sender.next(now); piece !== undefined; piece = this.sender.next(now)) this.#send(piece);
    if (this.receiver.acknowledgementDue) this.#acknowledge();
    this.sender.settle(now);
    if (maySend(this.state)) this.#notices.roomIs(this.sender.buffer.free);
  }

  #send({ sequence, payload, syn, fin, push, fresh, again }: Piece): void {
    if (again) this.outlet.counters.segmentsRetransmitted++;
    this.#notices.sent(fresh);
    const { synchronised, scaled } = this.receiver;
    const flags = (syn ? FLAG.syn : 0) | (fin ? FLAG.fin : 0) | (push ? FLAG.psh : 0) | (synchronised ? FLAG.ack : 0);
    const { mss, settings } = this.origin;
    this.#write(sequence, flags, payload, syn ? synOptions(mss, settings, scaled || !synchronised) : []);
  }

  #acknowledge(): void {
    this.#write(this.sender.bareSequence, FLAG.ack);
  }

  #write(sequence: number, flags: number, payload?: Uint8Array, options: readonly TcpOption[] = []): void {
    const { receiver } = this;
    const window = flags & FLAG.syn ? receiver.synLeaves() : receiver.segmentLeaves();
    const acknowledgement = flags & FLAG.ack ? receiver.nxt : 0;
    this.#writer.write({ sequence, acknowledgement, flags, window, options }, payload);
  }
}
