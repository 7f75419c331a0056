import type { CloseReason } from '@rtemu/ip/tcp/outlet';

/** What is said at a console of how a connection ended. */
export const ENDINGS: Readonly<Record<CloseReason, string>> = {
  closed: 'the connection is closed',
  refused: 'connection refused',
  reset: 'the connection was reset',
  'timed-out': 'no answer',
  unreachable: 'no answer: there is no way there',
  aborted: 'interrupted',
  'no-resources': 'there is no room for another connection',
  'in-use': 'there is such a connection already; take another port',
};
