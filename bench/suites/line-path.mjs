import { contestantOf } from '../two-routers.mjs';

export default {
  name: 'line-path',
  about:
    'one IPv4 packet from host to host through a RTX1210 and its provider over PPPoE, and through two RTX1210s over a ' +
    'leased line; beside two RTX1210s with a plain route.',
  cases: ['64', '1400'],
  baseline: 'route',
  contestants: { route: contestantOf('plain'), pppoe: contestantOf('pppoe'), leased: contestantOf('leased') },
};
