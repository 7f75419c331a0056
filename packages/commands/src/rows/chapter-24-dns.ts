/**
 * Manual chapter 24: DNS. The servers are told to PPP peers; the router itself resolves nothing.
 * @module
 */
import { dnsServers } from '@rtemu/config/settings/system';
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { ipAddress } from '../operands/address.js';
import { assign, either, many, optional, unordered } from '../operands/combine.js';
import { interfaceName, ppNumber, tunnelNumber } from '../operands/place.js';
import { name } from '../operands/text.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, setting } from '../row.js';
import { group, spread, syntax } from '../syntax.js';
import { kept } from './kept.js';

const edns = assign('edns', onOff);
const ways = unordered({ edns, nat46: assign('nat46', tunnelNumber) });
const server = group`${{ address: either(ipAddress, kindOf('Ipv6')) }} ${spread(ways)}`;

export const CHAPTER_24 = (): readonly AnyRow[] => [
  kept({
    manual: '24.1',
    syntax: syntax`dns service ${word('recursive', 'off')}`,
    help: { ja: 'DNSサーバー機能を使用するか設定します', en: 'Answer DNS' },
    initial: 'recursive',
  }),
  setting(dnsServers, {
    manual: '24.2',
    syntax: syntax`dns server ${many(server, 1, 4)}`,
    help: { ja: 'DNSサーバーのIPアドレスを設定します', en: 'Set the DNS servers' },
    support: 'partial',
    lacking: 'asking them: they are only told to peers by ppp ipcp msext',
  }),
  kept({
    manual: '24.4',
    syntax: syntax`dns server pp ${{ number: ppNumber }} ${{ edns: optional(edns) }}`,
    help: { ja: 'DNSサーバーを通知してもらう相手先を設定します', en: 'Take the DNS servers that a PP tells' },
  }),
  kept({
    manual: '24.5',
    syntax: syntax`dns server dhcp ${{ interface: interfaceName }} ${spread(ways)}`,
    help: { ja: 'DNSサーバーを通知してもらうインタフェースを設定します', en: 'Take the DNS servers that DHCP tells' },
  }),
  kept({
    manual: '24.7',
    syntax: syntax`dns private address spoof ${onOff}`,
    help: { ja: 'プライベートアドレスに対する問い合わせを処理するか設定します', en: 'Answer for private addresses' },
    initial: false,
  }),
  kept({
    manual: 'RT58i 14.2',
    on: gate('nvr netvolante early'),
    syntax: syntax`dns private name ${name(255)}`,
    help: { ja: 'ルーター自身の名前を設定します', en: "Set the router's own name" },
  }),
];
