import type { Tap } from '@rtemu/engine/tap';
import { type Endpoint, printEndpoint } from './cable.js';
import { Capture, type CaptureOptions } from './capture.js';
import { LINK_TYPE, type LinkType } from './pcapng.js';
import type { World } from './world.js';

/** Frames of cards are Ethernet's; those of the PPP links inside a node are PPP's, in the clear. */
export const linkTypeAt = (world: World, { node, port }: Endpoint): LinkType =>
  world.node(node)?.ports.includes(port) ? LINK_TYPE.ethernet : LINK_TYPE.ppp;

/** One stream of what passes several interfaces of a world, from now until {@link stop}. */
export class LiveCapture {
  readonly #capture: Capture;
  #taps: { readonly endpoint: Endpoint; readonly tap: Tap }[];

  /** @param endpoints each of which the world has */
  constructor(
    private readonly world: World,
    endpoints: readonly Endpoint[],
    options?: CaptureOptions,
  ) {
    const capture = new Capture(options);
    this.#capture = capture;
    this.#taps = endpoints.map((endpoint) => ({
      endpoint,
      tap: capture.tap(capture.addInterface(printEndpoint(endpoint), linkTypeAt(world, endpoint))),
    }));
    for (const { endpoint, tap } of this.#taps) world.tap(endpoint, tap);
  }

  /** The next octets; `undefined` when all have been taken. */
  pollChunk(): Uint8Array | undefined {
    return this.#capture.pollChunk();
  }

  /** Looks on no longer. What was not taken away yet is still there, and statistics come behind it. */
  stop(): void {
    if (this.#taps.length === 0) return;
    for (const { endpoint, tap } of this.#taps) this.world.untap(endpoint, tap);
    this.#taps = [];
    this.#capture.finish(this.world.now);
  }
}
