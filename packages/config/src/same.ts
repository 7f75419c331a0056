/** Whether two values of settings say the same. They are plain: primitives, arrays and records of them. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  // A field that is undefined says no more than one that is not there.
  for (const name of Object.keys(left)) if (!same(left[name], right[name])) return false;
  for (const name of Object.keys(right)) if (!(name in left) && right[name] !== undefined) return false;
  return true;
}
