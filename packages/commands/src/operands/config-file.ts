/**
 * Configuration files as they are named: `0` to `4` inside the router, older copies of them (`4.2`), files on a memory
 * (`usb1:config.txt`).
 * @module
 */
import type { MemoryName } from '@rtemu/models/machine';
import { name } from './text.js';

/** With the memory in front of a name of 99. */
const FILE_NAME_MAX = 104;

/** A file that can be read. */
export const configFile = name(FILE_NAME_MAX, /^(?:[0-4](?:\.[12])?|(?:usb1|sd1|emfs|\*):\S{1,99})$/).named(
  '設定ファイル',
  'FILE',
);

/** A file that can be written: older copies come by themselves, and a memory must be said. */
export const writableConfigFile = name(FILE_NAME_MAX, /^(?:[0-4]|(?:usb1|sd1):\S{1,99})$/).named(
  '設定ファイル',
  'FILE',
);

/** The number of a file inside the router; `undefined` for every other. */
export function configFileNumber(file: string): number | undefined {
  return /^[0-4](?:\.[12])?$/.test(file) ? Number(file) : undefined;
}

/** A file on a memory; `*` is whichever has it, the card first (manual 42.10). */
export interface MemoryPlace {
  readonly memory: MemoryName | '*';
  readonly path: string;
}

const ON_MEMORY = /^(usb1|sd1|\*):(.*)$/i;

/** What `usb1:config.txt` means; `undefined` where it does not begin with a memory. */
export function memoryPlaceOf(file: string): MemoryPlace | undefined {
  const [, memory, path] = ON_MEMORY.exec(file) ?? [];
  return memory === undefined ? undefined : { memory: memory.toLowerCase() as MemoryPlace['memory'], path: path! };
}

/** `usb1:/config.txt` */
export const printMemoryPlace = ({ memory, path }: MemoryPlace): string =>
  `${memory}:${path.startsWith('/') ? '' : '/'}${path}`;

/** Whether two names mean the same file, whatever their case. */
export const isSamePlace = (a: MemoryPlace, b: MemoryPlace | undefined): boolean =>
  b !== undefined && printMemoryPlace(a).toLowerCase() === printMemoryPlace(b).toLowerCase();

/** As views name a configuration: `config0`, `usb1:/config.txt`. */
export const nameOfConfig = (place: number | MemoryPlace): string =>
  typeof place === 'number' ? `config${place}` : printMemoryPlace(place);

/** As `save` and the log name it: `CONFIG0`, `usb1:/config.txt`. */
export const nameOfSaved = (place: number | MemoryPlace): string =>
  typeof place === 'number' ? `CONFIG${place}` : printMemoryPlace(place);
