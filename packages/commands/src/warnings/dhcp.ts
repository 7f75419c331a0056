/**
 * Oddities of DHCP scopes (manual 12.1.4, 12.1.5).
 * @module
 */
import { printIpv4 } from '@rtemu/config/address';
import type { Document } from '@rtemu/config/document';
import { type DhcpScope, dhcpScope, dhcpScopeBind } from '@rtemu/config/settings/dhcp';
import type { ConfigWarning } from '../warnings.js';

const rangeText = ({ range }: DhcpScope): string =>
  `${printIpv4(range.first)}-${printIpv4(range.last)}/${range.length}`;

/** Scopes that have addresses in common. */
export function overlappingScopes({ global }: Document): readonly ConfigWarning[] {
  const scopes = global.entries(dhcpScope);
  return scopes.flatMap(({ key, value }, i) => {
    const before = scopes
      .slice(0, i)
      .find((other) => other.value.range.first <= value.range.last && value.range.first <= other.value.range.last);
    if (before === undefined) return [];
    return [
      {
        kind: 'dhcp-scope-overlap',
        about: `dhcp scope ${key} ${rangeText(value)}`,
        text: {
          en: `scope ${before.key} has some of these addresses too, and leases them first: take ranges that have none in common`,
          ja: `スコープ ${before.key} とアドレスが重複しており、そちらが先に割り当てます。重複しない範囲を指定してください`,
        },
      },
    ];
  });
}

/** Binds of scopes that are not there, or of addresses outside of their scope. */
export function bindsOutsideScopes({ global }: Document): readonly ConfigWarning[] {
  return global.entries(dhcpScopeBind).flatMap(({ key: { scope, address } }) => {
    const range = global.getAt(dhcpScope, scope)?.range;
    if (range !== undefined && address.first >= range.first && address.last <= range.last) return [];
    return [
      {
        kind: range === undefined ? 'dhcp-bind-without-scope' : 'dhcp-bind-outside-scope',
        about: `dhcp scope bind ${scope} ${printIpv4(address.first)}`,
        text:
          range === undefined
            ? {
                en: `there is no scope ${scope}, so nobody gets this address: add "dhcp scope ${scope}"`,
                ja: `スコープ ${scope} が定義されていないため、このアドレスは割り当てられません。「dhcp scope ${scope}」が必要です`,
              }
            : {
                en: `the address is none of scope ${scope}, so nobody gets it: take one of ${printIpv4(range.first)}-${printIpv4(range.last)}`,
                ja: `アドレスがスコープ ${scope} の範囲外のため、割り当てられません。${printIpv4(range.first)}-${printIpv4(range.last)} から指定してください`,
              },
      },
    ];
  });
}
