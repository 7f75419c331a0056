/**
 * A provider's DHCP server, as cable television has it.
 * @module
 */
import { between, type Duration, inSeconds, milliseconds } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Scope } from '@rtemu/service/dhcp/scope';
import type { DhcpServer } from '@rtemu/service/dhcp/server';
import { compliantWith } from '@rtemu/service/dhcp/server-settings';
import { type Ipv4Address, printIpv4, printMac } from '@rtemu/wire/address';
import * as Option from '@rtemu/wire/dhcp-options';
import { DhcpDesk } from './dhcp-desk.js';
import { DhcpPorts } from './dhcp-ports.js';
import type { HostCommand } from './host-console.js';
import type { Services } from './services.js';

export interface IspDhcpOptions {
  readonly card: string;
  readonly range: { readonly first: Ipv4Address; readonly last: Ipv4Address };
  /** The provider itself, when not given. */
  readonly gateway?: Ipv4Address | undefined;
  readonly dns: readonly Ipv4Address[];
  readonly domain?: string | undefined;
  readonly lease: Duration;
}

/** How long somebody may answer for an address. */
const CHECK = milliseconds(100);

/** @param ports the names of the cards, by number. @returns the server, for its commands */
export function addDhcpServer(
  stack: Ipv4Stack,
  services: Services,
  ports: readonly string[],
  cards: readonly IspDhcpOptions[],
): DhcpServer {
  const numbers = new Set(cards.map(({ card }) => ports.indexOf(card)));
  const desk = services.add(
    new DhcpDesk(stack, new DhcpPorts(stack), (number) => ({ kind: numbers.has(number) ? 'server' : 'off' })),
  );
  desk.server.configure({
    compliance: compliantWith(2131),
    scopes: cards.map((card, i) => scopeOf(stack, ports, card, i + 1)),
    duplicateCheck: { own: CHECK, relayed: CHECK },
    dnsServers: [],
    winsServers: [],
    domain: undefined,
  });
  desk.open(true);
  return desk.server;
}

function scopeOf(stack: Ipv4Stack, ports: readonly string[], options: IspDhcpOptions, number: number): Scope {
  const { card, range, gateway, dns, domain, lease } = options;
  return {
    number,
    ...range,
    length: stack.interface(ports.indexOf(card)).addresses[0]!.length,
    except: [],
    gateway,
    expireSeconds: inSeconds(lease),
    maxExpireSeconds: inSeconds(lease),
    binds: [],
    bindOnly: false,
    fallback: undefined,
    options: [
      ...(dns.length === 0 ? [] : [Option.addresses(Option.OPTION.domainNameServer, dns)]),
      ...(domain === undefined ? [] : [Option.text(Option.OPTION.domainName, domain)]),
    ],
  };
}

/** `leases` */
export const leaseCommand = (server: DhcpServer): HostCommand => ({
  usage: 'leases',
  help: 'who has which address by DHCP, and for how long',
  run: (now) => {
    const leases = server.scopes.flatMap(({ number }) => server.leasesIn(now, number));
    return leases.map(({ address, client, hostName, until }) => {
      const who = client?.kind === 'ethernet' ? printMac(client.hardwareAddress) : 'unknown';
      const left = Math.floor(inSeconds(between(now, until)));
      return `${printIpv4(address).padEnd(15)} ${who} ${left} s ${hostName ?? ''}`.trimEnd();
    });
  },
});
