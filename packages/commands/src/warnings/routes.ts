/**
 * Oddities of static routes.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { ipAddress, ipRoute, ipSecondaryAddress } from '@rtemu/config/settings/ip';
import { ipKeepalive } from '@rtemu/config/settings/keepalive';
import { network } from '../operands/address.js';
import type { ConfigWarning } from '../warnings.js';

const waysIn = ({ global }: Document) =>
  global
    .entries(ipRoute)
    .flatMap(({ key, value }) => value.map((way) => ({ way, about: `ip route ${network.print(key)}` })));

/** Gateways told by DHCP at an interface that does not ask for an address. */
export const routesWithoutDhcp = (document: Document): readonly ConfigWarning[] =>
  waysIn(document).flatMap(({ way: { gateway }, about }) => {
    if (gateway.kind !== 'dhcp') return [];
    const name = gateway.interface;
    const asks = [ipAddress, ipSecondaryAddress].some((setting) => document.global.getAt(setting, name) === 'dhcp');
    if (asks) return [];
    return [
      {
        kind: 'route-without-dhcp',
        about: `${about} gateway dhcp ${name}`,
        text: {
          en: `${name} asks no DHCP server, so no gateway is ever told: add "ip ${name} address dhcp", or name the gateway`,
          ja: `${name} はDHCPクライアントとして動作しないため、ゲートウェイを取得できません。「ip ${name} address dhcp」を加えるか、ゲートウェイを指定してください`,
        },
      },
    ];
  });

/** Ways that hang on a watch that no command defines. */
export const routesWithoutKeepalive = (document: Document): readonly ConfigWarning[] =>
  waysIn(document).flatMap(({ way: { keepalive }, about }) =>
    keepalive === undefined || document.global.getAt(ipKeepalive, keepalive) !== undefined
      ? []
      : [
          {
            kind: 'route-without-keepalive',
            about: `${about} keepalive ${keepalive}`,
            text: {
              en: `there is no "ip keepalive ${keepalive}", so nothing watches this gateway: define it, or correct the number`,
              ja: `「ip keepalive ${keepalive}」が定義されていないため、このゲートウェイは監視されません。定義するか、番号を確認してください`,
            },
          },
        ],
  );
