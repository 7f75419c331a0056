/** FAQ Q1: which models have PPTP, and from which firmware on. */
import { describe, expect, test } from '@jest/globals';
import { machineOf, newestFirmware } from '@rtemu/models/machine';
import { profileOf } from '@rtemu/models/models';
import type { ModelName } from '@rtemu/models/profile';
import { printRevision, revision } from '@rtemu/models/revision';
import { Site, serverLines, vpn } from './site.suite.js';

/** As the FAQ lists them: those with a star need this firmware, or newer. */
const MODELS: readonly (readonly [ModelName, since?: string, before?: string])[] = [
  ['RT300i', '6.03.08', '6.03.07'],
  ['RT105e', '6.03.08', '6.03.07'],
  ['RT105i', '6.03.08', '6.03.07'],
  ['RT105p', '6.03.08', '6.03.07'],
  ['RTX830'],
  ['RTX810'],
  ['RTX1000', '7.00.14', '7.00.13'],
  ['RTX1100'],
  ['RTX1500', '8.03.68', '8.03.67'],
  ['RTX1200'],
  ['RTX1210'],
  ['RTX1220'],
  ['RTX1300'],
  ['FWX120'],
  ['RTV700'],
  ['NVR700W'],
  ['NVR510'],
  ['NVR500'],
  ['RT58i'],
  ['RT57i'],
  ['RTA55i'],
  ['RTW65i', '5.03.21b', '5.03.21'],
  ['RTW65b', '5.03.21b', '5.03.21'],
  ['RT56v'],
];

const machineAt = (name: ModelName, at: string) => machineOf(profileOf(name), revision(at));
const newest = (name: ModelName): string => printRevision(newestFirmware(profileOf(name)));

/** What PPTP is set up with, beside the lines that every PP has. */
const OF_PPTP = /^(?:pptp |pp bind |ppp ccp type mppe|tunnel encapsulation pptp|ppp ccp no-encryption)/;

/** A router to which a server's lines are typed, and a PC that dials it: what was refused, and what came of the call. */
function tryOut(model: ModelName, firmware: string, lines: readonly string[]): { refused: string[]; call: string } {
  const site = new Site();
  site.router('rt', { model, firmware, config: 'ip lan1 address 192.168.0.1/24\n' });
  site.pc('pc', '192.168.0.9', [vpn()]);
  const refused = lines.filter((line) => site.type('rt', line).includes('Error'));
  const call = site.type('pc', 'vpn connect office');
  site.end();
  return { refused, call };
}

test('there are 24', () => {
  expect(MODELS).toHaveLength(24);
  expect(new Set(MODELS.map(([name]) => name)).size).toBe(24);
});

describe.each(MODELS)('%s', (name, since, before) => {
  const at = since ?? newest(name);
  const lines = serverLines(machineAt(name, at));

  test(`takes every line at Rev.${at.replace('Rev.', '')}, and is called`, () => {
    const { refused, call } = tryOut(name, at, lines);
    expect(refused).toEqual([]);
    expect(call).toContain('office: connected: address 192.168.1.1, peer 10.0.0.1, MPPE 128 bits stateless');
  });

  if (before !== undefined)
    test(`refuses every line of PPTP at Rev.${before}, and is not there to be called`, () => {
      const { refused, call } = tryOut(name, before, lines);
      const ofPptp = lines.filter((line) => OF_PPTP.test(line));
      expect(ofPptp).toHaveLength(6);
      expect(refused).toEqual(ofPptp);
      expect(call).toContain('office: failed: the server takes no control connection');
    });
});
