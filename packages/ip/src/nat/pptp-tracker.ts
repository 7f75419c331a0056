/**
 * PPTP of inner hosts through masquerade (RFC 2637). GRE has no ports, but a call id that the receiver has chosen; so the
 * control connection is read as it passes, and the ids of inner hosts are made different where two chose the same. Two octets
 * take the place of two octets: the sequence of the connection stays as it is.
 *
 * Only connections that begin inside are followed. A server inside needs a static entry for GRE, as on the device.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import { type Instant, seconds } from '@rtemu/engine/time';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import { AT } from '@rtemu/wire/pptp';
import { MessageHeads } from './message-heads.js';
import { LIMIT } from './nat-options.js';
import { NO_SESSION, type SessionTable } from './session-table.js';
import { TcpPayload } from './tcp-payload.js';

/** By message type: where the id lies that its sender gave to the call, and where the one of the other side does. */
const OWN_ID = 12;
const ID_AT: Readonly<Record<number, { readonly own?: number; readonly peers?: number }>> = {
  7: { own: OWN_ID }, // Outgoing-Call-Request
  8: { own: OWN_ID, peers: 14 }, // Outgoing-Call-Reply
  9: { own: OWN_ID }, // Incoming-Call-Request
  10: { own: OWN_ID, peers: 14 }, // Incoming-Call-Reply
  11: { peers: 12 }, // Incoming-Call-Connected
  12: { own: OWN_ID }, // Call-Clear-Request
  13: { own: OWN_ID }, // Call-Disconnect-Notify
  14: { peers: 12 }, // WAN-Error-Notify
  15: { peers: 12 }, // Set-Link-Info
};
/** An id of zero says that there is no call. */
const NO_CALL = 0;
const CALL_IDS = 0x1_0000;

interface Control {
  readonly session: number;
  readonly outward: MessageHeads;
  readonly inward: MessageHeads;
  /** Sessions of GRE, by the id that the inner host knows. */
  readonly calls: Map<number, number>;
}

export class PptpTracker {
  readonly #controls = new Map<number, Control>();
  readonly #controlOfCall = new Map<number, Control>();
  readonly #tcp: TcpPayload;
  #cursor = 0;

  constructor(
    private readonly arena: Arena,
    private readonly table: SessionTable,
    private readonly lifetime: number,
  ) {
    this.#tcp = new TcpPayload(arena);
  }

  /** @returns false at the limit: the connection passes, and no calls of it do */
  open(session: number): boolean {
    if (this.#controls.size >= LIMIT.pptpControls) return false;
    this.#controls.set(session, { session, outward: new MessageHeads(), inward: new MessageHeads(), calls: new Map() });
    return true;
  }

  /** The connection is forgotten. @returns its calls, which end with it */
  close(session: number): readonly number[] {
    const control = this.#controls.get(session);
    if (control === undefined) return [];
    this.#controls.delete(session);
    const calls = [...control.calls.values()];
    for (const call of calls) this.#controlOfCall.delete(call);
    return calls;
  }

  /** A call has expired. */
  forgetCall(call: number): void {
    const control = this.#controlOfCall.get(call);
    this.#controlOfCall.delete(call);
    control?.calls.delete(this.table.innerPort(call));
  }

  /** Whether calls of the connection still carry something, and so keep it. */
  isInUse(now: Instant, session: number): boolean {
    const calls = this.#controls.get(session)?.calls;
    return calls !== undefined && [...calls.values()].some((call) => this.table.expires[call]! > now);
  }

  /** Whether a host may send GRE to another, and on behalf of which connection. */
  hasCall(inner: number, remote: number): boolean {
    const { table } = this;
    for (const { session, calls } of this.#controls.values())
      if (calls.size > 0 && table.inner[session] === inner && table.remote[session] === remote) return true;
    return false;
  }

  /** A segment of a connection, whatever its addresses are by now. @returns whether it may pass */
  handle(now: Instant, slot: Slot, session: number, outward: boolean): boolean {
    const control = this.#controls.get(session);
    if (control === undefined || !this.#tcp.read(slot)) return true;
    for (const call of control.calls.values())
      if (this.table.lifetime[call] === this.lifetime) this.table.touch(now, call);
    return outward
      ? control.outward.handle(this.#tcp, slot, (at) => this.#translateOwn(now, control, at))
      : control.inward.handle(this.#tcp, slot, (at) => this.#translatePeers(control, at));
  }

  /** A message of the inner host: the id that it chose. */
  #translateOwn(now: Instant, control: Control, at: number): boolean | undefined {
    const { view } = this.arena;
    const type = view.getUint16(at + AT.controlMessageType);
    const idAt = ID_AT[type]?.own;
    if (idAt === undefined) return false;
    const inner = view.getUint16(at + idAt);
    if (inner === NO_CALL) return false;
    const call = control.calls.get(inner) ?? this.#begin(now, control, inner);
    if (call === NO_SESSION) return undefined;
    if (type === 12 || type === 13) this.table.setLifetime(now, call, seconds(60));
    const outer = this.table.outerPort(call);
    view.setUint16(at + idAt, outer);
    return outer !== inner;
  }

  /** A message of the peer: the id that it was told. */
  #translatePeers({ session }: Control, at: number): boolean {
    const { table } = this;
    const { view } = this.arena;
    const idAt = ID_AT[view.getUint16(at + AT.controlMessageType)]?.peers;
    if (idAt === undefined) return false;
    const outer = view.getUint16(at + idAt);
    const call = table.findInward(PROTOCOL.gre, table.outer[session]!, table.remote[session]!, outer);
    if (call === NO_SESSION) return false;
    const inner = table.innerPort(call);
    view.setUint16(at + idAt, inner);
    return outer !== inner;
  }

  #begin(now: Instant, control: Control, id: number): number {
    const { table } = this;
    if (control.calls.size >= LIMIT.pptpCalls) return NO_SESSION;
    const inner = table.inner[control.session]!;
    const outer = table.outer[control.session]!;
    const remote = table.remote[control.session]!;
    const other = table.findInward(PROTOCOL.gre, outer, remote, id);
    // A host that gives an id again has done with the call that had it.
    if (other !== NO_SESSION && table.inner[other] === inner && table.innerPort(other) === id) {
      this.forgetCall(other);
      table.remove(other);
    }
    const free = this.#freeId(outer, remote, id);
    if (free === NO_CALL) return NO_SESSION;
    const call = table.add(now, PROTOCOL.gre, inner, id, outer, free, remote, 0, this.lifetime, 0);
    if (call === NO_SESSION) return NO_SESSION;
    control.calls.set(id, call);
    this.#controlOfCall.set(call, control);
    return call;
  }

  /** The id itself where no other host has it at this peer. */
  #freeId(outer: number, remote: number, id: number): number {
    if (this.table.findInward(PROTOCOL.gre, outer, remote, id) === NO_SESSION) return id;
    for (let tries = 0; tries < CALL_IDS; tries++) {
      this.#cursor = (this.#cursor + 1) % CALL_IDS;
      if (this.#cursor === NO_CALL) continue;
      if (this.table.findInward(PROTOCOL.gre, outer, remote, this.#cursor) === NO_SESSION) return this.#cursor;
    }
    return NO_CALL;
  }
}
