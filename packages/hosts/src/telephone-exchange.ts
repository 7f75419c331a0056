import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { type Counters, counters } from '@rtemu/engine/counters';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import type { Instant } from '@rtemu/engine/time';
import { CHANNELS, Exchange, NOWHERE } from '@rtemu/line/exchange';
import { BROADCAST_MAC, type MacAddress } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Isdn from '@rtemu/wire/isdn';
import { type HostCommand, HostConsole } from './host-console.js';
import { madeUpMac } from './made-up-mac.js';

export interface TelephoneExchangeOptions {
  readonly name: string;
  /** The subscribers' lines: a port and its number. */
  readonly lines: readonly { readonly name: string; readonly number: string }[];
}

/** An ISDN exchange as a box with a port for every subscriber. What is said on B channels passes without an allocation. */
export class TelephoneExchange implements Operable {
  readonly name: string;
  readonly ports: readonly string[];
  readonly outbox: SlotQueue;
  readonly counters: Counters<'malformed' | 'notConnected' | 'noBuffer'> = counters(
    'malformed',
    'notConnected',
    'noBuffer',
  );
  readonly #exchange: Exchange;
  readonly #macs: readonly MacAddress[];

  constructor(
    private readonly arena: Arena,
    { name, lines }: TelephoneExchangeOptions,
  ) {
    this.name = name;
    this.ports = lines.map((line) => line.name);
    this.outbox = new SlotQueue(arena);
    this.#exchange = new Exchange(lines.map(({ number }) => number));
    this.#macs = lines.map((line) => madeUpMac(`${name}:${line.name}`));
  }

  openConsole(now: Instant): ConsoleSession {
    return new HostConsole(now, this.name, this.#commands());
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    const { arena } = this;
    const { view } = arena;
    const at = arena.start[frame]!;
    const length = arena.length[frame]! - Ethernet.HEADER_OCTETS;
    const header = at + Ethernet.HEADER_OCTETS;
    const isOurs = length >= 0 && view.getUint16(at + Ethernet.AT.etherType) === Isdn.ETHER_TYPE;
    const octets = isOurs ? Isdn.payloadOctetsAt(view, header, length) : Isdn.NO_FRAME;
    if (octets === Isdn.NO_FRAME) {
      this.counters.malformed++;
      arena.release(frame);
      return;
    }
    const channel = view.getUint8(header + Isdn.AT.channel);
    if (channel === Isdn.CHANNEL.d) {
      const said = arena.copy(frame).subarray(Ethernet.HEADER_OCTETS + Isdn.HEADER_OCTETS);
      arena.release(frame);
      this.#handleMessage(now, port, said.subarray(0, octets));
      return;
    }
    const way = this.#exchange.wayOf(port, channel);
    if (way === NOWHERE) {
      this.counters.notConnected++;
      arena.release(frame);
      return;
    }
    const line = Math.floor(way / (CHANNELS + 1));
    view.setUint8(header + Isdn.AT.channel, way % (CHANNELS + 1));
    this.outbox.push(line, frame);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.#exchange.handleLine(now, port, up);
    this.#sendMessages();
  }

  handleTimeout(now: Instant): void {
    this.#exchange.handleTimeout(now);
    this.#sendMessages();
  }

  nextTimeout(): Instant {
    return this.#exchange.nextTimeout();
  }

  #handleMessage(now: Instant, port: number, octets: Uint8Array): void {
    const message = Isdn.parse(octets);
    if (!message.ok) this.counters.malformed++;
    else this.#exchange.handleMessage(now, port, message.value);
    this.#sendMessages();
  }

  #sendMessages(): void {
    const { arena } = this;
    for (let next = this.#exchange.pollMessage(); next; next = this.#exchange.pollMessage()) {
      const octets = Isdn.emit(next.message);
      const frame = arena.takeCopy(octets);
      if (frame === NO_SLOT) {
        this.counters.noBuffer++;
        continue;
      }
      const at = arena.push(frame, Ethernet.HEADER_OCTETS + Isdn.HEADER_OCTETS);
      Isdn.writeHeaderAt(arena.view, at + Ethernet.HEADER_OCTETS, Isdn.CHANNEL.d, octets.length);
      const mac = this.#macs[next.line]!;
      Ethernet.writeHeaderAt(arena.view, at, BROADCAST_MAC, mac, Isdn.ETHER_TYPE);
      this.outbox.push(next.line, frame);
    }
  }

  #commands(): readonly HostCommand[] {
    const { numbers } = this.#exchange;
    return [
      {
        usage: 'lines',
        help: 'the subscribers of this exchange',
        run: () => this.ports.map((port, line) => `${port.padEnd(12)}${numbers[line]}`),
      },
      {
        usage: 'calls',
        help: 'who is talking to whom',
        run: () => {
          const calls = this.#exchange.connections.map(({ from, to }) => {
            const state = from.call.state === 'Active' && to.call.state === 'Active' ? 'connected' : 'calling';
            return `${numbers[from.line]} B${from.call.channel} > ${numbers[to.line]} B${to.call.channel}  ${state}`;
          });
          return calls.length === 0 ? ['no calls'] : calls;
        },
      },
    ];
  }
}
