/**
 * Manual chapters 6 and 7: what kind of line an interface has, ISDN numbers, when calls are made, taken and ended.
 * @module
 */
import * as Line from '@rtemu/config/settings/line';
import { gate } from '@rtemu/models/gate';
import { COUNTS_AUTH_ERRORS_OF_ISDN } from '@rtemu/models/machine';
import { kindOf } from '../manual/kinds.js';
import { either, many, optional } from '../operands/combine.js';
import { decimal, number, TIME_MAX } from '../operands/number.js';
import { interfaceName } from '../operands/place.js';
import { flag, onOff, word } from '../operands/word.js';
import { type AnyRow, type Support, setting } from '../row.js';
import { group, key, syntax } from '../syntax.js';

const WITH_ISDN = gate('* -RTX830 -RTX1220 -RTX1300');
const WITH_ISDN_SINCE_REV_5 = gate('* -RTX830 -RTX1220 -RTX1300 -early');

const bri = either(kindOf('Bri'), kindOf('Pri'));
/** Interfaces of primary rate are kept and do nothing. */
const onBri = (name: string): Support => (name.startsWith('bri') ? 'full' : 'stored');
const telephone = kindOf('Telephone');
const time = either(decimal(1, TIME_MAX), word('off'));

export const CHAPTER_6_ISDN = (): readonly AnyRow[] => [
  setting(Line.lineType, {
    manual: '6.1.1',
    on: WITH_ISDN_SINCE_REV_5,
    syntax: syntax`line type ${key(bri)} ${{ type: word('isdn', 'isdn-ntt', 'l64', 'l128', 'leased') }} ${{
      channels: optional(word('1b', '2b')),
    }}`,
    help: { ja: 'BRI・PRI回線の種類を設定します', en: 'Set what kind of line an interface has' },
    support: 'partial',
    lacking: 'PRI',
    supportOf: onBri,
  }),
  setting(Line.isdnLocalAddress, {
    manual: '6.1.2',
    on: WITH_ISDN_SINCE_REV_5,
    syntax: syntax`isdn local address ${key(bri)} ${telephone}`,
    help: { ja: '自分のISDN番号とサブアドレスを設定します', en: 'Set our own ISDN number' },
    support: 'partial',
    lacking: 'PRI',
    supportOf: onBri,
  }),
  setting(Line.isdnRemoteAddress, {
    manual: '6.2.2',
    on: WITH_ISDN,
    pp: 'numbered',
    syntax: syntax`isdn remote address ${key(word('call', 'arrive'))} ${many(telephone)}`,
    help: { ja: '相手のISDN番号を設定します', en: 'Set the ISDN numbers of the peer' },
    support: 'full',
  }),
  setting(Line.isdnAutoConnect, {
    manual: '6.2.3',
    on: WITH_ISDN,
    syntax: syntax`isdn auto connect ${onOff}`,
    help: { ja: 'ISDN回線に自動接続するかどうかを設定します', en: 'Call the peer when there is something to send' },
    support: 'full',
  }),
  setting(Line.isdnArrivePermit, {
    manual: '6.2.5',
    on: WITH_ISDN,
    syntax: syntax`isdn arrive permit ${{ permit: onOff }} ${{
      vrrp: optional(
        group`vrrp ${{ interface: interfaceName }} ${{ group: number(1, 255) }} ${{ slave: flag('slave') }}`,
      ),
    }}`,
    help: { ja: '着信を許可するかどうかを設定します', en: 'Take calls of the peer' },
    support: 'partial',
    lacking: 'vrrp',
    supportOf: (_, { vrrp }) => (vrrp === undefined ? 'full' : 'partial'),
  }),
  setting(Line.isdnCallPermit, {
    manual: '6.2.6',
    on: WITH_ISDN,
    syntax: syntax`isdn call permit ${onOff}`,
    help: { ja: '発信を許可するかどうかを設定します', en: 'Make calls to the peer' },
    support: 'full',
  }),
  setting(Line.isdnCallBlockTime, {
    manual: '6.2.7',
    on: WITH_ISDN,
    syntax: syntax`isdn call block time ${decimal(0, 15)}`,
    help: { ja: '再発信を抑制する時間を設定します', en: 'Set the pause before the next call' },
    support: 'full',
  }),
  setting(Line.isdnCallProhibitTime, {
    manual: '6.2.8',
    on: WITH_ISDN,
    syntax: syntax`isdn call prohibit time ${decimal(60, TIME_MAX)}`,
    help: { ja: 'エラー切断後に再発信を禁止する時間を設定します', en: 'Set the pause after a call that failed' },
    support: 'full',
  }),
  setting(Line.isdnDisconnectTime, {
    manual: '6.2.17',
    on: WITH_ISDN,
    syntax: syntax`isdn disconnect time ${time}`,
    help: { ja: '無通信時の切断タイマーを設定します', en: 'End a call after so many idle seconds' },
    support: 'full',
  }),
  setting(Line.isdnForcedDisconnectTime, {
    manual: '6.2.19',
    on: WITH_ISDN,
    syntax: syntax`isdn forced disconnect time ${time}`,
    help: { ja: '強制切断タイマーを設定します', en: 'End every call after so many seconds' },
    support: 'full',
  }),
  setting(Line.isdnDisconnectInputTime, {
    manual: '6.2.20',
    on: WITH_ISDN,
    syntax: syntax`isdn disconnect input time ${time}`,
    help: { ja: '入力が無いときの切断タイマーを設定します', en: 'End a call after so many seconds without input' },
    support: 'full',
  }),
  setting(Line.isdnDisconnectOutputTime, {
    manual: '6.2.21',
    on: WITH_ISDN,
    syntax: syntax`isdn disconnect output time ${time}`,
    help: { ja: '出力が無いときの切断タイマーを設定します', en: 'End a call after so many seconds without output' },
    support: 'full',
  }),
  setting(Line.isdnAutoDisconnect, {
    manual: 'NVR500 6.2.4',
    syntax: syntax`isdn auto disconnect ${onOff}`,
    help: { ja: '自動切断するか否かを設定します', en: 'Set whether calls are ended by themselves' },
    support: 'full',
  }),
  setting(Line.isdnAuthErrorCount, {
    manual: 'NVR500 6.2.24',
    on: COUNTS_AUTH_ERRORS_OF_ISDN,
    syntax: syntax`isdn call prohibit auth-error count ${either(number(1, TIME_MAX), word('off'))}`,
    help: { ja: '続けて認証に失敗できる回数を設定します', en: 'Set how often authentication may fail' },
    support: 'full',
  }),
];
