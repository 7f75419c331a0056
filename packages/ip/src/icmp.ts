/**
 * ICMP as an engine (RFC 792): answers echoes, tells senders what became of their packets, and tells us what became of
 * ours. Who may be told, and about what, is RFC 1122 §3.2.2 and RFC 1812 §4.3.2.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { countersOf } from '@rtemu/engine/counters';
import type { Instant } from '@rtemu/engine/time';
import { type Ipv4Address, isMulticast, LIMITED_BROADCAST, maskOf, UNSPECIFIED } from '@rtemu/wire/address';
import { checksum, updated } from '@rtemu/wire/checksum';
import * as IcmpMessage from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import type { EventLog, StackEvent } from './events.js';
import type { Interface } from './interface.js';
import { LIMIT } from './limits.js';
import { BROADCAST, type OwnAddresses } from './own-addresses.js';
import type { PacketSender, SendVerdict } from './packet-sender.js';
import { RateLimit } from './rate-limit.js';

const { AT, TYPE } = IcmpMessage;

/** Octets of the packet in question that an error quotes: as many as fit into 576 with both headers (RFC 1812 §4.3.2.3). */
const QUOTED_OCTETS_MAX = Ipv4.REASSEMBLED_OCTETS_MIN - Ipv4.HEADER_OCTETS - IcmpMessage.HEADER_OCTETS;
/** What must be quoted behind the IPv4 header for us to tell whose packet it was. */
const QUOTED_PAYLOAD_MIN = 8;

const MICROSECONDS_PER_MILLISECOND = 1000;

type Redirect = Extract<IcmpMessage.IcmpMessage, { readonly kind: 'redirect' }>;
type TimeMessage = Extract<IcmpMessage.IcmpMessage, { readonly originate: number }>;
type MaskMessage = Extract<IcmpMessage.IcmpMessage, { readonly mask: Ipv4Address }>;

export type IcmpErrorEvent = Extract<StackEvent, { kind: 'icmp-error' }>;

export interface Echo {
  readonly destination: Ipv4Address;
  /** Chosen by the route when absent. */
  readonly source?: Ipv4Address;
  readonly identifier: number;
  readonly sequence: number;
  /** Octets of data behind the ICMP header. */
  readonly payloadOctets: number;
  readonly interface?: number;
  readonly neighbour?: Ipv4Address;
  readonly timeToLive?: number;
  readonly dontFragment?: boolean;
}

const newCounters = countersOf(
  'received',
  'malformed',
  'unsupported',
  'echoes',
  'echoReplies',
  'echoRepliesSent',
  'errors',
  'errorsSent',
  'redirects',
  'timestamps',
  'masks',
  'redirectsSent',
  /** Errors that the rate limit kept back. */
  'suppressed',
  /** Echoes to a broadcast address, and those that `sends` says not to answer. */
  'unanswered',
  /** Errors about packets that were never ours. */
  'strange',
);

export class Icmp {
  /** What we send of ourselves: `ip icmp ... send` (manual 13.1). */
  readonly sends = {
    echoReply: true,
    echoReplyOnlyLinkUp: false,
    unreachable: true,
    timeExceeded: true,
    redirect: true,
    parameterProblem: false,
    maskReply: true,
    timestampReply: true,
  };
  readonly counters = newCounters();

  readonly #limit = new RateLimit(LIMIT.icmpErrorsPerSecond, LIMIT.icmpErrorBurst);

  constructor(
    private readonly arena: Arena,
    private readonly own: OwnAddresses,
    private readonly interfaces: readonly (Interface | undefined)[],
    private readonly output: PacketSender,
    private readonly events: EventLog,
  ) {}

  /**
   * A message for us. Answers with the error that it brought, if it did, since TCP wants to know of it too.
   * @param slot begins at the IPv4 header. Owned from here on.
   */
  handlePacket(now: Instant, slot: Slot): IcmpErrorEvent | undefined {
    const { arena } = this;
    const { view } = arena;
    const at = arena.start[slot]!;
    const headerOctets = Ipv4.headerOctetsAt(view, at);
    const message = at + headerOctets;
    const octets = arena.length[slot]! - headerOctets;
    this.counters.received++;
    if (octets < IcmpMessage.HEADER_OCTETS || checksum(arena.octets, message, octets) !== 0) {
      this.counters.malformed++;
      arena.release(slot);
      return undefined;
    }
    const type = arena.octets[message]!;
    if (type === TYPE.echo) {
      this.#handleEcho(now, slot, headerOctets);
      return undefined;
    }
    const error = this.#handle(now, at, message, octets);
    arena.release(slot);
    if (error !== undefined) this.events.push(error);
    return error;
  }

  sendEcho(now: Instant, echo: Echo): SendVerdict {
    const slot = this.arena.take(IcmpMessage.HEADER_OCTETS + echo.payloadOctets);
    if (slot === NO_SLOT) return 'no-buffer';
    const { identifier, sequence } = echo;
    const data = Uint8Array.from({ length: echo.payloadOctets }, (_, i) => i);
    IcmpMessage.emitInto({ kind: 'echo', identifier, sequence, data }, this.arena.peek(slot));
    return this.output.send(now, echo.source ?? UNSPECIFIED, echo.destination, Ipv4.PROTOCOL.icmp, slot, echo);
  }

  sendUnreachable(now: Instant, about: Slot, code: number, nextHopMtu = 0): void {
    if (this.sends.unreachable && this.#mayTell(now, about))
      this.#tell(now, about, (quoted) => ({ kind: 'unreachable', code, nextHopMtu, quoted }));
  }

  sendTimeExceeded(now: Instant, about: Slot, code: number): void {
    if (this.sends.timeExceeded && this.#mayTell(now, about))
      this.#tell(now, about, (quoted) => ({ kind: 'time-exceeded', code, quoted }));
  }

  /** Tells the sender of a better gateway on its own network; of hosts only (RFC 1812 §5.2.7.2). */
  sendRedirect(now: Instant, about: Slot, gateway: Ipv4Address): void {
    if (this.sends.redirect && this.#mayTell(now, about))
      this.#tell(now, about, (quoted) => ({ kind: 'redirect', code: IcmpMessage.REDIRECT.host, gateway, quoted }));
  }

  /** Tells of an option that cannot be read, and where; of a packet whose options can it says nothing. */
  sendParameterProblem(now: Instant, about: Slot): void {
    const { view, start } = this.arena;
    const pointer = wrongOptionAt(view, start[about]!);
    if (pointer !== 0 && this.sends.parameterProblem && this.#mayTell(now, about))
      this.#tell(now, about, (quoted) => ({ kind: 'parameter-problem', code: 0, pointer, quoted }));
  }

  /** Whether it is one of those that ask us something. @param slot begins at the IPv4 header. */
  isQuery(slot: Slot): boolean {
    const { view, start, length, octets } = this.arena;
    const at = start[slot]!;
    const header = Ipv4.headerOctetsAt(view, at);
    const type = length[slot]! > header ? octets[at + header]! : -1;
    return type === TYPE.echo || type === TYPE.timestamp || type === TYPE['mask-request'];
  }

  #handleEcho(now: Instant, slot: Slot, headerOctets: number): void {
    const { arena } = this;
    const { view } = arena;
    const at = arena.start[slot]!;
    this.counters.echoes++;
    if (!this.#answersEchoTo(view.getInt32(at + Ipv4.AT.destination))) {
      this.counters.unanswered++;
      arena.release(slot);
      return;
    }
    const source = view.getUint32(at + Ipv4.AT.source) as Ipv4Address;
    const destination = view.getUint32(at + Ipv4.AT.destination) as Ipv4Address;
    const typeOfService = view.getUint8(at + Ipv4.AT.typeOfService);
    const message = arena.pull(slot, headerOctets);
    const before = view.getUint16(message + AT.type);
    view.setUint16(message + AT.type, TYPE['echo-reply'] << 8);
    view.setUint16(
      message + AT.checksum,
      updated(view.getUint16(message + AT.checksum), before, TYPE['echo-reply'] << 8),
    );
    this.counters.echoRepliesSent++;
    this.output.send(
      now,
      destination,
      source,
      Ipv4.PROTOCOL.icmp,
      slot,
      typeOfService === 0 ? undefined : { typeOfService },
    );
  }

  /** Not to a broadcast (RFC 1122 §3.2.2.6 leaves it to us), and by `sends`. */
  #answersEchoTo(destination: number): boolean {
    const { echoReply, echoReplyOnlyLinkUp } = this.sends;
    if (!echoReply || !this.output.isOurs(destination)) return false;
    return !echoReplyOnlyLinkUp || this.interfaces.some((own) => own?.up && own.owns(destination));
  }

  #handle(now: Instant, at: number, message: number, octets: number): IcmpErrorEvent | undefined {
    const { view } = this.arena;
    const result = IcmpMessage.parse(this.arena.octets.subarray(message, message + octets));
    const source = view.getUint32(at + Ipv4.AT.source) as Ipv4Address;
    if (!result.ok) {
      this.counters.unsupported++;
      return undefined;
    }
    const { value } = result;
    switch (value.kind) {
      case 'echo-reply':
        this.counters.echoReplies++;
        this.events.push({
          kind: 'echo-reply',
          at: now,
          source,
          destination: view.getUint32(at + Ipv4.AT.destination) as Ipv4Address,
          identifier: value.identifier,
          sequence: value.sequence,
          timeToLive: view.getUint8(at + Ipv4.AT.timeToLive),
          payloadOctets: value.data.length,
        });
        return undefined;
      case 'redirect':
        this.#handleRedirect(now, source, value);
        return undefined;
      case 'timestamp':
      case 'mask-request':
        this.#answer(now, source, view.getUint32(at + Ipv4.AT.destination) as Ipv4Address, value);
        return undefined;
      case 'timestamp-reply':
      case 'mask-reply':
        return undefined; // we never ask
      case 'echo':
        return undefined; // answered elsewhere
      default: {
        const quoted = this.#quotedBy(value.quoted);
        if (quoted === undefined) {
          this.counters.strange++;
          return undefined;
        }
        this.counters.errors++;
        const nextHopMtu = value.kind === 'unreachable' ? value.nextHopMtu : 0;
        return { kind: 'icmp-error', at: now, error: value.kind, code: value.code, nextHopMtu, source, quoted };
      }
    }
  }

  /** Its owner decides whether to follow it. */
  #handleRedirect(now: Instant, source: Ipv4Address, { gateway, quoted }: Redirect): void {
    this.counters.redirects++;
    const ours = this.#quotedBy(quoted);
    if (ours !== undefined)
      this.events.push({ kind: 'redirect', at: now, source, gateway, destination: ours.destination });
  }

  /** The time since we were switched on, which a set high bit says is no time of the day; and the mask of our network. */
  #answer(now: Instant, asker: Ipv4Address, us: Ipv4Address, asked: TimeMessage | MaskMessage): void {
    const answer = 'originate' in asked ? this.#timestampReply(now, asked) : this.#maskReply(us, asked);
    const slot = answer === undefined ? NO_SLOT : this.arena.take(IcmpMessage.lengthOf(answer));
    if (answer === undefined || slot === NO_SLOT) return;
    IcmpMessage.emitInto(answer, this.arena.peek(slot));
    this.output.send(now, us, asker, Ipv4.PROTOCOL.icmp, slot);
  }

  #timestampReply(now: Instant, asked: TimeMessage): IcmpMessage.IcmpMessage | undefined {
    this.counters.timestamps++;
    const time = (Math.floor(now / MICROSECONDS_PER_MILLISECOND) % 0x8000_0000) + 0x8000_0000;
    return this.sends.timestampReply ? { ...asked, kind: 'timestamp-reply', receive: time, transmit: time } : undefined;
  }

  #maskReply(us: Ipv4Address, asked: MaskMessage): IcmpMessage.IcmpMessage | undefined {
    this.counters.masks++;
    const own = this.interfaces.flatMap((each) => each?.addresses ?? []).find(({ address }) => address === us);
    return this.sends.maskReply && own !== undefined
      ? { ...asked, kind: 'mask-reply', mask: (maskOf(own.length) >>> 0) as Ipv4Address }
      : undefined;
  }

  /** What an error quotes, when it is a packet that we could have sent. */
  #quotedBy(octets: Uint8Array): IcmpErrorEvent['quoted'] | undefined {
    if (octets.length < Ipv4.HEADER_OCTETS) return undefined;
    const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    const headerOctets = Ipv4.headerOctetsAt(view, 0);
    if (octets[0]! >>> 4 !== 4 || headerOctets < Ipv4.HEADER_OCTETS) return undefined;
    if (octets.length < headerOctets + QUOTED_PAYLOAD_MIN || !this.output.isOurs(view.getInt32(Ipv4.AT.source)))
      return undefined;
    return {
      protocol: view.getUint8(Ipv4.AT.protocol),
      source: view.getUint32(Ipv4.AT.source) as Ipv4Address,
      destination: view.getUint32(Ipv4.AT.destination) as Ipv4Address,
      payload: octets.slice(headerOctets),
    };
  }

  /** Whether the sender of a packet may be told about it at all, and at this rate. */
  #mayTell(now: Instant, about: Slot): boolean {
    const { view, octets, length, start } = this.arena;
    const at = start[about]!;
    if ((view.getUint16(at + Ipv4.AT.flagsAndOffset) & Ipv4.OFFSET_MASK) !== 0) return false;
    const source = view.getUint32(at + Ipv4.AT.source) as Ipv4Address;
    const destination = view.getUint32(at + Ipv4.AT.destination) as Ipv4Address;
    if (source >>> 24 === 0 || isGroup(source) || this.own.kindOf(source | 0) === BROADCAST) return false;
    if (isGroup(destination) || this.own.kindOf(destination | 0) === BROADCAST) return false;
    if (view.getUint8(at + Ipv4.AT.protocol) === Ipv4.PROTOCOL.icmp) {
      const headerOctets = Ipv4.headerOctetsAt(view, at);
      if (length[about]! <= headerOctets || IcmpMessage.isError(octets[at + headerOctets]!)) return false;
    }
    if (this.#limit.allows(now)) return true;
    this.counters.suppressed++;
    return false;
  }

  #tell(now: Instant, about: Slot, message: (quoted: Uint8Array) => IcmpMessage.IcmpMessage): void {
    const { arena } = this;
    const error = message(arena.peek(about).subarray(0, QUOTED_OCTETS_MAX));
    const slot = arena.take(IcmpMessage.lengthOf(error));
    if (slot === NO_SLOT) return;
    IcmpMessage.emitInto(error, arena.peek(slot));
    if (error.kind === 'redirect') this.counters.redirectsSent++;
    else this.counters.errorsSent++;
    const sender = arena.view.getUint32(arena.start[about]! + Ipv4.AT.source) as Ipv4Address;
    this.output.send(now, UNSPECIFIED, sender, Ipv4.PROTOCOL.icmp, slot);
  }
}

/** Where the first option that cannot be read begins, counted from the header; 0 when all can. */
function wrongOptionAt(view: DataView, at: number): number {
  const end = at + Ipv4.headerOctetsAt(view, at);
  for (let option = at + Ipv4.AT.options; option < end; ) {
    const type = view.getUint8(option);
    if (type === Ipv4.OPTION.end) return 0;
    const isOne = type === Ipv4.OPTION.noOperation;
    const length = isOne ? 1 : option + 1 < end ? view.getUint8(option + 1) : 0;
    if (length < (isOne ? 1 : 2) || option + length > end) return option - at;
    option += length;
  }
  return 0;
}

const isGroup = (address: Ipv4Address): boolean => isMulticast(address) || address >>> 28 === LIMITED_BROADCAST >>> 28;
