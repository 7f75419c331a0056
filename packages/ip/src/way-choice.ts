/**
 * The choice between several ways to one network, packet by packet (manual 8.1.7): ways with a filter in the order in which
 * they were written, then those without, which share the flows by their weights. It allocates nothing.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import { AT, headerOctetsAt, isFragmentAt, PROTOCOL } from '@rtemu/wire/ipv4';
import type { PacketFilter } from './interface.js';

/** What {@link WayChoice.choose} answers when the packet has no way here. */
export const NO_WAY = -1;

/** Thresholds are compared with the upper bits of a hash, so that they stay small integers. */
const HASH_BITS = 30;

/** A way that packets must pass a filter for. */
export interface ConditionalWay {
  readonly filter: PacketFilter;
  readonly row: number;
}

/** A way that flows share; `NO_WAY` as its row while it cannot be used. */
export interface SharedWay {
  readonly weight: number;
  readonly row: number;
}

/** A random-looking number for a flow, the same for all its packets (MurmurHash3's finalizer). */
const mixed = (value: number): number => {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};

/**
 * The flow of a packet: addresses, protocol and ports. A fragment has no ports that all pieces know, so that pieces go by
 * addresses and protocol alone.
 * @param at where the IPv4 header begins
 * @param end where the packet ends
 */
export function flowHashAt(view: DataView, at: number, end: number): number {
  const protocol = view.getUint8(at + AT.protocol);
  let hash = mixed(view.getInt32(at + AT.source));
  hash = mixed(hash ^ view.getInt32(at + AT.destination));
  hash = mixed(hash ^ protocol);
  const ports = at + headerOctetsAt(view, at);
  const hasPorts = (protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp) && !isFragmentAt(view, at);
  return hasPorts && ports + 4 <= end ? mixed(hash ^ view.getInt32(ports)) : hash;
}

/** Up to which hash each way's share reaches. */
function thresholdsOf(ways: readonly SharedWay[]): Int32Array {
  const total = ways.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  return Int32Array.from(ways, ({ weight }) => {
    reached += weight;
    return Math.round((reached / total) * 2 ** HASH_BITS);
  });
}

function shareOf(thresholds: Int32Array, hash: number): number {
  const drawn = hash >>> (32 - HASH_BITS);
  let i = 0;
  while (i < thresholds.length - 1 && drawn >= thresholds[i]!) i++;
  return i;
}

export class WayChoice {
  readonly #filters: readonly PacketFilter[];
  readonly #filterRows: Int32Array;
  /** Of all ways, whether they can be used or not, so that flows stay where they are while others come and go. */
  readonly #rows: Int32Array;
  readonly #thresholds: Int32Array;
  /** Of those that can be used, for the flows of the others. */
  readonly #livingRows: Int32Array;
  readonly #livingThresholds: Int32Array;

  /** @param shared those with a filter that is not met may take any of these; their weights are above zero */
  constructor(conditional: readonly ConditionalWay[], shared: readonly SharedWay[]) {
    const living = shared.filter(({ row }) => row !== NO_WAY);
    this.#filters = conditional.map(({ filter }) => filter);
    this.#filterRows = Int32Array.from(conditional, ({ row }) => row);
    this.#rows = Int32Array.from(shared, ({ row }) => row);
    this.#thresholds = thresholdsOf(shared);
    this.#livingRows = Int32Array.from(living, ({ row }) => row);
    this.#livingThresholds = thresholdsOf(living);
  }

  /** The row of the way that a packet takes. @param slot begins at the IPv4 header. */
  choose(arena: Arena, now: Instant, slot: Slot): number {
    const filters = this.#filters;
    for (let i = 0; i < filters.length; i++) if (filters[i]!.passes(now, slot)) return this.#filterRows[i]!;
    const living = this.#livingRows;
    if (living.length < 2) return living.length === 0 ? NO_WAY : living[0]!;
    const at = arena.start[slot]!;
    const hash = flowHashAt(arena.view, at, at + arena.length[slot]!);
    const row = this.#rows[shareOf(this.#thresholds, hash)]!;
    return row === NO_WAY ? living[shareOf(this.#livingThresholds, mixed(hash + 1))]! : row;
  }
}
