import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import type { ConfigFile, KeptFiles } from '@rtemu/emulator/config-files';
import { Arena } from '@rtemu/engine/arena';
import { Talker } from '../../packages/lab/src/talker.suite.js';
import { Unusable } from './host.js';
import { FILE_STEPS, type FileSteps, replaceFile, StateDirectory } from './state-directory.js';

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
    writeFileSync(join(folder, 'earlier', 'rt-a', 'config4.2.txt'), 'none of ours\n');
    expect(new StateDirectory(join(folder, 'earlier')).keptBy('rt-a')).toEqual({
      files: new Map([
        [0, { text: '# as it was\n' }],
        [1, { text: 'since\r\n', savedAt, comment: 'edited' }],
      ]),
      defaultFile: undefined,
    });
  });

  test('says what cannot be written or read', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => keep(new StateDirectory(join(folder, 'file')), keeping([[0, { text: '' }]], 0))).toThrow(Unusable);
    expect(() => new StateDirectory(join(folder, 'file')).keptBy('rt-a')).toThrow(Unusable);
    mkdirSync(join(folder, 'odd', 'rt-a'), { recursive: true });
    writeFileSync(join(folder, 'odd', 'rt-a', 'default.txt'), '7\n');
    expect(() => new StateDirectory(join(folder, 'odd')).keptBy('rt-a')).toThrow('a number from 0 to 4');
  });
});
