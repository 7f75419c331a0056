import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { makeNodes } from '@rtemu/emulator/make-nodes';
import { after, milliseconds } from '@rtemu/engine/time';
import { Scenario } from '@rtemu/lab/scenario';
import { loadLab } from '../console/src/lab-loader.js';
import { makeStage } from '../console/src/stage-maker.js';
import { keysOf, readScript, record } from './recorder.suite.js';

const FOLDER = new URL('../fixtures/consoles/sessions/', import.meta.url);

const namesIn = (folder: URL, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();

/** What the console of RT-A shows when these lines are typed, once the lab is up. */
function screenAfter(lines: readonly string[]): string {
  const { lab, configFiles } = loadLab('fixtures/labs/remote-access/lab.yaml');
  const stage = makeStage(lab, configFiles, 0, makeNodes);
  new Scenario(stage, ['setup']).run();
  const { world, operables } = stage;
  const router = operables.get('rt-a')!;
  const session = router.openConsole(world.now);
  let screen = session.pollText() ?? '';
  for (const line of lines) {
    screen += `${session.prompt}${session.echo ? line : ''}\n`;
    session.handleLine(world.now, line);
    world.settle(router);
    screen += session.pollText() ?? '';
    while (session.busy) {
      world.run(after(world.now, milliseconds(10)));
      screen += session.pollText() ?? '';
    }
    world.run(after(world.now, milliseconds(500)));
  }
  return `${screen}${session.prompt}\n`;
}

test.each(namesIn(FOLDER, '.keys'))('a whole session: %s', (name) => {
  const keys = readFileSync(new URL(`${name}.keys`, FOLDER), 'utf8');
  const screen = screenAfter(keys.replace(/\n$/, '').split('\n'));
  const file = new URL(`${name}.screen`, FOLDER);
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, screen);
  expect(screen).toBe(readFileSync(file, 'utf8'));
});

const RECORDINGS = new URL('../fixtures/consoles/recordings/', import.meta.url);

describe('recordings', () => {
  test.each(namesIn(RECORDINGS, '.yaml'))('%s', (name) => {
    const path = fileURLToPath(new URL(`${name}.yaml`, RECORDINGS));
    const recording = record(readScript(readFileSync(path, 'utf8')), path);
    const file = new URL(`${name}.cast`, RECORDINGS);
    if (process.env['GOLDEN'] === 'write') writeFileSync(file, recording);
    expect(recording).toBe(readFileSync(file, 'utf8'));
  });

  test('have each their script', () => {
    expect(namesIn(RECORDINGS, '.cast')).toEqual(namesIn(RECORDINGS, '.yaml'));
  });

  test('are read by players: a head, and then events in the order of time', () => {
    for (const name of namesIn(RECORDINGS, '.cast')) {
      const [head, ...events] = readFileSync(new URL(`${name}.cast`, RECORDINGS), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(head).toMatchObject({ version: 2, width: 80, height: 24, title: expect.any(String) });
      const times = events.map(([at]: [number]) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(events.every(([, kind]: [number, string]) => /^[oimbt]$/.test(kind))).toBe(true);
    }
  });

  test('name keys as they are on the keyboard', () => {
    expect(keysOf('show st<Tab>? <Ctrl-C>-v2<Enter>')).toEqual(['show ', 'st', '\t', '?', ' ', '\x03', '-v2', '\r']);
  });
});
