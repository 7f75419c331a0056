/**
 * What a configuration says about which PP stands on which line: behind which PPTP tunnel (manual 14, 17), on which LAN
 * with PPPoE (manual 11.16). Pure questions to a document.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import type { PpNumber } from '@rtemu/config/selection';
import { linesOf, ppBind, ppEnabled, tunnelsOf } from '@rtemu/config/settings/pp';
import { pppoeUse } from '@rtemu/config/settings/pppoe';
import { pptpServiceType } from '@rtemu/config/settings/pptp';
import {
  tunnelEnabled,
  tunnelEncapsulation,
  tunnelEndpointAddress,
  tunnelEndpointName,
} from '@rtemu/config/settings/tunnel';
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

/** The addresses of ends that are given by name, as far as they are known. */
export interface KnownNames {
  addressOf(name: string): Ipv4Address | undefined;
}

/** The name of the other end of a numbered PP (manual 14.10). An address goes before it; a telephone number is none. */
export function endpointNameOf(document: Document, pp: PpNumber): string | undefined {
  const [tunnel] = pptpTunnelsOf(document, pp);
  if (tunnel === undefined || document.tunnel(tunnel).get(tunnelEndpointAddress) !== undefined) return undefined;
  const named = document.tunnel(tunnel).get(tunnelEndpointName);
  return named === undefined || named.type === 'tel' ? undefined : named.remote;
}

/** Where the other end of a numbered PP is; `undefined` when its tunnel does not say, or that is not known yet. */
export function endpointOf(document: Document, pp: PpNumber, names: KnownNames): Ipv4Address | undefined {
  const name = endpointNameOf(document, pp);
  if (name !== undefined) return names.addressOf(name);
  const [tunnel] = pptpTunnelsOf(document, pp);
  const remote = tunnel === undefined ? undefined : document.tunnel(tunnel).get(tunnelEndpointAddress)?.remote;
  return typeof remote === 'string' ? undefined : remote;
}

export const isEnabled = (document: Document, pp: PpNumber): boolean => document.pp(pp).effective(ppEnabled);

/** The numbered PPs that are enabled and stand on PPTP: as many as there may be sessions, the lowest first (FAQ Q8). */
export const pptpPps = (document: Document): readonly number[] =>
  wantedPptpPps(document).slice(0, document.ground.pptpSessionsMax);

/** Those beyond, which are not used. */
export const surplusPptpPps = (document: Document): readonly number[] =>
  wantedPptpPps(document).slice(document.ground.pptpSessionsMax);

const wantedPptpPps = (document: Document): readonly number[] =>
  document.pps.filter(
    (pp): pp is number => pp !== 'anonymous' && isEnabled(document, pp) && pptpTunnelsOf(document, pp).length > 0,
  );

/** The numbered PP whose other end is this address: calls from there are its own, not the anonymous PP's. */
export const ppTowards = (document: Document, peer: Ipv4Address, names: KnownNames): number | undefined =>
  pptpPps(document).find((pp) => endpointOf(document, pp, names) === peer);

/** Whether a PP stands on a line of its own: a basic rate interface. */
export const isBoundToLine = (document: Document, pp: PpNumber): boolean =>
  linesOf(document.pp(pp).get(ppBind)).some((line) => line.startsWith('bri'));

/** The LAN that a PP runs PPPoE on, unless it is bound to something else. */
export function pppoeInterfaceOf(document: Document, pp: PpNumber): InterfaceName | undefined {
  const block = document.pp(pp);
  const bind = block.get(ppBind);
  return bind === undefined || bind.kind === 'none' ? block.get(pppoeUse) : undefined;
}
