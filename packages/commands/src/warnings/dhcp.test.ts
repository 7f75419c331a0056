import { expect, test } from '@jest/globals';
import { profileOf } from '@rtemu/models/models';
import { replay } from '../replay.js';

const warningsIn = (text: string) => replay(text, profileOf('RTX1210')).warnings;
const kindsOf = (text: string): readonly string[] => warningsIn(text).map(({ kind, about }) => `${kind}: ${about}`);

const SCOPE = 'dhcp scope 1 192.168.0.10-192.168.0.20/24\n';

test('scopes that overlap', () => {
  expect(kindsOf(`${SCOPE}dhcp scope 2 192.168.0.20-192.168.0.30/24\n`)).toEqual([
    'dhcp-scope-overlap: dhcp scope 2 192.168.0.20-192.168.0.30/24',
  ]);
  expect(kindsOf(`${SCOPE}dhcp scope 2 192.168.0.21-192.168.0.30/24\n`)).toEqual([]);
});

test('binds outside of their scope, and of no scope', () => {
  expect(kindsOf(`${SCOPE}dhcp scope bind 1 192.168.0.21 01 02\ndhcp scope bind 2 192.168.0.11 01 02\n`)).toEqual([
    'dhcp-bind-outside-scope: dhcp scope bind 1 192.168.0.21',
    'dhcp-bind-without-scope: dhcp scope bind 2 192.168.0.11',
  ]);
  expect(kindsOf(`${SCOPE}dhcp scope bind 1 192.168.0.20 01 02\n`)).toEqual([]);
  for (const { text } of warningsIn('dhcp scope bind 2 192.168.0.11 01 02\n')) expect(text.ja).toMatch(/スコープ 2/);
});
