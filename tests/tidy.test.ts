import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** In the core, time, chance and the machine come in through arguments; each rule says what to use instead. */
const BANNED: ReadonlyArray<readonly [pattern: RegExp, instead: string]> = [
  [/\bDate\.now\(|\bnew Date\(|\bperformance\.now\(/, 'the `now` you were given'],
  [/\bMath\.random\(|\bgetRandomValues\(/, 'the `Random` you were given'],
  [/\bfrom 'node:|\brequire\(|\bimport\('node:/, 'an interface that console/ implements'],
  [/\bBuffer\b/, 'a Uint8Array'],
  [/\bset(?:Timeout|Interval|Immediate)\(|\bqueueMicrotask\(/, 'a TimerTable'],
  [/\basync\b|\bawait\b|\bnew Promise\b/, 'a value, and a poll method'],
  [/\bprocess\.|\bconsole\.(?:log|error|warn)\(/, 'a value handed to the driver'],
  [/\bcatch\s*[({]/, 'a value: a peer or an operator cannot make us throw'],
  [/^export \* from/m, 'named exports'],
  [/\bas any\b|: any\b|<any>/, 'a type'],
  [/^\s*(?:export )?(?:const )?enum\b/m, 'a union of literals'],
  [/\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/, 'the finished thing'],
];

const CORE = ['packages/*/src/*.ts', 'packages/*/src/**/*.ts', 'emulator/src/*.ts', 'emulator/src/**/*.ts'];

const tracked = (...globs: string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...globs], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

const isTest = (path: string): boolean => /\.(?:test|suite)\.ts$/.test(path);

/** Comments may speak of what the code must not do. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1');

function complaintsAbout(path: string, text: string): string[] {
  const code = withoutComments(text);
  return BANNED.flatMap(([pattern, instead]) => {
    const at = code.search(pattern);
    return at < 0 ? [] : [`${path}:${code.slice(0, at).split('\n').length}: ${pattern} is banned, use ${instead}`];
  });
}

test('the core has no clock, chance, host, promise or catch-all', () => {
  const files = [...new Set(tracked(...CORE))].filter((path) => !isTest(path) && !path.includes('/generated/'));
  expect(files.length).toBeGreaterThan(10);
  expect(files.flatMap((path) => complaintsAbout(path, readFileSync(path, 'utf8')))).toEqual([]);
});

test('the tidy test sees what it bans', () => {
  expect(complaintsAbout('x.ts', 'const a = 1;\nconst t = Date.now();')).toHaveLength(1);
  expect(complaintsAbout('x.ts', 'try {\n  a();\n} catch {\n}')).toHaveLength(1);
  expect(complaintsAbout('x.ts', 'a().catch(b)')).toHaveLength(1);
  expect(complaintsAbout('x.ts', '// Date.now() is banned\n/* await */')).toEqual([]);
  expect(complaintsAbout('x.ts', "const word = 'with-catch-phone';")).toEqual([]);
});

test('no test is switched off', () => {
  const switchedOff = /\b(?:test|it|describe)\.(?:skip|only|todo)\b|\bx(?:it|test|describe)\(/;
  const tests = tracked('*.test.ts', '*.suite.ts').filter((path) => path !== 'tests/tidy.test.ts');
  expect(tests.filter((path) => switchedOff.test(readFileSync(path, 'utf8')))).toEqual([]);
});

test('no source file outgrows its reader', () => {
  const LINES_MAX = 500; // about 400 is the aim; what is longer than this must be split
  const long = tracked('*.ts', '*.tsx', '*.mjs')
    .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > LINES_MAX);
  expect(long).toEqual([]);
});
