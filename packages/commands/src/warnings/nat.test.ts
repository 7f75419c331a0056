import { expect, test } from '@jest/globals';
import { profileOf } from '@rtemu/models/models';
import { replay } from '../replay.js';

const kindsOf = (text: string): readonly string[] =>
  replay(text, profileOf('RTX1210')).warnings.map(({ kind, about }) => `${kind}: ${about}`);

const TYPE = 'nat descriptor type 1 masquerade\n';

test('a descriptor that no interface uses, one that nobody has defined, and one that is only spoken of', () => {
  expect(kindsOf(TYPE)).toEqual(['nat-descriptor-unused: nat descriptor type 1 masquerade']);
  expect(kindsOf('ip lan2 nat descriptor 1 reverse 2\nnat descriptor type 1 nat\n')).toEqual([
    'nat-descriptor-unknown: ip lan2 nat descriptor 2',
  ]);
  expect(kindsOf('pp select 1\nip pp nat descriptor 3\n')).toEqual([
    'nat-descriptor-unknown: pp select 1: ip pp nat descriptor 3',
  ]);
  expect(kindsOf('nat descriptor address outer 7 primary\n')).toEqual([
    'nat-descriptor-without-type: nat descriptor ... 7',
  ]);
});

test('an outer address that means nothing at its interface', () => {
  const at = (use: string, outer = '') =>
    kindsOf(`${TYPE}${outer === '' ? '' : `nat descriptor address outer 1 ${outer}\n`}${use}\n`);
  const [lan, pp] = ['ip lan2 nat descriptor 1', 'pp select 2\nip pp nat descriptor 1'];
  expect(at(lan)).toEqual(['nat-outer-misplaced: ip lan2 nat descriptor 1']);
  expect(at(pp, 'primary')).toEqual(['nat-outer-misplaced: pp select 2: ip pp nat descriptor 1']);
  expect([at(lan, 'primary'), at(lan, '203.0.113.1'), at(pp), at(pp, 'ipcp')]).toEqual([[], [], [], []]);
});

test('nothing is odd about a descriptor that is used, or not there', () => {
  for (const use of [
    'ip lan2 nat descriptor 1',
    'pp select 2\nip pp nat descriptor 1',
    'tunnel select 1\nip tunnel nat descriptor 1',
  ])
    expect(kindsOf(`${TYPE}nat descriptor address outer 1 203.0.113.1\n${use}\n`)).toEqual([]);
  expect(kindsOf('nat descriptor type 1 none\n')).toEqual([]);
});

test('it is told in both languages', () => {
  for (const { text } of replay(TYPE, profileOf('RTX1210')).warnings) {
    expect(text.en).toContain('NAT descriptor 1');
    expect(text.ja).toMatch(/NATディスクリプター 1/);
  }
});
