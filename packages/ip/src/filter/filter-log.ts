import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';

export const LIMIT = {
  /** Packets that wait to be logged. Further ones are not logged, and counted. */
  packets: 256,
  /** Octets that are kept of each: enough for addresses and ports. */
  octets: 96,
} as const;

/** A packet that a filter wants to have written down. */
export interface LoggedPacket {
  readonly at: Instant;
  /** The name of the interface. */
  readonly interface: string;
  readonly direction: Direction;
  readonly passed: boolean;
  /** The number of the filter; `undefined` when none was met. */
  readonly filter: number | undefined;
  /** How it began. */
  readonly packet: Uint8Array;
}

export type Direction = 'in' | 'out';

/** What filters have to say, until the owner of the stack writes it down. */
export class FilterLog {
  /** Nobody listens: nothing is kept. */
  isOpen = false;
  lost = 0;
  readonly #packets: LoggedPacket[] = [];

  constructor(private readonly arena: Arena) {}

  get size(): number {
    return this.#packets.length;
  }

  write(
    at: Instant,
    name: string,
    direction: Direction,
    passed: boolean,
    filter: number | undefined,
    slot: Slot,
  ): void {
    if (!this.isOpen) return;
    if (this.#packets.length >= LIMIT.packets) {
      this.lost++;
      return;
    }
    const from = this.arena.start[slot]!;
    const packet = this.arena.octets.slice(from, from + Math.min(this.arena.length[slot]!, LIMIT.octets));
    this.#packets.push({ at, interface: name, direction, passed, filter, packet });
  }

  /** Everything that waits, oldest first. */
  take(): readonly LoggedPacket[] {
    return this.#packets.splice(0);
  }
}
