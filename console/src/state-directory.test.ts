import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { Talker } from '../../packages/lab/src/talker.suite.js';
import { Unusable } from './host.js';
import { FILE_STEPS, type FileSteps, replaceFile, type SavedConfig, StateDirectory } from './state-directory.js';

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

class SavingTalker extends Talker {
  readonly saved: SavedConfig[] = [];
  pollSaved(): SavedConfig | undefined {
    return this.saved.shift();
  }
}

describe('StateDirectory', () => {
  test('keeps what nodes save, and finds it again', () => {
    const arena = new Arena();
    const [router, pc] = [new SavingTalker('rt-a', arena), new Talker('pc1', arena)];
    const state = new StateDirectory(join(folder, 'lab'));
    expect(state.savedBy('rt-a')).toEqual(new Map());
    router.saved.push({ file: '0', text: 'first' }, { file: '4.2', text: 'other' }, { file: '0', text: 'second 日本' });
    state.keep([pc, router]);
    state.keep([pc, router]);
    expect(new StateDirectory(join(folder, 'lab')).savedBy('rt-a')).toEqual(
      new Map([
        ['0', 'second 日本'],
        ['4.2', 'other'],
      ]),
    );
    expect(readdirSync(join(folder, 'lab'))).toEqual(['rt-a']);
    expect(statSync(join(folder, 'lab', 'rt-a', 'config0.txt')).mode & 0o077).toBe(0);
  });

  test('says what cannot be written or read', () => {
    const router = new SavingTalker('rt-a', new Arena());
    writeFileSync(join(folder, 'file'), '');
    router.saved.push({ file: '0', text: '' });
    expect(() => new StateDirectory(join(folder, 'file')).keep([router])).toThrow(Unusable);
    expect(() => new StateDirectory(join(folder, 'file')).savedBy('rt-a')).toThrow(Unusable);
  });
});
