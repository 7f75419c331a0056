/**
 * Our own mistakes. They are thrown, and caught by nobody but the driver, which prints the seed and the virtual
 * time and stops. A peer's mistake or an operator's is never one of these: those are values.
 * @module
 */

export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** @throws InvariantError when the claim does not hold. */
export function invariant(holds: boolean, claim: string): asserts holds {
  if (!holds) throw new InvariantError(claim);
}

/** Stands in the `default` of an exhaustive switch. */
export const unreachable = (value: never): never => {
  throw new InvariantError(`unreachable: ${JSON.stringify(value)}`);
};
