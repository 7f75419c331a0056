import { printDateTime } from '@rtemu/commands/header';
import { SNTPD } from '@rtemu/commands/rows/chapter-41-sntp';
import type { Document } from '@rtemu/config/document';
import {
  ntpBackwardCompatibility,
  ntpLocalAddress,
  type SntpHosts,
  sntpHosts,
  sntpService,
} from '@rtemu/config/settings/clock';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Service } from '@rtemu/hosts/services';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import type { Machine } from '@rtemu/models/machine';
import { type NtpOutcome, NtpQuery } from '@rtemu/service/ntp-query';
import { answerOf } from '@rtemu/service/ntp-server';
import { broadcastOf, contains, type Ipv4Address, networkOf } from '@rtemu/wire/address';
import { PORT } from '@rtemu/wire/ntp';
import type { ConsoleJob } from './job.js';
import type { Journal } from './journal.js';
import type { Lans } from './lans.js';
import * as LogText from './log-text.js';

export const LIMIT = {
  /** `ntpdate` that may be under way at once; a further one ends the oldest. */
  queries: 4,
} as const;

/** One `ntpdate`. */
export class NtpRun implements ConsoleJob {
  done = false;
  /** Until the server's address is known there is none. */
  query: NtpQuery | undefined;
  readonly #lines: string[] = [];

  constructor(
    readonly socket: UdpSocket,
    readonly logs: boolean,
  ) {}

  pollLines(): string[] {
    return this.#lines.splice(0);
  }

  interrupt(): void {
    this.done = true;
  }

  end(line: string): void {
    this.#lines.push(line);
    this.done = true;
  }
}

/** The router's clock and those of others: `ntpdate` asks, `sntpd` answers (manual 4.17 to 4.19, chapter 41). */
export class TimeService implements Service {
  /** Requests of those who may not ask. */
  refused = 0;
  #socket: UdpSocket | undefined;
  #runs: NtpRun[] = [];

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly journal: Journal,
    private readonly lans: Lans,
    private readonly machine: Machine,
    private document: Document,
  ) {}

  reconfigure(document: Document): void {
    this.document = document;
    const isOn = this.machine.allows(SNTPD).open && document.global.effective(sntpService);
    if (isOn) this.#socket ??= this.stack.udp.bind(PORT);
    else if (this.#socket !== undefined) {
      this.stack.udp.close(this.#socket);
      this.#socket = undefined;
    }
  }

  /** `ntpdate`: sets the clock by a server, when {@link ask} tells its address and it answers. */
  open(logs: boolean): NtpRun | undefined {
    const socket = this.stack.udp.bind(0); // there is always a port left
    if (socket === undefined) return undefined;
    const run = new NtpRun(socket, logs);
    this.#runs.push(run);
    if (this.#runs.length > LIMIT.queries) this.#runs[0]!.interrupt();
    return run;
  }

  /** @param server `undefined`: nobody knows its address */
  ask(now: Instant, run: NtpRun, server: Ipv4Address | undefined): void {
    if (server === undefined) {
      this.#end(now, run, LogText.NTP_UNKNOWN);
      return;
    }
    const { global } = this.document;
    run.query = new NtpQuery(now, {
      server,
      source: global.get(ntpLocalAddress),
      acceptStratum0: global.get(ntpBackwardCompatibility) !== undefined,
    });
  }

  pump(now: Instant): boolean {
    const served = this.#serve(now);
    return this.#ask(now) || served;
  }

  handleTimeout(now: Instant): void {
    for (const { query } of this.#runs) query?.handleTimeout(now);
  }

  nextTimeout(): Instant {
    return this.#runs.reduce<Instant>(
      (next, { query }) => Math.min(next, query?.nextTimeout() ?? NEVER) as Instant,
      NEVER,
    );
  }

  #serve(now: Instant): boolean {
    const socket = this.#socket;
    let moved = false;
    for (let datagram = socket?.poll(); socket && datagram; datagram = socket.poll()) {
      moved = true;
      const { source, sourcePort, destination, payload } = datagram;
      if (!this.#mayAsk(source)) {
        this.refused++;
        continue;
      }
      const clock = { microseconds: this.journal.microsecondsAt(now), reference: 'LOCL' };
      const answer = answerOf(payload, { ...clock, stratum: this.journal.isClockSet ? 1 : 0 });
      if (answer) this.stack.udp.send(now, socket, source, sourcePort, answer, { source: destination });
    }
    return moved;
  }

  #ask(now: Instant): boolean {
    let moved = false;
    for (const run of this.#runs) {
      const { query, socket } = run;
      const clock = this.journal.microsecondsAt(now);
      for (let datagram = socket.poll(); datagram; datagram = socket.poll()) {
        moved = true;
        query?.handleArrived(clock, datagram);
      }
      if (query?.outcome !== undefined && !run.done) this.#finish(now, run, query.outcome);
      const request = run.done ? undefined : query?.pollDeparting(clock);
      if (request)
        this.stack.udp.send(now, socket, request.destination, request.port, request.payload, {
          ...(request.source !== undefined && { source: request.source }),
        });
    }
    if (this.#runs.some(({ done }) => done)) {
      for (const { done, socket } of this.#runs) if (done) this.stack.udp.close(socket);
      this.#runs = this.#runs.filter(({ done }) => !done);
    }
    return moved;
  }

  #finish(now: Instant, run: NtpRun, outcome: NtpOutcome): void {
    const { journal } = this;
    let line: string = LogText.NTP_UNANSWERED;
    if (outcome.kind === 'answered') {
      journal.setMicroseconds(now, journal.microsecondsAt(now) + outcome.offset);
      line = LogText.ntpAnswered(printDateTime(journal.timeAt(now)), Math.round(outcome.offset / 1e6));
    }
    this.#end(now, run, line);
  }

  #end(now: Instant, run: NtpRun, line: string): void {
    run.end(line);
    if (run.logs) this.journal.write(now, LogText.ntpdate(line));
  }

  /** `sntpd host`. A network of ours takes in its hosts, not its own address and not its broadcast (manual 41.2). */
  #mayAsk(source: Ipv4Address): boolean {
    const hosts: SntpHosts = this.document.global.effective(sntpHosts);
    if (hosts === 'any' || hosts === 'none') return hosts === 'any';
    if (hosts === 'lan') return this.lans.places.some(({ number }) => this.#isIn(number, source));
    return hosts.some((host) =>
      typeof host === 'string'
        ? this.lans.places.some(({ name, number }) => name === host && this.#isIn(number, source))
        : host.first <= source && source <= host.last,
    );
  }

  #isIn(number: number, source: Ipv4Address): boolean {
    return this.stack.interface(number).addresses.some(({ address, length }) => {
      const prefix = { address: networkOf(address, length), length };
      return contains(prefix, source) && source !== prefix.address && source !== broadcastOf(address, length);
    });
  }
}
