import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import type { Arrived, Departing } from '@rtemu/service/datagram';
import type { Service } from './services.js';

/** What a server has to say to a datagram, if anything. */
export type Answer = (now: Instant, datagram: Arrived) => Departing | undefined;

/** A server that answers each datagram by itself, behind its UDP port: DNS, NTP, NetVolante DNS. */
export class AnsweringPort implements Service {
  readonly #socket: UdpSocket | undefined;

  constructor(
    private readonly stack: Ipv4Stack,
    port: number,
    private readonly answer: Answer,
  ) {
    this.#socket = stack.udp.bind(port);
  }

  pump(now: Instant): boolean {
    const socket = this.#socket;
    let moved = false;
    for (let datagram = socket?.poll(); socket && datagram; datagram = socket.poll()) {
      moved = true;
      const reply = this.answer(now, datagram);
      if (reply) this.stack.udp.send(now, socket, reply.destination, reply.port, reply.payload, reply);
    }
    return moved;
  }

  handleTimeout(): void {}

  nextTimeout(): Instant {
    return NEVER;
  }
}
