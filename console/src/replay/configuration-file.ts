import { readFileSync, statSync } from 'node:fs';
import { decodeText } from '../encoding.js';
import { reasonOf } from '../files.js';
import { Unusable } from '../host.js';

export const LIMIT = {
  /** Octets of a configuration: a router has a few megabytes of flash for all of its own. */
  file: 16 * 1024 * 1024,
} as const;

const MEGABYTE = 1024 * 1024;

/** @throws Unusable when it is no text, or too long for a configuration */
export function readConfiguration(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > LIMIT.file)
      throw new Unusable(
        `${file} has ${Math.ceil(size / MEGABYTE)} MB; a configuration has at most ${LIMIT.file / MEGABYTE}`,
      );
    const octets = readFileSync(file);
    if (octets.includes(0)) throw new Unusable(`${file} is no text; a configuration is what show config prints`);
    return decodeText(octets);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`cannot read ${file}: ${reasonOf(error)}`);
  }
}
