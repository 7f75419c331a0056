import type { OutletSpec, SocketAddress } from '@rtemu/lab/lab';
import { printIpv4 } from '@rtemu/wire/address';
import type { Language } from '../both-languages.js';
import { Unusable } from '../host.js';

export const LIMIT = {
  /** Octets that wait in a socket; meanwhile frames wait in their outlet, and are dropped there when they are too many. */
  queuedOctets: 1 << 20,
  /** How long a link waits before it looks whether its socket has room again. */
  pauseMilliseconds: 1,
} as const;

/** The sockets between an outlet and the other program. */
export interface OutsideLink {
  /** Sends what waits in the outlet, as far as the socket takes it. */
  flush(): void;
  /** How it stands: `udp 127.0.0.1:5001 to 127.0.0.1:5002`. */
  state(language: Language): string;
  close(): void;
}

/** What a link asks of the world that it leads into. */
export interface Inside {
  /**
   * Lets in a frame, `length` octets of `octets` from `from` on. What comes in a row is let in together, and only then does
   * the world run.
   */
  arrive(octets: Uint8Array, from: number, length: number): void;
  /** Asks for a {@link OutsideLink.flush} soon. */
  wake(): void;
}

export const printSocketAddress = ({ address, port }: SocketAddress): string => `${printIpv4(address)}:${port}`;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken; choose another',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'that port is reserved; choose one above 1023',
};

/** Why a link cannot be had: `linux cannot listen at 127.0.0.1:5001 (UDP): the port is taken; choose another`. */
export function cannotListen(
  { name }: OutletSpec,
  protocol: 'UDP' | 'TCP',
  at: SocketAddress,
  { code, message }: NodeJS.ErrnoException,
): Unusable {
  const where = `${printSocketAddress(at)} (${protocol})`;
  return new Unusable(`${name} cannot listen at ${where}: ${REASONS[code ?? ''] ?? message}`);
}
