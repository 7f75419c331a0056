/**
 * Which messages the nodes of a lab sent each other, in rows for whoever draws them: those that say the same again and again
 * in one row, steps of the lab between them, and how long nothing happened.
 * @module
 */
import { between, type Instant, inSeconds } from '@rtemu/engine/time';
import type { Lab, NodeKind } from '../lab.js';
import { type Phase, type StepResult, titleOf } from '../scenario.js';
import type { Flight } from './ladder-recorder.js';
import type { Layer } from './layer.js';
import type { Saying } from './ppp-words.js';

export const LIMIT = {
  /** Rows of a picture. How many more there would be is said at its end. */
  rows: 500,
  /** Characters of a message and of a note. */
  textCharacters: 120,
  /** What is sent again within so many seconds is marked so. */
  againSeconds: 60,
} as const;

export interface MessageRow {
  readonly kind: 'message';
  readonly at: Instant;
  readonly from: string;
  readonly to: string;
  readonly layer: Layer;
  readonly text: string;
  readonly isLost: boolean;
  /** The very same was said before. */
  readonly isAgain: boolean;
  readonly isTwice: boolean;
}

/** A step of the lab. */
export interface NoteRow {
  readonly kind: 'note';
  readonly at: Instant;
  readonly text: string;
}

export type Row = MessageRow | NoteRow;

export interface Ladder {
  readonly title: string;
  /** The nodes that spoke, in the order of the lab file. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** What its times count from. */
  readonly began: Instant;
  /** In words, when something was left out for being too much. */
  readonly omission: string | undefined;
}

export interface LadderParts {
  readonly lab: Lab;
  readonly flights: readonly Flight[];
  readonly layers: readonly Layer[];
  /** Steps, told as notes. */
  readonly steps: readonly StepResult[];
  /** Messages that were sent earlier are left out. */
  readonly from?: Instant | undefined;
  /** Whether there were more messages than could be kept. */
  readonly isFull: boolean;
}

/** A row in the making. */
interface Draft extends Omit<MessageRow, 'text' | 'isLost'> {
  readonly text: string;
  readonly stem: string | undefined;
  count: number;
  lost: number;
}

export function ladderOf(parts: LadderParts): Ladder {
  const { lab, isFull } = parts;
  const drafts = draftsOf(parts);
  const rows = withNotes(collapsed(drafts, parts.steps), parts.steps);
  const shown = rows.slice(0, LIMIT.rows);
  const spoke = new Set(shown.flatMap((row) => (row.kind === 'message' ? [row.from, row.to] : [])));
  const left = rows.length - shown.length;
  return {
    title: lab.title ?? lab.name,
    columns: lab.nodes.map(({ name }) => name).filter((name) => spoke.has(name)),
    rows: shown,
    began: shown.find(({ kind }) => kind === 'message')?.at ?? ((parts.from ?? 0) as Instant),
    omission: isFull
      ? 'There were more messages than a ladder keeps; the rest is left out.'
      : left > 0
        ? `${left} more rows are left out; a span or fewer layers would show them.`
        : undefined,
  };
}

const RANK: Readonly<Record<NodeKind, number>> = {
  isp: 6,
  router: 5,
  exchange: 4,
  internet: 3,
  pc: 2,
  udp: 1,
  stream: 1,
  switch: 0,
};

function draftsOf({ lab, flights, layers, from }: LadderParts): Draft[] {
  const kinds = new Map(lab.nodes.map(({ name, kind }) => [name, kind]));
  const rankOf = (name: string): number => RANK[kinds.get(name)!] ?? 0;
  const best = (names: readonly string[]): string | undefined =>
    names.reduce<string | undefined>(
      (one, name) => (one === undefined || rankOf(name) > rankOf(one) ? name : one),
      undefined,
    );
  const home = new Map<number, string>();
  for (const { from: sender, origin } of flights) if (origin !== 0) home.set(origin, sender);
  for (const { arrivals, destination } of flights)
    if (arrivals.length > 0 && destination !== 0) home.set(destination, best(arrivals)!);
  const said = new Map<string, Instant>();
  return flights.flatMap((flight) => {
    const { sentAt: at, from: sender, arrivals, isTwice, content } = flight;
    const isLost = arrivals.length === 0 && !flight.isUnderWay;
    const to = best(arrivals) ?? home.get(flight.destination) ?? flight.towards ?? sender;
    const before = said.get(`${sender} ${content}`);
    const isAgain = before !== undefined && inSeconds(between(before, at)) <= LIMIT.againSeconds;
    said.set(`${sender} ${content}`, at);
    if (from !== undefined && at < from) return [];
    return flight.sayings
      .filter(({ layer }) => layers.includes(layer))
      .map(({ layer, text, stem }: Saying): Draft => {
        return {
          kind: 'message',
          at,
          from: sender,
          to,
          layer,
          text,
          stem,
          isAgain,
          isTwice,
          count: 1,
          lost: isLost ? 1 : 0,
        };
      });
  });
}

/** Of messages that say nothing new, those between two others, or two steps, are one. */
function collapsed(drafts: readonly Draft[], steps: readonly StepResult[]): MessageRow[] {
  const rows: Draft[] = [];
  const open = new Map<string, Draft>();
  let step = 0;
  for (const draft of drafts) {
    const { stem, layer, from, to, at } = draft;
    const before = step;
    while (step < steps.length && steps[step]!.began <= at) step++;
    if (step !== before || stem === undefined) open.clear();
    if (stem === undefined) {
      rows.push(draft);
      continue;
    }
    const key = [layer, from, to, stem].join('|');
    const first = open.get(key);
    if (first) {
      first.count++;
      first.lost += draft.lost;
    } else {
      open.set(key, draft);
      rows.push(draft);
    }
  }
  return rows.map(finished);
}

function finished({ text, stem, count, lost, kind, at, from, to, layer, isAgain, isTwice }: Draft): MessageRow {
  const some = lost > 0 ? `, ${lost} lost` : '';
  const said = count === 1 ? text : `${count} × ${stem}${lost === count ? '' : some}`;
  const alone = count === 1;
  return {
    kind,
    at,
    from,
    to,
    layer,
    text: cut(said),
    isLost: lost === count,
    isAgain: alone && isAgain,
    isTwice: alone && isTwice,
  };
}

/** Of the steps between two messages the last that does more than wait is told: it is what brought the second about. */
function withNotes(messages: readonly MessageRow[], steps: readonly StepResult[]): Row[] {
  const rows: Row[] = [];
  let next = 0;
  for (const message of messages) {
    let step: StepResult | undefined;
    for (; next < steps.length && steps[next]!.began <= message.at; next++)
      if (step === undefined || steps[next]!.step.kind !== 'wait') step = steps[next];
    if (step) rows.push({ kind: 'note', at: step.began, text: cut(noteOf(step)) });
    rows.push(message);
  }
  return rows;
}

const PHASES: Readonly<Record<Phase, string>> = { setup: 'setup', steps: 'step' };
const noteOf = ({ phase, number, step }: StepResult): string => `${PHASES[phase]} ${number}: ${titleOf(step)}`;

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= LIMIT.textCharacters
    ? text
    : `${characters.slice(0, LIMIT.textCharacters - 1).join('')}…`;
}

/** `0.034 s` since the ladder's beginning. */
export const timeOf = ({ began }: Ladder, at: Instant): string => `${inSeconds(between(began, at)).toFixed(3)} s`;
