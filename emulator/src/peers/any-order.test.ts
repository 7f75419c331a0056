/**
 * Any order, length, repetition and silence of control messages and PPP packets, from a peer that plays a persona most of the
 * time: a session comes of it, or a clean end with a cause that has a name. Nothing is kept, and no timer is left.
 */
import { expect, test } from '@jest/globals';
import { seconds } from '@rtemu/engine/time';
import fc from 'fast-check';
import { type Action, action, perform } from './actions.suite.js';
import { CAST_NAMES, Stage, type StageOptions, WAY_NAMES } from './stage.suite.js';

/** `RUNS=10000` makes up so many peers. */
const RUNS = Number(process.env['RUNS'] ?? 120);

const options: fc.Arbitrary<StageOptions> = fc.record({
  way: fc.constantFrom(...WAY_NAMES),
  cast: fc.constantFrom(...CAST_NAMES),
  nat: fc.boolean(),
  seed: fc.nat(),
});

/** Most of the time there is a session before anything happens to it. */
const beginnings = fc.constantFrom('up', 'up', 'dialling', 'not');

/** Whether the router was told to hang up. */
const isOperators = (each: Action): boolean => each.kind === 'router' && each.does !== 'connect';
/** Whether what it says may be taken for a word at parting. */
const mayPart = (each: Action): boolean =>
  each.kind === 'control' ||
  each.kind === 'octets' ||
  each.kind === 'ppp' ||
  each.kind === 'tcp' ||
  each.kind === 'hang-up' ||
  each.kind === 'frame';
/** Whether PPP of the peer goes on as it should, nothing in between. */
const leavesPppAlone = (each: Action): boolean =>
  !['ppp', 'frame', 'gre', 'mute', 'octets', 'control'].includes(each.kind);

test('whatever a peer does, there is a session or a clean end', () => {
  fc.assert(
    fc.property(options, beginnings, fc.array(action, { maxLength: 30, size: 'max' }), (made, begins, actions) => {
      const stage = new Stage(made);
      if (begins !== 'not') stage.begin(seconds(begins === 'up' ? 20 : 0));
      for (const each of actions) perform(stage, each);
      stage.world.setCable(stage.cable, true);
      stage.run(seconds(300));
      for (const state of stage.states) expect(['Idle', 'Connected']).toContain(state);
      if (stage.isUp && actions.every(leavesPppAlone)) expect(stage.carries()).toBe(true);
      const causes = stage.causes;
      for (const cause of causes) {
        expect(cause).toMatch(/^(PPTP|PPP): \S/);
        if (!actions.some(isOperators)) expect(cause).not.toContain('Normal disconnection');
        if (!actions.some(mayPart)) expect(cause).not.toContain('by the peer');
      }
      stage.over();
    }),
    { numRuns: RUNS },
  );
});
