/** Stacks and the wires between them, in virtual time: what the tests of this package stand on. */
import { expect } from '@jest/globals';
import { Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { Random } from '@rtemu/engine/random';
import { after, type Duration, type Instant, microseconds, milliseconds, START } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4, type MacAddress } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import type { StackEvent } from './events.js';
import type { InterfaceAddress } from './own-addresses.js';
import { Ipv4Stack, type Ipv4StackOptions } from './stack.js';

/** What a wire does to a frame, each in so many per mille. */
export interface Faults {
  readonly loss: number;
  readonly duplication: number;
  readonly reordering: number;
  readonly damage: number;
}

const FAULTLESS: Faults = { loss: 0, duplication: 0, reordering: 0, damage: 0 };
const DELAY = microseconds(100);

/** Where a cable ends: a stack and the number of its interface. */
export type End = readonly [stack: Ipv4Stack, number: number];

interface Flight {
  readonly at: Instant;
  readonly order: number;
  readonly slot: Slot;
  readonly to: End;
}

export class TestNet {
  now: Instant = START;
  faults: Faults = FAULTLESS;
  readonly arena = new Arena();
  /** Frames and packets as they were put on a wire. */
  readonly trace: Uint8Array[] = [];
  keepTrace = false;

  readonly #random: Random;
  readonly #stacks: Ipv4Stack[] = [];
  readonly #cables: End[][] = [];
  #flights: Flight[] = [];
  #order = 0;
  #macs = 0;

  constructor(seed = 1) {
    this.#random = new Random(seed);
  }

  stack(options: Ipv4StackOptions): Ipv4Stack {
    const stack = new Ipv4Stack(this.arena, this.#random.fork(`stack ${this.#stacks.length}`), options);
    this.#stacks.push(stack);
    return stack;
  }

  /** A card with addresses such as `192.168.0.1/24`, without a cable. */
  card(stack: Ipv4Stack, ...addresses: string[]): End {
    const number = stack.addEthernet(`lan${this.#macs}`, (0x00_a0_de_00_00_01 + this.#macs++) as MacAddress);
    stack.setAddresses(this.now, number, addresses.map(addressOf));
    return [stack, number];
  }

  /** Joins interfaces: two point-to-point ones, or any number of cards. */
  cable(...ends: End[]): void {
    this.#cables.push(ends);
    for (const [stack, number] of ends) stack.setUp(this.now, number, true);
    this.drain();
  }

  /** Lets happen what happens within the time. Call it after every command, with 0 to have but the queues drained. */
  run(time: Duration | 0): void {
    const end = after(this.now, time as Duration);
    this.drain();
    for (let steps = 0; ; steps++) {
      if (steps > 100_000) throw new Error('the net does not come to rest');
      const next = this.#next();
      if (next > end) break;
      this.now = (next > this.now ? next : this.now) as Instant;
      this.#arrive();
      for (const stack of this.#stacks) if (stack.nextTimeout() <= this.now) stack.handleTimeout(this.now);
      this.drain();
    }
    this.now = end;
  }

  /** Puts what the stacks want to send on the wires. */
  drain(): void {
    for (const stack of this.#stacks)
      for (const queue of [stack.outbox, stack.packets])
        for (let slot = queue.shift(); slot !== NO_SLOT; slot = queue.shift()) this.#send(stack, queue.tag, slot);
  }

  /** A copy of the octets arrives at the end at once. */
  inject([stack, number]: End, octets: Uint8Array): void {
    const slot = this.arena.takeCopy(octets);
    if (stack.interface(number).kind === 'ethernet') stack.handleFrame(this.now, number, slot);
    else stack.handlePacket(this.now, number, slot);
    this.drain();
  }

  /** Every packet of every stack is accounted for. */
  expectBalanced(): void {
    for (const [index, stack] of this.#stacks.entries()) {
      const counters = stack.counters;
      const discards = Object.values(stack.discards).reduce((total, count) => total + count, 0);
      const came = counters.received + counters.originated + counters.fragmentsMade + counters.reassembled;
      const went =
        counters.arp +
        counters.claimed +
        counters.transmitted +
        counters.delivered +
        counters.fragmented +
        counters.merged +
        discards;
      expect({ index, balance: came - went - counters.held }).toEqual({ index, balance: 0 });
    }
  }

  #next(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#flights) if (at < next) next = at;
    for (const stack of this.#stacks) next = Math.min(next, stack.nextTimeout());
    return next;
  }

  #arrive(): void {
    const due = this.#flights.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at || a.order - b.order);
    this.#flights = this.#flights.filter(({ at }) => at > this.now);
    for (const {
      slot,
      to: [stack, number],
    } of due) {
      if (stack.interface(number).kind === 'ethernet') stack.handleFrame(this.now, number, slot);
      else stack.handlePacket(this.now, number, slot);
      this.drain();
    }
  }

  #send(stack: Ipv4Stack, number: number, slot: Slot): void {
    if (this.keepTrace) this.trace.push(this.arena.copy(slot));
    const others = this.#cables.find((ends) => ends.some(([s, n]) => s === stack && n === number)) ?? [];
    for (const to of others) if (to[0] !== stack || to[1] !== number) this.#fly(this.arena.clone(slot), to);
    this.arena.release(slot);
  }

  #fly(slot: Slot, to: End): void {
    const random = this.#random;
    const { loss, duplication, reordering, damage } = this.faults;
    if (random.chance(duplication, 1000)) this.#launch(this.arena.clone(slot), to, DELAY);
    if (random.chance(damage, 1000)) {
      const bit = random.below(this.arena.length[slot]! * 8);
      this.arena.octets[this.arena.start[slot]! + (bit >>> 3)]! ^= 1 << (bit & 7);
    }
    const late = random.chance(reordering, 1000) ? milliseconds(random.below(10)) : (0 as Duration);
    if (random.chance(loss, 1000)) this.arena.release(slot);
    else this.#launch(slot, to, (DELAY + late) as Duration);
  }

  #launch(slot: Slot, to: End, delay: Duration): void {
    this.#flights.push({ at: after(this.now, delay), order: this.#order++, slot, to });
  }
}

/** Octets from hexadecimal; blanks are for the reader. */
export const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replace(/\s+/g, ''), 'hex'));

export const unhex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');

export const addressOf = (text: string): InterfaceAddress => {
  const [address, length] = text.split('/');
  return { address: ipv4(address!), length: Number(length) };
};

export const prefixOf = (text: string): { address: Ipv4Address; length: number } => addressOf(text);

/** Everything that a stack has to tell. */
export function eventsOf(stack: Ipv4Stack): StackEvent[] {
  const events: StackEvent[] = [];
  for (let event = stack.pollEvent(); event !== undefined; event = stack.pollEvent()) events.push(event);
  return events;
}

/** A packet with what a test wants to say of it, and ordinary values elsewhere. */
export const packetOf = (fields: Partial<Ipv4.Ipv4Packet>): Uint8Array =>
  Ipv4.emit({
    typeOfService: 0,
    identification: 1,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    timeToLive: 64,
    protocol: Ipv4.PROTOCOL.udp,
    source: ipv4('192.168.0.2'),
    destination: ipv4('192.168.1.2'),
    options: new Uint8Array(0),
    payload: new Uint8Array(0),
    ...fields,
  });

export const frameOf = (
  destination: MacAddress,
  payload: Uint8Array,
  etherType: number = Ethernet.ETHER_TYPE.ipv4,
): Uint8Array => Ethernet.emit({ destination, source: 0x00_00_5e_00_53_01 as MacAddress, etherType, payload });

/** The ICMP messages among IPv4 packets or frames that carry them. */
export function icmpIn(octets: Uint8Array): Icmp.IcmpMessage | undefined {
  const packet = Ipv4.parse(octets[0]! >>> 4 === 4 ? octets : octets.subarray(Ethernet.HEADER_OCTETS));
  if (!packet.ok || packet.value.protocol !== Ipv4.PROTOCOL.icmp) return undefined;
  const message = Icmp.parse(packet.value.payload);
  return message.ok ? message.value : undefined;
}
