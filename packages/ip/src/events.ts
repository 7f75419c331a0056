import type { Instant } from '@rtemu/engine/time';
import type { Ipv4Address, MacAddress } from '@rtemu/wire/address';
import { LIMIT } from './limits.js';

/** What an ICMP error says about a packet of ours. */
export interface Quoted {
  readonly protocol: number;
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  /** What was quoted behind the IPv4 header, at least eight octets: the ports, or the identifier of an echo. */
  readonly payload: Uint8Array;
}

export type StackEvent =
  | {
      readonly kind: 'echo-reply';
      readonly at: Instant;
      readonly source: Ipv4Address;
      readonly destination: Ipv4Address;
      readonly identifier: number;
      readonly sequence: number;
      readonly timeToLive: number;
      /** Octets of data behind the ICMP header. */
      readonly payloadOctets: number;
    }
  | {
      readonly kind: 'icmp-error';
      readonly at: Instant;
      readonly error: 'unreachable' | 'time-exceeded' | 'parameter-problem';
      readonly code: number;
      /** 0 unless the code is `fragmentationNeeded` and the router knows RFC 1191. */
      readonly nextHopMtu: number;
      /** Who sent the error. */
      readonly source: Ipv4Address;
      readonly quoted: Quoted;
    }
  | {
      /** A gateway knows a better one for a packet of ours. */
      readonly kind: 'redirect';
      readonly at: Instant;
      /** Who says so. */
      readonly source: Ipv4Address;
      readonly gateway: Ipv4Address;
      /** For packets to whom. */
      readonly destination: Ipv4Address;
    }
  | {
      /** Somebody else uses an address of ours (RFC 5227 §2.4). */
      readonly kind: 'address-conflict';
      readonly at: Instant;
      readonly interface: number;
      readonly address: Ipv4Address;
      readonly mac: MacAddress;
    }
  | {
      /** Somebody answers for an address that is being tried out, or tries it out as well (RFC 5227 §2.1.1). */
      readonly kind: 'probe-answer';
      readonly at: Instant;
      readonly interface: number;
      readonly address: Ipv4Address;
      readonly mac: MacAddress;
    };

/** What the stack's owner may want to know, in order. Whoever does not poll loses the later ones. */
export class EventLog {
  readonly #events: StackEvent[] = [];
  /** How many found no room. */
  lost = 0;

  push(event: StackEvent): void {
    if (this.#events.length >= LIMIT.events) this.lost++;
    else this.#events.push(event);
  }

  shift(): StackEvent | undefined {
    return this.#events.shift();
  }
}
