import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import type { NetvolanteServer } from '@rtemu/service/netvolante/server';
import { PORT } from '@rtemu/wire/netvolante';
import type { Service } from './services.js';

/** A NetVolante DNS server behind its port. */
export class NetvolantePort implements Service {
  readonly #socket: UdpSocket | undefined;

  constructor(
    private readonly stack: Ipv4Stack,
    readonly server: NetvolanteServer,
  ) {
    this.#socket = stack.udp.bind(PORT);
  }

  pump(now: Instant): boolean {
    const socket = this.#socket;
    let moved = false;
    for (let datagram = socket?.poll(); socket && datagram; datagram = socket.poll()) {
      moved = true;
      const reply = this.server.handleDatagram(datagram);
      if (reply) this.stack.udp.send(now, socket, reply.destination, reply.port, reply.payload, reply);
    }
    return moved;
  }

  handleTimeout(): void {}

  nextTimeout(): Instant {
    return NEVER;
  }
}
