/**
 * Faults that are made by changing one thing, with what has to be told of each.
 * @module
 */
import type { Edit } from './broken-lab.suite.js';
import type { CauseKind } from './vpn-cause.js';

export interface Fault {
  readonly name: string;
  readonly edit: Edit;
  /** The VPN that it breaks, by the node that dials. */
  readonly breaks: string;
  readonly kind: CauseKind;
  /** Where the cause lies. */
  readonly node: string;
  /** What the cause says besides. */
  readonly says?: object;
  /** Where to look, when others have to be up before. */
  readonly beside?: string;
}

const USER_ANN = 'username: ann, password: himitsu, authentication: [mschap-v2], encryption: require';

export const FAULTS: readonly Fault[] = [
  // Configuration.
  {
    name: 'the PP of the client is not enabled',
    edit: ['rt-b', ' pp enable 1\n', ''],
    breaks: 'rt-b',
    kind: 'pp-disabled',
    node: 'rt-b',
    says: { pp: 1 },
  },
  {
    name: 'the PP of the server is not enabled',
    edit: ['rt-a', ' pp enable 1\n', ''],
    breaks: 'rt-b',
    kind: 'pp-disabled',
    node: 'rt-a',
    says: { pp: 1 },
  },
  {
    name: 'the anonymous PP is not enabled',
    edit: ['rt-a', ' pp enable anonymous\n', ''],
    breaks: 'ann',
    kind: 'pp-disabled',
    node: 'rt-a',
    says: { pp: 'anonymous' },
  },
  {
    name: 'the tunnel of the client is not enabled',
    edit: ['rt-b', ' tunnel enable 1\n', ''],
    breaks: 'rt-b',
    kind: 'tunnel-disabled',
    node: 'rt-b',
    says: { tunnel: 1 },
  },
  {
    name: 'the tunnel is another kind of tunnel',
    edit: ['rt-b', ' tunnel encapsulation pptp\n', ''],
    breaks: 'rt-b',
    kind: 'encapsulation',
    node: 'rt-b',
    says: { is: 'ipsec' },
  },
  {
    name: 'the PP is bound to nothing',
    edit: ['rt-b', ' pp bind tunnel1\n', ''],
    breaks: 'rt-b',
    kind: 'not-bound',
    node: 'rt-b',
  },
  {
    name: 'the anonymous PP of the server is bound to nothing',
    edit: ['rt-a', ' pp bind tunnel2 tunnel3\n', ''],
    breaks: 'ann',
    kind: 'not-bound',
    node: 'rt-a',
  },
  {
    name: 'the PPTP server is off',
    edit: ['rt-a', 'pptp service on\n', ''],
    breaks: 'rt-b',
    kind: 'service-off',
    node: 'rt-a',
  },
  {
    name: 'two clients',
    edit: ['rt-a', ' pptp service type server\n pp enable 1', ' pptp service type client\n pp enable 1'],
    breaks: 'rt-a',
    kind: 'both-clients',
    node: 'rt-b',
    says: { pp: 1, peer: 'rt-a' },
  },
  {
    name: 'two servers',
    edit: ['rt-b', ' pptp service type client\n', ''],
    breaks: 'rt-a',
    kind: 'both-servers',
    node: 'rt-a',
    says: { pp: 1, peer: 'rt-b' },
  },
  {
    name: 'no other end is said',
    edit: ['rt-b', ' tunnel endpoint address 198.51.100.1\n', ''],
    breaks: 'rt-b',
    kind: 'no-endpoint',
    node: 'rt-b',
    says: { tunnel: 1 },
  },
  {
    name: 'a name that nobody knows',
    edit: ['rt-b', ' tunnel endpoint address 198.51.100.1\n', ' tunnel endpoint name rt-a.example.jp fqdn\n'],
    breaks: 'rt-b',
    kind: 'name-unresolved',
    node: 'rt-b',
    says: { name: 'rt-a.example.jp' },
  },
  {
    name: 'a PC with a name that nobody knows',
    edit: ['lab', 'server: 198.51.100.1, username: ann', 'server: vpn.example.jp, username: ann'],
    breaks: 'ann',
    kind: 'name-unresolved',
    node: 'ann',
  },
  {
    name: 'an address that nobody has',
    edit: ['rt-b', 'tunnel endpoint address 198.51.100.1', 'tunnel endpoint address 198.51.100.77'],
    breaks: 'rt-b',
    kind: 'endpoint-nowhere',
    node: 'rt-b',
  },
  {
    name: 'the address of a PC',
    edit: ['rt-b', 'tunnel endpoint address 198.51.100.1', 'tunnel endpoint address 172.16.2.1'],
    breaks: 'rt-b',
    kind: 'no-server',
    node: 'rt-b',
    says: { at: 'cat' },
  },
  {
    name: 'the server means another client',
    edit: ['rt-a', 'pp enable anonymous\n', '!'],
    breaks: 'ann',
    kind: 'pp-disabled',
    node: 'rt-a',
  },
  {
    name: 'firmware without PPTP',
    edit: ['lab', 'rt-b: {kind: router,', 'rt-b: {kind: router, model: RTX1500, firmware: Rev.8.03.60,'],
    breaks: 'rt-b',
    kind: 'no-pptp',
    node: 'rt-b',
  },
  // The way.
  {
    name: 'no route at the client',
    edit: ['rt-b', 'ip route default gateway 192.0.2.254\n', ''],
    breaks: 'rt-b',
    kind: 'no-route',
    node: 'rt-b',
  },
  {
    name: 'no route at the server',
    edit: ['rt-a', 'ip route default gateway 198.51.100.254\n', ''],
    breaks: 'rt-b',
    kind: 'no-route',
    node: 'rt-a',
  },
  {
    name: 'no route in the middle',
    edit: ['lab', 'routes: [{to: 198.51.100.0/24, via: 10.0.0.1}]', 'routes: []'],
    breaks: 'rt-b',
    kind: 'no-route',
    node: 'internet',
  },
  {
    name: 'a wrong gateway',
    edit: ['rt-b', 'gateway 192.0.2.254', 'gateway 192.0.2.253'],
    breaks: 'rt-b',
    kind: 'arp-unanswered',
    node: 'rt-b',
  },
  {
    name: 'the way to the server leads into the tunnel',
    edit: [
      'rt-b',
      'ip route default gateway 192.0.2.254',
      'ip route 198.51.100.1 gateway pp 1\nip route default gateway 192.0.2.254',
    ],
    breaks: 'rt-b',
    kind: 'route-into-tunnel',
    node: 'rt-b',
  },
  {
    name: 'the cable of the client is cut',
    edit: ['lab', '["rt-b:lan2", "internet:b"], delay: 5ms', '["rt-b:lan2", "internet:b"], state: down'],
    breaks: 'rt-b',
    kind: 'interface-down',
    node: 'rt-b',
    says: { interface: 'LAN2' },
  },
  {
    name: 'the cable of the server is cut',
    edit: ['lab', '["rt-a:lan2", "firewall:lan1"]', '["rt-a:lan2", "firewall:lan1"], state: down'],
    breaks: 'rt-b',
    kind: 'interface-down',
    node: 'rt-a',
    says: { interface: 'LAN2' },
  },
  {
    name: 'a cable in the middle is cut',
    edit: ['lab', '["firewall:lan2", "internet:fw"], delay: 5ms', '["firewall:lan2", "internet:fw"], state: down'],
    breaks: 'rt-b',
    kind: 'interface-down',
    node: 'internet',
    says: { interface: 'fw' },
  },
  // Filters and NAT.
  {
    name: 'port 1723 is closed at the firewall',
    edit: ['firewall', 'secure filter in 1 2 9', 'secure filter in 2 9'],
    breaks: 'rt-b',
    kind: 'filtered',
    node: 'firewall',
    says: { half: 'tcp', interface: 'LAN2', direction: 'in', filter: 9 },
  },
  {
    name: 'GRE is closed at the firewall',
    edit: ['firewall', 'secure filter in 1 2 9', 'secure filter in 1 9'],
    breaks: 'rt-b',
    kind: 'filtered',
    node: 'firewall',
    says: { half: 'gre', interface: 'LAN2', direction: 'in', filter: 9 },
  },
  {
    name: 'GRE meets no filter',
    edit: ['firewall', 'secure filter in 1 2 9', 'secure filter in 1'],
    breaks: 'ann',
    kind: 'filtered',
    node: 'firewall',
    says: { half: 'gre', filter: undefined },
  },
  {
    name: 'GRE may not leave the firewall',
    edit: [
      'firewall',
      'ip filter 9',
      'ip lan2 secure filter out 3 4\nip filter 3 reject * * gre\nip filter 4 pass * *\nip filter 9',
    ],
    breaks: 'rt-b',
    kind: 'filtered',
    node: 'firewall',
    says: { half: 'gre', direction: 'out', filter: 3 },
  },
  {
    name: 'port 1723 is closed at the server',
    edit: [
      'rt-a',
      'pp select 1\n',
      'ip lan2 secure filter in 1010 1\nip filter 1010 reject * * tcp * 1723\nip filter 1 pass * *\npp select 1\n',
    ],
    breaks: 'rt-b',
    kind: 'filtered',
    node: 'rt-a',
    says: { half: 'tcp', filter: 1010, interface: 'LAN2', direction: 'in' },
  },
  {
    name: 'the client lets no GRE out',
    edit: [
      'rt-b',
      'pp select 1\n',
      'ip lan2 secure filter out 7 8\nip filter 7 reject * * gre\nip filter 8 pass * *\npp select 1\n',
    ],
    breaks: 'rt-b',
    kind: 'filtered',
    node: 'rt-b',
    says: { half: 'gre', filter: 7, direction: 'out' },
  },
  {
    name: 'NAT has no entry for GRE',
    edit: ['rt-c', 'nat descriptor masquerade static 1 2 203.0.113.1 gre\n', ''],
    breaks: 'cat',
    kind: 'not-translated',
    node: 'rt-c',
    says: { half: 'gre', interface: 'LAN2' },
  },
  {
    name: 'NAT has no entry for port 1723',
    edit: ['rt-c', 'nat descriptor masquerade static 1 1 203.0.113.1 tcp 1723\n', ''],
    breaks: 'cat',
    kind: 'not-translated',
    node: 'rt-c',
    says: { half: 'tcp', interface: 'LAN2' },
  },
  // The call.
  {
    name: 'calls are expected from elsewhere',
    edit: ['rt-a', 'tunnel endpoint address 192.0.2.1\n', 'tunnel endpoint address 192.0.2.99\n'],
    breaks: 'rt-b',
    kind: 'no-pp-for-peer',
    node: 'rt-a',
  },
  {
    name: 'one tunnel for two callers',
    edit: ['rt-a', 'pp bind tunnel2 tunnel3', 'pp bind tunnel2'],
    breaks: 'bob',
    kind: 'tunnels-taken',
    node: 'rt-a',
    beside: 'rt-a',
  },
  // PPP.
  {
    name: 'the client has no name',
    edit: ['rt-b', ' pp auth myname rt-b himitsu\n', ''],
    breaks: 'rt-b',
    kind: 'no-myname',
    node: 'rt-b',
  },
  {
    name: 'the client accepts no authentication',
    edit: ['rt-b', ' pp auth accept mschap-v2\n', ''],
    breaks: 'rt-b',
    kind: 'no-accept',
    node: 'rt-b',
  },
  {
    name: 'CHAP alone at the client',
    edit: ['rt-b', 'pp auth accept mschap-v2', 'pp auth accept chap'],
    breaks: 'rt-b',
    kind: 'no-method',
    node: 'rt-a',
    says: { wanted: ['mschap-v2'], offered: ['chap'] },
  },
  {
    name: 'no user at the server',
    edit: ['rt-a', ' pp auth username rt-b himitsu\n', ''],
    breaks: 'rt-b',
    kind: 'no-users',
    node: 'rt-a',
  },
  {
    name: 'an unknown user',
    edit: ['lab', 'username: ann', 'username: eve'],
    breaks: 'ann',
    kind: 'unknown-user',
    node: 'rt-a',
    says: { user: 'eve' },
  },
  {
    name: 'a wrong password',
    edit: ['rt-b', 'myname rt-b himitsu', 'myname rt-b himits'],
    breaks: 'rt-b',
    kind: 'wrong-password',
    node: 'rt-a',
    says: { user: 'rt-b' },
  },
  {
    name: 'MPPE 40 against 128',
    edit: ['rt-b', 'ppp ccp type mppe-128', 'ppp ccp type mppe-40'],
    breaks: 'rt-b',
    kind: 'mppe',
    node: 'rt-a',
  },
  {
    name: 'MPPE of 128 bits at the server, 40 at a PC',
    edit: ['lab', USER_ANN, USER_ANN.replace('require', 'mppe-40')],
    breaks: 'ann',
    kind: 'mppe',
    node: 'rt-a',
  },
  {
    name: 'no encryption at the client',
    edit: ['rt-b', 'ppp ccp type mppe-128', 'ppp ccp type none'],
    breaks: 'rt-b',
    kind: 'mppe',
    node: 'rt-a',
    says: { there: { type: 'none', isRequired: true } },
  },
  {
    name: 'no authentication, so no keys',
    edit: ['rt-a', ' pp auth request mschap-v2\n pp auth username rt-b', ' pp auth username rt-b'],
    breaks: 'rt-b',
    kind: 'no-mppe-keys',
    node: 'rt-a',
  },
  {
    name: 'CHAP, which gives no keys',
    edit: [
      'rt-a',
      ' pp auth request mschap-v2\n pp auth username rt-b',
      ' pp auth request chap\n pp auth username rt-b',
    ],
    breaks: 'rt-b',
    kind: 'no-method',
    node: 'rt-a',
  },
  {
    name: 'a pool of one',
    edit: ['rt-a', '192.168.0.10-192.168.0.11', '192.168.0.10-192.168.0.10'],
    breaks: 'bob',
    kind: 'pool-empty',
    node: 'rt-a',
    says: { addresses: 1 },
    beside: 'rt-a',
  },
];
