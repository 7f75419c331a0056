/**
 * UDP sockets (RFC 768), as many as DHCP, DNS and syslog need: bound to a port, of any address of ours.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { countersOf } from '@rtemu/engine/counters';
import type { Random } from '@rtemu/engine/random';
import type { Instant } from '@rtemu/engine/time';
import { type Ipv4Address, UNSPECIFIED } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Datagram from '@rtemu/wire/udp';
import { LIMIT } from './limits.js';
import type { PacketSender, SendOptions, SendVerdict } from './packet-sender.js';

export interface ReceivedDatagram {
  readonly at: Instant;
  /** The number of the interface that it came by; `undefined` when it came from ourselves. */
  readonly interface: number | undefined;
  readonly source: Ipv4Address;
  readonly sourcePort: number;
  readonly destination: Ipv4Address;
  readonly payload: Uint8Array;
}

/** The ports that are given to whoever does not care (RFC 6335 §6). */
const EPHEMERAL_FROM = 49_152;
const EPHEMERAL_COUNT = 16_384;

export class UdpSocket {
  /** Datagrams that found the socket full. */
  dropped = 0;
  readonly #received: ReceivedDatagram[] = [];

  constructor(readonly port: number) {}

  /** The datagram that waited longest. */
  poll(): ReceivedDatagram | undefined {
    return this.#received.shift();
  }

  /** For {@link Udp} alone. */
  deliver(datagram: ReceivedDatagram): void {
    if (this.#received.length >= LIMIT.udpReceived) this.dropped++;
    else this.#received.push(datagram);
  }
}

const newCounters = countersOf('received', 'sent', 'malformed', 'unbound');

export class Udp {
  readonly counters = newCounters();
  readonly #sockets = new Map<number, UdpSocket>();
  #arrived = false;

  constructor(
    private readonly arena: Arena,
    private readonly random: Random,
    private readonly output: PacketSender,
  ) {}

  /** @param port 0 for any free one. Answers `undefined` when it is taken. */
  bind(port: number): UdpSocket | undefined {
    const chosen = port === 0 ? this.#freePort() : port;
    if (chosen === undefined || this.#sockets.has(chosen)) return undefined;
    const socket = new UdpSocket(chosen);
    this.#sockets.set(chosen, socket);
    return socket;
  }

  /** Whether any socket was given anything since this was asked last. */
  takeArrival(): boolean {
    const arrived = this.#arrived;
    this.#arrived = false;
    return arrived;
  }

  close(socket: UdpSocket): void {
    if (this.#sockets.get(socket.port) === socket) this.#sockets.delete(socket.port);
  }

  /**
   * @param options `source` is chosen by the route when absent. A broadcast needs an `interface`; one from a host
   * without an address goes out from 0.0.0.0 (RFC 2131 §4.1).
   */
  send(
    now: Instant,
    socket: UdpSocket,
    destination: Ipv4Address,
    port: number,
    payload: Uint8Array,
    options: SendOptions & { readonly source?: Ipv4Address } = {},
  ): SendVerdict {
    const datagram = { sourcePort: socket.port, destinationPort: port, payload };
    const slot = this.arena.take(Datagram.lengthOf(datagram));
    if (slot === NO_SLOT) return 'no-buffer';
    const source = options.source ?? this.output.sourceFor(destination, options) ?? UNSPECIFIED;
    Datagram.emitInto(datagram, this.arena.peek(slot), source, destination);
    this.counters.sent++;
    return this.output.send(now, source, destination, Ipv4.PROTOCOL.udp, slot, options);
  }

  /**
   * A datagram for us. Answers false when its port is nobody's, so that its sender can be told.
   * @param slot begins at the IPv4 header. It stays the caller's.
   */
  handlePacket(now: Instant, number: number | undefined, slot: Slot): boolean {
    const { arena } = this;
    const at = arena.start[slot]!;
    const source = arena.view.getUint32(at + Ipv4.AT.source) as Ipv4Address;
    const destination = arena.view.getUint32(at + Ipv4.AT.destination) as Ipv4Address;
    const octets = arena.peek(slot).subarray(Ipv4.headerOctetsAt(arena.view, at));
    this.counters.received++;
    const result = Datagram.parse(octets, source, destination);
    if (!result.ok) {
      this.counters.malformed++;
      return true;
    }
    const { sourcePort, destinationPort, payload } = result.value;
    const socket = this.#sockets.get(destinationPort);
    if (socket === undefined) {
      this.counters.unbound++;
      return false;
    }
    this.#arrived = true;
    socket.deliver({ at: now, interface: number, source, sourcePort, destination, payload: payload.slice() });
    return true;
  }

  #freePort(): number | undefined {
    const first = this.random.below(EPHEMERAL_COUNT);
    for (let i = 0; i < EPHEMERAL_COUNT; i++) {
      const port = EPHEMERAL_FROM + ((first + i) % EPHEMERAL_COUNT);
      if (!this.#sockets.has(port)) return port;
    }
    return undefined;
  }
}
