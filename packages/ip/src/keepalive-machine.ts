/**
 * Whether a watched host can be reached (manual 8.5.8). Neither answer counts at once: one that comes has to last for the
 * `upwait`, and silence for the `downwait` after the last echo that was asked for in vain.
 * @module
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';

export type KeepaliveState = 'Down' | 'Rising' | 'Up' | 'Falling';

export type KeepaliveEvent =
  /** A host answered. */
  | 'Answer'
  /** The next echo is due, and none of the last ones was answered. */
  | 'Miss'
  /** So many echoes in a row as decide. */
  | 'Silence'
  | 'WaitOver';

export type KeepaliveAction = 'startUpwait' | 'startDownwait' | 'stopWait' | 'tellUp' | 'tellDown';

const define = () =>
  setup({
    types: { events: {} as { type: KeepaliveEvent } },
    actions: { startUpwait: named, startDownwait: named, stopWait: named, tellUp: named, tellDown: named },
  }).createMachine({
    id: 'keepalive',
    initial: 'Down',
    states: {
      Down: { on: { Answer: { target: 'Rising', actions: 'startUpwait' }, Miss: {}, Silence: {} } },
      Rising: {
        on: {
          Answer: {},
          Miss: { target: 'Down', actions: 'stopWait' },
          Silence: { target: 'Down', actions: 'stopWait' },
          WaitOver: { target: 'Up', actions: 'tellUp' },
        },
      },
      Up: { on: { Answer: {}, Miss: {}, Silence: { target: 'Falling', actions: 'startDownwait' } } },
      Falling: {
        on: {
          Answer: { target: 'Up', actions: 'stopWait' },
          Miss: {},
          Silence: {},
          WaitOver: { target: 'Down', actions: 'tellDown' },
        },
      },
    },
  });

export const KEEPALIVE = new Machine<KeepaliveState, KeepaliveEvent, KeepaliveAction>(define);
