/**
 * What implementations in the field ask for and how they go about it, as far as a peer can tell: seen in public logs, or
 * read in public sources. {@link Puppet} plays them.
 */
import type * as Ccp from '@rtemu/wire/ccp-options';
import type * as Ipcp from '@rtemu/wire/ipcp-options';
import type * as Lcp from '@rtemu/wire/lcp-options';

export interface Habits {
  /** What its Configure-Requests ask for at first. */
  readonly lcp: readonly Lcp.LcpOption[];
  readonly ccp: readonly Ccp.CcpOption[];
  readonly ipcp: readonly Ipcp.IpcpOption[];
  /** What it grants of MPPE: all of these bits, or a Nak with them. What comes of it is enciphered as they say. */
  readonly mppe: number;
  /** Asks for the same in CCP again, whatever is suggested, until that is rejected. */
  readonly isStubborn?: boolean;
  /** Lets CCP rest until it insists for the first time, and ends the session when IPCP is terminated meanwhile. */
  readonly ccpComesLate?: boolean;
  /** Leaves the words out of a Success of MS-CHAP. */
  readonly isTerse?: boolean;
  /** Changes its key upon a Reset-Request. */
  readonly changesOnReset?: boolean;
  /** Answers IPCP with Terminate-Ack until CCP is Opened, as pppd does that requires MPPE. */
  readonly ipcpClosedUntilCcp?: boolean;
  /** The kinds of options that it rejects, in whatever protocol. */
  readonly rejects?: readonly string[];
  /** Tries IPV6CP as well. */
  readonly ipv6cp?: boolean;
  /** Demands MS-CHAP version 2 instead of being asked for it. */
  readonly isServer?: boolean;
}

const H = 0x01000000;
const anyAddress = (kind: Ipcp.AddressKind) => ({ kind, address: 0 }) as Ipcp.IpcpOption;
export const mppe = (value: number): readonly Ccp.CcpOption[] => [{ kind: 'Mppe', value }];
const MAGIC: Lcp.LcpOption = { kind: 'MagicNumber', value: 0x1a2b3c4d };
const V2: Lcp.LcpOption = { kind: 'AuthenticationProtocol', protocol: 0xc223, data: Uint8Array.of(0x81) };

export const HABITS = {
  windows: {
    lcp: [
      { kind: 'MaximumReceiveUnit', value: 1400 },
      MAGIC,
      { kind: 'ProtocolFieldCompression' },
      { kind: 'AddressAndControlFieldCompression' },
      { kind: 'Callback', data: Uint8Array.of(6) },
      { kind: 'MaximumReceivedReconstructedUnit', value: 1614 },
      { kind: 'EndpointDiscriminator', data: Uint8Array.of(1, 2, 3, 4) },
    ],
    ccp: mppe(0x010000e1),
    ipcp: (['IpAddress', 'PrimaryDns', 'PrimaryNbns', 'SecondaryDns', 'SecondaryNbns'] as const).map(anyAddress),
    mppe: H | 0x40,
    ipv6cp: true,
  },
  pppd: {
    lcp: [{ kind: 'AsyncControlCharacterMap', value: 0 }, MAGIC, { kind: 'ProtocolFieldCompression' }],
    ccp: mppe(H | 0x60),
    ipcp: [{ kind: 'IpCompressionProtocol', data: Uint8Array.of(0, 0x2d, 15, 1) }, anyAddress('IpAddress')],
    mppe: H | 0x40,
    ipcpClosedUntilCcp: true,
  },
  pppdServer: {
    lcp: [MAGIC, V2],
    ccp: mppe(H | 0x40),
    ipcp: [{ kind: 'IpAddress', address: 0xc0a86401 } as Ipcp.IpcpOption],
    mppe: H | 0x40,
    ipcpClosedUntilCcp: true,
    isServer: true,
    isTerse: true,
  },
  accel: {
    lcp: [{ kind: 'MaximumReceiveUnit', value: 1436 }, MAGIC, V2],
    ccp: mppe(H | 0x40),
    ipcp: [{ kind: 'IpAddress', address: 0xc0a86401 } as Ipcp.IpcpOption],
    mppe: H | 0x40,
    isServer: true,
  },
  mikrotik: {
    lcp: [{ kind: 'MaximumReceiveUnit', value: 1450 }, MAGIC],
    ccp: mppe(H | 0xe0),
    ipcp: [anyAddress('IpAddress')],
    mppe: H | 0x40,
    ccpComesLate: true,
  },
  /** Stac LZS and MPPC come first with it, and MPPE keeps state. */
  windows98: {
    lcp: [MAGIC, { kind: 'Callback', data: Uint8Array.of(6) }],
    ccp: [{ kind: 'StacLzs', historyCount: 1, checkMode: 4 }, ...mppe(0x00000061)],
    ipcp: (['IpAddress', 'PrimaryDns', 'PrimaryNbns'] as const).map(anyAddress),
    mppe: H | 0x40,
  },
  /** Stac LZS and nothing else, and then MPPC and nothing else. */
  compressor: {
    lcp: [MAGIC],
    ccp: [{ kind: 'StacLzs', historyCount: 1, checkMode: 4 }, ...mppe(0x00000001)],
    ipcp: [anyAddress('IpAddress')],
    mppe: 0,
    isStubborn: true,
  },
  npppd: {
    lcp: [MAGIC, V2],
    ccp: mppe(H | 0xe0),
    ipcp: [{ kind: 'IpAddress', address: 0xc0a86401 } as Ipcp.IpcpOption],
    mppe: H | 0x40,
    isServer: true,
  },
  /** Set to keep state. */
  mpd: {
    lcp: [MAGIC, { kind: 'MaximumReceivedReconstructedUnit', value: 1600 }, V2],
    ccp: mppe(0x40),
    ipcp: [{ kind: 'IpAddress', address: 0xc0a86401 } as Ipcp.IpcpOption],
    mppe: 0x40,
    isStubborn: true,
    isServer: true,
  },
  /** Let keep state, which it does only for a peer that asks for it. */
  kernel: {
    lcp: [MAGIC, V2],
    ccp: mppe(0x40),
    ipcp: [{ kind: 'IpAddress', address: 0xc0a86401 } as Ipcp.IpcpOption],
    mppe: 0x40,
    isStubborn: true,
    isServer: true,
    isTerse: true,
    changesOnReset: true,
  },
  /** Asks for MPPE without any strength, again and again. */
  strengthless: { lcp: [MAGIC], ccp: mppe(0), ipcp: [anyAddress('IpAddress')], mppe: 0, isStubborn: true },
  /** A client with encryption switched off. */
  plain: { lcp: [MAGIC], ccp: [], ipcp: [anyAddress('IpAddress')], mppe: 0 },
} as const satisfies Record<string, Habits>;
