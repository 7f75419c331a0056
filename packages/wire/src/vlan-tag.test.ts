import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, itComplies } from './compliance.suite.js';
import * as VlanTag from './vlan-tag.js';

itComplies('VLAN tag', VlanTag, {
  vectors: [
    {
      name: 'a frame of VLAN 10 with priority 5', // laid out by hand from IEEE 802.1Q-2018 figure 9-2
      value: { priority: 5, dropEligible: false, vid: 10, etherType: 0x0800, payload: hex('4500') },
      octets: 'a00a 0800 4500',
    },
    {
      name: 'one that may be dropped, of the highest VLAN',
      value: { priority: 0, dropEligible: true, vid: 4094, etherType: 0x0806, payload: hex('') },
      octets: '1ffe 0806',
    },
  ],
  arbitrary: fc.record({
    priority: fc.nat({ max: 7 }),
    dropEligible: fc.boolean(),
    vid: fc.nat({ max: 0xfff }),
    etherType: fc.nat({ max: 0xffff }),
    payload: fc.uint8Array({ maxLength: 40 }),
  }),
  prefixesMayParse: true,
});

test('a tag that is cut is none', () => {
  for (let length = 0; length < VlanTag.TAG_OCTETS; length++)
    expect(VlanTag.parse(hex('a00a0800').subarray(0, length)).ok).toBe(false);
  expect(VlanTag.describe(hex('a00a08'))).toBe('VLAN (truncated: 3 of 4 octets)');
  expect(VlanTag.describe(hex('a00a0800'))).toBe('VLAN 10 priority=5 type=0x0800 0 octets');
});
