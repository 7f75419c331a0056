/**
 * FTP (RFC 959, RFC 2428): who opens a data connection to an inner host is told where in the text of the control connection,
 * and that text is written anew. It may get longer or shorter, so sequence numbers behind it are moved.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import * as Tcp from '@rtemu/wire/tcp';
import { LIMIT } from './nat-options.js';
import type { SessionTable } from './session-table.js';
import { distance, TcpPayload } from './tcp-payload.js';

/** Asks for an outer port behind which an inner port of the host is expected; `undefined` when there is none. */
export type Expect = (now: Instant, session: number, innerPort: number) => number | undefined;

/** Commands and replies have lines of less; what is longer is looked at as far as this. */
const LINE_OCTETS_MAX = 512;

const PORT_OR_227 =
  /^(?:PORT |227 [^\r\n(]*\(?)(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})[^\r\n]*\r\n/i;
const EPRT = /^EPRT \|1\|(\d{1,3}(?:\.\d{1,3}){3})\|(\d{1,5})\|\r\n/i;
const EPSV_REPLY = /^229 [^\r\n(]*\(\|\|\|(\d{1,5})\|\)[^\r\n]*\r\n/;

/** How far sequence numbers of the inner host are moved: behind the last text that was written anew, and in front of it. */
interface Control {
  at: number | undefined;
  before: number;
  after: number;
}

/** What of a line is to be written anew. */
interface Place {
  readonly from: number;
  readonly count: number;
  readonly innerPort: number;
  readonly print: (outer: Ipv4Address, port: number) => string;
}

export class FtpTracker {
  readonly #controls = new Map<number, Control>();
  readonly #tcp: TcpPayload;

  constructor(
    private readonly arena: Arena,
    private readonly table: SessionTable,
    private readonly expect: Expect,
  ) {
    this.#tcp = new TcpPayload(arena);
  }

  /** @returns false at the limit */
  open(session: number): boolean {
    if (this.#controls.size >= LIMIT.ftpControls) return false;
    this.#controls.set(session, { at: undefined, before: 0, after: 0 });
    return true;
  }

  close(session: number): void {
    this.#controls.delete(session);
  }

  /** A segment of a control connection whose header has been translated. */
  handle(now: Instant, slot: Slot, session: number, outward: boolean): void {
    const control = this.#controls.get(session);
    const tcp = this.#tcp;
    if (control === undefined || !tcp.read(slot)) return;
    if ((tcp.flags & Tcp.FLAG.syn) !== 0) {
      if (outward) Object.assign(control, { at: undefined, before: 0, after: 0 });
      this.#refuseSelectiveAcknowledgement(slot);
    } else if (outward) this.#handleOutward(now, slot, session, control);
    else this.#moveAcknowledgement(slot, control);
  }

  #handleOutward(now: Instant, slot: Slot, session: number, control: Control): void {
    const tcp = this.#tcp;
    const { sequence } = tcp;
    const moved = control.at !== undefined && distance(control.at, sequence) > 0 ? control.after : control.before;
    const growth = tcp.octets > 0 ? this.#rewrite(now, slot, session) : undefined;
    if (growth !== undefined && (control.at === undefined || distance(control.at, sequence) > 0)) {
      control.before = control.after;
      control.after += growth;
      control.at = sequence;
    }
    if (moved === 0 && growth === undefined) return;
    this.arena.view.setUint32(tcp.header + Tcp.AT.sequence, sequence + moved);
    tcp.seal(slot);
  }

  #moveAcknowledgement(slot: Slot, { at, before, after }: Control): void {
    if (at === undefined) return;
    const { view } = this.arena;
    const field = this.#tcp.header + Tcp.AT.acknowledgement;
    const acknowledged = view.getUint32(field);
    const moved = distance(at, acknowledged - before) > 0 ? after : before;
    if (moved === 0) return;
    view.setUint32(field, acknowledged - moved);
    this.#tcp.seal(slot);
  }

  /** @returns by how much the text has grown; `undefined` when there was nothing to write */
  #rewrite(now: Instant, slot: Slot, session: number): number | undefined {
    const tcp = this.#tcp;
    const { octets } = this.arena;
    const text = String.fromCharCode(...octets.subarray(tcp.at, tcp.at + Math.min(tcp.octets, LINE_OCTETS_MAX)));
    const place = placeIn(text, (this.table.inner[session]! >>> 0) as Ipv4Address);
    if (place === undefined) return undefined;
    const port = this.expect(now, session, place.innerPort);
    if (port === undefined) return undefined;
    const printed = place.print((this.table.outer[session]! >>> 0) as Ipv4Address, port);
    const by = Uint8Array.from(printed, (character) => character.charCodeAt(0));
    return tcp.replace(slot, place.from, place.count, by) ? by.length - place.count : undefined;
  }

  /** Its blocks would have to be moved too: the option is blanked (RFC 2018 §2). */
  #refuseSelectiveAcknowledgement(slot: Slot): void {
    const { octets } = this.arena;
    const tcp = this.#tcp;
    for (let at = tcp.header + Tcp.HEADER_OCTETS; at < tcp.at; ) {
      const kind = octets[at]!;
      if (kind === 0) return;
      const length = kind === 1 ? 1 : octets[at + 1]!;
      if (kind !== 1 && (length < 2 || at + length > tcp.at)) return;
      if (kind === SACK_PERMITTED) {
        octets.fill(NO_OPERATION, at, at + length);
        tcp.seal(slot);
      }
      at += length;
    }
  }
}

const SACK_PERMITTED = 4;
const NO_OPERATION = 1;

/** The address and port of the host itself: those of others are left alone, or a host could open doors for others. */
function placeIn(text: string, inner: Ipv4Address): Place | undefined {
  const commas = PORT_OR_227.exec(text);
  if (commas !== null) {
    const numbers = commas.slice(1, 7).map(Number);
    const written = commas.slice(1, 7).join(',');
    const [high = 0, low = 0] = numbers.slice(4);
    if (numbers.some((number) => number > 255) || numbers.slice(0, 4).join('.') !== printIpv4(inner)) return undefined;
    return {
      from: text.indexOf(written),
      count: written.length,
      innerPort: high * 256 + low,
      print: (outer, port) => `${printIpv4(outer).replaceAll('.', ',')},${port >>> 8},${port & 0xff}`,
    };
  }
  const extended = EPRT.exec(text);
  if (extended !== null && extended[1] === printIpv4(inner)) {
    const written = `${extended[1]}|${extended[2]}`;
    return {
      from: text.indexOf(written),
      count: written.length,
      innerPort: Number(extended[2]),
      print: (outer, port) => `${printIpv4(outer)}|${port}`,
    };
  }
  const passive = EPSV_REPLY.exec(text);
  if (passive === null) return undefined;
  return {
    from: text.indexOf('|||') + 3,
    count: passive[1]!.length,
    innerPort: Number(passive[1]),
    print: (_, port) => String(port),
  };
}
