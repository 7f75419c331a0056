/**
 * What the commands that are no settings ask of a router, carried out at the console where they were typed.
 * @module
 */
import { type FaultKey, faultLine, text } from '@rtemu/commands/messages';
import { configFileNumber, nameOfSaved } from '@rtemu/commands/operands/config-file';
import type { MeantSessions } from '@rtemu/commands/operands/user';
import type { CountedPlace, Disconnected, Ping, Request, Traceroute } from '@rtemu/commands/request';
import { isMeant } from '@rtemu/commands/views/nat';
import { administratorPassword, loginPassword, loginUser, type Password } from '@rtemu/config/settings/system';
import { readPublicKey } from '@rtemu/crypto/public-key';
import { unreachable } from '@rtemu/engine/invariant';
import { type Instant, seconds } from '@rtemu/engine/time';
import { type Ipv4Address, readIpv4 } from '@rtemu/wire/address';
import { writableFile } from './config-files.js';
import { clientMeant, withBinds } from './dhcp/by-hand.js';
import { askName, askNewPassword, askPassword, askYesOrNo, type NewPassword } from './dialogue.js';
import { NamedJob, NslookupJob } from './dns/name-jobs.js';
import { wordOf } from './entry.js';
import { keyPathOf } from './key-files.js';
import { configText, fileText, linesOf, load } from './load-config.js';
import * as LogText from './log-text.js';
import { performOnFiles } from './memories/file-commands.js';
import { writeText } from './memories/memory-files.js';
import { NetvolanteJob } from './netvolante/netvolante-job.js';
import { withHostname } from './netvolante/places.js';
import { kept, strengthOf } from './password.js';
import { PingJob } from './ping-job.js';
import type { Pp } from './pp.js';
import type { RouterConsole } from './router-console.js';
import type { System } from './system.js';
import { telnet } from './telnet-command.js';
import { TraceJob } from './trace-job.js';
import { UserRights } from './user-rights.js';

/** An answer comes within this, unless `-w` says otherwise. */
const PING_WAIT = seconds(10);

export function perform(now: Instant, console: RouterConsole, request: Request): void {
  const { router, system } = console;
  switch (request.kind) {
    case 'administrator':
      raise(now, console);
      break;
    case 'exit':
      exit(now, console, request.save);
      break;
    case 'save':
      save(now, console, request.file, request.comment);
      break;
    case 'copy-config':
      copyConfig(now, console, request);
      break;
    case 'delete-config':
      if (request.file === 'all') router.files.deleteAll();
      else tellWhetherThere(console, router.files.delete(request.file));
      break;
    case 'set-default-config':
      tellWhetherThere(console, router.files.setDefault(request.file));
      break;
    case 'password':
      changePassword(console, request.of, request.encrypted);
      break;
    case 'user-password':
      askForNew(console, undefined, (at, password) => {
        const draft = system.document.edit();
        draft.global.setAt(loginUser, request.user, kept(password, false));
        system.configure(at, draft.finish());
      });
      break;
    case 'ping':
      ping(now, console, request);
      break;
    case 'dhcp-convert': {
      const leases = system.optional.dhcp.get().desk.server.leasesIn(now, request.scope);
      system.configure(now, withBinds(system.document, request.scope, leases, request.leases, request.except));
      break;
    }
    case 'dhcp-lease':
      if (!system.optional.dhcp.get().desk.server.leaseTo(now, request.address, clientMeant(request.client)))
        console.printFault('out-of-range');
      break;
    case 'dhcp-release':
      if (!system.optional.dhcp.get().desk.server.free(now, request.address)) console.printFault('out-of-range');
      break;
    case 'traceroute':
      traceroute(now, console, request);
      break;
    case 'telnet':
      telnet(now, console, request);
      break;
    case 'connect':
      system.pps.connect(now, request.pp);
      break;
    case 'disconnect':
      system.pps.disconnect(now, meantBy(system, request.what));
      break;
    case 'reset-interfaces':
      system.ports.reset(now, request.lans);
      system.resetLines(now, request.bris);
      break;
    case 'ntpdate':
      ntpdate(now, console, request.server, request.logs);
      break;
    case 'clear-account':
      if ('pp' in request.of) system.pps.accounts.clearPp(request.of.pp);
      else system.pps.accounts.clear(request.of.line);
      break;
    case 'import-key':
      importKey(console, request.user);
      break;
    case 'clear-arp':
      system.stack.arp.clear();
      break;
    case 'nslookup':
      console.run(new NslookupJob(now, system.optional.names.get(), request, console.language));
      break;
    case 'netvolante': {
      const netvolante = system.optional.netvolante.get();
      const { of, task, host } = request;
      const places = of.kind === 'all' ? netvolante.places : [of];
      console.run(new NetvolanteJob(now, netvolante, places, task, host, console.language));
      break;
    }
    case 'netvolante-serial':
      system.configure(now, withHostname(system.document, request.of, `SER-${router.serial}`));
      break;
    case 'clear-dns-cache':
      system.optional.names.get().resolver.cache.clear();
      break;
    case 'clear-nat':
      system.optional.nat.get().clear(request.what, (bound) => isMeant(request.of, bound));
      break;
    case 'clear-status':
      for (const number of countedAt(system, request.of)) system.stack.interface(number).clearCounters();
      break;
    case 'clear-log':
      system.journal.log.clear();
      break;
    case 'disconnect-connection':
      system.optional.filters.get().disconnect(now, request.session, request.channel);
      break;
    case 'disconnect-user':
      disconnectUser(now, console, request);
      break;
    case 'clear-connection-peak':
      system.optional.filters.get().watch.sessions.resetPeak();
      break;
    case 'not-emulated':
      console.print([text('not-emulated', console.language, request.command)]);
      break;
    case 'clear-boots':
      router.starts.clear();
      break;
    case 'restart':
      restart(now, console, request.file);
      break;
    case 'cold-start': // and no question about an extending licence (manual 56.3.11): nobody can import one here
      console.ask(
        askPassword(text('password', console.language), (at, given) => {
          if (console.isAdministratorPassword(given)) {
            router.files.reset();
            router.keyFiles.clear();
            router.starts.clear();
            router.restart(at, LogText.COLD_STARTED);
          } else console.printFault('incorrect-password');
          return undefined;
        }),
      );
      break;
    case 'echo':
      console.print([request.text]);
      break;
    case 'call': {
      const file = fileText(console, request.file);
      if (typeof file === 'string') console.printFault(file);
      else console.shell.run({ lines: linesOf(file.text) }, [request.file, ...request.parameters], request);
      break;
    }
    case 'make-directory':
    case 'delete-file':
    case 'copy-file':
    case 'rename-file':
      performOnFiles(now, console, request);
      break;
    case 'clear-memory-log':
      tellFault(console, system.optional.memoryLog.get().clear(now));
      break;
    case 'rotate-memory-log':
      tellFault(console, system.optional.memoryLog.get().rotate(now));
      break;
    case 'load':
      load(now, console, request);
      break;
    case 'rollback-timer':
      console.shell.startRollback(now, request.seconds);
      break;
    case 'confirm':
      console.shell.stopRollback();
      break;
    case 'set-date':
      system.journal.setClock(now, { ...system.journal.timeAt(now), ...request.date });
      break;
    case 'set-time':
      system.journal.setClock(now, { ...system.journal.timeAt(now), ...request.time });
      break;
    case 'reinitialize-pp':
      system.pps.reinitialize(now, request.pps);
      break;
    default:
      unreachable(request);
  }
}

function raise(now: Instant, console: RouterConsole): void {
  if (console.level === 'administrator') {
    console.printFault('already-administrator');
    return;
  }
  const { raising } = new UserRights(console.system, console.user);
  if (raising === 'never') console.printFault('administrator-only');
  else if (!mayJoinAdministrators(console)) console.printFault('other-administrator');
  else if (raising === 'at once') console.becomeAdministrator(now);
  else askToRaise(console);
}

function mayJoinAdministrators({ router }: RouterConsole): boolean {
  return (
    router.language.machine.hasSeveralAdministrators ||
    router.sittings.every(({ level, isLoggedIn }) => !isLoggedIn || level === 'user')
  );
}

function askToRaise(console: RouterConsole): void {
  console.ask(
    askPassword(text('password', console.language), (at, given) => {
      if (!mayJoinAdministrators(console)) console.printFault('other-administrator');
      else if (console.isAdministratorPassword(given)) console.becomeAdministrator(at);
      else console.print([faultLine('incorrect-password', console.language)]);
      return undefined;
    }),
  );
}

/** Whoever is meant, but for oneself (manual 4.11). */
function disconnectUser(now: Instant, console: RouterConsole, { user, way, number }: MeantSessions): void {
  for (const sitting of console.router.sittings) {
    const isMeantBy =
      (user === undefined || sitting.user === user) &&
      (way === undefined || sitting.entry.kind === way) &&
      (number === undefined || sitting.number === number);
    if (sitting !== console && sitting.isLoggedIn && isMeantBy) sitting.dismiss(now);
  }
}

/** From administrator to user, with a question when something would be lost; from user to the door. */
function exit(now: Instant, console: RouterConsole, saves: boolean): void {
  if (console.level === 'user') {
    console.shell.stopRollback(); // who leaves by this word leaves all as it is (manual 56.7.31)
    console.logOut(now);
    return;
  }
  const leave = (): void => {
    console.level = 'user';
  };
  if (saves) save(now, console);
  if (console.router.isSaved) leave();
  else
    console.ask(
      askYesOrNo(text('save-question', console.language), (at, yes) => {
        if (yes) save(at, console);
        leave();
        return undefined;
      }),
    );
}

/** @param file the one that the router started with, when not given */
function save(now: Instant, console: RouterConsole, place = console.router.runningPlace, comment?: string): void {
  const file = typeof place === 'number' ? writableFile(place) : place;
  const name = nameOfSaved(file);
  const fault = console.router.save(now, file, comment);
  if (fault !== undefined) {
    console.printFault(fault);
    return;
  }
  console.shell.stopRollback();
  console.system.journal.write(now, LogText.saved(name, wordOf(console.entry)));
  console.print([text('saving', console.language, name)]);
}

/** A copy into a memory is a file of its own; one out of a memory takes the place of what was there (manual 56.3.4). */
function copyConfig(
  now: Instant,
  console: RouterConsole,
  { from, to }: Extract<Request, { readonly kind: 'copy-config' }>,
): void {
  const { files, memories } = console.router;
  const number = configFileNumber(from);
  if (number !== undefined && typeof to === 'number') {
    tellWhetherThere(console, files.copy(number, to));
    return;
  }
  const file = configText(console, from);
  if (typeof file === 'string') {
    console.printFault(file);
    return;
  }
  const at = console.system.journal.epochAt(now);
  if (typeof to === 'number') files.save(to, { text: file.text, savedAt: at });
  else tellFault(console, writeText(memories, to, file.text, at));
}

function tellFault(console: RouterConsole, fault: FaultKey | undefined): void {
  if (fault !== undefined) console.printFault(fault);
}

/** @param file what to start with, now and from now on */
function restart(now: Instant, console: RouterConsole, file: number | undefined): void {
  if (file === undefined || console.router.files.setDefault(file)) console.router.restart(now);
  else console.printFault('no-such-file');
}

function tellWhetherThere(console: RouterConsole, isThere: boolean): void {
  if (!isThere) console.printFault('no-such-file');
}

/** Takes one public key, and writes it behind the others of the user (manual 4.76). */
function importKey(console: RouterConsole, user: string): void {
  console.ask(
    askName(text('public-key', console.language), (_, line) => {
      const isKept =
        readPublicKey(line) !== undefined &&
        console.router.keyFiles.add(keyPathOf(console.system.document, user), line.trim());
      if (!isKept) console.printFault('not-a-public-key');
      return undefined;
    }),
  );
}

function changePassword(console: RouterConsole, of: 'login' | 'administrator', encrypted: boolean): void {
  const { system } = console;
  const setting = of === 'login' ? loginPassword : administratorPassword;
  askForNew(console, system.document.global.get(setting), (now, password) => {
    const draft = system.document.edit();
    if (password === '') draft.global.unset(setting);
    else draft.global.set(setting, kept(password, encrypted));
    system.configure(now, draft.finish());
  });
}

/** Asks for a new password, and says how strong it is where the machine does. */
function askForNew(console: RouterConsole, old: Password | undefined, take: NewPassword['take']): void {
  const { language } = console;
  const { ratesPasswords } = console.router.language.machine;
  console.ask(
    askNewPassword({
      language,
      old,
      isConfirmed: ratesPasswords,
      complain: () => console.printFault('incorrect-password'),
      take: (now, password) => {
        take(now, password);
        if (ratesPasswords && password !== '')
          console.print([text('password-strength', language, strengthOf(password))]);
      },
    }),
  );
}

function ping(now: Instant, console: RouterConsole, { host, octets, count, from, waitSeconds }: Ping): void {
  const { system, language } = console;
  const destination = readIpv4(host);
  const begin = (at: Instant, to: Ipv4Address): PingJob => {
    const run = system.optional.pinger.get().start(at, {
      destination: to,
      payloadOctets: octets,
      wait: waitSeconds === undefined ? PING_WAIT : seconds(waitSeconds),
      ...(count !== undefined && { count }),
      ...(from !== undefined && { source: from }),
    });
    return new PingJob(run, destination === undefined ? host : undefined, language, waitSeconds !== undefined);
  };
  console.run(
    destination === undefined
      ? new NamedJob(now, system.optional.names.get(), host, language, begin)
      : begin(now, destination),
  );
}

function traceroute(now: Instant, console: RouterConsole, { host, from }: Traceroute): void {
  const { system, language } = console;
  const begin = (at: Instant, destination: Ipv4Address): TraceJob => {
    const run = system.optional.tracer.get().start(at, { destination, ...(from !== undefined && { source: from }) });
    system.optional.services.pump(at);
    return new TraceJob(run);
  };
  const destination = readIpv4(host);
  console.run(
    destination === undefined
      ? new NamedJob(now, system.optional.names.get(), host, language, begin)
      : begin(now, destination),
  );
}

function ntpdate(now: Instant, console: RouterConsole, host: string, logs: boolean): void {
  const { optional } = console.system;
  const time = optional.time.get();
  const run = time.open(logs);
  if (run === undefined) return;
  console.run(run);
  const server = readIpv4(host);
  if (server !== undefined) time.ask(now, run, server);
  else optional.names.get().resolve(now, host, (at, address) => time.ask(at, run, address));
  optional.services.pump(now);
}

/** The interfaces of the stack that are meant; none for what is not there. */
function countedAt({ interfaces, lans, pps }: System, of: CountedPlace): readonly number[] {
  if (of.kind === 'interface') {
    const number = interfaces.numberOfLan(of.name) ?? lans.names.indexOf(of.name);
    return number < 0 ? [] : [number];
  }
  const meant = pps.all().filter((pp) => (of.kind === 'pp' ? pp.number === of.pp : pp.tunnel === of.tunnel));
  return meant.flatMap((pp) => pp.interface ?? []);
}

function meantBy({ pps }: System, what: Disconnected): readonly Pp[] {
  switch (what.kind) {
    case 'all':
      return pps.all();
    case 'anonymous':
      return pps.callers();
    case 'anonymous-session':
      return pps.callers().filter(({ session }) => session === what.number);
    case 'pp':
      return [pps.numbered(what.pp) ?? []].flat();
    default:
      return unreachable(what);
  }
}
