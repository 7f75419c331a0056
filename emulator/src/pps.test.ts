import { describe, expect, test } from '@jest/globals';
import { Ring, SERVER } from './ring.suite.js';

const NOTHING = { slots: 0, keys: 0, tunnels: 0 };
const addressIn = (text: string): string | undefined => /address ([\d.]+)/.exec(text)?.[1];

describe('callers of the anonymous PP', () => {
  test('get the lowest free address; when none is left they are refused, and told why in the log', () => {
    const ring = new Ring();
    for (const name of ['ann', 'bob', 'zoe']) ring.plug(name, { username: name === 'zoe' ? 'ann' : name });
    expect(addressIn(ring.type('ann', 'vpn connect office'))).toBe('192.168.0.4');
    expect(addressIn(ring.type('bob', 'vpn connect office'))).toBe('192.168.0.5');
    expect(ring.type('zoe', 'vpn connect office')).toContain('failed');
    expect(ring.log()).toContain("user 'ann' refused: no address left");
    ring.type('ann', 'vpn disconnect office');
    expect(addressIn(ring.type('zoe', 'vpn connect office'))).toBe('192.168.0.4');
    for (const name of ['bob', 'zoe']) ring.type(name, 'vpn disconnect office');
    ring.run(300);
    expect(ring.leftovers).toEqual(NOTHING);
  });

  test('have their own address where the user has one (pp auth username NAME PASSWORD ADDRESS)', () => {
    const ring = new Ring();
    ring.plug('eve');
    expect(addressIn(ring.type('eve', 'vpn connect office'))).toBe('192.168.0.200');
  });

  test('cannot log in with the star that a screen shows for a password', () => {
    const ring = new Ring(SERVER.replace(/(pp auth username ann) \S+/, '$1 *'));
    ring.plug('ann', { password: '*' });
    expect(ring.type('ann', 'vpn connect office')).toContain('failed');
    expect(ring.router.startupFaults).toMatchObject([{ fault: 'masked', text: expect.stringContaining('ann *') }]);
  });

  test('are refused when no tunnel is free', () => {
    const ring = new Ring(SERVER.replace('pp bind tunnel1-tunnel3', 'pp bind tunnel1'));
    for (const name of ['ann', 'bob']) ring.plug(name);
    ring.type('ann', 'vpn connect office');
    expect(ring.type('bob', 'vpn connect office')).toContain('failed: the server refused the call');
    expect(ring.log()).toContain('[PPTP] call from 172.16.0.11 refused: no tunnel is free');
  });

  test('may not come twice with pp auth multi connect prohibit on', () => {
    const ring = new Ring(SERVER.replace(' ppp ipcp', ' pp auth multi connect prohibit on\n ppp ipcp'));
    ring.plug('ann');
    ring.plug('twin', { username: 'ann' });
    ring.type('ann', 'vpn connect office');
    expect(ring.type('twin', 'vpn connect office')).toContain('failed');
    expect(ring.log()).toContain("user 'ann' refused: connected already");
  });

  test('are refused without encryption (FAQ Q6, Q15), or let in where that is accepted', () => {
    const ring = new Ring();
    ring.plug('ann', { encryption: 'none' });
    expect(ring.type('ann', 'vpn connect office')).toContain('failed');
    expect(ring.log()).toContain('Disconnected, cause [PPP: Reject No-Encryption]');
    for (const line of ['pp select anonymous', 'ppp ccp no-encryption accept', 'pp select none']) ring.type('rt', line);
    expect(ring.type('ann', 'vpn connect office')).toContain('no encryption');
  });

  test.each([
    ['mppe-40', 'MPPE 40 bits'],
    ['mppe-128', 'MPPE 128 bits'],
  ] as const)('choose %s where any is offered (FAQ Q3)', (encryption, said) => {
    const ring = new Ring();
    ring.plug('ann', { encryption });
    expect(ring.type('ann', 'vpn connect office')).toContain(said);
  });

  test('with MS-CHAP where that is requested (FAQ Q5)', () => {
    const ring = new Ring(SERVER.replace('request mschap-v2', 'request mschap'));
    ring.plug('ann', { authentication: ['mschap-v2', 'mschap'] });
    expect(ring.type('ann', 'vpn connect office')).toContain('MPPE 128 bits');
  });

  test('have no one to talk to when the service is off, or the PP disabled', () => {
    const ring = new Ring();
    ring.plug('ann');
    ring.type('rt', 'no pptp service');
    expect(ring.type('ann', 'vpn connect office')).toContain('failed: the server takes no control connection');
    ring.type('rt', 'pptp service on');
    ring.type('rt', 'pp disable anonymous');
    expect(ring.type('ann', 'vpn connect office')).toContain('failed: the server refused the call');
  });

  test('are cut one by one, or all at once', () => {
    const ring = new Ring();
    for (const name of ['ann', 'bob']) {
      ring.plug(name);
      ring.type(name, 'vpn connect office');
    }
    ring.type('rt', 'disconnect anonymous2');
    ring.run(5);
    expect([ring.type('ann', 'vpn'), ring.type('bob', 'vpn')]).toEqual([
      expect.stringContaining('connected'),
      expect.stringContaining('idle'),
    ]);
    ring.type('bob', 'vpn connect office');
    ring.type('rt', 'disconnect anonymous1');
    ring.run(5);
    expect([ring.type('ann', 'vpn'), ring.type('bob', 'vpn')]).toEqual([
      expect.stringContaining('idle'),
      expect.stringContaining('connected'),
    ]);
    ring.type('rt', 'pp enable anonymous');
    ring.run(5);
    expect(ring.type('bob', 'vpn')).toContain('idle');
    ring.run(300);
    expect(ring.leftovers).toEqual(NOTHING);
  });

  test('are cut when their tunnel is disabled, and when the router restarts', () => {
    const ring = new Ring();
    for (const name of ['ann', 'bob']) {
      ring.plug(name);
      ring.type(name, 'vpn connect office');
    }
    ring.type('rt', 'tunnel disable 1');
    ring.run(5);
    expect(ring.type('ann', 'vpn')).toContain('idle');
    ring.type('rt', 'restart');
    expect(ring.router.system.endpoint.tunnelCount).toBe(0);
    ring.run(600);
    expect(ring.type('bob', 'vpn')).toContain('idle');
    expect(ring.leftovers).toEqual(NOTHING);
  });
});

describe('timers', () => {
  test('a tunnel that sends nothing is cut after its disconnect time (FAQ Q15, Q16)', () => {
    const ring = new Ring(SERVER.replaceAll('disconnect time off', 'disconnect time 60'));
    ring.plug('ann');
    ring.type('ann', 'vpn connect office');
    ring.run(40);
    expect(ring.type('ann', 'ping 192.168.0.1 -c 1')).toContain('1 received');
    ring.run(50);
    expect(ring.type('ann', 'vpn')).toContain('connected');
    ring.run(20);
    expect(ring.type('ann', 'vpn')).toContain('idle');
    expect(ring.log()).toContain('Disconnected, cause [PPTP: Tunnel disconnect timer timeout]');
  });

  test('a peer that has gone is noticed by the keepalive: 30 s, then six a second apart (FAQ Q15)', () => {
    const ring = new Ring();
    ring.plug('ann');
    ring.type('ann', 'vpn connect office');
    ring.world.setCable(ring.world.cables.at(-1)!, false);
    ring.run(30);
    expect(ring.router.system.endpoint.tunnelCount).toBe(1);
    ring.run(37);
    expect(ring.router.system.endpoint.tunnelCount).toBe(0);
    expect(ring.log()).toContain('Disconnected, cause [PPTP: Keepalive failure]');
    ring.run(600);
    expect(ring.leftovers).toEqual(NOTHING);
  });
});

test('a route to the peer that leads into its own tunnel takes nobody down', () => {
  const ring = new Ring();
  ring.plug('ann');
  ring.type('ann', 'vpn connect office');
  ring.type('rt', 'ip route 172.16.0.10 gateway pp anonymous name=ann');
  expect(ring.type('rt', 'ping -c 3 172.16.0.10')).toContain('0 packets received');
  expect(ring.router.system.endpoint.counters.nestedTooDeep).toBeGreaterThan(0);
  ring.run(120);
  expect(ring.router.system.endpoint.tunnelCount).toBe(0);
});

test('as many sessions as the model has (FAQ Q4): four at an RT58i', () => {
  const tunnels = [1, 2, 3, 4]
    .map(
      (n) => `tunnel select ${n}\n tunnel encapsulation pptp\n pptp tunnel disconnect time off\n tunnel enable ${n}\n`,
    )
    .join('');
  const config = `console character ascii\nconsole lines infinity\nip lan1 address 192.168.0.1/24\nip lan2 address 172.16.0.1/24
pp select anonymous\n pp bind tunnel1-tunnel4\n pp auth request mschap-v2\n pp auth username u himitsu
 ppp ipcp ipaddress on\n ppp ccp type mppe-any\n ip pp remote address pool 192.168.0.10-192.168.0.20\n pp enable anonymous
${tunnels}tunnel select none\npptp service on\n`;
  const ring = new Ring(config, 'RT58i');
  const said = Array.from({ length: 5 }, (_, i) => {
    ring.plug(`pc${i}`, { username: 'u' });
    return ring.type(`pc${i}`, 'vpn connect office').includes('connected: ');
  });
  expect(said).toEqual([true, true, true, true, false]);
});
