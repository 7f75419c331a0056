/**
 * The discovery stage of PPPoE, the host's side (RFC 2516 §5), for one session: made for it, and done with it.
 *
 * Its owner hands in the packets of its card and drains `pollPacket` and `pollEvent` after every call.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';
import { unreachable } from '@rtemu/engine/invariant';
import type { Random } from '@rtemu/engine/random';
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { BROADCAST_MAC, isGroupMac, type MacAddress } from '@rtemu/wire/address';
import { sameOctets } from '@rtemu/wire/octets';
import {
  type DiscoveryPacket,
  NO_SESSION,
  SESSION_ID_RESERVED,
  TAG,
  type Tag,
  tagOf,
  textOf,
  textTag,
} from '@rtemu/wire/pppoe';
import type { LineEnding } from './line-ending.js';
import {
  PPPOE_CLIENT,
  type PppoeClientAction,
  type PppoeClientEvent,
  type PppoeClientState,
} from './pppoe-client-machine.js';

/** How a packet that nobody answers is repeated. */
export interface Repetition {
  /** Until it is sent again the first time. Each further wait is twice as long, up to {@link WAIT_FACTOR_MAX} times this. */
  readonly restart: Duration;
  readonly retries: number;
}

/** Read off a real log: `PADI Timeout` came 57 s after the dial, a late answer after 21 s. */
const WAIT_FACTOR_MAX = 4;

export interface PppoeClientOptions {
  /** The concentrator to connect to; any, when not given. */
  readonly concentrator?: string | undefined;
  /** The service to ask for; any, when not given. */
  readonly service?: string | undefined;
  readonly padi?: Repetition;
  readonly padr?: Repetition;
}

/** As a Yamaha router has it initially (manual 11.16.5 to 11.16.8). */
export const REPETITION_INITIAL: Repetition = { restart: seconds(3), retries: 5 };

/** A packet, and whom it is for. */
export interface Addressed {
  readonly destination: MacAddress;
  readonly packet: DiscoveryPacket;
}

export type PppoeClientEventOut =
  | { readonly kind: 'open'; readonly sessionId: number; readonly peer: MacAddress; readonly concentrator: string }
  | { readonly kind: 'closed'; readonly ending: LineEnding };

export class PppoeClient {
  state: PppoeClientState = PPPOE_CLIENT.initial;
  /** The name that the concentrator gave itself. */
  concentrator: string | undefined;
  readonly counters: Counters<'notForUs' | 'unfit' | 'late'> = counters('notForUs', 'unfit', 'late');

  readonly #hostUniq: Uint8Array;
  readonly #packets: Addressed[] = [];
  readonly #events: PppoeClientEventOut[] = [];
  #deadline: Instant = NEVER;
  #sent = 0;
  #peer: MacAddress | undefined;
  /** What the PADO wants to be told again. */
  #echoed: readonly Tag[] = [];
  #sessionId = NO_SESSION;
  #ending: LineEnding = 'local';

  constructor(
    random: Random,
    private readonly options: PppoeClientOptions = {},
  ) {
    this.#hostUniq = random.octets(8);
  }

  connect(now: Instant): void {
    this.#step(now, 'Connect');
  }

  disconnect(now: Instant, ending: LineEnding = 'local'): void {
    if (this.state !== 'Closed') this.#ending = ending;
    this.#step(now, 'Disconnect');
  }

  /** @returns whether the packet was meant for this session, fit or not */
  handlePacket(now: Instant, source: MacAddress, packet: DiscoveryPacket): boolean {
    switch (packet.code) {
      case 'PADO':
        if (!this.#isOurs(packet)) return this.#count('notForUs', false);
        if (!this.#fits(source, packet)) return this.#count('unfit', true);
        if (this.state === 'Discovering') this.#take(source, packet);
        this.#step(now, 'Offer');
        return true;
      case 'PADS':
        if (source !== this.#peer || !this.#isOurs(packet)) return this.#count('notForUs', false);
        this.#handleConfirmation(now, packet);
        return true;
      case 'PADT':
        if (this.state !== 'Open' || source !== this.#peer || packet.sessionId !== this.#sessionId)
          return this.#count('notForUs', false);
        this.#ending = 'peer';
        this.#step(now, 'Terminate');
        return true;
      case 'PADI':
      case 'PADR':
        return this.#count('notForUs', false);
      default:
        return unreachable(packet.code);
    }
  }

  handleTimeout(now: Instant): void {
    if (now < this.#deadline) return;
    const { retries } = this.#repetition;
    if (this.#sent <= retries) this.#step(now, 'Timeout');
    else {
      this.#ending = this.state === 'Discovering' ? 'padi-timeout' : 'padr-timeout';
      this.#step(now, 'Exhausted');
    }
  }

  nextTimeout(): Instant {
    return this.#deadline;
  }

  pollPacket(): Addressed | undefined {
    return this.#packets.shift();
  }

  pollEvent(): PppoeClientEventOut | undefined {
    return this.#events.shift();
  }

  get #repetition(): Repetition {
    const { padi = REPETITION_INITIAL, padr = REPETITION_INITIAL } = this.options;
    return this.state === 'Requesting' ? padr : padi;
  }

  #isOurs(packet: DiscoveryPacket): boolean {
    const tag = tagOf(packet, TAG.hostUniq);
    return tag !== undefined && sameOctets(tag.value, this.#hostUniq);
  }

  #fits(source: MacAddress, packet: DiscoveryPacket): boolean {
    const { concentrator, service } = this.options;
    const name = textOf(packet, TAG.acName);
    const hasFailed = errorOf(packet) !== undefined;
    if (isGroupMac(source) || name === undefined || packet.sessionId !== NO_SESSION || hasFailed) return false;
    if (concentrator !== undefined && name !== concentrator) return false;
    return service === undefined || packet.tags.some((tag) => isText(tag, TAG.serviceName, service));
  }

  #take(source: MacAddress, packet: DiscoveryPacket): void {
    this.#peer = source;
    this.concentrator = textOf(packet, TAG.acName);
    this.#echoed = packet.tags.filter(({ type }) => type === TAG.acCookie || type === TAG.relaySessionId);
    this.#sent = 0;
  }

  #handleConfirmation(now: Instant, packet: DiscoveryPacket): void {
    const error = errorOf(packet);
    const { sessionId } = packet;
    if (this.state !== 'Requesting') this.counters.late++;
    else if (error !== undefined || sessionId === NO_SESSION || sessionId === SESSION_ID_RESERVED) {
      this.#ending = error ?? 'concentrator-error';
      this.#step(now, 'Refuse');
    } else {
      this.#sessionId = sessionId;
      this.#step(now, 'Confirm');
    }
  }

  #count(counter: 'notForUs' | 'unfit', isOurs: boolean): boolean {
    this.counters[counter]++;
    return isOurs;
  }

  #step(now: Instant, event: PppoeClientEvent): void {
    const move = PPPOE_CLIENT.step(this.state, event);
    if (move === undefined) {
      this.counters.late++;
      return;
    }
    this.state = move.next;
    for (const action of move.actions) this.#perform(now, action);
  }

  #perform(now: Instant, action: PppoeClientAction): void {
    switch (action) {
      case 'sendPadi':
        this.#request(now, 'PADI', BROADCAST_MAC);
        break;
      case 'sendPadr':
        this.#request(now, 'PADR', this.#peer!);
        break;
      case 'open':
        this.#deadline = NEVER;
        this.#events.push({
          kind: 'open',
          sessionId: this.#sessionId,
          peer: this.#peer!,
          concentrator: this.concentrator!,
        });
        break;
      case 'sendPadt':
        this.#packets.push({
          destination: this.#peer!,
          packet: { code: 'PADT', sessionId: this.#sessionId, tags: [] },
        });
        break;
      case 'close':
        this.#deadline = NEVER;
        this.#events.push({ kind: 'closed', ending: this.#ending });
        break;
      default:
        unreachable(action);
    }
  }

  #request(now: Instant, code: 'PADI' | 'PADR', destination: MacAddress): void {
    const tags = [
      textTag(TAG.serviceName, this.options.service ?? ''),
      { type: TAG.hostUniq, value: this.#hostUniq },
      ...(code === 'PADR' ? this.#echoed : []),
    ];
    this.#packets.push({ destination, packet: { code, sessionId: NO_SESSION, tags } });
    const factor = Math.min(2 ** this.#sent, WAIT_FACTOR_MAX);
    this.#sent++;
    this.#deadline = after(now, (this.#repetition.restart * factor) as Duration);
  }
}

const isText = (tag: Tag, type: number, text: string): boolean =>
  tag.type === type && sameOctets(tag.value, textTag(type, text).value);

/** What the peer says went wrong. */
function errorOf(packet: DiscoveryPacket): LineEnding | undefined {
  if (tagOf(packet, TAG.serviceNameError)) return 'service-refused';
  if (tagOf(packet, TAG.acSystemError)) return 'no-resources';
  return tagOf(packet, TAG.genericError) ? 'concentrator-error' : undefined;
}
