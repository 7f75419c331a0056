import { describe, expect, test } from '@jest/globals';
import { after, seconds } from '@rtemu/engine/time';
import { BROADCAST_MAC, ipv4, type MacAddress, mac } from '@rtemu/wire/address';
import * as ArpPacket from '@rtemu/wire/arp';
import * as Ethernet from '@rtemu/wire/ethernet';
import { LIMIT } from './limits.js';
import { type End, eventsOf, frameOf, icmpIn, packetOf, prefixOf, TestNet } from './net.suite.js';
import type { Ipv4Stack } from './stack.js';

const OURS = mac('00:a0:de:00:00:01'); // the first card of a test net
const PEER = mac('00:00:5e:00:53:01');
const OTHER = mac('00:00:5e:00:53:02');
const NO_MAC = mac('00:00:00:00:00:00');

/** A router with a card at 192.168.0.1/24 and one at 10.0.0.1/24, their cables in the air. */
function scene(): { net: TestNet; router: Ipv4Stack; lan: End; wan: End } {
  const net = new TestNet();
  const router = net.stack({ forwarding: true });
  const lan = net.card(router, '192.168.0.1/24');
  const wan = net.card(router, '10.0.0.1/24');
  net.cable(lan);
  net.cable(wan);
  net.keepTrace = true;
  return { net, router, lan, wan };
}

interface Claim {
  readonly operation?: 'request' | 'reply';
  readonly senderMac?: MacAddress;
  readonly sender: string;
  readonly targetMac?: MacAddress;
  readonly target: string;
}

const arpFrame = ({ operation = 'request', senderMac = PEER, sender, targetMac = NO_MAC, target }: Claim): Uint8Array =>
  frameOf(
    operation === 'request' ? BROADCAST_MAC : OURS,
    ArpPacket.emit({ operation, senderMac, senderAddress: ipv4(sender), targetMac, targetAddress: ipv4(target) }),
    Ethernet.ETHER_TYPE.arp,
  );

/** What was sent since the last time, one line each. */
const sent = (net: TestNet): string[] =>
  net.trace.splice(0).map((octets) => {
    const frame = Ethernet.parse(octets);
    if (!frame.ok || frame.value.etherType !== Ethernet.ETHER_TYPE.arp) return 'a packet';
    return ArpPacket.describe(frame.value.payload).replace(/ \([^)]*\)/g, '');
  });

const packetTo = (text: string): Uint8Array =>
  frameOf(mac('00:a0:de:00:00:02'), packetOf({ source: ipv4('172.16.0.1'), destination: ipv4(text) }));

const known = (router: Ipv4Stack): string[] =>
  router.arp.entries().map(({ interface: number, mac: address }) => `${number} ${address.toString(16)}`);

describe('ARP', () => {
  test('a request for us is answered, and its sender is known from then on', () => {
    const { net, router, lan } = scene();
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.1' }));
    const [frame] = net.trace;
    expect(Ethernet.parse(frame!)).toMatchObject({ ok: true, value: { destination: PEER, source: OURS } });
    expect(frame!.length).toBe(60);
    expect(sent(net)).toEqual(['ARP reply 192.168.0.1 > 192.168.0.2']);
    expect(router.arp.entries()).toEqual([
      {
        interface: 0,
        address: ipv4('192.168.0.2'),
        mac: PEER,
        expires: after(net.now, seconds(1200)),
        permanent: false,
      },
    ]);
    expect(net.arena.inUse).toBe(0);
  });

  test('a packet waits for the answer; unanswered requests are repeated after 2 s, then every second', () => {
    const { net, router, lan, wan } = scene();
    net.inject(wan, packetTo('192.168.0.2'));
    expect(sent(net)).toEqual(['ARP request 192.168.0.1 > 192.168.0.2']);
    net.run(seconds(1.9));
    expect(sent(net)).toEqual([]);
    net.run(seconds(0.1));
    expect(sent(net)).toHaveLength(1);
    net.run(seconds(1));
    expect(sent(net)).toHaveLength(1);
    expect(net.arena.inUse).toBe(1);
    net.inject(lan, arpFrame({ operation: 'reply', sender: '192.168.0.2', target: '192.168.0.1', targetMac: OURS }));
    expect(sent(net)).toEqual(['a packet']);
    expect([router.counters.held, net.arena.inUse]).toEqual([0, 0]);
    net.run(seconds(60));
    expect(sent(net)).toEqual([]);
    net.expectBalanced();
  });

  test('after the last repetition the host is unreachable', () => {
    const { net, router, wan } = scene();
    router.arp.setPermanent(1, ipv4('10.0.0.2'), PEER);
    router.routes.add({ prefix: prefixOf('172.16.0.0/16'), gateway: ipv4('10.0.0.2'), kind: 'static' });
    for (let i = 0; i < 3; i++) net.inject(wan, packetTo('192.168.0.2'));
    net.run(seconds(5.9));
    expect(sent(net)).toHaveLength(5); // the request and four repetitions
    net.run(seconds(0.1));
    expect(net.trace.map(icmpIn)).toEqual(Array(3).fill(expect.objectContaining({ kind: 'unreachable', code: 1 })));
    expect(router.discards['arp-unanswered']).toBe(3);
    expect(net.arena.inUse).toBe(0);
    net.expectBalanced();
  });

  test('what is merely heard makes no entry', () => {
    const { net, router, lan } = scene();
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.3' })); // not for us
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.2' })); // gratuitous
    net.inject(lan, arpFrame({ operation: 'reply', sender: '192.168.0.2', target: '192.168.0.1', targetMac: OURS })); // unasked
    net.inject(lan, arpFrame({ sender: '10.9.9.9', target: '192.168.0.1' })); // not of this network, though answered
    expect(router.arp.entries()).toEqual([]);
    expect(router.arp.counters.unasked).toBe(4);
    expect(sent(net)).toEqual(['ARP reply 192.168.0.1 > 10.9.9.9']);
  });

  test('what is known is renewed by whatever is heard', () => {
    const { net, router, lan } = scene();
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.1' }));
    net.run(seconds(100));
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.2', senderMac: OTHER }));
    expect(router.arp.entries()).toMatchObject([{ mac: OTHER, expires: after(net.now, seconds(1200)) }]);
    expect(router.arp.counters.moved).toBe(1);
  });

  test('a permanent entry is moved by nobody, and serves at once', () => {
    const { net, router, lan, wan } = scene();
    net.inject(wan, packetTo('192.168.0.2'));
    router.arp.setPermanent(0, ipv4('192.168.0.2'), PEER);
    net.run(0);
    expect(sent(net)).toEqual(['ARP request 192.168.0.1 > 192.168.0.2', 'a packet']);
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.1', senderMac: OTHER }));
    expect(router.arp.entries()).toMatchObject([{ mac: PEER, permanent: true }]);
    net.run(seconds(5000));
    router.arp.clear();
    expect(known(router)).toHaveLength(1);
    router.arp.removePermanent(0, ipv4('192.168.0.2'));
    expect(known(router)).toEqual([]);
  });

  test('an entry that is as old as it may be is asked for again, and goes when nobody answers', () => {
    const { net, router, lan, wan } = scene();
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.1' }));
    net.run(seconds(1199));
    sent(net);
    net.run(seconds(1));
    expect(sent(net)).toEqual(['ARP request 192.168.0.1 > 192.168.0.2']);
    net.inject(wan, packetTo('192.168.0.2'));
    expect(sent(net)).toEqual(['a packet']); // it is good until then
    net.inject(lan, arpFrame({ operation: 'reply', sender: '192.168.0.2', target: '192.168.0.1', targetMac: OURS }));
    net.run(seconds(1199));
    expect(sent(net)).toEqual([]);
    net.run(seconds(6.9));
    expect([sent(net).length, known(router).length]).toEqual([5, 1]);
    net.run(seconds(0.1));
    expect(known(router)).toEqual([]);
    expect(router.nextTimeout()).toBe(Number.POSITIVE_INFINITY);
  });

  test('ip arp timer: another lifetime, more repetitions', () => {
    const { net, router, lan } = scene();
    router.setArpTimer(seconds(30), 6);
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.1' }));
    sent(net);
    net.run(seconds(60));
    expect(sent(net)).toHaveLength(7);
  });

  test('as many packets wait on an interface as are allowed, whoever they wait for', () => {
    const { net, router, wan } = scene();
    for (let i = 0; i < LIMIT.arpQueueLength + 5; i++) net.inject(wan, packetTo(`192.168.0.${2 + (i % 3)}`));
    expect([router.counters.held, router.discards['arp-queue-full']]).toEqual([LIMIT.arpQueueLength, 5]);
    router.setArpQueueLength(0, 0);
    net.inject(wan, packetTo('192.168.0.9'));
    expect(router.discards['arp-queue-full']).toBe(6);
    expect(sent(net)).toContain('ARP request 192.168.0.1 > 192.168.0.9'); // asked for, so that the next one finds it
    net.run(seconds(10));
    expect(net.arena.inUse).toBe(0);
    net.expectBalanced();
  });

  test('a sweep over an empty network asks for so many neighbours at a time', () => {
    const net = new TestNet();
    const router = net.stack({ forwarding: true });
    const lan = net.card(router, '192.168.0.1/16');
    const wan = net.card(router, '10.0.0.1/24');
    net.cable(lan);
    net.cable(wan);
    router.setArpQueueLength(0, 10_000);
    for (let i = 0; i < LIMIT.arpPending + 7; i++)
      net.inject(wan, packetTo(`192.168.${1 + (i >> 7)}.${1 + (i & 127)}`));
    expect([router.counters.held, router.discards['arp-limit']]).toEqual([LIMIT.arpPending, 7]);
    net.run(seconds(10));
    expect([router.counters.held, net.arena.inUse]).toEqual([0, 0]);
    net.expectBalanced();
  });

  test('a pulled cable forgets whom we knew and what waited', () => {
    const { net, router, lan, wan } = scene();
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.1' }));
    net.inject(wan, packetTo('192.168.0.3'));
    router.setUp(net.now, 0, false);
    expect([known(router).length, router.discards['interface-down'], net.arena.inUse]).toEqual([0, 1, 0]);
    net.inject(lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.1' }));
    expect([known(router).length, router.discards['interface-down']]).toEqual([0, 2]);
    net.expectBalanced();
  });

  test('an address of ours that another claims is reported, defended and never entered', () => {
    const { net, router, lan } = scene();
    net.inject(lan, arpFrame({ sender: '192.168.0.1', target: '192.168.0.1', senderMac: OTHER }));
    expect(eventsOf(router)).toEqual([
      { kind: 'address-conflict', at: net.now, interface: 0, address: ipv4('192.168.0.1'), mac: OTHER },
    ]);
    expect([router.arp.counters.conflicts, known(router).length]).toEqual([1, 0]);
    expect(sent(net)).toEqual(['ARP reply 192.168.0.1 > 192.168.0.1']);
  });

  test('we say who we are when a cable comes and when an address does', () => {
    const net = new TestNet();
    const router = net.stack({ forwarding: true });
    const lan = net.card(router, '192.168.0.1/24', '10.0.0.1/8');
    net.keepTrace = true;
    net.cable(lan);
    expect(sent(net)).toEqual(['ARP request 192.168.0.1 > 192.168.0.1', 'ARP request 10.0.0.1 > 10.0.0.1']);
    router.setAddresses(net.now, 0, [{ address: ipv4('192.168.0.9'), length: 24 }]);
    net.run(0);
    expect(sent(net)).toEqual(['ARP request 192.168.0.9 > 192.168.0.9']);
  });

  test('a request bears our address in the network that it asks in', () => {
    const net = new TestNet();
    const router = net.stack({ forwarding: true });
    const lan = net.card(router, '192.168.0.1/24', '10.0.0.1/8');
    net.cable(lan);
    net.keepTrace = true;
    router.sendEcho(net.now, { destination: ipv4('10.0.0.7'), identifier: 1, sequence: 0, payloadOctets: 8 });
    net.run(0);
    expect(sent(net)).toEqual(['ARP request 10.0.0.1 > 10.0.0.7']);
    net.run(seconds(10));
    expect(net.arena.inUse).toBe(0);
  });

  test.each([
    ['a group for a sender', { sender: '192.168.0.2', target: '192.168.0.1', senderMac: BROADCAST_MAC }],
    ['no card for a sender', { sender: '192.168.0.2', target: '192.168.0.1', senderMac: NO_MAC }],
    ['a multicast sender', { sender: '224.0.0.1', target: '192.168.0.1' }],
    ['a broadcast sender', { sender: '255.255.255.255', target: '192.168.0.1' }],
    ['a loopback sender', { sender: '127.0.0.1', target: '192.168.0.1' }],
  ])('%s is no neighbour', (_, claim) => {
    const { net, router, lan } = scene();
    net.inject(lan, arpFrame(claim));
    expect([router.arp.counters.malformed, sent(net).length, known(router).length]).toEqual([1, 0, 0]);
    expect(net.arena.inUse).toBe(0);
  });

  test('our own voice is not heard', () => {
    const { net, router, lan } = scene();
    net.inject(lan, arpFrame({ sender: '192.168.0.1', target: '192.168.0.1', senderMac: OURS }));
    expect([router.arp.counters.conflicts, sent(net).length]).toEqual([0, 0]);
  });

  test('every truncation of a request is read without harm', () => {
    const { net, router, lan } = scene();
    const whole = arpFrame({ sender: '192.168.0.2', target: '192.168.0.1' });
    for (let end = 0; end < whole.length; end++) net.inject(lan, whole.subarray(0, end));
    expect([known(router).length, sent(net).length, net.arena.inUse]).toEqual([0, 0, 0]);
    net.expectBalanced();
  });
});

describe('proxy ARP', () => {
  /** A dial-in peer at 192.168.0.77 behind the router, inside its LAN's network. */
  function withPeer(): ReturnType<typeof scene> {
    const all = scene();
    const pp = all.router.addPointToPoint('anonymous01');
    all.router.setAddresses(all.net.now, pp, [], ipv4('192.168.0.77'));
    all.router.setUp(all.net.now, pp, true);
    all.router.setProxyArp(0, true);
    return all;
  }
  const asked = ({ net, lan }: ReturnType<typeof scene>, claim: Claim): string[] => {
    net.inject(lan, arpFrame(claim));
    return sent(net);
  };

  test('answers with our card for a peer that is reached through another interface', () => {
    const all = withPeer();
    all.net.inject(all.lan, arpFrame({ sender: '192.168.0.2', target: '192.168.0.77' }));
    const frame = Ethernet.parse(all.net.trace[0]!);
    expect(frame.ok && ArpPacket.parse(frame.value.payload)).toMatchObject({
      value: { operation: 'reply', senderMac: OURS, senderAddress: ipv4('192.168.0.77'), targetMac: PEER },
    });
    expect(all.router.arp.counters.proxyRepliesSent).toBe(1);
  });

  test('is silent when it is off, when the peer is gone, and for what is on the same wire', () => {
    const all = withPeer();
    expect(asked(all, { sender: '192.168.0.2', target: '192.168.0.78' })).toEqual([]);
    all.router.setProxyArp(0, false);
    expect(asked(all, { sender: '192.168.0.2', target: '192.168.0.77' })).toEqual([]);
    all.router.setProxyArp(0, true);
    all.router.setUp(all.net.now, 2, false);
    expect(asked(all, { sender: '192.168.0.2', target: '192.168.0.77' })).toEqual([]);
  });

  test('speaks for our other addresses and for what a gateway leads to', () => {
    const all = withPeer();
    all.router.routes.add({ prefix: prefixOf('0.0.0.0/0'), gateway: ipv4('10.0.0.254'), kind: 'static' });
    expect(asked(all, { sender: '192.168.0.2', target: '10.0.0.1' })).toHaveLength(1);
    expect(asked(all, { sender: '192.168.0.2', target: '198.51.100.1' })).toHaveLength(1);
    for (const nobody of ['255.255.255.255', '224.0.0.1', '127.0.0.1', '0.0.0.0'])
      expect(asked(all, { sender: '192.168.0.2', target: nobody })).toEqual([]);
  });

  test('a host that tries out an address is told only of those in its network', () => {
    const all = withPeer();
    all.router.routes.add({ prefix: prefixOf('0.0.0.0/0'), gateway: ipv4('10.0.0.254'), kind: 'static' });
    expect(asked(all, { sender: '0.0.0.0', target: '192.168.0.77' })).toHaveLength(1);
    expect(asked(all, { sender: '0.0.0.0', target: '169.254.7.7' })).toEqual([]);
    expect(asked(all, { sender: '192.168.0.77', target: '192.168.0.77' })).toEqual([]); // it has made up its mind
  });
});

describe('an address is tried out', () => {
  const answered = (claim: Claim) => {
    const { net, router, lan } = scene();
    router.arp.probe(0, ipv4('192.168.0.9'), ipv4('0.0.0.0'));
    net.run(seconds(0.001));
    net.inject(lan, arpFrame(claim));
    return { net, router, told: eventsOf(router).filter(({ kind }) => kind === 'probe-answer') };
  };

  test('and who has it is told, without an entry for it', () => {
    const { router, told } = answered({ operation: 'reply', sender: '192.168.0.9', target: '0.0.0.0' });
    expect(told).toMatchObject([{ interface: 0, address: ipv4('192.168.0.9'), mac: PEER }]);
    expect(router.arp.entries()).toEqual([]);
  });

  test('and who tries it out as well', () => {
    expect(answered({ sender: '0.0.0.0', target: '192.168.0.9' }).told).toHaveLength(1);
  });

  test('and nobody else, nor anybody when that is over', () => {
    expect(answered({ operation: 'reply', sender: '192.168.0.8', target: '0.0.0.0' }).told).toEqual([]);
    const { net, router, lan } = scene();
    router.arp.probe(0, ipv4('192.168.0.9'), ipv4('0.0.0.0'));
    router.arp.endProbe(0, ipv4('192.168.0.9'));
    net.inject(lan, arpFrame({ operation: 'reply', sender: '192.168.0.9', target: '0.0.0.0' }));
    expect(eventsOf(router)).toEqual([]);
  });
});

test('a datagram goes to a station that ARP does not know, and from no address', () => {
  const { net, router } = scene();
  const socket = router.udp.bind(67)!;
  net.trace.length = 0;
  const told = { interface: 0, station: PEER, source: ipv4('0.0.0.0'), nameless: true };
  expect(router.udp.send(net.now, socket, ipv4('192.168.0.9'), 68, new Uint8Array(4), told)).toBe('sent');
  net.run(seconds(0.001));
  const [frame] = net.trace.slice(-1);
  const ethernet = Ethernet.parse(frame!);
  expect(ethernet.ok && ethernet.value.destination).toBe(PEER);
  expect([...frame!.subarray(26, 34)]).toEqual([0, 0, 0, 0, 192, 168, 0, 9]);
});
