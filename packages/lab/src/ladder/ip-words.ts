/**
 * What an IPv4 packet says, in a short label, and what of it stays as it is while routers and NAT pass it on.
 * @module
 */
import { printIpv4 } from '@rtemu/wire/address';
import * as Dhcp from '@rtemu/wire/dhcp';
import * as Dns from '@rtemu/wire/dns';
import * as Gre from '@rtemu/wire/gre';
import * as Icmp from '@rtemu/wire/icmp';
import type { Ipv4Packet } from '@rtemu/wire/ipv4';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import * as Pptp from '@rtemu/wire/pptp';
import * as Tcp from '@rtemu/wire/tcp';
import * as Udp from '@rtemu/wire/udp';
import { pppSaying, type Saying } from './ppp-words.js';
import { pptpSayings } from './pptp-words.js';

/** Where the sequence number of TCP and of GRE stands. */
const SEQUENCE = { tcp: 4, gre: 8 } as const;

const wordAt = (octets: Uint8Array, at: number): number =>
  octets.length < at + 4 ? 0 : new DataView(octets.buffer, octets.byteOffset).getUint32(at);

/** Addresses, ports and call ids are NAT's to change, and what depends on them. */
export function ipIdentity({ protocol, identification, fragmentOffset, payload }: Ipv4Packet): string {
  const sequence =
    protocol === PROTOCOL.tcp
      ? wordAt(payload, SEQUENCE.tcp)
      : protocol === PROTOCOL.gre
        ? wordAt(payload, SEQUENCE.gre)
        : protocol === PROTOCOL.icmp
          ? (payload[0] ?? 0)
          : 0;
  return `ip ${protocol} ${identification} ${fragmentOffset} ${payload.length} ${sequence}`;
}

/** What a packet has in common with the same said again: not what counts the packets, nor what acknowledges others. */
export function ipContent({ protocol, source, destination, payload }: Ipv4Packet): string {
  const ends = `${source} ${destination} ${protocol}`;
  if (protocol === PROTOCOL.tcp) {
    const segment = Tcp.parse(payload);
    if (!segment.ok) return `${ends} ${digestOf(payload)}`;
    const { sourcePort, destinationPort, sequence, flags, payload: octets } = segment.value;
    return `${ends} ${sourcePort} ${destinationPort} ${sequence} ${flags} ${digestOf(octets)}`;
  }
  const packet = protocol === PROTOCOL.gre ? Gre.parse(payload) : undefined;
  return packet?.ok
    ? `${ends} ${packet.value.callId} ${digestOf(packet.value.payload)}`
    : `${ends} ${digestOf(payload)}`;
}

/** FNV-1a. */
export function digestOf(octets: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const octet of octets) hash = Math.imul(hash ^ octet, 0x01000193);
  return `${octets.length}.${(hash >>> 0).toString(36)}`;
}

/** What the packet says: several PPTP messages may share a segment. */
export function ipSayings(packet: Ipv4Packet): readonly Saying[] {
  const { protocol, payload, fragmentOffset, moreFragments } = packet;
  if (fragmentOffset > 0 || moreFragments)
    return [
      { layer: 'ip', text: `fragment of protocol ${protocol} from octet ${fragmentOffset} on`, stem: 'fragment' },
    ];
  switch (protocol) {
    case PROTOCOL.icmp:
      return [icmpSaying(payload)];
    case PROTOCOL.tcp:
      return tcpSayings(payload);
    case PROTOCOL.udp:
      return [udpSaying(packet)];
    case PROTOCOL.gre:
      return [greSaying(payload)];
    default:
      return [
        { layer: 'ip', text: `IP protocol ${protocol} (${payload.length} octets)`, stem: `IP protocol ${protocol}` },
      ];
  }
}

const UNREACHABLE: Readonly<Record<number, string>> = {
  0: 'network',
  1: 'host',
  2: 'protocol',
  3: 'port',
  4: 'fragmentation needed',
  13: 'prohibited',
};

function icmpSaying(octets: Uint8Array): Saying {
  const message = Icmp.parse(octets);
  const layer = 'icmp';
  if (!message.ok) return { layer, text: 'ICMP, malformed' };
  const { value } = message;
  switch (value.kind) {
    case 'echo':
      return { layer, text: `echo request seq ${value.sequence}`, stem: 'echo request' };
    case 'echo-reply':
      return { layer, text: `echo reply seq ${value.sequence}`, stem: 'echo reply' };
    case 'unreachable':
      return { layer, text: `ICMP unreachable: ${UNREACHABLE[value.code] ?? `code ${value.code}`}` };
    case 'redirect':
      return { layer, text: `ICMP redirect to ${printIpv4(value.gateway)}` };
    default:
      return { layer, text: `ICMP ${value.kind}` };
  }
}

function tcpSayings(octets: Uint8Array): readonly Saying[] {
  const segment = Tcp.parse(octets);
  if (!segment.ok) return [{ layer: 'tcp', text: 'TCP, malformed' }];
  const { sourcePort, destinationPort, flags, payload } = segment.value;
  const ports = `${sourcePort} → ${destinationPort}`;
  if (payload.length === 0) {
    const isBare = (flags & (Tcp.FLAG.syn | Tcp.FLAG.fin | Tcp.FLAG.rst)) === 0;
    const text = `TCP ${Tcp.printFlags(flags)} ${ports}`;
    return [isBare ? { layer: 'ack', text, stem: 'TCP acknowledgement' } : { layer: 'tcp', text }];
  }
  const isPptp = sourcePort === Pptp.PORT || destinationPort === Pptp.PORT;
  const said = isPptp ? pptpSayings(payload) : undefined;
  return said ?? [{ layer: 'tcp', text: `TCP ${ports} (${payload.length} octets)`, stem: `TCP data ${ports}` }];
}

function udpSaying({ payload, source, destination }: Ipv4Packet): Saying {
  const datagram = Udp.parse(payload, source, destination);
  if (!datagram.ok) return { layer: 'ip', text: 'UDP, malformed' };
  const { sourcePort, destinationPort, payload: octets } = datagram.value;
  const isOf = (port: number): boolean => sourcePort === port || destinationPort === port;
  if (isOf(Dhcp.SERVER_PORT)) return dhcpSaying(octets);
  if (isOf(Dns.PORT)) return dnsSaying(octets);
  const ports = `UDP ${sourcePort} → ${destinationPort}`;
  return { layer: 'ip', text: `${ports} (${octets.length} octets)`, stem: ports };
}

function dhcpSaying(octets: Uint8Array): Saying {
  const message = Dhcp.parse(octets);
  if (!message.ok) return { layer: 'dhcp', text: 'DHCP, malformed' };
  const { op, yourAddress } = message.value;
  const address = yourAddress === 0 ? '' : ` (${printIpv4(yourAddress)})`;
  return { layer: 'dhcp', text: `${Dhcp.messageTypeOf(message.value) ?? `BOOTP ${op}`}${address}` };
}

function dnsSaying(octets: Uint8Array): Saying {
  const message = Dns.parse(octets);
  if (!message.ok) return { layer: 'dns', text: 'DNS, malformed' };
  const { response, rcode, questions, answers } = message.value;
  const asked = questions.map(Dns.printQuestion).join(', ');
  if (!response) return { layer: 'dns', text: `DNS ${asked}?` };
  const addresses = answers.length === 1 ? '1 answer' : `${answers.length} answers`;
  return { layer: 'dns', text: `DNS ${asked}: ${rcode === 0 ? addresses : Dns.printRcode(rcode)}` };
}

function greSaying(octets: Uint8Array): Saying {
  const packet = Gre.parse(octets);
  if (!packet.ok) return { layer: 'data', text: 'GRE, malformed' };
  const { sequence, acknowledgement, payload } = packet.value;
  if (sequence === undefined)
    return { layer: 'ack', text: `GRE acknowledges ${acknowledgement}`, stem: 'GRE acknowledgement' };
  return pppSaying(payload);
}
