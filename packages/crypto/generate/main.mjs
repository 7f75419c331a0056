/**
 * Writes the ciphers of `src/mppe-engine.ts` into `src/generated`: a WebAssembly module, the same as TypeScript, and
 * the layout of the memory that they share. Does nothing when they are newer than what stands in this folder.
 */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { BOX_AT, CONTEXT, CONTEXT_OCTETS, CONTEXTS_AT } from './layout.mjs';
import { PROGRAM } from './program.mjs';
import { printTypescript } from './to-typescript.mjs';
import { printModule } from './to-wat.mjs';

const FROM = new URL('.', import.meta.url);
const TO = new URL('../src/generated/', import.meta.url);
const OUTPUTS = ['mppe-layout.ts', 'mppe-typescript.ts', 'mppe-wasm.ts'];

const HEAD = '// Written by packages/crypto/generate. Edit that, not this.\n';

const writtenAt = (url) => statSync(url, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function isFresh() {
  const inputs = readdirSync(FROM).map((name) => writtenAt(new URL(name, FROM)));
  return Math.min(...OUTPUTS.map((name) => writtenAt(new URL(name, TO)))) > Math.max(...inputs);
}

async function assemble(text) {
  const { default: load } = await import('wabt');
  const module = (await load()).parseWat('mppe.wat', text);
  module.validate();
  return Buffer.from(module.toBinary({}).buffer).toString('base64');
}

function layout() {
  const constants = { BOX_AT, CONTEXTS_AT, CONTEXT_OCTETS };
  return [
    ...Object.entries(constants).map(([name, value]) => `export const ${name} = ${value};`),
    `export const CONTEXT = ${JSON.stringify(CONTEXT)} as const;`,
    '',
  ].join('\n');
}

async function generate() {
  const module = await assemble(printModule(PROGRAM));
  mkdirSync(TO, { recursive: true });
  const texts = {
    'mppe-layout.ts': layout(),
    'mppe-typescript.ts': printTypescript(PROGRAM),
    'mppe-wasm.ts': `export const MODULE_BASE64 =\n  '${module}';\n`,
  };
  for (const name of OUTPUTS) writeFileSync(new URL(name, TO), HEAD + texts[name]);
}

if (!isFresh()) await generate();
