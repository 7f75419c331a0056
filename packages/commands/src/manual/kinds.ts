/**
 * The kinds that the notation calls by name, and what it means by `1..10`, `on|off` and `Port*`.
 * @module
 */
import { readIpv4 } from '@rtemu/config/address';
import { gate } from '@rtemu/models/gate';
import type { Atom } from '../operand.js';
import * as Address from '../operands/address.js';
import { agent } from '../operands/agent.js';
import { natDescriptor } from '../operands/descriptor.js';
import { decimal, number } from '../operands/number.js';
import * as Place from '../operands/place.js';
import * as Time from '../operands/time.js';
import * as Filter from './filter-kinds.js';
import { isIpv6, isIpv6Compared, isIpv6Prefix } from './ipv6.js';
import { Commas, Gated, type Kind, OneOf, type Pattern, Printed, Secret, Shaped, Words } from './kind.js';

const usage = (ja: string, en: string) => ({ ja, en });
const shaped = (of: RegExp, ja: string, en: string, rest: Omit<Pattern, 'of' | 'usage'> = {}): Kind =>
  new Shaped({ of, usage: usage(ja, en), ...rest });
const printed = (atom: Atom<unknown>): Kind => new Printed(atom);
const lower = (text: string): string => text.toLowerCase();

const DOMAIN = /^(?=.{1,255}$)[\w*](?:[\w*-]*[\w*])?(?:\.[\w*](?:[\w-]*\w)?)*\.?$/;
const IPV6_SOURCE = /^(?:ra|dhcp|mape)-prefix@[a-z]+\d+(?:[./]\d+)?(?:::[\da-f:]*(?:\/\d{1,3})?)?$/i;
const CONNECTIONS = ['serial', 'telnet', 'ssh', 'sftp', 'remote', 'http', 'vm-console'];
const PASSWORD = /^[\x20-\x7e]+$/;
const PORT = /^(?:[a-z][\w+-]*|\d{1,5})$/i;
const isPort = (text: string): boolean => !/^\d/.test(text) || Number(text) <= 65_535;
const PORT_USAGE = usage('ポート番号', 'PORT');

const isAddressMask = (text: string): boolean => {
  const [address = '', mask, ...more] = text.split('/');
  const isMask = mask === undefined || Address.readMask(mask) !== undefined;
  return readIpv4(address) !== undefined && isMask && more.length === 0;
};

/** `1000`, `1000-2000`, `1000-`, `-2000`, `telnet`. */
const portRange: Pattern = {
  of: /^(?:[a-z][\w+-]*|\d{1,5}|\d{1,5}-\d{0,5}|-\d{1,5})$/i,
  usage: PORT_USAGE,
  allows: (text) => /^[a-z]/i.test(text) || text.split('-').every((bound) => Number(bound) <= 65_535),
  print: lower,
};

const IPV6 = { allows: isIpv6, print: lower, fault: 'unrecognized-address' } as const;

/** Whether a body ends with the line that its first word names, and not before. */
function isClosed(text: string): boolean {
  const rows = text.split('\n');
  return rows.indexOf(rows[0]!.slice('<<'.length), 1) === rows.length - 1;
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Months and days there are, alone, in ranges with or without an end, or all of them (manual 37.1). */
function areDays(text: string): boolean {
  const [months = '', days = ''] = text.toLowerCase().split('/');
  const areBounds = (list: string, is: (bound: string) => boolean): boolean =>
    list.split(',').every((part) => {
      const bounds = part.split('-');
      return (
        part === '*' || (bounds.length <= 2 && bounds.some(Boolean) && bounds.every((each) => each === '' || is(each)))
      );
    });
  const isUpTo = (max: number) => (bound: string) =>
    /^\d{1,2}$/.test(bound) && Number(bound) >= 1 && Number(bound) <= max;
  const isDay = /[a-z]/.test(days) ? (bound: string) => WEEKDAYS.includes(bound) : isUpTo(31);
  return areBounds(months, isUpTo(12)) && areBounds(days, isDay);
}

/** Kinds by name. Their names begin with a capital, words of the command do not. */
const NAMED: Readonly<Record<string, () => Atom<string>>> = {
  // Places of this machine.
  Interface: () => Place.interfaceName,
  AnyInterface: () => Place.anyInterface,
  Lan: () => Place.lan,
  Pp: () => printed(Place.pp),
  PpNumber: () => printed(Place.ppNumber),
  PpNumbers: () => printed(Place.ppNumbers),
  Tunnel: () => printed(Place.tunnelNumber),
  Tunnels: () => printed(Place.tunnelNumbers),
  /** Any interface in one word: `lan1`, `pp1`, `tunnel2`, `pp*`, `lan1-lan3`. */
  Place: () =>
    shaped(
      /^(?:(?:lan|wan|pp|tunnel|bri|pri|usb|sd|onu|vlan|bridge|loopback|null)[\d./*-]*[a-z\d*]*|ppanonymous)$/i,
      'インタフェース',
      'INTERFACE',
      {
        print: lower,
      },
    ),
  Bri: () => shaped(/^bri[1-8](?:\.\d)?$/i, 'BRIインタフェース', 'BRI', { print: lower }),
  Pri: () => shaped(/^pri[1-8](?:\/(?:info)?\d+)?$/i, 'PRIインタフェース', 'PRI', { print: lower }),
  /** What a PP may be bound to besides tunnels. */
  Line: () =>
    shaped(/^(?:bri[1-8](?:\.\d)?|pri[1-8](?:\/(?:info)?\d+)?|usb[1-9]|wan[1-9])$/i, '回線', 'LINE', { print: lower }),
  Vlan: () => shaped(/^vlan\d{1,2}$/i, 'VLANインタフェース', 'VLAN', { print: lower }),
  Loopback: () => shaped(/^loopback[1-9]$/i, 'LOOPBACKインタフェース', 'LOOPBACK', { print: lower }),
  Bridge: () => shaped(/^bridge[1-9]$/i, 'BRIDGEインタフェース', 'BRIDGE', { print: lower }),
  Usb: () => shaped(/^usb[1-9]$/i, 'USBポート', 'USB', { print: lower }),
  /** A switch or an access point: `lan1:2-5-13`. */
  Agent: () => printed(agent),
  // Addresses.
  Ip: () => printed(Address.ipAddress),
  /** With a mask, or the mask of its class. */
  IpMask: () => printed(Address.maskedAddress),
  Network: () => printed(Address.network),
  IpRange: () => printed(Address.addressOrRange),
  ScopeRange: () => printed(Address.scopeRange),
  /** What a filter compares: `*`, `192.168.0.0/24`, `10.0.0.1-10.0.0.9`, several with commas between. */
  IpPattern: () => Filter.ipPattern,
  /** The same, and names of hosts. */
  FilterAddress: () => Filter.filterAddress,
  Ipv6: () => shaped(/:/, 'IPv6アドレス', 'IPV6_ADDRESS', IPV6),
  Ipv6Prefix: () => shaped(/:/, 'IPv6プレフィックス', 'IPV6_PREFIX', { ...IPV6, allows: isIpv6Prefix }),
  /** `ra-prefix@lan2::1/64`, `dhcp-prefix@pp1::/64`: what another interface was told. */
  Ipv6Source: () => shaped(IPV6_SOURCE, 'プレフィックス参照', 'PREFIX@INTERFACE', { print: lower }),
  /** What a filter compares: `*`, `2001:db8::/32`, `map-e`, `www.example.jp`, with commas between. */
  Ipv6Pattern: () =>
    new Commas(
      new OneOf([
        shaped(/:/, 'IPv6アドレス', 'IPV6_ADDRESS', { allows: isIpv6Compared, print: lower }),
        shaped(IPV6_SOURCE, 'プレフィックス参照', 'PREFIX@INTERFACE', { print: lower }),
        shaped(DOMAIN, 'ドメイン名', 'DOMAIN'),
        shaped(/^@[\w-]+$/, '@アプリケーション', '@APPLICATION'),
        new Words(['*']),
      ]),
    ),
  /** An address, and its mask where it is a network: `192.168.0.0/24`, `2001:db8::/64`. */
  AddressMask: () =>
    new OneOf([
      shaped(/^[\d.]+(?:\/[\da-fx.]+)?$/i, 'IPアドレス[/マスク]', 'IP_ADDRESS[/MASK]', {
        allows: isAddressMask,
        print: lower,
      }),
      shaped(/:/, 'IPv6プレフィックス', 'IPV6_PREFIX', {
        allows: (text) => isIpv6(text) || isIpv6Prefix(text),
        print: lower,
      }),
    ]),
  /** One or several addresses to lend, with a mask: `172.16.0.1-172.16.0.20/32`. */
  AddressPool: () =>
    shaped(
      /^[\d.]+(?:-[\d.]+)?(?:\/[\d.]+)?$|^(?=.*:)[\da-f:.]+(?:-[\da-f:.]+)?(?:\/\d{1,3})?$/i,
      'IPアドレス範囲',
      'IP_RANGE',
      {
        print: lower,
      },
    ),
  NetMask: () => shaped(/^[\da-fx.]+$/i, 'マスク', 'MASK', { allows: (text) => Address.readMask(text) !== undefined }),
  Mac: () => printed(Address.macAddress),
  /** `00:a0:de:*`, `*`. */
  MacPattern: () =>
    shaped(/^(?:\*|(?:[\da-f]{1,2}|\*)(?::(?:[\da-f]{1,2}|\*)){2,5})$/i, 'MACアドレス', 'MAC_ADDRESS', {
      print: lower,
    }),
  Domain: () => shaped(DOMAIN, 'ドメイン名', 'DOMAIN'),
  Host: () =>
    new OneOf([
      printed(Address.ipAddress),
      shaped(/:/, 'IPv6アドレス', 'IPV6_ADDRESS', IPV6),
      shaped(DOMAIN, 'ホスト名', 'HOST'),
    ]),
  // Protocols and ports.
  Port: () => shaped(PORT, PORT_USAGE.ja, PORT_USAGE.en, { allows: isPort, print: lower }),
  PortRange: () => new Shaped(portRange),
  Ports: () => new Commas(new Shaped(portRange)),
  Protocol: () =>
    shaped(/^(?:[a-z][a-z\d-]*|\d{1,3}|\*)$/i, 'プロトコル', 'PROTOCOL', {
      print: lower,
      allows: (text) => !/^\d/.test(text) || Number(text) <= 255,
    }),
  Protocols: () => new Commas(shaped(/^(?:[a-z][a-z\d-]*|\d{1,3}|\*)$/i, 'プロトコル', 'PROTOCOL', { print: lower })),
  FilterProtocol: () => Filter.filterProtocol,
  EtherType: () => shaped(/^(?:0x[\da-f]{4}|\d{4,5}|[a-z][a-z\d]*)$/i, 'イーサタイプ', 'ETHERTYPE', { print: lower }),
  /** Of a NAT descriptor. */
  Descriptor: () => printed(natDescriptor),
  /** Of a security gateway: as many as there are tunnels. */
  Gateway: () => printed(Place.tunnelNumber),
  /** `0x` and a row of hexadecimal digits. */
  HexKey: () => shaped(/^0x[\da-f]{1,256}$/i, '16進数', 'HEX'),
  // Numbers.
  Number: () => shaped(/^-?\d{1,19}$/, '数値', 'NUMBER'),
  Decimal: () => shaped(/^\d{1,9}(?:\.\d{1,3})?$/, '数値', 'NUMBER'),
  Hex: () => shaped(/^(?:0x)?[\da-f]+$/i, '16進数', 'HEX', { print: lower }),
  /** Two digits of a row of octets. */
  Octet: () => shaped(/^[\da-f]{2}$/i, '2桁の16進数', 'OCTET', { print: lower }),
  OctetPattern: () => shaped(/^(?:[\da-f]{2}|\*)$/i, '2桁の16進数', 'OCTET', { print: lower }),
  /** `1`, `1-5`, `3-`, `-5`. */
  Range: () => shaped(/^(?:\d+|\d+-\d*|-\d+)$/, '範囲', 'RANGE'),
  /** `200000`, `50M`, `80%`. */
  Amount: () => shaped(/^\d{1,19}[kmg]?%?$/i, '量', 'AMOUNT'),
  /** `128k`, `10m`, `1.5g`. */
  Bandwidth: () => shaped(/^\d+(?:\.\d+)?[kmg]?%?$/i, '帯域', 'BANDWIDTH', { print: lower }),
  Percent: () => shaped(/^(?:\d{1,2}|100)%$/, '割合', 'PERCENT'),
  /** A class of the second level: `10/3`, `dscp/4`. */
  SubClass: () => shaped(/^(?:\d{1,3}|precedence|dscp)\/[1-4]$/i, 'クラス', 'CLASS', { print: lower }),
  /** Precedences and their classes: `1:8`. */
  Mapping: () => shaped(/^[0-7]:\d{1,3}$/, '優先度:クラス', 'PRECEDENCE:CLASS'),
  /** How much of the bandwidth for how long: `70%,30`. */
  Threshold: () => shaped(/^(?:\d{1,2}|100)%,\d{1,5}$/, '割合,秒', 'PERCENT,SECONDS'),
  /** `1.3.6.1`. */
  Oid: () => shaped(/^\d+(?:\.\d+){1,127}$/, 'オブジェクトID', 'OID'),
  // Time.
  Clock: () => shaped(/^(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?$/, '時:分', 'HH:MM'),
  Time: () => printed(Time.time),
  Date: () => printed(Time.date),
  Zone: () => printed(Time.zoneOffset),
  Term: () => Time.term,
  /** A moment in one word: `2030-01-31,12:00`. */
  Moment: () =>
    shaped(/^\d{4}-\d{2}-\d{2}(?:,\d{2}:\d{2}(?::\d{2})?)?$/, '年-月-日[,時:分[:秒]]', 'YYYY-MM-DD[,HH:MM[:SS]]'),
  /** On which days: `*`/`*`, `1,2/-7`, `*`/`mon-fri`. */
  Days: () => shaped(/^[\d*,-]+\/(?:[\d*,-]+|[a-z*,-]+)$/i, '月/日', 'MONTH/DAY', { print: lower, allows: areDays }),
  /** At what time of these days: `8:00`, `*:15`, `12:*:20`. */
  TimeOfDay: () => shaped(/^(?:\*|[01]?\d|2[0-3]):(?:\*|[0-5]?\d)(?::[0-5]?\d)?$/, '時:分[:秒]', 'HH:MM[:SS]'),
  // Text.
  Word: () => shaped(/^[^\n]*$/, '値', 'VALUE'),
  Text: () => shaped(/^[^\p{Cc}]*$/u, '文字列', 'TEXT'),
  Name: () => shaped(/^[^\p{Cc}\s]+$/u, '名前', 'NAME'),
  /** Ways in, with commas between. */
  Connections: () => new Commas(new Words(CONNECTIONS)),
  GuiPages: () => new Commas(new Words(['dashboard', 'lan-map', 'config'])),
  /** From where one may come in: addresses and interfaces with commas between. */
  HostRanges: () => new Commas(new OneOf([new Words(['lan']), printed(Address.addressOrRange), Place.anyInterface])),
  /** A word instead of a number. */
  Mnemonic: () => shaped(/^[a-z][\w-]*$/i, '名称', 'NAME', { print: lower }),
  /** A name in front of options, which have signs in them. */
  User: () => shaped(/^[^\p{Cc}\s=]+$/u, 'ユーザー名', 'USER'),
  /** The body of a file, from `<<END` to `END`. */
  HereDocument: () => shaped(/^<<\S+\n[^\r]*$/, '<<終端文字列', '<<END', { allows: isClosed }),
  Password: () => new Secret(shaped(PASSWORD, 'パスワード', 'PASSWORD')),
  Url: () => shaped(/^[a-z][a-z+]*:\/\/\S+$/i, 'URL', 'URL'),
  File: () => shaped(/^[^\p{Cc}]+$/u, 'ファイル名', 'FILE'),
  /** A configuration by its number, or a file on a memory: `0`, `4.2`, `usb1:config.txt`. */
  ConfigFile: () => shaped(/^(?:[0-4](?:\.[0-2])?|(?:usb1|sd1|emfs|\*):[^\p{Cc}]+)$/u, '設定ファイル', 'FILE'),
  Telephone: () => shaped(/^[\d#*+/().\-\p{L}\w]+$/u, '番号', 'NUMBER'),
  /** A filter of a set of policy filters, with the brackets that open and close an inner level: `[1110`, `1122]]`. */
  InSet: () => shaped(/^\[*\d+\]*$/, 'フィルター番号', 'FILTER'),
  SipUri: () => shaped(/^sip:\S+$/i, 'SIPアドレス', 'SIP_ADDRESS'),
  /** Gain of a line: `-3dB`. */
  Decibel: () => shaped(/^[+-]?\d{1,2}db$/i, 'デシベル', 'DECIBEL', { print: (text) => text.replace(/db$/i, 'dB') }),
  // Places of older models.
  Tel: () => new OneOf([printed(number(1, 2)), new Gated(new Words(['3']), gate('RT56v'))]),
  Pbx: () => shaped(/^pbx[1-8](?:\.\d)?$/i, 'PBXインタフェース', 'PBX', { print: lower }),
  IpxNetwork: () => shaped(/^[\da-f]{1,2}(?::[\da-f]{1,2}){3}$/i, 'IPXネットワーク番号', 'IPX_NETWORK'),
  IpxNode: () => shaped(/^[\da-f]{1,2}(?::[\da-f]{1,2}){5}$/i, 'IPXノード番号', 'IPX_NODE'),
  Assignment: () => shaped(/^[^=\s]+=[^\n]*$/, 'オプション=値', 'OPTION=VALUE'),
};

const kinds = new Map<string, Atom<string>>();

/**
 * The operand that a notation means: the same notation, the same operand, so that paths of the grammar meet.
 * @throws RangeError when it means none
 */
export function kindOf(notation: string): Atom<string> {
  let kind = kinds.get(notation);
  if (kind === undefined) kinds.set(notation, (kind = readKind(notation)));
  return kind;
}

function readKind(notation: string): Atom<string> {
  const alternatives = notation.split('|');
  const words = alternatives.filter((text) => /^[a-z\d*+.,:/_-]/.test(text) && !/\.\.|@/.test(text));
  const others = alternatives.filter((text) => !words.includes(text)).map(readAlternative);
  if (words.length > 0) others.push(new Words(words));
  return others.length === 1 ? others[0]! : new OneOf(others);
}

/** `1..10`, `0..15.0`, `Port*`, `Text16`, and each with `@RTX1210,RTX830>=15.02.03` behind it. */
function readAlternative(text: string): Atom<string> {
  const [what = '', models] = text.split('@', 2);
  if (models !== undefined) return new Gated(readAlternative(what), gate(models.replaceAll(',', ' ')));
  const [, min, max, fraction] = /^(-?\d+)\.\.(-?\d+)(\.\d)?$/.exec(what) ?? [];
  if (fraction !== undefined) return new Printed(decimal(Number(min), Number(max)));
  if (min !== undefined) return new Printed(number(Number(min), Number(max)));
  if (what.endsWith('*')) return new Commas(kindOf(what.slice(0, -1)));
  if (/^[a-z]/.test(what)) return new Words([what]);
  const named = NAMED[what];
  if (named !== undefined) return named();
  const [, name = '', size] = /^([A-Z][a-zA-Z]*)(\d+)$/.exec(what) ?? [];
  if (size === undefined) throw new RangeError(`no kind of operand: ${text}`);
  return sized(name, Number(size));
}

/** A text of at most so many half-width characters. */
function sized(name: string, max: number): Kind {
  switch (name) {
    case 'Text':
      return shaped(/^[^\p{Cc}]*$/u, '文字列', 'TEXT', { max });
    case 'Name':
      return shaped(/^[^\p{Cc}]+$/u, '名前', 'NAME', { max });
    case 'Password':
      return new Secret(shaped(PASSWORD, 'パスワード', 'PASSWORD', { max }));
    case 'Domain':
      return shaped(DOMAIN, 'ドメイン名', 'DOMAIN', { max });
    default:
      throw new RangeError(`a ${name} has no length`);
  }
}
