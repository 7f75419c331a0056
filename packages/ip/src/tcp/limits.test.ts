import { expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, NEVER, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { emit, FLAG, writeChecksum } from '@rtemu/wire/tcp';
import { ADDRESS, Pair, PORT } from './pair.suite.js';
import { EPHEMERAL, LIMIT } from './settings.js';
import { TcpStack } from './tcp-stack.js';

const syn = (port: number, source = ipv4('198.51.100.7')): [typeof source, typeof source, Uint8Array] => {
  const octets = emit({
    sourcePort: port,
    destinationPort: PORT,
    sequence: port,
    acknowledgement: 0,
    flags: FLAG.syn,
    window: 1000,
    urgentPointer: 0,
    options: [],
    payload: new Uint8Array(),
  });
  writeChecksum(octets, source, ADDRESS.b);
  return [source, ADDRESS.b, octets];
};

test('a flood of SYNs holds no more than the half-open limit, and a true peer still gets in', () => {
  const pair = new Pair(3);
  pair.b.listen(PORT, { halfOpenMax: 16 });
  for (let port = 1; port <= 10_000; port++) {
    pair.b.handleSegment(pair.now, ...syn(port));
    while (pair.b.pollTransmit() !== undefined);
    if (port === 5_000) {
      pair.a.connect(pair.now, { local: ADDRESS.a, remote: ADDRESS.b, remotePort: PORT });
      pair.collect();
      while (!pair.events.some(({ event }) => event.kind === 'accepted')) pair.step();
    }
  }
  expect(pair.b.connections()).toHaveLength(17);
  expect(pair.b.counters.halfOpenRecycled).toBe(10_001 - 17);
  while (pair.step(after(pair.now, seconds(300))));
  expect(pair.b.connections().map(({ state }) => state)).toEqual(['ESTABLISHED']);
  expect(pair.events.map(({ event }) => event.kind).sort()).toEqual(['accepted', 'connected']);
});

test('a stack is full at its limit: SYNs are dropped and opens refused', () => {
  const stack = new TcpStack(new Random(1));
  stack.listen(PORT, { halfOpenMax: LIMIT.connections });
  for (let port = 1; port <= LIMIT.connections + 5; port++) stack.handleSegment(START, ...syn(port));
  expect(stack.connections()).toHaveLength(LIMIT.connections);
  expect(stack.counters.connectionsRefused).toBe(5);
  const refused = stack.connect(START, { local: ADDRESS.b, remote: ADDRESS.a, remotePort: 1 });
  expect(refused.state).toBe('CLOSED');
  expect(stack.pollEvent()).toEqual({ kind: 'closed', connection: refused, reason: 'no-resources' });
  expect(stack.connections()).toHaveLength(LIMIT.connections);
});

test('a stack full of connections that are only remembered forgets the oldest for a new one', () => {
  const stack = new TcpStack(new Random(1));
  const peer = { local: ADDRESS.b, localPort: PORT, remote: ADDRESS.a };
  // A connection to oneself: whatever leaves comes back, and both closes cross.
  const settle = (): void => {
    for (let out = stack.pollTransmit(); out !== undefined; out = stack.pollTransmit())
      stack.handleSegment(START, out.source, out.destination, out.octets);
  };
  const first = stack.connect(START, { ...peer, remote: ADDRESS.b, remotePort: PORT });
  settle();
  first.close(START);
  settle();
  expect(first.state).toBe('TIME-WAIT');
  for (let port = 1; port < LIMIT.connections; port++) stack.connect(START, { ...peer, remotePort: port });
  expect(stack.connections()).toHaveLength(LIMIT.connections);
  const last = stack.connect(START, { ...peer, remotePort: 9_999 });
  expect([first.state, last.state]).toEqual(['CLOSED', 'SYN-SENT']);
  expect(stack.counters.timeWaitRecycled).toBe(1);
  expect(stack.connections()).toHaveLength(LIMIT.connections);
});

test('the same pair of endpoints is not opened twice, and a closed listener keeps nothing half-open', () => {
  const stack = new TcpStack(new Random(1));
  const to = { local: ADDRESS.b, localPort: 5000, remote: ADDRESS.a, remotePort: 1 };
  stack.connect(START, to);
  const second = stack.connect(START, to);
  expect(stack.pollEvent()).toEqual({ kind: 'closed', connection: second, reason: 'in-use' });
  expect(second.send(START, new Uint8Array(5))).toBe(0);
  second.abort(START);
  expect(stack.connections()).toHaveLength(1);
  expect(stack.pollEvent()).toBeUndefined();
  stack.listen(PORT);
  stack.handleSegment(START, ...syn(1));
  expect(stack.connections()).toHaveLength(2);
  stack.unlisten(PORT);
  expect(stack.connections()).toHaveLength(1);
  expect(stack.pollEvent()).toBeUndefined();
  expect(stack.listeners()).toEqual([]);
});

test('ephemeral ports are drawn from their range, and none twice towards one peer', () => {
  const stack = new TcpStack(new Random(9));
  const ports = Array.from(
    { length: 500 },
    () => stack.connect(START, { local: ADDRESS.a, remote: ADDRESS.b, remotePort: 80 }).local.port,
  );
  expect(new Set(ports).size).toBe(500);
  expect(Math.min(...ports)).toBeGreaterThanOrEqual(49_152);
  expect(ports.slice(0, 3)).not.toEqual([ports[0], ports[0]! + 1, ports[0]! + 2]);
});

test('a port that somebody listens on is not drawn, and with none left nothing is opened', () => {
  const stack = new TcpStack(new Random(9));
  for (let port: number = EPHEMERAL.first; port <= EPHEMERAL.last; port++) if (port !== 50_000) stack.listen(port);
  const to = { local: ADDRESS.a, remote: ADDRESS.b, remotePort: 80 };
  expect(stack.connect(START, to).local.port).toBe(50_000);
  expect(stack.connect(START, to).state).toBe('CLOSED');
  expect(stack.pollEvent()).toMatchObject({ kind: 'closed', reason: 'no-resources' });
});

test('answers that nobody takes are kept up to the limit', () => {
  const stack = new TcpStack(new Random(9));
  for (let port = 1; port <= LIMIT.transmits + 3; port++) stack.handleSegment(START, ...syn(port));
  expect(stack.counters).toMatchObject({ segmentsSent: LIMIT.transmits, transmitsOverflowed: 3 });
});

test('segments from or to many hosts, damaged ones and unreadable ones are counted and end there', () => {
  const stack = new TcpStack(new Random(1));
  stack.listen(PORT);
  stack.handleSegment(START, ...syn(1, ipv4('224.0.0.1')));
  stack.handleSegment(START, ...syn(1, ipv4('0.0.0.0')));
  stack.handleSegment(START, ipv4('10.0.0.1'), ipv4('255.255.255.255'), syn(1)[2]);
  const [source, destination, octets] = syn(1);
  octets[4]! ^= 1;
  stack.handleSegment(START, source, destination, octets);
  stack.handleSegment(START, source, destination, new Uint8Array());
  const stump = octets.slice();
  stump[12] = 0x40;
  writeChecksum(stump, source, destination);
  stack.handleSegment(START, source, destination, stump);
  expect(stack.counters).toMatchObject({ segmentsReceived: 6, badAddress: 3, badChecksum: 2, malformed: 1 });
  expect(stack.pollTransmit()).toBeUndefined();
  expect(stack.nextTimeout()).toBe(NEVER);
});
