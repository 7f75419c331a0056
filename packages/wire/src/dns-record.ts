/**
 * Resource records of the DNS: their types, and what stands in them (RFC 1035 §3.3, §3.4; AAAA RFC 3596, SRV RFC 2782; what is
 * not known is kept as octets, RFC 3597).
 * @module
 */
import { type Ipv4Address, printIpv4 } from './address.js';
import type { DnsReader, DnsWriter } from './dns-octets.js';
import { printIpv6 } from './ipv6.js';
import { hexOf, quoted, readText, writeText } from './text.js';

export const TYPE = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  OPT: 41,
  /** Of a question only: all that there is. */
  ANY: 255,
} as const;

export const CLASS = { IN: 1, ANY: 255 } as const;

export type RecordData =
  | { readonly kind: 'ipv4'; readonly address: Ipv4Address }
  | { readonly kind: 'ipv6'; readonly octets: Uint8Array }
  /** NS, CNAME and PTR. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'mx'; readonly preference: number; readonly exchange: string }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | {
      readonly kind: 'soa';
      readonly primary: string;
      readonly mailbox: string;
      readonly serial: number;
      /** Seconds, all four. `minimum` is the life of "there is no such name" (RFC 2308 §4). */
      readonly refresh: number;
      readonly retry: number;
      readonly expire: number;
      readonly minimum: number;
    }
  | {
      readonly kind: 'srv';
      readonly priority: number;
      readonly weight: number;
      readonly port: number;
      readonly target: string;
    }
  | { readonly kind: 'octets'; readonly octets: Uint8Array };

export interface DnsRecord {
  readonly name: string;
  readonly type: number;
  readonly class: number;
  /** Seconds. */
  readonly ttl: number;
  readonly data: RecordData;
}

const NAMES = new Map<number, string>(Object.entries(TYPE).map(([name, type]) => [type, name]));

/** `A`, `MX`; `TYPE257` for what has no name here (RFC 3597 §5). */
export const printType = (type: number): string => NAMES.get(type) ?? `TYPE${type}`;

/** Reads `a`, `MX`; `undefined` for anything else. */
export const readType = (text: string): number | undefined => {
  const name = text.toUpperCase();
  return name in TYPE ? TYPE[name as keyof typeof TYPE] : undefined;
};

/** @param end where the record ends; what is left before it, or lies behind it, is a fault of the reader's */
export function readData(reader: DnsReader, type: number, class_: number, end: number): RecordData {
  if (class_ !== CLASS.IN) return { kind: 'octets', octets: reader.octets(end - reader.at) };
  switch (type) {
    case TYPE.A:
      return { kind: 'ipv4', address: reader.u32() as Ipv4Address };
    case TYPE.AAAA:
      return { kind: 'ipv6', octets: reader.octets(16) };
    case TYPE.NS:
    case TYPE.CNAME:
    case TYPE.PTR:
      return { kind: 'name', name: reader.name() };
    case TYPE.MX:
      return { kind: 'mx', preference: reader.u16(), exchange: reader.name() };
    case TYPE.TXT: {
      const texts: string[] = [];
      do texts.push(readText(reader.octets(reader.u8())));
      while (reader.fault === undefined && reader.at < end);
      return { kind: 'texts', texts };
    }
    case TYPE.SOA:
      return {
        kind: 'soa',
        primary: reader.name(),
        mailbox: reader.name(),
        serial: reader.u32(),
        refresh: reader.u32(),
        retry: reader.u32(),
        expire: reader.u32(),
        minimum: reader.u32(),
      };
    case TYPE.SRV:
      return {
        kind: 'srv',
        priority: reader.u16(),
        weight: reader.u16(),
        port: reader.u16(),
        target: reader.name(),
      };
    default:
      return { kind: 'octets', octets: reader.octets(end - reader.at) };
  }
}

export function writeData(writer: DnsWriter, data: RecordData): void {
  switch (data.kind) {
    case 'ipv4':
      writer.u32(data.address);
      break;
    case 'ipv6':
    case 'octets':
      writer.octets(data.octets);
      break;
    case 'name':
      writer.name(data.name);
      break;
    case 'mx':
      writer.u16(data.preference);
      writer.name(data.exchange);
      break;
    case 'texts':
      for (const text of data.texts) {
        const octets = writeText(text).subarray(0, 255);
        writer.u8(octets.length);
        writer.octets(octets);
      }
      break;
    case 'soa':
      writer.name(data.primary);
      writer.name(data.mailbox);
      for (const value of [data.serial, data.refresh, data.retry, data.expire, data.minimum]) writer.u32(value);
      break;
    case 'srv':
      for (const value of [data.priority, data.weight, data.port]) writer.u16(value);
      writer.name(data.target, false); // RFC 2782: not compressed
      break;
  }
}

export function printData(data: RecordData): string {
  switch (data.kind) {
    case 'ipv4':
      return printIpv4(data.address);
    case 'ipv6':
      return printIpv6(data.octets);
    case 'name':
      return data.name;
    case 'mx':
      return `${data.preference} ${data.exchange}`;
    case 'texts':
      return data.texts.map(quoted).join(' ');
    case 'soa':
      return `${data.primary} ${data.mailbox} ${data.serial} ${data.refresh} ${data.retry} ${data.expire} ${data.minimum}`;
    case 'srv':
      return `${data.priority} ${data.weight} ${data.port} ${data.target}`;
    case 'octets':
      return `\\# ${data.octets.length} ${hexOf(data.octets)}`;
  }
}
