/**
 * Worse lines than a lab has: impairments that are laid over every cable, from the first frame to the last. Where the lab
 * says something of the same kind, also in a step, the worse of the two holds; so nothing that heals a cable heals it of
 * these.
 * @module
 */
import type { CableImpairments } from './cable.js';
import type { Impairments } from './impairments.js';
import type { Lab, Step } from './lab.js';
import { direction } from './lab-schema.js';
import { type OverlayFault, printOverlayFault } from './overlay-fault.js';

export type Overlay = Partial<Impairments>;

const KEYS = Object.keys(direction) as (keyof Impairments)[];

/**
 * Reads `loss=10%,delay=20ms`, with the keys and values that a link has in a lab file.
 * @returns one sentence when the text is something else
 */
export function readOverlay(text: string): Overlay | string {
  const read = overlayIn(text);
  return 'fault' in read ? printOverlayFault(read.fault) : read.overlay;
}

/** Reads it for who tells a fault in words of their own. */
export function overlayIn(text: string): { readonly overlay: Overlay } | { readonly fault: OverlayFault } {
  const overlay: { -readonly [Key in keyof Impairments]?: Impairments[Key] } = {};
  for (const setting of text.split(',')) {
    const [, written = '', value = ''] = /^([^=]*)=(.*)$/s.exec(setting) ?? [];
    const key = KEYS.find((known) => known === written);
    if (written === '') return { fault: { kind: 'no-setting', written: setting } };
    if (key === undefined) return { fault: { kind: 'unknown', written, known: KEYS } };
    if (overlay[key] !== undefined) return { fault: { kind: 'twice', key } };
    const read = direction[key].safeParse(/^\d{1,9}$/.test(value) && key !== 'rate' ? Number(value) : value);
    if (!read.success) return { fault: { kind: 'value', key, value, wish: read.error.issues[0]!.message } };
    overlay[key] = read.data as never;
  }
  const { jitter = 0, delay = 0 } = overlay;
  return jitter > 0 && jitter >= delay ? { fault: { kind: 'jitter' } } : { overlay };
}

/** Of these, less is worse. */
const isScarce = (key: keyof Impairments): boolean => key === 'rate' || key === 'queue' || key === 'mtu';

const worse = (key: keyof Impairments, one: number, other: number): number =>
  isScarce(key) ? Math.min(one, other) : Math.max(one, other);

/** @param keys those that are looked at when the cable says nothing of them. */
function laidOver(written: Partial<Impairments>, overlay: Overlay, keys: readonly (keyof Impairments)[]): Overlay {
  const entries = (Object.entries(written) as [keyof Impairments, number][]).map(([key, value]) => {
    const over = overlay[key];
    return [key, over === undefined ? value : worse(key, value, over)] as const;
  });
  const rest = keys.filter((key) => overlay[key] !== undefined && written[key] === undefined);
  return Object.fromEntries([...entries, ...rest.map((key) => [key, overlay[key]] as const)]);
}

function overCable({ forward, backward, ...both }: CableImpairments, overlay: Overlay, all: boolean): CableImpairments {
  return {
    ...laidOver(both, overlay, all ? KEYS : []),
    ...(forward && { forward: laidOver(forward, overlay, []) }),
    ...(backward && { backward: laidOver(backward, overlay, []) }),
  };
}

const overStep = (step: Step, overlay: Overlay): Step =>
  step.kind === 'link' ? { ...step, impairments: overCable(step.impairments, overlay, false) } : step;

/** The same lab over worse lines. */
export const overlaid = (lab: Lab, overlay: Overlay): Lab => ({
  ...lab,
  links: lab.links.map((link) => ({ ...link, impairments: overCable(link.impairments, overlay, true) })),
  setup: lab.setup.map((step) => overStep(step, overlay)),
  steps: lab.steps.map((step) => overStep(step, overlay)),
});
