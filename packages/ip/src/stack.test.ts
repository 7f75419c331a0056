import { describe, expect, test } from '@jest/globals';
import { NO_SLOT } from '@rtemu/engine/arena';
import { InvariantError } from '@rtemu/engine/invariant';
import { Random } from '@rtemu/engine/random';
import { milliseconds, seconds } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4, printIpv4, printPrefix, UNSPECIFIED } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { addressOf, type End, eventsOf, hex, packetOf, prefixOf, TestNet } from './net.suite.js';
import type { Ipv4Stack } from './stack.js';
import type { TcpEvent } from './tcp/outlet.js';

/** Two LANs, each with a host and a router; the routers are joined by a point-to-point link of 1,280 octets. */
function scene(seed = 1) {
  const net = new TestNet(seed);
  const [a, b] = [net.stack({ forwarding: false }), net.stack({ forwarding: false })];
  const [left, right] = [net.stack({ forwarding: true }), net.stack({ forwarding: true })];
  net.cable(net.card(a, '192.168.0.2/24'), net.card(left, '192.168.0.1/24'));
  net.cable(net.card(b, '192.168.1.2/24'), net.card(right, '192.168.1.1/24'));
  const link: End[] = [left, right].map((router) => [router, router.addPointToPoint('pp1')] as const);
  for (const [router, number] of link) router.setMtu(number, 1280);
  net.cable(...link);
  left.routes.add({ prefix: prefixOf('192.168.1.0/24'), interface: 1, kind: 'static' });
  right.routes.add({ prefix: prefixOf('192.168.0.0/24'), interface: 1, kind: 'static' });
  a.routes.add({ prefix: prefixOf('0.0.0.0/0'), gateway: ipv4('192.168.0.1'), kind: 'static' });
  b.routes.add({ prefix: prefixOf('0.0.0.0/0'), gateway: ipv4('192.168.1.1'), kind: 'static' });
  net.run(seconds(1));
  return { net, a, b, left, right };
}

describe('interfaces', () => {
  test('are numbered from the first free number, and that is free again when they go', () => {
    const net = new TestNet();
    const stack = net.stack({ forwarding: true });
    expect([
      net.card(stack)[1],
      net.card(stack)[1],
      stack.addPointToPoint('pp1'),
      stack.addPointToPoint('pp2'),
    ]).toEqual([0, 1, 2, 3]);
    stack.removeInterface(net.now, 2);
    expect(() => stack.interface(2)).toThrow(InvariantError);
    expect(stack.interfaces().map(({ number }) => number)).toEqual([0, 1, 3]);
    expect(stack.addPointToPoint('anonymous01')).toBe(2);
    expect(stack.interface(2).name).toBe('anonymous01');
  });

  test('bring implicit routes, and take all their routes along', () => {
    const net = new TestNet();
    const stack = net.stack({ forwarding: true });
    const shown = (): string[] =>
      stack.routes
        .entries()
        .map(({ prefix, kind, active }) => `${printPrefix(prefix)} ${kind}${active ? '' : ' (down)'}`);
    net.card(stack, '192.168.0.1/24', '10.1.2.3/8');
    const pp = stack.addPointToPoint('pp1');
    stack.setAddresses(net.now, pp, [addressOf('203.0.113.2/32')], ipv4('203.0.113.1'));
    stack.routes.add({ prefix: prefixOf('0.0.0.0/0'), interface: pp, kind: 'static' });
    stack.setUp(net.now, pp, true);
    expect(shown()).toEqual([
      '0.0.0.0/0 static',
      '10.0.0.0/8 implicit (down)',
      '192.168.0.0/24 implicit (down)',
      '203.0.113.1/32 temporary',
      '203.0.113.2/32 implicit',
    ]);
    stack.setAddresses(net.now, pp, []);
    stack.setAddresses(net.now, 0, [addressOf('192.168.0.1/25')]);
    expect(shown()).toEqual(['0.0.0.0/0 static', '192.168.0.0/25 implicit (down)']);
    stack.removeInterface(net.now, pp);
    stack.removeInterface(net.now, 0);
    expect(shown()).toEqual([]);
    net.run(0);
    expect(net.arena.inUse).toBe(0);
  });

  test('carry 68 octets at least', () => {
    const net = new TestNet();
    const stack = net.stack({ forwarding: true });
    net.card(stack);
    stack.setMtu(0, 68);
    expect(() => stack.setMtu(0, 67)).toThrow(InvariantError);
  });

  test('lend their address to those that have none', () => {
    const { net, left, right } = scene();
    const source = (destination: string): string | undefined => {
      const address = left.sourceFor(ipv4(destination));
      return address && printIpv4(address);
    };
    expect(source('192.168.1.2')).toBe('192.168.0.1'); // over the unnumbered link
    expect(source('192.168.0.2')).toBe('192.168.0.1');
    expect(source('192.168.0.1')).toBe('192.168.0.1');
    expect(source('127.0.0.1')).toBe('127.0.0.1');
    expect(source('203.0.113.1')).toBeUndefined();
    left.setAddresses(net.now, 0, ['192.168.0.1/24', '10.0.0.1/8'].map(addressOf));
    left.routes.add({ prefix: prefixOf('172.16.0.0/12'), gateway: ipv4('10.0.0.254'), kind: 'static' });
    expect(source('10.0.0.9')).toBe('10.0.0.1');
    expect(source('172.16.0.1')).toBe('10.0.0.1'); // the address in the gateway's network
    right.removeInterface(net.now, 1);
    expect(right.sourceFor(ipv4('192.168.0.2'))).toBeUndefined();
  });
});

describe('packets of the owner’s protocols', () => {
  test('are delivered with their header once claimed, whole', () => {
    const { net, a, b } = scene();
    const send = (octets: number) =>
      a.send(
        net.now,
        UNSPECIFIED,
        ipv4('192.168.1.2'),
        Ipv4.PROTOCOL.gre,
        net.arena.takeCopy(new Uint8Array(octets).fill(3)),
      );
    expect(send(40)).toBe('sent');
    net.run(seconds(1));
    expect(eventsOf(a)).toMatchObject([{ error: 'unreachable', code: 2 }]); // nobody speaks it yet
    b.claim(Ipv4.PROTOCOL.gre);
    send(40);
    send(3000);
    net.run(seconds(1));
    const lengths: number[] = [];
    for (let slot = b.deliveries.shift(); slot !== NO_SLOT; slot = b.deliveries.shift()) {
      expect(b.deliveries.tag).toBe(Ipv4.PROTOCOL.gre);
      const packet = Ipv4.parse(net.arena.copy(slot));
      expect(packet).toMatchObject({ ok: true, value: { source: ipv4('192.168.0.2'), timeToLive: 62 } });
      lengths.push(net.arena.length[slot]!);
      net.arena.release(slot);
    }
    expect(lengths).toEqual([60, 3020]);
    net.expectBalanced();
    expect(net.arena.inUse).toBe(0);
  });

  test('go out as they were asked for', () => {
    const { net, a, b } = scene();
    b.claim(Ipv4.PROTOCOL.gre);
    const options = { timeToLive: 9, typeOfService: 0x10, dontFragment: true };
    a.send(net.now, ipv4('192.168.0.2'), ipv4('192.168.1.2'), Ipv4.PROTOCOL.gre, net.arena.take(8), options);
    net.run(seconds(1));
    const slot = b.deliveries.shift();
    expect(Ipv4.parse(net.arena.copy(slot))).toMatchObject({
      value: { timeToLive: 7, typeOfService: 0x10, dontFragment: true },
    });
    net.arena.release(slot);
    const long = net.arena.take(1400);
    expect(a.send(net.now, UNSPECIFIED, ipv4('192.168.1.2'), 47, long, { dontFragment: true })).toBe('sent');
    net.run(seconds(1));
    expect(eventsOf(a)).toMatchObject([{ code: 4, nextHopMtu: 1280 }]);
    expect(a.send(net.now, UNSPECIFIED, ipv4('192.168.1.2'), 47, net.arena.take(1481), { dontFragment: true })).toBe(
      'fragmentation-needed',
    );
    expect(net.arena.inUse).toBe(0);
    net.expectBalanced();
  });

  test('to a group leave by the interface that is named', () => {
    const { net, a } = scene();
    net.keepTrace = true;
    a.send(net.now, UNSPECIFIED, ipv4('224.0.0.9'), 17, net.arena.takeCopy(hex('0208020800080000')), { interface: 0 });
    net.run(seconds(1));
    expect([...net.trace[0]!.subarray(0, 6)]).toEqual([0x01, 0x00, 0x5e, 0x00, 0x00, 0x09]);
    expect(net.arena.inUse).toBe(0);
  });
});

describe('TCP over the stack', () => {
  const drain = (stack: Ipv4Stack): TcpEvent[] => {
    const events: TcpEvent[] = [];
    for (let event = stack.tcp.pollEvent(); event !== undefined; event = stack.tcp.pollEvent()) events.push(event);
    return events;
  };

  test.each([1, 2, 3])('carries everything over a bad wire (seed %d)', (seed) => {
    const { net, a, b } = scene(seed);
    net.faults = { loss: 30, duplication: 20, reordering: 50, damage: 10 };
    const octets = new Random(seed).octets(40_000);
    b.tcp.listen(1723);
    const client = a.tcp.connect(net.now, {
      local: ipv4('192.168.0.2'),
      remote: ipv4('192.168.1.2'),
      remotePort: 1723,
    });
    const received: number[] = [];
    let sent = 0;
    for (let steps = 0; received.length < octets.length && steps < 4000; steps++) {
      if (client.state === 'ESTABLISHED') sent += client.send(net.now, octets.subarray(sent));
      a.flush(net.now);
      net.run(milliseconds(100));
      drain(a);
      for (const event of drain(b)) if (event.kind === 'readable') received.push(...event.connection.read());
      b.flush(net.now);
    }
    expect({ seed, ok: Buffer.from(received).equals(octets) }).toEqual({ seed, ok: true });
    client.abort(net.now);
    a.flush(net.now);
    net.run(seconds(40));
    net.expectBalanced();
    expect({ seed, inUse: net.arena.inUse }).toEqual({ seed, inUse: 0 });
  });

  test('a port that nobody listens at refuses', () => {
    const { net, a } = scene();
    a.tcp.connect(net.now, { local: ipv4('192.168.0.2'), remote: ipv4('192.168.1.2'), remotePort: 23 });
    a.flush(net.now);
    net.run(seconds(1));
    expect(drain(a)).toMatchObject([{ kind: 'closed', reason: 'refused' }]);
  });

  test('a host that is not there is known soon', () => {
    const { net, a } = scene();
    a.tcp.connect(net.now, { local: ipv4('192.168.0.2'), remote: ipv4('203.0.113.1'), remotePort: 23 });
    a.flush(net.now);
    net.run(seconds(1));
    expect(eventsOf(a)).toMatchObject([{ kind: 'icmp-error', code: 0, quoted: { protocol: 6 } }]);
    expect(a.tcp.counters.icmpErrorsIgnored).toBe(0); // TCP heard of it
  });

  test('with ourselves', () => {
    const { net, a } = scene();
    a.tcp.listen(80);
    const client = a.tcp.connect(net.now, { local: ipv4('192.168.0.2'), remote: ipv4('192.168.0.2'), remotePort: 80 });
    a.flush(net.now);
    expect(client.state).toBe('ESTABLISHED');
    client.send(net.now, hex('01020304'));
    a.flush(net.now);
    const readable = drain(a).find((event) => event.kind === 'readable');
    expect(readable?.connection.read()).toEqual(hex('01020304'));
    expect(net.arena.inUse).toBe(0);
  });
});

describe('a storm', () => {
  test.each([1, 2, 3, 4])('leaves no packet unaccounted for, and nothing behind (seed %d)', (seed) => {
    const { net, a, b, left, right } = scene(seed);
    const random = new Random(seed).fork('storm');
    const hosts = [a, b, left, right];
    const addresses = [
      '192.168.0.2',
      '192.168.1.2',
      '192.168.0.1',
      '192.168.1.1',
      '192.168.0.77',
      '192.168.1.255',
      '203.0.113.1',
      '127.0.0.1',
      '224.0.0.1',
    ].map(ipv4);
    net.faults = { loss: 100, duplication: 100, reordering: 300, damage: 30 };
    b.claim(Ipv4.PROTOCOL.gre);
    const any = (): Ipv4Address => addresses[random.below(addresses.length)]!;
    for (let i = 0; i < 600; i++) {
      const from = hosts[random.below(4)]!;
      const destination = any();
      const payloadOctets = random.below(random.chance(1, 5) ? 5000 : 200);
      if (random.chance(1, 2))
        from.sendEcho(net.now, {
          destination,
          identifier: 1,
          sequence: i,
          payloadOctets,
          timeToLive: 1 + random.below(4),
        });
      else
        from.send(net.now, UNSPECIFIED, destination, [6, 17, 47, 99][random.below(4)]!, net.arena.take(payloadOctets));
      if (random.chance(1, 4)) {
        const fragmentOffset = random.below(4) * 8;
        const payload = random.octets(random.below(40));
        net.inject(
          [left, 1],
          packetOf({
            source: any(),
            destination: any(),
            fragmentOffset,
            moreFragments: random.chance(1, 2),
            payload,
            protocol: random.below(20),
          }),
        );
      }
      if (random.chance(1, 50)) left.setUp(net.now, 0, random.chance(2, 3));
      if (random.chance(1, 60)) {
        left.removeInterface(net.now, 1);
        expect(left.addPointToPoint('pp1')).toBe(1);
        left.setMtu(1, 1280);
        left.setUp(net.now, 1, true);
        left.routes.add({ prefix: prefixOf('192.168.1.0/24'), interface: 1, kind: 'static' });
      }
      if (random.chance(1, 60)) left.setAddresses(net.now, 0, [addressOf(`192.168.0.${random.below(3)}/24`)]);
      net.run(milliseconds(random.below(30)));
      if (i % 20 === 0) net.expectBalanced();
      for (const stack of hosts) eventsOf(stack);
      b.deliveries.clear();
    }
    net.run(seconds(60));
    b.deliveries.clear();
    net.expectBalanced();
    expect({ seed, inUse: net.arena.inUse }).toEqual({ seed, inUse: 0 });
    const discards = Object.entries(left.discards).filter(([, count]) => count > 0);
    expect(discards.length).toBeGreaterThan(8); // the storm was one
  });
});

test('10,000 frames of any octets do no harm', () => {
  const { net, left } = scene();
  left.claim(Ipv4.PROTOCOL.gre);
  left.udp.bind(1);
  const random = new Random(0x5eed);
  const view = new DataView(new ArrayBuffer(128));
  for (let i = 0; i < 10_000; i++) {
    const octets = random.octets(random.below(128));
    const damaged = new Uint8Array(view.buffer, 0, octets.length);
    damaged.set(octets);
    // As far into the stack as chance will have it: our card, a kind of payload, a header whose checksum holds, our address.
    damaged.set([0x00, 0xa0, 0xde, 0x00, 0x00, 0x02].slice(0, octets.length));
    if (octets.length > 40 && random.chance(9, 10)) {
      view.setUint16(12, random.chance(1, 5) ? 0x0806 : 0x0800);
      view.setUint8(14, random.chance(4, 5) ? 0x45 : 0x40 + random.below(16));
      view.setUint16(16, random.chance(4, 5) ? 20 + random.below(octets.length - 33) : random.below(200));
      if (random.chance(3, 4)) view.setUint16(20, 0);
      view.setUint8(23, [1, 6, 17, 47, 99][random.below(5)]!);
      if (random.chance(3, 4)) view.setUint32(30, ipv4(random.chance(1, 2) ? '192.168.0.1' : '192.168.1.9'));
      const headerOctets = (view.getUint8(14) & 15) * 4;
      if (14 + headerOctets <= octets.length) Ipv4.writeChecksumAt(view, 14);
    }
    net.inject([left, 0], damaged);
    if (i % 20 === 0) net.run(milliseconds(1));
    eventsOf(left);
    left.deliveries.clear();
  }
  net.run(seconds(60));
  net.expectBalanced();
  left.deliveries.clear();
  expect(net.arena.inUse).toBe(0);
  expect(left.counters.delivered).toBeGreaterThan(500);
  expect(left.counters.forwarded).toBeGreaterThan(500);
});
