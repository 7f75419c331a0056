/**
 * A PC's `tftp`: fetches files from another machine and brings them there; and the few files that a PC has for that.
 * @module
 */
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import { encodeText, TextDecoding } from '@rtemu/service/encoding/text-codec';
import { Receiving, Sending, type TftpFailure, type Transfer } from '@rtemu/service/tftp/transfer';
import type { Ipv4Address } from '@rtemu/wire/address';
import { PORT } from '@rtemu/wire/tftp';
import type { Answer, HostCommand, Job } from './host-console.js';
import type { Programs } from './programs.js';
import type { Service } from './services.js';

export const LIMIT = {
  files: 16,
  /** Of one file. */
  octets: 1 << 20,
  /** Transfers at a time. */
  transfers: 8,
} as const;

const TFTP_USAGE = 'tftp HOST get FILE [NAME] | put NAME FILE';
const FILES_USAGE = 'files [show NAME | add NAME TEXT | delete NAME]';
const NAME = /^[\w.-]{1,32}$/;
/** What routers write their configurations in. */
const ENCODING = 'shift_jis';

export class TftpClient implements Service {
  readonly #files = new Map<string, Uint8Array>();
  readonly #jobs = new Set<TransferJob>();

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly programs: Programs,
  ) {}

  get commands(): readonly HostCommand[] {
    return [
      {
        usage: TFTP_USAGE,
        help: "fetch a file, such as a router's config/PASSWORD, and keep it here by a name; or bring one",
        run: (now, operands) => this.#command(now, operands),
      },
      {
        usage: FILES_USAGE,
        help: 'the files that are kept here; show one, add a line to one, delete one',
        run: (_, operands) => this.#filesCommand(operands),
      },
    ];
  }

  pump(now: Instant): boolean {
    let moved = false;
    for (const job of this.#jobs) {
      const { socket, transfer } = job;
      for (let datagram = socket.poll(); datagram !== undefined; datagram = socket.poll()) {
        moved = true;
        transfer.handleArrived(now, datagram);
      }
      for (let sent = transfer.pollDeparting(); sent !== undefined; sent = transfer.pollDeparting()) {
        moved = true;
        this.stack.udp.send(now, socket, sent.destination, sent.port, sent.payload);
      }
      job.follow();
      if (!transfer.isOver) continue;
      this.stack.udp.close(socket);
      this.#jobs.delete(job);
    }
    return moved;
  }

  handleTimeout(now: Instant): void {
    for (const { transfer } of this.#jobs) transfer.handleTimeout(now);
    this.pump(now);
  }

  nextTimeout(): Instant {
    let next: Instant = NEVER;
    for (const { transfer } of this.#jobs) if (transfer.nextTimeout() < next) next = transfer.nextTimeout();
    return next;
  }

  #command(now: Instant, [host, verb, first, second, ...rest]: readonly string[]): Answer {
    if (host === undefined || first === undefined || rest.length > 0) return [`usage: ${TFTP_USAGE}`];
    if (verb === 'get') {
      const name = second ?? first.split('/', 1)[0]!; // without the password
      const fault = this.#whyNot(name);
      if (fault !== undefined) return [`tftp: ${fault}`];
      return this.programs.withHost(now, 'tftp', host, (at, address) => this.#get(at, address, first, name));
    }
    if (verb !== 'put' || second === undefined) return [`usage: ${TFTP_USAGE}`];
    const octets = this.#files.get(first);
    if (octets === undefined) return [`tftp: there is no file ${first} here`];
    return this.programs.withHost(now, 'tftp', host, (at, address) => this.#put(at, address, first, octets, second));
  }

  #get(now: Instant, address: Ipv4Address, file: string, name: string): Answer {
    const opening = { kind: 'read', file, mode: 'netascii', options: [] } as const;
    const transfer = new Receiving(now, { octetsMax: LIMIT.octets }, peerAt(address), opening);
    return this.#start(transfer, (octets) => {
      this.#files.set(name, octets);
      return `received ${octets.length} octets, kept as ${name}`;
    });
  }

  #put(now: Instant, address: Ipv4Address, name: string, octets: Uint8Array, file: string): Answer {
    const opening = { kind: 'write', file, mode: 'netascii', options: [] } as const;
    const transfer = new Sending(now, octets, peerAt(address), opening);
    return this.#start(transfer, () => `sent ${octets.length} octets of ${name}`);
  }

  #start(transfer: Transfer, finish: (octets: Uint8Array) => string): Answer {
    const socket = this.#jobs.size < LIMIT.transfers ? this.stack.udp.bind(0) : undefined;
    if (socket === undefined) return ['tftp: too many transfers are under way'];
    const job = new TransferJob(transfer, socket, finish);
    this.#jobs.add(job);
    return job;
  }

  #filesCommand([verb, name = '', ...words]: readonly string[]): readonly string[] {
    const octets = this.#files.get(name);
    if (verb === undefined)
      return [...this.#files].map(([each, { length }]) => `${String(length).padStart(8)}  ${each}`);
    if (verb === 'add' && words.length > 0) return this.#add(name, words.join(' '), octets);
    if ((verb !== 'show' && verb !== 'delete') || words.length > 0) return [`usage: ${FILES_USAGE}`];
    if (octets === undefined) return [`files: there is no file ${name} here`];
    if (verb === 'show') return new TextDecoding(ENCODING).read(octets).trimEnd().split(/\r?\n/);
    this.#files.delete(name);
    return [];
  }

  #add(name: string, line: string, before: Uint8Array = new Uint8Array(0)): readonly string[] {
    const fault = this.#whyNot(name);
    if (fault !== undefined) return [`files: ${fault}`];
    const added = encodeText(`${line}\r\n`, ENCODING);
    if (before.length + added.length > LIMIT.octets) return [`files: ${name} would become too large`];
    const octets = new Uint8Array(before.length + added.length);
    octets.set(before);
    octets.set(added, before.length);
    this.#files.set(name, octets);
    return [];
  }

  /** Why a file cannot be kept by a name. */
  #whyNot(name: string): string | undefined {
    if (!NAME.test(name)) return `${name} is no name of a file: up to 32 letters, digits, dots and strokes`;
    const isNew = !this.#files.has(name);
    return isNew && this.#files.size >= LIMIT.files ? `there are ${LIMIT.files} files already` : undefined;
  }
}

const peerAt = (address: Ipv4Address) => ({ address, port: PORT, isFixed: false });

const WHY: Readonly<Record<Exclude<TftpFailure['kind'], 'refused'>, string>> = {
  unanswered: 'no answer',
  'broken-off': 'interrupted',
};

/** One transfer, for the console that began it. It is done when its outcome is known; its last words may still be on their way. */
class TransferJob implements Job {
  done = false;
  #text = '';

  constructor(
    readonly transfer: Transfer,
    readonly socket: UdpSocket,
    private readonly finish: (octets: Uint8Array) => string,
  ) {}

  /** To be called when something may have come of it. */
  follow(): void {
    const { outcome } = this.transfer;
    if (outcome === undefined || this.done) return;
    this.done = true;
    if (outcome.kind === 'done') this.#text = `${this.finish(outcome.octets)}\n`;
    else if (outcome.kind === 'refused')
      this.#text = `tftp: refused, error ${outcome.code}: ${printable(outcome.text)}\n`;
    else this.#text = `tftp: ${WHY[outcome.kind]}\n`;
  }

  pollText(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  interrupt(): void {
    this.transfer.interrupt();
    this.follow();
  }
}

const printable = (text: string): string => text.replace(/[^ -~]/g, '?');
