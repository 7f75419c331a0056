import { describe, expect, test } from '@jest/globals';
import { milliseconds } from '@rtemu/engine/time';
import { ipv4, maskOf } from '@rtemu/wire/address';
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import { LIMIT } from './limits.js';
import { type End, eventsOf, frameOf, hex, icmpIn, packetOf, prefixOf, TestNet } from './net.suite.js';
import { Redirects } from './redirects.js';
import { NO_ROUTE, RouteTable } from './route-table.js';

const HOST = ipv4('192.168.0.2');
const FAR = ipv4('192.168.1.2');
const ROUTER = ipv4('192.168.0.1');

/** A host, a router with two LANs, a host; and what the first LAN's wire carried. */
function scene() {
  const net = new TestNet();
  const router = net.stack({ forwarding: true });
  const [near, far] = [net.card(router, '192.168.0.1/24'), net.card(router, '192.168.1.1/24')];
  const host = net.card(net.stack({ forwarding: false }), '192.168.0.2/24');
  const other = net.card(net.stack({ forwarding: false }), '192.168.1.2/24');
  net.cable(near, host);
  net.cable(far, other);
  for (const [stack, gateway] of [
    [host[0], '192.168.0.1'],
    [other[0], '192.168.1.1'],
  ] as const)
    stack.routes.add({ prefix: prefixOf('0.0.0.0/0'), gateway: ipv4(gateway), kind: 'static' });
  net.run(milliseconds(10));
  net.keepTrace = true;
  return { net, router, near, far, host, other };
}

/** The packet arrives at the router's end of the near wire. */
function give(net: TestNet, [stack, number]: End, packet: Uint8Array): void {
  net.inject([stack, number], frameOf(stack.interface(number).mac, packet));
  net.run(milliseconds(10));
}

const told = (net: TestNet): (string | undefined)[] =>
  net.trace.flatMap((octets) => {
    const message = icmpIn(octets);
    return message === undefined || message.kind === 'echo' ? [] : [message.kind];
  });

function synOf(mss: number): Uint8Array {
  const octets = Tcp.emit({
    sourcePort: 1025,
    destinationPort: 80,
    sequence: 1,
    acknowledgement: 0,
    flags: Tcp.FLAG.syn,
    window: 1000,
    urgentPointer: 0,
    options: [{ kind: 'mss', octets: mss }],
    payload: new Uint8Array(0),
  });
  Tcp.writeChecksum(octets, HOST, FAR);
  return octets;
}

describe('tcp mss limit', () => {
  const passed = (prepare: (scene_: ReturnType<typeof scene>) => void): [number | undefined, boolean] => {
    const all = scene();
    prepare(all);
    give(all.net, all.near, packetOf({ source: HOST, destination: FAR, protocol: Tcp.PROTOCOL, payload: synOf(1460) }));
    for (const octets of all.net.trace) {
      const packet = Ipv4.parse(octets.subarray(14));
      if (!packet.ok || packet.value.protocol !== Tcp.PROTOCOL || packet.value.destination !== FAR) continue;
      const segment = Tcp.parse(packet.value.payload);
      const option = segment.ok ? segment.value.options[0] : undefined;
      return [
        option?.kind === 'mss' ? option.octets : undefined,
        Tcp.checksumHolds(packet.value.payload, packet.value.source, FAR),
      ];
    }
    return [undefined, false];
  };

  test('holds for what comes in and for what goes out, the lower one', () => {
    expect(passed(() => {})).toEqual([1460, true]);
    expect(passed(({ router, near }) => router.setMssLimit(near[1], 1200))).toEqual([1200, true]);
    expect(passed(({ router, far }) => router.setMssLimit(far[1], 1300))).toEqual([1300, true]);
    expect(
      passed(({ router, near, far }) => {
        router.setMssLimit(near[1], 1250);
        router.setMssLimit(far[1], 1240);
      }),
    ).toEqual([1240, true]);
  });

  test('leaves later fragments alone, whatever they look like', () => {
    const { net, router, near } = scene();
    router.setMssLimit(near[1], 536);
    const payload = synOf(1460);
    give(net, near, packetOf({ source: HOST, destination: FAR, protocol: Tcp.PROTOCOL, fragmentOffset: 64, payload }));
    const came = net.trace.map((octets) => Ipv4.parse(octets.subarray(14))).find(({ ok }) => ok);
    expect(came?.ok && came.value.payload.subarray(0, payload.length)).toEqual(payload);
  });
});

describe('packets that do not want to be cut', () => {
  test('are cut where the operator says so, and only those', () => {
    const { net, router, near, far } = scene();
    router.setMtu(far[1], 576);
    const [, other] = [FAR, ipv4('192.168.1.3')];
    router.policy.fragmentable = {
      passes: (_, slot) => net.arena.view.getUint32(net.arena.start[slot]! + Ipv4.AT.destination) === FAR,
    };
    for (const destination of [FAR, other])
      give(net, near, packetOf({ source: HOST, destination, dontFragment: true, payload: new Uint8Array(1000) }));
    expect([router.counters.fragmented, router.discards['fragmentation-needed'], told(net)]).toEqual([
      1,
      1,
      ['unreachable'],
    ]);
    net.expectBalanced();
  });
});

describe('rebound', () => {
  test('what is to go back where it came from is dropped, and its sender told', () => {
    const { net, router, near } = scene();
    router.routes.add({ prefix: prefixOf('10.0.0.0/8'), gateway: HOST, kind: 'static' });
    router.setRebounds(near[1], false);
    give(net, near, packetOf({ source: HOST, destination: ipv4('10.0.0.1') }));
    expect([router.discards.rebound, told(net)]).toEqual([1, ['unreachable']]);
    router.setRebounds(near[1], true);
    give(net, near, packetOf({ source: HOST, destination: ipv4('10.0.0.1') }));
    expect(router.discards.rebound).toBe(1);
    net.expectBalanced();
  });
});

describe('stealth', () => {
  const knocks: readonly [string, Partial<Ipv4.Ipv4Packet>][] = [
    ['echo', { protocol: 1, payload: Icmp.emit({ kind: 'echo', identifier: 1, sequence: 1, data: hex('00') }) }],
    [
      'mask request',
      { protocol: 1, payload: Icmp.emit({ kind: 'mask-request', identifier: 1, sequence: 1, mask: 0 as never }) },
    ],
    ['closed UDP port', { protocol: 17, payload: hex('0401 0402 0008 0000') }],
    ['unknown protocol', { protocol: 99, payload: hex('00000000') }],
    ['closed TCP port', { protocol: 6, payload: synOf(1460) }],
  ];

  test.each(knocks)('a knock by %s is answered, or not', (_, fields) => {
    const answers = (stealth: boolean): number => {
      const { net, router, near } = scene();
      router.setStealth(near[1], stealth);
      const packet = { ...fields };
      if (fields.protocol === 6) {
        const payload = synOf(1460);
        Tcp.writeChecksum(payload, HOST, ROUTER);
        packet.payload = payload;
      }
      give(net, near, packetOf({ source: HOST, destination: ROUTER, ...packet }));
      expect(net.arena.inUse).toBe(0);
      return net.trace.filter((frame) => frame[12] === 0x08 && frame[13] === 0x00).length; // without ARP
    };
    expect([answers(false), answers(true)]).toEqual([1, 0]);
  });

  test('does not keep answers to ourselves away, nor errors about what only passes', () => {
    const { net, router, near } = scene();
    router.setStealth(near[1], true);
    router.sendEcho(net.now, { destination: HOST, identifier: 1, sequence: 1, payloadOctets: 8 });
    net.run(milliseconds(10));
    expect(eventsOf(router).map(({ kind }) => kind)).toEqual(['echo-reply']);
    give(net, near, packetOf({ source: HOST, destination: ipv4('203.0.113.1') }));
    expect(told(net)).toContain('unreachable');
  });
});

describe('questions by ICMP', () => {
  const ask = (message: Icmp.IcmpMessage, prepare?: (router: ReturnType<typeof scene>['router']) => void) => {
    const { net, router, near } = scene();
    prepare?.(router);
    give(net, near, packetOf({ source: HOST, destination: ROUTER, protocol: 1, payload: Icmp.emit(message) }));
    return net.trace.flatMap((octets) => icmpIn(octets) ?? [])[0];
  };

  test('for the mask', () => {
    const question = { kind: 'mask-request', identifier: 7, sequence: 9, mask: ipv4('0.0.0.0') } as const;
    const mask = maskOf(24) >>> 0;
    expect(ask(question)).toMatchObject({ kind: 'mask-reply', identifier: 7, sequence: 9, mask });
    expect(ask(question, ({ icmp }) => (icmp.sends.maskReply = false))).toBeUndefined();
  });

  test('for the time, of which we say that it is not that of the day', () => {
    const question = { kind: 'timestamp', identifier: 7, sequence: 9, originate: 5, receive: 0, transmit: 0 } as const;
    const answer = ask(question);
    expect(answer).toMatchObject({ kind: 'timestamp-reply', identifier: 7, sequence: 9, originate: 5 });
    expect(answer?.kind === 'timestamp-reply' && answer.receive >>> 31).toBe(1);
    expect(ask(question, ({ icmp }) => (icmp.sends.timestampReply = false))).toBeUndefined();
  });

  test('a wrong option is told of where that is wanted, with its place; a source route is not wrong', () => {
    const withOptions = (options: string, wanted: boolean): Icmp.IcmpMessage | undefined => {
      const { net, router, near } = scene();
      router.icmp.sends.parameterProblem = wanted;
      give(net, near, packetOf({ source: HOST, destination: FAR, options: hex(options) }));
      return net.trace.flatMap((octets) => icmpIn(octets) ?? [])[0];
    };
    expect(withOptions('01 44 01 00', true)).toMatchObject({ kind: 'parameter-problem', pointer: 21 });
    expect(withOptions('01 01 01 07', true)).toMatchObject({ kind: 'parameter-problem', pointer: 23 });
    expect(withOptions('01 44 01 00', false)).toBeUndefined();
    expect(withOptions('83 03 04 00', true)).toBeUndefined();
  });
});

describe('redirects', () => {
  const OURS = ipv4('192.168.0.1');
  const [FIRST, SECOND] = [ipv4('192.168.0.254'), ipv4('192.168.0.253')];
  const TARGET = ipv4('203.0.113.5');

  function table() {
    const routes = new RouteTable();
    routes.setInterfaceUp(0, true);
    routes.setInterfaceUp(1, true);
    routes.add({ prefix: prefixOf('192.168.0.0/24'), interface: 0, kind: 'implicit', local: OURS });
    routes.add({ prefix: prefixOf('192.168.1.0/24'), interface: 1, kind: 'implicit', local: ipv4('192.168.1.1') });
    routes.add({ prefix: prefixOf('0.0.0.0/0'), gateway: FIRST, kind: 'static' });
    const redirects = new Redirects(routes);
    redirects.follow(true);
    const gateway = (): number => {
      const row = routes.lookup(TARGET);
      return row === NO_ROUTE ? 0 : routes.gateway[row]! >>> 0;
    };
    return { routes, redirects, gateway };
  }

  test('are followed, and forgotten when they no longer are to be', () => {
    const { redirects, gateway } = table();
    redirects.handle(FIRST, SECOND, TARGET);
    expect(gateway()).toBe(SECOND);
    redirects.handle(SECOND, FIRST, TARGET); // the second one knows better again
    expect([gateway(), redirects.size]).toEqual([FIRST, 1]);
    redirects.handle(FIRST, SECOND, TARGET);
    redirects.follow(false);
    expect([gateway(), redirects.size]).toEqual([FIRST, 0]);
    redirects.handle(FIRST, SECOND, TARGET);
    expect([gateway(), redirects.ignored]).toEqual([FIRST, 1]);
  });

  test.each([
    ['from another than the gateway in use', SECOND, SECOND],
    ['to itself', FIRST, FIRST],
    ['to a stranger', FIRST, ipv4('10.0.0.1')],
    ['to somebody on another interface', FIRST, ipv4('192.168.1.5')],
    ['to whom it came from', FIRST, ipv4('203.0.113.77')],
  ])('are not believed %s', (_, source, gateway) => {
    const scene_ = table();
    scene_.redirects.handle(source, gateway, TARGET);
    expect([scene_.gateway(), scene_.redirects.ignored]).toEqual([FIRST, 1]);
  });

  test('are as many as fit, the latest', () => {
    const { redirects, routes } = table();
    for (let i = 0; i < LIMIT.redirects + 5; i++) redirects.handle(FIRST, SECOND, (TARGET + i) as never);
    expect(redirects.size).toBe(LIMIT.redirects);
    expect(routes.entries().filter(({ kind }) => kind === 'redirect')).toHaveLength(LIMIT.redirects);
  });
});
