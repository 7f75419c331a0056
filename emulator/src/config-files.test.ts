import { describe, expect, test } from '@jest/globals';
import { ConfigFiles } from './config-files.js';

const FIRST = { text: 'console prompt first\n' };
const SECOND = { text: 'console prompt second\n', comment: 'before the change' };

describe('ConfigFiles', () => {
  test('come from the factory with none', () => {
    const files = new ConfigFiles();
    expect([files.numbers, files.defaultFile, files.startupFile]).toEqual([[], 0, undefined]);
  });

  test('have what the router was given as file 0, unless what was kept says otherwise', () => {
    expect(new ConfigFiles(undefined, 'given').get(0)).toEqual({ text: 'given' });
    const some = new ConfigFiles({ files: new Map([[3, SECOND]]), defaultFile: undefined }, 'given');
    expect([some.numbers, some.startupFile]).toEqual([[0, 3], 0]);
    const older = new ConfigFiles({ files: new Map([[0, FIRST]]), defaultFile: undefined }, 'given');
    expect(older.get(0)).toEqual(FIRST);
    const all = new ConfigFiles({ files: new Map([[3, SECOND]]), defaultFile: 3 }, 'given');
    expect([all.numbers, all.startupFile]).toEqual([[3], 3]);
  });

  test('are saved, copied, deleted; what is not there is told', () => {
    const files = new ConfigFiles();
    files.save(2, SECOND);
    expect([files.copy(2, 1), files.copy(4, 0), files.get(1)]).toEqual([true, false, SECOND]);
    expect([files.delete(2), files.delete(2), files.numbers]).toEqual([true, false, [1]]);
    files.deleteAll();
    expect([files.numbers, files.startupFile]).toEqual([[], undefined]);
  });

  test('start from the default file; from the first there is, when that was deleted', () => {
    const files = new ConfigFiles();
    files.save(0, FIRST);
    files.save(1, FIRST);
    files.save(4, SECOND);
    expect([files.setDefault(3), files.defaultFile]).toEqual([false, 0]);
    expect([files.setDefault(4), files.startupFile]).toEqual([true, 4]);
    files.delete(4);
    files.delete(0);
    expect([files.defaultFile, files.startupFile]).toEqual([4, 1]);
    files.reset();
    expect([files.defaultFile, files.startupFile]).toEqual([0, undefined]);
  });

  test('are handed out whole, once after each change', () => {
    const files = new ConfigFiles(undefined, FIRST.text);
    expect(files.pollKept()).toBeUndefined();
    files.save(2, SECOND);
    files.setDefault(2);
    const kept = files.pollKept();
    expect(kept).toEqual({
      files: new Map([
        [0, FIRST],
        [2, SECOND],
      ]),
      defaultFile: 2,
    });
    files.delete(0);
    expect(kept?.files.has(0)).toBe(true);
    expect(files.pollKept()?.files.has(0)).toBe(false);
    files.delete(0);
    expect(files.pollKept()).toBeUndefined();
  });
});
