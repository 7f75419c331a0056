import { expect, test } from '@jest/globals';
import { hex } from './compliance.suite.js';
import { optionCodeOf, readOptionValue } from './dhcp-option-values.js';

test.each([
  [6, '192.0.2.53,192.0.2.54', 'c0000235 c0000236'],
  [28, '192.0.2.255', 'c00002ff'],
  [12, 'pc 1', '70632031'],
  [23, '64', '40'],
  [26, '1454', '05ae'],
  [25, '68,296', '0044 0128'],
  [2, '32400', '00007e90'],
  [19, 'on', '01'],
  [19, '0', '00'],
  [43, '01,04,00,00,00,02', '010400000002'],
  [121, '18,0a,01,02,c0,00,02,01', '180a0102c0000201'],
  [150, 'boot', '626f6f74'],
])('option %d of %j', (code, text, octets) => {
  expect(readOptionValue(code, text)).toEqual(hex(octets));
});

test.each([
  [6, '192.0.2.53,'],
  [28, '192.0.2.255,192.0.2.1'],
  [23, '256'],
  [26, '-1'],
  [2, '2147483648'],
  [25, '68,x'],
  [19, 'yes'],
  [43, '1,4'],
])('option %d is never %j', (code, text) => {
  expect(readOptionValue(code, text)).toBeUndefined();
});

test('options have numbers, and five of them names', () => {
  expect(['121', 'router', 'dns', 'hostname', 'domain', 'wins_server', 'ntp_server'].map(optionCodeOf)).toEqual([
    121,
    3,
    6,
    12,
    15,
    44,
    undefined,
  ]);
});
