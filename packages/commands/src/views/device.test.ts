import { describe, expect, test } from '@jest/globals';
import { Document } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';
import { profileOf } from '@rtemu/models/models';
import type { ModelName } from '@rtemu/models/profile';
import { revision } from '@rtemu/models/revision';
import { CommandLanguage } from '../language.js';
import { loadText } from '../load-text.js';
import type { Language } from '../messages.js';
import type { Status } from '../status.js';
import { STATUS } from '../status.suite.js';

const languageAt = (name: ModelName, firmware: string) => new CommandLanguage(profileOf(name), revision(firmware));
const RTX1210 = languageAt('RTX1210', '14.01.28');

function show(line: string, tongue: Language = 'en', status: Status = STATUS, language = RTX1210): readonly string[] {
  const session = { level: 'administrator', selection: GLOBAL, language: tongue, origin: 'console' } as const;
  const outcome = language.execute(session, new Document(language.machine), line);
  return outcome.kind === 'lines' ? outcome.view(status) : [outcome.kind];
}

describe('the machine itself', () => {
  test('show environment, of several cores: when asked for details, and always on an RTX1300 of late', () => {
    const cores = (line: string, name: ModelName, firmware: string) =>
      show(line, 'en', STATUS, languageAt(name, firmware)).filter((each) => /^CPU\d:/.test(each)).length;
    expect([
      cores('show environment', 'RTX830', '15.02.33'),
      cores('show environment detail', 'RTX830', '15.02.33'),
    ]).toEqual([0, 2]);
    expect([
      cores('show environment', 'RTX1300', '23.00.04'),
      cores('show environment', 'RTX1300', '23.00.05'),
    ]).toEqual([0, 4]);
    expect(cores('show environment detail', 'RTX1210', '14.01.42')).toBe(0);
  });

  test('show environment, a fan and no thermometer on an RTX1300, neither on an RTX830', () => {
    const last = (name: ModelName, tongue: Language) =>
      show('show environment', tongue, STATUS, languageAt(name, name === 'RTX830' ? '15.02.33' : '23.00.17'));
    expect(last('RTX1300', 'en')).toContain('Fan: Normal');
    expect(last('RTX1300', 'ja')).toContain('ファン: 正常');
    for (const name of ['RTX1300', 'RTX830'] as const) expect(last(name, 'en').join()).not.toContain('Temperature');
    expect(last('RTX830', 'en').join()).not.toContain('Fan');
  });

  test('show status boot: one start, all of them, and the list', () => {
    expect(show('show status boot')).toEqual([
      'Boot number: 0',
      'Boot time: 2024/07/01 09:00:03 +09:00',
      'Reason: Restart by restart command',
      'Firmware: exec0  Rev.14.01.28 (Tue May 15 18:34:08 2018)',
      'Config. file: config0',
    ]);
    expect(show('show status boot 1', 'ja')).toContain('起動の理由: Power-on boot');
    expect(show('show status boot 4')).toEqual([]);
    expect(show('show status boot 5')).toEqual(['fault']);
    expect(show('show status boot all')).toEqual([...show('show status boot 0'), ...show('show status boot 1')]);
    expect(show('show status boot list')).toEqual([
      'No.   Boot time            Reason',
      '  0   2024/07/01 09:00:03  Restart by restart command',
      '  1   2024/07/01 09:00:03  Power-on boot',
    ]);
  });

  test('the files inside: configurations, firmware, RTFS', () => {
    expect(show('show file list internal')).toEqual(show('show config list'));
    expect(show('less exec list')).toEqual(['* exec0  RTX1210 Rev.14.01.28 (Tue May 15 18:34:08 2018)']);
    expect(show('show file list usb1:/')).toEqual([
      '2024/07/05 11:17:45      <DIR> backup/',
      '2024/07/01 09:00:03       1234 config.txt',
    ]);
    expect(show('less file list usb1:/ all file-only')).toEqual(['backup/', 'config.txt']);
    expect(show('show status rtfs', 'ja')[4]).toBe('ディレクトリ数     : 3'); // as the manual prints it
    expect(show('show status rtfs', 'ja')[1]).toBe('空き容量           : 1566025 バイト');
  });

  test('show techinfo leaves out what is not emulated, or has nothing to tell', () => {
    const headings = show('show techinfo', 'ja').filter((_, i, all) => i === 0 || all[i - 1] === '---');
    expect(headings).toContain('# show environment detail');
    expect(headings).not.toContain('# show status vlan');
    expect(headings.at(-1)).toBe('# show log');
    expect(show('show techinfo', 'ja').join()).not.toMatch(/not emulated|[ぁ-ん]/);
    expect(show('show techinfo | grep Temperature', 'ja')).toEqual(['Searching ...', 'Inside Temperature(C.): 57']);
  });

  test('show config tunnel expand: what no template adds to', () => {
    const start =
      'tunnel select 1\ntunnel encapsulation pptp\ntunnel select 2\ntunnel template 1\ntunnel select none\n';
    const { document } = loadText(RTX1210, start);
    const session = { level: 'administrator', selection: GLOBAL, language: 'en', origin: 'console' } as const;
    const expand = (line: string) => {
      const outcome = RTX1210.execute(session, document, line);
      return outcome.kind === 'lines' ? outcome.view(STATUS) : [outcome.kind];
    };
    expect(expand('show config tunnel 1 expand')).toEqual(['tunnel select 1', ' tunnel encapsulation pptp']);
    expect(expand('show config tunnel 1-2 expand')).toEqual([expect.stringContaining('not emulated')]);
    expect(expand('show config tunnel expand')).toEqual(['fault']);
  });

  test('show copyright detail has the license', () => {
    expect(show('show copyright detail')).toEqual(expect.arrayContaining([...show('show copyright'), 'SOFTWARE.']));
  });
});
