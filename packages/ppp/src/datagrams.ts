/**
 * The data path of a link: IPv4 packets out and in, in the clear or through MPPE, as far as the Network phase lets them
 * pass. Nothing is allocated here.
 *
 * The rule above all others is kept in this file: what is not let in or out in the clear is dropped.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Counters } from '@rtemu/engine/counters';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import type { Tap } from '@rtemu/engine/tap';
import type { Instant } from '@rtemu/engine/time';
import { headerAt, NO_HEADER, PROTOCOL } from '@rtemu/wire/ppp';
import type { FrameOutput } from './frame-output.js';
import type { LinkCounter } from './link-counters.js';
import type { LinkEvent } from './link-event.js';
import type { Network } from './network.js';

const PROTOCOL_OCTETS = 2;

export class Datagrams {
  /** IPv4 packets received. */
  readonly packets: SlotQueue;
  /** Sees what is enciphered before it is, and what was deciphered. */
  tap: Tap | undefined;
  #wasGarbage = false;

  constructor(
    private readonly arena: Arena,
    private readonly counters: Counters<LinkCounter>,
    private readonly output: FrameOutput,
    private readonly events: LinkEvent[],
  ) {
    this.packets = new SlotQueue(arena);
  }

  /** A new Network phase: its keys may be right where the last ones were not. */
  reset(): void {
    this.#wasGarbage = false;
  }

  send(now: Instant, network: Network | undefined, packet: Slot): void {
    const sends = network === undefined ? 'nothing' : network.sends;
    if (sends === 'nothing') {
      this.#drop(packet, 'notUp');
      return;
    }
    this.counters.packetsSent++;
    if (sends === 'plain') this.output.send(now, PROTOCOL.ipv4, packet);
    else {
      const { arena } = this;
      arena.view.setUint16(arena.push(packet, PROTOCOL_OCTETS), PROTOCOL.ipv4);
      if (this.tap !== undefined) this.tap.handleFrame(now, 'out', arena, packet);
      network!.encryption!.sender!.encipher(packet);
      this.output.send(now, PROTOCOL.compressed, packet);
    }
  }

  handlePlain(network: Network | undefined, frame: Slot, headerOctets: number): void {
    if (network?.receives === 'plain') this.#deliver(frame, headerOctets);
    else this.#drop(frame, 'cleartextRefused');
  }

  /**
   * Deciphers whenever there is a key, so that the key keeps step; what comes out passes only while the link is up.
   * @returns whether the cipher lost the stream and the peer is to be asked for a reset.
   */
  handleCompressed(now: Instant, network: Network | undefined, frame: Slot, headerOctets: number): boolean {
    const receiver = network?.encryption?.receiver;
    if (receiver === undefined) {
      this.#drop(frame, 'withoutKey');
      return false;
    }
    this.arena.pull(frame, headerOctets);
    if (receiver.decipher(frame)) {
      if (this.tap !== undefined) this.tap.handleFrame(now, 'in', this.arena, frame);
      this.#handleDeciphered(frame, network!.receives === 'enciphered');
      return false;
    }
    this.#drop(frame, 'notDeciphered');
    return receiver.takeResetRequest(now);
  }

  /** A peer with another key would have us reject a protocol with every frame; so it is only counted, and told once. */
  #handleDeciphered(frame: Slot, passes: boolean): void {
    const { arena } = this;
    const header = headerAt(arena.octets, arena.start[frame]!, arena.length[frame]!);
    if (header === NO_HEADER || (header & 0xffff) !== PROTOCOL.ipv4) {
      if (!this.#wasGarbage) this.events.push({ kind: 'undecipherable' });
      this.#wasGarbage = true;
      this.#drop(frame, 'garbage');
    } else if (passes) this.#deliver(frame, header >>> 16);
    else this.#drop(frame, 'tooEarly');
  }

  #deliver(frame: Slot, headerOctets: number): void {
    this.arena.pull(frame, headerOctets);
    this.counters.packetsReceived++;
    this.packets.push(0, frame);
  }

  #drop(slot: Slot, reason: LinkCounter): void {
    this.counters[reason]++;
    this.arena.release(slot);
  }
}
