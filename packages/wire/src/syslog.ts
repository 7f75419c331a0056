/**
 * Log messages over UDP: a priority in angle brackets, and what is behind it (RFC 3164 §4.1.1, RFC 5424 §6.2.1). What the
 * rest is made of, if of anything, is for its reader to find out.
 * @module
 */
import { describeFault, malformed, type Parsed, parsed, truncated } from './parsed.js';
import { quoted, readText, writeText } from './text.js';

export const PORT = 514;

/** How bad it is (RFC 3164 table 2): the three that a router of ours sends. */
export const SEVERITY = { notice: 5, info: 6, debug: 7 } as const;

const SEVERITIES = 8;
export const FACILITY_MAX = 23;
const PRIORITY_DIGITS_MAX = 3;

export interface SyslogMessage {
  /** 0 to 23. */
  readonly facility: number;
  /** 0 (emergency) to 7 (debug). */
  readonly severity: number;
  /** Behind the priority; one character an octet. */
  readonly content: string;
}

const OPENS = 0x3c;
const CLOSES = 0x3e;
const ZERO = 0x30;

/** A priority with leading zeros, of no facility, or that does not end is none. */
export function parse(octets: Uint8Array): Parsed<SyslogMessage> {
  if (octets.length === 0) return truncated(1, 0);
  if (octets[0] !== OPENS) return malformed('Priority', octets[0]!);
  let priority = 0;
  let at = 1;
  for (; at < octets.length && octets[at] !== CLOSES; at++) {
    const digit = octets[at]! - ZERO;
    const leadingZero = at > 1 && priority === 0;
    if (digit < 0 || digit > 9 || at > PRIORITY_DIGITS_MAX || leadingZero) return malformed('Priority', octets[at]!);
    priority = priority * 10 + digit;
  }
  if (at >= octets.length) return truncated(at + 1, octets.length);
  const facility = Math.floor(priority / SEVERITIES);
  if (at === 1 || facility > FACILITY_MAX) return malformed('Priority', priority);
  return parsed({ facility, severity: priority % SEVERITIES, content: readText(octets.subarray(at + 1)) });
}

const headOf = ({ facility, severity }: SyslogMessage): string => `<${facility * SEVERITIES + severity}>`;

export const lengthOf = (message: SyslogMessage): number => headOf(message).length + message.content.length;

export const emitInto = (message: SyslogMessage, octets: Uint8Array): void =>
  octets.set(writeText(headOf(message) + message.content));

export const emit = (message: SyslogMessage): Uint8Array => writeText(headOf(message) + message.content);

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `syslog (${describeFault(result.fault)})`;
  const { facility, severity, content } = result.value;
  return `syslog facility=${facility} severity=${severity} ${quoted(content)}`;
}
