/**
 * One NAT descriptor at one interface (manual 23): translates sources on the way out and destinations on the way in, where
 * the packet lies. What belongs to a session passes by one look into the table; the rest asks {@link SessionMaker}.
 *
 * Of a fragmented packet only the first fragment has ports. The others follow it by their identification; one that comes
 * before it is dropped.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import * as Gre from '@rtemu/wire/gre';
import { AT, DONT_FRAGMENT, headerOctetsAt, MORE_FRAGMENTS, OFFSET_MASK, PROTOCOL } from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import { Flow } from './flow.js';
import { FragmentTracks, NO_TRACK } from './fragment-tracks.js';
import { LIFETIME_SECONDS, type NatOptions } from './nat-options.js';
import { Quoted } from './quoted.js';
import { addressDelta, adjustTransport, clearDontFragment, rewriteAddress, rewriteTransport } from './rewrite.js';
import { DROP, PASS, RESET, SessionMaker } from './session-maker.js';
import { FLAG, NO_SESSION, PSEUDO_PROTOCOL } from './session-table.js';

/** What became of a packet: it is none of this descriptor's, it is translated, or it ends here. */
export const UNTOUCHED = 0;
export const TRANSLATED = 1;
export const DROPPED = 2;
/** Dropped, and its sender is to be told by a RST. */
export const REFUSED = 3;

export type Translation = typeof UNTOUCHED | typeof TRANSLATED | typeof DROPPED | typeof REFUSED;

const CLASS_D = 0xe0;
const DNS_PORT = 53;

export class NatDescriptor {
  readonly maker: SessionMaker;
  readonly #flow = new Flow();
  readonly #quoted: Quoted;
  readonly #fragments = new FragmentTracks();

  constructor(
    private readonly arena: Arena,
    readonly options: NatOptions,
  ) {
    this.maker = new SessionMaker(arena, options);
    this.#quoted = new Quoted(arena);
  }

  /** From inside to outside. */
  translateSource(now: Instant, slot: Slot): Translation {
    const { view, start, length } = this.arena;
    const at = start[slot]!;
    const inner = view.getInt32(at + AT.source);
    const remote = view.getInt32(at + AT.destination);
    if (inner === 0 || remote >>> 24 >= CLASS_D) return UNTOUCHED; // nobody yet, or everybody
    const flagsAndOffset = view.getUint16(at + AT.flagsAndOffset);
    if ((flagsAndOffset & OFFSET_MASK) !== 0) return this.#followOutward(now, slot, at, inner, remote);
    const payload = at + headerOctetsAt(view, at);
    const octets = at + length[slot]! - payload;
    const flow = this.#flow;
    flow.read(view, payload, octets, view.getUint8(at + AT.protocol), true);
    if (flow.kind === 'error') return this.#errorOutward(now, slot, at, payload, octets, inner);
    if (flow.kind === 'unreadable')
      return this.maker.isInner(inner) && this.maker.masquerade !== 0 ? DROPPED : UNTOUCHED;
    const { table } = this.maker;
    let session = table.findOutward(flow.protocol, inner, remote, flow.ports);
    if (session === NO_SESSION) {
      session = this.maker.beginOutward(now, flow, inner, remote);
      if (session < 0) return this.#withoutSession(now, at, payload, octets, session, true);
    } else table.touch(now, session);
    const outer = table.outer[session]!;
    if ((flagsAndOffset & MORE_FRAGMENTS) !== 0) this.#remember(now, at, inner, remote, outer);
    rewriteAddress(view, at, AT.source, outer, table.addressDelta[session]!);
    rewriteTransport(view, payload, octets, flow.protocol, 0, table.outerPort(session), table.portDelta[session]!);
    if ((flagsAndOffset & DONT_FRAGMENT) !== 0 && this.options.removesDontFragment && outer === this.maker.masquerade)
      clearDontFragment(view, at, flagsAndOffset);
    return this.#note(now, slot, session, flow.protocol, payload, octets, true);
  }

  /** From outside to inside. */
  translateDestination(now: Instant, slot: Slot): Translation {
    const { view, start, length } = this.arena;
    const at = start[slot]!;
    const outer = view.getInt32(at + AT.destination);
    if (!this.maker.isOuter(outer)) return UNTOUCHED;
    const remote = view.getInt32(at + AT.source);
    const flagsAndOffset = view.getUint16(at + AT.flagsAndOffset);
    if ((flagsAndOffset & OFFSET_MASK) !== 0) return this.#followInward(now, slot, at, remote, outer);
    const payload = at + headerOctetsAt(view, at);
    const octets = at + length[slot]! - payload;
    const flow = this.#flow;
    flow.read(view, payload, octets, view.getUint8(at + AT.protocol), false);
    if (flow.kind === 'error') return this.#errorInward(now, at, payload, octets, outer);
    if (flow.kind === 'unreadable') return DROPPED;
    const { table } = this.maker;
    let session = table.findInward(flow.protocol, outer, remote, flow.ports);
    if (session === NO_SESSION) {
      session = this.maker.beginInward(now, flow, outer, remote);
      if (session === RESET && !isAnswerable(view, payload, octets)) session = DROP;
      if (session < 0) return this.#withoutSession(now, at, payload, octets, session, false);
    } else table.touch(now, session);
    const inner = table.inner[session]!;
    if ((flagsAndOffset & MORE_FRAGMENTS) !== 0) this.#remember(now, at, remote, outer, inner);
    rewriteAddress(view, at, AT.destination, inner, ~table.addressDelta[session]! & 0xffff);
    const port = table.innerPort(session);
    if (flow.kind === 'call') view.setUint16(payload + Gre.AT.callId, port);
    else rewriteTransport(view, payload, octets, flow.protocol, 2, port, ~table.portDelta[session]! & 0xffff);
    return this.#note(now, slot, session, flow.protocol, payload, octets, false);
  }

  /** What its end, its question or its text says of a session. */
  #note(
    now: Instant,
    slot: Slot,
    session: number,
    protocol: number,
    payload: number,
    octets: number,
    outward: boolean,
  ): Translation {
    const { maker } = this;
    const { table } = maker;
    if (protocol === PROTOCOL.tcp && octets >= Tcp.HEADER_OCTETS) {
      const control = this.arena.view.getUint8(payload + Tcp.AT.flags);
      if ((control & (Tcp.FLAG.fin | Tcp.FLAG.rst | Tcp.FLAG.syn)) !== 0)
        maker.noteTcpEnd(now, session, (control & (Tcp.FLAG.fin | Tcp.FLAG.rst)) !== 0);
      const flags = table.flags[session]!;
      if ((flags & FLAG.pptp) !== 0 && !maker.pptp.handle(now, slot, session, outward)) return DROPPED;
      if ((flags & FLAG.ftp) !== 0) maker.ftp.handle(now, slot, session, outward);
    } else if (protocol === PROTOCOL.udp && table.remotePort(session) === DNS_PORT)
      maker.noteDns(now, session, outward ? undefined : LIFETIME_SECONDS.dnsAnswered);
    return TRANSLATED;
  }

  #withoutSession(
    now: Instant,
    at: number,
    payload: number,
    octets: number,
    verdict: number,
    outward: boolean,
  ): Translation {
    if (verdict === PASS) return UNTOUCHED;
    if (verdict === DROP) return DROPPED;
    if (verdict === RESET) return REFUSED;
    const { view } = this.arena;
    const isFirst = (view.getUint16(at + AT.flagsAndOffset) & MORE_FRAGMENTS) !== 0;
    const field = outward ? AT.source : AT.destination;
    const { address } = this.maker;
    if (isFirst) this.#remember(now, at, view.getInt32(at + AT.source), view.getInt32(at + AT.destination), address);
    this.#readdress(at, payload, octets, field, address);
    return TRANSLATED;
  }

  #readdress(at: number, payload: number, octets: number, field: number, address: number): void {
    const { view } = this.arena;
    const delta = addressDelta(view.getInt32(at + field), address);
    rewriteAddress(view, at, field, address, delta);
    adjustTransport(view, payload, octets, view.getUint8(at + AT.protocol), delta);
  }

  // Fragments behind the first.

  #followOutward(now: Instant, _slot: Slot, at: number, inner: number, remote: number): Translation {
    const address = this.#fragments.find(now, inner, remote, this.#restOf(at)) || this.maker.ownOuter(now, inner);
    if (address !== NO_TRACK) return this.#follow(at, AT.source, inner, address);
    return this.maker.masquerade !== 0 && this.maker.isInner(inner) ? DROPPED : UNTOUCHED;
  }

  #followInward(now: Instant, _slot: Slot, at: number, remote: number, outer: number): Translation {
    const address = this.#fragments.find(now, remote, outer, this.#restOf(at)) || this.maker.ownInner(now, outer);
    return address === NO_TRACK ? DROPPED : this.#follow(at, AT.destination, outer, address);
  }

  #follow(at: number, field: number, before: number, address: number): Translation {
    rewriteAddress(this.arena.view, at, field, address, addressDelta(before, address));
    return TRANSLATED;
  }

  #remember(now: Instant, at: number, source: number, destination: number, address: number): void {
    this.#fragments.remember(now, source, destination, this.#restOf(at), address);
  }

  #restOf(at: number): number {
    const { view } = this.arena;
    return (view.getUint8(at + AT.protocol) << 16) | view.getUint16(at + AT.identification);
  }

  // ICMP errors. The packet that one quotes has travelled the other way.

  #errorInward(now: Instant, at: number, payload: number, octets: number, outer: number): Translation {
    const quoted = this.#quoted;
    const { maker } = this;
    const { table } = maker;
    if (!quoted.read(payload, octets, true)) return DROPPED;
    const { flow, source, destination } = quoted;
    const session = table.findInward(flow.protocol, source, destination, turned(flow));
    const own = session === NO_SESSION ? maker.ownInner(now, source) : table.inner[session]!;
    if (own === 0)
      return outer === maker.masquerade && maker.options.incoming.action !== 'through' ? DROPPED : UNTOUCHED;
    const portless = session === NO_SESSION || flow.protocol === PSEUDO_PROTOCOL.greOutward;
    quoted.rewrite('source', own, portless ? undefined : table.innerPort(session));
    rewriteAddress(this.arena.view, at, AT.destination, own, addressDelta(outer, own));
    return TRANSLATED;
  }

  #errorOutward(now: Instant, _slot: Slot, at: number, payload: number, octets: number, inner: number): Translation {
    const quoted = this.#quoted;
    const { maker } = this;
    const { table } = maker;
    if (!quoted.read(payload, octets, false)) return DROPPED;
    const { flow, source, destination } = quoted;
    const session = table.findOutward(flow.protocol, destination, source, turned(flow));
    const own = session === NO_SESSION ? maker.ownOuter(now, destination) : table.outer[session]!;
    if (own === 0) return maker.isOuter(destination) || maker.masquerade === 0 ? UNTOUCHED : DROPPED;
    quoted.rewrite('destination', own, session === NO_SESSION ? undefined : table.outerPort(session));
    const from = maker.ownOuter(now, inner) || maker.masquerade || own;
    rewriteAddress(this.arena.view, at, AT.source, from, addressDelta(inner, from));
    return TRANSLATED;
  }
}

/** The ports of a quoted packet as one that travels the other way has them. */
const turned = ({ ports }: Flow): number => (ports << 16) | (ports >>> 16);

/** A RST answers anything but a RST (RFC 9293 §3.10.7.1). */
const isAnswerable = (view: DataView, payload: number, octets: number): boolean =>
  octets >= Tcp.HEADER_OCTETS && (view.getUint8(payload + Tcp.AT.flags) & Tcp.FLAG.rst) === 0;
