/** A count under each of these names: what an engine dropped, refused or met, and why. A plain object, so that counting is one addition. */
export type Counters<Name extends string> = Record<Name, number>;

export const counters = <const Name extends string>(...names: Name[]): Counters<Name> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Counters<Name>;
