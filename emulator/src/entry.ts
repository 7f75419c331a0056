/**
 * How somebody came to a console of a router, which the log tells of.
 * @module
 */
import type { Selection } from '@rtemu/config/selection';

export type Entry =
  | { readonly kind: 'serial' }
  /** `schedule at`, which neither logs in nor reads. */
  | { readonly kind: 'schedule'; readonly id: number; readonly selection: Selection }
  /** `from`: the address, as text. */
  | {
      readonly kind: 'telnet';
      readonly from: string /** Not from a host of the lab. */;
      readonly isFromOutside?: boolean;
    }
  /** The name and password were given to SSH before there was a console. */
  | { readonly kind: 'ssh'; readonly from: string; readonly user: string }
  /** For files alone. */
  | { readonly kind: 'sftp'; readonly from: string; readonly user: string };

/** Somebody who comes over a network. */
export type Visit = Extract<Entry, { readonly from: string }>;

export const SERIAL: Entry = { kind: 'serial' };

export const isVisit = (entry: Entry): entry is Visit => entry.kind !== 'serial' && entry.kind !== 'schedule';

/** `Serial`; `TELNET: 192.168.100.2`, and the user behind it where there is one by name. Seen, and so for HTTP. */
export function nameOf(entry: Entry, user?: string): string {
  if (entry.kind === 'serial') return user === undefined ? 'Serial' : `Serial ${user}`;
  if (entry.kind === 'schedule') return 'Schedule';
  const { from } = entry;
  return `${wordOf(entry)}: ${from}${user === undefined ? '' : ` ${user}`}`;
}

/** As `save` tells it: `SERIAL`, `TELNET`. */
export const wordOf = ({ kind }: Entry): string => kind.toUpperCase();
