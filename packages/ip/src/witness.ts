/**
 * What became of packets of PPTP that a machine dropped: control connections are TCP on port 1723, and data is GRE. A VPN needs
 * both, and whoever asks why it does not come up wants to know where the other half was lost.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Ipv4Address } from '@rtemu/wire/address';
import { AT, headerOctetsAt, OFFSET_MASK, PROTOCOL } from '@rtemu/wire/ipv4';
import type { Discard } from './discard.js';
import type { Interface } from './interface.js';

export const LIMIT = {
  /** Kinds of packets that are remembered; the one that was seen first is forgotten first. */
  sightings: 16,
} as const;

/** RFC 2637 §2. */
const CONTROL_PORT = 1723;

/** Which half of PPTP: the control connection, or data. */
export type PptpHalf = 'tcp' | 'gre';

/** Packets of one kind, dropped at one place for one reason. */
export interface Sighting {
  readonly half: PptpHalf;
  readonly reason: Discard;
  /** The name of the interface where it happened, if at any. */
  readonly interface: string | undefined;
  /** The number of the filter that rejected it; `undefined` when none was met, or it was no filter. */
  readonly filter: number | undefined;
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  /** How many there were. */
  packets: number;
}

/** As of where a packet still begins at its Ethernet header, or is none that can be read. */
const UNREADABLE: ReadonlySet<Discard> = new Set<Discard>([
  'interface-down',
  'frame-truncated',
  'frame-for-another',
  'ether-type',
  'vlan-unknown',
  'packet-truncated',
  'packet-malformed',
  'header-checksum',
]);

/** A record of constant size, written to only when a packet of PPTP is dropped. */
export class Witness {
  #sightings: Sighting[] = [];

  /** The oldest first. */
  get sightings(): readonly Sighting[] {
    return this.#sightings;
  }

  clear(): void {
    this.#sightings = [];
  }

  /** @param at where it was dropped. @param slot stays the caller's */
  note(arena: Arena, reason: Discard, at: Interface | undefined, slot: Slot): void {
    const from = arena.start[slot]!;
    const half = UNREADABLE.has(reason) ? undefined : halfOf(arena.view, from, from + arena.length[slot]!);
    if (half === undefined) return;
    const name = at?.name;
    const filter = filterAt(reason, at);
    const source = arena.view.getUint32(from + AT.source) as Ipv4Address;
    const destination = arena.view.getUint32(from + AT.destination) as Ipv4Address;
    const same = this.#sightings.find(
      (one) =>
        one.half === half &&
        one.reason === reason &&
        one.interface === name &&
        one.filter === filter &&
        one.source === source &&
        one.destination === destination,
    );
    if (same !== undefined) {
      same.packets++;
      return;
    }
    if (this.#sightings.length >= LIMIT.sightings) this.#sightings.shift();
    this.#sightings.push({ half, reason, interface: name, filter, source, destination, packets: 1 });
  }
}

const filterAt = (reason: Discard, at: Interface | undefined): number | undefined =>
  reason === 'in-filter' ? at?.inFilter?.rejectedBy : reason === 'out-filter' ? at?.outFilter?.rejectedBy : undefined;

function halfOf(view: DataView, at: number, end: number): PptpHalf | undefined {
  if (at + AT.options > end) return undefined;
  const protocol = view.getUint8(at + AT.protocol);
  if (protocol === PROTOCOL.gre) return 'gre';
  if (protocol !== PROTOCOL.tcp || (view.getUint16(at + AT.flagsAndOffset) & OFFSET_MASK) !== 0) return undefined;
  const ports = at + headerOctetsAt(view, at);
  if (ports + 4 > end) return undefined;
  return view.getUint16(ports) === CONTROL_PORT || view.getUint16(ports + 2) === CONTROL_PORT ? 'tcp' : undefined;
}
