/**
 * Manual 4.25 to 4.36: the log, and where it is sent.
 * @module
 */
import type { Ipv4Address } from '../address.js';
import { inGlobal } from '../setting.js';

export const syslogInfo = inGlobal.initially<boolean>('syslog info', 'log', true);
export const syslogNotice = inGlobal.initially<boolean>('syslog notice', 'log', false);
export const syslogDebug = inGlobal.initially<boolean>('syslog debug', 'log', false);

/** At most four; an IPv6 address or a name is kept as text. */
export const syslogHosts = inGlobal.initially<readonly (Ipv4Address | string)[]>('syslog host', 'log', []);

/** `yamaha`: the priority and the text, and nothing between them. */
export type SyslogFormat = 'rfc3164' | 'rfc5424' | 'yamaha';
export const syslogFormat = inGlobal.initially<SyslogFormat>('syslog format type', 'log', 'yamaha');
/** Unset: the name of the model and the serial number. */
export const syslogHostName = inGlobal.optional<string>('syslog format hostname text', 'log');

export type SyslogFacility = number | 'user' | `local${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`;
export const syslogFacility = inGlobal.initially<SyslogFacility>('syslog facility', 'log', 'user');

/** Unset: the routes choose. */
export const syslogLocalAddress = inGlobal.optional<Ipv4Address | string>('syslog local address', 'log');
export const syslogSourcePort = inGlobal.initially<number>('syslog srcport', 'log', 514);
export const syslogExecuteCommand = inGlobal.initially<boolean>('syslog execute command', 'log', false);
