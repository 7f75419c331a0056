/**
 * Domain names (RFC 1035 §2.3, §3.1, §4.1.4) as text: `www.example.com`, the root as `.`. A dot or a backslash inside a label
 * has a backslash before it, what does not print is `\DDD` (RFC 1035 §5.1), so that any octets are read without loss.
 * @module
 */

export const ROOT = '.';

const LABEL_OCTETS_MAX = 63;
/** With the lengths of the labels, that of the root included. */
const NAME_OCTETS_MAX = 255;

/** The two highest bits of a length octet: the rest is where the name goes on. */
const POINTER = 0xc0;
/** Pointers in one name: each leads to a label, of which there cannot be more. */
const POINTERS_MAX = 127;
/** What a pointer can reach. */
export const POINTER_MAX = 0x3fff;

const DOT = 0x2e;
const BACKSLASH = 0x5c;

export interface NameAt {
  readonly name: string;
  /** Where the field after the name begins. */
  readonly next: number;
}

/**
 * Reads a name, compressed or not. A pointer leads to where something stood before the part that it ends; whatever else it
 * leads to may be a loop, and is refused.
 * @returns where the fault lies, as a number, when there is no name
 */
export function nameAt(octets: Uint8Array, at: number): NameAt | number {
  let text = '';
  let total = 1;
  let next: number | undefined;
  let floor = at;
  let pointers = 0;
  for (;;) {
    const length = octets[at];
    if (length === undefined) return at;
    if (length === 0) return { name: text === '' ? ROOT : text.slice(1), next: next ?? at + 1 };
    if (length >= POINTER) {
      const low = octets[at + 1];
      if (low === undefined) return at + 1;
      const target = ((length & 0x3f) << 8) | low;
      if (target >= floor || ++pointers > POINTERS_MAX) return at;
      next ??= at + 2;
      at = floor = target;
      continue;
    }
    total += length + 1;
    if (length > LABEL_OCTETS_MAX || total > NAME_OCTETS_MAX || at + length >= octets.length) return at;
    text += `.${printLabel(octets.subarray(at + 1, at + 1 + length))}`;
    at += length + 1;
  }
}

function printLabel(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) {
    if (octet === DOT || octet === BACKSLASH) text += `\\${String.fromCharCode(octet)}`;
    else if (octet > 0x20 && octet < 0x7f) text += String.fromCharCode(octet);
    else text += `\\${String(octet).padStart(3, '0')}`;
  }
  return text;
}

/** The labels of a name, without the root's. `undefined` when the text is no name: an empty label, one too long, all too long. */
export function labelsOf(name: string): readonly Uint8Array[] | undefined {
  if (name === ROOT) return [];
  const labels: Uint8Array[] = [];
  let label: number[] = [];
  let total = 1;
  const end = (): boolean => {
    total += label.length + 1;
    labels.push(Uint8Array.from(label));
    const fits = label.length >= 1 && label.length <= LABEL_OCTETS_MAX && total <= NAME_OCTETS_MAX;
    label = [];
    return fits;
  };
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code > 0xff) return undefined;
    if (code === DOT) {
      if (!end()) return undefined;
    } else if (code === BACKSLASH) {
      const digits = /^\d{3}/.exec(name.slice(i + 1, i + 4))?.[0];
      const escaped = digits === undefined ? name.charCodeAt(i + 1) : Number(digits);
      if (!(escaped <= 0xff)) return undefined;
      label.push(escaped);
      i += digits === undefined ? 1 : 3;
    } else label.push(code);
  }
  return end() ? labels : undefined;
}

/** Reads what a person writes: with or without the dot at the end. `undefined` when it is no name. */
export function readName(text: string): string | undefined {
  const name = text.length > 1 && text.endsWith('.') && !text.endsWith('\\.') ? text.slice(0, -1) : text;
  return labelsOf(name) === undefined ? undefined : name;
}

/** For comparing: names differ in more than their case (RFC 1035 §2.3.3). */
export const canonical = (name: string): string => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Whether a name is the other, or lies below it. Both canonical. */
export const isWithin = (name: string, zone: string): boolean =>
  zone === ROOT || name === zone || name.endsWith(`.${zone}`);
