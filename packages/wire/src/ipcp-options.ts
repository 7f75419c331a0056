/**
 * The Configuration Options of IPCP (RFC 1332 §3) and its name server addresses (RFC 1877 §1), whose numbers go
 * DNS, NBNS, DNS, NBNS.
 * @module
 */
import { type Ipv4Address, printIpv4 } from './address.js';
import { number, type OptionLayout, octets, optionCodec, type UnknownOption } from './option-list.js';

/** The options that are one address; 0.0.0.0 asks the other side for one. */
export type AddressKind = 'IpAddress' | 'PrimaryDns' | 'PrimaryNbns' | 'SecondaryDns' | 'SecondaryNbns';

type AddressOption<Kind extends AddressKind> = { readonly kind: Kind; readonly address: Ipv4Address };

export type IpcpOption =
  /** Obsolete: both ends in one option (RFC 1332 §3.1). */
  | { readonly kind: 'IpAddresses'; readonly data: Uint8Array }
  /** Van Jacobson is protocol 002d with two octets behind it (RFC 1332 §3.2). */
  | { readonly kind: 'IpCompressionProtocol'; readonly data: Uint8Array }
  | { readonly [Kind in AddressKind]: AddressOption<Kind> }[AddressKind]
  | UnknownOption;

const address = (type: number): OptionLayout<{ readonly address: Ipv4Address }> => {
  const layout = number(type, 4);
  return {
    type,
    length: layout.length,
    read: (data) => ({ address: layout.read(data).value as Ipv4Address }),
    write: ({ address: value }) => layout.write({ value }),
    print: ({ address: value }) => `=${printIpv4(value)}`,
  };
};

export const { parse, lengthOf, emitInto, emit, describe } = optionCodec<IpcpOption>({
  IpAddresses: octets(1, 2),
  IpCompressionProtocol: octets(2, 4),
  IpAddress: address(3),
  PrimaryDns: address(129),
  PrimaryNbns: address(130),
  SecondaryDns: address(131),
  SecondaryNbns: address(132),
});
