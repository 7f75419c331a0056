import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Tap } from '@rtemu/engine/tap';
import { type Instant, START } from '@rtemu/engine/time';
import * as Pcapng from './pcapng.js';
import type { World } from './world.js';

export interface CaptureOptions {
  /** The instant {@link START} in microseconds since 1970. */
  readonly epoch?: number;
  /** Octets kept of each packet. */
  readonly snapLength?: number;
  /** Octets that may wait to be taken away. A packet beyond them is left out and counted; without this, none is. */
  readonly heldOctetsMax?: number;
}

const CHUNK_OCTETS = 64 * 1024;
const SNAP_LENGTH = 262_144;

interface Traffic {
  received: number;
  dropped: number;
}

/** One capture file in the making. Its owner takes the finished octets away with {@link pollChunk}. */
export class Capture {
  /** Packets recorded so far. */
  packets = 0;
  readonly #epoch: number;
  readonly #snapLength: number;
  readonly #heldOctetsMax: number;
  readonly #done: Uint8Array[] = [];
  /** By interface. */
  readonly #traffic: Traffic[] = [];
  /** Octets that were not taken away yet. */
  #held = 0;
  #octets = new Uint8Array(CHUNK_OCTETS);
  #view = new DataView(this.#octets.buffer);
  #used = 0;

  constructor({ epoch = 0, snapLength = SNAP_LENGTH, heldOctetsMax }: CaptureOptions = {}) {
    this.#epoch = epoch;
    this.#snapLength = snapLength;
    this.#heldOctetsMax = heldOctetsMax ?? Number.POSITIVE_INFINITY;
    this.#append(Pcapng.sectionHeader('rtemu'));
  }

  /** A further interface; its number is what {@link record} asks for. */
  addInterface(name: string, linkType: Pcapng.LinkType = Pcapng.LINK_TYPE.ethernet): number {
    this.#append(Pcapng.interfaceDescription(name, linkType, this.#snapLength));
    return this.#traffic.push({ received: 0, dropped: 0 }) - 1;
  }

  /** Records `length` octets of `memory` from `from` on. They are copied, unless too much waits to be taken away already. */
  record(
    now: Instant,
    interfaceNumber: number,
    direction: 'in' | 'out',
    memory: Uint8Array,
    from: number,
    length: number,
  ): void {
    const captured = length > this.#snapLength ? this.#snapLength : length;
    const blockOctets = Pcapng.packetBlockLength(captured);
    const traffic = this.#traffic[interfaceNumber]!;
    traffic.received++;
    if (this.#held + blockOctets > this.#heldOctetsMax) {
      traffic.dropped++;
      return;
    }
    const at = this.#reserve(blockOctets);
    const to = Pcapng.writePacketBlockAt(
      this.#octets,
      this.#view,
      at,
      interfaceNumber,
      direction,
      this.#microsecondsAt(now),
      captured,
      length,
    );
    this.#octets.set(memory.subarray(from, from + captured), to);
    this.packets++;
  }

  /** A tap that records what passes a card as the interface with this number. */
  tap(interfaceNumber: number): Tap {
    return {
      handleFrame: (now: Instant, direction: 'in' | 'out', arena: Arena, slot: Slot): void =>
        this.record(now, interfaceNumber, direction, arena.octets, arena.start[slot]!, arena.length[slot]!),
    };
  }

  /** The end of the capture: tells of each interface how many packets it had, and how many of them are left out. */
  finish(now: Instant): void {
    for (const [number, { received, dropped }] of this.#traffic.entries())
      this.#append(Pcapng.interfaceStatistics(number, this.#microsecondsAt(now), received, dropped));
  }

  /** The next octets of the file; `undefined` when all have been taken. */
  pollChunk(): Uint8Array | undefined {
    if (this.#done.length === 0) this.#finishChunk();
    const chunk = this.#done.shift();
    if (chunk) this.#held -= chunk.length;
    return chunk;
  }

  #microsecondsAt(now: Instant): number {
    return this.#epoch + now - START;
  }

  #append(block: Uint8Array): void {
    this.#octets.set(block, this.#reserve(block.length));
  }

  /** The place of the next `count` octets. */
  #reserve(count: number): number {
    if (this.#used + count > this.#octets.length) {
      this.#finishChunk();
      if (count > this.#octets.length) {
        this.#octets = new Uint8Array(count);
        this.#view = new DataView(this.#octets.buffer);
      }
    }
    const at = this.#used;
    this.#used += count;
    this.#held += count;
    return at;
  }

  #finishChunk(): void {
    if (this.#used === 0) return;
    this.#done.push(this.#octets.slice(0, this.#used));
    this.#used = 0;
  }
}

/** A capture of everything that passes the cards of one node, one interface a card; of ports of a card's hub those in use. */
export function captureNode(world: World, name: string, options?: CaptureOptions): Capture {
  const capture = new Capture(options);
  for (const port of world.node(name)?.ports ?? [])
    if (!port.includes('.') || world.cableAt({ node: name, port }) !== undefined)
      world.tap({ node: name, port }, capture.tap(capture.addInterface(port)));
  return capture;
}
