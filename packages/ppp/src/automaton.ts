/**
 * The option negotiation automaton (RFC 1661 §4.1), for LCP and for every protocol negotiated like it. Lay the RFC's
 * table beside it: same states, same events, same three-letter actions. An event that a state does not list is a dash
 * there: it cannot happen.
 *
 * The footnotes of the table (passive, restart) are options of the engine that performs the actions.
 * @module
 */
import { Machine, named } from '@rtemu/engine/machine';
import { setup } from 'xstate';

export type AutomatonState =
  | 'Initial'
  | 'Starting'
  | 'Closed'
  | 'Stopped'
  | 'Closing'
  | 'Stopping'
  | 'Req-Sent'
  | 'Ack-Rcvd'
  | 'Ack-Sent'
  | 'Opened';

export type AutomatonEvent =
  /** The layer below can carry packets, or cannot any more. */
  | 'Up'
  | 'Down'
  /** The administration lets the link be, or not any more. */
  | 'Open'
  | 'Close'
  /** The restart timer fell due, with tries left or without. */
  | 'TO+'
  | 'TO-'
  /** Receive-Configure-Request that is good, or not. */
  | 'RCR+'
  | 'RCR-'
  /** Receive-Configure-Ack; Receive-Configure-Nak or -Reject. */
  | 'RCA'
  | 'RCN'
  /** Receive-Terminate-Request, -Ack. */
  | 'RTR'
  | 'RTA'
  /** Receive-Unknown-Code; Receive-Code-Reject or -Protocol-Reject, bearable or not. */
  | 'RUC'
  | 'RXJ+'
  | 'RXJ-'
  /** Receive-Echo-Request, -Reply, -Discard-Request. */
  | 'RXR';

export type AutomatonAction =
  /** This-Layer-Up, -Down, -Started, -Finished. */
  | 'tlu'
  | 'tld'
  | 'tls'
  | 'tlf'
  /** Initialize-Restart-Count, Zero-Restart-Count. */
  | 'irc'
  | 'zrc'
  /** Send-Configure-Request, -Ack, -Nak or -Reject. */
  | 'scr'
  | 'sca'
  | 'scn'
  /** Send-Terminate-Request, -Ack; Send-Code-Reject; Send-Echo-Reply. */
  | 'str'
  | 'sta'
  | 'scj'
  | 'ser';

const to = <const Target extends AutomatonState, const Actions extends AutomatonAction[]>(
  target: Target,
  ...actions: Actions
) => ({ target, actions });

const definition = () =>
  setup({
    types: { events: {} as { type: AutomatonEvent } },
    actions: {
      tlu: named,
      tld: named,
      tls: named,
      tlf: named,
      irc: named,
      zrc: named,
      scr: named,
      sca: named,
      scn: named,
      str: named,
      sta: named,
      scj: named,
      ser: named,
    },
  }).createMachine({
    id: 'option-negotiation',
    initial: 'Initial',
    states: {
      Initial: {
        on: { Up: to('Closed'), Open: to('Starting', 'tls'), Close: to('Initial') },
      },
      Starting: {
        on: { Up: to('Req-Sent', 'irc', 'scr'), Open: to('Starting'), Close: to('Initial', 'tlf') },
      },
      Closed: {
        on: {
          Down: to('Initial'),
          Open: to('Req-Sent', 'irc', 'scr'),
          Close: to('Closed'),
          'RCR+': to('Closed', 'sta'),
          'RCR-': to('Closed', 'sta'),
          RCA: to('Closed', 'sta'),
          RCN: to('Closed', 'sta'),
          RTR: to('Closed', 'sta'),
          RTA: to('Closed'),
          RUC: to('Closed', 'scj'),
          'RXJ+': to('Closed'),
          'RXJ-': to('Closed', 'tlf'),
          RXR: to('Closed'),
        },
      },
      Stopped: {
        on: {
          Down: to('Starting', 'tls'),
          Open: to('Stopped'),
          Close: to('Closed'),
          'RCR+': to('Ack-Sent', 'irc', 'scr', 'sca'),
          'RCR-': to('Req-Sent', 'irc', 'scr', 'scn'),
          RCA: to('Stopped', 'sta'),
          RCN: to('Stopped', 'sta'),
          RTR: to('Stopped', 'sta'),
          RTA: to('Stopped'),
          RUC: to('Stopped', 'scj'),
          'RXJ+': to('Stopped'),
          'RXJ-': to('Stopped', 'tlf'),
          RXR: to('Stopped'),
        },
      },
      Closing: {
        on: {
          Down: to('Initial'),
          Open: to('Stopping'),
          Close: to('Closing'),
          'TO+': to('Closing', 'str'),
          'TO-': to('Closed', 'tlf'),
          'RCR+': to('Closing'),
          'RCR-': to('Closing'),
          RCA: to('Closing'),
          RCN: to('Closing'),
          RTR: to('Closing', 'sta'),
          RTA: to('Closed', 'tlf'),
          RUC: to('Closing', 'scj'),
          'RXJ+': to('Closing'),
          'RXJ-': to('Closed', 'tlf'),
          RXR: to('Closing'),
        },
      },
      Stopping: {
        on: {
          Down: to('Starting'),
          Open: to('Stopping'),
          Close: to('Closing'),
          'TO+': to('Stopping', 'str'),
          'TO-': to('Stopped', 'tlf'),
          'RCR+': to('Stopping'),
          'RCR-': to('Stopping'),
          RCA: to('Stopping'),
          RCN: to('Stopping'),
          RTR: to('Stopping', 'sta'),
          RTA: to('Stopped', 'tlf'),
          RUC: to('Stopping', 'scj'),
          'RXJ+': to('Stopping'),
          'RXJ-': to('Stopped', 'tlf'),
          RXR: to('Stopping'),
        },
      },
      'Req-Sent': {
        on: {
          Down: to('Starting'),
          Open: to('Req-Sent'),
          Close: to('Closing', 'irc', 'str'),
          'TO+': to('Req-Sent', 'scr'),
          'TO-': to('Stopped', 'tlf'),
          'RCR+': to('Ack-Sent', 'sca'),
          'RCR-': to('Req-Sent', 'scn'),
          RCA: to('Ack-Rcvd', 'irc'),
          RCN: to('Req-Sent', 'irc', 'scr'),
          RTR: to('Req-Sent', 'sta'),
          RTA: to('Req-Sent'),
          RUC: to('Req-Sent', 'scj'),
          'RXJ+': to('Req-Sent'),
          'RXJ-': to('Stopped', 'tlf'),
          RXR: to('Req-Sent'),
        },
      },
      'Ack-Rcvd': {
        on: {
          Down: to('Starting'),
          Open: to('Ack-Rcvd'),
          Close: to('Closing', 'irc', 'str'),
          'TO+': to('Req-Sent', 'scr'),
          'TO-': to('Stopped', 'tlf'),
          'RCR+': to('Opened', 'sca', 'tlu'),
          'RCR-': to('Ack-Rcvd', 'scn'),
          RCA: to('Req-Sent', 'scr'),
          RCN: to('Req-Sent', 'scr'),
          RTR: to('Req-Sent', 'sta'),
          RTA: to('Req-Sent'),
          RUC: to('Ack-Rcvd', 'scj'),
          'RXJ+': to('Req-Sent'),
          'RXJ-': to('Stopped', 'tlf'),
          RXR: to('Ack-Rcvd'),
        },
      },
      'Ack-Sent': {
        on: {
          Down: to('Starting'),
          Open: to('Ack-Sent'),
          Close: to('Closing', 'irc', 'str'),
          'TO+': to('Ack-Sent', 'scr'),
          'TO-': to('Stopped', 'tlf'),
          'RCR+': to('Ack-Sent', 'sca'),
          'RCR-': to('Req-Sent', 'scn'),
          RCA: to('Opened', 'irc', 'tlu'),
          RCN: to('Ack-Sent', 'irc', 'scr'),
          RTR: to('Req-Sent', 'sta'),
          RTA: to('Ack-Sent'),
          RUC: to('Ack-Sent', 'scj'),
          'RXJ+': to('Ack-Sent'),
          'RXJ-': to('Stopped', 'tlf'),
          RXR: to('Ack-Sent'),
        },
      },
      Opened: {
        on: {
          Down: to('Starting', 'tld'),
          Open: to('Opened'),
          Close: to('Closing', 'tld', 'irc', 'str'),
          'RCR+': to('Ack-Sent', 'tld', 'scr', 'sca'),
          'RCR-': to('Req-Sent', 'tld', 'scr', 'scn'),
          RCA: to('Req-Sent', 'tld', 'scr'),
          RCN: to('Req-Sent', 'tld', 'scr'),
          RTR: to('Stopping', 'tld', 'zrc', 'sta'),
          RTA: to('Req-Sent', 'tld', 'scr'),
          RUC: to('Opened', 'scj'),
          'RXJ+': to('Opened'),
          'RXJ-': to('Stopping', 'tld', 'irc', 'str'),
          RXR: to('Opened', 'ser'),
        },
      },
    },
  });

export const automaton = new Machine<AutomatonState, AutomatonEvent, AutomatonAction>(definition);
