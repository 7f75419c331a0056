import { describe, expect, test } from '@jest/globals';
import { NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { seconds } from '@rtemu/engine/time';
import { BROADCAST_MAC, type Ipv4Address, ipv4, type MacAddress, mac } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Ipv4 from '@rtemu/wire/ipv4';
import type { Discard } from './discard.js';
import { type End, frameOf, hex, icmpIn, packetOf, prefixOf, TestNet, unhex } from './net.suite.js';
import type { Ipv4Stack } from './stack.js';

const LAN_MAC = mac('00:a0:de:00:00:01'); // the first card of a test net
const NEIGHBOUR = mac('00:00:5e:00:53:77');

/** A router between 192.168.0.0/24 and 192.168.1.0/24, whose neighbours are all known, with a gateway to 10.0.0.0/8. */
function scene(forwarding = true): { net: TestNet; router: Ipv4Stack; lan: End; far: End } {
  const net = new TestNet();
  const router = net.stack({ forwarding });
  const lan = net.card(router, '192.168.0.1/24');
  const far = net.card(router, '192.168.1.1/24');
  net.cable(lan);
  net.cable(far);
  for (const host of [2, 254]) {
    router.arp.setPermanent(0, ipv4(`192.168.0.${host}`), NEIGHBOUR);
    router.arp.setPermanent(1, ipv4(`192.168.1.${host}`), NEIGHBOUR);
  }
  router.routes.add({ prefix: prefixOf('10.0.0.0/8'), gateway: ipv4('192.168.1.254'), kind: 'static' });
  net.keepTrace = true;
  return { net, router, lan, far };
}

/** The packets that were sent, each as text, and with whom they were for. */
const sent = (net: TestNet): string[] =>
  net.trace.splice(0).map((octets) => {
    const frame = Ethernet.parse(octets);
    return frame.ok ? `${frame.value.destination.toString(16)} ${Ipv4.describe(frame.value.payload)}` : 'broken';
  });

function came(fields: Partial<Ipv4.Ipv4Packet>, destination: MacAddress = LAN_MAC) {
  const all = scene();
  all.net.inject(all.lan, frameOf(destination, packetOf(fields)));
  const discards = Object.entries(all.router.discards).filter(([, count]) => count > 0);
  const replies = all.net.trace.map(icmpIn).filter((message) => message !== undefined);
  all.net.expectBalanced();
  expect(all.net.arena.inUse).toBe(0);
  return { ...all, discards, replies };
}

const options = (text: string): Uint8Array => hex(text);

describe('what goes on', () => {
  test('takes a hop, with a new link header and the checksum updated', () => {
    const all = came({ payload: new Uint8Array(30) });
    const [frame] = all.net.trace;
    expect(Ethernet.parse(frame!)).toMatchObject({ value: { destination: NEIGHBOUR, source: LAN_MAC + 1 } });
    const packet = Ipv4.parse(frame!.subarray(Ethernet.HEADER_OCTETS));
    expect(packet).toMatchObject({ ok: true, value: { timeToLive: 63, destination: ipv4('192.168.1.2') } });
    expect([all.router.counters.forwarded, all.discards]).toEqual([1, []]);
    const announcement = 60;
    expect(all.router.interface(1).counters).toMatchObject({ transmitted: 2, transmittedOctets: 64 + announcement });
    expect(all.router.interface(0).counters).toMatchObject({ received: 1, receivedOctets: 64 });
  });

  test('goes to the gateway when the route has one', () => {
    const { net } = came({ destination: ipv4('10.9.9.9') });
    expect(sent(net)).toEqual([expect.stringContaining('> 10.9.9.9 ')]);
  });

  test('is cut where the link carries less, and padded where the frame is short', () => {
    const all = scene();
    all.router.setMtu(1, 576);
    all.net.inject(all.lan, frameOf(LAN_MAC, packetOf({ payload: new Uint8Array(560) })));
    expect(all.net.trace.map((frame) => frame.length)).toEqual([14 + 572, 60]);
    expect(sent(all.net)).toEqual([
      expect.stringContaining(' fragment=0+ 552 octets'),
      expect.stringContaining(' fragment=552 8 octets'),
    ]);
    expect(all.router.counters).toMatchObject({ forwarded: 1, fragmented: 1, fragmentsMade: 2 });
    all.net.expectBalanced();
    expect(all.net.arena.inUse).toBe(0);
  });

  test('padding is cut off before it goes on, and fresh padding is zero', () => {
    const all = scene();
    all.net.inject(
      all.lan,
      new Uint8Array([...frameOf(LAN_MAC, packetOf({ payload: hex('aa') })), ...Array(25).fill(0xee)]),
    );
    expect(unhex(all.net.trace[0]!.subarray(14 + 20))).toBe(`aa${'00'.repeat(25)}`);
  });
});

describe('what ends here', () => {
  test.each<[Discard, Partial<Ipv4.Ipv4Packet>]>([
    ['time-to-live', { timeToLive: 1 }],
    ['time-to-live', { timeToLive: 0 }],
    ['no-route', { destination: ipv4('203.0.113.1') }],
    ['directed-broadcast', { destination: ipv4('192.168.1.255') }],
    ['directed-broadcast', { destination: ipv4('192.168.1.0') }],
    ['martian-source', { source: ipv4('127.0.0.1') }],
    ['martian-source', { source: ipv4('0.0.0.0') }],
    ['martian-source', { source: ipv4('0.1.2.3') }],
    ['martian-source', { source: ipv4('224.0.0.1') }],
    ['martian-source', { source: ipv4('255.255.255.255') }],
    ['martian-source', { source: ipv4('192.168.0.255') }],
    ['martian-source', { source: ipv4('192.168.0.1') }],
    ['martian-source', { source: ipv4('192.168.1.1') }],
    ['martian-destination', { destination: ipv4('127.0.0.1') }],
    ['martian-destination', { destination: ipv4('0.0.0.0') }],
    ['martian-destination', { destination: ipv4('240.0.0.1') }],
    ['multicast', { destination: ipv4('239.1.2.3') }],
    ['source-route', { options: options('01 83 07 04 0a000001') }],
    ['source-route', { options: options('89 07 04 0a000001 00') }],
    ['source-route', { options: options('07 01 0000') }],
    ['protocol-unclaimed', { destination: ipv4('192.168.1.1'), protocol: 99 }],
    ['broadcast-unclaimed', { destination: ipv4('192.168.0.255'), protocol: Ipv4.PROTOCOL.icmp }],
    ['broadcast-unclaimed', { destination: ipv4('255.255.255.255'), protocol: Ipv4.PROTOCOL.tcp }],
  ])('%s', (reason, fields) => {
    const { router, discards } = came(fields);
    expect(discards).toEqual([[reason, 1]]);
    expect(router.interface(0).discards[reason]).toBe(1);
  });

  test('harmless options go on', () => {
    for (const text of ['94040000 01010101 00ff8389', '94040000 01010101 01010101'])
      expect(sent(came({ options: options(text) }).net)).toEqual([expect.stringContaining(' options=12 ')]);
  });

  test('a frame to all with a packet for one', () => {
    expect(came({}, BROADCAST_MAC).discards).toEqual([['link-broadcast', 1]]);
    const forAll = { destination: ipv4('192.168.0.255'), payload: hex('0007 0009 0008 0000') };
    expect(came(forAll, BROADCAST_MAC).router.udp.counters.unbound).toBe(1);
  });

  test('frames for others, of other kinds, or cut short', () => {
    const { net, router, lan } = scene();
    const whole = frameOf(LAN_MAC, packetOf({ payload: new Uint8Array(8) }));
    net.inject(lan, frameOf(NEIGHBOUR, packetOf({})));
    net.inject(lan, frameOf(LAN_MAC, packetOf({}), Ethernet.ETHER_TYPE.ipv6));
    for (let end = 0; end < whole.length; end++) net.inject(lan, whole.subarray(0, end));
    expect(router.discards).toMatchObject({
      'frame-for-another': 1,
      'ether-type': 1,
      'frame-truncated': 14,
      'packet-truncated': 28,
    });
    expect([router.interface(0).counters.unsupported, net.trace.length, net.arena.inUse]).toEqual([1, 0, 0]);
    net.expectBalanced();
  });

  test.each<[Discard, string]>([
    ['packet-malformed', '65000014000100004011 0000 c0a80002 c0a80102'],
    ['packet-malformed', '44000014000100004011 0000 c0a80002 c0a80102'],
    ['packet-malformed', '45000013000100004011 0000 c0a80002 c0a80102'],
    ['packet-truncated', '45000015000100004011 0000 c0a80002 c0a80102'],
    ['packet-truncated', '4f00003c000100004011 0000 c0a80002 c0a80102'],
    ['header-checksum', '45000014000100004011 0000 c0a80002 c0a80102'],
  ])('%s: %s', (reason, text) => {
    const { net, router, lan } = scene();
    net.inject(lan, frameOf(LAN_MAC, hex(text)));
    expect([router.discards[reason], net.trace.length, net.arena.inUse]).toEqual([1, 0, 0]);
  });

  test('everything that is not ours, at a host', () => {
    const { net, router, lan } = scene(false);
    net.inject(lan, frameOf(LAN_MAC, packetOf({})));
    expect([router.discards['not-forwarding'], net.trace.length, net.arena.inUse]).toEqual([1, 0, 0]);
  });

  test('what no buffer is left for', () => {
    const { net, router, lan } = scene();
    router.setMtu(1, 576);
    const frame = frameOf(LAN_MAC, packetOf({ payload: new Uint8Array(1000) }));
    const taken: Slot[] = [];
    for (let slot = net.arena.take(100); slot !== NO_SLOT; slot = net.arena.take(100)) taken.push(slot);
    net.arena.release(taken.pop()!); // for the frame itself
    net.inject(lan, frame);
    expect([router.discards['no-buffer'], router.interface(1).discards['no-buffer']]).toEqual([1, 1]);
    net.expectBalanced();
    expect(net.arena.inUse).toBe(taken.length);
  });

  test('what no link can take', () => {
    const { net, router, lan } = scene();
    router.setUp(net.now, 1, false);
    router.routes.add({ prefix: prefixOf('192.168.1.0/24'), interface: 1, kind: 'static' });
    net.inject(lan, frameOf(LAN_MAC, packetOf({})));
    expect(router.discards['no-route']).toBe(1); // a route over a link that is down is none
    expect(net.arena.inUse).toBe(0);
  });
});

describe('what the operator may let pass', () => {
  test('broadcasts to our networks from outside', () => {
    const { net, router, lan } = scene();
    router.policy.dropDirectedBroadcasts = false;
    net.inject(lan, frameOf(LAN_MAC, packetOf({ destination: ipv4('192.168.1.255') })));
    expect(sent(net)).toEqual([expect.stringMatching(/^ffffffffffff .* > 192\.168\.1\.255 .* ttl=63 /)]);
  });

  test('packets that want to choose their route, which they do not', () => {
    const { net, router, lan } = scene();
    router.policy.dropSourceRoutes = false;
    net.inject(lan, frameOf(LAN_MAC, packetOf({ options: options('01 83 07 04 0a000001') })));
    expect(sent(net)).toEqual([expect.stringContaining('> 192.168.1.2 ')]);
  });

  test('nothing at all', () => {
    const { net, router, lan } = scene();
    router.policy.forwarding = false;
    net.inject(lan, frameOf(LAN_MAC, packetOf({})));
    expect([router.discards['not-forwarding'], net.trace.length]).toEqual([1, 0]);
  });
});

describe('what senders are told', () => {
  test.each<[string, Partial<Ipv4.Ipv4Packet>, object]>([
    ['time to live', { timeToLive: 1 }, { kind: 'time-exceeded', code: 0 }],
    ['no route', { destination: ipv4('203.0.113.1') }, { kind: 'unreachable', code: 0 }],
    [
      'a protocol that nobody speaks',
      { destination: ipv4('192.168.1.1'), protocol: 99 },
      { kind: 'unreachable', code: 2 },
    ],
    [
      'a port that nobody has',
      { destination: ipv4('192.168.1.1'), payload: hex('0007 0009 0008 0000') },
      { kind: 'unreachable', code: 3 },
    ],
  ])('%s', (_, fields, told) => {
    const packet = packetOf(fields);
    const { net, lan } = scene();
    net.inject(lan, frameOf(LAN_MAC, packet));
    expect(net.trace.map(icmpIn)).toEqual([expect.objectContaining({ ...told, quoted: Uint8Array.from(packet) })]);
    const frame = Ipv4.parse(net.trace[0]!.subarray(Ethernet.HEADER_OCTETS));
    expect(frame).toMatchObject({ value: { source: ipv4('192.168.0.1'), destination: ipv4('192.168.0.2') } });
  });

  test('that a packet must be cut but may not, with the MTU, quoting it as it came', () => {
    const { net, router, lan } = scene();
    router.setMtu(1, 1280);
    const packet = packetOf({ dontFragment: true, payload: new Uint8Array(1261).fill(7) });
    net.inject(lan, frameOf(LAN_MAC, packet));
    const [message] = net.trace.map(icmpIn);
    expect(message).toMatchObject({ kind: 'unreachable', code: 4, nextHopMtu: 1280 });
    const quoted = message !== undefined && 'quoted' in message ? message.quoted : hex('');
    expect(quoted.length).toBe(576 - 28);
    expect(unhex(quoted)).toBe(unhex(packet.subarray(0, 576 - 28)));
    net.inject(lan, frameOf(LAN_MAC, packetOf({ dontFragment: true, payload: new Uint8Array(1260) })));
    expect(router.counters.forwarded).toBe(1);
    net.expectBalanced();
  });

  test.each<[string, Partial<Ipv4.Ipv4Packet>]>([
    ['an ICMP error', { protocol: Ipv4.PROTOCOL.icmp, payload: hex('0b00 0000 0000 0000') }],
    ['a redirect', { protocol: Ipv4.PROTOCOL.icmp, payload: hex('0501 0000 0000 0000') }],
    ['an ICMP message without a type', { protocol: Ipv4.PROTOCOL.icmp }],
    ['a fragment other than the first', { fragmentOffset: 8, payload: hex('00') }],
  ])('nothing about %s', (_, fields) => {
    const { replies, discards } = came({ timeToLive: 1, ...fields });
    expect([replies, discards]).toEqual([[], [['time-to-live', 1]]]);
  });

  test.each(['192.168.0.255', '255.255.255.255'])('nothing about a broadcast to %s', (destination) => {
    const { replies, router } = came({ destination: ipv4(destination), payload: hex('0007 0009 0008 0000') });
    expect([replies.length, router.udp.counters.unbound]).toEqual([0, 1]);
  });

  test('but an echo is no error', () => {
    expect(came({ timeToLive: 1, protocol: 1, payload: hex('0800 f7ff 0000 0000') }).replies).toHaveLength(1);
  });

  test('not more often than the limit, which fills up again', () => {
    const { net, router, lan } = scene();
    for (let i = 0; i < 70; i++) net.inject(lan, frameOf(LAN_MAC, packetOf({ timeToLive: 1 })));
    expect([router.icmp.counters.errorsSent, router.icmp.counters.suppressed]).toEqual([50, 20]);
    net.run(seconds(1));
    net.inject(lan, frameOf(LAN_MAC, packetOf({ timeToLive: 1 })));
    expect(router.icmp.counters.errorsSent).toBe(51);
    net.expectBalanced();
  });

  test('nothing at all where the operator says so', () => {
    const { net, router, lan } = scene();
    router.icmp.sends.timeExceeded = false;
    router.icmp.sends.unreachable = false;
    net.inject(lan, frameOf(LAN_MAC, packetOf({ timeToLive: 1 })));
    net.inject(lan, frameOf(LAN_MAC, packetOf({ destination: ipv4('203.0.113.1') })));
    expect([net.trace.length, router.icmp.counters.errorsSent]).toEqual([0, 0]);
  });

  test('of a better gateway on their own network, while the packet goes on', () => {
    const { net, router, lan } = scene();
    router.routes.add({ prefix: prefixOf('172.16.0.0/12'), gateway: ipv4('192.168.0.254'), kind: 'static' });
    net.inject(lan, frameOf(LAN_MAC, packetOf({ destination: ipv4('172.16.0.1') })));
    expect(net.trace.map(icmpIn)).toContainEqual(
      expect.objectContaining({ kind: 'redirect', code: 1, gateway: ipv4('192.168.0.254') }),
    );
    expect(net.trace).toHaveLength(2);
    router.icmp.sends.redirect = false;
    net.inject(lan, frameOf(LAN_MAC, packetOf({ destination: ipv4('172.16.0.1') })));
    expect(net.trace).toHaveLength(3);
    net.inject(lan, frameOf(LAN_MAC, packetOf({ destination: ipv4('172.16.0.1'), source: ipv4('10.0.0.9') })));
    expect(router.icmp.counters.redirectsSent).toBe(1); // not to whom the gateway is no neighbour
    net.expectBalanced();
  });
});

describe('what stands at an interface', () => {
  test('inward: NAT, IN filter; outward: OUT filter, NAT; each may end the way', () => {
    for (const stop of ['nat-in', 'in-filter', 'out-filter', 'nat-out', undefined] as const) {
      const { net, router, lan } = scene();
      const passed: string[] = [];
      const at = (place: string) => (): boolean => {
        passed.push(place);
        return place !== stop;
      };
      router.interface(0).nat = { inward: at('nat-in'), outward: at('wrong') };
      router.interface(0).inFilter = { passes: at('in-filter') };
      router.interface(0).outFilter = { passes: at('wrong') };
      router.interface(1).nat = { inward: at('wrong'), outward: at('nat-out') };
      router.interface(1).inFilter = { passes: at('wrong') };
      router.interface(1).outFilter = { passes: at('out-filter') };
      net.inject(lan, frameOf(LAN_MAC, packetOf({})));
      const all = ['nat-in', 'in-filter', 'out-filter', 'nat-out'];
      expect(passed).toEqual(stop === undefined ? all : all.slice(0, all.indexOf(stop) + 1));
      expect(net.trace.length).toBe(stop === undefined ? 1 : 0);
      if (stop !== undefined) expect(router.discards[stop]).toBe(1);
      net.expectBalanced();
      expect(net.arena.inUse).toBe(0);
    }
  });

  test('what NAT writes inward decides whether a packet is ours, and filters see it', () => {
    const { net, router, lan } = scene();
    const { arena } = net;
    const write = (slot: Slot, at: number, address: Ipv4Address): true => {
      const header = arena.start[slot]!;
      arena.view.setUint32(header + at, address);
      Ipv4.writeChecksumAt(arena.view, header);
      return true;
    };
    const seen: number[] = [];
    router.interface(0).nat = {
      inward: (_, slot) => write(slot, Ipv4.AT.destination, ipv4('192.168.1.2')),
      outward: () => true,
    };
    router.interface(0).inFilter = {
      passes: (_, slot) => seen.push(arena.view.getUint32(arena.start[slot]! + Ipv4.AT.destination)) > 0,
    };
    net.inject(lan, frameOf(LAN_MAC, packetOf({ destination: ipv4('192.168.0.1') })));
    expect([router.counters.forwarded, seen]).toEqual([1, [ipv4('192.168.1.2')]]);
    expect(sent(net)).toEqual([expect.stringContaining('> 192.168.1.2 ')]);
  });

  test('packets of our own pass the outward half', () => {
    const { net, router } = scene();
    router.interface(1).outFilter = { passes: () => false };
    const verdict = router.sendEcho(net.now, {
      destination: ipv4('192.168.1.2'),
      identifier: 1,
      sequence: 1,
      payloadOctets: 0,
    });
    expect([verdict, router.discards['out-filter'], net.arena.inUse]).toEqual(['out-filter', 1, 0]);
    net.expectBalanced();
  });
});
