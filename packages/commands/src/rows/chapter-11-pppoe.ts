/**
 * Manual chapter 11.16: PPPoE.
 * @module
 */
import * as Pppoe from '@rtemu/config/settings/pppoe';
import { gate } from '@rtemu/models/gate';
import { COUNTS_AUTH_ERRORS_OF_PPPOE } from '@rtemu/models/machine';
import { kindOf } from '../manual/kinds.js';
import { either } from '../operands/combine.js';
import { number, TIME_MAX } from '../operands/number.js';
import { interfaceName } from '../operands/place.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, type Support, setting } from '../row.js';
import { syntax } from '../syntax.js';

const RETRIES = number(1, 10);
const RESTART_MILLISECONDS = number(20, 10_000);

/** Interfaces of other kinds are kept and do nothing. */
const onLans = (_: unknown, name: string): Support => (/^(?:lan|vlan)\d/.test(name) ? 'full' : 'stored');

export const CHAPTER_11_16 = (): readonly AnyRow[] => [
  setting(Pppoe.pppoeUse, {
    manual: '11.16.1',
    pp: 'numbered',
    syntax: syntax`pppoe use ${interfaceName}`,
    help: { ja: 'PPPoEで使用するLANインタフェースを設定します', en: 'Set the LAN that PPPoE runs on' },
    support: 'partial',
    lacking: 'bridge1, wan1 and onu1',
    supportOf: onLans,
  }),
  setting(Pppoe.pppoeAccessConcentrator, {
    manual: '11.16.2',
    pp: 'numbered',
    syntax: syntax`pppoe access concentrator ${kindOf('Text')}`,
    help: {
      ja: '接続するアクセスコンセントレータの名前を設定します',
      en: 'Set the access concentrator to connect to',
    },
    support: 'full',
  }),
  setting(Pppoe.pppoeAutoConnect, {
    manual: '11.16.3',
    pp: 'numbered',
    syntax: syntax`pppoe auto connect ${onOff}`,
    help: {
      ja: 'PPPoEセッションを自動接続するかどうかを設定します',
      en: 'Connect when there is something to send',
    },
    support: 'full',
  }),
  setting(Pppoe.pppoeAutoDisconnect, {
    manual: '11.16.4',
    pp: 'numbered',
    syntax: syntax`pppoe auto disconnect ${onOff}`,
    help: {
      ja: 'PPPoEセッションを自動切断するかどうかを設定します',
      en: 'Disconnect when there is nothing to send',
    },
    support: 'full',
  }),
  setting(Pppoe.pppoePadiMaxRetry, {
    manual: '11.16.5',
    pp: 'numbered',
    syntax: syntax`pppoe padi maxretry ${RETRIES}`,
    help: { ja: 'PADIパケットの再送回数を設定します', en: 'Set how often a PADI is sent again' },
    support: 'full',
  }),
  setting(Pppoe.pppoePadiRestart, {
    manual: '11.16.6',
    pp: 'numbered',
    syntax: syntax`pppoe padi restart ${RESTART_MILLISECONDS}`,
    help: { ja: 'PADIパケットの再送時間を設定します', en: 'Set when a PADI is sent again' },
    support: 'full',
  }),
  setting(Pppoe.pppoePadrMaxRetry, {
    manual: '11.16.7',
    pp: 'numbered',
    syntax: syntax`pppoe padr maxretry ${RETRIES}`,
    help: { ja: 'PADRパケットの再送回数を設定します', en: 'Set how often a PADR is sent again' },
    support: 'full',
  }),
  setting(Pppoe.pppoePadrRestart, {
    manual: '11.16.8',
    pp: 'numbered',
    syntax: syntax`pppoe padr restart ${RESTART_MILLISECONDS}`,
    help: { ja: 'PADRパケットの再送時間を設定します', en: 'Set when a PADR is sent again' },
    support: 'full',
  }),
  setting(Pppoe.pppoeDisconnectTime, {
    manual: '11.16.9',
    pp: 'numbered',
    syntax: syntax`pppoe disconnect time ${either(number(1, TIME_MAX), word('off'))}`,
    help: { ja: 'PPPoEセッションの切断タイマーを設定します', en: 'Disconnect after so many idle seconds' },
    support: 'full',
  }),
  setting(Pppoe.pppoeServiceName, {
    manual: '11.16.10',
    on: gate('* -RT300i -RT105e -RT105i -RT105p'),
    pp: 'numbered',
    syntax: syntax`pppoe service-name ${kindOf('Text255')}`,
    help: { ja: 'PPPoEのサービス名を設定します', en: 'Set the service to ask for' },
    support: 'full',
  }),
  setting(Pppoe.pppoeMssLimit, {
    manual: '11.16.11',
    pp: 'numbered',
    syntax: syntax`pppoe tcp mss limit ${either(number(1240, 1452), word('auto', 'off'))}`,
    help: {
      ja: 'PPPoEでのTCPのMSS制限を設定します',
      en: 'Limit the segments that TCP asks for over PPPoE',
    },
    support: 'full',
  }),
  setting(Pppoe.pppoeInvalidSessionForcedClose, {
    manual: '11.16.12',
    on: gate('current rev10 rev8 nvr'),
    pp: 'numbered',
    syntax: syntax`pppoe invalid-session forced close ${onOff}`,
    help: { ja: '存在しないPPPoEセッションを切断するかどうかを設定します', en: 'End sessions that we do not know of' },
    support: 'full',
  }),
  setting(Pppoe.pppoeAuthErrorCount, {
    manual: 'NVR500 9.14.13',
    on: COUNTS_AUTH_ERRORS_OF_PPPOE,
    syntax: syntax`pppoe call prohibit auth-error count ${either(number(1, TIME_MAX), word('off'))}`,
    help: { ja: '認証に失敗できる回数を設定します', en: 'Set how often authentication may fail' },
    support: 'full',
  }),
];
