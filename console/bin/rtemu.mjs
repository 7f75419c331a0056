#!/usr/bin/env node
/**
 * Starts the bundled program. The `.cache` files are what V8 made of it when it was bundled, for a prompt and for a lab; when
 * one is missing or another Node's, starting takes longer and nothing else changes. (Node's modules are asked for in the way that loads nothing besides.)
 */
const { existsSync, readFileSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { fileURLToPath } = process.getBuiltinModule('node:url');
const { Script } = process.getBuiltinModule('node:vm');

const bundle = fileURLToPath(new URL('../dist/bundle/rtemu.js', import.meta.url));
const purpose = process.argv[2] === 'lab' ? 'lab' : 'console';
const cache = fileURLToPath(new URL(`../dist/bundle/${purpose}.cache`, import.meta.url));

if (!existsSync(bundle)) {
  process.stderr.write('rtemu: the program is not built yet; npm run build does it\n');
  process.exit(2);
}
const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const script = new Script(readFileSync(bundle, 'latin1'), { filename: bundle, cachedData });
const module = { exports: {} };
script.runInThisContext()(createRequire(bundle), module, module.exports);
process.exitCode = await module.exports.main(process.argv.slice(2));
