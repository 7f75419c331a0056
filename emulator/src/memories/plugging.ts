import type { Instant } from '@rtemu/engine/time';
import type { MemoryName } from '@rtemu/models/machine';
import type { Router } from '../router.js';
import type { ExternalMemory } from './external-memory.js';

/** Puts a memory into a slot of a router that runs. @returns false where there is no such slot, or something in it */
export function insertMemory(now: Instant, router: Router, name: MemoryName, memory: ExternalMemory): boolean {
  const isDone = router.memories.insert(name, memory);
  notice(now, router);
  return isDone;
}

/** Takes out what is in a slot, as it is: what had to be written yet is lost. */
export function removeMemory(now: Instant, router: Router, name: MemoryName): ExternalMemory | undefined {
  const memory = router.memories.remove(name);
  notice(now, router);
  return memory;
}

function notice(now: Instant, { system }: Router): void {
  system.followMemories(now);
  system.settle(now);
}
