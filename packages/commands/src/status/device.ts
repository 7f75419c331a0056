import type { CivilTime } from '../status.js';

/** How a life of the router began. */
export interface BootStatus {
  readonly at: CivilTime;
  /** Minutes east of Greenwich. */
  readonly offsetMinutes: number;
  /** As the log has it: `Power-on boot`. */
  readonly why: string;
  /** `exec0` */
  readonly firmwareFile: string;
  /** `config0` */
  readonly configFile: string;
}

export type BufferGroup = 'small' | 'middle' | 'large' | 'huge';

/** What became of requests for packet buffers. */
export interface BufferStatus {
  readonly allocated: number;
  readonly requests: number;
  readonly failures: number;
  readonly releases: number;
}

/** The file system inside the router. */
export interface FileSystemStatus {
  readonly octets: number;
  readonly freeOctets: number;
  /** Files and directories that could still be made. */
  readonly freeEntries: number;
  readonly files: number;
  readonly directories: number;
}
