/**
 * The ways out of a lab while it runs in real time: sockets, and the world that they lead into.
 * @module
 */
import type { OutletSpec } from '@rtemu/lab/lab';
import type { Outlet } from '@rtemu/lab/outlet';
import type { WayOut } from '@rtemu/lab/stage';
import type { World } from '@rtemu/lab/world';
import type { Language } from '../both-languages.js';
import type { Inside, OutsideLink } from './outside-link.js';
import { StreamLink } from './stream-link.js';
import { UdpLink } from './udp-link.js';
import { WAY_WORDS, type WayWords } from './way-words.js';

/** What drives the world. */
export interface Driver {
  /** Lets the world run until now. */
  catchUp(): void;
  /** Lets the world run, and {@link WaysOut.flush} be called, soon. */
  wake(): void;
}

interface OpenWay extends WayOut {
  readonly link: OutsideLink;
}

export class WaysOut {
  readonly #ways: OpenWay[] = [];
  /** True while frames have arrived that the world does not know of yet. */
  #crowded = false;

  private constructor(
    private readonly world: World,
    private readonly driver: Driver,
  ) {}

  /** @throws Unusable when a port cannot be had; what was open before is closed again. */
  static async open(ways: readonly WayOut[], world: World, driver: Driver): Promise<WaysOut> {
    const open = new WaysOut(world, driver);
    try {
      for (const { spec, outlet } of ways) open.#ways.push({ spec, outlet, link: await open.#link(outlet, spec) });
    } catch (error) {
      open.close();
      throw error;
    }
    return open;
  }

  /** Sends what has come to the outlets. To be called whenever the world has run. */
  flush(): void {
    for (const { outlet, link } of this.#ways) if (outlet.leaving.size > 0) link.flush();
  }

  /** A line for each of them. */
  describe(language: Language): string[] {
    const words = WAY_WORDS[language];
    return this.#ways.map(
      ({ spec, outlet, link }) => `${spec.name}: ${link.state(language)}; ${countsOf(outlet, words)}`,
    );
  }

  close(): void {
    for (const { link } of this.#ways) link.close();
  }

  #link(outlet: Outlet, spec: OutletSpec): Promise<OutsideLink> {
    const { arena } = this.world;
    const inside: Inside = {
      arrive: (octets, from, length) => this.#arrive(outlet, octets, from, length),
      wake: () => this.driver.wake(),
    };
    return spec.kind === 'udp'
      ? UdpLink.open(arena, outlet, spec, inside)
      : StreamLink.open(arena, outlet, spec, inside);
  }

  #arrive(outlet: Outlet, octets: Uint8Array, from: number, length: number): void {
    if (!this.#crowded) {
      this.#crowded = true;
      this.driver.catchUp(); // they arrive now, not when the world last moved
      setImmediate(() => this.#letIn()); // when all sockets have been read
    }
    outlet.receive(octets, from, length);
  }

  #letIn(): void {
    this.#crowded = false;
    for (const { outlet } of this.#ways) if (outlet.outbox.size > 0) this.world.settle(outlet);
    this.driver.wake();
  }
}

function countsOf({ counters, overflowed }: Outlet, words: WayWords): string {
  const { sent, received, ...dropped } = counters;
  const losses = Object.entries({ ...dropped, overflowed }).filter(([, count]) => count > 0);
  const told = losses.map(([what, count]) => words[what as 'tooShort'](count));
  return [words.framesIn(received), words.framesOut(sent), ...told].join(', ');
}
