/**
 * Manual chapter 23: NAT descriptors. Ports and protocols are kept as the text that `show config` prints: `www,8000-8009`.
 * @module
 */
import type { AddressRange, Ipv4Address } from '../address.js';
import { compareInterfaces, type InterfaceName } from '../interface-name.js';
import { ascending, inGlobal, inPp, inTunnel } from '../setting.js';

/** Numbers in the order in which they are applied; those behind `reverse` with inside and outside changed about. */
export interface NatDescriptorList {
  readonly forward: readonly number[];
  readonly reverse: readonly number[] | undefined;
}
export const ipNatDescriptor = inGlobal.keyed<InterfaceName, NatDescriptorList>(
  'ip <interface> nat descriptor',
  'nat',
  { order: compareInterfaces },
);
export const ppNatDescriptor = inPp.optional<NatDescriptorList>('ip pp nat descriptor', 'nat');
export const tunnelNatDescriptor = inTunnel.optional<NatDescriptorList>('ip tunnel nat descriptor', 'nat');

/** 1 to 3; taken up at the next start. */
export const natCompatibility = inGlobal.initially<number>('nat descriptor backward-compatibility', 'nat', 2);

const byNumber = { order: ascending };

export interface NatType {
  readonly type: 'none' | 'nat' | 'masquerade' | 'nat-masquerade';
  readonly hairpin: boolean | undefined;
}
export const natType = inGlobal.keyedInitially<number, NatType>(
  'nat descriptor type',
  'nat',
  { type: 'none', hairpin: undefined },
  byNumber,
);

export const OUTER_WORDS = ['ipcp', 'primary', 'secondary', 'map-e', 'hb46pp'] as const;
export type NatOuter = (typeof OUTER_WORDS)[number] | readonly AddressRange[];
export const natOuter = inGlobal.keyedInitially<number, NatOuter>(
  'nat descriptor address outer',
  'nat',
  'ipcp',
  byNumber,
);

export type NatInner = 'auto' | readonly AddressRange[];
export const natInner = inGlobal.keyedInitially<number, NatInner>(
  'nat descriptor address inner',
  'nat',
  'auto',
  byNumber,
);

/** An entry of a descriptor, told by a number of its own. */
export interface NatEntryKey {
  readonly descriptor: number;
  readonly id: number;
}
const byEntry = {
  keyText: ({ descriptor, id }: NatEntryKey) => `${descriptor} ${id}`,
  order: (a: NatEntryKey, b: NatEntryKey) => a.descriptor - b.descriptor || a.id - b.id,
};

export interface NatStatic {
  readonly outer: Ipv4Address;
  readonly inner: Ipv4Address;
  readonly count: number | undefined;
  /** A mask as it was written, in the place of a count. */
  readonly mask: string | undefined;
}
export const natStatic = inGlobal.keyed<NatEntryKey, NatStatic>('nat descriptor static', 'nat', byEntry);

export interface NatMasqueradeStatic {
  readonly inner: Ipv4Address;
  /** `tcp`, `gre`, `47`. */
  readonly protocol: string;
  /** `www,https`, `8080=80`; of TCP and UDP. */
  readonly ports: string | undefined;
}
export const natMasqueradeStatic = inGlobal.keyed<NatEntryKey, NatMasqueradeStatic>(
  'nat descriptor masquerade static',
  'nat',
  byEntry,
);

export const natRlogin = inGlobal.keyedInitially<number, boolean>(
  'nat descriptor masquerade rlogin',
  'nat',
  false,
  byNumber,
);

/** `undefined`: of whatever has no timer of its own. */
export type NatTimerOf = 'tcpfin' | { readonly protocol: string; readonly port: string | undefined } | undefined;
export interface NatTimerKey {
  readonly descriptor: number;
  readonly of: NatTimerOf;
}
/** Seconds. */
export const natTimer = inGlobal.keyedInitially<NatTimerKey, number>('nat descriptor timer', 'nat', 900, {
  keyText: ({ descriptor, of }) => `${descriptor} ${JSON.stringify(of ?? '')}`,
  order: (a, b) => a.descriptor - b.descriptor,
});
/** What `tcpfin` is where nobody has set it. */
export const NAT_TCP_FIN_SECONDS = 60;

export type NatIncoming =
  | { readonly action: 'through' | 'reject' | 'discard' }
  | { readonly action: 'forward'; readonly address: Ipv4Address };
export const natIncoming = inGlobal.keyedInitially<number, NatIncoming>(
  'nat descriptor masquerade incoming',
  'nat',
  { action: 'reject' },
  byNumber,
);

/** `60000-64095`; on older machines a first port and how many: `60000`, `4096`. */
export const natPortRange = inGlobal.keyed<number, readonly string[]>(
  'nat descriptor masquerade port range',
  'nat',
  byNumber,
);

export const natFtpPort = inGlobal.keyedInitially<number, readonly string[]>(
  'nat descriptor ftp port',
  'nat',
  ['21'],
  byNumber,
);

export interface NatUnconvertibleKey {
  readonly descriptor: number;
  readonly of: string;
}
/** Ports; none with `if-possible`. */
export const natUnconvertible = inGlobal.keyed<NatUnconvertibleKey, string>(
  'nat descriptor masquerade unconvertible port',
  'nat',
  { keyText: ({ descriptor, of }) => `${descriptor} ${of}`, order: (a, b) => a.descriptor - b.descriptor },
);

export const natLog = inGlobal.initially<boolean>('nat descriptor log', 'nat', false);
export const natRemoveDfBit = inGlobal.initially<boolean>('nat descriptor masquerade remove df-bit', 'nat', true);
export const natSessionLimit = inGlobal.keyed<NatEntryKey, number>(
  'nat descriptor masquerade session limit',
  'nat',
  byEntry,
);
export const natSessionLimitTotal = inGlobal.keyedInitially<number, number>(
  'nat descriptor masquerade session limit total',
  'nat',
  65_534,
  byNumber,
);
