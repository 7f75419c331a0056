/**
 * A DHCP relay agent (RFC 1542 §4.1, manual 12.1.11 to 12.1.14): it takes the messages of clients to servers on other
 * networks, and what these answer back to the client's network.
 * @module
 */
import { counters } from '@rtemu/engine/counters';
import { type Ipv4Address, type MacAddress, UNSPECIFIED } from '@rtemu/wire/address';
import type { DhcpMessage } from '@rtemu/wire/dhcp';
import { LIMIT } from './limits.js';
import type { Way } from './server-settings.js';

export interface RelaySettings {
  readonly select: 'hash' | 'all';
  /** A client that has asked for less long is left to servers on its own network. */
  readonly thresholdSeconds: number;
}

export interface Relayed {
  readonly server: Ipv4Address;
  readonly message: DhcpMessage;
}

export interface RelayedBack {
  readonly way: Way;
  readonly message: DhcpMessage;
}

export class DhcpRelay {
  readonly counters = counters(
    'requests',
    'replies',
    /** Clients that have not waited for long enough. */
    'early',
    /** Came by too many relays: perhaps in a circle. */
    'hops',
    /** There was nobody to relay to, or no network that we are in to relay for. */
    'nowhere',
  );
  #settings: RelaySettings = { select: 'hash', thresholdSeconds: 0 };

  configure(settings: RelaySettings): void {
    this.#settings = settings;
  }

  /** A client's message, or one of a relay before us. @param own our first address on the interface that it came by */
  toServers(message: DhcpMessage, own: Ipv4Address | undefined, servers: readonly Ipv4Address[]): readonly Relayed[] {
    if (message.hops >= LIMIT.hops) {
      this.counters.hops++;
      return [];
    }
    if (message.secs < this.#settings.thresholdSeconds) {
      this.counters.early++;
      return [];
    }
    if (own === undefined || servers.length === 0) {
      this.counters.nowhere++;
      return [];
    }
    this.counters.requests++;
    const relayAgent = message.relayAgent === UNSPECIFIED ? own : message.relayAgent;
    const relayed = { ...message, hops: message.hops + 1, relayAgent };
    const chosen =
      this.#settings.select === 'all' ? servers : [servers[hashOf(message.hardwareAddress) % servers.length]!];
    return chosen.map((server) => ({ server, message: relayed }));
  }

  /** What a server answers. @param interfaceOf of which of our interfaces an address is */
  toClient(message: DhcpMessage, interfaceOf: (address: Ipv4Address) => number | undefined): RelayedBack | undefined {
    const { relayAgent, broadcast, hardwareAddress, yourAddress, clientAddress } = message;
    const number = interfaceOf(relayAgent);
    if (number === undefined) {
      this.counters.nowhere++;
      return undefined;
    }
    this.counters.replies++;
    const address = yourAddress === UNSPECIFIED ? clientAddress : yourAddress;
    const way: Way =
      broadcast || address === UNSPECIFIED
        ? { kind: 'broadcast', interface: number }
        : { kind: 'hardware', interface: number, hardwareAddress, address };
    return { way, message };
  }
}

/** The same server for the same client, always. */
const hashOf = (mac: MacAddress): number => {
  let hash = Math.floor(mac / 0x1_0000_0000) ^ mac;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
};
