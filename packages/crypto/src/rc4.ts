/**
 * RC4, plainly: the measure against which the generated ciphers of {@link ./mppe-engine} are tested, and enough for the
 * control plane. Broken: for speaking to old peers, never for secrecy. No published standard describes it; the test
 * vectors are those of RFC 6229.
 * @module
 */

const IDENTITY = Uint8Array.from({ length: 256 }, (_, i) => i);

export class Rc4 {
  readonly #box = IDENTITY.slice();
  #i = 0;
  #j = 0;

  /** @param key 1 to 256 octets. */
  constructor(key: Uint8Array) {
    if (key.length < 1 || key.length > 256) throw new RangeError(`an RC4 key has 1 to 256 octets, not ${key.length}`);
    for (let i = 0, j = 0; i < 256; i++) {
      j = (j + this.#box[i]! + key[i % key.length]!) & 0xff;
      this.#swap(i, j);
    }
  }

  /** Enciphers and deciphers alike, into a copy. The stream goes on where the last call ended. */
  apply(octets: Uint8Array): Uint8Array {
    const result = octets.slice();
    for (let n = 0; n < result.length; n++) result[n]! ^= this.#next();
    return result;
  }

  #next(): number {
    const box = this.#box;
    this.#i = (this.#i + 1) & 0xff;
    this.#j = (this.#j + box[this.#i]!) & 0xff;
    this.#swap(this.#i, this.#j);
    return box[(box[this.#i]! + box[this.#j]!) & 0xff]!;
  }

  #swap(a: number, b: number): void {
    const box = this.#box;
    const octet = box[a]!;
    box[a] = box[b]!;
    box[b] = octet;
  }
}
