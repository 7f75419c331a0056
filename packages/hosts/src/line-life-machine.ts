/**
 * The life of a connection over a line as its owner sees it: there is a line, PPP over that, and back again. Whoever ends it,
 * it is Idle again when the line is gone.
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';
import type { LifeState } from './life.js';

export type LineLifeInput =
  | 'Connect'
  /** The other end calls. */
  | 'Called'
  | 'LineUp'
  | 'LinkUp'
  /** The line is gone. */
  | 'Ended'
  | 'Disconnect';
export type LineLifeAction = 'dial' | 'tellLine' | 'hangUp' | 'goOnline' | 'goOffline' | 'fail';

export const LINE_LIFE = new Machine<LifeState, LineLifeInput, LineLifeAction>(() =>
  setup({
    types: { events: {} as { type: LineLifeInput } },
    actions: { dial: named, tellLine: named, hangUp: named, goOnline: named, goOffline: named, fail: named },
  }).createMachine({
    id: 'lineLife',
    initial: 'Idle',
    states: {
      Idle: {
        on: {
          Connect: { target: 'Calling', actions: 'dial' },
          Called: 'Calling',
          Disconnect: {},
        },
      },
      Calling: {
        on: {
          Connect: {},
          LineUp: { target: 'Negotiating', actions: 'tellLine' },
          Ended: { target: 'Idle', actions: 'fail' },
          Disconnect: { target: 'Closing', actions: 'hangUp' },
        },
      },
      Negotiating: {
        on: {
          Connect: {},
          LinkUp: { target: 'Connected', actions: 'goOnline' },
          Ended: { target: 'Idle', actions: 'fail' },
          Disconnect: { target: 'Closing', actions: 'hangUp' },
        },
      },
      Connected: {
        on: {
          Connect: {},
          LinkUp: { actions: 'goOnline' }, // it was negotiated anew
          Ended: { target: 'Idle', actions: 'goOffline' },
          Disconnect: { target: 'Closing', actions: 'hangUp' },
        },
      },
      Closing: {
        on: {
          Connect: {},
          Disconnect: {},
          LineUp: {}, // the word to hang up was said already
          LinkUp: {},
          Ended: { target: 'Idle', actions: 'goOffline' },
        },
      },
    },
  }),
);
