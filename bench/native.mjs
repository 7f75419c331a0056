/** Builds the C contestant, where there is a compiler. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCES = new URL('native/', import.meta.url);
const FOLDER = new URL('../.build/bench/', import.meta.url);
const PROGRAM = fileURLToPath(new URL('contestant', FOLDER));

/** Not -march=native: gcc 12 makes the unrolled key schedule three times slower with it. */
const FLAGS = ['-O3', '-Wall', '-Wextra'];
const COMPILERS = [process.env.CC, 'gcc', 'cc', 'clang'].filter(Boolean);

const writtenAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @returns {{ program: string } | { missing: string }} the path of the program, or a sentence that says why there is none. */
export function buildNative() {
  const newest = Math.max(...readdirSync(SOURCES).map((name) => writtenAt(new URL(name, SOURCES))));
  if (writtenAt(PROGRAM) > newest) return { program: PROGRAM };
  mkdirSync(FOLDER, { recursive: true });
  const source = fileURLToPath(new URL('contestant.c', SOURCES));
  for (const compiler of COMPILERS) {
    const run = spawnSync(compiler, [...FLAGS, '-o', PROGRAM, source], { encoding: 'utf8' });
    if (run.error?.code === 'ENOENT') continue;
    if (run.status !== 0) throw new Error(`${compiler} did not compile bench/native:\n${run.stderr}`);
    return { program: PROGRAM };
  }
  return { missing: 'There is no C compiler here (gcc, cc, clang or $CC), so nothing is compared with C.' };
}
