import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Capture, captureNode } from '@rtemu/lab/capture';
import type { World } from '@rtemu/lab/world';
import { reasonOf } from './files.js';
import { Unusable } from './host.js';

/** One pcapng file for every node of a world, with an interface for each of its ports. */
export class CaptureFiles {
  readonly #files: { readonly capture: Capture; readonly descriptor: number }[];

  /** @throws Unusable when a file cannot be made. */
  constructor(directory: string, world: World) {
    try {
      mkdirSync(directory, { recursive: true });
      this.#files = world.nodes.map(({ name }) => ({
        descriptor: openSync(join(directory, `${name}.pcapng`), 'w'),
        capture: captureNode(world, name),
      }));
    } catch (error) {
      throw new Unusable(`cannot write captures to ${directory}: ${reasonOf(error)}`);
    }
  }

  /** Writes what was captured since the last time. */
  write(): void {
    for (const { capture, descriptor } of this.#files)
      for (let chunk = capture.pollChunk(); chunk !== undefined; chunk = capture.pollChunk())
        writeSync(descriptor, chunk);
  }

  close(): void {
    this.write();
    for (const { descriptor } of this.#files) closeSync(descriptor);
  }
}
