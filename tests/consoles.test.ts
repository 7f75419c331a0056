import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { makeNodes } from '@rtemu/emulator/make-nodes';
import { after, milliseconds } from '@rtemu/engine/time';
import { Scenario } from '@rtemu/lab/scenario';
import { loadLab } from '../console/src/lab-loader.js';
import { makeStage } from '../console/src/stage-maker.js';

const FOLDER = new URL('../fixtures/consoles/sessions/', import.meta.url);
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.keys'))
  .map((name) => name.slice(0, -'.keys'.length));

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

test.each(NAMES)('a whole session: %s', (name) => {
  const keys = readFileSync(new URL(`${name}.keys`, FOLDER), 'utf8');
  const screen = screenAfter(keys.replace(/\n$/, '').split('\n'));
  const file = new URL(`${name}.screen`, FOLDER);
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, screen);
  expect(screen).toBe(readFileSync(file, 'utf8'));
});
