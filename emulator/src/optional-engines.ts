/**
 * What a configuration may ask for and hardly any does all of: each engine is made when it is first needed, so that a router
 * costs what its configuration uses. It then follows whatever sections of the configuration it is about.
 * @module
 */
import type { Difference } from '@rtemu/config/difference';
import type { Document } from '@rtemu/config/document';
import { tftpHost } from '@rtemu/config/settings/access';
import { routeChangeLog } from '@rtemu/config/settings/ip';
import { memorySyslog } from '@rtemu/config/settings/memory';
import type { Arena } from '@rtemu/engine/arena';
import { Lazy } from '@rtemu/engine/lazy';
import type { Random } from '@rtemu/engine/random';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { Pinger } from '@rtemu/hosts/pinger';
import { Services } from '@rtemu/hosts/services';
import { Tracer } from '@rtemu/hosts/tracer';
import type { StackEvent } from '@rtemu/ip/events';
import type { Machine } from '@rtemu/models/machine';
import type { RouterIdentity } from '@rtemu/service/netvolante/registration';
import { hasClients } from './dhcp/client-settings.js';
import { Dhcp } from './dhcp/dhcp.js';
import { Learnt } from './dns/learnt.js';
import { PeerNames } from './dns/peer-names.js';
import { RouterNames } from './dns/router-names.js';
import { Filters } from './filters.js';
import { IcmpRules } from './icmp-rules.js';
import { Keepalives } from './keepalives.js';
import { LearntGateways } from './learnt-gateways.js';
import { LogSender } from './log-sender.js';
import { MemoryLog } from './memories/memory-log.js';
import { NatDescriptors } from './nat-descriptors.js';
import { RouterNetvolante } from './netvolante/router-netvolante.js';
import { RouteLog } from './route-log.js';
import { Scheduler } from './scheduler.js';
import type { System } from './system.js';
import { TftpServer } from './tftp-server.js';
import { TimeService } from './time-service.js';

export class OptionalEngines {
  /** What DHCP clients have learnt. */
  readonly gateways = new LearntGateways();
  /** The ends of tunnels that are given by name. */
  readonly peers = new PeerNames();

  readonly filters = new Lazy(() => this.#newFilters());
  readonly nat = new Lazy(() => this.#newNat());
  readonly icmpRules = new Lazy(() => new IcmpRules(this.system.stack, this.system.interfaces, this.system.journal));
  readonly keepalives = new Lazy(() => new Keepalives(this.system.stack, this.gateways, this.system.journal));
  readonly routeLog = new Lazy(() => new RouteLog(this.system));
  readonly logSender = new Lazy(() => this.#newLogSender());
  readonly memoryLog = new Lazy(() => new MemoryLog(this.system.journal, this.system.memories));
  readonly scheduler = new Lazy(() => new Scheduler(this.system.journal, this.system.memories));
  readonly pinger = new Lazy(() => new Pinger(this.system.stack));
  readonly tftp = new Lazy(() => new TftpServer(this.system.stack, this.system.lans));

  /** What the router does by UDP. */
  readonly services = new Services();
  readonly dhcp = this.services.later(() => this.#newDhcp());
  readonly names = this.services.later(() => this.#newNames());
  readonly netvolante = this.services.later(() => this.#newNetvolante());
  readonly tracer = this.services.later(() => new Tracer(this.system.stack));
  readonly time = this.services.later(() => this.#newTimeService());

  constructor(
    private readonly system: System,
    private readonly arena: Arena,
    private readonly random: Random,
    private readonly machine: Machine,
    private readonly identity: RouterIdentity,
  ) {}

  /** Makes those that are there unless a configuration says otherwise. */
  start(empty: Document): void {
    this.names.get();
    this.time.get().reconfigure(empty);
  }

  /** What is to be done before interfaces change. */
  prepare(now: Instant, changed: Difference, document: Document): void {
    if (changed.touches('clock', 'schedule'))
      this.scheduler.when(changed.touches('schedule'))?.reconfigure(now, document);
    if (changed.touches('clock')) this.time.get().reconfigure(document);
    if (changed.touches('log')) this.logSender.get().reconfigure(document);
    if (changed.touches('memory')) {
      const isWanted = document.global.get(memorySyslog) !== undefined;
      this.memoryLog.when(isWanted)?.reconfigure(document, this.system.startedWith === document);
    }
    if (changed.touches('access')) {
      const hosts = document.global.effective(tftpHost);
      this.tftp.when(hosts !== 'none')?.reconfigure(hosts);
    }
    // Who asks for an address no more gives it back while it still has it.
    if (changed.touches('interface')) this.dhcp.made?.forget(now, document);
  }

  /** What is to be done when LANs have changed, and PPs have not yet. */
  reconfigureDhcp(now: Instant, changed: Difference, document: Document): void {
    if (!changed.touches('interface', 'dhcp', 'dns')) return;
    this.dhcp.when(changed.touches('dhcp') || hasClients(document))?.reconfigure(now, document);
  }

  /** @param moved whether interfaces came, went or changed */
  follow(now: Instant, changed: Difference, document: Document, moved: boolean): void {
    if (changed.touches('route')) this.routeLog.when(document.global.effective(routeChangeLog))?.reconfigure(document);
    if (changed.touches('filter', 'log')) this.filters.when(changed.touches('filter'))?.reconfigure(now, document);
    else if (moved) this.filters.made?.follow(now);
    if (changed.touches('icmp')) this.icmpRules.get().reconfigure(document);
    else if (moved) this.icmpRules.made?.follow(document);
    if (changed.touches('nat')) this.nat.get().reconfigure(document);
    else if (moved) this.nat.made?.follow();
    if (changed.touches('dns')) this.names.get().reconfigure(now, document);
    else if (moved) this.names.get().follow(now);
    if (changed.touches('netvolante')) this.netvolante.get().reconfigure(now, document);
    else if (moved) this.netvolante.made?.follow(now);
  }

  handleEvent(now: Instant, event: StackEvent): void {
    this.pinger.made?.handleEvent(now, event);
    this.keepalives.made?.handleEvent(now, event);
    this.icmpRules.made?.handleEvent(event);
    this.services.handleStackEvent(now, event);
  }

  /** Writes down what filters and NAT had to say. */
  drain(): void {
    this.filters.made?.drain();
    this.nat.made?.drain();
  }

  /** Whether what routes depend on besides interfaces changed since this was asked last. */
  takeChange(): boolean {
    const watchedMoved = this.keepalives.made?.takeChange() ?? false;
    return this.gateways.takeChange() || watchedMoved;
  }

  handleTimeout(now: Instant): void {
    this.filters.made?.handleTimeout(now);
    this.nat.made?.handleTimeout(now);
    this.services.handleTimeout(now);
  }

  nextTimeout(): Instant {
    return Math.min(
      this.pinger.made?.nextTimeout() ?? NEVER,
      this.keepalives.made?.nextTimeout() ?? NEVER,
      this.filters.made?.nextTimeout() ?? NEVER,
      this.nat.made?.nextTimeout() ?? NEVER,
      this.services.nextTimeout(),
      this.tftp.made?.nextTimeout() ?? NEVER,
      this.logSender.made?.nextTimeout() ?? NEVER,
      this.memoryLog.made?.nextTimeout() ?? NEVER,
      this.scheduler.made?.nextTimeout() ?? NEVER,
    ) as Instant;
  }

  #newFilters(): Filters {
    const { stack, interfaces, journal, document, pps } = this.system;
    const ways = {
      interfaceOf: (pp: number) => pps.interfaceOf(pp),
      isUp: (keepalive: number) => this.keepalives.made?.isUp(keepalive) ?? true,
    };
    return new Filters(this.arena, stack, interfaces, journal, document, ways, this.machine.natSessionsMax);
  }

  #newNat(): NatDescriptors {
    const { stack, interfaces, journal, document, startedWith } = this.system;
    return new NatDescriptors(this.arena, stack, interfaces, this.machine, journal, document, startedWith);
  }

  #newLogSender(): LogSender {
    const { stack, journal, document } = this.system;
    return new LogSender(stack, journal, `${this.machine.name}-${this.identity.serial}`, document);
  }

  #newDhcp(): Dhcp {
    const { stack, lans, ports, journal, document } = this.system;
    return new Dhcp(stack, lans, journal, this.gateways, this.random.fork('dhcp'), document, (now, number, mac) =>
      ports.placeOf(now, number, mac),
    );
  }

  #newNames(): RouterNames {
    const { stack, lans, interfaces, pps, journal, document } = this.system;
    const { filters, peers } = this;
    const learnt = new Learnt(pps, this.dhcp);
    const parts = { stack, lans, interfaces, pps, journal, filters, learnt, peers };
    return new RouterNames(this.random.fork('dns'), parts, document);
  }

  #newNetvolante(): RouterNetvolante {
    const { stack, interfaces, journal, document } = this.system;
    const parts = { stack, interfaces, journal, names: this.names.get() };
    return new RouterNetvolante(this.random.fork('netvolante'), this.identity, parts, document);
  }

  #newTimeService(): TimeService {
    const { stack, journal, lans, document } = this.system;
    return new TimeService(stack, journal, lans, this.machine, document);
  }
}
