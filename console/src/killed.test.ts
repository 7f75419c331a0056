import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { StateDirectory } from './state-directory.js';

const folder = mkdtempSync(join(tmpdir(), 'rtemu-killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RTEMU = fileURLToPath(new URL('../bin/rtemu.cjs', import.meta.url));
const BEGIN = 'administrator\n\nconsole character en.ascii\n';
/** Seconds of `login timer`, which tell one save from another. */
const FIRST = 1000;
const SAVED = 'CONFIG0 Done';

type Program = ChildProcessByStdio<Writable, Readable, null>;

function begin(input: string): Program {
  const args = [RTEMU, 'console', '--model', 'RTX1210', '--state', folder];
  const program = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  program.stdin.on('error', () => {}); // it is killed before it has read everything
  program.stdin.end(input);
  return program;
}

/** Lets a router save again and again, and kills it when it has said so often that it did. @returns how often it has */
async function killAfter(saves: number, from: number): Promise<number> {
  const lines = Array.from({ length: 500 }, (_, i) => `login timer ${from + i}\nsave\n`).join('');
  const program = begin(BEGIN + lines);
  let said = '';
  for await (const chunk of program.stdout) {
    said += String(chunk);
    if (said.split(SAVED).length > saves) program.kill('SIGKILL');
  }
  return said.split(SAVED).length - 1;
}

const timerIn = (text: string): number => Number(/^login timer (\d+)$/m.exec(text)?.[1]);

test('a router that is killed while it saves finds its last configuration whole', async () => {
  let from = FIRST;
  for (const saves of [1, 2, 7]) {
    const said = await killAfter(saves, from);
    const text = new StateDirectory(folder).keptBy('router').files.get(0)!.text;
    expect(text).toMatch(/^console character en\.ascii\n[\s\S]*\ndhcp scope 1 .*\n$/); // the factory's first and last lines
    const found = timerIn(text);
    expect(found).toBeGreaterThanOrEqual(from + said - 1); // what it said was saved, and perhaps more
    from = found + 1;
  }
  let shown = '';
  for await (const chunk of begin(`${BEGIN}console lines infinity\nshow config\n`).stdout) shown += String(chunk);
  expect(timerIn(shown)).toBe(from - 1);
}, 60_000);
