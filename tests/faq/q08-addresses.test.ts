/** Beside FAQ Q8: which addresses callers of the anonymous PP are given, above all those of another DHCP server (manual 8.2.2). */
import { describe, expect, test } from '@jest/globals';
import type { Router } from '@rtemu/emulator/router';
import { machineOf } from '@rtemu/models/machine';
import { profileOf } from '@rtemu/models/models';
import type { ModelName } from '@rtemu/models/profile';
import { Site, serverLines, vpn } from './site.suite.js';

const DHCPD = `ip lan1 address 192.168.0.254/24
dhcp service server
dhcp scope 1 192.168.0.50-192.168.0.51/24 expire 0:02 maxexpire 0:02
`;

/** A server for three callers whose pool is this. @param dhcpd whether a DHCP server is on its LAN */
function siteWith(pool: string, dhcpd = true): Site {
  const site = new Site();
  const lines = serverLines(machineOf(profileOf('RTX1210')), 3, ['ann', 'bob', 'eve']).map((line) =>
    line.startsWith('ip pp remote address pool') ? `ip pp remote address pool ${pool}` : line,
  );
  site.router('rt', { config: `${lines.join('\n')}\n` });
  site.type('rt', 'ip lan1 proxyarp on');
  for (const n of [1, 2, 3]) site.typeAll('rt', [`tunnel select ${n}`, 'pptp tunnel disconnect time off']);
  if (dhcpd) site.router('dhcpd', { config: DHCPD });
  for (const [i, username] of ['ann', 'bob', 'eve'].entries())
    site.pc(username, `192.168.0.${10 + i}`, [vpn({ username })]);
  return site;
}

const call = (site: Site, name: string): string => site.type(name, 'vpn connect office');
const leases = (site: Site): string[] =>
  [...site.type('dhcpd', 'show status dhcp 1').matchAll(/Leased address: (\S+)/g)].map(([, address]) => address!);

describe('ip pp remote address pool dhcpc', () => {
  test('asks for each caller, gives back what it had, and holds on to what is in use', () => {
    const site = siteWith('dhcpc lan1');
    expect(call(site, 'ann')).toContain('connected: address 192.168.0.50,');
    expect(call(site, 'bob')).toContain('connected: address 192.168.0.51,');
    expect(site.type('rt', 'show status dhcpc')).toMatch(/LAN1 PP\[ANONYMOUS01\][\s\S]*LAN1 PP\[ANONYMOUS02\]/);
    site.run(600);
    expect(leases(site)).toEqual(['192.168.0.50', '192.168.0.51']);
    expect(site.type('dhcpd', 'ping -c 1 192.168.0.50')).toContain('1 packets received');
    site.type('ann', 'vpn disconnect office');
    site.run(5);
    expect(leases(site)).toEqual(['192.168.0.51']);
    expect(site.type('rt', 'show status dhcpc')).not.toContain('ANONYMOUS01');
    site.end();
    expect(site.log('dhcpd').match(/Releases/g)).toHaveLength(2);
  });

  test('hands out 0.0.0.0 when nobody has an address, or nobody answers', () => {
    const full = siteWith('dhcpc');
    for (const name of ['ann', 'bob']) call(full, name);
    expect(call(full, 'eve')).toContain('connected: address none, peer 10.0.0.1');
    expect(full.log('rt')).toContain('PP[ANONYMOUS03] PPP/IPCP up  (Local: 10.0.0.1, Remote: 0.0.0.0)');
    full.end();
    const alone = siteWith('dhcpc', false);
    expect(call(alone, 'ann')).toContain('connected: address none');
    expect(alone.log('rt')).toContain('[DHCPC] LAN1 PP[ANONYMOUS01] No answer from DHCP servers');
    alone.end();
  });

  test('by a LAN that is not connected there is nobody to ask', () => {
    const site = siteWith('dhcpc lan3');
    const before = site.now;
    expect(call(site, 'ann')).toContain('connected: address none');
    expect(site.now - before).toBeLessThan(1_000_000);
    expect(site.log('rt')).toContain('[DHCPC] LAN3 PP[ANONYMOUS01] No answer from DHCP servers');
    site.end();
  });

  test('a caller who hangs up while the server is asked leaves nothing behind', () => {
    const site = siteWith('dhcpc', false);
    const [office] = site.pc('zoe', '192.168.0.20', [vpn({ username: 'ann' })]).vpns;
    office!.connect(site.now);
    site.settle('zoe');
    site.run(3);
    expect(site.type('rt', 'show status dhcpc')).toContain('PP[ANONYMOUS01]');
    site.type('zoe', 'vpn disconnect office');
    site.run(5);
    expect(site.type('rt', 'show status dhcpc')).toBe('');
    site.run(60);
    expect(site.log('rt')).not.toContain('No answer from DHCP servers');
    site.end();
  });

  test('a caller whose lease is not renewed is cut', () => {
    const site = siteWith('dhcpc');
    call(site, 'ann');
    site.type('dhcpd', 'no dhcp service');
    site.run(200);
    expect(site.log('rt')).toMatch(/LAN1 PP\[ANONYMOUS01\] IP address 192\.168\.0\.50 expired/);
    expect(site.type('ann', 'vpn')).toContain('office: idle');
    site.end();
  });

  test('a user with an address of his own has it all the same', () => {
    const site = siteWith('dhcpc');
    site.typeAll('rt', ['pp select anonymous', 'pp auth username eve himitsu 192.168.0.77']);
    expect(call(site, 'eve')).toContain('connected: address 192.168.0.77,');
    site.end();
  });
});

test('ip pp remote address pool dhcp leases out of the own scope, until it is full', () => {
  const site = siteWith('dhcp', false);
  site.typeAll('rt', ['dhcp service server', 'dhcp scope 1 192.168.0.70-192.168.0.71/24']);
  expect(call(site, 'ann')).toContain('connected: address 192.168.0.70,');
  expect(call(site, 'bob')).toContain('connected: address 192.168.0.71,');
  expect(call(site, 'eve')).toContain('failed');
  expect(site.log('rt')).toContain("PP[ANONYMOUS03] user 'eve' refused: no address left");
  site.type('ann', 'vpn disconnect office');
  site.run(5);
  expect(call(site, 'eve')).toContain('connected: address 192.168.0.70,');
  site.end();
});

test('a caller who negotiates PPP anew keeps the address, and it is given once', () => {
  for (const pool of ['192.168.0.60-192.168.0.60', 'dhcpc']) {
    const site = siteWith(pool);
    const address = /address ([\d.]+)/.exec(call(site, 'ann'))![1]!;
    const [tunnel] = (site.world.node('rt') as Router).system.endpoint.tunnels;
    const request = Uint8Array.of(0xff, 3, 0xc0, 0x21, 1, 99, 0, 4); // LCP Configure-Request
    tunnel!.link!.handleFrame(site.now, site.plane.arena.takeCopy(request));
    site.run(20);
    const up = [...site.log('rt').matchAll(/PPP\/IPCP up {2}\(Local: 10.0.0.1, Remote: ([\d.]+)\)/g)].map(
      ([, at]) => at,
    );
    expect(up).toEqual([address, address]);
    if (pool !== 'dhcpc') expect(call(site, 'bob')).toContain('failed');
    site.type('ann', 'vpn disconnect office');
    site.run(5);
    expect(call(site, 'bob')).toContain('connected: address 192.168.0.');
    site.end();
  }
});

/** What the manuals name. */
const POOL_MAX: readonly (readonly [ModelName, number])[] = [
  ['RTX1300', 101],
  ['RTX1220', 101],
  ['RTX1210', 103],
  ['RTX830', 32],
  ['NVR500', 13],
];

test.each(POOL_MAX)('a pool of %s has %i addresses at most', (model, max) => {
  const site = new Site();
  site.router('rt', { model, config: 'pp select anonymous\n' });
  site.type('rt', 'pp select anonymous');
  expect(site.type('rt', `ip pp remote address pool 192.168.1.1-192.168.1.${max + 1}`)).toContain('out of range');
  expect(site.type('rt', `ip pp remote address pool 192.168.1.1-192.168.1.${max}`)).toBe('');
  site.end();
});
