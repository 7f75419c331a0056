/**
 * Manual chapter 12: DHCP. Kept, since factory settings speak of it.
 * @module
 */
import { addressOrRange, ipAddress, scopeRange } from '../operands/address.js';
import { either, many, optional, unordered } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { term } from '../operands/time.js';
import { onOff, word } from '../operands/word.js';
import type { AnyRow } from '../row.js';
import { group, key, spread, syntax } from '../syntax.js';
import { kept } from './kept.js';

const compliance = word('broadcast-nak', 'none-domain-null', 'remain-silent', 'reply-ack', 'use-clientid');

export const CHAPTER_12 = (): readonly AnyRow[] => [
  kept({
    manual: '12.1.1',
    syntax: syntax`dhcp service ${word('server', 'relay')}`,
    help: { ja: 'DHCPの動作を設定します', en: 'Be DHCP server or relay' },
  }),
  kept({
    manual: '12.1.2',
    syntax: syntax`dhcp server rfc2131 compliant ${either(
      onOff,
      group`except ${{ except: many(compliance) }}`.as({ kind: 'except' }),
      group`${{ only: many(compliance) }}`.as({ kind: 'only' }),
    )}`,
    help: { ja: 'RFC2131対応動作を設定します', en: 'Set how far RFC 2131 is followed' },
    initial: true,
  }),
  kept({
    manual: '12.1.4',
    syntax: syntax`dhcp scope ${key(number(1, 65_535))} ${{ range: scopeRange }} ${spread(
      unordered({
        except: group`except ${many(addressOrRange)}`,
        gateway: group`gateway ${ipAddress}`,
        expire: group`expire ${term}`,
        maxexpire: group`maxexpire ${term}`,
      }),
    )}`,
    help: { ja: 'DHCPスコープを定義します', en: 'Define the addresses that are leased' },
  }),
  kept({
    manual: '12.1.11',
    syntax: syntax`dhcp relay server ${many(ipAddress, 1, 4)}`,
    help: { ja: 'DHCPサーバーを指定します', en: 'Set the servers that requests are relayed to' },
  }),
  kept({
    manual: '12.1.3',
    syntax: syntax`dhcp duplicate check ${{ own: either(number(1, 1000), word('off')) }} ${{
      relayed: optional(either(number(1, 3000), word('off'))),
    }}`,
    help: { ja: '重複チェックの動作を設定します', en: 'Set how long an address is asked for before it is leased' },
    initial: { own: 100, relayed: 500 },
  }),
];
