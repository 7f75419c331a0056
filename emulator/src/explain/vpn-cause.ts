/**
 * Why a VPN does not come up: the one thing that decides it, with its place. In the order in which one would look: what is
 * configured, the way there, filters and NAT on it, TCP, the control connection, the call, GRE, PPP.
 * @module
 */
import type { PpNumber } from '@rtemu/config/selection';
import type { TunnelEncapsulation } from '@rtemu/config/settings/tunnel';
import type { Ending } from '@rtemu/hosts/ending';
import type { Hindrance } from '@rtemu/hosts/hindrance';
import type { Discard } from '@rtemu/ip/discard';
import type { PptpHalf } from '@rtemu/ip/witness';
import type { AuthenticationMethod } from '@rtemu/ppp/authentication-method';
import type { Ipv4Address } from '@rtemu/wire/address';

/** A packet that was lost: of which half, from where to where. */
export interface LostPacket {
  readonly half: PptpHalf;
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
}

/** `node` is where the cause lies, and where something has to be done about it. */
export type VpnCause = { readonly node: string } & (
  | { readonly kind: 'no-pptp'; readonly firmware: string }
  | { readonly kind: 'pp-disabled' | 'not-bound'; readonly pp: PpNumber }
  | { readonly kind: 'tunnel-disabled'; readonly pp: PpNumber; readonly tunnel: number }
  | {
      readonly kind: 'encapsulation';
      readonly pp: PpNumber;
      readonly tunnel: number;
      readonly is: TunnelEncapsulation;
    }
  | { readonly kind: 'service-off' }
  | { readonly kind: 'both-clients' | 'both-servers'; readonly pp: PpNumber; readonly peer: string }
  | { readonly kind: 'no-endpoint'; readonly pp: PpNumber; readonly tunnel: number }
  | { readonly kind: 'name-unresolved'; readonly name: string }
  /** No machine of the lab has the address. */
  | { readonly kind: 'endpoint-nowhere'; readonly address: Ipv4Address }
  /** The machine there does no PPTP. */
  | { readonly kind: 'no-server'; readonly at: string; readonly address: Ipv4Address }
  /** The server has no PP that would take the call. `expects`: from where its numbered PP does. */
  | { readonly kind: 'no-pp-for-peer'; readonly peer: string; readonly expects: Ipv4Address | undefined }
  | { readonly kind: 'interface-down'; readonly interface: string }
  | { readonly kind: 'no-route'; readonly to: Ipv4Address }
  | { readonly kind: 'route-into-tunnel'; readonly pp: PpNumber; readonly to: Ipv4Address }
  | { readonly kind: 'below-down'; readonly pp: string; readonly to: Ipv4Address }
  | ({
      readonly kind: 'filtered';
      readonly interface: string;
      readonly direction: 'in' | 'out';
      /** `undefined`: it met none of those that are listed. */
      readonly filter: number | undefined;
    } & LostPacket)
  | ({ readonly kind: 'not-translated'; readonly interface: string; readonly direction: 'in' | 'out' } & LostPacket)
  | ({ readonly kind: 'arp-unanswered'; readonly interface: string } & LostPacket)
  | ({ readonly kind: 'lost'; readonly interface: string | undefined; readonly reason: Discard } & LostPacket)
  | { readonly kind: 'before-ppp'; readonly peer: Ipv4Address; readonly hindrance: Hindrance }
  | { readonly kind: 'session-limit'; readonly limit: number }
  | { readonly kind: 'tunnels-taken'; readonly pp: PpNumber; readonly tunnels: number }
  | { readonly kind: 'connected-already'; readonly pp: PpNumber }
  | { readonly kind: 'no-gre'; readonly from: string }
  | { readonly kind: 'no-lcp-answer'; readonly from: string }
  /** The one wants to be shown a method by which the other does not authenticate itself. */
  | {
      readonly kind: 'no-method';
      readonly peer: string;
      readonly wanted: readonly AuthenticationMethod[];
      readonly offered: readonly AuthenticationMethod[];
    }
  | { readonly kind: 'no-myname' | 'no-accept'; readonly pp: PpNumber }
  | { readonly kind: 'no-users'; readonly pp: PpNumber }
  | { readonly kind: 'unknown-user' | 'wrong-password'; readonly pp: PpNumber; readonly user: string }
  | { readonly kind: 'multi-connect'; readonly user: string }
  | { readonly kind: 'address-in-use'; readonly user: string }
  | { readonly kind: 'pool-empty'; readonly pp: PpNumber; readonly addresses: number }
  | { readonly kind: 'no-address'; readonly pp: PpNumber }
  /** `here` and `there`: what either end would encipher with. */
  | { readonly kind: 'mppe'; readonly peer: string; readonly here: MppeWish; readonly there: MppeWish }
  /** Neither end has keys for MPPE, since they come of MS-CHAP. */
  | { readonly kind: 'no-mppe-keys'; readonly pp: PpNumber; readonly method: AuthenticationMethod | undefined }
  | { readonly kind: 'undecipherable' }
  /** It was up, or nearly; what is known is why it ended. */
  | { readonly kind: 'ended'; readonly ending: Ending }
  | { readonly kind: 'unfinished' }
);

/** `ppp ccp type`, and of a PC what comes to the same; `reject`: it does not go without. */
export interface MppeWish {
  readonly type: 'mppe-40' | 'mppe-128' | 'mppe-any' | 'none';
  readonly isRequired: boolean;
}

export type CauseKind = VpnCause['kind'];
