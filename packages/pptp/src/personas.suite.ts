/**
 * The peers of reality as small scripts: what each of them sends, and where it departs from the RFC. Observed on pptpd
 * 1.4.0 and pptp-linux 1.10.0, read in the public sources of accel-ppp, mpd5, npppd and the Linux kernel, or described in
 * Microsoft's MS-PTPT.
 */
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import * as Pptp from '@rtemu/wire/pptp';
import type { ControlMessage } from '@rtemu/wire/pptp-messages';
import { message } from './control.suite.js';

export interface Persona {
  readonly name: string;
  readonly role: 'pns' | 'pac';
  readonly hostName: string;
  readonly vendorName: string;
  /** Framing and bearer capabilities; pptpd says 0. */
  readonly capabilities: number;
  readonly maximumChannels: number;
  readonly firstCallId: number;
  readonly window: number;
  /** How a PAC answers a Call-Clear-Request: with its own id, with the PNS's, or by closing TCP without a word. */
  readonly notifiesWith: 'own' | 'peers' | 'close';
  readonly notifyResult: number;
  /** Reads no more than one message of a segment; the rest waits for the next one. */
  readonly readsOne?: boolean;
  /** Resets TCP when the first segment is shorter than a header. */
  readonly wantsWholeHeader?: boolean;
  /** Ends with Call-Clear-Request and Stop-Control-Connection-Request in one segment. */
  readonly bundles?: boolean;
  /** Sends a Set-Link-Info with this Peer's Call ID once a call is up. */
  readonly linkInfoFor?: number;
  /** Asks for an echo after so much silence; `undefined`: never. */
  readonly echoAfter?: Duration;
  /** What the PNS waits between the start and the call. */
  readonly dialDelay?: Duration;
  /** As PAC: asks for a call itself as soon as the connection is there (FAQ Q12; mpd may do so too). */
  readonly announces?: boolean;
  /** The number of its first GRE packet, and whether it ever acknowledges without data to carry it. */
  readonly firstSequence: number;
  readonly acknowledges: boolean;
}

const base = { hostName: 'local', capabilities: 3, notifiesWith: 'own', notifyResult: 4 } as const;

export const PERSONAS: readonly Persona[] = [
  {
    ...base,
    name: 'poptop',
    role: 'pac',
    vendorName: 'linux',
    capabilities: 0,
    maximumChannels: 1,
    firstCallId: 0,
    window: 64,
    notifiesWith: 'close',
    wantsWholeHeader: true,
    echoAfter: seconds(120),
    firstSequence: 0,
    acknowledges: true,
  },
  {
    ...base,
    name: 'accel',
    role: 'pac',
    vendorName: 'cananian',
    maximumChannels: 1,
    firstCallId: 1,
    window: 3,
    notifiesWith: 'peers',
    readsOne: true,
    firstSequence: 1, // the kernel's
    acknowledges: false,
  },
  {
    ...base,
    name: 'windows server',
    role: 'pac',
    hostName: '',
    vendorName: 'Microsoft',
    maximumChannels: 0,
    firstCallId: 0x4000,
    window: 0,
    notifyResult: 0,
    echoAfter: seconds(60),
    firstSequence: 0,
    acknowledges: true,
  },
  {
    ...base,
    name: 'freebsd',
    role: 'pac',
    hostName: 'mpd',
    vendorName: 'FreeBSD MPD',
    maximumChannels: 16,
    firstCallId: 0xabcd,
    window: 16,
    echoAfter: seconds(60),
    firstSequence: 0,
    acknowledges: true,
  },
  {
    ...base,
    name: 'npppd',
    role: 'pac',
    vendorName: 'OpenBSD',
    maximumChannels: 4,
    firstCallId: 2,
    window: 64,
    echoAfter: seconds(60),
    firstSequence: 1,
    acknowledges: true,
  },
  {
    ...base,
    name: 'pptp-linux',
    role: 'pns',
    vendorName: 'cananian',
    maximumChannels: 0xffff,
    firstCallId: 0x7e3f,
    window: 3,
    bundles: true,
    echoAfter: seconds(60),
    dialDelay: seconds(1),
    firstSequence: 1,
    acknowledges: true,
  },
  {
    ...base,
    name: 'windows client',
    role: 'pns',
    hostName: '',
    vendorName: 'Microsoft',
    maximumChannels: 0,
    firstCallId: 0x0100,
    window: 0,
    linkInfoFor: 0, // though no call has that id
    echoAfter: seconds(60),
    firstSequence: 0,
    acknowledges: true,
  },
  {
    ...base,
    name: 'linux kernel client',
    role: 'pns',
    vendorName: 'linux',
    maximumChannels: 0xffff,
    firstCallId: 0,
    window: 3,
    firstSequence: 1,
    acknowledges: false,
  },
];

/** A peer that plays a persona over TCP segments. */
export class ScriptedPeer {
  /** Segments to send, in order. */
  readonly outward: Uint8Array[] = [];
  /** The other end's id of each call, by ours. */
  readonly calls = new Map<number, number>();
  tcpClosed = false;
  complaint: string | undefined;
  /** Calls that the other end asked for and that it has not connected yet, as {@link calls}. */
  readonly #offered = new Map<number, number>();
  #unread: ControlMessage[] = [];
  #nextCallId: number;
  #serial = 0;
  #segments = 0;
  #dialAt: Instant = NEVER;
  #silentUntil: Instant = NEVER;

  constructor(
    private readonly persona: Persona,
    /** How many calls a PNS places. */
    private readonly callsWanted = 1,
  ) {
    this.#nextCallId = persona.firstCallId;
    if (persona.role === 'pns') this.#send(this.#introduction('StartControlConnectionRequest'));
  }

  handleSegment(now: Instant, octets: Uint8Array): void {
    if (this.tcpClosed) return;
    if (this.#segments++ === 0 && this.persona.wantsWholeHeader && octets.length < Pptp.HEADER_OCTETS) {
      this.complaint = 'the first segment is too short';
      this.tcpClosed = true;
      return;
    }
    for (let at = 0; at < octets.length; ) {
      const result = Pptp.parse(octets.subarray(at));
      if (!result.ok) {
        this.complaint = Pptp.describe(octets.subarray(at));
        return;
      }
      this.#unread.push(result.value);
      at += Pptp.lengthOf(result.value);
    }
    this.#rest(now);
    const readable = this.persona.readsOne ? this.#unread.splice(0, 1) : this.#unread.splice(0);
    for (const each of readable) this.#handle(now, each);
  }

  nextTimeout(): Instant {
    return Math.min(this.#dialAt, this.#silentUntil) as Instant;
  }

  handleTimeout(now: Instant): void {
    if (this.#dialAt <= now) {
      this.#dialAt = NEVER;
      this.#dial();
    }
    if (this.#silentUntil <= now) {
      this.#send(message('EchoRequest', { identifier: 1 }));
      this.#rest(now);
    }
  }

  /** The user hangs up. */
  hangUp(): void {
    const [callId] = this.calls.keys();
    const { role, bundles, notifiesWith, notifyResult } = this.persona;
    if (callId === undefined) return;
    if (role === 'pns') {
      const clear = message('CallClearRequest', { callId });
      const stop = message('StopControlConnectionRequest', { reason: 1 });
      if (bundles) this.outward.push(Uint8Array.from([...Pptp.emit(clear), ...Pptp.emit(stop)]));
      else this.#send(clear);
    } else if (notifiesWith === 'close') this.tcpClosed = true;
    else {
      const id = notifiesWith === 'own' ? callId : this.calls.get(callId)!;
      this.#send(message('CallDisconnectNotify', { callId: id, resultCode: notifyResult }));
      this.calls.delete(callId);
    }
  }

  #handle(now: Instant, each: ControlMessage): void {
    const { persona } = this;
    switch (each.kind) {
      case 'StartControlConnectionRequest':
        this.#send({ ...this.#introduction('StartControlConnectionReply'), resultCode: 1, errorCode: 0 });
        if (persona.announces)
          this.#send(
            message('IncomingCallRequest', {
              callId: this.#nextCallId++,
              callSerialNumber: this.#serial++,
              bearerType: 3,
            }),
          );
        break;
      case 'IncomingCallRequest': {
        const callId = this.#nextCallId++;
        this.#offered.set(callId, each.callId);
        const numbers = { callId, peersCallId: each.callId, resultCode: 1 };
        this.#send(message('IncomingCallReply', { ...numbers, receiveWindowSize: persona.window }));
        break;
      }
      case 'IncomingCallReply':
        if (each.resultCode !== 1) break;
        this.calls.set(each.peersCallId, each.callId);
        this.#send(
          message('IncomingCallConnected', {
            peersCallId: each.callId,
            receiveWindowSize: persona.window,
            framingType: 3,
          }),
        );
        break;
      case 'IncomingCallConnected': {
        const theirs = this.#offered.get(each.peersCallId);
        if (theirs !== undefined) this.calls.set(each.peersCallId, theirs);
        break;
      }
      case 'StartControlConnectionReply':
        this.#dialAt = after(now, persona.dialDelay ?? seconds(0));
        break;
      case 'OutgoingCallRequest': {
        const callId = this.#nextCallId++;
        this.calls.set(callId, each.callId);
        const numbers = { callId, peersCallId: each.callId, resultCode: 1, connectSpeed: each.maximumBps };
        this.#send(message('OutgoingCallReply', { ...numbers, receiveWindowSize: persona.window }));
        break;
      }
      case 'OutgoingCallReply':
        if (each.resultCode === 1) this.calls.set(each.peersCallId, each.callId);
        if (persona.linkInfoFor !== undefined)
          this.#send(
            message('SetLinkInfo', {
              peersCallId: persona.linkInfoFor,
              sendAccm: 0xffffffff,
              receiveAccm: 0xffffffff,
            }),
          );
        break;
      case 'CallClearRequest': {
        const callId = [...this.calls].find(([, theirs]) => theirs === each.callId)?.[0];
        if (callId === undefined) break;
        this.calls.delete(callId);
        if (persona.notifiesWith === 'close') this.tcpClosed = true;
        else {
          const id = persona.notifiesWith === 'own' ? callId : each.callId;
          this.#send(message('CallDisconnectNotify', { callId: id, resultCode: persona.notifyResult }));
        }
        break;
      }
      case 'CallDisconnectNotify': {
        const callId = [...this.calls].find(([, theirs]) => theirs === each.callId)?.[0];
        if (callId === undefined) break; // the id of the PNS, or of nobody: passed over
        this.calls.delete(callId);
        if (persona.name === 'pptp-linux') this.tcpClosed = true; // at once, whatever else was to come
        break;
      }
      case 'EchoRequest':
        this.#send(message('EchoReply', { identifier: each.identifier, resultCode: 1 }));
        break;
      case 'StopControlConnectionRequest':
        this.#send(message('StopControlConnectionReply', { resultCode: 1 }));
        this.tcpClosed = true;
        break;
      case 'StopControlConnectionReply':
        this.tcpClosed = true;
        break;
      default:
    }
  }

  #dial(): void {
    for (let i = 0; i < this.callsWanted; i++)
      this.#send(
        message('OutgoingCallRequest', {
          callId: this.#nextCallId++,
          callSerialNumber: this.#serial++,
          minimumBps: 2400,
          maximumBps: 10_000_000,
          bearerType: 3,
          framingType: 3,
          receiveWindowSize: this.persona.window,
        }),
      );
  }

  #introduction<K extends 'StartControlConnectionRequest' | 'StartControlConnectionReply'>(kind: K) {
    const { hostName, vendorName, capabilities, maximumChannels } = this.persona;
    return message(kind, {
      protocolVersion: 0x0100,
      framingCapabilities: capabilities,
      bearerCapabilities: capabilities,
      maximumChannels,
      firmwareRevision: 1,
      hostName,
      vendorName,
    } as never);
  }

  #rest(now: Instant): void {
    if (this.persona.echoAfter !== undefined) this.#silentUntil = after(now, this.persona.echoAfter);
  }

  #send(each: ControlMessage): void {
    this.outward.push(Pptp.emit(each));
  }
}
