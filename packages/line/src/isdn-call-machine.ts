/**
 * One end of a call on a D channel, at a user and at the exchange alike: whoever sends the SETUP originates, the other end is
 * presented with the call. The states are those of Q.931 §2.1 that matter without overlap sending, and clearing takes one
 * step: RELEASE and RELEASE COMPLETE.
 *
 * There is no LAPD under it, so that what waits for an answer is repeated, and what comes twice does no harm.
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';

export type CallState =
  | 'Null'
  | 'CallInitiated'
  | 'OutgoingCallProceeding'
  | 'CallPresent'
  | 'ConnectRequest'
  | 'Active'
  | 'ReleaseRequest'
  /** The call is over and its reference free. */
  | 'Released';

export type CallEvent =
  /** The owner places the call; takes one that is presented; ends or refuses one. */
  | 'Dial'
  | 'Answer'
  | 'Clear'
  /** Messages. */
  | 'Setup'
  | 'Proceeding'
  | 'Connect'
  | 'ConnectAcknowledge'
  | 'Release'
  | 'ReleaseComplete'
  /** No answer yet; and none after the last repetition. */
  | 'Timeout'
  | 'Exhausted';

export type CallAction =
  | 'sendSetup'
  | 'sendProceeding'
  | 'sendConnect'
  | 'sendConnectAcknowledge'
  | 'sendRelease'
  | 'sendReleaseComplete'
  /** Tell the owner: somebody calls; the other end is being called; the call is up; it is over. */
  | 'present'
  | 'proceed'
  | 'up'
  | 'down';

export const ISDN_CALL = new Machine<CallState, CallEvent, CallAction>(() =>
  setup({
    types: { events: {} as { type: CallEvent } },
    actions: {
      sendSetup: named,
      sendProceeding: named,
      sendConnect: named,
      sendConnectAcknowledge: named,
      sendRelease: named,
      sendReleaseComplete: named,
      present: named,
      proceed: named,
      up: named,
      down: named,
    },
  }).createMachine({
    id: 'isdn-call',
    initial: 'Null',
    states: {
      Null: {
        on: {
          Dial: { target: 'CallInitiated', actions: 'sendSetup' },
          Setup: { target: 'CallPresent', actions: ['sendProceeding', 'present'] },
        },
      },
      CallInitiated: {
        on: {
          Proceeding: { target: 'OutgoingCallProceeding', actions: 'proceed' },
          Connect: { target: 'Active', actions: ['sendConnectAcknowledge', 'up'] },
          Release: { target: 'Released', actions: ['sendReleaseComplete', 'down'] },
          ReleaseComplete: { target: 'Released', actions: 'down' },
          Timeout: { actions: 'sendSetup' },
          Exhausted: { target: 'Released', actions: 'down' },
          Clear: { target: 'ReleaseRequest', actions: 'sendRelease' },
        },
      },
      OutgoingCallProceeding: {
        on: {
          Proceeding: {},
          Connect: { target: 'Active', actions: ['sendConnectAcknowledge', 'up'] },
          Release: { target: 'Released', actions: ['sendReleaseComplete', 'down'] },
          ReleaseComplete: { target: 'Released', actions: 'down' },
          Exhausted: { target: 'ReleaseRequest', actions: 'sendRelease' },
          Clear: { target: 'ReleaseRequest', actions: 'sendRelease' },
        },
      },
      CallPresent: {
        on: {
          Setup: { actions: 'sendProceeding' },
          Answer: { target: 'ConnectRequest', actions: 'sendConnect' },
          Release: { target: 'Released', actions: ['sendReleaseComplete', 'down'] },
          ReleaseComplete: { target: 'Released', actions: 'down' },
          Exhausted: { target: 'ReleaseRequest', actions: 'sendRelease' },
          Clear: { target: 'ReleaseRequest', actions: 'sendRelease' },
        },
      },
      ConnectRequest: {
        on: {
          Setup: {},
          ConnectAcknowledge: { target: 'Active', actions: 'up' },
          Release: { target: 'Released', actions: ['sendReleaseComplete', 'down'] },
          ReleaseComplete: { target: 'Released', actions: 'down' },
          Timeout: { actions: 'sendConnect' },
          Exhausted: { target: 'ReleaseRequest', actions: 'sendRelease' },
          Clear: { target: 'ReleaseRequest', actions: 'sendRelease' },
        },
      },
      Active: {
        on: {
          Setup: {},
          Proceeding: {},
          Connect: { actions: 'sendConnectAcknowledge' },
          ConnectAcknowledge: {},
          Release: { target: 'Released', actions: ['sendReleaseComplete', 'down'] },
          ReleaseComplete: { target: 'Released', actions: 'down' },
          Clear: { target: 'ReleaseRequest', actions: 'sendRelease' },
        },
      },
      ReleaseRequest: {
        on: {
          Setup: {},
          Proceeding: {},
          Connect: {},
          ConnectAcknowledge: {},
          Clear: {},
          Release: { target: 'Released', actions: ['sendReleaseComplete', 'down'] },
          ReleaseComplete: { target: 'Released', actions: 'down' },
          Timeout: { actions: 'sendRelease' },
          Exhausted: { target: 'Released', actions: 'down' },
        },
      },
      Released: { on: { Clear: {}, Answer: {} } },
    },
  }),
);
