/** What the log tells of peers that cannot be reached, or cannot be understood, by way of GRE and PPP. */
import { describe, expect, test } from '@jest/globals';
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Hindrance } from '@rtemu/hosts/hindrance';
import { Pc } from '@rtemu/hosts/pc';
import type { VpnSettings } from '@rtemu/hosts/vpn';
import { ipv4 } from '@rtemu/wire/address';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import { hindered, windowsHangsUp } from './log-text.js';
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
      'PP[ANONYMOUS01] PPTP control connection was up, but no GRE packet came from the peer in 10 s',
    );
    expect(ring.log().match(/no GRE packet/g)).toHaveLength(1);
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

describe('a router that dials tells which half is missing', () => {
  const CLIENT = `console lines infinity
console columns 200
ip lan2 address 172.16.0.1/24
pp select 1
 pp bind tunnel1
 pp auth accept mschap-v2
 pp auth myname ann himitsu
 pptp service type client
 pp enable 1
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address PEER
 tunnel enable 1
tunnel select none
pptp service on
`;

  test.each([
    ['172.16.0.10', 'PP[01] PPTP TCP port 1723 is closed at 172.16.0.10'], // a PC, which serves nothing
    ['172.16.0.99', 'PP[01] PPTP no answer from 172.16.0.99 to TCP port 1723'],
    ['10.0.0.1', 'PP[01] PPTP no route to 10.0.0.1'],
  ])('%s', (peer, line) => {
    const ring = new Ring(CLIENT.replace('PEER', peer));
    ring.plug('ann');
    ring.run(1);
    ring.type('rt', 'connect 1');
    ring.run(60);
    const log = ring.log();
    expect(log).toContain(line);
    expect(log.indexOf(line)).toBeLessThan(log.indexOf('Disconnected, cause [PPTP: '));
  });

  test.each<[Hindrance, string]>([
    [{ kind: 'tcp-timeout', unreachable: 1 }, 'no answer from 10.0.0.1 to TCP port 1723: ICMP unreachable, code 1'],
    [{ kind: 'no-start-reply' }, 'TCP port 1723 was open, but no Start-Control-Connection-Reply came from 10.0.0.1'],
    [{ kind: 'start-closed' }, 'control connection closed by 10.0.0.1 before its Start-Control-Connection-Reply'],
    [
      { kind: 'start-refused', resultCode: 4, errorCode: 0 },
      'control connection refused by 10.0.0.1, result 4 error 0',
    ],
    [{ kind: 'version', version: 0x0201 }, 'version 2.1 of 10.0.0.1 is not spoken here'],
    [{ kind: 'call-refused', resultCode: 4, errorCode: 0 }, 'call refused by 10.0.0.1, result 4 error 0'],
    [{ kind: 'no-call-reply' }, 'control connection was up, but 10.0.0.1 did not answer the call'],
    [{ kind: 'not-called' }, 'control connection was up, but 10.0.0.1 did not call'],
  ])('in words for %j', (hindrance, text) => {
    expect(hindered('PP[01]', ipv4('10.0.0.1'), hindrance)).toBe(`PP[01] PPTP ${text}`);
  });
});

test('an error number that nobody knows is told as a number', () => {
  expect(windowsHangsUp('PP[01]', 4711)).toBe('PP[01] PPP/LCP terminated by Windows, error 4711');
  expect(windowsHangsUp('PP[01]', 0)).toBe('PP[01] PPP/LCP terminated by Windows, error 0: its user hung up');
});
