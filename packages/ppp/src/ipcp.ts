/**
 * The Internet Protocol Control Protocol (RFC 1332) with name servers (RFC 1877), in both roles: handing addresses out
 * and asking for them. 0.0.0.0 asks; the answer is a Nak with the address.
 * @module
 */
import { type Ipv4Address, UNSPECIFIED } from '@rtemu/wire/address';
import * as Options from '@rtemu/wire/ipcp-options';
import { Negotiation, type NegotiationTiming } from './negotiation.js';
import { type OptionPolicy, type OptionRecord, optionOf, REFUSED, type Verdict } from './option-policy.js';
import type { DownReason } from './reason.js';

type IpcpOption = Options.IpcpOption;
type AddressKind = Options.AddressKind;
type NameServerKind = Exclude<AddressKind, 'IpAddress'>;
type AddressOption<Kind extends AddressKind> = { readonly kind: Kind; readonly address: Ipv4Address };

export interface IpcpOptions {
  /** Whether addresses are negotiated at all, `ppp ipcp ipaddress`; true unless said otherwise. */
  readonly negotiateAddress?: boolean;
  /** Our address on the link. */
  readonly localAddress?: Ipv4Address | undefined;
  /** Take the address that the peer gives us; without one there is no link. */
  readonly askAddress?: boolean;
  /** What the peer is given. Without it the peer may choose, and gets none when it asks for one. */
  readonly remoteAddress?: Ipv4Address | undefined;
  /** Whether an address that the peer chose is free; every one is unless said otherwise. */
  readonly mayChoose?: (address: Ipv4Address) => boolean;
  /** Name servers for the peer, at most two of each. */
  readonly dns?: readonly Ipv4Address[];
  readonly wins?: readonly Ipv4Address[];
  /** Ask the peer for name servers. */
  readonly askDns?: boolean;
  readonly askWins?: boolean;
}

/** What an Opened IPCP came to; an address that was not negotiated is the configured one, if there is one. */
export interface IpcpAgreement {
  readonly localAddress: Ipv4Address | undefined;
  readonly remoteAddress: Ipv4Address | undefined;
  /** What the peer told us. */
  readonly dns: readonly Ipv4Address[];
  readonly wins: readonly Ipv4Address[];
}

export class Ipcp {
  readonly negotiation: Negotiation<IpcpOption>;
  readonly #options: IpcpOptions;
  /** What we ask for; a kind that the peer refused is not among them any more. */
  #wish: Partial<Record<AddressKind, Ipv4Address>> = {};

  constructor(options: IpcpOptions, timing: NegotiationTiming) {
    this.#options = options;
    this.negotiation = new Negotiation(this.#policy(), timing, {
      timeout: 'ipcp-timeout',
      rejected: 'ipcp-rejected',
      terminated: 'ipcp-terminated',
    });
  }

  agreement(): IpcpAgreement {
    const { local, remote } = this.negotiation;
    const told = (...kinds: AddressKind[]): Ipv4Address[] =>
      kinds.flatMap((kind) => optionOf(local, kind)?.address ?? []).filter((address) => address !== UNSPECIFIED);
    return {
      localAddress: told('IpAddress')[0] ?? this.#options.localAddress,
      remoteAddress: optionOf(remote, 'IpAddress')?.address ?? this.#options.remoteAddress,
      dns: told('PrimaryDns', 'SecondaryDns'),
      wins: told('PrimaryNbns', 'SecondaryNbns'),
    };
  }

  #reset(): void {
    const { negotiateAddress = true, localAddress, askAddress, askDns, askWins } = this.#options;
    const address = localAddress ?? (askAddress ? UNSPECIFIED : undefined);
    this.#wish = {
      ...(negotiateAddress && address !== undefined && { IpAddress: address }),
      ...(askDns && { PrimaryDns: UNSPECIFIED, SecondaryDns: UNSPECIFIED }),
      ...(askWins && { PrimaryNbns: UNSPECIFIED, SecondaryNbns: UNSPECIFIED }),
    };
  }

  #policy(): OptionPolicy<IpcpOption> {
    return {
      codec: Options,
      reset: () => this.#reset(),
      options: {
        IpAddresses: REFUSED,
        IpCompressionProtocol: REFUSED,
        IpAddress: {
          ask: () => this.#ask('IpAddress'),
          judge: ({ address }) => this.#judgeAddress(address),
          handleNak: ({ address }) => {
            if (this.#options.askAddress) this.#take('IpAddress', address);
            return undefined;
          },
          handleReject: () => this.#goWithoutAddress(),
        },
        PrimaryDns: this.#nameServer('PrimaryDns', this.#options.dns?.[0]),
        PrimaryNbns: this.#nameServer('PrimaryNbns', this.#options.wins?.[0]),
        SecondaryDns: this.#nameServer('SecondaryDns', this.#options.dns?.[1]),
        SecondaryNbns: this.#nameServer('SecondaryNbns', this.#options.wins?.[1]),
        Unknown: REFUSED,
      },
    };
  }

  #nameServer<Kind extends NameServerKind>(
    kind: Kind,
    given: Ipv4Address | undefined,
  ): OptionRecord<AddressOption<Kind>> {
    return {
      ask: () => this.#ask(kind),
      judge: ({ address }) => {
        if (given === undefined) return 'reject';
        return address === given ? 'ack' : { nak: { kind, address: given } };
      },
      handleNak: ({ address }) => this.#take(kind, address),
      handleReject: () => this.#forget(kind),
    };
  }

  #ask<Kind extends AddressKind>(kind: Kind): AddressOption<Kind> | undefined {
    const address = this.#wish[kind];
    return address === undefined ? undefined : { kind, address };
  }

  #take(kind: AddressKind, address: Ipv4Address): undefined {
    if (address !== UNSPECIFIED) this.#wish[kind] = address;
  }

  #forget(kind: AddressKind): undefined {
    delete this.#wish[kind];
  }

  #goWithoutAddress(): DownReason | undefined {
    this.#forget('IpAddress');
    return this.#options.askAddress ? 'no-address' : undefined;
  }

  #judgeAddress(address: Ipv4Address): Verdict<AddressOption<'IpAddress'>> {
    const { negotiateAddress = true, remoteAddress, mayChoose } = this.#options;
    if (!negotiateAddress) return 'reject';
    if (remoteAddress !== undefined)
      return address === remoteAddress ? 'ack' : { nak: { kind: 'IpAddress', address: remoteAddress } };
    const isFree = address !== UNSPECIFIED && address !== this.#wish.IpAddress && (mayChoose?.(address) ?? true);
    return isFree ? 'ack' : 'reject';
  }
}
