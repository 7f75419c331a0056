/**
 * What runs in the Network phase: CCP and IPCP, side by side, and what their results let pass. One that fails does not
 * touch the other; whether the link can live without it is decided here.
 * @module
 */
import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import type { Arena } from '@rtemu/engine/arena';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { CcpOption } from '@rtemu/wire/ccp-options';
import type { ControlPacket } from '@rtemu/wire/control-protocol';
import type { IpcpOption } from '@rtemu/wire/ipcp-options';
import { PROTOCOL } from '@rtemu/wire/ppp';
import { Encryption, type StartKeys } from './encryption.js';
import { Ipcp, type IpcpOptions } from './ipcp.js';
import { type LinkEvent, reportLayer } from './link-event.js';
import type { CcpOptions } from './link-options.js';
import { NEGOTIATION_INITIAL, type Negotiation, type NegotiationTiming } from './negotiation.js';
import type { DownReason } from './reason.js';

/** What passes in one direction. */
export type Traffic = 'nothing' | 'plain' | 'enciphered';

export interface NetworkOptions {
  readonly ccp: CcpOptions;
  readonly ipcp: IpcpOptions;
  readonly ipcpTiming: Partial<NegotiationTiming> | undefined;
  /** What MS-CHAP yielded; without it there is no MPPE. */
  readonly startKeys: StartKeys | undefined;
  readonly peerMru: number;
}

/** Whether the link is enciphered, may do without, must not, or is still to know. */
type Verdict = 'pending' | 'agreed' | 'none' | 'refused';

export class Network {
  sends: Traffic = 'nothing';
  receives: Traffic = 'nothing';
  isUp = false;
  /** Why the link has to end. */
  failure: DownReason | undefined;
  readonly ipcp: Ipcp;
  /** `undefined` when CCP is off, or there are no keys and it is not wanted for compression either. */
  readonly encryption: Encryption | undefined;
  readonly #layers: readonly (Negotiation<CcpOption> | Negotiation<IpcpOption>)[];
  #verdict: Verdict = 'pending';
  #isStopped = false;

  /** @param events where to report. */
  constructor(
    arena: Arena,
    mppe: MppeEngine,
    private readonly options: NetworkOptions,
    private readonly events: LinkEvent[],
  ) {
    const { ccp, ipcp, ipcpTiming, startKeys, peerMru } = options;
    this.ipcp = new Ipcp(ipcp, { ...NEGOTIATION_INITIAL, ...ipcpTiming });
    const { type, compression } = ccp;
    if ((type !== 'none' && startKeys) || compression) {
      const timing = { ...NEGOTIATION_INITIAL, ...ccp.timing };
      const refusesState = ccp.stateful === 'refuse';
      this.encryption = new Encryption(arena, mppe, startKeys, type, refusesState, timing, compression);
    }
    this.#layers = [...(this.encryption ? [this.encryption.ccp.negotiation] : []), this.ipcp.negotiation];
    for (const layer of this.#layers) layer.peerMru = peerMru;
  }

  start(now: Instant): void {
    for (const layer of this.#layers) {
      layer.open(now);
      layer.handleUp(now);
    }
    this.settle();
  }

  /** LCP is gone: nothing passes any more, and the keys in use are wiped. */
  stop(now: Instant): void {
    this.#isStopped = true; // that CCP goes down with it says nothing of encryption
    for (const layer of this.#layers) layer.handleDown(now);
    this.settle();
  }

  /** @returns false when the protocol is none of ours. */
  handlePacket(now: Instant, protocol: number, packet: ControlPacket): boolean {
    if (protocol === PROTOCOL.ipcp) {
      const { negotiation } = this.ipcp;
      if (!negotiation.handlePacket(now, packet)) negotiation.rejectCode(now, packet);
      return true;
    }
    if (protocol !== PROTOCOL.ccp || !this.encryption) return false;
    if (this.encryption.ccp.handlePacket(now, packet) === 'reset') this.encryption.handleResetRequest();
    return true;
  }

  /** The peer lacks a protocol. That it lacks one says nothing of another (RFC 1661 §3.7). */
  handleProtocolReject(now: Instant, protocol: number): void {
    if (protocol === PROTOCOL.ccp) this.encryption?.ccp.negotiation.handleDown(now);
    else if (protocol === PROTOCOL.ipcp) this.failure ??= 'ipcp-rejected';
  }

  pollPacket(): { readonly protocol: number; readonly packet: ControlPacket } | undefined {
    const compression = this.encryption?.ccp.negotiation.pollPacket();
    if (compression) return { protocol: PROTOCOL.ccp, packet: compression };
    const internet = this.ipcp.negotiation.pollPacket();
    return internet && { protocol: PROTOCOL.ipcp, packet: internet };
  }

  nextTimeout(): Instant {
    let next = NEVER;
    for (const layer of this.#layers) if (layer.nextTimeout() < next) next = layer.nextTimeout();
    return next;
  }

  handleTimeout(now: Instant): void {
    for (const layer of this.#layers) layer.handleTimeout(now);
  }

  /** Acts on what became of the layers and says what may pass now. To be called after each of the methods above. */
  settle(): void {
    this.#actOnCcp();
    this.#actOnIpcp();
    this.#judgeEncryption();
    const isSettled = this.#verdict === 'agreed' || this.#verdict === 'none';
    const isUp = this.ipcp.negotiation.isOpened && isSettled && this.failure === undefined;
    this.sends = !isUp ? 'nothing' : this.encryption?.sender ? 'enciphered' : 'plain';
    this.receives = !isUp ? 'nothing' : this.encryption?.receiver ? 'enciphered' : 'plain';
    if (isUp !== this.isUp) this.#announce(isUp);
  }

  #actOnCcp(): void {
    const negotiation = this.encryption?.ccp.negotiation;
    for (let signal = negotiation?.pollSignal(); signal; signal = negotiation?.pollSignal()) {
      if (signal === 'tlu') this.encryption!.handleLayerUp();
      else if (signal === 'tld') this.encryption!.handleLayerDown();
      reportLayer(this.events, 'CCP', signal);
    }
  }

  #actOnIpcp(): void {
    const { negotiation } = this.ipcp;
    for (let signal = negotiation.pollSignal(); signal; signal = negotiation.pollSignal()) {
      if (signal === 'tlf') this.failure ??= negotiation.failure ?? 'ipcp-timeout';
      reportLayer(this.events, 'IPCP', signal);
    }
  }

  #judgeEncryption(): void {
    if (this.#isStopped) return;
    const verdict = this.#verdictNow();
    if (verdict === 'refused') this.failure ??= 'no-encryption';
    if (verdict === this.#verdict) return;
    this.#verdict = verdict;
    const { encryption } = this;
    if (verdict === 'agreed') this.events.push({ kind: 'encryption', mode: encryption!.mode });
    else if (verdict !== 'pending')
      this.events.push({
        kind: 'encryption',
        mode: undefined,
        ...(encryption
          ? { offers: encryption.ccp.offers }
          : this.options.ccp.type !== 'none' && { keyless: true as const }),
      });
  }

  /**
   * What was enciphered once does not go on in the clear, whatever the configuration would bear. A link that was let do
   * without goes on while a late CCP tries again.
   */
  #verdictNow(): Verdict {
    const { encryption, options } = this;
    if (encryption?.mode) return 'agreed';
    const mayBePlain = options.ccp.noEncryption === 'accept' && !encryption?.wasAgreed;
    if (encryption?.ccp.negotiation.isNegotiating && this.#verdict !== 'none') return 'pending';
    return mayBePlain ? 'none' : 'refused';
  }

  #announce(isUp: boolean): void {
    this.isUp = isUp;
    if (!isUp) this.events.push({ kind: 'network-down' });
    else {
      const { peerMru } = this.options;
      this.events.push({ kind: 'up', ...this.ipcp.agreement(), encryption: this.encryption?.mode, peerMru });
    }
  }
}
