import { createServer, type Server, type Socket } from 'node:net';
import type { Operable } from '@rtemu/engine/console-session';
import type { World } from '@rtemu/lab/world';
import { TelnetDoor } from '@rtemu/service/telnet/telnet-door';
import { reasonOf } from '../files.js';
import { Unusable } from '../host.js';
import { type DoorWish, printPlace } from './door-wish.js';
import { admit, isGuarded, printVisitor, RESTRICTED } from './reachable.js';
import { type Driver, LIMIT as VISIT_LIMIT, Visitor } from './visitor.js';

export const LIMIT = {
  /** Connections to one node. More of them are closed as soon as they come. */
  connections: 16,
} as const;

/** How long a far machine may be silent until it is asked whether it is still there. */
const KEEPALIVE_MILLISECONDS = 30_000;

/** A way to open a door for everybody who comes to a port. */
export interface Listener {
  turn(): void;
  close(): void;
}

/** Waits at a port. @throws Unusable when it cannot be had. */
export async function listenAt(server: Server, at: DoorWish): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Unusable(`cannot listen at ${printPlace(at)}: ${reasonOf(error)}`)));
    server.listen({ port: at.port, host: at.address, exclusive: true }, resolve);
  });
  server.removeAllListeners('error');
  server.on('error', () => {}); // a connection that could not be accepted; the next one may be
}

/** The console of a node by telnet, for this machine and whoever else may come. */
export class TelnetListener implements Listener {
  readonly #server: Server;
  readonly #visitors = new Set<Visitor>();

  private constructor(
    private readonly world: World,
    private readonly driver: Driver,
    private readonly node: Operable,
  ) {
    this.#server = createServer((socket) => this.#take(socket));
    this.#server.maxConnections = LIMIT.connections;
  }

  /** @throws Unusable when the port cannot be had. */
  static async open(world: World, driver: Driver, node: Operable, at: DoorWish): Promise<TelnetListener> {
    const listener = new TelnetListener(world, driver, node);
    await listenAt(listener.#server, at);
    return listener;
  }

  turn(): void {
    for (const visitor of this.#visitors) {
      visitor.turn();
      if (visitor.gone) this.#visitors.delete(visitor);
    }
  }

  close(): void {
    this.#server.close();
    for (const visitor of this.#visitors) visitor.close();
  }

  #take(socket: Socket): void {
    const { world, driver, node } = this;
    socket.on('error', () => {}); // "close" follows
    driver.catchUp();
    const from = printVisitor(socket.remoteAddress);
    if (isGuarded(node) && node.isOpenTo('telnet') && !node.welcomes('telnet', from)) {
      socket.end(RESTRICTED);
      return;
    }
    const session = admit(world.now, node, { kind: 'telnet', from, isFromOutside: true });
    if (session === undefined) {
      socket.destroy();
      return;
    }
    world.settle(node);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEPALIVE_MILLISECONDS);
    this.#visitors.add(new Visitor(world, driver, node, new TelnetDoor(session, VISIT_LIMIT), socket));
    driver.wake();
  }
}
