import type { Writable } from 'node:stream';
import type { LiveCapture } from '@rtemu/lab/live-capture';

export const LIMIT = {
  /** How long, in the end, a reader has for the rest. Who reads nothing keeps nobody from leaving. */
  farewellMilliseconds: 2000,
} as const;

/**
 * Leads a capture into a stream, no faster than the stream takes it: what waits, waits in the capture, which knows how
 * much that may be.
 */
export class CapturePump {
  /** True when the stream takes nothing more: its reader has gone. */
  isBroken = false;
  /** What the stream said when it broke. */
  fault: Error | undefined;
  #isFull = false;
  #finishing: Promise<void> | undefined;
  /** Called when something has been taken, or never will be. */
  #moved: () => void = () => {};

  /** @param broken called when the reader has gone */
  constructor(
    private readonly capture: LiveCapture,
    private readonly sink: Writable,
    broken: () => void = () => {},
  ) {
    sink.on('drain', () => {
      this.#isFull = false;
      this.write();
      this.#moved();
    });
    const breaks = (): void => {
      if (this.isBroken) return;
      this.isBroken = true;
      capture.stop();
      broken();
      this.#moved();
    };
    sink.on('close', breaks).on('error', (error) => {
      this.fault = error;
      breaks();
    });
  }

  /** Hands over what was captured since the last time, as much of it as the stream takes now. */
  write(): void {
    const { capture, sink } = this;
    while (!this.#isFull && !this.isBroken) {
      const chunk = capture.pollChunk();
      if (chunk === undefined) return;
      this.#isFull = !sink.write(chunk);
    }
  }

  /** Ends when everything that was captured has been taken, or the reader has gone. */
  async taken(): Promise<void> {
    this.write();
    while (this.#isFull && !this.isBroken)
      await new Promise<void>((resolve) => {
        this.#moved = resolve;
      });
  }

  /** Ends the capture: hands over the rest with the statistics, if it is taken in time, and ends the stream. */
  finish(milliseconds: number = LIMIT.farewellMilliseconds): Promise<void> {
    this.#finishing ??= this.#finish(milliseconds);
    return this.#finishing;
  }

  async #finish(milliseconds: number): Promise<void> {
    const { capture, sink } = this;
    capture.stop();
    const impatience = setTimeout(() => sink.destroy(), milliseconds);
    await this.taken();
    if (!this.isBroken) await new Promise<void>((resolve) => sink.once('close', resolve).end());
    clearTimeout(impatience);
  }
}
