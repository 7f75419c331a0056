import { counters } from '@rtemu/engine/counters';
import { type Ipv4Address, type MacAddress, printMac, UNSPECIFIED } from '@rtemu/wire/address';
import { canonical } from '@rtemu/wire/dns-name';
import { emit, NAMES_MAX, type NetvolanteMessage, type NetvolanteStatus, parse } from '@rtemu/wire/netvolante';
import type { Arrived, Departing } from '../datagram.js';
import type { RecordBook } from '../dns/record-book.js';

export const LIMIT = {
  /** Names of all routers together, and of one. A further one is refused. */
  names: 1024,
  namesOfOne: 8,
} as const;

/** How long an address may be remembered, in seconds: it may change at any time. */
const NAME_SECONDS = 10;

/** Letters, digits and hyphens, at most 63 (manual 34.6). */
const HOST = /^[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?$/;
/** The first half of the MAC addresses of Yamaha. */
const YAMAHA = '00a0de';

export interface NetvolanteServerOptions {
  /** `netvolante.jp` */
  readonly domain: string;
  /** Which of its subdomains names are put under: `aa0`. */
  readonly subdomain: string;
}

interface Registered {
  readonly mac: MacAddress;
  readonly name: string;
}

/**
 * The NetVolante DNS server of a lab: keeps names for routers, which it tells apart by their MAC addresses, and lets the
 * provider's name server answer for them. How it is talked to is the project's own (`@rtemu/wire/netvolante`).
 */
export class NetvolanteServer {
  readonly counters = counters('received', 'malformed', 'registered', 'refused', 'deleted');
  /** By canonical name. */
  readonly #names = new Map<string, Registered>();

  constructor(
    private readonly options: NetvolanteServerOptions,
    private readonly book: RecordBook,
  ) {}

  handleDatagram({ source, sourcePort, destination, payload }: Arrived): Departing | undefined {
    this.counters.received++;
    const result = parse(payload);
    if (!result.ok) {
      this.counters.malformed++;
      return undefined;
    }
    const reply = this.#answer(result.value, source);
    return reply && { source: destination, destination: source, port: sourcePort, payload: emit(reply) };
  }

  /** An answer is not answered. */
  #answer(request: NetvolanteMessage, source: Ipv4Address): NetvolanteMessage | undefined {
    switch (request.kind) {
      case 'register':
        return this.#register(request, request.address === UNSPECIFIED ? source : request.address);
      case 'delete':
        return this.#delete(request);
      case 'list':
        return { ...request, kind: 'listed', names: this.#of(request.mac).slice(0, NAMES_MAX) };
      default:
        return undefined;
    }
  }

  #register(request: NetvolanteMessage, address: Ipv4Address): NetvolanteMessage {
    const name = this.#nameFor(request);
    const status = name === undefined ? 'bad-name' : this.#refusal(name, request.mac);
    if (name === undefined || status !== 'ok') {
      this.counters.refused++;
      return { ...request, kind: 'registered', status, names: [] };
    }
    this.counters.registered++;
    this.#names.set(canonical(name), { mac: request.mac, name });
    this.book.remove(name);
    this.book.add(name, 1, NAME_SECONDS, { kind: 'ipv4', address });
    return { ...request, kind: 'registered', status: 'ok', address, host: name, names: [] };
  }

  #refusal(name: string, mac: MacAddress): NetvolanteStatus {
    const known = this.#names.get(canonical(name));
    if (known !== undefined) return known.mac === mac ? 'ok' : 'taken';
    const isFull = this.#names.size >= LIMIT.names || this.#of(mac).length >= LIMIT.namesOfOne;
    return isFull ? 'full' : 'ok';
  }

  #delete(request: NetvolanteMessage): NetvolanteMessage {
    const name = this.#nameFor(request);
    const known = name === undefined ? undefined : this.#names.get(canonical(name));
    // What is gone already was deleted by the same request, whose answer got lost.
    if (name === undefined || (known !== undefined && known.mac !== request.mac))
      return { ...request, kind: 'deleted', status: 'unknown', names: [] };
    if (known !== undefined) this.counters.deleted++;
    this.#names.delete(canonical(name));
    this.book.remove(name);
    return { ...request, kind: 'deleted', status: 'ok', host: name, names: [] };
  }

  /** The whole of the name that is meant: the first word of it is the router's choice, the rest is ours (manual 34.6, 34.8). */
  #nameFor({ host, mac }: NetvolanteMessage): string | undefined {
    const { domain, subdomain } = this.options;
    if (host === '') {
      const digits = printMac(mac).replaceAll(':', '');
      return `y${digits.startsWith(YAMAHA) ? digits.slice(YAMAHA.length) : digits}.auto.${domain}`;
    }
    const [first = '', ...rest] = host.split('.');
    const under = rest.join('.').toLowerCase();
    const isOurs = under === '' || under === `${subdomain}.${domain}`;
    return isOurs && HOST.test(first) ? `${first}.${subdomain}.${domain}` : undefined;
  }

  #of(mac: MacAddress): string[] {
    return [...this.#names.values()].filter((one) => one.mac === mac).map(({ name }) => name);
  }
}
