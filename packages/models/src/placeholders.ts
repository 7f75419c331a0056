/**
 * What the emulator says where nobody knows. Every line here stands in docs/UNCONFIRMED.md too, and a test holds the two
 * together. A placeholder is never a fact: profiles stay `null`.
 * @module
 */

import type { PptpGenerationName } from './pptp-generation.js';
import type { ModelName } from './profile.js';

type PerModel<T> = Readonly<Partial<Record<ModelName, T>>>;

/** The newest revision that the FAQ names. */
export const NEWEST_FIRMWARE: PerModel<string> = { NVR700W: '15.00.10' };

/** Printed for a firmware whose build date nobody has published; it reads as what it is. */
export const BUILD_DATE = 'Thu Jan  1 00:00:00 1970';

/** `ver=` of the `main:` line. */
export const HARDWARE_VERSION = '00';

/** Versions in `show environment`; the flash table from Rev.11 on, as on RTX810. */
export const BOOT_ROM = '1.00';
export const FLASH_TABLE = '1.00';

/** Of the one model of many cores whose number of them nobody has printed. */
export const CORES = 4;

/** Memory in megabytes for the `Memory` line. */
export const RAM: PerModel<number> = { NVR700W: 256 };

export const LANS: PerModel<readonly string[]> = { RTW65i: ['lan1', 'lan2'], RTW65b: ['lan1', 'lan2'] };

export const BRI: PerModel<number> = { RT105p: 0, RTV700: 1, NVR700W: 1 };

/** As on every sibling whose manual was found. */
export const PP_MAX: PerModel<number> = { NVR700W: 30, NVR510: 30, RTW65i: 30, RTW65b: 30 };

/** As many as PPTP sessions. */
export const TUNNEL_MAX: PerModel<number> = { NVR500: 4, NVR510: 4, RTW65i: 4, RTW65b: 4 };

/** The smaller class of memory keeps 500 lines, the NVR series 3000 (NVR500). */
export const LOG_LINES_MAX = 500;
export const LOG_LINES_MAX_OF: PerModel<number> = { FWX120: 3000, NVR510: 3000, NVR700W: 3000 };

export const PPTP_GENERATION: PerModel<PptpGenerationName> = {
  NVR700W: 'rtx1200-era',
  NVR510: 'rtx1200-era',
  RTW65i: 'rt-6.03',
  RTW65b: 'rt-6.03',
};

/** NVR500's lines; the first three models carry no analog lines that anybody published. */
export const FACTORY_LIKE: PerModel<'lan' | 'lan and telnet' | 'netvolante'> = {
  NVR700W: 'lan and telnet',
  NVR510: 'lan and telnet',
  RTA55i: 'lan',
  RTW65i: 'lan',
  RTW65b: 'lan',
  RT56v: 'lan',
};
