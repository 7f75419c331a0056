import { expect, test } from '@jest/globals';
import { profileOf } from '@rtemu/models/models';
import { replay } from '../replay.js';
import { undefinedFilters } from './filters.js';

const warned = (text: string): string[] =>
  undefinedFilters(replay(text, profileOf('RTX1210')).document).map(
    ({ about, text: { en } }) => `${about}: ${/"(.*)"/.exec(en)?.[1]}`,
  );

test('a filter that is listed and not defined is told, wherever it is listed', () => {
  const text = `ip lan2 secure filter in 1 2 dynamic 7 8
ip filter 1 pass * *
ip filter dynamic 7 * * www
ip filter dynamic 9 * * filter 1 in 3 out 4
ip filter set inner out 1 5
ip lan1 secure filter name inner
ip lan3 secure filter name outer
ip filter directed-broadcast filter 6
ip route default gateway 10.0.0.1 filter 1 10 gateway 10.0.0.2
ip forward filter 1 1 gateway 10.0.0.1 filter 1 11
ip lan1 forward filter 1
ip local forward filter 2
pp select 1
 ip pp secure filter out 12
pp select 2
 ip pp secure filter out 1
`;
  expect(warned(text)).toEqual([
    'ip lan2 secure filter in: ip filter 2',
    'ip lan2 secure filter in: ip filter dynamic 8',
    'ip lan3 secure filter name: ip filter set outer',
    'ip filter set inner out: ip filter 5',
    'ip local forward filter: ip forward filter 2',
    'ip forward filter 1 1: ip filter 11',
    'ip route default: ip filter 10',
    'ip filter directed-broadcast: ip filter 6',
    'ip filter dynamic 9: ip filter 3',
    'ip filter dynamic 9: ip filter 4',
    'pp select 1: ip pp secure filter out: ip filter 12',
  ]);
  expect(warned('ip lan2 secure filter in 1\nip filter 1 pass * *')).toEqual([]);
});
