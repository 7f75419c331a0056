/**
 * Configuration files as they are named: `0` to `4` inside the router, older copies of them (`4.2`), files on a memory
 * (`usb1:config.txt`). The last are not emulated.
 * @module
 */
import { name } from './text.js';

const FILE_NAME_MAX = 99;

/** A file that can be read. */
export const configFile = name(FILE_NAME_MAX, /^(?:[0-4](?:\.[12])?|(?:usb1|sd1|emfs|\*):\S+)$/).named(
  '設定ファイル',
  'FILE',
);

/** A file that can be written: older copies come by themselves. */
export const writableConfigFile = name(FILE_NAME_MAX, /^(?:[0-4]|(?:usb1|sd1|emfs|\*):\S+)$/).named(
  '設定ファイル',
  'FILE',
);

/** The number of a file inside the router; `undefined` for every other. */
export function configFileNumber(file: string): number | undefined {
  return /^[0-4](?:\.[12])?$/.test(file) ? Number(file) : undefined;
}
