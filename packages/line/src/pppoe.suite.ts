/**
 * A host and a concentrator with an Ethernet between them that loses, repeats, delays and damages frames; time leaps. What
 * travels are octets, as on the wire. One seed gives one run.
 */
import { Random } from '@rtemu/engine/random';
import { after, type Duration, type Instant, milliseconds, NEVER, START } from '@rtemu/engine/time';
import { BROADCAST_MAC, type MacAddress, mac } from '@rtemu/wire/address';
import * as Pppoe from '@rtemu/wire/pppoe';
import { AccessConcentrator, type AccessConcentratorOptions, type ConcentratorEvent } from './access-concentrator.js';
import { PppoeClient, type PppoeClientEventOut, type PppoeClientOptions } from './pppoe-client.js';

export const HOST = mac('02:00:00:00:00:01');
export const CONCENTRATOR = mac('02:00:00:00:00:ac');

/** What befalls packets, each in so many of a thousand. */
export interface Weather {
  readonly loss?: number;
  readonly duplication?: number;
  readonly damage?: number;
  readonly jitter?: Duration;
}

interface Flight {
  readonly at: Instant;
  readonly from: MacAddress;
  readonly to: MacAddress;
  readonly octets: Uint8Array;
}

export const AC_OPTIONS: AccessConcentratorOptions = { name: 'BAS', services: [], sessionsMax: 10 };

export class Street {
  now: Instant = START;
  readonly concentrator: AccessConcentrator;
  readonly clients: PppoeClient[] = [];
  readonly clientEvents: PppoeClientEventOut[][] = [];
  readonly events: ConcentratorEvent[] = [];
  /** Everything that was said, in words. */
  readonly said: string[] = [];
  /** Whether the concentrator is there at all. */
  isServed = true;
  readonly #random: Random;
  #flights: Flight[] = [];

  constructor(
    seed: number,
    options: AccessConcentratorOptions = AC_OPTIONS,
    private readonly weather: Weather = {},
  ) {
    this.#random = new Random(seed);
    this.concentrator = new AccessConcentrator(this.#random.fork('concentrator'), options);
  }

  dial(options: PppoeClientOptions = {}): PppoeClient {
    const client = new PppoeClient(this.#random.fork(`client ${this.clients.length}`), options);
    this.clients.push(client);
    this.clientEvents.push([]);
    client.connect(this.now);
    this.attend();
    return client;
  }

  run(until: Instant): void {
    for (let steps = 0; steps < 10_000; steps++) {
      const timer = Math.min(NEVER, ...this.clients.map((client) => client.nextTimeout()));
      const flight = this.#flights.reduce<Flight | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
      const next = Math.min(timer, flight?.at ?? NEVER) as Instant;
      if (next > until) break;
      this.now = next;
      if (flight && flight.at === next) {
        this.#flights = this.#flights.filter((other) => other !== flight);
        this.#land(flight);
      } else for (const client of this.clients) client.handleTimeout(this.now);
      this.attend();
    }
    this.now = until;
  }

  /** Takes what anybody has to say. */
  attend(): void {
    for (const [i, client] of this.clients.entries()) {
      for (let next = client.pollPacket(); next; next = client.pollPacket())
        this.#send(HOST, next.destination, next.packet);
      for (let event = client.pollEvent(); event; event = client.pollEvent()) this.clientEvents[i]!.push(event);
    }
    const { concentrator } = this;
    for (let next = concentrator.pollPacket(); next; next = concentrator.pollPacket())
      this.#send(CONCENTRATOR, next.destination, next.packet);
    for (let event = concentrator.pollEvent(); event; event = concentrator.pollEvent()) this.events.push(event);
  }

  #send(from: MacAddress, to: MacAddress, packet: Pppoe.DiscoveryPacket): void {
    const { loss = 0, duplication = 0, damage = 0, jitter = 0 } = this.weather;
    const octets = Pppoe.emit(packet);
    this.said.push(Pppoe.describe(octets));
    const copies = this.#random.chance(duplication, 1000) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      if (this.#random.chance(loss, 1000)) continue;
      const at = after(this.now, (milliseconds(1) + this.#random.below(jitter + 1)) as Duration);
      const arrived = octets.slice();
      if (this.#random.chance(damage, 1000)) arrived[this.#random.below(arrived.length)]! ^= 1 << this.#random.below(8);
      this.#flights.push({ at, from, to, octets: arrived });
    }
  }

  #land({ from, to, octets }: Flight): void {
    const packet = Pppoe.parse(octets);
    if (!packet.ok) return;
    if (from === CONCENTRATOR) for (const client of this.clients) client.handlePacket(this.now, from, packet.value);
    else if (this.isServed && (to === CONCENTRATOR || to === BROADCAST_MAC))
      this.concentrator.handlePacket(0, from, packet.value);
  }
}
