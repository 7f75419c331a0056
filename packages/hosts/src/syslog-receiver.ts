import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { PORT, parse, SEVERITY } from '@rtemu/wire/syslog';
import type { HostCommand } from './host-console.js';
import type { Service } from './services.js';

/** Lines that are kept. The oldest make room. */
export const LINES_MAX = 1000;

const SEVERITY_NAMES = new Map<number, string>(Object.entries(SEVERITY).map(([name, number]) => [number, name]));

/** A log server as a lab needs one: it listens when it is told to, and shows what came. */
export class SyslogReceiver implements Service {
  /** Datagrams that were no log messages. */
  malformed = 0;
  #socket: UdpSocket | undefined;
  #lines: string[] = [];

  constructor(private readonly stack: Ipv4Stack) {}

  get commands(): readonly HostCommand[] {
    return [
      {
        usage: 'syslog [on|off|clear]',
        help: 'receive log messages at UDP port 514, or show those that came',
        run: (_now, [word]) => this.#command(word),
      },
    ];
  }

  /** Takes what has come. @returns whether anything had */
  pump(_now: Instant): boolean {
    let moved = false;
    for (let datagram = this.#socket?.poll(); datagram !== undefined; datagram = this.#socket?.poll()) {
      this.#receive(datagram.source, datagram.payload);
      moved = true;
    }
    return moved;
  }

  handleTimeout(_now: Instant): void {}

  nextTimeout(): Instant {
    return NEVER;
  }

  #command(word: string | undefined): readonly string[] {
    switch (word) {
      case undefined:
        return this.#lines;
      case 'on':
        this.#socket ??= this.stack.udp.bind(PORT);
        return this.#socket === undefined ? [`syslog: port ${PORT} is taken`] : [];
      case 'off':
        if (this.#socket !== undefined) this.stack.udp.close(this.#socket);
        this.#socket = undefined;
        return [];
      case 'clear':
        this.#lines = [];
        return [];
      default:
        return ['usage: syslog [on|off|clear]'];
    }
  }

  #receive(source: Ipv4Address, payload: Uint8Array): void {
    const message = parse(payload);
    if (!message.ok) {
      this.malformed++;
      return;
    }
    const { facility, severity, content } = message.value;
    if (this.#lines.length >= LINES_MAX) this.#lines.shift();
    const name = SEVERITY_NAMES.get(severity) ?? severity;
    // What does not print has no business on a screen.
    const shown = content.replace(/[^ -~\xa0-\xff]/g, '?');
    this.#lines.push(`${printIpv4(source)} ${facility}.${name} ${shown}`);
  }
}
