/**
 * Oddities of static routes.
 * @module
 */
import { contains, type Ipv4Address, type Ipv4Prefix, prefixOf, printIpv4 } from '@rtemu/config/address';
import type { Document } from '@rtemu/config/document';
import {
  type Gateway,
  ipAddress,
  ipRoute,
  ipSecondaryAddress,
  ppAddress,
  ppRemoteAddress,
} from '@rtemu/config/settings/ip';
import { ipKeepalive } from '@rtemu/config/settings/keepalive';
import { ppEnabled } from '@rtemu/config/settings/pp';
import { tunnelEnabled } from '@rtemu/config/settings/tunnel';
import { network } from '../operands/address.js';
import type { ConfigWarning } from '../warnings.js';

type Text = ConfigWarning['text'];

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

/** Ways by a PP or tunnel that is not there or not enabled, and by a gateway that is no neighbour. */
export function routesToNowhere(document: Document): readonly ConfigWarning[] {
  const reachable = neighbourhoodOf(document);
  return waysIn(document).flatMap(({ way: { gateway }, about }) => {
    const text =
      gateway.kind === 'address' ? strangerText(gateway.address, reachable) : disabledText(document, gateway);
    return text === undefined
      ? []
      : [{ kind: 'route-to-nowhere', about: `${about} gateway ${wordsOf(gateway)}`, text }];
  });
}

const wordsOf = (gateway: Gateway): string => {
  if (gateway.kind === 'address') return printIpv4(gateway.address);
  if (gateway.kind === 'pp') return `pp ${gateway.pp}`;
  return gateway.kind === 'tunnel' ? `tunnel ${gateway.tunnel}` : gateway.kind;
};

/** Where gateways can be; `undefined` where the configuration alone does not tell. */
function neighbourhoodOf(document: Document): readonly Ipv4Prefix[] | undefined {
  const { global } = document;
  const own = [ipAddress, ipSecondaryAddress].flatMap((setting) => global.entries(setting).map(({ value }) => value));
  if (own.length === 0 || own.includes('dhcp')) return undefined;
  const far = document.pps.flatMap((number) => {
    const block = document.pp(number);
    const remote = block.get(ppRemoteAddress);
    return [
      block.get(ppAddress) ?? [],
      remote?.kind === 'address' ? { address: remote.address, length: 32 } : [],
    ].flat();
  });
  // By way of another route; the default route leads everywhere and so says nothing.
  const routed = global.entries(ipRoute).flatMap(({ key }) => (key.length === 0 ? [] : [key]));
  return [...own.flatMap((each) => (each === 'dhcp' ? [] : [prefixOf(each)])), ...far.map(prefixOf), ...routed];
}

function strangerText(address: Ipv4Address, reachable: readonly Ipv4Prefix[] | undefined): Text | undefined {
  if (reachable === undefined || reachable.some((prefix) => contains(prefix, address))) return undefined;
  return {
    en: `${printIpv4(address)} is in no network of an interface, so nothing can be sent to it: correct it, or give an interface an address beside it`,
    ja: `${printIpv4(address)} はどのインタフェースのネットワークにも含まれないため、送信できません。ゲートウェイかインタフェースのアドレスを確認してください`,
  };
}

function disabledText(document: Document, gateway: Gateway): Text | undefined {
  const isEnabled =
    gateway.kind === 'pp'
      ? document.pp(gateway.pp).effective(ppEnabled)
      : gateway.kind !== 'tunnel' || document.tunnel(gateway.tunnel).effective(tunnelEnabled);
  if (isEnabled) return undefined;
  const words = wordsOf(gateway);
  const enable = words.replace(' ', ' enable ');
  return {
    en: `${words} is not enabled, so the route leads nowhere: set it up and add "${enable}", or correct the number`,
    ja: `${words} が有効になっていないため、この経路は使用されません。設定して「${enable}」を加えるか、番号を確認してください`,
  };
}
