import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const { askedFor, askingPart, holdBack, modulesOfPrompt } = await import(
  String(new URL('../console/bundle-parts.mjs', import.meta.url))
);

const importing = (...paths: readonly string[]) => ({
  format: 'esm',
  imports: paths.map((path) => ({ path, kind: path === 'later' ? 'require-call' : 'import-statement' })),
});
const INPUTS = {
  main: importing('prompt', 'later'),
  prompt: importing('time'),
  time: importing(),
  later: importing('time', 'more'),
  more: importing(),
};

test('what is evaluated on the way to a prompt, and what that imports at once, is the part of the prompt', () => {
  const needed = modulesOfPrompt(INPUTS, ['main', 'a function that is no module']);
  expect([...needed]).toEqual(['main', 'prompt', 'time']);
  expect(askedFor(INPUTS, needed, true)).toEqual(['time']);
  expect(askedFor(INPUTS, needed, false)).toEqual(['later']);
});

test('a module that is no ES module cannot be asked for by the other part', () => {
  const inputs = { ...INPUTS, later: { ...INPUTS.later, format: 'cjs' } };
  expect(() => askedFor(inputs, modulesOfPrompt(inputs, ['main']), false)).toThrow('main in one part');
});

test('what had better wait is told', () => {
  expect(() => holdBack(new Set(['node_modules/commander/index.js', 'packages/ip/dist/stack.js']))).not.toThrow();
  expect(() => holdBack(new Set(['node_modules/yaml/index.js']))).toThrow('wait for node_modules/yaml/index.js');
});

test.each([
  ['a=__toESM(require("part:x/y.js"));', 'a=part("x/y.js");'],
  ['a=__toESM(require("part:x/y.js"),1);', 'a=part("x/y.js");'],
  ['(a??=require("part:x.js"))', '(a??=part("x.js"))'],
  ['import("part:x.js")', 'Promise.resolve().then(()=>part("x.js"))'],
  ['__toESM(require("node:fs"))', '__toESM(require("node:fs"))'],
])('%s asks the other part', (code, asked) => {
  expect(askingPart(code)).toBe(asked);
});

/** Of Node, what a prompt at a pipe takes: each costs up to milliseconds. Run as users run it, on the built program. */
test('on the way to a prompt, Node loads neither sockets nor what starts programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rtemu-bundle-'));
  const [spy, list] = [join(folder, 'spy.cjs'), join(folder, 'list')];
  writeFileSync(
    spy,
    `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(list)}, process.moduleLoadList.join('\\n')));`,
  );
  const stdio: ['ignore', number, number] = [
    'ignore',
    openSync(join(folder, 'output'), 'w'),
    openSync(join(folder, 'error'), 'w'),
  ];
  execFileSync(process.execPath, ['-r', spy, 'console/bin/rtemu.cjs', 'console', '--model', 'RTX1210'], { stdio });
  for (const file of stdio.slice(1)) closeSync(Number(file));
  const loaded = readFileSync(list, 'utf8').split('\n');
  expect(readFileSync(join(folder, 'output'), 'utf8')).toContain('RTX1210 Rev.');
  rmSync(folder, { recursive: true });
  const dear = ['net', 'dgram', 'child_process', 'crypto', 'os'];
  expect(dear.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual([]);
});
