import { chmodSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { newSocketPath } from './directory.js';
import { type View, Visitor } from './visitor.js';

export const LIMIT = {
  /** Who may look on at the same time. */
  visitors: 8,
  /** Further ones, who are told so and go. */
  waiting: 8,
} as const;

const ONLY_OURS = 0o600;

/** Where others of the same user look on at a running lab: `rtemu capture`, and Wireshark. */
export class Lookout {
  readonly #visitors = new Set<Visitor>();

  private constructor(
    private readonly server: Server,
    view: View,
  ) {
    server.maxConnections = LIMIT.visitors + LIMIT.waiting;
    server.on('connection', (stream) => {
      const isFull = this.#visitors.size >= LIMIT.visitors;
      const visitor: Visitor = new Visitor(stream, view, () => this.#visitors.delete(visitor));
      if (isFull) visitor.refuse(`${LIMIT.visitors} look on at this lab already`);
      this.#visitors.add(visitor);
    });
  }

  /** @returns `undefined` when there is no place for it: a lab runs as well without */
  static async open(directories: readonly string[], view: View): Promise<Lookout | undefined> {
    const path = newSocketPath(directories);
    if (path === undefined) return undefined;
    const server = createServer({ allowHalfOpen: true });
    const listens = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(path, () => resolve(true));
    });
    if (!listens) return undefined;
    chmodSync(path, ONLY_OURS); // as its directory is
    return new Lookout(server, view);
  }

  /** Hands everybody what was captured since the last time. */
  write(): void {
    for (const visitor of this.#visitors) visitor.write();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    await Promise.all([...this.#visitors].map((visitor) => visitor.finish()));
    await closed;
  }
}
