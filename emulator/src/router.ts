import type { CommandLanguage } from '@rtemu/commands/language';
import type { FaultKey } from '@rtemu/commands/messages';
import { isSamePlace, type MemoryPlace, nameOfConfig } from '@rtemu/commands/operands/config-file';
import type { Level } from '@rtemu/commands/session';
import { difference } from '@rtemu/config/difference';
import type { Document } from '@rtemu/config/document';
import {
  sftpdHost,
  sshdHost,
  sshdService,
  sshdSession,
  telnetdHost,
  telnetdService,
  telnetdSession,
} from '@rtemu/config/settings/access';
import { administratorPassword, loginUser, type Password, securityClass } from '@rtemu/config/settings/system';
import type { PublicKey } from '@rtemu/crypto/public-key';
import type { Slot } from '@rtemu/engine/arena';
import type { Operable } from '@rtemu/engine/console-session';
import type { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import type { Tap } from '@rtemu/engine/tap';
import { type Instant, START } from '@rtemu/engine/time';
import type { MemoryName } from '@rtemu/models/machine';
import type { MacAddress } from '@rtemu/wire/address';
import { mayComeFromOutside } from './allowed-hosts.js';
import { type EpochSeconds, UNSET_CLOCK } from './calendar.js';
import { type ConfigFile, ConfigFiles, type KeptFiles, OLDER_COPIES, writableFile } from './config-files.js';
import type { DataPlane } from './data-plane.js';
import { type Entry, nameOf, SERIAL, type Visit } from './entry.js';
import { FileVisit } from './file-visit.js';
import { Journal } from './journal.js';
import { KeyFiles } from './key-files.js';
import { LinkTaps, linkNamesOf } from './link-taps.js';
import type { LogLine } from './log.js';
import * as LogText from './log-text.js';
import { macAddressesOf } from './mac-addresses.js';
import type { ExternalMemory } from './memories/external-memory.js';
import { writeText } from './memories/memory-files.js';
import { MemorySlots } from './memories/memory-slots.js';
import { startOn } from './memories/memory-startup.js';
import { savesTo, withHostname } from './netvolante/places.js';
import { fits } from './password.js';
import { RouterConsole } from './router-console.js';
import { runScheduled } from './run-scheduled.js';
import type { Sitting } from './sitting.js';
import { type SshTerms, sshTermsOf } from './ssh-terms.js';
import { Starts } from './starts.js';
import { readConfiguration, type Startup, type StartupFault } from './startup.js';
import { System } from './system.js';
import { RouterTftpFiles } from './tftp-files.js';
import { UserRights } from './user-rights.js';

/** A password that fits nobody: no digest reads so. */
const NOBODYS: Password = { text: '', encrypted: true };
const USER_NAME = /^[\w-]{1,32}$/;

export interface RouterOptions {
  readonly name: string;
  /** That of the model and its firmware; routers of one kind share it. */
  readonly language: CommandLanguage;
  /** Configuration file 0; the factory's settings when not given. */
  readonly startupConfig?: string | undefined;
  /** Configuration files of an earlier life, which come before `startupConfig`. */
  readonly kept?: KeptFiles | undefined;
  /** What the clock shows at power-on; never set, when not given. */
  readonly clock?: EpochSeconds | undefined;
  /** What is in its slots for memories at power-on. */
  readonly memories?: Readonly<Partial<Record<MemoryName, ExternalMemory | undefined>>> | undefined;
}

/** What a name and a password open to somebody who comes by SSH. */
export interface Grant {
  readonly shell: boolean;
  /** To whom SFTP shows the files; `undefined`: to nobody. */
  readonly files: Level | undefined;
}

/**
 * A Yamaha router as a box: its cards, its configuration files, its consoles, and the system that runs in it from power-on
 * to restart.
 */
export class Router implements Operable {
  readonly name: string;
  readonly ports: readonly string[];
  readonly language: CommandLanguage;
  readonly macs: readonly MacAddress[];
  readonly serial: string;
  readonly files: ConfigFiles;
  readonly keyFiles = new KeyFiles();
  /** What is in its USB port and its microSD slot. */
  readonly memories: MemorySlots;
  /** The public key that SSH shows, as a line; whoever opens a door for SSH tells it. */
  hostKey: string | undefined;
  readonly starts = new Starts();
  /** Lines of the configuration that were passed over at start-up. */
  startupFaults: readonly StartupFault[] = [];

  readonly #plane: DataPlane;
  readonly #random: Random;
  readonly #linked = new Set<number>();
  readonly #consoles = new Set<RouterConsole>();
  readonly #fileVisits = new Set<FileVisit>();
  readonly #tftpFiles = new RouterTftpFiles(this);
  /** Consoles where a macro waits for what its last line began. */
  readonly #waiting = new Set<RouterConsole>();
  readonly #taps: LinkTaps;
  #boots = 0;
  #runningFile = 0;
  #runningMemory: MemoryPlace | undefined;
  /** What a file, or the factory when it is not there, says: the configuration that the running one is compared with. */
  #clean: { readonly file: ConfigFile | undefined; readonly document: Document };
  #system: System;

  constructor(
    plane: DataPlane,
    random: Random,
    { name, language, startupConfig, kept, clock, memories }: RouterOptions,
  ) {
    const { machine } = language;
    this.#clean = { file: undefined, document: language.blank };
    this.name = name;
    this.language = language;
    this.ports = machine.ports;
    this.macs = macAddressesOf(name, machine.lans.length);
    this.serial = `RT${String(random.fork('serial').below(10_000_000)).padStart(7, '0')}`;
    this.memories = new MemorySlots(machine.memories, memories);
    this.#plane = plane;
    this.#random = random;
    this.#taps = new LinkTaps(machine);
    this.files = new ConfigFiles(kept, startupConfig, machine.keepsOlderConfigs ? OLDER_COPIES : 0);
    this.#system = this.#boot(START, clock ?? UNSET_CLOCK, LogText.POWER_ON);
  }

  get system(): System {
    return this.#system;
  }

  get outbox(): SlotQueue {
    return this.#system.outbox;
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
    return this.#sitDown(now, SERIAL);
  }

  /**
   * Lets somebody in who came over a network.
   * @returns `undefined` when that way is closed, or as many have come by it as may
   */
  openVisit(now: Instant, visit: Visit): RouterConsole | undefined {
    return this.isOpenTo(visit.kind) && this.#hasRoomFor(visit) ? this.#sitDown(now, visit) : undefined;
  }

  /**
   * Lets somebody at the files who came by SSH for them alone.
   * @returns `undefined` when as many have come by SSH as may
   */
  openFiles(now: Instant, visit: Extract<Visit, { readonly kind: 'sftp' }>, level: Level): FileVisit | undefined {
    if (!this.isOpenTo(visit.kind) || !this.#hasRoomFor(visit)) return undefined;
    const files = new FileVisit(now, this, visit, level, this.#freeNumber(visit));
    this.#fileVisits.add(files);
    this.#system.settle(now);
    return files;
  }

  /** Everybody who is here, the serial line first. */
  get sittings(): readonly Sitting[] {
    return [...this.#consoles, ...this.#fileVisits].filter(({ entry }) => entry.kind !== 'schedule');
  }

  #freeNumber({ kind }: Entry): number {
    const taken = new Set(this.sittings.filter(({ entry }) => entry.kind === kind).map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number++;
    return number;
  }

  /** What comes by SSH is counted together, whatever it came for. */
  #hasRoomFor({ kind }: Visit): boolean {
    const { global } = this.#system.document;
    const comesBySsh = kind !== 'telnet';
    const present = this.sittings.filter(({ entry }) =>
      comesBySsh ? entry.kind === 'ssh' || entry.kind === 'sftp' : entry.kind === kind,
    ).length;
    return present < global.effective(comesBySsh ? sshdSession : telnetdSession);
  }

  /** Whether the service runs by which somebody comes; `security class 3` lets in nobody but by the serial line (manual 4.12). */
  isOpenTo(kind: Visit['kind']): boolean {
    const { global } = this.#system.document;
    if (kind !== 'sftp' && global.effective(securityClass).level === 3) return false;
    return global.effective(kind === 'telnet' ? telnetdService : sshdService);
  }

  /** Whether somebody from outside the lab may come by a service (manual 4.40, 4.67, 4.78). @param from an address, as text */
  welcomes(kind: Visit['kind'], from: string): boolean {
    const { global } = this.#system.document;
    const may = (hosts: typeof sshdHost): boolean =>
      mayComeFromOutside(global.effective(hosts), from, this.#system.lans);
    return may(kind === 'telnet' ? telnetdHost : sshdHost) && (kind !== 'sftp' || may(sftpdHost));
  }

  /**
   * What a user by name may do with this password: with the own one, have a shell, and see by SFTP that there are files; with
   * the administrator's, have the files (manual 4.10). An empty one is none to SSH (manual 4.65).
   * @returns `undefined` when it opens nothing
   */
  grantTo(name: string, password: string, from: string): Grant | undefined {
    const { global } = this.#system.document;
    const kept = global.getAt(loginUser, name);
    // As much work for a name that nobody has.
    const isOwn = fits(kept ?? NOBODYS, password);
    const isAdministrators = fits(global.get(administratorPassword) ?? NOBODYS, password);
    const rights = new UserRights(this.#system, name);
    const hasFiles = this.welcomes('sftp', from) && rights.mayUse({ kind: 'sftp', from, user: name });
    const shell = isOwn && rights.mayUse({ kind: 'ssh', from, user: name });
    const isRaised = isAdministrators && rights.raising !== 'never';
    if (kept === undefined || password === '' || !(shell || ((isOwn || isRaised) && hasFiles))) return undefined;
    return { shell, files: hasFiles ? (isRaised ? 'administrator' : 'user') : undefined };
  }

  /** The public keys by which a user may log in; none for a name that nobody has (manual 4.75). */
  keysOf(name: string): readonly PublicKey[] {
    return this.keyFiles.keysOf(this.#system.document, name);
  }

  /** What one of those keys opens: a shell, and the sight of the files. */
  grantToKey(name: string, from: string): Grant | undefined {
    const rights = new UserRights(this.#system, name);
    const hasFiles = this.welcomes('sftp', from) && rights.mayUse({ kind: 'sftp', from, user: name });
    const shell = rights.mayUse({ kind: 'ssh', from, user: name });
    return shell || hasFiles ? { shell, files: hasFiles ? 'user' : undefined } : undefined;
  }

  /** Writes down that somebody was not let in. */
  refuse(now: Instant, visit: Visit): void {
    // What nobody may be called is nobody's to write into the log.
    const user = visit.kind !== 'telnet' && USER_NAME.test(visit.user) ? visit.user : undefined;
    this.#system.journal.write(now, LogText.loginFailed(nameOf(visit, user)));
    this.#system.settle(now);
  }

  /** How SSH is spoken to whoever comes now. */
  get sshTerms(): SshTerms {
    return sshTermsOf(this.#system.document, this.language.machine);
  }

  #sitDown(now: Instant, entry: Entry): RouterConsole {
    const console = new RouterConsole(now, this, entry, this.#freeNumber(entry));
    this.#consoles.add(console);
    return console;
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.#system.handleFrame(now, port, frame);
  }

  handleBurstEnd(now: Instant): void {
    this.#system.handleBurstEnd(now);
    this.#writeDownNames(now);
    if (this.#waiting.size > 0) this.#runMacros(now);
    if (this.#system.telnet.hasCalls) this.#serveCalls(now);
    this.#serveFiles(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    if (up) this.#linked.add(port);
    else this.#linked.delete(port);
    this.#system.handleLink(now, port, up);
  }

  handleTimeout(now: Instant): void {
    this.#system.handleTimeout(now);
    this.#writeDownNames(now);
    if (this.#waiting.size > 0) this.#runMacros(now);
    for (const console of this.#consoles) console.handleTimeout(now);
    for (const files of this.#fileVisits) files.handleTimeout(now);
    if (this.#system.telnet.hasCalls) this.#serveCalls(now);
    this.#serveFiles(now);
    if (this.#tftpFiles.takeRestart(now)) this.restart(now);
    this.#runSchedule(now);
  }

  nextTimeout(): Instant {
    let next = Math.min(this.#system.nextTimeout(), this.#tftpFiles.nextTimeout()) as Instant;
    if (this.#consoles.size > 0)
      for (const console of this.#consoles) if (console.nextTimeout() < next) next = console.nextTimeout();
    if (this.#waiting.size > 0)
      for (const console of this.#waiting) if (console.shell.turnAt < next) next = console.shell.turnAt;
    if (this.#fileVisits.size > 0)
      for (const files of this.#fileVisits) if (files.nextTimeout() < next) next = files.nextTimeout();
    return next;
  }

  /** Whether a macro has lines left at a console, which goes on as soon as nothing is in the way. */
  keepGoing(console: RouterConsole, hasLines: boolean): void {
    if (hasLines) this.#waiting.add(console);
    else this.#waiting.delete(console);
  }

  #runMacros(now: Instant): void {
    for (const console of this.#waiting) console.goOn(now);
  }

  /** Lets those who came by telnet type what they sent, until nothing moves. One of them may restart the router. */
  #serveCalls(now: Instant): void {
    const { telnet } = this.#system;
    while (telnet.serve(now, (visit) => this.openVisit(now, visit)) && this.#system.telnet === telnet)
      this.#system.settle(now);
  }

  /** Hands files out by TFTP and takes them, until nothing moves. */
  #serveFiles(now: Instant): void {
    const tftp = this.#system.optional.tftp.made;
    if (tftp === undefined) return;
    while (tftp.serve(now, this.#tftpFiles)) this.#system.settle(now);
  }

  /** What `schedule at` wants done by now. A restart among it leaves the rest to the next life. */
  #runSchedule(now: Instant): void {
    const system = this.#system;
    const scheduler = system.optional.scheduler.made;
    for (let due = scheduler?.pollDue(now); due !== undefined; due = scheduler?.pollDue(now)) {
      runScheduled(now, this, due);
      if (this.#system !== system) return;
    }
  }

  /** The file that the router started with; the one that it would have started with, when there was none. */
  get runningFile(): number {
    return this.#runningFile;
  }

  /** The same, which may also be on a memory: where `save` saves unless told otherwise. */
  get runningPlace(): number | MemoryPlace {
    return this.#runningMemory ?? this.#runningFile;
  }

  /** `save`: keeps the running configuration as a file. @returns why it could not */
  save(now: Instant, place: number | MemoryPlace, comment?: string): FaultKey | undefined {
    const text = this.configurationText();
    const savedAt = this.#system.journal.epochAt(now);
    if (typeof place === 'number') this.#saveInside(place, { text, savedAt, comment });
    else {
      const heading = comment === undefined ? '' : `# ${comment}\n`;
      const fault = writeText(this.memories, place, heading + text, savedAt);
      if (fault !== undefined) return fault;
      if (isSamePlace(place, this.#runningMemory)) this.#clean = { file: undefined, document: this.#system.document };
    }
    return undefined;
  }

  #saveInside(number: number, file: ConfigFile): void {
    this.files.save(number, file);
    if (this.#runningMemory !== undefined || number !== writableFile(this.#runningFile)) return;
    this.#runningFile = number; // it may have been an older copy, which is another one now
    this.#clean = { file, document: this.#system.document };
  }

  /** Names that NetVolante DNS has made whole (manual 34.6, 34.15). */
  #writeDownNames(now: Instant): void {
    const system = this.#system;
    const netvolante = system.optional.netvolante.made;
    if (!netvolante?.hasNames) return;
    const before = system.document;
    let document = before;
    for (const { of, host } of netvolante.takeNames()) document = withHostname(document, of, host);
    if (document === before) return;
    system.configure(now, document);
    const file = savesTo(document);
    if (file !== undefined) this.save(now, file === 'default' ? this.files.defaultFile : file);
  }

  /** The running configuration as a file: what start-up would read. */
  configurationText(): string {
    return `${this.language.printConfig(this.#system.document, { secrets: true }).join('\n')}\n`;
  }

  /** Whether the running configuration is the one of the file that the router started with. */
  get isSaved(): boolean {
    const file = this.#runningMemory === undefined ? this.files.get(this.#runningFile) : undefined;
    if (file !== this.#clean.file) this.#clean = { file, document: this.#read(file).document };
    return difference(this.#clean.document, this.#system.document).isEmpty;
  }

  pollKept(): KeptFiles | undefined {
    return this.files.pollKept();
  }

  /**
   * `restart`: from the default file. What was written down stays (manual 59.1), and so does the clock.
   * @param why as the log then begins
   */
  restart(now: Instant, why = LogText.RESTARTED): void {
    const { journal } = this.#system;
    const clock = journal.epochAt(now);
    this.#system.shutDown(now);
    for (const visit of [...this.#consoles, ...this.#fileVisits]) visit.end();
    this.#consoles.clear();
    this.#fileVisits.clear();
    this.#waiting.clear();
    this.#system = this.#boot(now, clock, why, journal.log.lines(clock));
    for (const port of this.#linked) this.#system.handleLink(now, port, true);
  }

  /** Whoever is gone is forgotten. */
  forget(visit: RouterConsole | FileVisit): void {
    if (visit instanceof FileVisit) this.#fileVisits.delete(visit);
    else {
      this.#waiting.delete(visit);
      this.#consoles.delete(visit);
    }
  }

  #boot(now: Instant, clock: EpochSeconds, why: string, saved?: readonly LogLine[]): System {
    const { machine } = this.language;
    const journal = new Journal(clock, now, machine.logLinesMax, saved);
    journal.write(now, why);
    const random = this.#random.fork(`boot ${this.#boots++}`);
    const system = new System(
      now,
      this.#plane,
      random,
      machine,
      this.macs,
      this.serial,
      journal,
      this.#taps,
      this.language.blank,
      this.memories,
    );
    const { startupFile } = this.files;
    const file = startupFile === undefined ? undefined : this.files.get(startupFile);
    const inside = this.#read(file);
    const found = startOn(now, this.memories, machine, journal, inside.document);
    const { document, faults } = found === undefined ? inside : readConfiguration(this.language, found.text);
    this.#runningFile = startupFile ?? this.files.defaultFile;
    this.#runningMemory = found?.place;
    this.starts.add({ at: clock, why, file: nameOfConfig(this.runningPlace) });
    this.startupFaults = faults;
    this.#clean = { file: found === undefined ? file : undefined, document };
    system.configure(now, document);
    system.followMemories(now);
    return system;
  }

  /** A file, or the factory's settings. */
  #read(file: ConfigFile | undefined): Startup {
    return readConfiguration(this.language, file?.text ?? this.language.machine.factory.join('\n'));
  }
}
