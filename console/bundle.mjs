/**
 * Puts the program into one file, `dist/bundle/rtemu.js`, and what V8 makes of it beside it, `rtemu.cache`.
 *
 * A prompt must not wait for what it does not need. Within the file, what a command imports when it is called is evaluated
 * then and not before; and thanks to the cache, functions that are not called are not even read. Chunks that are loaded on
 * demand were slower: each costs more to find and to load than its code does.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const BUNDLE = path('dist/bundle/rtemu.js');
const CACHE = path('dist/bundle/rtemu.cache');

/** Commander can start other programs, rtemu starts none: Node need not load what that takes. */
const withoutChildProcesses = {
  name: 'without child processes',
  setup(builder) {
    builder.onResolve({ filter: /^node:child_process$/ }, () => ({ path: 'none', namespace: 'none' }));
    builder.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

rmSync(path('dist/bundle'), { recursive: true, force: true });
await build({
  entryPoints: [path('dist/main.js')],
  outfile: BUNDLE,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  charset: 'ascii', // one octet a character: quicker to read
  banner: { js: '(function (require, module, exports) {' },
  footer: { js: '})' },
  plugins: [withoutChildProcesses],
  logLevel: 'warning',
});

/** Runs what most people run, so that the code which that takes is compiled, and keeps it. */
async function writeCache() {
  const script = new Script(readFileSync(BUNDLE, 'latin1'), { filename: BUNDLE });
  const module = { exports: {} };
  script.runInThisContext()(createRequire(BUNDLE), module, module.exports);
  const { run, wallClock } = module.exports;
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  const session = (input, args) =>
    run(args, { input: Readable.from(input), output: nowhere(), error: process.stderr, clock: wallClock() });
  const folder = mkdtempSync(join(tmpdir(), 'rtemu-bundle-'));
  const lab = join(folder, 'lab.yaml');
  writeFileSync(lab, 'name: x\ntopology: {nodes: {rt: {kind: router, model: RTX1210}}}\n');
  const lines = [Buffer.from('administrator\n\nshow config\nshow status pptp\n')];
  const codes = [await session(lines, ['console', '--model', 'RTX1210']), await session([], ['lab', 'up', lab])];
  rmSync(folder, { recursive: true });
  if (codes.some((code) => code !== 0)) throw new Error(`a first run of the bundle ended with ${codes}`);
  writeFileSync(CACHE, script.createCachedData());
}

await writeCache();
