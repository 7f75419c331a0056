import { describe, expect, test } from '@jest/globals';
import { loadLab } from '@rtemu/console/lab-loader';
import { makeStage } from '@rtemu/console/stage-maker';
import { makeNodes } from '@rtemu/emulator/make-nodes';
import { Scenario } from '@rtemu/lab/scenario';

function play(file: string, seed: number) {
  const { lab, configFiles } = loadLab(`fixtures/labs/remote-access/${file}`);
  const stage = makeStage(lab, configFiles, seed, makeNodes);
  const scenario = new Scenario(stage);
  scenario.run();
  return { stage, scenario };
}

describe('remote access (FAQ Q20, figure 1)', () => {
  test('both PCs dial in, are given their addresses, and reach and are reached', () => {
    const { scenario } = play('lab.yaml', 0);
    const failed = scenario.results.filter(({ passed }) => !passed);
    expect(failed.map(({ step, reason, output }) => ({ step: step.name, reason, output }))).toEqual([]);
    expect(scenario.passed).toBe(true);
  });
});
