/**
 * What is odd about a configuration as a whole though each of its lines is right: a router takes it, and something does not
 * work as was meant. `rtemu replay` tells it. Each kind of oddity is a function of its own in `warnings/`.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { Language } from './messages.js';
import { bindsOutsideScopes, overlappingScopes } from './warnings/dhcp.js';
import { undefinedFilters } from './warnings/filters.js';
import { emptyNatEntries, misplacedNatOuters, unknownNatDescriptors, unusedNatDescriptors } from './warnings/nat.js';
import {
  pptpBesideRadius,
  pptpClientsWithoutAccount,
  pptpServersUnheard,
  pptpServersWithoutAuthentication,
  pptpWithoutPeer,
  surplusPptpPps,
} from './warnings/pptp.js';
import { routesToNowhere, routesWithoutDhcp, routesWithoutKeepalive } from './warnings/routes.js';

export interface ConfigWarning {
  /** What kind it is, for programs: `nat-descriptor-unused`. */
  readonly kind: string;
  /** The setting in question as `show config` writes it, as far as it matters. */
  readonly about: string;
  /** In one sentence: what will not happen, and what would be right. */
  readonly text: Readonly<Record<Language, string>>;
}

export type ConfigCheck = (document: Document) => readonly ConfigWarning[];

/** Every kind, for formats that want a list of them. */
export const WARNING_KINDS: Readonly<Record<string, string>> = {
  'nat-descriptor-unused': 'A NAT descriptor that no interface uses',
  'nat-descriptor-unknown': 'An interface uses a NAT descriptor that has no type',
  'nat-descriptor-without-type': 'A NAT descriptor with settings, without a type and without an interface',
  'nat-outer-misplaced': 'An outer address of NAT that means nothing at its interface',
  'dhcp-scope-overlap': 'DHCP scopes that have addresses in common',
  'dhcp-bind-outside-scope': 'A DHCP bind of an address outside of its scope',
  'dhcp-bind-without-scope': 'A DHCP bind of a scope that is not there',
  'filter-undefined': 'A filter that is listed and not defined',
  'route-without-dhcp': 'A gateway by DHCP at an interface that does not ask for one',
  'route-without-keepalive': 'A gateway that hangs on an ip keepalive that is not defined',
  'pptp-pp-surplus': 'A PP with PPTP beyond as many as the model has sessions',
  'route-to-nowhere': 'A route whose gateway is no neighbour, or whose PP or tunnel is not enabled',
  'pptp-without-radius': 'A PPTP server that is to ask RADIUS, which PPTP cannot',
  'pptp-client-without-account': 'A PPTP client that refuses to be authenticated',
  'pptp-server-without-authentication': 'A PPTP server that authenticates nobody',
  'pptp-without-peer': 'A PPTP tunnel of a PP that does not say where its peer is',
  'pptp-service-off': 'A PPTP server at which nobody can call',
};

/** In the order in which they are told. */
export const CHECKS: readonly ConfigCheck[] = [
  unusedNatDescriptors,
  unknownNatDescriptors,
  emptyNatEntries,
  misplacedNatOuters,
  overlappingScopes,
  bindsOutsideScopes,
  undefinedFilters,
  routesWithoutDhcp,
  routesWithoutKeepalive,
  routesToNowhere,
  pptpBesideRadius,
  pptpClientsWithoutAccount,
  pptpServersWithoutAuthentication,
  pptpWithoutPeer,
  pptpServersUnheard,
  surplusPptpPps,
];

export const warningsOf = (document: Document): readonly ConfigWarning[] => CHECKS.flatMap((check) => check(document));
