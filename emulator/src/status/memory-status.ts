import type { MemoryStatus } from '@rtemu/commands/status/memory';
import { isUsed } from '../memories/memory-slots.js';
import type { Router } from '../router.js';

/** What the router sees in its slots. */
export const memoriesOf = ({ memories, system }: Router): readonly MemoryStatus[] =>
  memories.names.map((name) => {
    const memory = memories.get(name);
    const attached = memory && {
      octets: memory.capacity,
      freeOctets: memory.freeOctets,
      files: memory.files,
      directories: memory.directories,
    };
    return { name, isUsed: isUsed(system.document, name), attached };
  });
