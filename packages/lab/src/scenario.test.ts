import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { InvariantError } from '@rtemu/engine/invariant';
import { readLab } from './lab-file.js';
import { Scenario, titleOf } from './scenario.js';
import { buildStage, configFilesOf } from './stage.js';
import { Talker } from './talker.suite.js';

/** A lab of two talkers; `b` answers every frame by itself when it is called `mirror`. */
function play(steps: string, more = '') {
  const text = `
name: talk
topology:
  nodes:
    a: {kind: router, model: T, startup-config: a.txt}
    b: {kind: router, model: T, startup-config: "hello\\n"}
    sw: {kind: switch}
  links:
    - {endpoints: ["a:eth0", "sw:1"], delay: 1ms}
    - endpoints: ["b:eth0", "sw:2"]
${more}
steps:
${steps}`;
  const read = readLab(text, {
    routerPorts: () => ['eth0'],
    compilePattern: (source, flags) => new RegExp(source, flags),
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const arena = new Arena();
  const talkers: Talker[] = [];
  const stage = buildStage(read.lab, {
    arena,
    seed: 1,
    configFiles: new Map([['a.txt', 'from a file']]),
    createNode: (spec, { startupConfig }) => {
      const talker = new Talker(spec.name, arena, startupConfig);
      talkers.push(talker);
      return talker;
    },
  });
  const scenario = new Scenario(stage);
  const run = () =>
    scenario.run().map(({ passed, reason, output, began, ended }) => ({ passed, reason, output, took: ended - began }));
  return { lab: read.lab, stage, scenario, run, talkers, arena };
}

describe('Scenario', () => {
  test('types, and judges what the console shows', () => {
    const { run, scenario } = play(`
- {node: a, type: say hello world, expect: [hello, /w.rld/]}
- {node: a, type: say hello, expect: [hello, bye]}
- {node: a, type: say hello bye, reject: /BYE/i}
- {node: a, type: "say one\\nsay two", expect: "one\\ntwo"}
`);
    expect(run()).toEqual([
      { passed: true, reason: undefined, output: 'from a file\nhello world\n', took: 0 },
      { passed: false, reason: 'the output lacks "bye" after 10s', output: 'hello\n', took: 10_000_000 },
      { passed: false, reason: 'the output has /BYE/i', output: 'hello bye\n', took: 10_000_000 },
      { passed: true, reason: undefined, output: 'one\ntwo\n', took: 0 },
    ]);
    expect([scenario.passed, scenario.skipped]).toEqual([false, 0]);
  });

  test('waits for a command that runs, in virtual time', () => {
    const { run, arena, talkers } = play(`
- {node: a, type: "call\\nsay done", expect: [no answer, done]}
- {node: a, type: call, within: 2s}
- {node: a, type: say free, expect: free}
`);
    expect(run()).toEqual([
      { passed: true, reason: undefined, output: 'from a file\nno answer\ndone\n', took: 3_000_000 },
      { passed: false, reason: 'the command still runs after 2s', output: '', took: 2_000_000 },
      { passed: true, reason: undefined, output: '^C\nfree\n', took: 0 },
    ]);
    expect(talkers[1]!.received.length).toBe(2);
    expect(arena.inUse).toBe(0);
  });

  test('a command that never ends has done its part when it showed what was expected; Ctrl-C ends it', () => {
    const { run } = play(`
- {node: a, type: count, expect: "3", within: 4s}
- {node: a, press: ctrl-c, expect: ^C}
`);
    expect(run()).toEqual([
      { passed: true, reason: undefined, output: 'from a file\n1\n2\n3\n4\n', took: 4_000_000 },
      { passed: true, reason: undefined, output: '^C\n', took: 0 },
    ]);
  });

  test('waits for what comes later, or types again until it comes', () => {
    const { run, talkers } = play(`
- {node: a, type: later gong, expect: gong}
- {node: b, type: later ding}
- {node: b, type: say tick, expect: ding, every: 700ms}
- {node: b, type: say tock, expect: dong, every: 3s, within: 10s}
`);
    expect(run()).toEqual([
      { passed: true, reason: undefined, output: 'from a file\ngong\n', took: 2_000_000 },
      { passed: true, reason: undefined, output: 'hello\n\n', took: 0 },
      { passed: true, reason: undefined, output: 'tick\nding\n', took: 2_000_000 },
      { passed: false, reason: 'the output lacks "dong" after 10s', output: 'tock\n', took: 10_000_000 },
    ]);
    expect(talkers[1]!.sessions[0]!.typed.slice(1)).toEqual([
      ...Array(3).fill('say tick'),
      ...Array(4).fill('say tock'),
    ]);
  });

  test('what came between two steps belongs to the second', () => {
    const { run } = play(`
- {node: a, type: later gong}
- {wait: 5s}
- {node: a, type: "", expect: gong}
`);
    expect(run().map(({ passed, took }) => [passed, took])).toEqual([
      [true, 0],
      [true, 5_000_000],
      [true, 0],
    ]);
  });

  test('pulls, plugs and impairs links', () => {
    const { run, talkers, stage } = play(`
- {link: sw:2, state: down}
- {node: a, type: call, expect: no answer}
- {link: a:eth0, forward: {loss: 100%}, state: up}
- {node: a, type: call, expect: no answer}
- {link: a:eth0, loss: 0%}
- {link: b:eth0, state: up}
- {node: a, type: call, expect: no answer}
`);
    expect(run().every(({ passed }) => passed)).toBe(true);
    expect(talkers[1]!.received.length).toBe(1);
    expect(talkers[1]!.links.map(({ up }) => up)).toEqual([true, false, true]);
    expect(stage.world.cables[0]!.forward.impairments).toMatchObject({ delay: 1000, loss: 0 });
  });

  test('answers questions, and logs in again after a logout', () => {
    const { run, talkers } = play(`
- {node: a, type: "secret\\nopensesame", expect: password was opensesame}
- {node: a, type: "sure\\nY", expect: key was Y}
- {node: a, type: logout}
- {node: a, type: say again, expect: again}
- {node: a, type: "logout\\nsay never"}
`);
    expect(run().map(({ reason }) => reason)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      '"say never" could not be typed: the console is closed',
    ]);
    expect(talkers[0]!.sessions.length).toBe(2);
  });

  test('turns pages', () => {
    const { run } = play('- {node: a, type: "long\\nsay end", expect: "line 5\\nend"}');
    expect(run().map(({ output }) => output)).toEqual(['from a file\nline 1\nline 2\nline 3\nline 4\nline 5\nend\n']);
  });

  test('a lab that does not come up is not put to the test', () => {
    const { run, scenario } = play(
      '- {wait: 1s}\n- {wait: 1s}',
      'setup:\n- {node: a, type: x, expect: y, name: wake up}\n- {wait: 1s}',
    );
    expect(run().map(({ passed }) => passed)).toEqual([false]);
    expect([scenario.passed, scenario.skipped, scenario.next()]).toEqual([false, 3, undefined]);
    expect(titleOf(scenario.results[0]!.step)).toBe('wake up');
  });

  test('a link that is down in the file is down from the start', () => {
    const { talkers } = play('- {wait: 1s}');
    expect(talkers[0]!.links).toEqual([{ at: 0, port: 0, up: true }]);
    const read = readLab(
      'name: x\ntopology:\n  nodes: {a: {kind: switch}, b: {kind: switch}}\n  links: [{endpoints: ["a:1", "b:1"], state: down}]',
      {
        routerPorts: () => [],
        compilePattern: () => undefined,
      },
    );
    if (!read.ok) throw new Error('unreadable');
    const { world } = buildStage(read.lab, {
      arena: new Arena(),
      seed: 1,
      configFiles: new Map(),
      createNode: () => {
        throw new InvariantError('a switch is made here');
      },
    });
    expect(world.cables.map(({ up }) => up)).toEqual([false]);
  });

  test('titles, and the files that a lab needs', () => {
    const { lab } = play(
      '- {node: a, type: "x\\ny"}\n- {node: a, press: ctrl-c}\n- {wait: 1.5s}\n- {link: a:eth0, state: down}',
    );
    expect(lab.steps.map(titleOf)).toEqual(['a: x / y', 'a: Ctrl-C', 'wait 1.5s', 'link a:eth0']);
    expect(configFilesOf(lab).map(({ path }) => path)).toEqual(['a.txt']);
  });
});
