/**
 * Clients and a server over a wire that loses, repeats, reorders and damages, from seeds: no address is ever used by two, and
 * as long as there are addresses every client ends with one.
 */
import { expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4, LIMITED_BROADCAST } from '@rtemu/wire/address';
import * as Dhcp from '@rtemu/wire/dhcp';
import { DhcpClient } from './client.js';
import { DhcpServer } from './server.js';
import { CHECKED, clientMac, SCOPE, SERVER, SETTINGS } from './server.suite.js';

interface Flight {
  readonly at: Instant;
  readonly to: 'server' | 'clients';
  readonly octets: Uint8Array;
}

interface Weather {
  readonly loss: number;
  readonly duplication: number;
  readonly damage: number;
}

class Wire {
  readonly server = new DhcpServer();
  readonly clients: readonly DhcpClient[];
  readonly #flights: Flight[] = [];
  readonly #random: Random;
  now = START;
  /** Who uses which address now. */
  readonly used = new Map<Ipv4Address, DhcpClient>();
  violations = 0;
  malformed = 0;

  constructor(
    seed: number,
    count: number,
    private readonly weather: Weather,
    last: string,
  ) {
    this.#random = new Random(seed);
    this.server.configure({
      ...SETTINGS,
      duplicateCheck: CHECKED,
      scopes: [{ ...SCOPE, last: ipv4(last), expireSeconds: 600, maxExpireSeconds: 900 }],
    });
    this.server.setOwnAddresses([SERVER]);
    this.clients = Array.from({ length: count }, (_, i) => {
      const settings = { hostName: `pc${i}`, clientIdentifier: undefined, leaseSeconds: undefined, options: [] };
      const retry = { kind: 'backoff' } as const;
      return new DhcpClient({ ...settings, retry, hardwareAddress: clientMac(i) }, this.#random.fork(`pc${i}`));
    });
  }

  run(until: Instant): void {
    while (true) {
      for (const client of this.clients) this.#drainClient(client);
      this.#drainServer();
      this.#flights.sort((a, b) => a.at - b.at);
      const next = Math.min(
        this.#flights[0]?.at ?? NEVER,
        this.server.nextTimeout(),
        ...this.clients.map((client) => client.nextTimeout()),
      ) as Instant;
      if (next > until) break;
      this.now = Math.max(this.now, next) as Instant;
      while ((this.#flights[0]?.at ?? NEVER) <= this.now) this.#deliver(this.#flights.shift()!);
      this.server.handleTimeout(this.now);
      for (const client of this.clients) client.handleTimeout(this.now);
    }
    this.now = until;
  }

  #drainClient(client: DhcpClient): void {
    for (let send = client.pollSend(); send; send = client.pollSend()) this.#send('server', Dhcp.emit(send.message));
    for (let probe = client.pollProbe(); probe !== undefined; probe = client.pollProbe()) {
      const user = this.used.get(probe);
      if (user !== undefined && user !== client) client.handleProbeAnswer(this.now);
    }
    for (let notice = client.pollEvent(); notice; notice = client.pollEvent()) {
      if (notice.kind === 'lost') this.used.delete(notice.grant.address);
      if (notice.kind === 'bound') {
        if (this.used.has(notice.grant.address)) this.violations++;
        this.used.set(notice.grant.address, client);
      }
    }
  }

  #drainServer(): void {
    const { server } = this;
    for (let probe = server.pollProbe(); probe; probe = server.pollProbe()) {
      const user = this.used.get(probe.address);
      if (user !== undefined) server.handleProbeAnswer(this.now, probe.address, user.settings.hardwareAddress);
    }
    for (let reply = server.pollReply(); reply; reply = server.pollReply())
      this.#send('clients', Dhcp.emit(reply.message, reply.octetsMax));
    while (server.pollEvent());
  }

  #send(to: Flight['to'], octets: Uint8Array): void {
    const random = this.#random;
    const copies = random.chance(this.weather.duplication, 100) ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      if (random.chance(this.weather.loss, 100)) continue;
      const copy = octets.slice();
      if (random.chance(this.weather.damage, 100)) copy[random.below(copy.length)]! ^= 1 << random.below(8);
      this.#flights.push({ at: after(this.now, milliseconds(random.below(400))), to, octets: copy });
    }
  }

  #deliver({ to, octets }: Flight): void {
    const result = Dhcp.parse(octets);
    if (!result.ok) {
      this.malformed++;
      return;
    }
    if (to === 'clients') for (const client of this.clients) client.handleMessage(this.now, result.value);
    else {
      const arrival = { interface: 0, addresses: [{ address: SERVER, length: 24 }], destination: LIMITED_BROADCAST };
      this.server.handleMessage(this.now, arrival, result.value);
    }
  }
}

const seeds = Array.from({ length: 5 }, (_, i) => i + 1);

test.each(seeds)('twenty clients, loss, repetition, reordering: each has an address of its own (seed %d)', (seed) => {
  const wire = new Wire(seed, 20, { loss: 20, duplication: 10, damage: 0 }, '192.168.100.30');
  for (const client of wire.clients) client.start(START);
  wire.run(seconds(600) as number as Instant);
  expect({ seed, bound: wire.clients.filter(({ isBound }) => isBound).length }).toEqual({ seed, bound: 20 });
  wire.run(seconds(2 * 3600) as number as Instant);
  expect({ seed, violations: wire.violations, used: wire.used.size }).toEqual({ seed, violations: 0, used: 20 });
});

test.each(seeds)('ten clients for six addresses, who come and go: none has that of another (seed %d)', (seed) => {
  const wire = new Wire(seed, 10, { loss: 10, duplication: 10, damage: 3 }, '192.168.100.7');
  const random = new Random(seed).fork('people');
  for (const client of wire.clients) client.start(START);
  for (let minute = 1; minute <= 90; minute++) {
    wire.run(seconds(60 * minute) as number as Instant);
    const client = wire.clients[random.below(10)]!;
    if (random.chance(1, 3)) client.release(wire.now);
    else if (random.chance(1, 2)) client.stop(wire.now);
    client.start(wire.now);
  }
  expect({ seed, violations: wire.violations }).toEqual({ seed, violations: 0 });
  expect(wire.used.size).toBeGreaterThanOrEqual(3);
  expect(wire.used.size).toBeLessThanOrEqual(6);
});
