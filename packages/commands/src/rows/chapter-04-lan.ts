/**
 * Manual 4.47 and 4.50: LAN ports.
 * @module
 */
import { dividesNetwork, lanShutdown, lanType, vlanIds } from '@rtemu/config/settings/lan';
import { gate } from '@rtemu/models/gate';
import { elementsOf, firstWordOf, isKeyed } from '../manual/notation.js';
import { either, many } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { anyInterface, lan } from '../operands/place.js';
import { word } from '../operands/word.js';
import { type AnyRow, action, type Support, setting } from '../row.js';
import { key, Syntax, syntax } from '../syntax.js';

const PORT_MAX = 16;

const anyPort = either(anyInterface, word('sd1'));
const RESETS_ALL = gate('RTX1300 RTX830');

const OPTIONS =
  '(mtu=<mtu:64..10218@RTX1300|64..1500> | auto-crossover=<use:on|off> | macaddress-aging=<aging:on|off|1..86400> | ' +
  'port-based-option=<option:Name> | port-based-ks8995m=<option:Name> | speed-downshift=<use:on|off> | energy-saving=<use:on|off>)';
const SPEEDS = '(<speed:auto|10g-fdx|5g-fdx|2.5g-fdx|1000-fdx|100-fdx|100-hdx|10-fdx|10-hdx> [<ports:Range*>...])...';
const LAN_TYPE = `lan type {interface:Lan} (${SPEEDS} [${OPTIONS}...] | ${OPTIONS}...)`;

/** What there is nothing of here: cables that could be crossed, tables that forget in their own time, power to be saved. */
const WITHOUT_EFFECT = /^(?:auto-crossover|macaddress-aging|speed-downshift|energy-saving)=/;
const ACTS = /^(?:auto|mtu=\d+|port-based-(?:option|ks8995m)=(?:divide-network|off))$/;

function supportOfType(type: string): Support {
  const words = type.split(' ').filter((word) => !WITHOUT_EFFECT.test(word));
  const acting = words.filter((word) => ACTS.test(word));
  return acting.length === words.length ? 'full' : acting.length > 0 ? 'partial' : 'stored';
}

export const CHAPTER_4_LAN_PORTS = (): readonly AnyRow[] => [
  setting(lanShutdown, {
    manual: '4.47',
    on: gate('* -RTX1300 -rt -RT57i -RTV700 -early'),
    syntax: syntax`lan shutdown ${key(lan)} ${many(number(1, PORT_MAX), 0)}`,
    help: { ja: 'LANインタフェースを使用しないように設定します', en: 'Shut a LAN interface, or some of its ports' },
    support: 'full',
  }),
  setting(lanType, {
    manual: '4.50',
    syntax: new Syntax<{ readonly interface: string }, string>(firstWordOf(LAN_TYPE), isKeyed(LAN_TYPE), () =>
      elementsOf(LAN_TYPE),
    ),
    help: {
      ja: 'LANインタフェースの動作タイプを設定します',
      en: 'Set the speed of a LAN interface, and how its ports work',
    },
    support: 'partial',
    lacking: 'speeds of cables, ports that are kept apart (split-into)',
    supportOf: (_, type) => supportOfType(type),
    check: (type, { interface: name }, { draft }) =>
      dividesNetwork(type) && draft.global.entries(vlanIds).some(({ key }) => key.startsWith(`${name}/`))
        ? 'illegal-keyword'
        : undefined,
  }),
  action({
    manual: '56.7.5',
    syntax: syntax`interface reset ${many(anyPort)}`,
    help: { ja: 'インタフェースを再起動します', en: 'Reset interfaces' },
    support: 'partial',
    lacking: 'interfaces other than LANs and BRI',
    act: (names, { machine }) => {
      const lans = names.filter((name) => machine.lans.includes(name));
      const bris = names.filter((name) => machine.bris.includes(name));
      if (lans.length + bris.length === 0) return { request: { kind: 'not-emulated', command: 'interface reset' } };
      // On these all LANs are of one piece (manual 56.7.5).
      const reset = lans.length > 0 && machine.allows(RESETS_ALL).open ? machine.lans : lans;
      return { request: { kind: 'reset-interfaces', lans: reset, bris } };
    },
  }),
];
