import { expect, test } from '@jest/globals';
import { after, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { PeerNames } from './peer-names.js';

const [HOME, AWAY] = [ipv4('203.0.113.10'), ipv4('203.0.113.11')];
const at = (count: number) => after(START, seconds(count));

test('a name is asked for before each call, once for a PP, and its last address stays known meanwhile', () => {
  const names = new PeerNames();
  expect(names.isFresh(START, 'head', 1)).toBe(false);
  expect([names.hasWanted, names.takeWanted(), names.hasWanted]).toEqual([true, [[1, 'head']], false]);
  names.isFresh(START, 'head', 1); // it is being asked for
  expect(names.takeWanted()).toEqual([]);
  names.settle(at(1), 1, 'head', HOME);
  expect([names.isFresh(at(6), 'head', 1), names.isFresh(at(7), 'head', 1)]).toEqual([true, false]);
  expect([names.addressOf('head'), names.takeWanted()]).toEqual([HOME, [[1, 'head']]]);
  names.settle(at(8), 1, 'head', AWAY);
  expect(names.addressOf('head')).toBe(AWAY);
});

test('a name without an address is not dialled', () => {
  const names = new PeerNames();
  names.settle(START, 1, 'head', HOME);
  names.settle(at(60), 1, 'head', undefined);
  expect([names.addressOf('head'), names.isFresh(at(60), 'head', 1)]).toEqual([undefined, false]);
});

test('of very many names the oldest are forgotten', () => {
  const names = new PeerNames();
  for (let i = 0; i < 300; i++) names.settle(START, i, `n${i}`, HOME);
  expect([names.addressOf('n0'), names.addressOf('n43'), names.addressOf('n44'), names.addressOf('n299')]).toEqual([
    undefined,
    undefined,
    HOME,
    HOME,
  ]);
});
