import type { Language } from '../both-languages.js';
import { DESK_WORDS } from '../desk-words.js';
import { detailsView } from './details-view.js';
import { DETAILS_WORDS } from './details-words.js';
import { HELP, type HelpEntry } from './help-words.js';
import { FIELDS, HINTS, type LinkForm, rowOf } from './link-form.js';
import { doorLines, fitted } from './pane-view.js';
import type { Overlay, ScreenState } from './screen-state.js';
import type { LabSight } from './sight.js';
import { broken, left, plain, tail, widthOf } from './text.js';
import type { Line, Span, Tone } from './view.js';
import { WORDS } from './words.js';

const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });

export interface OverlayView {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** @param room how many lines are seen at a time */
export function overlayLines(
  overlay: Overlay,
  { language }: ScreenState,
  lab: LabSight,
  width: number,
  room: number,
): OverlayView {
  const words = WORDS[language];
  const reading = (text: string, tone?: Tone): Line[] =>
    broken(text, width - 2).map((line) => [span(` ${line}`, tone)]);
  switch (overlay.kind) {
    case 'reading':
      return { title: titleOf(overlay.command), lines: overlay.lines.flatMap((text) => reading(text)) };
    case 'help':
      return { title: words.help, lines: helpLines(HELP[language], width) };
    case 'doors': {
      const isAny = lab.doors.length + lab.waysOut.length > 0;
      return { title: words.waysIn, lines: isAny ? doorLines(lab, width, language) : reading(words.noDoors, 'faint') };
    }
    case 'details': {
      const { details } = lab;
      if (details === undefined) return { title: words.details, lines: reading(DETAILS_WORDS[language].gone, 'faint') };
      return detailsView(details, language, width);
    }
    case 'link':
      return {
        title: words.linkOf(overlay.form.ends.join(' - ')),
        lines: formLines(overlay.form, language, width, room),
      };
    default:
      return { title: '', lines: [] };
  }
}

/** `:explain` as a title. */
const titleOf = (command: string): string => plain(command.slice(1).toUpperCase());

/** What there is no room for beside its key goes on below. */
function helpLines(help: readonly HelpEntry[], width: number): Line[] {
  const keys = 19;
  return help.flatMap((entry, i): Line[] => {
    if (typeof entry === 'string') return [...(i === 0 ? [] : [[span('')]]), [span(` ${entry}`, 'strong')]];
    const [key, what] = entry;
    return broken(what, width - keys - 3).map((text, row) => [
      span(`  ${left(row === 0 ? key : '', keys)} `, 'key'),
      span(text),
    ]);
  });
}

function formLines(form: LinkForm, language: Language, width: number, room: number): Line[] {
  const words = WORDS[language];
  const ways = {
    'both ways': words.formBothWays,
    there: words.formTo(form.ends[1]),
    back: words.formTo(form.ends[0]),
  }[form.way];
  const rows: readonly (readonly [at: LinkForm['at'], label: string, value: string, hint: string])[] = [
    ['state', words.formLink, form.up ? words.formPluggedIn : words.cut, words.formLeftRight],
    ['ways', words.formWays, ways, words.formWaysHint],
    ...FIELDS.map((field) => [field, words[field], form.values[field], words[HINTS[field]]] as const),
  ];
  const labels = Math.max(...rows.map(([, label]) => widthOf(label))) + 1;
  const values = width < 60 ? 11 : 18;
  const lines = rows.map(([at, label, value, hint]): Line => {
    const isHere = form.at === at;
    const isTyped = at !== 'state' && at !== 'ways';
    const shown = isTyped ? tail(isHere ? `${value}_` : value, values) : value;
    return fitted(
      [
        span(isHere ? ' > ' : '   ', 'key'),
        span(left(label, labels), isHere ? 'strong' : 'plain'),
        span(left(shown, values), isHere ? 'chosen' : 'plain'),
        span(`  ${hint}`, 'faint'),
      ],
      width,
    );
  });
  if (form.fault === undefined) return [...lines, [span('')], fitted([span(`   ${words.formEmpty}`, 'faint')], width)];
  const faults = broken(DESK_WORDS[language].overlayFault(form.fault), width - 4);
  const told = faults.map((text): Line => [span(`   ${text}`, 'bad')]);
  if (lines.length + 1 + told.length <= room) return [...lines, [span('')], ...told];
  const below = rowOf(form) + 1; // where there is little room, it stands where it is seen
  return [...lines.slice(0, below), ...told, ...lines.slice(below)];
}
