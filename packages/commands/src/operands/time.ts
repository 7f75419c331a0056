import type { Language } from '../messages.js';
import { Atom } from '../operand.js';
import type { Miss, Reader } from '../reader.js';

const two = (value: number): string => String(value).padStart(2, '0');

export interface DateOfYear {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

class DateOperand extends Atom<DateOfYear> {
  override readText(text: string, reader: Reader): DateOfYear | Miss {
    const found = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text);
    if (found === null) return reader.miss('illegal-keyword', this);
    const [year, month, day] = [found[1], found[3], found[4]].map(Number) as [number, number, number];
    const days =
      month === 2 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) ? 28 : (DAYS[month - 1] ?? 0);
    return year >= 1980 && day >= 1 && day <= days ? { year, month, day } : reader.miss('out-of-range', this);
  }

  override print({ year, month, day }: DateOfYear): string {
    return `${year}/${two(month)}/${two(day)}`;
  }

  override usage(language: Language): string {
    return language === 'ja' ? '年-月-日' : 'YYYY-MM-DD';
  }
}

/** `2024-07-05` or `2024/07/05`. */
export const date: Atom<DateOfYear> = new DateOperand();

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

class TimeOperand extends Atom<TimeOfDay> {
  override readText(text: string, reader: Reader): TimeOfDay | Miss {
    const found = /^(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(text);
    if (found === null) return reader.miss('illegal-keyword', this);
    const [hour, minute, second] = found.slice(1).map(Number) as [number, number, number];
    return hour < 24 && minute < 60 && second < 60 ? { hour, minute, second } : reader.miss('out-of-range', this);
  }

  override print({ hour, minute, second }: TimeOfDay): string {
    return `${two(hour)}:${two(minute)}:${two(second)}`;
  }

  override usage(language: Language): string {
    return language === 'ja' ? '時:分:秒' : 'HH:MM:SS';
  }
}

/** `09:30:00`. */
export const time: Atom<TimeOfDay> = new TimeOperand();

/** `+09:00`: minutes east of Greenwich, from -12:00 to +11:59 (manual 4.13). */
class OffsetOperand extends Atom<number> {
  override readText(text: string, reader: Reader): number | Miss {
    const found = /^([+-])(\d{1,2}):(\d{2})$/.exec(text);
    if (found === null) return reader.miss('illegal-keyword', this);
    const minutes = (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
    return Number(found[3]) < 60 && minutes >= -720 && minutes < 720 ? minutes : reader.miss('out-of-range', this);
  }

  override print(value: number): string {
    return `${value < 0 ? '-' : '+'}${two(Math.floor(Math.abs(value) / 60))}:${two(Math.abs(value) % 60)}`;
  }

  override usage(): string {
    return '+HH:MM|-HH:MM';
  }

  override owns(value: unknown): boolean {
    return typeof value === 'number';
  }
}

export const zoneOffset: Atom<number> = new OffsetOperand();

/** Minutes, `hours:minutes` or `infinity`: the term of a DHCP lease (manual 12.1.4). Kept as it was written. */
class TermOperand extends Atom<string> {
  override readText(text: string, reader: Reader): string | Miss {
    return /^(?:infinity|\d{1,10}|\d{1,7}:[0-5]\d)$/i.test(text)
      ? text.toLowerCase()
      : reader.miss('illegal-keyword', this);
  }

  override print(value: string): string {
    return value;
  }

  override usage(language: Language): string {
    return language === 'ja' ? '分|時:分|infinity' : 'MINUTES|HH:MM|infinity';
  }
}

export const term: Atom<string> = new TermOperand();
