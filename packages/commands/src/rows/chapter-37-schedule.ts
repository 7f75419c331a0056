/**
 * Manual chapter 37: the schedule.
 * @module
 */
import { schedules } from '@rtemu/config/settings/schedule';
import { gate } from '@rtemu/models/gate';
import type { Machine } from '@rtemu/models/machine';
import { elementsOf, firstWordOf, isKeyed } from '../manual/notation.js';
import { type AnyRow, setting } from '../row.js';
import { Syntax } from '../syntax.js';

const COUNTS = '@RTX1210>=14.01.41,RTX830>=15.02.03,RTX1220>=15.04.04,RTX1300';
const RULES_SWITCHES = '@RTX1210,RTX830,RTX1220,RTX1300';

const SCHEDULE =
  `schedule at {id:1..2147483647} (+<seconds:1..3600${COUNTS}> | ` +
  '[<days:Days>] <time:TimeOfDay|startup|usb-attached|sd-attached>) ' +
  `(* | pp <number:Pp> | tunnel <number:Tunnel> | switch <switch:Name${RULES_SWITCHES}>) <command:Word>...`;

/** Commands that nobody is there for, or that the clock must not give: by the words that they begin with (manual 37.1). */
const REFUSED = [
  'administrator',
  'auth user',
  'bgp configure refresh',
  'clear vrx license',
  'cold start',
  'confirm',
  'console',
  'copy',
  'date',
  'delete',
  'echo',
  'embedded file',
  'exit',
  'export vrx license',
  'external-memory performance-test go',
  'help',
  'import vrx license',
  'http revision-up go',
  'http revision-up schedule',
  'interface reset',
  'ipsec transport template',
  'ipv6 bgp configure refresh',
  'ipv6 ospf configure refresh',
  'less',
  'login',
  'luac',
  'macro',
  'make directory',
  'nslookup',
  'ospf configure refresh',
  'packetdump',
  'ping',
  'ping6',
  'quit',
  'remote setup',
  'rename',
  'rollback timer',
  'rtfs',
  'save',
  'schedule at',
  'scp',
  'show',
  'ssh',
  'sshd host key generate',
  'sshd session',
  'switch control function get',
  'system packet-buffer',
  'telnet',
  'telnetd session',
  'time',
  'timezone',
  'traceroute',
  'traceroute6',
  'tunnel template',
  'user attribute',
  'vrx license update schedule',
].map((words) => words.split(' '));

/** In spite of what they begin with. */
const ALLOWED = ['console info', 'console prompt'].map((words) => words.split(' '));

const AGENTS = gate('RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300');
const SELECTS = gate('* RTX1210>=14.01.26 RTX830>=15.02.03');
const LOADS = gate('* RTX1210>=14.01.28 RTX830>=15.02.03');
const GATED = [
  { words: ['ap', 'select'], on: AGENTS },
  { words: ['switch', 'select'], on: AGENTS },
  { words: ['pp', 'select'], on: SELECTS },
  { words: ['tunnel', 'select'], on: SELECTS },
  { words: ['load'], on: LOADS },
];

/** Whether a command may be given by the schedule. @param words as they are typed, or those of its row */
export function maySchedule(words: readonly string[], machine: Machine): boolean {
  const begins = (with_: readonly string[]): boolean => with_.every((word, i) => words[i]?.toLowerCase() === word);
  if (words[0]?.toLowerCase() === 'no') return maySchedule(words.slice(1), machine);
  if (ALLOWED.some(begins)) return true;
  return !REFUSED.some(begins) && GATED.every(({ words: gated, on }) => !begins(gated) || machine.allows(on).open);
}

const BEFORE_COMMAND = /^\s*sch[a-z]*\s+at\s+\d+\s+(?:\S+\/\S+\s+)?[-+*:\w]+\s+(?:\*|(?:pp|tunnel|switch)\s+\S+)\s+/i;

/** How much of a typed line stands before the command that it schedules, which Tab completes (manual 37.1); 0 in any other. */
export const beforeScheduled = (line: string): number => BEFORE_COMMAND.exec(line)?.[0].length ?? 0;

/** The command of a schedule begins behind its selection. */
const COMMAND = /^(?:\S+\/\S+ )?\S+ (?:\*|(?:pp|tunnel|switch) \S+) (?<command>.+)$/;

export const CHAPTER_37_SCHEDULE = (): readonly AnyRow[] => [
  setting(schedules, {
    manual: '37.1',
    syntax: new Syntax<{ readonly id: string }, string>(firstWordOf(SCHEDULE), isKeyed(SCHEDULE), () =>
      elementsOf(SCHEDULE),
    ),
    help: { ja: '決めた時刻に実行するコマンドを設定します', en: 'Give a command at a time of day' },
    // Read off a screen; the other selections and `+` were not on it.
    usage: { ja: 'schedule at ID [日付] 時刻 * コマンド...', en: 'schedule at ID [DATE] TIME * COMMAND...' },
    support: 'partial',
    lacking: 'selected switches',
    supportOf: (_, text) => (/ switch \S/.test(text) ? 'stored' : 'full'),
    check: (text, _, { machine }) => {
      const words = COMMAND.exec(text)?.groups?.['command']?.split(' ') ?? [];
      return maySchedule(words, machine) ? undefined : 'illegal-keyword';
    },
  }),
];
