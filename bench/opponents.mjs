/** Contestants as the contest sees them, whatever they are made of: `check`, `time` and `close`. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CONTESTANT = fileURLToPath(new URL('contestant.mjs', import.meta.url));

/** A process that answers lines. */
class Answering {
  #process;
  #lines;

  constructor(command, args, nameOf) {
    this.nameOf = nameOf;
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  check(scenario) {
    return this.#ask(`check ${this.nameOf(scenario)}`);
  }

  async time(scenario, count) {
    return Number(await this.#ask(`run ${this.nameOf(scenario)} ${count}`));
  }

  close() {
    this.#process.stdin.end();
  }

  /** A process that died answers nothing, which must not pass for a quick one. */
  async #ask(line) {
    this.#process.stdin.write(`${line}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`no answer to "${line}" from ${this.#process.spawnargs.join(' ')}`);
    return value;
  }
}

/** A command that is run from start to end; its time is wall time, since what is asked is how long one waits. */
class WholeRun {
  constructor(commandOf) {
    this.commandOf = commandOf;
  }

  check(scenario) {
    this.#run(scenario);
    return undefined;
  }

  time(scenario, count) {
    const before = process.hrtime.bigint();
    for (let i = 0; i < count; i++) this.#run(scenario);
    return Number(process.hrtime.bigint() - before);
  }

  close() {}

  #run(scenario) {
    const [command, ...args] = this.commandOf(scenario);
    const run = spawnSync(command, args, { input: '' });
    if (run.status !== 0 || run.stdout.length === 0) throw new Error(`${command} ${args.join(' ')} printed nothing`);
  }
}

/** Starts a contestant afresh. */
export function start(suite, name, native) {
  const { native: nameOf, command } = suite.contestants[name];
  if (command) return new WholeRun(command);
  if (nameOf) return new Answering(native.program, [], nameOf);
  return new Answering(
    process.execPath,
    [...(suite.nodeFlags ?? []), CONTESTANT, suite.file, name],
    (scenario) => scenario,
  );
}
