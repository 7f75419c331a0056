import { InvariantError } from '@rtemu/engine/invariant';
import { EXIT, type Host } from './host.js';
import { run } from './program.js';
import { wallClock } from './real-time.js';

const host: Host = { input: process.stdin, output: process.stdout, error: process.stderr, clock: wallClock() };

// Whoever reads our output may have seen enough: `rtemu models | head -3`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.fine);
  throw error;
});

try {
  process.exitCode = await run(process.argv.slice(2), host);
} catch (error) {
  const what = error instanceof InvariantError ? error.message : String(error);
  process.stderr.write(`rtemu: a mistake of rtemu itself: ${what}\n${(error as Error).stack ?? ''}\n`);
  process.exitCode = EXIT.fault;
}
