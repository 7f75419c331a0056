import { writeFileSync } from 'node:fs';
import { after, type Instant, START } from '@rtemu/engine/time';
import { readDuration } from '@rtemu/lab/impairments';
import type { Lab } from '@rtemu/lab/lab';
import { type Layer, readLayers, USUAL_LAYERS } from '@rtemu/lab/ladder/layer';
import type { StepResult } from '@rtemu/lab/scenario';
import type { World } from '@rtemu/lab/world';
import { reasonOf } from '../files.js';
import { Unusable } from '../host.js';

/** What `--ladder` and its companions ask for. */
export interface LadderWish {
  readonly file: string;
  readonly form: 'svg' | 'mermaid';
  readonly layers: readonly Layer[];
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
}

/** A ladder that grows while a lab is played. */
export interface LadderOutput {
  /** @throws Unusable when the file cannot be written */
  write(steps: readonly StepResult[]): void;
}

interface LadderOptions {
  readonly ladder?: string | undefined;
  readonly ladderLayers?: string | undefined;
  readonly ladderSpan?: string | undefined;
}

/** @throws Unusable when the options do not go together, or one of them is none */
export function readLadderWish({ ladder, ladderLayers, ladderSpan }: LadderOptions): LadderWish | undefined {
  if (ladder === undefined) {
    const stray =
      ladderLayers !== undefined ? '--ladder-layers' : ladderSpan !== undefined ? '--ladder-span' : undefined;
    if (stray !== undefined) throw new Unusable(`${stray} is of a ladder; say --ladder FILE.svg as well`);
    return undefined;
  }
  const form = /\.svg$/i.test(ladder) ? 'svg' : /\.(?:mmd|mermaid)$/i.test(ladder) ? 'mermaid' : undefined;
  if (form === undefined) throw new Unusable(`--ladder ${ladder}: a picture is FILE.svg, Mermaid is FILE.mmd`);
  const layers = ladderLayers === undefined ? USUAL_LAYERS : readLayers(ladderLayers);
  if (typeof layers === 'string') throw new Unusable(`--ladder-layers ${ladderLayers}: ${layers}`);
  return { file: ladder, form, layers, ...spanOf(ladderSpan) };
}

function spanOf(text: string | undefined): { readonly from?: Instant; readonly until?: Instant } {
  if (text === undefined) return {};
  const [first, last, ...more] = text.split('-').map(readDuration);
  if (first === undefined || last === undefined || first > last || more.length > 0)
    throw new Unusable(`--ladder-span ${text}: a span of virtual time is like 0s-30s`);
  return { from: after(START, first), until: after(START, last) };
}

/** Begins a ladder of what happens in this world. */
export async function openLadder(
  wish: LadderWish | undefined,
  lab: Lab,
  world: World,
): Promise<LadderOutput | undefined> {
  if (wish === undefined) return undefined; // and be spared the reading of octets
  const [{ LadderRecorder }, { ladderOf }, { printSvg }, { printMermaid }] = await Promise.all([
    import('@rtemu/lab/ladder/ladder-recorder'),
    import('@rtemu/lab/ladder/ladder'),
    import('@rtemu/lab/ladder/ladder-svg'),
    import('@rtemu/lab/ladder/ladder-mermaid'),
  ]);
  const { file, form, layers, from, until } = wish;
  const recorder = new LadderRecorder(world, { lab, layers, until });
  return {
    write: (steps) => {
      const { flights, isFull } = recorder;
      const ladder = ladderOf({ lab, flights, layers, steps, from, isFull });
      try {
        writeFileSync(file, form === 'svg' ? printSvg(ladder) : printMermaid(ladder));
      } catch (error) {
        throw new Unusable(`cannot write ${file}: ${reasonOf(error)}`);
      }
    },
  };
}
