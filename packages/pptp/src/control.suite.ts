/**
 * What the tests of the control connection share: an end whose peer is the test, and messages to send it.
 */
import { type Duration, type Instant, START } from '@rtemu/engine/time';
import * as Pptp from '@rtemu/wire/pptp';
import { type ControlMessage, MESSAGES, type MessageKind, type MessageOf } from '@rtemu/wire/pptp-messages';
import { CallNumbers } from './call-numbers.js';
import { ControlConnection, type ControlOptions } from './control-connection.js';
import type { ControlEvent } from './control-outbox.js';

export type EndOptions = Partial<ControlOptions>;

/** A message with every field 0 or empty, but for those given. */
export function message<K extends MessageKind>(kind: K, fields: Partial<MessageOf<K>> = {}): MessageOf<K> {
  const empty = Object.entries(MESSAGES[kind].fields).map(([name, field]) => [name, 'text' in field ? '' : 0]);
  return { kind, ...Object.fromEntries(empty), ...fields } as MessageOf<K>;
}

export const sccrq = message('StartControlConnectionRequest', { protocolVersion: 0x0100, hostName: 'peer' });
export const sccrp = message('StartControlConnectionReply', { protocolVersion: 0x0100, resultCode: 1 });

/** One control connection; the test plays TCP, the peer and the owner. */
export class End {
  now: Instant = START;
  readonly callNumbers: CallNumbers;
  readonly connection: ControlConnection;

  constructor(options: EndOptions = {}) {
    this.callNumbers = options.callNumbers ?? new CallNumbers(1000);
    this.connection = new ControlConnection(START, {
      originator: false,
      role: 'pac',
      hostName: 'RTX1200',
      vendorName: 'YAMAHA Corporation',
      firmwareRevision: 0x8046,
      windowSize: 32,
      acceptCalls: { outgoing: true, incoming: true },
      keepalive: { style: 'off' },
      ...options,
      callNumbers: this.callNumbers,
    });
  }

  /** The peer sends these, each as a segment of its own. */
  receive(...messages: ControlMessage[]): this {
    for (const each of messages) this.connection.handleOctets(this.now, Pptp.emit(each));
    return this;
  }

  /** What was sent since the last time. */
  sent(): ControlMessage[] {
    const messages: ControlMessage[] = [];
    for (let octets = this.connection.pollTransmit(); octets; octets = this.connection.pollTransmit()) {
      const result = Pptp.parse(octets);
      if (!result.ok || Pptp.lengthOf(result.value) !== octets.length) throw new Error(Pptp.describe(octets));
      messages.push(result.value);
    }
    return messages;
  }

  sentKinds(): string[] {
    return this.sent().map(({ kind }) => kind);
  }

  events(): ControlEvent[] {
    const events: ControlEvent[] = [];
    for (let event = this.connection.pollEvent(); event; event = this.connection.pollEvent()) events.push(event);
    return events;
  }

  eventKinds(): string[] {
    return this.events().map(({ kind }) => kind);
  }

  /** Lets time pass, with every timer on the way. */
  wait(duration: Duration): this {
    const until = (this.now + duration) as Instant;
    for (let next = this.connection.nextTimeout(); next <= until; next = this.connection.nextTimeout()) {
      this.now = Math.max(this.now, next) as Instant;
      this.connection.handleTimeout(this.now);
    }
    this.now = until;
    return this;
  }

  /** Forgets what was sent and told so far. */
  quietly(): this {
    this.sent();
    this.events();
    return this;
  }
}

/** A server's end, established. */
export const server = (options: EndOptions = {}): End => new End(options).receive(sccrq).quietly();

/** A client's end, established. */
export const client = (options: EndOptions = {}): End =>
  new End({ originator: true, role: 'pns', ...options }).receive(sccrp).quietly();
