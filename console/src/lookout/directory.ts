/**
 * Where the sockets of running labs lie: `PROCESS-TIME.sock` in a directory that is nobody else's.
 * @module
 */
import { lstatSync, mkdirSync, readdirSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ONLY_OURS = 0o700;
const OTHERS = 0o077;
const SOCKET_NAME = /^(\d+)-[0-9a-z]+\.sock$/;

/**
 * The directories to look in, the best one first. A lab and who looks for it may have been started with different
 * environments, so there are two. None where there are no Unix sockets.
 */
export function lookoutDirectories(): string[] {
  const user = process.getuid?.();
  if (user === undefined) return [];
  const runtime = process.env['XDG_RUNTIME_DIR'];
  return [...(runtime ? [join(runtime, 'rtemu')] : []), join(tmpdir(), `rtemu-${user}`)];
}

/** Whether it is a directory of this user's, into which nobody else may so much as look. */
function isPrivate(directory: string): boolean {
  const stat = lstatSync(directory, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & OTHERS) === 0;
}

/** The path for a socket of this process, in the first directory that can be had; `undefined` when none can. */
export function newSocketPath(directories: readonly string[]): string | undefined {
  const usable = directories.find((directory) => {
    try {
      mkdirSync(directory, { mode: ONLY_OURS });
    } catch {
      // It may be there already, which is just as well.
    }
    return isPrivate(directory);
  });
  if (usable === undefined) return undefined;
  const microseconds = Math.round((performance.timeOrigin + performance.now()) * 1000);
  return join(usable, `${process.pid}-${microseconds.toString(36)}.sock`);
}

export interface SocketFile {
  readonly path: string;
  readonly process: number;
}

/** The sockets in those of the directories that are private, the oldest lab's first. */
export function socketFiles(directories: readonly string[]): SocketFile[] {
  return directories.filter(isPrivate).flatMap((directory) =>
    readdirSync(directory)
      .flatMap((name) => {
        const [, pid] = SOCKET_NAME.exec(name) ?? [];
        return pid ? [{ path: join(directory, name), process: Number(pid), began: name.slice(pid.length) }] : [];
      })
      .sort((a, b) => (a.began < b.began ? -1 : 1)),
  );
}

/** Takes a socket away that nobody answers at. One whose process still runs is left: it may be about to answer. */
export function removeIfStale({ path, process: pid }: SocketFile): void {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') unlinkSync(path);
  }
}
