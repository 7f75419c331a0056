import { readFileSync } from 'node:fs';
import { commandLanguageOf } from '@rtemu/emulator/command-language-of';
import { readConfiguration } from '@rtemu/emulator/startup';

const LINES = readFileSync(new URL('../../fixtures/labs/remote-access/rt-a.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const REPEATED = 40;
const TEXT = Array.from({ length: REPEATED }, () => LINES)
  .flat()
  .join('\n');
/** A configuration that was read last is not read again; these take turns. */
const TEXTS = [TEXT, `${TEXT}\n`];
const COUNT = LINES.length * REPEATED;

export default {
  name: 'config-parsing',
  about: 'one line of a configuration read, checked and put into the document (of RT-A in the remote-access lab).',
  cases: ['line'],
  contestants: {
    language: {
      create() {
        const language = commandLanguageOf('RTX1210');
        return {
          check() {
            const { faults } = readConfiguration(language, TEXT);
            if (faults.length > 0) throw new Error(`${faults.length} lines were refused`);
          },
          run(_, count) {
            for (let left = count; left > 0; left -= COUNT) {
              TEXTS.reverse();
              readConfiguration(language, TEXTS[0]);
            }
          },
        };
      },
    },
  },
  goals: [{ contestant: 'language', case: 'line', nanoseconds: 1000 }],
};
