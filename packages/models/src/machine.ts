import { atRevision, told } from './fact.js';
import { FACTORY_LAN, FACTORY_LAN_TELNET, FACTORY_NETVOLANTE } from './factory.js';
import { EVERY_MODEL, type Gate, gate, type Verdict } from './gate.js';
import { PROFILES } from './models.js';
import * as placeholder from './placeholders.js';
import { PPTP_GENERATIONS, type PptpGeneration } from './pptp-generation.js';
import type { ModelName, Profile } from './profile.js';
import { isAtLeast, printRevision, type Revision, revision } from './revision.js';

/** Firmware in which connections of masquerade may share an outer port (manual 23.1). */
export const PORT_SAVING: Gate = gate('RTX1210 RTX1220 RTX1300 RTX830 NVR510 NVR700W');

/** The gate of everything PPTP: FAQ Q1 names the first firmware of some models; the others know it from their first day. */
export const PPTP: Gate = gate(
  PROFILES.map(({ name, pptp }) => (pptp.since === null ? name : `${name}>=${pptp.since[0]}`)).join(' '),
);

/** Where a server may open the control connection, and a client heeds one that does (FAQ Q12). */
export const SERVER_DIALS: Gate = gate('* RTA55i>=4.06.19b RTW65i>=5.03.21b RTW65b>=5.03.21b');

/** `pp enable 1-3 5`: before, one number at a time (manual 56.7.1). */
export const PP_LISTS: Gate = gate('RTX1210>=14.01.21 RTX830>=15.02.02 RTX1220 RTX1300 NVR510>=15.01.13');
/** `tunnel enable 1-3 5` (manual 14.1). */
export const TUNNEL_LISTS: Gate = gate('RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300 NVR510>=15.01.13');

/** Where packets may be kept from going back where they came from (manual 8.1.5). */
export const WITH_REBOUND: Gate = gate('current rev10 rev8 nvr');
/** Where refused authentications are counted, and stop the dialling (manual of NVR500 6.2.24 and 9.14.13). */
export const COUNTS_AUTH_ERRORS_OF_ISDN: Gate = gate('nvr netvolante early');
export const COUNTS_AUTH_ERRORS_OF_PPPOE: Gate = gate('nvr netvolante');
/** Where fragments wait as long as the operator says (manual 8.1.36). */
export const WITH_HOLD_TIME: Gate = gate('RTX1210>=14.01.34 RTX830>=15.02.10 RTX1220 RTX1300');

/** Where a configuration that is saved over stays as an older copy, `0.1` (manual 57.2): those with several files. */
const SEVERAL_ADMINISTRATORS = gate('current rev10 nvr');
const OLDER_CONFIGS = gate('current rev10 rev8 nvr');

/** Memories that a machine may have a place for: the USB port and the microSD slot (manual 36.1, 42.1). */
export const MEMORY_NAMES = ['usb1', 'sd1'] as const;
export type MemoryName = (typeof MEMORY_NAMES)[number];
const MEMORIES: Readonly<Record<MemoryName, Gate>> = {
  usb1: gate('current rev10 nvr RT58i'),
  sd1: gate('current rev10 nvr'),
};
/** Where a start looks for a configuration on a memory (manual 42.7). */
export const STARTS_FROM_MEMORY: Gate = gate('current rev10 nvr');

/** Models without IPsec, or whose manual puts IPIP first. */
const IPIP_TUNNELS = gate('NVR500 RT58i RT57i RTV700 RTA55i RT56v RTW65i RTW65b');
const MSS_LIMIT_AUTO = gate('RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300');

/** Whose LANs are faster than 100BASE-TX: the machines from 2008 on. */
const GIGABIT = gate('current rev10 nvr');

/** Whose log says `LANC1` when a link comes or goes; from Rev.10 on it says `LAN1`. */
const LOGS_LANC = gate('rev8 rt netvolante early');
/** Where `show arp` and the log of the DHCP server name the port of a switching hub. */
const NAMES_PORTS = gate('current NVR510 NVR700W');

const LONG_CHARACTER_NAMES = revision('14.01');
const SHORT_BANNER_SINCE = revision('14.01.11');
const NO_TRAILING_COMMA_SINCE = revision('9.00');
const FLASH_TABLE_SINCE = revision('11.00');
const KEEPALIVE_ON_SINCE = revision('6.03.11');

/** Everything about a model that text on its console shows. */
export interface BannerFacts {
  /** `RTX1210 Rev.14.01.42 (Fri Jul  5 11:17:45 2024)` */
  readonly firmwareLine: string;
  readonly buildDate: string;
  /** `Memory 256Mbytes, 3LAN, 1BRI` */
  readonly memoryLine: string;
  readonly macCount: number;
  /** How several MAC addresses are printed: one after the other, with a comma after the last too, or first and last. */
  readonly macStyle: 'list' | 'list with trailing comma' | 'range';
  readonly hardwareVersion: string;
  /** Of `show environment`; firmware before Rev.11 names no flash table. */
  readonly bootRom: { readonly boot: string; readonly flash: string | undefined };
  /** `list`: the long list of copyright lines of firmware before Rev.14.01.11. */
  readonly copyrights: 'list' | 'short';
}

/**
 * A model with a firmware: what commands, ranges and texts depend on. Where the profile knows nothing, a placeholder is
 * taken; `assumed` names them.
 */
export interface Machine {
  readonly profile: Profile;
  readonly name: ModelName;
  readonly revision: Revision;
  /** What of this machine is a placeholder, not a fact. */
  readonly assumed: readonly string[];
  readonly lans: readonly string[];
  /** How many ports the switching hub of a LAN has, where it has one. */
  readonly hubPorts: Readonly<Record<string, number>>;
  /** Of the processor, as `show environment` tells of them. */
  readonly cores: number;
  /** As two machines of a kind agree on it. */
  readonly lanSpeed: '1000BASE-T' | '100BASE-TX';
  /** What the log calls the LANs when a link comes or goes. */
  readonly linkPrefix: 'LAN' | 'LANC';
  /** Whether somebody in a switching hub is told of with the port: `LAN1(port4)`. */
  readonly namesHubPorts: boolean;
  /** Basic rate interfaces: `bri1`. */
  readonly bris: readonly string[];
  /** Every socket for a cable: the LANs, after them the ports of hubs, `lan1.1`, and at last the basic rate interfaces. */
  readonly ports: readonly string[];
  readonly bri: number;
  /** The memories that there is a port or a slot for. */
  readonly memories: readonly MemoryName[];
  readonly ppMax: number;
  readonly tunnelMax: number;
  /** `undefined`: no limit is known. */
  readonly poolMax: number | undefined;
  readonly natSessionsMax: number | undefined;
  readonly logLinesMax: number;
  readonly pptpSessionsMax: number;
  /** More are not forbidden (FAQ Q4); `undefined` where no number is recommended. */
  readonly pptpSessionsRecommended: number | undefined;
  readonly pptp: PptpGeneration;
  readonly characterNames: 'ascii sjis euc' | 'en.ascii ja.sjis ja.euc ja.utf8';
  /** `console character` until somebody sets it. */
  readonly characterInitially: 'sjis' | 'ja.sjis';
  /** `tunnel encapsulation` until somebody sets it (manual 14.4 and its forerunners). */
  readonly tunnelEncapsulationInitially: 'ipsec' | 'ipip';
  /** `ip ... tcp mss limit` until somebody sets it (manual 8.1.21). */
  readonly mssLimitInitially: 'auto' | 'off';
  readonly banner: BannerFacts;
  readonly factory: readonly string[];
  /** True for the nameless user of telnet and serial (manual 4.10). */
  readonly hasAnonymousUser: boolean;
  /** Whether several may be administrator at a time (manual 2.1). */
  readonly hasSeveralAdministrators: boolean;
  /** Whether new passwords are confirmed in words of their own, and rated; as seen on a RTX1300. */
  readonly ratesPasswords: boolean;
  /** Whether what a configuration file was before stays as an older copy of it. */
  readonly keepsOlderConfigs: boolean;
  /** Whether a gate is open for this model at this firmware. */
  allows(gate: Gate | undefined): Verdict;
}

/** The newest firmware that is known, or the placeholder for it. */
export function newestFirmware({ name, firmware }: Profile): Revision {
  return revision(told(firmware.newest) ?? placeholder.NEWEST_FIRMWARE[name] ?? told(firmware.first) ?? '0.0');
}

export function machineOf(profile: Profile, at: Revision = newestFirmware(profile)): Machine {
  const assumed: string[] = [];
  const assume = <T>(what: string, known: T | undefined, instead: T): T => {
    if (known === undefined) assumed.push(what);
    return known ?? instead;
  };
  const { name } = profile;
  if (profile.firmware.newest === null) assumed.push('newest firmware');
  const lans = assume('lans', told(profile.lans), placeholder.LANS[name] ?? ['lan1']);
  const hubPorts = hubsOf(profile, lans);
  const bri = assume('bri', told(profile.bri), placeholder.BRI[name] ?? 0);
  const generations = told(profile.pptp.generation);
  const generation = assume(
    'pptp generation',
    generations && atRevision(generations, at),
    placeholder.PPTP_GENERATION[name] ?? 'rtx1200-era',
  );
  const factories = told(profile.factory);
  const bris = Array.from({ length: bri }, (_, i) => `bri${i + 1}`);
  return {
    profile,
    name,
    revision: at,
    assumed,
    lans,
    hubPorts,
    cores: name === 'RTX1300' ? assume('cores', coresOf(profile), placeholder.CORES) : (coresOf(profile) ?? 1),
    lanSpeed: GIGABIT.test(name, at).open ? '1000BASE-T' : '100BASE-TX',
    linkPrefix: LOGS_LANC.test(name, at).open ? 'LANC' : 'LAN',
    namesHubPorts: NAMES_PORTS.test(name, at).open,
    bris,
    ports: [...lans, ...Object.entries(hubPorts).flatMap(([lan, count]) => portsOf(lan, count)), ...bris],
    bri,
    memories: MEMORY_NAMES.filter((memory) => MEMORIES[memory].test(name, at).open),
    ppMax: assume('pp max', told(profile.ppMax), placeholder.PP_MAX[name] ?? 30),
    tunnelMax: assume('tunnel max', told(profile.tunnelMax), placeholder.TUNNEL_MAX[name] ?? 4),
    poolMax: told(profile.poolMax),
    natSessionsMax: told(profile.natSessionsMax),
    logLinesMax: assume(
      'log lines',
      told(profile.logLinesMax),
      placeholder.LOG_LINES_MAX_OF[name] ?? placeholder.LOG_LINES_MAX,
    ),
    pptpSessionsMax: assume(
      'pptp sessions',
      profile.pptp.sessionsMax === null ? undefined : atRevision(profile.pptp.sessionsMax[0], at),
      4,
    ),
    pptpSessionsRecommended: told(profile.pptp.sessionsRecommended),
    pptp: pptpOf(PPTP_GENERATIONS[generation], at),
    characterNames: isAtLeast(at, LONG_CHARACTER_NAMES) ? 'en.ascii ja.sjis ja.euc ja.utf8' : 'ascii sjis euc',
    characterInitially: isAtLeast(at, LONG_CHARACTER_NAMES) ? 'ja.sjis' : 'sjis',
    tunnelEncapsulationInitially: IPIP_TUNNELS.test(name, at).open ? 'ipip' : 'ipsec',
    mssLimitInitially: MSS_LIMIT_AUTO.test(name, at).open ? 'auto' : 'off',
    banner: bannerOf(profile, at, lans.length, bri, assume),
    factory: assume('factory settings', factories && atRevision(factories, at), factoryLike(name)),
    hasAnonymousUser: name !== 'RTX1300',
    hasSeveralAdministrators: SEVERAL_ADMINISTRATORS.test(name, at).open,
    ratesPasswords: name === 'RTX1300',
    keepsOlderConfigs: OLDER_CONFIGS.test(name, at).open,
    allows: (asked = EVERY_MODEL) => asked.test(name, at),
  };
}

/** The LANs of several ports. RTX1300 shares its ports among LANs in a way of its own. */
const hubsOf = ({ switchPorts }: Profile, lans: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(told(switchPorts) ?? {}).filter(([lan, count]) => lans.includes(lan) && count > 1));

/** `ARM 1.333 GHz x 2` */
function coresOf({ cpu }: Profile): number | undefined {
  const cores = / x (\d+)$/.exec(told(cpu) ?? '')?.[1];
  return cores === undefined ? undefined : Number(cores);
}

const portsOf = (lan: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${lan}.${i + 1}`);

const pptpOf = (generation: PptpGeneration, at: Revision): PptpGeneration =>
  generation.name === 'rt-6.03' && !isAtLeast(at, KEEPALIVE_ON_SINCE)
    ? { ...generation, keepaliveInitially: false }
    : generation;

function factoryLike(name: ModelName): readonly string[] {
  const like = placeholder.FACTORY_LIKE[name];
  return like === 'netvolante' ? FACTORY_NETVOLANTE : like === 'lan and telnet' ? FACTORY_LAN_TELNET : FACTORY_LAN;
}

function bannerOf(
  profile: Profile,
  at: Revision,
  lanCount: number,
  bri: number,
  assume: <T>(what: string, known: T | undefined, instead: T) => T,
): BannerFacts {
  const built = profile.firmware.builds[printRevision(at).slice('Rev.'.length)];
  const buildDate = assume('build date', built, placeholder.BUILD_DATE);
  const megabytes = placeholder.RAM[profile.name] ?? Number.parseInt(told(profile.ram) ?? '0', 10);
  const memory = [`Memory ${megabytes}Mbytes`, `${lanCount}LAN`, ...(bri > 0 ? [`${bri}BRI`] : [])].join(', ');
  return {
    firmwareLine: `${profile.name} ${printRevision(at)} (${buildDate})`,
    buildDate,
    memoryLine: assume('memory line', told(profile.memoryLine), memory),
    macCount: lanCount,
    macStyle:
      profile.name === 'RTX1300'
        ? 'range'
        : isAtLeast(at, NO_TRAILING_COMMA_SINCE)
          ? 'list'
          : 'list with trailing comma',
    hardwareVersion: assume('hardware version', told(profile.hardwareVersion), placeholder.HARDWARE_VERSION),
    bootRom: assume('boot rom', told(profile.bootRom), {
      boot: placeholder.BOOT_ROM,
      flash: isAtLeast(at, FLASH_TABLE_SINCE) ? placeholder.FLASH_TABLE : undefined,
    }),
    copyrights: isAtLeast(at, SHORT_BANNER_SINCE) ? 'short' : 'list',
  };
}
