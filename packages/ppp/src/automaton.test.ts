import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type AutomatonEvent, type AutomatonState, automaton } from './automaton.js';

interface Cell {
  readonly state: number;
  readonly event: AutomatonEvent;
  readonly illegal: boolean;
  readonly actions?: readonly string[];
  readonly next?: number;
}
const { vectors } = JSON.parse(readFileSync(new URL('../../../fixtures/vectors/ppp.json', import.meta.url), 'utf8'));
const { input, expect: expected } = vectors.find(({ kind }: { kind: string }) => kind === 'ppp-fsm-table');
const STATES: readonly AutomatonState[] = input.states;
const EVENTS: readonly AutomatonEvent[] = input.events;
const TABLE: readonly Cell[] = expected.table;

/** States that the restart timer runs in (RFC 1661 §4.1, below the table). */
const TIMED: readonly AutomatonState[] = ['Closing', 'Stopping', 'Req-Sent', 'Ack-Rcvd', 'Ack-Sent'];

const moves = STATES.flatMap((state) =>
  EVENTS.flatMap((event) => {
    const move = automaton.step(state, event);
    return move ? [{ state, event, ...move }] : [];
  }),
);

describe('the option negotiation automaton', () => {
  test('has the states of the RFC, in its order', () => {
    expect(automaton.states).toEqual(STATES);
    expect(automaton.initial).toBe('Initial');
    expect(TABLE).toHaveLength(160);
  });

  test.each(STATES.map((state, index) => [state, index] as const))('%s is as the RFC prints it', (state, index) => {
    for (const cell of TABLE.filter((cell) => cell.state === index)) {
      const { event, illegal, actions, next } = cell;
      const printed = illegal ? undefined : { next: STATES[next!], actions };
      expect({ event, move: automaton.step(state, event) }).toEqual({ event, move: printed });
    }
  });

  test('tlu is performed exactly on entering Opened, tld exactly on leaving it', () => {
    for (const { state, event, next, actions } of moves) {
      const entered = state !== 'Opened' && next === 'Opened';
      const left = state === 'Opened' && next !== 'Opened';
      expect({ state, event, tlu: actions.includes('tlu'), tld: actions.includes('tld') }).toEqual({
        state,
        event,
        tlu: entered,
        tld: left,
      });
    }
  });

  test('the timer falls due only in the states that it runs in', () => {
    for (const event of ['TO+', 'TO-'] as const)
      expect(STATES.filter((state) => automaton.step(state, event))).toEqual(TIMED);
  });

  test('a state with the timer running is entered with a request sent or a count set', () => {
    for (const { state, event, next, actions } of moves)
      if (TIMED.includes(next) && !TIMED.includes(state))
        expect({ state, event, sent: actions.some((action) => /scr|str|zrc/.test(action)) }).toEqual({
          state,
          event,
          sent: true,
        });
  });

  test('without a lower layer nothing but the administration and the layer itself moves it', () => {
    expect(EVENTS.filter((event) => automaton.step('Initial', event))).toEqual(['Up', 'Open', 'Close']);
    expect(EVENTS.filter((event) => automaton.step('Starting', event))).toEqual(['Up', 'Open', 'Close']);
  });
});
