/**
 * Manual chapter 37.
 * @module
 */
import { ascending, inGlobal } from '../setting.js';

interface ScheduleKey {
  readonly id: string;
}

/** By number: days, time, selection and command, as they are written. */
export const schedules = inGlobal.keyed<ScheduleKey, string>('schedule at', 'schedule', {
  keyText: ({ id }) => id,
  order: (a, b) => ascending(Number(a.id), Number(b.id)),
});
