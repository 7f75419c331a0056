import type { Instant } from '@rtemu/engine/time';
import { ERROR, emit, parse } from '@rtemu/wire/tftp';
import type { Arrived, Departing } from '../datagram.js';
import { grant } from './terms.js';
import { type Peer, Receiving, Sending, type TftpRefusal, type Transfer } from './transfer.js';

/** What a server has, and what it does with what it is brought. */
export interface TftpFiles {
  readonly octetsMax: number;
  read(now: Instant, name: string): Uint8Array | TftpRefusal;
  /** Why nothing may be brought under this name. */
  mayWrite(now: Instant, name: string): TftpRefusal | undefined;
  write(now: Instant, name: string, octets: Uint8Array): TftpRefusal | undefined;
}

const MODES: readonly string[] = ['netascii', 'octet'];

/**
 * What a server says to whoever comes to its port: a transfer, which is to be given a port of its own, or that there is
 * none. What is no request is not answered.
 */
export function answerRequest(now: Instant, arrived: Arrived, files: TftpFiles): Transfer | Departing | undefined {
  const { source, sourcePort, destination, payload } = arrived;
  const message = parse(payload);
  if (!message.ok || (message.value.kind !== 'read' && message.value.kind !== 'write')) return undefined;
  const { kind, file, mode, options } = message.value;
  const peer: Peer = { address: source, port: sourcePort, isFixed: true, own: destination };
  if (!MODES.includes(mode)) return refusal(peer, { code: ERROR.illegalOperation, text: 'Unknown mode' });
  if (kind === 'read') {
    const octets = files.read(now, file);
    if ('code' in octets) return refusal(peer, octets);
    const { terms, granted } = grant(options, octets.length);
    const opening = granted.length === 0 ? undefined : ({ kind: 'oack', options: granted } as const);
    return new Sending(now, octets, peer, opening, terms);
  }
  const fault = files.mayWrite(now, file);
  if (fault !== undefined) return refusal(peer, fault);
  const { terms, granted } = grant(options, undefined);
  const opening =
    granted.length === 0 ? ({ kind: 'ack', block: 0 } as const) : ({ kind: 'oack', options: granted } as const);
  const take = (at: Instant, octets: Uint8Array): TftpRefusal | undefined =>
    files.write(at, file, mode === 'netascii' ? fromNetascii(octets) : octets);
  return new Receiving(now, { octetsMax: files.octetsMax, take }, peer, opening, terms);
}

const NUL = 0;
const CARRIAGE_RETURN = 0x0d;

/** A carriage return alone comes with a zero behind it (RFC 764). The texts that are sent have CR LF, which is netascii. */
const fromNetascii = (octets: Uint8Array): Uint8Array =>
  octets.filter((octet, at) => octet !== NUL || octets[at - 1] !== CARRIAGE_RETURN);

/** An ERROR, which nobody acknowledges. */
export const refusal = ({ address, port, own }: Peer, { code, text }: TftpRefusal): Departing => ({
  destination: address,
  port,
  payload: emit({ kind: 'error', code, text }),
  ...(own !== undefined && { source: own }),
});
