import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { after, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import type { Lab } from '@rtemu/lab/lab';
import { buildStage } from '@rtemu/lab/stage';
import { Talker } from '../../packages/lab/src/talker.suite.js';
import { Screen } from '../../packages/service/src/terminal/screen.suite.js';
import { FrontDesk } from './front-desk.js';
import { PlainConsole } from './plain-console.js';
import type { Seat } from './seat.js';
import { TerminalConsole } from './terminal-console.js';

const router = (name: string) => ({ kind: 'router' as const, name, model: 'T', place: { line: 1, column: 1 } });
const LAB: Lab = {
  name: 'talk',
  nodes: [router('a'), router('b')],
  links: [
    {
      endpoints: [
        { node: 'a', port: 'eth0' },
        { node: 'b', port: 'eth0' },
      ],
      impairments: {},
      up: true,
    },
  ],
  setup: [],
  steps: [],
};

function office<S extends Seat>(makeSeat: (session: ConstructorParameters<typeof PlainConsole>[0]) => S) {
  const arena = new Arena();
  const talkers: Talker[] = [];
  const stage = buildStage(LAB, {
    arena,
    seed: 1,
    configFiles: new Map(),
    createNode: ({ name }) => {
      const talker = new Talker(name, arena, `hello from ${name}`);
      talkers.push(talker);
      return talker;
    },
  });
  let seat: S | undefined;
  const desk = new FrontDesk(stage, 'a', (session) => (seat = makeSeat(session)));
  const { world } = stage;
  const pass = (span: number) => {
    const end = after(world.now, milliseconds(span));
    for (let next = desk.turn(); ; next = desk.turn()) {
      if (desk.over) return;
      const stop = Math.min(end, next, world.nextEvent()) as Instant;
      world.run(stop);
      if (stop === end) break;
    }
    desk.turn();
  };
  return { arena, world, desk, seat: seat!, talkers, pass };
}

function atTerminal(columns = 60) {
  const { seat, pass, ...rest } = office((session) => new TerminalConsole(session));
  const screen = new Screen(columns);
  seat.columns = columns;
  const show = () => {
    for (let text = seat.pollOutput(); text !== undefined; text = seat.pollOutput()) screen.write(text);
    return screen.text;
  };
  const type = (keys: string) => {
    seat.handleInput(rest.world.now, keys);
    rest.desk.turn();
    return show();
  };
  rest.desk.turn();
  show();
  return { ...rest, seat, screen, type, show, pass };
}

describe('TerminalConsole', () => {
  test('shows prompt, line and answer', () => {
    const { type, screen } = atTerminal();
    expect(type('say hi\r')).toEqual(['hello from a', 'a> say hi', 'hi', 'a>']);
    expect([screen.row, screen.column]).toEqual([3, 3]);
  });

  test('pasted lines are typed one after the other, and keys wait for a command that runs', () => {
    const { type, pass, show, talkers } = atTerminal();
    expect(type('say 1\rcall\r\nsay 2\nsay 3')).toEqual(['hello from a', 'a> say 1', '1', 'a> call']);
    pass(3000);
    expect(show().slice(3)).toEqual(['a> call', 'no answer', 'a> say 2', '2', 'a> say 3']);
    expect(talkers[0]!.sessions[0]!.typed).toEqual(['say 1', 'call', 'say 2']);
  });

  test('Ctrl-C stops a command and forgets what was typed ahead; without one it drops the line', () => {
    const { type, pass, show } = atTerminal();
    type('count\rsay never\r');
    pass(2000);
    expect(type('\x03').slice(1)).toEqual(['a> count', '1', '2', '^C', 'a>']);
    type('say nev\x03');
    expect(show().slice(5)).toEqual(['a> say nev^C', 'a>']);
  });

  test('help and candidates come in the layout of the device, and the line comes back', () => {
    const { type, screen } = atTerminal();
    expect(type('s?').slice(1)).toEqual(['a> s?', '? say secret sure', 'a> s']);
    expect(type('\t').slice(3)).toEqual(['a> s', '? say secret sure', 'a> s']);
    expect(type('e\t').slice(5)).toEqual(['a> secret']);
    expect(screen.column).toBe(10);
    expect(type('\x12').slice(5)).toEqual(['a> secret', 'a> secret']);
  });

  test('passwords are not shown; a question takes one key, and its answer goes on behind it', () => {
    const { type } = atTerminal();
    expect(type('secret\rhimitsu\r').slice(2)).toEqual(['Password:', 'password was himitsu', 'a>']);
    expect(type('sure\rYsay x\r').slice(5)).toEqual(['Sure ? (Y/N)Ykey was Y', 'a> say x', 'x', 'a>']);
  });

  test('the mark of a page is wiped away by the key that turns it', () => {
    const { type } = atTerminal();
    expect(type('long\r').slice(2)).toEqual(['line 1', 'line 2', '---more---']);
    expect(type('\r').slice(2)).toEqual(['line 1', 'line 2', 'line 3', '---more---']);
    expect(type(' ').slice(4)).toEqual(['line 3', 'line 4', 'line 5', 'a>']);
    expect(type('long\r').slice(7)).toEqual(['a> long', 'line 1', 'line 2', '---more---']);
    expect(type('q').slice(7)).toEqual(['a> long', 'line 1', 'line 2', 'a>']);
  });

  test('text that comes while somebody types leaves the line whole', () => {
    const { type, pass, show, screen } = atTerminal();
    type('later gong\rsay half\x02\x02');
    pass(2000);
    expect(show().slice(1)).toEqual(['a> later gong', 'gong', 'a> say half']);
    expect(screen.column).toBe(9);
    expect(type('X').at(-1)).toBe('a> say haXlf');
  });

  test('Ctrl-S stops the output, Ctrl-Q lets it go on', () => {
    const { type } = atTerminal();
    expect(type('\x13say held\r')).toEqual(['hello from a', 'a>']);
    expect(type('\x11')).toEqual(['hello from a', 'a> say held', 'held', 'a>']);
  });

  test('a console that was left by logout is opened again; Ctrl-] leaves', () => {
    const { type, desk, talkers } = atTerminal();
    expect(type('logout\r').slice(1)).toEqual(['a> logout', 'hello from a', 'a>']);
    expect([talkers[0]!.sessions.length, desk.over]).toEqual([2, false]);
    type('\x1d');
    expect(desk.over).toBe(true);
  });

  test('goes from node to node, and keeps what a console says meanwhile', () => {
    const { type, pass, show } = atTerminal();
    type('later gong\r:nodes\r');
    expect(show().slice(2)).toEqual(['a> :nodes', '* a', '  b', 'a>']);
    expect(type(':node b\r').slice(5)).toEqual(['a> :node b', 'hello from b', 'b>']);
    pass(3000);
    expect(type('say here\r:node a\r').slice(7)).toEqual(['b> say here', 'here', 'b> :node a', 'gong', 'a>']);
    expect(type(':node c\r:wait\r:dance\r').slice(11)).toEqual([
      'a> :node c',
      'there is no console at "c"; did you mean "a"?',
      'a> :wait',
      ':wait takes a time such as 5s',
      'a> :dance',
      ':dance is no command of rtemu; :help lists them',
      'a>',
    ]);
    expect(type(':help\r').some((line) => line.startsWith(':link NODE:PORT'))).toBe(true);
  });

  test('pulls a cable', () => {
    const { type, world, talkers } = atTerminal();
    type(':link a:eth0 down\r');
    expect([world.cables[0]!.up, talkers[1]!.links.map(({ up }) => up)]).toEqual([false, [true, false]]);
    expect(type(':link a:eth1 up\r:link a:eth0\r').slice(2)).toEqual([
      'a> :link a:eth1 up',
      'no cable ends at "a:eth1"',
      'a> :link a:eth0',
      ':link takes one end of a cable and up or down, such as :link',
      ' rt-a:lan2 down',
      'a>',
    ]);
  });
});

function atPipe(input: string, end = true) {
  const { seat, ...rest } = office((session) => new PlainConsole(session));
  seat.handleInput(rest.world.now, input);
  if (end) seat.handleEnd(rest.world.now);
  let output = '';
  const show = () => {
    for (let text = seat.pollOutput(); text !== undefined; text = seat.pollOutput()) output += text;
    return output.split('\n');
  };
  return { ...rest, seat, show };
}

describe('PlainConsole', () => {
  test('types line by line, shows prompts and answers, and is over with the input', () => {
    const { show, desk, pass } = atPipe('say 1\r\n\nsecret\nhimitsu\nsure\nYes\nsay last');
    pass(0);
    expect(show()).toEqual([
      'hello from a',
      'a> say 1',
      '1',
      'a> ',
      'a> secret',
      'Password: ',
      'password was himitsu',
      'a> sure',
      'Sure ? (Y/N)Ykey was Y',
      'a> say last',
      'last',
      '',
    ]);
    expect(desk.over).toBe(true);
  });

  test('turns pages, since nobody reads along', () => {
    const { show, pass } = atPipe('long\nsay end\n');
    pass(0);
    expect(show().slice(1)).toEqual([
      'a> long',
      'line 1',
      'line 2',
      'line 3',
      'line 4',
      'line 5',
      'a> say end',
      'end',
      '',
    ]);
  });

  test('waits for a command that runs, the last one too', () => {
    const { show, desk, pass, world } = atPipe('call\nsay then\ncall\n');
    pass(5999);
    expect([desk.over, show().slice(1)]).toEqual([
      false,
      ['a> call', 'no answer', 'a> say then', 'then', 'a> call', ''],
    ]);
    pass(1);
    expect([desk.over, show().at(-2), world.now]).toEqual([true, 'no answer', seconds(6)]);
  });

  test('a last command that never ends is ended after a minute', () => {
    const { show, desk, pass, world } = atPipe('count\n');
    pass(59_999);
    expect(desk.over).toBe(false);
    pass(2);
    expect([desk.over, world.now]).toEqual([true, seconds(60)]);
    expect(show().slice(-2)).toEqual(['^C', '']);
  });

  test('its own commands are heard while a command runs', () => {
    const { show, desk, pass } = atPipe('count\n:wait 2500ms\n:interrupt\nsay done\n:node b\nsay there\n');
    pass(2500);
    expect(show().slice(1)).toEqual([
      'a> count',
      '1',
      '2',
      '^C',
      'a> say done',
      'done',
      'a> :node b',
      'hello from b',
      'b> say there',
      'there',
      '',
    ]);
    expect(desk.over).toBe(true);
  });

  test('logs in again for the lines that are left after a logout', () => {
    const { show, talkers, pass, desk } = atPipe('logout\nsay back\nlogout\n');
    pass(0);
    expect(show()).toEqual(['hello from a', 'a> logout', 'hello from a', 'a> say back', 'back', 'a> logout', '']);
    expect([talkers[0]!.sessions.length, desk.over]).toEqual([2, true]);
  });

  test('is not over while the input is open, and takes lines in pieces', () => {
    const { show, seat, desk, pass, world } = atPipe('sa', false);
    pass(1000);
    seat.handleInput(world.now, 'y 1\nsay');
    pass(1000);
    expect([desk.over, show().slice(1)]).toEqual([false, ['a> say 1', '1', '']]);
    seat.handleEnd(world.now);
    pass(0);
    expect([desk.over, show().slice(3)]).toEqual([true, ['a> say', '', '']]);
  });
});
