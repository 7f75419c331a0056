import type { Instant } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { TcpConnection } from '@rtemu/ip/tcp/connection';
import type { TcpEvent } from '@rtemu/ip/tcp/outlet';
import type { UdpSocket } from '@rtemu/ip/udp';
import { type Ipv4Address, isMulticast, LIMITED_BROADCAST, printIpv4 } from '@rtemu/wire/address';
import { writeText } from '@rtemu/wire/text';
import { LineReader, lineOf } from './line-reader.js';

export type Transport = 'tcp' | 'udp';

/** A port that a greeter stands behind. */
export interface ListenPort {
  readonly transport: Transport;
  readonly port: number;
}

/** What a greeter has seen. */
export interface GreeterStatus extends ListenPort {
  /** Connections taken, or datagrams. */
  readonly visits: number;
  readonly lastFrom: string | undefined;
}

/** What begins like this was said by a greeter. Two that hear each other would never stop. */
const GREETING = 'hello ';

const greeting = (source: Ipv4Address, port: number, said: string): string =>
  `${GREETING}${printIpv4(source)}:${port}${said === '' ? '' : ` ${said}`}`;

interface Greeter {
  visits: number;
  lastFrom: string | undefined;
  readonly socket: UdpSocket | undefined;
}

/**
 * The least of servers: tells everyone who says a line over TCP, or sends a datagram, as whom it sees them. What NAT made of an
 * address and a port is to be read there.
 */
export class Greeters {
  readonly #greeters = { tcp: new Map<number, Greeter>(), udp: new Map<number, Greeter>() };
  /** As many as TCP has connections. */
  readonly #conversations = new Map<number, LineReader>();

  constructor(private readonly stack: Ipv4Stack) {}

  /** @returns false when the port is taken */
  open({ transport, port }: ListenPort): boolean {
    const { tcp, udp } = this.stack;
    if (transport === 'tcp' && tcp.listeners().includes(port)) return false;
    const socket = transport === 'udp' ? udp.bind(port) : undefined;
    if (transport === 'udp' && socket === undefined) return false;
    if (transport === 'tcp') tcp.listen(port);
    this.#greeters[transport].set(port, { visits: 0, lastFrom: undefined, socket });
    return true;
  }

  /** @returns false when no greeter stands there */
  close({ transport, port }: ListenPort): boolean {
    const greeter = this.#greeters[transport].get(port);
    if (greeter === undefined) return false;
    this.#greeters[transport].delete(port);
    if (greeter.socket) this.stack.udp.close(greeter.socket);
    else this.stack.tcp.unlisten(port);
    return true;
  }

  all(): GreeterStatus[] {
    return (['tcp', 'udp'] as const).flatMap((transport) =>
      [...this.#greeters[transport]].map(([port, { visits, lastFrom }]) => ({ transport, port, visits, lastFrom })),
    );
  }

  /** @returns false when the event is about a connection of somebody else */
  handleTcpEvent(now: Instant, event: TcpEvent): boolean {
    const { connection } = event;
    if (event.kind === 'accepted') return this.#take(connection, event.port);
    const reader = this.#conversations.get(connection.id);
    if (reader === undefined) return false;
    if (event.kind === 'writable') return true;
    const lines = reader.read(connection.read());
    if (event.kind !== 'readable') lines.push(...reader.rest());
    for (const line of lines) this.#answer(now, connection, line);
    if (event.kind === 'peer-closed') connection.close(now);
    if (event.kind === 'closed') this.#conversations.delete(connection.id);
    return true;
  }

  /** Answers the datagrams that came. @returns whether any had */
  pump(now: Instant): boolean {
    let moved = false;
    for (const greeter of this.#greeters.udp.values())
      for (let datagram = greeter.socket!.poll(); datagram; datagram = greeter.socket!.poll()) {
        moved = true;
        const { source, sourcePort, destination } = datagram;
        const said = lineOf(datagram.payload).trimEnd();
        note(greeter, source, sourcePort);
        if (said.startsWith(GREETING)) continue;
        const toGroup = isMulticast(destination) || destination === LIMITED_BROADCAST;
        this.stack.udp.send(now, greeter.socket!, source, sourcePort, writeText(greeting(source, sourcePort, said)), {
          ...(!toGroup && this.#owns(destination) && { source: destination }),
        });
      }
    return moved;
  }

  /** Not the broadcast address of a network: nothing is sent from there. */
  #owns(address: Ipv4Address): boolean {
    return this.stack.interfaces().some(({ addresses }) => addresses.some((own) => own.address === address));
  }

  #take(connection: TcpConnection, port: number): boolean {
    const greeter = this.#greeters.tcp.get(port);
    if (greeter === undefined) return false;
    note(greeter, connection.remote.address, connection.remote.port);
    this.#conversations.set(connection.id, new LineReader());
    return true;
  }

  /** What finds the send buffer full is not said: the visitor does not listen. */
  #answer(now: Instant, connection: TcpConnection, line: string): void {
    const { address, port } = connection.remote;
    connection.send(now, writeText(`${greeting(address, port, line)}\n`), { push: true });
  }
}

function note(greeter: Greeter, source: Ipv4Address, port: number): void {
  greeter.visits++;
  greeter.lastFrom = `${printIpv4(source)}:${port}`;
}
