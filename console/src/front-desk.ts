import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { invariant } from '@rtemu/engine/invariant';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import { printEndpoint } from '@rtemu/lab/cable';
import { readDuration } from '@rtemu/lab/impairments';
import { suggest } from '@rtemu/lab/nearest';
import type { Stage } from '@rtemu/lab/stage';
import { explainText } from './explain-report.js';
import type { Seat } from './seat.js';

export const LIMIT = {
  /** Characters of a console that nobody looks at which are kept for who comes back to it. */
  backlog: 64 * 1024,
  /** How long a command may still run when no more input comes. */
  lastCommand: seconds(60),
} as const;

export const DESK_HELP = `:nodes              the nodes of this lab that have a console
:node NAME          go to the console of another node
:links              the cables of this lab, and what leads out of it
:link NODE:PORT down|up   pull a cable, or plug it in again
:explain            tell of each VPN whether it is up, and why not; :explain ja in Japanese
:interrupt          press Ctrl-C, in a script also while a command runs
:wait 5s            let time pass, in a script also while a command runs
:quit               leave (so does Ctrl-])
`;

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
  #here: Place;
  #waitUntil: Instant = START;
  /** Since when a command runs that is the last one. */
  #lastSince: Instant | undefined;

  /**
   * @param makeSeat is given the session to begin with
   * @param waysOut a line for each way out of the lab
   */
  constructor(
    private readonly stage: Stage,
    start: string,
    makeSeat: (session: ConsoleSession) => Seat,
    private readonly waysOut: () => readonly string[] = () => [],
  ) {
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
      if (command !== undefined) this.#obey(command);
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

  #obey(command: string): void {
    const { world } = this.stage;
    const [verb = '', ...operands] = command.slice(1).trim().split(/\s+/);
    if (verb === 'quit' || verb === 'q') this.over = true;
    else if (verb === 'help' || verb === '?') this.seat.print(DESK_HELP);
    else if (verb === 'nodes') this.#listNodes();
    else if (verb === 'node') this.#goTo(operands[0] ?? '');
    else if (verb === 'links') this.#listLinks();
    else if (verb === 'link') this.#changeLink(operands[0] ?? '', operands[1] ?? '');
    else if (verb === 'explain') this.#explain(operands[0] ?? 'en');
    else if (verb === 'interrupt') {
      this.#here.session.handleInterrupt(world.now);
      world.settle(this.#here.node);
    } else if (verb === 'wait') {
      const duration = readDuration(operands.join(' '));
      if (duration === undefined) this.seat.print(':wait takes a time such as 5s\n');
      else this.#waitUntil = after(world.now, duration);
    } else this.seat.print(`:${verb} is no command of rtemu; :help lists them\n`);
  }

  /** As things stand: who sits here dials what they want dialled. */
  #explain(language: string): void {
    if (language !== 'ja' && language !== 'en') this.seat.print(':explain takes ja or en\n');
    else this.seat.print(explainText(this.stage, language));
  }

  #listNodes(): void {
    const lines = [...this.stage.operables.keys()].map(
      (name) => `${name === this.#here.node.name ? '*' : ' '} ${name}\n`,
    );
    this.seat.print(lines.join(''));
  }

  #goTo(name: string): void {
    if (!this.stage.operables.has(name)) {
      this.seat.print(`there is no console at "${name}"; ${suggest(name, [...this.stage.operables.keys()])}\n`);
      return;
    }
    this.#here = this.#placeOf(name);
    this.seat.sitDown(this.#here.session);
    if (this.#here.backlog !== '') this.seat.print(this.#here.backlog);
    this.#here.backlog = '';
  }

  #listLinks(): void {
    const cables = this.stage.world.cables.map(
      ({ endpoints, up }) => `${endpoints.map(printEndpoint).join(' - ')}${up ? '' : ', pulled'}\n`,
    );
    this.seat.print([...cables, ...this.waysOut().map((line) => `${line}\n`)].join(''));
  }

  #changeLink(end: string, state: string): void {
    const [node = '', port = ''] = end.split(':');
    const cable = this.stage.world.cableAt({ node, port });
    if (state !== 'up' && state !== 'down')
      this.seat.print(':link takes one end of a cable and up or down, such as :link rt-a:lan2 down\n');
    else if (!cable) this.seat.print(`no cable ends at "${end}"\n`);
    else this.stage.world.setCable(cable, state === 'up');
  }
}
