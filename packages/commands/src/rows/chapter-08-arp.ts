/**
 * Manual sections 8.1.29 to 8.1.31, 8.1.33 and 8.1.36: neighbours, fragments, and the routes to our own networks.
 * @module
 */
import {
  arpQueueLength,
  arpStatic,
  arpTimer,
  implicitPreference,
  reassemblyHoldTime,
  type StaticArp,
} from '@rtemu/config/settings/arp';
import { gate } from '@rtemu/models/gate';
import { WITH_HOLD_TIME } from '@rtemu/models/machine';
import { OneOf, Printed, Words } from '../manual/kind.js';
import { ipAddress, macAddress } from '../operands/address.js';
import { assign, optional } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { interfaceName } from '../operands/place.js';
import { type AnyRow, type Support, setting } from '../row.js';
import { key, syntax } from '../syntax.js';

const PREFERENCE_MAX = 2_147_483_647;
const FRAME_MAX = 10_218;
const WITH_ARP = gate('current rev10 rev8 RTX1000 nvr RT58i');

const onLans = (name: string): Support => (/^(?:lan|vlan)/.test(name) ? 'full' : 'stored');

const MTU = assign('mtu', new OneOf([new Words(['interface', 'discovery']), new Printed(number(64, FRAME_MAX))]));

export const CHAPTER_8_ARP = (): readonly AnyRow[] => [
  setting(arpTimer, {
    manual: '8.1.29',
    on: WITH_ARP,
    syntax: syntax`ip arp timer ${{ seconds: number(30, 32_767) }} ${{ retries: optional(number(4, 100)) }}`,
    help: { ja: 'ARPエントリの寿命を設定します', en: 'Set how long ARP entries live' },
    support: 'full',
  }),
  setting(arpStatic, {
    manual: '8.1.30',
    on: WITH_ARP,
    syntax: syntax`ip ${key({ interface: interfaceName })} arp static ${key({ address: ipAddress })} ${{
      mac: macAddress,
    }} ${{ mtu: optional(MTU) }}`,
    help: { ja: '静的ARPエントリを設定します', en: 'Set an ARP entry for good' },
    support: 'partial',
    lacking: 'mtu; bridges',
    supportOf: (place, { mtu }: StaticArp) => (mtu === undefined ? onLans(place.interface) : 'partial'),
  }),
  setting(arpQueueLength, {
    manual: '8.1.31',
    on: gate('* -rt -early'),
    syntax: syntax`ip ${key(interfaceName)} arp queue length ${number(0, 10_000)}`,
    help: {
      ja: 'ARPが解決されるまで保留するパケットの数を設定します',
      en: 'Set how many packets wait for ARP',
    },
    support: 'full',
    supportOf: onLans,
  }),
  setting(implicitPreference, {
    manual: '8.1.33',
    on: gate('current rev10 rev8 nvr -NVR500'),
    syntax: syntax`ip implicit-route preference ${number(1, PREFERENCE_MAX)}`,
    help: { ja: 'implicit経路の優先度を設定します', en: 'Set the preference of the routes to our own networks' },
    support: 'full',
  }),
  setting(reassemblyHoldTime, {
    manual: '8.1.36',
    on: WITH_HOLD_TIME,
    syntax: syntax`ip reassembly hold-time ${number(1, 255)}`,
    help: { ja: 'フラグメントを保持する時間を設定します', en: 'Set how long fragments wait for the others' },
    support: 'full',
  }),
];
