/**
 * TCP of one host (RFC 9293): segments in and out, listeners, connections. Knows nothing of IP but addresses.
 *
 * Its owner hands it segments, ICMP errors and the time, and after every call, those on connections included, drains
 * {@link TcpStack.pollTransmit} and {@link TcpStack.pollEvent} and asks {@link TcpStack.nextTimeout}.
 * @module
 */
import type { Random } from '@rtemu/engine/random';
import type { Instant } from '@rtemu/engine/time';
import { type Ipv4Address, isMulticast, LIMITED_BROADCAST, UNSPECIFIED } from '@rtemu/wire/address';
import { viewOf } from '@rtemu/wire/parsed';
import { AT, checksumHolds, FLAG, parse, type TcpSegment } from '@rtemu/wire/tcp';
import { TcpConnection } from './connection.js';
import { ConnectionTable } from './connection-table.js';
import type { IcmpError } from './icmp-error.js';
import { InitialSequenceNumbers } from './initial-sequence-number.js';
import { type Listener, makeRoom } from './listener.js';
import { Outlet, type TcpEvent, type TcpTransmit } from './outlet.js';
import { type Endpoint, SegmentWriter } from './segment-writer.js';
import { later, plus, type SequenceNumber } from './sequence-number.js';
import { type ConnectionSettings, EPHEMERAL, HEADERS_OCTETS, INITIAL, LIMIT } from './settings.js';
import type { Origin } from './tcb.js';

export interface TcpStackOptions {
  /** What all connections of the stack have unless they say otherwise. */
  readonly settings?: Partial<ConnectionSettings>;
  /** The largest IP packet, in octets, that our own link towards a peer takes; 1500 when unset. A pure lookup. */
  readonly mtuTowards?: (peer: Ipv4Address) => number;
}

export interface ListenOptions {
  readonly settings?: Partial<ConnectionSettings>;
  /** Half-open connections at a time; {@link LIMIT.halfOpen} when unset. */
  readonly halfOpenMax?: number;
}

export interface ConnectOptions {
  readonly local: Ipv4Address;
  /** An ephemeral one when unset. */
  readonly localPort?: number;
  readonly remote: Ipv4Address;
  readonly remotePort: number;
  readonly settings?: Partial<ConnectionSettings>;
}

export class TcpStack {
  readonly #initialSequenceNumbers: InitialSequenceNumbers;
  readonly #ports: Random;
  readonly #settings: ConnectionSettings;
  readonly #mtuTowards: (peer: Ipv4Address) => number;
  readonly #listeners = new Map<number, Listener>();
  readonly #table = new ConnectionTable();
  readonly #outlet = new Outlet();
  #lastId = 0;

  constructor(random: Random, { settings = {}, mtuTowards = () => 1500 }: TcpStackOptions = {}) {
    this.#initialSequenceNumbers = new InitialSequenceNumbers(random.fork('tcp initial sequence numbers'));
    this.#ports = random.fork('tcp ports');
    this.#settings = { ...INITIAL, ...settings };
    this.#mtuTowards = mtuTowards;
  }

  // Getters.

  /** What the stack met: segments, resets, and what it dropped and why. */
  get counters(): Outlet['counters'] {
    return this.#outlet.counters;
  }

  /** Every connection that is not CLOSED, the oldest first; half-open ones and those in TIME-WAIT too. */
  connections(): TcpConnection[] {
    return Array.from(this.#table.all(), (tcb) => tcb.connection);
  }

  listeners(): number[] {
    return [...this.#listeners.keys()];
  }

  /** When {@link handleTimeout} is next to be called; NEVER when nothing is pending. */
  nextTimeout(): Instant {
    return this.#table.nextTimeout();
  }

  // Commands.

  /** Takes connections to this port at any address of ours. A second call changes the settings of connections to come. */
  listen(port: number, { settings = {}, halfOpenMax = LIMIT.halfOpen }: ListenOptions = {}): void {
    const halfOpen = this.#listeners.get(port)?.halfOpen ?? new Set();
    this.#listeners.set(port, { port, settings: { ...this.#settings, ...settings }, halfOpen, halfOpenMax });
  }

  /** Takes no more. Half-open connections are forgotten; those that are up go on. */
  unlisten(port: number): void {
    const listener = this.#listeners.get(port);
    this.#listeners.delete(port);
    for (const tcb of [...(listener?.halfOpen ?? [])]) tcb.finish('aborted');
  }

  /** Opens a connection. When none can be opened, it is CLOSED at once and its event `closed` says why. */
  connect(now: Instant, { local, localPort, remote, remotePort, settings = {} }: ConnectOptions): TcpConnection {
    const to: Endpoint = { address: remote, port: remotePort };
    const port = localPort ?? this.#ephemeralPort(local, to);
    const from: Endpoint = { address: local, port: port ?? 0 };
    const connection = this.#create(now, from, to, { ...this.#settings, ...settings });
    if (this.#table.find(from, to) !== undefined) connection.tcb.tellClosed('in-use');
    else if (port === undefined || !this.#hasRoom()) connection.tcb.tellClosed('no-resources');
    else {
      this.#outlet.counters.activeOpens++;
      this.#table.add(connection.tcb);
      connection.tcb.open(now);
    }
    return connection;
  }

  // What happened.

  /**
   * A whole segment as it came in an IP packet. Damaged ones and those for nobody end here, counted.
   * @param isSilent whoever knocks at a closed port is not told so
   */
  handleSegment(
    now: Instant,
    source: Ipv4Address,
    destination: Ipv4Address,
    octets: Uint8Array,
    isSilent = false,
  ): void {
    const { counters } = this.#outlet;
    counters.segmentsReceived++;
    if (!isOneHost(source) || !isOneHost(destination)) {
      counters.badAddress++;
      return;
    }
    if (!checksumHolds(octets, source, destination)) {
      counters.badChecksum++;
      return;
    }
    const segment = parse(octets);
    if (!segment.ok) {
      counters.malformed++;
      return;
    }
    const local = { address: destination, port: segment.value.destinationPort };
    const remote = { address: source, port: segment.value.sourcePort };
    const tcb = this.#table.find(local, remote);
    if (tcb === undefined && isSilent && !this.#listeners.has(local.port)) counters.discarded++;
    else if (tcb === undefined) this.#arriveAtListener(now, local, remote, segment.value);
    else if (tcb.yieldsTo(segment.value) && this.#listeners.has(local.port)) {
      tcb.finish('closed');
      this.#arriveAtListener(now, local, remote, segment.value, tcb.sender.max);
    } else tcb.handleSegment(now, segment.value);
  }

  /** An ICMP error that quotes a segment of ours. */
  handleUnreachable(now: Instant, error: IcmpError): void {
    const view = viewOf(error.octets);
    const quoted = error.octets.length >= AT.acknowledgement;
    const tcb = quoted
      ? this.#table.find(
          { address: error.source, port: view.getUint16(AT.sourcePort) },
          { address: error.destination, port: view.getUint16(AT.destinationPort) },
        )
      : undefined;
    if (tcb?.handleIcmpError(now, error, view.getUint32(AT.sequence) as SequenceNumber) !== true)
      this.#outlet.counters.icmpErrorsIgnored++;
  }

  handleTimeout(now: Instant): void {
    for (const tcb of [...this.#table.all()]) if (tcb.nextTimeout() <= now) tcb.handleTimeout(now);
  }

  // What is to be done.

  pollTransmit(): TcpTransmit | undefined {
    return this.#outlet.transmits.shift();
  }

  pollEvent(): TcpEvent | undefined {
    return this.#outlet.events.shift();
  }

  /** RFC 9293 §3.10.7.1 and §3.10.7.2. @param beyond the new connection's numbers are to begin behind this one. */
  #arriveAtListener(
    now: Instant,
    local: Endpoint,
    remote: Endpoint,
    segment: TcpSegment,
    beyond?: SequenceNumber,
  ): void {
    const { counters } = this.#outlet;
    const listener = this.#listeners.get(local.port);
    const { flags } = segment;
    if (listener === undefined || flags & FLAG.ack) {
      new SegmentWriter(this.#outlet, local, remote).refuse(segment);
    } else if ((flags & (FLAG.syn | FLAG.rst | FLAG.fin)) !== FLAG.syn) {
      counters.discarded++;
    } else if (!this.#hasRoom()) {
      counters.connectionsRefused++;
    } else {
      if (makeRoom(listener)) counters.halfOpenRecycled++;
      counters.passiveOpens++;
      const { tcb } = this.#create(now, local, remote, listener.settings, listener, beyond);
      listener.halfOpen.add(tcb);
      this.#table.add(tcb);
      tcb.accept(now, segment);
    }
  }

  #create(
    now: Instant,
    local: Endpoint,
    remote: Endpoint,
    settings: ConnectionSettings,
    listener?: Listener,
    beyond?: SequenceNumber,
  ): TcpConnection {
    const chosen = this.#initialSequenceNumbers.choose(now, local, remote);
    const iss = beyond === undefined ? chosen : later(chosen, plus(beyond, 1));
    const mss = Math.max(1, this.#mtuTowards(remote.address) - HEADERS_OCTETS);
    const origin: Origin = { local, remote, iss, mss, settings, ...(listener && { listener }) };
    return new TcpConnection(++this.#lastId, origin, this.#outlet, this.#table);
  }

  /** Whether one more connection may be; one that is only remembered gives way to it. */
  #hasRoom(): boolean {
    if (this.#table.size < LIMIT.connections) return true;
    const oldest = this.#table.oldestInTimeWait();
    if (oldest === undefined) return false;
    oldest.finish('closed');
    this.#outlet.counters.timeWaitRecycled++;
    return true;
  }

  /** One that is free towards this peer, from a random place on (RFC 6056 §3.3.1). */
  #ephemeralPort(local: Ipv4Address, remote: Endpoint): number | undefined {
    const count = EPHEMERAL.last - EPHEMERAL.first + 1;
    const first = this.#ports.below(count);
    for (let i = 0; i < count; i++) {
      const port = EPHEMERAL.first + ((first + i) % count);
      if (!this.#listeners.has(port) && this.#table.find({ address: local, port }, remote) === undefined) return port;
    }
    return undefined;
  }
}

/** TCP is for one host at either end (RFC 9293 §3.9.2.3). Directed broadcasts are the IP layer's to know. */
const isOneHost = (address: Ipv4Address): boolean =>
  address !== UNSPECIFIED && address !== LIMITED_BROADCAST && !isMulticast(address);
