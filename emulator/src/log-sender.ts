import type { Document } from '@rtemu/config/document';
import {
  syslogFacility,
  syslogFormat,
  syslogHostName,
  syslogHosts,
  syslogLocalAddress,
  syslogSourcePort,
} from '@rtemu/config/settings/log';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import type { Ipv4Address } from '@rtemu/wire/address';
import { emit, PORT } from '@rtemu/wire/syslog';
import type { Journal } from './journal.js';
import { messageOf } from './log-packet.js';

/** Lines that are written in the instant in which others were sent wait so long: our own packets may be what they tell of. */
const REST = seconds(1);

/** `syslog host`: sends the lines of the log as they are written. What is lost on the way is lost. */
export class LogSender {
  #hosts: readonly Ipv4Address[] = [];
  #socket: UdpSocket | undefined;
  #sentAt: Instant | undefined;
  #restsUntil: Instant = START;

  /** @param defaultHostName what packets name unless told otherwise: the model and the serial number */
  constructor(
    private readonly stack: Ipv4Stack,
    private readonly journal: Journal,
    private readonly defaultHostName: string,
    private document: Document,
  ) {}

  reconfigure(document: Document): void {
    this.document = document;
    this.#hosts = document.global.effective(syslogHosts).filter((host) => typeof host === 'number');
    const port = this.#hosts.length > 0 ? document.global.effective(syslogSourcePort) : undefined;
    const { udp } = this.stack;
    if (this.#socket !== undefined && this.#socket.port !== port) {
      udp.close(this.#socket);
      this.#socket = undefined;
    }
    // A port that somebody else here listens at cannot be ours as well; then any other serves.
    if (port !== undefined) this.#socket ??= udp.bind(port) ?? udp.bind(0);
  }

  /** Sends what was written. @returns whether there was anything */
  pump(now: Instant): boolean {
    const { log } = this.journal;
    if (!log.hasOutgoing || now < this.#restsUntil || this.#socket === undefined) return false;
    if (now === this.#sentAt) {
      this.#restsUntil = after(now, REST);
      return false;
    }
    this.#sentAt = now;
    this.#send(now, this.#socket);
    return true;
  }

  nextTimeout(): Instant {
    return this.journal.log.hasOutgoing ? this.#restsUntil : NEVER;
  }

  #send(now: Instant, socket: UdpSocket): void {
    while (socket.poll() !== undefined); // nobody has anything to say to us
    const { global } = this.document;
    const form = {
      format: global.effective(syslogFormat),
      facility: global.effective(syslogFacility),
      hostName: global.get(syslogHostName) ?? this.defaultHostName,
      offsetMinutes: this.journal.offsetMinutes,
    };
    const local = global.get(syslogLocalAddress);
    const options = typeof local === 'number' ? { source: local } : {};
    for (const line of this.journal.log.takeOutgoing()) {
      const payload = emit(messageOf(line, form));
      for (const host of this.#hosts) this.stack.udp.send(now, socket, host, PORT, payload, options);
    }
  }
}
