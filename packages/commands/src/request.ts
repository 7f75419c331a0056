import type { Ipv4Address } from '@rtemu/config/address';
import type { PpNumber } from '@rtemu/config/selection';
import type { DhcpClientId } from '@rtemu/config/settings/dhcp';
import type { MemoryPlace } from './operands/config-file.js';
import type { DateOfYear, TimeOfDay } from './operands/time.js';
import type { MeantSessions } from './operands/user.js';
import type { AccountOf } from './status/account.js';
import type { NatPlace } from './status/nat.js';
import type { NetvolantePlace } from './status/netvolante.js';

/** What a command asks the router to do. The command language only says it; the emulator does it. */
export type Request =
  /** Ask for the administrator password, then raise the session. */
  | { readonly kind: 'administrator' }
  /** From administrator to user, from user to the door. `save`: without a question. */
  | { readonly kind: 'exit'; readonly save: boolean }
  /** `file`: `undefined` for the one that the router started with. */
  /** Files are numbered as the manual does: 0 to 4, and 0.1 to 4.2 for older copies, which are only read. */
  | { readonly kind: 'save'; readonly file: number | MemoryPlace | undefined; readonly comment: string | undefined }
  /** `from`: as it was typed, a number, a file on a memory or one inside the configuration. */
  | { readonly kind: 'copy-config'; readonly from: string; readonly to: number | MemoryPlace }
  /** Paths are as they were typed, and may begin where `PWD` says. */
  | { readonly kind: 'make-directory'; readonly path: string }
  | { readonly kind: 'delete-file'; readonly path: string }
  | { readonly kind: 'copy-file'; readonly from: string; readonly to: string }
  | { readonly kind: 'rename-file'; readonly path: string; readonly name: string }
  /** What stands in the log on a memory, and in its older files. */
  | { readonly kind: 'clear-memory-log' }
  /** What stands there becomes an older file. */
  | { readonly kind: 'rotate-memory-log' }
  | { readonly kind: 'delete-config'; readonly file: number | 'all' }
  | { readonly kind: 'set-default-config'; readonly file: number }
  /** Ask for the old and twice for the new password. */
  | { readonly kind: 'password'; readonly of: 'login' | 'administrator'; readonly encrypted: boolean }
  /** Ask twice for the password of a user whose line gave none. */
  | { readonly kind: 'user-password'; readonly user: string }
  | Ping
  | Traceroute
  /** Go to another machine's console. `host`: an address, or a name to be resolved. */
  | { readonly kind: 'telnet'; readonly host: string; readonly port: number }
  /** The leases of a scope by their numbers in `show status dhcp summary`, or with `except` all but these. */
  | {
      readonly kind: 'dhcp-convert';
      readonly scope: number;
      readonly except: boolean;
      readonly leases: readonly number[] | 'all';
    }
  | { readonly kind: 'dhcp-lease'; readonly address: Ipv4Address; readonly client: DhcpClientId }
  | { readonly kind: 'dhcp-release'; readonly address: Ipv4Address }
  | Nslookup
  /** Something for NetVolante DNS to do. */
  | {
      readonly kind: 'netvolante';
      readonly task: 'register' | 'delete' | 'list';
      readonly of: NetvolantePlace | { readonly kind: 'all' };
      /** A name to delete, other than the one that is set. */
      readonly host?: string | undefined;
    }
  /** Set the serial number as the name of an interface. */
  | { readonly kind: 'netvolante-serial'; readonly of: NetvolantePlace }
  | { readonly kind: 'clear-dns-cache' }
  | { readonly kind: 'connect'; readonly pp: number }
  | { readonly kind: 'disconnect'; readonly what: Disconnected }
  /** Their sessions end, but for one's own. */
  | ({ readonly kind: 'disconnect-user' } & MeantSessions)
  /** Their links go down and come up again. */
  | { readonly kind: 'reset-interfaces'; readonly lans: readonly string[]; readonly bris: readonly string[] }
  /** `server`: an address, or a name to be resolved. */
  | { readonly kind: 'ntpdate'; readonly server: string; readonly logs: boolean }
  /** Ask for a public key by which a user may log in. */
  | { readonly kind: 'import-key'; readonly user: string }
  | { readonly kind: 'clear-arp' }
  /** The calls of a PP, of a line, or, when no line is said, of all lines and PPs. */
  | { readonly kind: 'clear-account'; readonly of: AccountOf }
  | ClearNat
  | { readonly kind: 'clear-log' }
  /** What an interface counted. */
  | { readonly kind: 'clear-status'; readonly of: CountedPlace }
  /** A session of a dynamic filter, or one of its channels. */
  | { readonly kind: 'disconnect-connection'; readonly session: number; readonly channel: number | undefined }
  | { readonly kind: 'clear-connection-peak' }
  /** Something that is known and not done here, by the words of its command: to be told so. */
  | { readonly kind: 'not-emulated'; readonly command: string }
  /** `file`: what to start with from now on; `undefined`: the default file. */
  | { readonly kind: 'restart'; readonly file: number | undefined }
  /** Ask for the administrator password, forget every configuration, restart. */
  | { readonly kind: 'cold-start' }
  /** Forgets how the machine started. */
  | { readonly kind: 'clear-boots' }
  | { readonly kind: 'echo'; readonly text: string }
  | Call
  | Load
  /** Go back to the present configuration after so many seconds, unless it is confirmed. */
  | { readonly kind: 'rollback-timer'; readonly seconds: number }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'set-date'; readonly date: DateOfYear }
  | { readonly kind: 'set-time'; readonly time: TimeOfDay }
  /** `pp enable` begins the PP anew even when it was enabled, and cuts it when it is connected (manual 56.7.1). */
  | { readonly kind: 'reinitialize-pp'; readonly pps: readonly PpNumber[] };

/** Run a file as a macro. */
export interface Call {
  readonly kind: 'call';
  readonly file: string;
  readonly parameters: readonly string[];
  readonly verbose: boolean;
  readonly expanded: boolean;
}

/** Change over to a configuration file, or to a file inside the configuration. */
export interface Load {
  readonly kind: 'load';
  /** `undefined`: the configuration file of that number where there is one, and otherwise the file of that name. */
  readonly type: 'config' | 'file' | undefined;
  readonly file: string;
  /** Only what differs. */
  readonly difference: boolean;
  /** Whether the commands are shown, not shown, or asked for one by one. */
  readonly telling: 'shown' | 'silent' | 'interactive';
  /** Go back after so many seconds, unless it is confirmed. */
  readonly rollbackSeconds: number | undefined;
}

/** Where packets are counted. */
export type CountedPlace =
  | { readonly kind: 'interface'; readonly name: string }
  | { readonly kind: 'pp'; readonly pp: PpNumber }
  | { readonly kind: 'tunnel'; readonly tunnel: number };

/** What is forgotten of NAT descriptors: their dynamic entries, the figures of hosts, or the peak. */
export interface ClearNat {
  readonly kind: 'clear-nat';
  readonly what: 'sessions' | 'statistics' | 'peak';
  /** All of them when nothing is said. */
  readonly of: { readonly descriptor?: number | undefined; readonly place?: NatPlace };
}

export interface Ping {
  readonly kind: 'ping';
  /** An address, or a name to be resolved. */
  readonly host: string;
  /** Of the ICMP data; 64 when not said. */
  readonly octets: number;
  /** Until Ctrl-C when not said. */
  readonly count: number | undefined;
  readonly from: Ipv4Address | undefined;
  /** With `-w`: seconds to wait for each answer, and losses are told. */
  readonly waitSeconds: number | undefined;
}

export interface Nslookup {
  readonly kind: 'nslookup';
  /** A name or an address. */
  readonly host: string;
  /** `auto`: a name's addresses, an address's name. */
  readonly type: 'a' | 'aaaa' | 'a+aaaa' | 'ptr' | 'auto';
  /** The address of whom to ask, other than the configuration says. */
  readonly server?: string | undefined;
  readonly edns?: boolean | undefined;
  /** Whether an answer that is remembered will do. */
  readonly cache?: boolean | undefined;
}

export interface Traceroute {
  readonly kind: 'traceroute';
  /** An address, or a name to be resolved. */
  readonly host: string;
  readonly from: Ipv4Address | undefined;
}

export type Disconnected =
  | { readonly kind: 'pp'; readonly pp: number }
  | { readonly kind: 'anonymous' }
  /** `anonymous1`: one session of many. */
  | { readonly kind: 'anonymous-session'; readonly number: number }
  | { readonly kind: 'all' };
