/**
 * Files on memories as commands name them, and as texts: Shift_JIS with CR LF, as the files are that TFTP moves (manual 2.3).
 * @module
 */
import type { FaultKey } from '@rtemu/commands/messages';
import type { MemoryPlace } from '@rtemu/commands/operands/config-file';
import type { MemoryName } from '@rtemu/models/machine';
import { encodeText, TextDecoding } from '@rtemu/service/encoding/text-codec';
import type { EpochSeconds } from '../calendar.js';
import type { ExternalMemory, MemoryFault } from './external-memory.js';
import type { MemorySlots } from './memory-slots.js';

export const LIMIT = {
  /** Of a file that is read as commands. */
  octets: 1 << 20,
} as const;

/** Where something is, or is to be. */
export interface Located {
  readonly name: MemoryName;
  readonly memory: ExternalMemory;
  readonly path: string;
}

/** `*` is whichever memory has the file, the card first (manual 42.10). */
const CARD_FIRST: readonly MemoryName[] = ['sd1', 'usb1'];

/** A place as it stands, on a memory that is there. */
export function locate(slots: MemorySlots, { memory: name, path }: MemoryPlace): Located | FaultKey {
  if (name === '*' || !slots.names.includes(name)) return 'illegal-keyword';
  const memory = slots.get(name);
  return memory === undefined ? 'no-memory' : { name, memory, path };
}

/** A file that is there. A name alone is looked for in all directories (manual 56.3.4). */
export function locateFile(slots: MemorySlots, { memory: wanted, path }: MemoryPlace): Located | FaultKey {
  if (wanted !== '*' && !slots.names.includes(wanted)) return 'illegal-keyword';
  const names = wanted === '*' ? CARD_FIRST : [wanted];
  let isAttached = false;
  for (const name of names) {
    const memory = slots.get(name);
    if (memory === undefined) continue;
    isAttached = true;
    const found = memory.find(path);
    if (found !== undefined) return { name, memory, path: found };
    const fault = memory.read(path);
    if (fault === 'is-directory' || fault === 'bad-file-name') return fault;
  }
  return isAttached ? 'no-such-file' : 'no-memory';
}

/** A file as text. What has zeros in it is none, nor what no command has any use for at that size. */
export function readText(slots: MemorySlots, place: MemoryPlace): { readonly text: string } | FaultKey {
  const located = locateFile(slots, place);
  if (typeof located === 'string') return located;
  const octets = located.memory.read(located.path);
  if (typeof octets === 'string') return octets;
  if (octets.length > LIMIT.octets || octets.includes(0)) return 'not-a-configuration';
  return { text: new TextDecoding('shift_jis').read(octets).replace(/\r\n?/g, '\n') };
}

/** Lines as a file has them. */
export const fileOf = (text: string): Uint8Array => encodeText(text.replace(/\r?\n/g, '\r\n'), 'shift_jis');

/** Writes a text into a file. All of it or nothing. */
export function writeText(
  slots: MemorySlots,
  place: MemoryPlace,
  text: string,
  at: EpochSeconds,
): MemoryFault | FaultKey | undefined {
  const located = locate(slots, place);
  return typeof located === 'string' ? located : located.memory.write(located.path, fileOf(text), at);
}
