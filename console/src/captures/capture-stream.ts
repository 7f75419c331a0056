import { readPlaces } from '@rtemu/lab/capture-places';
import { LiveCapture } from '@rtemu/lab/live-capture';
import type { World } from '@rtemu/lab/world';
import { reasonOf } from '../files.js';
import { type Host, Unusable } from '../host.js';
import type { CaptureOutput, CaptureTerms } from './capture-output.js';
import { CapturePump } from './capture-pump.js';
import { type CaptureWish, STANDARD_OUTPUT } from './capture-wish.js';
import { fileSink, standardOutputSink } from './sink.js';

export const LIMIT = {
  /**
   * Octets that wait for a reader that is slow. A program that was held up may make up for some twenty thousand events in
   * one go, and nothing is taken from it meanwhile.
   */
  heldOctets: 64 * 1024 * 1024,
} as const;

/** Several interfaces in one pcapng stream, to a file or to the standard output. */
export class CaptureStream implements CaptureOutput {
  private constructor(
    private readonly pump: CapturePump,
    private readonly host: Host,
    private readonly file: string,
    /** Whether somebody runs the program for what it captures. */
    private readonly isPurpose: boolean,
  ) {}

  /** @throws Unusable when an interface is none, or the file cannot be made. */
  static open(
    { interfaces, file }: Extract<CaptureWish, { kind: 'stream' }>,
    world: World,
    host: Host,
    { epoch = 0, mayDrop }: CaptureTerms,
  ): CaptureStream {
    const places = readPlaces(world, interfaces);
    if (typeof places === 'string') throw new Unusable(places);
    const isPurpose = file === STANDARD_OUTPUT;
    const sink = isPurpose ? (host.openOctets ?? standardOutputSink)() : fileSink(file);
    const limit = mayDrop ? { heldOctetsMax: LIMIT.heldOctets } : {};
    const capture = new LiveCapture(world, places, { epoch, ...limit });
    return new CaptureStream(new CapturePump(capture, sink, () => host.clock.wake()), host, file, isPurpose);
  }

  get isOver(): boolean {
    return this.isPurpose && this.pump.isBroken;
  }

  write(): void {
    this.pump.write();
  }

  taken(): Promise<void> {
    return this.pump.taken();
  }

  async close(): Promise<void> {
    await this.pump.finish();
    if (this.pump.fault && !this.isPurpose)
      this.host.error.write(`rtemu: the capture to ${this.file} ended early: ${reasonOf(this.pump.fault)}\n`);
  }
}
