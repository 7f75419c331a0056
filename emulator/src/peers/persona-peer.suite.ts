/**
 * A whole machine that plays a persona at the other end of a router's cable: TCP and IPv4 of our own, the control messages
 * of a {@link ScriptedPeer}, GRE as the persona numbers it, and PPP with the habits of a {@link Puppet}. A test may put words
 * into its mouth that no sound peer would say, or have it fall silent.
 */
import { NO_SLOT, type Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import type { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import { madeUpMac } from '@rtemu/hosts/made-up-mac';
import { Ipv4Stack } from '@rtemu/ip/stack';
import type { TcpConnection } from '@rtemu/ip/tcp/connection';
import type { World } from '@rtemu/lab/world';
import { type Ipv4Address, UNSPECIFIED } from '@rtemu/wire/address';
import * as Gre from '@rtemu/wire/gre';
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Ppp from '@rtemu/wire/ppp';
import * as Pptp from '@rtemu/wire/pptp';
import type { ControlMessage } from '@rtemu/wire/pptp-messages';
import type { Habits } from '../../../packages/ppp/src/habits.suite.js';
import { CREDENTIALS } from '../../../packages/ppp/src/pair.suite.js';
import { Puppet } from '../../../packages/ppp/src/puppet.suite.js';
import { type Persona, ScriptedPeer } from '../../../packages/pptp/src/personas.suite.js';
import type { DataPlane } from '../data-plane.js';

export { CREDENTIALS };

const PPTP_PORT = 1723;
const INSIST = seconds(3);
/** How often a persona says what was not answered. */
const INSISTS_MAX = 20;

/** What the peer knows of a call that is up. */
export interface PeerCall {
  readonly own: number;
  readonly theirs: number;
  puppet: Puppet;
  sequence: number;
  /** The number of the last packet received. */
  received: number | undefined;
  insistAt: Instant;
  insists: number;
}

export interface PeerOptions {
  readonly address: Ipv4Address;
  readonly router: Ipv4Address;
  readonly persona: Persona;
  readonly habits: Habits;
}

export class PersonaPeer implements Node {
  readonly ports = ['eth0'];
  readonly stack: Ipv4Stack;
  readonly calls = new Map<number, PeerCall>();
  /** Hears and says nothing above TCP while this holds. */
  isMute = false;
  tcp: TcpConnection | undefined;
  script: ScriptedPeer | undefined;
  /** The id that the router gave a call last, whether the persona heeds that or not. */
  routersCallId = 0;
  /** Says in the persona's place what a message is answered with; `undefined` leaves that to the persona. */
  answers: (heard: ControlMessage) => readonly ControlMessage[] | undefined = () => undefined;
  /** Which frames the persona does not get to hear. */
  isDeafTo: (frame: Uint8Array) => boolean = () => false;
  /** All control messages that came, by kind, and PPP frames, in words. */
  readonly heard: string[] = [];
  #unheeded = 0;
  readonly #plane: DataPlane;

  constructor(
    { plane, world, random }: { readonly plane: DataPlane; readonly world: World; readonly random: Random },
    readonly name: string,
    readonly options: PeerOptions,
  ) {
    this.#plane = plane;
    this.world = world;
    this.stack = new Ipv4Stack(plane.arena, random, { forwarding: false });
    this.stack.claim(Gre.IP_PROTOCOL);
    this.stack.tcp.listen(PPTP_PORT);
    this.stack.addEthernet('eth0', madeUpMac(name));
    this.stack.setAddresses(START, 0, [{ address: options.address, length: 24 }]);
  }

  readonly world: World;

  get outbox(): SlotQueue {
    return this.stack.outbox;
  }

  /** The call that came up last. */
  get call(): PeerCall | undefined {
    return [...this.calls.values()].at(-1);
  }

  // What a test has it do.

  /** Opens a connection; a second one takes the place of the first, which is left as it is. */
  dial(): void {
    this.do((now) => {
      const settings = { nagle: false };
      const { address: local, router: remote } = this.options;
      this.script = undefined;
      this.tcp = this.stack.tcp.connect(now, { local, remote, remotePort: PPTP_PORT, settings });
    });
  }

  /** So many messages, each as a segment of its own. */
  say(...messages: readonly ControlMessage[]): void {
    for (const each of messages) this.sayOctets(Pptp.emit(each));
  }

  /** All in one segment. */
  sayTogether(...messages: readonly ControlMessage[]): void {
    this.sayOctets(Uint8Array.from(messages.flatMap((each) => [...Pptp.emit(each)])));
  }

  hangUp(): void {
    this.do(() => this.script?.hangUp());
  }

  /** Forgets what PPP has agreed on, and begins it anew over the same call. */
  restartPpp(): void {
    const { call } = this;
    if (!call) return;
    this.#renew(call);
    this.do((now) => this.#sendFrames(now, call, call.puppet.begin()));
  }

  /** Octets over TCP, in segments of so many; 0: in one. */
  sayOctets(octets: Uint8Array, segment = 0): void {
    this.do((now) => {
      const step = segment === 0 ? octets.length : segment;
      for (let at = 0; at < octets.length; at += step) this.tcp?.send(now, octets.slice(at, at + step), { push: true });
    });
  }

  close(): void {
    this.do((now) => this.tcp?.close(now));
  }

  reset(): void {
    this.do((now) => this.tcp?.abort(now));
  }

  /** Any octets as a GRE packet. */
  sayGreOctets(octets: Uint8Array): void {
    this.do((now) =>
      this.stack.send(now, UNSPECIFIED, this.options.router, Gre.IP_PROTOCOL, this.#plane.arena.takeCopy(octets)),
    );
  }

  /** A PPP frame in its proper order over the call, or over what may be a call of which the persona knows nothing. */
  sayFrame(payload: Uint8Array): void {
    const { call } = this;
    if (payload.length === 0) return;
    this.do((now) => {
      if (call) this.#sendFrames(now, call, [payload]);
      else this.#sendGre(now, { callId: this.routersCallId, sequence: this.#unheeded++, payload });
    });
  }

  /** An ICMP echo from the address that PPP gave it. @returns whether there is a link to send it over */
  ping(destination: Ipv4Address, sequence: number): boolean {
    const { call } = this;
    const source = call && ownAddressOf(call.puppet);
    if (!call || !source) return false;
    const payload = Icmp.emit({ kind: 'echo', identifier: 7, sequence, data: new Uint8Array(20) });
    this.sayFrame(call.puppet.wrap(packetOf(source, destination, payload)));
    return true;
  }

  hasReply(sequence: number): boolean {
    return (this.call?.puppet.packets ?? []).some((octets) => {
      const packet = Ipv4.parse(octets);
      const message = packet.ok && packet.value.protocol === ICMP ? Icmp.parse(packet.value.payload) : undefined;
      return message?.ok === true && message.value.kind === 'echo-reply' && message.value.sequence === sequence;
    });
  }

  /** Forgets everything; of TCP that goes on nothing is heard any more. */
  forget(): void {
    for (const { puppet } of this.calls.values()) puppet.release();
    this.calls.clear();
    this.script = undefined;
    this.tcp = undefined;
  }

  do(act: (now: Instant) => void): void {
    const { now } = this.world;
    act(now);
    this.#settle(now);
    this.world.settle(this);
  }

  // What the world has it do.

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.stack.handleFrame(now, port, frame);
    this.#settle(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.stack.setUp(now, port, up);
    this.#settle(now);
  }

  handleTimeout(now: Instant): void {
    this.stack.handleTimeout(now);
    if (!this.isMute) {
      if (this.script && this.script.nextTimeout() <= now) this.script.handleTimeout(now);
      for (const call of this.calls.values()) if (call.insistAt <= now) this.#insist(now, call);
    }
    this.#settle(now);
  }

  nextTimeout(): Instant {
    if (this.isMute) return this.stack.nextTimeout();
    const insists = [...this.calls.values()].map(({ insistAt }) => insistAt);
    return Math.min(this.stack.nextTimeout(), this.script?.nextTimeout() ?? NEVER, ...insists) as Instant;
  }

  #settle(now: Instant): void {
    const { stack } = this;
    for (let event = stack.tcp.pollEvent(); event; event = stack.tcp.pollEvent()) {
      if (event.kind === 'accepted') {
        this.tcp = event.connection;
        if (!this.isMute) this.script = new ScriptedPeer({ ...this.options.persona, role: 'pac' });
      }
      if (event.connection !== this.tcp) {
        if (event.kind === 'peer-closed') event.connection.close(now);
        continue;
      }
      if (event.kind === 'connected' && !this.isMute)
        this.script = new ScriptedPeer(this.options.persona, this.#callsToPlace);
      if (event.kind === 'readable' || event.kind === 'peer-closed') this.#read(now, event.connection);
      if (event.kind === 'peer-closed') event.connection.close(now);
      if (event.kind === 'peer-closed' || event.kind === 'closed') this.script = undefined;
    }
    this.#sendSegments(now);
    this.#followCalls(now);
    stack.flush(now);
    for (let slot = stack.deliveries.shift(); slot !== NO_SLOT; slot = stack.deliveries.shift()) {
      const packet = Gre.parse(this.#plane.arena.copy(slot).subarray(Ipv4.HEADER_OCTETS));
      this.#plane.arena.release(slot);
      if (packet.ok && !this.isMute) this.#handleGre(now, packet.value);
    }
    stack.flush(now);
    while (stack.pollEvent()) {}
  }

  /** One that opens the connection and is announced a call to places none. */
  get #callsToPlace(): number {
    return this.options.persona.announces ? 0 : 1;
  }

  #read(now: Instant, tcp: TcpConnection): void {
    while (tcp.readable > 0) {
      const octets = tcp.read();
      const message = Pptp.parse(octets);
      const answers = message.ok ? this.#note(message.value) : undefined;
      if (this.isMute) continue;
      if (answers) for (const answer of answers) tcp.send(now, Pptp.emit(answer), { push: true });
      else this.script?.handleSegment(now, octets);
    }
  }

  #note(message: ControlMessage): readonly ControlMessage[] | undefined {
    this.heard.push(message.kind);
    if ('callId' in message) this.routersCallId = message.callId;
    return this.answers(message);
  }

  #sendSegments(now: Instant): void {
    const { script, tcp } = this;
    for (const octets of script?.outward.splice(0) ?? []) tcp?.send(now, octets, { push: true });
    if (script?.tcpClosed) tcp?.close(now);
  }

  #followCalls(now: Instant): void {
    const known = this.script?.calls ?? new Map<number, number>();
    for (const [own, { puppet }] of this.calls)
      if (!known.has(own)) {
        puppet.release();
        this.calls.delete(own);
      }
    for (const [own, theirs] of known) {
      if (this.calls.has(own)) continue;
      const puppet = this.#newPuppet();
      const sequence = this.options.persona.firstSequence;
      const call = { own, theirs, puppet, sequence, received: undefined, insistAt: after(now, INSIST), insists: 0 };
      this.calls.set(own, call);
      this.#sendFrames(now, call, puppet.begin());
    }
  }

  #renew(call: PeerCall): void {
    call.puppet.release();
    call.puppet = this.#newPuppet();
    call.insists = 0;
  }

  #newPuppet(): Puppet {
    const { arena, mppe: engine } = this.#plane;
    return new Puppet({ arena, engine }, this.options.habits);
  }

  #insist(now: Instant, call: PeerCall): void {
    const { puppet } = call;
    call.insistAt = ++call.insists < INSISTS_MAX ? after(now, INSIST) : NEVER;
    if (puppet.ipcp.isOpened && (puppet.ccp.isOpened || this.options.habits.mppe === 0)) return;
    this.#sendFrames(now, call, [...(puppet.lcp.isOpened ? [] : puppet.begin()), ...puppet.insist()]);
  }

  #handleGre(now: Instant, { callId, sequence, payload }: Gre.GrePacket): void {
    const call = this.calls.get(callId);
    if (!call || sequence === undefined) return;
    if (call.received !== undefined && (sequence - call.received) << 0 <= 0) return; // late or twice
    call.received = sequence;
    this.heard.push(Ppp.describe(payload));
    if (this.isDeafTo(payload)) return;
    if (call.puppet.lcp.isOpened && beginsLcp(payload)) this.#renew(call);
    this.#sendFrames(now, call, call.puppet.hear(payload));
    if (this.options.persona.acknowledges)
      this.#sendGre(now, { callId: call.theirs, acknowledgement: sequence, payload: new Uint8Array() });
  }

  #sendFrames(now: Instant, call: PeerCall, frames: readonly Uint8Array[]): void {
    for (const payload of frames) {
      const sequence = call.sequence;
      call.sequence = (sequence + 1) >>> 0;
      const acknowledgement = call.received;
      this.#sendGre(now, {
        callId: call.theirs,
        sequence,
        ...(acknowledgement !== undefined && { acknowledgement }),
        payload,
      });
    }
  }

  #sendGre(now: Instant, packet: Gre.GrePacket): void {
    const slot = this.#plane.arena.takeCopy(Gre.emit(packet));
    this.stack.send(now, UNSPECIFIED, this.options.router, Gre.IP_PROTOCOL, slot);
  }
}

const ICMP = 1;

const beginsLcp = (frame: Uint8Array): boolean => Ppp.describe(frame).startsWith('LCP ConfigureRequest');

const ownAddressOf = (puppet: Puppet): Ipv4Address | undefined => {
  const wish = puppet.ipcp.wish as readonly { readonly kind: string; readonly address?: number }[];
  return wish.find(({ kind }) => kind === 'IpAddress')?.address as Ipv4Address | undefined;
};

export const packetOf = (source: Ipv4Address, destination: Ipv4Address, payload: Uint8Array, protocol = ICMP) =>
  Ipv4.emit({
    typeOfService: 0,
    identification: 1,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    timeToLive: 64,
    protocol,
    source,
    destination,
    options: new Uint8Array(),
    payload,
  });
