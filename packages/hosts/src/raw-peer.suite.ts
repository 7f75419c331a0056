/**
 * A machine whose PPTP is played by hand over a TCP and an IPv4 of our own: it says what a test has it say, cut as the test
 * cuts it, and remembers what it heard. It is there for what others do on the wire and our own engines would not.
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import type { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, START } from '@rtemu/engine/time';
import { Ipv4Stack } from '@rtemu/ip/stack';
import type { TcpConnection } from '@rtemu/ip/tcp/connection';
import type { World } from '@rtemu/lab/world';
import { type Ipv4Address, UNSPECIFIED } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Gre from '@rtemu/wire/gre';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Pptp from '@rtemu/wire/pptp';
import { type ControlMessage, MESSAGES, type MessageKind, type MessageOf } from '@rtemu/wire/pptp-messages';
import * as Tcp from '@rtemu/wire/tcp';
import { madeUpMac } from './made-up-mac.js';
import { PPTP_PORT } from './pptp-endpoint.js';

/** A message with every field 0 or empty, but for those given. */
export function message<K extends MessageKind>(kind: K, fields: Partial<MessageOf<K>> = {}): MessageOf<K> {
  const empty = Object.entries(MESSAGES[kind].fields).map(([name, field]) => [name, 'text' in field ? '' : 0]);
  return { kind, ...Object.fromEntries(empty), ...fields } as MessageOf<K>;
}

export const SCCRQ = message('StartControlConnectionRequest', { protocolVersion: 0x0100 });
export const SCCRP = message('StartControlConnectionReply', { protocolVersion: 0x0100, resultCode: 1 });

export class RawPeer implements Node {
  readonly ports = ['eth0'];
  stack: Ipv4Stack;
  tcp: TcpConnection | undefined;
  /** Control messages, and how many octets each segment of TCP brought. */
  readonly heard: ControlMessage[] = [];
  readonly segments: number[] = [];
  readonly gre: Gre.GrePacket[] = [];
  /** Whether the other end closed its half. */
  isOver = false;
  /** What a message is answered with at once. */
  answers: (heard: ControlMessage) => readonly ControlMessage[] = () => [];
  #unread: number[] = [];

  constructor(
    private readonly arena: Arena,
    private readonly random: Random,
    readonly name: string,
    private readonly address: Ipv4Address,
    private readonly world: World,
  ) {
    this.stack = this.#boot('first');
  }

  get outbox(): SlotQueue {
    return this.stack.outbox;
  }

  get kinds(): string[] {
    return this.heard.map(({ kind }) => kind);
  }

  // What a test has it do.

  dial(to: Ipv4Address, localPort?: number): void {
    this.isOver = false;
    this.#unread = [];
    this.#do((now) => {
      const ports = { remotePort: PPTP_PORT, ...(localPort && { localPort }) };
      this.tcp = this.stack.tcp.connect(now, {
        local: this.address,
        remote: to,
        ...ports,
        settings: { nagle: false }, // what a test cuts stays cut
      });
    });
  }

  /** Each as a segment of its own. */
  say(...messages: ControlMessage[]): void {
    for (const each of messages) this.sayOctets(Pptp.emit(each));
  }

  /** All in one segment. */
  sayTogether(...messages: ControlMessage[]): void {
    this.sayOctets(Uint8Array.from(messages.flatMap((each) => [...Pptp.emit(each)])));
  }

  sayOctets(octets: Uint8Array): void {
    this.#do((now) => this.tcp?.send(now, octets, { push: true }));
  }

  closeHalf(): void {
    this.#do((now) => this.tcp?.close(now));
  }

  reset(): void {
    this.#do((now) => this.tcp?.abort(now));
  }

  sayGre(to: Ipv4Address, packet: Gre.GrePacket): void {
    this.#do((now) => this.stack.send(now, UNSPECIFIED, to, Gre.IP_PROTOCOL, this.arena.takeCopy(Gre.emit(packet))));
  }

  /** Is gone without a word, and back with no memory. */
  reboot(now: Instant): void {
    this.stack.clear(now);
    this.stack = this.#boot(String(now));
    this.stack.setUp(now, 0, true);
    this.tcp = undefined;
    this.world.settle(this);
  }

  // What the world has it do.

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.#noteSegment(this.arena.peek(frame));
    this.stack.handleFrame(now, port, frame);
    this.#settle(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.stack.setUp(now, port, up);
    this.#settle(now);
  }

  handleTimeout(now: Instant): void {
    this.stack.handleTimeout(now);
    this.#settle(now);
  }

  nextTimeout(): Instant {
    return this.stack.nextTimeout();
  }

  #boot(name: string): Ipv4Stack {
    const stack = new Ipv4Stack(this.arena, this.random.fork(name), { forwarding: false });
    stack.claim(Gre.IP_PROTOCOL);
    stack.tcp.listen(PPTP_PORT);
    stack.addEthernet('eth0', madeUpMac(this.name));
    stack.setAddresses(START, 0, [{ address: this.address, length: 24 }]);
    return stack;
  }

  #do(act: (now: Instant) => void): void {
    act(this.world.now);
    this.#settle(this.world.now);
    this.world.settle(this);
  }

  #noteSegment(frame: Uint8Array): void {
    const ethernet = Ethernet.parse(frame);
    const ip = ethernet.ok ? Ipv4.parse(ethernet.value.payload) : ethernet;
    if (!ip.ok || !('protocol' in ip.value) || ip.value.protocol !== Tcp.PROTOCOL) return;
    const segment = Tcp.parse(ip.value.payload);
    if (segment.ok && segment.value.payload.length > 0) this.segments.push(segment.value.payload.length);
  }

  #settle(now: Instant): void {
    const { stack } = this;
    for (let event = stack.tcp.pollEvent(); event; event = stack.tcp.pollEvent()) {
      if (event.kind === 'accepted') this.tcp = event.connection;
      if (event.connection !== this.tcp) continue;
      if (event.kind === 'readable' || event.kind === 'peer-closed') this.#read(now, event.connection);
      if (event.kind === 'peer-closed') event.connection.close(now);
      if (event.kind === 'peer-closed' || event.kind === 'closed') this.isOver = true;
    }
    stack.flush(now);
    for (let slot = stack.deliveries.shift(); slot !== NO_SLOT; slot = stack.deliveries.shift()) {
      const packet = Gre.parse(this.arena.copy(slot).subarray(Ipv4.HEADER_OCTETS));
      if (packet.ok) this.gre.push(packet.value);
      this.arena.release(slot);
    }
    while (stack.pollEvent()) {}
  }

  #read(now: Instant, tcp: TcpConnection): void {
    while (tcp.readable > 0) this.#unread.push(...tcp.read());
    for (;;) {
      const result = Pptp.parse(Uint8Array.from(this.#unread));
      if (!result.ok) return;
      this.#unread.splice(0, Pptp.lengthOf(result.value));
      this.heard.push(result.value);
      for (const answer of this.answers(result.value)) tcp.send(now, Pptp.emit(answer), { push: true });
    }
  }
}
