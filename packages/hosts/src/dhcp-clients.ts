import type { Random } from '@rtemu/engine/random';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { StackEvent } from '@rtemu/ip/events';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { type ClientNotice, type ClientSettings, DhcpClient } from '@rtemu/service/dhcp/client';
import { type Ipv4Address, LIMITED_BROADCAST, UNSPECIFIED } from '@rtemu/wire/address';
import { CLIENT_PORT } from '@rtemu/wire/dhcp';
import type { DhcpPorts } from './dhcp-ports.js';
import type { Service } from './services.js';

/** A client, and the interface that it is for. */
export interface PlacedClient {
  /** Told to the owner with every notice: `lan2 primary`, `eth0`. */
  readonly name: string;
  readonly interface: number;
  readonly client: DhcpClient;
}

/** The DHCP clients of one machine, behind its port 68. */
export class DhcpClients implements Service {
  readonly #all = new Map<string, PlacedClient>();
  /** What is tried out, by client. */
  readonly #probed = new Map<PlacedClient, Ipv4Address>();

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly ports: DhcpPorts,
    private readonly random: Random,
    /** What is told here may change the machine's addresses. */
    private readonly tell: (now: Instant, of: PlacedClient, notice: ClientNotice) => void,
  ) {}

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  get all(): readonly PlacedClient[] {
    return [...this.#all.values()];
  }

  get(name: string): PlacedClient | undefined {
    return this.#all.get(name);
  }

  /** To be followed by a pump, as every command to a client. */
  add(name: string, number: number, settings: Omit<ClientSettings, 'hardwareAddress'>): PlacedClient {
    this.ports.open(CLIENT_PORT);
    const hardwareAddress = this.stack.interface(number).mac;
    const client = new DhcpClient({ ...settings, hardwareAddress }, this.random.fork(name));
    const placed = { name, interface: number, client };
    this.#all.set(name, placed);
    return placed;
  }

  /** Gives its address back. */
  remove(now: Instant, name: string): void {
    const placed = this.#all.get(name);
    if (placed === undefined) return;
    placed.client.release(now);
    this.#drain(now, placed);
    this.#all.delete(name);
  }

  /** Its interface is gone. */
  drop(name: string): void {
    const placed = this.#all.get(name);
    if (placed === undefined) return;
    this.#endProbe(placed);
    this.#all.delete(name);
  }

  pump(now: Instant): boolean {
    let moved = false;
    for (let came = this.ports.poll(CLIENT_PORT); came !== undefined; came = this.ports.poll(CLIENT_PORT)) {
      moved = true;
      for (const { interface: number, client } of this.#all.values())
        if (number === came.interface) client.handleMessage(now, came.message);
    }
    for (const placed of [...this.#all.values()]) this.#drain(now, placed);
    return moved;
  }

  handleStackEvent(now: Instant, event: StackEvent): void {
    if (event.kind !== 'probe-answer') return;
    for (const [{ interface: number, client }, address] of this.#probed)
      if (number === event.interface && address === event.address) client.handleProbeAnswer(now);
  }

  handleTimeout(now: Instant): void {
    for (const { client } of this.#all.values()) client.handleTimeout(now);
  }

  nextTimeout(): Instant {
    let next = NEVER;
    for (const { client } of this.#all.values()) if (client.nextTimeout() < next) next = client.nextTimeout();
    return next;
  }

  #drain(now: Instant, placed: PlacedClient): void {
    const { client, interface: number } = placed;
    if (client.state !== 'Checking') this.#endProbe(placed);
    for (let probe = client.pollProbe(); probe !== undefined; probe = client.pollProbe()) {
      this.#probed.set(placed, probe);
      this.stack.arp.probe(number, probe, UNSPECIFIED);
    }
    // A farewell bears the address that goes: it leaves before the owner is told that it is gone.
    for (let send = client.pollSend(); send !== undefined; send = client.pollSend()) {
      const { source, destination, message } = send;
      const way =
        destination === LIMITED_BROADCAST
          ? ({ kind: 'broadcast', interface: number } as const)
          : ({ kind: 'address', address: destination } as const);
      this.ports.send(now, CLIENT_PORT, source, way, message);
    }
    for (let notice = client.pollEvent(); notice !== undefined; notice = client.pollEvent())
      this.tell(now, placed, notice);
  }

  #endProbe(placed: PlacedClient): void {
    const address = this.#probed.get(placed);
    if (address === undefined) return;
    this.#probed.delete(placed);
    this.stack.arp.endProbe(placed.interface, address);
  }
}
