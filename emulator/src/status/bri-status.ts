import type { BriCallStatus, BriStatus } from '@rtemu/commands/status/bri';
import type { CallState } from '@rtemu/line/isdn-call-machine';
import type { Bris } from '../bris.js';

const STATES: Readonly<Record<CallState, BriCallStatus['state']>> = {
  Null: 'calling',
  CallInitiated: 'calling',
  OutgoingCallProceeding: 'calling',
  CallPresent: 'ringing',
  ConnectRequest: 'ringing',
  Active: 'connected',
  ReleaseRequest: 'releasing',
  Released: 'releasing',
};

/** `undefined` for an interface that the model lacks. */
export function briStatusOf(bris: Bris, name: string): BriStatus | undefined {
  const number = bris.numberOf(name);
  if (number === undefined) return undefined;
  const use = bris.ports.useOf(number);
  return {
    line: use.kind === 'isdn' ? 'isdn' : use.kilobits === 64 ? 'leased 64k' : 'leased 128k',
    up: bris.ports.isUp(number),
    calls: bris.ports.callsOf(number).map(({ channel, isOrigin, called, calling, state }) => ({
      channel,
      outgoing: isOrigin,
      number: (isOrigin ? called : calling)?.number ?? '',
      state: STATES[state],
    })),
  };
}
