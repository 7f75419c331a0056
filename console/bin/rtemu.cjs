#!/usr/bin/env node
/**
 * Starts the bundled program. The `.cache` files are what V8 made of it when it was bundled, for each kind of run; when
 * one is missing or another Node's, starting takes longer and nothing else changes. (CommonJS, since Node gets its loader of
 * modules ready only for those who have some: six milliseconds.)
 */
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const folder = join(__dirname, '../dist/bundle');
const bundle = join(folder, 'rtemu.js');
const CACHES = { console: 'console', lab: 'lab', replay: 'replay', diff: 'replay' };
const cache = join(folder, `${CACHES[process.argv[2]] ?? 'other'}.cache`);

if (!existsSync(bundle)) {
  process.stderr.write('rtemu: the program is not built yet; npm run build does it\n');
  process.exit(2);
}
const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const script = new Script(readFileSync(bundle, 'latin1'), { filename: bundle, cachedData });
const program = { exports: {} };
script.runInThisContext()(require, program, program.exports);
program.exports.main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
