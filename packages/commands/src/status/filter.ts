/** What `show` reads of dynamic filters. */
import type { Ipv4Address } from '@rtemu/config/address';
import type { InterfaceName } from '@rtemu/config/interface-name';
import type { PpNumber } from '@rtemu/config/selection';

/** A connection that a dynamic filter knows, with those that it brought along. */
export interface SessionStatus {
  readonly number: number;
  /** As the log has it: `LAN2`, `PP[01]`. */
  readonly interface: string;
  readonly place:
    | { readonly kind: 'lan'; readonly name: InterfaceName }
    | { readonly kind: 'pp'; readonly pp: PpNumber };
  readonly direction: 'in' | 'out';
  /** Of `ip filter dynamic`. */
  readonly filter: number;
  readonly source: Ipv4Address;
  readonly channels: readonly ChannelStatus[];
}

export interface ChannelStatus {
  readonly number: number;
  readonly protocol: string;
  /** Ports are 0 where there are none, `*` where they are not known yet. */
  readonly source: ChannelEnd;
  readonly destination: ChannelEnd;
  /** Until it is forgotten, if nothing passes; as long as its session is there, when not said. */
  readonly ttlSeconds: number | undefined;
}

export interface ChannelEnd {
  readonly address: Ipv4Address;
  readonly port: number | '*';
}

export interface ConnectionsStatus {
  readonly sessions: readonly SessionStatus[];
  /** The most sessions that there were at a time. */
  readonly peak: number;
  /** Where dynamic filters stand: interfaces as the log has them. */
  readonly watched: readonly { readonly interface: string; readonly direction: 'in' | 'out' }[];
}
