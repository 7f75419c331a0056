/**
 * Manual chapter 14: tunnels.
 * @module
 */
import type { Ipv4Address } from '../address.js';
import { inGlobal, inTunnel } from '../setting.js';

/** Set and true, or unset: every tunnel is disabled at first. */
export const tunnelEnabled = inTunnel.initially<boolean>('tunnel enable', 'tunnel', false);

/** Set by `no tunnel enable all`, which stands in front of the tunnels when it was said: those that follow enable some again. */
export const tunnelsAllDisabled = inGlobal.initially<boolean>('tunnel disable', 'kept', false);

export type TunnelEncapsulation =
  | 'ipsec'
  | 'ipip'
  | 'pptp'
  | 'l2tp'
  | 'l2tpv3-raw'
  | 'l2tpv3'
  | 'ipudp'
  | 'map-e'
  | 'hb46pp';
export const tunnelEncapsulation = inTunnel.initially<TunnelEncapsulation>(
  'tunnel encapsulation',
  'tunnel',
  (ground) => ground.tunnelEncapsulationInitially,
);

export interface TunnelEndpoint<End> {
  readonly local: End | undefined;
  readonly remote: End;
}
/** Goes before {@link tunnelEndpointName}. An IPv6 address is a text. */
export const tunnelEndpointAddress = inTunnel.optional<TunnelEndpoint<Ipv4Address | string>>(
  'tunnel endpoint address',
  'tunnel',
);
export interface TunnelEndpointName extends TunnelEndpoint<string> {
  readonly type: 'fqdn' | 'tel' | undefined;
}
export const tunnelEndpointName = inTunnel.optional<TunnelEndpointName>('tunnel endpoint name', 'tunnel');
export const tunnelName = inTunnel.optional<string>('tunnel name', 'kept');
