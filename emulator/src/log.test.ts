import { expect, test } from '@jest/globals';
import type { EpochSeconds } from './calendar.js';
import { SystemLog } from './log.js';

const at = (seconds: number) => seconds as EpochSeconds;

test('a repeated line is folded into a count', () => {
  const log = new SystemLog(100);
  log.write(at(1), 'info', 'LAN1: link up');
  for (let i = 0; i < 3; i++) log.write(at(2 + i), 'info', 'TUNNEL[1] refused');
  log.write(at(9), 'info', 'LAN1: link down');
  expect(log.lines(at(10)).map(({ at, text }) => `${at} ${text}`)).toEqual([
    '1 LAN1: link up',
    '2 TUNNEL[1] refused',
    '9 same message repeated 2 times',
    '9 LAN1: link down',
  ]);
});

test('the newest lines are kept, as many as the model keeps', () => {
  const log = new SystemLog(100);
  for (let i = 0; i < 1000; i++) log.write(at(i), 'info', `line ${i}`);
  const lines = log.lines(at(1000));
  expect(lines).toHaveLength(100);
  expect(lines.at(-1)?.text).toBe('line 999');
});
