import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { machineOf } from '@rtemu/models/machine';
import { findModel, PROFILES } from '@rtemu/models/models';
import { readRevision } from '@rtemu/models/revision';
import { CommandLanguage } from './language.js';
import { type ReplayedLine, replay } from './replay.js';

const FOLDER = new URL('../../../fixtures/configs/', import.meta.url);
const cases = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

function replayCase(name: string) {
  const text = readFileSync(new URL(`${name}/config.txt`, FOLDER), 'utf8');
  const [, model = '', firmware = ''] = /^# model: (\S+) (\S+)/.exec(text) ?? [];
  const profile = findModel(model)!;
  const revision = readRevision(firmware)!;
  const { lines, document } = replay(text, profile, { revision });
  const shown = new CommandLanguage(profile, revision).printConfig(document, { secrets: true });
  return { lines, shown };
}

const describeLine = ({ number, text, verdict }: ReplayedLine): readonly string[] => {
  const at = `${number}: ${text.trim()}`;
  switch (verdict.kind) {
    case 'fault':
      return [`${at}\n   ${verdict.text} (column ${verdict.diagnosis.column}: ${verdict.diagnosis.sentence})`];
    case 'action':
      return [`${at}\n   not done here: ${verdict.request?.kind ?? 'something to look at'}`];
    case 'accepted':
      if (verdict.support === 'full') return [];
      return [`${at}\n   ${verdict.support}${verdict.lacking === undefined ? '' : `, lacking ${verdict.lacking}`}`];
    case 'nothing':
      return [];
  }
};

/** The golden text, written anew on demand. */
function golden(path: string, text: string): string {
  const file = new URL(path, FOLDER);
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, text);
  return readFileSync(file, 'utf8');
}

describe('configurations', () => {
  for (const { name } of cases)
    test(name, () => {
      const { lines, shown } = replayCase(name);
      const verdicts = lines.flatMap(describeLine);
      expect(`${shown.join('\n')}\n`).toBe(golden(`${name}/shown.txt`, `${shown.join('\n')}\n`));
      expect(`${verdicts.join('\n')}\n`).toBe(golden(`${name}/verdicts.txt`, `${verdicts.join('\n')}\n`));
    });

  test('of PPTP are accepted', () => {
    const faults = cases.flatMap(({ name }) =>
      replayCase(name)
        .lines.filter(({ verdict }) => verdict.kind === 'fault')
        .map(({ text }) => text.trim()),
    );
    const meant = ['pptp vendorname Example', 'pp bind tunnel2']; // a firmware without it; nothing selected
    expect(faults).toEqual(meant);
  });
});

describe('factory settings', () => {
  for (const profile of PROFILES)
    test(`of ${profile.name} are accepted`, () => {
      const { factory } = machineOf(profile);
      const { lines, document } = replay(factory.join('\n'), profile);
      expect(lines.filter(({ verdict }) => verdict.kind === 'fault')).toEqual([]);
      const printed = new CommandLanguage(profile).printConfig(document, { secrets: true });
      expect([...printed].sort()).toEqual([...factory].sort());
    });
});

describe('replay', () => {
  const RTX1210 = findModel('RTX1210')!;
  const verdictsOf = (text: string, revision?: string) =>
    replay(text, RTX1210, { revision: revision === undefined ? undefined : readRevision(revision) }).lines.map(
      ({ verdict }) => verdict,
    );

  test('says where a line is wrong, and what was expected', () => {
    const [, verdict] = verdictsOf('pp select 1\n pptp service type peer');
    expect(verdict).toMatchObject({
      kind: 'fault',
      text: 'Error: Illegal keyword',
      diagnosis: { column: 19, word: 'peer', expected: ['server|client'] },
    });
  });

  test('guesses what was meant', () => {
    expect(verdictsOf('pptp servce on')[0]).toMatchObject({ diagnosis: { nearest: 'pptp service', column: 5 } });
    expect(verdictsOf('ip lan1 adress 10.0.0.1/8')[0]).toMatchObject({ diagnosis: { nearest: 'ip lan1 address' } });
    expect(verdictsOf('zzz')[0]).toMatchObject({ diagnosis: { nearest: undefined, expected: [] } });
  });

  test('knows commands of other firmware and other models', () => {
    expect(verdictsOf('pptp vendorname x', '14.01.20')[0]).toMatchObject({
      diagnosis: { since: 'Rev.14.01.26', absent: false, sentence: 'RTX1210 has this command from Rev.14.01.26 on' },
    });
    expect(verdictsOf('pptp call-id mode normal')[0]).toMatchObject({
      diagnosis: { absent: true, since: undefined, sentence: 'RTX1210 does not have this command' },
    });
  });

  test('speaks Japanese', () => {
    const { lines } = replay('pp select 101', RTX1210, { language: 'ja' });
    expect(lines[0]!.verdict).toMatchObject({
      text: 'エラー: パラメータが範囲を越えています',
      diagnosis: { sentence: '「101」は範囲外です。指定できるもの: 1..100, none' },
    });
  });

  test('takes all line ends', () => {
    expect(verdictsOf('pptp service on\r\npp select 1\rpp select none\n').map(({ kind }) => kind)).toEqual([
      ...['accepted', 'accepted', 'accepted', 'nothing'],
    ]);
  });

  test('runs what a file defines: variables, aliases and macros, and tells which line of them is wrong', () => {
    const text = `set NET=192.168.9
alias lan=ip
macro two <<EOM
ip lan2 address $NET.$1/24
ip lan9 mtu 1400
EOM
alias zweig="pp select"
two 7
zweig 3
 description pp "\${NET}"
pp select none
embedded file a.txt <<EOF
$NET
EOF
`;
    const { lines, document } = replay(text, RTX1210);
    expect(lines.filter(({ verdict }) => verdict.kind === 'fault').map(({ number }) => number)).toEqual([8]);
    const printed = new CommandLanguage(RTX1210).printConfig(document);
    expect(printed).toEqual(
      expect.arrayContaining(['ip lan2 address 192.168.9.7/24', ' description pp 192.168.9', '$NET', 'pp select 3']),
    );
    const old = replay(text, findModel('RT58i')!).lines.filter(({ verdict }) => verdict.kind === 'fault');
    expect(old.length).toBeGreaterThan(5);
  });
});
