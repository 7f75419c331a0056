/**
 * The causes in words, Japanese and English: what is the matter, and what would be right. Commands are to be typed at the node
 * that the cause names.
 * @module
 */
import { printIpv4 } from '@rtemu/wire/address';
import { callWords } from './call-words.js';
import { ppLabel } from './ends.js';
import { hindranceWords } from './hindrance-words.js';
import type { LostPacket, VpnCause } from './vpn-cause.js';
import { atPp, same, type Words } from './words.js';

const HALF = { tcp: { en: 'TCP port 1723', ja: 'TCPポート1723' }, gre: { en: 'GRE', ja: 'GRE' } } as const;

const ends = ({ source, destination }: LostPacket): string => `${printIpv4(source)} > ${printIpv4(destination)}`;

/** `ip lan2`, `ip pp`: where filters and descriptors of an interface are set. */
const settingOf = (interface_: string): string => `ip ${interface_.startsWith('PP') ? 'pp' : interface_.toLowerCase()}`;

/** What a packet that has to pass is in the words of `ip filter`. */
const passing = ({ half, source, destination }: LostPacket): string => {
  const [from, to] = [printIpv4(source), printIpv4(destination)];
  return half === 'gre' ? `ip filter N pass ${from} ${to} gre` : `ip filter N pass ${from} ${to} tcp * 1723`;
};

export function wordsOf(cause: VpnCause): Words {
  switch (cause.kind) {
    case 'no-pptp':
      return {
        what: {
          en: `${cause.firmware} has no PPTP: its firmware is too old for it`,
          ja: `${cause.firmware} はPPTPに対応していません。ファームウェアが古いためです`,
        },
        remedy: { en: 'newer firmware (FAQ Q1)', ja: 'ファームウェアのリビジョンアップ (FAQ Q1)' },
      };
    case 'pp-disabled':
      return {
        what: { en: `${ppLabel(cause.pp)} is not enabled`, ja: `${ppLabel(cause.pp)} が有効になっていません` },
        remedy: same(`pp enable ${cause.pp}`),
      };
    case 'not-bound':
      return {
        what: {
          en: `${ppLabel(cause.pp)} is bound to no tunnel`,
          ja: `${ppLabel(cause.pp)} にトンネルがバインドされていません`,
        },
        remedy: atPp(cause.pp, 'pp bind tunnel1'),
      };
    case 'tunnel-disabled':
      return {
        what: {
          en: `tunnel ${cause.tunnel} of ${ppLabel(cause.pp)} is not enabled`,
          ja: `${ppLabel(cause.pp)} のトンネル ${cause.tunnel} が有効になっていません`,
        },
        remedy: same(`tunnel enable ${cause.tunnel}`),
      };
    case 'encapsulation':
      return {
        what: {
          en: `the encapsulation of tunnel ${cause.tunnel} is ${cause.is}, not pptp`,
          ja: `トンネル ${cause.tunnel} のカプセル化が pptp ではなく ${cause.is} です`,
        },
        remedy: same(`tunnel select ${cause.tunnel} / tunnel encapsulation pptp`),
      };
    case 'service-off':
      return {
        what: { en: 'the PPTP server is off', ja: 'PPTPサーバが動作していません' },
        remedy: same('pptp service on'),
      };
    case 'both-clients':
    case 'both-servers': {
      const [is, other] =
        cause.kind === 'both-clients' ? (['client', 'server'] as const) : (['server', 'client'] as const);
      return {
        what: {
          en: `both ends are ${is}s, ${ppLabel(cause.pp)} here and the one at ${cause.peer} (FAQ Q22)`,
          ja: `${ppLabel(cause.pp)} と ${cause.peer} の両方が${is === 'client' ? 'クライアント' : 'サーバ'}です (FAQ Q22)`,
        },
        remedy: atPp(cause.pp, `pptp service type ${other}`),
      };
    }
    case 'no-endpoint':
      return {
        what: {
          en: `tunnel ${cause.tunnel} of ${ppLabel(cause.pp)} does not say where the other end is`,
          ja: `${ppLabel(cause.pp)} のトンネル ${cause.tunnel} に相手先が設定されていません`,
        },
        remedy: same(`tunnel select ${cause.tunnel} / tunnel endpoint address ADDRESS`),
      };
    case 'name-unresolved':
      return {
        what: { en: `the name ${cause.name} has no address`, ja: `名前 ${cause.name} のアドレスが見つかりません` },
        remedy: {
          en: 'look after the DNS server and the name',
          ja: 'DNSサーバの設定と名前を確認してください',
        },
      };
    case 'endpoint-nowhere':
      return {
        what: {
          en: `nobody has the address ${printIpv4(cause.address)} that is dialled`,
          ja: `接続先のアドレス ${printIpv4(cause.address)} を持つ機器がありません`,
        },
        remedy: { en: 'correct the address of the other end', ja: '接続先のアドレスを確認してください' },
      };
    case 'no-server':
      return {
        what: {
          en: `${printIpv4(cause.address)} is ${cause.at}, which is no PPTP server`,
          ja: `${printIpv4(cause.address)} は ${cause.at} で、PPTPサーバではありません`,
        },
        remedy: { en: 'correct the address of the other end', ja: '接続先のアドレスを確認してください' },
      };
    case 'no-pp-for-peer':
      return {
        what:
          cause.expects === undefined
            ? { en: `no PP here takes calls of ${cause.peer}`, ja: `${cause.peer} からの着信を受けるPPがありません` }
            : {
                en: `${cause.peer} calls from another address than ${printIpv4(cause.expects)}, from where calls are taken`,
                ja: `${cause.peer} が、着信を受ける ${printIpv4(cause.expects)} 以外のアドレスから発信しています`,
              },
        remedy: {
          en: 'tunnel endpoint address with the address that the caller has, or pp select anonymous',
          ja: 'tunnel endpoint address に発信側のアドレスを設定するか、pp select anonymous で受けてください',
        },
      };
    case 'interface-down':
      return {
        what: { en: `${cause.interface} has no link`, ja: `${cause.interface} がリンクダウンしています` },
        remedy: { en: 'plug the cable in', ja: 'ケーブルを接続してください' },
      };
    case 'no-route':
      return {
        what: { en: `no route to ${printIpv4(cause.to)}`, ja: `${printIpv4(cause.to)} への経路がありません` },
        remedy: same('ip route default gateway ADDRESS'),
      };
    case 'route-into-tunnel':
      return {
        what: {
          en: `the route to ${printIpv4(cause.to)} leads into ${ppLabel(cause.pp)} itself`,
          ja: `${printIpv4(cause.to)} への経路が ${ppLabel(cause.pp)} 自身に向いています`,
        },
        remedy: same(`ip route ${printIpv4(cause.to)} gateway ADDRESS`),
      };
    case 'below-down':
      return {
        what: {
          en: `the way to ${printIpv4(cause.to)} leads over ${cause.pp}, which is not connected`,
          ja: `${printIpv4(cause.to)} への経路である ${cause.pp} が接続されていません`,
        },
        remedy: { en: `have ${cause.pp} connected first`, ja: `先に ${cause.pp} を接続してください` },
      };
    case 'filtered':
      return filteredWords(cause);
    case 'not-translated':
      return {
        what: {
          en: `${HALF[cause.half].en} (${ends(cause)}) found no entry in NAT at ${cause.interface} ${cause.direction}`,
          ja: `${HALF[cause.half].ja} (${ends(cause)}) を変換するNATの設定が ${cause.interface} ${cause.direction} にありません`,
        },
        remedy: same(`nat descriptor masquerade static N ID ADDRESS ${cause.half === 'gre' ? 'gre' : 'tcp 1723'}`),
      };
    case 'arp-unanswered':
      return {
        what: {
          en: `nobody answered ARP at ${cause.interface} on the way of ${HALF[cause.half].en} (${ends(cause)})`,
          ja: `${HALF[cause.half].ja} (${ends(cause)}) の途中、${cause.interface} でARPに応答がありません`,
        },
        remedy: { en: 'correct the gateway, or plug the cable in', ja: 'ゲートウェイとケーブルを確認してください' },
      };
    case 'lost':
      return {
        what: {
          en: `${HALF[cause.half].en} (${ends(cause)}) was dropped${cause.interface === undefined ? '' : ` at ${cause.interface}`}: ${cause.reason}`,
          ja: `${HALF[cause.half].ja} (${ends(cause)}) が${cause.interface === undefined ? '' : ` ${cause.interface} で`}破棄されました: ${cause.reason}`,
        },
      };
    case 'before-ppp':
      return { what: hindranceWords(cause.hindrance, cause.peer) };
    default:
      return callWords(cause);
  }
}

function filteredWords(cause: Extract<VpnCause, { kind: 'filtered' }>): Words {
  const { half, interface: at, direction, filter } = cause;
  return {
    what: {
      en: `${HALF[half].en} (${ends(cause)}) rejected by ${filter === undefined ? 'no filter passing it' : `filter ${filter}`} on ${at} ${direction}`,
      ja: `${HALF[half].ja} (${ends(cause)}) が ${at} ${direction} の${filter === undefined ? '、どのフィルターにも一致しないため' : `フィルター ${filter} により`}破棄されました`,
    },
    remedy: {
      en: `${passing(cause)}, and N in front of ${filter ?? 'the others'} in ${settingOf(at)} secure filter ${direction}`,
      ja: `${passing(cause)} を定義し、${settingOf(at)} secure filter ${direction} の ${filter ?? '先頭'} の前に N を加えてください`,
    },
  };
}
