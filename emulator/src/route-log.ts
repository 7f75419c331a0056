import type { RouteStatus } from '@rtemu/commands/status';
import type { Document } from '@rtemu/config/document';
import { routeChangeLog } from '@rtemu/config/settings/ip';
import type { Instant } from '@rtemu/engine/time';
import { printIpv4, printPrefix } from '@rtemu/wire/address';
import { routeChanged } from './routing-log-text.js';
import { routesOf } from './status/routing-status.js';
import type { System } from './system.js';

const textOf = ({ prefix, gateway, interface: name, kind }: RouteStatus): string =>
  `${printPrefix(prefix)} ${gateway === undefined ? '-' : printIpv4(gateway)} ${name} ${kind}`;

/** `ip route change log`: what came into the table of routes and what left it. */
export class RouteLog {
  #isOn = false;
  #seen = -1;
  #known: ReadonlySet<string> = new Set();

  constructor(private readonly system: System) {}

  reconfigure({ global }: Document): void {
    const wasOn = this.#isOn;
    this.#isOn = global.effective(routeChangeLog);
    if (this.#isOn && !wasOn) this.#look();
  }

  /** To be called now and then; while nothing has changed it costs a comparison. */
  follow(now: Instant): void {
    if (!this.#isOn || this.#seen === this.system.stack.routes.version) return;
    const before = this.#known;
    this.#look();
    for (const text of before)
      if (!this.#known.has(text)) this.system.journal.write(now, routeChanged('deleted', text));
    for (const text of this.#known) if (!before.has(text)) this.system.journal.write(now, routeChanged('added', text));
  }

  #look(): void {
    this.#seen = this.system.stack.routes.version;
    this.#known = new Set(
      routesOf(this.system)
        .filter(({ hidden }) => !hidden)
        .map(textOf),
    );
  }
}
