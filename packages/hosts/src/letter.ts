import { after, type Duration, type Instant, inSeconds } from '@rtemu/engine/time';
import { TimerTable } from '@rtemu/engine/timer-table';
import type { StackEvent } from '@rtemu/ip/events';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { UNREACHABLE } from '@rtemu/wire/icmp';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import { viewOf } from '@rtemu/wire/parsed';
import { writeText } from '@rtemu/wire/text';
import { AT } from '@rtemu/wire/udp';
import type { Job } from './host-console.js';
import { lineOf } from './line-reader.js';

export interface LetterOptions {
  readonly destination: Ipv4Address;
  readonly port: number;
  readonly text: string;
  /** For how long to wait for an answer. */
  readonly wait: Duration;
}

const WHY: Readonly<Record<number, string>> = {
  [UNREACHABLE.network]: 'there is no way to that network',
  [UNREACHABLE.host]: 'that machine does not answer',
  [UNREACHABLE.port]: 'nobody listens at that port',
  [UNREACHABLE.administrativelyProhibited]: 'it is forbidden',
};

/** A datagram that a person sends, and the first answer to it. */
export class Letter implements Job {
  done = false;
  readonly #timers = new TimerTable<'end'>();
  #text = '';

  constructor(
    now: Instant,
    private readonly stack: Ipv4Stack,
    private readonly socket: UdpSocket,
    private readonly options: LetterOptions,
  ) {
    const { destination, port, text, wait } = options;
    this.#timers.set('end', after(now, wait));
    const verdict = stack.udp.send(now, socket, destination, port, writeText(text));
    if (verdict !== 'sent') this.#finish(`not sent: ${verdict.replaceAll('-', ' ')}`);
  }

  pollText(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  interrupt(): void {
    this.#finish('interrupted');
  }

  /** Takes the answer. @returns whether anything had come */
  pump(): boolean {
    const datagram = this.done ? undefined : this.socket.poll();
    if (datagram === undefined) return false;
    const { source, sourcePort, payload } = datagram;
    this.#finish(`answer from ${printIpv4(source)}:${sourcePort}: ${lineOf(payload)}`);
    return true;
  }

  handleStackEvent(event: StackEvent): void {
    if (event.kind !== 'icmp-error' || event.quoted.protocol !== PROTOCOL.udp) return;
    const { destination, payload } = event.quoted;
    const ports = viewOf(payload);
    if (destination !== this.options.destination || ports.getUint16(AT.sourcePort) !== this.socket.port) return;
    if (ports.getUint16(AT.destinationPort) !== this.options.port) return;
    const why = event.error === 'unreachable' ? WHY[event.code] : undefined;
    this.#finish(`${printIpv4(event.source)} says: ${why ?? `${event.error} (code ${event.code})`}`);
  }

  handleTimeout(now: Instant): void {
    if (this.#timers.takeDue(now).length > 0) this.#finish(`no answer within ${inSeconds(this.options.wait)} s`);
  }

  nextTimeout(): Instant {
    return this.#timers.next();
  }

  #finish(line: string): void {
    if (this.done) return;
    this.#timers.stopAll();
    this.stack.udp.close(this.socket);
    this.#text += `${line}\n`;
    this.done = true;
  }
}
