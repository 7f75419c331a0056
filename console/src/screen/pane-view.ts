/**
 * The lines of each pane. Columns are as wide as what is in them, and the least important goes first when there is no room.
 * @module
 */
import type { Language } from '../both-languages.js';
import { briefImpairments, printImpairments } from './link-form.js';
import type { LabSight, LaneSight, LinkSight, NodeSight, SessionSight } from './sight.js';
import { amount, clockText, cut, isWiderThan, left, right, widthOf, widthUpTo } from './text.js';
import type { Line, Seen, Span, Tone } from './view.js';
import { WORDS, type Words } from './words.js';

const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });
const widest = (texts: readonly string[], most: number): number =>
  texts.reduce((width, text) => Math.max(width, widthUpTo(text, most)), 0);

/** The first of the lines that are shown when one of them has to be. */
export const shownFrom = (chosen: number, count: number, room: number): number =>
  Math.max(0, Math.min(chosen - Math.floor(room / 2), count - room));

/** A line that may be the chosen one: where the keys go, its looks say so; what is chosen for other panes keeps a mark. */
function chooseable(
  spans: readonly Span[],
  width: number,
  isChosen: boolean,
  hasKeys: boolean,
  keepsMark = false,
): Line {
  const mark = isChosen && (hasKeys || keepsMark) ? '>' : ' ';
  if (isChosen && hasKeys) return [span(left(`${mark} ${spans.map(({ text }) => text).join('')}`, width), 'chosen')];
  return [span(`${mark} `, 'key'), ...spans];
}

function listed<Item>(
  items: readonly Item[],
  chosen: number,
  room: number,
  none: string,
  lineOf: (item: Item, isChosen: boolean) => Line,
): Line[] {
  if (items.length === 0) return room > 0 ? [[span(`  ${none}`, 'faint')]] : [];
  const from = shownFrom(chosen, items.length, room);
  return items.slice(from, from + room).map((item, i) => lineOf(item, from + i === chosen));
}

/** A pane, without its title. */
export interface Inside {
  readonly width: number;
  readonly room: number;
  readonly hasKeys: boolean;
  readonly words: Words;
}

export function nodeLines(lab: LabSight, chosen: number, { width, room, hasKeys, words }: Inside): Line[] {
  const names = widest(
    lab.nodes.map(({ name }) => name),
    14,
  );
  const models = widest(
    lab.nodes.map(({ model }) => model),
    8,
  );
  return listed(lab.nodes, chosen, room, words.noNodes, (node, isChosen) => {
    const [state, tone] = stateOf(node, words);
    const gap = width < 48 ? ' ' : '  ';
    const rest = Math.max(0, width - 2 - names - models - 2 * gap.length);
    const stateRoom = state === '' ? 0 : Math.min(rest, widthOf(state) + 1);
    return chooseable(
      [
        span(left(node.name, names), 'strong'),
        span(`${gap}${left(node.model, models)}${gap}`, 'faint'),
        span(left(addressesOf(node, rest - stateRoom), rest - stateRoom)),
        span(right(state, stateRoom), tone),
      ],
      width,
      isChosen,
      hasKeys,
      true,
    );
  });
}

/** All of them, if there is room; else the first one. */
function addressesOf({ addresses }: NodeSight, room: number): string {
  const all = addresses.join(' ');
  return !isWiderThan(all, room) ? all : (addresses[0] ?? '').replace(/\/\d+$/, '');
}

function stateOf({ cut: pulled, isUnsaved, sessions }: NodeSight, words: Words): [string, Tone] {
  if (pulled > 0) return [words.nodeCut(pulled), 'bad'];
  if (isUnsaved) return [words.unsaved, 'odd'];
  return sessions > 0 ? [words.nodeUp(sessions), 'good'] : ['', 'plain'];
}

/** Bits a second, or frames where nobody counts octets: `1.2k`, `35f`. */
const rateText = ({ bitsPerSecond, framesPerSecond }: LaneSight): string =>
  bitsPerSecond === undefined ? `${amount(framesPerSecond)}f` : amount(bitsPerSecond);

/** `cut`, `loss 5%, delay 20ms`, `back: delay 20ms`; with less room `5% 20ms`. */
function flawsOf({ up, forward, backward, isAsMade }: LinkSight, room: number, words: Words): [string, Tone] {
  if (!up) return [words.cut, 'bad'];
  const tone = isAsMade ? 'faint' : 'odd'; // a lab's own delays are nothing to be told of
  const [there, back] = [forward, backward].map(({ impairments }) => printImpairments(impairments, words)) as [
    string,
    string,
  ];
  if (there === back) return [!isWiderThan(there, room) ? there : briefImpairments(forward.impairments, words), tone];
  const ways = [there && `${words.there} ${there}`, back && `${words.back} ${back}`];
  const whole = ways.filter((way) => way !== '').join('; ');
  if (!isWiderThan(whole, room)) return [whole, tone];
  return [briefImpairments((there === '' ? backward : forward).impairments, words), tone];
}

function lossText({ forward, backward, up }: LinkSight): string {
  const drops = forward.dropsPerSecond + backward.dropsPerSecond;
  return up && drops >= 0.5 ? ` -${amount(drops)}` : '';
}

const isBusy = ({ framesPerSecond }: LaneSight): boolean => framesPerSecond >= 0.5;

export function linkLines(lab: LabSight, chosen: number, { width, room, hasKeys, words }: Inside): Line[] {
  const ends = lab.links.map((link) => link.ends.join(' - '));
  const isWide = width >= 56;
  const rates = isWide ? 14 : 6;
  const names = Math.min(widest(ends, 48), Math.max(12, width - 2 - rates - (isWide ? 20 : 8)));
  return listed(lab.links, chosen, room, words.noLinks, (link, isChosen) => {
    const { forward, backward } = link;
    const busy = isBusy(forward) || isBusy(backward);
    const losses = lossText(link);
    const rest = Math.max(0, width - 2 - names - rates - 1 - widthOf(losses));
    const [flaws, tone] = flawsOf(link, rest, words);
    const load = !link.up
      ? ` ${right('-', rates - 1)}`
      : isWide
        ? ` ${right(`>${rateText(forward)}`, 6)} ${right(`<${rateText(backward)}`, 6)}`
        : ` ${right(rateText(busier(forward, backward)), 5)}`;
    return chooseable(
      [
        span(left(link.ends.join(' - '), names), link.up ? 'plain' : 'bad'),
        span(load, link.up && busy ? 'good' : 'faint'),
        span(` ${cut(flaws, rest)}`, tone),
        span(losses, 'bad'),
      ],
      width,
      isChosen,
      hasKeys,
    );
  });
}

const busier = (one: LaneSight, other: LaneSight): LaneSight =>
  (other.bitsPerSecond ?? other.framesPerSecond) > (one.bitsPerSecond ?? one.framesPerSecond) ? other : one;

export function sessionLines(
  lab: LabSight,
  chosen: number,
  { width, room, hasKeys, words }: Inside,
  language: Language,
): Line[] {
  const { sessions } = lab;
  const nodes = widest(
    sessions.map(({ node }) => node),
    12,
  );
  const names = widest(
    sessions.map(({ name }) => name),
    width < 70 ? 8 : 15,
  );
  const media = widest(
    sessions.map((session) => mediumText(session, words)),
    12,
  );
  const states = widest(
    sessions.map((session) => stateText(session, words)),
    10,
  );
  const whos = widest(sessions.map(whoOf), width < 70 ? 14 : 28);
  return listed(sessions, chosen, room, words.noSessions, (session, isChosen) => {
    const tone = TONES[session.state];
    const texts: Span[] = [
      span(left(session.node, nodes), 'strong'),
      span(`  ${left(shortName(session.name, names), names)}`),
      span(`  ${left(mediumText(session, words), media)}`, 'faint'),
      span(` ${left(whoOf(session), whos)}`),
      span(` ${right(stateText(session, words), states)}`, tone),
    ];
    const counters = ` ${right(`>${amount(session.sentOctets)}`, 5)} ${right(`<${amount(session.receivedOctets)}`, 5)}`;
    const used = 2 + texts.reduce((sum, { text }) => sum + widthOf(text), 0);
    const rest = width - used;
    if (session.state === 'ended') texts.push(span(` ${cut(session.cause[language], rest - 1)}`, 'faint'));
    else {
      if (rest >= widthOf(counters)) texts.push(span(counters, 'plain'));
      if (rest >= widthOf(counters) + session.cipher.length + 1) texts.push(span(` ${session.cipher}`, 'faint'));
    }
    return chooseable(texts, width, isChosen, hasKeys);
  });
}

const TONES = { connecting: 'odd', up: 'good', closing: 'odd', ended: 'faint' } as const;

/** `PP[ANONYMOUS01]` where there is little room: `ANON01`. */
const shortName = (name: string, room: number): string =>
  !isWiderThan(name, room) ? name : name.replace(/^PP\[ANONYMOUS(\d+)\]$/, 'ANON$1');

const whoOf = ({ who, address }: SessionSight): string => [who, address].filter((text) => text !== '').join(' ');

export const mediumText = ({ medium }: Pick<SessionSight, 'medium'>, words: Words): string =>
  medium === 'leased line' ? words.leasedLine : medium;

function stateText({ state, seconds }: SessionSight, words: Words): string {
  if (state === 'connecting') return words.dialling;
  if (state === 'closing') return words.closing;
  return state === 'up' ? clockText(seconds) : words.secondsAgo(Math.floor(seconds));
}

/** Where each node is reached from outside, as a table. */
export function doorLines(lab: LabSight, width: number, language: Language): Line[] {
  const nodes = [...new Set(lab.doors.map(({ node }) => node))];
  const names = widest(nodes, 16);
  const lines = nodes.map((node): Line => {
    const ways = lab.doors.filter((door) => door.node === node);
    const texts = ways.map(({ way, place, closed }) =>
      span(
        `${way} ${place}${closed === undefined ? '' : ` (${closed[language]})`}  `,
        closed === undefined ? 'plain' : 'faint',
      ),
    );
    return fitted([span(`  ${left(node, names)}  `, 'strong'), ...texts], width);
  });
  return [...lines, ...lab.waysOut.map((way): Line => [span(`  ${cut(way, width - 2)}`)])];
}

/** The line as far as there is room for it. */
export function fitted(line: Line, width: number): Line {
  let rest = width;
  return line.flatMap(({ text, tone }) => {
    const kept = cut(text, rest);
    rest = kept === text ? rest - widthOf(kept) : 0;
    return kept === '' ? [] : [span(kept, tone)];
  });
}

/** Lines that a long one is broken into at most. */
const PIECES_MAX = 4;

function piecesOf(text: string, width: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (pieces.length < PIECES_MAX - 1 && isWiderThan(rest, width)) {
    const longer = cut(rest, width + 1);
    const piece = (longer === rest ? cut(rest, width) : longer).slice(0, -1); // without the ellipsis
    if (piece === '') break;
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, cut(rest, width)];
}

/** The end of the log, or as far back as somebody has gone. */
export function logLinesOf({ log, state, lab }: Seen, width: number, room: number): Line[] {
  const words = WORDS[state.language];
  const node = lab.nodes.find(({ name }) => name === state.node);
  if (node?.hasLog !== true) return [[span(`  ${words.noLog(state.node)}`, 'faint')]];
  if (log.length === 0)
    return [[span(`  ${state.filter === '' ? words.emptyLog : words.nothingFound(state.filter)}`, 'faint')]];
  const lines: Line[] = [];
  const indent = 10;
  const end = Math.max(1, log.length - state.logBack);
  for (let i = end - 1; i >= 0 && lines.length < room; i--) {
    const { time, text } = log[i]!;
    const [first = '', ...more] = piecesOf(text, Math.max(10, width - indent));
    const whole: Line[] = [
      [span(` ${time} `, 'faint'), ...found(first, state.filter)],
      ...more.map((piece): Line => [span(' '.repeat(indent)), ...found(piece, state.filter)]),
    ];
    lines.unshift(...whole.slice(-(room - lines.length)));
  }
  return lines;
}

/** What is looked for stands out. */
function found(text: string, filter: string): Span[] {
  if (filter === '') return [span(text)];
  const at = text.toLowerCase().indexOf(filter.toLowerCase());
  if (at < 0) return [span(text)];
  const to = at + filter.length;
  return [span(text.slice(0, at)), span(text.slice(at, to), 'key'), span(text.slice(to))];
}
