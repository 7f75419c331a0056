/** A count under each of these names: what an engine dropped, refused or met, and why. A plain object, so that counting is one addition. */
export type Counters<Name extends string> = Record<Name, number>;

export function counters<const Name extends string>(...names: Name[]): Counters<Name> {
  const counts = {} as Counters<Name>;
  for (const name of names) counts[name] = 0;
  return counts;
}

/**
 * To be called once for all engines of a kind, and what it answers for each: where there are thousands of them, or a dozen
 * names. (They are copied: an object that gets so many properties one by one becomes a dictionary, eight times as large.)
 */
export function countersOf<const Name extends string>(...names: Name[]): () => Counters<Name> {
  const zeros = { ...counters(...names) };
  return () => ({ ...zeros });
}
