/**
 * The discovery stage of PPPoE, the access concentrator's side (RFC 2516 §5), on any number of cards.
 *
 * A PADI costs it nothing: what it offers it can tell again by the cookie. A session begins with a PADR that bears one, and
 * has a number that no other has; a PADR that comes again is answered with the session that it made.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';
import { unreachable } from '@rtemu/engine/invariant';
import type { Random } from '@rtemu/engine/random';
import { isGroupMac, type MacAddress } from '@rtemu/wire/address';
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
import { hexOf } from '@rtemu/wire/text';
import type { LineEnding } from './line-ending.js';
import type { Addressed } from './pppoe-client.js';

export const LIMIT = {
  /** Sessions of one concentrator, whatever its owner allows. A PADR for a further one is refused. */
  sessions: 4096,
  /** Sessions of one host on one card. */
  sessionsPerHost: 16,
  /** Octets in the tags of a request; a longer one is not answered. */
  tagOctets: 512,
} as const;

const COOKIE_OCTETS = 16;

export interface AccessConcentratorOptions {
  /** AC-Name. */
  readonly name: string;
  /** Services that may be asked for; none: whatever is asked for is there. */
  readonly services: readonly string[];
  /** The most sessions at a time, up to {@link LIMIT.sessions}. */
  readonly sessionsMax: number;
}

export interface ConcentratorSession {
  readonly id: number;
  readonly card: number;
  readonly peer: MacAddress;
  readonly service: string;
  /** What the host told its request apart by. */
  readonly hostUniq: string;
}

export type ConcentratorEvent =
  | { readonly kind: 'open'; readonly session: ConcentratorSession }
  | { readonly kind: 'closed'; readonly session: ConcentratorSession; readonly ending: LineEnding };

export class AccessConcentrator {
  readonly counters: Counters<
    'offers' | 'otherService' | 'badCookie' | 'repeated' | 'refused' | 'unknownSession' | 'ignored'
  > = counters('offers', 'otherService', 'badCookie', 'repeated', 'refused', 'unknownSession', 'ignored');

  readonly #sessions = new Map<number, ConcentratorSession>();
  readonly #packets: (Addressed & { readonly card: number })[] = [];
  readonly #events: ConcentratorEvent[] = [];
  readonly #secret: Random;
  #nextId: number;

  constructor(
    random: Random,
    private readonly options: AccessConcentratorOptions,
  ) {
    this.#secret = random.fork('cookies');
    this.#nextId = 1 + random.below(SESSION_ID_RESERVED - 1);
  }

  /** In the order in which they began. */
  get sessions(): Iterable<ConcentratorSession> {
    return this.#sessions.values();
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  handlePacket(card: number, source: MacAddress, packet: DiscoveryPacket): void {
    if (isGroupMac(source)) {
      this.counters.ignored++;
      return;
    }
    switch (packet.code) {
      case 'PADI':
        this.#offer(card, source, packet);
        break;
      case 'PADR':
        this.#confirm(card, source, packet);
        break;
      case 'PADT':
        this.#terminate(card, source, packet.sessionId);
        break;
      case 'PADO':
      case 'PADS':
        this.counters.ignored++;
        break;
      default:
        unreachable(packet.code);
    }
  }

  /** Ends a session by our own word. Nothing happens when it is over. */
  close(session: ConcentratorSession, ending: LineEnding = 'local'): void {
    if (this.#sessions.get(session.id) !== session) return;
    this.#say(session.card, session.peer, { code: 'PADT', sessionId: session.id, tags: [] });
    this.#end(session, ending);
  }

  /** The card went down: its sessions are over, and nobody can be told. */
  closeCard(card: number): void {
    for (const session of [...this.#sessions.values()]) if (session.card === card) this.#end(session, 'interface-down');
  }

  pollPacket(): (Addressed & { readonly card: number }) | undefined {
    return this.#packets.shift();
  }

  pollEvent(): ConcentratorEvent | undefined {
    return this.#events.shift();
  }

  #offer(card: number, source: MacAddress, packet: DiscoveryPacket): void {
    const service = textOf(packet, TAG.serviceName);
    const echoed = this.#echoed(packet);
    if (service === undefined || echoed === undefined || packet.sessionId !== NO_SESSION) this.counters.ignored++;
    else if (!this.#has(service)) this.counters.otherService++;
    else {
      this.counters.offers++;
      const names = new Set([service, ...this.options.services]);
      this.#say(card, source, {
        code: 'PADO',
        sessionId: NO_SESSION,
        tags: [
          textTag(TAG.acName, this.options.name),
          ...[...names].map((name) => textTag(TAG.serviceName, name)),
          { type: TAG.acCookie, value: this.#cookieFor(card, source) },
          ...echoed,
        ],
      });
    }
  }

  #confirm(card: number, source: MacAddress, packet: DiscoveryPacket): void {
    const service = textOf(packet, TAG.serviceName);
    const cookie = tagOf(packet, TAG.acCookie);
    const echoed = this.#echoed(packet);
    if (service === undefined || echoed === undefined || packet.sessionId !== NO_SESSION) this.counters.ignored++;
    else if (cookie === undefined || !sameOctets(cookie.value, this.#cookieFor(card, source)))
      this.counters.badCookie++;
    else if (!this.#has(service)) this.#refuse(card, source, service, echoed, TAG.serviceNameError, 'no such service');
    else {
      const session = this.#sessionFor(card, source, service, hostUniqOf(packet));
      if (session === undefined) this.#refuse(card, source, service, echoed, TAG.acSystemError, 'no session left');
      else
        this.#say(card, source, {
          code: 'PADS',
          sessionId: session.id,
          tags: [textTag(TAG.serviceName, service), ...echoed],
        });
    }
  }

  /** The session that this request made, or a new one. */
  #sessionFor(card: number, peer: MacAddress, service: string, hostUniq: string): ConcentratorSession | undefined {
    let ofHost = 0;
    for (const session of this.#sessions.values()) {
      if (session.card !== card || session.peer !== peer) continue;
      ofHost++;
      if (session.hostUniq !== hostUniq || session.service !== service) continue;
      this.counters.repeated++;
      return session;
    }
    const most = Math.min(this.options.sessionsMax, LIMIT.sessions);
    if (this.#sessions.size >= most || ofHost >= LIMIT.sessionsPerHost) return undefined;
    const session = { id: this.#takeId(), card, peer, service, hostUniq };
    this.#sessions.set(session.id, session);
    this.#events.push({ kind: 'open', session });
    return session;
  }

  /** One that has rested longest. */
  #takeId(): number {
    while (this.#sessions.has(this.#nextId)) this.#advance();
    const id = this.#nextId;
    this.#advance();
    return id;
  }

  #advance(): void {
    this.#nextId = this.#nextId + 1 === SESSION_ID_RESERVED ? 1 : this.#nextId + 1;
  }

  #terminate(card: number, source: MacAddress, sessionId: number): void {
    const session = this.#sessions.get(sessionId);
    if (session?.card === card && session.peer === source) this.#end(session, 'peer');
    else this.counters.unknownSession++;
  }

  #end(session: ConcentratorSession, ending: LineEnding): void {
    this.#sessions.delete(session.id);
    this.#events.push({ kind: 'closed', session, ending });
  }

  #has(service: string): boolean {
    const { services } = this.options;
    return service === '' || services.length === 0 || services.includes(service);
  }

  #refuse(card: number, source: MacAddress, service: string, echoed: readonly Tag[], error: number, why: string): void {
    this.counters.refused++;
    this.#say(card, source, {
      code: 'PADS',
      sessionId: NO_SESSION,
      tags: [textTag(TAG.serviceName, service), textTag(error, why), ...echoed],
    });
  }

  #say(card: number, destination: MacAddress, packet: DiscoveryPacket): void {
    this.#packets.push({ card, destination, packet });
  }

  /** Host-Uniq and Relay-Session-Id, which an answer repeats; `undefined` when the request is too long. */
  #echoed({ tags }: DiscoveryPacket): readonly Tag[] | undefined {
    const echoed = tags.filter(({ type }) => type === TAG.hostUniq || type === TAG.relaySessionId);
    const octets = tags.reduce((sum, { value }) => sum + value.length, 0);
    return octets <= LIMIT.tagOctets ? echoed : undefined;
  }

  /** The same for one host at any time, and different for each. */
  #cookieFor(card: number, source: MacAddress): Uint8Array {
    return this.#secret.fork(`${card} ${source}`).octets(COOKIE_OCTETS);
  }
}

const hostUniqOf = (packet: DiscoveryPacket): string => {
  const tag = tagOf(packet, TAG.hostUniq);
  return tag ? hexOf(tag.value) : '';
};
