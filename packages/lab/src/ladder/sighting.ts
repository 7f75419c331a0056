/**
 * A frame as it is seen at one card: what makes it the same message at the next one, however often it is forwarded on its
 * way, and what it says. What carries it away over the hop, Ethernet, a VLAN's tag, PPPoE or a B channel, is no part of that.
 * @module
 */

import { printIpv4 } from '@rtemu/wire/address';
import * as Arp from '@rtemu/wire/arp';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Isdn from '@rtemu/wire/isdn';
import * as Ppp from '@rtemu/wire/ppp';
import * as Pppoe from '@rtemu/wire/pppoe';
import * as VlanTag from '@rtemu/wire/vlan-tag';
import { digestOf, ipContent, ipIdentity, ipSayings } from './ip-words.js';
import { pppSaying, type Saying } from './ppp-words.js';

export interface Sighting {
  /** Alike at every hop. */
  readonly key: string;
  /** How far it may go: along one line, through switches and exchanges, or by way of routers. */
  readonly reach: 'line' | 'switched' | 'routed';
  /** Numbers of the two ends. NAT changes one of them at a hop, never both. */
  readonly source: number;
  readonly destination: number;
  /** What it says, and what it has in common with the same said again; read only when it is a new message. */
  say(): readonly Saying[];
  content(): string;
}

/** What no router passes on. */
function onLine(
  kind: string,
  octets: Uint8Array,
  say: () => readonly Saying[],
  reach: 'line' | 'switched' = 'switched',
): Sighting {
  const key = `${kind} ${digestOf(octets)}`;
  return { key, reach, source: 0, destination: 0, say, content: () => key };
}

/** `undefined` when nothing of it is to be told. */
export function sightingOf(frame: Uint8Array): Sighting | undefined {
  const ethernet = Ethernet.parse(frame);
  if (!ethernet.ok) return undefined;
  let { etherType, payload } = ethernet.value;
  if (etherType === Ethernet.ETHER_TYPE.vlan) {
    const tag = VlanTag.parse(payload);
    if (!tag.ok) return undefined;
    ({ etherType, payload } = tag.value);
  }
  switch (etherType) {
    case Ethernet.ETHER_TYPE.ipv4:
      return ipSighting(payload);
    case Ethernet.ETHER_TYPE.arp:
      return onLine('arp', payload.subarray(0, Arp.PACKET_OCTETS), () => [arpSaying(payload)]);
    case Pppoe.ETHER_TYPE.discovery:
      return onLine('pppoe', payload, () => [pppoeSaying(payload)]);
    case Pppoe.ETHER_TYPE.session: {
      const octets = Pppoe.sessionOctetsAt(viewOf(payload), 0, payload.length);
      if (octets === Pppoe.NO_SESSION_PACKET) return undefined;
      return pppSighting(payload.subarray(Pppoe.HEADER_OCTETS, Pppoe.HEADER_OCTETS + octets), 'pppoe');
    }
    case Isdn.ETHER_TYPE:
      return isdnSighting(payload);
    default:
      return undefined;
  }
}

const viewOf = (octets: Uint8Array): DataView => new DataView(octets.buffer, octets.byteOffset, octets.byteLength);

/** An IPv4 packet, which may go on over other lines. */
export function ipSighting(octets: Uint8Array): Sighting | undefined {
  const packet = Ipv4.parse(octets);
  if (!packet.ok) return undefined;
  const { source, destination } = packet.value;
  const { value } = packet;
  return {
    key: ipIdentity(value),
    reach: 'routed',
    source,
    destination,
    say: () => ipSayings(value),
    content: () => ipContent(value),
  };
}

/** A PPP frame; a packet in it is seen as the packet that it is. */
export function pppSighting(octets: Uint8Array, carrier: string): Sighting | undefined {
  const frame = Ppp.parse(octets);
  if (frame.ok && frame.value.protocol === Ppp.PROTOCOL.ipv4) return ipSighting(frame.value.information);
  return onLine(`${carrier} ppp`, octets, () => [pppSaying(octets)]);
}

function isdnSighting(payload: Uint8Array): Sighting | undefined {
  const view = viewOf(payload);
  const octets = Isdn.payloadOctetsAt(view, 0, payload.length);
  if (octets === Isdn.NO_FRAME) return undefined;
  const information = payload.subarray(Isdn.HEADER_OCTETS, Isdn.HEADER_OCTETS + octets);
  if (view.getUint8(Isdn.AT.channel) !== Isdn.CHANNEL.d) return pppSighting(information, 'isdn');
  return onLine('isdn', information, () => [isdnSaying(information)], 'line');
}

function arpSaying(octets: Uint8Array): Saying {
  const packet = Arp.parse(octets);
  if (!packet.ok) return { layer: 'arp', text: 'ARP, malformed' };
  const { operation, senderAddress, targetAddress } = packet.value;
  const text =
    operation === 'request' ? `ARP: who has ${printIpv4(targetAddress)}?` : `ARP: ${printIpv4(senderAddress)} is here`;
  return { layer: 'arp', text, stem: text };
}

function pppoeSaying(octets: Uint8Array): Saying {
  const packet = Pppoe.parse(octets);
  if (!packet.ok) return { layer: 'pppoe', text: 'PPPoE, malformed' };
  const { code, sessionId } = packet.value;
  const name = code === 'PADO' ? Pppoe.textOf(packet.value, Pppoe.TAG.acName) : undefined;
  const session = sessionId === Pppoe.NO_SESSION ? '' : ` session ${sessionId}`;
  return { layer: 'pppoe', text: `${code}${session}${name ? ` from "${name}"` : ''}` };
}

function isdnSaying(octets: Uint8Array): Saying {
  const message = Isdn.parse(octets);
  if (!message.ok) return { layer: 'isdn', text: 'ISDN, malformed' };
  const { type, reference, cause, channel, called } = message.value;
  const words = [
    `${type}`,
    ...(reference === Isdn.NO_CALL ? [] : [`call ${reference}`]),
    ...(called ? [`to ${called.number}`] : []),
    ...(channel === undefined ? [] : [`B${channel}`]),
    ...(cause === undefined ? [] : [`cause ${cause}`]),
  ];
  return { layer: 'isdn', text: words.join(' ') };
}
