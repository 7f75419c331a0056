/**
 * Manual chapter 14: tunnels.
 * @module
 */
import type { Draft } from '@rtemu/config/document';
import { numbersIn } from '@rtemu/config/settings/pp';
import {
  type TunnelEndpointName,
  tunnelEnabled,
  tunnelEncapsulation,
  tunnelEndpointAddress,
  tunnelEndpointName,
  tunnelName,
  tunnelsAllDisabled,
} from '@rtemu/config/settings/tunnel';
import { gate } from '@rtemu/models/gate';
import { type Machine, PPTP, TUNNEL_LISTS } from '@rtemu/models/machine';
import { kindOf } from '../manual/kinds.js';
import type { Language } from '../messages.js';
import { Operand } from '../operand.js';
import { ipAddress } from '../operands/address.js';
import { either, many } from '../operands/combine.js';
import { type Numbers, tunnels } from '../operands/place.js';
import { name } from '../operands/text.js';
import { wordWhere } from '../operands/word.js';
import { MISS, type Miss, type Reader } from '../reader.js';
import { type AnyRow, type Applied, edit, setting } from '../row.js';
import { group, key, syntax } from '../syntax.js';
import { printWord } from '../words.js';

const WITH_IPSEC = gate('* -RT58i -RT57i -RTA55i -RT56v -RTW65i -RTW65b');
const WITH_L2TP = gate(
  'RTX1200>=10.01.36 RTX810>=11.01.06 FWX120 RTX1210 RTX1220 RTX1300 RTX830 NVR500 NVR510 NVR700W',
);
const WITH_L2TPV3 = gate('RTX1210 RTX1220 RTX1300 RTX830 NVR510 NVR700W');
const WITH_IPUDP = gate('RTX1200 RTX810 FWX120 RTX1210 RTX1220 RTX1300 RTX830 NVR500 NVR510 NVR700W');
const WITH_HB46PP = gate('RTX1220 RTX1300 RTX830');

const encapsulation = wordWhere(['ipsec', 'ipip', 'pptp', 'l2tp', 'l2tpv3-raw', 'l2tpv3', 'ipudp', 'map-e', 'hb46pp'], {
  ipsec: WITH_IPSEC,
  pptp: PPTP,
  l2tp: WITH_L2TP,
  'l2tpv3-raw': WITH_L2TPV3,
  l2tpv3: WITH_L2TPV3,
  ipudp: WITH_IPUDP,
  'map-e': WITH_L2TPV3,
  hb46pp: WITH_HB46PP,
});

const tunnelList = many(tunnels(TUNNEL_LISTS));

/** The tunnels that a list of numbers, ranges and words means. */
const numbersOf = (list: readonly Numbers[], { tunnelMax }: Machine): readonly number[] =>
  numbersIn(list.map((numbers) => (typeof numbers === 'string' ? { first: 1, last: tunnelMax } : numbers)));

function enable(draft: Draft, list: readonly Numbers[], on: boolean, machine: Machine): Applied {
  if (list.length > 1 && !machine.allows(TUNNEL_LISTS).open) return { fault: 'parameter-count' };
  if (list.includes('all') && on) draft.global.unset(tunnelsAllDisabled);
  else if (list.includes('all')) draft.global.set(tunnelsAllDisabled, true);
  for (const number of numbersOf(list, machine)) {
    if (on) draft.tunnel(number).set(tunnelEnabled, true);
    else draft.tunnel(number).unset(tunnelEnabled);
  }
  return undefined;
}

const end = either(ipAddress, kindOf('Ipv6'));

const endpoints = either(
  group`${{ local: end }} ${{ remote: end }}`.map(
    (both) => both as { readonly local: typeof both.local | undefined; readonly remote: typeof both.remote },
    ({ local, remote }) => ({ local: local!, remote }),
    (value) => (value as { readonly local: unknown }).local !== undefined,
  ),
  group`${{ remote: end }}`.map(
    ({ remote }) => ({ local: undefined as typeof remote | undefined, remote }),
    ({ remote }) => ({ remote }),
  ),
);

const TYPES: readonly string[] = ['fqdn', 'tel'];
const endpointWord = name(64);

/** `[local] remote [fqdn|tel]`: which word is which is told by the last. */
class EndpointNameOperand extends Operand<TunnelEndpointName> {
  override read(reader: Reader): TunnelEndpointName | Miss {
    const names: string[] = [];
    let type: TunnelEndpointName['type'];
    while (type === undefined && reader.word !== undefined) {
      if (names.length > 0 && TYPES.includes(reader.word)) {
        type = reader.word as TunnelEndpointName['type'];
        reader.at++;
      } else if (names.length < 2) {
        const read = endpointWord.read(reader);
        if (read === MISS) return MISS;
        names.push(read);
      } else break;
    }
    const remote = names.at(-1);
    if (remote === undefined) return reader.miss('parameter-count', this);
    return { local: names.length === 2 ? names[0] : undefined, remote, type };
  }

  override print({ local, remote, type }: TunnelEndpointName): string {
    return [local, remote, type].flatMap((word) => (word === undefined ? [] : [printWord(word)])).join(' ');
  }

  override usage(language: Language): string {
    return language === 'ja' ? '[自分の名前] 相手の名前 [fqdn|tel]' : '[LOCAL_NAME] REMOTE_NAME [fqdn|tel]';
  }
}

export const CHAPTER_14 = (): readonly AnyRow[] => [
  edit({
    manual: '14.1',
    syntax: syntax`tunnel enable ${key(tunnelList)}`,
    help: { ja: 'トンネルを使用できるようにします', en: 'Enable tunnels' },
    support: 'full',
    prints: tunnelEnabled,
    apply: (draft, _, list, { machine }) => enable(draft, list, true, machine),
    withdraw: (draft, list, { machine }) => enable(draft, list, false, machine),
    lines: (block, where) =>
      block.get(tunnelEnabled) === true && where.scope === 'tunnel' ? [`tunnel enable ${where.number}`] : [],
  }),
  edit({
    manual: '14.2',
    syntax: syntax`tunnel disable ${key(tunnelList)}`,
    help: { ja: 'トンネルを使用できなくします', en: 'Disable tunnels' },
    support: 'full',
    prints: tunnelsAllDisabled,
    lines: (block) => (block.get(tunnelsAllDisabled) === true ? ['no tunnel enable all'] : []),
    apply: (draft, _, list, { machine }) => enable(draft, list, false, machine),
  }),
  setting(tunnelEncapsulation, {
    manual: '14.4',
    syntax: syntax`tunnel encapsulation ${encapsulation}`,
    help: { ja: 'トンネルの種類を設定します', en: 'Set what the tunnel is made of' },
    support: 'partial',
    lacking: 'everything but pptp',
    supportOf: (_, type) => (type === 'pptp' ? 'full' : 'stored'),
  }),
  setting(tunnelEndpointAddress, {
    manual: '14.9',
    syntax: syntax`tunnel endpoint address ${endpoints}`,
    help: { ja: 'トンネルの端点のIPアドレスを設定します', en: 'Set the addresses of the ends of the tunnel' },
    support: 'partial',
    lacking: 'IPv6 addresses',
    supportOf: (_, { remote }) => (typeof remote === 'number' ? 'full' : 'stored'),
  }),
  setting(tunnelEndpointName, {
    manual: '14.10',
    syntax: syntax`tunnel endpoint name ${new EndpointNameOperand()}`,
    help: { ja: 'トンネルの相手の名前を設定します', en: "Set the name of the tunnel's far end" },
    support: 'partial',
    lacking: 'telephone numbers, which NetVolante DNS once knew',
    supportOf: (_, { type }) => (type === 'tel' ? 'stored' : 'full'),
  }),
  edit({
    manual: 'RTA55i, RT56v',
    on: gate('RTA55i RT56v'),
    syntax: syntax`tunnel endpoint clear name`,
    scopes: ['tunnel'],
    help: { ja: 'トンネルの相手の名前を削除します', en: "Forget the name of the tunnel's far end" },
    support: 'full',
    apply: (draft, _value, _key, { where }) => {
      if (where.scope === 'tunnel') draft.tunnel(where.number).unset(tunnelEndpointName);
      return undefined;
    },
  }),
  setting(tunnelName, {
    manual: '33.5',
    syntax: syntax`tunnel name ${name(64)}`,
    help: { ja: 'トンネルの名前を設定します', en: 'Name the tunnel for the setup pages' },
    support: 'stored',
  }),
];
