import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import type { Arena } from '@rtemu/engine/arena';
import type { Random } from '@rtemu/engine/random';
import { type Instant, START } from '@rtemu/engine/time';
import type { DhcpServer } from '@rtemu/service/dhcp/server';
import { NameServer } from '@rtemu/service/dns/name-server';
import { RecordBook } from '@rtemu/service/dns/record-book';
import { NetvolanteServer, type NetvolanteServerOptions } from '@rtemu/service/netvolante/server';
import { answerOf } from '@rtemu/service/ntp-server';
import type { Ipv4Address } from '@rtemu/wire/address';
import { PORT as DNS_PORT } from '@rtemu/wire/dns';
import { TYPE } from '@rtemu/wire/dns-record';
import * as Netvolante from '@rtemu/wire/netvolante';
import * as Ntp from '@rtemu/wire/ntp';
import { type Answer, AnsweringPort } from './answering-port.js';
import type { HostCommand } from './host-console.js';
import { Internet, type InternetOptions } from './internet.js';
import { addDhcpServer, type IspDhcpOptions, leaseCommand } from './isp-dhcp.js';
import { lineCommands } from './line-commands.js';
import { SubscriberLines, type SubscriberLinesOptions } from './subscriber-lines.js';

export interface IspOptions extends InternetOptions {
  /** The names that its DNS server knows: their addresses, or the names that they are aliases of. Without it, there is no server. */
  readonly names?: readonly { readonly name: string; readonly is: Ipv4Address | string }[] | undefined;
  /** What the clock of its time server showed at the start: microseconds since 1970. Without it, there is none. */
  readonly ntp?: number | undefined;
  /** DHCP, on these cards. */
  readonly dhcp?: readonly IspDhcpOptions[] | undefined;
  /** A NetVolante DNS server, whose names its DNS server knows. */
  readonly netvolante?: NetvolanteServerOptions | undefined;
  /** PPPoE, on these cards. */
  readonly pppoe?:
    | (Omit<SubscriberLinesOptions, 'address' | 'pppoe'> & {
        readonly cards: readonly string[];
        /** Our own address on every line; that of the first card, when not given. */
        readonly address?: Ipv4Address | undefined;
        /** Of the concentrator; that of the node, when not given. */
        readonly name?: string | undefined;
        readonly services: readonly string[];
        readonly sessionsMax: number;
      })
    | undefined;
}

/** How long what the lab file says may be remembered, in seconds. */
const NAME_SECONDS = 300;

/** The right time. @param start what its clock showed at the instant 0: microseconds since 1970 */
const timeFrom =
  (start: number): Answer =>
  (now, { payload, source, sourcePort, destination }) => {
    const answer = answerOf(payload, { microseconds: start + now, stratum: 1, reference: 'GPS' });
    return answer && { source: destination, destination: source, port: sourcePort, payload: answer };
  };

/** A provider of lines: a plain router in the middle that does more for those who are connected to it. */
export class Isp extends Internet {
  readonly lines: SubscriberLines | undefined;
  #dhcp: DhcpServer | undefined;

  constructor(arena: Arena, mppe: MppeEngine, random: Random, options: IspOptions) {
    const { interfaces, names, dhcp = [], pppoe } = options;
    const isNew = (card: string): boolean => interfaces.every(({ name }) => name !== card);
    super(arena, random, {
      ...options,
      bareCards: (pppoe?.cards ?? []).filter(isNew),
      dns:
        names === undefined && options.netvolante === undefined
          ? []
          : interfaces.map(({ address }) => address).slice(0, 1),
    });
    const books = names === undefined ? [] : [bookOf(names)];
    if (options.netvolante) books.push(this.#addNetvolante(options.netvolante, interfaces[0]!.address));
    if (books.length > 0) {
      const server = new NameServer(options.name, books);
      this.#answer(DNS_PORT, (_, datagram) => server.handleQuery(datagram));
    }
    if (options.ntp !== undefined) this.#answer(Ntp.PORT, timeFrom(options.ntp));
    if (dhcp.length > 0) this.#dhcp = addDhcpServer(this.stack, this.services, this.ports, dhcp);
    if (pppoe === undefined) return;
    const { cards, name = options.name, services, sessionsMax, address = interfaces[0]!.address, ...rest } = pppoe;
    const numbers = cards.map((card) => this.ports.indexOf(card));
    if (interfaces.every((card) => card.address !== address)) {
      // It is on no card: it stands in the box itself, whatever lines there are.
      this.stack.setAddresses(START, this.stack.addSink(START, 'lines'), [{ address, length: 32 }]);
    }
    this.lines = new SubscriberLines(arena, mppe, random.fork('subscribers'), this.stack, {
      ...rest,
      address,
      pppoe: { cards: numbers, name, services, sessionsMax },
    });
  }

  #answer(port: number, answer: Answer): void {
    this.services.add(new AnsweringPort(this.stack, port, answer));
  }

  #addNetvolante(options: NetvolanteServerOptions, address: Ipv4Address): RecordBook {
    const book = new RecordBook();
    book.addHost(`${NETVOLANTE_HOST}.${options.domain}`, address, NAME_SECONDS);
    const server = new NetvolanteServer(options, book);
    this.#answer(Netvolante.PORT, (_, datagram) => server.handleDatagram(datagram));
    return book;
  }

  override handleLink(now: Instant, port: number, up: boolean): void {
    if (!up) this.lines?.handleCardDown(now, port);
    super.handleLink(now, port, up);
  }

  override handleTimeout(now: Instant): void {
    this.lines?.handleTimeout(now);
    super.handleTimeout(now);
  }

  override nextTimeout(): Instant {
    const next = super.nextTimeout();
    return this.lines === undefined ? next : (Math.min(next, this.lines.nextTimeout()) as Instant);
  }

  protected override commands(): readonly HostCommand[] {
    return [
      ...super.commands(),
      ...(this.#dhcp ? [leaseCommand(this.#dhcp)] : []),
      ...(this.lines ? lineCommands(this.lines) : []),
    ];
  }

  protected override carry(now: Instant): boolean {
    return this.lines?.pump(now) ?? false;
  }
}

/** The server bears the name that routers ask for unless they are told another (manual 34.10). */
const NETVOLANTE_HOST = 'netvolante-dns';

function bookOf(names: IspOptions['names'] & {}): RecordBook {
  const book = new RecordBook();
  for (const { name, is } of names)
    if (typeof is === 'number') book.addHost(name, is, NAME_SECONDS);
    else book.add(name, TYPE.CNAME, NAME_SECONDS, { kind: 'name', name: is });
  return book;
}
