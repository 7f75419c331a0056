/**
 * The small form in which a link is made worse or well again: what a link of a lab file may say, a line for each.
 * @module
 */
import { FAULTLESS, type Impairments, MILLION } from '@rtemu/lab/impairments';
import { overlayIn } from '@rtemu/lab/overlay';
import type { OverlayFault } from '@rtemu/lab/overlay-fault';
import type { ScreenKey } from './key-reader.js';
import type { LinkSight } from './sight.js';
import { plain } from './text.js';
import type { Words } from './words.js';

export type Way = 'both ways' | 'there' | 'back';
const WAYS: readonly Way[] = ['both ways', 'there', 'back'];

export const FIELDS = [
  'delay',
  'jitter',
  'loss',
  'duplication',
  'reordering',
  'corruption',
  'rate',
  'queue',
  'mtu',
] as const satisfies readonly (keyof Impairments)[];
export type Field = (typeof FIELDS)[number];

/** What a field is about, for who has never seen it. */
export const HINTS = {
  delay: 'hintDelay',
  jitter: 'hintJitter',
  loss: 'hintLoss',
  duplication: 'hintDuplication',
  reordering: 'hintReordering',
  corruption: 'hintCorruption',
  rate: 'hintRate',
  queue: 'hintQueue',
  mtu: 'hintMtu',
} as const satisfies Readonly<Record<Field, keyof Words>>;

type Values = Readonly<Record<Field, string>>;

export interface LinkForm {
  readonly link: number;
  readonly ends: readonly [string, string];
  /** `state`, `ways`, or the field that is typed into. */
  readonly at: 'state' | 'ways' | Field;
  readonly up: boolean;
  readonly way: Way;
  readonly values: Values;
  /** As each direction is now. */
  readonly now: Readonly<Record<Way, Values>>;
  readonly fault: OverlayFault | undefined;
}

/** As a lab file has it; empty where a cable is as good as can be. */
export function printImpairment(field: Field, value: number): string {
  if (value === FAULTLESS[field]) return '';
  switch (field) {
    case 'delay':
    case 'jitter':
      return value % 1000 === 0 ? `${value / 1000}ms` : value > 1000 ? `${value / 1000}ms` : `${value}us`;
    case 'rate':
      return value % 1e6 === 0 ? `${value / 1e6}Mbit` : value % 1000 === 0 ? `${value / 1000}kbit` : `${value}`;
    case 'queue':
    case 'mtu':
      return String(value);
    default:
      return `${(value * 100) / MILLION}%`;
  }
}

/** `loss 5%, delay 20ms`; empty when nothing is wrong. */
export const printImpairments = (impairments: Impairments, words: Words): string =>
  FIELDS.filter((field) => field !== 'queue' || impairments.rate > 0)
    .map((field) => [field, printImpairment(field, impairments[field])] as const)
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `${words[field]} ${value}`)
    .join(', ');

const BRIEF: Partial<Readonly<Record<Field, keyof Words>>> = {
  duplication: 'briefDuplication',
  reordering: 'briefReordering',
  corruption: 'briefCorruption',
  mtu: 'mtu',
};

/** The same in few cells, what hurts most first: `5% 20ms`. */
export const briefImpairments = (impairments: Impairments, words: Words): string =>
  (['loss', 'delay', 'rate', 'duplication', 'reordering', 'corruption', 'mtu', 'jitter'] as const)
    .map((field) => [BRIEF[field], printImpairment(field, impairments[field])] as const)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => (label === undefined ? value : `${words[label]} ${value}`))
    .join(' ');

const valuesOf = (impairments: Impairments): Values =>
  Object.fromEntries(FIELDS.map((field) => [field, printImpairment(field, impairments[field])])) as Record<
    Field,
    string
  >;

export function linkFormOf(link: number, { ends, up, forward, backward }: LinkSight): LinkForm {
  const there = valuesOf(forward.impairments);
  const now = { 'both ways': there, there, back: valuesOf(backward.impairments) };
  return { link, ends, at: 'state', up, way: 'both ways', values: there, now, fault: undefined };
}

/** What the form asks for: every field, the empty ones as on a faultless cable. */
export function impairmentsOf({ values }: LinkForm): Impairments | { readonly fault: OverlayFault } {
  const written = FIELDS.filter((field) => values[field].trim() !== '').map(
    (field) => `${field}=${values[field].trim()}`,
  );
  const read = written.length === 0 ? { overlay: {} } : overlayIn(written.join(','));
  return 'fault' in read ? read : { ...FAULTLESS, ...read.overlay };
}

const ROWS: readonly LinkForm['at'][] = ['state', 'ways', ...FIELDS];

/** The line of the form that the keys go to. */
export const rowOf = ({ at }: LinkForm): number => ROWS.indexOf(at);

/** Characters of a value. */
const VALUE_MAX = 16;

export function pressInForm(form: LinkForm, key: ScreenKey): { form: LinkForm; done?: 'accepted' | 'cancelled' } {
  const row = rowOf(form);
  const to = (next: number): { form: LinkForm } => ({
    form: { ...form, at: ROWS[(next + ROWS.length) % ROWS.length]! },
  });
  if (typeof key === 'object') return { form: typed(form, plain(key.text)) };
  switch (key) {
    case 'escape':
    case 'interrupt':
      return { form, done: 'cancelled' };
    case 'enter': {
      const read = impairmentsOf(form);
      return 'fault' in read ? { form: { ...form, fault: read.fault } } : { form, done: 'accepted' };
    }
    case 'up':
    case 'back-tab':
      return to(row - 1);
    case 'down':
    case 'tab':
      return to(row + 1);
    case 'left':
    case 'right':
      return { form: turned(form, key === 'left' ? -1 : 1) };
    case 'backspace':
      return { form: changed(form, (value) => value.slice(0, -1)) };
    case 'clear-line':
      return { form: changed(form, () => '') };
    default:
      return { form };
  }
}

function typed(form: LinkForm, text: string): LinkForm {
  if (form.at === 'state' || form.at === 'ways') return text.startsWith(' ') ? turned(form, 1) : form;
  return changed(form, (value) => (value + text).slice(0, VALUE_MAX));
}

function turned(form: LinkForm, by: number): LinkForm {
  if (form.at === 'state') return { ...form, up: !form.up };
  if (form.at !== 'ways') return form;
  const way = WAYS[(WAYS.indexOf(form.way) + by + WAYS.length) % WAYS.length]!;
  const isTouched = form.values !== form.now[form.way];
  return { ...form, way, values: isTouched ? form.values : form.now[way] };
}

function changed(form: LinkForm, change: (value: string) => string): LinkForm {
  const { at } = form;
  if (at === 'state' || at === 'ways') return form;
  return { ...form, values: { ...form.values, [at]: change(form.values[at]) }, fault: undefined };
}
