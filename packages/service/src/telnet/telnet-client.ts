/**
 * The user's side of TELNET (RFC 854, 857, 858, 1073): lets the server echo, sends each key, says how wide the window is, and
 * shows what comes in the encoding that its user has chosen.
 * @module
 */
import type { Encoding } from '@rtemu/engine/console-session';
import { emitData, emitSubnegotiation, emitWindowSize, OPTION, TelnetReader } from '@rtemu/wire/telnet';
import { encodeText, TextDecoding } from '../encoding/text-codec.js';
import { TelnetOptions } from './options.js';

const ACCEPTED = {
  us: [OPTION.binary, OPTION.suppressGoAhead, OPTION.windowSize],
  them: [OPTION.binary, OPTION.echo, OPTION.suppressGoAhead],
} as const;

const WINDOW = { columns: 80, rows: 24 } as const;

export const LIMIT = {
  /** Octets that wait to be sent. What more is typed is dropped. */
  outputOctets: 65_536,
} as const;

export class TelnetClient {
  readonly #reader = new TelnetReader();
  readonly #decoding: TextDecoding;
  readonly #options = new TelnetOptions(ACCEPTED, (octets) => this.#send(octets));
  #output: number[] = [];
  #sawReturn = false;

  constructor(private readonly encoding: Encoding) {
    this.#decoding = new TextDecoding(encoding);
  }

  /** @returns text for a screen, its lines ended by LF */
  handleOctets(octets: Uint8Array): string {
    let text = '';
    for (const part of this.#reader.read(octets)) {
      if (part.kind === 'data') text += this.#decoding.read(part.octets);
      else if (part.kind === 'negotiation' && this.#options.handle(part.verb, part.option)) this.#tell(part.option);
    }
    return this.#withoutReturns(text);
  }

  /** Keys as a terminal sends them. Enter is CR NUL. */
  type(keys: string): void {
    this.#send(
      emitData(encodeText(keys.replaceAll('\n', '\r'), this.encoding), this.#options.isOn('us', OPTION.binary)),
    );
  }

  takeOctets(): Uint8Array {
    const octets = Uint8Array.from(this.#output);
    this.#output = [];
    return octets;
  }

  #tell(option: number): void {
    if (option === OPTION.windowSize)
      this.#send(emitSubnegotiation(OPTION.windowSize, emitWindowSize(WINDOW.columns, WINDOW.rows)));
  }

  #send(octets: Uint8Array): void {
    if (this.#output.length + octets.length <= LIMIT.outputOctets) this.#output.push(...octets);
  }

  /** CR LF is the end of a line, CR NUL a return (RFC 854); the pair may come in two pieces. */
  #withoutReturns(text: string): string {
    const whole = (this.#sawReturn ? '\r' : '') + text;
    this.#sawReturn = whole.endsWith('\r');
    return (this.#sawReturn ? whole.slice(0, -1) : whole).replaceAll('\r\n', '\n').replaceAll('\0', '');
  }
}
