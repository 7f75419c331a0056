import type { Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import type { FilterList } from './filter-list.js';
import { NO_RULE } from './rule-program.js';

/** Where a packet goes instead of where the routes lead. */
export interface ForwardWay {
  /** Of the way out; `undefined` when the route to the gateway tells. */
  readonly interface: number | undefined;
  /** Signed; 0: the destination itself, on a point-to-point link. */
  readonly gateway: number;
  /** Whether it may be taken now: a keepalive has nothing against it, its interface exists. */
  isUsable(): boolean;
}

/** What a packet that meets a filter that rejects is answered with. */
export const DROPPED = 'dropped';

/**
 * `ip forward filter` of one id (manual 8.7.1): lists of filters in their order, each with a gateway. The first filter that
 * a packet meets decides; what meets none goes by the routes.
 */
export class ForwardFilter {
  constructor(private readonly rules: readonly { readonly list: FilterList; readonly way: ForwardWay }[]) {}

  choose(now: Instant, slot: Slot): ForwardWay | typeof DROPPED | undefined {
    const { rules } = this;
    for (let i = 0; i < rules.length; i++) {
      const { list, way } = rules[i]!;
      if (!way.isUsable()) continue;
      const decision = list.decide(now, slot);
      if (decision !== NO_RULE) return list.rules[decision]!.action === 'reject' ? DROPPED : way;
    }
    return undefined;
  }
}
