/**
 * Manual 38.1 and 38.2: one LAN as several, by tags or by ports.
 * @module
 */
import { dividesNetwork, lanType, type VlanId, vlanIds, vlanPortMapping } from '@rtemu/config/settings/lan';
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { assign, optional } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { interfaceName } from '../operands/place.js';
import { type AnyRow, setting, view } from '../row.js';
import { group, key, spread, syntax } from '../syntax.js';
import { vlanLines } from '../views/lan.js';

const VID_MIN = 2;
const VID_MAX = 4094;

const IS_TAG = /^lan\d+\/\d+$/;
const IS_PORT = /^lan\d+\.\d+$/;

const vlanId = group`${{ vid: assign('vid', number(VID_MIN, VID_MAX)) }} ${{
  name: optional(assign('name', kindOf('Text127'))),
}}`.map<VlanId>(
  (value) => value,
  (value) => value,
);

export const CHAPTER_38 = (): readonly AnyRow[] => [
  setting(vlanIds, {
    manual: '38.1',
    on: gate('current rev10 rev8 RTX1000 nvr'),
    syntax: syntax`vlan ${key(interfaceName)} 802.1q ${spread(vlanId)}`,
    help: { ja: 'タグVLANのIDを設定します', en: 'Set the ID of a tagged VLAN' },
    support: 'full',
    supportOf: (name) => (IS_TAG.test(name) ? 'full' : 'stored'),
    check: (_, name, { draft }) => {
      const lan = name.replace(/\/.*/, '');
      return dividesNetwork(draft.global.getAt(lanType, { interface: lan })) ? 'illegal-keyword' : undefined;
    },
  }),
  setting(vlanPortMapping, {
    manual: '38.2',
    on: gate('RTX830 RTX1210 RTX1220 rev10 rev8 RTX1000 nvr'),
    syntax: syntax`vlan port mapping ${key(interfaceName)} ${kindOf('Vlan')}`,
    help: { ja: 'スイッチングハブのポートが属するVLANを設定します', en: 'Put a port of the switch into a VLAN' },
    support: 'full',
    supportOf: (name) => (IS_PORT.test(name) ? 'full' : 'stored'),
  }),
  view({
    manual: '58.42',
    on: gate('current rev10 rev8 nvr'),
    syntax: syntax`show status vlan ${optional(interfaceName)}`,
    help: { ja: 'VLANインタフェースの状態を表示します', en: 'Show VLAN interfaces' },
    view: (name, { document, session }) => {
      return (status) => vlanLines(name, document, status, session.language);
    },
  }),
];
