import type { Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import type { PacketFilter } from '../interface.js';
import type { FilterList } from './filter-list.js';
import type { Direction, FilterLog } from './filter-log.js';
import type { FilterRule } from './filter-rule.js';
import { NO_RULE } from './rule-program.js';

/** One direction of an interface: `ip ... secure filter in` or `out` (manual 8.1.25). */
export class InterfaceFilter implements PacketFilter {
  /** Of the line behind the interface, for filters that restrict. */
  isConnected = true;

  constructor(
    private readonly name: string,
    private readonly direction: Direction,
    private readonly list: FilterList,
    private readonly log: FilterLog,
  ) {}

  passes(now: Instant, slot: Slot): boolean {
    const decision = this.list.decide(now, slot);
    if (decision === NO_RULE) {
      this.log.write(now, this.name, this.direction, false, undefined, slot);
      return false;
    }
    const rule = this.list.rules[decision]!;
    const passes = rule.action === 'pass' || (rule.action === 'restrict' && this.isConnected);
    if (passes ? rule.logs.passed : rule.logs.dropped) this.#write(now, passes, rule, slot);
    return passes;
  }

  #write(now: Instant, passes: boolean, rule: FilterRule, slot: Slot): void {
    this.log.write(now, this.name, this.direction, passes, rule.number, slot);
  }
}
