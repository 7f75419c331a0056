import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import { printFault } from './lab.js';
import { readLab } from './lab-file.js';
import { nodeShapes } from './lab-schema.js';
import { complaintsAbout, options, WHOLE } from './lab-text.suite.js';

describe('a sound lab', () => {
  const result = readLab(WHOLE, options);
  if (!result.ok) throw new Error(result.faults.map((fault) => printFault('lab.yaml', fault)).join('\n'));
  const { lab } = result;

  test('nodes, with what they inherit', () => {
    expect(lab).toMatchObject({ name: 'office', message: 'Two PCs.\n', seed: 7 });
    expect(lab.nodes).toEqual([
      {
        kind: 'router',
        name: 'rt-a',
        model: 'RTX1210',
        firmware: 'Rev.14.01.42',
        startupConfig: { kind: 'file', path: 'rt-a.txt', place: { line: 16, column: 23 } },
        place: { line: 14, column: 5 },
      },
      {
        kind: 'router',
        name: 'rt-b',
        model: 'RTX830',
        firmware: 'Rev.14.01.42',
        startupConfig: { kind: 'text', text: 'ip lan1 address 192.168.1.1/24\nsave\n' },
        place: { line: 17, column: 5 },
      },
      { kind: 'switch', name: 'sw', ports: 4, place: { line: 23, column: 5 } },
      {
        kind: 'pc',
        name: 'pc1',
        address: { address: ipv4('172.16.1.1'), length: 24 },
        gateway: ipv4('172.16.1.254'),
        dns: [],
        place: { line: 24, column: 5 },
        vpn: [
          {
            name: 'office',
            server: ipv4('172.16.0.1'),
            username: 'pc1',
            password: '01',
            authentication: ['chap', 'mschap-v2'],
            encryption: 'mppe-128',
            compression: 'none',
          },
          {
            name: 'plain',
            server: ipv4('172.16.0.1'),
            username: 'pc1',
            password: 'x',
            authentication: ['pap'],
            encryption: 'none',
            compression: 'none',
          },
        ],
        listen: [],
      },
      {
        kind: 'internet',
        name: 'net',
        interfaces: [
          { name: 'eth1', address: ipv4('172.16.1.254'), length: 24 },
          { name: 'eth2', address: ipv4('172.16.0.254'), length: 24 },
        ],
        routes: [{ to: { address: 0, length: 0 }, via: ipv4('172.16.0.1') }],
        listen: [
          { transport: 'tcp', port: 80 },
          { transport: 'udp', port: 5000 },
        ],
        dns: [ipv4('203.0.113.53')],
        place: { line: 30, column: 5 },
      },
    ]);
  });

  test('links', () => {
    expect(lab.links).toEqual([
      {
        endpoints: [
          { node: 'rt-a', port: 'lan1' },
          { node: 'sw', port: '1' },
        ],
        impairments: {},
        up: true,
      },
      {
        endpoints: [
          { node: 'pc1', port: 'eth0' },
          { node: 'net', port: 'eth1' },
        ],
        impairments: { delay: 10_000, jitter: 2000, loss: 10_000, forward: { rate: 10_000_000 } },
        up: false,
      },
    ]);
  });

  test('steps', () => {
    expect(lab.setup).toEqual([{ kind: 'wait', duration: 5_000_000, place: { line: 40, column: 5 } }]);
    expect(lab.steps).toEqual([
      {
        kind: 'type',
        name: 'dial',
        node: 'pc1',
        input: ['vpn connect office'],
        expect: [{ text: 'connected' }],
        reject: [],
        within: 20_000_000,
        every: 1_000_000,
        place: { line: 42, column: 5 },
      },
      {
        kind: 'type',
        node: 'rt-a',
        input: ['administrator', '', 'show status pp anonymous'],
        expect: [{ text: '/connected/i', pattern: /connected/i }, { text: '192.168.0.4' }],
        reject: [{ text: 'error' }],
        within: 10_000_000,
        place: { line: 43, column: 5 },
      },
      {
        kind: 'type',
        node: 'rt-a',
        input: 'interrupt',
        expect: [],
        reject: [],
        within: 10_000_000,
        place: { line: 50, column: 5 },
      },
      {
        kind: 'link',
        endpoint: { node: 'net', port: 'eth1' },
        up: true,
        impairments: { backward: { corruption: 5000 } },
        place: { line: 51, column: 5 },
      },
    ]);
  });
});

test('the examples of docs/LAB-FILES.md are sound', () => {
  const text = readFileSync('docs/LAB-FILES.md', 'utf8');
  const examples = [...text.matchAll(/```yaml\n([^`]+)```/g)].map(([, yaml]) => yaml!);
  const labs = examples.filter((example) => example.startsWith('name:'));
  const [steps = '', ...others] = examples.filter((example) => !labs.includes(example));
  expect(others).toEqual([]);
  for (const lab of labs) expect(complaintsAbout(lab)).toEqual([]);
  expect(complaintsAbout(labs[0]!.slice(0, labs[0]!.indexOf('steps:')) + steps)).toEqual([]);
  // Every key that a node may have is told of.
  const told = new Set([...text.matchAll(/`([a-z\d-]+)`/g)].map(([, key]) => key));
  for (const shape of Object.values(nodeShapes)) for (const key of Object.keys(shape)) expect([...told]).toContain(key);
});
