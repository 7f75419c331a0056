import { readFileSync } from 'node:fs';

/** A line of `fixtures/vectors/crypto.json`. Octets stand in hexadecimal, under the names that each kind gives them. */
export interface Vector<Input, Expected> {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly input: Input;
  readonly expect: Expected;
}

const file: { vectors: Vector<unknown, unknown>[] } = JSON.parse(
  readFileSync(new URL('../../../fixtures/vectors/crypto.json', import.meta.url), 'utf8'),
);

/** The vectors of a kind as rows for `test.each`; the test fails to load when there are none. */
export function vectors<Input, Expected>(kind: string): [string, Input, Expected][] {
  const rows = file.vectors.filter((vector) => vector.kind === kind) as Vector<Input, Expected>[];
  if (rows.length === 0) throw new Error(`no vectors of kind ${kind}`);
  return rows.map(({ id, source, input, expect }) => [`${id} (${source})`, input, expect]);
}

export const kinds = (): string[] => [...new Set(file.vectors.map(({ kind }) => kind))].sort();

export const octets = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

export const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
