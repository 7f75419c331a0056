/**
 * All that the screen tells of one session, link or node. Plain values; the texts in it have been made harmless.
 * @module
 */
import type { PptpConnectionStatus, Traffic } from '@rtemu/commands/status';
import type { LaneCounters } from '@rtemu/lab/lane';
import type { LinkStatus } from '@rtemu/ppp/link-status';
import type { DoorSight, LinkSight, NodeSight, SessionSight } from './sight.js';

/** What somebody wants to know all of. */
export type Subject =
  /** `id` as in its {@link SessionSight}. */
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'link'; readonly link: number }
  | { readonly kind: 'node'; readonly node: string };

/** What is known of a session besides, as `show status pp` and `show status pptp` have it. */
export interface SessionFacts {
  /** When it came up, by the clock of its router, or else by that of the lab; empty when it did not. */
  readonly since: string;
  readonly connectedSeconds: number;
  readonly role: PptpConnectionStatus['role'] | undefined;
  /** `TUNNEL[1]` */
  readonly tunnel: string;
  readonly control: PptpConnectionStatus['control'] | undefined;
  /** Outside: `172.16.0.1`. */
  readonly local: string;
  /** Outside: an address, a name, a number, as many of them as there are. */
  readonly remote: string;
  readonly user: string;
  /** What the PPP link says of itself; `undefined` before there is one. */
  readonly link: LinkStatus | undefined;
  readonly received: Traffic;
  readonly transmitted: Traffic;
  readonly call: PptpConnectionStatus['call'];
  /** How it ended: the number that goes with the cause, 0 when none does; and when, by the same clock. */
  readonly ended: { readonly code: number; readonly at: string } | undefined;
}

export interface SessionDetails {
  readonly kind: 'session';
  readonly sight: SessionSight;
  readonly facts: SessionFacts;
}

/** One direction of a link. */
export interface LaneDetails {
  /** Frames that are on the line or wait for it now. */
  readonly queued: number;
  readonly counters: Readonly<LaneCounters>;
  /** Unknown where neither end counts them. */
  readonly octets: number | undefined;
}

export interface LinkDetails {
  readonly kind: 'link';
  readonly sight: LinkSight;
  readonly forward: LaneDetails;
  readonly backward: LaneDetails;
}

export interface InterfaceDetails {
  readonly name: string;
  readonly up: boolean;
  /** `192.168.0.1/24`; the other end of a point-to-point link behind an arrow. */
  readonly addresses: readonly string[];
  /** Empty where there is none. */
  readonly mac: string;
  readonly mtu: number | undefined;
  readonly received: Traffic | undefined;
  readonly transmitted: Traffic | undefined;
  /** Where its cable leads: `lan:1`. */
  readonly cable: { readonly to: string; readonly up: boolean } | undefined;
}

export interface NodeDetails {
  readonly kind: 'node';
  readonly sight: NodeSight;
  readonly firmware: string;
  readonly serial: string;
  /** Of a router: which file it started with. */
  readonly configFile: string;
  readonly uptimeSeconds: number | undefined;
  /** The router that it sends to what is not beside it. */
  readonly gateways: readonly string[];
  readonly interfaces: readonly InterfaceDetails[];
  readonly doors: readonly DoorSight[];
}

export type Details = SessionDetails | LinkDetails | NodeDetails;
