/**
 * Lines of the log. They are English in either language, as on the device. Those marked `seen` were read in logs of real
 * routers; the others are worded after them, and stand in docs/UNCONFIRMED.md.
 * @module
 */

import { type MemoryPlace, printMemoryPlace } from '@rtemu/commands/operands/config-file';
import type { Ending } from '@rtemu/hosts/ending';
import type { Hindrance } from '@rtemu/hosts/hindrance';
import type { MemoryName } from '@rtemu/models/machine';
import type { MppeOffers } from '@rtemu/ppp/ccp';
import type { EncryptionMode } from '@rtemu/ppp/link-event';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { printBits } from '@rtemu/wire/ccp-options';
import { causeLayer, causeText } from './cause.js';

/** `rollback timer`: nobody said `confirm` in time. */
export const ROLLED_BACK = 'Configuration rolled back';

const orNone = (address: Ipv4Address | undefined): string => (address === undefined ? 'None' : printIpv4(address));

/** Seen, for L2TP and PPTP users alike. */
export const callDetected = (pp: string, user: string): string => `${pp} Call detected from user '${user}'`;

/** Seen, with its two blanks. */
export const ipcpUp = (pp: string, local: Ipv4Address | undefined, remote: Ipv4Address | undefined): string =>
  `${pp} PPP/IPCP up  (Local: ${orNone(local)}, Remote: ${orNone(remote)})`;

/** Seen: what opens a PP that dials on demand. */
export const ipCommencing = (pp: string, packet: string): string => `${pp} IP Commencing: ${packet}`;

/** Seen for L2TP; for PPTP ours. */
export const tunnelConnected = (tunnel: number, peer: Ipv4Address): string =>
  `[PPTP] TUNNEL[${tunnel}] connected from ${printIpv4(peer)}`;

export const tunnelConnecting = (tunnel: number, peer: Ipv4Address): string =>
  `[PPTP] TUNNEL[${tunnel}] connecting to ${printIpv4(peer)}`;

export const encrypted = (pp: string, { sending }: EncryptionMode): string =>
  `${pp} PPP/CCP up  (MPPE-${sending.bits} ${sending.stateless ? 'stateless' : 'stateful'})`;

/** Both sides in the letters that CCP's option has long been written with. */
export const notEncrypted = (pp: string, { ours, theirs }: MppeOffers): string =>
  `${pp} PPP/CCP no MPPE in common  (Local: ${printBits(ours)}, Remote: ${theirs === undefined ? 'None' : printBits(theirs)})`;

/** PAP and CHAP prove a name, and leave nothing behind to encipher with. */
export const keyless = (pp: string): string => `${pp} PPP/CCP no MPPE: only MS-CHAP and MS-CHAPv2 yield keys for it`;

export const undecipherable = (pp: string): string =>
  `${pp} PPP/CCP cannot decipher the peer's packets: the keys differ`;

/** @param seconds how long it has been so, where the call goes on */
export const withoutGre = (pp: string, seconds?: number): string =>
  `${pp} PPTP control connection was up, but no GRE packet came from the peer${seconds === undefined ? '' : ` in ${seconds} s`}`;

/** What a call met with before PPP. */
export function hindered(pp: string, peer: Ipv4Address, hindrance: Hindrance): string {
  const to = printIpv4(peer);
  switch (hindrance.kind) {
    case 'no-route':
      return `${pp} PPTP no route to ${to}`;
    case 'tcp-timeout':
      return `${pp} PPTP no answer from ${to} to TCP port 1723${hindrance.unreachable === undefined ? '' : `: ICMP unreachable, code ${hindrance.unreachable}`}`;
    case 'tcp-refused':
      return `${pp} PPTP TCP port 1723 is closed at ${to}`;
    case 'no-start-reply':
      return `${pp} PPTP TCP port 1723 was open, but no Start-Control-Connection-Reply came from ${to}`;
    case 'start-refused':
      return `${pp} PPTP control connection refused by ${to}, result ${hindrance.resultCode} error ${hindrance.errorCode}`;
    case 'version':
      return `${pp} PPTP version ${hindrance.version >>> 8}.${hindrance.version & 0xff} of ${to} is not spoken here`;
    case 'start-closed':
      return `${pp} PPTP control connection closed by ${to} before its Start-Control-Connection-Reply`;
    case 'call-refused':
      return `${pp} PPTP call refused by ${to}, result ${hindrance.resultCode} error ${hindrance.errorCode}`;
    case 'no-call-reply':
      return `${pp} PPTP control connection was up, but ${to} did not answer the call`;
    case 'not-called':
      return `${pp} PPTP control connection was up, but ${to} did not call`;
  }
}

/** Numbers of Windows's dialler that say something about PPP. */
const WINDOWS_REASONS: Readonly<Record<number, string>> = {
  0: 'its user hung up',
  691: 'authentication failed',
  720: 'no network protocol in common',
  733: 'no IPCP at this end',
  735: 'the address was not accepted',
  741: 'this end wants an encryption that it has not',
  742: 'it wants an encryption that this end has not',
};

export const windowsHangsUp = (pp: string, reason: number): string =>
  `${pp} PPP/LCP terminated by Windows, error ${reason}${reason in WINDOWS_REASONS ? `: ${WINDOWS_REASONS[reason]}` : ''}`;

/** Seen, both. */
export const pppoeConnecting = (line: string): string => `${line} Connecting to PPPoE server`;
export const pppoeConnected = (line: string): string => `${line} PPPoE Connect`;

export const isdnCalling = (pp: string, bri: string, number: string): string =>
  `${pp} Calling ${number} with ${bri.toUpperCase()}`;
export const isdnCalled = (pp: string, bri: string, number: string): string =>
  `${pp} Call from ${number || 'an unknown number'} with ${bri.toUpperCase()}`;
export const isdnRefused = (bri: string, number: string): string =>
  `${bri.toUpperCase()} call from ${number || 'an unknown number'} refused`;

/** Seen for PPPoE, with a cause and, where there is nothing to explain, without. */
export const disconnected = (line: string, ending: Ending): string =>
  ending.by === 'line' && ending.reason === 'local'
    ? `${line} Disconnected`
    : `${line} Disconnected, cause [${causeLayer(ending)}: ${causeText(ending, 'en')}]`;

export const manySessions = (count: number, recommended: number): string =>
  `[PPTP] ${count} sessions, more than the ${recommended} that are recommended`;

export const surplusPeer = (pp: number, max: number): string =>
  `[PPTP] PP[${String(pp).padStart(2, '0')}] is not used: ${max} PPs with PPTP at most`;

export const lcpEchoUnanswered = (pp: string, missed: number): string =>
  missed > 0 ? `${pp} LCP keepalive: no answer (${missed})` : `${pp} LCP keepalive: the peer answers again`;

export const thresholdReached = (pp: string, threshold: string): string =>
  `${pp} is not dialled: ${threshold} is reached`;

export const callRefused = (peer: Ipv4Address, why: string): string =>
  `[PPTP] call from ${printIpv4(peer)} refused: ${why}`;

export const userRefused = (pp: string, user: string, why: string): string => `${pp} user '${user}' refused: ${why}`;

/** How the log calls a LAN whose link comes or goes: `LANC1` on old machines. */
export const linkName = (prefix: string, lan: string): string => lan.toUpperCase().replace(/^LAN/, prefix);

/** Seen, both. */
export const linkUp = (lan: string): string => `${lan}: link up`;
export const linkDown = (lan: string): string => `${lan}: link down`;
/** Seen, the first. */
export const portUp = (lan: string, port: number, speed: string): string =>
  `${lan}: PORT${port} link up (${speed} Full Duplex)`;
export const portDown = (lan: string, port: number): string => `${lan}: PORT${port} link down`;
export const starts = (firmwareLine: string): string => `${firmwareLine} starts`;
export const POWER_ON = 'Power-on boot';
export const RESTARTED = 'Restart by restart command';
/** Ours, after the one of `restart`. */
export const COLD_STARTED = 'Restart by cold start command';
export const saved = (file: string, by: string): string => `Configuration saved in "${file}" by ${by}`;
/** Ours, after the one that was seen. */
export const notSaved = (file: string, by: string): string => `Configuration not saved in "${file}" by ${by}`;
/** Ours: what came to a slot for memories, and what went. */
export const memoryMoved = (slot: MemoryName, isAttached: boolean): string =>
  `${slot.toUpperCase()}: external memory ${isAttached ? 'attached' : 'detached'}`;
/** Ours: what the router starts with. */
export const startsFrom = (place: MemoryPlace): string => `Configuration loaded from "${printMemoryPlace(place)}"`;
/** Ours: what it found and could not start with. */
export const passedOver = (place: MemoryPlace, isEnciphered: boolean): string =>
  `Configuration "${printMemoryPlace(place)}" passed over: ${isEnciphered ? 'enciphered files are not read' : 'no text, or too large'}`;
/** Ours. */
export const memoryLogFailed = (slot: MemoryName): string =>
  `${slot.toUpperCase()}: the log cannot be written to the external memory`;
export const loginSucceeded = (by: string): string => `Login succeeded for ${by}`;
/** Ours. */
export const loginFailed = (by: string): string => `Login failed for ${by}`;
/** Seen for `Serial user` and, with a name, for HTTP. */
export const administratorSucceeded = (by: string, isNamed: boolean): string =>
  `'administrator' succeeded for ${by}${isNamed ? '' : ' user'}`;
export const loggedOut = (from: string): string => `Logout from ${from}`;
/** Seen for `startup`, with the word; for the others ours. */
export const scheduled = (time: string, command: string): string =>
  `[SCHEDULE] ${time === 'startup' ? 'Startup' : time}: ${command}`;
export const notScheduled = (id: number, why: string): string => `[SCHEDULE] schedule ${id} failed: ${why}`;
export const ntpAnswered = (time: string, offsetSeconds: number): string =>
  `${time} ${offsetSeconds < 0 ? '-' : '+'}${Math.abs(offsetSeconds)}second`;
export const NTP_UNANSWERED = 'NTP server does not answer';
export const NTP_UNKNOWN = 'NTP server is unknown';
export const ntpdate = (line: string): string => `[NTPDATE] ${line}`;
export const commandExecuted = (line: string, by: string): string => `Command succeeded for ${by}: ${line}`;
