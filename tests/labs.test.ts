import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { makeNodes } from '@rtemu/emulator/make-nodes';
import { isOutlet } from '@rtemu/lab/lab';
import { Scenario } from '@rtemu/lab/scenario';
import { loadLab } from '../console/src/lab-loader.js';
import { makeStage } from '../console/src/stage-maker.js';

/** Plays a lab of `fixtures/labs` and gives the steps that failed, with the command that replays them. */
function play(file: string, seed: number) {
  const path = `fixtures/labs/${file}`;
  const { lab, configFiles, folders } = loadLab(path);
  const stage = makeStage(lab, configFiles, seed, makeNodes, { folders });
  const scenario = new Scenario(stage);
  scenario.run();
  const failed = scenario.results.filter(({ passed }) => !passed);
  return {
    stage,
    replay: `rtemu lab run ${path} --seed ${seed}`,
    failed: failed.map(({ step, reason, output }) => ({ step: step.name, reason, output })),
  };
}

/** Labs that lead out of themselves need real machines, and real time. */
const isWhole = (file: string) => !loadLab(`fixtures/labs/${file}`).lab.nodes.some(isOutlet);
const LABS = readdirSync('fixtures/labs', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .filter(isWhole);
const isLossy = (file: string) => file.endsWith('/lossy.yaml');
const SEEDS = [1, 2, 3, 4, 5];

describe('labs', () => {
  test('the list of labs has every one of them, and each says what it teaches', () => {
    const folders = readdirSync('fixtures/labs', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = folders.map(({ name }) => name).sort();
    const listed = [...readFileSync('fixtures/labs/README.md', 'utf8').matchAll(/^\| \[([\w-]+)\]\(\1\)/gm)];
    expect(listed.map(([, name]) => name).sort()).toEqual(names);
    for (const name of names)
      expect(readFileSync(`fixtures/labs/${name}/README.md`, 'utf8')).toMatch(/[\u3040-\u30ff]/); // in Japanese as well
  });

  test.each(LABS.filter((file) => !isLossy(file)))('%s', (file) => {
    const { replay, failed, stage } = play(file, 0);
    expect({ replay, failed }).toEqual({ replay, failed: [] });
    stage.world.clear();
  });

  test.each(LABS.filter(isLossy))('%s, from many seeds', (file) => {
    for (const seed of SEEDS) {
      const { replay, failed } = play(file, seed);
      expect({ replay, failed }).toEqual({ replay, failed: [] });
    }
  });
});
