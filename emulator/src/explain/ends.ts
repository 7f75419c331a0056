/**
 * The VPNs of a lab: who would dial, and who is meant to answer.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import { natMasqueradeStatic } from '@rtemu/config/settings/nat';
import { ppBind, tunnelsOf } from '@rtemu/config/settings/pp';
import { pptpServiceType } from '@rtemu/config/settings/pptp';
import { tunnelEncapsulation, tunnelEndpointAddress, tunnelEndpointName } from '@rtemu/config/settings/tunnel';
import type { Operable } from '@rtemu/engine/console-session';
import { Pc } from '@rtemu/hosts/pc';
import type { Vpn } from '@rtemu/hosts/vpn';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Stage } from '@rtemu/lab/stage';
import type { Ipv4Address } from '@rtemu/wire/address';
import { isServer } from '../bindings.js';
import { Router } from '../router.js';

/** One end of a VPN that may dial: a PP of a router, or a connection of a PC. */
export type Dialler =
  | { readonly kind: 'pp'; readonly node: Router; readonly pp: number }
  | { readonly kind: 'vpn'; readonly node: Pc; readonly vpn: Vpn };

/** The end that is called. */
export interface Server {
  readonly node: Router;
  readonly pp: PpNumber;
}

export const documentOf = ({ system }: Router): Document => system.document;

export const stackOf = (node: Operable): Ipv4Stack | undefined => {
  if (node instanceof Router) return node.system.stack;
  return 'stack' in node ? (node.stack as Ipv4Stack) : undefined;
};

/** `PP[01]`, `PP[ANONYMOUS]`, `office`. */
export const nameOf = (end: Dialler | Server): string => ('vpn' in end ? end.vpn.settings.name : ppLabel(end.pp));

export const ppLabel = (pp: PpNumber): string =>
  pp === 'anonymous' ? 'PP[ANONYMOUS]' : `PP[${String(pp).padStart(2, '0')}]`;

/** Encapsulations of tunnels that a PP is bound to for something else than PPTP. */
const OTHERS = ['l2tp', 'l2tpv3', 'l2tpv3-raw'];

/** Whether a PP is meant to be one of PPTP, enabled or not. */
export function isMeantForPptp(document: Document, pp: PpNumber): boolean {
  const block = document.pp(pp);
  if (block.get(pptpServiceType) !== undefined) return true;
  const bound = tunnelsOf(block.get(ppBind)).map((number) => document.tunnel(number).effective(tunnelEncapsulation));
  return bound.length > 0 && !bound.every((encapsulation) => OTHERS.includes(encapsulation));
}

/** The PPs of a router that are meant for PPTP, the anonymous one last. */
export const pptpPpsOf = (document: Document): readonly PpNumber[] =>
  [...document.pps.filter((pp) => pp !== 'anonymous'), ...document.pps.filter((pp) => pp === 'anonymous')].filter(
    (pp) => isMeantForPptp(document, pp),
  );

export const routersOf = (stage: Stage): readonly Router[] =>
  [...stage.operables.values()].filter((node) => node instanceof Router);

/** Everybody who dials, in the order of the lab: connections of PCs, and PPs that are clients. */
export const diallersOf = (stage: Stage): readonly Dialler[] =>
  [...stage.operables.values()].flatMap((node): readonly Dialler[] => {
    if (node instanceof Pc) return node.vpns.map((vpn) => ({ kind: 'vpn', node, vpn }));
    if (!(node instanceof Router)) return [];
    const document = documentOf(node);
    return pptpPpsOf(document).flatMap((pp) =>
      pp === 'anonymous' || isServer(document, pp) ? [] : [{ kind: 'pp' as const, node, pp }],
    );
  });

/** Whom an address leads to: who has it, or whom masquerade there leads port 1723 on to. */
export function ownerOf(stage: Stage, address: Ipv4Address, except?: Operable): Operable | undefined {
  const owners = [...stage.operables.values()].filter(
    (node) =>
      node !== except &&
      stackOf(node)
        ?.interfaces()
        .some((own) => own.owns(address)),
  );
  const owner = owners.find((node) => node instanceof Router) ?? owners[0];
  if (!(owner instanceof Router)) return owner;
  const document = documentOf(owner);
  const inner = document.global
    .entries(natMasqueradeStatic)
    .find(({ value }) => value.protocol === 'tcp' && value.ports?.split(/[,=]/).includes('1723'))?.value.inner;
  if (
    inner === undefined ||
    stackOf(owner)!
      .interfaces()
      .some((own) => own.owns(inner))
  )
    return owner;
  return [...stage.operables.values()].find(
    (node) =>
      node !== except &&
      stackOf(node)
        ?.interfaces()
        .some((own) => own.owns(inner)),
  );
}

/** Where a tunnel's other end is said to be, by address or by name, whether or not it can be dialled. */
export function endpointSaid({ node, pp }: Server): Ipv4Address | string | undefined {
  const document = documentOf(node);
  for (const number of tunnelsOf(document.pp(pp).get(ppBind))) {
    const tunnel = document.tunnel(number);
    const said = tunnel.get(tunnelEndpointAddress)?.remote ?? tunnel.get(tunnelEndpointName)?.remote;
    if (said !== undefined) return said;
  }
  return undefined;
}

/** Whom a dialler wants to reach; a name that is not known yet stays a name. */
export function targetOf(dialler: Dialler): Ipv4Address | string | undefined {
  if (dialler.kind === 'vpn') {
    const { server } = dialler.vpn.settings;
    return typeof server === 'string' ? dialler.vpn.serverAddress || server : server;
  }
  return dialler.node.system.pps.peerOf(dialler.pp) ?? endpointSaid(dialler);
}

/**
 * Which PP of a router would answer: the numbered one whose peer has the caller's address, else the anonymous one, else the one
 * that is left.
 */
export function serverAt(node: Router, from: Ipv4Address | undefined): Server | undefined {
  const document = documentOf(node);
  const pps = pptpPpsOf(document);
  const numbered = pps.filter((pp) => pp !== 'anonymous');
  const pp =
    numbered.find((one) => from !== undefined && endpointSaid({ node, pp: one }) === from) ??
    pps.find((one) => one === 'anonymous') ??
    numbered.find((one) => isServer(document, one)) ??
    numbered[0];
  return pp === undefined ? undefined : { node, pp };
}
