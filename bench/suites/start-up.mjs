const NODE = process.execPath;
const HELLO = [NODE, '--input-type=module', '-e', "process.stdout.write('hello\\n')"];

export default {
  name: 'start-up',
  about: 'a process from start to end, by wall time: bare Node, and the program to its first prompt and out again.',
  cases: ['prompt'],
  baseline: 'hello',
  contestants: {
    hello: { command: () => HELLO },
    console: { command: () => [NODE, 'console/bin/rtemu.cjs', 'console', '--model', 'RTX1210'] },
    lab: { command: () => [NODE, 'console/bin/rtemu.cjs', 'lab', 'run', 'fixtures/labs/remote-access/lab.yaml'] },
  },
};
