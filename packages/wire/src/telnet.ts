/**
 * The commands of TELNET between its data (RFC 854, 855), and the width of a window (RFC 1073).
 * @module
 */

export const IAC = 255;

export const COMMAND = {
  subnegotiationEnd: 240,
  noOperation: 241,
  dataMark: 242,
  break: 243,
  interruptProcess: 244,
  abortOutput: 245,
  areYouThere: 246,
  eraseCharacter: 247,
  eraseLine: 248,
  goAhead: 249,
  subnegotiation: 250,
  will: 251,
  wont: 252,
  do: 253,
  dont: 254,
} as const;

export const OPTION = {
  /** RFC 856 */
  binary: 0,
  /** RFC 857 */
  echo: 1,
  /** RFC 858 */
  suppressGoAhead: 3,
  /** RFC 1091 */
  terminalType: 24,
  /** RFC 1073 */
  windowSize: 31,
} as const;

export const LIMIT = {
  /** Octets of a subnegotiation. What is longer is read past and left out. */
  subnegotiation: 256,
} as const;

export type NegotiationVerb = 'will' | 'wont' | 'do' | 'dont';

/** What a stream of octets says, in order. */
export type TelnetPart =
  | { readonly kind: 'data'; readonly octets: Uint8Array }
  /** One of {@link COMMAND} by its number, other than those that negotiate. */
  | { readonly kind: 'command'; readonly command: number }
  | { readonly kind: 'negotiation'; readonly verb: NegotiationVerb; readonly option: number }
  | { readonly kind: 'subnegotiation'; readonly option: number; readonly octets: Uint8Array };

const VERBS: Readonly<Record<number, NegotiationVerb>> = {
  [COMMAND.will]: 'will',
  [COMMAND.wont]: 'wont',
  [COMMAND.do]: 'do',
  [COMMAND.dont]: 'dont',
};

type State = 'data' | 'iac' | NegotiationVerb | 'option' | 'sub' | 'sub-iac';

/** Reads a stream; a command may come in pieces. */
export class TelnetReader {
  #state: State = 'data';
  #option = 0;
  #sub: number[] = [];
  #isTooLong = false;

  read(chunk: Uint8Array): TelnetPart[] {
    const parts: TelnetPart[] = [];
    let data: number[] = [];
    const flush = (): void => {
      if (data.length > 0) parts.push({ kind: 'data', octets: Uint8Array.from(data) });
      data = [];
    };
    for (const octet of chunk) {
      if (this.#state === 'data') {
        if (octet === IAC) this.#state = 'iac';
        else data.push(octet);
      } else if (this.#state === 'iac' && octet === IAC) {
        data.push(IAC);
        this.#state = 'data';
      } else {
        const part = this.#readCommand(octet);
        if (part === undefined) continue;
        flush();
        parts.push(part);
      }
    }
    flush();
    return parts;
  }

  #readCommand(octet: number): TelnetPart | undefined {
    const state = this.#state;
    switch (state) {
      case 'iac':
        return this.#begin(octet);
      case 'option':
        this.#option = octet;
        this.#sub = [];
        this.#isTooLong = false;
        this.#state = 'sub';
        return undefined;
      case 'sub':
        if (octet === IAC) this.#state = 'sub-iac';
        else this.#keep(octet);
        return undefined;
      case 'sub-iac':
        return this.#endOrGoOn(octet);
      case 'data':
        return undefined;
      default:
        this.#state = 'data';
        return { kind: 'negotiation', verb: state, option: octet };
    }
  }

  /** What follows IAC. */
  #begin(octet: number): TelnetPart | undefined {
    const verb = VERBS[octet];
    this.#state = verb ?? (octet === COMMAND.subnegotiation ? 'option' : 'data');
    return this.#state === 'data' ? { kind: 'command', command: octet } : undefined;
  }

  #keep(octet: number): void {
    if (this.#sub.length < LIMIT.subnegotiation) this.#sub.push(octet);
    else this.#isTooLong = true;
  }

  /** IAC within a subnegotiation: doubled it is an octet; before anything but SE the subnegotiation was never ended. */
  #endOrGoOn(octet: number): TelnetPart | undefined {
    if (octet === IAC) {
      this.#keep(IAC);
      this.#state = 'sub';
      return undefined;
    }
    if (octet !== COMMAND.subnegotiationEnd) return this.#begin(octet);
    this.#state = 'data';
    if (this.#isTooLong) return undefined;
    return { kind: 'subnegotiation', option: this.#option, octets: Uint8Array.from(this.#sub) };
  }
}

const NUMBERS: Readonly<Record<NegotiationVerb, number>> = COMMAND;

export const emitNegotiation = (verb: NegotiationVerb, option: number): Uint8Array =>
  Uint8Array.of(IAC, NUMBERS[verb], option);

/** @param octets without IAC doubled; that is done here */
export const emitSubnegotiation = (option: number, octets: Uint8Array): Uint8Array =>
  Uint8Array.of(IAC, COMMAND.subnegotiation, option, ...doubled(octets), IAC, COMMAND.subnegotiationEnd);

const CR = 0x0d;
const LF = 0x0a;

/**
 * Data as they are sent: IAC is doubled, and, unless the stream is binary, a CR that no LF follows is followed by NUL
 * (RFC 854, "The NVT printer and keyboard").
 */
export function emitData(octets: Uint8Array, binary: boolean): Uint8Array {
  if (!octets.some((octet, i) => octet === IAC || (octet === CR && !binary && octets[i + 1] !== LF))) return octets;
  const sent: number[] = [];
  for (let i = 0; i < octets.length; i++) {
    const octet = octets[i]!;
    sent.push(octet);
    if (octet === IAC) sent.push(IAC);
    else if (octet === CR && !binary && octets[i + 1] !== LF) sent.push(0);
  }
  return Uint8Array.from(sent);
}

const doubled = (octets: Uint8Array): number[] =>
  Array.from(octets).flatMap((octet) => (octet === IAC ? [IAC, IAC] : [octet]));

/** Columns and rows; 0 is "not known". `undefined` when the octets say no size. */
export function parseWindowSize(octets: Uint8Array): { readonly columns: number; readonly rows: number } | undefined {
  if (octets.length !== 4) return undefined;
  const [high, low, rowsHigh, rowsLow] = octets as unknown as [number, number, number, number];
  return { columns: high * 256 + low, rows: rowsHigh * 256 + rowsLow };
}

export const emitWindowSize = (columns: number, rows: number): Uint8Array =>
  Uint8Array.of(columns >> 8, columns & 0xff, rows >> 8, rows & 0xff);
