import type { MemoryName } from '@rtemu/models/machine';
import type { CivilTime } from '../status.js';

/** What is in the USB port or in the microSD slot. */
export interface MemoryStatus {
  readonly name: MemoryName;
  /** Whether the configuration lets it be used. */
  readonly isUsed: boolean;
  /** `undefined` when nothing is there, or it is not used. */
  readonly attached:
    | {
        readonly octets: number;
        readonly freeOctets: number;
        readonly files: number;
        readonly directories: number;
      }
    | undefined;
}

/** A file or a directory in a list. */
export interface ListedFile {
  /** As it is printed: the name; where directories in the directory are listed too, the way to it. */
  readonly name: string;
  readonly isDirectory: boolean;
  readonly octets: number;
  /** `undefined`: nobody knows. */
  readonly changed: CivilTime | undefined;
}
