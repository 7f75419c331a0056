import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EpochSeconds } from '../calendar.js';
import { ExternalMemory, type MemoryItem } from './external-memory.js';

const AT = 1000 as EpochSeconds;
const octets = (text: string): Uint8Array => Uint8Array.from(text, (each) => each.charCodeAt(0));
const text = (read: Uint8Array | string): string => (typeof read === 'string' ? read : String.fromCharCode(...read));

const memoryOf = (files: Readonly<Record<string, string>>, capacity?: number): ExternalMemory =>
  new ExternalMemory(
    Object.entries(files).map(
      ([path, content]): MemoryItem => ({
        path,
        octets: content === '<DIR>' ? undefined : octets(content),
      }),
    ),
    capacity,
  );

/** All that is on it, by path. */
function contentsOf(memory: ExternalMemory, path = '/'): Record<string, string> {
  const entry = memory.entry(path);
  if (entry?.kind !== 'directory') return {};
  return memory.list(entry).reduce<Record<string, string>>((all, each) => {
    const at = `${path === '/' ? '' : path}/${each.name}`;
    return each.kind === 'file'
      ? Object.assign(all, { [at]: text(each.octets) })
      : Object.assign(all, { [at]: '<DIR>' }, contentsOf(memory, at));
  }, {});
}

describe('a memory', () => {
  test('has files by names of any case, and writes them as they were made', () => {
    const memory = memoryOf({ '/Backup': '<DIR>', '/Backup/Config.TXT': 'one' });
    expect(text(memory.read('/BACKUP/config.txt'))).toBe('one');
    expect(memory.write('/backup/CONFIG.txt', octets('two'), AT)).toBeUndefined();
    expect(contentsOf(memory)).toEqual({ '/Backup': '<DIR>', '/Backup/Config.TXT': 'two' });
    expect(memory.pollChanges()).toMatchObject([{ path: '/Backup/Config.TXT', isGone: false }]);
    expect(memory.pollChanges()).toEqual([]);
  });

  test.each([
    ['..', 'bad-file-name'],
    ['/a/../b', 'bad-file-name'],
    ['a\\b', 'bad-file-name'],
    ['a*', 'bad-file-name'],
    ['a.', 'bad-file-name'],
    ['a\u0000', 'bad-file-name'],
    ['x'.repeat(256), 'bad-file-name'],
    ['/d'.repeat(33), 'bad-file-name'],
    ['/', 'is-directory'],
    ['/there', 'is-directory'],
    ['/nowhere/file', 'no-such-file'],
    ['/file/file', 'no-such-file'],
  ])('writes no file %j', (path, fault) => {
    const memory = memoryOf({ '/there': '<DIR>', '/file': '1' });
    expect(memory.write(path, octets('2'), AT)).toBe(fault);
    expect(contentsOf(memory)).toEqual({ '/there': '<DIR>', '/file': '1' });
    expect(memory.pollChanges()).toEqual([]);
  });

  test('that is full takes all or nothing, or as much as there is room for', () => {
    const memory = memoryOf({ '/a': '12345678' }, 10);
    expect(memory.write('/b', octets('123'), AT)).toBe('memory-full');
    expect(contentsOf(memory)).toEqual({ '/a': '12345678' });
    expect(memory.write('/b', octets('123'), AT, { partly: true })).toBe('memory-full');
    expect(memory.append('/a', octets('9'), AT)).toBe('memory-full');
    expect(contentsOf(memory)).toEqual({ '/a': '12345678', '/b': '12' });
    expect(memory.write('/a', octets('1'), AT)).toBeUndefined();
    expect([memory.freeOctets, memory.files]).toEqual([7, 2]);
    const few = new ExternalMemory([], 10, 1);
    expect([few.makeDirectory('/a', AT), few.makeDirectory('/b', AT), few.write('/c', octets(''), AT)]).toEqual([
      ...[undefined, 'memory-full', 'memory-full'],
    ]);
  });

  test('what was read of a file that grows stays as it was', () => {
    const memory = memoryOf({});
    const read: string[] = [];
    const seen = Array.from({ length: 20 }, (_, i) => {
      memory.append('/log', octets(`${i};`), AT);
      read.push(text(memory.read('/log')));
      return memory.read('/log') as Uint8Array;
    });
    expect(seen.map(text)).toEqual(read);
    memory.write('/log', octets('anew'), AT);
    memory.append('/log', octets('!'), AT);
    expect([text(seen.at(-1)!), text(memory.read('/log'))]).toEqual([read.at(-1), 'anew!']);
  });

  test('a name alone is found nearest to the root, then first by the alphabet', () => {
    const memory = memoryOf({
      ...{ '/b': '<DIR>', '/b/config.txt': '', '/c': '<DIR>', '/c/config.txt': '', '/a': '<DIR>', '/a/z': '<DIR>' },
      '/a/z/config.txt': '',
    });
    expect(memory.find('CONFIG.TXT')).toBe('/b/config.txt');
    memory.remove('/b');
    expect(memory.find('config.txt')).toBe('/c/config.txt');
    memory.remove('/c');
    expect([memory.find('config.txt'), memory.find('/config.txt')]).toEqual(['/a/z/config.txt', undefined]);
  });

  test('tells what changed, so that a copy of it can follow', () => {
    const memory = memoryOf({ '/d': '<DIR>', '/d/a': '1', '/d/e': '<DIR>', '/x': '2' });
    expect(memory.rename('/d', 'D2', AT)).toBeUndefined();
    memory.rename('/x', 'X', AT);
    expect(memory.pollChanges().map(({ path, isGone }) => [path, isGone])).toEqual([
      ...[
        ['/x', true],
        ['/d/e', true],
        ['/d/a', true],
        ['/d', true],
      ],
      ...[
        ['/D2', false],
        ['/D2/a', false],
        ['/D2/e', false],
        ['/X', false],
      ],
    ]);
    expect([memory.rename('/X', 'd2', AT), memory.rename('/X', 'a/b', AT), memory.rename('/y', 'z', AT)]).toEqual([
      ...['file-exists', 'bad-file-name', 'no-such-file'],
    ]);
  });

  test('refuses what has no name on it, and one of two names that it takes for the same', () => {
    const memory = memoryOf(
      { '/a:b': '', '/A': '1', '/a': '2', '/d': '<DIR>', '/D': '<DIR>', '/big': 'x'.repeat(99) },
      50,
    );
    expect([memory.refused, contentsOf(memory)]).toEqual([['/a:b', '/a', '/big'], { '/A': '1', '/d': '<DIR>' }]);
  });

  const RENAMED_IN_CASE = {
    make: { does: 'make', path: '/b', size: 0 },
    write: { does: 'write', path: '/B/x', size: 0 },
    rename: { does: 'rename', path: '/b', size: 1 },
  };

  test('counts what is on it, and whoever follows its changes has the same', () => {
    const path = fc.constantFrom('/a', '/A', '/b', '/b/c', '/b/c/d', '/B/x', '/..', '/b:c');
    const step = fc.record({
      does: fc.constantFrom('write', 'append', 'make', 'remove', 'rename', 'poll'),
      path,
      size: fc.nat(12),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const memory = new ExternalMemory([], 40, 6);
        const copy = new Map<string, string>();
        const follow = (): void => {
          for (const change of memory.pollChanges())
            if (change.isGone) copy.delete(change.path);
            else copy.set(change.path, change.octets === undefined ? '<DIR>' : text(change.octets));
        };
        for (const { does, path: at, size } of steps) {
          const content = octets('x'.repeat(size));
          if (does === 'write') memory.write(at, content, AT, { partly: size % 2 === 0 });
          else if (does === 'append') memory.append(at, content, AT);
          else if (does === 'make') memory.makeDirectory(at, AT);
          else if (does === 'remove') memory.remove(at);
          else if (does === 'rename') memory.rename(at, ['a', 'B', 'q'][size % 3]!, AT);
          else follow();
        }
        follow();
        const contents = contentsOf(memory);
        const used = Object.values(contents).reduce((sum, each) => sum + (each === '<DIR>' ? 0 : each.length), 0);
        expect(Object.fromEntries(copy)).toEqual(contents);
        expect(memory.freeOctets).toBe(40 - used);
        expect(memory.files + memory.directories).toBe(Object.keys(contents).length);
      }),
      { numRuns: 150, examples: [[[RENAMED_IN_CASE.make, RENAMED_IN_CASE.write, RENAMED_IN_CASE.rename]]] },
    );
  });
});
