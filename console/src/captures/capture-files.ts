import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Capture, captureNode } from '@rtemu/lab/capture';
import type { World } from '@rtemu/lab/world';
import { reasonOf } from '../files.js';
import { Unusable } from '../host.js';
import type { CaptureOutput, CaptureTerms } from './capture-output.js';

/** One pcapng file for every node of a world, with an interface for each of its ports. Files take everything at once. */
export class CaptureFiles implements CaptureOutput {
  readonly isOver = false;
  readonly #files: { readonly capture: Capture; readonly descriptor: number }[];

  /** @throws Unusable when a file cannot be made. */
  constructor(directory: string, world: World, { epoch = 0 }: CaptureTerms) {
    try {
      mkdirSync(directory, { recursive: true });
      this.#files = world.nodes.map(({ name }) => ({
        descriptor: openSync(join(directory, `${name}.pcapng`), 'w'),
        capture: captureNode(world, name, { epoch }),
      }));
    } catch (error) {
      throw new Unusable(`cannot write captures to ${directory}: ${reasonOf(error)}`);
    }
  }

  write(): void {
    for (const { capture, descriptor } of this.#files)
      for (let chunk = capture.pollChunk(); chunk !== undefined; chunk = capture.pollChunk())
        writeSync(descriptor, chunk);
  }

  async taken(): Promise<void> {
    this.write();
  }

  async close(): Promise<void> {
    this.write();
    for (const { descriptor } of this.#files) closeSync(descriptor);
  }
}
