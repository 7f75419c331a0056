/**
 * What a DHCP server answers, and by which way (RFC 2131 §4.1 and §4.3, tables 3).
 * @module
 */
import { contains, type Ipv4Address, maskOf, networkOf, UNSPECIFIED } from '@rtemu/wire/address';
import * as Dhcp from '@rtemu/wire/dhcp';
import * as Option from '@rtemu/wire/dhcp-options';
import type { Scope } from './scope.js';
import type { Arrival, Reply, ServerSettings, Way } from './server-settings.js';

const { OPTION } = Option;

/** A datagram in an Ethernet frame. */
const MESSAGE_OCTETS_MAX = 1472;
const HEADERS_OCTETS = 28;

export const networkOfScope = ({ first, length }: Scope) => ({ address: networkOf(first, length), length });

/** The address that the client is to know us by: the one in its network, else the one that it spoke to. */
export function identifierFor({ addresses, destination }: Arrival, scope: Scope | undefined): Ipv4Address {
  const near = scope && addresses.find(({ address }) => contains(networkOfScope(scope), address));
  const spokenTo = addresses.find(({ address }) => address === destination);
  return (near ?? spokenTo)?.address ?? addresses[0]?.address ?? destination;
}

/** How many seconds a client gets. @param wanted `undefined` when it did not say */
export const termOf = ({ expireSeconds, maxExpireSeconds }: Scope, wanted: number | undefined): number =>
  wanted === undefined ? expireSeconds : Math.min(seconds(wanted), maxExpireSeconds);

export const seconds = (wire: number): number => (wire === Option.INFINITE_SECONDS ? Number.POSITIVE_INFINITY : wire);

const wireSeconds = (term: number): number => (Number.isFinite(term) ? Math.floor(term) : Option.INFINITE_SECONDS);

export interface Answer {
  readonly type: 'DHCPOFFER' | 'DHCPACK';
  readonly scope: Scope;
  readonly address: Ipv4Address;
  /** `undefined` for an answer to DHCPINFORM: nothing is leased. */
  readonly termSeconds: number | undefined;
}

export function answer(
  { compliance, dnsServers, winsServers, domain }: ServerSettings,
  arrival: Arrival,
  request: Dhcp.DhcpMessage,
  { type, scope, address, termSeconds }: Answer,
): Reply {
  const source = identifierFor(arrival, scope);
  const isNear = request.relayAgent === UNSPECIFIED;
  const domainText = (name: string): string => (compliance.noneDomainNull ? name : `${name}\0`);
  const gateway = scope.gateway ?? (isNear && contains(networkOfScope(scope), source) ? source : undefined);
  const dns = dnsServers.map((server) => (server === 'me' ? source : server));
  const implied = [
    Option.addresses(OPTION.subnetMask, [maskOf(scope.length)]),
    ...(gateway === undefined ? [] : [Option.addresses(OPTION.router, [gateway])]),
    ...(dns.length === 0 ? [] : [Option.addresses(OPTION.domainNameServer, dns)]),
    ...(domain === undefined ? [] : [Option.text(OPTION.domainName, domainText(domain))]),
    ...(winsServers.length === 0 ? [] : [Option.addresses(OPTION.netbiosNameServer, winsServers)]),
  ];
  const said = scope.options.map((option) =>
    option.code === OPTION.domainName
      ? Option.text(option.code, domainText(Option.textOf([option], option.code)!))
      : option,
  );
  const told = [...implied.filter(({ code }) => !said.some((option) => option.code === code)), ...said];
  const term = termSeconds === undefined ? [] : termOptions(termSeconds);
  const options = [...heading(type, source), ...term, ...told, ...echoed(request)];
  const yourAddress = termSeconds === undefined ? UNSPECIFIED : address;
  return {
    way: wayTo(arrival, request, address),
    source,
    message: {
      ...replyTo(request),
      clientAddress: type === 'DHCPACK' ? request.clientAddress : UNSPECIFIED,
      yourAddress,
      options,
    },
    octetsMax: octetsMaxOf(request),
  };
}

function termOptions(term: number): readonly Option.DhcpOption[] {
  const lease = Option.number(OPTION.leaseTime, wireSeconds(term));
  if (!Number.isFinite(term)) return [lease];
  return [
    lease,
    Option.number(OPTION.renewalTime, Math.floor(term / 2)),
    Option.number(OPTION.rebindingTime, Math.floor(term * 0.875)),
  ];
}

/** @param arrival that of the request that is refused */
export function refusal({ compliance }: ServerSettings, arrival: Arrival, request: Dhcp.DhcpMessage): Reply {
  const source = identifierFor(arrival, undefined);
  const isNear = request.relayAgent === UNSPECIFIED;
  // The client's address may be wrong, so the relay must not send to it: it is told to broadcast (RFC 2131 §4.3.2).
  const broadcast = request.broadcast || (compliance.broadcastNak && !isNear);
  const way: Way = !isNear
    ? { kind: 'relay', address: request.relayAgent }
    : compliance.broadcastNak || request.broadcast
      ? { kind: 'broadcast', interface: arrival.interface }
      : wayTo(arrival, request, request.clientAddress);
  const options = [...heading('DHCPNAK', source), ...echoed(request)];
  return { way, source, message: { ...replyTo(request), broadcast, options }, octetsMax: octetsMaxOf(request) };
}

const heading = (type: Dhcp.MessageType, source: Ipv4Address): readonly Option.DhcpOption[] => [
  Dhcp.messageType(type),
  Option.addresses(OPTION.serverIdentifier, [source]),
];

/** What comes back as it was sent: who asked (RFC 6842), and what the relay put behind it, last (RFC 3046 §2.2). */
const echoed = ({ options }: Dhcp.DhcpMessage): readonly Option.DhcpOption[] =>
  [OPTION.clientIdentifier, OPTION.relayAgentInformation].flatMap((code) =>
    options.filter((option) => option.code === code),
  );

const replyTo = (request: Dhcp.DhcpMessage): Omit<Dhcp.DhcpMessage, 'options'> => ({
  op: 'reply',
  hops: 0,
  transactionId: request.transactionId,
  secs: 0,
  broadcast: request.broadcast,
  clientAddress: UNSPECIFIED,
  yourAddress: UNSPECIFIED,
  nextServer: UNSPECIFIED,
  relayAgent: request.relayAgent,
  hardwareAddress: request.hardwareAddress,
  serverName: '',
  bootFile: '',
});

function wayTo({ interface: number }: Arrival, request: Dhcp.DhcpMessage, address: Ipv4Address): Way {
  const { relayAgent, clientAddress, broadcast, hardwareAddress, options } = request;
  // Who chooses an offer has no address yet, even when it writes the offered one down as its own, as VPCS does.
  const chooses = Option.dataOf(options, OPTION.serverIdentifier) !== undefined;
  if (relayAgent !== UNSPECIFIED) return { kind: 'relay', address: relayAgent };
  if (clientAddress !== UNSPECIFIED && !chooses) return { kind: 'address', address: clientAddress };
  if (broadcast || address === UNSPECIFIED) return { kind: 'broadcast', interface: number };
  return { kind: 'hardware', interface: number, hardwareAddress, address };
}

/** What the client says that it takes (RFC 2132 §9.10), and no less than everybody must. */
function octetsMaxOf({ options }: Dhcp.DhcpMessage): number {
  const data = Option.dataOf(options, OPTION.maximumMessageSize);
  const said = data?.length === 2 ? data[0]! * 256 + data[1]! - HEADERS_OCTETS : 0;
  return Math.min(MESSAGE_OCTETS_MAX, Math.max(Dhcp.MESSAGE_OCTETS_USUAL, said));
}
