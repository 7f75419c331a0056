/**
 * The life of a tunnel as its owner sees it: a control connection, a call on it, PPP over that, and back again. Whoever ends
 * it, and wherever, it goes by Closing, so that the interface is taken down once and the connection is closed.
 *
 * The ordinary way in is Connect, of a client. A server is Called. Where the server dials (FAQ Q12), it Connects too and
 * waits in Calling until it is Called, and the client is Summoned by the connection and places its call over that. When both
 * dial at once one connection wins (RFC 2637 §3.1.3), and whose own has lost goes on over the other.
 * @module
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';
import type { LifeState } from './life.js';

export type LifeInput =
  | 'Connect'
  | 'Disconnect'
  | 'Called'
  | 'Summoned'
  | 'ChannelOpen'
  | 'ChannelClosed'
  | 'CallConnected'
  | 'LinkUp'
  /** The tunnel is over. */
  | 'Ended';
export type LifeAction = 'openChannel' | 'placeCall' | 'hangUp' | 'closeChannel' | 'goOnline' | 'goOffline' | 'fail';

const tunnelLifeMachine = () =>
  setup({
    types: { events: {} as { type: LifeInput } },
    actions: {
      openChannel: named,
      placeCall: named,
      hangUp: named,
      closeChannel: named,
      goOnline: named,
      goOffline: named,
      fail: named,
    },
  }).createMachine({
    id: 'tunnelLife',
    initial: 'Idle',
    states: {
      Idle: {
        on: {
          Connect: { target: 'Opening', actions: 'openChannel' },
          Called: 'Calling',
          Summoned: { target: 'Calling', actions: 'placeCall' },
          Disconnect: {},
        },
      },
      Opening: {
        on: {
          Connect: {},
          // The peer has dialled at the same time: its call or its connection takes the place of ours.
          Called: 'Calling',
          Summoned: { target: 'Calling', actions: 'placeCall' },
          ChannelOpen: { target: 'Calling', actions: 'placeCall' },
          ChannelClosed: { target: 'Idle', actions: 'fail' },
          Disconnect: { target: 'Closing', actions: 'closeChannel' },
        },
      },
      Calling: {
        on: {
          Connect: {},
          Called: {}, // the call that a server waited for
          CallConnected: 'Negotiating',
          Ended: { target: 'Closing', actions: ['fail', 'closeChannel'] },
          ChannelClosed: { target: 'Idle', actions: 'fail' },
          Disconnect: { target: 'Closing', actions: 'hangUp' },
        },
      },
      Negotiating: {
        on: {
          Connect: {},
          LinkUp: { target: 'Connected', actions: 'goOnline' },
          Ended: { target: 'Closing', actions: ['fail', 'closeChannel'] },
          ChannelClosed: { target: 'Idle', actions: 'fail' },
          Disconnect: { target: 'Closing', actions: 'hangUp' },
        },
      },
      Connected: {
        on: {
          Connect: {},
          LinkUp: { actions: 'goOnline' }, // it was negotiated anew
          Ended: { target: 'Closing', actions: ['goOffline', 'closeChannel'] },
          ChannelClosed: { target: 'Idle', actions: 'goOffline' },
          Disconnect: { target: 'Closing', actions: 'hangUp' },
        },
      },
      Closing: {
        on: {
          Connect: {},
          Disconnect: {},
          ChannelOpen: { actions: 'closeChannel' },
          CallConnected: { actions: 'hangUp' },
          LinkUp: {},
          Ended: { actions: ['goOffline', 'closeChannel'] },
          ChannelClosed: { target: 'Idle', actions: 'goOffline' },
        },
      },
    },
  });

export const TUNNEL_LIFE = new Machine<LifeState, LifeInput, LifeAction>(tunnelLifeMachine);
