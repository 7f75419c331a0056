import type { AccountOf, AccountStatus, ConnectTimeStatus } from '@rtemu/commands/status/account';
import type { PpNumber } from '@rtemu/config/selection';
import { type Duration, type Instant, inSeconds } from '@rtemu/engine/time';
import type { Pp } from '../pp.js';
import type { System } from '../system.js';

const nameOf = (pp: PpNumber): string => (pp === 'anonymous' ? 'PP[ANONYMOUS]' : `PP[${String(pp).padStart(2, '0')}]`);

export function accountOf({ pps, bris }: System, of: AccountOf): AccountStatus {
  const { accounts } = pps;
  if ('pp' in of) {
    const { dialled, answered } = accounts.ofPp(of.pp);
    return { name: nameOf(of.pp), outgoing: dialled, incoming: answered };
  }
  const lines = of.line === undefined ? bris.names : [of.line];
  const all = lines.map((line) => accounts.ofLine(line));
  return {
    name: of.line?.toUpperCase(),
    outgoing: all.reduce((sum, { dialled }) => sum + dialled, 0),
    incoming: all.reduce((sum, { answered }) => sum + answered, 0),
  };
}

export function connectTimeOf({ pps }: System, now: Instant, number: PpNumber): ConnectTimeStatus {
  const { dialled, dialledFor } = pps.accounts.ofPp(number);
  const online = pps.all().filter((pp) => pp.number === number && pp.isOnline);
  const lasted = ({ onlineSince }: Pp): Duration => (now - onlineSince!) as Duration;
  const own = online.filter(({ isDialled }) => isDialled);
  return {
    name: nameOf(number),
    currentSeconds: online.map((pp) => Math.floor(inSeconds(lasted(pp)))),
    totalSeconds: Math.floor(inSeconds(own.reduce((sum, pp) => sum + lasted(pp), dialledFor as number) as Duration)),
    connections: dialled,
  };
}
