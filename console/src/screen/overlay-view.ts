import { FIELDS, HINTS, type LinkForm } from './link-form.js';
import { doorLines, fitted } from './pane-view.js';
import type { Overlay } from './screen-state.js';
import type { LabSight } from './sight.js';
import { cut, left } from './text.js';
import type { Line, Span, Tone } from './view.js';

const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });

const HELP: readonly (readonly [key: string, what: string] | string)[] = [
  'Everywhere',
  ['Tab  Shift-Tab', 'the next pane, the one before'],
  ['Arrows  PgUp  PgDn', 'choose, or scroll; Home and End, j k g G too'],
  ['Enter  c', 'type at the console of the chosen node'],
  ['l', 'the log of the chosen node'],
  ['/', 'only lines of the log with these words; Esc: all again'],
  ['e', 'explain: of each VPN whether it is up, and why not'],
  ['d', 'ways in: the telnet and SSH ports of the nodes'],
  [':', 'a command of rtemu; :help lists them'],
  ['Ctrl-L', 'draw the screen anew'],
  ['q  Ctrl-C', 'leave; asks when a router has changes that are not saved'],
  'Links',
  ['x', 'cut the chosen link, or plug it in again'],
  ['i  Enter', 'make it worse: loss, delay, rate, ...'],
  ['m', 'mend it: as the lab has it'],
  'At a console',
  ['Ctrl-]', 'back to the screen'],
  ['Ctrl-\\', 'the same, also out of telnet and viewers'],
  [':nodes  :help  ...', 'lines with a colon in front are for rtemu'],
  'What the figures are',
  ['links', '>1.2k <300  bits a second there and back (f: frames); -3 lost a second'],
  ['sessions', '>1.2M <300  octets sent and received, and how long it has been up'],
];

export interface OverlayView {
  readonly title: string;
  readonly lines: readonly Line[];
}

export function overlayLines(overlay: Overlay, lab: LabSight, width: number): OverlayView {
  switch (overlay.kind) {
    case 'reading':
      return { title: overlay.title, lines: overlay.lines.map((text) => [span(` ${cut(text, width - 1)}`)]) };
    case 'help':
      return { title: 'HELP', lines: helpLines(width) };
    case 'doors':
      return { title: 'WAYS IN', lines: lab.doors.length + lab.waysOut.length > 0 ? doorLines(lab, width) : NO_DOORS };
    case 'link':
      return { title: `LINK ${overlay.form.ends.join(' - ')}`, lines: formLines(overlay.form, width) };
    default:
      return { title: '', lines: [] };
  }
}

const NO_DOORS: readonly Line[] = [
  [span('  None: start with --telnet 2300 or --ssh 2200, and each node has a port.', 'faint')],
];

function helpLines(width: number): Line[] {
  const keys = 19;
  return HELP.flatMap((entry, i): Line[] => {
    if (typeof entry === 'string') return [...(i === 0 ? [] : [[span('')]]), [span(` ${entry}`, 'strong')]];
    const [key, what] = entry;
    return [fitted([span(`  ${left(key, keys)} `, 'key'), span(what)], width)];
  });
}

function formLines(form: LinkForm, width: number): Line[] {
  const line = (at: LinkForm['at'], label: string, value: string, hint: string): Line => {
    const isHere = form.at === at;
    const shown = left(isHere && at !== 'state' && at !== 'ways' ? `${value}_` : value, 18);
    return fitted(
      [
        span(isHere ? ' > ' : '   ', 'key'),
        span(left(label, 13), isHere ? 'strong' : 'plain'),
        span(shown, isHere ? 'chosen' : 'plain'),
        span(`  ${hint}`, 'faint'),
      ],
      width,
    );
  };
  const ways = {
    'both ways': 'both ways',
    there: `to ${form.ends[1]}`,
    back: `to ${form.ends[0]}`,
  }[form.way];
  return [
    line('state', 'link', form.up ? 'plugged in' : 'cut', 'left and right change it'),
    line('ways', 'what follows', ways, 'both ways, or one of them'),
    ...FIELDS.map((field) => line(field, field, form.values[field], HINTS[field])),
    [span('')],
    fitted([form.fault === '' ? span('   Empty is faultless.', 'faint') : span(`   ${form.fault}`, 'bad')], width),
  ];
}
