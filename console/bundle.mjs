/**
 * Puts the program into one file, `dist/bundle/rtemu.js`, and what V8 makes of it beside it: `console.cache`, the code that
 * a prompt takes, and `lab.cache`, the code that a lab takes besides, for which a prompt need not wait.
 *
 * A prompt must not wait for what it does not need. Within the file, what a command imports when it is called is evaluated
 * then and not before; and thanks to the cache, functions that are not called are not even read. Chunks that are loaded on
 * demand were slower: each costs more to find and to load than its code does. Only the manual's chapters of commands that are
 * known and not emulated stand apart, in `chapters.cjs`: they are long, and most sessions have no use for them.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const BUNDLE = path('dist/bundle/rtemu.js');

/** Commander can start other programs, rtemu starts none: Node need not load what that takes. */
const withoutChildProcesses = {
  name: 'without child processes',
  setup(builder) {
    builder.onResolve({ filter: /^node:child_process$/ }, () => ({ path: 'none', namespace: 'none' }));
    builder.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

const CHAPTERS = path('dist/bundle/chapters.cjs');
/** As the program asks for it, which is `bin/rtemu.cjs` to its `require`. */
const CHAPTERS_FROM_BIN = '../dist/bundle/chapters.cjs';
const chapterFiles = [];

/** In the place of each chapter, functions that fetch it when they are called. */
const chaptersApart = {
  name: 'chapters apart',
  setup(builder) {
    builder.onLoad({ filter: /commands[\\/]dist[\\/]manual[\\/](?:chapter-\d|older-).*\.js$/ }, ({ path: file }) => {
      const names = [...readFileSync(file, 'utf8').matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
      chapterFiles.push(file);
      const fetched = names.map((name) => `export const ${name} = () => require('${CHAPTERS_FROM_BIN}').${name}();`);
      return { contents: fetched.join('\n'), loader: 'js' };
    });
    builder.onResolve({ filter: /^\.\.\/dist\/bundle\/chapters\.cjs$/ }, ({ path: same }) => ({
      path: same,
      external: true,
    }));
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
  define: { 'import.meta.url': 'process.execPath' }, // libraries make a `require` of it: any absolute path will do
  footer: { js: '})' },
  plugins: [withoutChildProcesses, chaptersApart],
  logLevel: 'warning',
});
await build({
  stdin: {
    contents: chapterFiles.map((file) => `export * from ${JSON.stringify(file)};`).join('\n'),
    resolveDir: path('.'),
  },
  outfile: CHAPTERS,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  logLevel: 'warning',
});

/** Runs `lines` in a program of its own, so that the code which that takes is compiled, and keeps it. */
async function writeCache(name, ...lines) {
  const script = new Script(readFileSync(BUNDLE, 'latin1'), { filename: BUNDLE });
  const module = { exports: {} };
  script.runInThisContext()(createRequire(path('bin/rtemu.cjs')), module, module.exports);
  const { run, wallClock } = module.exports;
  for (const { args, input = [] } of lines) {
    const output = new Writable({ write: (_chunk, _encoding, done) => done() });
    const streams = {
      input: Readable.from(input.map((line) => Buffer.from(`${line}\n`))),
      output,
      error: process.stderr,
    };
    const code = await run(args, { ...streams, clock: wallClock() });
    if (code !== 0) throw new Error(`a first run of ${args.join(' ')} ended with ${code}`);
  }
  writeFileSync(path(`dist/bundle/${name}.cache`), script.createCachedData());
}

const LAB = path('../fixtures/labs/remote-access/lab.yaml');
const ADMINISTRATOR = ['administrator', '', 'show config', 'show status pptp'];
await writeCache('console', { args: ['console', '--model', 'RTX1210'], input: ADMINISTRATOR });
await writeCache('lab', { args: ['lab', 'run', LAB] }, { args: ['lab', 'up', LAB], input: ADMINISTRATOR });
