/**
 * A lab that works, and faults to be made in it: RT-A serves RT-B (PP 1, by way of a firewall) and PCs (anonymous), RT-C serves
 * a PC from behind masquerade of its own.
 */
import { invariant } from '@rtemu/engine/invariant';
import { printFault } from '@rtemu/lab/lab';
import { readLab } from '@rtemu/lab/lab-file';
import { buildStage, type Stage } from '@rtemu/lab/stage';
import { commandLanguageOf } from '../command-language-of.js';
import { createDataPlane } from '../data-plane.js';
import { makeNodes } from '../make-nodes.js';

const RT_A = `console columns 200
ip route default gateway 198.51.100.254
ip lan1 address 192.168.0.254/24
ip lan1 proxyarp on
ip lan2 address 198.51.100.1/24
pp select 1
 pp bind tunnel1
 pp auth request mschap-v2
 pp auth username rt-b himitsu
 ppp ipcp ipaddress on
 ppp ccp type mppe-128
 ppp ccp no-encryption reject
 pptp service type server
 pp enable 1
pp select anonymous
 pp bind tunnel2 tunnel3
 pp auth request mschap-v2
 pp auth username ann himitsu
 pp auth username bob himitsu
 ppp ipcp ipaddress on
 ppp ccp type mppe-128
 ppp ccp no-encryption reject
 ip pp remote address pool 192.168.0.10-192.168.0.11
 pptp service type server
 pp enable anonymous
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address 192.0.2.1
 tunnel enable 1
tunnel select 2
 tunnel encapsulation pptp
 tunnel enable 2
tunnel select 3
 tunnel encapsulation pptp
 tunnel enable 3
tunnel select none
pptp service on
`;

const RT_B = `console columns 200
ip route default gateway 192.0.2.254
ip lan1 address 192.168.10.254/24
ip lan2 address 192.0.2.1/24
pp select 1
 pp bind tunnel1
 pp auth accept mschap-v2
 pp auth myname rt-b himitsu
 ppp ipcp ipaddress on
 ppp ccp type mppe-128
 ppp ccp no-encryption reject
 pptp service type client
 pp enable 1
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address 198.51.100.1
 tunnel enable 1
tunnel select none
pptp service on
`;

const RT_C = `ip route default gateway 203.0.113.254
ip lan1 address 192.168.30.254/24
ip lan2 address 203.0.113.1/24
ip lan2 nat descriptor 1
pp select anonymous
 pp bind tunnel1
 pp auth request mschap-v2
 pp auth username cat himitsu
 ppp ipcp ipaddress on
 ppp ccp type mppe-any
 ip pp remote address pool 192.168.30.10-192.168.30.11
 pp enable anonymous
tunnel select 1
 tunnel encapsulation pptp
 tunnel enable 1
tunnel select none
nat descriptor type 1 masquerade
nat descriptor address outer 1 primary
nat descriptor masquerade static 1 1 203.0.113.1 tcp 1723
nat descriptor masquerade static 1 2 203.0.113.1 gre
pptp service on
`;

const FIREWALL = `ip route default gateway 10.0.0.254
ip lan1 address 198.51.100.254/24
ip lan2 address 10.0.0.1/24
ip lan2 secure filter in 1 2 9
ip filter 1 pass * 198.51.100.1 tcp * 1723
ip filter 2 pass * 198.51.100.1 gre * *
ip filter 9 reject * *
`;

const LAB = `name: broken
topology:
  kinds:
    router: {model: RTX1210, firmware: Rev.14.01.42}
  nodes:
    rt-a: {kind: router, startup-config: rt-a}
    rt-b: {kind: router, startup-config: rt-b}
    rt-c: {kind: router, startup-config: rt-c}
    firewall: {kind: router, startup-config: firewall}
    internet:
      kind: internet
      interfaces: {fw: 10.0.0.254/24, b: 192.0.2.254/24, c: 203.0.113.254/24, ann: 172.16.0.254/24, bob: 172.16.1.254/24, cat: 172.16.2.254/24}
      routes: [{to: 198.51.100.0/24, via: 10.0.0.1}]
    ann: {kind: pc, address: 172.16.0.1/24, gateway: 172.16.0.254, vpn: {office: {server: 198.51.100.1, username: ann, password: himitsu, authentication: [mschap-v2], encryption: require}}}
    bob: {kind: pc, address: 172.16.1.1/24, gateway: 172.16.1.254, vpn: {office: {server: 198.51.100.1, username: bob, password: himitsu, authentication: [mschap-v2], encryption: require}}}
    cat: {kind: pc, address: 172.16.2.1/24, gateway: 172.16.2.254, vpn: {shop: {server: 203.0.113.1, username: cat, password: himitsu, authentication: [mschap-v2], encryption: require}}}
  links:
    - {endpoints: ["rt-a:lan2", "firewall:lan1"]}
    - {endpoints: ["firewall:lan2", "internet:fw"], delay: 5ms}
    - {endpoints: ["rt-b:lan2", "internet:b"], delay: 5ms}
    - {endpoints: ["rt-c:lan2", "internet:c"], delay: 5ms}
    - {endpoints: ["ann:eth0", "internet:ann"], delay: 5ms}
    - {endpoints: ["bob:eth0", "internet:bob"], delay: 5ms}
    - {endpoints: ["cat:eth0", "internet:cat"], delay: 5ms}
steps:
  - wait: 1s
`;

const WHOLE = { 'rt-a': RT_A, 'rt-b': RT_B, 'rt-c': RT_C, firewall: FIREWALL, lab: LAB } as const;

/** One thing changed: in a configuration, or in the lab itself. */
export type Edit = readonly [where: keyof typeof WHOLE, from: string, to: string];

/** The lab with some faults. A fault that does not fit any more, since another one took its place, is left out. */
export function brokenLab(edits: readonly Edit[]): Stage {
  const texts: Record<string, string> = { ...WHOLE };
  for (const [where, from, to] of edits) texts[where] = texts[where]!.replace(from, to);
  const read = readLab(texts['lab']!, {
    routerPorts: ({ model, firmware }) => commandLanguageOf(model, firmware).machine.ports,
    compilePattern: (source, flags) => new RegExp(source, flags),
  });
  invariant(read.ok, read.ok ? '' : read.faults.map((fault) => printFault('lab', fault)).join('\n'));
  const { arena, mppe } = createDataPlane();
  const createNode = makeNodes(mppe);
  return buildStage(read.lab, { arena, seed: 1, configFiles: new Map(Object.entries(texts)), createNode });
}

/** Whether a fault can be made: what it changes is there. */
export const fits = ([where, from]: Edit): boolean => WHOLE[where].includes(from);
