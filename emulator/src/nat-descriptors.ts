/**
 * `nat descriptor` and where interfaces and PPs list them, brought onto the stack. Each interface has a table of its own for
 * each of its descriptors; it stays for as long as neither the descriptor nor the interface changes.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import {
  ipNatDescriptor,
  type NatDescriptorList,
  natCompatibility,
  natOuter,
  ppNatDescriptor,
} from '@rtemu/config/settings/nat';
import type { Arena } from '@rtemu/engine/arena';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Interface } from '@rtemu/ip/interface';
import { type Applied, InterfaceNat } from '@rtemu/ip/nat/interface-nat';
import { NatDescriptor } from '@rtemu/ip/nat/nat-descriptor';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Machine } from '@rtemu/models/machine';
import type { InterfacePlace, Interfaces } from './interfaces.js';
import type { Journal } from './journal.js';
import * as LogText from './nat-log-text.js';
import { knowsPortSaving, natOptionsOf, outersOf } from './nat-rules.js';

/** One descriptor at one interface. */
export interface BoundDescriptor {
  readonly place: InterfacePlace;
  readonly interface: Interface;
  readonly descriptor: NatDescriptor;
  readonly reverse: boolean;
}

interface Kept {
  readonly text: string;
  readonly descriptor: NatDescriptor;
}

export class NatDescriptors {
  /** By interface; then by the number of the descriptor and its direction. */
  readonly #kept = new Map<Interface, ReadonlyMap<string, Kept>>();
  #bound: readonly BoundDescriptor[] = [];
  #nats: readonly InterfaceNat[] = [];
  /** 1 to 3: `backward-compatibility`, as it was at the start. */
  readonly compatibility: 1 | 2 | 3;
  /** Whether the machine knows them; those that do not are of type 1. */
  readonly knowsTypes: boolean;
  #next: Instant = NEVER;
  #document: Document;

  constructor(
    private readonly arena: Arena,
    private readonly stack: Ipv4Stack,
    private readonly interfaces: Interfaces,
    private readonly machine: Machine,
    private readonly journal: Journal,
    document: Document,
    /** What the router started with says of which type NAT is until the next start (manual 23.1). */
    startedWith: Document,
  ) {
    this.#document = document;
    this.knowsTypes = knowsPortSaving(machine);
    const said = this.knowsTypes ? startedWith.global.effective(natCompatibility) : 1;
    this.compatibility = said as 1 | 2 | 3;
  }

  /** By interface, in the order in which they are applied. */
  get bound(): readonly BoundDescriptor[] {
    for (const nat of this.#nats) nat.followAddresses();
    return this.#bound;
  }

  /** To be called when a setting of NAT changes. */
  reconfigure(document: Document): void {
    this.#document = document;
    this.follow();
  }

  /** To be called when interfaces came or went. */
  follow(): void {
    const bound: BoundDescriptor[] = [];
    const nats: InterfaceNat[] = [];
    const seen = new Set<Interface>();
    for (const { place, number } of this.interfaces.all()) {
      const on = this.stack.interface(number);
      seen.add(on);
      const list = this.#listAt(place);
      const kept = this.#kept.get(on) ?? new Map<string, Kept>();
      const next = new Map<string, Kept>();
      const applied = list === undefined ? [] : this.#applied(place, list, kept, next);
      const isSame = same([...kept], [...next]);
      this.#kept.set(on, next);
      if (!isSame || (on.nat === undefined) !== (applied.length === 0))
        this.stack.setNat(number, applied.length === 0 ? undefined : new InterfaceNat(this.arena, on, applied));
      if (on.nat instanceof InterfaceNat) nats.push(on.nat);
      for (const { descriptor, reverse } of applied) bound.push({ place, interface: on, descriptor, reverse });
    }
    for (const on of this.#kept.keys()) if (!seen.has(on)) this.#kept.delete(on);
    this.#bound = bound;
    this.#nats = nats;
  }

  /** `clear nat descriptor`: of those that `meant` says yes to. */
  clear(
    what: 'sessions' | 'statistics' | 'peak',
    meant: (bound: { readonly place: InterfacePlace; readonly descriptor: number }) => boolean,
  ): void {
    for (const { place, descriptor } of this.#bound) {
      if (!meant({ place, descriptor: descriptor.options.number })) continue;
      const { maker } = descriptor;
      if (what === 'sessions') maker.clear();
      else if (what === 'statistics') maker.hosts.clearStatistics();
      else maker.clearPeak();
    }
  }

  handleTimeout(now: Instant): void {
    for (const nat of this.#nats) nat.handleTimeout(now);
  }

  nextTimeout(): Instant {
    let next = NEVER;
    for (const nat of this.#nats) if (nat.deadline < next) next = nat.deadline;
    if (next !== this.#next) this.#next = next;
    return this.#next;
  }

  /** Writes down what was bound. */
  drain(): void {
    for (const { descriptor, interface: on } of this.#bound) {
      const { bindings } = descriptor.maker;
      if (bindings.length === 0) continue;
      for (const binding of bindings)
        this.journal.write(binding.at, LogText.bound(on.name, descriptor.options.number, binding));
      bindings.length = 0;
    }
  }

  #listAt(place: InterfacePlace): NatDescriptorList | undefined {
    return place.kind === 'lan'
      ? this.#document.global.getAt(ipNatDescriptor, place.name)
      : this.#document.pp(place.pp).get(ppNatDescriptor);
  }

  #applied(
    place: InterfacePlace,
    { forward, reverse = [] }: NatDescriptorList,
    kept: ReadonlyMap<string, Kept>,
    next: Map<string, Kept>,
  ): readonly Applied[] {
    const numbers = [
      ...forward.map((number) => ({ number, isReverse: false })),
      ...reverse.map((number) => ({ number, isReverse: true })),
    ];
    return numbers.flatMap(({ number, isReverse }): Applied[] => {
      const options = natOptionsOf(this.#document, number, this.machine, this.compatibility);
      if (options === undefined) return [];
      const outer = this.#document.global.effectiveAt(natOuter, number);
      const text = JSON.stringify([options, outer]);
      const key = `${number} ${isReverse}`;
      const before = kept.get(key);
      const descriptor = before?.text === text ? before.descriptor : new NatDescriptor(this.arena, options);
      next.set(key, { text, descriptor });
      return [{ descriptor, outers: outersOf(this.#document, number, place.kind), reverse: isReverse }];
    });
  }
}

/** The same descriptors in the same order. */
const same = (a: readonly (readonly [string, Kept])[], b: readonly (readonly [string, Kept])[]): boolean =>
  a.length === b.length &&
  a.every(([key, { descriptor }], i) => b[i]![0] === key && b[i]![1].descriptor === descriptor);
