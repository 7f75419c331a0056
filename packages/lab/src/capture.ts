import type { Arena, Slot } from '@rtemu/engine/arena';
import { type Instant, START } from '@rtemu/engine/time';
import * as Pcapng from './pcapng.js';
import type { Tap } from './tap.js';
import type { World } from './world.js';

export interface CaptureOptions {
  /** The instant {@link START} in microseconds since 1970. */
  readonly epoch?: number;
  /** Octets kept of each packet. */
  readonly snapLength?: number;
}

const CHUNK_OCTETS = 64 * 1024;
const SNAP_LENGTH = 262_144;

/** One capture file in the making. Its owner takes the finished octets away with {@link pollChunk}. */
export class Capture {
  /** Packets recorded so far. */
  packets = 0;
  readonly #epoch: number;
  readonly #snapLength: number;
  readonly #done: Uint8Array[] = [];
  #interfaces = 0;
  #octets = new Uint8Array(CHUNK_OCTETS);
  #view = new DataView(this.#octets.buffer);
  #used = 0;

  constructor({ epoch = 0, snapLength = SNAP_LENGTH }: CaptureOptions = {}) {
    this.#epoch = epoch;
    this.#snapLength = snapLength;
    this.#append(Pcapng.sectionHeader('rtemu'));
  }

  /** A further interface; its number is what {@link record} asks for. */
  addInterface(name: string, linkType: Pcapng.LinkType = Pcapng.LINK_TYPE.ethernet): number {
    this.#append(Pcapng.interfaceDescription(name, linkType, this.#snapLength));
    return this.#interfaces++;
  }

  /** Records `length` octets of `memory` from `from` on. They are copied. */
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
    const at = this.#reserve(blockOctets);
    const micros = this.#epoch + now - START;
    const to = Pcapng.writePacketBlockAt(
      this.#octets,
      this.#view,
      at,
      interfaceNumber,
      direction,
      micros,
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

  /** The next octets of the file; `undefined` when all have been taken. */
  pollChunk(): Uint8Array | undefined {
    if (this.#done.length === 0) this.#finishChunk();
    return this.#done.shift();
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
    return at;
  }

  #finishChunk(): void {
    if (this.#used === 0) return;
    this.#done.push(this.#octets.slice(0, this.#used));
    this.#used = 0;
  }
}

/** A capture of everything that passes the cards of one node, one interface a card. */
export function captureNode(world: World, name: string, options?: CaptureOptions): Capture {
  const capture = new Capture(options);
  for (const port of world.node(name)?.ports ?? [])
    world.tap({ node: name, port }, capture.tap(capture.addInterface(port)));
  return capture;
}
