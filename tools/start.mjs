/** `npm start`: ready the checkout, then open the console of RT-A in the running remote-access lab. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

const setup = spawnSync(process.execPath, [path('tools/setup.mjs')], { stdio: ['ignore', 2, 2] });
if (setup.status !== 0) process.exit(setup.status ?? 1);

const lab = path('fixtures/labs/remote-access/lab.yaml');
const program = spawnSync(
  process.execPath,
  [path('console/bin/rtemu.cjs'), 'lab', 'up', lab, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
process.exit(program.status ?? 1);
