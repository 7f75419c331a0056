/**
 * The phases of a link (RFC 1661 §3.2). Between Authenticate and Network its owner is asked which addresses the peer
 * gets. LCP that negotiates anew in the middle of the Network phase takes the link back to Establish.
 * @module
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';

export type Phase = 'Dead' | 'Establish' | 'Authenticate' | 'Network' | 'Terminate';

export type PhaseEvent =
  /** LCP begins to negotiate; is Opened; is not Opened any more and negotiates anew. */
  | 'Begun'
  | 'Opened'
  | 'Reopening'
  /** The owner lets the authenticated peer in. */
  | 'Admitted'
  /** LCP is on its way to Closed or Stopped; has arrived; or the layer below is gone. */
  | 'Closing'
  | 'Finished'
  | 'Down';

export type PhaseAction = 'limitTime' | 'authenticate' | 'startNetwork' | 'stopNetwork' | 'announceDown';

const definition = () =>
  setup({
    types: { events: {} as { type: PhaseEvent } },
    actions: { limitTime: named, authenticate: named, startNetwork: named, stopNetwork: named, announceDown: named },
  }).createMachine({
    id: 'link-phases',
    initial: 'Dead',
    states: {
      Dead: {
        on: { Begun: { target: 'Establish', actions: 'limitTime' }, Closing: {}, Finished: {}, Down: {} },
      },
      Establish: {
        on: {
          Begun: {},
          Opened: { target: 'Authenticate', actions: 'authenticate' },
          Closing: 'Terminate',
          Finished: { target: 'Dead', actions: 'announceDown' },
          Down: { target: 'Dead', actions: 'announceDown' },
        },
      },
      Authenticate: {
        on: {
          Admitted: { target: 'Network', actions: 'startNetwork' },
          Reopening: { target: 'Establish', actions: ['stopNetwork', 'limitTime'] },
          Closing: { target: 'Terminate', actions: 'stopNetwork' },
          Finished: { target: 'Dead', actions: ['stopNetwork', 'announceDown'] },
          Down: { target: 'Dead', actions: ['stopNetwork', 'announceDown'] },
        },
      },
      Network: {
        on: {
          Reopening: { target: 'Establish', actions: ['stopNetwork', 'limitTime'] },
          Closing: { target: 'Terminate', actions: 'stopNetwork' },
          Finished: { target: 'Dead', actions: ['stopNetwork', 'announceDown'] },
          Down: { target: 'Dead', actions: ['stopNetwork', 'announceDown'] },
        },
      },
      Terminate: {
        on: {
          Closing: {},
          Finished: { target: 'Dead', actions: 'announceDown' },
          Down: { target: 'Dead', actions: 'announceDown' },
        },
      },
    },
  });

export const linkPhases = new Machine<Phase, PhaseEvent, PhaseAction>(definition);
