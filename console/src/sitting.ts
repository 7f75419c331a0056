import { StringDecoder } from 'node:string_decoder';
import type { ConsoleSession } from '@rtemu/engine/console-session';
import { InvariantError } from '@rtemu/engine/invariant';
import type { Stage } from '@rtemu/lab/stage';
import type { DoorWishes } from './doors/door-wish.js';
import type { FrontDoors } from './doors/front-doors.js';
import type { Driver } from './doors/visitor.js';
import { FrontDesk } from './front-desk.js';
import { EXIT, type Host } from './host.js';
import type { WaysOut } from './outside/ways-out.js';
import { PlainConsole } from './plain-console.js';
import { type Clock, RealTime } from './real-time.js';
import { timeText } from './report.js';
import { TerminalConsole } from './terminal-console.js';

export interface SittingOptions {
  /** The node at whose console to begin. */
  readonly node: string;
  /** Printed first, when somebody sits at a terminal. */
  readonly greeting: string;
  /** The doors that are to be open to telnet and the like. With any of them the end of the input ends nothing. */
  readonly doors?: DoorWishes | undefined;
  /** Where the SSH host key is kept. */
  readonly stateDirectory?: string | undefined;
  /**
   * Called whenever the world has moved, and once more in the end: what it made is taken away.
   * @returns a sentence for the one who sits here, when that was not possible
   */
  readonly collect?: () => string | undefined;
  /** Asked whenever the world has moved: whether there is nothing left to sit here for. */
  readonly isOver?: () => boolean;
}

const isTerminal = ({ input, output }: Host): boolean => input.isTTY === true && output.isTTY === true;

/** Sockets take a while to load, and most labs have no use for them. */
async function openWaysOut({ waysOut, world }: Stage, realTime: RealTime, clock: Clock): Promise<WaysOut | undefined> {
  if (waysOut.length === 0) return undefined;
  const { WaysOut } = await import('./outside/ways-out.js');
  return WaysOut.open(waysOut, world, { catchUp: () => realTime.catchUp(), wake: () => clock.wake() });
}

async function openDoors(
  { doors: wishes, stateDirectory }: SittingOptions,
  stage: Stage,
  driver: Driver,
): Promise<FrontDoors | undefined> {
  if (wishes === undefined || Object.values(wishes).every((wish) => wish === undefined)) return undefined;
  const { FrontDoors } = await import('./doors/front-doors.js');
  return FrontDoors.open(wishes, stage, driver, stateDirectory);
}

/** The doors, in lines. */
const tableOf = (doors: FrontDoors | undefined): string =>
  doors === undefined ? '' : `${doors.describe().join('\n')}\n\n`;

/**
 * Somebody sits at a console of a running lab, in real time, until they leave or their input ends.
 * @returns the exit code
 * @throws Unusable when a way out of the lab, or into it, cannot be had
 */
export async function sit(stage: Stage, host: Host, options: SittingOptions): Promise<number> {
  const { node, greeting, collect, isOver } = options;
  const { clock, input, output } = host;
  const { world } = stage;
  const realTime = new RealTime(world, clock);
  const ways = await openWaysOut(stage, realTime, clock);
  const doors = await openDoors(options, stage, {
    catchUp: () => realTime.catchUp(),
    wake: () => clock.wake(),
    milliseconds: () => clock.milliseconds(),
  }).catch((error) => {
    ways?.close();
    throw error;
  });
  const atTerminal = isTerminal(host);
  let plain: PlainConsole | undefined;
  let terminal: TerminalConsole | undefined;
  const desk = new FrontDesk(
    stage,
    node,
    (session: ConsoleSession) =>
      atTerminal ? (terminal = new TerminalConsole(session)) : (plain = new PlainConsole(session)),
    () => [...(ways?.describe() ?? []), ...(doors?.describe() ?? [])],
  );
  const resize = (): void => {
    if (terminal) terminal.columns = output.columns || 80;
  };
  const show = (): void => {
    for (let text = desk.seat.pollOutput(); text !== undefined; text = desk.seat.pollOutput()) output.write(text);
  };

  const complain = (problem: string): void => {
    if (atTerminal) desk.seat.print(`rtemu: ${problem}\n`);
    else host.error.write(`rtemu: ${problem}\n`);
  };

  const decoder = new StringDecoder('utf8');
  const receive = (chunk: Buffer): void => {
    realTime.catchUp();
    desk.seat.handleInput(world.now, decoder.write(chunk));
    clock.wake();
  };
  const end = (): void => {
    if (doors && plain) return;
    plain?.handleEnd(world.now);
    if (terminal) desk.over = true;
    clock.wake();
  };
  const hangUp = (): void => {
    desk.over = true;
    clock.wake();
  };

  resize();
  if (atTerminal && greeting !== '') desk.seat.print(greeting);
  if (atTerminal && doors) desk.seat.print(tableOf(doors));
  else host.error.write(tableOf(doors));
  input.on('data', receive);
  input.once('end', end);
  output.on('resize', resize);
  process.once('SIGTERM', hangUp).once('SIGHUP', hangUp);
  if (atTerminal) input.setRawMode?.(true);
  try {
    await realTime.follow(() => {
      const next = desk.turn();
      const problem = collect?.(); // before anybody reads that it was saved
      if (problem !== undefined) complain(problem);
      ways?.flush();
      doors?.turn();
      show();
      return desk.over || isOver?.() ? 'over' : next;
    });
    plain?.finish();
    show();
    return EXIT.fine;
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
    const where = `at ${timeText(world.now)} of virtual time, seed ${world.seed}`;
    host.error.write(`\r\nrtemu: a mistake of rtemu itself ${where}: ${error.message}\r\n${error.stack}\r\n`);
    return EXIT.fault;
  } finally {
    if (atTerminal) {
      input.setRawMode?.(false);
      output.write('\r\n');
    }
    input.off('data', receive).off('end', end);
    input.pause();
    output.off('resize', resize);
    process.off('SIGTERM', hangUp).off('SIGHUP', hangUp);
    ways?.close();
    doors?.close();
    collect?.();
  }
}
