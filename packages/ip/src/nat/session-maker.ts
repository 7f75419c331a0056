/**
 * The beginning and the end of sessions: what a packet that belongs to none is for, which port it gets, and what limits say.
 * The manual's chapter 23 stands here; {@link ./descriptor.ts} only moves packets along.
 * @module
 */
import type { Arena } from '@rtemu/engine/arena';
import { counters } from '@rtemu/engine/counters';
import { type Instant, inSeconds, NEVER, seconds } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import { PORT as PPTP_PORT } from '@rtemu/wire/pptp';
import { AddressPool } from './address-pool.js';
import type { Flow } from './flow.js';
import { FtpTracker } from './ftp-tracker.js';
import { NatHosts } from './hosts.js';
import { LIMIT, type NatOptions } from './nat-options.js';
import { NO_PORT, PortPool } from './port-pool.js';
import { PptpTracker } from './pptp-tracker.js';
import { FLAG, NO_SESSION, SessionTable } from './session-table.js';
import { NO_ENTRY, StaticEntries } from './static-entries.js';

/** What becomes of a packet that gets no session: these, or a session's number. */
export const PASS = -2;
export const DROP = -3;
/** Dropped, and its sender is told by a RST. */
export const RESET = -4;
/** Only its address changes, to {@link SessionMaker.address}. */
export const READDRESS = -5;

const NOBODY = 0;
/** TCP ports that answer where the others are silent (manual 23.10). */
const WELL_KNOWN_MAX = 1023;
/** Destinations whose clients want to keep their source ports: ssh, rlogin, rcp (manual 23.7). */
const RLOGIN_PORTS = [22, 513, 514];
const DHCP_SERVER_TO_CLIENT = (67 << 16) | 68;

/** A session that was begun, for `nat descriptor log`. */
export interface Binding {
  readonly at: Instant;
  readonly protocol: number;
  readonly inner: Ipv4Address;
  readonly innerPort: number;
  readonly outer: Ipv4Address;
  readonly outerPort: number;
}

export class SessionMaker {
  readonly table: SessionTable;
  readonly statics: StaticEntries;
  readonly hosts = new NatHosts();
  readonly pptp: PptpTracker;
  readonly ftp: FtpTracker;
  readonly counters = counters('begun', 'hostLimit', 'tableFull', 'noPort', 'noCall', 'rejected');
  /** What waits to be logged, oldest first. */
  readonly bindings: Binding[] = [];
  /** Most sessions at a time, and when there were so many. */
  peak = 0;
  peakAt: Instant | undefined;
  /** The answer that goes with {@link READDRESS}; signed. */
  address = NOBODY;
  /** Behind which many hosts share; 0 while it is not known, or where there is none. Signed. */
  masquerade = NOBODY;
  /** Of those that hosts have for themselves; `undefined` where the type knows none. */
  pool: AddressPool | undefined;

  readonly #ports = new Map<number, PortPool>();
  #outers: readonly number[] = [];
  /** Sessions of TCP of which the remote port is not known yet. */
  #expected = 0;

  constructor(
    arena: Arena,
    readonly options: NatOptions,
  ) {
    this.table = new SessionTable(options.totalLimit);
    this.statics = new StaticEntries(options);
    this.pptp = new PptpTracker(arena, this.table, seconds(options.seconds));
    this.ftp = new FtpTracker(arena, this.table, (now, session, port) => this.#expect(now, session, port));
  }

  get deadline(): Instant {
    const { deadline } = this.table;
    return this.pool !== undefined && this.pool.deadline < deadline ? this.pool.deadline : deadline;
  }

  /** Ports that no two sessions share: how many are taken, and how many there are. */
  portsOf(protocol: number): { readonly used: number; readonly max: number } {
    const max = this.options.portRanges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    return { used: this.#ports.get(protocol)?.size ?? 0, max };
  }

  /** Other outer addresses, signed: what rested on those before is forgotten. */
  setOuters(outers: readonly number[]): void {
    if (outers.length === this.#outers.length && outers.every((outer, i) => outer === this.#outers[i])) return;
    this.clear();
    this.#outers = outers;
    const { type } = this.options;
    this.masquerade =
      (type === 'masquerade' ? outers[0] : type === 'nat-masquerade' ? outers.at(-1) : undefined) ?? NOBODY;
    const forHosts = type === 'nat' ? outers : type === 'nat-masquerade' ? outers.slice(0, -1) : [];
    this.pool = forHosts.length > 0 ? new AddressPool(forHosts, seconds(this.options.seconds)) : undefined;
  }

  /** Whether an address is one that this descriptor answers for. Signed. */
  isOuter(address: number): boolean {
    if (address === this.masquerade) return true;
    return (this.#outers.length > 1 || this.masquerade === NOBODY) && this.#outers.includes(address)
      ? true
      : this.statics.innerOf(address) !== NOBODY;
  }

  /** Whether an address is an inner one that is to be translated. Signed. */
  isInner(address: number): boolean {
    const { inner } = this.options;
    if (inner === 'auto') return true;
    const unsigned = address >>> 0;
    return inner.some(({ first, last }) => unsigned >= first && unsigned <= last);
  }

  /** The outer address that a host has for itself, given to it now where the type gives any; 0 for none. Signed. */
  ownOuter(now: Instant, inner: number): number {
    const fixed = this.statics.outerOf(inner);
    if (fixed !== NOBODY || this.pool === undefined || !this.isInner(inner) || this.#outers.includes(inner))
      return fixed;
    return (
      this.pool.outerOf(now, inner) || this.pool.bind(now, inner, (outer) => this.statics.innerOf(outer) !== NOBODY)
    );
  }

  /** The host that has an outer address for itself; 0 for none. Signed. */
  ownInner(now: Instant, outer: number): number {
    return this.statics.innerOf(outer) || (this.pool?.innerOf(now, outer) ?? NOBODY);
  }

  /** A packet leaves that belongs to no session. @param port of the inner host */
  beginOutward(now: Instant, flow: Flow, inner: number, remote: number): number {
    const own = this.ownOuter(now, inner);
    const innerPort = flow.ports >>> 16;
    const remotePort = flow.ports & 0xffff;
    if (own !== NOBODY) {
      if (!this.#isFtp(flow, remotePort)) return this.#readdress(own);
      return this.#add(now, flow.protocol, inner, innerPort, own, innerPort, remote, remotePort, FLAG.fixed | FLAG.ftp);
    }
    if (this.masquerade === NOBODY) {
      const isGiven = this.pool !== undefined && this.isInner(inner) && !this.#outers.includes(inner);
      return isGiven ? DROP : PASS;
    }
    if (flow.kind === 'call') return this.#beginCall(now, flow.protocol, inner, remote);
    const fixed = this.statics.outerPortOf(flow.protocol, inner, innerPort);
    if (fixed !== NO_ENTRY) {
      if (flow.kind === 'portless') return this.#readdress(this.masquerade);
      const flags = FLAG.fixed | (this.#isFtp(flow, remotePort) ? FLAG.ftp : 0);
      return this.#add(now, flow.protocol, inner, innerPort, this.masquerade, fixed, remote, remotePort, flags);
    }
    if (!this.isInner(inner)) return PASS;
    if (!flow.isRequest) return DROP;
    return this.#masquerade(now, flow, inner, innerPort, remote, remotePort);
  }

  /** A packet comes to an outer address and belongs to no session. */
  beginInward(now: Instant, flow: Flow, outer: number, remote: number): number {
    const { table } = this;
    const remotePort = flow.ports >>> 16;
    const port = flow.ports & 0xffff;
    if (this.#expected > 0 && flow.protocol === PROTOCOL.tcp) {
      const session = table.findInward(PROTOCOL.tcp, outer, remote, port);
      if (session !== NO_SESSION) {
        table.setRemotePort(session, remotePort);
        if (remotePort !== 0) this.#expected--;
        return session;
      }
    }
    const own = this.ownInner(now, outer);
    if (own !== NOBODY) {
      if (!this.#isFtp(flow, port)) return this.#readdress(own);
      const flags = FLAG.fixed | FLAG.ftp | FLAG.inward;
      return this.#add(now, flow.protocol, own, port, outer, port, remote, remotePort, flags);
    }
    if (outer !== this.masquerade) return PASS;
    const host = this.statics.hostBehind(flow.protocol, port);
    if (host !== NOBODY) return this.#lead(now, flow, host, this.statics.port, outer, port, remote, remotePort);
    // Answers to a DHCP client of our own may come to an address that it has only just lost or been given.
    if (flow.protocol === PROTOCOL.udp && flow.ports === DHCP_SERVER_TO_CLIENT) return PASS;
    const { incoming, resets } = this.options;
    if (incoming.action === 'forward')
      return this.#lead(now, flow, incoming.to | 0, port, outer, port, remote, remotePort);
    const isWellKnown = flow.protocol === PROTOCOL.tcp && port <= WELL_KNOWN_MAX;
    if (incoming.action === 'through' && !(isWellKnown && resets === 'well-known')) return PASS;
    this.counters.rejected++;
    const answers =
      incoming.action !== 'discard' && flow.protocol === PROTOCOL.tcp && (isWellKnown || resets === 'all');
    return answers ? RESET : DROP;
  }

  /** What was seen of a FIN or RST, or of a SYN after it. */
  noteTcpEnd(now: Instant, session: number, ended: boolean): void {
    const { table, options } = this;
    if (((table.flags[session]! & FLAG.ended) !== 0) === ended) return;
    table.flags[session]! ^= FLAG.ended;
    const port = this.#servicePort(session);
    table.setLifetime(now, session, ended ? seconds(options.tcpFinSeconds) : this.#lifetime(PROTOCOL.tcp, port));
  }

  /** A DNS question passes, or its answer: then the session has done what it was for (manual 23.9). */
  noteDns(now: Instant, session: number, answeredSeconds: number | undefined): void {
    const lifetime =
      answeredSeconds === undefined
        ? this.#lifetime(PROTOCOL.udp, this.#servicePort(session))
        : seconds(answeredSeconds);
    if (this.table.lifetime[session] !== lifetime) this.table.setLifetime(now, session, lifetime);
  }

  handleTimeout(now: Instant): void {
    const { table } = this;
    this.pool?.expire(now);
    if (!table.isSweepDue(now)) return;
    for (let session = table.nextExpired(now, 0); session !== NO_SESSION; session = table.nextExpired(now, session + 1))
      if ((table.flags[session]! & FLAG.pptp) !== 0 && this.pptp.isInUse(now, session)) table.touch(now, session);
      else this.end(session);
    table.finishSweep(now);
  }

  end(session: number): void {
    const { table } = this;
    const protocol = table.protocol[session]!;
    const flags = table.flags[session]!;
    if ((flags & FLAG.holdsPort) !== 0) this.#ports.get(protocol)?.leave(table.outerPort(session));
    if ((flags & FLAG.pptp) !== 0) for (const call of this.pptp.close(session)) table.remove(call);
    if ((flags & FLAG.ftp) !== 0) this.ftp.close(session);
    if (protocol === PROTOCOL.gre) this.pptp.forgetCall(session);
    if (protocol === PROTOCOL.tcp && table.remotePort(session) === 0) this.#expected--;
    this.hosts.leave(session);
    table.remove(session);
  }

  /** `clear nat descriptor dynamic`: forgets what is dynamic. Static entries are not here, but sessions made by them are. */
  clear(): void {
    for (const session of this.table.sessions()) if (this.table.isLive(session)) this.end(session);
    this.pool?.clear();
    this.table.deadline = NEVER;
  }

  clearPeak(): void {
    this.peak = this.table.size;
    this.peakAt = undefined;
  }

  // Each kind of beginning.

  /** To an inner host by a static entry, or by `incoming forward`. */
  #lead(
    now: Instant,
    flow: Flow,
    inner: number,
    innerPort: number,
    outer: number,
    outerPort: number,
    remote: number,
    remotePort: number,
  ): number {
    if (flow.kind === 'portless' || flow.kind === 'call') return this.#readdress(inner);
    const flags = FLAG.fixed | FLAG.inward | (this.#isFtp(flow, innerPort) ? FLAG.ftp : 0);
    return this.#add(now, flow.protocol, inner, innerPort, outer, outerPort, remote, remotePort, flags);
  }

  /** GRE of PPTP: along a call that is known, or a static entry, or not at all. */
  #beginCall(now: Instant, protocol: number, inner: number, remote: number): number {
    if (this.pptp.hasCall(inner, remote))
      return this.#add(now, protocol, inner, 0, this.masquerade, 0, remote, 0, FLAG.fixed);
    if (this.statics.outerPortOf(PROTOCOL.gre, inner, 0) !== NO_ENTRY) return this.#readdress(this.masquerade);
    if (!this.isInner(inner)) return PASS;
    this.counters.noCall++;
    return DROP;
  }

  #masquerade(now: Instant, flow: Flow, inner: number, innerPort: number, remote: number, remotePort: number): number {
    const { protocol } = flow;
    const outer = this.masquerade;
    if (flow.kind === 'portless') {
      // One host a peer: nothing in the packet tells whose it is.
      if (this.table.findInward(protocol, outer, remote, 0) !== NO_SESSION) return this.#noPort();
      return this.#add(now, protocol, inner, 0, outer, 0, remote, 0, 0);
    }
    const saves = this.options.portSaving >= (protocol === PROTOCOL.tcp ? 2 : protocol === PROTOCOL.udp ? 3 : 4);
    const port = this.#choosePort(flow, innerPort, remote, remotePort, saves);
    if (port === NO_PORT) return this.#noPort();
    const isPptp = protocol === PROTOCOL.tcp && remotePort === PPTP_PORT;
    const flags =
      (saves ? 0 : FLAG.holdsPort) | (isPptp ? FLAG.pptp : 0) | (this.#isFtp(flow, remotePort) ? FLAG.ftp : 0);
    const session = this.#add(now, protocol, inner, innerPort, outer, port, remote, remotePort, flags);
    if (session < 0 && !saves) this.#ports.get(protocol)?.leave(port);
    return session;
  }

  #choosePort(flow: Flow, innerPort: number, remote: number, remotePort: number, saves: boolean): number {
    const { protocol } = flow;
    const pool = this.#portPool(protocol);
    const { unconvertible, keepsIfPossible, rlogin } = this.options;
    const isFree = (port: number): boolean =>
      this.table.findInward(protocol, this.masquerade, remote, (remotePort << 16) | port) === NO_SESSION;
    const mustKeep =
      (rlogin && protocol === PROTOCOL.tcp && RLOGIN_PORTS.includes(remotePort)) ||
      unconvertible.some(
        (rule) => rule.protocol === protocol && innerPort >= rule.ports.first && innerPort <= rule.ports.last,
      );
    if ((mustKeep || keepsIfPossible) && !pool.isTaken(innerPort) && isFree(innerPort)) {
      if (!saves) pool.takeThis(innerPort);
      return innerPort;
    }
    if (mustKeep) return NO_PORT;
    return saves ? pool.share(isFree) : pool.take();
  }

  /** @returns the session, or {@link DROP} where a limit says so */
  #add(
    now: Instant,
    protocol: number,
    inner: number,
    innerPort: number,
    outer: number,
    outerPort: number,
    remote: number,
    remotePort: number,
    flags: number,
  ): number {
    const { table, options } = this;
    const host = (flags & FLAG.fixed) === 0 ? this.hosts.of(inner) : undefined;
    if (host !== undefined && host.sessions >= options.hostLimit) {
      host.limited++;
      host.limitedAt = now;
      this.counters.hostLimit++;
      return DROP;
    }
    const port = (flags & FLAG.inward) !== 0 ? innerPort : remotePort;
    const lifetime = this.#lifetime(protocol, port);
    const session = table.add(now, protocol, inner, innerPort, outer, outerPort, remote, remotePort, lifetime, flags);
    if (session === NO_SESSION) {
      this.counters.tableFull++;
      return DROP;
    }
    this.counters.begun++;
    if (host !== undefined) this.hosts.enter(session, host);
    if (table.size > this.peak) {
      this.peak = table.size;
      this.peakAt = now;
    }
    if ((flags & FLAG.pptp) !== 0) this.pptp.open(session);
    if ((flags & FLAG.ftp) !== 0) this.ftp.open(session);
    if (options.logs && this.bindings.length < LIMIT.bindings)
      this.bindings.push({
        at: now,
        protocol,
        inner: (inner >>> 0) as Ipv4Address,
        innerPort,
        outer: (outer >>> 0) as Ipv4Address,
        outerPort,
      });
    return session;
  }

  /** The port behind which a data connection of FTP is awaited. It comes beyond the limit of its host. */
  #expect(now: Instant, session: number, innerPort: number): number | undefined {
    const { table } = this;
    const inner = table.inner[session]!;
    const outer = table.outer[session]!;
    const remote = table.remote[session]!;
    const known = table.findOutward(PROTOCOL.tcp, inner, remote, innerPort << 16);
    if (known !== NO_SESSION) return table.outerPort(known);
    const isShared = outer === this.masquerade;
    const isFree = (port: number): boolean => table.findInward(PROTOCOL.tcp, outer, remote, port) === NO_SESSION;
    const port = isShared ? this.#portPool(PROTOCOL.tcp).share(isFree) : innerPort;
    if (port === NO_PORT || port === 0) return undefined;
    const flags = FLAG.fixed | FLAG.inward;
    const expected = this.#add(now, PROTOCOL.tcp, inner, innerPort, outer, port, remote, 0, flags);
    if (expected < 0) return undefined;
    this.#expected++;
    return port;
  }

  #noPort(): number {
    this.counters.noPort++;
    return DROP;
  }

  #readdress(address: number): number {
    this.address = address;
    return READDRESS;
  }

  /** Ports of static entries are nobody else's. */
  #portPool(protocol: number): PortPool {
    let pool = this.#ports.get(protocol);
    if (pool === undefined) {
      pool = new PortPool(this.options.portRanges);
      for (const port of this.statics.ports(protocol)) pool.reserve(port);
      this.#ports.set(protocol, pool);
    }
    return pool;
  }

  #isFtp({ protocol }: Flow, port: number): boolean {
    return protocol === PROTOCOL.tcp && this.options.ftpPorts.includes(port);
  }

  #servicePort(session: number): number {
    const { table } = this;
    return (table.flags[session]! & FLAG.inward) !== 0 ? table.innerPort(session) : table.remotePort(session);
  }

  #lifetime(protocol: number, port: number): number {
    const rule = this.options.timers.find(
      (candidate) =>
        candidate.protocol === protocol &&
        (candidate.ports === undefined || (port >= candidate.ports.first && port <= candidate.ports.last)),
    );
    return seconds(rule?.seconds ?? this.options.seconds);
  }
}

/** Whole seconds that are left. */
export const secondsLeft = (now: Instant, expires: number): number =>
  Math.max(0, Math.ceil(inSeconds((expires - now) as ReturnType<typeof seconds>)));
