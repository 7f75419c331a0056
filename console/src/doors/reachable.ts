import type { Visit } from '@rtemu/emulator/entry';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';

/** A node that lets people log in over a network, or does not: a router. */
export interface Guarded extends Operable {
  readonly speaksOldSsh: boolean;
  isOpenTo(way: Visit['kind']): boolean;
  isUser(name: string, password: string): boolean;
  refuse(now: Instant, visit: Visit): void;
  openVisit(now: Instant, visit: Visit): ConsoleSession | undefined;
}

export const isGuarded = (node: Operable): node is Guarded => 'openVisit' in node;

/** A session for somebody who came over a network; `undefined` when the node lets nobody in, or nobody more. */
export const admit = (now: Instant, node: Operable, visit: Visit): ConsoleSession | undefined =>
  isGuarded(node) ? node.openVisit(now, visit) : node.openConsole(now);

/** `::ffff:127.0.0.1` is 127.0.0.1. */
export const printVisitor = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/i, '');
