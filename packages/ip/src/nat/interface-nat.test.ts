/** NAT at the interfaces of a router among hosts. */
import { describe, expect, test } from '@jest/globals';
import { NO_SLOT } from '@rtemu/engine/arena';
import { milliseconds, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import * as Tcp from '@rtemu/wire/tcp';
import { type End, eventsOf, prefixOf, TestNet } from '../net.suite.js';
import type { Ipv4Stack } from '../stack.js';
import { type Applied, InterfaceNat } from './interface-nat.js';
import { show, tcp, udp } from './nat.suite.js';
import { NatDescriptor } from './nat-descriptor.js';
import { INITIAL, type NatOptions } from './nat-options.js';

const PC = '192.168.0.2';
const WEB = '203.0.113.9';
const OUTER = '203.0.113.1';

const port = (number: number) => ({ outer: { first: number, last: number }, inner: { first: number, last: number } });

/** A host behind a router with NAT towards a host outside; what NAT is, each test says. */
function scene(
  options: Partial<NatOptions>,
  outers: readonly string[] = [OUTER],
  more: (net: TestNet) => readonly Applied[] = () => [],
) {
  const net = new TestNet();
  const [pc, router, web, other] = [false, true, false, false].map((forwarding) => net.stack({ forwarding }));
  const inside = net.card(pc!, `${PC}/24`);
  const lan = net.card(router!, '192.168.0.1/24');
  const wan = net.card(router!, `${OUTER}/24`);
  const outside = net.card(web!, `${WEB}/24`);
  const second = net.card(other!, '192.168.0.3/24');
  net.cable(inside, lan, second);
  net.cable(wan, outside);
  for (const host of [pc!, other!])
    host.routes.add({ prefix: prefixOf('0.0.0.0/0'), gateway: ipv4('192.168.0.1'), kind: 'static' });
  const descriptor = new NatDescriptor(net.arena, { ...INITIAL, number: 1, type: 'masquerade', ...options });
  const addresses = outers.map((outer) => ipv4(outer) | 0);
  const applied: Applied[] = [{ descriptor, outers: () => addresses, reverse: false }, ...more(net)];
  router!.setNat(wan[1], new InterfaceNat(net.arena, router!.interface(wan[1]), applied));
  return { net, pc: pc!, router: router!, web: web!, other: other!, second, inside, lan, wan, outside, descriptor };
}

/** Sends a packet that somebody made, from a host's card. */
function send(net: TestNet, [stack]: End, octets: Uint8Array): void {
  const view = new DataView(octets.buffer, octets.byteOffset);
  const slot = net.arena.takeCopy(octets.slice(20));
  stack.send(net.now, view.getUint32(12) as never, view.getUint32(16) as never, octets[9]!, slot);
  net.run(milliseconds(20));
}

/** What came to a host of protocols that nobody there speaks, shown. */
function heard(stack: Ipv4Stack, net: TestNet): string[] {
  const lines: string[] = [];
  for (let slot = stack.deliveries.shift(); slot !== NO_SLOT; slot = stack.deliveries.shift()) {
    lines.push(show(net.arena.copy(slot)));
    net.arena.release(slot);
  }
  return lines;
}

describe('masquerade between two networks', () => {
  test('an echo and its answer; a host that cannot be reached is told to who asked', () => {
    const { net, pc } = scene({});
    pc.sendEcho(net.now, { destination: ipv4(WEB), identifier: 5, sequence: 1, payloadOctets: 8 });
    net.run(milliseconds(50));
    expect(eventsOf(pc)).toMatchObject([{ kind: 'echo-reply', identifier: 5, source: ipv4(WEB) }]);
    net.expectBalanced();
  });

  test('a closed well-known port answers by RST from the address that was called, others are silent', () => {
    const { net, web, outside } = scene({});
    web.claim(6);
    send(net, outside, tcp(`${WEB}:1025`, `${OUTER}:80`, { flags: Tcp.FLAG.syn }));
    send(net, outside, tcp(`${WEB}:1025`, `${OUTER}:8080`, { flags: Tcp.FLAG.syn }));
    expect(heard(web, net)).toEqual([`TCP ${OUTER}:80 > ${WEB}:1025`]);
    net.expectBalanced();
  });

  test('packets of the router itself get their answers', () => {
    const { net, router, descriptor } = scene({});
    router.sendEcho(net.now, { destination: ipv4(WEB), identifier: 5, sequence: 1, payloadOctets: 8 });
    net.run(milliseconds(50));
    expect(eventsOf(router)).toMatchObject([{ kind: 'echo-reply', identifier: 5 }]);
    expect(descriptor.maker.table.size).toBe(1);
  });

  test('a datagram of several fragments crosses, whoever cuts it', () => {
    const { net, pc } = scene({});
    pc.sendEcho(net.now, { destination: ipv4(WEB), identifier: 5, sequence: 1, payloadOctets: 4000 });
    net.run(seconds(1));
    expect(eventsOf(pc)).toMatchObject([{ kind: 'echo-reply', payloadOctets: 4000 }]);
    net.expectBalanced();
  });

  test('a packet that wants not to be cut is cut where NAT takes that wish away', () => {
    for (const removesDontFragment of [true, false]) {
      const { net, pc, router, wan } = scene({ removesDontFragment });
      router.setMtu(wan[1], 600);
      pc.sendEcho(net.now, {
        destination: ipv4(WEB),
        identifier: 5,
        sequence: 1,
        payloadOctets: 1000,
        dontFragment: true,
      });
      net.run(seconds(1));
      expect(eventsOf(pc).map(({ kind }) => kind)).toEqual([removesDontFragment ? 'echo-reply' : 'icmp-error']);
    }
  });
});

describe('outer addresses', () => {
  test('ARP is answered for them on their own network (manual 23.2)', () => {
    const { net, web } = scene({ statics: [{ outer: ipv4('203.0.113.77'), inner: ipv4(PC), count: 1 }] });
    web.sendEcho(net.now, { destination: ipv4('203.0.113.77'), identifier: 9, sequence: 1, payloadOctets: 8 });
    net.run(milliseconds(50));
    expect(eventsOf(web)).toMatchObject([{ kind: 'echo-reply', source: ipv4('203.0.113.77') }]);
  });

  test('with another, what rested on the old one is forgotten', () => {
    const { net, router, wan, web, inside, descriptor } = scene({});
    const on = router.interface(wan[1]);
    const nat = new InterfaceNat(net.arena, on, [
      { descriptor, outers: (addresses) => addresses.slice(0, 1).map(({ address }) => address | 0), reverse: false },
    ]);
    router.setNat(wan[1], nat);
    web.claim(17);
    send(net, inside, udp(`${PC}:7`, `${WEB}:9`));
    router.setAddresses(net.now, wan[1], [prefixOf('203.0.113.5/24')]);
    send(net, inside, udp(`${PC}:7`, `${WEB}:9`));
    expect(heard(web, net)).toEqual([`UDP ${OUTER}:60000 > ${WEB}:9`, `UDP 203.0.113.5:60001 > ${WEB}:9`]);
    expect(descriptor.maker.table.size).toBe(1);
  });

  test('what waited for a link is translated when its address is known', () => {
    const { net, router, descriptor } = scene({});
    const link = router.addPointToPoint('PP[01]');
    router.setNat(
      link,
      new InterfaceNat(net.arena, router.interface(link), [
        { descriptor, outers: (own) => own.map(({ address }) => address | 0), reverse: false },
      ]),
    );
    router.setUp(net.now, link, true);
    const early = net.arena.takeCopy(udp(`${PC}:7`, '198.51.100.1:9'));
    router.setAddresses(net.now, link, [prefixOf('198.51.100.77/32')]);
    router.resume(net.now, link, early);
    const sent = router.packets.shift();
    expect(show(net.arena.copy(sent))).toBe('UDP 198.51.100.77:60000 > 198.51.100.1:9');
    router.resume(net.now, link, sent);
    const again = router.packets.shift();
    expect(show(net.arena.copy(again))).toBe('UDP 198.51.100.77:60000 > 198.51.100.1:9');
    net.arena.release(again);
  });
});

describe('hairpins', () => {
  const masquerades = [{ inner: ipv4(PC), protocol: 17, ports: [port(53)] }];

  test('a host inside reaches another by the outer address, and sees answers from there', () => {
    const { net, pc, other, second } = scene({ masquerades, hairpin: true });
    pc.claim(17);
    other.claim(17);
    send(net, second, udp('192.168.0.3:7', `${OUTER}:53`));
    expect(heard(pc, net)).toEqual([`UDP ${OUTER}:60000 > ${PC}:53`]);
    send(net, [pc, 0], udp(`${PC}:53`, `${OUTER}:60000`));
    expect(heard(other, net)).toEqual([`UDP ${OUTER}:53 > 192.168.0.3:7`]);
  });

  test('which is off at first', () => {
    const { net, pc, router, inside } = scene({ masquerades });
    pc.claim(17);
    router.claim(17);
    send(net, inside, udp(`${PC}:7`, `${OUTER}:53`));
    expect(heard(router, net)).toEqual([`UDP ${PC}:7 > ${OUTER}:53`]);
    expect(heard(pc, net)).toEqual([]);
  });
});

describe('several descriptors', () => {
  test('the first that has to do with a packet translates it', () => {
    const inner = (address: string) => [{ first: ipv4(address), last: ipv4(address) }];
    const { net, web, inside } = scene({ inner: inner('192.168.0.99') }, [OUTER], ({ arena }) => [
      {
        descriptor: new NatDescriptor(arena, { ...INITIAL, number: 2, type: 'masquerade', inner: inner(PC) }),
        outers: () => [ipv4('203.0.113.2') | 0],
        reverse: false,
      },
    ]);
    web.claim(17);
    send(net, inside, udp(`${PC}:7`, `${WEB}:9`));
    expect(heard(web, net)).toEqual([`UDP 203.0.113.2:60000 > ${WEB}:9`]);
  });

  test('reverse: hosts outside look like one inside', () => {
    const { net, pc, outside } = scene(
      { statics: [{ outer: ipv4('203.0.113.50'), inner: ipv4(PC), count: 1 }] },
      [],
      ({ arena }) => [
        {
          descriptor: new NatDescriptor(arena, { ...INITIAL, number: 2, type: 'masquerade' }),
          outers: () => [ipv4('192.168.0.200') | 0],
          reverse: true,
        },
      ],
    );
    pc.claim(17);
    send(net, outside, udp(`${WEB}:9`, '203.0.113.50:7'));
    expect(heard(pc, net)).toEqual([`UDP 192.168.0.200:60000 > ${PC}:7`]);
  });
});
