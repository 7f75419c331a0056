/**
 * What filters write into the log, in the words of real routers.
 * @module
 */
import { printDateTime } from '@rtemu/commands/header';
import type { CivilTime } from '@rtemu/commands/status';
import type { LoggedPacket } from '@rtemu/ip/filter/filter-log';
import type { Session } from '@rtemu/ip/filter/sessions';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import { describePacket, protocolName } from './describe-packet.js';

/** Seen: `PP[01] Rejected at IN(2000) filter: TCP 203.0.113.9:4000 > 192.168.0.2:80`; `default` where no filter was met. */
export const filtered = ({ interface: where, direction, passed, filter, packet }: LoggedPacket): string =>
  `${where} ${passed ? 'Passed' : 'Rejected'} at ${direction.toUpperCase()}(${filter ?? 'default'}) filter: ${describePacket(packet)}`;

/** Seen: `[INSPECT] PP[01][out][101] TCP 192.168.0.2:1025 > 203.0.113.9:80 (2016/02/23 10:59:24)`, and when it began. */
export function inspected(where: string, session: Session, began: CivilTime): string {
  const { protocol, source, sourcePort, destination, destinationPort } = session;
  const hasPorts = protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp;
  const end = (address: number, port: number): string =>
    printIpv4(address as Ipv4Address) + (hasPorts ? `:${port}` : '');
  const ends = `${end(source, sourcePort)} > ${end(destination, destinationPort)}`;
  const number = `[${session.isOutward ? 'out' : 'in'}][${session.watched.rule.number}]`;
  return `[INSPECT] ${where}${number} ${protocolName(protocol)} ${ends} (${printDateTime(began)})`;
}
