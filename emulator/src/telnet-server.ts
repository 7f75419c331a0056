import { faultLine } from '@rtemu/commands/messages';
import type { Document } from '@rtemu/config/document';
import { telnetdHost, telnetdListen, telnetdService } from '@rtemu/config/settings/access';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { TcpConnection } from '@rtemu/ip/tcp/connection';
import type { TcpEvent } from '@rtemu/ip/tcp/outlet';
import { TelnetDoor } from '@rtemu/service/telnet/telnet-door';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { writeText } from '@rtemu/wire/text';
import { mayCome } from './allowed-hosts.js';
import type { Visit } from './entry.js';
import type { Lans } from './lans.js';
import type { RouterConsole } from './router-console.js';

export const LIMIT = {
  /** How long somebody who was logged out may take to read what was still said. */
  lastWords: seconds(30),
} as const;

/** In English whatever the console speaks, as seen. */
const RESTRICTED = `${faultLine('login-restricted', 'en')}\r\n`;

const NOTHING = new Uint8Array(0);

/** One connection to the telnet port. */
class Call {
  door: TelnetDoor | undefined;
  /** What TCP had no room for. */
  unsent: Uint8Array = NOTHING;
  hasArrived = true;
  /** The peer says no more, or TCP is over. */
  isLeft = false;
  /** Nothing is to be said any more but {@link unsent}. */
  isEnding = false;
  until: Instant = NEVER;

  constructor(readonly tcp: TcpConnection) {}
}

/**
 * The telnet server of a router (manual 4.38 to 4.41). TCP's events are only noted when they come, since whoever types a
 * line may turn the router's whole system over; the router lets the lines be typed when everything else is at rest.
 */
export class TelnetServer {
  /** Something came since {@link serve}, at this time; NEVER when not. */
  #noted: Instant = NEVER;
  #port: number | undefined;
  #document: Document | undefined;
  readonly #calls = new Map<number, Call>();

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly lans: Lans,
  ) {}

  get hasCalls(): boolean {
    return this.#calls.size > 0;
  }

  /** Whoever is here stays when the port or the hosts become others; new ones find the new ones (manual 4.40). */
  reconfigure(document: Document): void {
    this.#document = document;
    const { global } = document;
    const port = global.effective(telnetdService) ? global.effective(telnetdListen) : undefined;
    if (port === this.#port) return;
    if (this.#port !== undefined) this.stack.tcp.unlisten(this.#port);
    this.#port = port;
    if (port !== undefined) this.stack.tcp.listen(port, { settings: { nagle: false } });
  }

  /** @returns false when the event is about a connection of somebody else */
  handleTcpEvent(now: Instant, event: TcpEvent): boolean {
    const { connection } = event;
    if (event.kind === 'accepted' && event.port === this.#port) this.#calls.set(connection.id, new Call(connection));
    const call = this.#calls.get(connection.id);
    if (call === undefined) return false;
    call.hasArrived ||= event.kind === 'readable';
    call.isLeft ||= event.kind === 'peer-closed' || event.kind === 'closed';
    this.#noted = now;
    return true;
  }

  /**
   * Lets callers in, types what they sent and tells them what there is to tell.
   * @param open a console for one who may come in; `undefined` when there are as many as may be
   * @returns whether anything moved, so that the system has something to do
   */
  serve(now: Instant, open: (visit: Visit) => RouterConsole | undefined): boolean {
    this.#noted = NEVER;
    let moved = false;
    for (const call of [...this.#calls.values()]) moved = this.#serve(now, call, open) || moved;
    return moved;
  }

  nextTimeout(): Instant {
    let next = this.#noted;
    if (this.#calls.size > 0) for (const { until } of this.#calls.values()) if (until < next) next = until;
    return next;
  }

  /** Power off. */
  clear(now: Instant): void {
    for (const { tcp } of this.#calls.values()) tcp.abort(now);
    this.#calls.clear();
  }

  #serve(now: Instant, call: Call, open: (visit: Visit) => RouterConsole | undefined): boolean {
    const isNew = call.door === undefined && !call.isEnding;
    if (isNew) this.#admit(call, open);
    let moved = isNew;
    const { door, tcp } = call;
    if (call.hasArrived) {
      call.hasArrived = false;
      const octets = tcp.read();
      moved ||= octets.length > 0;
      if (!call.isEnding) door?.handleOctets(now, octets);
    }
    if (door !== undefined && !door.closed) door.refresh(now);
    moved = this.#send(now, call) || moved;
    if (call.isLeft || door?.isUnread || call.until <= now) {
      this.#cut(now, call);
      return true;
    }
    if (door?.closed && !call.isEnding) {
      call.isEnding = true;
      call.until = after(now, LIMIT.lastWords);
    }
    if (!call.isEnding || call.unsent.length > 0) return moved;
    tcp.dismiss(now);
    this.#calls.delete(tcp.id);
    return true;
  }

  #admit(call: Call, open: (visit: Visit) => RouterConsole | undefined): void {
    const { address } = call.tcp.remote;
    const console = this.#mayCome(address) ? open({ kind: 'telnet', from: printIpv4(address) }) : undefined;
    if (console !== undefined) {
      call.door = new TelnetDoor(console);
      return;
    }
    call.isEnding = true;
    if (!this.#mayCome(address)) call.unsent = writeText(RESTRICTED);
  }

  #send(now: Instant, call: Call): boolean {
    let moved = false;
    for (;;) {
      if (call.unsent.length === 0 && call.door !== undefined) call.unsent = call.door.takeOctets();
      const taken = call.unsent.length === 0 ? 0 : call.tcp.send(now, call.unsent, { push: false });
      if (taken === 0) return moved;
      call.unsent = call.unsent.subarray(taken);
      moved = true;
    }
  }

  /** Whoever is gone, or does not listen, is told nothing more. */
  #cut(now: Instant, call: Call): void {
    this.#calls.delete(call.tcp.id);
    call.door?.hangUp(now);
    if (call.isLeft) call.tcp.dismiss(now);
    else call.tcp.abort(now);
  }

  #mayCome(address: Ipv4Address): boolean {
    const hosts = this.#document?.global.effective(telnetdHost) ?? 'none';
    return mayCome(hosts, address, this.stack, this.lans);
  }
}
