import { describe, expect, test } from '@jest/globals';
import { makeNodes } from '@rtemu/emulator/make-nodes';
import { Scenario } from '@rtemu/lab/scenario';
import { loadLab } from '../console/src/lab-loader.js';
import { makeStage } from '../console/src/stage-maker.js';

/** Plays a lab of `fixtures/labs` and gives the steps that failed, with the command that replays them. */
function play(file: string, seed: number) {
  const path = `fixtures/labs/${file}`;
  const { lab, configFiles } = loadLab(path);
  const stage = makeStage(lab, configFiles, seed, makeNodes);
  const scenario = new Scenario(stage);
  scenario.run();
  const failed = scenario.results.filter(({ passed }) => !passed);
  return {
    stage,
    replay: `rtemu lab run ${path} --seed ${seed}`,
    failed: failed.map(({ step, reason, output }) => ({ step: step.name, reason, output })),
  };
}

describe('labs', () => {
  test.each(['remote-access/lab.yaml', 'lan-to-lan/lab.yaml'])('%s', (file) => {
    const { replay, failed, stage } = play(file, 0);
    expect({ replay, failed }).toEqual({ replay, failed: [] });
    stage.world.clear();
  });

  test('remote access over lines that lose a tenth of the frames, from many seeds', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { replay, failed } = play('remote-access/lossy.yaml', seed);
      expect({ replay, failed }).toEqual({ replay, failed: [] });
    }
  });
});
