/**
 * Configuration Options, the list that Configure packets carry (RFC 1661 §6): each a type, a length and data. Every
 * control protocol has its own kinds of them; it lays each out as a small record and this codec does the rest.
 *
 * What the records do not know, or know with another length, is read as `Unknown` and written back as it came.
 * @module
 */
import { describeFault, malformed, type Parsed, parsed, truncated } from './parsed.js';
import { hexOf } from './text.js';

const AT = { type: 0, length: 1, data: 2 } as const;
const HEADER_OCTETS = 2;
export const OPTION_OCTETS_MAX = 255;

export interface UnknownOption {
  readonly kind: 'Unknown';
  readonly type: number;
  readonly data: Uint8Array;
}

/** How one kind of option is written. `length` counts the two octets in front; an open one has that many or more. */
export interface OptionLayout<Option> {
  readonly type: number;
  readonly length: number;
  readonly open?: boolean;
  read(data: Uint8Array): Omit<Option, 'kind'>;
  /** The data alone. */
  write(option: Option): Uint8Array;
  /** What stands behind the kind in a trace. */
  print(option: Option): string;
}

/** A record for every kind but `Unknown`. */
export type OptionLayouts<Option extends { readonly kind: string }> = {
  readonly [Kind in Exclude<Option['kind'], 'Unknown'>]: OptionLayout<Extract<Option, { kind: Kind }>>;
};

export interface OptionCodec<Option> {
  parse(octets: Uint8Array): Parsed<readonly Option[]>;
  lengthOf(options: readonly Option[]): number;
  emitInto(options: readonly Option[], octets: Uint8Array): void;
  emit(options: readonly Option[]): Uint8Array;
  describe(octets: Uint8Array): string;
}

export function optionCodec<Option extends { readonly kind: string }>(
  layouts: OptionLayouts<Option>,
): OptionCodec<Option | UnknownOption> {
  type Any = Option | UnknownOption;
  const byKind = new Map<string, OptionLayout<Any>>(Object.entries(layouts));
  const byType = new Map([...byKind].map(([kind, layout]) => [layout.type, { kind, layout }]));

  const readOne = (type: number, data: Uint8Array): Any => {
    const known = byType.get(type);
    const length = HEADER_OCTETS + data.length;
    if (!known || (known.layout.open ? length < known.layout.length : length !== known.layout.length))
      return { kind: 'Unknown', type, data };
    return { kind: known.kind, ...known.layout.read(data) } as Any;
  };
  const isUnknown = (option: Any): option is UnknownOption => option.kind === 'Unknown';
  const dataOf = (option: Any): Uint8Array =>
    isUnknown(option) ? option.data : byKind.get(option.kind)!.write(option);

  const codec: OptionCodec<Any> = {
    parse: (octets) => {
      const options: Any[] = [];
      for (let at = 0; at < octets.length; ) {
        if (at + HEADER_OCTETS > octets.length) return truncated(at + HEADER_OCTETS, octets.length);
        const length = octets[at + AT.length]!;
        if (length < HEADER_OCTETS) return malformed('Option Length', length);
        if (at + length > octets.length) return truncated(at + length, octets.length);
        options.push(readOne(octets[at + AT.type]!, octets.subarray(at + AT.data, at + length)));
        at += length;
      }
      return parsed(options);
    },
    lengthOf: (options) => options.reduce((sum, option) => sum + HEADER_OCTETS + dataOf(option).length, 0),
    emitInto: (options, octets) => {
      let at = 0;
      for (const option of options) {
        const data = dataOf(option);
        octets[at + AT.type] = isUnknown(option) ? option.type : byKind.get(option.kind)!.type;
        octets[at + AT.length] = HEADER_OCTETS + data.length;
        octets.set(data, at + AT.data);
        at += HEADER_OCTETS + data.length;
      }
    },
    emit: (options) => {
      const octets = new Uint8Array(codec.lengthOf(options));
      codec.emitInto(options, octets);
      return octets;
    },
    describe: (octets) => {
      const result = codec.parse(octets);
      if (!result.ok) return `(${describeFault(result.fault)})`;
      return result.value
        .map((option) =>
          isUnknown(option)
            ? `Option${option.type}=${hexOf(option.data)}`
            : option.kind + byKind.get(option.kind)!.print(option),
        )
        .join(' ');
    },
  };
  return codec;
}

/** An option whose being there says all. */
export const flag = (type: number): OptionLayout<object> => ({
  type,
  length: 2,
  read: () => ({}),
  write: () => new Uint8Array(),
  print: () => '',
});

/** An option that is one number of two or four octets. */
export const number = (
  type: number,
  octets: 2 | 4,
  print: (value: number) => string = String,
): OptionLayout<{ readonly value: number }> => ({
  type,
  length: HEADER_OCTETS + octets,
  read: (data) => ({ value: data.reduce((value, octet) => value * 256 + octet, 0) }),
  write: ({ value }) =>
    octets === 2 ? Uint8Array.of(value >>> 8, value) : Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value),
  print: ({ value }) => `=${print(value)}`,
});

/** An option whose data is left as it is. */
export const octets = (type: number, lengthMin: number): OptionLayout<{ readonly data: Uint8Array }> => ({
  type,
  length: lengthMin,
  open: true,
  read: (data) => ({ data }),
  write: ({ data }) => data,
  print: ({ data }) => `=${hexOf(data)}`,
});
