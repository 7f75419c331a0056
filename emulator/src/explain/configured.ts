/**
 * What a router's configuration alone says against a VPN.
 * @module
 */
import type { PpNumber } from '@rtemu/config/selection';
import { ppBind, ppEnabled, tunnelsOf } from '@rtemu/config/settings/pp';
import { tunnelEnabled, tunnelEncapsulation } from '@rtemu/config/settings/tunnel';
import { PPTP } from '@rtemu/models/machine';
import { printRevision } from '@rtemu/models/revision';
import { pptpTunnelsOf } from '../bindings.js';
import type { Router } from '../router.js';
import { documentOf, endpointSaid } from './ends.js';
import type { VpnCause } from './vpn-cause.js';

/** Whether the model with its firmware has PPTP at all (FAQ Q1). */
export function gateFault({ name, language: { machine } }: Router): VpnCause | undefined {
  if (machine.allows(PPTP).open) return undefined;
  return { kind: 'no-pptp', node: name, firmware: `${machine.name} ${printRevision(machine.revision)}` };
}

/** Why a PP has no tunnel to stand on. */
export function ppFault(router: Router, pp: PpNumber): VpnCause | undefined {
  const node = router.name;
  const document = documentOf(router);
  const block = document.pp(pp);
  if (!block.effective(ppEnabled)) return { kind: 'pp-disabled', node, pp };
  const bound = tunnelsOf(block.get(ppBind));
  const [tunnel] = bound;
  if (tunnel === undefined) return { kind: 'not-bound', node, pp };
  if (pptpTunnelsOf(document, pp).length > 0) return undefined;
  const other = bound.find((number) => document.tunnel(number).effective(tunnelEncapsulation) !== 'pptp');
  if (other !== undefined)
    return {
      kind: 'encapsulation',
      node,
      pp,
      tunnel: other,
      is: document.tunnel(other).effective(tunnelEncapsulation),
    };
  const disabled = bound.find((number) => !document.tunnel(number).effective(tunnelEnabled)) ?? tunnel;
  return { kind: 'tunnel-disabled', node, pp, tunnel: disabled };
}

/** Why a PP that is to dial cannot. */
export function diallerFault(router: Router, pp: number): VpnCause | undefined {
  const fault = gateFault(router) ?? ppFault(router, pp);
  if (fault !== undefined) return fault;
  const [tunnel] = pptpTunnelsOf(documentOf(router), pp);
  const said = endpointSaid({ node: router, pp });
  if (said === undefined) return { kind: 'no-endpoint', node: router.name, pp, tunnel: tunnel! };
  if (typeof said === 'string' && router.system.pps.peerOf(pp) === undefined)
    return { kind: 'name-unresolved', node: router.name, name: said };
  return undefined;
}
