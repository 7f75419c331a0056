/**
 * The states of a connection and what leads from one to the next. Lay RFC 9293 Figure 5 beside {@link TABLE}: same states,
 * same words on the arrows; below each state stand the arrows that leave it, with what is to be done on the way. Three
 * things are in the text of RFC 9293 §3.10 and not in the figure, and are marked so.
 *
 * A plain table and not an XState machine: it is asked for nearly every segment, and `rcv FIN` after `rcv ACK of FIN` in
 * one segment is two steps.
 * @module
 */

export const STATES = [
  'CLOSED',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
] as const;
export type State = (typeof STATES)[number];

export type Event =
  | 'passive OPEN'
  | 'active OPEN'
  | 'CLOSE'
  | 'rcv SYN'
  | 'rcv SYN,ACK'
  | 'rcv ACK of SYN'
  | 'rcv FIN'
  | 'rcv ACK of FIN'
  | 'Timeout=2MSL';

/** `start 2MSL` goes with every arrow into TIME-WAIT (§3.10.7.4); `snd FIN` comes behind all data (§3.10.4). */
export type Action = 'snd SYN' | 'snd SYN,ACK' | 'snd ACK' | 'snd FIN' | 'start 2MSL' | 'delete TCB';

export interface Move {
  readonly next: State;
  /** What to perform, in this order. */
  readonly actions: readonly Action[];
}

const to = (next: State, ...actions: Action[]): Move => ({ next, actions });

export const TABLE: Readonly<Record<State, Partial<Readonly<Record<Event, Move>>>>> = {
  CLOSED: {
    'passive OPEN': to('LISTEN'),
    'active OPEN': to('SYN-SENT', 'snd SYN'),
  },
  LISTEN: {
    'rcv SYN': to('SYN-RECEIVED', 'snd SYN,ACK'),
    CLOSE: to('CLOSED', 'delete TCB'),
  },
  'SYN-SENT': {
    'rcv SYN': to('SYN-RECEIVED', 'snd SYN,ACK'),
    'rcv SYN,ACK': to('ESTABLISHED', 'snd ACK'),
    CLOSE: to('CLOSED', 'delete TCB'),
  },
  'SYN-RECEIVED': {
    'rcv ACK of SYN': to('ESTABLISHED'),
    CLOSE: to('FIN-WAIT-1', 'snd FIN'),
  },
  ESTABLISHED: {
    CLOSE: to('FIN-WAIT-1', 'snd FIN'),
    'rcv FIN': to('CLOSE-WAIT', 'snd ACK'),
  },
  'FIN-WAIT-1': {
    'rcv ACK of FIN': to('FIN-WAIT-2'),
    'rcv FIN': to('CLOSING', 'snd ACK'),
  },
  'FIN-WAIT-2': {
    'rcv FIN': to('TIME-WAIT', 'snd ACK', 'start 2MSL'),
  },
  'CLOSE-WAIT': {
    CLOSE: to('LAST-ACK', 'snd FIN'),
  },
  CLOSING: {
    'rcv ACK of FIN': to('TIME-WAIT', 'start 2MSL'),
  },
  'LAST-ACK': {
    'rcv ACK of FIN': to('CLOSED', 'delete TCB'),
  },
  'TIME-WAIT': {
    'Timeout=2MSL': to('CLOSED', 'delete TCB'),
    // Text, §3.10.7.4: the peer's FIN again, whose acknowledgement was lost.
    'rcv FIN': to('TIME-WAIT', 'snd ACK', 'start 2MSL'),
  },
};

/**
 * Where an event leads; `undefined` where the figure has no arrow.
 *
 * From the text and not in the table, since they lead from every state to CLOSED: the ABORT call, a reset, the user
 * timeout. A second CLOSE and a FIN in CLOSE-WAIT, CLOSING, LAST-ACK change nothing (§3.10.4, §3.10.7.4).
 */
export const step = (state: State, event: Event): Move | undefined => TABLE[state][event];

/** States in which both sides know each other's initial sequence number (RFC 9293 §3.3.2). */
export const isSynchronised = (state: State): boolean =>
  state !== 'CLOSED' && state !== 'LISTEN' && state !== 'SYN-SENT' && state !== 'SYN-RECEIVED';

/** States in which the peer may still have data for us (§3.10.7.4, seventh step). */
export const mayReceive = (state: State): boolean =>
  state === 'ESTABLISHED' || state === 'FIN-WAIT-1' || state === 'FIN-WAIT-2';

/** States in which our user may still hand over data (§3.10.2); in the first two it is queued. */
export const maySend = (state: State): boolean =>
  state === 'SYN-SENT' || state === 'SYN-RECEIVED' || state === 'ESTABLISHED' || state === 'CLOSE-WAIT';
