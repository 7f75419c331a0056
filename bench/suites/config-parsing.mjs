import { readFileSync } from 'node:fs';
import { commandLanguageOf } from '@rtemu/emulator/command-language-of';
import { readConfiguration } from '@rtemu/emulator/startup';

const TEXT = readFileSync(new URL('../../fixtures/labs/remote-access/rt-a.txt', import.meta.url), 'utf8');
/** A configuration that was read last is not read again; these take turns. */
const TEXTS = [TEXT, `${TEXT}\n`];
const COMMANDS = TEXT.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;

export default {
  name: 'config-parsing',
  about: `the ${COMMANDS} commands of RT-A in the remote-access lab read, checked and put into the document.`,
  cases: ['rt-a'],
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
            for (let i = 0; i < count; i++) readConfiguration(language, TEXTS[i % 2]);
          },
        };
      },
    },
  },
  goals: [{ contestant: 'language', case: 'rt-a', nanoseconds: 1000 * COMMANDS }],
  effort: { warmUpMilliseconds: 1000 },
};
