/**
 * One file on its way by TFTP, at either end (RFC 1350): lock-step, each end sends again what is not answered. Data is sent
 * again when time is up and never because an acknowledgement came twice, so that no message doubles for good
 * (RFC 1123 §4.2.3.1). Both ends close the door of RFC 1350 §4: what comes from another port is answered with an ERROR
 * and disturbs nothing.
 * @module
 */
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';
import { BLOCK_OCTETS, ERROR, emit, parse, type TftpMessage, type TftpOptions } from '@rtemu/wire/tftp';
import type { Arrived, Departing } from '../datagram.js';
import { readGranted, type TransferTerms } from './terms.js';

export const LIMIT = {
  /** How often a message is sent that nobody answers. */
  sends: 6,
  /** Blocks are numbered with 16 bits and do not begin anew here. */
  blocks: 65_535,
} as const;

/** How long an answer is waited for, unless the ends agree on another time (RFC 2349). */
export const WAIT = seconds(3);

/** Why there is no file. `refused`: the other end said so; `unanswered`: it says nothing. */
export type TftpFailure =
  | { readonly kind: 'refused'; readonly code: number; readonly text: string }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'broken-off' };

export type TftpOutcome = { readonly kind: 'done'; readonly octets: Uint8Array } | TftpFailure;

/** What an end says instead of going on. */
export interface TftpRefusal {
  readonly code: number;
  readonly text: string;
}

export interface Peer {
  readonly address: Ipv4Address;
  readonly port: number;
  /** Whether that is the port of this transfer; otherwise the first answer tells it. */
  readonly isFixed: boolean;
  /** Our own address that the peer speaks to; the routes choose otherwise. */
  readonly own?: Ipv4Address | undefined;
}

/** What both ends do: to whom they speak, what they say again, and when they give up. */
export abstract class Transfer {
  /** Of somebody else, or none of what could come now. */
  ignored = 0;
  #outcome: TftpOutcome | undefined;
  /** What is said again until it is answered. */
  #said: Uint8Array | undefined;
  #sends = 0;
  #deadline: Instant = NEVER;
  #isOver = false;
  #port: number;
  #isFixed: boolean;
  readonly #departing: Departing[] = [];
  protected wait: Duration = WAIT;
  protected blockOctets: number = BLOCK_OCTETS;

  constructor(
    readonly peer: Peer,
    terms?: TransferTerms,
  ) {
    this.#port = peer.port;
    this.#isFixed = peer.isFixed;
    if (terms !== undefined) this.agree(terms);
  }

  /** What came of it. It may be known before {@link isOver}: the last acknowledgement may have to be said again. */
  get outcome(): TftpOutcome | undefined {
    return this.#outcome;
  }

  /** Nothing is sent any more. */
  get isOver(): boolean {
    return this.#isOver && this.#departing.length === 0;
  }

  isOf(address: Ipv4Address, port: number): boolean {
    return this.peer.address === address && this.#port === port;
  }

  pollDeparting(): Departing | undefined {
    return this.#departing.shift();
  }

  handleArrived(now: Instant, { source, sourcePort, payload }: Arrived): void {
    const message = parse(payload);
    if (source !== this.peer.address || !message.ok || this.#isOver) {
      this.ignored++;
      return;
    }
    if (this.#isFixed && sourcePort !== this.#port) {
      this.ignored++;
      const text = 'Unknown transfer ID';
      if (message.value.kind !== 'error')
        this.#send(emit({ kind: 'error', code: ERROR.unknownTransferId, text }), sourcePort);
      return;
    }
    this.#port = sourcePort;
    this.#isFixed = true;
    if (message.value.kind === 'error') {
      const { code, text } = message.value;
      if (this.#outcome === undefined) this.#end({ kind: 'refused', code, text });
      return;
    }
    if (!this.step(now, message.value)) this.ignored++;
  }

  /** Somebody here has no more use for it. */
  interrupt(): void {
    if (this.#outcome !== undefined) return;
    if (this.#isFixed) this.#send(emit({ kind: 'error', code: ERROR.undefined, text: 'Interrupted' }));
    this.#end({ kind: 'broken-off' });
  }

  nextTimeout(): Instant {
    return this.#deadline;
  }

  handleTimeout(now: Instant): void {
    if (now < this.#deadline) return;
    if (this.#outcome !== undefined) this.#end(this.#outcome);
    else if (this.#said === undefined || this.#sends >= LIMIT.sends) this.#end({ kind: 'unanswered' });
    else {
      this.#sends++;
      this.#deadline = after(now, this.wait);
      this.#send(this.#said);
    }
  }

  /** @returns whether the message was one that could come now */
  protected abstract step(now: Instant, message: TftpMessage): boolean;

  protected agree({ blockOctets, wait }: TransferTerms): void {
    this.blockOctets = blockOctets ?? BLOCK_OCTETS;
    this.wait = wait ?? WAIT;
  }

  /** What the other end granted of what was asked for; otherwise the transfer is over. */
  protected agreeTo(options: TftpOptions): boolean {
    const terms = readGranted(options);
    if (terms === undefined) this.refuse({ code: ERROR.optionRefused, text: 'Options refused' });
    else this.agree(terms);
    return terms !== undefined;
  }

  /** Says something until it is answered. */
  protected say(now: Instant, message: TftpMessage): void {
    this.#said = emit(message);
    this.#sends = 1;
    this.#deadline = after(now, this.wait);
    this.#send(this.#said);
  }

  /** Says the last thing once more, and counts it as no try. */
  protected sayAgain(): void {
    if (this.#said !== undefined) this.#send(this.#said);
  }

  protected refuse({ code, text }: TftpRefusal): void {
    this.#send(emit({ kind: 'error', code, text }));
    this.#end({ kind: 'refused', code, text });
  }

  /** @param lingers answers the other end's last words a while longer */
  protected finish(now: Instant, octets: Uint8Array, lingers: boolean): void {
    if (!lingers) this.#end({ kind: 'done', octets });
    else {
      this.#outcome = { kind: 'done', octets };
      this.#deadline = after(now, (this.wait * LIMIT.sends) as Duration);
    }
  }

  #end(outcome: TftpOutcome): void {
    this.#outcome = outcome;
    this.#deadline = NEVER;
    this.#isOver = true;
  }

  #send(payload: Uint8Array, port = this.#port): void {
    const { address, own } = this.peer;
    this.#departing.push({ destination: address, port, payload, ...(own !== undefined && { source: own }) });
  }
}

/** The end that has the file. */
export class Sending extends Transfer {
  /** The block that waits for its acknowledgement; 0 for a request to write, or an OACK. */
  #block = 0;

  /**
   * @param opening a request to write, or an OACK; a server that grants no options begins with the data
   */
  constructor(
    now: Instant,
    private readonly octets: Uint8Array,
    peer: Peer,
    opening: TftpMessage | undefined,
    terms?: TransferTerms,
  ) {
    super(peer, terms);
    if (opening === undefined) this.#sendBlock(now, 1);
    else this.say(now, opening);
  }

  protected step(now: Instant, message: TftpMessage): boolean {
    if (message.kind === 'oack' && this.#block === 0 && !this.peer.isFixed) {
      if (this.agreeTo(message.options)) this.#sendBlock(now, 1);
      return true;
    }
    if (message.kind !== 'ack' || message.block !== this.#block) return false;
    const isLast = this.#block > 0 && this.#block * this.blockOctets > this.octets.length;
    if (isLast) this.finish(now, this.octets, false);
    else this.#sendBlock(now, this.#block + 1);
    return true;
  }

  #sendBlock(now: Instant, block: number): void {
    if (block > LIMIT.blocks) {
      this.refuse({ code: ERROR.diskFull, text: 'File too large' });
      return;
    }
    this.#block = block;
    const from = (block - 1) * this.blockOctets;
    this.say(now, { kind: 'data', block, octets: this.octets.subarray(from, from + this.blockOctets) });
  }
}

export interface ReceivingOptions {
  /** Of the whole file; one that is larger is refused. */
  readonly octetsMax: number;
  /** Takes the file when it is whole, before the end of it is acknowledged. @returns why it is not taken */
  readonly take?: (now: Instant, octets: Uint8Array) => TftpRefusal | undefined;
}

/** The end that wants the file. */
export class Receiving extends Transfer {
  #block = 0;
  #octets = 0;
  readonly #parts: Uint8Array[] = [];

  /** @param opening a request to read, an OACK or the acknowledgement of block 0 */
  constructor(
    now: Instant,
    private readonly options: ReceivingOptions,
    peer: Peer,
    opening: TftpMessage,
    terms?: TransferTerms,
  ) {
    super(peer, terms);
    this.say(now, opening);
  }

  protected step(now: Instant, message: TftpMessage): boolean {
    if (message.kind === 'oack' && this.#block === 0 && !this.peer.isFixed) {
      if (this.agreeTo(message.options)) this.say(now, { kind: 'ack', block: 0 });
      return true;
    }
    if (message.kind !== 'data') return false;
    if (message.block === this.#block && this.#block > 0) {
      this.sayAgain(); // the acknowledgement was lost
      return true;
    }
    if (this.outcome !== undefined || message.block !== this.#block + 1 || message.octets.length > this.blockOctets)
      return false;
    this.#receive(now, message.octets);
    return true;
  }

  #receive(now: Instant, part: Uint8Array): void {
    this.#octets += part.length;
    if (this.#octets > this.options.octetsMax) {
      this.refuse({ code: ERROR.diskFull, text: 'File too large' });
      return;
    }
    this.#block++;
    this.#parts.push(part);
    if (part.length === this.blockOctets && this.#block < LIMIT.blocks) {
      this.say(now, { kind: 'ack', block: this.#block });
      return;
    }
    const octets = this.#whole();
    const refusal = this.options.take?.(now, octets);
    if (refusal !== undefined) this.refuse(refusal);
    else {
      this.say(now, { kind: 'ack', block: this.#block });
      this.finish(now, octets, true);
    }
  }

  #whole(): Uint8Array {
    const octets = new Uint8Array(this.#octets);
    let at = 0;
    for (const part of this.#parts) {
      octets.set(part, at);
      at += part.length;
    }
    return octets;
  }
}
