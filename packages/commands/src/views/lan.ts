/**
 * `show status lanN` (manual 58.2). Single lines of it were seen in both languages; their order and the rest are ours.
 * @module
 */
import { type MaskedAddress, printIpv4, printMac } from '@rtemu/config/address';
import type { Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import { ipAddress } from '@rtemu/config/settings/ip';
import { vlanIds } from '@rtemu/config/settings/lan';
import { interfaceDescription } from '@rtemu/config/settings/system';
import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import type { LanStatus, Status, Traffic } from '../status.js';

const masked = ({ address, length }: MaskedAddress): string => `${printIpv4(address)}/${length}`;

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const counts = ({ packets, octets }: Traffic, language: Language): string =>
  language === 'ja'
    ? `${packets} パケット(${octets} オクテット)`
    : `${grouped(packets)} packets (${grouped(octets)} octets)`;

const mode = (up: boolean, { lanSpeed }: Machine): string =>
  `Auto Negotiation (${up ? `${lanSpeed} Full Duplex` : 'Link Down'})`;

/** One line for a single socket, one a port for a hub. */
function modeLines({ ports }: LanStatus, machine: Machine, language: Language): readonly string[] {
  const [only, ...others] = ports;
  const label = language === 'ja' ? '動作モード設定' : 'Operation mode';
  if (only !== undefined && others.length === 0) return [`${label}: ${mode(only.up, machine)}`];
  return ports.map(({ up }, i) => `PORT${i + 1}: ${mode(up, machine)}`);
}

export function lanLines(
  name: InterfaceName,
  machine: Machine,
  document: Document,
  status: Status,
  language: Language,
): readonly string[] {
  const lan = status.lan(name);
  if (lan === undefined) return [];
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  const address = document.global.getAt(ipAddress, name);
  return [
    name.toUpperCase(),
    `${say('Description: ', '説明:')}${document.global.getAt(interfaceDescription, name) ?? ''}`,
    `${say('IP address', 'IPアドレス')}: ${address === undefined || address === 'dhcp' ? '' : masked(address)}`,
    `${say('Ethernet address', 'イーサネットアドレス')}: ${printMac(lan.mac)}`,
    ...modeLines(lan, machine, language),
    `${say('Maximum Transmission Unit(MTU)', '最大パケット長(MTU)')}: ${lan.mtu} ${say('octets', 'オクテット')}`,
    `${say('Promiscuous mode', 'プロミスキャスモード')}: ${lan.promiscuous ? 'ON' : 'OFF'}`,
    ...counterLines(lan, language),
  ];
}

/** `show status vlan` (manual 58.42): one tagged VLAN, or all of them. Its layout is ours, after that of LANs. */
export function vlanLines(
  only: InterfaceName | undefined,
  document: Document,
  status: Status,
  language: Language,
): readonly string[] {
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  return document.global
    .entries(vlanIds)
    .filter(({ key }) => only === undefined || key === only)
    .flatMap(({ key: name, value: { vid, name: title } }) => {
      const lan = status.lan(name);
      if (lan === undefined) return [];
      const address = document.global.getAt(ipAddress, name);
      return [
        name.toUpperCase(),
        `VLAN ID: ${vid}`,
        `${say('VLAN name', 'VLAN名')}: ${title ?? ''}`,
        `${say('IP address', 'IPアドレス')}: ${address === undefined || address === 'dhcp' ? '' : masked(address)}`,
        `${say('Ethernet address', 'イーサネットアドレス')}: ${printMac(lan.mac)}`,
        `${say('Maximum Transmission Unit(MTU)', '最大パケット長(MTU)')}: ${lan.mtu} ${say('octets', 'オクテット')}`,
        `${say('Transmitted', '送信パケット')}: ${counts(lan.transmitted, language)}`,
        `${say('Received', '受信パケット')}: ${counts(lan.received, language)}`,
      ];
    });
}

function counterLines(lan: LanStatus, language: Language): readonly string[] {
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  return [
    `${say('Transmitted', '送信パケット')}: ${counts(lan.transmitted, language)}`,
    `${say('Received', '受信パケット')}: ${counts(lan.received, language)}`,
    `${say('Receive overflow:', '受信オーバーフロー: ')} ${lan.receiveOverflows}`, // seen: two blanks in Japanese
    `${say('Unsupported packets received', '未サポートパケットの受信')}: ${lan.unsupportedReceived}`,
  ];
}
