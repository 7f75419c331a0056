import { type MemoryPlace, memoryPlaceOf } from '@rtemu/commands/operands/config-file';
import type { Document } from '@rtemu/config/document';
import { MEMORY_CONFIG_FILES, memoryBoot, memoryConfig } from '@rtemu/config/settings/memory';
import type { Instant } from '@rtemu/engine/time';
import { type Machine, STARTS_FROM_MEMORY } from '@rtemu/models/machine';
import type { Journal } from '../journal.js';
import * as LogText from '../log-text.js';
import { locateFile, readText } from './memory-files.js';
import type { MemorySlots } from './memory-slots.js';

/** What a start found on memories. */
interface MemoryStartup {
  readonly found: { readonly place: MemoryPlace; readonly text: string } | undefined;
  /** Why others were passed over, as the log has it. */
  readonly passedOver: readonly string[];
}

const ENCIPHERED = /\.rtfg$/i;

/**
 * Looks for a configuration on the memories, as the one inside says (manual 42.7, 42.10).
 * @param document the configuration that the router would start with otherwise
 */
function startupOn(slots: MemorySlots, document: Document): MemoryStartup {
  const { global } = document;
  const passedOver: string[] = [];
  const wanted = global.get(memoryConfig);
  if (!global.effective(memoryBoot) || wanted === 'off') return { found: undefined, passedOver };
  for (const file of (wanted?.files ?? MEMORY_CONFIG_FILES).split(',')) {
    const place = memoryPlaceOf(file);
    const located = place && locateFile(slots, place);
    if (located === undefined || typeof located === 'string') continue;
    const foundAt: MemoryPlace = { memory: located.name, path: located.path };
    const read = ENCIPHERED.test(located.path) ? 'enciphered' : readText(slots, foundAt);
    if (typeof read === 'object') return { found: { place: foundAt, text: read.text }, passedOver };
    passedOver.push(LogText.passedOver(foundAt, read === 'enciphered'));
  }
  return { found: undefined, passedOver };
}

/**
 * Takes notice of the memories that are inside at a start, and finds the configuration there. It comes before those inside the
 * router, which say whether and how it is looked for (manual 42.7).
 * @param inside the configuration that the router would start with otherwise
 */
export function startOn(
  now: Instant,
  slots: MemorySlots,
  machine: Machine,
  journal: Journal,
  inside: Document,
): MemoryStartup['found'] {
  slots.forget();
  if (slots.isEmpty || !machine.allows(STARTS_FROM_MEMORY).open) return undefined;
  for (const { name, isAttached } of slots.follow(inside)) journal.write(now, LogText.memoryMoved(name, isAttached));
  const { found, passedOver } = startupOn(slots, inside);
  for (const line of passedOver) journal.write(now, line);
  if (found !== undefined) journal.write(now, LogText.startsFrom(found.place));
  return found;
}
