import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { machineOf } from '@rtemu/models/machine';
import { PROFILES } from '@rtemu/models/models';
import { commandsPage } from './commands-page.js';
import { FAULTS, TEXTS } from './messages.js';
import { ROWS as BOOK, CHAPTERS } from './rows.js';

const ROWS = BOOK.all;

const COMMANDS = new URL('../../../docs/COMMANDS.md', import.meta.url);
const UNCONFIRMED = new URL('../../../docs/UNCONFIRMED.md', import.meta.url);

test('docs/COMMANDS.md says what the rows say', () => {
  const page = commandsPage(ROWS);
  if (process.env['GOLDEN'] === 'write') writeFileSync(COMMANDS, page);
  expect(page).toBe(readFileSync(COMMANDS, 'utf8'));
});

test('docs/UNCONFIRMED.md lists every message that nobody has seen in one of the languages', () => {
  const page = readFileSync(UNCONFIRMED, 'utf8');
  const unlisted = Object.entries({ ...FAULTS, ...TEXTS })
    .filter(([, { seen }]) => seen !== 'both')
    .flatMap(([key, { en, ja, seen }]) => {
      const unseen = [
        ...(seen === 'ja' || seen === 'neither' ? [en] : []),
        ...(seen === 'en' || seen === 'neither' ? [ja] : []),
      ];
      return unseen.filter((text) => !page.includes(`\`${text}\``)).map((text) => `${key}: ${text}`);
    });
  expect(unlisted).toEqual([]);
});

describe('rows', () => {
  test('settings have names of their own', () => {
    const names = new Map<string, Set<unknown>>();
    for (const row of ROWS) {
      if (row.kind !== 'setting' || row.prints === undefined) continue;
      const { name } = row.prints;
      names.set(name, (names.get(name) ?? new Set()).add(row.prints));
    }
    expect([...names].filter(([, settings]) => settings.size > 1).map(([name]) => name)).toEqual([]);
  });

  test('a setting is printed by one row on every machine', () => {
    for (const profile of PROFILES) {
      const machine = machineOf(profile);
      const printed = ROWS.flatMap((row) =>
        row.kind === 'setting' && row.prints !== undefined && machine.allows(row.on).open ? [row.prints.name] : [],
      );
      expect([profile.name, printed.filter((name, i) => printed.indexOf(name) !== i)]).toEqual([profile.name, []]);
    }
  });

  test('say what they lack when they are partial, and only then', () => {
    expect(ROWS.filter(({ support, lacking }) => (support === 'partial') !== (lacking !== undefined))).toEqual([]);
  });

  test('have help in both languages', () => {
    for (const { syntax, help } of ROWS)
      expect([syntax.name, /[ぁ-んァ-ヶ一-龠]/.test(help.ja), /^[\x20-\x7e]+$/.test(help.en)]).toEqual([
        syntax.name,
        true,
        true,
      ]);
  });

  test('are found by the words that their chapter says', () => {
    for (const { words, rows } of CHAPTERS)
      expect([...new Set(rows().map(({ syntax }) => syntax.firstWord))].sort()).toEqual([...words].sort());
  });

  test('name a section of a manual', () => {
    expect(ROWS.filter(({ manual }) => !/^(?:\d+\.\d+|RT|NVR|FWX)/.test(manual))).toEqual([]);
  });
});
