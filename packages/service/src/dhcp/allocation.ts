/**
 * Which address a client is given (RFC 2131 §4.3.1, manual 12.1.5 and 12.1.6): the one that is kept for it, the one that it
 * has or had, the one that it asks for, or the lowest that nobody had yet, in this order.
 * @module
 */
import type { Instant } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';
import type { LeaseTable } from './lease-table.js';
import { bindsFor, type Client, isKeptFrom, mayLease, type Range, type Scope } from './scope.js';

export interface Choice {
  readonly scope: Scope;
  readonly address: Ipv4Address;
}

export interface Wish {
  readonly client: Client;
  readonly requested: Ipv4Address | undefined;
}

/** What an address is chosen from. */
export interface Ground {
  readonly scopes: readonly Scope[];
  readonly leases: LeaseTable;
  /** Addresses that are never leased: the server's own, and those that are being tried out for somebody else. */
  isShut(address: Ipv4Address, client: Client): boolean;
}

/** @param from the scopes of the client's network, by number. */
export function choose(now: Instant, ground: Ground, from: readonly Scope[], wish: Wish): Choice | undefined {
  for (const scope of from) {
    const found = chooseIn(now, ground, scope, wish);
    if (found !== undefined) return { scope, address: found };
    const fallback = scope.bindOnly ? ground.scopes.find(({ number }) => number === scope.fallback) : undefined;
    const further = fallback && chooseIn(now, ground, fallback, wish);
    if (fallback !== undefined && further !== undefined) return { scope: fallback, address: further };
  }
  return undefined;
}

function chooseIn(now: Instant, ground: Ground, scope: Scope, { client, requested }: Wish): Ipv4Address | undefined {
  const binds = bindsFor(scope, client);
  for (const { range } of binds) {
    const own = range && firstOf(range, scope, (address) => isFree(now, ground, scope, address, client));
    if (own !== undefined) return own;
  }
  const mayHaveAny = client.kind === 'ethernet' ? !scope.bindOnly : true;
  if (!mayHaveAny && !binds.some(({ range }) => range === undefined)) return undefined;
  const lease = ground.leases.of(client, scope.number);
  const isGood = (address: Ipv4Address | undefined): address is Ipv4Address =>
    address !== undefined && isFree(now, ground, scope, address, client) && !isKeptFrom(scope, address, client);
  if (isGood(lease?.address)) return lease.address;
  if (isGood(requested)) return requested;
  return neverHad(scope, ground, isGood) ?? longestFree(now, scope, ground, isGood);
}

function isFree(now: Instant, { leases, isShut }: Ground, scope: Scope, address: Ipv4Address, client: Client): boolean {
  if (!mayLease(scope, address) || isShut(address, client)) return false;
  return !leases.isTaken(now, address) || leases.isHeldBy(now, address, client);
}

const neverHad = (scope: Scope, { leases }: Ground, isGood: (address: Ipv4Address) => boolean) =>
  firstOf(scope, scope, (address) => leases.get(address) === undefined && isGood(address));

/** Every address was somebody's: the one whose lease ended first. */
function longestFree(
  now: Instant,
  scope: Scope,
  { leases }: Ground,
  isGood: (address: Ipv4Address) => boolean,
): Ipv4Address | undefined {
  let best: Ipv4Address | undefined;
  let since = now + 1;
  for (const { address, until } of leases.all())
    if (until < since && address >= scope.first && address <= scope.last && isGood(address)) {
      best = address;
      since = until;
    }
  return best;
}

/** The lowest address of a range that will do. Stretches that the scope leaves out are stepped over at once. */
function firstOf(
  { first, last }: Range,
  scope: Scope,
  willDo: (address: Ipv4Address) => boolean,
): Ipv4Address | undefined {
  for (let address = first; address <= last; address = (address + 1) as Ipv4Address) {
    const hole = scope.except.find((range) => address >= range.first && address <= range.last);
    if (hole !== undefined) address = hole.last;
    else if (willDo(address)) return address;
  }
  return undefined;
}
