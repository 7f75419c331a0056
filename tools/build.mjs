/**
 * Builds everything, in order: the generated MPPE ciphers, the TypeScript projects, the bundle of the program.
 * Each step skips itself when its outputs are newer than its inputs.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const STEPS = [
  { name: 'generate', args: ['packages/crypto/generate/main.mjs'] },
  { name: 'compile', args: ['node_modules/typescript/bin/tsc', '-b'] },
  { name: 'bundle', args: ['console/bundle.mjs'], unless: () => newest(OUTPUT) > Math.max(...INPUTS.map(newest)) },
];
const BUNDLERS = ['console/bundle.mjs', 'console/bundle-deferred.mjs', 'console/bundle-parts.mjs'];
const OUTPUT = 'console/dist/bundle';
const INPUTS = ['console/dist', ...BUNDLERS, 'emulator/dist', 'packages', 'package-lock.json'];

/** When the newest file below a path was written; 0 when there is none. */
function newest(path) {
  if (path.endsWith('/src') || path.endsWith('/generate')) return 0;
  const stat = statSync(`${root}${path}`, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return path.endsWith('.js') || path.endsWith('.mjs') ? stat.mtimeMs : 0;
  if (path !== OUTPUT && path.startsWith(OUTPUT)) return 0;
  return Math.max(
    0,
    ...readdirSync(`${root}${path}`)
      .map((name) => `${path}/${name}`)
      .filter((child) => path === OUTPUT || child !== OUTPUT)
      .map(newest),
  );
}

/** Returns the exit code of the first step that fails, 0 when none does. */
export function build() {
  for (const { name, args, unless } of STEPS) {
    if (unless?.()) continue;
    const step = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
    if (step.status !== 0) {
      process.stderr.write(`build: the step "${name}" failed\n`);
      return step.status ?? 1;
    }
  }
  return 0;
}
