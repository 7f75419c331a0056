/**
 * A call, as its PNS and as its PAC, outgoing (asked for by the PNS) and incoming (announced by the PAC): the four
 * diagrams of RFC 2637 §3.2.3 and §3.2.4, with the RFC's names for states. A call that comes back to idle is over.
 *
 * Where the RFC is silent: a Call-Disconnect-Notify that reaches a PAC ends the call (some peers mix the roles up), and
 * a Call-Clear-Request may come in any state, as §2.12 says. What a state does not list is ignored and counted.
 * @module
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';

export type CallState =
  | 'idle'
  | 'wait_reply'
  | 'wait_connect'
  /** The PAC's outgoing call: until its owner has answered. */
  | 'wait_cs_ans'
  | 'established'
  | 'wait_disconnect';

export type CallEvent =
  /** The owner places the call: the RFC's Open Indication of a PNS, Ring of a PAC. */
  | 'Place'
  /** A request of the peer. */
  | 'OCRQ'
  | 'ICRQ'
  /** The owner's decision on it. */
  | 'Accept'
  | 'Refuse'
  /** The reply to our request, accepting and not. */
  | 'OCRP'
  | 'OCRP-error'
  | 'ICRP'
  | 'ICRP-error'
  | 'ICCN'
  | 'CCR'
  | 'CDN'
  /** The owner ends the call. */
  | 'Clear'
  | 'Timeout';

export type CallAction =
  | 'sendOutgoingCallRequest'
  | 'sendOutgoingCallReply'
  | 'refuseCall'
  | 'sendIncomingCallRequest'
  | 'sendIncomingCallReply'
  | 'sendIncomingCallConnected'
  | 'sendCallClearRequest'
  | 'sendCallDisconnectNotify'
  /** Tell the owner that the peer asks for a call. */
  | 'ask'
  /** The call is up. */
  | 'connect'
  /** The call is over and its id free. */
  | 'end'
  /** The peer did not move for a minute: the whole control connection is suspect (§3.2.1). */
  | 'suspect';

const call = () =>
  setup({
    types: { events: {} as { type: CallEvent } },
    actions: {
      sendOutgoingCallRequest: named,
      sendOutgoingCallReply: named,
      refuseCall: named,
      sendIncomingCallRequest: named,
      sendIncomingCallReply: named,
      sendIncomingCallConnected: named,
      sendCallClearRequest: named,
      sendCallDisconnectNotify: named,
      ask: named,
      connect: named,
      end: named,
      suspect: named,
    },
  });

/** §3.2.4.2 */
const pnsOutgoingMachine = () =>
  call().createMachine({
    id: 'pnsOutgoing',
    initial: 'idle',
    states: {
      idle: { on: { Place: { target: 'wait_reply', actions: 'sendOutgoingCallRequest' } } },
      wait_reply: {
        on: {
          OCRP: { target: 'established', actions: 'connect' },
          'OCRP-error': { target: 'idle', actions: 'end' },
          CDN: { target: 'idle', actions: 'end' },
          Clear: { target: 'wait_disconnect', actions: 'sendCallClearRequest' },
          Timeout: { actions: 'suspect' },
        },
      },
      established: {
        on: {
          CDN: { target: 'idle', actions: 'end' },
          Clear: { target: 'wait_disconnect', actions: 'sendCallClearRequest' },
        },
      },
      wait_disconnect: {
        on: {
          OCRP: {}, // it crossed our Call-Clear-Request; the notify follows
          'OCRP-error': { target: 'idle', actions: 'end' },
          CDN: { target: 'idle', actions: 'end' },
          Timeout: { target: 'idle', actions: 'end' },
        },
      },
    },
  });

/** §3.2.3.2; the RFC's idle lasts until the owner has decided. */
const pnsIncomingMachine = () =>
  call().createMachine({
    id: 'pnsIncoming',
    initial: 'idle',
    states: {
      idle: {
        on: {
          ICRQ: { actions: 'ask' },
          Accept: { target: 'wait_connect', actions: 'sendIncomingCallReply' },
          Refuse: { target: 'idle', actions: ['refuseCall', 'end'] },
          Clear: { target: 'idle', actions: ['refuseCall', 'end'] },
          CDN: { target: 'idle', actions: 'end' },
          Timeout: { target: 'idle', actions: ['refuseCall', 'end'] },
        },
      },
      wait_connect: {
        on: {
          ICCN: { target: 'established', actions: 'connect' },
          CDN: { target: 'idle', actions: 'end' },
          Clear: { target: 'wait_disconnect', actions: 'sendCallClearRequest' },
          Timeout: { actions: 'suspect' },
        },
      },
      established: {
        on: {
          CDN: { target: 'idle', actions: 'end' },
          Clear: { target: 'wait_disconnect', actions: 'sendCallClearRequest' },
        },
      },
      wait_disconnect: {
        on: {
          ICCN: {},
          CDN: { target: 'idle', actions: 'end' },
          Timeout: { target: 'idle', actions: 'end' },
        },
      },
    },
  });

/** §3.2.4.1 */
const pacOutgoingMachine = () =>
  call().createMachine({
    id: 'pacOutgoing',
    initial: 'idle',
    states: {
      idle: { on: { OCRQ: { target: 'wait_cs_ans', actions: 'ask' } } },
      wait_cs_ans: {
        on: {
          Accept: { target: 'established', actions: ['sendOutgoingCallReply', 'connect'] },
          Refuse: { target: 'idle', actions: ['refuseCall', 'end'] },
          Clear: { target: 'idle', actions: ['refuseCall', 'end'] },
          CCR: { target: 'idle', actions: ['sendCallDisconnectNotify', 'end'] },
          CDN: { target: 'idle', actions: 'end' },
          Timeout: { target: 'idle', actions: ['refuseCall', 'end'] },
        },
      },
      established: {
        on: {
          CCR: { target: 'idle', actions: ['sendCallDisconnectNotify', 'end'] },
          CDN: { target: 'idle', actions: 'end' },
          Clear: { target: 'idle', actions: ['sendCallDisconnectNotify', 'end'] },
        },
      },
    },
  });

/** §3.2.3.1 */
const pacIncomingMachine = () =>
  call().createMachine({
    id: 'pacIncoming',
    initial: 'idle',
    states: {
      idle: { on: { Place: { target: 'wait_reply', actions: 'sendIncomingCallRequest' } } },
      wait_reply: {
        on: {
          ICRP: { target: 'established', actions: ['sendIncomingCallConnected', 'connect'] },
          'ICRP-error': { target: 'idle', actions: 'end' },
          CCR: { target: 'idle', actions: ['sendCallDisconnectNotify', 'end'] },
          CDN: { target: 'idle', actions: 'end' },
          Clear: { target: 'idle', actions: ['sendCallDisconnectNotify', 'end'] },
          Timeout: { actions: 'suspect' },
        },
      },
      established: {
        on: {
          CCR: { target: 'idle', actions: ['sendCallDisconnectNotify', 'end'] },
          CDN: { target: 'idle', actions: 'end' },
          Clear: { target: 'idle', actions: ['sendCallDisconnectNotify', 'end'] },
        },
      },
    },
  });

export type CallRole = 'pns' | 'pac';
export type CallDirection = 'outgoing' | 'incoming';
export type CallMachine = Machine<CallState, CallEvent, CallAction>;

/** By our role in the call and the call's direction. */
export const CALL_MACHINES: Readonly<Record<CallRole, Readonly<Record<CallDirection, CallMachine>>>> = {
  pns: { outgoing: new Machine(pnsOutgoingMachine), incoming: new Machine(pnsIncomingMachine) },
  pac: { outgoing: new Machine(pacOutgoingMachine), incoming: new Machine(pacIncomingMachine) },
};
