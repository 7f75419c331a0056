/**
 * How a DHCP server is set up, and how it speaks with its owner.
 * @module
 */
import type { Duration } from '@rtemu/engine/time';
import type { Ipv4Address, MacAddress } from '@rtemu/wire/address';
import type { DhcpMessage } from '@rtemu/wire/dhcp';
import type { Client, Scope } from './scope.js';

/** What of RFC 2131 is followed where RFC 1541 had it otherwise (manual 12.1.2). */
export interface Compliance {
  /** A DHCPNAK on the own network is a broadcast. */
  readonly broadcastNak: boolean;
  /** No NUL behind the domain name. */
  readonly noneDomainNull: boolean;
  /** A client that is not known is not refused. */
  readonly remainSilent: boolean;
  /** Who asks for too much gets what there is, and no DHCPNAK. */
  readonly replyAck: boolean;
  /** A client is known by its Client-Identifier before its hardware address. */
  readonly useClientId: boolean;
}

export const compliantWith = (rfc: 2131 | 1541): Compliance => {
  const on = rfc === 2131;
  return { broadcastNak: on, noneDomainNull: on, remainSilent: on, replyAck: on, useClientId: on };
};

export interface ServerSettings {
  readonly compliance: Compliance;
  /** By number. */
  readonly scopes: readonly Scope[];
  /** For how long somebody may answer for an address before it is offered, on the own network and behind relays. */
  readonly duplicateCheck: { readonly own: Duration | undefined; readonly relayed: Duration | undefined };
  /** Told to clients when their scope says nothing else; `me` is the address that they know the server by. */
  readonly dnsServers: readonly (Ipv4Address | 'me')[];
  readonly winsServers: readonly Ipv4Address[];
  readonly domain: string | undefined;
}

export const NO_SCOPES: ServerSettings = {
  compliance: compliantWith(2131),
  scopes: [],
  duplicateCheck: { own: undefined, relayed: undefined },
  dnsServers: ['me'],
  winsServers: [],
  domain: undefined,
};

export interface OwnAddress {
  readonly address: Ipv4Address;
  readonly length: number;
}

/** Where a message came from. */
export interface Arrival {
  /** The number of the interface. */
  readonly interface: number;
  /** The server's addresses there. */
  readonly addresses: readonly OwnAddress[];
  /** To whom it was sent. */
  readonly destination: Ipv4Address;
}

/** How a message finds its way to a client (RFC 2131 §4.1). */
export type Way =
  /** To the server's port of a relay. */
  | { readonly kind: 'relay'; readonly address: Ipv4Address }
  /** The client has its address already. */
  | { readonly kind: 'address'; readonly address: Ipv4Address }
  /** It has not, and hears its hardware address. */
  | {
      readonly kind: 'hardware';
      readonly interface: number;
      readonly hardwareAddress: MacAddress;
      readonly address: Ipv4Address;
    }
  | { readonly kind: 'broadcast'; readonly interface: number };

export interface Reply {
  readonly way: Way;
  /** Our address, which the client knows us by. */
  readonly source: Ipv4Address;
  readonly message: DhcpMessage;
  readonly octetsMax: number;
}

/** An address to be tried out: by ARP on an interface, or by an echo to where the routes lead. */
export interface Probe {
  readonly address: Ipv4Address;
  /** `undefined`: behind a relay. */
  readonly interface: number | undefined;
}

export interface ServerEvent {
  /**
   * `allocates`, `extends`: a lease. `releases`: the client gives it back. `declines`: it found somebody using it;
   * `in use`: we did. `refuses`: a DHCPNAK. `full`: no address is left.
   */
  readonly kind: 'allocates' | 'extends' | 'releases' | 'declines' | 'in use' | 'refuses' | 'full';
  readonly interface: number;
  readonly address: Ipv4Address | undefined;
  readonly client: Client;
}
