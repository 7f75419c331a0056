/**
 * Peers played by hand, each with the habits of an implementation in the field. A puppet keeps no timers: it says its
 * requests when told to, answers what it hears, and remembers what it heard.
 */
import { Random } from '@rtemu/engine/random';
import { after, START, seconds } from '@rtemu/engine/time';
import * as Ccp from '@rtemu/wire/ccp-options';
import { emit as emitChap, parse as parseChap } from '@rtemu/wire/chap';
import { CODE, type ControlPacket, emit, parse, rejectedProtocolOf } from '@rtemu/wire/control-protocol';
import * as Ipcp from '@rtemu/wire/ipcp-options';
import * as Lcp from '@rtemu/wire/lcp-options';
import type { OptionCodec } from '@rtemu/wire/option-list';
import * as Ppp from '@rtemu/wire/ppp';
import { ChapAuthenticator } from './chap-authenticator.js';
import { ChapPeer } from './chap-peer.js';
import { EXCHANGE_INITIAL, type Exchange } from './exchange.js';
import { type Habits, mppe } from './habits.suite.js';
import { MppeReceiver, MppeSender } from './mppe.js';
import { CREDENTIALS, type World } from './pair.suite.js';

type AnyOption = { readonly kind: string };

interface Complaint {
  readonly code: typeof CODE.configureNak | typeof CODE.configureReject;
  readonly options: readonly AnyOption[];
}

/** One protocol of the puppet. */
class Part {
  #identifier = 0;
  ackedUs = false;
  ackedPeer = false;

  constructor(
    readonly protocol: number,
    private readonly codec: OptionCodec<AnyOption>,
    public wish: readonly AnyOption[],
    /** What it answers instead of an Ack; `undefined`: it is content. */
    private readonly habits: Habits,
    readonly judge: (asked: readonly AnyOption[]) => Complaint | undefined,
  ) {}

  get isOpened(): boolean {
    return this.ackedUs && this.ackedPeer;
  }

  request(): ControlPacket {
    return { code: CODE.configureRequest, identifier: ++this.#identifier, data: this.codec.emit(this.wish) };
  }

  answer({ code, identifier, data }: ControlPacket): ControlPacket[] {
    const options = this.codec.parse(data);
    if (!options.ok) return [];
    switch (code) {
      case CODE.configureRequest: {
        const begins = this.isOpened ? [this.request()] : []; // it begins anew, and so do we (RFC 1661 §4.1)
        const refused = options.value.filter(({ kind }) => this.habits.rejects?.includes(kind));
        const complaint =
          refused.length > 0 ? { code: CODE.configureReject, options: refused } : this.judge(options.value);
        this.ackedPeer = complaint === undefined;
        if (begins.length > 0) this.ackedUs = false;
        if (complaint)
          return [...begins, { code: complaint.code, identifier, data: this.codec.emit(complaint.options) }];
        return [...begins, { code: CODE.configureAck, identifier, data }];
      }
      case CODE.configureAck:
        this.ackedUs ||= identifier === this.#identifier;
        return [];
      case CODE.configureNak:
        if (this.protocol !== Ppp.PROTOCOL.ccp || !this.habits.isStubborn)
          this.wish = this.wish.map((option) => options.value.find(({ kind }) => kind === option.kind) ?? option);
        return [this.request()];
      case CODE.configureReject:
        this.wish = this.wish.filter((option) => !options.value.some(({ kind }) => kind === option.kind));
        return [this.request()];
      default:
        return [];
    }
  }
}

export class Puppet {
  readonly lcp: Part;
  readonly ccp: Part;
  readonly ipcp: Part;
  /** In words, as heard. */
  readonly heard: string[] = [];
  /** Protocols that the peer rejected. */
  readonly rejected: number[] = [];
  readonly packets: Uint8Array[] = [];
  readonly #chap: Exchange & { startKeys: ChapPeer['startKeys'] };
  #sender: MppeSender | undefined;
  #receiver: MppeReceiver | undefined;
  #hasBegunNetwork = false;
  #hasBegunCcp = false;
  #resets = 0;
  /** Whether it went away because IPCP was terminated. */
  hasEnded = false;

  constructor(
    private readonly world: Pick<World, 'arena' | 'engine'>,
    private readonly habits: Habits,
  ) {
    const { lcp, ccp, ipcp, mppe: granted } = habits;
    const part = (protocol: number, codec: unknown, wish: readonly AnyOption[], judge: Part['judge']): Part =>
      new Part(protocol, codec as OptionCodec<AnyOption>, wish, habits, judge);
    this.lcp = part(Ppp.PROTOCOL.lcp, Lcp, lcp, () => undefined);
    this.ccp = part(Ppp.PROTOCOL.ccp, Ccp, ccp, (asked) => {
      if (granted === 0) return asked.length > 0 ? { code: CODE.configureReject, options: asked } : undefined;
      const value = (asked as readonly Ccp.CcpOption[]).find((option) => option.kind === 'Mppe')?.value;
      return value === granted ? undefined : { code: CODE.configureNak, options: mppe(granted) };
    });
    this.ipcp = part(Ppp.PROTOCOL.ipcp, Ipcp, ipcp, (asked) =>
      (asked as readonly Ipcp.IpcpOption[]).some((option) => option.kind === 'IpAddress' && option.address === 0)
        ? { code: CODE.configureNak, options: [{ kind: 'IpAddress', address: 0xc0a8640a } as Ipcp.IpcpOption] }
        : undefined,
    );
    const lookup = (name: string) => (name === CREDENTIALS.name ? CREDENTIALS : undefined);
    this.#chap = habits.isServer
      ? new ChapAuthenticator(new Random(5), 'mschap-v2', {
          ...EXCHANGE_INITIAL,
          ownName: 'puppet',
          lookup,
          retries: 0,
        })
      : new ChapPeer(new Random(5), 'mschap-v2', CREDENTIALS, EXCHANGE_INITIAL);
  }

  get isEnciphered(): boolean {
    return this.#sender !== undefined;
  }

  /** Whether the other end changed its key upon a Reset-Request. */
  get metChanges(): boolean {
    return this.#receiver?.changesOnReset ?? false;
  }

  begin(): Uint8Array[] {
    return [frame(Ppp.PROTOCOL.lcp, emit(this.lcp.request()))];
  }

  /** Says again what was not answered yet. */
  insist(): Uint8Array[] {
    this.#hasBegunCcp ||= this.#hasBegunNetwork;
    const parts = this.#hasBegunNetwork ? [this.ccp, this.ipcp] : [];
    return parts
      .filter((part) => !part.isOpened && !(part === this.ipcp && this.#isIpcpClosed))
      .map((part) => frame(part.protocol, emit(part.request())));
  }

  hear(octets: Uint8Array): Uint8Array[] {
    this.heard.push(Ppp.describe(octets));
    const parsed = Ppp.parse(octets);
    if (!parsed.ok) return [];
    const { protocol, information } = parsed.value;
    if (protocol === Ppp.PROTOCOL.chap) return this.#hearChap(information);
    if (protocol === Ppp.PROTOCOL.compressed) return this.#hearEnciphered(information);
    if (protocol === Ppp.PROTOCOL.ipv4) this.packets.push(information);
    const packet = parse(information);
    if (!packet.ok) return [];
    if (protocol === Ppp.PROTOCOL.lcp) return this.#hearLcp(packet.value);
    if (protocol === Ppp.PROTOCOL.ccp) return this.#hearCcp(packet.value);
    if (protocol === Ppp.PROTOCOL.ipcp) return this.#hearIpcp(packet.value);
    return [];
  }

  /** An IPv4 packet as this peer would send it now. */
  wrap(packet: Uint8Array): Uint8Array {
    if (!this.#sender) return frame(Ppp.PROTOCOL.ipv4, packet);
    const slot = this.world.arena.takeCopy(Uint8Array.of(0x00, 0x21, ...packet));
    this.#sender.encipher(slot);
    const sealed = this.world.arena.copy(slot);
    this.world.arena.release(slot);
    return frame(Ppp.PROTOCOL.compressed, sealed);
  }

  release(): void {
    this.#sender?.release();
    this.#receiver?.release();
  }

  get #isIpcpClosed(): boolean {
    return this.habits.ipcpClosedUntilCcp === true && !this.ccp.isOpened;
  }

  #hearLcp(packet: ControlPacket): Uint8Array[] {
    const { code, identifier, data } = packet;
    const wasOpened = this.lcp.isOpened;
    if (code === CODE.protocolReject) this.rejected.push(rejectedProtocolOf(data)!);
    if (code === CODE.echoRequest) {
      const magic = this.lcp.wish.find(
        (option): option is Lcp.LcpOption & { value: number } => option.kind === 'MagicNumber',
      );
      const answer = Uint8Array.from(data);
      new DataView(answer.buffer).setUint32(0, magic?.value ?? 0);
      return [frame(Ppp.PROTOCOL.lcp, emit({ code: CODE.echoReply, identifier, data: answer }))];
    }
    if (code === CODE.terminateRequest)
      return [frame(Ppp.PROTOCOL.lcp, emit({ code: CODE.terminateAck, identifier, data: new Uint8Array() }))];
    const frames = this.lcp.answer(packet).map((answer) => frame(Ppp.PROTOCOL.lcp, emit(answer)));
    if (!wasOpened && this.lcp.isOpened) {
      this.#chap.start(START);
      frames.push(...this.#chapFrames());
    }
    return frames;
  }

  #hearChap(information: Uint8Array): Uint8Array[] {
    this.#chap.handlePacket(START, information);
    const frames = this.#chapFrames();
    if (this.#chap.outcome === 'succeeded' && !this.#hasBegunNetwork) {
      this.#hasBegunNetwork = true;
      this.#hasBegunCcp = !this.habits.ccpComesLate;
      if (this.#hasBegunCcp) frames.push(frame(Ppp.PROTOCOL.ccp, emit(this.ccp.request())));
      if (!this.#isIpcpClosed) frames.push(frame(Ppp.PROTOCOL.ipcp, emit(this.ipcp.request())));
      if (this.habits.ipv6cp) frames.push(frame(0x8057, Uint8Array.of(1, 1, 0, 14, 1, 10, 0, 0, 0, 0, 0, 0, 0, 1)));
    }
    return frames;
  }

  #chapFrames(): Uint8Array[] {
    const frames: Uint8Array[] = [];
    for (let octets = this.#chap.pollPacket(); octets; octets = this.#chap.pollPacket())
      frames.push(frame(Ppp.PROTOCOL.chap, this.habits.isTerse ? withoutWords(octets) : octets));
    return frames;
  }

  #hearCcp(packet: ControlPacket): Uint8Array[] {
    if (!this.#hasBegunCcp) return [];
    if (packet.code === CODE.resetRequest) this.#sender?.handleResetRequest(this.habits.changesOnReset);
    const wasOpened = this.ccp.isOpened;
    const frames = this.ccp.answer(packet).map((answer) => frame(Ppp.PROTOCOL.ccp, emit(answer)));
    if (!wasOpened && this.ccp.isOpened && this.habits.mppe !== 0) {
      this.release(); // it may have been open before
      const keys = this.#chap.startKeys!(128);
      const mode = { bits: 128, stateless: (this.habits.mppe & Ccp.MPPE.stateless) !== 0 } as const;
      this.#sender = MppeSender.create(this.world.arena, this.world.engine, keys.send, mode);
      this.#receiver = MppeReceiver.create(this.world.arena, this.world.engine, keys.receive, mode);
      if (this.habits.ipcpClosedUntilCcp) frames.push(frame(Ppp.PROTOCOL.ipcp, emit(this.ipcp.request())));
    }
    return frames;
  }

  #hearIpcp(packet: ControlPacket): Uint8Array[] {
    this.hasEnded ||= this.habits.ccpComesLate === true && packet.code === CODE.terminateAck;
    if (this.hasEnded) return [];
    if (this.#isIpcpClosed)
      return packet.code === CODE.configureRequest
        ? [frame(Ppp.PROTOCOL.ipcp, emit({ ...packet, code: CODE.terminateAck, data: new Uint8Array() }))]
        : [];
    return this.ipcp.answer(packet).map((answer) => frame(Ppp.PROTOCOL.ipcp, emit(answer)));
  }

  #hearEnciphered(information: Uint8Array): Uint8Array[] {
    if (!this.#receiver) return [];
    const slot = this.world.arena.takeCopy(information);
    const isSound = this.#receiver.decipher(slot);
    if (isSound) this.packets.push(this.world.arena.copy(slot).slice(2));
    this.world.arena.release(slot);
    if (isSound || !this.#receiver.takeResetRequest(after(START, seconds(++this.#resets)))) return [];
    const request = { code: CODE.resetRequest, identifier: this.#resets, data: new Uint8Array() };
    return [frame(Ppp.PROTOCOL.ccp, emit(request))];
  }
}

/** `S=... M=...` without what follows the proof. */
function withoutWords(octets: Uint8Array): Uint8Array {
  const packet = parseChap(octets);
  if (!packet.ok || packet.value.kind !== 'Success') return octets;
  return emitChap({ ...packet.value, message: packet.value.message.replace(/ M=.*/, '') });
}

const frame = (protocol: number, information: Uint8Array): Uint8Array =>
  Ppp.emit({ addressAndControl: true, compressedProtocol: false, protocol, information });
