/**
 * What a link reports. The first four want something done; the rest is for a log.
 * @module
 */
import type { Ipv4Address } from '@rtemu/wire/address';
import type { AuthenticationMethod, AuthenticationRole } from './authentication-method.js';
import type { MppeMode, MppeOffers } from './ccp.js';
import type { Signal } from './negotiation.js';
import type { DownReason } from './reason.js';

export type LayerName = 'LCP' | 'CCP' | 'IPCP';

/** What both directions are enciphered with. */
export interface EncryptionMode {
  readonly sending: MppeMode;
  readonly receiving: MppeMode;
}

export type LinkEvent =
  /**
   * The peer may come in, or need not say who it is: to be answered with `admit`, or with `close`. It comes again when
   * the link negotiates anew.
   */
  | { readonly kind: 'authenticated'; readonly peerName: string | undefined }
  /** IPv4 packets pass from now on. */
  | {
      readonly kind: 'up';
      readonly localAddress: Ipv4Address | undefined;
      readonly remoteAddress: Ipv4Address | undefined;
      readonly dns: readonly Ipv4Address[];
      readonly wins: readonly Ipv4Address[];
      readonly encryption: EncryptionMode | undefined;
      readonly peerMru: number;
    }
  /** No IPv4 packet passes any more. The link negotiates anew, or is on its way down. */
  | { readonly kind: 'network-down' }
  /** The link is at its end. It stays so until it is opened again. */
  | { readonly kind: 'down'; readonly reason: DownReason }
  | {
      readonly kind: 'authentication-succeeded';
      readonly role: AuthenticationRole;
      readonly method: AuthenticationMethod;
      /** Who was authenticated: the peer, or we. */
      readonly name: string | undefined;
    }
  | {
      readonly kind: 'authentication-failed';
      readonly role: AuthenticationRole;
      readonly method: AuthenticationMethod;
      readonly name: string | undefined;
      readonly reason: DownReason;
    }
  | { readonly kind: 'layer-up' | 'layer-down'; readonly protocol: LayerName }
  /**
   * What CCP came to; without a mode the link is in the clear, or about to end. `offers` say why, when CCP was tried; it was
   * not, although it should have been, when the authentication yielded no keys: `keyless`.
   */
  | {
      readonly kind: 'encryption';
      readonly mode: EncryptionMode | undefined;
      readonly offers?: MppeOffers;
      readonly keyless?: true;
    }
  /** A question of the keepalive was not answered, so many in a row by now; 0: the peer answers again. */
  | { readonly kind: 'keepalive'; readonly missed: number }
  /** The peer ends a protocol. Windows says why: 0 when its user hung up, 742 when it missed encryption. */
  | { readonly kind: 'terminate-request'; readonly protocol: LayerName; readonly windowsReason: number | undefined }
  /** Reported once for each protocol. */
  | { readonly kind: 'protocol-rejected'; readonly by: 'us' | 'peer'; readonly protocol: number }
  /** What MPPE deciphers makes no sense: the two sides have different keys. Reported once while the link is up. */
  | { readonly kind: 'undecipherable' }
  /** Only when the link is told to trace. */
  | { readonly kind: 'packet'; readonly direction: 'sent' | 'received'; readonly text: string };

export function reportLayer(events: LinkEvent[], protocol: LayerName, signal: Signal): void {
  if (signal === 'tlu') events.push({ kind: 'layer-up', protocol });
  else if (signal === 'tld') events.push({ kind: 'layer-down', protocol });
}
