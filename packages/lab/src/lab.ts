/**
 * A lab as its file says it, checked: which nodes, which cables, and what is to be typed where. Only values; who turns
 * them into a running world is {@link ./stage.ts}.
 * @module
 */
import type { Duration } from '@rtemu/engine/time';
import type { Ipv4Address, Ipv4Prefix } from '@rtemu/wire/address';
import type { CableImpairments, Endpoint } from './cable.js';

/** A place in the lab file, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a lab file, and what to do about it, in one line. */
export interface LabFault extends Place {
  readonly message: string;
}

/** `lab.yaml:5:18: unknown key "dealy"; did you mean "delay"?` */
export const printFault = (file: string, { line, column, message }: LabFault): string =>
  `${file}:${line}:${column}: ${message}`;

/** An address and the length of its network: `172.16.1.1/24`. */
export interface InterfaceAddress {
  readonly address: Ipv4Address;
  readonly length: number;
}

/** A configuration: in a file beside the lab file, or written into the lab file itself. */
export type StartupConfig =
  | { readonly kind: 'file'; readonly path: string; readonly place: Place }
  | { readonly kind: 'text'; readonly text: string };

/** A folder beside the lab file. */
export interface FolderSpec {
  readonly path: string;
  readonly place: Place;
}

interface NodeBase {
  readonly name: string;
  readonly place: Place;
}

export interface RouterSpec extends NodeBase {
  readonly kind: 'router';
  readonly model: string;
  readonly firmware?: string | undefined;
  readonly startupConfig?: StartupConfig | undefined;
  /** The folders that are memories in its USB port and its microSD slot. */
  readonly memories?: { readonly usb1?: FolderSpec | undefined; readonly sd1?: FolderSpec | undefined } | undefined;
}

export const AUTHENTICATION_METHODS = ['pap', 'chap', 'mschap', 'mschap-v2'] as const;
export const ENCRYPTIONS = ['none', 'optional', 'require', 'mppe-40', 'mppe-128'] as const;
export const COMPRESSIONS = ['none', 'mppc', 'stac'] as const;

/** A VPN connection as a PC has it in its settings. */
export interface VpnSpec {
  readonly name: string;
  /** Its address, or a name to ask the DNS for. */
  readonly server: Ipv4Address | string;
  readonly username: string;
  readonly password: string;
  /** What the PC consents to. */
  readonly authentication: readonly (typeof AUTHENTICATION_METHODS)[number][];
  /** `require`, `mppe-40` and `mppe-128` hang up rather than send anything in the clear. */
  readonly encryption: (typeof ENCRYPTIONS)[number];
  /** What it asks for besides, and would not be able to do. */
  readonly compression: (typeof COMPRESSIONS)[number];
}

/** A port at which a host greets visitors: `tcp 80`. */
export interface ListenSpec {
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
}

export interface PcSpec extends NodeBase {
  readonly kind: 'pc';
  /** `dhcp`: whatever a DHCP server says. */
  readonly address: InterfaceAddress | 'dhcp';
  readonly gateway?: Ipv4Address | undefined;
  /** The DNS servers that it asks. */
  readonly dns: readonly Ipv4Address[];
  readonly vpn: readonly VpnSpec[];
  readonly listen: readonly ListenSpec[];
}

export interface SwitchSpec extends NodeBase {
  readonly kind: 'switch';
  readonly ports: number;
}

interface MiddleSpec extends NodeBase {
  /** In the order of the file, which is the order of the cards. */
  readonly interfaces: readonly (InterfaceAddress & { readonly name: string })[];
  readonly routes: readonly { readonly to: Ipv4Prefix; readonly via: Ipv4Address }[];
  readonly listen: readonly ListenSpec[];
}

/** A plain IPv4 router in the middle. */
export interface InternetSpec extends MiddleSpec {
  readonly kind: 'internet';
  readonly dns: readonly Ipv4Address[];
}

/** A name that a provider's DNS server knows: its address, or the name that it is an alias of. */
export interface NameSpec {
  readonly name: string;
  readonly is: Ipv4Address | string;
}

/** Another, which serves those who are connected to it. */
export interface IspSpec extends MiddleSpec {
  readonly kind: 'isp';
  /** A NetVolante DNS server, and what it puts names under. */
  readonly netvolante?: { readonly domain: string; readonly subdomain: string } | undefined;
  /** Without it, it has no DNS server, unless names are registered there. */
  readonly names?: readonly NameSpec[] | undefined;
  readonly dhcp: readonly DhcpSpec[];
  readonly pppoe?: PppoeSpec | undefined;
  /** Whether it tells the time. */
  readonly ntp?: boolean | undefined;
}

/** Addresses that a provider leases on one of its cards. */
export interface DhcpSpec {
  readonly card: string;
  readonly range: { readonly first: Ipv4Address; readonly last: Ipv4Address };
  readonly gateway?: Ipv4Address | undefined;
  readonly dns: readonly Ipv4Address[];
  readonly domain?: string | undefined;
  readonly lease: Duration;
}

/** Who may come in by a line of a provider. */
export interface SubscriberSpec {
  readonly name: string;
  readonly password: string;
  /** Otherwise one from the pool. */
  readonly address?: Ipv4Address | undefined;
  /** Networks that are led to the subscriber. */
  readonly networks: readonly Ipv4Prefix[];
}

/** PPPoE as a provider offers it. */
export interface PppoeSpec {
  /** Those that are no interface with an address are cards of their own. */
  readonly cards: readonly string[];
  readonly name?: string | undefined;
  readonly services: readonly string[];
  readonly address?: Ipv4Address | undefined;
  readonly authentication: readonly (typeof AUTHENTICATION_METHODS)[number][];
  readonly subscribers: readonly SubscriberSpec[];
  readonly pool: { readonly first: Ipv4Address; readonly last: Ipv4Address } | undefined;
  readonly dns: readonly Ipv4Address[];
  readonly sessionsMax: number;
}

/** An ISDN exchange. */
export interface ExchangeSpec extends NodeBase {
  readonly kind: 'exchange';
  /** The subscribers: a port and its number, in the order of the file. */
  readonly lines: readonly { readonly name: string; readonly number: string }[];
}

/** Where a program of this machine, or of another, can be found. */
export interface SocketAddress {
  readonly address: Ipv4Address;
  readonly port: number;
}

/** The way out of the lab: a raw Ethernet frame in each UDP datagram. */
export interface UdpSpec extends NodeBase {
  readonly kind: 'udp';
  readonly local: SocketAddress;
  /** Frames go there, and only what comes from there is taken. */
  readonly remote: SocketAddress;
}

/** The way out of the lab: a TCP connection of frames, each behind its length in four octets. */
export interface StreamSpec extends NodeBase {
  readonly kind: 'stream';
  /** Whether to wait for the other program or to call it, and where. */
  readonly how: 'listen' | 'connect';
  readonly at: SocketAddress;
}

/** A way out of the lab, to another program. */
export type OutletSpec = UdpSpec | StreamSpec;

export type NodeSpec = RouterSpec | PcSpec | SwitchSpec | InternetSpec | IspSpec | ExchangeSpec | OutletSpec;
export type NodeKind = NodeSpec['kind'];

/** A node that is not made of wire and wall alone: it has a console. */
export type OperableSpec = RouterSpec | PcSpec | InternetSpec | IspSpec | ExchangeSpec;

export const isOutlet = (spec: NodeSpec): spec is OutletSpec => spec.kind === 'udp' || spec.kind === 'stream';
export const isOperable = (spec: NodeSpec): spec is OperableSpec => spec.kind !== 'switch' && !isOutlet(spec);

export interface LinkSpec {
  readonly endpoints: readonly [Endpoint, Endpoint];
  readonly impairments: CableImpairments;
  readonly up: boolean;
}

/** What must, or must not, be in an output. */
export interface Expectation {
  /** As the file has it. */
  readonly text: string;
  /** Only for `/.../`; otherwise the text itself must be there. */
  readonly pattern?: RegExp | undefined;
}

interface StepBase {
  readonly name?: string | undefined;
  readonly place: Place;
}

export interface TypeStep extends StepBase {
  readonly kind: 'type';
  readonly node: string;
  /** The lines to type one after the other, each when the one before has done; or Ctrl-C. */
  readonly input: readonly string[] | 'interrupt';
  readonly expect: readonly Expectation[];
  readonly reject: readonly Expectation[];
  readonly within: Duration;
  /** Type the lines again each time this much has passed, until the expectations are met or `within` is over. */
  readonly every?: Duration | undefined;
}

export interface WaitStep extends StepBase {
  readonly kind: 'wait';
  readonly duration: Duration;
}

export interface LinkStep extends StepBase {
  readonly kind: 'link';
  /** One end of the cable. */
  readonly endpoint: Endpoint;
  readonly up?: boolean | undefined;
  readonly impairments: CableImpairments;
}

export type Step = TypeStep | WaitStep | LinkStep;

export interface Lab {
  readonly name: string;
  /** What it asks or shows, in one line. */
  readonly title?: string | undefined;
  /** What to tell the one who brings the lab up. */
  readonly message?: string | undefined;
  readonly seed?: number | undefined;
  /** Whether what comes of it counts on lines that lose nothing; then it is not played over worse ones. */
  readonly lossMatters?: boolean | undefined;
  readonly nodes: readonly NodeSpec[];
  readonly links: readonly LinkSpec[];
  /** Brings the lab up. */
  readonly setup: readonly Step[];
  /** What the lab is to show. */
  readonly steps: readonly Step[];
}
