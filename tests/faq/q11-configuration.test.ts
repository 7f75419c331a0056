/** FAQ Q11: the configuration that the lab starts with is the FAQ's, line by line, where "..." stands for any lines. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const FAQ = [
  '    ip lan1 address 192.168.0.1/24',
  '    nat descriptor type 1 masquerade',
  '    nat descriptor masquerade static 1 1 192.168.0.1 tcp 1723',
  '    nat descriptor masquerade static 1 2 192.168.0.1 gre',
  '    pp select 1',
  '    ip pp nat descriptor 1',
  '    ...',
  '    pp enable 1',
];

test('the configuration of the FAQ stands in the lab word for word', () => {
  const rows = readFileSync('fixtures/labs/faq-q11-nat-configuration/rt-a.txt', 'utf8').split('\n');
  const [begin, end] = rows.flatMap((row, index) => (/^# -+$/.test(row) ? [index] : []));
  const between = rows.slice(begin! + 1, end);
  const dots = FAQ.indexOf('    ...');
  const behind = FAQ.length - dots - 1;
  expect(between.slice(0, dots)).toEqual(FAQ.slice(0, dots));
  expect(between.slice(-behind)).toEqual(FAQ.slice(dots + 1));
  expect(between.length).toBeGreaterThan(FAQ.length);
});
