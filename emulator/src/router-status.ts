/**
 * What `show` reads of a router: the `Status` of the command language, asked of the engines when a view wants it.
 * @module
 */
import type { FaultKey, Language } from '@rtemu/commands/messages';
import { nameOfConfig } from '@rtemu/commands/operands/config-file';
import type {
  ArpStatus,
  CivilTime,
  ClockStatus,
  ConfigFileStatus,
  EnvironmentStatus,
  Identity,
  LanStatus,
  LogStatus,
  PpState,
  PpStatus,
  PpTraffic,
  PptpConnectionStatus,
  PptpStatus,
  RouteStatus,
  Status,
  Traffic,
  TunnelStatus,
  TypedLine,
} from '@rtemu/commands/status';
import type { AccountOf, AccountStatus, ConnectTimeStatus } from '@rtemu/commands/status/account';
import type { BriStatus } from '@rtemu/commands/status/bri';
import type { BootStatus, BufferGroup, BufferStatus, FileSystemStatus } from '@rtemu/commands/status/device';
import type { DhcpStatus } from '@rtemu/commands/status/dhcp';
import type { DnsCacheStatus } from '@rtemu/commands/status/dns';
import type { ConnectionsStatus } from '@rtemu/commands/status/filter';
import type { PastCallStatus } from '@rtemu/commands/status/history';
import type { ListedFile, MemoryStatus } from '@rtemu/commands/status/memory';
import type { NatStatus } from '@rtemu/commands/status/nat';
import type { NetvolantePlace, NetvolanteStatus } from '@rtemu/commands/status/netvolante';
import type { KeepaliveStatus } from '@rtemu/commands/status/routing';
import type { AuthorizedKeysStatus, PublicKeyStatus } from '@rtemu/commands/status/ssh';
import type { UserStatus } from '@rtemu/commands/status/user';
import { buffersOf } from '@rtemu/commands/views/packet-buffer';
import type { PpNumber } from '@rtemu/config/selection';
import { type Duration, type Instant, inSeconds } from '@rtemu/engine/time';
import type { Ending } from '@rtemu/hosts/ending';
import { LineLife } from '@rtemu/hosts/line-life';
import type { OptionStatus } from '@rtemu/ppp/link-status';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { isBoundToLine, isEnabled, isServer, pppoeInterfaceOf, pptpTunnelsOf } from './bindings.js';
import { civilTime } from './calendar.js';
import { causeCode, causeText } from './cause.js';
import { dnsCacheStatus } from './dns/dns-status.js';
import { configText } from './load-config.js';
import { filesIn } from './memories/file-commands.js';
import type { Pp } from './pp.js';
import { tunnelLifeOf } from './pptp-pps.js';
import type { Router } from './router.js';
import type { RouterConsole } from './router-console.js';
import { accountOf, connectTimeOf } from './status/account-status.js';
import { authorizedKeysOf, hostKeyOf } from './status/authorized-keys-status.js';
import { briStatusOf } from './status/bri-status.js';
import { dhcpStatusOf } from './status/dhcp-status.js';
import { connectionsOf } from './status/filter-status.js';
import { historyOf } from './status/history-status.js';
import { memoriesOf } from './status/memory-status.js';
import { natStatusOf } from './status/nat-status.js';
import { pptpStatusOf } from './status/pptp-status.js';
import { routesOf, routesTo } from './status/routing-status.js';
import { pastUsersOf, usersOf } from './status/user-status.js';
import type { System } from './system.js';

const FIRMWARE_FILE = 'exec0';
/** Buffers that stand ready for what the cards receive, as in the screen of the manual (58.49). */
const READY_BUFFERS = 128;
/** As in the screen of the manual (58.62), where files and what is free make a thousand. */
const RTFS = { octets: 1_572_864, entries: 1000 } as const;

const NO_TRAFFIC: Traffic = { packets: 0, octets: 0 };
const NO_PP_TRAFFIC: PpTraffic = { ...NO_TRAFFIC, loadPermille: 0 };

export class RouterStatus implements Status {
  constructor(
    private readonly router: Router,
    private readonly now: Instant,
    private readonly language: Language,
    private readonly console?: RouterConsole,
  ) {}

  get typed(): readonly TypedLine[] {
    return this.console?.shell.typed ?? [];
  }

  users(): readonly UserStatus[] {
    return usersOf(this.router, this.now, this.console);
  }

  pastUsers(): readonly UserStatus[] {
    return pastUsersOf(this.router, this.now, this.console);
  }

  get identity(): Identity {
    return { serial: this.router.serial, macAddresses: this.router.macs };
  }

  get clock(): ClockStatus {
    const { journal } = this.#system;
    return {
      now: journal.timeAt(this.now),
      boot: journal.timeAt(journal.boot),
      uptimeSeconds: this.#secondsSince(journal.boot),
      offsetMinutes: journal.offsetMinutes,
    };
  }

  /** There is no hardware here that could be busy or warm: these are a box at rest. */
  environment(): EnvironmentStatus {
    return {
      cpu: [0, 0, 0],
      memoryPercent: 20,
      packetBuffers: [0, 0, Math.round((100 * READY_BUFFERS) / buffersOf('large')), 0],
      firmwareFile: FIRMWARE_FILE,
      configFile: nameOfConfig(this.router.runningPlace),
      defaultConfigFile: `config${this.router.files.defaultFile}`,
      serialBaudRate: 9600,
      temperature: 40,
    };
  }

  packetBuffers(): Readonly<Record<BufferGroup, BufferStatus>> {
    const { received } = this.#system.stack.counters;
    const unused = { allocated: 0, requests: 0, failures: 0, releases: 0 };
    // A frame that comes takes the place of a buffer that stood ready for it, and gives its own back when it is done with.
    const large = { allocated: READY_BUFFERS, requests: READY_BUFFERS + received, failures: 0, releases: received };
    return { small: unused, middle: unused, large, huge: unused };
  }

  configText(name: string): { readonly text: string } | FaultKey {
    return configText({ router: this.router, encoding: this.console?.encoding ?? 'shift_jis' }, name);
  }

  memories(): readonly MemoryStatus[] {
    return memoriesOf(this.router);
  }

  filesIn(path: string, all: boolean): readonly ListedFile[] | FaultKey | undefined {
    return filesIn(this.router, path, all);
  }

  memoryLog(of: 'list' | string | undefined): readonly string[] | FaultKey {
    return this.#system.optional.memoryLog.get().read(of);
  }

  /** Nothing is ever put there. */
  fileSystem(): FileSystemStatus {
    return { octets: RTFS.octets, freeOctets: RTFS.octets, freeEntries: RTFS.entries, files: 0, directories: 0 };
  }

  boots(): readonly BootStatus[] {
    const { offsetMinutes } = this.#system.journal;
    return this.router.starts.all.map(({ at, why, file }) => ({
      at: civilTime(at, offsetMinutes),
      offsetMinutes,
      why,
      firmwareFile: FIRMWARE_FILE,
      configFile: file,
    }));
  }

  hostKey(): PublicKeyStatus | undefined {
    return hostKeyOf(this.router);
  }

  authorizedKeys(user: string): AuthorizedKeysStatus {
    return authorizedKeysOf(this.router, user);
  }

  configFiles(): readonly ConfigFileStatus[] {
    const { files, runningPlace } = this.router;
    return files.numbers.map((number) => {
      const { text, savedAt, comment } = files.get(number)!;
      return {
        number,
        text,
        saved: savedAt === undefined ? undefined : civilTime(savedAt, this.#system.journal.offsetMinutes),
        comment,
        isDefault: number === files.defaultFile,
        isRunning: number === runningPlace,
      };
    });
  }

  routes(): readonly RouteStatus[] {
    return routesOf(this.#system);
  }

  routesTo(address: Ipv4Address): readonly RouteStatus[] {
    return routesTo(this.#system, address);
  }

  connections(): ConnectionsStatus {
    return connectionsOf(this.#system, this.now);
  }

  keepalives(): readonly KeepaliveStatus[] {
    return this.#system.optional.keepalives.made?.statuses() ?? [];
  }

  dnsCache(): readonly DnsCacheStatus[] {
    return dnsCacheStatus(this.now, this.#system.optional.names.get().resolver.cache);
  }

  dhcp(): DhcpStatus {
    const { optional, document, stack } = this.#system;
    return dhcpStatusOf(this.now, optional.dhcp.get(), document, stack);
  }

  nat(): NatStatus {
    const { optional, journal } = this.#system;
    return natStatusOf(optional.nat.get(), this.now, (at) => journal.timeAt(at));
  }

  netvolante(of: NetvolantePlace): NetvolanteStatus {
    return this.#system.optional.netvolante.get().status(of);
  }

  arp(): readonly ArpStatus[] {
    const { stack, ports } = this.#system;
    return stack.arp.entries().map(({ interface: number, address, mac, expires, permanent }) => ({
      interface: ports.placeOf(this.now, number, mac),
      address,
      mac,
      ttlSeconds: permanent ? 'permanent' : Math.max(0, Math.round(inSeconds((expires - this.now) as Duration))),
    }));
  }

  lan(name: string): LanStatus | undefined {
    const { interfaces, ports, stack } = this.#system;
    const number = interfaces.numberOfLan(name) ?? this.#system.lans.names.indexOf(name);
    if (number < 0) return undefined;
    const { mac, mtu, counters } = stack.interface(number);
    return {
      mac,
      mtu,
      promiscuous: false,
      ports: ports.linksOf(name).map((up) => ({ up })),
      received: { packets: counters.received, octets: counters.receivedOctets },
      transmitted: { packets: counters.transmitted, octets: counters.transmittedOctets },
      receiveOverflows: 0,
      unsupportedReceived: counters.unsupported,
    };
  }

  bri(name: string): BriStatus | undefined {
    return briStatusOf(this.#system.bris, name);
  }

  pp(number: PpNumber): readonly PpStatus[] {
    const { pps } = this.#system;
    if (number === 'anonymous') return pps.callers().map((pp) => this.#ppStatus(pp));
    const pp = pps.numbered(number);
    return pp ? [this.#ppStatus(pp)] : [this.#disabledPp(number)];
  }

  tunnel(number: number): TunnelStatus {
    const pp = this.#system.pps.all().find((candidate) => candidate.tunnel === number);
    const { received, transmitted } = pp ? this.#traffic(pp) : { received: NO_TRAFFIC, transmitted: NO_TRAFFIC };
    const since = pp?.onlineSince;
    return {
      up: since !== undefined,
      since: since === undefined ? undefined : this.#system.journal.timeAt(since),
      connectedSeconds: since === undefined ? 0 : this.#secondsSince(since),
      received,
      transmitted,
    };
  }

  account(of: AccountOf): AccountStatus {
    return accountOf(this.#system, of);
  }

  history(): readonly PastCallStatus[] {
    return historyOf(this.#system, this.language);
  }

  connectTime(pp: PpNumber): ConnectTimeStatus {
    return connectTimeOf(this.#system, this.now, pp);
  }

  pptp(): PptpStatus {
    const connections = this.#system.pps.all().flatMap((pp) => this.#connectionOf(pp) ?? []);
    return { connections: connections.sort((a, b) => a.tunnel - b.tunnel) };
  }

  log(of: 'now' | 'saved'): readonly LogStatus[] {
    const { journal } = this.#system;
    const lines = of === 'saved' ? journal.log.saved : journal.log.lines(journal.epochAt(this.now));
    return lines.map(({ at, text }) => ({ at: civilTime(at, journal.offsetMinutes), text }));
  }

  get #system(): System {
    return this.router.system;
  }

  #secondsSince(at: Instant): number {
    return Math.floor(inSeconds((this.now - at) as Duration));
  }

  #ppStatus(pp: Pp): PpStatus {
    const { journal } = this.#system;
    const link = pp.life.link?.status();
    const bits = link?.ccp.sending && link.ccp.receiving ? link.ccp.sending.bits : undefined;
    return {
      name: pp.label,
      medium: pp.medium.name,
      state: stateOf(pp),
      peer:
        pp.life instanceof LineLife ? pp.life.session?.peerName : tunnelLifeOf(pp)?.channel?.control?.peer?.hostName,
      user: pp.user,
      connectedSeconds: pp.onlineSince === undefined ? 0 : this.#secondsSince(pp.onlineSince),
      ...this.#traffic(pp),
      lcp: optionNames(link?.lcp),
      ipcp: optionNames(link?.ipcp),
      localAddress: link?.localAddress,
      remoteAddress: link?.remoteAddress,
      ccp: bits === undefined ? 'None' : `MPPE-${bits}`,
      last: pp.last && lastOf(journal.timeAt(pp.last.at), pp.last.ending, this.language),
    };
  }

  #disabledPp(number: number): PpStatus {
    const { document } = this.#system;
    const bound =
      pptpTunnelsOf(document, number).length > 0
        ? 'PPTP'
        : pppoeInterfaceOf(document, number) !== undefined
          ? 'PPPoE'
          : isBoundToLine(document, number)
            ? 'ISDN'
            : 'none';
    return {
      name: `PP[${String(number).padStart(2, '0')}]`,
      medium: isEnabled(document, number) ? bound : 'none',
      state: 'disabled',
      peer: undefined,
      user: undefined,
      connectedSeconds: 0,
      received: NO_PP_TRAFFIC,
      transmitted: NO_PP_TRAFFIC,
      lcp: { local: [], remote: [] },
      ipcp: { local: [], remote: [] },
      localAddress: undefined,
      remoteAddress: undefined,
      ccp: 'None',
      last: undefined,
    };
  }

  #traffic(pp: Pp): { received: PpTraffic; transmitted: PpTraffic } {
    if (pp.interface === undefined) return { received: NO_PP_TRAFFIC, transmitted: NO_PP_TRAFFIC };
    const { counters } = this.#system.stack.interface(pp.interface);
    return {
      received: { packets: counters.received, octets: counters.receivedOctets, loadPermille: 0 },
      transmitted: { packets: counters.transmitted, octets: counters.transmittedOctets, loadPermille: 0 },
    };
  }

  #connectionOf(pp: Pp): PptpConnectionStatus | undefined {
    const life = tunnelLifeOf(pp);
    const status = life && pptpStatusOf(life);
    if (status === undefined || pp.tunnel === undefined) return undefined;
    return {
      ...status,
      tunnel: pp.tunnel,
      pp: pp.label,
      role: isServer(this.#system.document, pp.number) ? 'server' : 'client',
      connectedSeconds: pp.onlineSince === undefined ? 0 : this.#secondsSince(pp.onlineSince),
    };
  }
}

const STATES = {
  Idle: 'offline',
  Opening: 'connecting',
  Calling: 'connecting',
  Negotiating: 'connecting',
  Connected: 'connected',
  Closing: 'offline',
} as const;

const lastOf = (ended: CivilTime, ending: Ending, language: Language): PpStatus['last'] => ({
  ended,
  cause: causeText(ending, language),
  code: causeCode(ending),
});

function stateOf({ life, last, medium }: Pp): PpState {
  if (life.state === 'Idle' && last === undefined) return 'never';
  // A concentrator has a name from its first answer on.
  const isSearching =
    medium.name === 'PPPoE' &&
    life.state === 'Calling' &&
    life instanceof LineLife &&
    life.session?.peerName === undefined;
  return isSearching ? 'searching' : STATES[life.state];
}

/** An option that carries an address shows it: `Primary-DNS(192.0.2.53)`. Our own address has a line to itself. */
const optionName = ({ name, address }: OptionStatus): string =>
  address === undefined || name === 'IP-Address' ? name : `${name}(${printIpv4(address)})`;

const optionNames = (
  layer: { readonly local: readonly OptionStatus[]; readonly remote: readonly OptionStatus[] } | undefined,
) => ({ local: (layer?.local ?? []).map(optionName), remote: (layer?.remote ?? []).map(optionName) });
