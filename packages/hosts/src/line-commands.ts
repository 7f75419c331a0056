/**
 * Commands of a provider that look at subscribers' lines and end them.
 * @module
 */
import type { Instant } from '@rtemu/engine/time';
import { type Duration, inSeconds } from '@rtemu/engine/time';
import { printIpv4 } from '@rtemu/wire/address';
import type { HostCommand } from './host-console.js';
import type { SubscriberLine, SubscriberLines } from './subscriber-lines.js';

export function lineCommands(lines: SubscriberLines): HostCommand[] {
  return [
    {
      usage: 'sessions',
      help: 'the lines of subscribers that are up: who, which address, from where, for how long',
      run: (now) => listed(now, lines.lines),
    },
    {
      usage: 'hangup NUMBER|NAME',
      help: 'end a line by its number, or the lines of a subscriber',
      run: (now, [which, ...rest]) => {
        if (which === undefined || rest.length > 0) return ['usage: hangup NUMBER|NAME'];
        const found = lines.lines.filter(
          ({ number, subscriber }) => String(number) === which || subscriber?.name === which,
        );
        for (const line of found) lines.hangUp(now, line);
        return found.length === 0 ? [`hangup: no line of ${which}; see sessions`] : found.map(said);
      },
    },
  ];
}

const said = ({ number, subscriber }: SubscriberLine): string =>
  `hanging up ${number} of ${subscriber?.name ?? 'nobody yet'}`;

function listed(now: Instant, lines: readonly SubscriberLine[]): readonly string[] {
  if (lines.length === 0) return ['no line is up'];
  return lines.map(({ number, subscriber, address, where, since, interface: online }) => {
    const time = online === undefined ? 'negotiating' : `${Math.floor(inSeconds((now - since) as Duration))} s`;
    const to = address === undefined ? '-' : printIpv4(address);
    return `${String(number).padEnd(4)}${(subscriber?.name ?? '-').padEnd(20)}${to.padEnd(17)}${where}  ${time}`;
  });
}
