/**
 * Manual sections 56.4.12, 56.7.13 and 58.68: what one does with the DNS.
 * @module
 */
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { assign, optional, unordered } from '../operands/combine.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, action, view } from '../row.js';
import { group, spread, syntax } from '../syntax.js';
import { dnsCacheLines } from '../views/dns.js';

const host = kindOf('Host');
const server = assign('server', kindOf('Ip|Ipv6'));
const asked = group`${{ address: server }} ${{ edns: optional(assign('edns', onOff)) }}`;
const TYPES = word('a', 'aaaa', 'a+aaaa', 'ptr', 'auto');
const options = unordered({ server: asked, type: assign('type', TYPES), cache: assign('cache', onOff) });

export const CHAPTER_24_OPERATION = (): readonly AnyRow[] => [
  action({
    manual: '56.7.13',
    level: 'user',
    syntax: syntax`nslookup ${{ host }}`,
    help: { ja: 'DNSで名前を解決します', en: 'Ask the DNS for a name or an address' },
    act: ({ host: written }) => ({ request: { kind: 'nslookup', host: written, type: 'auto' } }),
  }),
  action({
    manual: '56.7.13',
    level: 'user',
    on: gate('RTX1300>=23.00.17 RTX1220>=15.04.08 RTX1210>=14.01.43 RTX830>=15.02.34'),
    syntax: syntax`nslookup ${{ host }} ${spread(options)}`,
    help: {
      ja: '使用するサーバーと種類を指定して名前を解決します',
      en: 'Ask a server of the DNS for records of a type',
    },
    act: ({ host: written, server: at, type = 'auto', cache }) => ({
      request: { kind: 'nslookup', host: written, type, server: at?.address, edns: at?.edns, cache },
    }),
  }),
  action({
    manual: '56.4.12',
    syntax: syntax`clear dns cache`,
    help: { ja: 'DNSキャッシュを消去します', en: 'Clear the DNS cache' },
    act: () => ({ request: { kind: 'clear-dns-cache' } }),
  }),
  view({
    manual: '58.68',
    on: gate('current rev10 nvr'),
    syntax: syntax`show dns cache`,
    help: { ja: 'DNSキャッシュを表示します', en: 'Show the DNS cache' },
    view:
      (_, { session }) =>
      (status) =>
        dnsCacheLines(status.dnsCache(), session.language),
  }),
];
