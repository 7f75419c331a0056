import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import type { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import type { Tap } from '@rtemu/engine/tap';
import { type Instant, START } from '@rtemu/engine/time';
import type { InterfaceAddress } from '@rtemu/ip/own-addresses';
import { Ipv4Stack } from '@rtemu/ip/stack';
import { CallNumbers } from '@rtemu/pptp/call-numbers';
import type { ClientNotice, DhcpClient } from '@rtemu/service/dhcp/client';
import { type Ipv4Address, UNSPECIFIED } from '@rtemu/wire/address';
import { DhcpClients } from './dhcp-clients.js';
import { dhcpCommands } from './dhcp-commands.js';
import { DhcpPorts } from './dhcp-ports.js';
import { DnsClient } from './dns-client.js';
import type { ListenPort } from './greeters.js';
import { stackCommands } from './host-commands.js';
import { HostConsole } from './host-console.js';
import { madeUpMac } from './made-up-mac.js';
import { type ControlProfile, PptpEndpoint } from './pptp-endpoint.js';
import { programCommands } from './program-commands.js';
import { Programs } from './programs.js';
import { Services } from './services.js';
import { SyslogReceiver } from './syslog-receiver.js';
import { TftpClient } from './tftp-client.js';
import { Vpn, type VpnSettings } from './vpn.js';
import { vpnCommands } from './vpn-commands.js';

export interface PcOptions {
  readonly name: string;
  /** `dhcp`: whatever a DHCP server says, its gateway too. */
  readonly address: InterfaceAddress | 'dhcp';
  readonly gateway?: Ipv4Address | undefined;
  readonly vpn?: readonly VpnSettings[];
  /** Where visitors are greeted. */
  readonly listen?: readonly ListenPort[];
  /** The DNS servers that it asks. */
  readonly dns?: readonly Ipv4Address[];
}

/** A PC with one card `eth0`, a handful of programs, and a PPTP dialler. */
export class Pc implements Operable {
  readonly name: string;
  readonly ports = ['eth0'];
  readonly stack: Ipv4Stack;
  readonly vpns: readonly Vpn[];
  readonly services = new Services();
  readonly dns: DnsClient;
  readonly programs: Programs;

  readonly #syslog: SyslogReceiver;
  readonly #tftp: TftpClient;
  readonly #endpoint: PptpEndpoint;
  readonly #dhcp: DhcpClient | undefined;
  #gateway: Ipv4Address | undefined;

  constructor(
    arena: Arena,
    mppe: MppeEngine,
    random: Random,
    { name, address, gateway, vpn = [], listen, dns = [] }: PcOptions,
  ) {
    this.name = name;
    this.stack = new Ipv4Stack(arena, random.fork('ip'), { forwarding: false });
    this.dns = this.services.add(new DnsClient(random.fork('dns'), this.stack));
    this.dns.servers = dns;
    this.programs = this.services.add(new Programs(this.stack, this.dns, listen));
    this.#syslog = this.services.add(new SyslogReceiver(this.stack));
    this.#tftp = this.services.add(new TftpClient(this.stack, this.programs));
    const profile: ControlProfile = {
      role: 'pns',
      hostName: name,
      vendorName: 'rtemu',
      firmwareRevision: 1,
      keepalive: { style: 'rfc' },
      callNumbers: new CallNumbers(1 + random.below(0x7fff)),
      acceptCalls: { outgoing: false, incoming: false },
      windowSize: 64,
    };
    this.#endpoint = new PptpEndpoint(arena, mppe, random.fork('pptp'), this.stack, () => profile);
    this.vpns = vpn.map((settings) => new Vpn(settings, this.stack, this.#endpoint, profile));
    const card = this.stack.addEthernet('eth0', madeUpMac(`${name}:eth0`));
    if (address === 'dhcp') this.#dhcp = this.#addDhcpClient(random.fork('dhcp'), card, dns);
    else this.stack.setAddresses(START, card, [address]);
    if (gateway !== undefined) this.#setGateway(gateway);
  }

  get outbox(): SlotQueue {
    return this.stack.outbox;
  }

  get pppLinks(): readonly string[] {
    return this.vpns.map(({ settings }) => settings.name);
  }

  tapPppLink(name: string, tap: Tap | undefined): boolean {
    const vpn = this.vpns.find(({ settings }) => settings.name === name);
    if (vpn) vpn.tap = tap;
    return vpn !== undefined;
  }

  openConsole(now: Instant): ConsoleSession {
    const { stack, programs, vpns } = this;
    const commands = [
      ...stackCommands(stack, programs),
      ...programCommands(programs),
      ...this.#tftp.commands,
      ...this.#syslog.commands,
      ...(this.#dhcp === undefined ? [] : dhcpCommands(this.#dhcp)),
      ...vpnCommands(vpns, programs),
    ];
    return new HostConsole(now, this.name, commands, (at) => {
      this.services.pump(at);
      this.#settle(at);
    });
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.stack.handleFrame(now, port, frame);
    this.#settle(now);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.stack.setUp(now, port, up);
    if (up) this.#dhcp?.start(now);
    else this.#dhcp?.stop(now);
    this.services.pump(now);
    this.#settle(now);
  }

  handleTimeout(now: Instant): void {
    this.stack.handleTimeout(now);
    this.services.handleTimeout(now);
    this.#endpoint.handleTimeout(now);
    this.#settle(now);
  }

  nextTimeout(): Instant {
    return Math.min(this.stack.nextTimeout(), this.services.nextTimeout(), this.#endpoint.nextTimeout()) as Instant;
  }

  /** @param told DNS servers that count more than those of a DHCP server */
  #addDhcpClient(random: Random, card: number, told: readonly Ipv4Address[]): DhcpClient {
    const { stack, services } = this;
    const follow = (now: Instant, notice: ClientNotice): void => {
      if (notice.kind === 'lost') {
        stack.setAddresses(now, card, []);
        this.#setGateway(undefined);
        if (told.length === 0) this.dns.servers = [];
      } else if (notice.kind === 'bound' || notice.kind === 'extended') {
        const { address, length, routers, dnsServers } = notice.grant;
        if (!stack.interface(card).owns(address)) stack.setAddresses(now, card, [{ address, length }]);
        this.#setGateway(routers[0]);
        if (told.length === 0) this.dns.servers = dnsServers;
      }
    };
    const ports = new DhcpPorts(stack);
    const clients = services.add(new DhcpClients(stack, ports, random, (now, _, notice) => follow(now, notice)));
    const settings = { hostName: this.name, clientIdentifier: undefined, leaseSeconds: undefined, options: [] };
    return clients.add('eth0', card, { ...settings, retry: { kind: 'backoff' } }).client;
  }

  #setGateway(gateway: Ipv4Address | undefined): void {
    const { routes } = this.stack;
    if (gateway === this.#gateway) return;
    if (this.#gateway !== undefined) routes.remove(defaultRoute(this.#gateway));
    if (gateway !== undefined) routes.add(defaultRoute(gateway));
    this.#gateway = gateway;
  }

  /** Leads what has happened to whom it concerns, until nothing happens any more. */
  #settle(now: Instant): void {
    const { stack, programs, services } = this;
    const endpoint = this.#endpoint;
    for (let moved = true; moved; ) {
      moved = false;
      let touched = stack.udp.takeArrival();
      for (let event = stack.tcp.pollEvent(); event; event = stack.tcp.pollEvent()) {
        if (!endpoint.handleTcpEvent(now, event)) touched = programs.handleTcpEvent(now, event) || touched;
        moved = true;
      }
      for (let event = stack.pollEvent(); event; event = stack.pollEvent()) {
        services.handleStackEvent(now, event);
        touched = true;
      }
      if (touched) services.pump(now);
      moved ||= touched;
      endpoint.pump(now);
      for (let event = endpoint.pollEvent(); event; event = endpoint.pollEvent()) {
        const about = event;
        this.vpns.some((vpn) => vpn.handleEvent(now, about));
        moved = true;
      }
    }
    endpoint.strays.clear(); // a connection that is gone carries nothing
  }
}

const defaultRoute = (gateway: Ipv4Address) =>
  ({ prefix: { address: UNSPECIFIED, length: 0 }, gateway, kind: 'static' }) as const;
