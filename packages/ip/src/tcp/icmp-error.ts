/**
 * What an ICMP error about one of our segments means to its connection (RFC 9293 §3.9.2.2, RFC 5927, RFC 1191).
 * @module
 */
import type { Ipv4Address } from '@rtemu/wire/address';
import { HEADERS_OCTETS } from './settings.js';

const TYPE = { destinationUnreachable: 3, timeExceeded: 11, parameterProblem: 12 } as const;
const CODE = { protocol: 2, port: 3, fragmentationNeeded: 4 } as const;

/** An ICMP error as it reaches us, with what it quotes of our segment. */
export interface IcmpError {
  readonly type: number;
  readonly code: number;
  /** Next-hop MTU of «fragmentation needed» (RFC 1191 §4); 0 or unset when the router does not say. */
  readonly mtu?: number;
  /** Whence and whither the quoted segment went: `source` is one of our addresses. */
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  /** The beginning of the quoted segment; eight octets are enough. */
  readonly octets: Uint8Array;
}

export type Meaning = 'hard' | 'soft' | 'too-big' | 'nothing';

export function meaningOf({ type, code }: IcmpError): Meaning {
  if (type === TYPE.timeExceeded || type === TYPE.parameterProblem) return 'soft';
  if (type !== TYPE.destinationUnreachable) return 'nothing'; // source quench among them (RFC 6633)
  if (code === CODE.fragmentationNeeded) return 'too-big';
  return code === CODE.protocol || code === CODE.port ? 'hard' : 'soft';
}

/** The MTUs that networks have (RFC 1191 §7.1), for routers that do not say theirs. */
const PLATEAUS = [32_000, 17_914, 8_166, 4_352, 2_002, 1_492, 1_006, 508, 296, 68];

/** Segments are not made smaller than for this MTU on a router's word: a forged one costs us most below it (RFC 5927 §7). */
export const PATH_MTU_MIN = 296;

/** The payload that fits, given the one that did not; never a larger one. */
export function narrowerMss(mtu: number, mss: number): number {
  const sent = mss + HEADERS_OCTETS;
  const fits = mtu > 0 ? mtu : (PLATEAUS.find((plateau) => plateau < sent) ?? PATH_MTU_MIN);
  return Math.min(mss, Math.max(fits, PATH_MTU_MIN) - HEADERS_OCTETS);
}
