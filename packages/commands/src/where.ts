import { GLOBAL, type Scope, type Selection } from '@rtemu/config/selection';
import type { AnyRow } from './row.js';

/** Where a row's setting lies under a selection; `undefined` when something else must be selected first. */
export function whereOf({ scopes, pp }: AnyRow, selection: Selection): Selection | undefined {
  const { scope }: { scope: Scope } = selection;
  if (!scopes.includes(scope)) return scopes.includes('global') ? GLOBAL : undefined;
  if (selection.scope !== 'pp' || pp === undefined) return selection;
  return (selection.number === 'anonymous') === (pp === 'anonymous') ? selection : undefined;
}
