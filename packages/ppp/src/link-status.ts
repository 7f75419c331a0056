/**
 * What `show status pp` tells of a link. `Local` are the options of our Configure-Request that the peer acknowledged,
 * `Remote` those of the peer's that we did, in the order in which the device prints them.
 * @module
 */
import type { Ipv4Address } from '@rtemu/wire/address';
import type { AddressKind, IpcpOption } from '@rtemu/wire/ipcp-options';
import type { LcpOption } from '@rtemu/wire/lcp-options';
import { type AuthenticationMethod, methodOf } from './authentication-method.js';
import type { AutomatonState } from './automaton.js';
import type { MppeMode } from './ccp.js';
import type { IpcpAgreement } from './ipcp.js';
import type { Phase } from './link-phases.js';
import type { Negotiation } from './negotiation.js';
import type { Network } from './network.js';
import { optionOf } from './option-policy.js';

export interface OptionStatus {
  /** `Magic-Number` and the like. */
  readonly name: string;
  readonly value?: number;
  readonly address?: Ipv4Address;
}

export interface LayerStatus {
  readonly state: AutomatonState;
  readonly local: readonly OptionStatus[];
  readonly remote: readonly OptionStatus[];
}

export interface LinkStatus extends IpcpAgreement {
  readonly phase: Phase;
  readonly isUp: boolean;
  readonly peerName: string | undefined;
  readonly peerMru: number;
  readonly lcp: LayerStatus;
  readonly ipcp: LayerStatus;
  /** How each direction is enciphered while CCP is Opened. */
  readonly ccp: {
    readonly state: AutomatonState;
    readonly sending: MppeMode | undefined;
    readonly receiving: MppeMode | undefined;
  };
}

/** @param lcp and `network` at the moment of asking. */
export function linkStatus(
  phase: Phase,
  lcp: Negotiation<LcpOption>,
  peerName: string | undefined,
  network: Network | undefined,
): LinkStatus {
  const ipcp = network?.ipcp.negotiation;
  const agreement = ipcp?.isOpened ? network!.ipcp.agreement() : NOTHING_AGREED;
  return {
    phase,
    isUp: network?.isUp ?? false,
    peerName,
    peerMru: lcp.peerMru,
    lcp: layerStatus(lcp, lcpOptionStatus),
    ipcp: ipcp ? layerStatus(ipcp, ipcpOptionStatus) : IDLE,
    ccp: {
      state: network?.encryption?.ccp.negotiation.state ?? 'Initial',
      sending: network?.encryption?.sender?.mode,
      receiving: network?.encryption?.receiver?.mode,
    },
    ...agreement,
  };
}

const IDLE: LayerStatus = { state: 'Initial', local: [], remote: [] };
const NOTHING_AGREED: IpcpAgreement = { localAddress: undefined, remoteAddress: undefined, dns: [], wins: [] };

const layerStatus = <Option extends { readonly kind: string }>(
  { state, isOpened, local, remote }: Negotiation<Option>,
  statusOf: (options: readonly Option[]) => OptionStatus[],
): LayerStatus => ({ state, local: isOpened ? statusOf(local) : [], remote: isOpened ? statusOf(remote) : [] });

const METHOD_NAMES: Readonly<Record<AuthenticationMethod, string>> = {
  pap: 'PAP',
  chap: 'CHAP',
  mschap: 'MSCHAP',
  'mschap-v2': 'MSCHAP-V2',
};

function lcpOptionStatus(options: readonly LcpOption[]): OptionStatus[] {
  const authentication = optionOf(options, 'AuthenticationProtocol');
  const method = authentication && methodOf(authentication);
  const numbered = (kind: 'MagicNumber' | 'MaximumReceiveUnit' | 'AsyncControlCharacterMap', name: string) => {
    const option = optionOf(options, kind);
    return option ? [{ name, value: option.value }] : [];
  };
  return [
    ...(method ? [{ name: METHOD_NAMES[method] }] : []),
    ...numbered('MagicNumber', 'Magic-Number'),
    ...numbered('MaximumReceiveUnit', 'MRU'),
    ...numbered('AsyncControlCharacterMap', 'ACCM'),
    ...(optionOf(options, 'AddressAndControlFieldCompression') ? [{ name: 'ACFC' }] : []),
    ...(optionOf(options, 'ProtocolFieldCompression') ? [{ name: 'PFC' }] : []),
  ];
}

const ADDRESS_NAMES: readonly (readonly [AddressKind, string])[] = [
  ['IpAddress', 'IP-Address'],
  ['PrimaryDns', 'Primary-DNS'],
  ['SecondaryDns', 'Secondary-DNS'],
  ['PrimaryNbns', 'Primary-WINS'],
  ['SecondaryNbns', 'Secondary-WINS'],
];

const ipcpOptionStatus = (options: readonly IpcpOption[]): OptionStatus[] =>
  ADDRESS_NAMES.flatMap(([kind, name]) => {
    const option = optionOf(options, kind);
    return option ? [{ name, address: option.address }] : [];
  });
