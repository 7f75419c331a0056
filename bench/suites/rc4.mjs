import { cipherContestants } from '../mppe-session.mjs';

export default {
  name: 'rc4',
  about: 'the RC4 stream alone (stateful MPPE) over one run of octets.',
  cases: ['65536'],
  baseline: 'c',
  contestants: cipherContestants(
    (scenario) => `rc4:${scenario}`,
    (scenario) => {
      const length = Number(scenario);
      return (session) => session.applyStateful(length);
    },
  ),
};
