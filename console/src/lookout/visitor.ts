import type { Duplex } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { printEndpoint } from '@rtemu/lab/cable';
import { placesOf, readPlaces } from '@rtemu/lab/capture-places';
import { LiveCapture, linkTypeAt } from '@rtemu/lab/live-capture';
import { LINK_TYPE } from '@rtemu/lab/pcapng';
import type { World } from '@rtemu/lab/world';
import { CapturePump } from '../captures/capture-pump.js';
import { LIMIT as PROTOCOL, printAccepted, printRefused, printSights, type Request, readRequest } from './protocol.js';

export const LIMIT = {
  /** Octets that wait for one who reads slowly. */
  heldOctets: 16 * 1024 * 1024,
  /** How long somebody may take to read an answer and go. */
  leaveMilliseconds: 5000,
} as const;

/** What there is to look on at. */
export interface View {
  readonly lab: string;
  readonly world: World;
  /** What the world's beginning is, in microseconds since 1970. */
  readonly epoch: number;
}

/** One who looks on at a running lab: see {@link ./protocol.ts} for what is said. Whatever comes, the lab does not mind. */
export class Visitor {
  readonly #decoder = new StringDecoder('utf8');
  #said = '';
  #octets = 0;
  #heard = false;
  #pump: CapturePump | undefined;
  #patience: NodeJS.Timeout;

  /** @param gone called when the stream is no more */
  constructor(
    private readonly stream: Duplex,
    private readonly view: View,
    gone: () => void,
  ) {
    this.#patience = this.#allow(PROTOCOL.requestMilliseconds);
    stream
      .on('data', (octets: Buffer) => this.#handleData(octets))
      .on('end', () => this.#handleEnd())
      .on('error', () => stream.destroy())
      .on('close', () => {
        clearTimeout(this.#patience);
        gone();
      });
  }

  /** Hands over what was captured since the last time. */
  write(): void {
    this.#pump?.write();
  }

  /** Says so, and goes. */
  refuse(reason: string): void {
    this.#heard = true;
    this.#dismiss(printRefused(reason));
  }

  /** The lab is over: the rest, if it is read in time, and the end. */
  async finish(): Promise<void> {
    if (this.#pump) await this.#pump.finish();
    else this.stream.destroy();
  }

  #handleData(octets: Buffer): void {
    this.#octets += octets.length;
    const text = this.#decoder.write(octets);
    if (this.#heard || this.#octets > PROTOCOL.requestOctets) {
      this.stream.destroy();
      return;
    }
    this.#said += text;
    const end = this.#said.indexOf('\n');
    if (end < 0) return;
    this.#heard = true;
    const request = readRequest(this.#said.slice(0, end));
    if (end !== this.#said.length - 1 || request === undefined) this.#dismiss(printRefused('that is no request'));
    else this.#answer(request);
  }

  #handleEnd(): void {
    if (this.#pump) void this.#pump.finish();
    else if (!this.#heard) this.stream.destroy();
  }

  #answer(request: Request): void {
    const { lab, world, epoch } = this.view;
    if (request.kind === 'list') {
      const sights = placesOf(world).map((place) => ({
        kind: linkTypeAt(world, place) === LINK_TYPE.ppp ? ('ppp' as const) : ('ethernet' as const),
        place: printEndpoint(place),
      }));
      this.#dismiss(`${printAccepted(lab)}${printSights(sights)}`);
      return;
    }
    const places = readPlaces(world, request.interfaces);
    if (typeof places === 'string') {
      this.#dismiss(printRefused(places));
      return;
    }
    clearTimeout(this.#patience);
    this.stream.write(printAccepted(lab));
    const capture = new LiveCapture(world, places, { epoch, heldOctetsMax: LIMIT.heldOctets });
    this.#pump = new CapturePump(capture, this.stream);
    this.#pump.write();
  }

  #dismiss(text: string): void {
    clearTimeout(this.#patience);
    this.#patience = this.#allow(LIMIT.leaveMilliseconds);
    this.stream.end(text);
  }

  #allow(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.stream.destroy(), milliseconds).unref();
  }
}
