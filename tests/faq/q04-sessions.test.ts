/** FAQ Q4 and Q8: as many sessions as each model has, and one more; and as many PPs. */
import { describe, expect, test } from '@jest/globals';
import { machineOf, newestFirmware } from '@rtemu/models/machine';
import { profileOf } from '@rtemu/models/models';
import type { ModelName } from '@rtemu/models/profile';
import { printRevision, revision } from '@rtemu/models/revision';
import { Site, serverLines, vpn } from './site.suite.js';

/** Most sessions, and how many are recommended. NVR700W has two lines. */
const SESSIONS: readonly (readonly [ModelName, sessions: number, recommended?: number, firmware?: string])[] = [
  ['RT300i', 30, 4],
  ['RT105e', 20, 4],
  ['RT105i', 10, 4],
  ['RT105p', 10, 4],
  ['RTX830', 6, 4],
  ['RTX810', 6, 4],
  ['RTX1000', 30, 4],
  ['RTX1100', 30, 4],
  ['RTX1200', 30, 4],
  ['RTX1210', 30, 4],
  ['RTX1220', 30, 4],
  ['RTX1300', 30, 4],
  ['RTX1500', 60, 4],
  ['FWX120', 30, 4],
  ['RTV700', 30, 4],
  ['NVR700W', 20, 4, '15.00.10'],
  ['NVR700W', 6, 4, '15.00.09'],
  ['NVR510', 4],
  ['NVR500', 4],
  ['RT58i', 4],
  ['RT57i', 4],
  ['RTA55i', 4],
  ['RTW65i', 4],
  ['RTW65b', 4],
  ['RT56v', 4],
];

const firmwareOf = (name: ModelName): string => printRevision(newestFirmware(profileOf(name)));

const machineOfRow = (model: ModelName, firmware = firmwareOf(model)) =>
  machineOf(profileOf(model), revision(firmware));

test('every model has its number, and the one that is recommended', () => {
  expect(new Set(SESSIONS.map(([model]) => model)).size).toBe(24);
  for (const [model, sessions, recommended, firmware] of SESSIONS) {
    const site = new Site();
    const { system } = site.router('rt', { model, firmware, config: 'console character ascii\n' });
    const { pptpSessionsRecommended } = machineOfRow(model, firmware);
    expect([model, system.endpoint.callsMax, pptpSessionsRecommended]).toEqual([model, sessions, recommended]);
    site.end();
  }
});

/** One of each number, and NVR700W at both. */
const FILLED: readonly ModelName[] = ['RTX1500', 'RTX1210', 'RT105e', 'RT105i', 'RTX810', 'RT58i', 'NVR700W'];

describe.each(SESSIONS.filter(([model]) => FILLED.includes(model)))(
  '%s has %i sessions',
  (model, sessions, recommended, firmware) => {
    test('and refuses one more, who is told', () => {
      const site = new Site();
      const machine = machineOfRow(model, firmware);
      const tunnels = Math.min(machine.tunnelMax, sessions + 1);
      site.router('rt', { model, firmware, config: `${serverLines(machine, tunnels).join('\n')}\n` });
      const wishes = Array.from({ length: sessions + 1 }, (_, i) => vpn({ name: `v${i + 1}` }));
      const pc = site.pc('pc', '192.168.0.200', wishes);
      for (const each of pc.vpns) each.connect(site.now);
      site.settle('pc');
      site.run(5);
      const last = pc.vpns[sessions]!;
      expect(pc.vpns.map(({ state }) => state)).toEqual([...Array(sessions).fill('Connected'), 'Idle']);
      expect(new Set(pc.vpns.flatMap(({ up }) => up?.localAddress ?? [])).size).toBe(sessions);
      expect(last.pollReport()).toMatchObject({ kind: 'failed', ending: { by: 'call', reason: 'resource-shortage' } });
      const log = site.log('rt');
      expect(log).toContain(`[PPTP] call from 192.168.0.200 refused: too many sessions (${sessions})`);
      const notes = [...log.matchAll(/\[PPTP\] (\d+) sessions, more than the (\d+) that are recommended/g)];
      const expected = Array.from({ length: recommended ? sessions - recommended : 0 }, (_, i) => i + recommended! + 1);
      expect(notes.map(([, count, of]) => [Number(count), Number(of)])).toEqual(expected.map((n) => [n, recommended]));
      site.type('pc', 'vpn disconnect v1');
      site.run(5);
      expect(site.type('pc', `vpn connect ${last.settings.name}`)).toContain('connected: address 192.168.1.');
      site.end();
    });
  },
);

describe('Q8: PPs with PPTP', () => {
  const client = (numbers: readonly number[]): string =>
    [
      'ip lan1 address 192.168.0.1/24',
      'ip route default gateway 192.168.0.254',
      ...numbers.flatMap((n) => [
        `pp select ${n}`,
        `pp bind tunnel${n}`,
        'pp auth accept mschap-v2',
        'pp auth myname rt himitsu',
        'pptp service type client',
        `pp enable ${n}`,
        `tunnel select ${n}`,
        'tunnel encapsulation pptp',
        `tunnel endpoint address 192.168.0.${100 + n}`,
        `tunnel enable ${n}`,
      ]),
      'pptp service on',
      '',
    ].join('\n');

  test('are as many as there may be sessions: those beyond are not used, and the log says so once', () => {
    const site = new Site();
    const numbers = Array.from({ length: 32 }, (_, i) => i + 1);
    site.router('rt', { config: client(numbers) });
    const states = numbers.map((n) => site.type('rt', `show status pp ${n}`).includes('status is disabled'));
    expect(states).toEqual([...Array(30).fill(false), true, true]);
    for (const n of [31, 32]) expect(site.log('rt')).toContain(`[PPTP] PP[${n}] is not used: 30 PPs with PPTP at most`);
    site.type('rt', 'pp disable 7');
    expect(site.type('rt', 'show status pp 31')).toContain('Offline, never connected');
    expect(site.type('rt', 'show status pp 32')).toContain('status is disabled');
    expect(site.log('rt').match(/PP\[32\] is not used/g)).toHaveLength(1);
    site.end();
  });

  test('show that they missed a call when there was no room for it', () => {
    const site = new Site();
    const machine = machineOf(profileOf('RTX830'));
    const server = client([7]).replaceAll('pptp service type client', 'pptp service type server').split('\n').slice(2);
    site.router('rt', { model: 'RTX830', config: [...serverLines(machine, 6), ...server].join('\n') });
    const pc = site.pc(
      'pc',
      '192.168.0.200',
      Array.from({ length: 6 }, (_, i) => vpn({ name: `v${i}` })),
    );
    for (const each of pc.vpns) each.connect(site.now);
    site.settle('pc');
    site.pc('seventh', '192.168.0.107', [vpn()]);
    site.run(5);
    expect(site.type('seventh', 'vpn connect office')).toContain('failed: there is no room for another call');
    expect(site.type('rt', 'show status pp 7')).toContain('Cause: Internal resource shortage (820)');
    site.end();
  });

  test('are not dialled while there are as many sessions as there may be', () => {
    const site = new Site();
    const machine = machineOf(profileOf('RTX830'));
    const config = [...serverLines(machine, 6), ...client([7]).split('\n').slice(2)].join('\n');
    site.router('rt', { model: 'RTX830', config });
    const pc = site.pc(
      'pc',
      '192.168.0.200',
      Array.from({ length: 6 }, (_, i) => vpn({ name: `v${i}` })),
    );
    for (const each of pc.vpns) each.connect(site.now);
    site.settle('pc');
    site.run(5);
    site.type('rt', 'connect 7');
    site.run(1);
    expect(site.type('rt', 'show status pp 7')).toContain('Cause: Internal resource shortage (820)');
    site.type('pc', 'vpn disconnect v0');
    site.type('rt', 'connect 7');
    expect(site.type('rt', 'show status pp 7')).toContain('In connecting process');
    site.end();
  });
});
