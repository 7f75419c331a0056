import { type Instant, NEVER } from '@rtemu/engine/time';
import type { StackEvent } from '@rtemu/ip/events';

/** A program on a machine with an IPv4 stack, such as a DHCP server: an engine and the sockets that it is reached by. */
export interface Service {
  /** Takes what has come for it, and sends what is to be said to that. @returns whether anything had come */
  pump(now: Instant): boolean;
  handleTimeout(now: Instant): void;
  nextTimeout(): Instant;
  /** What the stack has to say to whom it may concern. To be followed by a pump. */
  handleStackEvent?(now: Instant, event: StackEvent): void;
}

/** The programs of one machine. Their deadlines are looked at when one of them was touched, not with every packet. */
export class Services {
  readonly #all: Service[] = [];
  #next: Instant = NEVER;

  add<S extends Service>(service: S): S {
    this.#all.push(service);
    return service;
  }

  /** To be called when datagrams have come, and after commands to a service; until nobody has anything left to take. */
  pump(now: Instant): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const service of this.#all) moved = service.pump(now) || moved;
    }
    this.#refresh();
  }

  handleStackEvent(now: Instant, event: StackEvent): void {
    for (const service of this.#all) service.handleStackEvent?.(now, event);
  }

  handleTimeout(now: Instant): void {
    if (this.#next > now) return;
    for (const service of this.#all) if (service.nextTimeout() <= now) service.handleTimeout(now);
    this.pump(now);
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  #refresh(): void {
    this.#next = NEVER;
    for (const service of this.#all) if (service.nextTimeout() < this.#next) this.#next = service.nextTimeout();
  }
}
