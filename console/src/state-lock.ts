/**
 * One program at a time in a state directory: two would save over each other's configurations.
 * @module
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Unusable } from './host.js';

const LOCK_FILE = 'in-use.txt';

/** `4711 at desk since 8640`: a process, its machine, and when it began, where the machine tells it. */
const HOLDER = /^(\d+) at (\S+) since (\S+)\n$/;

/** When a process began, in the kernel's ticks: a number given to another process later does not look like the first. */
function beginningOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
    return fields[19] ?? '-'; // the 22nd of all, see proc(5)
  } catch {
    return '-';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Why a lock still holds, or `undefined` when whoever took it is gone: a program that is killed leaves it behind. */
function holderOf(written: string): string | undefined {
  const [, pid, host, since] = HOLDER.exec(written) ?? [];
  if (pid === undefined) return undefined;
  if (host !== hostname()) return `process ${pid} of ${host}`;
  const isThere = isRunning(Number(pid)) && beginningOf(Number(pid)) === since;
  return isThere ? `process ${pid}` : undefined;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

/**
 * Takes a directory for this process.
 * @returns what gives it back
 * @throws Unusable when another has it; other errors are those of writing there
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, LOCK_FILE);
  const draft = `${path}.${process.pid}`;
  const own = `${process.pid} at ${hostname()} since ${beginningOf(process.pid)}\n`;
  writeFileSync(draft, own);
  try {
    while (!put(draft, path)) {
      const written = read(path);
      if (written === undefined) continue; // it has just been given back
      const holder = holderOf(written);
      if (holder !== undefined)
        throw new Unusable(
          `${directory} is in use by another rtemu, ${holder}; end that one, or use another directory` +
            ` (if it is long gone, remove ${path})`,
        );
      moveAside(path, `${draft}.left`);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (read(path) === own) rmSync(path, { force: true });
  };
}

/** Of several that find the same lock left behind one moves it, and the others find it gone. */
function moveAside(path: string, to: string): void {
  try {
    renameSync(path, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  rmSync(to, { force: true });
}

/** Puts the draft in its place, whole, unless there is one. */
function put(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
  }
  try {
    writeFileSync(path, readFileSync(draft), { flag: 'wx' }); // a file system without links
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
