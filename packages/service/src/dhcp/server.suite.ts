/**
 * A DHCP server and what is said to it: messages by hand, answers as values.
 */
import { type Instant, milliseconds, START, seconds } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4, type MacAddress, mac, UNSPECIFIED } from '@rtemu/wire/address';
import * as Dhcp from '@rtemu/wire/dhcp';
import * as Option from '@rtemu/wire/dhcp-options';
import type { Scope } from './scope.js';
import { DhcpServer } from './server.js';
import { NO_SCOPES, type Reply, type ServerEvent, type ServerSettings } from './server-settings.js';

const { OPTION } = Option;

export const SERVER = ipv4('192.168.100.1');
export const at = (count: number): Instant => seconds(count) as number as Instant;
export const clientMac = (number: number): MacAddress => (mac('00:00:5e:00:53:00') + number) as MacAddress;

export const SCOPE: Scope = {
  number: 1,
  first: ipv4('192.168.100.2'),
  last: ipv4('192.168.100.5'),
  length: 24,
  except: [],
  gateway: undefined,
  expireSeconds: 3600,
  maxExpireSeconds: 7200,
  binds: [],
  bindOnly: false,
  fallback: undefined,
  options: [],
};

export const SETTINGS: ServerSettings = { ...NO_SCOPES, scopes: [SCOPE] };
export const CHECKED = { own: milliseconds(100), relayed: milliseconds(500) };

export interface Said {
  readonly from?: number;
  readonly requested?: string;
  readonly server?: string;
  readonly has?: string;
  readonly giaddr?: string;
  readonly lease?: number;
  readonly id?: readonly number[];
  readonly host?: string;
  readonly broadcast?: boolean;
  readonly options?: readonly Option.DhcpOption[];
}

export function message(type: Dhcp.MessageType, said: Said = {}): Dhcp.DhcpMessage {
  const address = (text: string | undefined): Ipv4Address => (text === undefined ? UNSPECIFIED : ipv4(text));
  const { from = 1, requested, server, has, giaddr, lease, id, host, broadcast = false, options = [] } = said;
  return {
    op: 'request',
    hops: 0,
    transactionId: 0x1000 + from,
    secs: 0,
    broadcast,
    clientAddress: address(has),
    yourAddress: UNSPECIFIED,
    nextServer: UNSPECIFIED,
    relayAgent: address(giaddr),
    hardwareAddress: clientMac(from),
    serverName: '',
    bootFile: '',
    options: [
      Dhcp.messageType(type),
      ...(requested === undefined ? [] : [Option.addresses(OPTION.requestedAddress, [ipv4(requested)])]),
      ...(server === undefined ? [] : [Option.addresses(OPTION.serverIdentifier, [ipv4(server)])]),
      ...(lease === undefined ? [] : [Option.number(OPTION.leaseTime, lease)]),
      ...(id === undefined ? [] : [Option.octets(OPTION.clientIdentifier, Uint8Array.from(id))]),
      ...(host === undefined ? [] : [Option.text(OPTION.hostName, host)]),
      ...options,
    ],
  };
}

/** A server with an ear on `192.168.100.1/24`. */
export class Office {
  readonly server = new DhcpServer();
  now: Instant = START;

  constructor(readonly settings: ServerSettings = SETTINGS) {
    this.server.setOwnAddresses([SERVER]);
    this.server.configure(settings);
  }

  /** What the server answers at once. */
  say(type: Dhcp.MessageType, said: Said = {}): readonly Reply[] {
    const arrival = { interface: 0, addresses: [{ address: SERVER, length: 24 }], destination: SERVER };
    this.server.handleMessage(this.now, arrival, message(type, said));
    return this.replies();
  }

  replies(): readonly Reply[] {
    const replies: Reply[] = [];
    for (let reply = this.server.pollReply(); reply; reply = this.server.pollReply()) replies.push(reply);
    return replies;
  }

  wait(until: Instant): readonly Reply[] {
    this.now = until;
    this.server.handleTimeout(until);
    return this.replies();
  }

  events(): readonly ServerEvent[] {
    const events: ServerEvent[] = [];
    for (let event = this.server.pollEvent(); event; event = this.server.pollEvent()) events.push(event);
    return events;
  }

  /** A whole exchange; the address that was leased. */
  lease(said: Said = {}): string | undefined {
    const [offer] = this.say('DHCPDISCOVER', said);
    if (offer === undefined) return undefined;
    const requested = text(offer.message.yourAddress);
    const [ack] = this.say('DHCPREQUEST', { ...said, requested, server: text(offer.source) });
    return ack && typeOf(ack) === 'DHCPACK' ? text(ack.message.yourAddress) : undefined;
  }
}

const text = (address: Ipv4Address): string =>
  [address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255].join('.');

export const typeOf = ({ message: { op, options } }: Reply): Dhcp.MessageType | undefined =>
  op === 'reply' ? Dhcp.messageTypeOf({ options } as Dhcp.DhcpMessage) : undefined;

export const typesOf = (replies: readonly Reply[]) => replies.map(typeOf);
export const addressIn = ({ message: { yourAddress } }: Reply): string => text(yourAddress);
