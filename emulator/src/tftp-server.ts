import type { AllowedHosts } from '@rtemu/config/settings/access';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { ReceivedDatagram, UdpSocket } from '@rtemu/ip/udp';
import type { Departing } from '@rtemu/service/datagram';
import { answerRequest, refusal, type TftpFiles } from '@rtemu/service/tftp/server';
import type { Transfer } from '@rtemu/service/tftp/transfer';
import { ERROR, PORT } from '@rtemu/wire/tftp';
import { mayCome } from './allowed-hosts.js';
import type { Lans } from './lans.js';

export const LIMIT = {
  /** Transfers at a time. Who asks for a further one is told to come again. */
  transfers: 4,
} as const;

/**
 * The TFTP server of a router (manual 2.3, 4.54): each request has a transfer of its own, from a port of its own. What comes
 * waits until everything else is at rest, since a configuration that is brought may turn the whole system over.
 */
export class TftpServer {
  /** Requests of hosts that may not come. */
  refused = 0;
  #hosts: AllowedHosts = 'none';
  #socket: UdpSocket | undefined;
  readonly #transfers = new Map<UdpSocket, Transfer>();

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly lans: Lans,
  ) {}

  reconfigure(hosts: AllowedHosts): void {
    this.#hosts = hosts;
    if (hosts !== 'none') this.#socket ??= this.stack.udp.bind(PORT);
    else if (this.#socket !== undefined) {
      this.stack.udp.close(this.#socket);
      this.#socket = undefined;
    }
  }

  /** @returns whether anything had come, or was due */
  serve(now: Instant, files: TftpFiles): boolean {
    let moved = false;
    for (let datagram = this.#socket?.poll(); datagram !== undefined; datagram = this.#socket?.poll()) {
      moved = true;
      this.#take(now, datagram, files);
    }
    if (this.#transfers.size === 0) return moved;
    for (const [socket, transfer] of this.#transfers) {
      for (let datagram = socket.poll(); datagram !== undefined; datagram = socket.poll()) {
        moved = true;
        transfer.handleArrived(now, datagram);
      }
      transfer.handleTimeout(now);
      for (let sent = transfer.pollDeparting(); sent !== undefined; sent = transfer.pollDeparting()) {
        moved = true;
        this.#send(now, socket, sent);
      }
      if (transfer.isOver) this.#forget(socket);
    }
    return moved;
  }

  nextTimeout(): Instant {
    let next: Instant = NEVER;
    for (const transfer of this.#transfers.values()) if (transfer.nextTimeout() < next) next = transfer.nextTimeout();
    return next;
  }

  #take(now: Instant, datagram: ReceivedDatagram, files: TftpFiles): void {
    const { source, sourcePort, destination } = datagram;
    if (!mayCome(this.#hosts, source, this.stack, this.lans)) {
      this.refused++;
      return;
    }
    // The request once more: what answers it is on its way, or was lost and is sent again.
    for (const transfer of this.#transfers.values()) if (transfer.isOf(source, sourcePort)) return;
    const peer = { address: source, port: sourcePort, isFixed: true, own: destination };
    const isFull = this.#transfers.size >= LIMIT.transfers;
    const answer = isFull
      ? refusal(peer, { code: ERROR.undefined, text: 'Too many transfers' })
      : answerRequest(now, datagram, files);
    if (answer === undefined) return;
    const socket = 'payload' in answer ? this.#socket : this.stack.udp.bind(0);
    if (socket === undefined) return;
    if ('payload' in answer) this.#send(now, socket, answer);
    else this.#transfers.set(socket, answer);
  }

  #send(now: Instant, socket: UdpSocket, { destination, port, payload, source }: Departing): void {
    this.stack.udp.send(now, socket, destination, port, payload, { ...(source !== undefined && { source }) });
  }

  #forget(socket: UdpSocket): void {
    this.stack.udp.close(socket);
    this.#transfers.delete(socket);
  }
}
