import { readOutletOption } from '@rtemu/lab/outlet-option';
import { addWayOut, type Stage } from '@rtemu/lab/stage';
import { Unusable } from '../host.js';

/** Adds ways out to a stage. @throws Unusable when one of them is none. */
export function leadOut(stage: Stage, links: readonly string[], node?: string): Stage {
  return links.reduce((led, text, i) => {
    const option = readOutletOption(text, `outside${i + 1}`, node);
    const result = typeof option === 'string' ? option : addWayOut(led, option.end, option.spec);
    if (typeof result === 'string') throw new Unusable(result);
    return result;
  }, stage);
}
