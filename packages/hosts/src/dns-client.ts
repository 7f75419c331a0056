import type { Random } from '@rtemu/engine/random';
import type { Instant } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { ReceivedDatagram, UdpSocket } from '@rtemu/ip/udp';
import { Asker, type AskPorts, type Question, type ServerToAsk } from '@rtemu/service/dns/asker';
import { addressesIn, type Findings, findingsOf } from '@rtemu/service/dns/findings';
import { questionOf } from '@rtemu/service/dns/question';
import { type Ipv4Address, readIpv4 } from '@rtemu/wire/address';
import { readName } from '@rtemu/wire/dns-name';
import { TYPE } from '@rtemu/wire/dns-record';
import type { Service } from './services.js';

/** Sockets for questions to DNS servers: each its own, at a port by chance. */
export class AskSockets implements AskPorts {
  readonly #sockets = new Map<number, UdpSocket>();

  /** @param choose a port to try; 0 for any. Asked again while the ports are taken, but not for ever. */
  constructor(
    private readonly stack: Ipv4Stack,
    private readonly choose: () => number = () => 0,
  ) {}

  open(): number | undefined {
    for (let i = 0; i < TRIES_MAX; i++) {
      const socket = this.stack.udp.bind(this.choose());
      if (socket === undefined) continue;
      this.#sockets.set(socket.port, socket);
      return socket.port;
    }
    return undefined;
  }

  close(port: number): void {
    const socket = this.#sockets.get(port);
    if (socket) this.stack.udp.close(socket);
    this.#sockets.delete(port);
  }

  /** Hands over what has come to each port. @returns whether anything had */
  receive(take: (port: number, datagram: ReceivedDatagram) => void): boolean {
    let moved = false;
    for (const [port, socket] of [...this.#sockets])
      for (let datagram = socket.poll(); datagram; datagram = socket.poll()) {
        moved = true;
        take(port, datagram);
      }
    return moved;
  }

  send(now: Instant, poll: () => Question | undefined): void {
    for (let question = poll(); question; question = poll()) {
      const { from, destination, port, payload } = question;
      const socket = this.#sockets.get(from);
      if (socket) this.stack.udp.send(now, socket, destination, port, payload);
    }
  }
}

const TRIES_MAX = 8;

/** A name that somebody wants to know the addresses of. */
export interface Lookup {
  /** `undefined` as long as nobody has answered. */
  findings(): Findings | undefined;
}

/** Who turns names into addresses: a host's client, or a router. */
export interface Names {
  lookUp(now: Instant, name: string, type?: number): Lookup;
}

export const addressesOf = (findings: Findings): readonly Ipv4Address[] =>
  findings.kind === 'found' ? addressesIn(findings.records) : [];

/** The stub resolver of a host (RFC 1034 §5.3.1): asks the servers that the host was told of, and remembers nothing. */
export class DnsClient implements Service, Names {
  /** Of its settings, or from DHCP. */
  servers: readonly Ipv4Address[] = [];
  readonly #asker: Asker;
  readonly #sockets: AskSockets;

  constructor(random: Random, stack: Ipv4Stack) {
    this.#sockets = new AskSockets(stack);
    this.#asker = new Asker(random, this.#sockets);
  }

  /** @param servers whom to ask, instead of its own */
  lookUp(now: Instant, name: string, type: number = TYPE.A, servers = this.servers): Lookup {
    const question = questionOf(readName(name) ?? '.', type);
    const asked = servers.map((address): ServerToAsk => ({ address, edns: true }));
    const inquiry = this.#asker.ask(now, question, asked);
    this.#send(now);
    return { findings: () => inquiry.outcome && findingsOf(inquiry.outcome, question) };
  }

  pump(now: Instant): boolean {
    const moved = this.#sockets.receive((port, datagram) => this.#asker.handleDatagram(now, port, datagram));
    this.#send(now);
    return moved;
  }

  handleTimeout(now: Instant): void {
    this.#asker.handleTimeout(now);
    this.#send(now);
  }

  nextTimeout(): Instant {
    return this.#asker.nextTimeout();
  }

  #send(now: Instant): void {
    this.#sockets.send(now, () => this.#asker.pollTransmit());
  }
}

/** What a person writes for a machine: an address as it is, or a name. */
export const readHost = (written: string): Ipv4Address | string | undefined =>
  readIpv4(written) ?? (/^[\d.]+$/.test(written) ? undefined : readName(written));
