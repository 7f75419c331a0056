import { InvariantError } from '@rtemu/engine/invariant';
import { EXIT, type Host } from './host.js';
import { lookoutDirectories } from './lookout/directory.js';
import { run } from './program.js';
import { wallClock } from './real-time.js';

export { run, wallClock };

let output: NodeJS.WriteStream | undefined;

function openOutput(): NodeJS.WriteStream {
  // Whoever reads our output may have seen enough: `rtemu models | head -3`.
  return process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.fine);
    throw error;
  });
}

/** The program, from the arguments after its name to the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const host: Host = {
    // Node makes a stream when it is asked for, which takes it milliseconds, and most commands never ask for all three.
    get input() {
      return process.stdin;
    },
    // A capture would have it as another kind of stream.
    get output() {
      return (output ??= openOutput());
    },
    get error() {
      return process.stderr;
    },
    clock: wallClock(),
    get lookouts() {
      return lookoutDirectories();
    },
  };
  try {
    return await run(args, host);
  } catch (error) {
    const what = error instanceof InvariantError ? error.message : String(error);
    process.stderr.write(`rtemu: a mistake of rtemu itself: ${what}\n${(error as Error).stack ?? ''}\n`);
    return EXIT.fault;
  }
}
