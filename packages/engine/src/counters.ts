/** A count under each of these names: what an engine dropped, refused or met, and why. A plain object, so that counting is one addition. */
export type Counters<Name extends string> = Record<Name, number>;

export function counters<const Name extends string>(...names: Name[]): Counters<Name> {
  const counts = {} as Counters<Name>;
  for (const name of names) counts[name] = 0;
  return counts;
}
