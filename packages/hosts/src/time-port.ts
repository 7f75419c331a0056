import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import { answerOf } from '@rtemu/service/ntp-server';
import { PORT } from '@rtemu/wire/ntp';
import type { Service } from './services.js';

/** A server of the right time behind port 123. */
export class TimePort implements Service {
  readonly #socket: UdpSocket | undefined;

  /** @param start what its clock showed at the instant 0: microseconds since 1970 */
  constructor(
    private readonly stack: Ipv4Stack,
    private readonly start: number,
  ) {
    this.#socket = stack.udp.bind(PORT);
  }

  pump(now: Instant): boolean {
    const socket = this.#socket;
    let moved = false;
    for (let datagram = socket?.poll(); socket && datagram; datagram = socket.poll()) {
      moved = true;
      const answer = answerOf(datagram.payload, { microseconds: this.start + now, stratum: 1, reference: 'GPS' });
      const { source, sourcePort, destination } = datagram;
      if (answer) this.stack.udp.send(now, socket, source, sourcePort, answer, { source: destination });
    }
    return moved;
  }

  handleTimeout(): void {}

  nextTimeout(): Instant {
    return NEVER;
  }
}
