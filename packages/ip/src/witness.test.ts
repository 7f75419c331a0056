import { expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { ipv4, mac } from '@rtemu/wire/address';
import { PROTOCOL, writeHeaderAt } from '@rtemu/wire/ipv4';
import { Interface } from './interface.js';
import { LIMIT, Witness } from './witness.js';

const arena = new Arena();
const LAN2 = new Interface(1, 'LAN2', 'ethernet', mac('00:a0:de:00:00:01'));

function packet(protocol: number, ports: readonly [number, number], source = '192.0.2.1') {
  const slot = arena.takeCopy(new Uint8Array(40));
  const at = arena.start[slot]!;
  writeHeaderAt(arena.view, at, 40, 0, 1, 0, 64, protocol, ipv4(source), ipv4('198.51.100.1'));
  arena.view.setUint16(at + 20, ports[0]);
  arena.view.setUint16(at + 22, ports[1]);
  return slot;
}

test('packets of PPTP are remembered with the filter, each kind once', () => {
  const witness = new Witness();
  LAN2.inFilter = { passes: () => false, rejectedBy: 1010 };
  for (let i = 0; i < 3; i++) witness.note(arena, 'in-filter', LAN2, packet(PROTOCOL.tcp, [4000, 1723]));
  witness.note(arena, 'nat-in', LAN2, packet(PROTOCOL.gre, [0, 0]));
  const ends = { source: ipv4('192.0.2.1'), destination: ipv4('198.51.100.1') };
  expect(witness.sightings).toEqual([
    { half: 'tcp', reason: 'in-filter', interface: 'LAN2', filter: 1010, ...ends, packets: 3 },
    { half: 'gre', reason: 'nat-in', interface: 'LAN2', filter: undefined, ...ends, packets: 1 },
  ]);
  witness.clear();
  expect(witness.sightings).toEqual([]);
});

test('nothing else is, nor what cannot be read', () => {
  const witness = new Witness();
  witness.note(arena, 'in-filter', LAN2, packet(PROTOCOL.tcp, [4000, 80]));
  witness.note(arena, 'in-filter', LAN2, packet(PROTOCOL.udp, [4000, 1723]));
  witness.note(arena, 'header-checksum', LAN2, packet(PROTOCOL.gre, [0, 0]));
  for (let length = 0; length < 24; length++) {
    const whole = packet(PROTOCOL.tcp, [1723, 1723]);
    const cut = arena.takeCopy(arena.peek(whole).slice(0, length));
    witness.note(arena, 'in-filter', LAN2, cut);
  }
  expect(witness.sightings).toEqual([]);
});

test('as many kinds as there is room for', () => {
  const witness = new Witness();
  for (let i = 0; i < 100; i++) witness.note(arena, 'no-route', undefined, packet(PROTOCOL.gre, [0, 0], `10.0.0.${i}`));
  expect(witness.sightings).toHaveLength(LIMIT.sightings);
  expect(witness.sightings.at(-1)!.source).toBe(ipv4('10.0.0.99'));
});
