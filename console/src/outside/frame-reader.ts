/** Octets before each frame of a stream: its length, big endian. */
export const LENGTH_OCTETS = 4;

/** No program sends a longer frame; a length beyond it is no length, and where the next one stands is anybody's guess. */
const FRAME_OCTETS_MAX = 1 << 17;

/**
 * Frames out of a stream that may be cut anywhere. What a chunk holds as a whole is told where it lies; only what is cut is
 * put together in a buffer.
 */
export class FrameReader {
  /** A frame that has not come as a whole, with its length. */
  #part = new Uint8Array(0);
  #held = 0;

  constructor(private readonly take: (octets: Uint8Array, from: number, length: number) => void) {}

  /** @returns false when this is no stream of frames; nothing of it can be read any more. */
  read(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#held === 0) {
        const length = chunk.length - at < LENGTH_OCTETS ? -1 : lengthAt(chunk, at);
        if (length > FRAME_OCTETS_MAX) return false;
        const end = at + LENGTH_OCTETS + length;
        if (length >= 0 && end <= chunk.length) {
          this.take(chunk, at + LENGTH_OCTETS, length);
          at = end;
          continue;
        }
      }
      const taken = this.#hold(chunk, at);
      if (taken < 0) return false;
      at += taken;
    }
    return true;
  }

  /** Holds on to what is missing of the frame that was cut. @returns how many octets that are; -1 when it has no length */
  #hold(chunk: Uint8Array, at: number): number {
    const isLengthKnown = this.#held >= LENGTH_OCTETS;
    const wanted = isLengthKnown ? LENGTH_OCTETS + lengthAt(this.#part, 0) : LENGTH_OCTETS;
    this.#reserve(wanted);
    const taken = Math.min(wanted - this.#held, chunk.length - at);
    this.#part.set(chunk.subarray(at, at + taken), this.#held);
    this.#held += taken;
    if (this.#held < LENGTH_OCTETS) return taken;
    const length = lengthAt(this.#part, 0);
    if (length > FRAME_OCTETS_MAX) return -1;
    if (this.#held === LENGTH_OCTETS + length) {
      this.take(this.#part, LENGTH_OCTETS, length);
      this.#held = 0;
    }
    return taken;
  }

  #reserve(octets: number): void {
    if (this.#part.length >= octets) return;
    const grown = new Uint8Array(Math.max(octets, 2048));
    grown.set(this.#part.subarray(0, this.#held));
    this.#part = grown;
  }
}

const lengthAt = (octets: Uint8Array, at: number): number =>
  ((octets[at]! << 24) | (octets[at + 1]! << 16) | (octets[at + 2]! << 8) | octets[at + 3]!) >>> 0;
