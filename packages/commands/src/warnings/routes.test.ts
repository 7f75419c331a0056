import { describe, expect, test } from '@jest/globals';
import { profileOf } from '@rtemu/models/models';
import { replay } from '../replay.js';

const warningsIn = (text: string) => replay(text, profileOf('RTX1210')).warnings;
const kindsOf = (text: string) => warningsIn(text).map(({ kind, about }) => `${kind}: ${about}`);

test('a gateway by DHCP where no interface asks for one', () => {
  const route = 'ip route default gateway dhcp lan2\n';
  expect(kindsOf(route)).toEqual(['route-without-dhcp: ip route default gateway dhcp lan2']);
  expect(kindsOf(`${route}ip lan3 address dhcp\n`)).toHaveLength(1);
  expect(kindsOf(`${route}ip lan2 address dhcp\n`)).toEqual([]);
  expect(warningsIn(route)[0]!.text.ja).toContain('ip lan2 address dhcp');
});

test('a way that hangs on a watch that is not there', () => {
  const route = 'ip route 10.0.0.0/8 gateway 192.168.0.1 keepalive 1 gateway 192.168.0.2\n';
  expect(kindsOf(route)).toEqual(['route-without-keepalive: ip route 10.0.0.0/8 keepalive 1']);
  expect(kindsOf(`${route}ip keepalive 1 icmp-echo 10 3 192.168.0.1\n`)).toEqual([]);
  expect(warningsIn(route)[0]!.text.ja).toContain('ip keepalive 1');
});

describe('a route to nowhere', () => {
  const LAN = 'ip lan1 address 192.168.0.1/24\n';

  test('by a gateway that is no neighbour', () => {
    const route = `${LAN}ip route default gateway 10.0.0.1\n`;
    expect(kindsOf(route)).toEqual(['route-to-nowhere: ip route default gateway 10.0.0.1']);
    expect(warningsIn(route)[0]!.text.ja).toContain('10.0.0.1');
    expect(kindsOf(`${LAN}ip route default gateway 192.168.0.9\n`)).toEqual([]);
    expect(kindsOf(`${route}ip lan2 secondary address 10.0.0.2/8\n`)).toEqual([]);
    expect(kindsOf(`${route}ip route 10.0.0.0/8 gateway 192.168.0.9\n`)).toEqual([]);
    expect(kindsOf(`${route}pp select 1\nip pp remote address 10.0.0.1\n`)).toEqual([]);
  });

  test('is not told where the configuration alone does not tell', () => {
    expect(kindsOf('ip route default gateway 10.0.0.1\n')).toEqual([]);
    expect(kindsOf(`${LAN}ip lan2 address dhcp\nip route default gateway 10.0.0.1\n`)).toEqual([]);
  });

  test.each(['pp', 'tunnel'])('by a %s that is not enabled', (place) => {
    const route = `ip route default gateway ${place} 1\n`;
    expect(kindsOf(route)).toEqual([`route-to-nowhere: ip route default gateway ${place} 1`]);
    expect(warningsIn(route)[0]!.text.en).toContain(`add "${place} enable 1"`);
    expect(kindsOf(`${route}${place} enable 1\n`)).toEqual([]);
  });
});
