/**
 * What stands on the screen, as lines of marked words: made of what is seen of the lab and what somebody is doing, and of
 * nothing else. Who draws it knows nothing of labs.
 * @module
 */
import { type Arrangement, arrange, LEAST, type Rect } from './arrangement.js';
import { hintsOf } from './hints.js';
import { rowOf } from './link-form.js';
import type { LogEntry } from './log-tail.js';
import { overlayLines } from './overlay-view.js';
import { doorLines, fitted, linkLines, logLinesOf, nodeLines, sessionLines, shownFrom } from './pane-view.js';
import type { ScreenState } from './screen-state.js';
import type { LabSight } from './sight.js';
import { clockText, cut, left, tail, widthOf } from './text.js';
import { WORDS, type Words } from './words.js';

/** What words look like; where there are no colours, some look like the rest. */
export type Tone = 'plain' | 'faint' | 'strong' | 'good' | 'bad' | 'odd' | 'key' | 'chosen';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export type Line = readonly Span[];

const RULE = '─';

export const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });

export interface Pane {
  readonly rect: Rect;
  readonly lines: readonly Line[];
}

export interface View {
  readonly columns: number;
  readonly rows: number;
  /** Title and keys among them. */
  readonly panes: readonly Pane[];
  readonly arrangement: Arrangement;
  /** Where something is typed into the last line. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
}

export interface Seen {
  readonly columns: number;
  readonly rows: number;
  readonly state: ScreenState;
  readonly lab: LabSight;
  /** Of the selected node, those that pass the filter; the oldest first. */
  readonly log: readonly LogEntry[];
  /** Whether the console's keys all go elsewhere, Ctrl-] among them. */
  readonly isRaw: boolean;
  /** Whether somebody has sat down at the console. */
  readonly isOpen: boolean;
  /** Whether the terminal shows more than ASCII. */
  readonly isUnicode: boolean;
}

/** Where everything stands now. */
export const arrangementOf = (columns: number, rows: number, state: ScreenState, lab: LabSight): Arrangement =>
  arrange(columns, rows, {
    nodes: lab.nodes.length,
    links: lab.links.length,
    sessions: lab.sessions.length,
    doors: lab.doors.length === 0 ? 0 : new Set(lab.doors.map(({ node }) => node)).size + lab.waysOut.length,
    atConsole: state.atConsole,
    isCovered: state.overlay !== undefined && state.overlay.kind !== 'typing' && state.overlay.kind !== 'leaving',
    below: state.below,
    pane: state.pane,
  });

export function viewOf(seen: Seen): View {
  const { columns, rows, state, lab, isOpen } = seen;
  const { language } = state;
  const words = WORDS[language];
  const arrangement = arrangementOf(columns, rows, state, lab);
  if (arrangement.kind === 'too small') return tooSmall(columns, rows, arrangement, words);
  const { panes: slots } = arrangement;
  const panes: Pane[] = [];
  const isFull = state.atConsole && arrangement.kind !== 'wide';
  if (!isFull)
    panes.push({ rect: { x: 0, y: 0, width: columns, height: 1 }, lines: [fitted(titleLine(seen), columns)] });
  const add = (
    rect: Rect | undefined,
    title: string,
    note: string,
    isChosen: boolean,
    lines: readonly Line[],
  ): void => {
    if (rect)
      panes.push({
        rect,
        lines: [headLine(rect.width, title, note, isChosen), ...lines].map((line) => fitted(line, rect.width)),
      });
  };
  const inside = (rect: Rect | undefined): number => (rect ? rect.height - 1 : 0);
  const at = (pane: ScreenState['pane']): boolean => !state.atConsole && state.pane === pane;
  const within = (rect: Rect, hasKeys: boolean) => ({ width: rect.width, room: inside(rect), hasKeys, words });
  const count = (all: number, rect: Rect, unit = ''): string => countNote(all, inside(rect), words, unit);
  const { nodes, links, sessions, doors, log, console, whole } = slots;
  if (nodes) {
    const chosen = lab.nodes.findIndex(({ name }) => name === state.node);
    add(
      nodes,
      words.nodes,
      count(lab.nodes.length, nodes),
      at('nodes'),
      nodeLines(lab, chosen, within(nodes, at('nodes'))),
    );
  }
  if (links)
    add(
      links,
      words.links,
      count(lab.links.length, links, 'bit/s'),
      at('links'),
      linkLines(lab, state.link, within(links, at('links'))),
    );
  if (sessions)
    add(
      sessions,
      words.sessions,
      count(lab.sessions.length, sessions, words.octets),
      at('sessions'),
      sessionLines(lab, state.session, within(sessions, at('sessions')), language),
    );
  if (doors) add(doors, words.waysIn, '', false, doorLines(lab, doors.width, language).slice(0, inside(doors)));
  if (log) {
    const note = state.filter !== '' ? `/${state.filter}` : state.logBack > 0 ? words.linesBelow(state.logBack) : '';
    add(log, words.logOf(state.node), note, at('log'), logLinesOf(seen, log.width, inside(log)));
  }
  if (console) add(console, words.consoleOf(state.node), '', state.atConsole, isOpen ? [] : [closedLine(seen)]);
  if (whole && state.overlay) {
    const { title, lines } = overlayLines(state.overlay, state, lab, whole.width, inside(whole));
    const { overlay } = state;
    const top =
      overlay.kind === 'link'
        ? shownFrom(rowOf(overlay.form), lines.length, inside(whole))
        : 'top' in overlay
          ? Math.min(overlay.top, Math.max(0, lines.length - inside(whole)))
          : 0;
    const note =
      lines.length > inside(whole) ? words.linesTo(Math.min(lines.length, top + inside(whole)), lines.length) : '';
    add(whole, title, note, true, lines.slice(top, top + inside(whole)));
  }
  const last = lastLine(seen);
  panes.push({ rect: { x: 0, y: rows - 1, width: columns, height: 1 }, lines: [fitted(last.line, columns)] });
  return { columns, rows, panes, arrangement, cursor: last.cursor };
}

/** Lines that a text over everything has. */
export function textLinesOf(state: ScreenState, lab: LabSight, columns: number): number {
  return state.overlay === undefined ? 0 : overlayLines(state.overlay, state, lab, columns, Infinity).lines.length;
}

const countNote = (count: number, room: number, words: Words, unit: string): string =>
  [count > room ? words.partOf(room, count) : '', unit].filter((text) => text !== '').join('  ');

function closedLine({ state, lab }: Seen): Line {
  const has = lab.nodes.find(({ name }) => name === state.node)?.hasConsole;
  const words = WORDS[state.language];
  return [span(`  ${has ? words.sitDown(state.node) : words.noConsole(state.node)}`, 'faint')];
}

function titleLine({ columns, lab }: Seen): Line {
  const time = clockText(lab.seconds);
  const name = cut(` ${lab.name}`, columns - widthOf(time) - 4);
  const room = columns - widthOf(name) - widthOf(time) - 4;
  const title = lab.title === lab.name ? '' : lab.title;
  return [span(name, 'strong'), span('  '), span(left(title, room), 'faint'), span(` ${time} `, 'plain')];
}

function headLine(width: number, title: string, note: string, isChosen: boolean): Line {
  const name = cut(title, Math.max(width >> 1, width - widthOf(note) - 6)).trimEnd();
  const end = note === '' ? '' : ` ${cut(note, Math.max(4, width - widthOf(name) - 6))}`;
  const rule = Math.max(0, width - widthOf(name) - widthOf(end) - 2);
  return [span(` ${name} `, isChosen ? 'chosen' : 'strong'), span(RULE.repeat(rule), 'faint'), span(end, 'faint')];
}

function lastLine(seen: Seen): { line: Line; cursor: View['cursor'] } {
  const { columns, rows, state } = seen;
  const { overlay } = state;
  const words = WORDS[state.language];
  if (overlay?.kind === 'typing') {
    const prompt = overlay.what === 'filter' ? words.linesWith : ' ';
    const shown = tail(overlay.text, columns - widthOf(prompt) - 2);
    return {
      line: [span(prompt, 'strong'), span(shown)],
      cursor: { x: widthOf(prompt) + widthOf(shown), y: rows - 1 },
    };
  }
  if (overlay?.kind === 'leaving') {
    const names = overlay.unsaved.join(', ');
    const question = words.wouldLose;
    const line = [
      span(` ${cut(names, Math.max(6, columns - widthOf(question) - widthOf(words.yes + words.no) - 3))}`, 'odd'),
      span(question),
      span('y', 'key'),
      span(words.yes),
      span('n', 'key'),
      span(words.no),
    ];
    return { line, cursor: undefined };
  }
  if (state.notice !== '') return { line: [span(` ${cut(state.notice, columns - 2)}`, 'odd')], cursor: undefined };
  return { line: hintsOf(seen), cursor: undefined };
}

function tooSmall(columns: number, rows: number, arrangement: Arrangement, words: Words): View {
  const texts = [words.tooSmall(`${columns}x${rows}`), words.needs(`${LEAST.columns}x${LEAST.rows}`), words.qLeaves];
  const lines = texts.slice(0, rows).map((text) => [span(cut(text, columns))]);
  return {
    columns,
    rows,
    arrangement,
    cursor: undefined,
    panes: [{ rect: { x: 0, y: 0, width: columns, height: rows }, lines }],
  };
}
