/**
 * The Link Control Protocol (RFC 1661): its options, Echo, and whatever of its codes needs no more than an answer.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';
import type { Random } from '@rtemu/engine/random';
import type { Instant } from '@rtemu/engine/time';
import { CODE, type ControlPacket, echoData, magicNumberOf, protocolRejectData } from '@rtemu/wire/control-protocol';
import * as Options from '@rtemu/wire/lcp-options';
import { type AuthenticationMethod, methodOf, optionFor } from './authentication-method.js';
import { Keepalive, type KeepaliveOptions } from './keepalive.js';
import { MRU_INITIAL, NEGOTIATION_INITIAL, Negotiation, type NegotiationOptions } from './negotiation.js';
import { type OptionPolicy, optionOf, REFUSED, type Verdict } from './option-policy.js';
import type { DownReason } from './reason.js';

type LcpOption = Options.LcpOption;

export interface LcpOptions extends NegotiationOptions {
  /** Octets of information that we can take; `undefined`: the peer is not told, and believes in 1500. */
  readonly mru?: number | undefined;
  readonly magicNumber: boolean;
  /** Whether address and control, and the first octet of a protocol number, may be left out; both by us and by the peer. */
  readonly acfc: boolean;
  readonly pfc: boolean;
  readonly keepalive?: KeepaliveOptions | undefined;
  /**
   * Frames go without address and control, and nothing that says how to write them is agreed to: PPPoE (RFC 2516 §7).
   * `acfc` and `pfc` must be false then.
   */
  readonly bare?: boolean;
}

/** As a Yamaha router has them initially. */
export const LCP_INITIAL: LcpOptions = {
  ...NEGOTIATION_INITIAL,
  mru: 1792,
  magicNumber: true,
  acfc: false,
  pfc: false,
};

/** What an Opened LCP came to. */
export interface LcpAgreement {
  /** How the peer authenticates itself to us, and we to the peer. */
  readonly demanded: AuthenticationMethod | undefined;
  readonly promised: AuthenticationMethod | undefined;
  readonly peerMru: number;
  /** Whether frames to the peer may be compressed so. */
  readonly acfc: boolean;
  readonly pfc: boolean;
}

/** What we ask for. It shrinks as the peer refuses. */
interface Wish {
  mru: number | undefined;
  magicNumber: number | undefined;
  acfc: true | undefined;
  pfc: true | undefined;
  /** What we may demand, the next first. */
  methods: readonly AuthenticationMethod[];
}

/** A peer that can take less than this could not even negotiate. */
const MRU_MIN = 128;
/** How often the peer may have our Magic-Number by chance. */
const COINCIDENCES_MAX = 5;

export type LcpCounter = 'loopback' | 'echoRequest' | 'echoReply' | 'ignored';

export class Lcp {
  readonly negotiation: Negotiation<LcpOption>;
  readonly keepalive: Keepalive | undefined;
  readonly counters: Counters<LcpCounter> = counters('loopback', 'echoRequest', 'echoReply', 'ignored');
  /** Whether the peer last asked for an authentication that we refuse. */
  refusedAuthentication = false;

  readonly #random: Random;
  readonly #options: LcpOptions;
  readonly #accepted: readonly AuthenticationMethod[];
  #wish: Wish;
  #coincidences = 0;

  /**
   * @param demanded methods of which the peer has to use one, the best first; none: it need not authenticate itself.
   * @param accepted methods by which we would authenticate ourselves, the best first.
   */
  constructor(
    random: Random,
    options: LcpOptions,
    readonly demanded: readonly AuthenticationMethod[],
    accepted: readonly AuthenticationMethod[],
  ) {
    this.#random = random;
    this.#options = options;
    this.#accepted = accepted;
    this.#wish = this.#initialWish();
    this.keepalive = options.keepalive && new Keepalive(options.keepalive);
    this.negotiation = new Negotiation(this.#policy(), options, {
      timeout: 'lcp-timeout',
      rejected: 'lcp-rejected',
      terminated: 'peer-terminated',
    });
  }

  /** The number that goes into Echo: 0 when none was agreed. */
  get magicNumber(): number {
    return optionOf(this.negotiation.local, 'MagicNumber')?.value ?? 0;
  }

  agreement(): LcpAgreement {
    const { local, remote } = this.negotiation;
    const ours = optionOf(local, 'AuthenticationProtocol');
    const theirs = optionOf(remote, 'AuthenticationProtocol');
    return {
      demanded: ours && methodOf(ours),
      promised: theirs && methodOf(theirs),
      peerMru: optionOf(remote, 'MaximumReceiveUnit')?.value ?? MRU_INITIAL,
      acfc: optionOf(remote, 'AddressAndControlFieldCompression') !== undefined,
      pfc: optionOf(remote, 'ProtocolFieldCompression') !== undefined,
    };
  }

  handlePacket(now: Instant, packet: ControlPacket): void {
    if (this.negotiation.handlePacket(now, packet)) return;
    switch (packet.code) {
      case CODE.echoRequest:
        this.#handleEchoRequest(now, packet);
        break;
      case CODE.echoReply:
        this.#handleEchoReply(now, packet);
        break;
      // Windows tells its name and how long it may stay; nobody answers (RFC 1570 §2.1, §2.2).
      case CODE.discardRequest:
      case CODE.identification:
      case CODE.timeRemaining:
        this.counters.ignored++;
        break;
      default:
        this.negotiation.rejectCode(now, packet);
    }
  }

  /** Only while Opened (RFC 1661 §5.7). */
  rejectProtocol(protocol: number, information: Uint8Array): void {
    if (!this.negotiation.isOpened) return;
    this.negotiation.send(CODE.protocolReject, protocolRejectData(protocol, information, this.negotiation.peerMru));
  }

  /** @returns `gone` when the keepalive gave the peer up. */
  handleTimeout(now: Instant): 'gone' | undefined {
    this.negotiation.handleTimeout(now);
    const due = this.keepalive?.handleTimeout(now);
    if (due === 'ask') this.negotiation.send(CODE.echoRequest, echoData(this.magicNumber));
    return due === 'gone' ? due : undefined;
  }

  nextTimeout(): Instant {
    const wake = this.negotiation.nextTimeout();
    return this.keepalive && this.keepalive.nextTimeout() < wake ? this.keepalive.nextTimeout() : wake;
  }

  #handleEchoRequest(now: Instant, { identifier, data }: ControlPacket): void {
    const magicNumber = magicNumberOf(data);
    if (magicNumber === undefined) this.negotiation.counters.malformed++;
    else if (magicNumber !== 0 && magicNumber === this.magicNumber) this.counters.loopback++;
    else {
      this.counters.echoRequest++;
      const reply = echoData(this.magicNumber, data.subarray(4));
      this.negotiation.reply(now, { code: CODE.echoReply, identifier, data: reply });
    }
  }

  #handleEchoReply(now: Instant, { data }: ControlPacket): void {
    const magicNumber = magicNumberOf(data);
    if (magicNumber === undefined) this.negotiation.counters.malformed++;
    else if (magicNumber !== 0 && magicNumber === this.magicNumber) this.counters.loopback++;
    else {
      this.counters.echoReply++;
      this.keepalive?.handleReply(now);
    }
  }

  #initialWish(): Wish {
    const { mru, magicNumber, acfc, pfc } = this.#options;
    return {
      mru,
      magicNumber: magicNumber ? this.#drawMagicNumber() : undefined,
      acfc: acfc || undefined,
      pfc: pfc || undefined,
      methods: this.demanded,
    };
  }

  #reset(): void {
    this.#wish = this.#initialWish();
    this.#coincidences = 0;
    this.refusedAuthentication = false;
  }

  #drawMagicNumber(): number {
    return this.#random.u32() || 1;
  }

  #policy(): OptionPolicy<LcpOption> {
    return {
      codec: Options,
      reset: () => this.#reset(),
      options: {
        MaximumReceiveUnit: {
          ask: () => numbered('MaximumReceiveUnit', this.#wish.mru),
          judge: ({ value }) => (value >= MRU_MIN ? 'ack' : { nak: { kind: 'MaximumReceiveUnit', value: MRU_MIN } }),
          handleNak: ({ value }) => this.#receiveAtMost(value),
          handleReject: () => (this.#wish.mru = undefined),
        },
        // Nothing is escaped in GRE, so that any map is as good as another.
        AsyncControlCharacterMap: { judge: () => (this.#options.bare ? 'reject' : 'ack') },
        AuthenticationProtocol: {
          ask: () => this.#wish.methods[0] && optionFor(this.#wish.methods[0]),
          judge: (asked) => this.#judgeAuthentication(asked),
          handleNak: (suggested) => this.#demandNext(methodOf(suggested)),
          handleReject: () => 'peer-refused-authentication',
        },
        QualityProtocol: REFUSED,
        MagicNumber: {
          ask: () => numbered('MagicNumber', this.#wish.magicNumber),
          judge: ({ value }) => this.#judgeMagicNumber(value),
          handleNak: () => this.#chooseOtherMagicNumber(),
          handleReject: () => (this.#wish.magicNumber = undefined),
        },
        ProtocolFieldCompression: {
          ask: () => this.#wish.pfc && { kind: 'ProtocolFieldCompression' },
          judge: () => (this.#options.pfc ? 'ack' : 'reject'),
          handleReject: () => (this.#wish.pfc = undefined),
        },
        AddressAndControlFieldCompression: {
          ask: () => this.#wish.acfc && { kind: 'AddressAndControlFieldCompression' },
          judge: () => (this.#options.acfc ? 'ack' : 'reject'),
          handleReject: () => (this.#wish.acfc = undefined),
        },
        Callback: REFUSED,
        MaximumReceivedReconstructedUnit: REFUSED,
        ShortSequenceNumbers: REFUSED,
        EndpointDiscriminator: REFUSED,
        LinkDiscriminator: REFUSED,
        Unknown: REFUSED,
      },
    };
  }

  #receiveAtMost(octets: number): undefined {
    if (octets >= MRU_MIN && octets < this.#wish.mru!) this.#wish.mru = octets;
  }

  #judgeMagicNumber(value: number): Verdict<Extract<LcpOption, { kind: 'MagicNumber' }>> {
    if (value !== 0 && value !== this.#wish.magicNumber) return 'ack';
    if (value !== 0) this.#coincidences++;
    return { nak: { kind: 'MagicNumber', value: this.#drawMagicNumber() } };
  }

  #chooseOtherMagicNumber(): DownReason | undefined {
    this.#wish.magicNumber = this.#drawMagicNumber();
    return this.#coincidences > COINCIDENCES_MAX ? 'loopback' : undefined;
  }

  #judgeAuthentication(asked: Options.AuthenticationProtocol): Verdict<Options.AuthenticationProtocol> {
    const method = methodOf(asked);
    const best = this.#accepted[0];
    this.refusedAuthentication = method === undefined || !this.#accepted.includes(method);
    if (!this.refusedAuthentication) return 'ack';
    return best === undefined ? 'reject' : { nak: optionFor(best) };
  }

  /** What the peer suggests, if it is among what we may still demand, or else our next best. */
  #demandNext(suggested: AuthenticationMethod | undefined): DownReason | undefined {
    const left = this.#wish.methods.slice(1);
    const next = left.find((method) => method === suggested) ?? left[0];
    if (next === undefined) return 'peer-refused-authentication';
    this.#wish.methods = [next, ...left.filter((method) => method !== next)];
    return undefined;
  }
}

const numbered = <Kind extends 'MaximumReceiveUnit' | 'MagicNumber'>(kind: Kind, value: number | undefined) =>
  value === undefined ? undefined : { kind, value };
