import { describe, expect, test } from '@jest/globals';
import { GLOBAL, ppSelection } from '@rtemu/config/selection';
import { profileOf } from '@rtemu/models/models';
import type { ModelName } from '@rtemu/models/profile';
import { CommandLanguage } from './language.js';
import type { Language } from './messages.js';
import type { Session } from './session.js';
import { helpText } from './views/help.js';

const RTX1100 = new CommandLanguage(profileOf('RTX1100'));
const session: Session = { level: 'administrator', selection: GLOBAL, language: 'en', origin: 'console' };
const help = (line: string, more: Partial<Session> = {}) => RTX1100.help({ ...session, ...more }, line);
const complete = (line: string) => RTX1100.complete(session, line);

describe('?', () => {
  test('lists what begins so, as the RTX1100 does', () => {
    expect(help('show status pp')).toEqual(['? pp pptp']);
    expect(help('pptp ')).toEqual(['? call-id hostname keepalive service syslog tunnel window']);
    expect(help('no pptp se')).toEqual(['? service']);
  });

  test('shows the usage where operands begin', () => {
    expect(help('pptp service type ')).toEqual(['pptp service type server|client']);
    // Where operands begin and longer commands go on, both are told.
    expect(help('pptp service ', { selection: ppSelection(1) })).toEqual(['? type', 'pptp service on|off']);
    // Of those the ones that may be typed here: a pool belongs to the nameless callers.
    const pool = (pp: 1 | 'anonymous') => help('ip pp remote address ', { selection: ppSelection(pp) })[0];
    expect([pool(1), pool('anonymous')]).toEqual([expect.stringMatching(/^ip pp remote address /), '? pool']);
    expect(help('pp auth myname ')).toEqual(['pp auth myname NAME PASSWORD']);
    expect(help('pp auth myname ', { language: 'ja' })).toEqual(['pp auth myname 名前 パスワード']);
    expect(help('pptp keepalive interval 30 ')).toEqual(['pptp keepalive interval 1..65535 [3..100]']);
    expect(help('pptp service type se')).toEqual(['? server']);
  });

  test('shows the usage of schedule at as it was read off a screen', () => {
    const usage = new CommandLanguage(profileOf('RTX1210')).help({ ...session, language: 'ja' }, 'schedule at ');
    expect(usage).toEqual(['schedule at ID [日付] 時刻 * コマンド...']);
  });

  test('has nothing to say where nothing may follow', () => {
    expect(help('frobnicate ')).toEqual([]);
    expect(help('pptp service on ')).toEqual([]);
  });
});

describe('Tab', () => {
  test('writes the word and a blank when there is one', () => {
    expect(complete('sav')).toEqual({ line: 'save ', candidates: ['save'] });
    expect(complete('adm')).toEqual({ line: 'administrator ', candidates: ['administrator'] });
    expect(complete('pptp service ty')).toEqual({ line: 'pptp service type ', candidates: ['type'] });
    expect(complete('pptp service type c')).toEqual({ line: 'pptp service type client ', candidates: ['client'] });
    expect(complete('pp keepalive interval 30 c')).toMatchObject({ line: 'pp keepalive interval 30 count=' });
    expect(complete('ip lan')).toMatchObject({ candidates: ['lan1', 'lan2', 'lan3'] });
    expect(complete('ip route def')).toEqual({ line: 'ip route default ', candidates: ['default'] });
  });

  test('writes what several have in common, and lists them', () => {
    expect(complete('show status pp')).toEqual({ line: 'show status pp', candidates: ['pp', 'pptp'] });
    expect(complete('pp auth request ms')).toEqual({
      line: 'pp auth request mschap',
      candidates: ['mschap', 'mschap-v2'],
    });
    expect(complete('')).toMatchObject({ line: '' });
    expect(complete('').candidates).toContain('no');
  });

  test('offers only what the machine knows', () => {
    expect(new CommandLanguage(profileOf('RTX1210')).complete(session, 'pptp ').candidates).toContain('vendorname');
    expect(complete('pptp ').candidates).not.toContain('vendorname');
    expect(complete('console character ').candidates).toEqual(['ascii', 'euc', 'sjis']);
    expect(RTX1100.complete({ ...session, selection: ppSelection(1) }, 'ppp ccp type mp').candidates).toEqual([
      ...['mppe-128', 'mppe-40', 'mppe-any'],
    ]);
  });

  test('completes the command of a schedule', () => {
    for (const before of ['schedule at 1 */mon-fri 9:00 * ', 'sch at 2 startup pp 1 '])
      expect(complete(`${before}ping6 x`).line).toBe(`${before}ping6 x`);
    expect(complete('schedule at 1 9:00 * disc').line).toBe('schedule at 1 9:00 * disconnect ');
    expect(complete('schedule at 1 9:00 * pp sel').line).toBe('schedule at 1 9:00 * pp select ');
  });

  test('leaves alone what it cannot complete', () => {
    expect(complete('zzz')).toEqual({ line: 'zzz', candidates: [] });
    expect(complete('pptp service on x')).toEqual({ line: 'pptp service on x', candidates: [] });
  });
});

test('help tells of what the machine has', () => {
  const told = (model: ModelName, language: Language) =>
    helpText(language, new CommandLanguage(profileOf(model)).machine).join('\n');
  expect(told('RTX1210', 'ja')).toMatch(/Ctrl-R[\s\S]*less[\s\S]*macro[\s\S]*show command/);
  expect(told('RT58i', 'en')).toMatch(/Ctrl-W[\s\S]*\| grep[\s\S]*\| less/);
  expect(told('RT58i', 'en')).not.toContain('macro');
  expect(told('RTA55i', 'ja')).not.toContain('less');
});
