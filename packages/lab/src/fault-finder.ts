import type * as z from 'zod/mini';
import type { LabFault } from './lab.js';
import type { Path, YamlTree } from './yaml-tree.js';

/** Where a path that a check speaks of leads in the file: an inherited value stands somewhere else. */
export type Locate = (path: Path) => Path;

/** Collects what is wrong with a lab file, at the places where it stands. */
export class FaultFinder {
  readonly #faults: LabFault[] = [];

  constructor(private readonly tree: YamlTree) {}

  /** What was found, from the top of the file down; each place once. */
  get faults(): readonly LabFault[] {
    return [...this.#faults].sort((one, other) => one.line - other.line || one.column - other.column);
  }

  get count(): number {
    return this.#faults.length;
  }

  /** Something is wrong with a value. */
  atValue(path: Path, message: string): void {
    this.#add({ ...this.tree.placeOf(path), message });
  }

  /** Something is wrong with a key, or with what it names as a whole. */
  atKey(path: Path, message: string): void {
    this.#add({ ...this.tree.placeOfKey(path), message });
  }

  /** The value in its checked form; `undefined` when it does not fit its schema, and that is noted down. */
  check<Schema extends z.ZodMiniType>(
    schema: Schema,
    value: unknown,
    at: Path,
    locate: Locate = (path) => path,
  ): z.output<Schema> | undefined {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const path = [...at, ...(issue.path as (string | number)[])];
      if (issue.code === 'unrecognized_keys') {
        const messages = issue.message.split('\n');
        for (const [i, key] of issue.keys.entries()) this.atKey(locate([...path, key]), messages[i]!);
      } else this.#wish(locate(path), issue.message);
    }
    return undefined;
  }

  /** `wish` is what the schema would have liked to see there. */
  #wish(path: Path, wish: string): void {
    const name = [...path].reverse().find((step) => typeof step === 'string');
    if (this.tree.has(path)) this.atValue(path, name === undefined ? `must be ${wish}` : `"${name}" must be ${wish}`);
    else this.atKey(path.slice(0, -1), `missing "${name}": ${wish}`);
  }

  /** Of several faults at one place the first is told: what is wrong with a thing is said once. */
  #add(fault: LabFault): void {
    if (!this.#faults.some(({ line, column }) => line === fault.line && column === fault.column))
      this.#faults.push(fault);
  }
}
