/** Packets for the tests of filters, and an arena to hold them. */
import { Arena, type Slot } from '@rtemu/engine/arena';
import { type Ipv4Address, ipv4 } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import { packetOf } from '../net.suite.js';
import type { FilterRule } from './filter-rule.js';

export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** `192.168.0.2:1024`. */
function endOf(text: string): readonly [Ipv4Address, number] {
  const [address = '', port = '0'] = text.split(':');
  return [ipv4(address), Number(port)];
}

export function tcpOf({ from, to }: Ends, flags: number, text = '', sequence = 1): Uint8Array {
  const [source, sourcePort] = endOf(from);
  const [destination, destinationPort] = endOf(to);
  const payload = Tcp.emit({
    sourcePort,
    destinationPort,
    sequence,
    acknowledgement: 0,
    flags,
    window: 1000,
    urgentPointer: 0,
    options: [],
    payload: new TextEncoder().encode(text),
  });
  return packetOf({ source, destination, protocol: Ipv4.PROTOCOL.tcp, payload });
}

export function udpOf({ from, to }: Ends, octets = 12): Uint8Array {
  const [source, sourcePort] = endOf(from);
  const [destination, destinationPort] = endOf(to);
  const payload = new Uint8Array(8 + octets);
  const view = new DataView(payload.buffer);
  view.setUint16(0, sourcePort);
  view.setUint16(2, destinationPort);
  view.setUint16(4, payload.length);
  return packetOf({ source, destination, protocol: Ipv4.PROTOCOL.udp, payload });
}

export const rule = (number: number, fields: Partial<FilterRule> = {}): FilterRule => ({
  number,
  action: 'pass',
  logs: { passed: false, dropped: true },
  source: [],
  destination: [],
  protocols: [],
  from: [],
  to: [],
  ...fields,
});

const arena = new Arena();

/** Gives a packet to whoever looks at slots, and takes it back. */
export function withSlot<T>(packet: Uint8Array, look: (slot: Slot) => T): T {
  const slot = arena.takeCopy(packet);
  const seen = look(slot);
  arena.release(slot);
  return seen;
}

export const sharedArena = arena;
