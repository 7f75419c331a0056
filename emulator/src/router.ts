import type { CommandLanguage } from '@rtemu/commands/language';
import { difference } from '@rtemu/config/difference';
import { Document } from '@rtemu/config/document';
import type { Slot } from '@rtemu/engine/arena';
import type { Operable } from '@rtemu/engine/console-session';
import type { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import type { Tap } from '@rtemu/engine/tap';
import { type Instant, START } from '@rtemu/engine/time';
import type { MacAddress } from '@rtemu/wire/address';
import { type EpochSeconds, UNSET_CLOCK } from './calendar.js';
import type { DataPlane } from './data-plane.js';
import { Journal } from './journal.js';
import { LinkTaps, linkNamesOf } from './link-taps.js';
import * as LogText from './log-text.js';
import { macAddressesOf } from './mac-addresses.js';
import { RouterConsole } from './router-console.js';
import { readConfiguration, type StartupFault } from './startup.js';
import { System } from './system.js';

export interface RouterOptions {
  readonly name: string;
  /** That of the model and its firmware; routers of one kind share it. */
  readonly language: CommandLanguage;
  /** The configuration to start with; the factory's when not given. */
  readonly startupConfig?: string | undefined;
  /** What the clock shows at power-on; never set, when not given. */
  readonly clock?: EpochSeconds | undefined;
}

/** A configuration that was saved, for whoever keeps files. */
export interface SavedConfiguration {
  /** `0` to `4`. */
  readonly file: string;
  readonly text: string;
}

/** The configuration that a router starts with unless told otherwise. */
const DEFAULT_FILE = '0';

/**
 * A Yamaha router as a box: its cards, its saved configurations, its consoles, and the system that runs in it from power-on
 * to restart.
 */
export class Router implements Operable {
  readonly name: string;
  readonly ports: readonly string[];
  readonly language: CommandLanguage;
  readonly macs: readonly MacAddress[];
  readonly serial: string;
  /** Lines of the configuration that were passed over at start-up. */
  startupFaults: readonly StartupFault[] = [];

  readonly #plane: DataPlane;
  readonly #random: Random;
  readonly #files = new Map<string, string>();
  readonly #saved: SavedConfiguration[] = [];
  readonly #linked = new Set<number>();
  readonly #consoles = new Set<RouterConsole>();
  readonly #taps: LinkTaps;
  #boots = 0;
  /** The configuration of the default file. */
  #clean: Document;
  #system: System;

  constructor(plane: DataPlane, random: Random, { name, language, startupConfig, clock }: RouterOptions) {
    const { machine } = language;
    this.#clean = new Document(machine);
    this.name = name;
    this.language = language;
    this.ports = machine.lans;
    this.macs = macAddressesOf(name, machine.lans.length);
    this.serial = `RT${String(random.fork('serial').below(10_000_000)).padStart(7, '0')}`;
    this.#plane = plane;
    this.#random = random;
    this.#taps = new LinkTaps(machine);
    if (startupConfig !== undefined) this.#files.set(DEFAULT_FILE, startupConfig);
    this.#system = this.#boot(START, clock ?? UNSET_CLOCK, LogText.POWER_ON);
  }

  get system(): System {
    return this.#system;
  }

  get outbox(): SlotQueue {
    return this.#system.stack.outbox;
  }

  get pppLinks(): readonly string[] {
    return linkNamesOf(this.#system.document);
  }

  tapPppLink(name: string, tap: Tap | undefined): boolean {
    const mayExist = this.#taps.set(name, tap);
    if (mayExist) this.#system.pps.retap();
    return mayExist;
  }

  openConsole(now: Instant): RouterConsole {
    const console = new RouterConsole(now, this);
    this.#consoles.add(console);
    return console;
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.#system.handleFrame(now, port, frame);
  }

  handleBurstEnd(now: Instant): void {
    this.#system.handleBurstEnd(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    if (up) this.#linked.add(port);
    else this.#linked.delete(port);
    this.#system.handleLink(now, port, up);
  }

  handleTimeout(now: Instant): void {
    this.#system.handleTimeout(now);
    for (const console of this.#consoles) console.handleTimeout(now);
  }

  nextTimeout(): Instant {
    let next = this.#system.nextTimeout();
    if (this.#consoles.size > 0)
      for (const console of this.#consoles) if (console.nextTimeout() < next) next = console.nextTimeout();
    return next;
  }

  /** `save`: keeps the running configuration under a number, 0 when none is given. @returns the name of the file */
  save(file: string = DEFAULT_FILE): string {
    const text = this.configurationText();
    this.#files.set(file, text);
    this.#saved.push({ file, text });
    if (file === DEFAULT_FILE) this.#clean = this.#system.document;
    return `CONFIG${file}`;
  }

  /** The running configuration as a file: what start-up would read. */
  configurationText(): string {
    return `${this.language.printConfig(this.#system.document, { secrets: true }).join('\n')}\n`;
  }

  /** Whether the running configuration is the one that a restart would bring back. */
  get isSaved(): boolean {
    return difference(this.#clean, this.#system.document).isEmpty;
  }

  pollSaved(): SavedConfiguration | undefined {
    return this.#saved.shift();
  }

  /** `restart`. `cold`: from the factory's configuration, with all others forgotten (`cold start`). */
  restart(now: Instant, cold = false): void {
    const clock = this.#system.journal.epochAt(now);
    this.#system.shutDown(now);
    if (cold) this.#files.clear();
    for (const console of this.#consoles) console.hangUp();
    this.#consoles.clear();
    this.#system = this.#boot(now, clock, LogText.RESTARTED);
    for (const port of this.#linked) this.#system.handleLink(now, port, true);
  }

  /** A console that is closed is forgotten. */
  forget(console: RouterConsole): void {
    this.#consoles.delete(console);
  }

  #boot(now: Instant, clock: EpochSeconds, why: string): System {
    const { machine } = this.language;
    const journal = new Journal(clock, now, machine.logLinesMax);
    journal.write(now, why);
    const random = this.#random.fork(`boot ${this.#boots++}`);
    const system = new System(now, this.#plane, random, machine, this.macs, journal, this.#taps, new Document(machine));
    const text = this.#files.get(DEFAULT_FILE) ?? machine.factory.join('\n');
    const { document, faults } = readConfiguration(this.language, text);
    this.startupFaults = faults;
    this.#clean = document;
    system.configure(now, document);
    return system;
  }
}
