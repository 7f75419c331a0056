import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { rtemu } from './program.suite.js';

const folder = mkdtempSync(join(tmpdir(), 'rtemu-explain-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LAB = `name: office
topology:
  nodes:
    rt:
      kind: router
      model: RTX1210
      startup-config: |
        ip lan1 address 192.168.0.1/24
        ip lan2 address 203.0.113.1/24
        ip lan2 secure filter in 1010 1020
        ip filter 1010 reject * * tcp * 1723
        ip filter 1020 pass * *
        pp select anonymous
        pp bind tunnel1
        pp auth request mschap-v2
        pp auth username ann himitsu
        ppp ccp type mppe-any
        ip pp remote address pool 192.168.0.100
        ppp ipcp ipaddress on
        pp enable anonymous
        tunnel select 1
        tunnel encapsulation pptp
        tunnel enable 1
        pptp service on
    ann:
      kind: pc
      address: 203.0.113.2/24
      vpn: {office: {server: 203.0.113.1, username: ann, password: himitsu, authentication: [mschap-v2]}}
  links:
    - {endpoints: ["rt:lan2", "ann:eth0"]}
`;
const lab = (text = LAB): string => {
  const path = join(folder, 'lab.yaml');
  writeFileSync(path, text);
  return path;
};

describe('rtemu explain', () => {
  test('tells the cause, where it lies and what to do', async () => {
    const { code, output, error } = await rtemu(['explain', lab()]);
    expect([code, error]).toEqual([1, '']);
    expect(output).toBe(`ann office - rt PP[ANONYMOUS] (203.0.113.1): down
  cause  rt: TCP port 1723 (203.0.113.2 > 203.0.113.1) rejected by filter 1010 on LAN2 in
  do     rt: ip filter N pass 203.0.113.2 203.0.113.1 tcp * 1723, and N in front of 1010 in ip lan2 secure filter in
  seen   ann: no answer from 203.0.113.1 to TCP port 1723: TCP response timeout (825)

0 of 1 VPNs up
`);
  });

  test('in Japanese', async () => {
    const { code, output } = await rtemu(['explain', lab(), '--lang', 'ja']);
    expect(code).toBe(1);
    expect(output).toContain(
      '  原因 rt: TCPポート1723 (203.0.113.2 > 203.0.113.1) が LAN2 in のフィルター 1010 により破棄されました\n',
    );
    expect(output).toContain('VPN 1 本のうち 0 本が接続中');
  });

  test('and that all is well', async () => {
    const { code, output } = await rtemu(['explain', lab(LAB.replace('1010 1020', '1020'))]);
    expect([code, output]).toEqual([
      0,
      `ann office - rt PP[ANONYMOUS] (203.0.113.1): up
  mschap-v2, MPPE-128, 192.168.0.100 - 192.168.0.1

1 of 1 VPNs up
`,
    ]);
  });

  test('for programs', async () => {
    const { output } = await rtemu([
      'explain',
      lab(),
      '--format',
      'json',
      '--node',
      'rt',
      '--seed',
      '7',
      '--after',
      '40s',
    ]);
    const report = JSON.parse(output);
    expect(report).toMatchObject({ lab: 'office', seed: 7 });
    expect(report.vpns).toMatchObject([
      {
        from: { node: 'ann', name: 'office' },
        state: 'down',
        cause: { kind: 'filtered', node: 'rt', filter: 1010, half: 'tcp', source: '203.0.113.2' },
      },
    ]);
  });

  test('of a lab without VPNs', async () => {
    const text = 'name: bare\ntopology:\n  nodes:\n    pc: {kind: pc, address: 10.0.0.1/24}\n';
    expect(await rtemu(['explain', lab(text)])).toMatchObject({ code: 0, output: 'there is no VPN\n' });
  });

  test.each([
    [['/nowhere.yaml'], 'there is no such file'],
    [['--node', 'rtt'], 'no node "rtt" with a console is in office; did you mean "rt"?'],
    [['--after', '5'], 'A time is a number and its unit'],
    [['--lang', 'fr'], 'Allowed choices are ja, en'],
  ])('%j is unusable', async (args, message) => {
    const words = args[0]!.startsWith('/') ? args : [lab(), ...args];
    const { code, error } = await rtemu(['explain', ...words]);
    expect([code, error]).toEqual([2, expect.stringContaining(message)]);
  });

  test('does not explain what leads out of the lab', async () => {
    const out = `    out: {kind: udp, local: 5001, remote: 5002}\n  links:\n    - {endpoints: ["rt:lan1", "out:eth0"]}\n`;
    const { code, error } = await rtemu(['explain', lab(LAB.replace('  links:\n', out))]);
    expect([code, error]).toEqual([2, expect.stringContaining('out leads out of the lab')]);
  });
});

test('a server that is known by its name alone is dialled once the name has an address', async () => {
  const { code, output } = await rtemu(['explain', 'fixtures/labs/faq-q14-no-fixed-address/lab.yaml']);
  expect([code, output]).toEqual([0, expect.stringContaining('1 of 1 VPNs up\n')]);
});

test('at a console, as things stand', async () => {
  const text = LAB.replace('1010 1020', '1020').replace('password: himitsu', 'password: wrong');
  const typed = ':explain\n:node ann\nvpn connect office\n:explain\n:explain ja\n:explain fr\n';
  const { output } = await rtemu(['lab', 'up', lab(text)], typed);
  const told = [
    'it is not dialled',
    "the password of the user 'ann'",
    'パスワードが両端で異なります',
    ':explain takes ja or en',
  ];
  const places = told.map((words) => output.indexOf(words));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
});
