import type { Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import type { PacketFilter } from '../interface.js';
import type { ConnectionWatch } from './connection-watch.js';
import type { DynamicList } from './dynamic-list.js';
import type { FilterList } from './filter-list.js';
import type { Direction, FilterLog } from './filter-log.js';
import type { FilterRule } from './filter-rule.js';
import { NO_RULE } from './rule-program.js';

/** Where a filter stands. */
export interface FilterPlace {
  /** The interface, by its number and its name. */
  readonly number: number;
  readonly name: string;
  readonly direction: Direction;
}

/** What one direction of an interface lists (manual 8.1.25). */
export interface FilterParts {
  /** Without one, everything passes. */
  readonly list: FilterList | undefined;
  /** Of this direction. */
  readonly dynamic: DynamicList | undefined;
  /** Where either direction has dynamic filters. */
  readonly watch: ConnectionWatch | undefined;
}

/**
 * One direction of an interface: `ip ... secure filter in` or `out`. What belongs to a connection that a dynamic filter has
 * let through passes at once; the rest is held against the static filters, and what these let through may begin another.
 */
export class InterfaceFilter implements PacketFilter {
  /** Of the line behind the interface, for filters that restrict. */
  isConnected = true;
  rejectedBy: number | undefined = undefined;
  readonly #number: number;
  readonly #isOutward: boolean;

  constructor(
    private readonly place: FilterPlace,
    private readonly parts: FilterParts,
    private readonly log: FilterLog,
  ) {
    this.#number = place.number;
    this.#isOutward = place.direction === 'out';
  }

  /** Whether it has dynamic filters of its own. */
  get isWatching(): boolean {
    return this.parts.dynamic !== undefined;
  }

  passes(now: Instant, slot: Slot): boolean {
    const { list, dynamic, watch } = this.parts;
    if (watch?.carries(now, slot, this.#number, this.#isOutward)) return true;
    if (list !== undefined && !this.#isLetThrough(list, now, slot)) return false;
    if (dynamic !== undefined && watch !== undefined) watch.open(now, slot, this.#number, dynamic);
    return true;
  }

  #isLetThrough(list: FilterList, now: Instant, slot: Slot): boolean {
    const decision = list.decide(now, slot);
    if (decision === NO_RULE) {
      this.rejectedBy = undefined;
      this.#write(now, false, undefined, slot);
      return false;
    }
    const rule = list.rules[decision]!;
    const passes = rule.action === 'pass' || (rule.action === 'restrict' && this.isConnected);
    if (!passes) this.rejectedBy = rule.number;
    if (passes ? rule.logs.passed : rule.logs.dropped) this.#write(now, passes, rule, slot);
    return passes;
  }

  #write(now: Instant, passes: boolean, rule: FilterRule | undefined, slot: Slot): void {
    const { name, direction } = this.place;
    this.log.write(now, name, direction, passes, rule?.number, slot);
  }
}
