import { createSocket, type Socket } from 'node:dgram';
import { type Arena, NO_SLOT } from '@rtemu/engine/arena';
import type { UdpSpec } from '@rtemu/lab/lab';
import type { Outlet } from '@rtemu/lab/outlet';
import { printIpv4 } from '@rtemu/wire/address';
import type { Language } from '../both-languages.js';
import { cannotListen, type Inside, LIMIT, type OutsideLink, printSocketAddress } from './outside-link.js';
import { WAY_WORDS } from './way-words.js';

/** Octets that the system may hold for us while we are busy: a few hundred long frames. */
const RECEIVE_BUFFER = 1 << 20;

/**
 * One raw Ethernet frame a datagram. The socket is connected, so the system itself turns away whoever is not the remote
 * side.
 */
export class UdpLink implements OutsideLink {
  /** How often the system told that nobody listens at the remote port. */
  #refused = 0;
  /** Datagrams of others, from before the socket was connected. */
  #strange = 0;
  #pausing = false;

  private constructor(
    private readonly arena: Arena,
    private readonly outlet: Outlet,
    private readonly spec: UdpSpec,
    private readonly inside: Inside,
    private readonly socket: Socket,
  ) {
    const { port } = spec.remote;
    const address = printIpv4(spec.remote.address);
    socket.on('message', (frame, sender) => {
      if (sender.port === port && sender.address === address) inside.arrive(frame, 0, frame.length);
      else this.#strange++;
    });
    socket.on('error', () => this.#refused++);
    outlet.attached = true;
  }

  /** @throws Unusable when the port cannot be had. */
  static async open(arena: Arena, outlet: Outlet, spec: UdpSpec, inside: Inside): Promise<UdpLink> {
    const { local, remote } = spec;
    const socket = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', (error) => {
        socket.close();
        reject(cannotListen(spec, 'UDP', local, error));
      });
      socket.bind({ port: local.port, address: printIpv4(local.address), exclusive: true }, () =>
        socket.connect(remote.port, printIpv4(remote.address), resolve),
      );
    });
    socket.removeAllListeners('error');
    return new UdpLink(arena, outlet, spec, inside, socket);
  }

  state(language: Language): string {
    const words = WAY_WORDS[language];
    const { local, remote } = this.spec;
    const parts = [
      words.udp(printSocketAddress(local), printSocketAddress(remote)),
      this.#refused > 0 ? words.refused(this.#refused) : '',
      this.#strange > 0 ? words.strange(this.#strange) : '',
    ];
    return parts.filter((part) => part !== '').join(', ');
  }

  flush(): void {
    const { arena, outlet, socket } = this;
    while (outlet.leaving.size > 0) {
      if (socket.getSendQueueSize() > LIMIT.queuedOctets) {
        this.#pause();
        return;
      }
      const slot = outlet.leaving.shift();
      if (slot === NO_SLOT) return;
      // A copy, since the socket may send it later, when the buffer is somebody else's.
      socket.send(Buffer.from(arena.peek(slot)));
      arena.release(slot);
    }
  }

  close(): void {
    this.outlet.attached = false;
    this.socket.close();
  }

  #pause(): void {
    if (this.#pausing) return;
    this.#pausing = true;
    setTimeout(() => {
      this.#pausing = false;
      this.inside.wake();
    }, LIMIT.pauseMilliseconds);
  }
}
