import { expect } from '@jest/globals';

/** All that a capture has to give. */
export function fileOf(capture: { pollChunk(): Uint8Array | undefined }): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let chunk = capture.pollChunk(); chunk !== undefined; chunk = capture.pollChunk()) chunks.push(chunk);
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}

/** A reader of its own, written from the draft: every length is held against the octets. */
export function read(file: Uint8Array) {
  const view = new DataView(file.buffer);
  const u16 = (at: number) => view.getUint16(at, true);
  const u32 = (at: number) => view.getUint32(at, true);
  const time = (at: number) => (BigInt(u32(at)) << 32n) | BigInt(u32(at + 4));
  const interfaces: { name: string; linkType: number; resolution: number; snapLength: number }[] = [];
  const packets: { on: number; nanoseconds: bigint; octets: Uint8Array; length: number; flags: number }[] = [];
  const statistics: { on: number; nanoseconds: bigint; received: bigint; dropped: bigint }[] = [];
  let application = '';
  for (let at = 0; at < file.length; at += u32(at + 4)) {
    const length = u32(at + 4);
    expect(length % 4).toBe(0);
    expect(u32(at + length - 4)).toBe(length);
    const type = u32(at);
    const captured = type === 6 ? u32(at + 20) : 0;
    const options = new Map<number, Uint8Array>();
    let option = at + (type === 6 ? 28 + ((captured + 3) & ~3) : type === 1 ? 16 : type === 5 ? 20 : 24);
    while (u16(option) !== 0) {
      options.set(u16(option), file.slice(option + 4, option + 4 + u16(option + 2)));
      option += 4 + ((u16(option + 2) + 3) & ~3);
    }
    expect(option + 4).toBe(at + length - 4);
    const text = (code: number) => Buffer.from(options.get(code)!).toString();
    if (type === 0x0a0d0d0a) {
      expect([at, u32(at + 8), u16(at + 12), u16(at + 14)]).toEqual([0, 0x1a2b3c4d, 1, 0]);
      expect(view.getBigInt64(at + 16, true)).toBe(-1n);
      application = text(4);
    } else if (type === 1)
      interfaces.push({
        name: text(2),
        linkType: u16(at + 8),
        resolution: options.get(9)![0]!,
        snapLength: u32(at + 12),
      });
    else if (type === 5) {
      const count = (code: number) => new DataView(options.get(code)!.buffer).getBigUint64(0, true);
      statistics.push({ on: u32(at + 8), nanoseconds: time(at + 12), received: count(4), dropped: count(5) });
    } else {
      expect(type).toBe(6);
      packets.push({
        on: u32(at + 8),
        nanoseconds: time(at + 12),
        octets: file.slice(at + 28, at + 28 + captured),
        length: u32(at + 24),
        flags: new DataView(options.get(2)!.buffer).getUint32(0, true),
      });
    }
  }
  return { application, interfaces, packets, statistics };
}
