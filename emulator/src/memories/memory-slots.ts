import type { Document } from '@rtemu/config/document';
import { sdSlot, usbHost } from '@rtemu/config/settings/memory';
import { MEMORY_NAMES, type MemoryName } from '@rtemu/models/machine';
import type { ExternalMemory } from './external-memory.js';

const USE = { usb1: usbHost, sd1: sdSlot } as const;

/** Whether the configuration lets a slot be used. */
export const isUsed = ({ global }: Document, name: MemoryName): boolean => global.effective(USE[name]);

/** What is in the USB port and the microSD slot of a router, over all its restarts. */
export class MemorySlots {
  readonly #inside = new Map<MemoryName, ExternalMemory>();
  /** Of those that are inside, the ones that the router has taken notice of. */
  readonly #attached = new Set<MemoryName>();

  /** @param names those that the model has */
  constructor(
    readonly names: readonly MemoryName[],
    inside: Readonly<Partial<Record<MemoryName, ExternalMemory | undefined>>> = {},
  ) {
    for (const name of names) {
      const memory = inside[name];
      if (memory !== undefined) this.#inside.set(name, memory);
    }
  }

  /** What is in a slot, whether or not the router knows of it. */
  inside(name: MemoryName): ExternalMemory | undefined {
    return this.#inside.get(name);
  }

  /** A memory that commands may use. */
  get(name: MemoryName): ExternalMemory | undefined {
    return this.#attached.has(name) ? this.#inside.get(name) : undefined;
  }

  /** Those that commands may use. */
  get attached(): readonly MemoryName[] {
    return MEMORY_NAMES.filter((name) => this.#attached.has(name));
  }

  get isEmpty(): boolean {
    return this.#inside.size === 0;
  }

  /** @returns false where there is no such slot, or one that is taken */
  insert(name: MemoryName, memory: ExternalMemory): boolean {
    if (!this.names.includes(name) || this.#inside.has(name)) return false;
    this.#inside.set(name, memory);
    return true;
  }

  /** @returns what was in the slot */
  remove(name: MemoryName): ExternalMemory | undefined {
    const memory = this.#inside.get(name);
    this.#inside.delete(name);
    return memory;
  }

  /** The power is off: nothing is known of what is inside. */
  forget(): void {
    this.#attached.clear();
  }

  /** Takes notice of what came and what went, as far as a configuration says that the slots are used. @returns what did */
  follow(document: Document): readonly { readonly name: MemoryName; readonly isAttached: boolean }[] {
    const moved: { readonly name: MemoryName; readonly isAttached: boolean }[] = [];
    for (const name of this.names) {
      const isAttached = this.#inside.has(name) && isUsed(document, name);
      if (isAttached === this.#attached.has(name)) continue;
      if (isAttached) this.#attached.add(name);
      else this.#attached.delete(name);
      moved.push({ name, isAttached });
    }
    return moved;
  }
}
