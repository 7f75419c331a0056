/**
 * Interfaces, PPs and tunnels by name and number, with the ranges of the machine (manual 1.3, 1.6).
 * @module
 */
import type { InterfaceName } from '@rtemu/config/interface-name';
import type { PpNumber } from '@rtemu/config/selection';
import type { TunnelRange } from '@rtemu/config/settings/pp';
import type { Gate } from '@rtemu/models/gate';
import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import { Atom } from '../operand.js';
import { MISS, type Miss, type Reader } from '../reader.js';
import { number } from './number.js';
import { complete } from './word.js';

const PORT_MAX = 8;
const TAG_MAX = 32;

class InterfaceOperand extends Atom<InterfaceName> {
  constructor(private readonly kinds: RegExp) {
    super();
  }

  override readText(text: string, reader: Reader): InterfaceName | Miss {
    // The common case; every kind of interface operand takes a LAN.
    if (reader.machine.lans.includes(text)) return text;
    const name = text.toLowerCase();
    const [, lan, kind, part] = /^(lan\d+)(?:([./])(\d+))?$/.exec(name) ?? [];
    if (lan !== undefined) {
      if (!this.kinds.test('lan') || !reader.machine.lans.includes(lan)) return reader.miss('illegal-keyword', this);
      const max = kind === '.' ? PORT_MAX : TAG_MAX;
      if (kind === undefined || (this.kinds.test('lan.') && Number(part) >= 1 && Number(part) <= max)) return name;
    } else if (/^(?:[a-z]+\d+|null)$/.test(name) && this.kinds.test(name.replace(/\d+$/, ''))) return name;
    return reader.miss('illegal-keyword', this);
  }

  override print(value: InterfaceName): string {
    return value;
  }

  override usage(language: Language): string {
    return language === 'ja' ? 'インタフェース' : 'INTERFACE';
  }

  override owns(value: unknown): boolean {
    return typeof value === 'string';
  }

  override candidates(machine: Machine): readonly string[] {
    return machine.lans;
  }
}

/** `lan1`, also as a port or a tag of it: `lan1.2`, `lan1/3`; whatever else has an address of its own: `vlan2`, `wan1`. */
export const interfaceName: Atom<InterfaceName> = new InterfaceOperand(/^(?:lan\.?|vlan|bridge|wan|onu|loopback)$/);

/** `lan1`. */
export const lan: Atom<InterfaceName> = new InterfaceOperand(/^lan$/);

/** Interfaces of any kind, for commands that only keep them. */
export const anyInterface: Atom<InterfaceName> = new InterfaceOperand(
  /^(?:lan\.?|vlan|bridge|wan|bri|pri|onu|usb|loopback|null)$/,
);

/** A number of `pp select`. */
export const ppNumber: Atom<number> = number(1, ({ ppMax }) => ppMax);

/** A number of `tunnel select`. */
export const tunnelNumber: Atom<number> = number(1, ({ tunnelMax }) => tunnelMax);

/** `1`, or `anonymous`. */
class PpOperand extends Atom<PpNumber> {
  override readText(text: string, reader: Reader): PpNumber | Miss {
    return readPp(text, reader) ?? reader.miss('illegal-keyword', this);
  }

  override print(value: PpNumber): string {
    return String(value);
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return `${ppNumber.usage(language, machine)}|anonymous`;
  }

  override owns(value: unknown): boolean {
    return typeof value === 'number' || value === 'anonymous';
  }

  override candidates(): readonly string[] {
    return ['anonymous'];
  }
}

const readPp = (text: string, reader: Reader): PpNumber | Miss | undefined =>
  /^-?\d+$/.test(text)
    ? ppNumber.readText(text, reader)
    : complete(text, ['anonymous']) === undefined
      ? undefined
      : 'anonymous';

export const pp: Atom<PpNumber> = new PpOperand();

/** `3`, `1-3`, `5-`, `-5`. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

/** `3` or `1-3`. */
class NumberRangeOperand extends Atom<NumberRange> {
  constructor(private readonly one: Atom<number>) {
    super();
  }

  override readText(text: string, reader: Reader): NumberRange | Miss {
    const [from = '', to = from, ...more] = text.split('-');
    const first = this.one.readText(from, reader);
    if (first === MISS) return MISS;
    const last = this.one.readText(to, reader);
    if (last === MISS) return MISS;
    return first <= last && more.length === 0 ? { first, last } : reader.miss('out-of-range', this);
  }

  override print({ first, last }: NumberRange): string {
    return first === last ? String(first) : `${first}-${last}`;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return `${this.one.usage(language, machine)}|${language === 'ja' ? '範囲' : 'RANGE'}`;
  }

  override owns(value: unknown): boolean {
    return typeof value === 'object' && value !== null && 'first' in value;
  }
}

export const ppNumbers: Atom<NumberRange> = new NumberRangeOperand(ppNumber);
export const tunnelNumbers: Atom<NumberRange> = new NumberRangeOperand(tunnelNumber);

/** The numbers of a range. */
export const each = ({ first, last }: NumberRange): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** What `pp enable` and `tunnel enable` take: a number, a range, `all`, and for PPs `anonymous`. */
export type Numbers = NumberRange | 'all' | 'anonymous';

class NumbersOperand extends Atom<Numbers> {
  constructor(
    private readonly max: (machine: Machine) => number,
    private readonly words: readonly ('all' | 'anonymous')[],
    private readonly lists: Gate,
  ) {
    super();
  }

  override readText(text: string, reader: Reader): Numbers | Miss {
    const word = complete(text, this.words) as 'all' | 'anonymous' | undefined;
    if (word !== undefined) return word;
    const max = this.max(reader.machine);
    const found = /^(\d*)(-?)(\d*)$/.exec(text);
    if (found === null || text === '-' || text === '') return reader.miss('illegal-keyword', this);
    const [, from, dash, to] = found;
    if (dash !== '' && !reader.machine.allows(this.lists).open) return reader.miss('illegal-keyword', this);
    const first = from === '' ? 1 : Number(from);
    const last = dash === '' ? first : to === '' ? max : Number(to);
    return first >= 1 && first <= last && last <= max ? { first, last } : reader.miss('out-of-range', this);
  }

  override print(value: Numbers): string {
    if (typeof value === 'string') return value;
    return value.first === value.last ? String(value.first) : `${value.first}-${value.last}`;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    const one = machine === undefined ? (language === 'ja' ? '番号' : 'NUMBER') : `1..${this.max(machine)}`;
    const range =
      machine === undefined || machine.allows(this.lists).open ? `|${language === 'ja' ? '範囲' : 'RANGE'}` : '';
    return `${one}${range}|${this.words.join('|')}`;
  }

  override candidates(): readonly string[] {
    return this.words;
  }
}

export const pps = (lists: Gate): Atom<Numbers> =>
  new NumbersOperand(({ ppMax }) => ppMax, ['anonymous', 'all'], lists);
export const tunnels = (lists: Gate): Atom<Numbers> => new NumbersOperand(({ tunnelMax }) => tunnelMax, ['all'], lists);

/** `tunnel1`, `tunnel1-tunnel4`: what a PP is bound to (manual 17.1.2). */
class TunnelRangeOperand extends Atom<TunnelRange> {
  constructor(private readonly ranges: Gate) {
    super();
  }

  override readText(text: string, reader: Reader): TunnelRange | Miss {
    const found = /^tunnel(\d{1,5})(?:-tunnel(\d{1,5}))?$/i.exec(text);
    if (found === null) return reader.miss('illegal-keyword', this);
    if (found[2] !== undefined && !reader.machine.allows(this.ranges).open) return reader.miss('illegal-keyword', this);
    const first = Number(found[1]);
    const last = Number(found[2] ?? found[1]);
    return first >= 1 && first <= last && last <= reader.machine.tunnelMax
      ? { first, last }
      : reader.miss('out-of-range', this);
  }

  override print({ first, last }: TunnelRange): string {
    return first === last ? `tunnel${first}` : `tunnel${first}-tunnel${last}`;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    const n = language === 'ja' ? '番号' : 'N';
    return machine === undefined || machine.allows(this.ranges).open
      ? `tunnel${n}|tunnel${n}-tunnel${n}`
      : `tunnel${n}`;
  }

  override candidates(machine: Machine): readonly string[] {
    return machine.tunnelMax <= 10 ? Array.from({ length: machine.tunnelMax }, (_, i) => `tunnel${i + 1}`) : [];
  }
}

export const tunnelRange = (ranges: Gate): Atom<TunnelRange> => new TunnelRangeOperand(ranges);
