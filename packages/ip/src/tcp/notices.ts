import type { TcpConnection } from './connection.js';
import type { IcmpError } from './icmp-error.js';
import type { Listener } from './listener.js';
import type { CloseReason, Outlet } from './outlet.js';

/** What the user of a connection is told of it, each thing once. */
export class Notices {
  /** Room in the buffer that the user waits for; 0 when he does not. */
  #wanted = 0;
  #toldReadable = false;
  #toldClosed = false;

  constructor(
    private readonly connection: TcpConnection,
    private readonly outlet: Outlet,
  ) {}

  up(listener: Listener | undefined): void {
    const { connection } = this;
    if (listener === undefined) this.outlet.events.push({ kind: 'connected', connection });
    else this.outlet.events.push({ kind: 'accepted', connection, port: listener.port });
  }

  arrived(octets: number): void {
    this.outlet.counters.octetsReceived += octets;
    this.connection.octetsReceived += octets;
    if (!this.#toldReadable) this.outlet.events.push({ kind: 'readable', connection: this.connection });
    this.#toldReadable = true;
  }

  /** The user has read, and is to be told of what comes from now on. */
  read(): void {
    this.#toldReadable = false;
  }

  sent(octets: number): void {
    this.outlet.counters.octetsSent += octets;
    this.connection.octetsSent += octets;
  }

  /** The user was refused so much. */
  wants(octets: number): void {
    this.#wanted = octets;
  }

  roomIs(free: number): void {
    if (this.#wanted === 0 || free < this.#wanted) return;
    this.#wanted = 0;
    this.outlet.events.push({ kind: 'writable', connection: this.connection });
  }

  peerClosed(): void {
    this.outlet.events.push({ kind: 'peer-closed', connection: this.connection });
  }

  closed(reason: CloseReason, unreachable: Pick<IcmpError, 'type' | 'code'> | undefined): void {
    if (this.#toldClosed) return;
    this.#toldClosed = true;
    const { connection } = this;
    this.outlet.events.push({ kind: 'closed', connection, reason, ...(unreachable && { unreachable }) });
  }
}
