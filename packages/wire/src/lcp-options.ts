/**
 * The Configuration Options of LCP (RFC 1661 §6; RFC 1570 §2.3 for Callback; RFC 1990 §5.1 and RFC 2125 §3 for those of
 * Multilink).
 * @module
 */
import { flag, number, type OptionLayout, octets, optionCodec, type UnknownOption } from './option-list.js';
import { viewOf } from './parsed.js';
import { hexOf } from './text.js';

export type LcpOption =
  | { readonly kind: 'MaximumReceiveUnit'; readonly value: number }
  | { readonly kind: 'AsyncControlCharacterMap'; readonly value: number }
  | AuthenticationProtocol
  | { readonly kind: 'QualityProtocol'; readonly data: Uint8Array }
  | { readonly kind: 'MagicNumber'; readonly value: number }
  | { readonly kind: 'ProtocolFieldCompression' }
  | { readonly kind: 'AddressAndControlFieldCompression' }
  /** The first octet is the operation; Windows asks for 6, CBCP. */
  | { readonly kind: 'Callback'; readonly data: Uint8Array }
  | { readonly kind: 'MaximumReceivedReconstructedUnit'; readonly value: number }
  | { readonly kind: 'ShortSequenceNumbers' }
  | { readonly kind: 'EndpointDiscriminator'; readonly data: Uint8Array }
  | { readonly kind: 'LinkDiscriminator'; readonly value: number }
  | UnknownOption;

/** A PPP protocol number, and for CHAP the octet that says which algorithm. */
export interface AuthenticationProtocol {
  readonly kind: 'AuthenticationProtocol';
  readonly protocol: number;
  readonly data: Uint8Array;
}

const hexadecimal = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

const authentication: OptionLayout<AuthenticationProtocol> = {
  type: 3,
  length: 4,
  open: true,
  read: (data) => ({ protocol: viewOf(data).getUint16(0), data: data.subarray(2) }),
  write: ({ protocol, data }) => Uint8Array.of(protocol >>> 8, protocol, ...data),
  print: ({ protocol, data }) => `=${protocol.toString(16)}${data.length > 0 ? `,${hexOf(data)}` : ''}`,
};

export const { parse, lengthOf, emitInto, emit, describe } = optionCodec<LcpOption>({
  MaximumReceiveUnit: number(1, 2),
  AsyncControlCharacterMap: number(2, 4, hexadecimal),
  AuthenticationProtocol: authentication,
  QualityProtocol: octets(4, 4),
  MagicNumber: number(5, 4, hexadecimal),
  ProtocolFieldCompression: flag(7),
  AddressAndControlFieldCompression: flag(8),
  Callback: octets(13, 3),
  MaximumReceivedReconstructedUnit: number(17, 2),
  ShortSequenceNumbers: flag(18),
  EndpointDiscriminator: octets(19, 3),
  LinkDiscriminator: number(23, 2),
});
