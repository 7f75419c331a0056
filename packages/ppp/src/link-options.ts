/**
 * What a link is told when it is made. Whatever is left out is as a Yamaha router has it initially.
 * @module
 */
import type { AuthenticationOptions } from './authentication.js';
import type { Compression, MppeType } from './ccp.js';
import type { LcpOptions } from './lcp.js';
import type { NegotiationTiming } from './negotiation.js';

export interface CcpOptions {
  readonly type: 'none' | MppeType;
  /** What becomes of a link that cannot be enciphered: `ppp ccp no-encryption`. */
  readonly noEncryption: 'accept' | 'reject';
  /** Whether a peer that insists on stateful MPPE gets it, or none. */
  readonly stateful?: 'accept' | 'refuse';
  /** What to ask for besides: nobody here compresses, but clients of others want it (FAQ Q7). */
  readonly compression?: Compression;
  readonly timing?: Partial<NegotiationTiming>;
}

export interface PppLinkOptions {
  readonly lcp?: Partial<LcpOptions>;
  readonly authentication?: AuthenticationOptions;
  readonly ccp?: CcpOptions;
  readonly ipcp?: Partial<NegotiationTiming>;
  /** Whether we placed the call: of two MS-CHAP exchanges the caller's yields the keys. */
  readonly isCaller?: boolean;
  /** Report every control packet as an event, in words. */
  readonly trace?: boolean;
}

export const CCP_INITIAL: CcpOptions = { type: 'none', noEncryption: 'accept' };
