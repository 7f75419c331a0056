import { describe, expect, test } from '@jest/globals';
import { Document } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';
import { profileOf } from '@rtemu/models/models';
import type { ModelName } from '@rtemu/models/profile';
import { CommandLanguage } from '../language.js';
import type { Language } from '../messages.js';
import { replay } from '../replay.js';
import { STATUS } from '../status.suite.js';

function show(line: string, tongue: Language = 'en', model: ModelName = 'RTX1210', config = ''): readonly string[] {
  const language = new CommandLanguage(profileOf(model));
  const document = config === '' ? new Document(language.machine) : replay(config, profileOf(model)).document;
  const session = { level: 'administrator', selection: GLOBAL, language: tongue, origin: 'console' } as const;
  const outcome = language.execute(session, document, line);
  return outcome.kind === 'lines' ? outcome.view(STATUS) : [outcome.kind];
}

describe('show ip connection', () => {
  test('sums up by source', () => {
    expect(show('show ip connection')).toEqual([
      'Source IP address  Interface          Dir  Session  Channel',
      '192.168.0.2        LAN2               out  1        2',
      '203.0.113.9        PP[01]             in   1        1',
      'Total Session: 2   Total Channel: 3',
    ]);
    expect(show('show ip connection', 'ja')[0]).toBe('送信元アドレス     インタフェース     方向 セッション チャネル');
    expect(show('show ip connection pp 1 in')).toHaveLength(3);
    expect(show('show ip connection pp 1 out').at(-1)).toBe('Total Session: 0   Total Channel: 0');
    expect(show('show ip connection tunnel 1').at(-1)).toBe('Total Session: 0   Total Channel: 0');
  });

  test('tells every channel with detail, and of one source', () => {
    const ftp = [
      '3        1        LAN2               out  101       TCP       192.168.0.2:1025 > 203.0.113.9:21 (3600)',
      '3        2        LAN2               out  101       TCP       192.168.0.2:2000 > 203.0.113.9:* (30)',
    ];
    expect(show('show ip connection detail').slice(1)).toEqual([
      ...ftp,
      '4        4        PP[01]             in   7         ICMP      203.0.113.9 > 192.168.0.2 (-)',
    ]);
    expect(show('show ip connection detail lan2 out').slice(1)).toEqual(ftp);
    expect(show('show ip connection lan2 out 192.168.0.2').slice(1)).toEqual(ftp);
    expect(show('show ip connection lan2 out 192.168.0.3').slice(1)).toEqual([]);
  });

  test('counts by place', () => {
    expect(show('show ip connection summary')).toEqual([
      'LAN2[out]               Session: 1   Channel: 2',
      'PP[01][in]              Session: 1   Channel: 1',
      'Total Session: 2   Total Channel: 3',
    ]);
    expect(show('show ip connection peak', 'en', 'RTX1300')).toEqual(['Peak Session: 12']);
  });
});

describe('show ip secure filter', () => {
  const CONFIG = `ip lan2 secure filter in 3 1 9
ip lan2 secure filter out 1 dynamic 7
ip filter 1 pass * *
ip filter 3 reject 10.0.0.0/8 *
ip filter 30 reject * *
ip filter dynamic 7 * * www
ip filter set inner in 30
pp select 2
 ip pp secure filter name inner
pp select none
`;

  test('has the definitions in the order of the list', () => {
    expect(show('show ip secure filter lan2', 'en', 'RTX1210', CONFIG)).toEqual([
      ...['in:', 'ip filter 3 reject 10.0.0.0/8 *', 'ip filter 1 pass * *'],
      ...['out:', 'ip filter 1 pass * *', 'ip filter dynamic 7 * * www'],
    ]);
    expect(show('show ip secure filter lan2 in', 'en', 'RTX1210', CONFIG)).toHaveLength(3);
    expect(show('show ip secure filter lan1', 'en', 'RTX1210', CONFIG)).toEqual([]);
    expect(show('show ip secure filter pp 2', 'en', 'RTX1210', CONFIG)).toEqual(['in:', 'ip filter 30 reject * *']);
    expect(show('show ip secure filter pp', 'en', 'RTX1210', CONFIG)).toEqual(['fault']); // none is selected
  });

  test('of Rev.4 is a list of filters', () => {
    const config = 'ip filter 1 pass * *\nip filter 12 reject * *';
    expect(show('show ip filter list', 'en', 'RTA55i', config)).toEqual(config.split('\n'));
    expect(show('show ip filter 1', 'en', 'RTA55i', config)).toEqual(['ip filter 1 pass * *']);
  });
});
