import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import { LIMIT } from '@rtemu/emulator/memories/external-memory';
import { Unusable } from './host.js';
import { MemoryFolder } from './memory-folder.js';

const AT = 1000 as EpochSeconds;
const octets = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

let home: string;
let folder: MemoryFolder;
const path = (...names: string[]): string => join(home, 'stick', ...names);
const text = (...names: string[]): string => readFileSync(path(...names), 'utf8');

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rtemu-memory-'));
  mkdirSync(path('d'), { recursive: true });
  writeFileSync(path('a.txt'), 'one');
  writeFileSync(path('d', 'b.txt'), 'two');
  folder = new MemoryFolder(path());
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('a folder as a memory', () => {
  test('is read, and has what changes written into it', () => {
    const memory = folder.read();
    expect([memory.files, memory.directories, memory.read('/D/B.TXT')]).toEqual([2, 1, octets('two')]);
    expect(folder.write(memory)).toBeUndefined();
    memory.write('/A.TXT', octets('other'), AT);
    memory.makeDirectory('/e', AT);
    memory.write('/e/f', octets('new'), AT);
    memory.remove('/d');
    expect(folder.write(memory)).toBeUndefined();
    expect([text('a.txt'), text('e', 'f'), existsSync(path('d'))]).toEqual(['other', 'new', false]);
    memory.rename('/e', 'g', AT);
    expect(folder.write(memory)).toBeUndefined();
    expect([readdirSync(path()).sort(), text('g', 'f')]).toEqual([['a.txt', 'g'], 'new']);
  });

  test('leaves out links and names that FAT has not, and leaves them where they are', () => {
    writeFileSync(join(home, 'secret'), 'outside');
    symlinkSync(join(home, 'secret'), path('link'));
    symlinkSync(home, path('up'));
    writeFileSync(path('d', 'a:b'), '');
    writeFileSync(path('d', 'B.txt'), 'the same to FAT');
    const warnings: string[] = [];
    const memory = folder.read((warning) => warnings.push(warning));
    expect([memory.files, memory.directories]).toEqual([2, 1]);
    expect(warnings).toEqual([
      expect.stringMatching(/not on the memory, being links, or by names .*: link, up, d\/a:b, d\/[bB]\.txt$/),
    ]);
    memory.remove('/d');
    expect(folder.write(memory)).toBeUndefined();
    expect(readdirSync(path('d'))).toContain('a:b');
    memory.write('/link', octets('in its place'), AT);
    expect(folder.write(memory)).toBeUndefined();
    expect([text('link'), readFileSync(join(home, 'secret'), 'utf8')]).toEqual(['in its place', 'outside']);
  });

  test('writes nothing through a link that somebody put where a folder was', () => {
    const memory = folder.read();
    mkdirSync(join(home, 'outside'));
    rmSync(path('d'), { recursive: true });
    symlinkSync(join(home, 'outside'), path('d'));
    memory.write('/d/b.txt', octets('escaped'), AT);
    memory.write('/d/c.txt', octets('escaped'), AT);
    expect(folder.write(memory)).toMatch(/cannot write .*b\.txt: .*d is no folder/);
    expect(readdirSync(join(home, 'outside'))).toEqual([]);
  });

  test('writes later what could not be written', () => {
    const memory = folder.read();
    renameSync(path(), join(home, 'away'));
    memory.write('/c', octets('kept'), AT);
    expect(folder.write(memory)).toMatch(/cannot write .*c: /);
    expect(folder.flush()).toMatch(/cannot write/);
    renameSync(join(home, 'away'), path());
    expect([folder.flush(), text('c')]).toEqual([undefined, 'kept']);
  });

  test('knows a draft of its own that was left behind', () => {
    writeFileSync(path('.rtemu-1.new'), 'half');
    writeFileSync(path(`.rtemu-${process.pid}.new`), 'half');
    const memory = folder.read();
    expect(memory.files).toBe(2);
    memory.write('/c', octets('whole'), AT);
    expect([folder.write(memory), text('c')]).toEqual([undefined, 'whole']);
  });

  test('must be there, be a folder, and be no larger than a memory', () => {
    const read = (at: string) => () => new MemoryFolder(at).read();
    expect(read(path('none'))).toThrow(Unusable);
    expect(read(path('none'))).toThrow(/cannot read the memory .*none: there is no such file/);
    expect(read(path('a.txt'))).toThrow(/a\.txt is no folder/);
    writeFileSync(path('large'), '');
    truncateSync(path('large'), LIMIT.octets + 1);
    expect(read(path())).toThrow(/more than 64 MiB/);
    rmSync(path('large'));
    const many = new MemoryFolder(path(), { ...LIMIT, entries: 2 });
    expect(() => many.read()).toThrow(/more than 2 files and folders/);
  });
});
