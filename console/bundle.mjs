/**
 * Puts the program into one file, `dist/bundle/rtemu.js`, and what V8 makes of it beside it, in a file for each kind of run:
 * `console.cache` is the code that a prompt takes, `lab.cache` what a lab does, `replay.cache` what reading configurations
 * does, and `other.cache` the little that all else begins with. Nobody waits for more than that.
 *
 * A prompt must not wait for what it does not need. Within the file, what a command imports when it is called is evaluated
 * then and not before; and thanks to the cache, functions that are not called are not even read. Chunks that are loaded on
 * demand were slower: each costs more to find and to load than its code does. Only the manual's chapters of commands that are
 * known and not emulated stand apart, in `chapters.cjs`: they are long, and most sessions have no use for them; and so does
 * what draws the screen of a running lab, in `face.mjs`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { deferredImports } from './bundle-deferred.mjs';

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

const FACE = path('dist/bundle/face.mjs');
const FACE_LOADER = path('dist/bundle/load-face.cjs');
const FACE_LOADER_FROM_BIN = '../dist/bundle/load-face.cjs';

/** Ink is a module that awaits while it is loaded: only an `import()` fetches it, and a script in a machine of its own has none. */
const faceApart = {
  name: 'face apart',
  setup(builder) {
    builder.onLoad({ filter: /screen[\\/]load-face\.js$/ }, () => ({
      contents: `export const loadFace = () => require('${FACE_LOADER_FROM_BIN}')();`,
      loader: 'js',
    }));
    builder.onResolve({ filter: /^\.\.\/dist\/bundle\/load-face\.cjs$/ }, ({ path: same }) => ({
      path: same,
      external: true,
    }));
  },
};

/** Ink would fetch these for who develops with it. */
const withoutDevtools = {
  name: 'without devtools',
  setup(builder) {
    builder.onResolve({ filter: /^(?:react-devtools-core|ws)$/ }, () => ({ path: 'none', namespace: 'none' }));
    builder.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'export default {};', loader: 'js' }));
  },
};

async function writeFace() {
  await build({
    entryPoints: [path('dist/screen/face.js')],
    outfile: FACE,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'ascii',
    minifyWhitespace: true,
    lineLimit: 120,
    define: { 'process.env.NODE_ENV': '"production"' }, // the other React is slow, and keeps what it measures
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [withoutDevtools],
    logLevel: 'warning',
  });
  writeFileSync(FACE_LOADER, "module.exports = async () => (await import('./face.mjs')).face;\n");
}

async function writeBundles() {
  rmSync(path('dist/bundle'), { recursive: true, force: true });
  await build({
    entryPoints: [path('dist/main.js')],
    outfile: BUNDLE,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    charset: 'ascii', // one octet a character: quicker to read
    minifyWhitespace: true, // which is a third of it; the names stay, for what a fault prints
    lineLimit: 120,
    banner: { js: '(function (require, module, exports) {' },
    define: { 'import.meta.url': 'process.execPath' }, // libraries make a `require` of it: any absolute path will do
    footer: { js: '})' },
    plugins: [withoutChildProcesses, chaptersApart, faceApart, deferredImports],
    external: ['ssh2'], // it looks for native parts beside itself, and hardly anybody has use for it
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
  await writeFace();
}

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
const CONFIG = path('../fixtures/labs/remote-access/rt-a.txt');
const ADMINISTRATOR = ['administrator', '', 'show config', 'show status pptp'];
/** By the name of the cache, what is run for it. */
const RUNS = {
  other: [{ args: ['--help'] }, { args: ['models'] }],
  replay: [{ args: ['replay', CONFIG, '--model', 'RTX1210'] }],
  console: [{ args: ['console', '--model', 'RTX1210'], input: ADMINISTRATOR }],
  lab: [{ args: ['lab', 'run', LAB] }, { args: ['lab', 'up', LAB], input: ADMINISTRATOR }],
};

const [, , cache] = process.argv;
if (cache !== undefined) await writeCache(cache, ...RUNS[cache]);
else {
  await writeBundles();
  // Each in a process of its own: V8 knows a script again, and what was compiled of it for the one would be in the other.
  for (const name of Object.keys(RUNS)) {
    const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}
