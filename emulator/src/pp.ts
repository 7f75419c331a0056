import type { PpNumber } from '@rtemu/config/selection';
import type { Arena } from '@rtemu/engine/arena';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER, START } from '@rtemu/engine/time';
import type { Ending } from '@rtemu/hosts/ending';
import type { Life } from '@rtemu/hosts/life';
import { LinkNotes } from '@rtemu/hosts/link-notes';
import type { Ipv4Address } from '@rtemu/wire/address';
import { type LinkTaps, linkNameOf } from './link-taps.js';
import type { AdmissionRefusal } from './past-calls.js';
import type { PpMedium } from './pp-medium.js';

/** Datagrams that wait while a PP dials; further ones are dropped and counted. */
const WAITING_MAX = 16;

const two = (number: number): string => String(number).padStart(2, '0');

/** One connection of a numbered PP, or one caller of the anonymous PP. */
export class Pp {
  /** The interface of the stack; a numbered PP has it as long as it is enabled, a caller while online. */
  interface: number | undefined;
  /** The number of the tunnel in use. */
  tunnel: number | undefined;
  /** Whom the peer was authenticated as. */
  user: string | undefined;
  /** The address that was taken from the pool for the peer. */
  pooled: Ipv4Address | undefined;
  /** Whether a DHCP server was asked for an address of the peer's. */
  asksDhcp = false;
  /** Name servers that the peer has told, while online. */
  dnsServers: readonly Ipv4Address[] = [];
  onlineSince: Instant | undefined;
  /** Whether this end placed the call, from the moment when it did until that is over. */
  isDialled = false;
  /** Whether the log has told that it may be dialled no more; until it may again. */
  isHeldBack = false;
  /** The basic rate interface of the call, `bri1`. */
  line: string | undefined;
  last: { readonly at: Instant; readonly ending: Ending } | undefined;
  /** What left for the peer before the connection was there. */
  readonly waiting: SlotQueue;
  /** When to look whether anything was carried lately. */
  idleDeadline: Instant = NEVER;
  redialDeadline: Instant = NEVER;
  /** The PP that has to be online before this one can be dialled: its peer is reached by way of that. */
  awaits: Pp | undefined;
  /** What the link has said on its way up, and why the peer was not let in. */
  readonly notes = new LinkNotes();
  refused: AdmissionRefusal | undefined;
  /** Whether the log has been told of this call that no GRE packet comes. */
  wasUnheard = false;
  /** No packet dials before. */
  noDialBefore: Instant = START;
  /** Authentications that the peer refused in a row. */
  authenticationFailures = 0;

  /**
   * @param medium what it stands on, as long as it lives.
   * @param number of the settings that hold for it.
   * @param session which caller it is, from 1, when the settings are the anonymous ones.
   */
  constructor(
    arena: Arena,
    private readonly taps: LinkTaps,
    readonly medium: PpMedium,
    readonly life: Life,
    readonly number: PpNumber,
    readonly session: number = 0,
  ) {
    this.waiting = new SlotQueue(arena, WAITING_MAX);
    this.retap();
  }

  /** To be called when others look on than before. */
  retap(): void {
    this.life.tap = this.taps.get(linkNameOf(this.number, this.session));
  }

  /** `PP[01]`, `PP[ANONYMOUS01]`: as the log and `show` name it. */
  get label(): string {
    return this.number === 'anonymous' ? `PP[ANONYMOUS${two(this.session)}]` : `PP[${two(this.number)}]`;
  }

  /** `PPPOE[01]`: as the log names the line under it. */
  get lineLabel(): string {
    return this.medium.name === 'PPPoE' ? `PPPOE[${two(Number(this.number))}]` : this.label;
  }

  get isOnline(): boolean {
    return this.onlineSince !== undefined;
  }
}
