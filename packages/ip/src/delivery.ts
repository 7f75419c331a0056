/**
 * The way in, for packets that are ours, and what their senders are told when they go no further.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';
import { TIME_EXCEEDED, TYPE, UNREACHABLE } from '@rtemu/wire/icmp';
import { AT, headerOctetsAt, isFragmentAt, PROTOCOL } from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import type { Arp } from './arp.js';
import type { Discard } from './discard.js';
import type { Icmp, IcmpErrorEvent } from './icmp.js';
import type { Interface } from './interface.js';
import type { Output } from './output.js';
import type { Reassembly } from './reassembly.js';
import type { TcpStack } from './tcp/tcp-stack.js';
import type { Udp } from './udp.js';

/** Reasons that lie where a packet would have left. */
const IS_OUTWARD: Readonly<Partial<Record<Discard, true>>> = { 'out-filter': true, 'nat-out': true, rebound: true };

export class Delivery {
  /** Packets handed to ICMP, UDP, TCP or the owner. */
  delivered = 0;
  /** When TCP next wants to be called, as of the last time that it was touched. */
  tcpDeadline: Instant = NEVER;
  readonly #claimed: number[] = [];

  /** @param deliveries packets of claimed protocols, by protocol number. */
  constructor(
    private readonly arena: Arena,
    private readonly interfaces: readonly (Interface | undefined)[],
    private readonly output: Output,
    private readonly arp: Arp,
    private readonly icmp: Icmp,
    private readonly udp: Udp,
    private readonly tcp: TcpStack,
    private readonly reassembly: Reassembly,
    private readonly deliveries: SlotQueue,
  ) {}

  claim(protocol: number): void {
    this.#claimed.push(protocol);
  }

  /** @param from `undefined` for a packet from ourselves. */
  deliver(now: Instant, from: Interface | undefined, slot: Slot): void {
    const { view, start } = this.arena;
    let whole = slot;
    if (isFragmentAt(view, start[slot]!)) {
      whole = this.reassembly.handleFragment(now, slot);
      if (whole === NO_SLOT) return;
    }
    const protocol = view.getUint8(start[whole]! + AT.protocol);
    const forOne = this.output.isOurs(view.getInt32(start[whole]! + AT.destination));
    if (!forOne && protocol !== PROTOCOL.udp) this.output.drop('broadcast-unclaimed', from, whole);
    else if (this.#claimed.includes(protocol)) {
      this.delivered++;
      this.deliveries.push(protocol, whole);
    } else this.#hand(now, protocol, from, whole);
  }

  /** Sends the segments that TCP has ready. */
  flushTcp(now: Instant): void {
    for (let ready = this.tcp.pollTransmit(); ready !== undefined; ready = this.tcp.pollTransmit()) {
      const slot = this.arena.takeCopy(ready.octets);
      if (slot === NO_SLOT) continue; // lost like any packet; the arena counts it, and TCP sends it again
      this.output.send(now, ready.source, ready.destination, PROTOCOL.tcp, slot, ready);
    }
    this.tcpDeadline = this.tcp.nextTimeout();
  }

  /** What we sent to ourselves, and what came of that. */
  deliverLooped(now: Instant): void {
    const { looped } = this.output;
    for (let slot = looped.shift(); slot !== NO_SLOT; slot = looped.shift()) this.deliver(now, undefined, slot);
  }

  /** Ends the way of a packet that is forwarded no further. */
  refuse(now: Instant, reason: Discard, from: Interface, to: Interface | undefined, slot: Slot): void {
    if (reason === 'time-to-live') this.icmp.sendTimeExceeded(now, slot, TIME_EXCEEDED.transit);
    else if (reason === 'no-route' || reason === 'rebound') this.icmp.sendUnreachable(now, slot, UNREACHABLE.network);
    else if (reason === 'source-route') this.icmp.sendParameterProblem(now, slot);
    else if (reason === 'fragmentation-needed')
      this.icmp.sendUnreachable(now, slot, UNREACHABLE.fragmentationNeeded, to!.mtu);
    else if (reason === 'nat-in' && from?.nat?.refuses) this.#reset(now, from, slot);
    this.output.drop(reason, from, slot, IS_OUTWARD[reason] ? to : from);
  }

  /** Packets whose neighbour did not answer: the host is unreachable, unless we ourselves took the link down. */
  tellUnanswered(now: Instant, reason: 'arp-unanswered' | 'interface-down'): void {
    const { unanswered } = this.arp;
    for (let slot = unanswered.shift(); slot !== NO_SLOT; slot = unanswered.shift()) {
      if (reason === 'arp-unanswered') this.icmp.sendUnreachable(now, slot, UNREACHABLE.host);
      this.output.drop(reason, this.interfaces[unanswered.tag], slot);
    }
  }

  /** First fragments of datagrams that were never made whole; they are counted already. */
  tellExpired(now: Instant): void {
    const { expired } = this.reassembly;
    for (let slot = expired.shift(); slot !== NO_SLOT; slot = expired.shift()) {
      this.icmp.sendTimeExceeded(now, slot, TIME_EXCEEDED.reassembly);
      this.arena.release(slot);
    }
  }

  /** Says to the sender of a segment that nobody is there, as if it had been its receiver (RFC 9293 §3.10.7.1). */
  #reset(now: Instant, to: Interface, about: Slot): void {
    const { view, start } = this.arena;
    const at = start[about]!;
    const segment = Tcp.parse(this.arena.peek(about).subarray(headerOctetsAt(view, at)));
    if (!segment.ok) return;
    const { sourcePort, destinationPort, sequence, acknowledgement, flags, payload } = segment.value;
    const hasAck = (flags & Tcp.FLAG.ack) !== 0;
    const length = payload.length + ((flags & Tcp.FLAG.syn) !== 0 ? 1 : 0) + ((flags & Tcp.FLAG.fin) !== 0 ? 1 : 0);
    const source = view.getUint32(at + AT.source) as Ipv4Address;
    const destination = view.getUint32(at + AT.destination) as Ipv4Address;
    const reply = Tcp.emit({
      sourcePort: destinationPort,
      destinationPort: sourcePort,
      sequence: hasAck ? acknowledgement : 0,
      acknowledgement: hasAck ? 0 : (sequence + length) >>> 0,
      flags: hasAck ? Tcp.FLAG.rst : Tcp.FLAG.rst | Tcp.FLAG.ack,
      window: 0,
      urgentPointer: 0,
      options: [],
      payload: new Uint8Array(0),
    });
    Tcp.writeChecksum(reply, destination, source);
    const slot = this.arena.takeCopy(reply);
    if (slot !== NO_SLOT) this.output.sendPast(now, to, destination, source, PROTOCOL.tcp, slot);
  }

  #hand(now: Instant, protocol: number, from: Interface | undefined, slot: Slot): void {
    const isSilent = from?.stealth === true;
    if (protocol === PROTOCOL.icmp) {
      if (isSilent && this.icmp.isQuery(slot)) {
        this.output.drop('stealth', from, slot);
        return;
      }
      this.delivered++;
      const error = this.icmp.handlePacket(now, slot);
      if (error?.quoted.protocol === PROTOCOL.tcp) this.#tellTcp(now, error);
    } else if (protocol === PROTOCOL.tcp) {
      this.delivered++;
      this.#handSegment(now, slot, isSilent);
    } else if (protocol === PROTOCOL.udp) {
      this.delivered++;
      if (!this.udp.handlePacket(now, from?.number, slot) && !isSilent)
        this.icmp.sendUnreachable(now, slot, UNREACHABLE.port);
      this.arena.release(slot);
    } else {
      if (!isSilent) this.icmp.sendUnreachable(now, slot, UNREACHABLE.protocol);
      this.output.drop('protocol-unclaimed', from, slot);
    }
  }

  #handSegment(now: Instant, slot: Slot, isSilent: boolean): void {
    const { arena } = this;
    const at = arena.start[slot]!;
    const source = arena.view.getUint32(at + AT.source) as Ipv4Address;
    const destination = arena.view.getUint32(at + AT.destination) as Ipv4Address;
    this.tcp.handleSegment(
      now,
      source,
      destination,
      arena.peek(slot).subarray(headerOctetsAt(arena.view, at)),
      isSilent,
    );
    arena.release(slot);
    this.flushTcp(now);
  }

  #tellTcp(now: Instant, { error, code, nextHopMtu, quoted }: IcmpErrorEvent): void {
    const { source, destination, payload: octets } = quoted;
    this.tcp.handleUnreachable(now, { type: TYPE[error], code, mtu: nextHopMtu, source, destination, octets });
    this.flushTcp(now);
  }
}
