import { widthOf } from './text.js';
import type { Line, Seen, Span } from './view.js';

type Hint = readonly [key: string, what: string];

/** At the right edge, wherever there are such keys. */
const ALWAYS: readonly Hint[] = [
  ['?', 'help'],
  ['q', 'quit'],
];

/** Which keys there are now, the most wanted first. */
function wanted({ state, isRaw, lab }: Seen): readonly Hint[] {
  const { overlay } = state;
  if (overlay?.kind === 'link')
    return [
      ['↑↓', 'choose'],
      ['←→', 'change'],
      ['Enter', 'do it'],
      ['Esc', 'leave it'],
    ];
  if (overlay !== undefined)
    return [
      ['Esc', 'close'],
      ['↑↓ PgUp PgDn', 'scroll'],
    ];
  if (state.atConsole)
    return [
      [isRaw ? 'Ctrl-\\' : 'Ctrl-]', 'back to the screen'],
      ['?', 'what may follow'],
      ['Tab', 'completes'],
      [':help', "rtemu's own"],
    ];
  const doors: readonly Hint[] = lab.doors.length > 0 ? [['d', 'ways in']] : [];
  switch (state.pane) {
    case 'links':
      return [['x', 'cut/plug'], ['i', 'impair'], ['m', 'mend'], ['Tab', 'pane'], ['c', 'console'], ...doors];
    case 'log':
      return [
        ['↑↓', 'scroll'],
        ['/', 'filter'],
        ['Tab', 'pane'],
        ['c', 'console'],
        ['End', 'newest'],
      ];
    case 'sessions':
      return [['↑↓', 'choose'], ['Enter', 'its console'], ['Tab', 'pane'], ['e', 'why is it down'], ...doors];
    default:
      return [
        ['Enter', 'console'],
        ['↑↓', 'choose'],
        ['Tab', 'pane'],
        ['l', 'log'],
        ['e', 'explain'],
        [':', 'command'],
        ...doors,
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
  const always = state.atConsole || state.overlay !== undefined ? [] : ALWAYS;
  const last = always.flatMap(spansOf);
  const spans: Span[] = [{ text: ' ', tone: 'plain' }];
  let rest = columns - 1 - always.reduce((sum, hint) => sum + cellsOf(hint), 0);
  const front = state.atConsole ? `${state.node}  ` : '';
  if (front !== '' && widthOf(front) < rest) {
    spans.push({ text: front, tone: 'strong' });
    rest -= widthOf(front);
  }
  for (const hint of wanted(seen)) {
    if (cellsOf(hint) > rest) continue;
    rest -= cellsOf(hint);
    spans.push(...spansOf(hint));
  }
  return [...spans, { text: ' '.repeat(Math.max(0, rest)), tone: 'plain' }, ...last];
}
