/**
 * What the screen shows of a lab, read at the rate of its frames. Plain values; the texts in it have been made harmless.
 * @module
 */
import type { Impairments } from '@rtemu/lab/impairments';
import type { Both } from '../both-languages.js';
import type { Details } from './details-sight.js';

export interface NodeSight {
  readonly name: string;
  readonly kind: string;
  /** `RTX1210`; otherwise the kind again. */
  readonly model: string;
  /** As they are configured now, with their lengths. */
  readonly addresses: readonly string[];
  readonly hasConsole: boolean;
  readonly hasLog: boolean;
  /** Whether it has a configuration that would be lost with it. */
  readonly isUnsaved: boolean;
  /** How many of its cables are pulled. */
  readonly cut: number;
  /** How many of its sessions are up. */
  readonly sessions: number;
}

/** One direction of a cable. */
export interface LaneSight {
  readonly framesPerSecond: number;
  /** Unknown where neither end counts octets. */
  readonly bitsPerSecond: number | undefined;
  /** Frames that the cable lost, for whatever reason, a second. */
  readonly dropsPerSecond: number;
  readonly impairments: Impairments;
}

export interface LinkSight {
  /** `rt-a:lan1`, `pc1:eth0`. */
  readonly ends: readonly [string, string];
  readonly up: boolean;
  /** Whether it is as the lab has it, or somebody has made it another. */
  readonly isAsMade: boolean;
  readonly forward: LaneSight;
  readonly backward: LaneSight;
}

export type SessionState = 'connecting' | 'up' | 'closing' | 'ended';

export interface SessionSight {
  /** Tells it from others while it is shown. */
  readonly id: string;
  readonly node: string;
  /** `PP[01]`, `PP[ANONYMOUS01]`, the name of a VPN. */
  readonly name: string;
  /** `PPTP`, `PPPoE`, `ISDN`, `leased line`. */
  readonly medium: string;
  readonly state: SessionState;
  /** The user or the machine at the other end. */
  readonly who: string;
  readonly address: string;
  /** `MPPE-128`; empty when nothing is enciphered. */
  readonly cipher: string;
  /** How long it has been up, or has been over. */
  readonly seconds: number;
  readonly receivedOctets: number;
  readonly sentOctets: number;
  /** Why it ended. */
  readonly cause: Both;
}

/** A way in from outside. */
export interface DoorSight {
  readonly node: string;
  /** `telnet`, `ssh`. */
  readonly way: string;
  /** `127.0.0.1:2300`. */
  readonly place: string;
  /** Why nobody is let in there. */
  readonly closed: Both | undefined;
}

export interface LabSight {
  readonly name: string;
  readonly title: string;
  readonly seed: number;
  readonly seconds: number;
  readonly nodes: readonly NodeSight[];
  readonly links: readonly LinkSight[];
  /** Those that are there, the oldest first, and behind them those that are over, the latest first. */
  readonly sessions: readonly SessionSight[];
  readonly doors: readonly DoorSight[];
  /** A line for each way out of the lab. */
  readonly waysOut: readonly string[];
  /** All of what somebody wants to know all of, while it is there. */
  readonly details: Details | undefined;
}
