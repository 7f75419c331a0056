import { contestantOf } from '../two-routers.mjs';

export default {
  name: 'packet-path',
  about: 'one IPv4 packet from host to host through two RTX1210s: every table, counter and queue of both on the way.',
  cases: ['64', '1400'],
  contestants: { routers: contestantOf('plain') },
  goals: [
    { contestant: 'routers', case: '64', nanoseconds: 833 },
    { contestant: 'routers', case: '1400', nanoseconds: 833 },
  ],
};
