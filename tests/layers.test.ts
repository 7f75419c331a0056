import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const PACKAGES = [
  'engine',
  'wire',
  'crypto',
  'ip',
  'ppp',
  'pptp',
  'line',
  'service',
  'config',
  'models',
  'commands',
  'hosts',
  'lab',
] as const;
const EVERYTHING = [...PACKAGES, 'emulator'] as const;

/** Who may import whom: the table of ARCHITECTURE.md. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  wire: [],
  crypto: [],
  ip: ['engine', 'wire'],
  ppp: ['engine', 'wire', 'crypto'],
  pptp: ['engine', 'wire'],
  line: ['engine', 'wire'],
  service: ['engine', 'wire'],
  config: ['wire'],
  models: [],
  commands: ['config', 'models'],
  hosts: ['engine', 'wire', 'crypto', 'ip', 'ppp', 'pptp', 'line', 'service'],
  lab: ['engine', 'wire'],
  emulator: PACKAGES,
  console: EVERYTHING,
};

const folderOf = (name: string): string => (name === 'emulator' || name === 'console' ? name : `packages/${name}`);

const sources = (name: string): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', `${folderOf(name)}/src`], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => /\.tsx?$/.test(path) && !/\.(?:test|suite)\.ts$/.test(path));

for (const [name, allowed] of Object.entries(LAYERS)) {
  test(`${name} declares only what its layer may import`, () => {
    const manifest = JSON.parse(readFileSync(`${folderOf(name)}/package.json`, 'utf8'));
    const declared = Object.keys(manifest.dependencies ?? {}).filter((dependency) => dependency.startsWith('@rtemu/'));
    const referenced = (JSON.parse(readFileSync(`${folderOf(name)}/tsconfig.json`, 'utf8')).references ?? []).map(
      ({ path }: { path: string }) => path.split('/').pop(),
    );
    expect(declared.filter((dependency) => !allowed.includes(dependency.slice('@rtemu/'.length)))).toEqual([]);
    expect(declared.map((dependency) => dependency.slice('@rtemu/'.length)).sort()).toEqual(referenced.sort());
  });

  test(`${name} imports only what it declares`, () => {
    const manifest = JSON.parse(readFileSync(`${folderOf(name)}/package.json`, 'utf8'));
    // What only the compiler reads is declared by its types.
    const types = Object.keys(manifest.devDependencies ?? {}).map((dependency) => dependency.replace(/^@types\//, ''));
    const declared = new Set([...Object.keys(manifest.dependencies ?? {}), ...types]);
    const undeclared = sources(name).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'([^'.][^']*)'/g)]
        .map(([, specifier]) => specifier!)
        .filter((specifier) => !specifier.startsWith('node:'))
        .map((specifier) =>
          specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/'),
        )
        .filter((dependency) => !declared.has(dependency))
        .map((dependency) => `${path}: ${dependency}`),
    );
    expect(undeclared).toEqual([]);
  });
}
