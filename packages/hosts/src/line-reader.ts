/** What is kept of a line whose end has not come; a longer one is cut there. */
const LINE_OCTETS_MAX = 1024;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const printable = (octet: number): string => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.');

/** A datagram as one line. */
export const lineOf = (octets: Uint8Array): string =>
  Array.from(octets.subarray(0, LINE_OCTETS_MAX), printable).join('');

/** Octets of a stream as lines of text that is fit for a console: what does not print is a dot. */
export class LineReader {
  #line = '';

  /** @returns the lines that are whole now. */
  read(octets: Uint8Array): string[] {
    const lines: string[] = [];
    for (const octet of octets) {
      if (octet === LINE_FEED || this.#line.length >= LINE_OCTETS_MAX) lines.push(this.#take());
      if (octet !== LINE_FEED && octet !== CARRIAGE_RETURN) this.#line += printable(octet);
    }
    return lines;
  }

  /** What has no end yet, at the end of the stream. */
  rest(): string[] {
    return this.#line === '' ? [] : [this.#take()];
  }

  #take(): string {
    const line = this.#line;
    this.#line = '';
    return line;
  }
}
