import { describe, expect, test } from '@jest/globals';
import { after, seconds } from '@rtemu/engine/time';
import { World } from '@rtemu/lab/world';
import type { ModelName } from '@rtemu/models/profile';
import { encodeText } from '@rtemu/service/encoding/text-codec';
import { Door } from '@rtemu/service/terminal/door';
import { Terminal } from '@rtemu/service/terminal/terminal';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import type { Entry } from './entry.js';
import { Router } from './router.js';
import type { RouterConsole } from './router-console.js';

const CONFIG = 'console character en.ascii\nconsole lines infinity\nip lan1 address 192.168.0.1/24\n';

function sitDown(config = '', model: ModelName = 'RTX1210', firmware?: string) {
  const plane = createDataPlane();
  const world = new World(plane.arena, 1);
  const language = commandLanguageOf(model, firmware);
  const characters =
    language.machine.characterNames === 'ascii sjis euc' ? CONFIG.replace('en.ascii', 'ascii') : CONFIG;
  const router = new Router(plane, world.random.fork('rt'), {
    name: 'rt',
    language,
    startupConfig: characters + config,
  });
  world.add(router);
  const seat = (session: RouterConsole) => {
    let shown = '';
    const terminal = new Terminal(session, { write: (text) => (shown += text) });
    const refresh = () => {
      shown = '';
      terminal.refresh(world.now);
      return shown;
    };
    const type = (keys: string) => {
      shown = '';
      terminal.handleInput(world.now, keys);
      return shown;
    };
    return { session, type, refresh };
  };
  const desk = seat(router.openConsole(world.now));
  desk.type('administrator\r\r');
  const pass = (time: number) => {
    world.settle(router);
    world.run(after(world.now, seconds(time)));
  };
  const log = () => router.system.journal.log.lines(router.system.journal.epochAt(world.now)).map(({ text }) => text);
  const visit = (entry: Entry) => seat(router.openVisit(world.now, entry as never)!);
  return { ...desk, router, world, pass, log, visit };
}

describe('variables and aliases', () => {
  test('are put in, and a command keeps its own name', () => {
    const { type } = sitDown();
    type('set NET=192.168.9\ralias sc="show config"\ralias ip="echo no"\r');
    type(`ip lan2 address $NET.1/24\rdescription 1 "at \${NET}"\rdescription 2 '$NET'\rdescription 3 $NONE\r`);
    const shown = type('sc | grep -v console\r');
    expect(shown).toContain('ip lan2 address 192.168.9.1/24\r\n');
    for (const line of ['description 1 "at 192.168.9"', 'description 2 $NET', 'description 3 $NONE'])
      expect(shown).toContain(`${line}\r\n`);
    expect(shown).toContain('set NET=192.168.9\r\nalias sc="show config"\r\nalias ip="echo no"\r\n# ');
    expect(type('show set\r')).toBe('show set\r\nNET=192.168.9\r\n# ');
    expect(type('show alias sc\r')).toBe('show alias sc\r\nsc=show config\r\n# ');
  });

  test('Tab and ? know their names, and those of macros', () => {
    const { type } = sitDown('alias zeigen="show config"\nmacro zug <<E\necho 1\nE\n');
    expect(type('z?')).toBe('z?\r\n? zeigen zug\r\n# z');
    expect(type('u\t')).toBe('ug ');
    expect(type('\x15echo z?').endsWith('\r\n# echo z')).toBe(true);
  });

  test('aliases that stand for each other end', () => {
    const { type } = sitDown('alias a=b\nalias b=a\n');
    expect(type('a\r')).toBe('a\r\nError: Invalid command name\r\n# ');
  });

  test.each([
    ['RTX1210', '14.01.20'],
    ['RT58i', undefined],
    ['RTX1200', undefined],
  ] as const)('%s with %s knows none of it', (model, firmware) => {
    const { type } = sitDown('', model, firmware);
    for (const line of ['alias a=b', 'macro m <<EOM', 'echo a', 'call a', 'load 0', 'rollback timer 9', 'confirm'])
      expect(type(`${line}\r`)).toBe(`${line}\r\nError: Invalid command name\r\n# `);
    expect(type('embedded file x <<EOF\r')).toMatch(/Error: Invalid command name\r\n# $/);
    expect(type('show command history\r')).toMatch(/Error: /);
  });
});

describe('macros', () => {
  test('are typed without a prompt, printed in the configuration, and run with parameters', () => {
    const { type } = sitDown();
    const line = `echo hello $1 \${who} of $*?`;
    expect(type(`macro hello <<EOM\r${line}\rEOM\r`)).toBe(`macro hello <<EOM\r\n${line}\r\nEOM\r\n# `);
    expect(type('hello a who=b "c d"\r')).toBe('hello a who=b "c d"\r\nhello a b of a c d?\r\n# ');
    expect(type('show macro\r')).toBe(`show macro\r\nmacro hello <<EOM\r\n${line}\r\nEOM\r\n# `);
    expect(type('show config | grep hello\r')).toContain('macro hello <<EOM\r\n');
    type('no macro hello <<EOM\r');
    expect(type('hello\r')).toContain('Error: Invalid command name');
  });

  test('-v shows each line as it stands, -x with everything put in', () => {
    const { type } = sitDown();
    type('macro -v v <<E\recho $1\rE\rmacro -x x <<E\recho $1\rE\r');
    expect(type('v 7\r')).toBe('v 7\r\necho $1\r\n7\r\n# ');
    expect(type('x 7\r')).toBe('x 7\r\necho 7\r\n7\r\n# ');
    expect(type('show config | grep macro\r')).toContain('macro -v v <<E\r\nmacro -x x <<E\r\n');
  });

  test('wait for what takes its time, for what is asked, and for a page to be turned', () => {
    const { type, refresh, pass } = sitDown();
    type('macro slow <<E\rping -c 2 192.168.0.77\recho then\rE\r');
    expect(type('slow\r')).toBe('slow\r\n');
    pass(60);
    expect(refresh()).toMatch(/2 packets transmitted[^#]*\r\nthen\r\n# $/);
    type('macro up <<E\radministrator\rshow environment\recho done\rE\rconsole lines 10\rexit\rn');
    expect(type('up\r')).toBe('up\r\nPassword: ');
    const page = type('\r');
    expect(page).toMatch(/---more---$/);
    expect(page).not.toContain('done');
    expect(type('q')).toMatch(/done\r\n# $/);
  });

  test('Ctrl-C ends them, and the text of one that is being typed', () => {
    const { type } = sitDown();
    type('macro m <<E\rping 192.168.0.1\recho later\rE\r');
    type('m\r');
    expect(type('\x03')).not.toContain('later');
    expect(type('macro half <<E\recho\r\x03')).toMatch(/\^C\r\n# $/);
    expect(type('show macro half\r')).toBe('show macro half\r\n# ');
  });

  test('one that runs itself comes to an end, and the router goes on', () => {
    const { type, pass, refresh } = sitDown();
    type('macro loop <<E\rloop\rE\rmacro deep <<E\rdeep\recho up\rE\r');
    expect(type('loop\r')).toBe('loop\r\n'); // others have their turns meanwhile
    pass(0);
    expect(refresh()).toBe('Error: Macros are nested too deep, or run too long\r\n# ');
    expect(type('deep\r')).toBe('deep\r\nError: Macros are nested too deep, or run too long\r\n# ');
    expect(type('echo on\r')).toBe('echo on\r\non\r\n# ');
  });

  test('what a long one says is kept in bounds while nobody reads it', () => {
    const { type, session } = sitDown('macro much <<E\nshow command\nmuch\nE\n');
    type('echo on\r');
    type('much\r');
    expect(session.unread).toBeLessThan(1_000_000);
    expect(session.busy).toBe(true);
    expect(type('\x03')).toMatch(/# $/);
  });

  test('a macro may have the text of another in it', () => {
    const { type } = sitDown();
    type('macro outer <<EOM\rmacro inner <<E\recho inside\rE\rinner\rEOM\r');
    expect(type('outer\r')).toBe('outer\r\ninside\r\n# ');
  });

  test('too long a text is refused', () => {
    const { type, session, world } = sitDown();
    type('macro big <<E\r');
    for (let i = 0; i < 80; i++) session.handleLine(world.now, 'x'.repeat(4000));
    expect(type('E\r')).toContain('Error: Parameter out of range');
  });
});

describe('files inside the configuration', () => {
  test('are run by call', () => {
    const { type } = sitDown();
    type('embedded file hi <<EOF\recho $0 $1\rEOF\rembedded file -b deep <<EOF\rZWNobyBkZWNvZGVkCg==\rEOF\r');
    expect(type('call hi 1\r')).toBe('call hi 1\r\nhi 1\r\n# ');
    expect(type('call -x emfs:/deep\r')).toBe('call -x emfs:/deep\r\necho decoded\r\ndecoded\r\n# ');
    expect(type('call none\r')).toContain('Error: The specified file does not exist');
    expect(type('embedded file -b bad <<EOF\rnot base64!\rEOF\r')).toContain('Error: Illegal keyword');
  });

  test('and macros outlive a restart', () => {
    const { type, router, world } = sitDown();
    type(
      'macro m <<EOM\recho \'$A\' "?"\r\r # no comment\rEOM\rset A="x y"\ralias z=\'echo $A\'\rembedded file f <<E\rline\rE\rsave\r',
    );
    const before = router.language.printConfig(router.system.document);
    router.restart(world.now);
    expect(router.startupFaults).toEqual([]);
    expect(router.language.printConfig(router.system.document)).toEqual(before);
    expect(before.join('\n')).toMatch(
      /alias z="echo \\\$A"\nmacro m <<EOM\necho '\$A' "\?"\n\n # no comment\nEOM\nembedded file f <<E\nline\nE$/,
    );
  });
});

describe('load', () => {
  test('all of another configuration, or what differs', () => {
    const { type } = sitDown();
    type('save 1\rip lan2 address 172.16.0.1/24\rip lan1 mtu 1400\r');
    expect(type('load 1 difference\r')).toBe('load 1 difference\r\nno ip lan1 mtu\r\nno ip lan2 address\r\n# ');
    expect(type('show config difference 1\r')).not.toContain('lan');
    type('ip lan1 mtu 1400\r');
    expect(type('load config 1\r')).toBe(
      'load config 1\r\nconsole character en.ascii\r\nconsole lines infinity\r\nip lan1 address 192.168.0.1/24\r\n# ',
    );
    expect(type('load 1 silent\r')).toBe('load 1 silent\r\n# ');
    expect(type('load 4\r')).toContain('Error: The specified file does not exist');
    expect(type('load 1 silent interactive\r')).toContain('Error: Insufficient or too many parameters');
  });

  test('one by one', () => {
    const { type } = sitDown();
    type('save 1\rip lan2 address 172.16.0.1/24\rip lan1 mtu 1400\r');
    expect(type('load 1 difference interactive\r')).toMatch(/no ip lan1 mtu \? \(Y\/N\)$/);
    expect(type('n')).toMatch(/no ip lan2 address \? \(Y\/N\)$/);
    expect(type('y')).toMatch(/# $/);
    const shown = type('show config | grep lan\r');
    expect(shown).toContain('mtu 1400');
    expect(shown).not.toContain('172.16');
  });

  test('goes back unless it is confirmed', () => {
    const { type, pass, router } = sitDown();
    type('ip lan2 address 172.16.0.1/24\rsave 1\rno ip lan2 address\r');
    type('load 1 silent rollback-timer=120\r');
    const has = () => router.language.printConfig(router.system.document).includes('ip lan2 address 172.16.0.1/24');
    expect(has()).toBe(true);
    pass(121);
    expect(has()).toBe(false);
    expect(type('load 1 rollback-timer=119\r')).toContain('Error: Parameter out of range');
  });
});

describe('rollback timer', () => {
  const shell = () => {
    const desk = sitDown();
    const isBack = () => !desk.router.language.printConfig(desk.router.system.document).includes('description 1 new');
    return { ...desk, isBack };
  };

  test('puts the configuration back in time, and the log says so', () => {
    const { type, pass, isBack, log } = shell();
    type('rollback timer 30\rdescription 1 new\r');
    pass(29);
    expect(isBack()).toBe(false);
    pass(2);
    expect(isBack()).toBe(true);
    expect(log()).toContain('Configuration rolled back');
  });

  test.each(['confirm\r', 'save\r', 'exit\rn', 'load 0 silent\r'])('%j', (keys) => {
    const { type, pass, isBack } = shell();
    type('save\rrollback timer 30\rdescription 1 new\r');
    type(keys);
    if (keys === 'exit\rn') type('exit\r');
    pass(40);
    expect(isBack()).toBe(keys.startsWith('load'));
  });

  test('the last timer counts', () => {
    const { type, pass, isBack } = shell();
    type('rollback timer 10\rdescription 1 new\rrollback timer 1000\r');
    pass(100);
    expect(isBack()).toBe(false);
  });

  test('the login timer and a lost line put it back, too', () => {
    for (const leave of ['timer', 'line'] as const) {
      const { visit, pass, isBack, world } = shell();
      const far = visit({ kind: 'telnet', from: '192.168.0.9' });
      far.type('\radministrator\r\rrollback timer 9000\rdescription 1 new\r');
      expect(isBack()).toBe(false);
      if (leave === 'timer') pass(301);
      else far.session.hangUp(world.now);
      expect(isBack()).toBe(true);
    }
  });
});

test('show command history: twenty, or from a number on', () => {
  const { type } = sitDown();
  for (let i = 1; i <= 30; i++) type(`echo ${i}\r`);
  const shown = type('show command history\r').split('\r\n');
  expect(shown.slice(1, -1)).toHaveLength(20);
  expect(shown.at(-2)).toBe('   32  show command history'); // the first was `administrator`
  expect(type('show command history 31 | grep echo\r')).toBe(
    'show command history 31 | grep echo\r\nSearching ...\r\n   31  echo 30\r\n   33  show command history 31 | grep echo\r\n# ',
  );
});

test('schedule at runs macros, line by line as it may', () => {
  const { type, pass, log, router } = sitDown();
  type('macro job <<E\rdescription 1 done\rsave\rdescription 2 too\rE\rschedule at 1 +10 * job\r');
  pass(20);
  expect(log().filter((line) => line.startsWith('[SCHEDULE]'))).toHaveLength(2);
  expect(router.language.printConfig(router.system.document)).toEqual(
    expect.arrayContaining(['description 1 done', 'description 2 too']),
  );
  expect(router.isSaved).toBe(false);
});

test('Ctrl-C at the login asks again', () => {
  const { router, world } = sitDown('login password secret\n');
  const stranger = router.openConsole(world.now);
  stranger.handleInterrupt(world.now);
  expect(stranger.prompt).toBe('Password: ');
  stranger.handleLine(world.now, 'show config');
  expect(stranger.pollText()).toContain('Error: Incorrect password');
});

test('a whole configuration that is pasted in Shift_JIS, in any pieces, comes in without loss', () => {
  const { router, world, visit } = sitDown('no console character\nconsole lines 24\n');
  const lines = [...Array(700).keys()].flatMap((i) => [
    `ip filter ${i + 1} pass 10.0.${i % 256}.0/24 * tcp,udp * www,${8000 + i}`,
    `description ${i + 1} "${i} 表示ソ能 は?"`,
  ]);
  const { session } = visit({ kind: 'telnet', from: '192.168.0.9' });
  const door = new Door(session);
  const octets = encodeText(`\radministrator\r\r${lines.join('\r')}\r`, 'shift_jis');
  for (let at = 0; at < octets.length; at += 1021) {
    door.handleOctets(world.now, octets.subarray(at, at + 1021));
    door.takeOctets();
  }
  const printed = router.language.printConfig(router.system.document);
  expect(printed.filter((line) => line.startsWith('ip filter'))).toEqual(lines.filter((_, i) => i % 2 === 0));
  expect(printed.filter((line) => line.startsWith('description'))).toEqual(
    lines.filter((_, i) => i % 2 === 1).map((line) => line.replace('?', '\\?')),
  );
});
