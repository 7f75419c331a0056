/**
 * Real clients at the doors of one router, in real time: not part of `npm test`.
 *
 *     npm run test:clients
 *
 * Exit code 0 fine (also when something was skipped), 1 a client did not get what it expected, 77 nothing could run here.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EXIT = { fine: 0, failed: 1, skipped: 77 };
const SECONDS_MAX = 60;
const here = (name) => new URL(name, import.meta.url).pathname;
const has = (program) => spawnSync('which', [program]).status === 0;
/** Debian's, which has Debian's modules. */
const PYTHON = '/usr/bin/python3';
const hasModule = (module) => spawnSync(PYTHON, ['-c', `import ${module}`]).status === 0;

/** OpenSSH must neither know this router nor keep it in mind. */
const SSH_OPTIONS = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'].flatMap((option) => [
  '-o',
  option,
]);

const CASES = [
  {
    name: 'inetutils telnet: a whole session',
    needs: ['expect', 'telnet'],
    run: ({ telnet }) => ['expect', [here('session.expect'), 'telnet', String(telnet)]],
  },
  {
    name: 'OpenSSH, password: a whole session',
    needs: ['expect', 'ssh'],
    run: ({ ssh }) => [
      'expect',
      [here('session.expect'), 'ssh', String(ssh), ...SSH_OPTIONS, '-o', 'PreferredAuthentications=password'],
    ],
  },
  {
    name: 'OpenSSH, keyboard-interactive: a whole session',
    needs: ['expect', 'ssh'],
    run: ({ ssh }) => [
      'expect',
      [
        here('session.expect'),
        'ssh',
        String(ssh),
        ...SSH_OPTIONS,
        '-o',
        'PreferredAuthentications=keyboard-interactive',
      ],
    ],
  },
  {
    name: 'OpenSSH: a command without a shell is refused, as on the device',
    needs: ['expect', 'ssh'],
    run: ({ ssh }) => ['expect', [here('exec.expect'), String(ssh), ...SSH_OPTIONS]],
  },
];

for (const way of ['ssh', 'telnet'])
  CASES.push({
    name: `Netmiko over ${way}: enable, configure, leave with N`,
    needs: [PYTHON],
    modules: ['netmiko'],
    run: (ports) => [PYTHON, [here('netmiko_session.py'), way, String(ports[way])]],
  });

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** `rtemu console` with its doors open; ends with {@link stop}. */
async function startRouter() {
  const state = mkdtempSync(join(tmpdir(), 'rtemu-clients-'));
  const ports = { telnet: await freePort(), ssh: await freePort() };
  const options = ['--telnet', String(ports.telnet), '--ssh', String(ports.ssh), '--state', state];
  const router = spawn(
    process.execPath,
    [here('../../console/bin/rtemu.cjs'), 'console', '--model', 'RTX1210', here('router.txt'), ...options],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let told = '';
  await new Promise((resolve, reject) => {
    router.stderr.on('data', (chunk) => {
      told += chunk;
      if (told.includes(`127.0.0.1:${ports.ssh}`)) resolve();
    });
    router.once('exit', () => reject(new Error(`rtemu ended: ${told}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      router.removeAllListeners('exit').once('exit', resolve).kill('SIGTERM');
    }).then(() => rmSync(state, { recursive: true, force: true }));
  return { ports, stop };
}

function play([program, args]) {
  return new Promise((resolve) => {
    let output = '';
    const client = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: SECONDS_MAX * 1000 });
    for (const stream of [client.stdout, client.stderr]) stream.on('data', (chunk) => (output += chunk));
    client.once('close', (code) => resolve({ passed: code === 0, output }));
  });
}

const verdicts = new Set();
for (const { name, needs, modules = [], run } of CASES) {
  const missing = [...needs.filter((program) => !has(program)), ...modules.filter((module) => !hasModule(module))];
  if (missing.length > 0) {
    console.log(`SKIPPED  ${name}  ${missing.join(' and ')} not installed`);
    continue;
  }
  const began = performance.now();
  const router = await startRouter();
  const { passed, output } = await play(run(router.ports));
  await router.stop();
  verdicts.add(passed);
  console.log(`${passed ? 'ok' : 'FAILED'}  ${name}  ${((performance.now() - began) / 1000).toFixed(1)}s`);
  if (!passed) console.log(`  ${output.trim().replaceAll('\r', '').split('\n').join('\n  ')}`);
}
process.exitCode = verdicts.has(false) ? EXIT.failed : verdicts.has(true) ? EXIT.fine : EXIT.skipped;
