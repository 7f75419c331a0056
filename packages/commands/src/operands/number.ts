import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import { Atom } from '../operand.js';
import type { Miss, Reader } from '../reader.js';

/** A bound of a range, which may differ from machine to machine. */
type Bound = number | ((machine: Machine) => number);

const boundOf = (bound: Bound, machine: Machine): number => (typeof bound === 'function' ? bound(machine) : bound);

const INTEGER = /^-?\d{1,15}$/;

class NumberOperand extends Atom<number> {
  constructor(
    private readonly min: Bound,
    private readonly max: Bound,
  ) {
    super();
  }

  override readText(text: string, reader: Reader): number | Miss {
    if (!INTEGER.test(text)) return reader.miss('not-an-integer', this);
    const value = Number(text);
    return value >= boundOf(this.min, reader.machine) && value <= boundOf(this.max, reader.machine)
      ? value
      : reader.miss('out-of-range', this);
  }

  override print(value: number): string {
    return String(value);
  }

  override usage(language: Language, machine: Machine | undefined): string {
    if (machine !== undefined) return `${boundOf(this.min, machine)}..${boundOf(this.max, machine)}`;
    if (typeof this.min === 'number' && typeof this.max === 'number') return `${this.min}..${this.max}`;
    return language === 'ja' ? '番号' : 'NUMBER';
  }

  override owns(value: unknown): boolean {
    return typeof value === 'number';
  }
}

/** A whole number from `min` to `max`. */
export const number = (min: Bound, max: Bound): Atom<number> => new NumberOperand(min, max);

/** The largest number that most timers and identifiers of the manual know. */
export const TIME_MAX = 21_474_836;

class DecimalOperand extends Atom<number> {
  constructor(
    private readonly min: number,
    private readonly max: Bound,
  ) {
    super();
  }

  override readText(text: string, reader: Reader): number | Miss {
    if (!/^\d{1,8}(?:\.\d)?$/.test(text)) return reader.miss('not-an-integer', this);
    const value = Number(text);
    return value >= this.min && value <= boundOf(this.max, reader.machine) ? value : reader.miss('out-of-range', this);
  }

  override print(value: number): string {
    return String(value);
  }

  override usage(_language: Language, machine: Machine | undefined): string {
    return typeof this.max === 'number' || machine !== undefined
      ? `${this.min.toFixed(1)}..${boundOf(this.max, machine!).toFixed(1)}`
      : `${this.min.toFixed(1)}..`;
  }

  override owns(value: unknown): boolean {
    return typeof value === 'number';
  }
}

/** A number with at most one decimal place: the seconds of `ping -w`. */
export const decimal = (min: number, max: Bound): Atom<number> => new DecimalOperand(min, max);
