/**
 * A DNS message being read, and one being written: names refer to names before them (RFC 1035 §4.1.4).
 * @module
 */
import { labelsOf, nameAt, POINTER_MAX, ROOT } from './dns-name.js';
import type { WireFault } from './parsed.js';
import { viewOf } from './parsed.js';

/** Reads on until there is a fault; from there on it yields nothing, and the first fault stays. */
export class DnsReader {
  fault: WireFault | undefined;
  readonly #view: DataView;

  constructor(
    private readonly message: Uint8Array,
    public at: number,
  ) {
    this.#view = viewOf(message);
  }

  get left(): number {
    return this.message.length - this.at;
  }

  u8(): number {
    return this.#has(1) ? this.#view.getUint8(this.at++) : 0;
  }

  u16(): number {
    if (!this.#has(2)) return 0;
    this.at += 2;
    return this.#view.getUint16(this.at - 2);
  }

  u32(): number {
    if (!this.#has(4)) return 0;
    this.at += 4;
    return this.#view.getUint32(this.at - 4);
  }

  octets(count: number): Uint8Array {
    if (!this.#has(count)) return new Uint8Array(0);
    this.at += count;
    return this.message.slice(this.at - count, this.at);
  }

  name(): string {
    if (this.fault !== undefined) return ROOT;
    const found = nameAt(this.message, this.at);
    if (typeof found === 'number') {
      if (found >= this.message.length) this.#has(found + 1 - this.at);
      else this.refuse('Name', found);
      return ROOT;
    }
    this.at = found.next;
    return found.name;
  }

  refuse(field: string, value: number): void {
    this.fault ??= { kind: 'malformed', field, value };
  }

  #has(count: number): boolean {
    if (this.fault !== undefined) return false;
    if (count >= 0 && this.left >= count) return true;
    this.fault = { kind: 'truncated', need: this.at + Math.max(0, count), have: this.message.length };
    return false;
  }
}

export class DnsWriter {
  readonly #octets: number[] = [];
  /** Where each name, and each end of one, can be pointed at. */
  readonly #names = new Map<string, number>();

  get length(): number {
    return this.#octets.length;
  }

  /** What was written so far. */
  finish(): Uint8Array {
    return Uint8Array.from(this.#octets);
  }

  u8(value: number): void {
    this.#octets.push(value & 0xff);
  }

  u16(value: number): void {
    this.#octets.push((value >>> 8) & 0xff, value & 0xff);
  }

  u32(value: number): void {
    this.u16(value >>> 16);
    this.u16(value);
  }

  octets(octets: Uint8Array): void {
    for (const octet of octets) this.#octets.push(octet);
  }

  /** @param name one that is none is written as the root. */
  name(name: string, compress = true): void {
    const labels = labelsOf(name) ?? [];
    for (let i = 0; i < labels.length; i++) {
      const rest = labels
        .slice(i)
        .map((label) => `${label.length}:${label.join(',')}`)
        .join(';');
      const known = this.#names.get(rest);
      if (compress && known !== undefined) {
        this.u16(0xc000 | known);
        return;
      }
      if (known === undefined && this.length <= POINTER_MAX) this.#names.set(rest, this.length);
      this.u8(labels[i]!.length);
      this.octets(labels[i]!);
    }
    this.u8(0);
  }

  /** Leaves room for a length of two octets. @returns what writes it there: how much came since */
  lengthAhead(): () => void {
    const at = this.length;
    this.u16(0);
    return () => {
      const length = this.length - at - 2;
      this.#octets[at] = length >>> 8;
      this.#octets[at + 1] = length & 0xff;
    };
  }

  /** Takes back all that was written from here on. */
  cut(length: number): void {
    this.#octets.length = length;
    for (const [name, at] of this.#names) if (at >= length) this.#names.delete(name);
  }

  patch16(at: number, value: number): void {
    this.#octets[at] = (value >>> 8) & 0xff;
    this.#octets[at + 1] = value & 0xff;
  }
}
