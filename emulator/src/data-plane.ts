import { createMppeEngine, type MppeEngine } from '@rtemu/crypto/mppe-engine';
import { ARENA_OCTETS, Arena } from '@rtemu/engine/arena';

/** What all nodes of a world share: the buffers in which packets lie, and the cipher that works on them there. */
export interface DataPlane {
  readonly arena: Arena;
  readonly mppe: MppeEngine;
}

/** @param prefer which cipher to use where there is a choice. */
export function createDataPlane(prefer?: MppeEngine['kind']): DataPlane {
  const mppe = createMppeEngine(ARENA_OCTETS, prefer);
  return { mppe, arena: new Arena(mppe.memory, mppe.slotsFrom) };
}
