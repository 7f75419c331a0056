/**
 * One PPPoE session as its host sees it (RFC 2516 §5): ask who is there, ask one of them for a session, have it, end it. A
 * machine lives for one session; what comes afterwards is ignored.
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';

export type PppoeClientState = 'Idle' | 'Discovering' | 'Requesting' | 'Open' | 'Closed';

export type PppoeClientEvent =
  | 'Connect'
  /** A PADO that fits. */
  | 'Offer'
  /** The PADS of the one that was asked, with a session and with an error. */
  | 'Confirm'
  | 'Refuse'
  /** A PADT for the session. */
  | 'Terminate'
  /** No answer yet; and none after the last repetition. */
  | 'Timeout'
  | 'Exhausted'
  | 'Disconnect';

export type PppoeClientAction = 'sendPadi' | 'sendPadr' | 'open' | 'sendPadt' | 'close';

export const PPPOE_CLIENT = new Machine<PppoeClientState, PppoeClientEvent, PppoeClientAction>(() =>
  setup({
    types: { events: {} as { type: PppoeClientEvent } },
    actions: { sendPadi: named, sendPadr: named, open: named, sendPadt: named, close: named },
  }).createMachine({
    id: 'pppoe-client',
    initial: 'Idle',
    states: {
      Idle: {
        on: {
          Connect: { target: 'Discovering', actions: 'sendPadi' },
          Disconnect: { target: 'Closed', actions: 'close' },
        },
      },
      Discovering: {
        on: {
          Offer: { target: 'Requesting', actions: 'sendPadr' },
          Timeout: { actions: 'sendPadi' },
          Exhausted: { target: 'Closed', actions: 'close' },
          Disconnect: { target: 'Closed', actions: 'close' },
        },
      },
      Requesting: {
        on: {
          Offer: {}, // the first one was taken
          Confirm: { target: 'Open', actions: 'open' },
          Refuse: { target: 'Closed', actions: 'close' },
          Timeout: { actions: 'sendPadr' },
          Exhausted: { target: 'Closed', actions: 'close' },
          Disconnect: { target: 'Closed', actions: 'close' },
        },
      },
      Open: {
        on: {
          Offer: {},
          Confirm: {}, // said twice
          Terminate: { target: 'Closed', actions: 'close' },
          Disconnect: { target: 'Closed', actions: ['sendPadt', 'close'] },
        },
      },
      Closed: { on: { Disconnect: {} } },
    },
  }),
);
