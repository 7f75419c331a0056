import type { Fact, Graded } from './fact.js';
import type { PptpGenerationName } from './pptp-generation.js';

export const MODEL_NAMES = [
  'RT300i',
  'RT105e',
  'RT105i',
  'RT105p',
  'RTX830',
  'RTX810',
  'RTX1000',
  'RTX1100',
  'RTX1500',
  'RTX1200',
  'RTX1210',
  'RTX1220',
  'RTX1300',
  'FWX120',
  'RTV700',
  'NVR700W',
  'NVR510',
  'NVR500',
  'RT58i',
  'RT57i',
  'RTA55i',
  'RTW65i',
  'RTW65b',
  'RT56v',
] as const;

/** The models that the PPTP FAQ names as capable of PPTP, in its order. */
export type ModelName = (typeof MODEL_NAMES)[number];

/** Everything that is known of one model. Revisions are written without `Rev.`. */
export interface Profile {
  readonly name: ModelName;
  readonly series: 'RT' | 'RTX' | 'FWX' | 'RTV' | 'NetVolante';
  /** `2004-10`, or with a day. */
  readonly released: Fact<string>;
  readonly firmware: {
    readonly line: Fact<string>;
    readonly first: Fact<string>;
    readonly newest: Fact<string>;
    /** Build dates that somebody has seen, as the banner prints them. */
    readonly builds: Readonly<Record<string, string>>;
  };
  readonly pptp: {
    /** The first firmware with PPTP (FAQ Q1); `null` where the FAQ names none. */
    readonly since: Fact<string>;
    readonly sessionsMax: Fact<Graded<number>>;
    readonly sessionsRecommended: Fact<number>;
    /** The first firmware whose client answers a server that dials (FAQ Q12). */
    readonly serverDialSince: Fact<string>;
    /** The first firmware whose setup pages offer PPTP over ISDN (FAQ Q18). */
    readonly webOverIsdnSince: Fact<string>;
    readonly generation: Fact<Graded<PptpGenerationName>>;
  };
  readonly lans: Fact<readonly string[]>;
  /** Ports behind a LAN interface that is a switch. */
  readonly switchPorts: Fact<Readonly<Record<string, number>>>;
  /** The interfaces that lead outside, where the case says so. */
  readonly wans: Fact<readonly string[]>;
  readonly bri: Fact<number>;
  /** What else has a socket or a way of splitting LANs, in words. */
  readonly extras: Fact<string>;
  /** Numbers of `pp select` are 1 to this. */
  readonly ppMax: Fact<number>;
  /** Numbers of `tunnel select` are 1 to this. */
  readonly tunnelMax: Fact<number>;
  readonly natSessionsMax: Fact<number>;
  /** Addresses of `ip pp remote address pool`. */
  readonly poolMax: Fact<number>;
  readonly logLinesMax: Fact<number>;
  readonly cpu: Fact<string>;
  readonly ram: Fact<string>;
  readonly flash: Fact<string>;
  /** As banner and `show config` print it: `Memory 256Mbytes, 3LAN, 1BRI`. */
  readonly memoryLine: Fact<string>;
  /** `ver=` in the `main:` line. */
  readonly hardwareVersion: Fact<string>;
  /** Versions that `show environment` names; old machines have no flash table. */
  readonly bootRom: Fact<{ readonly boot: string; readonly flash: string | undefined }>;
  readonly throughput: Fact<string>;
  /** What `console character` is when nobody has set it. */
  readonly character: Fact<'sjis' | 'ja.sjis'>;
  /** The lines of a router that has just left the factory. */
  readonly factory: Fact<Graded<readonly string[]>>;
}
