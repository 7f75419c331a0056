/**
 * The DNS of a router (manual 24): answers at port 53, and the names that its own commands are given.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import {
  dnsCacheMaxEntry,
  dnsCacheUse,
  dnsDomain,
  dnsHost,
  dnsService,
  dnsSourcePort,
  readPorts,
} from '@rtemu/config/settings/dns';
import { Lazy } from '@rtemu/engine/lazy';
import type { Random } from '@rtemu/engine/random';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { AskSockets, addressesOf, type Lookup, type Names, readHost } from '@rtemu/hosts/dns-client';
import type { Service } from '@rtemu/hosts/services';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import type { Arrived } from '@rtemu/service/datagram';
import { type LookupOptions, Resolver, type ResolverPolicy } from '@rtemu/service/dns/resolver';
import type { Ipv4Address } from '@rtemu/wire/address';
import { PORT } from '@rtemu/wire/dns';
import { TYPE } from '@rtemu/wire/dns-record';
import type { Filters } from '../filters.js';
import type { Interfaces } from '../interfaces.js';
import type { Journal } from '../journal.js';
import type { Lans } from '../lans.js';
import type { Pps } from '../pps.js';
import { addressPattern } from './address-pattern.js';
import type { PeerNames } from './peer-names.js';
import { StaticRecords } from './static-records.js';
import { heedTold } from './told-names.js';
import { type LearntServers, WayChooser } from './way-chooser.js';

export interface RouterNamesParts {
  readonly stack: Ipv4Stack;
  readonly lans: Lans;
  readonly interfaces: Interfaces;
  readonly pps: Pps;
  readonly learnt: LearntServers;
  /** What filters know of names. */
  readonly filters: Lazy<Filters>;
  readonly peers: PeerNames;
  readonly journal: Journal;
}

/** Ours. */
const peerNotFound = (pp: number, name: string): string =>
  `PP[${String(pp).padStart(2, '0')}] cannot find the address of ${name}`;

/** Somebody who waits for the address of a machine. */
interface Waiting {
  readonly lookup: Lookup;
  readonly then: (now: Instant, address: Ipv4Address | undefined) => void;
}

export class RouterNames implements Service, Names {
  /** Made by the first question, of whomever: until then there is but the port that they come to. */
  readonly #resolver: Lazy<Resolver>;
  readonly #sockets: AskSockets;
  #server: UdpSocket | undefined;
  #records: Lazy<StaticRecords>;
  #ways: Lazy<WayChooser>;
  readonly #waiting = new Set<Waiting>();
  /** PPs whose peers tell whom to ask, once they are connected. */
  readonly #dials = new Set<number>();

  constructor(
    random: Random,
    private readonly parts: RouterNamesParts,
    private document: Document,
  ) {
    const ports = random.fork('ports');
    this.#sockets = new AskSockets(parts.stack, () => {
      const [first, last] = readPorts(this.document.global.effective(dnsSourcePort));
      return first + ports.below(Math.max(1, last - first + 1));
    });
    this.#resolver = new Lazy(() => this.#newResolver(random.fork('questions')));
    this.#records = new Lazy(() => new StaticRecords(this.document));
    this.#ways = new Lazy(() => new WayChooser(this.document, parts.learnt));
    this.#listen();
  }

  get resolver(): Resolver {
    return this.#resolver.get();
  }

  reconfigure(now: Instant, document: Document): void {
    this.document = document;
    this.#records = new Lazy(() => new StaticRecords(document));
    this.#ways = new Lazy(() => new WayChooser(document, this.parts.learnt));
    if (this.#resolver.made) this.#sizeCache(this.resolver);
    this.#listen();
    this.follow(now);
  }

  /** An interface came, went or changed: a server may be known now that was not. */
  follow(now: Instant): void {
    this.#resolver.made?.handleWaysChanged(now);
    this.#send(now);
  }

  lookUp(now: Instant, name: string, type: number = TYPE.A, options: LookupOptions = {}): Lookup {
    const domain = this.document.global.get(dnsDomain);
    const lookup = this.resolver.lookUp(now, name, type, {
      ...options,
      domain: type === TYPE.PTR || domain === '.' ? undefined : domain,
    });
    this.#send(now);
    return lookup;
  }

  /**
   * Does something with the address of a machine: at once where it is written or known, or as soon as it is. `undefined` when
   * there is none.
   */
  resolve(now: Instant, host: string, then: Waiting['then']): void {
    const written = readHost(host);
    if (typeof written !== 'string') {
      then(now, written);
      return;
    }
    const lookup = this.lookUp(now, written);
    const findings = lookup.findings();
    if (findings !== undefined) then(now, addressesOf(findings)[0]);
    else this.#waiting.add({ lookup, then });
  }

  pump(now: Instant): boolean {
    if (this.parts.peers.hasWanted) this.#askForPeers(now);
    let moved = this.#sockets.receive((port, datagram) => this.resolver.handleAnswer(now, port, datagram));
    const server = this.#server;
    for (let datagram = server?.poll(); server && datagram; datagram = server.poll()) {
      moved = true;
      this.resolver.handleQuery(now, datagram);
    }
    for (const waiting of this.#waiting) {
      const findings = waiting.lookup.findings();
      if (findings === undefined) continue;
      this.#waiting.delete(waiting);
      waiting.then(now, addressesOf(findings)[0]);
      moved = true;
    }
    this.#send(now);
    for (const pp of this.#dials) this.parts.pps.connect(now, pp);
    this.#dials.clear();
    return moved;
  }

  handleTimeout(now: Instant): void {
    this.#resolver.made?.handleTimeout(now);
    this.#send(now);
  }

  nextTimeout(): Instant {
    return this.#resolver.made?.nextTimeout() ?? NEVER;
  }

  #newResolver(random: Random): Resolver {
    const resolver = new Resolver(random, this.#sockets, this.#policy());
    this.#sizeCache(resolver);
    return resolver;
  }

  /** Without a cache, what it held is forgotten. */
  #sizeCache(resolver: Resolver): void {
    const { global } = this.document;
    resolver.cache.max = this.#usesCache ? Number(global.effective(dnsCacheMaxEntry)) : 0;
  }

  #askForPeers(now: Instant): void {
    const { peers, pps, journal } = this.parts;
    for (const [pp, name] of peers.takeWanted())
      this.resolve(now, name, (at, address) => {
        peers.settle(at, pp, name, address);
        if (address === undefined) journal.write(at, peerNotFound(pp, name));
        pps.handleNamed(at, pp, address !== undefined);
      });
  }

  get #usesCache(): boolean {
    return this.document.global.effective(dnsCacheUse) === 'on';
  }

  #policy(): ResolverPolicy {
    const names = this;
    return {
      get usesCache() {
        return names.#usesCache;
      },
      mayAsk: (arrived) => this.#mayAsk(arrived),
      answerHere: (question, arrived) =>
        this.document.global.effective(dnsService) === 'off'
          ? undefined
          : this.#records.get().answer(question, arrived?.destination ?? this.parts.lans.borrowed()),
      wayFor: (_now, question, client) => {
        const way = this.#ways.get().wayFor(question, client);
        if (way.dial !== undefined) this.#dials.add(way.dial);
        return way;
      },
    };
  }

  /** Manual 24.13. */
  #mayAsk({ source, interface: number }: Arrived): boolean {
    const hosts = this.document.global.effective(dnsHost);
    if (number === undefined || hosts === 'any') return true;
    const place = this.parts.interfaces.all().find((placed) => placed.number === number)?.place;
    const lan = place?.kind === 'lan' ? place.name : undefined;
    if (hosts === 'lan') return lan !== undefined;
    return hosts.split(' ').some((host) => (/^[\d.-]+$/.test(host) ? addressPattern(host)(source) : host === lan));
  }

  #listen(): void {
    const { udp } = this.parts.stack;
    const wanted = this.document.global.effective(dnsService) !== 'off';
    if (wanted) this.#server ??= udp.bind(PORT);
    else if (this.#server) {
      udp.close(this.#server);
      this.#server = undefined;
    }
  }

  #send(now: Instant): void {
    const { stack } = this.parts;
    const resolver = this.#resolver.made;
    if (resolver === undefined) return;
    this.#sockets.send(now, () => resolver.pollQuestion());
    for (let reply = resolver.pollReply(); reply; reply = resolver.pollReply())
      if (this.#server) {
        heedTold(now, this.parts.filters.made?.hosts, reply.payload);
        stack.udp.send(now, this.#server, reply.destination, reply.port, reply.payload, reply);
      }
  }
}
