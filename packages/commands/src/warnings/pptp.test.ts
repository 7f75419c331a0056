import { describe, expect, test } from '@jest/globals';
import { profileOf } from '@rtemu/models/models';
import { replay } from '../replay.js';

const SERVER = `pp select anonymous
 pp bind tunnel1
 pp auth request mschap-v2
 pp auth username pc1 himitsu
 pp enable anonymous
tunnel select 1
 tunnel encapsulation pptp
 tunnel enable 1
tunnel select none
pptp service on
`;
const CLIENT = `pp select 1
 pp bind tunnel1
 pp auth accept mschap-v2
 pp auth myname rt-b himitsu
 pptp service type client
 pp enable 1
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address 172.17.0.1
 tunnel enable 1
tunnel select none
`;

const warned = (text: string): string[] =>
  replay(text, profileOf('RTX1210')).warnings.map(({ kind, about }) => `${kind}: ${about}`);

describe('PPs on PPTP', () => {
  test('as they should be are not warned of', () => {
    expect([warned(SERVER), warned(CLIENT)]).toEqual([[], []]);
  });

  test('RADIUS beside a server (FAQ Q19), and beside a client, whom it does not concern', () => {
    expect(warned(`radius auth on\n${SERVER}`)).toEqual(['pptp-without-radius: pp select anonymous']);
    expect(warned(`radius auth off\n${SERVER}`)).toEqual([]);
    expect(warned(`radius auth on\n${CLIENT}`)).toEqual([]);
  });

  test.each(['pp auth accept mschap-v2', 'pp auth myname rt-b himitsu'])('a client without %s (FAQ Q5)', (line) => {
    expect(warned(CLIENT.replace(` ${line}\n`, ''))).toEqual(['pptp-client-without-account: pp select 1']);
  });

  test('a server that authenticates nobody (FAQ Q21)', () => {
    expect(warned(SERVER.replace(' pp auth request mschap-v2\n', ''))).toEqual([
      'pptp-server-without-authentication: pp select anonymous',
    ]);
  });

  test('a numbered PP without a peer, and a client in the anonymous one (FAQ Q20)', () => {
    expect(warned(CLIENT.replace(' tunnel endpoint address 172.17.0.1\n', ''))).toEqual([
      'pptp-without-peer: pp select 1',
    ]);
    expect(warned(CLIENT.replaceAll(/pp (select|enable) 1/g, 'pp $1 anonymous'))).toEqual([
      'pptp-without-peer: pp select anonymous',
    ]);
  });

  test('a server whose port is closed', () => {
    expect(warned(SERVER.replace('pptp service on', 'pptp service off'))).toEqual([
      'pptp-service-off: pp select anonymous',
    ]);
  });

  test('a PP that is not enabled is no server', () => {
    expect(warned(`radius auth on\n${SERVER.replace(' pp enable anonymous\n', '')}`)).toEqual([]);
  });
});

test('more PPs with PPTP than there may be sessions (FAQ Q8)', () => {
  const lines = (n: number): string =>
    `pp select ${n}\npp bind tunnel${n}\npp enable ${n}\ntunnel select ${n}\ntunnel encapsulation pptp\ntunnel enable ${n}\n`;
  const warnings = (text: string) =>
    replay(text, profileOf('RTX830')).warnings.filter(({ kind }) => kind === 'pptp-pp-surplus');
  const pps = (count: number): string => Array.from({ length: count }, (_, i) => lines(i + 1)).join('');
  expect(warnings(pps(6))).toEqual([]);
  expect(warnings(pps(8)).map(({ about }) => about)).toEqual(['pp select 7', 'pp select 8']);
  expect(warnings(pps(7))[0]!.text.en).toContain('RTX830 uses 6 PPs with PPTP at most');
  expect(warnings(pps(7))[0]!.text.ja).toContain('6個まで');
  expect(warnings(`${pps(7)}pp disable 3\n`)).toEqual([]);
  expect(warnings(`${pps(7)}tunnel disable 3\n`)).toEqual([]);
  const anonymous = `pp select anonymous\npp bind tunnel7\npp enable anonymous\n${pps(6)}`;
  expect(warnings(`${anonymous}tunnel select 7\ntunnel encapsulation pptp\ntunnel enable 7\n`)).toEqual([]);
});
