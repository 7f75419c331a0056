/**
 * YAML text as plain values that know where they stand in the file.
 * @module
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import type { LabFault, Place } from './lab.js';

export const LIMIT = {
  /** Octets of a lab file. */
  characters: 1_000_000,
  /** How deep values may lie in each other. The parser is recursive, and would bring the process down. */
  depth: 60,
  /** Values in a file, each alias counted as what it stands for. */
  values: 100_000,
} as const;

export type Path = readonly (string | number)[];

/** A value, with the places of it, of its keys and of what is in it. */
interface Located {
  readonly value: unknown;
  readonly place: Place;
  readonly keys?: ReadonlyMap<string, Place>;
  readonly children?: ReadonlyMap<string | number, Located>;
}

export class YamlTree {
  constructor(private readonly root: Located) {}

  get value(): unknown {
    return this.root.value;
  }

  has(path: Path): boolean {
    return this.#at(path) !== undefined;
  }

  /** Where the value at the path begins, or the innermost value around it that is there. */
  placeOf(path: Path): Place {
    for (let length = path.length; length > 0; length--) {
      const found = this.#at(path.slice(0, length));
      if (found) return found.place;
    }
    return this.root.place;
  }

  /** Where the last key of the path stands; in a list, the value itself. */
  placeOfKey(path: Path): Place {
    const key = path.at(-1);
    return (typeof key === 'string' && this.#at(path.slice(0, -1))?.keys?.get(key)) || this.placeOf(path);
  }

  #at(path: Path): Located | undefined {
    let found: Located | undefined = this.root;
    for (const key of path) found = found?.children?.get(key);
    return found;
  }
}

export type ReadYaml =
  | { readonly ok: true; readonly tree: YamlTree }
  | { readonly ok: false; readonly fault: LabFault };

/** Reads a file of one YAML document. Of several syntax errors the first is told: the others mostly follow from it. */
export function readYaml(text: string): ReadYaml {
  if (text.length > LIMIT.characters)
    return { ok: false, fault: fault({ line: 1, column: 1 }, 'is longer than a lab file may be; split it') };
  const tooDeep = placeOfTooDeep(text);
  if (tooDeep)
    return { ok: false, fault: fault(tooDeep, `is nested more than ${LIMIT.depth} deep; lay it out flatter`) };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const error = document.errors[0] ?? document.warnings[0];
  if (error) {
    const place = placeAt(error.pos[0]);
    if (error.code !== 'DUPLICATE_KEY')
      return { ok: false, fault: fault(place, yamlErrorText(error.code, error.message)) };
    const [, key = ''] = /^\s*["']?([^"':,}]*)/.exec(text.slice(error.pos[0], error.pos[1] + 64)) ?? [];
    return { ok: false, fault: fault(place, `"${key.trim()}" stands here twice; a name or key is given once`) };
  }
  const reader = new Reader(placeAt, (alias) => (isAlias(alias) ? alias.resolve(document) : undefined));
  const located = reader.read(document.contents, 0);
  return reader.fault ? { ok: false, fault: reader.fault } : { ok: true, tree: new YamlTree(located) };
}

const fault = (place: Place, message: string): LabFault => ({ ...place, message });

const YAML_ERRORS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab cannot indent in YAML; use spaces',
  BAD_INDENT: 'the indentation does not fit what stands above; align it',
  MULTIPLE_DOCS: 'a lab file is one document; remove what follows "---"',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " in one line; put the value in quotes',
  TAG_RESOLVE_FAILED: 'tags ("!...") are not understood here; remove it',
};

/** The parser's own words are kept for what is rare. */
const yamlErrorText = (code: string, message: string): string =>
  (message.startsWith('Flow ') ? 'a "[" or "{" before this is not closed; close it' : YAML_ERRORS[code]) ??
  `not valid YAML: ${message.split('\n')[0]}; mend the syntax here`;

/** A rough look before the parser has one: open brackets, and what a line begins with. */
function placeOfTooDeep(text: string): Place | undefined {
  let open = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const lead = /^[\s\-?:]*/.exec(line)![0];
    if (lead.length > 4 * LIMIT.depth || (lead.match(/[-?:]/g)?.length ?? 0) > LIMIT.depth)
      return { line: index + 1, column: lead.length };
    for (const character of line.replace(/#.*$/, '')) {
      if (character === '[' || character === '{') open++;
      else if (character === ']' || character === '}') open = Math.max(0, open - 1);
      if (open > LIMIT.depth) return { line: index + 1, column: 1 };
    }
  }
  return undefined;
}

class Reader {
  fault: LabFault | undefined;
  #left: number = LIMIT.values;

  constructor(
    private readonly placeAt: (offset: number) => Place,
    private readonly resolve: (alias: Node) => Node | undefined,
  ) {}

  read(node: unknown, depth: number): Located {
    const place = this.#placeOf(node);
    if (isAlias(node)) {
      const target = this.resolve(node);
      if (target) return { ...this.read(target, depth + 1), place };
      return this.#refuse(place, `nothing is called "&${node.source}"; define it before "*${node.source}"`);
    }
    if (--this.#left < 0 || depth > LIMIT.depth)
      return this.#refuse(place, 'the aliases ("*...") unfold into too much; write the values out');
    if (isScalar(node)) return { value: node.value, place };
    if (isSeq(node)) {
      const children = new Map(node.items.map((item, i) => [i, this.read(item, depth + 1)]));
      return { value: [...children.values()].map(({ value }) => value), place, children };
    }
    if (!isMap(node)) return { value: null, place };
    const value: Record<string, unknown> = Object.create(null);
    const keys = new Map<string, Place>();
    const children = new Map<string, Located>();
    for (const { key, value: item } of node.items) {
      if (!isScalar(key)) return this.#refuse(this.#placeOf(key), 'a key is a single word; put it in quotes');
      const name = String(key.value);
      if (name === '__proto__') return this.#refuse(this.#placeOf(key), 'no key is called "__proto__"; remove it');
      const child = item === null ? { value: null, place: this.#placeOf(key) } : this.read(item, depth + 1);
      keys.set(name, this.#placeOf(key));
      children.set(name, child);
      value[name] = child.value;
    }
    return { value, place, keys, children };
  }

  #placeOf(node: unknown): Place {
    return this.placeAt((node as ParsedNode | null)?.range?.[0] ?? 0);
  }

  #refuse(place: Place, message: string): Located {
    this.fault ??= fault(place, message);
    return { value: null, place };
  }
}
