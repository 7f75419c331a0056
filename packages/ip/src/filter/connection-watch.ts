/**
 * Dynamic filters at work (manual 8.1.14): what begins a connection that one of them knows opens the way for the rest of it,
 * in both directions, in front of the static filters, until the connection ends or is silent for too long.
 *
 * Whoever stands at an interface asks {@link ConnectionWatch.carries} of each packet, holds what is not carried against
 * the static filters, and gives what these let through to {@link ConnectionWatch.open}. A packet that is carried costs one
 * look into a table and no allocation.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import { type Instant, NEVER } from '@rtemu/engine/time';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { FLAG } from '@rtemu/wire/tcp';
import { type Channel, ChannelTable, EXPECTED, NO_CHANNEL, placeOf } from './channel-table.js';
import { type DynamicList, mayBegin } from './dynamic-list.js';
import type { DynamicRule, DynamicTimers } from './dynamic-rule.js';
import { FragmentMemory } from './fragment-memory.js';
import { announcementIn, LOOKED_AT } from './ftp-announcement.js';
import { ENDS, PacketEnds } from './packet-ends.js';
import { type Session, Sessions } from './sessions.js';

/** The lower bits of a channel's state, of TCP. */
const SYN = 0;
const ANSWERED = 1;
const ESTABLISHED = 2;
const CLOSING = 3;
const TCP_STATE = 0x03;
/** The others. Who began it went outward; its owner is looked at closer. */
const FROM_NEAR = 0x80;
const WATCHES_FTP = 0x40;
const COUNTS_DNS = 0x20;

const FRAGMENT_NAME = 8;

export const INITIAL_TIMERS: DynamicTimers = { tcpSyn: 30, tcpFin: 5, tcpIdle: 3600, udpIdle: 30, dns: 5 };

export class ConnectionWatch {
  timers: DynamicTimers = INITIAL_TIMERS;
  readonly channels: ChannelTable;
  readonly sessions = new Sessions();
  /** Channels that made room for others. */
  evicted = 0;

  readonly #ends = new PacketEnds();
  readonly #fragments = new FragmentMemory();
  /** Channels that are not there yet. */
  #expected = 0;
  #next: Instant = NEVER;

  constructor(
    private readonly arena: Arena,
    limit: number,
  ) {
    this.channels = new ChannelTable(limit);
  }

  /** To be asked first of every packet at an interface. True: it belongs to a connection that was let through. */
  carries(now: Instant, slot: Slot, interface_: number, isOutward: boolean): boolean {
    const ends = this.#ends;
    const at = this.arena.start[slot]!;
    ends.read(this.arena.view, at, at + this.arena.length[slot]!, isOutward);
    if (this.channels.count === 0) return false;
    if (ends.kind === ENDS.told) {
      const place = placeOf(interface_, ends.protocol, EXPECTED.no);
      let channel = this.channels.find(ends.near, ends.far, ends.ports, place);
      if (channel === NO_CHANNEL && this.#expected > 0) channel = this.#meet(now, interface_);
      if (channel === NO_CHANNEL || !this.#advance(now, channel)) return false;
      this.#rememberFragments(now, slot, interface_);
      return true;
    }
    if (ends.kind === ENDS.error) {
      const place = placeOf(interface_, ends.protocol, EXPECTED.no);
      return this.channels.find(ends.near, ends.far, ends.ports, place) !== NO_CHANNEL;
    }
    return ends.kind === ENDS.later && !this.#fragments.isEmpty && this.#isKnownFragment(now, slot, interface_);
  }

  /** What {@link carries} was asked of last, and the static filters have let through, may begin a connection. */
  open(now: Instant, slot: Slot, interface_: number, list: DynamicList): void {
    const ends = this.#ends;
    if (ends.kind !== ENDS.told) return;
    const at = this.arena.start[slot]!;
    const watched = list.find(now, this.arena.view, at, at + this.arena.length[slot]!, ends);
    if (watched === undefined) return;
    const { rule } = watched;
    const session = this.sessions.begin(now, interface_, watched, ends);
    const channel = this.#add(now, session, interface_);
    if (channel === NO_CHANNEL) {
      this.sessions.abandon(session);
      return;
    }
    const watch = rule.trigger.kind === 'service' ? rule.trigger.watch : undefined;
    if (watch === 'ftp') this.channels.state[channel]! |= WATCHES_FTP;
    if (watch === 'dns' && ends.protocol === Ipv4.PROTOCOL.udp) {
      this.channels.state[channel]! |= COUNTS_DNS;
      this.channels.note[channel] = 1;
      this.channels.expireAt(channel, this.#in(now, rule.idleSeconds ?? this.timers.dns));
      this.channels.idleSeconds[channel] = rule.idleSeconds ?? this.timers.dns;
    }
    if (watch === 'tftp') this.#expect(session, interface_, !ends.isOutward, this.#in(now, this.#idleOf(rule)));
    if (watched.in !== undefined || watched.out !== undefined) this.#expectAnything(session, interface_);
    this.#rememberFragments(now, slot, interface_);
    this.#refresh();
  }

  handleTimeout(now: Instant): void {
    for (let due = this.channels.overdue(now); due !== NO_CHANNEL; due = this.channels.overdue(now))
      this.#remove(now, due);
    this.#refresh();
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  /** Forgets the sessions of an interface, or every one. */
  clear(now: Instant, interface_?: number): void {
    for (const session of this.sessions.all())
      if (interface_ === undefined || session.interface === interface_) this.close(now, session);
  }

  /** `disconnect ip connection`: all of a session, or one of its channels. @returns false when there is no such one */
  close(now: Instant, session: Session, channel?: Channel): boolean {
    if (channel !== undefined && !session.channels.includes(channel)) return false;
    for (const each of channel === undefined ? [...session.channels] : [channel])
      if (session.channels.includes(each)) this.#remove(now, each);
    this.#refresh();
    return true;
  }

  // What a packet does to its channel.

  /** @returns false when the packet is of another connection between the same ends: one that it begins */
  #advance(now: Instant, channel: Channel): boolean {
    const { channels } = this;
    const ends = this.#ends;
    const state = channels.state[channel]!;
    const isBeginner = ends.isOutward === ((state & FROM_NEAR) !== 0);
    if (ends.protocol === Ipv4.PROTOCOL.tcp) return this.#advanceTcp(now, channel, state, isBeginner);
    if (ends.protocol === Ipv4.PROTOCOL.icmp && ends.isRequest !== isBeginner) return false;
    channels.expires[channel] = now + channels.idleSeconds[channel]! * 1e6;
    if ((state & COUNTS_DNS) !== 0) {
      channels.note[channel]! += isBeginner ? 1 : -1;
      if (channels.note[channel] === 0) this.#removeAndRefresh(now, channel);
    }
    return true;
  }

  #advanceTcp(now: Instant, channel: Channel, state: number, isBeginner: boolean): boolean {
    const { channels } = this;
    const { flags } = this.#ends;
    const tcp = state & TCP_STATE;
    if (tcp === CLOSING && isBeginner && (flags & (FLAG.syn | FLAG.ack)) === FLAG.syn) {
      this.#removeAndRefresh(now, channel);
      return false;
    }
    if ((state & WATCHES_FTP) !== 0 && this.#ends.dataOctets > 0) this.#heedFtp(now, channel, isBeginner);
    if ((flags & FLAG.rst) !== 0) this.#removeAndRefresh(now, channel);
    else if ((flags & FLAG.fin) !== 0) {
      if (tcp !== CLOSING) this.#closeSoon(now, channel);
    } else if (tcp === ESTABLISHED) channels.expires[channel] = now + channels.idleSeconds[channel]! * 1e6;
    else if (tcp === SYN) {
      if (!isBeginner && (flags & FLAG.syn) !== 0) channels.state[channel] = (state & ~TCP_STATE) | ANSWERED;
    } else if (tcp === ANSWERED && isBeginner && (flags & (FLAG.syn | FLAG.ack)) === FLAG.ack) {
      channels.state[channel] = (state & ~TCP_STATE) | ESTABLISHED;
      channels.expireAt(channel, this.#in(now, channels.idleSeconds[channel]!));
      this.#refresh();
    }
    return true;
  }

  #closeSoon(now: Instant, channel: Channel): void {
    this.channels.state[channel] = (this.channels.state[channel]! & ~TCP_STATE) | CLOSING;
    this.channels.expireAt(channel, this.#in(now, this.timers.tcpFin));
    this.#refresh();
  }

  /** An end of a control connection says where data will go. */
  #heedFtp(now: Instant, channel: Channel, isBeginner: boolean): void {
    const ends = this.#ends;
    const octets = this.arena.octets.subarray(ends.data, ends.data + Math.min(ends.dataOctets, LOOKED_AT));
    const sender = (ends.isOutward ? ends.near : ends.far) >>> 0;
    const said = announcementIn(String.fromCharCode(...octets), sender, isBeginner);
    const session = this.sessions.get(this.channels.session[channel]!);
    if (said === undefined || session === undefined) return;
    const isOutward = said.mode === 'passive' ? session.isOutward : !session.isOutward;
    const expected = isOutward ? EXPECTED.nearPort : EXPECTED.farPort;
    const ports = isOutward ? said.port : said.port << 16;
    const place = placeOf(session.interface, Ipv4.PROTOCOL.tcp, expected);
    if (this.channels.find(ends.near, ends.far, ports, place) !== NO_CHANNEL) return;
    const expires = this.#in(now, this.timers.tcpSyn);
    const added = this.#put(now, session, ends.near, ends.far, ports, place, expires);
    if (added !== NO_CHANNEL && isOutward) this.channels.state[added] = FROM_NEAR;
    this.#refresh();
  }

  // Channels that are expected.

  /** A packet that no channel is there for may begin one that is expected. */
  #meet(now: Instant, interface_: number): Channel {
    const ends = this.#ends;
    if (!mayBegin(ends)) return NO_CHANNEL;
    const { channels } = this;
    const expected = ends.isOutward ? EXPECTED.nearPort : EXPECTED.farPort;
    const ports = ends.isOutward ? ends.ports & 0xffff : ends.ports & ~0xffff;
    const half = channels.find(ends.near, ends.far, ports, placeOf(interface_, ends.protocol, expected));
    if (half !== NO_CHANNEL && ends.isOutward === ((channels.state[half]! & FROM_NEAR) !== 0)) {
      const session = this.sessions.get(channels.session[half]!)!;
      const added = this.#add(now, session, interface_);
      if (added !== NO_CHANNEL && session.channels.includes(half)) this.#remove(now, half);
      this.#refresh();
      return added;
    }
    return this.#meetAnything(now, interface_);
  }

  #meetAnything(now: Instant, interface_: number): Channel {
    const ends = this.#ends;
    const { channels } = this;
    const place = placeOf(interface_, 0, EXPECTED.anything);
    const [from, to] = ends.isOutward
      ? [ends.ports >>> 16, ends.ports & 0xffff]
      : [ends.ports & 0xffff, ends.ports >>> 16];
    let known = channels.find(ends.near, ends.far, 0, place);
    for (; known !== NO_CHANNEL; known = channels.find(ends.near, ends.far, 0, place, known)) {
      const session = this.sessions.get(channels.session[known]!)!;
      const program = session.isOutward === ends.isOutward ? session.watched.out : session.watched.in;
      if (program?.meetsAside(ends.protocol, ends.flags, from, to)) {
        const added = this.#add(now, session, interface_);
        this.#refresh();
        return added;
      }
    }
    return NO_CHANNEL;
  }

  /** An answer from another port of the same host. */
  #expect(session: Session, interface_: number, isOutward: boolean, expires: Instant): void {
    const ends = this.#ends;
    const expected = isOutward ? EXPECTED.nearPort : EXPECTED.farPort;
    const ports = isOutward ? ends.ports & 0xffff : ends.ports & ~0xffff;
    const place = placeOf(interface_, ends.protocol, expected);
    const added = this.#put(session.startedAt, session, ends.near, ends.far, ports, place, expires);
    if (added !== NO_CHANNEL && isOutward) this.channels.state[added] = FROM_NEAR;
  }

  #expectAnything(session: Session, interface_: number): void {
    const { near, far } = this.#ends;
    this.#put(session.startedAt, session, near, far, 0, placeOf(interface_, 0, EXPECTED.anything), NEVER);
  }

  // Channels come and go.

  /** The channel of the packet at hand. */
  #add(now: Instant, session: Session, interface_: number): Channel {
    const ends = this.#ends;
    const isTcp = ends.protocol === Ipv4.PROTOCOL.tcp;
    const idle = session.watched.rule.idleSeconds ?? (isTcp ? this.timers.tcpIdle : this.timers.udpIdle);
    const expires = this.#in(now, isTcp ? this.timers.tcpSyn : idle);
    const place = placeOf(interface_, ends.protocol, EXPECTED.no);
    const channel = this.#put(now, session, ends.near, ends.far, ends.ports, place, expires);
    if (channel === NO_CHANNEL) return channel;
    this.channels.state[channel] = ends.isOutward ? FROM_NEAR : 0;
    this.channels.idleSeconds[channel] = idle;
    return channel;
  }

  /** Where there is no room, the channel whose time is over first makes some; not one of the same session. */
  #put(
    now: Instant,
    session: Session,
    near: number,
    far: number,
    ports: number,
    place: number,
    expires: Instant,
  ): Channel {
    const { channels } = this;
    while (channels.isFull) {
      const victim = channels.soonest();
      if (channels.session[victim] === session.number) return NO_CHANNEL;
      this.evicted++;
      this.#remove(now, victim);
    }
    const channel = channels.add(near, far, ports, place, session.number, expires);
    session.channels.push(channel);
    if ((place & EXPECTED.anything) !== 0) this.#expected++;
    return channel;
  }

  /** With the connection that it began with, a session expects no others any more; with its last one it ends. */
  #remove(now: Instant, channel: Channel): void {
    const { channels } = this;
    const session = this.sessions.get(channels.session[channel]!)!;
    const isFirst = session.channels[0] === channel;
    this.#drop(session, channel);
    if (isFirst)
      for (const other of [...session.channels])
        if ((channels.place[other]! & EXPECTED.anything) !== 0) this.#drop(session, other);
    if (session.channels.length === 0) this.sessions.end(now, session);
  }

  #drop(session: Session, channel: Channel): void {
    if ((this.channels.place[channel]! & EXPECTED.anything) !== 0) this.#expected--;
    session.channels.splice(session.channels.indexOf(channel), 1);
    this.channels.remove(channel);
  }

  #removeAndRefresh(now: Instant, channel: Channel): void {
    this.#remove(now, channel);
    this.#refresh();
  }

  #refresh(): void {
    const { deadline } = this.channels;
    if (deadline !== this.#next) this.#next = deadline;
  }

  #idleOf(rule: DynamicRule): number {
    return rule.idleSeconds ?? this.timers.udpIdle;
  }

  #in(now: Instant, seconds: number): Instant {
    return (now + seconds * 1e6) as Instant;
  }

  // Fragments.

  #rememberFragments(now: Instant, slot: Slot, interface_: number): void {
    const { view } = this.arena;
    const at = this.arena.start[slot]!;
    if ((view.getUint16(at + Ipv4.AT.flagsAndOffset) & Ipv4.MORE_FRAGMENTS) === 0) return;
    const { source, destination } = Ipv4.AT;
    const place = this.#placeOfFragments(interface_);
    this.#fragments.remember(now, view.getInt32(at + source), view.getInt32(at + destination), this.#nameOf(at), place);
  }

  #isKnownFragment(now: Instant, slot: Slot, interface_: number): boolean {
    const { view } = this.arena;
    const at = this.arena.start[slot]!;
    const { source, destination } = Ipv4.AT;
    const place = this.#placeOfFragments(interface_);
    return this.#fragments.knows(
      now,
      view.getInt32(at + source),
      view.getInt32(at + destination),
      this.#nameOf(at),
      place,
    );
  }

  #placeOfFragments(interface_: number): number {
    return interface_ * 2 + (this.#ends.isOutward ? 1 : 0);
  }

  #nameOf(at: number): number {
    const { view } = this.arena;
    return (view.getUint16(at + Ipv4.AT.identification) << FRAGMENT_NAME) | view.getUint8(at + Ipv4.AT.protocol);
  }
}
