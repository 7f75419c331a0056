/**
 * `make directory`, `delete`, `copy` and `rename` (manual 56.5), `show file list` (manual 57.9), and what `show` writes into a
 * file (manual 2.5.3).
 * @module
 */
import { type FaultKey, text } from '@rtemu/commands/messages';
import { memoryPlaceOf } from '@rtemu/commands/operands/config-file';
import type { Request } from '@rtemu/commands/request';
import type { ListedFile } from '@rtemu/commands/status/memory';
import type { Redirection } from '@rtemu/commands/words';
import type { Document } from '@rtemu/config/document';
import { environment } from '@rtemu/config/settings/shell';
import type { Instant } from '@rtemu/engine/time';
import { civilTime, type EpochSeconds } from '../calendar.js';
import { askYesOrNo } from '../dialogue.js';
import type { Router } from '../router.js';
import type { RouterConsole } from '../router-console.js';
import type { MemoryEntry, MemoryItem } from './external-memory.js';
import { fileOf, type Located, locate } from './memory-files.js';

type FileRequest = Extract<Request, { readonly kind: 'make-directory' | 'delete-file' | 'copy-file' | 'rename-file' }>;

/** A path with a memory in front; one without begins where `PWD` says (manual 56.5.1). `undefined`: on no memory. */
function wholePlace({ global }: Document, path: string) {
  const place = memoryPlaceOf(path);
  if (place !== undefined || path.startsWith('/')) return place;
  const from = global.getAt(environment, { name: 'PWD' });
  return from === undefined ? undefined : memoryPlaceOf(`${from}/${path}`);
}

function locatePath({ memories, system }: Router, path: string): Located | FaultKey | undefined {
  const place = wholePlace(system.document, path);
  return place && locate(memories, place);
}

export function performOnFiles(now: Instant, console: RouterConsole, request: FileRequest): void {
  const outcome = changeFiles(now, console.router, request);
  if (outcome === 'not-emulated') console.print([text('not-emulated', console.language, commandOf(request))]);
  else if (outcome !== undefined) console.printFault(outcome);
}

function commandOf(request: FileRequest): string {
  switch (request.kind) {
    case 'make-directory':
      return `make directory ${request.path}`;
    case 'delete-file':
      return `delete ${request.path}`;
    case 'copy-file':
      return `copy ${request.from} ${request.to}`;
    case 'rename-file':
      return `rename ${request.path} ${request.name}`;
  }
}

function changeFiles(now: Instant, router: Router, request: FileRequest): FaultKey | 'not-emulated' | undefined {
  const located = locatePath(router, request.kind === 'copy-file' ? request.from : request.path) ?? 'not-emulated';
  if (typeof located === 'string') return located;
  const { memory, path } = located;
  const at = router.system.journal.epochAt(now);
  switch (request.kind) {
    case 'make-directory':
      return memory.makeDirectory(path, at);
    case 'delete-file':
      return memory.remove(path);
    case 'rename-file':
      return memory.rename(path, request.name, at);
    case 'copy-file': {
      const to = locatePath(router, request.to) ?? 'not-emulated';
      return typeof to === 'string' ? to : copy(located, to, at);
    }
  }
}

/** A directory with all that is in it; what is copied into a directory that is there keeps its name (manual 56.5.3). */
function copy(from: Located, to: Located, at: EpochSeconds): FaultKey | undefined {
  const source = from.memory.entry(from.path);
  if (source === undefined) return 'no-such-file';
  const there = to.memory.entry(to.path);
  if (there?.kind === 'file' && source.kind === 'directory') return 'file-exists';
  const target = there?.kind === 'directory' ? `${to.path}/${source.name}` : to.path;
  if (from.memory === to.memory && source === to.memory.entry(target)) return 'file-exists';
  for (const { path, octets } of [...itemsOf(source, target)]) {
    const isThere = octets === undefined && to.memory.entry(path)?.kind === 'directory';
    const fault = octets === undefined ? to.memory.makeDirectory(path, at) : to.memory.write(path, octets, at);
    if (fault !== undefined && !isThere) return fault;
  }
  return undefined;
}

function* itemsOf(entry: MemoryEntry, path: string): Generator<MemoryItem> {
  yield { path, octets: entry.kind === 'file' ? entry.octets : undefined };
  if (entry.kind === 'directory')
    for (const each of entry.entries.values()) yield* itemsOf(each, `${path}/${each.name}`);
}

/** What is at a path; `undefined` where it is on no memory. */
export function filesIn(router: Router, path: string, all: boolean): readonly ListedFile[] | FaultKey | undefined {
  const located = locatePath(router, path);
  if (located === undefined || typeof located === 'string') return located;
  const { memory } = located;
  const entry = memory.entry(located.path);
  if (entry === undefined) return 'no-such-file';
  const { offsetMinutes } = router.system.journal;
  const listed: ListedFile[] = [];
  const list = (each: MemoryEntry, name: string): void => {
    const isDirectory = each.kind === 'directory';
    const changed = each.changedAt === undefined ? undefined : civilTime(each.changedAt, offsetMinutes);
    listed.push({ name, isDirectory, octets: isDirectory ? 0 : each.octets.length, changed });
    if (isDirectory && all) for (const inside of memory.list(each)) list(inside, `${name}/${inside.name}`);
  };
  if (entry.kind === 'file') list(entry, entry.name);
  else for (const each of memory.list(entry)) list(each, each.name);
  return listed;
}

/** Writes what `show` would show into a file; asks before another one is lost, where there is somebody to ask. */
export function redirect(
  now: Instant,
  console: RouterConsole,
  { file, append }: Redirection,
  lines: readonly string[],
): void {
  const place = memoryPlaceOf(file);
  const octets = fileOf(lines.map((line) => `${line}\n`).join(''));
  const write = (at: Instant): void => {
    const { memories, system } = console.router;
    const located = place === undefined ? 'illegal-keyword' : locate(memories, place); // it may be gone by now
    const epoch = system.journal.epochAt(at);
    const fault =
      typeof located === 'string'
        ? located
        : append
          ? located.memory.append(located.path, octets, epoch)
          : located.memory.write(located.path, octets, epoch, { partly: true });
    if (fault !== undefined) console.printFault(fault);
  };
  const located = place === undefined ? 'illegal-keyword' : locate(console.router.memories, place);
  const isThere = typeof located === 'object' && located.memory.entry(located.path)?.kind === 'file';
  if (!isThere || append || console.entry.kind === 'schedule') write(now);
  else
    console.ask(
      askYesOrNo(text('overwrite-question', console.language), (at, yes) => {
        if (yes) write(at);
        return undefined;
      }),
    );
}
