/**
 * A line of the log as a packet for a syslog host: the three forms of manual 4.26.
 * @module
 */
import type { CivilTime } from '@rtemu/commands/status';
import type { SyslogFacility, SyslogFormat } from '@rtemu/config/settings/log';
import { SEVERITY, type SyslogMessage } from '@rtemu/wire/syslog';
import { civilTime } from './calendar.js';
import type { LogLine } from './log.js';

/** Half-width characters of a line that are sent (manual 4.26); the rest is cut off. */
export const TEXT_MAX = 231;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

export interface PacketForm {
  readonly format: SyslogFormat;
  readonly facility: SyslogFacility;
  readonly hostName: string;
  /** Minutes east of Greenwich. */
  readonly offsetMinutes: number;
}

export const messageOf = ({ at, level, text }: LogLine, form: PacketForm): SyslogMessage => ({
  facility: facilityNumber(form.facility),
  severity: SEVERITY[level],
  content: headOf(form, civilTime(at, form.offsetMinutes)) + text.slice(0, TEXT_MAX),
});

/** `user` is 1, `local0` to `local7` are 16 to 23 (manual 4.27). */
export const facilityNumber = (facility: SyslogFacility): number =>
  typeof facility === 'number' ? facility : facility === 'user' ? 1 : 16 + Number(facility.slice('local'.length));

const two = (value: number): string => String(value).padStart(2, '0');

const clockOf = ({ hour, minute, second }: CivilTime): string => `${two(hour)}:${two(minute)}:${two(second)}`;

function headOf({ format, hostName, offsetMinutes }: PacketForm, time: CivilTime): string {
  switch (format) {
    case 'yamaha':
      return '';
    case 'rfc3164': // a day of one digit has a blank before it (RFC 3164 §4.1.2)
      return `${MONTHS[time.month - 1]} ${String(time.day).padStart(2)} ${clockOf(time)} ${hostName} `;
    case 'rfc5424':
      return `1 ${time.year}-${two(time.month)}-${two(time.day)}T${clockOf(time)}${offsetOf(offsetMinutes)} ${hostName} - - - - `;
  }
}

const offsetOf = (minutes: number): string =>
  `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
