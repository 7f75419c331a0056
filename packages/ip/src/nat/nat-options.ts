import type { Ipv4Address } from '@rtemu/wire/address';
import type { PortRange } from './port-pool.js';

/** Both ends belong to it. */
export interface AddressRange {
  readonly first: Ipv4Address;
  readonly last: Ipv4Address;
}

/** `nat descriptor static`: so many outer addresses, from `outer` on, are so many inner ones (manual 23.6). */
export interface StaticNat {
  readonly outer: Ipv4Address;
  readonly inner: Ipv4Address;
  readonly count: number;
}

/** `nat descriptor masquerade static`: what comes in at these outer ports is for an inner host (manual 23.8). */
export interface StaticMasquerade {
  readonly inner: Ipv4Address;
  /** IANA's number. */
  readonly protocol: number;
  /** Of TCP and UDP; ranges of the same length. None for other protocols. */
  readonly ports: readonly { readonly outer: PortRange; readonly inner: PortRange }[];
}

/** What becomes of what fits no entry (manual 23.10). */
export type Incoming =
  | { readonly action: 'through' | 'reject' | 'discard' }
  | { readonly action: 'forward'; readonly to: Ipv4Address };

/** A timer of its own (manual 23.9). */
export interface TimerRule {
  readonly protocol: number;
  /** Of TCP and UDP: the port that is called. */
  readonly ports: PortRange | undefined;
  readonly seconds: number;
}

/** A NAT descriptor as its configuration makes it; type `none` makes none (manual 23). */
export interface NatOptions {
  readonly number: number;
  readonly type: 'nat' | 'masquerade' | 'nat-masquerade';
  readonly hairpin: boolean;
  readonly inner: 'auto' | readonly AddressRange[];
  readonly statics: readonly StaticNat[];
  readonly masquerades: readonly StaticMasquerade[];
  readonly seconds: number;
  readonly tcpFinSeconds: number;
  readonly timers: readonly TimerRule[];
  readonly incoming: Incoming;
  /** Which TCP ports answer with RST where the packet is rejected: up to 1023, or all of them (older firmware). */
  readonly resets: 'well-known' | 'all';
  readonly portRanges: readonly PortRange[];
  readonly ftpPorts: readonly number[];
  /** Source ports that are never changed. */
  readonly unconvertible: readonly { readonly protocol: number; readonly ports: PortRange }[];
  /** Source ports are kept where nobody else has them. */
  readonly keepsIfPossible: boolean;
  readonly rlogin: boolean;
  /** `backward-compatibility`: 1, no two connections share an outer port; 2, those of TCP do; 3, those of UDP too. */
  readonly portSaving: 1 | 2 | 3;
  /** Dynamic sessions of one inner host, and sessions of all. */
  readonly hostLimit: number;
  readonly totalLimit: number;
  readonly removesDontFragment: boolean;
  readonly logs: boolean;
}

/** What holds where nothing is set. */
export const INITIAL: Omit<NatOptions, 'number' | 'type'> = {
  hairpin: false,
  inner: 'auto',
  statics: [],
  masquerades: [],
  seconds: 900,
  tcpFinSeconds: 60,
  timers: [],
  incoming: { action: 'reject' },
  resets: 'well-known',
  portRanges: [
    { first: 60_000, last: 64_095 },
    { first: 49_152, last: 59_999 },
    { first: 44_096, last: 49_151 },
  ],
  ftpPorts: [21],
  unconvertible: [],
  keepsIfPossible: false,
  rlogin: false,
  portSaving: 2,
  hostLimit: 65_534,
  totalLimit: 65_534,
  removesDontFragment: true,
  logs: false,
};

/** The limits of NAT that no command sets, and what happens there. */
export const LIMIT = {
  /** PPTP control connections that are followed. The calls of a further one do not come through. */
  pptpControls: 1024,
  /** Calls of one of them. A further one does not come through. */
  pptpCalls: 64,
  /** FTP control connections that are followed. Addresses in a further one stay as they are. */
  ftpControls: 1024,
  /** Fragmented packets whose further fragments are awaited; a further one takes the place of an older one. */
  fragmentedPackets: 256,
  /** Hosts of which figures are kept though they have no session; a further one takes the place of another such. */
  idleHosts: 1024,
  /** Bindings that wait to be logged. Further ones are lost. */
  bindings: 256,
} as const;

/** How long things last that no command sets, in seconds. */
export const LIFETIME_SECONDS = {
  /** A session of DNS once the answer has passed (manual 23.9). */
  dnsAnswered: 10,
  /** Until the other fragments of a packet have come. */
  fragments: 30,
} as const;
