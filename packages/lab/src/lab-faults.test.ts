import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLab } from './lab-file.js';
import { complaintsAbout, options, WHOLE } from './lab-text.suite.js';

const NODES = 'nodes: {rt: {kind: router, model: RTX1210}, sw: {kind: switch}, pc: {kind: pc, address: 10.0.0.1/8}}';
const lab = (...lines: string[]) => `name: x\ntopology:\n  ${NODES}\n${lines.map((line) => `${line}\n`).join('')}`;
const link = (text: string) => lab('  links:', `  - ${text}`);
const step = (text: string) => lab('  links:', '  - endpoints: ["rt:lan1", "sw:1"]', 'steps:', `- ${text}`);
const node = (text: string) => `name: x\ntopology:\n  nodes:\n    n: ${text}\n`;

describe('a faulty lab: one line for each mistake, with its place and a remedy', () => {
  test.each<[what: string, text: string, complaint: string]>([
    [
      'nothing',
      '',
      '1:1: must be a lab: a map with name, title, message, seed, loss-matters, topology, setup and steps',
    ],
    [
      'a list',
      '- 1',
      '1:1: must be a lab: a map with name, title, message, seed, loss-matters, topology, setup and steps',
    ],
    ['no name', `topology:\n  ${NODES}`, '1:1: missing "name": a name for the lab'],
    ['a number for a name', `name: 5\ntopology:\n  ${NODES}`, '1:7: "name" must be a name for the lab'],
    ['no topology', 'name: x', '1:1: missing "topology": the topology: a map with defaults, kinds, nodes and links'],
    ['a mistyped key', lab('sted: 4'), '4:1: unknown key "sted" in a lab; did you mean "seed"?'],
    [
      'a key of another tool',
      lab('  mgmt: {}'),
      '4:3: unknown key "mgmt" in the topology; there is defaults, kinds, nodes and links',
    ],
    ['a seed with a fraction', lab('seed: 1.5'), '4:7: "seed" must be a whole number from 0 to 4294967295'],
    ['a prototype as a key', node('{kind: switch, __proto__: {}}'), '4:23: no key is called "__proto__"; remove it'],

    ['YAML: a tab', 'name: x\n\ttopology: 1', '2:1: a tab cannot indent in YAML; use spaces'],
    ['YAML: an open bracket', 'name: [x', '1:9: a "[" or "{" before this is not closed; close it'],
    ['YAML: two colons', 'name: x: y', '1:7: a second ": " in one line; put the value in quotes'],
    ['YAML: two documents', 'name: x\n---\nname: y', '2:1: a lab file is one document; remove what follows "---"'],
    ['YAML: an unknown alias', 'name: *x', '1:7: nothing is called "&x"; define it before "*x"'],
    ['YAML: a tag', 'name: !port x', '1:7: tags ("!...") are not understood here; remove it'],
    ['YAML: a key that is a list', '[a]: 1', '1:1: a key is a single word; put it in quotes'],
    [
      'two nodes of one name',
      'name: x\ntopology:\n  nodes:\n    pc1: {kind: switch}\n    pc1: {kind: switch}',
      '5:5: "pc1" stands here twice; a name or key is given once',
    ],

    ['an unknown kind', node('{kind: ruter}'), '4:15: unknown kind "ruter"; did you mean "router"?'],
    [
      'no kind',
      node('{model: RTX1210}'),
      '4:5: missing "kind": one of router, pc, switch, internet, isp, exchange, udp, stream',
    ],
    [
      'an inherited unknown kind',
      'name: x\ntopology:\n  defaults: {kind: linux}\n  nodes: {n: {}}',
      '3:20: unknown kind "linux"; there is router, pc, switch, internet, isp, exchange, udp and stream',
    ],
    [
      'an unknown model',
      node('{kind: router, model: RTX1211}'),
      '4:30: unknown model "RTX1211"; did you mean "RTX1210"?',
    ],
    [
      'an unknown model, inherited',
      'name: x\ntopology:\n  kinds: {router: {model: RT1}}\n  nodes: {n: {kind: router}}',
      '3:27: unknown model "RT1"; did you mean "RTX1210"?',
    ],
    [
      'an unknown firmware',
      node('{kind: router, model: RTX830, firmware: Rev.1}'),
      '4:48: RTX830 never had Rev.1; there is Rev.2',
    ],
    ['a router without a model', node('{kind: router}'), '4:5: missing "model": a model such as RTX1210'],
    [
      'a key of another kind',
      node('{kind: switch, gateway: 1.2.3.4}'),
      '4:23: unknown key "gateway" in a switch; there is kind and ports',
    ],
    [
      'a mistyped key of a node',
      node('{kind: router, model: RTX830, startup_config: x}'),
      '4:38: unknown key "startup_config" in a router; did you mean "startup-config"?',
    ],
    [
      'a mistyped key under kinds',
      'name: x\ntopology:\n  kinds: {router: {modell: RTX830}}\n  nodes: {n: {kind: router, model: RTX830}}',
      '3:20: unknown key "modell" in kind router; did you mean "model"?',
    ],
    [
      'an unknown kind under kinds',
      'name: x\ntopology:\n  kinds: {routers: {model: RTX830}}\n  nodes: {}',
      '3:11: unknown kind "routers"; did you mean "router"?',
    ],
    [
      'a mistyped key under defaults',
      'name: x\ntopology:\n  defaults: {modle: RTX830}\n  nodes: {}',
      '3:14: unknown key "modle" in the defaults; did you mean "model"?',
    ],
    ['a node that is nothing', node(''), '4:8: "n" must be a map such as {kind: router, model: RTX1210}'],
    [
      'a name that is no name',
      'name: x\ntopology:\n  nodes:\n    ../etc: {kind: switch}',
      '4:5: "../etc" is no name for a node; use letters, digits, - and _, a letter first',
    ],
    [
      'a number for a name',
      'name: x\ntopology:\n  nodes:\n    1: {kind: switch}',
      '4:5: "1" is no name for a node; use letters, digits, - and _, a letter first',
    ],
    [
      'a pc without an address',
      node('{kind: pc}'),
      '4:5: missing "address": its address such as 172.16.1.1/24, or dhcp',
    ],
    [
      'an address without a length',
      node('{kind: pc, address: 10.0.0.1}'),
      '4:28: "address" must be its address such as 172.16.1.1/24, or dhcp',
    ],
    [
      'a gateway far away',
      node('{kind: pc, address: 10.0.0.1/24, gateway: 10.0.1.254}'),
      '4:50: the pc cannot reach a gateway outside 10.0.0.0/24; take an address of that network',
    ],
    [
      'a gateway beside dhcp',
      node('{kind: pc, address: dhcp, gateway: 10.0.1.254}'),
      '4:34: the DHCP server tells the pc its gateway; leave "gateway" out',
    ],
    [
      'leases on a card that is not there',
      node('{kind: isp, interfaces: {catv: 10.0.0.1/24}, dhcp: {cavt: {range: 10.0.0.2-10.0.0.9}}}'),
      '4:60: the isp has no card "cavt" with an address; did you mean "catv"?',
    ],
    [
      'leases of another network',
      node('{kind: isp, interfaces: {catv: 10.0.0.1/24}, dhcp: {catv: {range: 10.0.0.2-10.0.1.9}}}'),
      '4:60: the addresses to lease must lie in the network of catv',
    ],
    [
      'leases from the last to the first',
      node('{kind: isp, interfaces: {catv: 10.0.0.1/24}, dhcp: {catv: {range: 10.0.0.9-10.0.0.2}}}'),
      '4:74: "range" must be the addresses to lease such as 203.0.113.100-203.0.113.199',
    ],
    [
      'a password of digits',
      node('{kind: pc, address: 10.0.0.1/24, vpn: {o: {server: 1.2.3.4, username: a, password: 1234}}}'),
      '4:91: "password" must be a password; put digits in quotes',
    ],
    [
      'an unknown method',
      node(
        '{kind: pc, address: 10.0.0.1/24, vpn: {o: {server: 1.2.3.4, username: a, password: b, authentication: [eap]}}}',
      ),
      '4:111: "authentication" must be pap, chap, mschap and mschap-v2',
    ],
    [
      'an unknown encryption',
      node('{kind: pc, address: 10.0.0.1/24, vpn: {o: {server: 1.2.3.4, username: a, password: b, encryption: yes}}}'),
      '4:106: "encryption" must be one of none, optional, require, mppe-40 and mppe-128',
    ],
    [
      'an unknown compression',
      node('{kind: pc, address: 10.0.0.1/24, vpn: {o: {server: 1.2.3.4, username: a, password: b, compression: lzs}}}'),
      '4:107: "compression" must be one of none, mppc and stac',
    ],
    [
      'a port of no protocol',
      node('{kind: pc, address: 10.0.0.1/24, listen: [http 80]}'),
      '4:50: "listen" must be a port such as tcp 80',
    ],
    [
      'a DNS server by name',
      node('{kind: pc, address: 10.0.0.1/24, dns: [ns.example.com]}'),
      '4:47: "dns" must be the IPv4 address of a DNS server',
    ],
    [
      'a name for nothing',
      node('{kind: isp, interfaces: {e: 1.1.1.1/24}, dns: {names: {www.example.com: 1.2.3}}}'),
      '4:80: "www.example.com" must be an address such as 203.0.113.80, or the name that it is an alias of',
    ],
    [
      'a name that is none',
      node('{kind: isp, interfaces: {e: 1.1.1.1/24}, dns: {names: {www..com: 1.2.3.4}}}'),
      '4:73: "www..com" must be addresses by name such as www.example.com: 203.0.113.80',
    ],
    [
      'a port taken twice',
      node('{kind: pc, address: 10.0.0.1/24, listen: [tcp 80, udp 80, tcp 80]}'),
      '4:66: tcp 80 stands here twice; take it out',
    ],
    [
      'PPPoE without cards',
      node('{kind: isp, interfaces: {e: 1.1.1.1/24}, pppoe: {cards: []}}'),
      '4:64: "cards" must be at least one card such as dsl1',
    ],
    [
      'a pool that is none',
      node('{kind: isp, interfaces: {e: 1.1.1.1/24}, pppoe: {cards: [d], pool: 10.0.0.9-10.0.0.1}}'),
      '4:75: "pool" must be addresses such as 203.0.113.10-203.0.113.99',
    ],
    [
      'a number that two lines have',
      node('{kind: exchange, lines: {a: "03-1", b: "031"}}'),
      '4:47: 031 has a line already; give this one another number',
    ],
    [
      'a number that is none',
      node('{kind: exchange, lines: {a: tokyo}}'),
      '4:36: "a" must be a number such as 03-1234-5678; put it in quotes',
    ],
    ['a switch of one port', node('{kind: switch, ports: 1}'), '4:30: "ports" must be how many ports, 2 to 64'],
    [
      'an internet without cards',
      node('{kind: internet, interfaces: {}}'),
      '4:37: "interfaces" must be at least one card such as eth1: 172.16.1.254/24',
    ],
    [
      'a route with host bits',
      node('{kind: internet, interfaces: {e: 1.1.1.1/24}, routes: [{to: 1.1.1.1/24, via: 1.1.1.2}]}'),
      '4:68: "to" must be a network such as 192.168.0.0/24, or default',
    ],

    [
      'a cable with one end',
      link('endpoints: ["rt:lan1"]'),
      '5:16: "endpoints" must be two ends such as ["rt-a:lan1", "pc1:eth0"]',
    ],
    [
      'a cable with three ends',
      link('endpoints: ["rt:lan1", "sw:1", "sw:2"]'),
      '5:16: "endpoints" must be two ends such as ["rt-a:lan1", "pc1:eth0"]',
    ],
    [
      'a cable without ends',
      link('delay: 1ms'),
      '5:5: missing "endpoints": two ends such as ["rt-a:lan1", "pc1:eth0"]',
    ],
    [
      'an end without a port',
      link('endpoints: [rt, "sw:1"]'),
      '5:17: "endpoints" must be a node and its port such as rt-a:lan1',
    ],
    ['an end at no node', link('endpoints: ["rt:lan1", "sv:1"]'), '5:28: there is no node "sv"; did you mean "sw"?'],
    ['an end at no port', link('endpoints: ["rt:lan4", "sw:1"]'), '5:17: rt has no port "lan4"; did you mean "lan1"?'],
    [
      'two cables in one port',
      lab('  links:', '  - endpoints: ["rt:lan1", "sw:1"]', '  - endpoints: ["pc:eth0", "sw:1"]'),
      '6:28: sw:1 has a cable already, in line 5; use another port',
    ],
    [
      'a cable back into itself',
      link('endpoints: ["rt:lan1", "rt:lan1"]'),
      '5:28: rt:lan1 has a cable already, in line 5; use another port',
    ],
    [
      'a mistyped impairment',
      link('{endpoints: ["rt:lan1", "sw:1"], dealy: 1ms}'),
      '5:38: unknown key "dealy" in a link; did you mean "delay"?',
    ],
    [
      'a delay without a unit',
      link('{endpoints: ["rt:lan1", "sw:1"], delay: 10}'),
      '5:45: "delay" must be a time of at least 1us such as 10ms',
    ],
    [
      'no delay at all',
      link('{endpoints: ["rt:lan1", "sw:1"], delay: 0s}'),
      '5:45: "delay" must be a time of at least 1us such as 10ms',
    ],
    [
      'a loss without a unit',
      link('{endpoints: ["rt:lan1", "sw:1"], loss: 0.1}'),
      '5:44: "loss" must be a share of the frames such as 1%',
    ],
    [
      'a jitter without a delay',
      link('{endpoints: ["rt:lan1", "sw:1"], jitter: 5ms}'),
      '5:46: the jitter must be less than the delay; give "delay" a greater value',
    ],
    [
      'a jitter over the delay of one direction',
      link('{endpoints: ["rt:lan1", "sw:1"], delay: 9ms, jitter: 5ms, backward: {delay: 5ms}}'),
      '5:58: the jitter must be less than the delay; give "delay" a greater value',
    ],

    ['a step that does nothing', step('{node: rt}'), '7:3: a step does one of type, press, wait, link; say which'],
    [
      'a step that does two things',
      step('{wait: 1s, link: rt:lan1}'),
      '7:3: a step does one of type, press, wait, link; make two steps of it',
    ],
    ['a step that is a word', step('reboot'), '7:3: a step does one of type, press, wait, link; say which'],
    ['a step at no node', step('{node: rx, type: x}'), '7:10: there is no node "rx"; did you mean "rt"?'],
    ['a step nowhere', step('{type: x}'), '7:3: missing "node": the node at whose console to type'],
    ['a step at a switch', step('{node: sw, type: x}'), '7:10: a switch has no console; type at another node'],
    ['a step that types a number', step('{node: rt, type: 1}'), '7:20: "type" must be the line to type'],
    ['a step with another key', step('{node: rt, press: enter}'), '7:21: "press" must be ctrl-c'],
    [
      'an expectation of a wait',
      step('{wait: 1s, expect: x}'),
      '7:14: unknown key "expect" in a step that waits; there is name and wait',
    ],
    [
      'an expectation that is a number',
      step('{node: rt, type: x, expect: 5}'),
      '7:31: "expect" must be text to look for, /a pattern/, or a list of them',
    ],
    [
      'an expectation in a list that is none',
      step('{node: rt, type: x, expect: [a, ""]}'),
      '7:35: "expect" must be text to look for, /a pattern/, or a list of them',
    ],
    [
      'a pattern that is none',
      step('{node: rt, type: x, expect: /(/}'),
      '7:31: "expect" must be text to look for, /a pattern/, or a list of them',
    ],
    [
      'a link that is not there',
      step('{link: rt:lan2, state: down}'),
      '7:10: no link ends at rt:lan2; add it to the links of the topology',
    ],
    ['a state that is none', step('{link: rt:lan1, state: off}'), '7:26: "state" must be up or down'],
    [
      'a jitter that the delay so far does not bear',
      lab(
        '  links:',
        '  - {endpoints: ["rt:lan1", "sw:1"], delay: 9ms, jitter: 5ms}',
        'steps:',
        '- {link: rt:lan1, delay: 2ms}',
      ),
      '7:26: the jitter must be less than the delay; give "delay" a greater value',
    ],
  ])('%s', (_what, text, complaint) => {
    expect(complaintsAbout(text)).toEqual([`lab.yaml:${complaint}`]);
  });

  test('several mistakes are all told, from the top down', () => {
    const text = lab(
      '  links:',
      '  - endpoints: ["rt:lan9", "sx:1"]',
      '  - endpoints: ["sw:1"]',
      'steps:',
      '- {wait: 5}',
    );
    expect(complaintsAbout(text)).toEqual([
      'lab.yaml:5:17: rt has no port "lan9"; did you mean "lan1"?',
      'lab.yaml:5:28: there is no node "sx"; did you mean "sw"?',
      'lab.yaml:6:16: "endpoints" must be two ends such as ["rt-a:lan1", "pc1:eth0"]',
      'lab.yaml:8:10: "wait" must be a time such as 5s',
    ]);
  });

  test('a mistake in a node is told once, not again at each cable to it', () => {
    const text =
      'name: x\ntopology:\n  nodes: {a: {kind: rooter}, b: {kind: switch}}\n  links: [{endpoints: ["a:lan1", "b:1"]}]\nsteps: [{node: a, type: x}]';
    expect(complaintsAbout(text)).toEqual(['lab.yaml:3:21: unknown kind "rooter"; did you mean "router"?']);
  });

  test('too many nodes, too deep, too long, too much', () => {
    const many = `name: x\ntopology:\n  nodes:\n${Array.from({ length: 1001 }, (_, i) => `    n${i}: {kind: switch}\n`).join('')}`;
    expect(complaintsAbout(many)).toEqual(['lab.yaml:3:3: 1001 are too many; a lab has at most 1000']);
    for (const deep of ['['.repeat(20_000), '- '.repeat(20_000), '{a: '.repeat(5000), '? '.repeat(9000)])
      expect(complaintsAbout(deep)).toEqual([
        expect.stringContaining('is nested more than 60 deep; lay it out flatter'),
      ]);
    expect(complaintsAbout('#'.repeat(1_000_001))).toEqual([
      'lab.yaml:1:1: is longer than a lab file may be; split it',
    ]);
    const laughs = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
    for (const c of 'bcdefgh')
      laughs.push(`${c}: &${c} [${Array(10).fill(`*${String.fromCharCode(c.charCodeAt(0) - 1)}`)}]`);
    expect(complaintsAbout(laughs.join('\n'))).toEqual([
      expect.stringContaining('the aliases ("*...") unfold into too much'),
    ]);
    expect(complaintsAbout('a: &a [*a]')).toEqual([
      expect.stringContaining('the aliases ("*...") unfold into too much'),
    ]);
  });

  test('an alias stands for what it names', () => {
    const text = 'name: x\ntopology:\n  nodes:\n    a: &pc {kind: pc, address: 10.0.0.1/24}\n    b: *pc\n';
    expect(readLab(text, options)).toMatchObject({
      ok: true,
      lab: { nodes: [{ name: 'a' }, { name: 'b', kind: 'pc' }] },
    });
  });
});

describe('any text', () => {
  test('a sound lab with characters changed or cut off is read or complained about, one line a fault', () => {
    fc.assert(
      fc.property(fc.nat({ max: WHOLE.length }), fc.nat({ max: 9 }), fc.string({ maxLength: 3 }), (at, cut, put) => {
        const text = WHOLE.slice(0, at) + put + WHOLE.slice(at + cut);
        const result = readLab(text, options);
        if (result.ok) return;
        expect(result.faults.length).toBeGreaterThan(0);
        for (const { line, column, message } of result.faults) {
          expect(message).toMatch(/^[^\n]+$/);
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(text.split('\n').length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
