import { contestantOf } from '../two-routers.mjs';

export default {
  name: 'guarded-tunnel-path',
  about:
    'the packet of tunnel-path; the first router masquerades its own tunnel, and holds it against 20 filters either way.',
  cases: ['64', '1400'],
  baseline: 'open',
  contestants: { open: contestantOf('mppe'), guarded: contestantOf('mppe, masquerade and 20 filters') },
  effort: { warmUpMilliseconds: 1000 }, // both tunnel ends and the generated ciphers have to be compiled
  // At most a fifth of the rate.
  goals: [{ contestant: 'guarded', case: '1400', ratio: 1.25 }],
};
