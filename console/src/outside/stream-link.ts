import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Arena, NO_SLOT } from '@rtemu/engine/arena';
import type { StreamSpec } from '@rtemu/lab/lab';
import type { Outlet } from '@rtemu/lab/outlet';
import { printIpv4 } from '@rtemu/wire/address';
import type { Language } from '../both-languages.js';
import { FrameReader, LENGTH_OCTETS } from './frame-reader.js';
import { cannotListen, type Inside, LIMIT, type OutsideLink, printSocketAddress } from './outside-link.js';
import { WAY_WORDS } from './way-words.js';

export const RETRY = { firstMilliseconds: 250, mostMilliseconds: 5000 } as const;
/** A far machine that fell silent for so long is asked whether it is still there. */
const KEEPALIVE_MILLISECONDS = 10_000;
/** Octets that are written at once. */
const BATCH_OCTETS = 1 << 18;

/** Frames over one TCP connection. When it breaks, the next one takes its place. */
export class StreamLink implements OutsideLink {
  #server: Server | undefined;
  #socket: Socket | undefined;
  /** A connection that is being opened. */
  #attempt: Socket | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryAfter: number = RETRY.firstMilliseconds;
  #connections = 0;
  #turnedAway = 0;
  #garbled = 0;
  #closed = false;

  private constructor(
    private readonly arena: Arena,
    private readonly outlet: Outlet,
    private readonly spec: StreamSpec,
    private readonly inside: Inside,
  ) {}

  /** Waits for the other program, or goes on to call it until it answers. @throws Unusable when the port cannot be had. */
  static async open(arena: Arena, outlet: Outlet, spec: StreamSpec, inside: Inside): Promise<StreamLink> {
    const link = new StreamLink(arena, outlet, spec, inside);
    if (spec.how === 'listen') await link.#listen();
    else link.#connect();
    return link;
  }

  state(language: Language): string {
    const words = WAY_WORDS[language];
    const where = printSocketAddress(this.spec.at);
    const how = this.spec.how === 'listen' ? words.streamAt(where) : words.streamTo(where);
    const socket = this.#socket;
    const parts = [
      socket ? words.connectedWith(`${socket.remoteAddress}:${socket.remotePort}`) : words.notConnected,
      this.#connections > 1 ? words.timesConnected(this.#connections) : '',
      this.#turnedAway > 0 ? words.turnedAway(this.#turnedAway) : '',
      this.#garbled > 0 ? words.garbled(this.#garbled) : '',
    ];
    return [how, ...parts.filter((part) => part !== '')].join(', ');
  }

  flush(): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    while (this.outlet.leaving.size > 0 && socket.writableLength < LIMIT.queuedOctets) socket.write(this.#batch());
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.outlet.attached = false;
    this.#server?.close();
    this.#socket?.destroy();
    this.#attempt?.destroy();
  }

  /** As many frames as fit into one write, each behind its length. */
  #batch(): Buffer {
    const { arena, outlet } = this;
    const batch = Buffer.allocUnsafe(Math.min(BATCH_OCTETS, outlet.leaving.size * 2048));
    let used = 0;
    while (outlet.leaving.size > 0) {
      if (used + 2048 > batch.length) break;
      const slot = outlet.leaving.shift();
      if (slot === NO_SLOT) break;
      const length = arena.length[slot]!;
      batch.writeUInt32BE(length, used);
      batch.set(arena.peek(slot), used + LENGTH_OCTETS);
      used += LENGTH_OCTETS + length;
      arena.release(slot);
    }
    return batch.subarray(0, used);
  }

  async #listen(): Promise<void> {
    const { at } = this.spec;
    const server = createServer((socket) => {
      if (this.#socket === undefined) this.#adopt(socket);
      else {
        this.#turnedAway++;
        socket.destroy();
      }
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(cannotListen(this.spec, 'TCP', at, error)));
      server.listen({ port: at.port, host: printIpv4(at.address), exclusive: true }, resolve);
    });
    server.removeAllListeners('error');
    server.on('error', () => {}); // a connection that could not be accepted; the next one may be
  }

  #connect(): void {
    const { address, port } = this.spec.at;
    const attempt = connect({ host: printIpv4(address), port });
    this.#attempt = attempt;
    const fail = (): void => {
      this.#attempt = undefined;
      this.#connectLater();
    };
    attempt.once('error', () => {});
    attempt.once('close', fail);
    attempt.once('connect', () => {
      attempt.off('close', fail);
      this.#attempt = undefined;
      this.#retryAfter = RETRY.firstMilliseconds;
      this.#adopt(attempt);
    });
  }

  #connectLater(): void {
    if (this.#closed) return;
    this.#retry = setTimeout(() => this.#connect(), this.#retryAfter);
    this.#retryAfter = Math.min(2 * this.#retryAfter, RETRY.mostMilliseconds);
  }

  #adopt(socket: Socket): void {
    const { inside, outlet } = this;
    this.#socket = socket;
    this.#connections++;
    outlet.attached = true;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEPALIVE_MILLISECONDS);
    const frames = new FrameReader((octets, from, length) => inside.arrive(octets, from, length));
    socket.on('data', (chunk: Buffer) => {
      if (frames.read(chunk)) return;
      this.#garbled++;
      socket.destroy();
    });
    socket.on('drain', () => inside.wake());
    socket.on('error', () => {}); // "close" follows
    socket.once('end', () => socket.destroy());
    socket.once('close', () => {
      this.#socket = undefined;
      outlet.attached = false;
      if (this.spec.how === 'connect') this.#connectLater();
    });
  }
}
