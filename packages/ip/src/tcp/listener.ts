import type { ConnectionSettings } from './settings.js';
import type { Tcb } from './tcb.js';

/** A port that takes connections (a TCB in LISTEN, RFC 9293 §3.3.2). */
export interface Listener {
  readonly port: number;
  readonly settings: ConnectionSettings;
  /** Those that have sent us a SYN and not yet acknowledged ours, the oldest first. */
  readonly halfOpen: Set<Tcb>;
  readonly halfOpenMax: number;
}

/**
 * Makes room for one more half-open connection; answers whether one had to give way. The oldest goes: in a flood it is
 * likely one that nobody will complete, and a true peer needs no more than a round trip (RFC 4987 §3.4).
 */
export function makeRoom({ halfOpen, halfOpenMax }: Listener): boolean {
  if (halfOpen.size < halfOpenMax) return false;
  const [oldest] = halfOpen;
  oldest?.finish('timed-out');
  return true;
}
