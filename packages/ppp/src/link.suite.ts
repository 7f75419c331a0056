/** How the tests of whole links begin, talk and end. */
import { expect } from '@jest/globals';
import { milliseconds, seconds } from '@rtemu/engine/time';
import * as Ppp from '@rtemu/wire/ppp';
import type { PppLinkOptions } from './link-options.js';
import { CLIENT, isQuiet, type Pair, packetOf, pairOf, SERVER, type Side, type World } from './pair.suite.js';

/** A pair one second after it was opened, and what went over its wire. */
export const open = (world: World, server: PppLinkOptions = SERVER, client: PppLinkOptions = CLIENT) => {
  const scene = pairOf(world, server, client);
  const frames: { from: Side; line: string; octets: Uint8Array }[] = [];
  scene.pair.tap = (from, octets) => frames.push({ from, line: Ppp.describe(octets), octets });
  scene.pair.open();
  scene.pair.run(seconds(1));
  return { ...scene, frames };
};

/** Pulls the wire; nothing may be left. */
export const end = (world: World, pair: Pair): void => {
  pair.cut();
  pair.run(seconds(1));
  expect(isQuiet(pair)).toBe(true);
  expect([pair.a.link.phase, pair.b.link.phase]).toEqual(['Dead', 'Dead']);
  world.expectClean();
};

/** A packet each way. */
export const exchange = (pair: Pair): void => {
  const before = [pair.a.packets.length, pair.b.packets.length];
  pair.a.send(pair.now, packetOf(100, 1));
  pair.b.send(pair.now, packetOf(1400, 2));
  pair.collect();
  pair.run(milliseconds(100));
  expect(pair.b.packets.slice(before[1])).toEqual([packetOf(100, 1)]);
  expect(pair.a.packets.slice(before[0])).toEqual([packetOf(1400, 2)]);
};

export const frameOf = (protocol: number, information: Uint8Array): Uint8Array =>
  Ppp.emit({ addressAndControl: true, compressedProtocol: false, protocol, information });
