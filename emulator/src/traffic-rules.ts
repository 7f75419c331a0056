import type { Document } from '@rtemu/config/document';
import { ipMssLimit, ipRebound, type MssLimit, ppMssLimit, ppRebound } from '@rtemu/config/settings/ip';
import { pppoeMssLimit } from '@rtemu/config/settings/pppoe';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { type Machine, WITH_REBOUND } from '@rtemu/models/machine';
import { HEADER_OCTETS as IPV4_HEADER_OCTETS } from '@rtemu/wire/ipv4';
import { HEADER_OCTETS as TCP_HEADER_OCTETS } from '@rtemu/wire/tcp';
import { pppoeInterfaceOf } from './bindings.js';
import type { InterfacePlace, Interfaces } from './interfaces.js';

/** What interfaces do to packets that only pass: how large segments may be, and whether they may go back. */
export class TrafficRules {
  readonly #hasRebound: boolean;

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly interfaces: Interfaces,
    machine: Machine,
  ) {
    this.#hasRebound = machine.allows(WITH_REBOUND).open;
  }

  /** To be called when a setting changes, and when an interface comes or its MTU becomes another. */
  reconfigure(document: Document): void {
    for (const { place, number } of this.interfaces.all()) {
      const { mtu } = this.stack.interface(number);
      const limits = limitsOf(document, place).flatMap((limit) => octetsOf(limit, mtu) ?? []);
      this.stack.setMssLimit(number, limits.length === 0 ? undefined : Math.min(...limits));
      this.stack.setRebounds(number, !this.#hasRebound || reboundsAt(document, place));
    }
  }
}

function limitsOf(document: Document, place: InterfacePlace): readonly MssLimit[] {
  if (place.kind === 'lan') return [document.global.effectiveAt(ipMssLimit, place.name)];
  const block = document.pp(place.pp);
  const isPppoe = pppoeInterfaceOf(document, place.pp) !== undefined;
  return [block.effective(ppMssLimit), ...(isPppoe ? [block.effective(pppoeMssLimit)] : [])];
}

/** `auto`: what the MTU has room for, which is that of the peer's MRU where it is the smaller one. */
const octetsOf = (limit: MssLimit, mtu: number): number | undefined =>
  limit === 'off' ? undefined : limit === 'auto' ? mtu - IPV4_HEADER_OCTETS - TCP_HEADER_OCTETS : limit;

const reboundsAt = (document: Document, place: InterfacePlace): boolean =>
  place.kind === 'lan'
    ? document.global.effectiveAt(ipRebound, place.name)
    : document.pp(place.pp).effective(ppRebound);
