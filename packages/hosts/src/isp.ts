import type { Instant } from '@rtemu/engine/time';
import { Internet } from './internet.js';
import { Services } from './services.js';

/** A provider of lines: a plain router in the middle that does more for those who are connected to it. */
export class Isp extends Internet {
  readonly services = new Services();

  override handleTimeout(now: Instant): void {
    this.services.handleTimeout(now);
    super.handleTimeout(now);
  }

  override nextTimeout(): Instant {
    return Math.min(super.nextTimeout(), this.services.nextTimeout()) as Instant;
  }

  protected override settle(now: Instant): void {
    if (this.stack.udp.takeArrival()) this.services.pump(now);
    super.settle(now);
  }
}
