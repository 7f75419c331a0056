import type { Encoding } from '@rtemu/engine/console-session';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { TcpConnection } from '@rtemu/ip/tcp/connection';
import type { TcpEvent } from '@rtemu/ip/tcp/outlet';
import { TelnetClient } from '@rtemu/service/telnet/telnet-client';
import { printIpv4 } from '@rtemu/wire/address';
import { ENDINGS } from './endings.js';
import type { Job } from './host-console.js';

/** Ctrl-]: back to one's own machine. */
const ESCAPE = '\x1d';

/** Somebody at a console who is at another one by telnet: the keys go there, and what they do is shown from there. */
export class TelnetCall implements Job {
  done = false;
  /** True once connected: from then on the other machine has the keys. */
  raw = false;
  readonly #client: TelnetClient;
  #text: string;
  #unsent: Uint8Array = new Uint8Array(0);

  constructor(
    readonly tcp: TcpConnection,
    encoding: Encoding,
  ) {
    this.#client = new TelnetClient(encoding);
    this.#text = `Trying ${printIpv4(tcp.remote.address)}...\n`;
  }

  pollText(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  /** Ctrl-C is the other machine's, once there is one. */
  interrupt(now: Instant): void {
    if (this.done) return;
    if (this.raw) this.handleKeys(now, '\x03');
    else this.#hangUp(now, ENDINGS.aborted);
  }

  handleKeys(now: Instant, keys: string): void {
    if (this.done) return;
    const end = keys.indexOf(ESCAPE);
    this.#client.type(end < 0 ? keys : keys.slice(0, end));
    this.#transmit(now);
    if (end >= 0) this.#hangUp(now, ENDINGS.closed);
  }

  handleTcpEvent(now: Instant, event: TcpEvent): void {
    if (this.done) return;
    if (event.kind === 'connected') {
      this.#text += `Connected to ${printIpv4(this.tcp.remote.address)}; Ctrl-] leaves.\n`;
      this.raw = true;
    }
    this.#text += this.#client.handleOctets(this.tcp.read());
    this.#transmit(now);
    if (event.kind === 'peer-closed') this.#hangUp(now, 'the peer closed the connection');
    else if (event.kind === 'closed') this.#finish(ENDINGS[event.reason]);
  }

  handleTimeout(): void {}

  nextTimeout(): Instant {
    return NEVER;
  }

  #transmit(now: Instant): void {
    for (;;) {
      if (this.#unsent.length === 0) this.#unsent = this.#client.takeOctets();
      const taken = this.#unsent.length === 0 ? 0 : this.tcp.send(now, this.#unsent);
      if (taken === 0) return;
      this.#unsent = this.#unsent.subarray(taken);
    }
  }

  #hangUp(now: Instant, why: string): void {
    if (this.raw) this.tcp.dismiss(now);
    else this.tcp.abort(now);
    this.#finish(why);
  }

  #finish(why: string): void {
    const isMidLine = this.#text !== '' && !this.#text.endsWith('\n');
    this.#text += `${isMidLine ? '\n' : ''}${why}\n`;
    this.raw = false;
    this.done = true;
  }
}
