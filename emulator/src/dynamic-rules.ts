/**
 * `ip filter dynamic` as the stack watches connections (manual 8.1.14, 8.1.15): applications by their protocols and ports.
 * @module
 */
import { DYNAMIC_TIMER, type DynamicFilter, type DynamicTimer } from '@rtemu/config/settings/filter';
import type { DynamicRule, DynamicTimers, Trigger, Watch } from '@rtemu/ip/filter/dynamic-rule';
import type { FilterRule, NumberRange } from '@rtemu/ip/filter/filter-rule';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import { addressesOf, PORTS } from './filter-rules.js';

const { icmp: ICMP, tcp: TCP, udp: UDP } = PROTOCOL;
const one = (port: number): NumberRange => ({ first: port, last: port });

/** Those that are not of TCP alone. */
const PROTOCOLS: Readonly<Record<string, readonly number[]>> = {
  tcp: [TCP],
  udp: [UDP],
  tftp: [UDP],
  domain: [TCP, UDP],
  dns: [TCP, UDP],
  echo: [TCP, UDP],
  discard: [TCP, UDP],
  daytime: [TCP, UDP],
  chargen: [TCP, UDP],
  time: [TCP, UDP],
  sunrpc: [TCP, UDP],
  ntp: [UDP],
  'ms-rpc': [TCP, UDP],
  netbios_ns: [TCP, UDP],
  netbios_dgm: [UDP],
  snmp: [UDP],
  snmptrap: [UDP],
  ldap: [TCP, UDP],
  'ms-ds': [TCP, UDP],
  ike: [UDP],
  rwho: [UDP],
  syslog: [UDP],
  rip: [UDP],
  ripng: [UDP],
  'ms-sql': [TCP, UDP],
  radius: [UDP],
  l2tp: [UDP],
  nfs: [TCP, UDP],
  'ipsec-nat-t': [UDP],
  sip: [TCP, UDP],
};

/** Ports that are not as the names of ports in static filters have them. */
const OTHER_PORTS: Readonly<Record<string, readonly NumberRange[]>> = {
  tcp: [],
  udp: [],
  /** The data connections are watched for. */
  ftp: [one(21)],
  /** H.323 and T.120. */
  netmeeting: [one(1503), one(1720)],
  'ms-sql': [{ first: 1433, last: 1434 }],
  radius: [{ first: 1812, last: 1813 }],
};

const WATCHES: Readonly<Record<string, Watch>> = { ftp: 'ftp', tftp: 'tftp', domain: 'dns', dns: 'dns' };

/** They can be set and open nothing (manual 8.1.14); `ping6` is of IPv6. */
const INERT: readonly string[] = ['dhcpc', 'dhcps', 'dhcpv6c', 'dhcpv6s', 'ping6'];
const ECHO = one(8);

function serviceOf(application: string): Trigger {
  if (INERT.includes(application)) return { kind: 'inert' };
  if (application === 'ping') return { kind: 'service', protocols: [ICMP], ports: [ECHO], watch: undefined };
  const known = PORTS[application];
  return {
    kind: 'service',
    protocols: PROTOCOLS[application] ?? [TCP],
    ports: OTHER_PORTS[application] ?? (known === undefined ? [] : [known]),
    watch: WATCHES[application],
  };
}

/** @param filters the static filters of these numbers; those that are not defined are left out */
export function dynamicRuleOf(
  number: number,
  { source, destination, trigger, syslog, timeoutSeconds }: DynamicFilter,
  filters: (numbers: readonly number[]) => readonly FilterRule[],
): DynamicRule {
  return {
    number,
    source: addressesOf(source),
    destination: addressesOf(destination),
    trigger:
      trigger.kind === 'application'
        ? serviceOf(trigger.application)
        : {
            kind: 'filters',
            filters: filters(trigger.filters),
            in: filters(trigger.in),
            out: filters(trigger.out),
          },
    syslog: syslog ?? true,
    idleSeconds: timeoutSeconds,
  };
}

export function dynamicTimersOf(said: DynamicTimer): DynamicTimers {
  const seconds = (option: keyof typeof DYNAMIC_TIMER): number => said[option] ?? DYNAMIC_TIMER[option];
  return {
    tcpSyn: seconds('tcp-syn-timeout'),
    tcpFin: seconds('tcp-fin-timeout'),
    tcpIdle: seconds('tcp-idle-time'),
    udpIdle: seconds('udp-idle-time'),
    dns: seconds('dns-timeout'),
  };
}
