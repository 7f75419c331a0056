import { expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, NEVER, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { emit, FLAG, writeChecksum } from '@rtemu/wire/tcp';
import { ADDRESS, Pair, PORT } from './pair.suite.js';
import { ACCEPTED, conversation } from './script.suite.js';
import { EPHEMERAL, LIMIT } from './settings.js';
import { TcpStack } from './tcp-stack.js';

conversation(
  'a passive open (RFC 9293 Figure 6)',
  `${ACCEPTED}
  +0 state ESTABLISHED
  +0 event none
`,
);

conversation(
  'an active open offers segment size and window scale',
  `
  0     connect
  0     > S 0:0(0) win 65535 mss 1460 scale 0
  +0.05 < SA 100:100(0) ack 1 win 65535 mss 1460
  +0    > A 1:1(0) ack 101 win 65535
  +0    event connected
  +0    state ESTABLISHED
`,
);

conversation(
  'a simultaneous open (Figure 7)',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < S 300:300(0) win 65535 mss 1460
  +0   > SA 0:0(0) ack 301 win 65535 mss 1460
  +0   state SYN-RECEIVED
  +0.1 < SA 300:300(0) ack 1 win 65535 mss 1460
  +0   state ESTABLISHED
  +0   event connected
  +1   event none
`,
);

conversation(
  'half of a simultaneous open is lost, and its SYN,ACK is repeated',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < S 300:300(0) win 65535 mss 1460
  +0   > SA 0:0(0) ack 301
  +0.9 > SA 0:0(0) ack 301
  +0   < A 301:301(0) ack 1 win 65535
  +0   event connected
`,
);

conversation(
  'a simultaneous open that is closed at once still opens first',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < S 300:300(0) win 65535 mss 1460
  +0   > SA 0:0(0) ack 301
  +0   close
  +0   state FIN-WAIT-1
  +0.1 < A 301:301(0) ack 1 win 65535
  +0   > FA 1:1(0) ack 301
  +0.1 < A 301:301(0) ack 2 win 65535
  +0   state FIN-WAIT-2
`,
);

conversation(
  'half of a simultaneous open is refused',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < S 300:300(0) win 65535 mss 1460
  +0   > SA 0:0(0) ack 301
  +0.1 < RA 301:301(0) ack 1
  +0   event closed refused
  +0   quiet
`,
);

conversation(
  'an old duplicate SYN comes to nothing (Figure 8)',
  `
  0    listen 1723
  0    < S 90:90(0) win 65535
  +0   > SA 0:0(0) ack 91
  +0.1 < R 91:91(0)
  +0   event none
  +0   quiet
  +0   count resetsReceived 1
`,
);

conversation(
  'a peer that has forgotten everything finds out (Figure 9)',
  `${ACCEPTED}
  +10   < S 400:400(0) win 65535
  +0    > A 1:1(0) ack 1
  +0.05 < R 1:1(0)
  +0    event closed reset
  +0    quiet
`,
);

conversation(
  'a refused open',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < RA 0:0(0) ack 1
  +0   event closed refused
  +0   quiet
`,
);

conversation(
  'in SYN-SENT only a reset for our very SYN is believed',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < R 0:0(0)
  +0   < RA 0:0(0) ack 2
  +0   < RA 0:0(0) ack 0
  +0   < A 5:5(0) ack 1
  +0   < F 5:5(0)
  +0   event none
  +0   state SYN-SENT
`,
);

conversation(
  'an acknowledgement of what was never sent is answered with a reset',
  `
  0    connect
  0    > S 0:0(0)
  +0.1 < SA 0:0(0) ack 5 win 65535
  +0   > R 5:5(0) win 0
  +0   state SYN-SENT
  +0   < SA 0:0(0) ack 1 win 65535
  +0   > A 1:1(0) ack 1
`,
);

conversation(
  'a SYN is repeated at 1, 3, 7 ... seconds and given up after three minutes',
  `
  0   connect
  0   > S 0:0(0)
  1   > S 0:0(0)
  3   > S 0:0(0)
  7   > S 0:0(0)
  15  > S 0:0(0)
  31  > S 0:0(0)
  63  > S 0:0(0)
  123 > S 0:0(0)
  182 event none
  183 event closed timed-out
  183 quiet
`,
);

conversation(
  'after a repeated SYN the flight begins with one segment and a timeout of three seconds',
  `
  0    connect
  0    > S 0:0(0)
  1    > S 0:0(0)
  +0.1 < SA 0:0(0) ack 1 win 65535 mss 1460
  +0   > A 1:1(0) ack 1
  +0   event connected
  +0   send 4000
  +0   > A 1:1461(1460) ack 1
  +3   > A 1:1461(1460) ack 1
`,
);

conversation(
  'a half-open connection repeats its SYN and is forgotten after a minute, without a word',
  `
  0   listen 1723
  0   < S 0:0(0) win 65535
  0   > SA 0:0(0) ack 1
  1   > SA 0:0(0) ack 1
  3   > SA 0:0(0) ack 1
  7   > SA 0:0(0) ack 1
  15  > SA 0:0(0) ack 1
  31  > SA 0:0(0) ack 1
  63  event none
  63  quiet
`,
);

conversation(
  'the peer repeats its SYN, and a wrong acknowledgement of ours draws a reset',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535
  0    > SA 0:0(0) ack 1
  +0.5 < S 0:0(0) win 65535
  +0   > SA 0:0(0) ack 1
  +0   < A 1:1(0) ack 9
  +0   > R 9:9(0)
  +0   < A 1:1(0) ack 0
  +0   > R 0:0(0)
  +0   < A 1:1(0) ack 1
  +0   event accepted
`,
);

conversation(
  'another SYN within the window of a half-open connection sends it back to LISTEN',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535
  0    > SA 0:0(0) ack 1
  +0   < S 5:5(0) win 65535
  +0   quiet
  +0   < S 5:5(0) win 65535
  +0   > SA 0:0(0) ack 6
`,
);

conversation(
  'the acknowledgement of our SYN may bring data and a FIN',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535
  0    > SA 0:0(0) ack 1
  +0.1 < FPA 1:11(10) ack 1 win 65535
  +0   > A 1:1(0) ack 12
  +0   event accepted
  +0   event readable
  +0   event peer-closed
  +0   state CLOSE-WAIT
  +0   read 10
`,
);

conversation(
  'what comes for nobody is answered with a reset, except a reset',
  `
  0 < S 7:7(0)
  0 > RA 0:0(0) ack 8 win 0
  0 < A 7:17(10) ack 77
  0 > R 77:77(0) win 0
  0 < FA 7:7(0) ack 78
  0 > R 78:78(0)
  0 < F 7:17(10)
  0 > RA 0:0(0) ack 18
  0 < RA 7:7(0) ack 79
  0 quiet
`,
);

conversation(
  'a listener answers an acknowledgement with a reset and drops what is neither',
  `
  0 listen 1723
  0 < A 7:7(0) ack 77
  0 > R 77:77(0)
  0 < R 7:7(0)
  0 < F 7:7(0)
  0 < SF 7:7(0)
  0 < SR 7:7(0)
  0 < P 7:7(0)
  0 count discarded 5
  0 quiet
`,
);

conversation(
  'windows are scaled when both offer it, never in a SYN',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1000 scale 7
  0    > SA 0:0(0) ack 1 win 65535 mss 1460 scale 3
  +0.1 < A 1:1(0) ack 1 win 20
  +0   send 5000
  +0   > A 1:1001(1000) ack 1 win 32768
  +0   > A 1001:2001(1000) ack 1
`,
  { receiveBufferOctets: 262_144 },
);

conversation(
  'windows are not scaled when the peer does not offer it',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 1460
  0    > SA 0:0(0) ack 1 win 65535 mss 1460
  +0.1 < A 1:1(0) ack 1 win 1000
  +0   send 700
  +0   > PA 1:701(700) ack 1 win 65535
`,
  { receiveBufferOctets: 262_144 },
);

conversation(
  'a peer that names no segment size gets 536 octets, and one that names none at all 64',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535
  0    > SA 0:0(0) ack 1 win 65535 mss 460
  +0   < A 1:1(0) ack 1 win 65535
  +0   send 500 push
  +0   > A 1:461(460) ack 1
  +0   > PA 461:501(40) ack 1
`,
  { nagle: false },
  500,
);

conversation(
  'however small a segment size the peer names, segments carry 64 octets',
  `
  0    listen 1723
  0    < S 0:0(0) win 65535 mss 0
  0    > SA 0:0(0) ack 1
  +0   < A 1:1(0) ack 1 win 65535
  +0   send 100 push
  +0   > A 1:65(64) ack 1
  +0   > PA 65:101(36) ack 1
`,
  { nagle: false },
);

conversation(
  'what is handed over before the connection is up leaves with it',
  `
  0    connect
  0    > S 0:0(0)
  0    send 10
  +0.1 < SA 0:0(0) ack 1 win 65535 mss 1460
  +0   > PA 1:11(10) ack 1
`,
);

conversation(
  'an open that is closed before the answer is forgotten',
  `
  0    connect
  0    > S 0:0(0)
  0    close
  0    event closed aborted
  0    quiet
  +0.1 < SA 0:0(0) ack 1
  +0   > R 1:1(0)
`,
);

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
