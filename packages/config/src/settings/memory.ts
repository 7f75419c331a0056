/**
 * Manual chapters 36 and 42: memories in the USB port and the microSD slot.
 * @module
 */
import { inGlobal } from '../setting.js';

export const usbHost = inGlobal.initially<boolean>('usbhost use', 'memory', true);
export const sdSlot = inGlobal.initially<boolean>('sd use', 'memory', true);

export const memoryBoot = inGlobal.initially<boolean>('external-memory boot permit', 'memory', true);

/** What a start looks for on memories. Whoever sets nothing has `config.rtfg` and then `config.txt` looked for on both. */
export interface MemoryConfig {
  /** Names with the memory in front, with commas between: `*:config.rtfg,*:config.txt`. */
  readonly files: string;
  /** Where the buttons copy it to. */
  readonly number: number | undefined;
  readonly password: string | undefined;
}
export const memoryConfig = inGlobal.optional<MemoryConfig | 'off'>('external-memory config filename', 'memory');
export const MEMORY_CONFIG_FILES = '*:config.rtfg,*:config.txt';

/** Where the log is written to besides. */
export interface MemorySyslog {
  /** `usb1:syslog.txt` */
  readonly file: string;
  readonly enciphered: { readonly cipher: 'aes128' | 'aes256'; readonly password: string } | undefined;
  /** How large the file grows, in units of 1,048,576 octets. */
  readonly megabytes: number | undefined;
  readonly backups: number | undefined;
  readonly intervalSeconds: number | undefined;
  /** So many lines do not wait for the interval to be over. */
  readonly lines: number | undefined;
}
export const memorySyslog = inGlobal.optional<MemorySyslog>('external-memory syslog filename', 'memory');
