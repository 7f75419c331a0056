/**
 * What a configuration says about which PP stands behind which PPTP tunnel (manual 14, 17): pure questions to a document.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import { ppBind, ppEnabled, tunnelsOf } from '@rtemu/config/settings/pp';
import { pptpServiceType } from '@rtemu/config/settings/pptp';
import { tunnelEnabled, tunnelEncapsulation, tunnelEndpointAddress } from '@rtemu/config/settings/tunnel';
import type { Ipv4Address } from '@rtemu/wire/address';

/** The tunnels of a PP that can carry PPTP now. */
export function pptpTunnelsOf(document: Document, pp: PpNumber): readonly number[] {
  return tunnelsOf(document.pp(pp).get(ppBind)).filter((number) => {
    const tunnel = document.tunnel(number);
    return tunnel.effective(tunnelEnabled) && tunnel.effective(tunnelEncapsulation) === 'pptp';
  });
}

export const isServer = (document: Document, pp: PpNumber): boolean =>
  document.pp(pp).effective(pptpServiceType) === 'server';

/** Where the other end of a numbered PP is; `undefined` when its tunnel does not say. */
export function endpointOf(document: Document, pp: PpNumber): Ipv4Address | undefined {
  const [tunnel] = pptpTunnelsOf(document, pp);
  const remote = tunnel === undefined ? undefined : document.tunnel(tunnel).get(tunnelEndpointAddress)?.remote;
  return typeof remote === 'string' ? undefined : remote;
}

export const isEnabled = (document: Document, pp: PpNumber): boolean => document.pp(pp).effective(ppEnabled);

/** The numbered PPs that are enabled and stand on PPTP. */
export const pptpPps = (document: Document): readonly number[] =>
  document.pps.filter(
    (pp): pp is number => pp !== 'anonymous' && isEnabled(document, pp) && pptpTunnelsOf(document, pp).length > 0,
  );

/** The numbered PP whose other end is this address: calls from there are its own, not the anonymous PP's. */
export const ppTowards = (document: Document, peer: Ipv4Address): number | undefined =>
  pptpPps(document).find((pp) => endpointOf(document, pp) === peer);
