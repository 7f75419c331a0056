/**
 * TFTP (RFC 1350 §5), with options behind requests and in their acknowledgement (RFC 2347).
 * @module
 */
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported, viewOf } from './parsed.js';
import { quoted, readText, writeText } from './text.js';

export const PORT = 69;

const OPCODE = { read: 1, write: 2, data: 3, ack: 4, error: 5, oack: 6 } as const;

/** What an ERROR tells (RFC 1350 appendix; 8: RFC 2347). */
export const ERROR = {
  undefined: 0,
  fileNotFound: 1,
  accessViolation: 2,
  diskFull: 3,
  illegalOperation: 4,
  unknownTransferId: 5,
  fileExists: 6,
  noSuchUser: 7,
  optionRefused: 8,
} as const;

/** Octets of a DATA that is not the last, unless `blksize` says otherwise. */
export const BLOCK_OCTETS = 512;
/** The largest that `blksize` may say (RFC 2348). */
export const BLOCK_OCTETS_MAX = 65_464;

/** By name, in their order. Names count in either case; they are read in lower case. */
export type TftpOptions = readonly (readonly [name: string, value: string])[];

/** Texts have one character an octet. */
export type TftpMessage =
  | {
      readonly kind: 'read' | 'write';
      readonly file: string;
      /** In lower case: `netascii`, `octet`. */
      readonly mode: string;
      readonly options: TftpOptions;
    }
  | { readonly kind: 'data'; readonly block: number; readonly octets: Uint8Array }
  | { readonly kind: 'ack'; readonly block: number }
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  | { readonly kind: 'oack'; readonly options: TftpOptions };

const HEAD = 2;
const NUMBERED = 4;
/** Words of a request or an OACK: more of them are none of ours. */
const WORDS_MAX = 34;

export function parse(octets: Uint8Array): Parsed<TftpMessage> {
  if (octets.length < HEAD) return truncated(HEAD, octets.length);
  const view = viewOf(octets);
  const opcode = view.getUint16(0);
  switch (opcode) {
    case OPCODE.read:
    case OPCODE.write:
      return parseRequest(opcode === OPCODE.read ? 'read' : 'write', octets);
    case OPCODE.oack: {
      const words = wordsOf(octets.subarray(HEAD));
      const options = words && optionsOf(words);
      return options === undefined ? malformed('Options', octets.length) : parsed({ kind: 'oack', options });
    }
    case OPCODE.data:
    case OPCODE.ack:
    case OPCODE.error: {
      if (octets.length < NUMBERED) return truncated(NUMBERED, octets.length);
      const number = view.getUint16(HEAD);
      if (opcode === OPCODE.ack) return parsed({ kind: 'ack', block: number });
      const rest = octets.subarray(NUMBERED);
      if (opcode === OPCODE.data) return parsed({ kind: 'data', block: number, octets: rest.slice() });
      // Some leave the text out, or its end.
      const end = rest.indexOf(0);
      return parsed({ kind: 'error', code: number, text: readText(end < 0 ? rest : rest.subarray(0, end)) });
    }
    default:
      return unsupported('Opcode', opcode);
  }
}

function parseRequest(kind: 'read' | 'write', octets: Uint8Array): Parsed<TftpMessage> {
  const words = wordsOf(octets.subarray(HEAD));
  if (words === undefined || words.length < 2) return malformed('Request', octets.length);
  const [file = '', mode = '', ...rest] = words;
  const options = optionsOf(rest);
  if (file === '' || options === undefined) return malformed('Request', words.length);
  return parsed({ kind, file, mode: mode.toLowerCase(), options });
}

/** What stands in front of zeros, the last of which ends it all. */
function wordsOf(octets: Uint8Array): string[] | undefined {
  if (octets.length > 0 && octets.at(-1) !== 0) return undefined;
  const words = readText(octets).split('\0').slice(0, -1);
  return words.length > WORDS_MAX ? undefined : words;
}

function optionsOf(words: readonly string[]): TftpOptions | undefined {
  if (words.length % 2 !== 0) return undefined;
  const options: [string, string][] = [];
  for (let i = 0; i < words.length; i += 2) options.push([words[i]!.toLowerCase(), words[i + 1]!]);
  return options;
}

const printWords = (words: readonly string[]): Uint8Array => writeText(words.map((word) => `${word}\0`).join(''));

function bodyOf(message: TftpMessage): Uint8Array {
  switch (message.kind) {
    case 'read':
    case 'write':
      return printWords([message.file, message.mode, ...message.options.flat()]);
    case 'oack':
      return printWords(message.options.flat());
    case 'data':
      return numbered(message.block, message.octets);
    case 'ack':
      return numbered(message.block, new Uint8Array(0));
    case 'error':
      return numbered(message.code, printWords([message.text]));
  }
}

function numbered(number: number, rest: Uint8Array): Uint8Array {
  const body = new Uint8Array(2 + rest.length);
  viewOf(body).setUint16(0, number);
  body.set(rest, 2);
  return body;
}

export const lengthOf = (message: TftpMessage): number => HEAD + bodyOf(message).length;

export function emitInto(message: TftpMessage, octets: Uint8Array): void {
  viewOf(octets).setUint16(0, OPCODE[message.kind]);
  octets.set(bodyOf(message), HEAD);
}

export function emit(message: TftpMessage): Uint8Array {
  const body = bodyOf(message);
  const octets = new Uint8Array(HEAD + body.length);
  viewOf(octets).setUint16(0, OPCODE[message.kind]);
  octets.set(body, HEAD);
  return octets;
}

/** One line for a trace. Says what it can of anything, and never throws. The name of a file may have a password behind it. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `TFTP (${describeFault(result.fault)})`;
  const message = result.value;
  switch (message.kind) {
    case 'read':
    case 'write':
      return `TFTP ${message.kind} ${quoted(message.file.split('/', 1)[0]!)} ${quoted(message.mode)}${printOptions(message.options)}`;
    case 'oack':
      return `TFTP oack${printOptions(message.options)}`;
    case 'data':
      return `TFTP data block=${message.block} octets=${message.octets.length}`;
    case 'ack':
      return `TFTP ack block=${message.block}`;
    case 'error':
      return `TFTP error code=${message.code} ${quoted(message.text)}`;
  }
}

const printOptions = (options: TftpOptions): string =>
  options.map(([name, value]) => ` ${quoted(name)}=${quoted(value)}`).join('');
