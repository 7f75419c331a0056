/**
 * What somebody at the screen is doing, and what a key makes of it. Values in, values out: nothing here knows a terminal.
 * @module
 */
import type { Language } from '../both-languages.js';
import type { Subject } from './details-sight.js';
import type { ScreenKey } from './key-reader.js';
import { type LinkForm, linkFormOf, pressInForm } from './link-form.js';
import type { LabSight } from './sight.js';
import { plain } from './text.js';
import { WORDS } from './words.js';

export const PANES = ['nodes', 'links', 'sessions', 'log'] as const;
export type Pane = (typeof PANES)[number];

/** Text to read, over everything else. */
export interface Reading {
  readonly kind: 'reading';
  /** What it answers: `:explain`. */
  readonly command: string;
  readonly lines: readonly string[];
  readonly top: number;
}

/** What stands before everything else, until it is done with. */
export type Overlay =
  | Reading
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'doors'; readonly top: number }
  | { readonly kind: 'details'; readonly of: Subject; readonly top: number }
  | { readonly kind: 'typing'; readonly what: 'filter' | 'command'; readonly text: string; readonly before: string }
  | { readonly kind: 'link'; readonly form: LinkForm }
  /** Whether to leave, although these routers have changes that are not saved. */
  | { readonly kind: 'leaving'; readonly unsaved: readonly string[] };

export interface ScreenState {
  readonly language: Language;
  readonly pane: Pane;
  /** Whether what is typed goes to the console of the selected node. */
  readonly atConsole: boolean;
  /** What is shown where there is room for one of them. */
  readonly below: 'console' | 'log';
  readonly node: string;
  readonly link: number;
  readonly session: number;
  /** Lines between the end of the log and the last one that is shown; 0 follows it. */
  readonly logBack: number;
  readonly filter: string;
  readonly overlay: Overlay | undefined;
  /** Said once, in the last line. */
  readonly notice: string;
}

export const screenStateOf = (node: string, language: Language = 'en'): ScreenState => ({
  language,
  pane: 'nodes',
  atConsole: false,
  below: 'console',
  node,
  link: 0,
  session: 0,
  logBack: 0,
  filter: '',
  overlay: undefined,
  notice: '',
});

/** What the screen asks its owner to do. */
export type Wish =
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'plug'; readonly link: number; readonly up: boolean }
  /** A link is to be again as the lab has it. */
  | { readonly kind: 'mend'; readonly link: number }
  | { readonly kind: 'impair'; readonly link: number; readonly form: LinkForm }
  | { readonly kind: 'leave' }
  | { readonly kind: 'redraw' };

export interface Step {
  readonly state: ScreenState;
  readonly wish?: Wish | undefined;
}

/** What a key needs to know besides. */
export interface Surroundings {
  readonly lab: LabSight;
  /** Lines of the log that pass the filter. */
  readonly logLines: number;
  /** Lines that the log, or a text over everything, has room for. */
  readonly page: number;
  /** Lines of the text that is over everything. */
  readonly textLines: number;
  /** Routers whose changes would be lost. */
  readonly unsaved: () => readonly string[];
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

export function press(before: ScreenState, key: ScreenKey, about: Surroundings): Step {
  const state = before.notice === '' ? before : { ...before, notice: '' };
  if (key === 'redraw') return { state, wish: { kind: 'redraw' } };
  return state.overlay === undefined
    ? pressInPane(state, key, about)
    : pressInOverlay(state, state.overlay, key, about);
}

function pressInPane(state: ScreenState, key: ScreenKey, about: Surroundings): Step {
  if (typeof key === 'object') return pressLetter(state, key.text, about);
  switch (key) {
    case 'tab':
      return { state: toPane(state, nextPane(state, 1)) };
    case 'back-tab':
      return { state: toPane(state, nextPane(state, -1)) };
    case 'enter':
      return enter(state, about);
    case 'escape':
      return { state: state.filter !== '' && state.pane === 'log' ? { ...state, filter: '', logBack: 0 } : state };
    case 'interrupt':
      return leave(state, about);
    case 'up':
    case 'down':
    case 'page-up':
    case 'page-down':
    case 'home':
    case 'end':
      return { state: move(state, key, about) };
    default:
      return { state };
  }
}

function pressLetter(state: ScreenState, letter: string, about: Surroundings): Step {
  const typing = (what: 'filter' | 'command', text: string): Step => ({
    state: { ...state, overlay: { kind: 'typing', what, text, before: text } },
  });
  const link = about.lab.links[state.link];
  switch (letter) {
    case 'j':
      return { state: move(state, 'down', about) };
    case 'k':
      return { state: move(state, 'up', about) };
    case 'g':
      return { state: move(state, 'home', about) };
    case 'G':
      return { state: move(state, 'end', about) };
    case 'c':
      return { state: goToConsole(state, about.lab, nodeOf(state, about)) };
    case 'l':
      return { state: toPane(state, 'log') };
    case '/': {
      const inLog = toPane(state, 'log');
      return {
        state: { ...inLog, overlay: { kind: 'typing', what: 'filter', text: state.filter, before: state.filter } },
      };
    }
    case ':':
      return typing('command', ':');
    case 'x':
      return link && state.pane === 'links'
        ? { state, wish: { kind: 'plug', link: state.link, up: !link.up } }
        : {
            state: {
              ...state,
              notice: WORDS[state.language].cutNeedsLink,
            },
          };
    case 'i':
      return link && state.pane === 'links'
        ? { state: { ...state, overlay: { kind: 'link', form: linkFormOf(state.link, link) } } }
        : { state: { ...state, notice: WORDS[state.language].impairNeedsLink } };
    case 'm':
      return link && state.pane === 'links'
        ? { state, wish: { kind: 'mend', link: state.link } }
        : {
            state: {
              ...state,
              notice: WORDS[state.language].mendNeedsLink,
            },
          };
    case 'L':
      return { state: inOtherLanguage(state) };
    case 'v':
      return { state: showDetails(state, about) };
    case 'd':
      return { state: { ...state, overlay: { kind: 'doors', top: 0 } } };
    case 'e':
      return { state, wish: { kind: 'command', text: ':explain' } };
    case '?':
    case 'h':
      return { state: { ...state, overlay: { kind: 'help', top: 0 } } };
    case 'q':
      return leave(state, about);
    default:
      return { state };
  }
}

const inOtherLanguage = (state: ScreenState): ScreenState => ({
  ...state,
  language: state.language === 'en' ? 'ja' : 'en',
});

/** What was answered in the other language, answered anew. */
const askedAgain = (overlay: Overlay): Wish | undefined =>
  overlay.kind === 'reading' ? { kind: 'command', text: overlay.command } : undefined;

function leave(state: ScreenState, { unsaved }: Surroundings): Step {
  const names = unsaved();
  if (names.length === 0) return { state, wish: { kind: 'leave' } };
  return { state: { ...state, overlay: { kind: 'leaving', unsaved: names } } };
}

const nextPane = ({ pane }: ScreenState, by: number): Pane =>
  PANES[(PANES.indexOf(pane) + by + PANES.length) % PANES.length]!;

const toPane = (state: ScreenState, pane: Pane): ScreenState => ({
  ...state,
  pane,
  below: pane === 'log' ? 'log' : state.below,
});

/** The node that the keys are about. */
const nodeOf = (state: ScreenState, { lab }: Surroundings): string =>
  (state.pane === 'sessions' ? lab.sessions[state.session]?.node : undefined) ?? state.node;

function subjectOf(state: ScreenState, { lab }: Surroundings): Subject | undefined {
  if (state.pane === 'links') return lab.links[state.link] && { kind: 'link', link: state.link };
  if (state.pane !== 'sessions') return { kind: 'node', node: state.node };
  const session = lab.sessions[state.session];
  return session && { kind: 'session', id: session.id };
}

function showDetails(state: ScreenState, about: Surroundings): ScreenState {
  const of = subjectOf(state, about);
  return of === undefined ? state : { ...state, overlay: { kind: 'details', of, top: 0 } };
}

function enter(state: ScreenState, about: Surroundings): Step {
  const { lab } = about;
  const link = lab.links[state.link];
  if (state.pane === 'links' && link)
    return { state: { ...state, overlay: { kind: 'link', form: linkFormOf(state.link, link) } } };
  if (state.pane === 'sessions') return { state: showDetails(state, about) };
  return { state: goToConsole(state, lab, state.node) };
}

export function goToConsole(state: ScreenState, lab: LabSight, name: string): ScreenState {
  const node = lab.nodes.find((each) => each.name === name);
  if (node?.hasConsole) return { ...select(state, name), atConsole: true, below: 'console', overlay: undefined };
  return { ...state, notice: WORDS[state.language].noConsole(name) };
}

/** Another node, whose log begins at its end. */
export const select = (state: ScreenState, node: string): ScreenState =>
  node === state.node ? state : { ...state, node, logBack: 0 };

type Motion = 'up' | 'down' | 'page-up' | 'page-down' | 'home' | 'end';

function movedTo(at: number, motion: Motion, page: number, last: number): number {
  const by = { up: -1, down: 1, 'page-up': -page, 'page-down': page, home: -Infinity, end: Infinity }[motion];
  return clamp(at + by, Math.max(0, last));
}

function move(state: ScreenState, motion: Motion, { lab, logLines, page }: Surroundings): ScreenState {
  switch (state.pane) {
    case 'nodes': {
      const names = lab.nodes.map(({ name }) => name);
      return select(state, names[movedTo(names.indexOf(state.node), motion, 5, names.length - 1)] ?? state.node);
    }
    case 'links':
      return { ...state, link: movedTo(state.link, motion, 5, lab.links.length - 1) };
    case 'sessions':
      return { ...state, session: movedTo(state.session, motion, 5, lab.sessions.length - 1) };
    default: {
      const most = Math.max(0, logLines - page);
      const top = movedTo(most - Math.min(state.logBack, most), motion, Math.max(1, page - 1), most);
      return { ...state, logBack: most - top };
    }
  }
}

function pressInOverlay(state: ScreenState, overlay: Overlay, key: ScreenKey, about: Surroundings): Step {
  const closed = { ...state, overlay: undefined };
  switch (overlay.kind) {
    case 'leaving':
      if (typeof key === 'object' && /^[yY]/.test(key.text)) return { state: closed, wish: { kind: 'leave' } };
      return { state: closed };
    case 'typing':
      return pressWhileTyping(state, overlay, key);
    case 'link': {
      const { form, done } = pressInForm(overlay.form, key);
      if (done === 'cancelled') return { state: closed };
      if (done === 'accepted') return { state: closed, wish: { kind: 'impair', link: form.link, form } };
      return { state: { ...state, overlay: { kind: 'link', form } } };
    }
    default: {
      const text = typeof key === 'object' ? key.text : key;
      if (text === 'escape' || text === 'enter' || text === 'q' || text === 'interrupt' || text === '?')
        return { state: closed };
      if (text === 'L') return { state: inOtherLanguage(state), wish: askedAgain(overlay) };
      const motion = text === 'j' ? 'down' : text === 'k' ? 'up' : text === ' ' ? 'page-down' : text;
      const last = Math.max(0, about.textLines - about.page);
      const top = isMotion(motion) ? movedTo(overlay.top, motion, Math.max(1, about.page - 1), last) : overlay.top;
      return { state: { ...state, overlay: { ...overlay, top } } };
    }
  }
}

const isMotion = (text: string): text is Motion =>
  text === 'up' || text === 'down' || text === 'page-up' || text === 'page-down' || text === 'home' || text === 'end';

/** Characters that a filter or a command may have. */
const TYPED_MAX = 200;

function pressWhileTyping(state: ScreenState, overlay: Overlay & { kind: 'typing' }, key: ScreenKey): Step {
  const { what, text, before } = overlay;
  const closed = { ...state, overlay: undefined };
  const typed = (now: string): Step => ({
    state: {
      ...state,
      overlay: { ...overlay, text: now },
      ...(what === 'filter' && { filter: now, logBack: 0 }),
    },
  });
  if (typeof key === 'object') return typed((text + plain(key.text)).slice(0, TYPED_MAX));
  switch (key) {
    case 'backspace':
      if (what === 'command' && text === ':') return { state: closed };
      return typed(Array.from(text).slice(0, -1).join(''));
    case 'clear-line':
      return typed(what === 'command' ? ':' : '');
    case 'escape':
    case 'interrupt':
      return { state: what === 'filter' ? { ...closed, filter: before } : closed };
    case 'enter':
      return what === 'command' && text.length > 1
        ? { state: closed, wish: { kind: 'command', text } }
        : { state: closed };
    default:
      return { state };
  }
}

/** Keeps what is selected among what there is. */
export function keptWithin(state: ScreenState, lab: LabSight): ScreenState {
  const link = clamp(state.link, Math.max(0, lab.links.length - 1));
  const session = clamp(state.session, Math.max(0, lab.sessions.length - 1));
  return link === state.link && session === state.session ? state : { ...state, link, session };
}
