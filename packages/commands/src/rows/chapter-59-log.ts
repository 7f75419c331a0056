/**
 * Manual 59.1: the log. `less` shows the same; its keys are the console's affair.
 * @module
 */
import { gate } from '@rtemu/models/gate';
import { flag } from '../operands/word.js';
import { type AnyRow, view } from '../row.js';
import { syntax } from '../syntax.js';
import { logLines } from '../views/lists.js';

const HELP = { ja: 'ログを表示します', en: 'Show the log' } as const;

const LESS_HELP = { ja: 'ログを画面ごとに表示します', en: 'Show the log in the viewer' } as const;

export const SHOW_LOG = (): readonly AnyRow[] => [
  view({
    manual: '59.1',
    level: 'administrator',
    syntax: syntax`show log ${flag('reverse')}`,
    help: HELP,
    view: (reverse) => (status) => logLines(status.log('now'), reverse),
  }),
  view({
    manual: '59.1',
    on: gate('RTX1300 RTX1220 RTX1210>=14.01.11 RTX830 rev10 nvr'),
    level: 'administrator',
    syntax: syntax`show log saved ${flag('reverse')}`,
    help: { ja: '再起動直前のログを表示します', en: 'Show the log of before the restart' },
    view: (reverse) => (status) => logLines(status.log('saved'), reverse),
  }),
  view({
    manual: '59.1',
    on: gate('* -early'),
    level: 'administrator',
    syntax: syntax`less log ${flag('reverse')}`,
    help: LESS_HELP,
    view: (reverse) => (status) => logLines(status.log('now'), reverse),
  }),
  view({
    manual: '59.1',
    on: gate('RTX1300 RTX1220 RTX1210>=14.01.11 RTX830 rev10 nvr'),
    level: 'administrator',
    syntax: syntax`less log saved ${flag('reverse')}`,
    help: LESS_HELP,
    view: (reverse) => (status) => logLines(status.log('saved'), reverse),
  }),
];
