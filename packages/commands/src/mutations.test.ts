/** Lines that are nearly right: commands as the grammar has them, with something changed. */
import { expect, test } from '@jest/globals';
import { Document } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';
import { profileOf } from '@rtemu/models/models';
import { CommandLanguage } from './language.js';
import { replay } from './replay.js';
import { type Draw, drawsFrom, inFile, printLine, selectionFor, typeCommand } from './typist.suite.js';

/** `LINES=1000000 SEED=7` types more of them, and others. */
const LINES = Number(process.env['LINES'] ?? 20_000);
const SEED = Number(process.env['SEED'] ?? 2026);
/** Lines that make one configuration. */
const CONFIGURATION = 200;

const CHARACTERS = [...' "\'\\#|>?=-/.,:*0129aZ日', '\u0000', '\ud800', '\ue000'];

/** The line with a character put in, left out, changed or doubled, or cut short; or with two words changed about. */
function mutated(line: string, draw: Draw): string {
  const at = draw(line.length + 1);
  const [before, after] = [line.slice(0, at), line.slice(at)];
  const character = CHARACTERS[draw(CHARACTERS.length)]!;
  switch (draw(7)) {
    case 0:
      return before + character + after;
    case 1:
      return before + after.slice(1);
    case 2:
      return before + character + after.slice(1);
    case 3:
      return before + after.slice(0, 1).repeat(1 + draw(300)) + after.slice(1);
    case 4:
      return before;
    case 5:
      return `no ${line}`;
    default: {
      const words = line.split(' ');
      const [one, other] = [draw(words.length), draw(words.length)];
      [words[one], words[other]] = [words[other]!, words[one]!];
      return words.join(' ');
    }
  }
}

test.each(['RTX1210', 'RTX1300', 'RT58i', 'RTA55i'] as const)(
  'of %s throw nothing, and what they make can be read back',
  (model) => {
    const profile = profileOf(model);
    const language = new CommandLanguage(profile);
    const draw = drawsFrom(SEED);
    let accepted = 0;
    for (let line = 0; line < LINES / 4; line += CONFIGURATION) {
      const start = new Document(language.machine);
      const draft = start.edit();
      for (let i = 0; i < CONFIGURATION; i++) {
        const row = language.rows[draw(language.rows.length)]!;
        const selection = selectionFor(row, draw);
        const right = printLine(typeCommand(row, language, draw));
        const text = draw(3) === 0 ? right : mutated(right, draw);
        const session = inFile(draw(10) === 0 ? GLOBAL : selection);
        if (language.load(session, draft, start, text).kind === 'configured') accepted++;
      }
      const printed = language.printConfig(draft.finish(), { secrets: true });
      const again = replay(printed.join('\n'), profile);
      const faults = again.lines.filter(({ verdict }) => verdict.kind === 'fault').map(({ text }) => text);
      const printedAgain = language.printConfig(again.document, { secrets: true });
      expect(faults).toEqual([]);
      expect(printedAgain).toEqual(printed);
    }
    expect(accepted).toBeGreaterThan(LINES / 40);
  },
);
