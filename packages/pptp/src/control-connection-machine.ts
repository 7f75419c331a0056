/**
 * The control connection (RFC 2637 §3.1.1, §3.1.2): originator and receiver in one machine, which differ only in what
 * takes them out of idle. States carry the RFC's names; the RFC goes back to idle where this machine is `closed`, as
 * it lives as long as one TCP connection. What a state does not list is ignored and counted, by the engine.
 * @module
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';

export type ControlState =
  | 'idle'
  | 'wait_ctl_reply'
  | 'established'
  | 'wait_stop_reply'
  /** The winner of a collision waits here for the loser to close TCP (§3.1.3). */
  | 'wait_tcp_termination'
  | 'closed';

export type ControlInput =
  /** TCP is open, and it was us who opened it. */
  | 'TcpOpen'
  | 'SCCRQ'
  | 'SCCRQ-refused'
  | 'SCCRQ-held'
  | 'SCCRP'
  | 'SCCRP-refused'
  | 'SCCRP-version'
  | 'StopCCRQ'
  | 'StopCCRP'
  | 'EchoRequest'
  | 'EchoReply'
  | 'CallRequest'
  | 'CallMessage'
  | 'Stop'
  | 'Abandon'
  | 'Timeout'
  | 'KeepaliveFailure'
  /** Octets that are no message, or more than we can hold. */
  | 'Fault'
  | 'TcpClosed';

export type ControlAction =
  | 'sendStartRequest'
  | 'sendStartReply'
  | 'refuseStart'
  | 'sendStopRequest'
  | 'sendStopProtocol'
  | 'sendStopReply'
  | 'sendEchoReply'
  | 'refuseNotConnected'
  | 'handleCallMessage'
  | 'up'
  /** End of TCP in good order: what was sent must arrive. */
  | 'closeTcp'
  /** End of TCP at once. */
  | 'resetTcp';

const controlConnectionMachine = () =>
  setup({
    types: { events: {} as { type: ControlInput } },
    actions: {
      sendStartRequest: named,
      sendStartReply: named,
      refuseStart: named,
      sendStopRequest: named,
      sendStopProtocol: named,
      sendStopReply: named,
      sendEchoReply: named,
      refuseNotConnected: named,
      handleCallMessage: named,
      up: named,
      closeTcp: named,
      resetTcp: named,
    },
  }).createMachine({
    id: 'controlConnection',
    initial: 'idle',
    states: {
      idle: {
        on: {
          TcpOpen: { target: 'wait_ctl_reply', actions: 'sendStartRequest' },
          SCCRQ: { target: 'established', actions: ['sendStartReply', 'up'] },
          'SCCRQ-refused': { target: 'closed', actions: ['refuseStart', 'closeTcp'] },
          'SCCRQ-held': 'wait_tcp_termination',
          // Nothing may come before the request: what can be answered is told that there is no connection (§2.16).
          StopCCRQ: { target: 'closed', actions: ['refuseNotConnected', 'closeTcp'] },
          EchoRequest: { target: 'closed', actions: ['refuseNotConnected', 'closeTcp'] },
          CallRequest: { target: 'closed', actions: ['refuseNotConnected', 'closeTcp'] },
          SCCRP: { target: 'closed', actions: 'closeTcp' },
          'SCCRP-refused': { target: 'closed', actions: 'closeTcp' },
          'SCCRP-version': { target: 'closed', actions: 'closeTcp' },
          StopCCRP: { target: 'closed', actions: 'closeTcp' },
          EchoReply: { target: 'closed', actions: 'closeTcp' },
          CallMessage: { target: 'closed', actions: 'closeTcp' },
          Stop: { target: 'closed', actions: 'closeTcp' },
          Abandon: { target: 'closed', actions: 'closeTcp' },
          Timeout: { target: 'closed', actions: 'closeTcp' },
          Fault: { target: 'closed', actions: 'resetTcp' },
          TcpClosed: 'closed',
        },
      },
      wait_ctl_reply: {
        on: {
          SCCRP: { target: 'established', actions: 'up' },
          'SCCRP-refused': { target: 'closed', actions: 'closeTcp' },
          'SCCRP-version': { target: 'wait_stop_reply', actions: 'sendStopProtocol' },
          // On the connection that we opened a request can be no collision, only a mistake.
          SCCRQ: { target: 'closed', actions: 'closeTcp' },
          'SCCRQ-refused': { target: 'closed', actions: 'closeTcp' },
          'SCCRQ-held': { target: 'closed', actions: 'closeTcp' },
          StopCCRQ: { target: 'closed', actions: ['sendStopReply', 'closeTcp'] },
          EchoRequest: { actions: 'sendEchoReply' },
          CallRequest: { target: 'closed', actions: ['refuseNotConnected', 'closeTcp'] },
          Stop: { target: 'closed', actions: 'closeTcp' },
          Abandon: { target: 'closed', actions: 'closeTcp' },
          Timeout: { target: 'closed', actions: 'resetTcp' },
          Fault: { target: 'closed', actions: 'resetTcp' },
          TcpClosed: 'closed',
        },
      },
      established: {
        on: {
          SCCRQ: { target: 'closed', actions: ['sendStopReply', 'closeTcp'] },
          'SCCRQ-refused': { target: 'closed', actions: ['sendStopReply', 'closeTcp'] },
          'SCCRQ-held': { target: 'closed', actions: ['sendStopReply', 'closeTcp'] },
          StopCCRQ: { target: 'closed', actions: ['sendStopReply', 'closeTcp'] },
          EchoRequest: { actions: 'sendEchoReply' },
          EchoReply: {},
          CallRequest: { actions: 'handleCallMessage' },
          CallMessage: { actions: 'handleCallMessage' },
          Stop: { target: 'wait_stop_reply', actions: 'sendStopRequest' },
          Timeout: { target: 'closed', actions: 'closeTcp' }, // a call is stuck (§3.2.1)
          KeepaliveFailure: { target: 'closed', actions: 'resetTcp' },
          Fault: { target: 'closed', actions: 'resetTcp' },
          TcpClosed: 'closed',
        },
      },
      wait_stop_reply: {
        on: {
          StopCCRP: { target: 'closed', actions: 'closeTcp' },
          StopCCRQ: { target: 'closed', actions: ['sendStopReply', 'closeTcp'] }, // both ends stop at once
          EchoRequest: { actions: 'sendEchoReply' },
          // Whoever does not answer would not answer TCP's end either, and that would keep us for minutes.
          Timeout: { target: 'closed', actions: 'resetTcp' },
          Fault: { target: 'closed', actions: 'resetTcp' },
          TcpClosed: 'closed',
        },
      },
      wait_tcp_termination: {
        on: {
          Stop: { target: 'closed', actions: 'closeTcp' },
          Timeout: { target: 'closed', actions: 'closeTcp' },
          Fault: { target: 'closed', actions: 'resetTcp' },
          TcpClosed: 'closed',
        },
      },
      closed: { on: {} },
    },
  });

export const CONTROL_CONNECTION = new Machine<ControlState, ControlInput, ControlAction>(controlConnectionMachine);
