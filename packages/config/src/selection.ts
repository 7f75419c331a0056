/** `anonymous` holds what is common to all callers that are not known by a number. */
export type PpNumber = number | 'anonymous';

/** What L2MS rules: switches and access points. */
export type AgentScope = 'switch' | 'ap';

export type Scope = 'global' | 'pp' | 'tunnel' | AgentScope;

/** A switch or an access point by its MAC address, or by the ports on the way to it. */
export interface AgentSelection {
  readonly scope: AgentScope;
  readonly agent: string;
}

export type PlaceSelection =
  | { readonly scope: 'pp'; readonly number: PpNumber }
  | { readonly scope: 'tunnel'; readonly number: number }
  | AgentSelection;

/** Where a setting lies, and what `pp select` and its kin choose. */
export type Selection = { readonly scope: 'global' } | PlaceSelection;

export const GLOBAL: Selection = { scope: 'global' };
export const ppSelection = (number: PpNumber): PlaceSelection => ({ scope: 'pp', number });
export const tunnelSelection = (number: number): PlaceSelection => ({ scope: 'tunnel', number });
export const agentSelection = (scope: AgentScope, agent: string): AgentSelection => ({ scope, agent });

/** What stands behind `select`: a number, or the name of an agent. */
export const selected = (place: PlaceSelection): string => String('agent' in place ? place.agent : place.number);

/** Ascending, `anonymous` last: the order of `show config`. */
export const comparePps = (a: PpNumber, b: PpNumber): number =>
  (a === 'anonymous' ? Number.POSITIVE_INFINITY : a) - (b === 'anonymous' ? Number.POSITIVE_INFINITY : b) || 0;
