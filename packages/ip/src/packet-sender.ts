import type { Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import type { Ipv4Address, MacAddress } from '@rtemu/wire/address';
import type { Discard } from './discard.js';

/** What a packet of our own may ask for beside its addresses. */
export interface SendOptions {
  /** Leave by this interface, whatever the routes say: what a broadcast needs. */
  readonly interface?: number;
  /** With an interface: who is to have the packet next, when that is not the destination itself. */
  readonly neighbour?: Ipv4Address;
  /** From 0.0.0.0, whatever address there would be: the interface has none of its own yet (RFC 2131 §4.1). */
  readonly nameless?: boolean;
  /** Straight to this station, which ARP cannot know yet: a DHCP client has no address to answer for (RFC 2131 §4.1). */
  readonly station?: MacAddress;
  readonly timeToLive?: number;
  readonly typeOfService?: number;
  readonly dontFragment?: boolean;
}

/** `sent`: on its way, which includes waiting for ARP. Else why not. */
export type SendVerdict = 'sent' | Discard;

/** The way down for ICMP, UDP, TCP and whatever else makes packets. */
export interface PacketSender {
  /** One of our addresses, or loopback. @param address signed or unsigned. */
  isOurs(address: number): boolean;
  /** The address that a packet to `destination` would bear as its source; `undefined` when we have none for it. */
  sourceFor(destination: Ipv4Address, options?: SendOptions): Ipv4Address | undefined;
  /**
   * Puts an IPv4 header in front of the payload in `slot` and sends it: by the routes, in fragments where it must be.
   * @param source `UNSPECIFIED` to have it chosen.
   * @param slot owned from here on, whatever the verdict.
   */
  send(
    now: Instant,
    source: Ipv4Address,
    destination: Ipv4Address,
    protocol: number,
    slot: Slot,
    options?: SendOptions,
  ): SendVerdict;
}
