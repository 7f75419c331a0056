/**
 * Putting fragments together again (RFC 791 §3.2), by the holes that are left (RFC 815) or rather by their sum: since
 * no two fragments kept overlap, a datagram is whole when their lengths add up to its own.
 *
 * Fragments that overlap drop their datagram and all of it that is still to come (the rule of RFC 5722, which IPv4 is no
 * worse off with): honest senders make none. An exact duplicate is not an overlap; it is dropped alone.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import type { Counters } from '@rtemu/engine/counters';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import {
  AT,
  FRAGMENT_UNIT_OCTETS,
  headerOctetsAt,
  MORE_FRAGMENTS,
  OFFSET_MASK,
  PACKET_OCTETS_MAX,
  payloadOctetsAt,
  writeChecksumAt,
} from '@rtemu/wire/ipv4';
import type { Discard } from './discard.js';
import { LIFETIME_SECONDS, LIMIT } from './limits.js';

interface Fragment {
  readonly slot: Slot;
  /** Where its data lies in the datagram's, in octets: the first, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

interface Datagram {
  readonly source: number;
  readonly destination: number;
  readonly protocol: number;
  readonly identification: number;
  readonly deadline: Instant;
  /** In the order of their place. */
  fragments: Fragment[];
  /** Octets of data in all; unknown until the last fragment has come. */
  total: number | undefined;
  /** Octets of data that have come. */
  held: number;
  /** True once fragments overlapped: what is still to come of it is dropped. */
  refused: boolean;
}

export class Reassembly {
  /** First fragments of datagrams whose time ran out: their senders are to be told (RFC 792, time exceeded code 1). */
  readonly expired: SlotQueue;
  /** Datagrams made whole, and the fragments that they were made of. */
  completed = 0;
  merged = 0;
  /** When {@link handleTimeout} next wants to be called. */
  deadline: Instant = NEVER;

  readonly #datagrams: Datagram[] = []; // by deadline, which is by age
  #fragments = 0;
  #holdTime: Duration = seconds(LIFETIME_SECONDS.reassembly);

  /** @param discards where fragments that are dropped are counted. */
  constructor(
    private readonly arena: Arena,
    private readonly discards: Counters<Discard>,
  ) {
    this.expired = new SlotQueue(arena);
  }

  /** Fragments that wait for others. */
  get fragmentsHeld(): number {
    return this.#fragments;
  }

  /** `ip reassembly hold-time`: for datagrams from now on. */
  setHoldTime(holdTime: Duration): void {
    this.#holdTime = holdTime;
  }

  /**
   * Takes a fragment. Answers the whole datagram when this was the last that it lacked, else {@link NO_SLOT}.
   * @param slot begins at a sound IPv4 header. Owned from here on.
   */
  handleFragment(now: Instant, slot: Slot): Slot {
    const { view } = this.arena;
    const at = this.arena.start[slot]!;
    const flagsAndOffset = view.getUint16(at + AT.flagsAndOffset);
    const from = (flagsAndOffset & OFFSET_MASK) * FRAGMENT_UNIT_OCTETS;
    const to = from + payloadOctetsAt(view, at);
    const more = (flagsAndOffset & MORE_FRAGMENTS) !== 0;
    // The longest header is reckoned with, since the first fragment, which has the header, may not have come yet.
    if (from === to || (more && to % FRAGMENT_UNIT_OCTETS !== 0) || headerOctetsAt(view, at) + to > PACKET_OCTETS_MAX)
      return this.#drop(slot, 'fragment-malformed');
    const datagram = this.#find(at) ?? this.#begin(now, at);
    if (datagram.refused) return this.#drop(slot, 'fragment-overlap');
    const place = datagram.fragments.findIndex((fragment) => fragment.to > from);
    const next = place < 0 ? undefined : datagram.fragments[place]!;
    const ends = more ? undefined : to;
    if (next !== undefined && next.from === from && next.to === to && this.#same(next.slot, slot))
      return this.#drop(slot, 'fragment-duplicate');
    if ((next !== undefined && next.from < to) || !endsAgree(datagram, to, ends)) return this.#refuse(datagram, slot);
    if (this.#fragments >= LIMIT.reassemblyFragments) {
      const oldest = this.#datagrams.find((candidate) => candidate.fragments.length > 0)!;
      this.#forget(oldest, 'reassembly-limit');
      if (oldest === datagram) return this.#drop(slot, 'reassembly-limit');
    }
    datagram.fragments.splice(place < 0 ? datagram.fragments.length : place, 0, { slot, from, to });
    this.#fragments++;
    datagram.held += to - from;
    datagram.total = datagram.total ?? ends;
    return datagram.held === datagram.total ? this.#complete(datagram) : NO_SLOT;
  }

  handleTimeout(now: Instant): void {
    for (let oldest = this.#datagrams[0]; oldest !== undefined && oldest.deadline <= now; oldest = this.#datagrams[0]) {
      const first = oldest.fragments[0];
      if (first?.from === 0) {
        oldest.fragments.shift();
        this.#fragments--;
        this.discards['reassembly-timeout']++;
        this.expired.push(0, first.slot);
      }
      this.#forget(oldest, 'reassembly-timeout');
    }
  }

  /** Lets go of every fragment that waits for others. */
  clear(): void {
    for (const datagram of [...this.#datagrams]) this.#forget(datagram, 'interface-down');
  }

  #find(at: number): Datagram | undefined {
    const { view } = this.arena;
    const source = view.getInt32(at + AT.source);
    const destination = view.getInt32(at + AT.destination);
    const identification = view.getUint16(at + AT.identification);
    const protocol = view.getUint8(at + AT.protocol);
    return this.#datagrams.find(
      (datagram) =>
        datagram.identification === identification &&
        datagram.source === source &&
        datagram.destination === destination &&
        datagram.protocol === protocol,
    );
  }

  #begin(now: Instant, at: number): Datagram {
    if (this.#datagrams.length >= LIMIT.reassemblyDatagrams) this.#forget(this.#datagrams[0]!, 'reassembly-limit');
    const { view } = this.arena;
    const datagram: Datagram = {
      source: view.getInt32(at + AT.source),
      destination: view.getInt32(at + AT.destination),
      protocol: view.getUint8(at + AT.protocol),
      identification: view.getUint16(at + AT.identification),
      deadline: after(now, this.#holdTime),
      fragments: [],
      total: undefined,
      held: 0,
      refused: false,
    };
    // A hold time that was shortened in between makes the new one due before older ones.
    const behind = this.#datagrams.findIndex(({ deadline }) => deadline > datagram.deadline);
    this.#datagrams.splice(behind < 0 ? this.#datagrams.length : behind, 0, datagram);
    this.deadline = this.#datagrams[0]!.deadline;
    return datagram;
  }

  #complete(datagram: Datagram): Slot {
    const { arena } = this;
    const { view, octets } = arena;
    const first = datagram.fragments[0]!.slot;
    const header = arena.start[first]!;
    const headerOctets = headerOctetsAt(view, header);
    const length = headerOctets + datagram.total!;
    const whole = length > PACKET_OCTETS_MAX ? NO_SLOT : arena.take(length);
    if (whole === NO_SLOT) {
      this.#forget(datagram, length > PACKET_OCTETS_MAX ? 'fragment-malformed' : 'no-buffer');
      return NO_SLOT;
    }
    const at = arena.start[whole]!;
    octets.copyWithin(at, header, header + headerOctets);
    for (const { slot, from, to } of datagram.fragments) {
      const data = arena.start[slot]! + headerOctetsAt(view, arena.start[slot]!);
      octets.copyWithin(at + headerOctets + from, data, data + to - from);
    }
    view.setUint16(at + AT.totalLength, length);
    view.setUint16(at + AT.flagsAndOffset, 0);
    writeChecksumAt(view, at);
    this.completed++;
    this.merged += datagram.fragments.length;
    this.#remove(datagram);
    return whole;
  }

  /** Drops what has come of the datagram, and remembers to drop what is still to come. */
  #refuse(datagram: Datagram, slot: Slot): Slot {
    this.discards['fragment-overlap'] += datagram.fragments.length;
    this.#releaseFragments(datagram);
    datagram.refused = true;
    return this.#drop(slot, 'fragment-overlap');
  }

  #forget(datagram: Datagram, reason: Discard): void {
    this.discards[reason] += datagram.fragments.length;
    this.#remove(datagram);
  }

  #remove(datagram: Datagram): void {
    this.#releaseFragments(datagram);
    this.#datagrams.splice(this.#datagrams.indexOf(datagram), 1);
    this.deadline = this.#datagrams[0]?.deadline ?? NEVER;
  }

  #releaseFragments(datagram: Datagram): void {
    for (const { slot } of datagram.fragments) this.arena.release(slot);
    this.#fragments -= datagram.fragments.length;
    datagram.fragments = [];
  }

  #drop(slot: Slot, reason: Discard): Slot {
    this.discards[reason]++;
    this.arena.release(slot);
    return NO_SLOT;
  }

  /** True when two fragments carry the same data. */
  #same(a: Slot, b: Slot): boolean {
    const { arena } = this;
    const dataA = arena.peek(a).subarray(headerOctetsAt(arena.view, arena.start[a]!));
    const dataB = arena.peek(b).subarray(headerOctetsAt(arena.view, arena.start[b]!));
    return dataA.every((octet, i) => octet === dataB[i]);
  }
}

/** No fragment may lie behind the end that the last one gives, and there is but one end. */
function endsAgree({ fragments, total }: Datagram, to: number, ends: number | undefined): boolean {
  if (total !== undefined) return ends === undefined ? to <= total : ends === total;
  return ends === undefined || (fragments.at(-1)?.to ?? 0) <= ends;
}
