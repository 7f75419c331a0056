/** What the log tells of peers that cannot be reached, or cannot be understood, by way of GRE and PPP. */
import { describe, expect, test } from '@jest/globals';
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { Pc } from '@rtemu/hosts/pc';
import type { VpnSettings } from '@rtemu/hosts/vpn';
import { ipv4 } from '@rtemu/wire/address';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import { windowsHangsUp } from './log-text.js';
import { Ring } from './ring.suite.js';

const OFFICE: VpnSettings = {
  name: 'office',
  server: ipv4('172.16.0.1'),
  username: 'ann',
  password: 'himitsu',
  authentication: ['mschap-v2'],
  encryption: 'require',
};

/** A box between two cards that lets no GRE through. */
class GreFilter implements Node {
  readonly name = 'filter';
  readonly ports = ['1', '2'];
  readonly outbox: SlotQueue;

  constructor(private readonly arena: Arena) {
    this.outbox = new SlotQueue(arena);
  }

  handleFrame(_now: Instant, port: number, frame: Slot): void {
    const { arena } = this;
    const octets = arena.peek(frame);
    const isIpv4 = octets[12] === 0x08 && octets[13] === 0x00;
    if (isIpv4 && octets[14 + 9] === PROTOCOL.gre) arena.release(frame);
    else this.outbox.push(1 - port, frame);
  }

  handleTimeout(): void {}

  nextTimeout(): Instant {
    return NEVER;
  }
}

/** The router's link to its only caller hears this frame. */
function hear(ring: Ring, ...octets: number[]): void {
  const [tunnel] = ring.router.system.endpoint.tunnels;
  tunnel!.link!.handleFrame(ring.now, ring.plane.arena.takeCopy(Uint8Array.from(octets)));
}

describe('the log tells', () => {
  test('that GRE is filtered, and so does the PC', () => {
    const ring = new Ring();
    const { arena, mppe } = ring.plane;
    const pc = new Pc(arena, mppe, ring.world.random.fork('ann'), {
      name: 'ann',
      address: { address: ipv4('172.16.0.10'), length: 24 },
      vpn: [OFFICE],
    });
    for (const node of [pc, new GreFilter(arena)]) ring.world.add(node);
    ring.world.connect({ node: 'ann', port: 'eth0' }, { node: 'filter', port: '1' });
    ring.world.connect({ node: 'filter', port: '2' }, { node: 'wan', port: '2' });
    expect(ring.type('ann', 'vpn connect office')).toContain('(no GRE came from the server)');
    ring.run(10);
    expect(ring.log()).toContain(
      'PP[ANONYMOUS01] PPTP control connection was up, but no GRE packet came from the peer',
    );
    expect(ring.router.system.endpoint.counters.callsWithoutGre).toBe(1);
  });

  test('what either side offered when no encryption is agreed on', () => {
    const ring = new Ring();
    ring.plug('ann', { encryption: 'none' });
    ring.type('ann', 'vpn connect office');
    ring.run(60);
    expect(ring.log()).toContain('PP[ANONYMOUS01] PPP/CCP no MPPE in common  (Local: +H -M +S +L -D -C, Remote: None)');
    expect(ring.log()).toContain('Reject No-Encryption');
  });

  test('once, that what comes cannot be deciphered', () => {
    const ring = new Ring();
    ring.plug('ann');
    ring.type('ann', 'vpn connect office');
    for (let count = 100; count < 120; count++) hear(ring, 0xff, 3, 0x00, 0xfd, 0x90, count, ...new Uint8Array(30));
    ring.type('ann', 'ping 192.168.0.1 -c 1');
    expect(ring.log().match(/cannot decipher/g)).toHaveLength(1);
  });

  test('why Windows hung up', () => {
    const ring = new Ring();
    ring.plug('ann');
    ring.type('ann', 'vpn connect office');
    hear(ring, 0xff, 3, 0xc0, 0x21, 5, 9, 0, 16, 1, 2, 3, 4, 0, 0x3c, 0xcd, 0x74, 0, 0, 0x02, 0xe6);
    ring.type('ann', 'ping 192.168.0.1 -c 1');
    ring.run(10);
    expect(ring.log()).toContain(windowsHangsUp('PP[ANONYMOUS01]', 742));
  });
});

test('an error number that nobody knows is told as a number', () => {
  expect(windowsHangsUp('PP[01]', 4711)).toBe('PP[01] PPP/LCP terminated by Windows, error 4711');
  expect(windowsHangsUp('PP[01]', 0)).toBe('PP[01] PPP/LCP terminated by Windows, error 0: its user hung up');
});
