/**
 * Configuration files as they are named: `0` to `4` inside the router, older generations of them (`4.2`), files on a memory
 * (`usb1:config.txt`). Only the first are emulated.
 * @module
 */
import { name } from './text.js';

const FILE_NAME_MAX = 99;

/** A file that can be read. */
export const configFile = name(FILE_NAME_MAX, /^(?:[0-4](?:\.[0-2])?|(?:usb1|sd1|emfs|\*):\S+)$/).named(
  '設定ファイル',
  'FILE',
);

/** A file that can be written: generations come by themselves. */
export const writableConfigFile = name(FILE_NAME_MAX, /^(?:[0-4]|(?:usb1|sd1|emfs|\*):\S+)$/).named(
  '設定ファイル',
  'FILE',
);

/** The number of a file inside the router; `undefined` for every other. */
export const configFileNumber = (file: string): number | undefined => (/^[0-4]$/.test(file) ? Number(file) : undefined);
