/**
 * CCP and what it agreed on: the MPPE ends of both directions of a link.
 * @module
 */
import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import type { MppeBits, MppeStartKeys } from '@rtemu/crypto/mppe-keys';
import type { Arena } from '@rtemu/engine/arena';
import { Ccp, type Compression, type MppeMode, type MppeType } from './ccp.js';
import { MppeReceiver, MppeSender } from './mppe.js';
import type { NegotiationTiming } from './negotiation.js';

/** The start keys that an MS-CHAP exchange yields, one a direction. */
export type StartKeys = (bits: MppeBits) => MppeStartKeys;

export class Encryption {
  readonly ccp: Ccp;
  /** While CCP is Opened and that direction was agreed. */
  sender: MppeSender | undefined;
  receiver: MppeReceiver | undefined;
  /** Set once both directions were enciphered: from then on the link does not fall back to clear text. */
  wasAgreed = false;

  constructor(
    private readonly arena: Arena,
    private readonly engine: MppeEngine,
    /** Without them there is no MPPE. */
    private readonly startKeys: StartKeys | undefined,
    type: MppeType | 'none',
    refusesState: boolean,
    timing: NegotiationTiming,
    compression?: Compression,
  ) {
    this.ccp = new Ccp(startKeys ? type : 'none', refusesState, timing, compression);
  }

  /** What both directions are enciphered with; `undefined` when one of them is not. */
  get mode(): { readonly sending: MppeMode; readonly receiving: MppeMode } | undefined {
    return this.sender && this.receiver && { sending: this.sender.mode, receiving: this.receiver.mode };
  }

  /** CCP is up: the ciphers begin from the start keys. A direction for which there is no context stays without. */
  handleLayerUp(): void {
    const { arena, engine } = this;
    const { sending, receiving } = this.ccp;
    const bits = new Set([sending?.bits, receiving?.bits]);
    for (const strength of bits) {
      if (strength === undefined) continue;
      const { send, receive } = this.startKeys!(strength);
      if (sending?.bits === strength) this.sender = MppeSender.create(arena, engine, send, sending);
      if (receiving?.bits === strength) this.receiver = MppeReceiver.create(arena, engine, receive, receiving);
      send.fill(0);
      receive.fill(0);
    }
    this.wasAgreed ||= this.mode !== undefined;
  }

  handleResetRequest(): void {
    this.sender?.handleResetRequest(this.receiver?.changesOnReset);
  }

  /** Wipes the keys in use. */
  handleLayerDown(): void {
    this.sender?.release();
    this.receiver?.release();
    this.sender = undefined;
    this.receiver = undefined;
  }
}
