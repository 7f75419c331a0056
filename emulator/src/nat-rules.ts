/**
 * NAT descriptors as the configuration writes them, as the engine takes them (manual 23).
 * @module
 */
import type { Document } from '@rtemu/config/document';
import {
  NAT_TCP_FIN_SECONDS,
  type NatMasqueradeStatic,
  type NatOuter,
  type NatStatic,
  natFtpPort,
  natIncoming,
  natInner,
  natLog,
  natMasqueradeStatic,
  natOuter,
  natPortRange,
  natRemoveDfBit,
  natRlogin,
  natSessionLimit,
  natSessionLimitTotal,
  natStatic,
  natTimer,
  natType,
  natUnconvertible,
} from '@rtemu/config/settings/nat';
import type { Outers } from '@rtemu/ip/nat/interface-nat';
import type { NatOptions, StaticMasquerade, StaticNat, TimerRule } from '@rtemu/ip/nat/nat-options';
import type { PortRange } from '@rtemu/ip/nat/port-pool';
import { type Machine, PORT_SAVING } from '@rtemu/models/machine';
import { maskLength, readIpv4 } from '@rtemu/wire/address';
import { PORTS, PROTOCOLS } from './filter-rules.js';

/** Sessions where no document tells the limit of a model. */
const SESSIONS_MAX = 65_534;
const PORT_MAX = 65_535;
/** Ports that firmware of before takes where the first alone is given (manual of RT58i, 13.11). */
const PORTS_INITIALLY = 4096;
/** Outer addresses that a descriptor gives to hosts. Those of longer ranges are not used. */
const OUTERS_MAX = 4096;

const range = (first: number, last: number): PortRange => ({ first, last });
const RANGES_4096 = [range(60_000, 64_095)];
const RANGES_10000 = [...RANGES_4096, range(54_096, 59_999)];
const RANGES_20000 = [...RANGES_4096, range(49_152, 59_999), range(44_096, 49_151)];

/** Whether the model knows `backward-compatibility`; others are of type 1. */
export const knowsPortSaving = (machine: Machine): boolean => machine.allows(PORT_SAVING).open;

/**
 * A descriptor by its number, `undefined` when it does nothing.
 * @param compatibility `nat descriptor backward-compatibility`, as it was at the start
 */
export function natOptionsOf(
  { global }: Document,
  number: number,
  machine: Machine,
  compatibility: 1 | 2 | 3,
): NatOptions | undefined {
  const { type, hairpin } = global.effectiveAt(natType, number);
  if (type === 'none') return undefined;
  const sessions = machine.natSessionsMax ?? SESSIONS_MAX;
  const incoming = global.effectiveAt(natIncoming, number);
  const timers = global.entries(natTimer).filter(({ key }) => key.descriptor === number);
  const ofThis = <V>({ key }: { readonly key: { readonly descriptor: number }; readonly value: V }): boolean =>
    key.descriptor === number;
  const unconvertible = global.entries(natUnconvertible).filter(ofThis);
  return {
    number,
    type,
    hairpin: hairpin === true,
    inner: global.effectiveAt(natInner, number),
    statics: global
      .entries(natStatic)
      .filter(ofThis)
      .map(({ value }) => staticOf(value)),
    masquerades: global
      .entries(natMasqueradeStatic)
      .filter(ofThis)
      .flatMap(({ value }) => masqueradeOf(value)),
    seconds:
      timers.find(({ key }) => key.of === undefined)?.value ??
      global.effectiveAt(natTimer, { descriptor: number, of: undefined }),
    tcpFinSeconds: timers.find(({ key }) => key.of === 'tcpfin')?.value ?? NAT_TCP_FIN_SECONDS,
    timers: timers.flatMap(({ key, value }) => (typeof key.of === 'object' ? timerOf(key.of, value) : [])),
    incoming: incoming.action === 'forward' ? { action: 'forward', to: incoming.address } : { action: incoming.action },
    resets: knowsPortSaving(machine) ? 'well-known' : 'all',
    portRanges: portRangesOf(global.getAt(natPortRange, number), sessions),
    ftpPorts: global.effectiveAt(natFtpPort, number).flatMap((text) => portsOf(text).map(({ first }) => first)),
    unconvertible: unconvertible.flatMap(({ key, value }) =>
      key.of === 'if-possible' ? [] : portsOf(value).map((ports) => ({ protocol: PROTOCOLS[key.of]!, ports })),
    ),
    keepsIfPossible: unconvertible.some(({ key }) => key.of === 'if-possible'),
    rlogin: global.effectiveAt(natRlogin, number),
    portSaving: compatibility,
    hostLimit: global.getAt(natSessionLimit, { descriptor: number, id: 1 }) ?? sessions,
    totalLimit: compatibility === 1 ? sessions : (global.getAt(natSessionLimitTotal, number) ?? sessions),
    removesDontFragment: global.effective(natRemoveDfBit),
    logs: global.effective(natLog),
  };
}

/** Outer addresses, from those of the interface where the configuration names them by a word. */
export function outersOf(document: Document, number: number, on: 'lan' | 'pp'): Outers {
  const outer: NatOuter = document.global.effectiveAt(natOuter, number);
  if (typeof outer !== 'string') {
    const addresses = outer.flatMap(({ first, last }) =>
      Array.from({ length: Math.min(OUTERS_MAX, last - first + 1) }, (_, i) => (first + i) | 0),
    );
    return () => addresses.slice(0, OUTERS_MAX);
  }
  // Each word means something at one kind of interface only (manual 23.4).
  const place = on === 'pp' ? (outer === 'ipcp' ? 0 : -1) : ['primary', 'secondary'].indexOf(outer);
  return (addresses) => {
    const own = addresses[place];
    return own === undefined ? [] : [own.address | 0];
  };
}

function staticOf({ outer, inner, count, mask }: NatStatic): StaticNat {
  const length = mask === undefined ? 32 : maskLengthOf(mask);
  return { outer, inner, count: count ?? 2 ** (32 - length) };
}

const maskLengthOf = (text: string): number => {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const mask = /^0x/i.test(text) ? Number.parseInt(text, 16) : readIpv4(text);
  return (mask === undefined ? undefined : maskLength(mask as Parameters<typeof maskLength>[0])) ?? 32;
};

/** A protocol that stands for no number, and ports that do not pair, lead nowhere. */
function masqueradeOf({ inner, protocol: name, ports: text }: NatMasqueradeStatic): readonly StaticMasquerade[] {
  const protocol = protocolOf(name);
  if (protocol === undefined) return [];
  if (text === undefined) return [{ inner, protocol, ports: [] }];
  const [outside = '', inside = outside] = text.split('=');
  const [outers, inners] = [portsOf(outside), portsOf(inside)];
  const ports = outers.flatMap((outer, i) => {
    const own = inners[i];
    return own !== undefined && own.last - own.first === outer.last - outer.first ? [{ outer, inner: own }] : [];
  });
  return [{ inner, protocol, ports }];
}

function timerOf(
  of: { readonly protocol: string; readonly port: string | undefined },
  seconds: number,
): readonly TimerRule[] {
  const protocol = protocolOf(of.protocol);
  if (protocol === undefined) return [];
  return of.port === undefined
    ? [{ protocol, ports: undefined, seconds }]
    : portsOf(of.port).map((ports) => ({ protocol, ports, seconds }));
}

const protocolOf = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : PROTOCOLS[text]);

/** `www,8000-8009`: names that nobody knows are left out. */
function portsOf(text: string): readonly PortRange[] {
  return text.split(',').flatMap((part) => {
    if (/^[a-z]/i.test(part)) return PORTS[part] ?? [];
    const [from = '', to] = part.split('-');
    const first = from === '' ? 0 : Number(from);
    const last = to === undefined ? first : to === '' ? PORT_MAX : Number(to);
    return first <= last && last <= PORT_MAX ? [range(first, last)] : [];
  });
}

/** Ranges; or, in the older way, the first port and how many there are. What was said before is left out of later ones. */
function portRangesOf(texts: readonly string[] | undefined, sessions: number): readonly PortRange[] {
  if (texts === undefined)
    return sessions <= PORTS_INITIALLY ? RANGES_4096 : sessions <= 10_000 ? RANGES_10000 : RANGES_20000;
  const [start = '', count] = texts;
  if (!start.includes('-')) {
    const first = Number(start);
    return [range(first, Math.min(PORT_MAX, first + Number(count ?? PORTS_INITIALLY) - 1))];
  }
  const ranges: PortRange[] = [];
  for (const wanted of texts.flatMap(portsOf)) {
    const isFree = ranges.every(({ first, last }) => wanted.last < first || wanted.first > last);
    if (isFree) ranges.push(wanted);
  }
  return ranges;
}
