import { mainLine } from '@rtemu/commands/header';
import { type Difference, difference, NO_DIFFERENCE } from '@rtemu/config/difference';
import type { Document } from '@rtemu/config/document';
import { implicitPreference } from '@rtemu/config/settings/arp';
import { fragmentable, ipRouting } from '@rtemu/config/settings/ip';
import { pptpService } from '@rtemu/config/settings/pptp';
import { NO_SLOT, type Slot } from '@rtemu/engine/arena';
import type { Random } from '@rtemu/engine/random';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import type { Instant } from '@rtemu/engine/time';
import { BriPorts } from '@rtemu/hosts/bri-ports';
import { LineEndpoint } from '@rtemu/hosts/line-endpoint';
import { PppoePorts } from '@rtemu/hosts/pppoe-ports';
import { PptpEndpoint } from '@rtemu/hosts/pptp-endpoint';
import { Ipv4Stack } from '@rtemu/ip/stack';
import type { Machine } from '@rtemu/models/machine';
import { CallNumbers } from '@rtemu/pptp/call-numbers';
import type { MacAddress } from '@rtemu/wire/address';
import { Bris, briMacsOf } from './bris.js';
import type { DataPlane } from './data-plane.js';
import { Interfaces } from './interfaces.js';
import type { Journal } from './journal.js';
import { LanPorts } from './lan-ports.js';
import { Lans } from './lans.js';
import type { LinkTaps } from './link-taps.js';
import * as LogText from './log-text.js';
import type { MemorySlots } from './memories/memory-slots.js';
import { Neighbours } from './neighbours.js';
import { OptionalEngines } from './optional-engines.js';
import { PastUsers } from './past-users.js';
import { Pps } from './pps.js';
import { Sinks } from './sinks.js';
import { StaticRoutes } from './static-routes.js';
import { TelnetCalls } from './telnet-calls.js';
import { TelnetServer } from './telnet-server.js';
import { TrafficRules } from './traffic-rules.js';

/** Of packets of the router's own: what comes over one hop shows 254, as seen on real ones. */
const INITIAL_TTL = 255;

/**
 * What runs in a router from power-on to restart: the engines, led from one to the next, and the configuration that they
 * follow. It only leads; whatever a protocol does inside is that protocol's.
 */
export class System {
  readonly stack: Ipv4Stack;
  readonly endpoint: PptpEndpoint;
  /** What carries PPP besides PPTP. */
  readonly lines: LineEndpoint;
  readonly pppoe: PppoePorts;
  readonly bris: Bris;
  readonly lans: Lans;
  readonly ports: LanPorts;
  readonly pps: Pps;
  readonly routes: StaticRoutes;
  readonly interfaces: Interfaces;
  readonly sinks: Sinks;
  readonly neighbours: Neighbours;
  readonly trafficRules: TrafficRules;
  readonly optional: OptionalEngines;
  readonly telnet: TelnetServer;
  readonly telnetCalls: TelnetCalls;
  readonly pastUsers = new PastUsers();
  #document: Document;
  #startedWith: Document | undefined;
  /** So many ports are of LANs; those of basic rate interfaces come after them. */
  readonly #lanPorts: number;
  readonly #outbox: SlotQueue;

  constructor(
    now: Instant,
    { arena, mppe }: DataPlane,
    random: Random,
    private readonly machine: Machine,
    macs: readonly MacAddress[],
    serial: string,
    readonly journal: Journal,
    taps: LinkTaps,
    private readonly empty: Document,
    readonly memories: MemorySlots,
  ) {
    this.#document = empty;
    this.#lanPorts = machine.ports.length - machine.bris.length;
    this.#outbox = new SlotQueue(arena);
    this.stack = new Ipv4Stack(arena, random.fork('ip'), { forwarding: true, initialTtl: INITIAL_TTL });
    this.endpoint = new PptpEndpoint(arena, mppe, random.fork('pptp'), this.stack, (peer) => this.pps.profileFor(peer));
    this.endpoint.callsMax = machine.pptpSessionsMax;
    const { stack, endpoint } = this;
    this.lines = new LineEndpoint(arena, mppe, random.fork('lines'), stack);
    this.pppoe = this.lines.add(new PppoePorts(arena, random.fork('pppoe'), stack, this.lines));
    const bri = new BriPorts(arena, briMacsOf(macs[0]!, machine.bris.length), this.lines);
    this.bris = new Bris(machine.bris, this.lines.add(bri));
    this.lans = new Lans(this.stack, machine);
    this.ports = new LanPorts(arena, this.stack, this.lans, machine, journal, empty);
    this.optional = new OptionalEngines(this, arena, random, machine, { mac: macs[0]!, serial });
    const { dhcp: leases, peers: names, gateways, keepalives, filters } = this.optional;
    const callNumbers = new CallNumbers(1 + random.fork('call ids').below(0x7fff));
    const { lines, pppoe, lans, bris } = this;
    this.pps = new Pps(
      { arena, stack, endpoint, lines, pppoe, lans, leases, bris, taps, machine, journal, callNumbers, names },
      empty,
    );
    this.interfaces = new Interfaces(lans, this.pps);
    this.sinks = new Sinks(stack);
    this.neighbours = new Neighbours(stack, this.interfaces, machine);
    this.trafficRules = new TrafficRules(stack, this.interfaces, machine);
    this.routes = new StaticRoutes({ stack, pps: this.pps, sinks: this.sinks, gateways, keepalives, filters });
    this.optional.start(empty);
    this.telnet = new TelnetServer(stack, lans);
    this.telnet.reconfigure(empty);
    this.telnetCalls = new TelnetCalls(stack);
    for (const [number, name] of machine.lans.entries()) stack.addEthernet(name.toUpperCase(), macs[number]!);
    this.neighbours.reconfigure(empty);
    this.trafficRules.reconfigure(empty);
    this.endpoint.listen(empty.global.effective(pptpService));
    journal.write(now, LogText.starts(machine.banner.firmwareLine));
    journal.write(now, mainLine(machine, { serial, macAddresses: macs }));
  }

  get document(): Document {
    return this.#document;
  }

  /** The first configuration that it followed: some settings are obeyed at the start alone. */
  get startedWith(): Document {
    return this.#startedWith ?? this.#document;
  }

  /** Follows another configuration from here on, and touches only what differs. */
  configure(now: Instant, document: Document): void {
    const isStart = this.#startedWith === undefined;
    this.#startedWith ??= document;
    const changed = difference(this.#document, document);
    this.#document = document;
    if (changed.isEmpty) return;
    if (changed.touches('clock', 'log')) this.journal.reconfigure(document);
    if (changed.touches('memory')) this.followMemories(now);
    this.optional.prepare(now, changed, document);
    if (changed.touches('access')) this.telnet.reconfigure(document);
    if (changed.touches('interface')) {
      this.stack.setImplicitPreference(document.global.effective(implicitPreference));
      this.lans.reconfigure(now, document);
      this.ports.reconfigure(now, document);
    }
    this.optional.reconfigureDhcp(now, changed, document);
    if (changed.touches('interface')) this.sinks.reconfigure(now, document);
    const lansChanged = this.lans.takeChange();
    if (lansChanged) this.#leaveLostLans(now);
    if (isStart) this.bris.reset(now, document);
    if (changed.touches('pptp')) {
      const isObeyed = this.machine.pptp.service.obeyed === 'at once';
      this.endpoint.listen((isObeyed ? document : this.startedWith).global.effective(pptpService));
    }
    if (lansChanged || changed.touches('pp', 'pptp', 'tunnel', 'ipcp', 'line')) this.pps.reconfigure(now, document);
    else this.pps.follow(document);
    if (changed.touches('route')) {
      this.stack.policy.forwarding = document.global.effective(ipRouting);
      const cut = document.global.get(fragmentable);
      this.stack.policy.fragmentable = cut === undefined ? undefined : this.optional.filters.get().list(cut);
    }
    if (changed.touches('keepalive')) this.optional.keepalives.get().reconfigure(now, document);
    this.#followInterfaces(now, changed, this.pps.takeChange() || lansChanged);
    if (this.pps.takeChange()) this.#followInterfaces(now);
    this.optional.keepalives.made?.pump(now);
    this.settle(now);
  }

  /** Writes down which memories came and went, and has done what waited for them. */
  followMemories(now: Instant): void {
    for (const { name, isAttached } of this.memories.follow(this.#document)) {
      this.journal.write(now, LogText.memoryMoved(name, isAttached));
      if (isAttached) this.optional.scheduler.made?.handleAttached(now, name);
    }
  }

  /** What is not forwarded at once waits for {@link handleBurstEnd}. */
  handleFrame(now: Instant, port: number, frame: Slot): void {
    if (port < this.#lanPorts) this.ports.handleFrame(now, port, frame);
    else this.bris.ports.handleFrame(now, port - this.#lanPorts, 0, frame);
  }

  /** Frames to send, by the number of the port: those of LANs as they are, unless there are some of lines among them. */
  get outbox(): SlotQueue {
    const { outbox } = this.ports;
    const calls = this.bris.ports.outbox;
    const all = this.#outbox;
    if (calls.size === 0 && all.size === 0) return outbox;
    for (let slot = outbox.shift(); slot !== NO_SLOT; slot = outbox.shift()) all.push(outbox.tag, slot);
    for (let slot = calls.shift(); slot !== NO_SLOT; slot = calls.shift()) all.push(this.#lanPorts + calls.tag, slot);
    return all;
  }

  handleBurstEnd(now: Instant): void {
    this.#lead(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    if (port < this.#lanPorts) this.ports.handleLink(now, port, up);
    else {
      const bri = port - this.#lanPorts;
      this.bris.ports.handleLink(now, bri, up);
      const name = this.bris.names[bri]!.toUpperCase();
      this.journal.write(now, up ? LogText.linkUp(name) : LogText.linkDown(name));
      if (up) this.pps.wake(now);
    }
    this.#pumpServices(now);
    this.settle(now);
  }

  /** `interface reset` of basic rate interfaces: what goes over them ends, and `line type` is obeyed anew. */
  resetLines(now: Instant, names: readonly string[]): void {
    this.bris.reset(now, this.#document, names);
    this.pps.reconfigure(now, this.#document);
    if (this.pps.takeChange()) this.#followInterfaces(now);
    this.settle(now);
  }

  handleTimeout(now: Instant): void {
    this.stack.handleTimeout(now);
    this.ports.handleTimeout(now);
    this.optional.pinger.made?.handleTimeout(now);
    this.optional.keepalives.made?.handleTimeout(now);
    this.endpoint.handleTimeout(now);
    this.lines.handleTimeout(now);
    this.pps.handleTimeout(now);
    this.optional.handleTimeout(now);
    if (this.optional.dhcp.made?.clients.isEmpty === false) this.#pumpServices(now);
    this.settle(now);
  }

  nextTimeout(): Instant {
    return Math.min(
      this.stack.nextTimeout(),
      this.ports.nextTimeout(),
      this.endpoint.nextTimeout(),
      this.lines.nextTimeout(),
      this.pps.nextTimeout(),
      this.optional.nextTimeout(),
      this.telnet.nextTimeout(),
    ) as Instant;
  }

  /** To be called after a command of anybody's: leads what it began to where it goes. */
  settle(now: Instant): void {
    for (const number of this.ports.takeDown()) this.pppoe.handleCardDown(now, number);
    this.#pumpServices(now);
    this.endpoint.pump(now);
    this.lines.pump(now);
    this.#lead(now);
  }

  #lead(now: Instant): void {
    do this.#leadOn(now);
    while (this.optional.logSender.made?.pump(now));
    this.optional.memoryLog.made?.pump(now);
    this.optional.scheduler.made?.follow(now);
  }

  /** Leads on what frames brought. What is only forwarded, enciphered or deciphered allocates nothing on the way. */
  #leadOn(now: Instant): void {
    const { stack, endpoint, lines, pps } = this;
    this.#carry(now);
    if (stack.udp.takeArrival()) {
      this.#pumpServices(now);
      endpoint.pump(now); // what a name was asked for may have been dialled
      this.#carry(now);
    }
    let tcpEvent = stack.tcp.pollEvent();
    while (tcpEvent !== undefined || endpoint.hasEvents || lines.hasEvents || lines.strays.size > 0) {
      for (; tcpEvent !== undefined; tcpEvent = stack.tcp.pollEvent())
        if (!endpoint.handleTcpEvent(now, tcpEvent) && !this.telnet.handleTcpEvent(now, tcpEvent))
          this.telnetCalls.handleTcpEvent(now, tcpEvent);
      endpoint.pump(now);
      for (let event = endpoint.pollEvent(); event !== undefined; event = endpoint.pollEvent())
        pps.handleEvent(now, event);
      for (let event = lines.pollEvent(); event !== undefined; event = lines.pollEvent())
        pps.handleLineEvent(now, event);
      if (lines.strays.size > 0) pps.handleStrays(now);
      if (pps.takeChange()) this.#followInterfaces(now);
      endpoint.pump(now);
      this.#carry(now);
      tcpEvent = stack.tcp.pollEvent();
    }
    if (this.optional.peers.hasWanted || this.optional.dhcp.made?.peers.takeRequest()) this.#pumpServices(now);
    this.#tellEvents(now);
    this.optional.drain();
    if (this.optional.takeChange()) this.routes.reconfigure(this.#document);
    this.optional.routeLog.made?.follow(now);
  }

  /** The data path: frames of lines inward, through tunnels, datagrams into lines outward, until nothing waits. */
  #carry(now: Instant): void {
    const { stack, endpoint, lines } = this;
    do {
      lines.pumpFrames(now);
      endpoint.pumpData(now);
      lines.pumpPackets(now, endpoint.strays);
      lines.pump(now);
    } while (stack.packets.size > 0 || stack.deliveries.size > 0 || stack.frames.size > 0);
  }

  #tellEvents(now: Instant): void {
    let told = false;
    for (let event = this.stack.pollEvent(); event !== undefined; event = this.stack.pollEvent()) {
      this.optional.handleEvent(now, event);
      told = true;
    }
    if (told) this.#pumpServices(now);
  }

  #pumpServices(now: Instant): void {
    const { dhcp, services } = this.optional;
    dhcp.made?.followLinks(now);
    services.pump(now);
    if (dhcp.made?.takeChange()) this.#followInterfaces(now);
    if (dhcp.made?.peers.hasAnswers) this.pps.handlePeerAnswers(now);
  }

  /** PPPoE over a VLAN or a port that is no more is over. */
  #leaveLostLans(now: Instant): void {
    const there = this.lans.places.map(({ number }) => this.stack.interface(number));
    this.pppoe.handleInterfaces(now, (own) => there.includes(own));
  }

  /** Interfaces came, went or changed, or a lease did: what is tied to them follows, and so does what else has changed. */
  #followInterfaces(now: Instant, changed: Difference = NO_DIFFERENCE, moved = true): void {
    const document = this.#document;
    if (moved || changed.touches('route', 'keepalive')) this.routes.reconfigure(document);
    if (changed.touches('arp')) this.neighbours.reconfigure(document);
    else if (moved) this.neighbours.follow(document);
    if (moved || changed.touches('interface', 'pp', 'line')) this.trafficRules.reconfigure(document);
    this.optional.follow(now, changed, document, moved);
    this.optional.services.pump(now);
  }

  /** Power off: whatever is held is let go. What it would still say stays unsaid. */
  shutDown(now: Instant): void {
    this.configure(now, this.empty);
    this.telnet.clear(now);
    this.telnetCalls.clear(now);
    for (const channel of this.endpoint.channels) channel.tcp.abort(now);
    for (const { number } of this.lans.places) this.pppoe.handleCardDown(now, number);
    this.bris.reset(now, this.empty);
    this.settle(now);
    this.stack.clear(now);
    this.#outbox.clear();
    this.bris.ports.outbox.clear();
    this.ports.clear();
  }
}
