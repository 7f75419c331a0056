import { insertMemory, removeMemory } from '@rtemu/emulator/memories/plugging';
import type { Router } from '@rtemu/emulator/router';
import type { Operable } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';
import type { Stage } from '@rtemu/lab/stage';
import { EXIT, type Host, Unusable } from './host.js';
import type { MemoryFolder } from './memory-folder.js';

/** A slot of a router that a folder belongs to. */
export interface MemorySeat {
  readonly router: Router;
  readonly slot: 'usb1' | 'sd1';
  readonly folder: MemoryFolder;
}

const hasSlots = (node: Operable | undefined): node is Router => node !== undefined && 'memories' in node;

/** The folders of this machine that are memories in the routers of a lab. */
export class Memories {
  readonly seats: readonly MemorySeat[];

  /**
   * @param folders by what the lab calls them
   * @param writes whether what routers change is written into them
   */
  constructor(
    { lab, operables }: Stage,
    folders: ReadonlyMap<string, MemoryFolder>,
    private readonly writes: boolean,
  ) {
    this.seats = lab.nodes.flatMap((spec) => {
      const router = operables.get(spec.name);
      if (spec.kind !== 'router' || !hasSlots(router)) return [];
      return (['usb1', 'sd1'] as const).flatMap((slot) => {
        const folder = folders.get(spec.memories?.[slot]?.path ?? '');
        return folder === undefined ? [] : [{ router, slot, folder }];
      });
    });
  }

  seatAt(node: string, slot: string): MemorySeat | undefined {
    return this.seats.find((seat) => seat.router.name === node && seat.slot === slot);
  }

  isInside({ router, slot }: MemorySeat): boolean {
    return router.memories.inside(slot) !== undefined;
  }

  /** @returns what could not be written into the folder before */
  takeOut(now: Instant, { router, slot, folder }: MemorySeat): string | undefined {
    const memory = removeMemory(now, router, slot);
    return memory && this.writes ? folder.write(memory) : undefined;
  }

  /** The folder is read anew. @returns why it could not be */
  putIn(now: Instant, { router, slot, folder }: MemorySeat): string | undefined {
    try {
      insertMemory(now, router, slot, folder.read());
      return undefined;
    } catch (error) {
      if (error instanceof Unusable) return error.message;
      throw error;
    }
  }

  /** Writes what changed. @returns what could not be written, and why */
  keep(): string | undefined {
    let problem: string | undefined;
    if (this.writes)
      for (const { router, slot, folder } of this.seats) {
        const memory = router.memories.inside(slot);
        if (memory !== undefined) problem ??= folder.write(memory);
      }
    return problem && `${problem}; put that right and save again, or it is lost in the end`;
  }

  /** The last attempt. @returns what is lost */
  close(): string | undefined {
    this.keep();
    const problem = this.seats.map(({ folder }) => folder.flush()).find((each) => each !== undefined);
    return problem && `${problem}; it is lost`;
  }
}

/**
 * Does something with memories, and writes the last of them afterwards.
 * @returns the exit code
 */
export async function withMemories(memories: Memories, host: Host, work: () => Promise<number>): Promise<number> {
  let problem: string | undefined;
  let code: number;
  try {
    code = await work();
  } finally {
    problem = memories.close();
    if (problem !== undefined) host.error.write(`rtemu: ${problem}\n`);
  }
  return problem === undefined ? code : EXIT.unusable;
}
