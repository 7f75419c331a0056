import type { Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import type { PpNumber } from '@rtemu/config/selection';
import { ppRemoteAddress, ppRemoteAddressPool, type RemoteAddressPool } from '@rtemu/config/settings/ip';
import { ppAuthMultiConnectProhibit, ppAuthUsername } from '@rtemu/config/settings/pp';
import { ipcpIpAddress } from '@rtemu/config/settings/ppp';
import type { Lazy } from '@rtemu/engine/lazy';
import type { Instant } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';
import { AddressPool, type AddressRange } from './address-pool.js';

/** Whether a caller may come in, and what address it is given; `undefined` leaves that to the caller. */
export type Admitted =
  | { readonly address: Ipv4Address | undefined; readonly pooled: boolean }
  /** A DHCP server on this LAN is to be asked first. */
  | { readonly ask: InterfaceName }
  | { readonly refused: 'connected already' | 'address in use' | 'no address left' };

/** What came of asking on behalf of a PP's peer. */
export type PeerAnswer =
  /** `undefined`: nobody gave one. */
  | { readonly kind: 'address'; readonly label: string; readonly address: Ipv4Address | undefined }
  /** The server has taken it back, or does not answer any more. */
  | { readonly kind: 'lost'; readonly label: string };

/** The router's own DHCP server, for `ip pp remote address [pool] dhcp`, and its DHCP clients, for `dhcpc`. */
export interface PeerLeases {
  /** @param name of the PP, as the log has it. @returns `undefined` when no address is left, or there is no server */
  leaseToPeer(now: Instant, name: string): Ipv4Address | undefined;
  endPeerLease(now: Instant, address: Ipv4Address): void;
  /** @param label of the PP, as the log has it. What came of it is told by {@link pollPeerAnswer}. */
  askForPeer(now: Instant, label: string, lan: InterfaceName): void;
  /** The peer is gone: what was leased for it is given back. */
  forgetPeer(now: Instant, label: string): void;
  pollPeerAnswer(): PeerAnswer | undefined;
}

/** Where `dhcpc` asks when it does not say (manual 8.2.1). */
const DHCPC_LAN: InterfaceName = 'lan1';

/** Who may come in, once authenticated, and with which address (manual 8.2.2, 11.4, 11.5). */
export class Admission {
  #pool = new AddressPool([]);
  #ranges: readonly AddressRange[] = [];
  readonly #leased = new Set<Ipv4Address>();

  constructor(private readonly leases: Lazy<PeerLeases>) {}

  /** Addresses that peers have now, of the pool, of their own and of the DHCP server. */
  get addressesInUse(): number {
    return this.#pool.inUse + this.#leased.size;
  }

  /** A pool that changes begins anew; who is in keeps the address. @param inUse the addresses given so far. */
  reconfigure(document: Document, inUse: Iterable<Ipv4Address>): void {
    const ranges = rangesOf(document.pp('anonymous').get(ppRemoteAddressPool));
    if (JSON.stringify(ranges) === JSON.stringify(this.#ranges)) return;
    this.#ranges = ranges;
    this.#pool = new AddressPool(ranges);
    for (const address of inUse) this.#pool.takeThis(address);
  }

  /** @param label of the PP, as the log has it. @param connected whether this user has a connection already. */
  admit(
    now: Instant,
    document: Document,
    pp: PpNumber,
    label: string,
    user: string | undefined,
    connected: boolean,
  ): Admitted {
    const block = document.pp(pp);
    if (pp !== 'anonymous') {
      const remote = block.get(ppRemoteAddress);
      if (remote?.kind === 'dhcp') return { address: this.#lease(now, label), pooled: true };
      if (remote?.kind === 'dhcpc') return { ask: remote.interface ?? DHCPC_LAN };
      return { address: remote?.kind === 'address' ? remote.address : undefined, pooled: false };
    }
    if (connected && block.effective(ppAuthMultiConnectProhibit)) return { refused: 'connected already' };
    const own = user === undefined ? undefined : block.getAt(ppAuthUsername, user)?.address;
    if (own !== undefined)
      return this.#pool.takeThis(own) ? { address: own, pooled: true } : { refused: 'address in use' };
    const pool = block.get(ppRemoteAddressPool);
    if (pool?.kind === 'dhcpc' && block.effective(ipcpIpAddress)) return { ask: pool.interface ?? DHCPC_LAN };
    if (pool?.kind === 'dhcp' && block.effective(ipcpIpAddress)) {
      const leased = this.#lease(now, label);
      return leased === undefined ? { refused: 'no address left' } : { address: leased, pooled: true };
    }
    if (this.#ranges.length === 0 || !block.effective(ipcpIpAddress)) return { address: undefined, pooled: false };
    const address = this.#pool.take();
    return address === undefined ? { refused: 'no address left' } : { address, pooled: true };
  }

  release(now: Instant, address: Ipv4Address): void {
    if (this.#leased.delete(address)) this.leases.made?.endPeerLease(now, address);
    else this.#pool.release(address);
  }

  #lease(now: Instant, label: string): Ipv4Address | undefined {
    const address = this.leases.made?.leaseToPeer(now, label);
    if (address !== undefined) this.#leased.add(address);
    return address;
  }
}

/** What is listed. */
function rangesOf(pool: RemoteAddressPool | undefined): readonly AddressRange[] {
  if (pool?.kind === 'addresses') return pool.addresses.map((address) => ({ first: address, last: address }));
  if (pool?.kind === 'range') return [pool.range];
  return [];
}
