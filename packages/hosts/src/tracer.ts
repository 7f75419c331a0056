import { invariant } from '@rtemu/engine/invariant';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { StackEvent } from '@rtemu/ip/events';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { UdpSocket } from '@rtemu/ip/udp';
import type { Ipv4Address } from '@rtemu/wire/address';
import { UNREACHABLE } from '@rtemu/wire/icmp';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import type { Service } from './services.js';
import { Trace } from './trace.js';

export interface TraceRequest {
  readonly destination: Ipv4Address;
  /** Chosen by the route when not given. */
  readonly source?: Ipv4Address;
}

/** A trace under way, for the console that started it. */
export interface TraceRun extends TraceRequest {
  readonly trace: Trace;
  readonly socket: UdpSocket;
}

/** Octets of a probe's data. */
const PAYLOAD = new Uint8Array(12);
/** Traces at a time; a further one ends the oldest. */
const TRACES_MAX = 16;

/** The traces of one machine, told apart by the ports that they are sent from. */
export class Tracer implements Service {
  readonly #runs = new Set<TraceRun>();

  constructor(private readonly stack: Ipv4Stack) {}

  start(now: Instant, request: TraceRequest): TraceRun {
    const [oldest] = this.#runs;
    if (oldest !== undefined && this.#runs.size >= TRACES_MAX) oldest.trace.interrupt();
    this.pump(now);
    const socket = this.stack.udp.bind(0);
    invariant(socket !== undefined, 'a free port, since so few are taken');
    const run: TraceRun = { ...request, socket, trace: new Trace(now) };
    this.#runs.add(run);
    this.pump(now);
    return run;
  }

  pump(now: Instant): boolean {
    let moved = false;
    for (const run of this.#runs) {
      for (let probe = run.trace.pollProbe(); probe; probe = run.trace.pollProbe()) {
        moved = true;
        this.stack.udp.send(now, run.socket, run.destination, probe.port, PAYLOAD, {
          timeToLive: probe.timeToLive,
          ...(run.source !== undefined && { source: run.source }),
        });
      }
      while (run.socket.poll()) moved = true; // nobody has anything to say to us there
      if (!run.trace.done) continue;
      this.#runs.delete(run);
      this.stack.udp.close(run.socket);
    }
    return moved;
  }

  handleStackEvent(now: Instant, event: StackEvent): void {
    if (event.kind !== 'icmp-error' || event.quoted.protocol !== PROTOCOL.udp) return;
    const { payload, destination } = event.quoted;
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    for (const run of this.#runs) {
      if (run.socket.port !== view.getUint16(0) || run.destination !== destination) continue;
      const isReached = event.code === UNREACHABLE.port && event.source === run.destination;
      const end = event.error === 'time-exceeded' ? 'passed' : isReached ? 'reached' : event.code;
      run.trace.handleAnswer(now, view.getUint16(2), event.source, end);
    }
  }

  handleTimeout(now: Instant): void {
    for (const { trace } of this.#runs) trace.handleTimeout(now);
    this.pump(now);
  }

  nextTimeout(): Instant {
    let next = NEVER;
    for (const { trace } of this.#runs) if (trace.nextTimeout() < next) next = trace.nextTimeout();
    return next;
  }
}
