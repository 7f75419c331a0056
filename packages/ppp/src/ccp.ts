/**
 * The Compression Control Protocol (RFC 1962) with the one option that MPPE needs (RFC 3078 §2). What either side asks
 * for is what it can decipher; stateless mode is always asked for, and 128 bits win over 40.
 *
 * Nothing is ever compressed (FAQ Q7): whoever asks for that is told of MPPE alone, or refused. As a client that has it
 * switched on we ask for compression ourselves, and end CCP where a peer grants it.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';
import type { Instant } from '@rtemu/engine/time';
import * as Options from '@rtemu/wire/ccp-options';
import { CODE, type ControlPacket } from '@rtemu/wire/control-protocol';
import { Negotiation, type NegotiationTiming } from './negotiation.js';
import { type OptionPolicy, optionOf, REFUSED, type Verdict } from './option-policy.js';
import type { DownReason } from './reason.js';

type CcpOption = Options.CcpOption;
type MppeOption = Options.MppeOption;
const { stateless: STATELESS, bits40: BITS_40, bits128: BITS_128, compression: COMPRESSION } = Options.MPPE;

/** By the words of `ppp ccp type`. */
export type MppeType = 'mppe-40' | 'mppe-128' | 'mppe-any';

/** What a client with software compression asks for: MPPC in the option of MPPE, or Stac LZS. */
export type Compression = 'mppc' | 'stac';

const STRENGTHS: Readonly<Record<MppeType | 'none', number>> = {
  none: 0,
  'mppe-40': BITS_40,
  'mppe-128': BITS_128,
  'mppe-any': BITS_40 | BITS_128,
};

/** What one direction of the link was agreed to be enciphered with. */
export interface MppeMode {
  readonly bits: 40 | 128;
  readonly stateless: boolean;
}

/** What either side said it can do, in the bits of the MPPE option; `undefined`: the peer never spoke of MPPE. */
export interface MppeOffers {
  readonly ours: number;
  readonly theirs: number | undefined;
}

/** How often a peer that wants to keep state is asked not to, before it has its will. */
const STATELESS_NAKS = 2;

/** Stac LZS as Windows asked for it: one history, extended mode (RFC 1974 §2). */
const STAC_LZS: Options.StacLzsOption = { kind: 'StacLzs', historyCount: 1, checkMode: 4 };

export class Ccp {
  readonly negotiation: Negotiation<CcpOption>;
  readonly counters: Counters<'resetRequest' | 'resetAck'> = counters('resetRequest', 'resetAck');
  readonly #strengths: number;
  readonly #refusesState: boolean;
  readonly #compression: Compression | undefined;
  #wish = 0;
  #wishesStac = false;
  #peersOffer: number | undefined;

  /**
   * @param type `none`: CCP is there for compression alone.
   * @param refusesState whether a peer that insists on stateful mode gets none, instead of its will.
   * @param compression what to ask for besides.
   */
  constructor(type: MppeType | 'none', refusesState: boolean, timing: NegotiationTiming, compression?: Compression) {
    this.#strengths = STRENGTHS[type];
    this.#refusesState = refusesState;
    this.#compression = compression;
    this.negotiation = new Negotiation(this.#policy(), timing, {
      timeout: 'no-encryption',
      rejected: 'no-encryption',
      terminated: 'no-encryption',
    });
  }

  /** How we encipher: as the peer asked. `undefined`: not at all. */
  get sending(): MppeMode | undefined {
    return this.#isCompressed ? undefined : modeOf(optionOf(this.negotiation.remote, 'Mppe'));
  }

  /** How the peer enciphers: as we asked. */
  get receiving(): MppeMode | undefined {
    return this.#isCompressed ? undefined : modeOf(optionOf(this.negotiation.local, 'Mppe'));
  }

  get offers(): MppeOffers {
    return { ours: this.#initialWish, theirs: this.#peersOffer };
  }

  /** @returns `reset` when the peer lost packets and wants our cipher restarted (RFC 3078 §8). */
  handlePacket(now: Instant, packet: ControlPacket): 'reset' | undefined {
    if (this.negotiation.handlePacket(now, packet)) {
      // Compressed packets could not be read.
      if (this.negotiation.isOpened && this.#isCompressed) this.negotiation.fail(now, 'no-encryption');
      return undefined;
    }
    if (packet.code === CODE.resetRequest) return this.#handleResetRequest(now, packet);
    if (packet.code === CODE.resetAck) this.counters.resetAck++;
    else this.negotiation.rejectCode(now, packet);
    return undefined;
  }

  requestReset(): void {
    this.negotiation.send(CODE.resetRequest, new Uint8Array());
  }

  #handleResetRequest(now: Instant, { identifier }: ControlPacket): 'reset' | undefined {
    this.counters.resetRequest++;
    if (!this.negotiation.isOpened) return undefined;
    this.negotiation.reply(now, { code: CODE.resetAck, identifier, data: new Uint8Array() });
    return 'reset';
  }

  #policy(): OptionPolicy<CcpOption> {
    return {
      codec: Options,
      reset: () => {
        this.#wish = this.#initialWish;
        this.#wishesStac = this.#compression === 'stac';
        this.#peersOffer = undefined;
      },
      options: {
        Mppe: {
          ask: () => (this.#wish === 0 ? undefined : { kind: 'Mppe', value: this.#wish }),
          judge: ({ value }, naks) => this.#judge(value, naks),
          handleNak: ({ value }) => this.#adopt(value),
          handleReject: () => 'no-encryption',
        },
        StacLzs: {
          ask: () => (this.#wishesStac ? STAC_LZS : undefined),
          judge: () => 'reject',
          handleNak: () => this.#goWithoutStac(),
          handleReject: () => this.#goWithoutStac(),
        },
        Unknown: REFUSED,
      },
      // A request without MPPE is one for no compression at all.
      missing: (asked) =>
        this.#strengths === 0 || optionOf(asked, 'Mppe') ? [] : [{ kind: 'Mppe', value: this.#best(this.#strengths) }],
    };
  }

  get #initialWish(): number {
    const mppe = this.#strengths === 0 ? 0 : STATELESS | this.#strengths;
    return this.#compression === 'mppc' ? mppe | COMPRESSION : mppe;
  }

  /** Whether the peer was so kind as to grant us compression. */
  get #isCompressed(): boolean {
    const { local } = this.negotiation;
    const bits = optionOf(local, 'Mppe')?.value ?? 0;
    return (bits & COMPRESSION) !== 0 || optionOf(local, 'StacLzs') !== undefined;
  }

  /** Without compression and without MPPE there is nothing left for CCP to do. */
  #goWithoutStac(): DownReason | undefined {
    this.#wishesStac = false;
    return this.#wish === 0 ? 'no-encryption' : undefined;
  }

  #best(strengths: number): number {
    return STATELESS | strongest(strengths);
  }

  /** One strength, the strongest that both know; the bits that we do not know, and MPPC, are cleared. */
  #judge(asked: number, naks: number): Verdict<MppeOption> {
    this.#peersOffer = asked;
    if (this.#strengths === 0) return 'reject';
    const common = asked & this.#strengths;
    if (common === 0) return { nak: { kind: 'Mppe', value: this.#best(this.#strengths) } };
    const insistsOnState = (asked & STATELESS) === 0 && naks >= STATELESS_NAKS && !this.#refusesState;
    const value = insistsOnState ? strongest(common) : this.#best(common);
    return asked === value ? 'ack' : { nak: { kind: 'Mppe', value } };
  }

  /** The requester has to ask for what the Nak says, or to give up (RFC 3078 §2.1). */
  #adopt(suggested: number): DownReason | undefined {
    this.#peersOffer ??= suggested;
    const common = suggested & this.#strengths;
    const isStateless = (suggested & STATELESS) !== 0;
    if (common === 0 || (!isStateless && this.#refusesState)) return 'no-encryption';
    this.#wish = (isStateless ? STATELESS : 0) | strongest(common);
    return undefined;
  }
}

const strongest = (strengths: number): number => ((strengths & BITS_128) !== 0 ? BITS_128 : strengths & BITS_40);

/** A peer that acknowledged two strengths at once means the stronger. */
function modeOf(option: MppeOption | undefined): MppeMode | undefined {
  const strength = strongest(option?.value ?? 0);
  if (strength === 0) return undefined;
  return { bits: strength === BITS_128 ? 128 : 40, stateless: (option!.value & STATELESS) !== 0 };
}
