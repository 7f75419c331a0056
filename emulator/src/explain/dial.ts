/**
 * Has somebody dial, and waits to see what comes of it.
 * @module
 */
import { after, type Duration, type Instant, milliseconds, START, seconds } from '@rtemu/engine/time';
import type { Ending } from '@rtemu/hosts/ending';
import type { LifeState, LinkUp } from '@rtemu/hosts/life';
import type { LinkNotes } from '@rtemu/hosts/link-notes';
import type { Stage } from '@rtemu/lab/stage';
import { tunnelLifeOf } from '../pptp-pps.js';
import { type Dialler, stackOf } from './ends.js';

/** How often one looks. */
const LOOK: Duration = milliseconds(100);
/** What is up stays up for so long: the other end may have its doubts. */
const PROOF: Duration = seconds(3);

export interface Outcome {
  /** When it began. */
  readonly began: Instant;
  readonly up: LinkUp | undefined;
  /** How it ended, when it did. */
  readonly ending: Ending | undefined;
  readonly endedAt: Instant | undefined;
  /** How far it is, when it did not. */
  readonly state: LifeState;
  readonly isTcpOpen: boolean;
  /** What the link said; of a call that has ended, before it did. */
  readonly notes: LinkNotes | undefined;
}

/** How a dialler stands. */
export function stateOf(dialler: Dialler): {
  readonly state: LifeState;
  readonly up: LinkUp | undefined;
  readonly isTcpOpen: boolean;
} {
  if (dialler.kind === 'vpn') return dialler.vpn;
  const pp = dialler.node.system.pps.numbered(dialler.pp);
  const life = pp && tunnelLifeOf(pp);
  const isTcpOpen = life?.isTcpOpen ?? false;
  return { state: life?.state ?? 'Idle', up: pp?.isOnline ? life?.up : undefined, isTcpOpen };
}

/** An attempt ends at either end within such a time of the other. */
const MEMORY = 60_000_000;

/** How it stands without being touched; of what is down, by the attempt that was made last. */
export function asItIs(dialler: Dialler): Outcome {
  const all = outcomeSince(START, dialler);
  return { ...all, began: Math.max(START, (all.endedAt ?? START) - MEMORY) as Instant };
}

/** @param patience how long it may take until it is up. */
export function dial(stage: Stage, dialler: Dialler, patience: Duration): Outcome {
  const { world } = stage;
  const began = world.now;
  const until = after(began, patience);
  for (const node of stage.operables.values()) stackOf(node)?.witness.clear();
  if (stateOf(dialler).state === 'Idle') begin(stage, dialler);
  let upSince: Instant | undefined;
  while (world.now < until || upSince !== undefined) {
    const outcome = outcomeSince(began, dialler);
    if (outcome.up !== undefined) {
      upSince ??= world.now;
      if (world.now >= after(upSince, PROOF)) return outcome;
    } else {
      upSince = undefined;
      if (outcome.ending !== undefined) break;
    }
    if (!world.run(after(world.now, LOOK))) break;
  }
  return outcomeSince(began, dialler);
}

function begin({ world }: Stage, dialler: Dialler): void {
  const { node } = dialler;
  if (dialler.kind === 'pp') {
    dialler.node.system.pps.connect(world.now, dialler.pp);
    dialler.node.system.settle(world.now);
  } else {
    const session = node.openConsole(world.now);
    session.handleLine(world.now, `vpn connect ${dialler.vpn.settings.name}`);
  }
  world.settle(node);
}

function outcomeSince(began: Instant, dialler: Dialler): Outcome {
  const { state, up, isTcpOpen } = stateOf(dialler);
  const standing = { began, up, state, isTcpOpen };
  if (dialler.kind === 'vpn') {
    const { last, notes } = dialler.vpn;
    const ended = last !== undefined && last.at >= began ? last : undefined;
    return { ...standing, ending: ended?.ending, endedAt: ended?.at, notes };
  }
  const { pps } = dialler.node.system;
  const past = pps.past.since(began).find((call) => call.kind === 'ended' && call.pp === dialler.pp);
  const ended = past?.kind === 'ended' ? past : undefined;
  const notes = ended?.notes ?? pps.numbered(dialler.pp)?.notes;
  return { ...standing, ending: ended?.ending, endedAt: ended?.at, notes };
}
