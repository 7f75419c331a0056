#!/usr/bin/env node
/**
 * Starts the bundled program, of which there are two parts: what a prompt needs, and the rest, which is loaded when something
 * of it is asked for. The `.cache` files are what V8 made of each when it was bundled, for each kind of run; when one is
 * missing or another Node's, starting takes longer and nothing else changes. (CommonJS, since Node gets its loader of modules
 * ready only for those who have some: six milliseconds.)
 */
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const folder = join(__dirname, '../dist/bundle');
const CACHES = { console: 'console', lab: 'lab', replay: 'replay', diff: 'replay' };
const kind = CACHES[process.argv[2]] ?? 'other';

/** What a part of the program exports. It asks `part` for the modules of the other. */
function evaluate(name, part) {
  const filename = join(folder, `${name}.js`);
  const cache = join(folder, `${name}.${kind}.cache`);
  const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(require, module, module.exports, part);
  return module.exports;
}

if (!existsSync(join(folder, 'prompt.js'))) {
  process.stderr.write('rtemu: the program is not built yet; npm run build does it\n');
  process.exit(2);
}
let rest;
const program = evaluate('prompt', (module) => (rest ??= evaluate('rest', program.modules)).modules(module));
program.main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
