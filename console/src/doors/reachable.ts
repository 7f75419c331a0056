import { faultLine } from '@rtemu/commands/messages';
import type { Level } from '@rtemu/commands/session';
import type { PublicKey } from '@rtemu/crypto/public-key';
import type { Visit } from '@rtemu/emulator/entry';
import type { FileVisit } from '@rtemu/emulator/file-visit';
import type { Grant } from '@rtemu/emulator/router';
import type { SshTerms } from '@rtemu/emulator/ssh-terms';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';

/** A node that lets people log in over a network, or does not: a router. */
export interface Guarded extends Operable {
  readonly sshTerms: SshTerms;
  /** The public half of the key by which clients know the node again, as a line. */
  hostKey: string | undefined;
  isOpenTo(way: Visit['kind']): boolean;
  /** Whether who comes from this address may come by that service. */
  welcomes(way: Visit['kind'], from: string): boolean;
  grantTo(name: string, password: string, from: string): Grant | undefined;
  keysOf(name: string): readonly PublicKey[];
  grantToKey(name: string, from: string): Grant | undefined;
  refuse(now: Instant, visit: Visit): void;
  openVisit(now: Instant, visit: Visit): ConsoleSession | undefined;
  openFiles(now: Instant, visit: FilesVisit, level: Level): FileVisit | undefined;
}

export type FilesVisit = Extract<Visit, { readonly kind: 'sftp' }>;

/** What a host that may not come is told before the line goes dead: in English whatever the console speaks, as seen. */
export const RESTRICTED = `${faultLine('login-restricted', 'en')}\r\n`;

export const isGuarded = (node: Operable): node is Guarded => 'openVisit' in node;

/** A session for somebody who came over a network; `undefined` when the node lets nobody in, or nobody more. */
export const admit = (now: Instant, node: Operable, visit: Visit): ConsoleSession | undefined =>
  isGuarded(node) ? node.openVisit(now, visit) : node.openConsole(now);

/** `::ffff:127.0.0.1` is 127.0.0.1. */
export const printVisitor = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/i, '');
