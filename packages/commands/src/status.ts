/**
 * What `show` commands read of a running router. The emulator fulfils it; a view turns it into lines. Everything is asked for
 * when a view needs it and not before.
 * @module
 */
import type { Ipv4Address, Ipv4Prefix, MacAddress } from '@rtemu/config/address';
import type { PpNumber } from '@rtemu/config/selection';
import type { FaultKey } from './messages.js';
import type { AccountOf, AccountStatus, ConnectTimeStatus } from './status/account.js';
import type { BriStatus } from './status/bri.js';
import type { BootStatus, BufferGroup, BufferStatus, FileSystemStatus } from './status/device.js';
import type { DhcpStatus } from './status/dhcp.js';
import type { DnsCacheStatus } from './status/dns.js';
import type { ConnectionsStatus } from './status/filter.js';
import type { PastCallStatus } from './status/history.js';
import type { ListedFile, MemoryStatus } from './status/memory.js';
import type { NatStatus } from './status/nat.js';
import type { NetvolantePlace, NetvolanteStatus } from './status/netvolante.js';
import type { KeepaliveStatus } from './status/routing.js';
import type { AuthorizedKeysStatus, PublicKeyStatus } from './status/ssh.js';
import type { UserStatus } from './status/user.js';

/** A point in time on the router's own wall clock. */
export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A line of the console's history. */
export interface TypedLine {
  /** From 1. */
  readonly number: number;
  readonly line: string;
}

export interface Status {
  readonly identity: Identity;
  readonly clock: ClockStatus;
  /** The lines that were typed at this console, the newest last. */
  readonly typed: readonly TypedLine[];
  environment(): EnvironmentStatus;
  packetBuffers(): Readonly<Record<BufferGroup, BufferStatus>>;
  fileSystem(): FileSystemStatus;
  /** The latest first. */
  boots(): readonly BootStatus[];
  /** By number. */
  configFiles(): readonly ConfigFileStatus[];
  /** A configuration by number, on a memory, or inside the configuration; or why it cannot be had. */
  configText(name: string): { readonly text: string } | FaultKey;
  memories(): readonly MemoryStatus[];
  /** What is at a path; with `all` also in the directories there. `undefined` where nothing is emulated. */
  filesIn(path: string, all: boolean): readonly ListedFile[] | FaultKey | undefined;
  /** The log on a memory, the list of its older files, or one of these by its time. */
  memoryLog(of: 'list' | string | undefined): readonly string[] | FaultKey;
  /** All routes, hidden static ones too. */
  routes(): readonly RouteStatus[];
  /** The ways that packets to an address may take; none when no route leads there. */
  routesTo(address: Ipv4Address): readonly RouteStatus[];
  keepalives(): readonly KeepaliveStatus[];
  dhcp(): DhcpStatus;
  connections(): ConnectionsStatus;
  nat(): NatStatus;
  arp(): readonly ArpStatus[];
  lan(name: string): LanStatus | undefined;
  bri(name: string): BriStatus | undefined;
  /** One for a number; for `anonymous` one a session. */
  pp(number: PpNumber): readonly PpStatus[];
  tunnel(number: number): TunnelStatus;
  /** Of a PP; of a basic rate interface, or of all of them. */
  account(of: AccountOf): AccountStatus;
  connectTime(pp: PpNumber): ConnectTimeStatus;
  pptp(): PptpStatus;
  /** Who is logged in, the serial line first. */
  users(): readonly UserStatus[];
  /** Who logged in, the earliest first: whoever has left since, and whoever is there. */
  pastUsers(): readonly UserStatus[];
  /** Calls that are over, the earliest first. */
  history(): readonly PastCallStatus[];
  /** The public keys by which a user may log in by SSH. */
  authorizedKeys(user: string): AuthorizedKeysStatus;
  /** The key by which clients know the router again; `undefined` while nobody could come. */
  hostKey(): PublicKeyStatus | undefined;
  /** The oldest first. */
  dnsCache(): readonly DnsCacheStatus[];
  netvolante(of: NetvolantePlace): NetvolanteStatus;
  /** Oldest first. `saved`: as it was when the router was restarted. */
  log(of: 'now' | 'saved'): readonly LogStatus[];
}

export interface Identity {
  /** `S4H000000` */
  readonly serial: string;
  /** One a LAN interface. */
  readonly macAddresses: readonly MacAddress[];
}

export interface ClockStatus {
  readonly now: CivilTime;
  readonly boot: CivilTime;
  readonly uptimeSeconds: number;
  /** Minutes east of Greenwich. */
  readonly offsetMinutes: number;
}

export interface EnvironmentStatus {
  /** Load in percent over 5 seconds, 1 minute, 5 minutes. */
  readonly cpu: readonly [number, number, number];
  readonly memoryPercent: number;
  /** Use of packet buffers in percent: small, middle, large, huge. */
  readonly packetBuffers: readonly [number, number, number, number];
  /** `exec0` */
  readonly firmwareFile: string;
  /** `config0` */
  readonly configFile: string;
  readonly defaultConfigFile: string;
  readonly serialBaudRate: number;
  /** Degrees Celsius inside the case. */
  readonly temperature: number;
}

export interface ConfigFileStatus {
  /** 0 to 4; 0.1 to 4.2 are older copies. */
  readonly number: number;
  readonly text: string;
  /** `undefined`: it was never saved here. */
  readonly saved: CivilTime | undefined;
  readonly comment: string | undefined;
  /** Whether the machine starts with it. */
  readonly isDefault: boolean;
  /** Whether the machine started with it. */
  readonly isRunning: boolean;
}

export type RouteKind = 'static' | 'implicit' | 'temporary' | 'redirect' | 'RIP' | 'OSPF' | 'BGP';

export interface RouteStatus {
  readonly prefix: Ipv4Prefix;
  /** `undefined`: the network lies on the interface itself. */
  readonly gateway: Ipv4Address | undefined;
  /** `LAN1`, `PP[01]`, `TUNNEL[1]`. */
  readonly interface: string;
  readonly kind: RouteKind;
  /** A static route that does not count now: its interface is down or another one is better. */
  readonly hidden: boolean;
  /** What stands in the last column: `filter:500000`, `k(1)`, `w(0)`. */
  readonly information: string;
}

export interface ArpStatus {
  /** `LAN1`, `LAN1(port4)`. */
  readonly interface: string;
  readonly address: Ipv4Address;
  readonly mac: MacAddress;
  /** `permanent`: entered by hand. */
  readonly ttlSeconds: number | 'permanent';
}

export interface Traffic {
  readonly packets: number;
  readonly octets: number;
}

export interface LanStatus {
  readonly mac: MacAddress;
  readonly mtu: number;
  readonly promiscuous: boolean;
  /** One a port: `Auto Negotiation (1000BASE-T Full Duplex)` when there is a cable. */
  readonly ports: readonly { readonly up: boolean }[];
  readonly received: Traffic;
  readonly transmitted: Traffic;
  readonly receiveOverflows: number;
  readonly unsupportedReceived: number;
}

/** What is underneath a PP. */
export type PpMedium = 'PPTP' | 'PPPoE' | 'ISDN' | 'leased line' | 'none';

/** `searching`: nobody has answered yet at the other end of the line. */
export type PpState = 'connected' | 'connecting' | 'searching' | 'never' | 'offline' | 'disabled';

export interface PpTraffic extends Traffic {
  /** Tenths of a percent of the line. */
  readonly loadPermille: number;
}

/** Names of the options that both sides agreed to, as the device spells them: `Magic-Number`, `MRU`, `CHAP`. */
export interface NegotiatedOptions {
  readonly local: readonly string[];
  readonly remote: readonly string[];
}

export interface PpStatus {
  /** `PP[01]`, `PP[ANONYMOUS01]`. */
  readonly name: string;
  readonly medium: PpMedium;
  readonly state: PpState;
  /** The peer's host name, as its PPTP control connection gave it. */
  readonly peer: string | undefined;
  /** The name under which the peer was authenticated. */
  readonly user: string | undefined;
  readonly connectedSeconds: number;
  readonly received: PpTraffic;
  readonly transmitted: PpTraffic;
  readonly lcp: NegotiatedOptions;
  readonly ipcp: NegotiatedOptions;
  readonly localAddress: Ipv4Address | undefined;
  readonly remoteAddress: Ipv4Address | undefined;
  /** `None`, or the encryption in use; both directions agree. */
  readonly ccp: 'None' | 'MPPE-40' | 'MPPE-128';
  /** How the session before this one ended. `code`: the number that goes with the cause, 0 when none does. */
  readonly last: { readonly ended: CivilTime; readonly cause: string; readonly code: number } | undefined;
}

export interface TunnelStatus {
  readonly up: boolean;
  readonly since: CivilTime | undefined;
  readonly connectedSeconds: number;
  readonly received: Traffic;
  readonly transmitted: Traffic;
}

export interface PptpStatus {
  readonly connections: readonly PptpConnectionStatus[];
}

export interface PptpConnectionStatus {
  readonly tunnel: number;
  /** The PP that the tunnel is bound to: `PP[01]`, `PP[ANONYMOUS01]`. */
  readonly pp: string;
  readonly role: 'server' | 'client';
  readonly control: 'connecting' | 'waiting for reply' | 'established' | 'closing';
  readonly localAddress: Ipv4Address | undefined;
  readonly remoteAddress: Ipv4Address | undefined;
  readonly remoteHostName: string;
  readonly remoteVendorName: string;
  readonly connectedSeconds: number;
  readonly call: PptpCallStatus | undefined;
}

export interface PptpCallStatus {
  readonly localCallId: number;
  readonly remoteCallId: number;
  readonly localWindow: number;
  readonly remoteWindow: number;
  readonly received: Traffic;
  readonly transmitted: Traffic;
  /** GRE packets that came twice, too late, or never. */
  readonly duplicates: number;
  readonly outOfOrder: number;
  readonly lost: number;
}

export interface LogStatus {
  readonly at: CivilTime;
  readonly text: string;
}
