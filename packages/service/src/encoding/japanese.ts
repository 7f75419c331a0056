/**
 * Shift_JIS and EUC-JP, octets ⇄ characters (JIS X 0208 annexes; the WHATWG Encoding Standard for what the vendors added).
 * Half-width katakana (JIS X 0201) are one octet in Shift_JIS and two in EUC.
 * @module
 */
import { rows as printedRows } from './jis-x-0208.js';

const ROW_CELLS = 94;
const HALF_WIDTH = { first: 0xff61, last: 0xff9f, octet: 0xa1 } as const;
const SINGLE_SHIFT_2 = 0x8e;
const SINGLE_SHIFT_3 = 0x8f;
const NOTHING = '\ufffd';

/** Rows by number; and by character, the row × 94 + cell of its first place. */
let rows: Map<number, string> | undefined;
let places: Map<string, number> | undefined;

function rowOf(number: number): string {
  rows ??= new Map(
    printedRows()
      .trim()
      .split('\n')
      .map((line) => {
        const blank = line.indexOf(' ');
        return [Number(line.slice(0, blank)), line.slice(blank + 1)];
      }),
  );
  return rows.get(number) ?? '';
}

function placeOf(character: string): number | undefined {
  if (places === undefined) {
    places = new Map();
    rowOf(1);
    for (const [number, cells] of rows!)
      for (let cell = 0; cell < cells.length; cell++)
        if (cells[cell] !== ' ' && !places.has(cells[cell]!)) places.set(cells[cell]!, number * ROW_CELLS + cell);
  }
  return places.get(character);
}

function characterAt(row: number, cell: number): string {
  const character = rowOf(row)[cell];
  return character === undefined || character === ' ' ? NOTHING : character;
}

/** What is read of some octets: so many of them, as a text. No octets: more must come first. */
interface Reading {
  readonly octets: number;
  readonly text: string;
}

const WAIT: Reading = { octets: 0, text: '' };
const isAscii = (octet: number): boolean => octet < 0x80;
const single = (octet: number): Reading => ({ octets: 1, text: String.fromCharCode(octet) });
const halfWidth = (octet: number): string => String.fromCharCode(HALF_WIDTH.first + octet - HALF_WIDTH.octet);
const isHalfWidth = (octet: number): boolean => octet >= 0xa1 && octet <= 0xdf;
/** An octet that begins nothing, or a pair that stands for nothing: a following octet of ASCII is not lost with it. */
const broken = (next: number | undefined): Reading => ({
  octets: next !== undefined && !isAscii(next) ? 2 : 1,
  text: NOTHING,
});

export function readShiftJis(octets: Uint8Array, at: number): Reading {
  const lead = octets[at]!;
  if (isAscii(lead)) return single(lead);
  if (isHalfWidth(lead)) return { octets: 1, text: halfWidth(lead) };
  if (lead === 0x80 || lead === 0xa0 || lead > 0xfc) return broken(undefined);
  const trail = octets[at + 1];
  if (trail === undefined) return WAIT;
  if (trail < 0x40 || trail === 0x7f || trail > 0xfc) return broken(trail);
  const pair = (lead < 0xa0 ? lead - 0x81 : lead - 0xc1) * 2;
  const isSecond = trail >= 0x9f;
  const cell = isSecond ? trail - 0x9f : trail - 0x40 - (trail > 0x7f ? 1 : 0);
  const text = characterAt(pair + (isSecond ? 2 : 1), cell);
  return text === NOTHING ? broken(trail) : { octets: 2, text };
}

export function readEuc(octets: Uint8Array, at: number): Reading {
  const lead = octets[at]!;
  if (isAscii(lead)) return single(lead);
  // JIS X 0212, three octets, is in no router's fonts.
  const length = lead === SINGLE_SHIFT_3 ? 3 : 2;
  if (lead !== SINGLE_SHIFT_2 && lead !== SINGLE_SHIFT_3 && (lead < 0xa1 || lead > 0xfe)) return broken(undefined);
  for (let i = 1; i < length; i++) {
    const next = octets[at + i];
    if (next === undefined) return WAIT;
    if (next < 0xa1 || next > 0xfe) return { octets: i, text: NOTHING };
  }
  const trail = octets[at + 1]!;
  if (lead === SINGLE_SHIFT_3) return { octets: 3, text: NOTHING };
  if (lead === SINGLE_SHIFT_2) return isHalfWidth(trail) ? { octets: 2, text: halfWidth(trail) } : broken(trail);
  return { octets: 2, text: characterAt(lead - 0xa0, trail - 0xa1) };
}

/** The octets of a character; `undefined` when it has none. */
export function shiftJisOf(character: string): readonly number[] | undefined {
  const code = character.charCodeAt(0);
  if (isAscii(code)) return [code];
  if (code >= HALF_WIDTH.first && code <= HALF_WIDTH.last) return [code - HALF_WIDTH.first + HALF_WIDTH.octet];
  const place = placeOf(character);
  if (place === undefined) return undefined;
  const row = Math.floor(place / ROW_CELLS);
  const cell = place % ROW_CELLS;
  const pair = (row - 1) >> 1;
  const lead = pair + (pair < 0x1f ? 0x81 : 0xc1);
  return row % 2 === 0 ? [lead, 0x9f + cell] : [lead, 0x40 + cell + (cell >= 0x3f ? 1 : 0)];
}

export function eucOf(character: string): readonly number[] | undefined {
  const code = character.charCodeAt(0);
  if (isAscii(code)) return [code];
  if (code >= HALF_WIDTH.first && code <= HALF_WIDTH.last)
    return [SINGLE_SHIFT_2, code - HALF_WIDTH.first + HALF_WIDTH.octet];
  const place = placeOf(character);
  const row = place === undefined ? undefined : Math.floor(place / ROW_CELLS);
  return row === undefined || row > ROW_CELLS ? undefined : [0xa0 + row, 0xa1 + (place! % ROW_CELLS)];
}
