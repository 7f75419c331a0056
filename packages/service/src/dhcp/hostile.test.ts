import { expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { START, seconds } from '@rtemu/engine/time';
import { ipv4, LIMITED_BROADCAST } from '@rtemu/wire/address';
import * as Dhcp from '@rtemu/wire/dhcp';
import { DhcpClient } from './client.js';
import { LIMIT } from './limits.js';
import { DhcpRelay } from './relay.js';
import { at, CHECKED, clientMac, message, Office, SCOPE, SETTINGS } from './server.suite.js';

/** Messages whose octets somebody has turned over. */
function* damaged(seed: number, count: number): Generator<Dhcp.DhcpMessage> {
  const random = new Random(seed);
  const types = Dhcp.MESSAGE_TYPES;
  for (let i = 0; i < count; i++) {
    const said = { from: random.below(1000), requested: '192.168.100.3', server: '192.168.100.1', id: [1, i & 255] };
    const octets = Dhcp.emit(message(types[random.below(types.length)]!, said));
    for (let n = random.below(8); n > 0; n--) octets[random.below(octets.length)] = random.below(256);
    const result = Dhcp.parse(octets.subarray(0, random.chance(1, 10) ? random.below(octets.length) : octets.length));
    if (result.ok) yield result.value;
  }
}

test('damaged messages leave a server within its limits', () => {
  const office = new Office({
    ...SETTINGS,
    duplicateCheck: CHECKED,
    scopes: [{ ...SCOPE, last: ipv4('192.168.100.250') }],
  });
  let second = 0;
  const arrival = {
    interface: 0,
    addresses: [{ address: ipv4('192.168.100.1'), length: 24 }],
    destination: LIMITED_BROADCAST,
  };
  for (const one of damaged(7, 20_000)) {
    office.server.handleMessage(office.now, arrival, one);
    if (office.server.nextTimeout() !== Number.POSITIVE_INFINITY) office.wait(at((second += 0.01)));
    while (office.server.pollProbe());
    office.events();
    office.replies();
  }
  const leases = office.server.leasesIn(office.now, 1);
  expect(new Set(leases.map(({ address }) => address)).size).toBe(leases.length);
  expect(leases.length).toBeLessThanOrEqual(249);
});

test('damaged messages never bind a client that was not offered anything', () => {
  const settings = { hostName: undefined, clientIdentifier: undefined, leaseSeconds: undefined, options: [] };
  const retry = { kind: 'fixed', count: Number.POSITIVE_INFINITY, interval: seconds(5) } as const;
  const client = new DhcpClient({ ...settings, retry, hardwareAddress: clientMac(1) }, new Random(1));
  client.start(START);
  for (const one of damaged(9, 20_000))
    client.handleMessage(START, { ...one, op: 'reply', hardwareAddress: clientMac(1) });
  expect(client.state).toBe('Selecting');
});

test('a relay hands on what is a request, chooses the same server for the same client, and stops circles', () => {
  const relay = new DhcpRelay();
  const servers = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map(ipv4);
  const own = ipv4('10.0.0.1');
  const chosen = (from: number) => relay.toServers(message('DHCPDISCOVER', { from }), own, servers);
  expect(chosen(1)).toMatchObject([{ message: { relayAgent: own, hops: 1 } }]);
  expect(chosen(1)[0]!.server).toBe(chosen(1)[0]!.server);
  expect(new Set(Array.from({ length: 50 }, (_, i) => chosen(i)[0]!.server)).size).toBe(3);

  relay.configure({ select: 'all', thresholdSeconds: 4 });
  expect(relay.toServers(message('DHCPDISCOVER'), own, servers)).toEqual([]);
  const patient = { ...message('DHCPDISCOVER', { giaddr: '172.16.0.1' }), secs: 4 };
  const relayed = relay.toServers(patient, own, servers);
  expect(relayed.map(({ server }) => server)).toEqual(servers);
  expect(relayed[0]!.message.relayAgent).toBe(ipv4('172.16.0.1')); // that of the first relay stays
  expect(relay.toServers({ ...patient, hops: LIMIT.hops }, own, servers)).toEqual([]);
  expect(relay.toServers(patient, undefined, servers)).toEqual([]);
  expect(relay.toServers(patient, own, [])).toEqual([]);
  expect(relay.counters).toMatchObject({ early: 1, hops: 1, nowhere: 2 });
});

test('what servers answer goes to the network of the relay, and nowhere else', () => {
  const relay = new DhcpRelay();
  const reply = {
    ...message('DHCPOFFER', { giaddr: '10.0.0.1' }),
    op: 'reply' as const,
    yourAddress: ipv4('10.0.0.9'),
  };
  const interfaceOf = (address: number) => (address === ipv4('10.0.0.1') ? 2 : undefined);
  expect(relay.toClient(reply, interfaceOf)?.way).toEqual({
    kind: 'hardware',
    interface: 2,
    hardwareAddress: clientMac(1),
    address: ipv4('10.0.0.9'),
  });
  expect(relay.toClient({ ...reply, broadcast: true }, interfaceOf)?.way).toEqual({ kind: 'broadcast', interface: 2 });
  expect(relay.toClient({ ...reply, relayAgent: ipv4('10.0.0.2') }, interfaceOf)).toBeUndefined();
});
