/**
 * A DHCP client: the diagram of RFC 2131 §4.4 (figure 5) with its names for states, and `Checking` for the moment in which
 * an address is tried out before it is used (§3.1.5), `Stopped` for a client that is not wanted or has given up.
 *
 * What a state does not list is ignored: answers that come twice or too late.
 * @module
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';

export type ClientState =
  | 'Stopped'
  | 'Init'
  | 'Selecting'
  | 'Requesting'
  | 'InitReboot'
  | 'Checking'
  | 'Bound'
  | 'Renewing'
  | 'Rebinding';

export type ClientEvent =
  /** The owner wants an address, and none is remembered. */
  | 'Start'
  /** The owner wants an address, and one is remembered. */
  | 'Restart'
  | 'DHCPOFFER'
  | 'DHCPACK'
  | 'DHCPNAK'
  /** Nobody answered in time, or the pause is over. */
  | 'TO+'
  /** The same for the last time. */
  | 'TO-'
  /** Somebody uses the address that was given. */
  | 'InUse'
  /** Nobody does. */
  | 'Unused'
  | 'T1'
  | 'T2'
  | 'Expired'
  /** The owner gives the address back. */
  | 'Release'
  /** The owner has no link any more. */
  | 'Stop';

export type ClientAction =
  /** A new exchange: its transaction id, its clock, its count of tries. */
  | 'begin'
  | 'sendDiscover'
  /** This offer is the one: its count of tries begins. */
  | 'choose'
  | 'sendRequest'
  /** The address that is remembered, to whoever knows of it. */
  | 'sendRebootRequest'
  /** To the server that gave the address. */
  | 'sendRenewRequest'
  /** To any server. */
  | 'sendRebindRequest'
  | 'sendDecline'
  | 'sendRelease'
  | 'probe'
  | 'pause'
  /** The address is ours: the owner is told. */
  | 'bind'
  /** It stays ours. */
  | 'extend'
  /** It is not ours any more: the owner is told. */
  | 'unbind'
  | 'forget'
  | 'giveUp'
  | 'stopTimers';

const begin = ['begin', 'sendDiscover'] as const;
const lose = ['unbind', 'forget', ...begin] as const;

const clientMachine = () =>
  setup({
    types: { events: {} as { type: ClientEvent } },
    actions: {
      begin: named,
      sendDiscover: named,
      choose: named,
      sendRequest: named,
      sendRebootRequest: named,
      sendRenewRequest: named,
      sendRebindRequest: named,
      sendDecline: named,
      sendRelease: named,
      probe: named,
      pause: named,
      bind: named,
      extend: named,
      unbind: named,
      forget: named,
      giveUp: named,
      stopTimers: named,
    },
  }).createMachine({
    id: 'dhcp client',
    initial: 'Stopped',
    states: {
      Stopped: {
        on: {
          Start: { target: 'Selecting', actions: begin },
          Restart: { target: 'InitReboot', actions: ['begin', 'sendRebootRequest'] },
        },
      },
      Init: {
        on: {
          'TO+': { target: 'Selecting', actions: begin },
          'TO-': { target: 'Selecting', actions: begin },
          Stop: { target: 'Stopped', actions: ['stopTimers'] },
          Release: { target: 'Stopped', actions: ['stopTimers'] },
        },
      },
      Selecting: {
        on: {
          DHCPOFFER: { target: 'Requesting', actions: ['choose', 'sendRequest'] },
          'TO+': { target: 'Selecting', actions: ['sendDiscover'] },
          'TO-': { target: 'Stopped', actions: ['stopTimers', 'giveUp'] },
          Stop: { target: 'Stopped', actions: ['stopTimers'] },
          Release: { target: 'Stopped', actions: ['stopTimers'] },
        },
      },
      Requesting: {
        on: {
          DHCPACK: { target: 'Checking', actions: ['stopTimers', 'probe'] },
          DHCPNAK: { target: 'Init', actions: ['forget', 'pause'] },
          'TO+': { target: 'Requesting', actions: ['sendRequest'] },
          'TO-': { target: 'Selecting', actions: begin },
          Stop: { target: 'Stopped', actions: ['stopTimers'] },
          Release: { target: 'Stopped', actions: ['stopTimers'] },
        },
      },
      InitReboot: {
        on: {
          DHCPACK: { target: 'Checking', actions: ['stopTimers', 'probe'] },
          DHCPNAK: { target: 'Selecting', actions: ['forget', ...begin] },
          'TO+': { target: 'InitReboot', actions: ['sendRebootRequest'] },
          'TO-': { target: 'Selecting', actions: begin },
          Stop: { target: 'Stopped', actions: ['stopTimers'] },
          Release: { target: 'Stopped', actions: ['stopTimers'] },
        },
      },
      Checking: {
        on: {
          Unused: { target: 'Bound', actions: ['bind'] },
          InUse: { target: 'Init', actions: ['sendDecline', 'forget', 'pause'] },
          Stop: { target: 'Stopped', actions: ['stopTimers'] },
          Release: { target: 'Stopped', actions: ['sendRelease', 'forget', 'stopTimers'] },
        },
      },
      Bound: {
        on: {
          T1: { target: 'Renewing', actions: ['begin', 'sendRenewRequest'] },
          // The deadlines of a router that was asleep may come at once.
          T2: { target: 'Rebinding', actions: ['begin', 'sendRebindRequest'] },
          Expired: { target: 'Selecting', actions: lose },
          Stop: { target: 'Stopped', actions: ['unbind', 'stopTimers'] },
          Release: { target: 'Stopped', actions: ['sendRelease', 'unbind', 'forget', 'stopTimers'] },
        },
      },
      Renewing: {
        on: {
          DHCPACK: { target: 'Bound', actions: ['extend'] },
          DHCPNAK: { target: 'Selecting', actions: lose },
          'TO+': { target: 'Renewing', actions: ['sendRenewRequest'] },
          'TO-': { target: 'Renewing', actions: ['sendRenewRequest'] },
          T2: { target: 'Rebinding', actions: ['sendRebindRequest'] },
          Expired: { target: 'Selecting', actions: lose },
          Stop: { target: 'Stopped', actions: ['unbind', 'stopTimers'] },
          Release: { target: 'Stopped', actions: ['sendRelease', 'unbind', 'forget', 'stopTimers'] },
        },
      },
      Rebinding: {
        on: {
          DHCPACK: { target: 'Bound', actions: ['extend'] },
          DHCPNAK: { target: 'Selecting', actions: lose },
          'TO+': { target: 'Rebinding', actions: ['sendRebindRequest'] },
          'TO-': { target: 'Rebinding', actions: ['sendRebindRequest'] },
          Expired: { target: 'Selecting', actions: lose },
          Stop: { target: 'Stopped', actions: ['unbind', 'stopTimers'] },
          Release: { target: 'Stopped', actions: ['sendRelease', 'unbind', 'forget', 'stopTimers'] },
        },
      },
    },
  });

export const CLIENT_MACHINE = new Machine<ClientState, ClientEvent, ClientAction>(clientMachine);
