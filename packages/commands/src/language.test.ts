import { describe, expect, test } from '@jest/globals';
import { Document } from '@rtemu/config/document';
import { GLOBAL, ppSelection, type Selection, tunnelSelection } from '@rtemu/config/selection';
import { profileOf } from '@rtemu/models/models';
import type { ModelName } from '@rtemu/models/profile';
import { revision } from '@rtemu/models/revision';
import { CommandLanguage } from './language.js';
import { loadText } from './load-text.js';
import { FAULTS, type Language, messages } from './messages.js';
import type { Outcome } from './outcome.js';
import type { Session } from './session.js';

const RTX1210 = new CommandLanguage(profileOf('RTX1210'));
const EMPTY = new Document(RTX1210.machine);

const at = (selection: Selection = GLOBAL, more: Partial<Session> = {}): Session => ({
  level: 'administrator',
  selection,
  language: 'en',
  origin: 'console',
  ...more,
});
const PP1 = at(ppSelection(1));
const ANONYMOUS = at(ppSelection('anonymous'));
const TUNNEL1 = at(tunnelSelection(1));

const run = (line: string, session: Session = at(), language = RTX1210, document = EMPTY): Outcome =>
  language.execute(session, document, line);

const faultOf = (line: string, session: Session = at(), language = RTX1210, tongue: Language = 'en'): string => {
  const outcome = run(line, session, language);
  return outcome.kind === 'fault' ? messages(outcome.key, tongue) : outcome.kind;
};

const languageAt = (name: ModelName, firmware?: string) =>
  new CommandLanguage(profileOf(name), firmware === undefined ? undefined : revision(firmware));

describe('faults are worded as on the device', () => {
  const CASES: ReadonlyArray<readonly [string, Session, en: string, ja: string]> = [
    ['frobnicate', at(), 'Error: Invalid command name', 'エラー: コマンド名を確認してください'],
    ['login', at(), 'Error: Invalid command name', 'エラー: コマンド名を確認してください'],
    [
      'ip lan1 address 10.0.0.1/8',
      at(GLOBAL, { level: 'user' }),
      'Error: Administrator use only',
      'エラー: このコマンドは管理レベルでのみ使用できます',
    ],
    ['login password secret', at(), 'Error: Insufficient or too many parameters', 'エラー: パラメータの数が不適当です'],
    ['pptp service type', PP1, 'Error: Insufficient or too many parameters', 'エラー: パラメータの数が不適当です'],
    ['pptp service on now', at(), 'Error: Insufficient or too many parameters', 'エラー: パラメータの数が不適当です'],
    ['pptp service type peer', PP1, 'Error: Illegal keyword', 'エラー: パラメータのキーワードが認識できません'],
    ['console lines 0', at(), 'Error: Parameter out of range', 'エラー: パラメータが範囲を越えています'],
    ['tunnel select 101', at(), 'Error: Parameter out of range', 'エラー: パラメータが範囲を越えています'],
    [
      'ip lan1 address 192.168.0.300/24',
      at(),
      'Error: Unrecognized IP address parameter',
      'エラー: IPアドレスが認識できません',
    ],
    [
      'tunnel endpoint address somewhere',
      TUNNEL1,
      'Error: Unrecognized IP address parameter',
      'エラー: IPアドレスが認識できません',
    ],
    ['pptp window size many', PP1, 'Error: Parameter must be an integer', 'エラー: パラメータは整数で指定してください'],
    [
      'pp auth request mschap',
      at(),
      'Error: Execute pp select command beforehand',
      'エラー: このコマンドは相手を選択してから実行してください',
    ],
    [
      'pp auth request mschap',
      TUNNEL1,
      'Error: Execute pp select command beforehand',
      'エラー: このコマンドは相手を選択してから実行してください',
    ],
  ];
  for (const [line, session, en, ja] of CASES)
    test(`${line} ${session.selection.scope} ${session.level}`, () => {
      expect([faultOf(line, session), faultOf(line, session, RTX1210, 'ja')]).toEqual([en, ja]);
    });

  test('a success says nothing that looks like a fault', () => {
    for (const { en, ja } of Object.values(FAULTS)) expect([en, ja].join('')).not.toMatch(/Error|エラー/);
  });
});

describe('words', () => {
  test('may be shortened while only one begins so, and an exact one wins', () => {
    expect(run('sh conf').kind).toBe('lines');
    expect(run('admin').kind).toBe('request');
    expect(run('pp sel 3')).toMatchObject({ kind: 'selected', selection: ppSelection(3) });
    expect(run('pp select anon')).toMatchObject({ selection: ppSelection('anonymous') });
    expect(faultOf('p select 1')).toBe('Error: Invalid command name');
    expect(faultOf('show status p')).toBe('Error: Invalid command name'); // pp or pptp
    expect(faultOf('pp auth request ms', PP1)).toBe('Error: Illegal keyword'); // mschap, mschap-v2
    expect(run('pp auth request mschap', PP1).kind).toBe('configured');
  });

  test('that are numbers are not short for others', () => {
    const lines = ['sip server 100rel 1 on', 'sip server 1 10.0.0.1 register udp sip:a@example.jp', 'no sip server 1'];
    const draft = EMPTY.edit();
    for (const line of lines) expect(RTX1210.load(at(), draft, EMPTY, line).kind).toBe('configured');
    expect(RTX1210.printConfig(draft.finish())).toEqual(['sip server 100rel 1 on']);
  });

  test('may be written in any case', () => {
    expect(run('PPTP Service ON').kind).toBe('configured');
    expect(run('NO pptp service').kind).toBe('configured');
  });

  test('are 4095 characters at most', () => {
    const line = (length: number) => `pptp service on ${'#'.repeat(length - 'pptp service on '.length)}`;
    expect(run(line(4095)).kind).toBe('configured');
    expect(faultOf(line(4096))).toBe('Error: Insufficient or too many parameters');
  });

  test('cannot carry the marks that are put around passwords', () => {
    const draft = EMPTY.edit();
    expect(RTX1210.load(at(), draft, EMPTY, 'alias a=\ue000x\ue001').kind).toBe('configured');
    expect(RTX1210.printConfig(draft.finish())).toEqual(['alias a=\ufffdx\ufffd']);
  });

  test('of nothing come to nothing', () => {
    for (const line of ['', '   ', '# pptp service on']) expect(run(line)).toEqual({ kind: 'nothing' });
  });
});

describe('levels', () => {
  test('a user may look, select and set the console', () => {
    const user = at(GLOBAL, { level: 'user' });
    for (const line of [
      'show ip route',
      'show environment',
      'pp select 1',
      'console columns 200',
      'ping 10.0.0.1',
      'exit',
    ])
      expect([line, run(line, user).kind]).not.toEqual([line, 'fault']);
    for (const line of ['show config', 'save', 'console prompt x', 'no ip lan1 address', 'restart'])
      expect([line, faultOf(line, user)]).toEqual([line, 'Error: Administrator use only']);
  });
});

describe('selections', () => {
  test('a global command may be given under any', () => {
    for (const session of [at(), PP1, ANONYMOUS, TUNNEL1])
      expect(run('pptp service on', session).kind).toBe('configured');
  });

  test('one replaces the other, and can be given up', () => {
    expect(run('tunnel select 2', PP1)).toMatchObject({ selection: tunnelSelection(2) });
    expect(run('pp select none', TUNNEL1)).toMatchObject({ selection: GLOBAL });
    expect(run('no pp select', PP1)).toMatchObject({ selection: GLOBAL });
    expect(run('no pp select 1', PP1)).toMatchObject({ selection: GLOBAL });
    expect(run('no tunnel select', TUNNEL1)).toMatchObject({ selection: GLOBAL });
  });

  test('some belong to anonymous alone, some to numbers alone', () => {
    const pool = 'ip pp remote address pool 192.168.1.100-192.168.1.102';
    expect(run(pool, ANONYMOUS).kind).toBe('configured');
    expect(faultOf(pool, PP1)).toBe('Error: Execute pp select command beforehand');
    expect(run('pp always-on on', PP1).kind).toBe('configured');
    expect(faultOf('pp always-on on', ANONYMOUS)).toBe('Error: Execute pp select command beforehand');
  });

  test('PPTP keepalive is kept where it is typed, in a PP or in a tunnel', () => {
    for (const [session, place] of [
      [PP1, 'pp select 1'],
      [TUNNEL1, 'tunnel select 1'],
    ] as const) {
      const outcome = run('pptp keepalive use off', session);
      if (outcome.kind !== 'configured') throw new Error(outcome.kind);
      expect(RTX1210.printConfig(outcome.document)).toEqual([place, ' pptp keepalive use off']);
    }
  });
});

describe('models and firmware', () => {
  test('give numbers their ranges', () => {
    const limits: ReadonlyArray<readonly [ModelName, string, accepted: string, refused: string]> = [
      ['RTX830', 'pp select', '30', '31'],
      ['RTX1210', 'pp select', '100', '101'],
      ['RTX810', 'tunnel select', '6', '7'],
      ['RTX1500', 'tunnel select', '100', '101'],
      ['RT58i', 'tunnel select', '4', '5'],
      ['RTX1210', 'console columns', '4096', '4097'],
      ['RTX1100', 'console columns', '200', '201'],
      ['RTX1300', 'ip lan8 mtu', '10218', '10219'],
      ['RTX1210', 'ip lan3 mtu', '1500', '1501'],
    ];
    for (const [name, command, accepted, refused] of limits) {
      const language = languageAt(name);
      expect([name, command, run(`${command} ${accepted}`, at(), language).kind]).not.toContain('fault');
      expect([name, command, faultOf(`${command} ${refused}`, at(), language)]).toEqual([
        ...[name, command, 'Error: Parameter out of range'],
      ]);
    }
    expect(faultOf('ip lan4 mtu 1500')).toBe('Error: Invalid command name');
  });

  test('PPTP window sizes by generation', () => {
    const sizes = (name: ModelName) =>
      ['0', '1', '32', '33', '128', '129'].filter(
        (size) => run(`pptp window size ${size}`, PP1, languageAt(name)).kind === 'configured',
      );
    expect(sizes('RTX1210')).toEqual(['1', '32', '33', '128']);
    expect(sizes('RTA55i')).toEqual(['0', '1', '32']);
  });

  test('PPTP commands come and go', () => {
    const known = (line: string, name: ModelName, firmware?: string, session: Session = PP1) =>
      run(line, session, languageAt(name, firmware)).kind === 'configured';
    expect(known('pptp vendorname x', 'RTX1210', '14.01.20')).toBe(false);
    expect(known('pptp vendorname x', 'RTX1210', '14.01.26')).toBe(true);
    expect(known('pptp call-id mode normal', 'RT58i')).toBe(true);
    expect(known('pptp call-id mode normal', 'RTX1200')).toBe(false);
    expect(known('pptp syslog on', 'RTX1000', '7.00.14')).toBe(false);
    expect(known('pptp syslog on', 'RTX1000', '8.01.29')).toBe(true);
    expect(known('pptp service on', 'RT56v')).toBe(false);
    expect(known('pptp service on', 'RTX1500', '8.03.60')).toBe(false);
    expect(known('pptp service on', 'RTX1500', '8.03.68')).toBe(true);
    expect(known('pptp tunnel disconnect time off', 'RTA55i', undefined, TUNNEL1)).toBe(false);
    expect(known('pptp tunnel disconnect time off', 'RTX810', undefined, TUNNEL1)).toBe(true);
    expect(known('ppp ccp type mppe-any', 'RTX1500', '8.03.60')).toBe(false);
    expect(known('console character ja.utf8', 'RTX1200')).toBe(false);
  });

  test('pp bind by name, by range and by number', () => {
    const bound = (line: string, name: ModelName, session: Session = ANONYMOUS, firmware?: string) =>
      run(line, session, languageAt(name, firmware)).kind === 'configured';
    expect(bound('pp bind tunnel1 tunnel2 tunnel3', 'RTX1100')).toBe(true);
    expect(bound('pp bind tunnel1-tunnel3 tunnel5', 'RTX1210')).toBe(true);
    expect(bound('pp bind tunnel1-tunnel3', 'RT300i')).toBe(false);
    expect(bound('pp bind tunnel1 tunnel2', 'RT300i', ANONYMOUS, '6.03.14')).toBe(false);
    expect(bound('pp bind tunnel1 tunnel2', 'RT300i', ANONYMOUS, '6.03.15')).toBe(true);
    expect(bound('pp bind tunnel1', 'RTX1210', PP1)).toBe(true);
    expect(faultOf('pp bind tunnel1 tunnel2', PP1)).toBe('Error: Insufficient or too many parameters');
    expect(bound('pp bind tunnel 1 2', 'RTA55i')).toBe(true);
    expect(bound('pp bind tunnel1', 'RTA55i')).toBe(false);
  });

  test('lists and ranges of pp enable and tunnel enable', () => {
    const enabled = (line: string, name: ModelName, firmware?: string): readonly string[] => {
      const outcome = run(line, at(), languageAt(name, firmware));
      return outcome.kind === 'configured'
        ? RTX1210.printConfig(outcome.document).filter((text) => text.includes('enable'))
        : [outcome.kind];
    };
    expect(enabled('pp enable 1-2 5', 'RTX1210')).toEqual([' pp enable 1', ' pp enable 2', ' pp enable 5']);
    expect(enabled('pp enable 29- -1 anonymous', 'RTX830')).toEqual([
      ...[' pp enable 1', ' pp enable 29', ' pp enable 30', ' pp enable anonymous'],
    ]);
    expect(enabled('pp enable 1-2', 'RTX1210', '14.01.20')).toEqual(['fault']);
    expect(enabled('pp enable 1 2', 'RTX1200')).toEqual(['fault']);
    expect(enabled('tunnel enable all', 'RT58i')).toHaveLength(4);
    expect(enabled('tunnel enable 1-3', 'RTX1210', '14.01.25')).toEqual(['fault']);
  });

  test('pp disable all and no tunnel enable all stand where devices show them, until all are enabled', () => {
    const shown = (text: string) => RTX1210.printConfig(loadText(RTX1210, text).document, { secrets: true });
    const all = ['ip lan1 address 192.168.100.1/24', 'pp disable all', 'no tunnel enable all', 'dhcp service server'];
    expect(shown(all.join('\n'))).toEqual(all);
    const some = [
      'pp disable all',
      'pp select 1',
      ' pp bind tunnel1',
      ' pp enable 1',
      'no tunnel enable all',
      'tunnel select 1',
      ' tunnel encapsulation pptp',
      ' tunnel enable 1',
    ];
    expect(shown(some.join('\n'))).toEqual(some);
    expect(shown(['tunnel select 1', 'tunnel enable 1', 'tunnel disable all', 'pp disable all'].join('\n'))).toEqual([
      'pp disable all',
      'no tunnel enable all',
    ]);
    expect(shown('pp disable all\npp enable all')).not.toContain('pp disable all');
    expect(shown('no tunnel enable all\ntunnel enable all')).not.toContain('no tunnel enable all');
  });

  test('the pool holds as many addresses as the model allows', () => {
    const pool = (last: number, name: ModelName) =>
      faultOf(`ip pp remote address pool 192.168.1.1-192.168.1.${last}`, ANONYMOUS, languageAt(name));
    expect([pool(103, 'RTX1210'), pool(104, 'RTX1210')]).toEqual(['configured', 'Error: Parameter out of range']);
    expect([pool(32, 'RTX830'), pool(33, 'RTX830')]).toEqual(['configured', 'Error: Parameter out of range']);
  });
});

describe('no', () => {
  test('takes away an entry by its key and ignores the rest of the line (manual 1.4)', () => {
    const set = run('pp auth username u p', PP1);
    if (set.kind !== 'configured') throw new Error(set.kind);
    for (const line of ['no pp auth username u', 'no pp auth username u p', 'no pp auth username u what ever']) {
      const unset = run(line, PP1, RTX1210, set.document);
      expect([line, unset.kind === 'configured' && unset.document.pps]).toEqual([line, []]);
    }
    expect(faultOf('no pp auth username', PP1)).toBe('Error: Insufficient or too many parameters');
    expect(run('no pptp service type client', PP1).kind).toBe('configured');
  });

  test('is said with clear and delete in Rev.4', () => {
    const language = languageAt('RTA55i');
    const empty = new Document(language.machine);
    const draft = empty.edit();
    const set = [
      'ip lan1 address 10.0.0.1/8',
      'ip filter 1 pass * * * * *',
      'ip filter 2 pass * * * * *',
      'dns server 10.0.0.2',
    ];
    const undone = ['ip lan1 address clear', 'ip filter delete 1', 'dns server clear', 'ip route delete default'];
    for (const line of [...set, ...undone])
      expect([line, language.load(at(), draft, empty, line).kind]).toEqual([line, 'configured']);
    for (const line of [
      'pp auth myname a b',
      'pp auth clear myname',
      'pp auth username c d',
      'pp auth delete username c',
    ])
      expect([line, language.load(PP1, draft, empty, line).kind]).toEqual([line, 'configured']);
    expect(language.printConfig(draft.finish())).toEqual(['ip filter 2 pass * * * * *']);
  });

  test('is not for what cannot be undone', () => {
    for (const line of ['no', 'no save', 'no show config', 'no pp disable 1', 'no administrator'])
      expect([line, faultOf(line)]).toEqual([line, 'Error: Invalid command name']);
  });
});

describe('requests', () => {
  const requestOf = (line: string, session?: Session) => {
    const outcome = run(line, session);
    return outcome.kind === 'request' ? outcome.request : outcome.kind;
  };

  test('say what to do', () => {
    expect(requestOf('save')).toEqual({ kind: 'save', file: undefined, comment: undefined });
    expect(requestOf('save 2 "before the change"')).toEqual({ kind: 'save', file: 2, comment: 'before the change' });
    expect(requestOf('save usb1:config.txt')).toEqual({
      ...{ kind: 'save', file: { memory: 'usb1', path: 'config.txt' }, comment: undefined },
    });
    expect(requestOf('save nowhere')).toBe('fault');
    expect(requestOf('copy config 0 4')).toEqual({ kind: 'copy-config', from: '0', to: 4 });
    expect(requestOf('copy config 0 4 aes128 naisho')).toEqual({
      ...{ kind: 'not-emulated', command: 'copy config 0 4 aes128' },
    });
    expect(requestOf('delete config all')).toEqual({ kind: 'delete-config', file: 'all' });
    expect(requestOf('set-default-config 1')).toEqual({ kind: 'set-default-config', file: 1 });
    expect(requestOf('restart')).toEqual({ kind: 'restart', file: undefined });
    expect(requestOf('restart 0 2')).toEqual({ kind: 'restart', file: 2 });
    expect(requestOf('quit save')).toEqual({ kind: 'exit', save: true });
    expect(requestOf('exit')).toEqual({ kind: 'exit', save: false });
    expect(requestOf('login password')).toEqual({ kind: 'password', of: 'login', encrypted: false });
    expect(requestOf('administrator password encrypted')).toEqual({
      ...{ kind: 'password', of: 'administrator', encrypted: true },
    });
    expect(requestOf('connect 3')).toEqual({ kind: 'connect', pp: 3 });
    expect(requestOf('connect pp 3')).toEqual({ kind: 'connect', pp: 3 });
    expect(requestOf('disconnect anonymous2')).toEqual({
      ...{ kind: 'disconnect', what: { kind: 'anonymous-session', number: 2 } },
    });
    expect(requestOf('disconnect anonymous')).toEqual({ kind: 'disconnect', what: { kind: 'anonymous' } });
    expect(requestOf('disconnect pp 1')).toEqual({ kind: 'disconnect', what: { kind: 'pp', pp: 1 } });
    expect(requestOf('disconnect all')).toEqual({ kind: 'disconnect', what: { kind: 'all' } });
    expect(requestOf('date 2024/02/29')).toEqual({ kind: 'set-date', date: { year: 2024, month: 2, day: 29 } });
    expect(faultOf('date 2023/02/29')).toBe('Error: Parameter out of range');
  });

  test('ping takes its options in any order', () => {
    const ping = {
      kind: 'ping',
      host: '10.0.0.1',
      octets: 64,
      count: undefined,
      from: undefined,
      waitSeconds: undefined,
    };
    expect(requestOf('ping 10.0.0.1')).toEqual(ping);
    expect(requestOf('ping -c 4 -s 100 10.0.0.1')).toEqual({ ...ping, octets: 100, count: 4 });
    expect(requestOf('ping -w 0.5 -c 1 www.example.jp')).toMatchObject({ host: 'www.example.jp', waitSeconds: 0.5 });
    expect(faultOf('ping')).toBe('Error: Insufficient or too many parameters');
    expect(faultOf('ping -c 0 10.0.0.1')).toBe('Error: Parameter out of range');
  });

  test('pp enable begins the PP anew', () => {
    expect(run('pp enable 2')).toMatchObject({ requests: [{ kind: 'reinitialize-pp', pps: [2] }] });
    expect(run('pp disable 2')).toMatchObject({ requests: [] });
  });

  test('a user without a password in the line is asked for it', () => {
    expect(run('login user bob')).toMatchObject({ requests: [{ kind: 'user-password', user: 'bob' }] });
    expect(run('login user bob secret')).toMatchObject({ requests: [] });
  });
});

describe('support is told', () => {
  const supportOf = (line: string, session: Session = PP1) => {
    const outcome = run(line, session);
    return outcome.kind === 'configured' ? outcome.support : outcome.kind;
  };

  test('by value where it depends on it', () => {
    expect(supportOf('ip route default gateway pp 1')).toBe('full');
    expect(supportOf('ip route default gateway pp 1 filter 500000 gateway pp 1')).toBe('full');
    expect(supportOf('ip route default gateway pp 1 dlci=16')).toBe('stored');
    expect(supportOf('ip route default gateway pp 1 dlci=16 gateway pp 2')).toBe('partial');
    expect(supportOf('ppp ccp type mppe-any')).toBe('full');
    expect(supportOf('ppp ccp type stac')).toBe('stored');
    expect(supportOf('ip lan1 address 10.0.0.1/8')).toBe('full');
    expect(supportOf('ip lan1 address dhcp')).toBe('full');
    expect(supportOf('pp bind tunnel1')).toBe('full');
    expect(supportOf('pp bind bri1')).toBe('full');
    expect(supportOf('pp bind usb1')).toBe('stored');
    expect(supportOf('tunnel endpoint address 2001:db8::1 2001:db8::2', TUNNEL1)).toBe('stored');
    expect(supportOf('ip route default gateway pp 1 dpi 1 gateway tunnel 1')).toBe('partial');
    expect(supportOf('ip bridge1 address 10.0.0.1/8')).toBe('stored');
    expect(supportOf('ip lan1 dhcp service server')).toBe('full');
    expect(supportOf('dhcp scope option 1 dns=192.0.2.53')).toBe('full');
    expect(supportOf('dhcp scope option 1 dns=192.0.2.53 x=1')).toBe('partial');
    expect(supportOf('dhcp scope option 1 x=1')).toBe('stored');
    expect(supportOf('tunnel encapsulation ipsec', TUNNEL1)).toBe('stored');
  });
});

test('a hundred thousand random lines are answered, never thrown at', () => {
  const names = RTX1210.rows.map(({ syntax }) => syntax.name.replace('<interface>', 'lan1'));
  const vocabulary = [
    ...names.flatMap((name) => name.split(' ')),
    ...[
      'no',
      '1',
      '99999999999999999999',
      '-1',
      '10.0.0.1',
      '1.2.3.4/33',
      '"',
      "'",
      '\\',
      '|',
      '>',
      '>>',
      '#',
      '?',
      '=',
    ],
    ...['lan1', 'tunnel1-tunnel9', '0x10', '日本語', '\u0000', '\ud800', 'a'.repeat(300), '', '\t', 'grep', '[', '(*)'],
  ];
  let state = 20_261_122;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * limit);
  };
  const sessions = [at(), PP1, ANONYMOUS, TUNNEL1, at(GLOBAL, { level: 'user' }), at(GLOBAL, { origin: 'file' })];
  const kinds = new Map<string, number>();
  for (let i = 0; i < 100_000; i++) {
    const command = below(2) ? names[below(names.length)]! : '';
    const rest = Array.from({ length: below(5) }, () => vocabulary[below(vocabulary.length)]);
    // Of so many commands chance would hardly ever select anything.
    const line = below(500) === 0 ? 'pp select 1' : [command, ...rest].join(below(9) ? ' ' : '');
    const session = sessions[below(sessions.length)]!;
    const { kind } = run(line, session);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (i % 50 === 0) {
      RTX1210.complete(session, line);
      RTX1210.help(session, line);
    }
  }
  expect([...kinds.keys()].sort()).toEqual(['configured', 'fault', 'lines', 'nothing', 'request', 'selected']);
});
