/**
 * The one place that steps state machines. XState declares a machine; its actions are names only, and the engine that
 * owns the machine performs them. Nothing of XState runs: no actor, no clock.
 *
 * A machine here has no context and no guards, so what a (state, event) pair leads to is a constant. Each pair is put
 * to XState's pure `transition` once and remembered: 16 µs the first time, a lookup from then on.
 * @module
 */
import { type AnyActorLogic, type AnyStateMachine, initialTransition, transition } from 'xstate';
import { invariant } from './invariant.js';

export interface Move<State extends string, Action extends string> {
  readonly next: State;
  /** What to perform, in this order. */
  readonly actions: readonly Action[];
}

/** For the `actions` of `setup`: a name with nothing behind it. */
export const named = (): void => {};

export class Machine<State extends string, Event extends string, Action extends string> {
  #initial: State | undefined;
  readonly #moves = new Map<State, Map<Event, Move<State, Action> | undefined>>();

  #definition: AnyStateMachine | undefined;

  /**
   * @param define `setup(...).createMachine(...)`; flat, without context, guards, delays or invocations. Called when the
   * machine is first used: defining one costs half a millisecond, which a prompt should not wait for.
   */
  constructor(private readonly define: () => AnyStateMachine) {}

  get definition(): AnyStateMachine {
    return (this.#definition ??= this.define());
  }

  /** The state to begin in. */
  get initial(): State {
    if (this.#initial === undefined) {
      this.#initial = initialTransition(this.definition as AnyActorLogic)[0].value as State;
      invariant(typeof this.#initial === 'string', `machine ${this.definition.id} is flat`);
    }
    return this.#initial;
  }

  /** Every state, in the order of the definition. */
  get states(): readonly State[] {
    return Object.keys(this.definition.states) as State[];
  }

  /** Where an event leads; `undefined` when the state does not list the event, which its engine must answer for. */
  step(state: State, event: Event): Move<State, Action> | undefined {
    let moves = this.#moves.get(state);
    if (moves === undefined) this.#moves.set(state, (moves = new Map()));
    const known = moves.get(event);
    if (known !== undefined || moves.has(event)) return known;
    const move = this.#ask(state, event);
    moves.set(event, move);
    return move;
  }

  #ask(state: State, event: Event): Move<State, Action> | undefined {
    const from = this.definition.resolveState({ value: state, context: {} });
    if (!(event in this.definition.states[state]!.on)) return undefined;
    const [snapshot, actions] = transition(this.definition as AnyActorLogic, from, { type: event });
    return { next: snapshot.value as State, actions: actions.map((action: { type: string }) => action.type as Action) };
  }
}
