/**
 * Causes that show once there is a call, in words.
 * @module
 */
import type { Language } from '@rtemu/commands/messages';
import { unreachable } from '@rtemu/engine/invariant';
import { causeCode, causeText } from '../cause.js';
import { ppLabel } from './ends.js';
import type { MppeWish, VpnCause } from './vpn-cause.js';
import { atPp, same, type Words } from './words.js';

export type CallCause = Extract<
  VpnCause,
  {
    kind:
      | 'session-limit'
      | 'tunnels-taken'
      | 'connected-already'
      | 'no-gre'
      | 'no-lcp-answer'
      | 'no-method'
      | 'no-myname'
      | 'no-accept'
      | 'no-users'
      | 'unknown-user'
      | 'wrong-password'
      | 'multi-connect'
      | 'address-in-use'
      | 'pool-empty'
      | 'no-address'
      | 'mppe'
      | 'no-mppe-keys'
      | 'undecipherable'
      | 'ended'
      | 'unfinished';
  }
>;

const wish = ({ type, isRequired }: MppeWish, language: Language): string => {
  const must = language === 'ja' ? '必須' : 'required';
  const name = type === 'none' ? (language === 'ja' ? '暗号化なし' : 'no encryption') : type;
  return isRequired ? `${name} (${must})` : name;
};

const methods = (list: readonly string[], language: Language): string =>
  list.length === 0 ? (language === 'ja' ? 'なし' : 'none') : list.join(', ');

export function callWords(cause: CallCause): Words {
  switch (cause.kind) {
    case 'session-limit':
      return {
        what: {
          en: `all ${cause.limit} PPTP sessions of this model are in use`,
          ja: `この機種のPPTPセッション ${cause.limit} 本がすべて使用中です`,
        },
        remedy: same('disconnect anonymous'),
      };
    case 'tunnels-taken':
      return {
        what: {
          en: `all tunnels of ${ppLabel(cause.pp)} are taken`,
          ja: `${ppLabel(cause.pp)} のトンネルがすべて使用中です`,
        },
        remedy: atPp(cause.pp, 'pp bind tunnel1-tunnelN'),
      };
    case 'connected-already':
      return {
        what: { en: `${ppLabel(cause.pp)} is connected already`, ja: `${ppLabel(cause.pp)} はすでに接続されています` },
        remedy: same(`disconnect ${cause.pp}`),
      };
    case 'no-gre':
      return {
        what: {
          en: `the control connection is up, and no GRE came from ${cause.from} in 10 s`,
          ja: `制御コネクションは確立しましたが、${cause.from} からGREが10秒間届いていません`,
        },
        remedy: {
          en: 'let GRE, IP protocol 47, pass on the way (FAQ Q9, Q10)',
          ja: '途中でGRE (プロトコル番号47) を通してください (FAQ Q9, Q10)',
        },
      };
    case 'no-lcp-answer':
      return {
        what: { en: `${cause.from} does not answer LCP`, ja: `${cause.from} がLCPに応答しません` },
      };
    case 'no-method':
      return {
        what: {
          en: `no authentication in common: asked for ${methods(cause.wanted, 'en')}, ${cause.peer} accepts ${methods(cause.offered, 'en')}`,
          ja: `共通の認証方式がありません: 要求 ${methods(cause.wanted, 'ja')}、${cause.peer} の受け入れ ${methods(cause.offered, 'ja')}`,
        },
        remedy: same(`pp auth request ${cause.offered.at(-1) ?? 'mschap-v2'}`),
      };
    case 'no-myname':
      return {
        what: {
          en: `${ppLabel(cause.pp)} has no name of its own to be authenticated by`,
          ja: `${ppLabel(cause.pp)} に認証を受ける自分の名前が設定されていません`,
        },
        remedy: atPp(cause.pp, 'pp auth myname NAME PASSWORD'),
      };
    case 'no-accept':
      return {
        what: {
          en: `${ppLabel(cause.pp)} accepts no authentication`,
          ja: `${ppLabel(cause.pp)} に受け入れる認証方式が設定されていません`,
        },
        remedy: atPp(cause.pp, 'pp auth accept mschap-v2'),
      };
    case 'no-users':
      return {
        what: { en: `${ppLabel(cause.pp)} knows no users`, ja: `${ppLabel(cause.pp)} にユーザが登録されていません` },
        remedy: atPp(cause.pp, 'pp auth username NAME PASSWORD'),
      };
    case 'unknown-user':
      return {
        what: {
          en: `${ppLabel(cause.pp)} does not know the user '${cause.user}'`,
          ja: `ユーザ '${cause.user}' は ${ppLabel(cause.pp)} に登録されていません`,
        },
        remedy: atPp(cause.pp, `pp auth username ${cause.user} PASSWORD`),
      };
    case 'wrong-password':
      return {
        what: {
          en: `the password of the user '${cause.user}' is another one at either end`,
          ja: `ユーザ '${cause.user}' のパスワードが両端で異なります`,
        },
        remedy: atPp(cause.pp, `pp auth username ${cause.user} PASSWORD`),
      };
    case 'multi-connect':
      return {
        what: {
          en: `the user '${cause.user}' is connected already, and may be only once`,
          ja: `ユーザ '${cause.user}' はすでに接続しており、同時に複数の接続はできません`,
        },
        remedy: atPp('anonymous', 'pp auth multi connect prohibit off'),
      };
    case 'address-in-use':
      return {
        what: {
          en: `the address of the user '${cause.user}' is in use`,
          ja: `ユーザ '${cause.user}' に割り当てるアドレスが使用中です`,
        },
        remedy: atPp('anonymous', `pp auth username ${cause.user} PASSWORD ADDRESS`),
      };
    case 'pool-empty':
      return {
        what: {
          en: `no address is left in the pool of ${cause.addresses}`,
          ja: `アドレスプール (${cause.addresses}個) に空きがありません`,
        },
        remedy: atPp(cause.pp, 'ip pp remote address pool FIRST-LAST'),
      };
    case 'no-address':
      return {
        what: { en: `${ppLabel(cause.pp)} gives no address`, ja: `${ppLabel(cause.pp)} がアドレスを割り当てません` },
        remedy: atPp(cause.pp, 'ip pp remote address pool FIRST-LAST'),
      };
    case 'mppe':
      return {
        what: {
          en: `no MPPE in common: ${wish(cause.here, 'en')} here, ${wish(cause.there, 'en')} at ${cause.peer}`,
          ja: `共通のMPPEがありません: こちら ${wish(cause.here, 'ja')}、${cause.peer} ${wish(cause.there, 'ja')}`,
        },
        remedy: { en: 'ppp ccp type mppe-any at both ends', ja: '両端で ppp ccp type mppe-any' },
      };
    case 'no-mppe-keys':
      return {
        what: {
          en: `encryption is required, and ${cause.method === undefined ? 'nobody is authenticated' : `${cause.method} gives no keys`}: those of MPPE come of MS-CHAP`,
          ja: `暗号化が必須ですが、${cause.method === undefined ? '認証が行われない' : `${cause.method} 認証では鍵ができない`}ためMPPEを使えません`,
        },
        remedy: atPp(cause.pp, 'pp auth request mschap-v2'),
      };
    case 'undecipherable':
      return {
        what: {
          en: "the other end's packets cannot be deciphered: the keys differ",
          ja: '相手のパケットを復号できません。鍵が異なります',
        },
      };
    case 'ended':
      return {
        what: {
          en: `${causeText(cause.ending, 'en')} (${causeCode(cause.ending)})`,
          ja: `${causeText(cause.ending, 'ja')} (${causeCode(cause.ending)})`,
        },
      };
    case 'unfinished':
      return {
        what: { en: 'it is not dialled, or still on its way', ja: '発信していないか、接続の途中です' },
      };
    default:
      return unreachable(cause);
  }
}
