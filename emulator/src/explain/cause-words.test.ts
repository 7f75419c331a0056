import { expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import { wordsOf } from './cause-words.js';
import type { VpnCause } from './vpn-cause.js';

const packet = { half: 'gre', source: ipv4('192.0.2.1'), destination: ipv4('198.51.100.1') } as const;
const peer = ipv4('198.51.100.1');

test.each<[VpnCause, string, string | undefined]>([
  [{ kind: 'pp-disabled', node: 'rt', pp: 1 }, 'PP[01] is not enabled', 'pp enable 1'],
  [{ kind: 'no-route', node: 'rt', to: peer }, 'no route to 198.51.100.1', 'ip route default gateway ADDRESS'],
  [
    { kind: 'filtered', node: 'rt', interface: 'LAN2', direction: 'in', filter: 1010, ...packet, half: 'tcp' },
    'TCP port 1723 (192.0.2.1 > 198.51.100.1) rejected by filter 1010 on LAN2 in',
    'ip filter N pass 192.0.2.1 198.51.100.1 tcp * 1723, and N in front of 1010 in ip lan2 secure filter in',
  ],
  [
    { kind: 'filtered', node: 'rt', interface: 'PP[01]', direction: 'out', filter: undefined, ...packet },
    'GRE (192.0.2.1 > 198.51.100.1) rejected by no filter passing it on PP[01] out',
    'ip filter N pass 192.0.2.1 198.51.100.1 gre, and N in front of the others in ip pp secure filter out',
  ],
  [
    { kind: 'not-translated', node: 'rt', interface: 'LAN2', direction: 'in', ...packet },
    'GRE (192.0.2.1 > 198.51.100.1) found no entry in NAT at LAN2 in',
    'nat descriptor masquerade static N ID ADDRESS gre',
  ],
  [
    { kind: 'no-gre', node: 'rt-b', from: 'rt-a' },
    'the control connection is up, and no GRE came from rt-a in 10 s',
    'let GRE, IP protocol 47, pass on the way (FAQ Q9, Q10)',
  ],
  [
    {
      kind: 'mppe',
      node: 'rt-a',
      peer: 'rt-b',
      here: { type: 'mppe-128', isRequired: true },
      there: { type: 'mppe-40', isRequired: false },
    },
    'no MPPE in common: mppe-128 (required) here, mppe-40 at rt-b',
    'ppp ccp type mppe-any at both ends',
  ],
  [
    { kind: 'before-ppp', node: 'rt', peer, hindrance: { kind: 'start-refused', resultCode: 4, errorCode: 0 } },
    '198.51.100.1 refused the control connection, result 4 error 0',
    undefined,
  ],
  [
    { kind: 'ended', node: 'rt', ending: { by: 'call', reason: 'tunnel-disconnect-timer' } },
    'Tunnel disconnect timer timeout (827)',
    undefined,
  ],
])('%j', (cause, what, remedy) => {
  const words = wordsOf(cause);
  expect([words.what.en, words.remedy?.en]).toEqual([what, remedy]);
  expect(words.what.ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
});

const ja = /[\u3040-\u30ff\u4e00-\u9fff]/;
const at = { node: 'rt', pp: 1 } as const;
const CAUSES: readonly VpnCause[] = [
  { kind: 'no-pptp', node: 'rt', firmware: 'RTX1500 Rev.8.03.60' },
  { kind: 'not-bound', ...at },
  { kind: 'tunnel-disabled', ...at, tunnel: 1 },
  { kind: 'encapsulation', ...at, tunnel: 1, is: 'ipsec' },
  { kind: 'service-off', node: 'rt' },
  { kind: 'both-clients', ...at, peer: 'b' },
  { kind: 'both-servers', ...at, peer: 'b' },
  { kind: 'no-endpoint', ...at, tunnel: 1 },
  { kind: 'name-unresolved', node: 'rt', name: 'a.example' },
  { kind: 'endpoint-nowhere', node: 'rt', address: peer },
  { kind: 'no-server', node: 'rt', at: 'pc', address: peer },
  { kind: 'no-pp-for-peer', node: 'rt', peer: 'b', expects: undefined },
  { kind: 'no-pp-for-peer', node: 'rt', peer: 'b', expects: peer },
  { kind: 'interface-down', node: 'rt', interface: 'LAN2' },
  { kind: 'route-into-tunnel', ...at, to: peer },
  { kind: 'below-down', node: 'rt', pp: 'PP[01]', to: peer },
  { kind: 'arp-unanswered', node: 'rt', interface: 'LAN2', ...packet },
  { kind: 'lost', node: 'rt', interface: 'LAN2', reason: 'time-to-live', ...packet },
  { kind: 'session-limit', node: 'rt', limit: 4 },
  { kind: 'tunnels-taken', ...at, tunnels: 1 },
  { kind: 'connected-already', ...at },
  { kind: 'no-lcp-answer', node: 'rt', from: 'b' },
  { kind: 'no-method', node: 'rt', peer: 'b', wanted: [], offered: ['chap'] },
  { kind: 'no-myname', ...at },
  { kind: 'no-accept', ...at },
  { kind: 'no-users', ...at },
  { kind: 'unknown-user', ...at, user: 'u' },
  { kind: 'wrong-password', ...at, user: 'u' },
  { kind: 'multi-connect', node: 'rt', user: 'u' },
  { kind: 'address-in-use', node: 'rt', user: 'u' },
  { kind: 'pool-empty', ...at, addresses: 1 },
  { kind: 'no-address', ...at },
  { kind: 'no-mppe-keys', ...at, method: 'chap' },
  { kind: 'no-mppe-keys', ...at, method: undefined },
  { kind: 'undecipherable', node: 'rt' },
  { kind: 'unfinished', node: 'rt' },
  ...(
    ['no-route', 'tcp-timeout', 'tcp-refused', 'no-start-reply', 'start-closed', 'no-call-reply', 'not-called'] as const
  ).map((kind): VpnCause => ({ kind: 'before-ppp', node: 'rt', peer, hindrance: { kind } })),
  { kind: 'before-ppp', node: 'rt', peer, hindrance: { kind: 'version', version: 0x0200 } },
  { kind: 'before-ppp', node: 'rt', peer, hindrance: { kind: 'call-refused', resultCode: 4, errorCode: 0 } },
];

test.each(CAUSES.map((cause) => [cause.kind, cause] as const))('%s is told in both languages', (_, cause) => {
  const { what, remedy } = wordsOf(cause);
  expect([what.en, what.ja, remedy?.en ?? '']).toEqual([
    expect.not.stringMatching(ja),
    expect.stringMatching(ja),
    expect.not.stringMatching(ja),
  ]);
});
