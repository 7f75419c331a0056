import type { Encoding } from '@rtemu/engine/console-session';
import { type Instant, seconds } from '@rtemu/engine/time';
import { TelnetCall } from '@rtemu/hosts/telnet-call';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { TcpEvent } from '@rtemu/ip/tcp/outlet';
import type { Ipv4Address } from '@rtemu/wire/address';
import type { ConsoleJob } from './job.js';

/** How long somebody waits for a machine that does not answer. */
const WAIT = seconds(30);

/** `telnet` from a router's console to other machines (manual 56.7.17). */
export class TelnetCalls {
  readonly #calls = new Map<number, TelnetCall>();

  constructor(private readonly stack: Ipv4Stack) {}

  /** @returns `undefined` when there is no way there */
  dial(now: Instant, destination: Ipv4Address, port: number, encoding: Encoding): ConsoleJob | undefined {
    const local = this.stack.sourceFor(destination);
    if (local === undefined) return undefined;
    const settings = { synGiveUpAfter: WAIT, nagle: false };
    const tcp = this.stack.tcp.connect(now, { local, remote: destination, remotePort: port, settings });
    const call = new TelnetCall(tcp, encoding);
    this.#calls.set(tcp.id, call);
    return new CallJob(call);
  }

  /** @returns false when the event is about a connection of somebody else */
  handleTcpEvent(now: Instant, event: TcpEvent): boolean {
    const { id } = event.connection;
    const call = this.#calls.get(id);
    if (call === undefined) return false;
    call.handleTcpEvent(now, event);
    if (event.kind === 'closed') this.#calls.delete(id);
    return true;
  }

  /** Power off. */
  clear(now: Instant): void {
    for (const { tcp } of this.#calls.values()) tcp.abort(now);
    this.#calls.clear();
  }
}

/** A call at a router's console. */
class CallJob implements ConsoleJob {
  constructor(private readonly call: TelnetCall) {}

  get done(): boolean {
    return this.call.done;
  }

  get raw(): boolean {
    return this.call.raw;
  }

  pollLines(): string[] {
    return [];
  }

  pollText(): string {
    return this.call.pollText();
  }

  handleKeys(now: Instant, keys: string): void {
    this.call.handleKeys(now, keys);
  }

  interrupt(now: Instant): void {
    this.call.interrupt(now);
  }
}
