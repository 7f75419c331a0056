import { type Instant, NEVER } from '@rtemu/engine/time';
import type { StackEvent } from '@rtemu/ip/events';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { DhcpRelay } from '@rtemu/service/dhcp/relay';
import { DhcpServer } from '@rtemu/service/dhcp/server';
import type { Probe, ServerEvent } from '@rtemu/service/dhcp/server-settings';
import { type Ipv4Address, UNSPECIFIED } from '@rtemu/wire/address';
import { CLIENT_PORT, type DhcpMessage, SERVER_PORT } from '@rtemu/wire/dhcp';
import type { DhcpPorts } from './dhcp-ports.js';
import type { Service } from './services.js';

/** What is done for the clients on an interface. */
export type DhcpRole =
  | { readonly kind: 'off' }
  | { readonly kind: 'server' }
  | { readonly kind: 'relay'; readonly servers: readonly Ipv4Address[] };

/** Of echoes to addresses behind relays; far from where those of pings begin. */
const PROBE_IDENTIFIER = 0xd4c9;

/** A DHCP server and a relay behind port 67 of one machine, each on the interfaces that it is wanted on. */
export class DhcpDesk implements Service {
  readonly server = new DhcpServer();
  readonly relay = new DhcpRelay();
  /** What the relay sends from: 68, oddly, on the device (manual 12.1.12). */
  #relayPort = CLIENT_PORT;
  /** Addresses behind relays that were asked for, and where others are tried out. */
  readonly #echoed = new Set<Ipv4Address>();
  readonly #probed = new Map<Ipv4Address, number>();
  #sequence = 0;

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly ports: DhcpPorts,
    private readonly roleOf: (interface_: number) => DhcpRole,
    private readonly tell: (now: Instant, event: ServerEvent) => void = () => {},
  ) {}

  /** Whether anybody may ask here. @param relayPort where the relay sends from */
  open(isOpen: boolean, relayPort = CLIENT_PORT): void {
    this.#relayPort = relayPort;
    if (isOpen) this.ports.open(SERVER_PORT);
    else this.ports.close(SERVER_PORT);
  }

  pump(now: Instant): boolean {
    let moved = false;
    for (let came = this.ports.poll(SERVER_PORT); came !== undefined; came = this.ports.poll(SERVER_PORT)) {
      moved = true;
      this.#handle(now, came.interface, came.destination, came.message);
    }
    this.#drain(now);
    return moved;
  }

  handleStackEvent(now: Instant, event: StackEvent): void {
    if (event.kind === 'probe-answer' && this.#probed.get(event.address) === event.interface)
      this.server.handleProbeAnswer(now, event.address, event.mac);
    else if (event.kind === 'echo-reply' && event.identifier === PROBE_IDENTIFIER && this.#echoed.has(event.source))
      this.server.handleProbeAnswer(now, event.source, undefined);
  }

  handleTimeout(now: Instant): void {
    this.server.handleTimeout(now);
  }

  nextTimeout(): Instant {
    return this.server.nextTimeout();
  }

  #handle(now: Instant, number: number, destination: Ipv4Address, message: DhcpMessage): void {
    if (message.op === 'reply') {
      const back = this.relay.toClient(message, (address) => this.#interfaceOf(address));
      if (back !== undefined && this.roleOf(interfaceOfWay(back.way) ?? number).kind === 'relay')
        this.ports.send(now, SERVER_PORT, back.message.relayAgent, back.way, back.message);
      return;
    }
    const role = this.roleOf(number);
    const { addresses } = this.stack.interface(number);
    if (role.kind === 'relay') {
      for (const { server, message: onward } of this.relay.toServers(message, addresses[0]?.address, role.servers)) {
        this.ports.open(this.#relayPort);
        this.ports.send(now, this.#relayPort, undefined, { kind: 'relay', address: server }, onward);
      }
    } else if (role.kind === 'server') {
      this.server.setOwnAddresses(this.#ownAddresses());
      this.server.handleMessage(now, { interface: number, addresses, destination }, message);
    }
  }

  #drain(now: Instant): void {
    const { server } = this;
    for (let probe = server.pollProbe(); probe !== undefined; probe = server.pollProbe()) this.#probe(now, probe);
    for (let reply = server.pollReply(); reply !== undefined; reply = server.pollReply())
      this.ports.send(now, SERVER_PORT, reply.source, reply.way, reply.message, reply.octetsMax);
    for (let event = server.pollEvent(); event !== undefined; event = server.pollEvent())
      if (this.stack.interfaces().some(({ number }) => number === event?.interface)) this.tell(now, event);
    if (server.nextTimeout() === NEVER) this.#endProbes();
  }

  #probe(now: Instant, { address, interface: number }: Probe): void {
    if (number !== undefined) {
      if (!this.stack.interfaces().some((each) => each.number === number)) return;
      this.#probed.set(address, number);
      this.stack.arp.probe(number, address, this.stack.interface(number).addresses[0]?.address ?? UNSPECIFIED);
      return;
    }
    this.#echoed.add(address);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const echo = { destination: address, identifier: PROBE_IDENTIFIER, sequence: this.#sequence, payloadOctets: 32 };
    this.stack.sendEcho(now, echo);
  }

  /** Nothing is tried out any more. */
  #endProbes(): void {
    for (const [address, number] of this.#probed) this.stack.arp.endProbe(number, address);
    this.#probed.clear();
    this.#echoed.clear();
  }

  #interfaceOf(address: Ipv4Address): number | undefined {
    return this.stack.interfaces().find((each) => each.owns(address))?.number;
  }

  #ownAddresses(): readonly Ipv4Address[] {
    return this.stack.interfaces().flatMap(({ addresses }) => addresses.map(({ address }) => address));
  }
}

const interfaceOfWay = (way: { readonly kind: string; readonly interface?: number }): number | undefined =>
  way.interface;
