import type { Instant } from '@rtemu/engine/time';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { FLAG } from '@rtemu/wire/tcp';
import type { DynamicRule } from './dynamic-rule.js';
import type { FilterRule } from './filter-rule.js';
import type { HostAddresses } from './host-addresses.js';
import type { PacketEnds } from './packet-ends.js';
import { NO_RULE, RuleProgram } from './rule-program.js';

const HANDSHAKE = FLAG.syn | FLAG.ack | FLAG.rst | FLAG.fin;

/** Whether a packet may begin a connection: of TCP, only one that wants to. */
export const mayBegin = (ends: PacketEnds): boolean =>
  ends.protocol !== Ipv4.PROTOCOL.tcp || (ends.flags & HANDSHAKE) === FLAG.syn;

/** A dynamic filter, and its filters laid out. */
export interface WatchedRule {
  readonly rule: DynamicRule;
  readonly trigger: RuleProgram | undefined;
  /** Connections that come along, against the trigger's way and along it. */
  readonly in: RuleProgram | undefined;
  readonly out: RuleProgram | undefined;
}

/** Dynamic filters in the order in which a direction of an interface lists them. */
export class DynamicList {
  readonly #watched: readonly WatchedRule[];
  /** Their addresses, protocols and ports. */
  readonly #program: RuleProgram;

  constructor(rules: readonly DynamicRule[], hosts: HostAddresses) {
    const live = rules.filter(({ trigger }) => trigger.kind !== 'inert');
    const laidOut = (filters: readonly FilterRule[]): RuleProgram | undefined =>
      filters.length === 0 ? undefined : new RuleProgram(filters, hosts);
    this.#watched = live.map((rule) =>
      rule.trigger.kind === 'filters'
        ? {
            rule,
            trigger: new RuleProgram(rule.trigger.filters, hosts),
            in: laidOut(rule.trigger.in),
            out: laidOut(rule.trigger.out),
          }
        : { rule, trigger: undefined, in: undefined, out: undefined },
    );
    this.#program = new RuleProgram(live.map(triggerOf), hosts);
  }

  /** The first whose connection a packet begins. @param ports its source and destination port */
  find(now: Instant, view: DataView, at: number, end: number, ends: PacketEnds): WatchedRule | undefined {
    if (!mayBegin(ends)) return undefined;
    const [from, to] = ends.isOutward
      ? [ends.ports >>> 16, ends.ports & 0xffff]
      : [ends.ports & 0xffff, ends.ports >>> 16];
    for (let first = 0; ; ) {
      const found = this.#program.find(now, view, at, end, first);
      if (found === NO_RULE) return undefined;
      const watched = this.#watched[found]!;
      if (watched.trigger === undefined || watched.trigger.meetsAside(ends.protocol, ends.flags, from, to))
        return watched;
      first = found + 1;
    }
  }
}

/** A dynamic filter as a static one, so that it is found as these are. */
function triggerOf({ number, source, destination, trigger }: DynamicRule): FilterRule {
  const service = trigger.kind === 'service' ? trigger : undefined;
  const isIcmp = service?.protocols[0] === Ipv4.PROTOCOL.icmp;
  const ports = service?.ports ?? [];
  return {
    number,
    action: 'pass',
    logs: { passed: false, dropped: false },
    source,
    destination,
    protocols: (service?.protocols ?? []).map((protocol) => ({ kind: 'protocol', number: protocol })),
    from: isIcmp ? ports : [],
    to: isIcmp ? [] : ports,
  };
}
