import { widthOf } from './text.js';
import type { Line, Seen, Span } from './view.js';
import { WORDS, type Words } from './words.js';

type Hint = readonly [key: string, what: string];

/** At the right edge, wherever there are such keys. */
const always = (words: Words): readonly Hint[] => [
  ['?', words.keyHelp],
  ['q', words.keyQuit],
];

/** Which keys there are now, the most wanted first. */
function wanted({ state, isRaw, lab, isUnicode }: Seen, words: Words): readonly Hint[] {
  const { overlay } = state;
  if (overlay?.kind === 'link')
    return [
      ['↑↓', words.keyChoose],
      ['←→', words.keyChange],
      ['Enter', words.keyDoIt],
      ['Esc', words.keyLeaveIt],
    ];
  const language: readonly Hint[] = isUnicode ? [['L', words.keyLanguage]] : [];
  if (overlay !== undefined) return [['Esc', words.keyClose], ['↑↓ PgUp PgDn', words.keyScroll], ...language];
  if (state.atConsole)
    return [
      [isRaw ? 'Ctrl-\\' : 'Ctrl-]', words.keyBack],
      ['?', words.keyMayFollow],
      ['Tab', words.keyCompletes],
      [':help', words.keyOwn],
    ];
  const rest: readonly Hint[] = [...(lab.doors.length > 0 ? [['d', words.keyWaysIn] as const] : []), ...language];
  const choose = ['↑↓', words.keyChoose] as const;
  const pane = ['Tab', words.keyPane] as const;
  switch (state.pane) {
    case 'links':
      return [
        ['x', words.keyCut],
        ['i', words.keyImpair],
        ['m', words.keyMend],
        ['v', words.keyDetails],
        pane,
        ['c', words.keyConsole],
        ...rest,
      ];
    case 'log':
      return [
        ['↑↓', words.keyScroll],
        ['/', words.keyFilter],
        pane,
        ['c', words.keyConsole],
        ['End', words.keyNewest],
        ...language,
      ];
    case 'sessions':
      return [choose, ['Enter', words.keyDetails], pane, ['c', words.keyConsole], ['e', words.keyWhyDown], ...rest];
    default:
      return [
        ['Enter', words.keyConsole],
        choose,
        pane,
        ['v', words.keyDetails],
        ['l', words.keyLog],
        ['e', words.keyExplain],
        [':', words.keyCommand],
        ...rest,
      ];
  }
}

const cellsOf = ([key, what]: Hint): number => widthOf(key) + widthOf(what) + 3;
const spansOf = ([key, what]: Hint): Span[] => [
  { text: key, tone: 'key' },
  { text: ` ${what}  `, tone: 'faint' },
];

/** The last line: as many keys as there is room for. */
export function hintsOf(seen: Seen): Line {
  const { state, columns } = seen;
  const words = WORDS[state.language];
  const kept = state.atConsole || state.overlay !== undefined ? [] : always(words);
  const last = kept.flatMap(spansOf);
  const spans: Span[] = [{ text: ' ', tone: 'plain' }];
  let rest = columns - 1 - kept.reduce((sum, hint) => sum + cellsOf(hint), 0);
  const front = state.atConsole ? `${state.node}  ` : '';
  if (front !== '' && widthOf(front) < rest) {
    spans.push({ text: front, tone: 'strong' });
    rest -= widthOf(front);
  }
  for (const hint of wanted(seen, words)) {
    if (cellsOf(hint) > rest) continue;
    rest -= cellsOf(hint);
    spans.push(...spansOf(hint));
  }
  return [...spans, { text: ' '.repeat(Math.max(0, rest)), tone: 'plain' }, ...last];
}
