/** A whole number that a run may start from; `undefined` when the text is none. */
export function readSeed(text: string): number | undefined {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return seed <= 0xffff_ffff ? seed : undefined;
}

export const LIMIT = {
  /** Seeds of one run. */
  seeds: 1000,
} as const;

/**
 * Reads `1-5`, `1,7,42` and mixtures of them, each seed once.
 * @returns one sentence when the text is something else
 */
export function readSeeds(text: string): readonly number[] | string {
  const seeds = new Set<number>();
  for (const part of text.split(',')) {
    const [first, last = first] = part.split('-', 2).map(readSeed);
    if (!/^\d+(?:-\d+)?$/.test(part) || first === undefined || last === undefined || first > last)
      return `"${part}" is no seed; write them like 1-5 or 1,7,42, each from 0 to 4294967295.`;
    if (last - first >= LIMIT.seeds) return `${part} are too many seeds; there may be ${LIMIT.seeds}.`;
    for (let seed = first; seed <= last; seed++) seeds.add(seed);
  }
  return seeds.size > LIMIT.seeds ? `${text} are too many seeds; there may be ${LIMIT.seeds}.` : [...seeds];
}

/** `1-5,9`: the seeds in the fewest words. */
export function printSeeds(seeds: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const seed of seeds) {
    const run = runs.at(-1);
    if (run && run[1] + 1 === seed) run[1] = seed;
    else runs.push([seed, seed]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
