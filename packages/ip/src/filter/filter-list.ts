import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import type { PacketFilter } from '../interface.js';
import type { FilterRule } from './filter-rule.js';
import type { HostAddresses } from './host-addresses.js';
import { NO_RULE, RuleProgram } from './rule-program.js';

/** The outcome of a list for a packet: the place of the rule that decided, or {@link NO_RULE}. */
export type Decision = number;

/**
 * Filters in the order in which an interface, a route or a command lists them: the first that a packet meets decides, and
 * what meets none is dropped (manual 8.1.25). By itself it logs nothing, and takes its line for connected.
 */
export class FilterList implements PacketFilter {
  readonly rules: readonly FilterRule[];
  readonly #program: RuleProgram;

  constructor(
    private readonly arena: Arena,
    rules: readonly FilterRule[],
    hosts: HostAddresses,
  ) {
    this.rules = rules;
    this.#program = new RuleProgram(rules, hosts);
  }

  decide(now: Instant, slot: Slot): Decision {
    const at = this.arena.start[slot]!;
    return this.#program.find(now, this.arena.view, at, at + this.arena.length[slot]!);
  }

  passes(now: Instant, slot: Slot): boolean {
    const decision = this.decide(now, slot);
    return decision !== NO_RULE && this.rules[decision]!.action !== 'reject';
  }
}
