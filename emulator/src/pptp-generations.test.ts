/** PPTP settings of older generations, where they differ. */
import { describe, expect, test } from '@jest/globals';
import { Ring } from './ring.suite.js';

const server = (bind: string, lines: string, character = 'ascii') => `console character ${character}
console lines infinity
console columns 200
ip lan1 address 192.168.0.1/24
ip lan2 address 172.16.0.1/24
pp select anonymous
 pp bind ${bind}
 pp auth request mschap-v2
 pp auth username ann himitsu
 ppp ipcp ipaddress on
 ppp ccp type mppe-any
 ip pp remote address pool 192.168.0.4-192.168.0.5
 pptp keepalive use on
 pptp keepalive interval 5
${lines} pp enable anonymous
tunnel select 1
 tunnel encapsulation pptp
 tunnel enable 1
tunnel select none
pptp service on
`;

/** What the control connection left in the log. */
function traced(model: string, lines: string, global = ''): readonly string[] {
  const ring = new Ring(server('tunnel1', lines) + global, model);
  ring.plug('ann');
  ring.type('ann', 'vpn connect office');
  ring.run(20);
  return [...ring.log().matchAll(/\[PPTP\] (?:TUNNEL\[1\] )?(?:SEND|RECV) (\S+)/g)].map(([, name]) => name!);
}

describe('pptp syslog', () => {
  const CALL = ['SCCRQ', 'SCCRP', 'OCRQ', 'OCRP'];

  test('writes control messages down, and never an echo', () => {
    expect(traced('RTX1200', ' pptp syslog on\n')).toEqual(CALL);
    expect(traced('RTX1200', '')).toEqual([]);
  });

  test.each(['RT57i', 'RT58i'])('of %s does so only with syslog debug on', (model) => {
    expect(traced(model, ' pptp syslog on\n')).toEqual([]);
    expect(traced(model, ' pptp syslog on\n', 'syslog debug on\n')).toEqual(CALL);
  });
});

test('a window of 0, which an RTA55i takes, keeps nothing back', () => {
  const ring = new Ring(server('tunnel 1', ' pptp window size 0\n'), 'RTA55i');
  ring.plug('ann');
  expect(ring.type('ann', 'vpn connect office')).toContain('connected: ');
  expect(ring.type('rt', 'show status pptp')).toMatch(/Window size: Local 1,/);
  expect(ring.type('ann', 'ping 192.168.0.1 -c 3')).toContain('3 received');
});

test('call-id mode is kept, and nobody is misled: what it changes is not published', () => {
  const ring = new Ring(server('tunnel1', ' pptp call-id mode backward-compatibility\n'), 'RT58i');
  ring.plug('ann');
  expect(ring.type('ann', 'vpn connect office')).toContain('connected: ');
  expect(ring.type('rt', 'show config')).toContain(' pptp call-id mode backward-compatibility');
});
