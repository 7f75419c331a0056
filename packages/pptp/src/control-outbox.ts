import { type Counters, counters } from '@rtemu/engine/counters';
import * as Pptp from '@rtemu/wire/pptp';
import type { ControlMessage, MessageOf } from '@rtemu/wire/pptp-messages';
import type { CallDirection, CallRole } from './call-machine.js';
import type { PeerInformation } from './control-messages.js';
import type { DisconnectReason } from './disconnect-reason.js';
import { LIMIT } from './limits.js';

export type ControlEvent =
  | { readonly kind: 'established'; readonly peer: PeerInformation }
  /** The peer wants a call: `acceptCall` or `refuseCall` is due within a minute. */
  | {
      readonly kind: 'call-requested';
      readonly callId: number;
      readonly direction: CallDirection;
      readonly request: MessageOf<'OutgoingCallRequest'> | MessageOf<'IncomingCallRequest'>;
    }
  | {
      readonly kind: 'call-connected';
      readonly callId: number;
      readonly role: CallRole;
      readonly direction: CallDirection;
      /** What GRE packets to the peer must carry. */
      readonly peersCallId: number;
      /** Packets that the peer buffers; 0 from a peer without a window. */
      readonly peerWindow: number;
      /** Tenths of a second. */
      readonly peerDelay: number;
      /** Bits per second; 0 when the peer does not say. */
      readonly connectSpeed: number;
    }
  /** The call is over and its id free again. The codes are the peer's, where it sent any. */
  | {
      readonly kind: 'call-ended';
      readonly callId: number;
      readonly reason: DisconnectReason;
      readonly resultCode?: number;
      readonly errorCode?: number;
      readonly causeCode?: number;
    }
  | {
      readonly kind: 'link-info';
      readonly callId: number;
      readonly sendAccm: number;
      readonly receiveAccm: number;
    }
  | { readonly kind: 'wan-errors'; readonly callId: number; readonly errors: MessageOf<'WanErrorNotify'> }
  /** The owner is to close TCP once what `pollTransmit` gives is sent; at once, dropping that, when `reset` is set. */
  | { readonly kind: 'wants-close'; readonly reset: boolean }
  /** Nothing more will come. */
  | { readonly kind: 'closed'; readonly reason: DisconnectReason }
  /** For `pptp keepalive log`. `missing` is how many Echo-Requests in a row stand unanswered. */
  | { readonly kind: 'keepalive'; readonly what: 'request' | 'reply' | 'failure'; readonly missing: number }
  /** For `pptp syslog`: every message but Echo-Request and Echo-Reply (manual 17.1.9). */
  | { readonly kind: 'trace'; readonly direction: 'sent' | 'received'; readonly message: ControlMessage }
  /** For `pptp syslog`: octets that are no message. */
  | { readonly kind: 'trace-fault'; readonly text: string };

export type ControlCounter =
  | 'messagesReceived'
  | 'messagesSent'
  /** Unknown message types. */
  | 'unsupported'
  /** Octets that are no message; each ends its connection. */
  | 'malformed'
  /** Messages that the state does not expect; ignored. */
  | 'unexpected'
  /** Messages about a call that does not exist; ignored. */
  | 'unknownCall'
  /** Requests for a call that were refused here, by our settings or for want of room. */
  | 'callsRefused'
  | 'eventsDropped';

const isEcho = ({ kind }: ControlMessage): boolean => kind === 'EchoRequest' || kind === 'EchoReply';

/** What a control connection and its calls have to say to TCP and to their owner. */
export class ControlOutbox {
  readonly counters: Counters<ControlCounter> = counters(
    'messagesReceived',
    'messagesSent',
    'unsupported',
    'malformed',
    'unexpected',
    'unknownCall',
    'callsRefused',
    'eventsDropped',
  );
  readonly #messages: Uint8Array[] = [];
  readonly #events: ControlEvent[] = [];
  #overflowed = false;

  constructor(private readonly tracing: boolean) {}

  /** True once more messages were to be sent than the owner has room for. */
  get overflowed(): boolean {
    return this.#overflowed;
  }

  send(message: ControlMessage): void {
    if (this.#messages.length >= LIMIT.queuedMessages) {
      this.#overflowed = true;
      return;
    }
    this.counters.messagesSent++;
    this.#messages.push(Pptp.emit(message));
    this.trace('sent', message);
  }

  report(event: ControlEvent): void {
    this.#events.push(event);
  }

  /** An event that may get lost when the owner does not listen. */
  mention(event: ControlEvent): void {
    if (this.#events.length < LIMIT.queuedEvents) this.#events.push(event);
    else this.counters.eventsDropped++;
  }

  trace(direction: 'sent' | 'received', message: ControlMessage): void {
    if (this.tracing && !isEcho(message)) this.mention({ kind: 'trace', direction, message });
  }

  traceFault(text: string): void {
    if (this.tracing) this.mention({ kind: 'trace-fault', text });
  }

  shiftMessage(): Uint8Array | undefined {
    return this.#messages.shift();
  }

  shiftEvent(): ControlEvent | undefined {
    return this.#events.shift();
  }

  /** Drops what was not sent: TCP is gone. */
  discardMessages(): void {
    this.#messages.length = 0;
  }
}
