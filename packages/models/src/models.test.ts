import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { SOURCES } from './fact.js';
import { FAMILIES, gate } from './gate.js';
import { machineOf, newestFirmware, PPTP, SERVER_DIALS } from './machine.js';
import { findModel, nearestModel, PROFILES, profileOf } from './models.js';
import { PPTP_GENERATIONS } from './pptp-generation.js';
import { MODEL_NAMES, type ModelName } from './profile.js';
import { compareRevisions, printRevision, readRevision, revision } from './revision.js';

describe('revisions', () => {
  test('are printed as banners print them', () => {
    for (const text of ['Rev.14.01.42', 'Rev.5.03.21b', 'Rev.8.00.95', 'Rev.10.01.07'])
      expect(printRevision(revision(text))).toBe(text);
    expect(printRevision(revision('7.00'))).toBe('Rev.7.00.00');
    for (const text of ['', 'Rev.', '14', '14.01.x', '1.2.3.4', 'Rev.5.03.21bb'])
      expect(readRevision(text)).toBe(undefined);
  });

  test('follow one another as Yamaha counts them', () => {
    const order = [
      '4.06.16',
      '4.06.19',
      '4.06.19b',
      '5.03.21',
      '5.03.21b',
      '5.03.22',
      '5.03.25',
      '8.03.92',
      '10.01.07',
    ];
    for (let i = 1; i < order.length; i++)
      expect([order[i], compareRevisions(revision(order[i - 1]!), revision(order[i]!)) < 0]).toEqual([order[i], true]);
    expect(compareRevisions(revision('Rev.14.01.42'), revision('14.01.42'))).toBe(0);
  });
});

describe('models', () => {
  test('are the 24 of the FAQ', () => {
    expect(PROFILES.map(({ name }) => name)).toEqual([...MODEL_NAMES]);
    expect(new Set(MODEL_NAMES).size).toBe(24);
  });

  test('are found whatever the case, and the nearest name is offered', () => {
    expect(findModel('rtx1210')?.name).toBe('RTX1210');
    expect(findModel(' RT105E ')?.name).toBe('RT105e');
    expect(findModel('RTX1211')).toBe(undefined);
    expect(nearestModel('RTX121')).toBe('RTX1210');
    expect(nearestModel('nvr70w')).toBe('NVR700W');
    expect(nearestModel('catalyst')).toBe(undefined);
  });

  for (const profile of PROFILES)
    test(`${profile.name} becomes a machine at its newest firmware`, () => {
      const machine = machineOf(profile);
      expect(machine.lans.length).toBeGreaterThan(0);
      expect(machine.lans[0]).toBe('lan1');
      expect(machine.ppMax).toBeGreaterThanOrEqual(30);
      expect(machine.tunnelMax).toBeGreaterThanOrEqual(4);
      expect(machine.banner.macCount).toBe(machine.lans.length);
      expect(machine.banner.firmwareLine).toMatch(
        /^\w+ Rev\.\d+\.\d\d\.\d\d[a-z]? \(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\)$/,
      );
      expect(machine.banner.memoryLine).toMatch(/^Memory \d+Mbytes, \d+LAN/);
      expect(machine.banner.memoryLine).not.toContain('Memory 0Mbytes');
      expect(machine.allows(PPTP)).toEqual({ open: true });
    });

  test('name only sources that are listed', () => {
    const named = new Set<string>();
    const visit = (value: unknown): void => {
      if (Array.isArray(value) && value.length === 2 && typeof value[1] === 'string') named.add(value[1]);
      else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) visit(part);
    };
    for (const { name: _, series: __, firmware, lans: ___, ...facts } of PROFILES) visit([facts, firmware.newest]);
    const unlisted = [...named]
      .flatMap((text) => text.split(/\s*[;,+/]\s*/))
      .map((text) => text.replace(/ Q\d+$|^same in /, ''))
      .filter((text) => !(text in SOURCES));
    expect(named.size).toBeGreaterThan(10);
    expect(unlisted).toEqual([]);
  });

  test('firmware dates of published banners', () => {
    const line = (name: ModelName, at: string) => machineOf(profileOf(name), revision(at)).banner.firmwareLine;
    expect(line('RTX1210', '14.01.29')).toBe('RTX1210 Rev.14.01.29 (Tue May 29 16:47:33 2018)');
    expect(line('RTX1200', '10.01.53')).toBe('RTX1200 Rev.10.01.53 (Mon Sep  9 15:23:58 2013)');
    expect(line('RTX1100', '8.03.92')).toBe('RTX1100 Rev.8.03.92 (Thu Feb 16 20:50:25 2012)');
  });

  test('memory lines of published headers', () => {
    const memory = (name: ModelName) => machineOf(profileOf(name)).banner.memoryLine;
    expect(memory('RTX1210')).toBe('Memory 256Mbytes, 3LAN, 1BRI');
    expect(memory('RTX1300')).toBe('Memory 1024Mbytes, 8LAN');
    expect(memory('NVR510')).toBe('Memory 256Mbytes, 2LAN, 1ONU');
    // Nobody has published this one: it is put together from the hardware list.
    expect(memory('RTX1500')).toBe('Memory 128Mbytes, 3LAN, 2BRI');
  });
});

describe('the FAQ', () => {
  /** Q4: most sessions, and how many are recommended. */
  const SESSIONS: ReadonlyArray<readonly [ModelName, sessions: number, recommended: number | undefined]> = [
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
    ['NVR700W', 20, 4],
    ['NVR510', 4, undefined],
    ['NVR500', 4, undefined],
    ['RT58i', 4, undefined],
    ['RT57i', 4, undefined],
    ['RTA55i', 4, undefined],
    ['RTW65i', 4, undefined],
    ['RTW65b', 4, undefined],
    ['RT56v', 4, undefined],
  ];

  test('Q4: most PPTP sessions', () => {
    expect(SESSIONS).toHaveLength(24);
    for (const [name, sessions, recommended] of SESSIONS)
      expect([name, machineOf(profileOf(name)).pptpSessionsMax, profileOf(name).pptp.sessionsRecommended?.[0]]).toEqual(
        [name, sessions, recommended],
      );
    const nvr700w = (at: string) => machineOf(profileOf('NVR700W'), revision(at)).pptpSessionsMax;
    expect([nvr700w('15.00.02'), nvr700w('15.00.09'), nvr700w('15.00.10'), nvr700w('15.00.24')]).toEqual([
      6, 6, 20, 20,
    ]);
  });

  test('Q1: models that needed new firmware', () => {
    const SINCE: Partial<Record<ModelName, string>> = {
      RTW65i: '5.03.21b',
      RTW65b: '5.03.21b',
      RT300i: '6.03.08',
      RT105e: '6.03.08',
      RT105i: '6.03.08',
      RT105p: '6.03.08',
      RTX1000: '7.00.14',
      RTX1500: '8.03.68',
    };
    for (const name of MODEL_NAMES) expect([name, profileOf(name).pptp.since?.[0]]).toEqual([name, SINCE[name]]);
    const verdict = (name: ModelName, at: string) => machineOf(profileOf(name), revision(at)).allows(PPTP);
    expect(verdict('RTW65i', '5.03.21')).toEqual({ open: false, since: revision('5.03.21b') });
    expect(verdict('RTW65i', '5.03.21b')).toEqual({ open: true });
    expect(verdict('RTX1500', '8.03.60')).toEqual({ open: false, since: revision('8.03.68') });
    expect(verdict('RTX1100', '8.02.31')).toEqual({ open: true });
  });

  test('Q12 and Q18: firmware gates', () => {
    const gates = (name: ModelName) => [
      profileOf(name).pptp.serverDialSince?.[0],
      profileOf(name).pptp.webOverIsdnSince?.[0],
    ];
    expect(gates('RTA55i')).toEqual(['4.06.19b', '4.06.35']);
    expect(gates('RTW65i')).toEqual(['5.03.21b', '5.03.25']);
    expect(gates('RTW65b')).toEqual(['5.03.21b', undefined]);
    expect(gates('RTX1210')).toEqual([undefined, undefined]);
  });
});

describe('firmware changes what a machine is', () => {
  const at = (name: ModelName, text: string) => machineOf(profileOf(name), revision(text));

  test('PPTP generations', () => {
    expect(at('RTX1210', '14.01.20').pptp.hostNameInitially).toBe('model name');
    expect(at('RTX1210', '14.01.26').pptp.vendorName).toEqual({ initial: '', settable: true });
    expect(at('RTX1000', '7.00.14').pptp.callIdMode).toBe(false);
    expect(at('RTX1000', '8.01.29').pptp.callIdMode).toBe(true);
    expect(at('RT300i', '6.03.08').pptp.keepaliveInitially).toBe(false);
    expect(at('RT300i', '6.03.11').pptp.keepaliveInitially).toBe(true);
    expect(at('RTA55i', '4.06.67').pptp.window).toEqual({ min: 0, max: 32, initial: 4 });
    expect(Object.keys(PPTP_GENERATIONS)).toHaveLength(9);
  });

  test('factory settings', () => {
    expect(at('RTX1210', '14.01.16').factory).not.toContain('telnetd host lan');
    expect(at('RTX1210', '14.01.26').factory).toContain('telnetd host lan');
    expect(at('RTX1100', '8.03.94').factory).toEqual([]);
    expect(at('RT58i', '9.01.51').factory).toContain('analog extension dial prefix sip prefix="9#"');
  });

  test('banner', () => {
    expect(at('RTX1210', '14.01.05').banner.copyrights).toBe('list');
    expect(at('RTX1210', '14.01.11').banner.copyrights).toBe('short');
    expect(at('RTX1100', '8.03.94').banner.macStyle).toBe('list with trailing comma');
    expect(at('RTX1300', '23.00.17').banner.macStyle).toBe('range');
    expect(at('RTX1200', '10.01.53').characterNames).toBe('ascii sjis euc');
  });
});

describe('gates', () => {
  test('bound models and firmware', () => {
    const asked = gate('RTX1210>=14.01.26 RTX830<15.02.03 RTX1220');
    expect(asked.test('RTX1210', revision('14.01.25'))).toEqual({ open: false, since: revision('14.01.26') });
    expect(asked.test('RTX1210', revision('14.01.26'))).toEqual({ open: true });
    expect(asked.test('RTX830', revision('15.02.03'))).toEqual({ open: false });
    expect(asked.test('RTX1220', revision('15.04.01'))).toEqual({ open: true });
    expect(asked.test('RT56v', revision('4.07.54'))).toEqual({ open: false });
    expect(gate('* -RT56v').test('RT56v', revision('4.07.54'))).toEqual({ open: false });
    expect(gate('*>=10.01').test('RTX1300', revision('23.00.04'))).toEqual({ open: true });
    expect(gate('current -RTX830').test('RTX1210', revision('14.01.05'))).toEqual({ open: true });
    expect(gate('current -RTX830').test('RTX830', revision('15.02.03'))).toEqual({ open: false });
    expect(Object.values(FAMILIES).flat().sort()).toEqual([...MODEL_NAMES].sort());
    expect(() => gate('RTX9999').test('RTX1210', revision('14.01.05'))).toThrow(RangeError);
    expect(() => gate('* -RTX1210<14.01.28').test('RTX830', revision('15.02.03'))).toThrow(RangeError);
  });
});

test('every placeholder in use stands in docs/UNCONFIRMED.md', () => {
  const page = readFileSync(new URL('../../../docs/UNCONFIRMED.md', import.meta.url), 'utf8');
  const unlisted = PROFILES.flatMap((profile) =>
    machineOf(profile, newestFirmware(profile))
      .assumed.filter(
        (what) =>
          !page
            .split('\n')
            .some((line) => line.startsWith(`| ${what} |`) && new RegExp(`\\b${profile.name}\\b`).test(line)),
      )
      .map((what) => `${profile.name}: ${what}`),
  );
  expect(unlisted).toEqual([]);
});

test('a server dials from the firmware on that FAQ Q12 names', () => {
  const dials = (name: ModelName, at: string) => machineOf(profileOf(name), revision(at)).allows(SERVER_DIALS).open;
  expect([dials('RTA55i', '4.06.16'), dials('RTA55i', '4.06.19'), dials('RTA55i', '4.06.19b')]).toEqual([
    false,
    false,
    true,
  ]);
  for (const name of ['RTW65i', 'RTW65b'] as const)
    expect([dials(name, '5.03.21'), dials(name, '5.03.21b')]).toEqual([false, true]);
  expect(dials('RT56v', '4.07.04')).toBe(true);
});
