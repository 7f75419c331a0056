/**
 * Lines of the log about routes and keepalives. Nobody has seen them on a device: they stand in docs/UNCONFIRMED.md.
 * @module
 */
import type { StackEvent } from '@rtemu/ip/events';
import { printIpv4 } from '@rtemu/wire/address';

export const keepaliveChanged = (number: number, to: 'up' | 'down'): string =>
  `[IP KEEPALIVE] keepalive ${number} ${to}`;

/** `ip icmp log`. */
export const icmpReceived = (event: Extract<StackEvent, { kind: 'icmp-error' | 'redirect' }>): string => {
  const what = event.kind === 'redirect' ? `redirect to ${printIpv4(event.gateway)}` : `${event.error} ${event.code}`;
  const towards = event.kind === 'redirect' ? event.destination : event.quoted.destination;
  return `[ICMP] ${what} received from ${printIpv4(event.source)}, about a packet to ${printIpv4(towards)}`;
};

/** `ip route change log`. */
export const routeChanged = (what: 'added' | 'deleted', route: string): string => `[ROUTE] ${what}: ${route}`;
