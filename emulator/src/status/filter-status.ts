/** Connections of dynamic filters as `show ip connection` reads them. */
import type { ChannelStatus, ConnectionsStatus, SessionStatus } from '@rtemu/commands/status/filter';
import { type Duration, type Instant, inSeconds } from '@rtemu/engine/time';
import { EXPECTED } from '@rtemu/ip/filter/channel-table';
import type { ConnectionWatch } from '@rtemu/ip/filter/connection-watch';
import { InterfaceFilter } from '@rtemu/ip/filter/interface-filter';
import type { Session } from '@rtemu/ip/filter/sessions';
import type { Ipv4Address } from '@rtemu/wire/address';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import { protocolName } from '../describe-packet.js';
import type { System } from '../system.js';

/** Channels are told by their place in the table, from 1. */
export const channelNumber = (channel: number): number => channel + 1;

export function connectionsOf({ stack, interfaces, optional }: System, now: Instant): ConnectionsStatus {
  const { watch } = optional.filters.get();
  const placed = new Map(interfaces.all().map((each) => [each.number, each]));
  const sessions = watch.sessions.all().flatMap((session): SessionStatus[] => {
    const where = placed.get(session.interface);
    if (where === undefined) return [];
    return [
      {
        number: session.number,
        interface: stack.interface(session.interface).name,
        place: where.place,
        direction: session.isOutward ? 'out' : 'in',
        filter: session.watched.rule.number,
        source: session.source as Ipv4Address,
        channels: session.channels.map((channel) => channelStatus(watch, session, channel, now)),
      },
    ];
  });
  const watched = [...placed.keys()].flatMap((number) => {
    const { name, inFilter, outFilter } = stack.interface(number);
    const isWatching = (filter: unknown): boolean => filter instanceof InterfaceFilter && filter.isWatching;
    return [
      ...(isWatching(inFilter) ? [{ interface: name, direction: 'in' as const }] : []),
      ...(isWatching(outFilter) ? [{ interface: name, direction: 'out' as const }] : []),
    ];
  });
  return { sessions, peak: watch.sessions.peak, watched };
}

/** From who began the session to the other end, whoever began this connection of it. */
function channelStatus({ channels }: ConnectionWatch, session: Session, channel: number, now: Instant): ChannelStatus {
  const place = channels.place[channel]!;
  const expected = place & EXPECTED.anything;
  const protocol = place & 0xff;
  const hasPorts = protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp;
  const portOf = (port: number, unknown: number): number | '*' =>
    (expected & unknown) !== 0 ? '*' : hasPorts ? port : 0;
  const near = {
    address: (channels.near[channel]! >>> 0) as Ipv4Address,
    port: portOf(channels.ports[channel]! >>> 16, EXPECTED.nearPort),
  };
  const far = {
    address: (channels.far[channel]! >>> 0) as Ipv4Address,
    port: portOf(channels.ports[channel]! & 0xffff, EXPECTED.farPort),
  };
  const left = channels.expires[channel]! - now;
  return {
    number: channelNumber(channel),
    protocol: expected === EXPECTED.anything ? '*' : protocolName(protocol),
    source: session.isOutward ? near : far,
    destination: session.isOutward ? far : near,
    ttlSeconds: Number.isFinite(left) ? Math.max(0, Math.round(inSeconds(left as Duration))) : undefined,
  };
}
