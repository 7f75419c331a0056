import type { Language } from '@rtemu/commands/messages';
import type { PastCallStatus } from '@rtemu/commands/status/history';
import { between, inSeconds } from '@rtemu/engine/time';
import { printIpv4 } from '@rtemu/wire/address';
import { causeCode, causeText } from '../cause.js';
import type { Journal } from '../journal.js';
import type { CallRefusal, PastCall } from '../past-calls.js';
import type { System } from '../system.js';

/** Calls that are over, the earliest first. */
export const historyOf = ({ journal, pps }: System, language: Language): readonly PastCallStatus[] =>
  pps.past.all.map((call) =>
    call.kind === 'refused' ? refusedCall(call, journal, language) : endedCall(call, journal, language),
  );

type Refused = Extract<PastCall, { kind: 'refused' }>;
type Ended = Extract<PastCall, { kind: 'ended' }>;

const refusedCall = ({ at, peer, why }: Refused, journal: Journal, language: Language): PastCallStatus => ({
  at: journal.timeAt(at),
  pp: undefined,
  medium: 'PPTP',
  direction: 'incoming',
  peer: printIpv4(peer),
  seconds: undefined,
  cause: language === 'ja' ? refusalText(why) : why,
  code: 0,
});

function endedCall(
  { at, label, medium, isDialled, upSince, user, peer, ending }: Ended,
  journal: Journal,
  language: Language,
): PastCallStatus {
  return {
    at: journal.timeAt(upSince ?? at),
    pp: label,
    medium,
    direction: isDialled ? 'outgoing' : 'incoming',
    peer: user ?? (peer === undefined ? undefined : printIpv4(peer)),
    seconds: upSince === undefined ? undefined : inSeconds(between(upSince, at)),
    cause: causeText(ending, language),
    code: causeCode(ending),
  };
}

/** What the log says in English alone. */
function refusalText(why: CallRefusal): string {
  switch (why) {
    case 'no PP for this peer':
      return '相手に対応するPPなし';
    case 'this end is a client':
      return 'クライアントとして動作中';
    case 'no tunnel is free':
      return '空きトンネルなし';
    case 'connected already':
      return '接続済み';
    default:
      return why.replace('too many sessions', 'セッション数超過');
  }
}
