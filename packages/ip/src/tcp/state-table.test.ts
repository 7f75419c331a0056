import { expect, test } from '@jest/globals';
import { STATES, step, TABLE } from './state-table.js';

/**
 * The arrows of RFC 9293 Figure 5, read off the drawing from top to bottom: from, label, label below the line, to. What is
 * not drawn there but told below it or in the text stands behind; the SEND call in LISTEN we do not offer.
 */
const FIGURE_5 = `
  CLOSED        passive OPEN    -              LISTEN
  CLOSED        active OPEN     snd SYN        SYN-SENT
  LISTEN        rcv SYN         snd SYN,ACK    SYN-RECEIVED
  LISTEN        CLOSE           delete TCB     CLOSED
  SYN-SENT      CLOSE           delete TCB     CLOSED
  SYN-SENT      rcv SYN         snd SYN,ACK    SYN-RECEIVED
  SYN-SENT      rcv SYN,ACK     snd ACK        ESTABLISHED
  SYN-RECEIVED  rcv ACK of SYN  -              ESTABLISHED
  SYN-RECEIVED  CLOSE           snd FIN        FIN-WAIT-1
  ESTABLISHED   CLOSE           snd FIN        FIN-WAIT-1
  ESTABLISHED   rcv FIN         snd ACK        CLOSE-WAIT
  FIN-WAIT-1    rcv ACK of FIN  -              FIN-WAIT-2
  FIN-WAIT-1    rcv FIN         snd ACK        CLOSING
  CLOSE-WAIT    CLOSE           snd FIN        LAST-ACK
  FIN-WAIT-2    rcv FIN         snd ACK        TIME-WAIT
  CLOSING       rcv ACK of FIN  -              TIME-WAIT
  LAST-ACK      rcv ACK of FIN  delete TCB     CLOSED
  TIME-WAIT     Timeout=2MSL    delete TCB     CLOSED
  TIME-WAIT     rcv FIN         snd ACK        TIME-WAIT
`;

test('the table has the arrows of RFC 9293 Figure 5, and no others', () => {
  const drawn = FIGURE_5.trim()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/).join(' | '));
  const ours = STATES.flatMap((state) =>
    Object.entries(TABLE[state]).map(([event, { next, actions }]) => {
      const below = actions.filter((action) => action !== 'start 2MSL').join(', ') || '-';
      return [state, event, below, next].join(' | ');
    }),
  );
  expect(ours.sort()).toEqual(drawn.sort());
});

test('every arrow into TIME-WAIT starts the timer that leads out of it', () => {
  const into = STATES.flatMap((state) => Object.values(TABLE[state])).filter(({ next }) => next === 'TIME-WAIT');
  expect(into.map(({ actions }) => actions.includes('start 2MSL'))).toEqual([true, true, true]);
});

test('from every state CLOSED can be reached by closing on both sides', () => {
  for (const state of STATES) {
    let at = state;
    for (let steps = 0; at !== 'CLOSED' && steps < 6; steps++) {
      const move =
        step(at, 'rcv ACK of SYN') ??
        step(at, 'CLOSE') ??
        step(at, 'rcv ACK of FIN') ??
        step(at, 'Timeout=2MSL') ??
        step(at, 'rcv FIN');
      at = move?.next ?? at;
    }
    expect({ state, ends: at }).toEqual({ state, ends: 'CLOSED' });
  }
});

test('a pair that the figure does not know leads nowhere', () => {
  expect(step('CLOSE-WAIT', 'rcv FIN')).toBeUndefined();
  expect(step('FIN-WAIT-1', 'CLOSE')).toBeUndefined();
});
