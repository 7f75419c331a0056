import { createContext, runInContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

/** Two routers with a cable between them, one of which pings the other: all that runs without a host. */
const PROGRAM = `
  import { commandLanguageOf } from '@rtemu/emulator/command-language-of';
  import { createDataPlane } from '@rtemu/emulator/data-plane';
  import { Router } from '@rtemu/emulator/router';
  import { World } from '@rtemu/lab/world';

  const plane = createDataPlane(PREFERRED);
  const world = new World(plane.arena, 1);
  const router = (name, startupConfig) => {
    const node = new Router(plane, world.random.fork(name), { name, language: commandLanguageOf('RTX830'), startupConfig });
    world.add(node);
    return node;
  };
  const one = router('one', 'console character en.ascii\\nip lan1 address 192.168.0.1/24');
  router('two', 'ip lan1 address 192.168.0.2/24');
  world.connect({ node: 'one', port: 'lan1' }, { node: 'two', port: 'lan1' });
  const session = one.openConsole(world.now);
  session.pollText();
  session.handleLine(world.now, 'ping -c 2 192.168.0.2');
  world.settle(one);
  let text = '';
  while (session.busy) {
    text += session.pollText() ?? '';
    world.run(world.now + 100000);
  }
  globalThis.result = plane.mppe.kind + '\\n' + text + (session.pollText() ?? '');
`;

const SOURCES = /^@rtemu\/(emulator|[a-z]+)\/(.+)$/;

async function bundle(preferred: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    define: { PREFERRED: JSON.stringify(preferred) },
    plugins: [
      {
        name: 'sources',
        setup({ onResolve }) {
          onResolve({ filter: SOURCES }, ({ path }) => {
            const [, folder, file] = SOURCES.exec(path)!;
            const root = folder === 'emulator' ? 'emulator' : `packages/${folder}`;
            return { path: `${process.cwd()}/${root}/src/${file}.ts` };
          });
        },
      },
    ],
  });
  return outputFiles[0]!.text;
}

test.each(['wasm', 'typescript'])(
  'the emulator runs where there is nothing but the language (%s)',
  async (preferred) => {
    const context = createContext(Object.create(null));
    runInContext(await bundle(preferred), context);
    const result = String(runInContext('globalThis.result', context));
    expect(result).toContain(preferred);
    expect(result).toContain('2 packets transmitted, 2 packets received, 0.0% packet loss');
  },
);

test('a context without WebAssembly falls back to TypeScript', async () => {
  const context = createContext(Object.create(null));
  runInContext('delete globalThis.WebAssembly', context);
  runInContext(await bundle('wasm'), context);
  expect(String(runInContext('globalThis.result', context))).toMatch(/^typescript\n/);
});
