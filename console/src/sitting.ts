import { StringDecoder } from 'node:string_decoder';
import { InvariantError } from '@rtemu/engine/invariant';
import type { Stage } from '@rtemu/lab/stage';
import type { Language } from './both-languages.js';
import { DeskSitter } from './desk-sitter.js';
import type { DoorWishes } from './doors/door-wish.js';
import type { FrontDoors } from './doors/front-doors.js';
import type { Driver } from './doors/visitor.js';
import { EXIT, type Host } from './host.js';
import type { Memories } from './memories.js';
import type { WaysOut } from './outside/ways-out.js';
import { type Clock, RealTime } from './real-time.js';
import { timeText } from './report.js';
import type { Sitter } from './sitter.js';

export interface SittingOptions {
  /** The node at whose console to begin. */
  readonly node: string;
  /** Printed first, when somebody sits at a terminal. */
  readonly greeting: string;
  /** Whether to show the whole lab, where the terminal can; and what to say there first. */
  readonly screen?: { readonly message: string } | undefined;
  /** Of what rtemu itself says there. */
  readonly language?: Language | undefined;
  /** The doors that are to be open to telnet and the like. With any of them the end of the input ends nothing. */
  readonly doors?: DoorWishes | undefined;
  /** The folders that are memories of the routers. */
  readonly memories?: Memories | undefined;
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

export const isTerminal = ({ input, output }: Host): boolean => input.isTTY === true && output.isTTY === true;

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
const tableOf = (doors: FrontDoors | undefined, language: Language): string =>
  doors === undefined ? '' : `${doors.describe(language).join('\n')}\n\n`;

async function openSitter(
  stage: Stage,
  host: Host,
  { node, greeting, screen, language = 'en', memories }: SittingOptions,
  { ways, doors }: { readonly ways: WaysOut | undefined; readonly doors: FrontDoors | undefined },
): Promise<Sitter> {
  if (screen && isTerminal(host)) {
    const { openScreen } = await import('./screen/open-screen.js');
    return openScreen(stage, host, {
      node,
      message: screen.message,
      language,
      memories,
      doors: () => doors?.list() ?? [],
      waysOut: (wanted) => ways?.describe(wanted) ?? [],
    });
  }
  const atTerminal = isTerminal(host);
  if (!atTerminal) host.error.write(tableOf(doors, language));
  return new DeskSitter(stage, host, {
    node,
    atTerminal,
    greeting: greeting + tableOf(doors, language),
    outlivesInput: doors !== undefined,
    waysOut: () => [...(ways?.describe(language) ?? []), ...(doors?.describe(language) ?? [])],
    language,
    memories,
  });
}

/**
 * Somebody sits at a running lab, in real time, until they leave or their input ends.
 * @returns the exit code
 * @throws Unusable when a way out of the lab, or into it, cannot be had
 */
export async function sit(stage: Stage, host: Host, options: SittingOptions): Promise<number> {
  const { collect, isOver } = options;
  const { clock, input, output } = host;
  const { world } = stage;
  const realTime = new RealTime(world, clock);
  const ways = await openWaysOut(stage, realTime, clock);
  const driver: Driver = {
    catchUp: () => realTime.catchUp(),
    wake: () => clock.wake(),
    milliseconds: () => clock.milliseconds(),
  };
  const doors = await openDoors(options, stage, driver).catch((error) => {
    ways?.close();
    throw error;
  });
  const sitter = await openSitter(stage, host, options, { ways, doors });
  const decoder = new StringDecoder('utf8');
  const receive = (chunk: Buffer): void => {
    realTime.catchUp();
    sitter.handleInput(decoder.write(chunk));
    clock.wake();
  };
  const end = (): void => {
    sitter.handleEnd();
    clock.wake();
  };
  const hangUp = (): void => {
    sitter.leave();
    clock.wake();
  };
  const resize = (): void => {
    sitter.handleResize();
    clock.wake();
  };
  const putBack = (): void => {
    sitter.finish();
    if (isTerminal(host)) input.setRawMode?.(false);
  };

  input.on('data', receive);
  input.once('end', end);
  output.on('resize', resize);
  process.once('SIGTERM', hangUp).once('SIGHUP', hangUp);
  process.once('uncaughtExceptionMonitor', putBack).once('exit', putBack); // nobody is to sit before a broken terminal
  if (isTerminal(host)) input.setRawMode?.(true);
  sitter.begin();
  try {
    await realTime.follow(() => {
      sitter.turn();
      const problem = collect?.(); // before anybody reads that it was saved
      if (problem !== undefined) sitter.complain(problem);
      ways?.flush();
      doors?.turn();
      sitter.show();
      return sitter.over || isOver?.() ? 'over' : sitter.next;
    });
    return EXIT.fine;
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
    putBack();
    const where = `at ${timeText(world.now)} of virtual time, seed ${world.seed}`;
    host.error.write(`\r\nrtemu: a mistake of rtemu itself ${where}: ${error.message}\r\n${error.stack}\r\n`);
    return EXIT.fault;
  } finally {
    putBack();
    input.off('data', receive).off('end', end);
    input.pause();
    output.off('resize', resize);
    process.off('SIGTERM', hangUp).off('SIGHUP', hangUp);
    process.off('uncaughtExceptionMonitor', putBack).off('exit', putBack);
    ways?.close();
    doors?.close();
    collect?.();
  }
}
