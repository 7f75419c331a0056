import { expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import { controlFault, controlLine, keepaliveLine } from './control-log-text.js';

const PEER = ipv4('172.17.0.1');

test('messages go by the names of FAQ Q12, with codes that do not mean success', () => {
  const accepted = { kind: 'StopControlConnectionReply', resultCode: 1, errorCode: 0 } as const;
  const refused = { kind: 'EchoReply', identifier: 1, resultCode: 2, errorCode: 6 } as const;
  expect(controlLine('TUNNEL[1]', 'sent', PEER, { kind: 'CallClearRequest', callId: 7 })).toBe(
    '[PPTP] TUNNEL[1] SEND CCRQ to 172.17.0.1',
  );
  expect(controlLine('TUNNEL[1]', 'received', PEER, accepted)).toBe('[PPTP] TUNNEL[1] RECV StopCCRP from 172.17.0.1');
  expect(controlLine('', 'received', PEER, refused)).toBe('[PPTP] RECV Echo-Reply from 172.17.0.1 (result 2, error 6)');
});

test('what is no message is told as such, and a keepalive with what it misses', () => {
  expect(controlFault('', PEER, 'magic cookie')).toBe('[PPTP] RECV no message: magic cookie from 172.17.0.1');
  expect(keepaliveLine('TUNNEL[2]', 'request', 0)).toBe('[PPTP] TUNNEL[2] keepalive request');
  expect(keepaliveLine('TUNNEL[2]', 'failure', 6)).toBe('[PPTP] TUNNEL[2] keepalive failure (6 unanswered)');
});
