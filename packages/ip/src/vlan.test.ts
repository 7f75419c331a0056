import { describe, expect, test } from '@jest/globals';
import { NO_SLOT } from '@rtemu/engine/arena';
import { START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as VlanTag from '@rtemu/wire/vlan-tag';
import { addressOf, TestNet } from './net.suite.js';

/** Two routers with a trunk between them: VLANs 10 and 20, and frames without a tag. */
function trunk() {
  const net = new TestNet();
  net.keepTrace = true;
  const left = net.stack({ forwarding: true });
  const right = net.stack({ forwarding: true });
  const [, leftCard] = net.card(left, '10.0.0.1/24');
  const [, rightCard] = net.card(right, '10.0.0.2/24');
  for (const vid of [10, 20]) {
    left.setAddresses(START, left.addVlan(`lan1/${vid}`, leftCard, vid), [addressOf(`10.0.${vid}.1/24`)]);
    right.setAddresses(START, right.addVlan(`lan1/${vid}`, rightCard, vid), [addressOf(`10.0.${vid}.2/24`)]);
  }
  net.cable([left, leftCard], [right, rightCard]);
  const ping = (address: string) => {
    net.trace.length = 0;
    left.sendEcho(net.now, { destination: ipv4(address), identifier: 1, sequence: 1, payloadOctets: 8 });
    net.run(seconds(1));
    const replies: unknown[] = [];
    for (let event = left.pollEvent(); event; event = left.pollEvent())
      if (event.kind === 'echo-reply') replies.push(1);
    return replies.length;
  };
  return { net, left, right, leftCard, rightCard, ping };
}

const etherTypes = (frames: readonly Uint8Array[]): Set<number> =>
  new Set(frames.map((frame) => (frame[12]! << 8) | frame[13]!));

const vids = (frames: readonly Uint8Array[]): Set<number> =>
  new Set(
    frames
      .map((frame) => VlanTag.parse(frame.subarray(Ethernet.HEADER_OCTETS)))
      .flatMap((tag) => (tag.ok ? [tag.value.vid] : [])),
  );

describe('a trunk', () => {
  test('carries each VLAN under its tag, and the card itself without one', () => {
    const { ping, net } = trunk();
    expect(ping('10.0.10.2')).toBe(1);
    expect(etherTypes(net.trace)).toEqual(new Set([Ethernet.ETHER_TYPE.vlan]));
    expect(vids(net.trace)).toEqual(new Set([10]));
    expect(ping('10.0.20.2')).toBe(1);
    expect(vids(net.trace)).toEqual(new Set([20]));
    expect(ping('10.0.0.2')).toBe(1);
    expect(etherTypes(net.trace)).toEqual(new Set([Ethernet.ETHER_TYPE.arp, Ethernet.ETHER_TYPE.ipv4]));
  });

  test('drops and counts what belongs to a VLAN that is not set', () => {
    const { ping, right, rightCard } = trunk();
    const twenty = right.interfaces().find(({ vid }) => vid === 20)!;
    right.removeInterface(START, twenty.number);
    expect(ping('10.0.20.2')).toBe(0);
    expect(right.interface(rightCard).discards['vlan-unknown']).toBeGreaterThan(0);
    expect(ping('10.0.10.2')).toBe(1);
  });

  test('counts a frame at the VLAN and at its card, and goes down with the card', () => {
    const { ping, left, leftCard } = trunk();
    ping('10.0.10.2');
    const ten = left.interfaces().find(({ vid }) => vid === 10)!;
    expect(ten.counters.transmitted).toBeGreaterThan(1);
    expect(ten.counters.received).toBeGreaterThan(1);
    expect(left.interface(leftCard).counters.transmitted).toBeGreaterThanOrEqual(ten.counters.transmitted);
    left.setUp(START, leftCard, false);
    expect(ten.up).toBe(false);
    left.setUp(START, leftCard, true);
    expect(ten.up).toBe(true);
  });

  test('takes frames with a priority and no VLAN for the card itself, and every cut frame for none', () => {
    const { net, left, leftCard, right, rightCard } = trunk();
    const send = (payload: Uint8Array): void => {
      const { mac } = right.interface(rightCard);
      const source = left.interface(leftCard).mac;
      const frame = Ethernet.emit({ destination: mac, source, etherType: Ethernet.ETHER_TYPE.vlan, payload });
      const slot = net.arena.takeCopy(frame);
      expect(slot).not.toBe(NO_SLOT);
      right.handleFrame(net.now, rightCard, slot);
      net.run(0);
    };
    const tagged = VlanTag.emit({
      priority: 7,
      dropEligible: true,
      vid: 0,
      etherType: 0x86dd,
      payload: new Uint8Array(4),
    });
    send(tagged);
    expect(right.interface(rightCard).counters.unsupported).toBe(1);
    for (let length = 0; length < VlanTag.TAG_OCTETS; length++) send(tagged.subarray(0, length));
    expect(right.discards['frame-truncated']).toBe(VlanTag.TAG_OCTETS);
    net.run(seconds(1));
    send(VlanTag.emit({ priority: 0, dropEligible: false, vid: 10, etherType: 0x8100, payload: new Uint8Array(4) }));
    expect(right.discards['ether-type']).toBe(2);
    expect(net.arena.inUse).toBe(0);
  });

  test('has one VLAN of an id, and none of a VLAN', () => {
    const { left, leftCard } = trunk();
    expect(() => left.addVlan('again', leftCard, 10)).toThrow();
    const ten = left.interfaces().find(({ vid }) => vid === 10)!;
    expect(() => left.addVlan('inside', ten.number, 30)).toThrow();
    expect(() => left.removeInterface(START, leftCard)).toThrow();
  });
});
