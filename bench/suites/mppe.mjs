import { cipherContestants } from '../mppe-session.mjs';

/** The goals were set from prototypes; an alarm sounds a quarter above. */
export default {
  name: 'mppe',
  about: 'one stateless MPPE-128 packet in one direction: key change, key schedule, RC4 over so many octets.',
  cases: ['64', '576', '1400'],
  baseline: 'c',
  contestants: cipherContestants(
    (scenario) => `mppe:${scenario}`,
    (scenario) => {
      const length = Number(scenario);
      return (session) => session.applyStateless(length);
    },
  ),
  effort: { warmUpMilliseconds: 300 }, // the generated functions are long, and compiled late
  goals: [
    { contestant: 'wasm', case: '64', ratio: 1.2 },
    { contestant: 'typescript', case: '64', ratio: 1.4 },
    { contestant: 'wasm', case: '1400', ratio: 1.1 },
    { contestant: 'typescript', case: '1400', ratio: 1.35 },
  ],
};
