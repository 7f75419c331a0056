import { Lazy } from '@rtemu/engine/lazy';
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
  readonly #all: Lazy<Service>[] = [];
  #next: Instant = NEVER;

  add<S extends Service>(service: S): S {
    this.later(() => service).get();
    return service;
  }

  /** One that is made when it is first needed, and then has its turn among the others where it would have been. */
  later<S extends Service>(make: () => S): Lazy<S> {
    const lazy = new Lazy(make);
    this.#all.push(lazy);
    return lazy;
  }

  /** To be called when datagrams have come, and after commands to a service; until nobody has anything left to take. */
  pump(now: Instant): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const { made } of this.#all) if (made?.pump(now)) moved = true;
    }
    this.#refresh();
  }

  handleStackEvent(now: Instant, event: StackEvent): void {
    for (const { made } of this.#all) made?.handleStackEvent?.(now, event);
  }

  handleTimeout(now: Instant): void {
    if (this.#next > now) return;
    for (const { made } of this.#all) if (made !== undefined && made.nextTimeout() <= now) made.handleTimeout(now);
    this.pump(now);
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  #refresh(): void {
    this.#next = NEVER;
    for (const { made } of this.#all)
      if (made !== undefined && made.nextTimeout() < this.#next) this.#next = made.nextTimeout();
  }
}
