import { invariant, unreachable } from '@rtemu/engine/invariant';
import type { Tap } from '@rtemu/engine/tap';
import { type Instant, START } from '@rtemu/engine/time';
import type { LineEnding } from '@rtemu/line/line-ending';
import type { IpcpOptions } from '@rtemu/ppp/ipcp';
import type { PppLink } from '@rtemu/ppp/link';
import type { LinkEvent } from '@rtemu/ppp/link-event';
import type { PppLinkOptions } from '@rtemu/ppp/link-options';
import type { LineOver } from './ending.js';
import type { Life, LifeEvent, LifeState, LinkUp, Parting } from './life.js';
import type { LineEndpoint, LineEvent } from './line-endpoint.js';
import { LINE_LIFE, type LineLifeAction, type LineLifeInput } from './line-life-machine.js';
import { LineSession } from './line-session.js';

/** Begins to make a line for a session: gives it its driver. */
export type PlaceCall = (now: Instant, session: LineSession) => void;

/** Why a line is told that its owner ends it. */
const REASON: Readonly<Record<Parting, LineEnding>> = {
  local: 'local',
  idle: 'disconnect-timer',
  refused: 'no-resources',
  stale: 'peer',
};

/** One connection over a line at a time, again and again. */
export class LineLife implements Life<LineOver> {
  state: LifeState = LINE_LIFE.initial;
  session: LineSession | undefined;

  readonly #events: LifeEvent<LineOver>[] = [];
  #dial: { readonly options: PppLinkOptions; readonly place: PlaceCall } | undefined;
  #up: LinkUp | undefined;
  #tap: Tap | undefined;
  #parting: LineEnding = 'local';
  #ending: LineOver | undefined;

  constructor(private readonly lines: LineEndpoint) {}

  get link(): PppLink | undefined {
    return this.session?.link;
  }

  get sentAt(): Instant {
    return this.session?.sentAt ?? START;
  }

  get receivedAt(): Instant {
    return this.session?.receivedAt ?? START;
  }

  get tap(): Tap | undefined {
    return this.#tap;
  }

  set tap(tap: Tap | undefined) {
    this.#tap = tap;
    if (this.session) this.session.tap = tap;
  }

  /** Nothing happens unless it is idle. */
  connect(now: Instant, options: PppLinkOptions, place: PlaceCall): void {
    if (this.state === 'Idle') this.#dial = { options, place };
    this.#step(now, 'Connect');
  }

  /** Takes a session that the other end began. @returns false when there is one already */
  answer(now: Instant, session: LineSession): boolean {
    if (this.state !== 'Idle') return false;
    this.#have(session);
    this.#step(now, 'Called');
    return true;
  }

  attach(interface_: number): void {
    this.lines.attach(this.session!, interface_);
  }

  detach(): void {
    if (this.session) this.lines.detach(this.session);
  }

  admit(now: Instant, ipcp: IpcpOptions): void {
    if (this.session) this.lines.admit(now, this.session, ipcp);
  }

  disconnect(now: Instant, parting: Parting = 'local'): void {
    this.#parting = REASON[parting];
    this.#step(now, 'Disconnect');
  }

  pollEvent(): LifeEvent<LineOver> | undefined {
    return this.#events.shift();
  }

  /** @returns false when the event is about somebody else's session */
  handleEvent(now: Instant, event: LineEvent): boolean {
    if (event.session !== this.session) return false;
    switch (event.kind) {
      case 'connected':
        this.#step(now, 'LineUp');
        break;
      case 'link':
        this.#handleLink(now, event.event);
        break;
      case 'ended':
        this.#ending = event.ending;
        this.session = undefined;
        this.#step(now, 'Ended');
        break;
      default:
        unreachable(event);
    }
    return true;
  }

  #have(session: LineSession): void {
    session.tap = this.#tap;
    this.session = session;
    this.#ending = undefined;
  }

  #handleLink(now: Instant, event: LinkEvent): void {
    if (event.kind === 'up') {
      this.#up = event;
      this.#step(now, 'LinkUp');
    } else this.#events.push({ kind: 'link', event });
  }

  #step(now: Instant, input: LineLifeInput): void {
    const move = LINE_LIFE.step(this.state, input);
    invariant(move !== undefined, `${input} may come in ${this.state}`);
    this.state = move.next;
    for (const action of move.actions) this.#perform(now, action);
  }

  #perform(now: Instant, action: LineLifeAction): void {
    switch (action) {
      case 'dial': {
        const { options, place } = this.#dial!;
        const session = new LineSession(now, options);
        this.#have(session);
        place(now, session);
        break;
      }
      case 'tellLine':
        this.#events.push({ kind: 'line-up' });
        break;
      case 'hangUp':
        this.lines.hangUp(now, this.session!, this.#parting);
        break;
      case 'goOnline':
        this.#events.push({ kind: 'online', up: this.#up! });
        break;
      case 'goOffline':
        this.#events.push({ kind: this.#up ? 'offline' : 'failed', ending: this.#ending! });
        this.#up = undefined;
        break;
      case 'fail':
        this.#events.push({ kind: 'failed', ending: this.#ending! });
        break;
      default:
        unreachable(action);
    }
  }
}
