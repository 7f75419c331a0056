/** Every persona against a whole router, whoever dials and whoever serves: up, in use, and down by either end. */
import { describe, expect, test } from '@jest/globals';
import { seconds } from '@rtemu/engine/time';
import { CAST_NAMES, Stage, WAY_NAMES } from './stage.suite.js';

describe.each(WAY_NAMES)('a router as %s', (way) => {
  test.each(CAST_NAMES)('with %s: it comes up, the peer vanishes, and all is given back', (cast) => {
    const stage = new Stage({ way, cast }).begin();
    expect([stage.states, stage.causes]).toEqual([['Connected'], []]);
    expect(stage.carries()).toBe(true);
    stage.run(seconds(300));
    expect(stage.carries()).toBe(true);
    stage.over();
    expect(stage.causes).toEqual(['PPTP: Keepalive failure']);
  });

  test.each(CAST_NAMES)('with %s: it comes up again and again, ended by either, through NAT', (cast) => {
    const stage = new Stage({ way, cast, nat: true });
    const causes: string[] = [];
    for (const by of ['peer', 'router', 'peer'] as const) {
      stage.begin();
      expect([by, stage.states, stage.carries()]).toEqual([by, ['Connected'], true]);
      if (by === 'peer') stage.peer.hangUp();
      else stage.disconnectRouter();
      stage.run(seconds(70));
      expect(stage.isUp).toBe(false);
      causes.push(by === 'peer' ? 'Disconnected by the peer' : 'Normal disconnection');
      expect(stage.causes.map((cause) => cause.replace(/.*: /, ''))).toEqual(causes);
    }
    stage.over();
  });
});
