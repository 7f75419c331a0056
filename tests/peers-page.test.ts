import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const sourceOf = (folder: string, file: string): string =>
  folder === 'emulator' ? `emulator/src/${file}.test.ts` : `packages/${folder}/src/${file}.test.ts`;

test('every test that docs/PEERS.md names exists', () => {
  const page = readFileSync('docs/PEERS.md', 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|(?:---| quirk| what it may do)/.test(line));
  const missing: string[] = [];
  for (const row of rows) {
    const named = [...row.matchAll(/`(\w+)\/([\w/-]+)`: (.+?)(?=; `\w+\/| \|$)/g)];
    if (named.length === 0) missing.push(`no test: ${row}`);
    for (const [, folder, file, title] of named) {
      const path = sourceOf(folder!, file!);
      if (!existsSync(path) || !readFileSync(path, 'utf8').includes(title!)) missing.push(`${path}: ${title}`);
    }
  }
  expect(rows.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});
