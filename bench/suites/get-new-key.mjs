import { cipherContestants } from '../mppe-session.mjs';

export default {
  name: 'get-new-key',
  about: 'one MPPE-128 key change: GetNewKeyFromSHA, one RC4 key schedule, sixteen octets enciphered.',
  cases: ['change-key'],
  baseline: 'c',
  contestants: cipherContestants(
    () => 'change-key',
    () => (session) => session.changeKey(),
  ),
};
