/**
 * Manual chapter 17: PPTP, with what older generations had of their own.
 * @module
 */
import { linesOf, type PpBind, ppBind, tunnelsOf } from '@rtemu/config/settings/pp';
import {
  lanTaDisconnectTime,
  pptpCallIdMode,
  pptpDisconnectTime,
  pptpHostName,
  pptpKeepaliveInterval,
  pptpKeepaliveLog,
  pptpKeepaliveUse,
  pptpService,
  pptpServiceType,
  pptpSyslog,
  pptpVendorName,
  pptpWindowSize,
} from '@rtemu/config/settings/pptp';
import { gate } from '@rtemu/models/gate';
import { PPTP } from '@rtemu/models/machine';
import { kindOf } from '../manual/kinds.js';
import { addressOrRange } from '../operands/address.js';
import { either, many, optional } from '../operands/combine.js';
import { number, TIME_MAX } from '../operands/number.js';
import { lan, tunnelRange } from '../operands/place.js';
import { name, quoted } from '../operands/text.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, edit, setting } from '../row.js';
import { group, key, syntax } from '../syntax.js';
import { kept } from './kept.js';

const REV_4 = gate('RTA55i RT56v');
const SEVERAL_TUNNELS_OF_ANONYMOUS = gate('*>=6.03.15 RTW65i RTW65b');
/** Manuals that do not say that several are for anonymous alone; a RT58i is known to be set up so. */
const SEVERAL_TUNNELS = gate('netvolante');
/** PPTP, in the words of every manual since Rev.5. */
const PPTP_SINCE_REV_5 = gate(`${PPTP.text} -RTA55i -RT56v`);
const RANGES = gate('*>=7.01.17');
const NAME_MAX = 64;
const BOUND_MAX_REV_4 = 4;

const bindByName = many(tunnelRange(RANGES)).map<PpBind>(
  (tunnels) => ({ kind: 'tunnels', tunnels }),
  (bind) => (bind.kind === 'tunnels' ? bind.tunnels : []),
  (bind) => (bind as PpBind).kind === 'tunnels',
);

/** Basic rate interfaces; the lines of other kinds are kept and do nothing. */
const bindToLines = many(kindOf('Line')).map<PpBind>(
  (lines) => ({ kind: 'lines', lines }),
  (bind) => (bind.kind === 'lines' ? bind.lines : []),
  (bind) => (bind as PpBind).kind === 'lines',
);

const isBri = (line: string): boolean => /^bri\d$/.test(line);

const bindByNumber = either(
  group`none`.as({ kind: 'none' }),
  group`tunnel ${{ numbers: many(number(1, BOUND_MAX_REV_4), 1, BOUND_MAX_REV_4) }}`.map<PpBind>(
    ({ numbers }) => ({ kind: 'tunnels', tunnels: numbers.map((n) => ({ first: n, last: n })) }),
    (bind) => ({ numbers: [...tunnelsOf(bind)] }),
  ),
).map<PpBind>(
  (bind) => bind,
  (bind) => bind,
);

const BIND_HELP = { ja: '相手先にトンネルや回線をバインドします', en: 'Bind the PP to tunnels, or to a line' };

const COMMON: readonly AnyRow[] = [
  setting(pptpService, {
    manual: '17.1.1',
    on: gate(`${PPTP.text} -RT56v`),
    syntax: syntax`pptp service ${onOff}`,
    help: { ja: 'PPTPサーバーを動作させるか設定します', en: 'Open or close TCP port 1723' },
    support: 'full',
  }),
  setting(ppBind, {
    manual: '17.1.2, 6.1.4, 7.3',
    on: PPTP_SINCE_REV_5,
    syntax: syntax`pp bind ${either(bindByName, bindToLines)}`,
    help: BIND_HELP,
    support: 'partial',
    lacking: 'lines of PRI, USB and mobile modems; several lines to one peer at a time',
    supportOf: (_, bind) => (bind.kind === 'tunnels' || linesOf(bind).every(isBri) ? 'full' : 'stored'),
    check: (bind, _, { where, machine }) => {
      if (tunnelsOf(bind).length < 2 || machine.allows(SEVERAL_TUNNELS).open) return undefined;
      const isAnonymous = where.scope === 'pp' && where.number === 'anonymous';
      return isAnonymous && machine.allows(SEVERAL_TUNNELS_OF_ANONYMOUS).open ? undefined : 'parameter-count';
    },
  }),
  setting(ppBind, {
    manual: 'RTA55i 20.1.2, RT56v',
    on: REV_4,
    syntax: syntax`pp bind ${bindByNumber}`,
    help: BIND_HELP,
    support: 'full',
  }),
  setting(pptpServiceType, {
    manual: '17.1.3',
    on: PPTP,
    syntax: syntax`pptp service type ${word('server', 'client')}`,
    help: { ja: 'PPTPサーバーとして動作するかクライアントとして動作するか設定します', en: 'Be PPTP server or client' },
    support: 'full',
  }),
  setting(pptpHostName, {
    manual: '17.1.4',
    on: PPTP,
    syntax: syntax`pptp hostname ${name(NAME_MAX)}`,
    help: { ja: 'PPTPホスト名を設定します', en: 'Set the host name that the peer is told' },
    support: 'full',
  }),
  setting(pptpVendorName, {
    manual: '17.1.5',
    on: gate('RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300'),
    syntax: syntax`pptp vendorname ${quoted(NAME_MAX, { ja: '名前', en: 'NAME' })}`,
    help: { ja: 'PPTPベンダー名を設定します', en: 'Set the vendor name that the peer is told' },
    support: 'full',
  }),
  setting(pptpWindowSize, {
    manual: '17.1.6',
    on: PPTP,
    syntax: syntax`pptp window size ${number(
      ({ pptp }) => pptp.window.min,
      ({ pptp }) => pptp.window.max,
    )}`,
    help: { ja: 'PPTPのウィンドウサイズを設定します', en: 'Set how many packets we buffer' },
    support: 'full',
  }),
  setting(pptpSyslog, {
    manual: '17.1.9',
    on: gate(
      'RTX830 RTX810 RTX1000>=7.01 RTX1100 RTX1500>=8.03.68 RTX1200 RTX1210 RTX1220 RTX1300 FWX120 RTV700 NVR700W NVR510 NVR500 RT58i RT57i',
    ),
    syntax: syntax`pptp syslog ${onOff}`,
    help: { ja: 'PPTPの動作をSYSLOGに出力するか設定します', en: 'Log what the control connection does' },
    support: 'full',
  }),
  // Kept alone: what a peer with Rev.4.06.16 does to Call IDs is not published, and both ends here follow RFC 2637.
  setting(pptpCallIdMode, {
    manual: 'RT58i 12.1.6',
    on: gate('RTX1000>=7.01 RTX1100 RTX1500>=8.03.68 RTV700 RT58i RT57i RT56v'),
    syntax: syntax`pptp call-id mode ${word('normal', 'backward-compatibility')}`,
    help: { ja: 'PPTPのCall IDの扱いを設定します', en: 'Set how Call IDs are taken, for a peer with Rev.4.06.16' },
    support: 'stored',
  }),
];

const DISCONNECT_HELP = {
  ja: 'PPTPトンネルの切断タイマを設定します',
  en: 'Cut the tunnel after this long without data',
};

/** Manuals up to Rev.7.00 know no `off`. */
const WITHOUT_OFF = gate(
  'RTA55i RT56v RTW65i>=5.03.21b RTW65b>=5.03.21b RT300i>=6.03.08 RT105e>=6.03.08 RT105i>=6.03.08 RT105p>=6.03.08 RTX1000>=7.00.14<7.01',
);
const WITH_OFF = gate(
  'RTX830 RTX810 RTX1000>=7.01 RTX1100 RTX1500>=8.03.68 RTX1200 RTX1210 RTX1220 RTX1300 FWX120 RTV700 NVR700W NVR510 NVR500 RT58i RT57i',
);

const CONNECTION: readonly AnyRow[] = [
  setting(pptpDisconnectTime, {
    manual: '17.2.1',
    on: WITH_OFF,
    syntax: syntax`pptp tunnel disconnect time ${either(word('off'), number(1, TIME_MAX))}`,
    help: DISCONNECT_HELP,
    support: 'full',
  }),
  setting(pptpDisconnectTime, {
    manual: 'RTA55i, Rev.7.00',
    on: WITHOUT_OFF,
    syntax: syntax`pptp tunnel disconnect time ${number(1, TIME_MAX).map<number | 'off'>(
      (seconds) => seconds,
      (seconds) => Number(seconds),
    )}`,
    help: DISCONNECT_HELP,
    support: 'full',
  }),
  setting(pptpKeepaliveUse, {
    manual: '17.2.2',
    on: PPTP,
    syntax: syntax`pptp keepalive use ${onOff}`,
    help: { ja: 'PPTPキープアライブを使用するか設定します', en: 'Ask the peer whether it is there' },
    support: 'full',
  }),
  setting(pptpKeepaliveLog, {
    manual: '17.2.3',
    on: PPTP,
    syntax: syntax`pptp keepalive log ${onOff}`,
    help: { ja: 'PPTPキープアライブのログをとるか設定します', en: 'Log what the peer answers' },
    support: 'full',
  }),
  setting(pptpKeepaliveInterval, {
    manual: '17.2.4',
    on: PPTP,
    syntax: syntax`pptp keepalive interval ${{ intervalSeconds: number(1, 65_535) }} ${{
      count: optional(number(3, 100)),
    }}`,
    help: { ja: 'PPTPキープアライブの間隔と回数を設定します', en: 'Set how often, and how many misses count as gone' },
    support: 'full',
  }),
];

/** ISDN numbers with a sub-address. */
const isdnNumber = name(64, /^\d[\d-]*(?:\/\S+)?$/).named('ISDN番号', 'ISDN_NUMBER');

const RTA55I = gate('RTA55i');

/** The LAN-TA of the RTA55i: a PC dials ISDN by a PPTP connection to the router. */
const LAN_TA: readonly AnyRow[] = [
  edit({
    manual: 'RTA55i 20.1.5, RT56v',
    on: REV_4,
    syntax: syntax`pptp clear hostname`,
    scopes: ['pp'],
    help: { ja: 'PPTPホスト名を削除します', en: 'Forget the host name' },
    support: 'full',
    apply: (draft, _value, _key, { where }) => {
      if (where.scope === 'pp') draft.pp(where.number).unset(pptpHostName);
      return undefined;
    },
  }),
  kept({
    manual: 'RTA55i 20.3.1',
    on: RTA55I,
    syntax: syntax`pptp local address ${either(word('clear'), isdnNumber)}`,
    help: { ja: 'LAN-TA機能の自分側ISDN番号を設定します', en: 'Set our own ISDN number of the LAN-TA' },
  }),
  kept({
    manual: 'RTA55i 20.3.2',
    on: RTA55I,
    syntax: syntax`pptp ${key(lan)} remote address ${either(word('clear'), isdnNumber)}`,
    help: { ja: 'LAN-TA機能の相手側ISDN番号を設定します', en: 'Set whom the LAN-TA dials' },
  }),
  kept({
    manual: 'RTA55i 20.3.3',
    on: RTA55I,
    syntax: syntax`pptp ${key(lan)} secondary remote address ${either(word('clear'), isdnNumber)}`,
    help: { ja: 'LAN-TA機能の相手側ISDN番号を設定します', en: 'Set whom the LAN-TA dials for the second address' },
  }),
  kept({
    manual: 'RTA55i 20.3.5',
    on: RTA55I,
    syntax: syntax`pptp host ${either(word('none', 'any', 'lan'), lan, many(addressOrRange))}`,
    help: { ja: 'LAN-TA機能を使用できるホストを設定します', en: 'Set who may use the LAN-TA' },
    initial: 'none',
  }),
  setting(lanTaDisconnectTime, {
    manual: 'RTA55i 20.3.6',
    on: RTA55I,
    syntax: syntax`pptp disconnect time ${number(1, TIME_MAX)}`,
    help: { ja: 'LAN-TA機能の切断タイマを設定します', en: 'Set when the LAN-TA hangs up' },
    support: 'stored',
  }),
];

export const CHAPTER_17 = (): readonly AnyRow[] => [...COMMON, ...CONNECTION, ...LAN_TA];
