/**
 * Manual chapters 4 and 24: console, users, clock, names.
 * @module
 */
import type { Ipv4Address } from '../address.js';
import { ascending, inGlobal, inPp, inTunnel } from '../setting.js';

/** A password as it was typed, or as it is kept enciphered. What the cipher is, is the owner's affair. */
export interface Password {
  readonly text: string;
  readonly encrypted: boolean;
}

export type Character = 'ascii' | 'sjis' | 'euc' | 'en.ascii' | 'ja.sjis' | 'ja.euc' | 'ja.utf8';

export const loginPassword = inGlobal.optional<Password>('login password', 'users');
export const administratorPassword = inGlobal.optional<Password>('administrator password', 'users');
export const loginUser = inGlobal.keyed<string, Password>('login user', 'users');
/** Seconds without a key until logout; `clear`: never, though network sessions end after 300 s all the same. */
export const loginTimer = inGlobal.initially<number | 'clear'>('login timer', 'users', 300);

export interface SecurityClass {
  readonly level: 1 | 2 | 3;
  /** The recovery password works on the serial console. */
  readonly forget: boolean;
  readonly telnet: boolean | undefined;
  readonly ssh: boolean | undefined;
}
export const securityClass = inGlobal.initially<SecurityClass>('security class', 'users', (ground) => ({
  level: 1,
  forget: ground.name !== 'RTX1300',
  telnet: false,
  ssh: false,
}));

/** Minutes east of Greenwich, and how it was written. */
export interface Timezone {
  readonly minutes: number;
  readonly name: 'jst' | 'utc' | undefined;
}
export const timezone = inGlobal.initially<Timezone>('timezone', 'clock', { minutes: 540, name: 'jst' });

export const consoleCharacter = inGlobal.initially<Character>(
  'console character',
  'console',
  (ground) => ground.characterInitially,
);
export const consoleColumns = inGlobal.initially<number>('console columns', 'console', 80);
export const consoleLines = inGlobal.initially<number | 'infinity'>('console lines', 'console', 24);
export const consolePrompt = inGlobal.initially<string>('console prompt', 'console', '');
export const consoleInfo = inGlobal.initially<boolean>('console info', 'console', false);

/** Lines of description of the router itself, by number. */
export const description = inGlobal.keyed<number, string>('description', 'kept', { order: ascending });
export const interfaceDescription = inGlobal.keyed<string, string>('description <interface>', 'interface');
export const ppDescription = inPp.initially<string>('description pp', 'pp', '');
export const tunnelDescription = inTunnel.initially<string>('description tunnel', 'tunnel', '');

/** A DNS server, and how it is asked. */
export interface DnsServer {
  /** An IPv6 address is kept as text. */
  readonly address: Ipv4Address | string;
  readonly edns: boolean | undefined;
  /** The tunnel whose NAT46 leads there. */
  readonly nat46: number | undefined;
}

/** At most four. */
export const dnsServers = inGlobal.initially<readonly DnsServer[]>('dns server', 'dns', []);
/** One or two, for `ppp ipcp msext`. */
export const winsServers = inGlobal.initially<readonly Ipv4Address[]>('wins server', 'dns', []);
