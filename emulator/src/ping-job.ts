import type { Language } from '@rtemu/commands/messages';
import type { Instant } from '@rtemu/engine/time';
import type { PingRun } from '@rtemu/hosts/pinger';
import type { ConsoleJob } from './job.js';
import { pingLine, pingSummaryLines } from './ping-text.js';

/** A `ping` that is under way at a console. */
export class PingJob implements ConsoleJob {
  done = false;

  constructor(
    private readonly run: PingRun,
    /** By which the destination was asked for. */
    private readonly name: string | undefined,
    private readonly language: Language,
    private readonly tellsLoss: boolean,
  ) {}

  pollLines(): string[] {
    const { ping, destination } = this.run;
    const lines: string[] = [];
    for (let event = ping.pollEvent(); event; event = ping.pollEvent()) {
      const line = pingLine(event, destination, this.name, this.language, this.tellsLoss);
      if (line !== undefined) lines.push(line);
      if (event.kind === 'done') {
        this.done = true;
        lines.push(...pingSummaryLines(ping.summary(), this.language));
      }
    }
    return lines;
  }

  interrupt(_now: Instant): void {
    this.run.ping.interrupt();
  }
}
