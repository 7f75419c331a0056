import { contestantOf } from '../two-routers.mjs';

export default {
  name: 'nat-path',
  about:
    'one IPv4 packet from host to host through two RTX1210s, the first of which masquerades it, and holds it against 20 filters.',
  cases: ['64', '1400'],
  baseline: 'plain',
  contestants: {
    plain: contestantOf('plain'),
    masquerade: contestantOf('masquerade'),
    'masquerade and 20 filters': contestantOf('masquerade and 20 filters'),
  },
  // The packet path's 833 ns, and 400 for what is added.
  goals: [
    { contestant: 'masquerade and 20 filters', case: '64', nanoseconds: 1233 },
    { contestant: 'masquerade and 20 filters', case: '1400', nanoseconds: 1233 },
  ],
};
