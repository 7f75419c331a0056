import type { Instant } from '@rtemu/engine/time';
import { printMilliseconds } from '@rtemu/hosts/pinger';
import type { Hop } from '@rtemu/hosts/trace';
import type { TraceRun } from '@rtemu/hosts/tracer';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { UNREACHABLE } from '@rtemu/wire/icmp';
import type { ConsoleJob } from './job.js';

/** Why a probe went no further, in the letters that other traceroutes use. */
const MARKS: Readonly<Record<number, string>> = {
  [UNREACHABLE.network]: '!N',
  [UNREACHABLE.host]: '!H',
  [UNREACHABLE.protocol]: '!P',
  [UNREACHABLE.fragmentationNeeded]: '!F',
  [UNREACHABLE.administrativelyProhibited]: '!X',
};

/** ` 2  203.0.113.1  5.012 ms  5.001 ms  *`. No screen of it was seen; the layout is that of other traceroutes. */
export function hopLine({ number, probes }: Hop): string {
  let last: Ipv4Address | undefined;
  const parts = probes.map((probe) => {
    if (probe === undefined) return '*';
    const who = probe.by === last ? '' : `${printIpv4(probe.by)}  `;
    last = probe.by;
    const mark = typeof probe.end === 'number' ? ` ${MARKS[probe.end] ?? `!${probe.end}`}` : '';
    return `${who}${printMilliseconds(probe.elapsed)} ms${mark}`;
  });
  return `${String(number).padStart(2)}  ${parts.join('  ')}`;
}

/** A `traceroute` that is under way at a console. */
export class TraceJob implements ConsoleJob {
  constructor(private readonly run: TraceRun) {}

  get done(): boolean {
    return this.run.trace.done;
  }

  pollLines(): string[] {
    const lines: string[] = [];
    for (let hop = this.run.trace.pollHop(); hop; hop = this.run.trace.pollHop()) lines.push(hopLine(hop));
    return lines;
  }

  interrupt(_now: Instant): void {
    this.run.trace.interrupt();
  }
}
