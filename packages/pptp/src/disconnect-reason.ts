/**
 * Why a call or a control connection ended, by name, and the number that Yamaha's routers show for it (FAQ Q15; codes
 * of the RT57i and RTV700 guides). The words in either language are not here.
 * @module
 */
import { GENERAL_ERROR } from '@rtemu/wire/pptp-messages';

export const DISCONNECT_CODES = {
  /** We were told to end it. */
  local: 0,
  /** We were told to, because the whole machine goes down. */
  shutdown: 0,
  /** The peer cleared the call or stopped the control connection in good order. */
  'peer-cleared': 0,
  /** TCP went away under the connection. */
  'peer-closed': 0,
  /** Both ends called each other, and the other connection won (RFC 2637 §3.1.3). */
  collision: 0,
  /** A message that may not come now. */
  'procedure-error': 817,
  /** Octets that are no message. */
  'format-error': 818,
  /** A message that cannot be meant: an unsupported version, a value out of range. */
  'content-error': 819,
  'resource-shortage': 820,
  'call-id-error': 821,
  /** The PAC, in ordinary use the server, refused or failed. */
  'pac-error': 822,
  /** The PNS, in ordinary use the client, refused or failed. */
  'pns-error': 823,
  /** For owners: it was ended while TCP was not open yet. */
  'tcp-pending': 824,
  /** For owners: TCP did not open. */
  'tcp-response-timeout': 825,
  /** The peer took TCP but does not answer, or has nobody at the port. */
  'no-control-connection': 826,
  /** For owners: no data for the set time. */
  'tunnel-disconnect-timer': 827,
  'keepalive-failure': 828,
} as const;

export type DisconnectReason = keyof typeof DISCONNECT_CODES;

/** What a peer in the given role means by a refusal: the General Error that came with it (RFC 2637 §2.16), if any. */
export function reasonOfGeneralError(error: number | undefined, peer: 'pns' | 'pac'): DisconnectReason {
  switch (error) {
    case GENERAL_ERROR.notConnected:
      return 'procedure-error';
    case GENERAL_ERROR.badFormat:
      return 'format-error';
    case GENERAL_ERROR.badValue:
      return 'content-error';
    case GENERAL_ERROR.noResource:
      return 'resource-shortage';
    case GENERAL_ERROR.badCallId:
      return 'call-id-error';
    default:
      return peer === 'pac' ? 'pac-error' : 'pns-error';
  }
}
