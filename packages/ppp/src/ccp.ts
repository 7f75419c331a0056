/**
 * The Compression Control Protocol (RFC 1962) with the one option that MPPE needs (RFC 3078 §2). What either side asks
 * for is what it can decipher; stateless mode is always asked for, and 128 bits win over 40.
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
const { stateless: STATELESS, bits40: BITS_40, bits128: BITS_128 } = Options.MPPE;

/** By the words of `ppp ccp type`. */
export type MppeType = 'mppe-40' | 'mppe-128' | 'mppe-any';

const STRENGTHS: Readonly<Record<MppeType, number>> = {
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

export class Ccp {
  readonly negotiation: Negotiation<CcpOption>;
  readonly counters: Counters<'resetRequest' | 'resetAck'> = counters('resetRequest', 'resetAck');
  readonly #strengths: number;
  readonly #refusesState: boolean;
  #wish = 0;
  #peersOffer: number | undefined;

  /** @param refusesState whether a peer that insists on stateful mode gets none, instead of its will. */
  constructor(type: MppeType, refusesState: boolean, timing: NegotiationTiming) {
    this.#strengths = STRENGTHS[type];
    this.#refusesState = refusesState;
    this.negotiation = new Negotiation(this.#policy(), timing, {
      timeout: 'no-encryption',
      rejected: 'no-encryption',
      terminated: 'no-encryption',
    });
  }

  /** How we encipher: as the peer asked. `undefined`: not at all. */
  get sending(): MppeMode | undefined {
    return modeOf(optionOf(this.negotiation.remote, 'Mppe'));
  }

  /** How the peer enciphers: as we asked. */
  get receiving(): MppeMode | undefined {
    return modeOf(optionOf(this.negotiation.local, 'Mppe'));
  }

  get offers(): MppeOffers {
    return { ours: STATELESS | this.#strengths, theirs: this.#peersOffer };
  }

  /** @returns `reset` when the peer lost packets and wants our cipher restarted (RFC 3078 §8). */
  handlePacket(now: Instant, packet: ControlPacket): 'reset' | undefined {
    if (this.negotiation.handlePacket(now, packet)) return undefined;
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
        this.#wish = STATELESS | this.#strengths;
        this.#peersOffer = undefined;
      },
      options: {
        Mppe: {
          ask: () => ({ kind: 'Mppe', value: this.#wish }),
          judge: ({ value }, naks) => this.#judge(value, naks),
          handleNak: ({ value }) => this.#adopt(value),
          handleReject: () => 'no-encryption',
        },
        Unknown: REFUSED,
      },
      // A request without MPPE is one for no compression at all.
      missing: (asked) => (optionOf(asked, 'Mppe') ? [] : [{ kind: 'Mppe', value: this.#best(this.#strengths) }]),
    };
  }

  #best(strengths: number): number {
    return STATELESS | strongest(strengths);
  }

  /** One strength, the strongest that both know; the bits that we do not know, and MPPC, are cleared. */
  #judge(asked: number, naks: number): Verdict<MppeOption> {
    this.#peersOffer = asked;
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
