import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import type { ConfigFile, KeptFiles } from '@rtemu/emulator/config-files';
import { Arena } from '@rtemu/engine/arena';
import { Talker } from '../../packages/lab/src/talker.suite.js';
import { Unusable } from './host.js';
import { FILE_STEPS, type FileSteps, replaceFile } from './replace-file.js';
import { StateDirectory } from './state-directory.js';

const folder = mkdtempSync(join(tmpdir(), 'rtemu-state-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('replacing a file', () => {
  test('whoever opens it after a crash at any moment finds the old text or the new one', () => {
    const path = join(folder, 'crash.txt');
    const [before, after] = ['old\n'.repeat(1000), 'new\n'.repeat(1000)];
    const found = new Set<string>();
    // A step is done in full, not at all, or (writing) in part; then the machine stops.
    for (let stopAt = 0; stopAt <= 4; stopAt++)
      for (const half of [false, true]) {
        writeFileSync(path, before);
        let left = stopAt;
        const crashing = (step: () => void, partly: () => void = () => {}) => {
          if (left-- > 0) return step();
          if (half) partly();
          throw new Error('crash');
        };
        const steps: FileSteps = {
          write: (to, text) =>
            crashing(
              () => FILE_STEPS.write(to, text),
              () => FILE_STEPS.write(to, text.slice(0, 99)),
            ),
          rename: (from, to) => crashing(() => FILE_STEPS.rename(from, to)),
          syncDirectory: (at) => crashing(() => FILE_STEPS.syncDirectory(at)),
        };
        if (stopAt < 3) expect(() => replaceFile(path, after, steps)).toThrow('crash');
        else replaceFile(path, after, steps);
        const text = readFileSync(path, 'utf8');
        found.add(text === before ? 'old' : text === after ? 'new' : 'neither');
        if (stopAt >= 3) expect(text).toBe(after);
        replaceFile(path, after); // what a crash left lying about does not stand in the way
        expect(readFileSync(path, 'utf8')).toBe(after);
      }
    expect([...found].sort()).toEqual(['new', 'old']);
    expect(readdirSync(folder)).toEqual(['crash.txt']);
  });
});

class KeepingTalker extends Talker {
  kept: KeptFiles | undefined;
  pollKept(): KeptFiles | undefined {
    const { kept } = this;
    this.kept = undefined;
    return kept;
  }
}

const keeping = (files: readonly [number, ConfigFile][], defaultFile: number): KeptFiles => ({
  files: new Map(files),
  defaultFile,
});

describe('StateDirectory', () => {
  const arena = new Arena();
  const savedAt = 1_720_145_865 as EpochSeconds;
  const [router, pc] = [new KeepingTalker('rt-a', arena), new Talker('pc1', arena)];
  const keep = (state: StateDirectory, kept: KeptFiles): void => {
    router.kept = kept;
    state.keep([pc, router]);
    state.keep([pc, router]);
  };

  test('keeps the files of nodes, when they were saved, and which is the default; and finds them again', () => {
    const directory = join(folder, 'lab');
    const state = new StateDirectory(directory);
    expect(state.keptBy('rt-a')).toEqual({ files: new Map(), defaultFile: undefined });
    const [first, other]: ConfigFile[] = [
      { text: 'first\n' },
      { text: 'other 日本\n', savedAt, comment: '変更の前 #1' },
    ];
    keep(
      state,
      keeping(
        [
          [0, first!],
          [4, other!],
        ],
        4,
      ),
    );
    expect(new StateDirectory(directory).keptBy('rt-a')).toEqual(
      keeping(
        [
          [0, first!],
          [4, other!],
        ],
        4,
      ),
    );
    expect(readdirSync(directory)).toEqual(['rt-a']);
    expect(statSync(join(directory, 'rt-a', 'config0.txt')).mode & 0o077).toBe(0);
    expect(readFileSync(join(directory, 'rt-a', 'config4.txt'), 'utf8')).toBe(
      '# Saved 2024-07-05T02:17:45Z 変更の前 #1\nother 日本\n',
    );
  });

  test('takes away what a node deleted, and leaves alone what it did not touch', () => {
    const directory = join(folder, 'later');
    const state = new StateDirectory(directory);
    const [kept, gone]: ConfigFile[] = [{ text: 'kept\n' }, { text: 'gone\n' }];
    keep(
      state,
      keeping(
        [
          [0, gone!],
          [1, kept!],
        ],
        1,
      ),
    );
    writeFileSync(join(directory, 'rt-a', 'config1.txt'), 'by hand\n');
    const saved: ConfigFile = { text: 'saved\n', savedAt };
    keep(
      state,
      keeping(
        [
          [1, kept!],
          [2, saved],
        ],
        1,
      ),
    );
    expect(readdirSync(join(directory, 'rt-a'))).toEqual(['config1.txt', 'config2.txt', 'default.txt']);
    expect(new StateDirectory(directory).keptBy('rt-a')).toEqual(
      keeping(
        [
          [1, { text: 'by hand\n' }],
          [2, saved],
        ],
        1,
      ),
    );
  });

  test('reads files that nobody wrote a default beside: there may be others', () => {
    mkdirSync(join(folder, 'earlier', 'rt-a'), { recursive: true });
    writeFileSync(join(folder, 'earlier', 'rt-a', 'config0.txt'), '# as it was\n');
    writeFileSync(join(folder, 'earlier', 'rt-a', 'config1.txt'), '# Saved 2024-07-05T02:17:45Z edited\r\nsince\r\n');
    writeFileSync(join(folder, 'earlier', 'rt-a', 'config0.2.txt'), 'long ago\n');
    writeFileSync(join(folder, 'earlier', 'rt-a', 'config5.txt'), 'none of ours\n');
    writeFileSync(join(folder, 'earlier', 'rt-a', 'config1.txt.new'), 'half of an unfini');
    expect(new StateDirectory(join(folder, 'earlier')).keptBy('rt-a')).toEqual({
      files: new Map([
        [0, { text: '# as it was\n' }],
        [0.2, { text: 'long ago\n' }],
        [1, { text: 'since\r\n', savedAt, comment: 'edited' }],
      ]),
      defaultFile: undefined,
    });
  });

  test('says what cannot be written, and writes it with the next that is saved', () => {
    const directory = join(folder, 'full');
    mkdirSync(directory);
    writeFileSync(join(directory, 'rt-a'), 'in the way');
    const state = StateDirectory.open(directory);
    router.kept = keeping([[0, { text: 'first\n' }]], 0);
    expect(state.keep([router])).toMatch(
      /^cannot save the configuration of rt-a to .*rt-a: .*; put that right and save again/,
    );
    expect(state.keep([router])).toBeUndefined(); // said once
    rmSync(join(directory, 'rt-a'));
    router.kept = keeping([[1, { text: 'second\n' }]], 0);
    expect(state.keep([router])).toBeUndefined();
    writeFileSync(join(directory, 'rt-b'), 'in the way');
    const other = new KeepingTalker('rt-b', arena);
    other.kept = keeping([[0, { text: 'late\n' }]], 0);
    expect(state.keep([other])).toMatch(/rt-b/);
    rmSync(join(directory, 'rt-b'));
    expect(state.close()).toBeUndefined();
    expect(readFileSync(join(directory, 'rt-b', 'config0.txt'), 'utf8')).toBe('late\n');
    expect(new StateDirectory(directory).keptBy('rt-a')).toEqual(keeping([[1, { text: 'second\n' }]], 0));
  });

  test('a stop between two files loses nothing: what was in one is in it still, or in the next older', () => {
    const directory = join(folder, 'stopped');
    keep(new StateDirectory(directory), keeping([[0, { text: 'first\n' }]], 0));
    const state = new StateDirectory(directory);
    state.keptBy('rt-a');
    mkdirSync(join(directory, 'rt-a', 'config0.txt.new')); // the last of the files cannot be written
    router.kept = keeping(
      [
        [0, { text: 'second\n' }],
        [0.1, { text: 'first\n' }],
      ],
      0,
    );
    expect(state.keep([router])).toMatch(/cannot save/);
    rmSync(join(directory, 'rt-a', 'config0.txt.new'), { recursive: true });
    const { files } = new StateDirectory(directory).keptBy('rt-a');
    expect([files.get(0)?.text, files.get(0.1)?.text]).toEqual(['first\n', 'first\n']);
  });

  test.each([
    ['default.txt', '7\n', 'should have the number of a file from 0 to 4'],
    ['config0.txt', '', 'config0.txt is damaged: there is nothing in it; move it away'],
    ['config0.txt', 'ip lan1\0\0\0', 'config0.txt is damaged: it is no text'],
    ['router.txt', 'RTX', 'should have two lines in it: "format 1" and "model RTX1210"'],
    ['router.txt', 'format 2\nmodel RTX1210\n', 'says format 2, of a newer rtemu; this one knows format 1'],
    ['router.txt', 'format 1\nmodel RTX830\n', 'has the configurations of an RTX830, and rt-a is an RTX1210'],
  ])('%s with %j is named, and left alone', (name, text, complaint) => {
    const directory = mkdtempSync(join(folder, 'odd-'));
    mkdirSync(join(directory, 'rt-a'));
    writeFileSync(join(directory, 'rt-a', name), text);
    expect(() => new StateDirectory(directory).keptBy('rt-a', 'RTX1210')).toThrow(complaint);
    expect(readFileSync(join(directory, 'rt-a', name), 'utf8')).toBe(text);
  });

  test('names the older copy of a damaged file', () => {
    const directory = join(folder, 'older');
    keep(
      new StateDirectory(directory),
      keeping(
        [
          [0, { text: 'new\n' }],
          [0.1, { text: 'old\n' }],
        ],
        0,
      ),
    );
    writeFileSync(join(directory, 'rt-a', 'config0.txt'), '');
    expect(() => new StateDirectory(directory).keptBy('rt-a')).toThrow('config0.1.txt is what it was before');
  });

  test('says what cannot be read', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => new StateDirectory(join(folder, 'file')).keptBy('rt-a')).toThrow(Unusable);
    expect(() => StateDirectory.open(join(folder, 'file'))).toThrow(
      /^cannot keep anything in .*file: it is no directory$/,
    );
  });

  test('is made with those above it, or not at all', () => {
    const directory = join(folder, 'deep', 'er');
    StateDirectory.open(directory).close();
    expect(readdirSync(directory)).toEqual([]);
    // Where there is no such thing it is a directory that may be made, and not a loop without end.
    if (existsSync('/proc/self')) expect(() => StateDirectory.open('/proc/none/such')).toThrow(Unusable);
  });

  test('knows a directory of before it said whose it is, and says so from then on', () => {
    const directory = join(folder, 'before');
    keep(new StateDirectory(directory), keeping([[0, { text: 'kept\n' }]], 0));
    const state = new StateDirectory(directory);
    expect(state.keptBy('rt-a', 'RTX830').files.get(0)).toEqual({ text: 'kept\n' });
    expect(state.starts('rt-a')).toBe(true);
    keep(state, keeping([[0, { text: 'again\n' }]], 0));
    expect(readFileSync(join(directory, 'rt-a', 'router.txt'), 'utf8')).toBe('format 1\nmodel RTX830\n');
    expect(() => new StateDirectory(directory).keptBy('rt-a', 'RTX1210')).toThrow('of an RTX830');
  });
});

describe('one program at a time', () => {
  const directory = join(folder, 'locked');
  const lock = join(directory, 'in-use.txt');

  test('has a state directory', () => {
    const first = StateDirectory.open(directory);
    expect(() => StateDirectory.open(directory)).toThrow(
      `${directory} is in use by another rtemu, process ${process.pid}; end that one, or use another directory`,
    );
    first.close();
    expect(readdirSync(directory)).toEqual([]);
    StateDirectory.open(directory).close();
  });

  test.each([
    ['a process that is gone', `4194999 at ${hostname()} since 1\n`],
    ['a number that another process has now', `${process.pid} at ${hostname()} since 1\n`],
    ['nobody who can be read', ''],
  ])('takes it over from %s', (_, left) => {
    writeFileSync(lock, left);
    StateDirectory.open(directory).close();
    expect(readdirSync(directory)).toEqual([]);
  });

  test('cannot tell whether one of another machine is gone', () => {
    writeFileSync(lock, '1 at elsewhere since 1\n');
    expect(() => StateDirectory.open(directory)).toThrow(`process 1 of elsewhere; end that one`);
    expect(readFileSync(lock, 'utf8')).toBe('1 at elsewhere since 1\n');
  });
});
