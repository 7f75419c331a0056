import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { LiveCapture } from '@rtemu/lab/live-capture';
import { World } from '@rtemu/lab/world';
import { read } from '../../../packages/lab/src/pcapng-reader.suite.js';
import { frame, Station } from '../../../packages/lab/src/station.suite.js';
import { CapturePump } from './capture-pump.js';

/** A reader who takes a chunk only when told to. */
class Reader extends Writable {
  readonly taken: Buffer[] = [];
  #done: (() => void) | undefined;

  constructor() {
    super({ highWaterMark: 1 });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.taken.push(chunk);
    this.#done = done;
  }

  /** Takes what waits, and what comes then. */
  async readOn(): Promise<void> {
    while (this.#done) {
      const done = this.#done;
      this.#done = undefined;
      done();
      await new Promise(setImmediate);
    }
  }

  file() {
    return read(new Uint8Array(Buffer.concat(this.taken)));
  }
}

function scene(heldOctetsMax: number) {
  const arena = new Arena();
  const world = new World(arena, 1);
  const station = new Station('a', arena);
  world.add(station);
  const capture = new LiveCapture(world, [{ node: 'a', port: 'eth0' }], { heldOctetsMax });
  const send = (count: number): void => {
    for (let n = 0; n < count; n++) station.send(frame(1, 2, n));
    world.settle(station);
  };
  return { capture, send, reader: new Reader() };
}

describe('CapturePump', () => {
  test('hands over at once what there is, and waits for a reader who is slow', async () => {
    const { capture, send, reader } = scene(1e6);
    const pump = new CapturePump(capture, reader);
    send(1);
    pump.write();
    expect(reader.taken.length).toBe(1);
    for (let n = 0; n < 3; n++) {
      send(1);
      pump.write();
    }
    expect([reader.taken.length, reader.writableLength]).toEqual([1, reader.taken[0]!.length]);
    const finished = pump.finish();
    await reader.readOn();
    await reader.readOn();
    await finished;
    expect(reader.file().packets.length).toBe(4);
    expect(reader.file().statistics).toMatchObject([{ received: 4n, dropped: 0n }]);
  });

  test('what a slow reader makes too much is left out, and told in the end', async () => {
    const { capture, send, reader } = scene(2000);
    const pump = new CapturePump(capture, reader);
    for (let n = 0; n < 100; n++) {
      send(10);
      pump.write();
    }
    const finished = pump.finish();
    await reader.readOn();
    await finished;
    const { packets, statistics } = reader.file();
    expect(packets.length).toBeLessThan(50);
    expect(statistics).toMatchObject([{ received: 1000n, dropped: BigInt(1000 - packets.length) }]);
  });

  test('who reads nothing at all keeps nobody from leaving', async () => {
    const { capture, send, reader } = scene(1e6);
    const pump = new CapturePump(capture, reader);
    send(1);
    pump.write();
    send(1);
    await pump.finish(1);
    expect([reader.destroyed, pump.isBroken]).toEqual([true, true]);
  });

  test('a reader who goes is told of, once, and nothing is kept for them', async () => {
    const { capture, send, reader } = scene(1e6);
    let told = 0;
    const pump = new CapturePump(capture, reader, () => told++);
    reader.destroy(Object.assign(new Error(), { code: 'EPIPE' }));
    await new Promise(setImmediate);
    send(5);
    pump.write();
    expect([told, pump.isBroken, reader.taken.length]).toEqual([1, true, 0]);
    await pump.finish();
    await pump.taken();
  });
});
