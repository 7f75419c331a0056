/**
 * Makes a fresh checkout ready: installs what the lock file says when that has changed, then builds. A second run costs
 * under a second. Speaks on stderr only, so that `npm start` leaves stdout to the console.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from './build.mjs';

const root = new URL('..', import.meta.url);
const STAMP = new URL('node_modules/.installed', root);

const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(new URL('package-lock.json', root)))
    .digest('hex');

function installed() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockDigest();
}

function install() {
  process.stderr.write('Installing packages (once, up to a minute) ...\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    process.stderr.write('npm ci failed: the registry must be reachable for the first start.\n');
    process.exit(npm.status ?? 1);
  }
  writeFileSync(STAMP, lockDigest());
}

if (!installed()) install();
process.exit(build());
