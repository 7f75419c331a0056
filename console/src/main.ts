import { InvariantError } from '@rtemu/engine/invariant';
import { EXIT, type Host } from './host.js';
import { run } from './program.js';
import { wallClock } from './real-time.js';

export { run, wallClock };

/** The program, from the arguments after its name to the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const { stdout, stderr } = process;
  // Whoever reads our output may have seen enough: `rtemu models | head -3`.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.fine);
    throw error;
  });
  const host: Host = {
    // Node makes the stream when it is asked for, which takes it milliseconds, and most commands never ask.
    get input() {
      return process.stdin;
    },
    output: stdout,
    error: stderr,
    clock: wallClock(),
  };
  try {
    return await run(args, host);
  } catch (error) {
    const what = error instanceof InvariantError ? error.message : String(error);
    stderr.write(`rtemu: a mistake of rtemu itself: ${what}\n${(error as Error).stack ?? ''}\n`);
    return EXIT.fault;
  }
}
