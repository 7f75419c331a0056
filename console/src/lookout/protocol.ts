/**
 * What is said on the Unix socket at which a running lab lets itself be looked on at. The client asks in one line; the lab
 * answers in one, and goes on with what was asked for:
 *
 *     rtemu/1 list                              ok LAB
 *                                               ethernet NODE:INTERFACE
 *                                               ppp NODE:INTERFACE
 *                                               ...and the end of the stream
 *
 *     rtemu/1 capture NODE:INTERFACE,...        ok LAB
 *                                               ...and a pcapng stream
 *
 * or, where nothing comes of it, `no REASON` and the end of the stream. Lines are UTF-8 and end in a line feed.
 *
 * A client that ends its side of the stream has seen enough: it gets the interfaces' statistics and the end. One that says
 * anything else after its request, or is too slow with it, is cut off.
 * @module
 */

export const LIMIT = {
  /** Of a request, with its line feed. */
  requestOctets: 16 * 1024,
  /** How long a client may take to ask. */
  requestMilliseconds: 5000,
} as const;

const GREETING = 'rtemu/1';

export type Request =
  | { readonly kind: 'list' }
  /** `interfaces`: as `--capture` has them. */
  | { readonly kind: 'capture'; readonly interfaces: string };

export const printRequest = (request: Request): string =>
  request.kind === 'list' ? `${GREETING} list\n` : `${GREETING} capture ${request.interfaces}\n`;

/** The request in a line, given without its line feed; `undefined` when it is none. */
export function readRequest(line: string): Request | undefined {
  if (line === `${GREETING} list`) return { kind: 'list' };
  const prefix = `${GREETING} capture `;
  return line.startsWith(prefix) ? { kind: 'capture', interfaces: line.slice(prefix.length) } : undefined;
}

/** What is to be seen at an interface. */
export type FrameKind = 'ethernet' | 'ppp';

export interface Sight {
  readonly kind: FrameKind;
  /** `NODE:INTERFACE`. */
  readonly place: string;
}

const CONTROL = /\p{Cc}+/gu;
const oneLine = (text: string): string => text.replace(CONTROL, ' ');

export const printAccepted = (lab: string): string => `ok ${oneLine(lab)}\n`;
export const printRefused = (reason: string): string => `no ${oneLine(reason)}\n`;

/** Interfaces whose names do not fit into a line, or into a list of interfaces, are left out. */
export const printSights = (sights: readonly Sight[]): string =>
  sights
    .filter(({ place }) => oneLine(place) === place && !place.includes(','))
    .map(({ kind, place }) => `${kind} ${place}\n`)
    .join('');

export type Answer = { readonly lab: string } | { readonly refused: string };

/** The answer in a line, given without its line feed; `undefined` when it is none. */
export function readAnswer(line: string): Answer | undefined {
  const text = line.slice(3);
  return line.startsWith('ok ') ? { lab: text } : line.startsWith('no ') ? { refused: text } : undefined;
}

/** The interfaces of a list, in whole lines; what is no interface is passed over. */
export const readSights = (text: string): Sight[] =>
  text.split('\n').flatMap((line) => {
    const [, kind, place] = /^(ethernet|ppp) (.+)$/.exec(line) ?? [];
    return kind && place ? [{ kind: kind as FrameKind, place }] : [];
  });
