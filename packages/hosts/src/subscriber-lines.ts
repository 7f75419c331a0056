/**
 * The provider's end of subscribers' lines: who may come in, which address they are given, the interface that stands for
 * each, and the way back to what is behind it.
 * @module
 */
import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import type { Arena } from '@rtemu/engine/arena';
import { type Counters, counters } from '@rtemu/engine/counters';
import type { Random } from '@rtemu/engine/random';
import { type Instant, seconds } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { AuthenticationMethod } from '@rtemu/ppp/authentication-method';
import { LCP_INITIAL } from '@rtemu/ppp/lcp';
import type { LinkEvent } from '@rtemu/ppp/link-event';
import type { PppLinkOptions } from '@rtemu/ppp/link-options';
import type { Ipv4Address, Ipv4Prefix } from '@rtemu/wire/address';
import { MRU_MAX } from '@rtemu/wire/pppoe';
import { LineEndpoint } from './line-endpoint.js';
import { LineSession } from './line-session.js';
import { PppoePorts } from './pppoe-ports.js';

export interface Subscriber {
  readonly name: string;
  readonly password: string;
  /** Otherwise one from the pool. */
  readonly address?: Ipv4Address | undefined;
  /** What is behind the subscriber's router, and is led there. */
  readonly networks: readonly Ipv4Prefix[];
}

export interface PppoeServerOptions {
  /** The numbers of the cards. */
  readonly cards: readonly number[];
  /** AC-Name. */
  readonly name: string;
  /** None: whatever is asked for. */
  readonly services: readonly string[];
  readonly sessionsMax: number;
}

export interface SubscriberLinesOptions {
  /** Our own address on every line. */
  readonly address: Ipv4Address;
  /** By what subscribers prove who they are, the best first. */
  readonly authentication: readonly AuthenticationMethod[];
  readonly subscribers: readonly Subscriber[];
  /** From where to where. */
  readonly pool: { readonly first: Ipv4Address; readonly last: Ipv4Address } | undefined;
  /** At most two are told. */
  readonly dns: readonly Ipv4Address[];
  readonly pppoe: PppoeServerOptions;
}

/** A line that is up, and whose it is. */
export interface SubscriberLine {
  readonly session: LineSession;
  /** For the one at the console, from 1. */
  readonly number: number;
  /** How the line is told apart from others: a MAC address and a session number. */
  readonly where: string;
  since: Instant;
  subscriber: Subscriber | undefined;
  address: Ipv4Address | undefined;
  interface: number | undefined;
}

/** How soon a subscriber that is gone is missed. */
const KEEPALIVE = { interval: seconds(30), retryInterval: seconds(5), count: 3 } as const;

export class SubscriberLines {
  readonly endpoint: LineEndpoint;
  readonly pppoe: PppoePorts;
  readonly counters: Counters<'refused' | 'withoutAddress' | 'replaced'> = counters(
    'refused',
    'withoutAddress',
    'replaced',
  );
  readonly #lines = new Map<LineSession, SubscriberLine>();
  #count = 0;

  constructor(
    arena: Arena,
    mppe: MppeEngine,
    random: Random,
    private readonly stack: Ipv4Stack,
    private readonly options: SubscriberLinesOptions,
  ) {
    const { cards, name, services, sessionsMax } = options.pppoe;
    this.endpoint = new LineEndpoint(arena, mppe, random.fork('lines'), stack);
    this.pppoe = this.endpoint.add(new PppoePorts(arena, random.fork('pppoe'), stack, this.endpoint));
    this.pppoe.serve(cards, { name, services, sessionsMax }, (now, { peer, id }) => {
      const where = `${peer
        .toString(16)
        .padStart(12, '0')
        .replace(/..(?!$)/g, '$&:')} ${id}`;
      return this.#begin(now, where);
    });
  }

  /** In the order in which they came up. */
  get lines(): readonly SubscriberLine[] {
    return [...this.#lines.values()];
  }

  hangUp(now: Instant, line: SubscriberLine): void {
    this.endpoint.hangUp(now, line.session);
  }

  handleCardDown(now: Instant, card: number): void {
    this.pppoe.handleCardDown(now, card);
  }

  /** Carries what came and what leaves by the lines. @returns whether anything happened that is not mere carrying */
  pump(now: Instant): boolean {
    const { endpoint, stack } = this;
    let moved = false;
    do {
      endpoint.pumpFrames(now);
      endpoint.pumpPackets(now, stack.packets);
      endpoint.strays.clear();
      endpoint.pump(now);
      for (let event = endpoint.pollEvent(); event !== undefined; event = endpoint.pollEvent()) {
        moved = true;
        const line = this.#lines.get(event.session);
        if (line === undefined) continue;
        if (event.kind === 'link') this.#handleLink(now, line, event.event);
        else if (event.kind === 'ended') this.#end(now, line);
      }
    } while (stack.packets.size > 0 || stack.frames.size > 0);
    return moved;
  }

  handleTimeout(now: Instant): void {
    this.endpoint.handleTimeout(now);
  }

  nextTimeout(): Instant {
    return this.endpoint.nextTimeout();
  }

  #begin(now: Instant, where: string): LineSession {
    const session = new LineSession(now, this.#linkOptions());
    this.#lines.set(session, {
      session,
      number: ++this.#count,
      where,
      since: now,
      subscriber: undefined,
      address: undefined,
      interface: undefined,
    });
    return session;
  }

  #linkOptions(): PppLinkOptions {
    const { authentication, subscribers } = this.options;
    return {
      lcp: { ...LCP_INITIAL, mru: MRU_MAX, bare: true, keepalive: KEEPALIVE },
      authentication: {
        request: {
          methods: authentication,
          ownName: this.options.pppoe.name,
          lookup: (name) => subscribers.find((subscriber) => subscriber.name === name),
        },
      },
      ccp: { type: 'none', noEncryption: 'accept' },
    };
  }

  #handleLink(now: Instant, line: SubscriberLine, event: LinkEvent): void {
    if (event.kind === 'authenticated') this.#admit(now, line, event.peerName);
    else if (event.kind === 'authentication-failed') this.counters.refused++;
    else if (event.kind === 'up') this.#goOnline(now, line, event);
  }

  /** Who has an address of its own and comes again takes the place of what is left of its last line. */
  #admit(now: Instant, line: SubscriberLine, name: string | undefined): void {
    const subscriber = this.options.subscribers.find((candidate) => candidate.name === name);
    if (subscriber === undefined) {
      this.endpoint.hangUp(now, line.session, 'no-resources');
      return;
    }
    for (const other of this.lines)
      if (other !== line && other.address !== undefined && other.address === subscriber.address) {
        this.counters.replaced++;
        other.session.driver!.clear(now, 'local');
        this.#end(now, other);
      }
    line.address ??= subscriber.address ?? this.#freeAddress();
    if (line.address === undefined) {
      this.counters.withoutAddress++;
      this.endpoint.hangUp(now, line.session, 'no-resources');
      return;
    }
    line.subscriber = subscriber;
    this.endpoint.admit(now, line.session, {
      localAddress: this.options.address,
      remoteAddress: line.address,
      dns: this.options.dns.slice(0, 2),
    });
  }

  #freeAddress(): Ipv4Address | undefined {
    const { pool, subscribers } = this.options;
    if (pool === undefined) return undefined;
    const taken = new Set([...this.lines.map(({ address }) => address), ...subscribers.map(({ address }) => address)]);
    for (let address = pool.first; address <= pool.last; address++) if (!taken.has(address)) return address;
    return undefined;
  }

  #goOnline(now: Instant, line: SubscriberLine, up: Extract<LinkEvent, { kind: 'up' }>): void {
    const { stack, endpoint } = this;
    endpoint.detach(line.session); // PPP may have been negotiated anew
    if (line.interface === undefined) {
      line.interface = stack.addPointToPoint(`line${line.number}`);
      stack.setUp(now, line.interface, true);
      line.since = now;
    }
    stack.setMtu(line.interface, Math.min(up.peerMru, MRU_MAX));
    stack.setAddresses(now, line.interface, [], up.remoteAddress);
    for (const prefix of line.subscriber!.networks) {
      const route = { prefix, interface: line.interface, kind: 'temporary' } as const;
      stack.routes.remove(route);
      stack.routes.add(route);
    }
    endpoint.attach(line.session, line.interface);
  }

  #end(now: Instant, line: SubscriberLine): void {
    if (!this.#lines.delete(line.session)) return;
    this.endpoint.detach(line.session);
    if (line.interface !== undefined) this.stack.removeInterface(now, line.interface);
  }
}
