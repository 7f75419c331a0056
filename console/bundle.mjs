/**
 * Puts the program into two files, `dist/bundle/prompt.js` and `rest.js` (what is in which, and why, tells bundle-parts.mjs),
 * and beside each what V8 makes of it, in a file for each kind of run: `prompt.console.cache` is the code that a prompt takes,
 * `lab` is what a lab does, `replay` what reading configurations does, and `other` the little that all else begins with.
 * Nobody waits for more than that.
 *
 * A prompt must not wait for what it does not need. Within a file, what a command imports when it is called is evaluated then
 * and not before; and thanks to the cache, functions that are not called are not even read. More than two parts were slower:
 * each costs something to find and to load. Only the manual's chapters of commands that are known and not emulated stand
 * apart, in `chapters.cjs`: they are long, and most sessions have no use for them; and so does what draws the screen of a
 * running lab, in `face.mjs`.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { deferredImports } from './bundle-deferred.mjs';
import {
  askedFor,
  askingPart,
  BANNER,
  elsewhere,
  evaluatedDuring,
  FOOTER,
  handingOut,
  holdBack,
  modulesOfPrompt,
} from './bundle-parts.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const ROOT = path('..').replace(/[\\/]$/, '');
const PROMPT = path('dist/bundle/prompt.js');
const REST = path('dist/bundle/rest.js');
const WHOLE = path('dist/bundle/whole.js');

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
const MANUAL = path('../packages/commands/dist/manual');
const chapterFiles = readdirSync(MANUAL).filter((name) => /^(?:chapter-\d|older-).*\.js$/.test(name));

/** In the place of the chapters, one module of functions that fetch them when they are called. */
const chaptersApart = {
  name: 'chapters apart',
  setup(builder) {
    builder.onResolve({ filter: /^\.\/(?:chapter-\d|older-).*\.js$/ }, ({ resolveDir }) =>
      relative(MANUAL, resolveDir) === '' ? { path: 'chapters', namespace: 'chapters' } : undefined,
    );
    builder.onLoad({ filter: /^chapters$/, namespace: 'chapters' }, () => {
      const text = chapterFiles.map((name) => readFileSync(join(MANUAL, name), 'utf8')).join('\n');
      const names = [...text.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
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

/** What all builds of the program's own code have in common. */
const PROGRAM = {
  absWorkingDir: ROOT, // it names the modules from there
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  charset: 'ascii', // one octet a character: quicker to read
  minifyWhitespace: true, // which is a third of it; the names stay, for what a fault prints
  lineLimit: 120,
  banner: { js: BANNER },
  footer: { js: FOOTER },
  define: { 'import.meta.url': 'process.execPath' }, // libraries make a `require` of it: any absolute path will do
  external: ['ssh2'], // it looks for native parts beside itself, and hardly anybody has use for it
  logLevel: 'warning',
};
const PLUGINS = [withoutChildProcesses, chaptersApart, faceApart, deferredImports];

/** The whole program in one, to see what a prompt takes of it. @returns esbuild's account of its modules */
async function writeWhole() {
  const { metafile } = await build({
    ...PROGRAM,
    entryPoints: [path('dist/main.js')],
    outfile: WHOLE,
    plugins: PLUGINS,
    metafile: true,
  });
  return metafile.inputs;
}

async function writePart(file, contents, isHere) {
  const { outputFiles } = await build({
    ...PROGRAM,
    stdin: { contents, resolveDir: ROOT },
    outfile: file,
    plugins: [...PLUGINS, elsewhere(ROOT, isHere)],
    write: false,
  });
  const text = askingPart(outputFiles[0].text);
  refuseWide(file, text);
  writeFileSync(file, text);
}

/** esbuild writes everything in ASCII but what stands in a regular expression; and the program is read as one octet a character. */
function refuseWide(file, text) {
  const [found] = /.{0,40}[^\0-\x7f].{0,20}/.exec(text) ?? [];
  if (found !== undefined)
    throw new Error(`${file} would not be read as it is written; escape it in the source: ${found}`);
}

async function writeParts() {
  const inputs = await writeWhole();
  const needed = modulesOfPrompt(inputs, ['console/dist/main.js', ...JSON.parse(inProcessOfItsOwn('needed'))]);
  holdBack(needed);
  const isOfPrompt = (module) => needed.has(module);
  const main = `export * from ${JSON.stringify(path('dist/main.js'))};`;
  await writePart(PROMPT, `${main}\n${handingOut(askedFor(inputs, needed, true), ROOT)}`, isOfPrompt);
  await writePart(REST, handingOut(askedFor(inputs, needed, false), ROOT), (module) => !isOfPrompt(module));
  rmSync(WHOLE);
}

async function writeBundles() {
  rmSync(path('dist/bundle'), { recursive: true, force: true });
  await writeParts();
  await build({
    stdin: {
      contents: chapterFiles.map((name) => `export * from './${name}';`).join('\n'),
      resolveDir: MANUAL,
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

/** Runs `lines` in a program. */
async function runLines({ run, wallClock }, lines) {
  for (const { args, input = [], isTTY = false } of lines) {
    const streams = {
      input: Object.assign(Readable.from(input.map((line) => Buffer.from(`${line}\n`))), { isTTY }),
      output: Object.assign(new Writable({ write: (_chunk, _encoding, done) => done() }), { isTTY }),
      error: process.stderr,
    };
    const code = await run(args, { ...streams, clock: wallClock() });
    if (code !== 0) throw new Error(`a first run of ${args.join(' ')} ended with ${code}`);
  }
}

/** What a script of the program exports, evaluated as `bin/rtemu.cjs` does it. */
function evaluated(script, part) {
  const module = { exports: {} };
  script.runInThisContext()(createRequire(path('bin/rtemu.cjs')), module, module.exports, part);
  return module.exports;
}

/** What the way to a prompt evaluates, for who asked for a process of its own. */
async function tellNeeded() {
  const script = new Script(readFileSync(WHOLE, 'latin1'), { filename: WHOLE });
  const names = await evaluatedDuring(async () => {
    await runLines(evaluated(script), [
      ...RUNS.other,
      ...RUNS.replay,
      ...RUNS.console.map((each) => ({ ...each, input: each.isTTY ? [LEAVE] : [] })),
    ]);
  });
  process.stdout.write(JSON.stringify(names));
}

/** Keeps the code that `lines` take, of both parts. */
async function writeCaches(name, lines) {
  const scripts = [];
  const evaluate = (file, part) => {
    const script = new Script(readFileSync(file, 'latin1'), { filename: file });
    scripts.push({ file, script });
    return evaluated(script, part);
  };
  let rest;
  const program = evaluate(PROMPT, (module) => (rest ??= evaluate(REST, program.modules)).modules(module));
  await runLines(program, lines);
  for (const { file, script } of scripts)
    writeFileSync(file.replace(/\.js$/, `.${name}.cache`), script.createCachedData());
}

const LAB = path('../fixtures/labs/remote-access/lab.yaml');
const CONFIG = path('../fixtures/labs/remote-access/rt-a.txt');
const ADMINISTRATOR = ['administrator', '', 'show config', 'show status pptp'];
const LEAVE = '\x1d';
/** By the name of the cache, what is run for it. */
const RUNS = {
  other: [{ args: ['--help'] }, { args: ['models'] }],
  replay: [{ args: ['replay', CONFIG, '--model', 'RTX1210'] }],
  console: [
    { args: ['console', '--model', 'RTX1210'], input: ADMINISTRATOR },
    { args: ['console', '--model', 'RTX1210'], input: [LEAVE], isTTY: true },
  ],
  lab: [{ args: ['lab', 'run', LAB] }, { args: ['lab', 'up', LAB], input: ADMINISTRATOR }],
};

/**
 * Runs this file in another process, since V8 knows a script again: what was compiled of it for one purpose would be there
 * for the next.
 */
function inProcessOfItsOwn(purpose) {
  const { status, stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), purpose], {
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) process.exit(status ?? 1);
  return stdout.toString();
}

const [, , purpose] = process.argv;
if (purpose === 'needed') await tellNeeded();
else if (purpose !== undefined) await writeCaches(purpose, RUNS[purpose]);
else {
  await writeBundles();
  for (const name of Object.keys(RUNS)) inProcessOfItsOwn(name);
}
