/**
 * Why PPP came to no agreement, by what both ends are set to.
 * @module
 */
import { ppRemoteAddressPool } from '@rtemu/config/settings/ip';
import { ppAuthAccept, ppAuthMyname, ppAuthRequest, ppAuthUsername } from '@rtemu/config/settings/pp';
import { ccpNoEncryption, ccpType } from '@rtemu/config/settings/ppp';
import { unreachable } from '@rtemu/engine/invariant';
import type { AuthenticationMethod } from '@rtemu/ppp/authentication-method';
import type { AdmissionRefusal } from '../past-calls.js';
import { type Dialler, documentOf, type Server } from './ends.js';
import type { MppeWish, VpnCause } from './vpn-cause.js';

/** How a server wants its callers to show who they are; the best first. */
export function wantedAt({ node, pp }: Server): readonly AuthenticationMethod[] {
  const request = documentOf(node).pp(pp).get(ppAuthRequest);
  if (request === undefined) return [];
  return request.method === 'chap-pap' ? ['chap', 'pap'] : [request.method];
}

const offeredBy = (dialler: Dialler): readonly AuthenticationMethod[] =>
  dialler.kind === 'vpn'
    ? dialler.vpn.settings.authentication
    : documentOf(dialler.node).pp(dialler.pp).effective(ppAuthAccept);

/** As whom a dialler would be authenticated. */
export const userOf = (dialler: Dialler): string | undefined =>
  dialler.kind === 'vpn'
    ? dialler.vpn.settings.username
    : documentOf(dialler.node).pp(dialler.pp).get(ppAuthMyname)?.name;

export function methodFault(dialler: Dialler, server: Server): VpnCause {
  const [wanted, offered] = [wantedAt(server), offeredBy(dialler)];
  if (dialler.kind === 'pp') {
    const node = dialler.node.name;
    if (userOf(dialler) === undefined) return { kind: 'no-myname', node, pp: dialler.pp };
    if (offered.length === 0) return { kind: 'no-accept', node, pp: dialler.pp };
  }
  return { kind: 'no-method', node: server.node.name, peer: dialler.node.name, wanted, offered };
}

export function credentialsFault(dialler: Dialler, { node, pp }: Server): VpnCause {
  const block = documentOf(node).pp(pp);
  const user = userOf(dialler) ?? '';
  if (block.entries(ppAuthUsername).length === 0) return { kind: 'no-users', node: node.name, pp };
  const isKnown = (block.getAt(ppAuthUsername, user) ?? block.getAt(ppAuthUsername, '*')) !== undefined;
  return { kind: isKnown ? 'wrong-password' : 'unknown-user', node: node.name, pp, user };
}

export function encryptionFault(dialler: Dialler, server: Server): VpnCause {
  const { node, pp } = server;
  const [method] = wantedAt(server);
  if (method !== 'mschap' && method !== 'mschap-v2') return { kind: 'no-mppe-keys', node: node.name, pp, method };
  return {
    kind: 'mppe',
    node: node.name,
    peer: dialler.node.name,
    here: wishOf({ kind: 'pp', node, pp }),
    there: wishOf(dialler),
  };
}

function wishOf(end: Dialler | ({ readonly kind: 'pp' } & Server)): MppeWish {
  if (end.kind === 'vpn') {
    const { encryption } = end.vpn.settings;
    const type = encryption === 'optional' || encryption === 'require' ? 'mppe-any' : encryption;
    return { type, isRequired: encryption !== 'none' && encryption !== 'optional' };
  }
  const block = documentOf(end.node).pp(end.pp);
  const type = block.effective(ccpType);
  return {
    type: type === 'mppe-40' || type === 'mppe-128' || type === 'mppe-any' ? type : 'none',
    isRequired: block.effective(ccpNoEncryption) === 'reject',
  };
}

/** Of a caller who is known, and may not come in all the same. */
export function admissionFault({ node, pp }: Server, refused: AdmissionRefusal, user: string): VpnCause {
  switch (refused) {
    case 'connected already':
      return { kind: 'multi-connect', node: node.name, user };
    case 'address in use':
      return { kind: 'address-in-use', node: node.name, user };
    case 'no address left': {
      const pool = documentOf(node).pp(pp).get(ppRemoteAddressPool);
      const addresses =
        pool?.kind === 'addresses'
          ? pool.addresses.length
          : pool?.kind === 'range'
            ? pool.range.last - pool.range.first + 1
            : 0;
      return { kind: 'pool-empty', node: node.name, pp, addresses };
    }
    default:
      return unreachable(refused);
  }
}
