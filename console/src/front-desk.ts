import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { invariant } from '@rtemu/engine/invariant';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import type { Stage } from '@rtemu/lab/stage';
import type { Language } from './both-languages.js';
import { type Desk, DeskCommands } from './desk-commands.js';
import type { Memories } from './memories.js';
import type { Seat } from './seat.js';

export const LIMIT = {
  /** Characters of a console that nobody looks at which are kept for who comes back to it. */
  backlog: 64 * 1024,
  /** How long a command may still run when no more input comes. */
  lastCommand: seconds(60),
} as const;

/** A console of a node, with what it said while nobody was there. */
interface Place {
  readonly node: Operable;
  session: ConsoleSession;
  backlog: string;
}

/**
 * Leads one person from console to console of a lab, and does what they ask of rtemu itself by lines that begin with a
 * colon.
 */
export class FrontDesk {
  /** True when the person has left. */
  over = false;

  readonly #places = new Map<string, Place>();
  readonly #commands: DeskCommands;
  #here: Place;
  #waitUntil: Instant = START;
  /** Since when a command runs that is the last one. */
  #lastSince: Instant | undefined;

  /**
   * @param makeSeat is given the session to begin with
   * @param waysOut a line for each way out of the lab
   * @param language of what is said here
   * @param memories the folders that are memories here
   */
  constructor(
    private readonly stage: Stage,
    start: string,
    makeSeat: (session: ConsoleSession) => Seat,
    waysOut: () => readonly string[] = () => [],
    language: Language = 'en',
    memories?: Memories,
  ) {
    this.#commands = new DeskCommands(stage, waysOut, () => language, memories);
    this.#here = this.#placeOf(start);
    this.seat = makeSeat(this.#here.session);
  }

  readonly seat: Seat;

  /**
   * To be called when the world has run or input has come.
   * @returns when to be called again at the latest
   */
  turn(): Instant {
    const { world } = this.stage;
    this.#keepBacklogs();
    this.#endLastCommand();
    while (!this.over && world.now >= this.#waitUntil) {
      this.seat.refresh(world.now);
      world.settle(this.#here.node);
      const command = this.seat.pollCommand();
      if (command !== undefined) this.#commands.obey(this.#desk, command);
      else if (this.seat.left) this.over = true;
      else if (this.#here.session.closed && this.seat.wantsSession) this.#reopen();
      else if (!this.seat.isEager) break;
    }
    return this.#waitUntil > world.now ? this.#waitUntil : NEVER;
  }

  /** When nobody is left to press Ctrl-C, a command that never ends must not keep the program. */
  #endLastCommand(): void {
    const { world } = this.stage;
    const { node, session } = this.#here;
    if (!this.seat.isLast || !session.busy) this.#lastSince = undefined;
    else this.#lastSince ??= world.now;
    if (this.#lastSince === undefined || world.now < after(this.#lastSince, LIMIT.lastCommand)) return;
    session.handleInterrupt(world.now);
    world.settle(node);
  }

  #placeOf(name: string): Place {
    let place = this.#places.get(name);
    if (!place) {
      const node = this.stage.operables.get(name);
      invariant(node !== undefined, `${name} has a console`);
      place = { node, session: this.#open(node), backlog: '' };
      this.#places.set(name, place);
    }
    return place;
  }

  #open(node: Operable): ConsoleSession {
    const session = node.openConsole(this.stage.world.now);
    this.stage.world.settle(node);
    return session;
  }

  /** Whoever logs out of a serial console finds it waiting for the next one. */
  #reopen(): void {
    this.#here.session = this.#open(this.#here.node);
    this.seat.sitDown(this.#here.session);
  }

  #keepBacklogs(): void {
    for (const place of this.#places.values())
      if (place !== this.#here)
        place.backlog = (place.backlog + (place.session.pollText() ?? '')).slice(-LIMIT.backlog);
  }

  get #desk(): Desk {
    const { world } = this.stage;
    return {
      here: this.#here.node.name,
      print: (text) => this.seat.print(text),
      goTo: (name) => this.#goTo(name),
      interrupt: () => {
        this.#here.session.handleInterrupt(world.now);
        world.settle(this.#here.node);
      },
      wait: (duration) => {
        this.#waitUntil = after(world.now, duration);
      },
      leave: () => {
        this.over = true;
      },
    };
  }

  #goTo(name: string): void {
    this.#here = this.#placeOf(name);
    this.seat.sitDown(this.#here.session);
    if (this.#here.backlog !== '') this.seat.print(this.#here.backlog);
    this.#here.backlog = '';
  }
}
