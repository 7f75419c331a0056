/**
 * What filters compare (manual 8.1.10): addresses, protocols, flags of TCP.
 * @module
 */
import { gate } from '@rtemu/models/gate';
import { readMask } from '../operands/address.js';
import { number } from '../operands/number.js';
import { Commas, Gated, type Kind, OneOf, Printed, Shaped, Words } from './kind.js';

const PROTOCOLS = ['icmp', 'igmp', 'ipip', 'tcp', 'egp', 'igp', 'udp', 'ipv6', 'rsvp', 'gre', 'esp', 'ah', 'icmp6'];
const LATER_PROTOCOLS = ['ospf', 'pim', 'vrrp', 'l2tp', 'sctp'];
const SPECIAL = ['icmp-error', 'icmp-info', 'tcpsyn', 'tcpfin', 'tcprst', 'established'];

/** Names of hosts in filters, by which the router must be the resolver. */
const NAMES = gate('RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300 NVR510 NVR700W');

const ADDRESS = /^(?:\d{1,3}|\*)(?:\.(?:\d{1,3}|\*)){3}$/;
const isAddress = (text: string): boolean =>
  ADDRESS.test(text) && text.split('.').every((octet) => octet === '*' || Number(octet) <= 255);

/** `*`, `192.168.0.*`, `10.0.0.0/8`, `10.0.0.1-10.0.0.9`, `10.0.0.1-`, `-10.0.0.9`; `undefined` when it is none. */
function printPattern(text: string): string | undefined {
  if (text === '*' || isAddress(text)) return text;
  const [address = '', mask, ...more] = text.split('/');
  if (mask !== undefined) {
    const length = isAddress(address) && more.length === 0 ? readMask(mask) : undefined;
    return length === undefined ? undefined : `${address}/${length}`;
  }
  const [from = '', to, ...others] = text.split('-');
  const isRange = to !== undefined && others.length === 0 && (from !== '' || to !== '');
  return isRange && [from, to].every((bound) => bound === '' || isAddress(bound)) ? text : undefined;
}

const USAGE = { ja: 'IPアドレス', en: 'IP_ADDRESS' };

const pattern = new Shaped({
  of: /^[\d.*/x\-a-f]+$/i,
  usage: USAGE,
  allows: (text) => printPattern(text) !== undefined,
  print: (text) => printPattern(text) ?? text,
});

const hostName = new Shaped({
  of: /^(?=.{1,255}$)(?=.*[a-z])[\w*](?:[\w.*-]*[\w.])?$/i,
  usage: { ja: 'ホスト名', en: 'HOST' },
});

/** Addresses with commas between. */
export const ipPattern: Kind = new Commas(pattern);

/** The same, and names of hosts. */
export const filterAddress: Kind = new Commas(new OneOf([pattern, new Gated(hostName, NAMES)]));

/** `tcpflag=0x0002/0x0017`, `tcpflag!=0x0/0x7`. */
const tcpFlag = new Shaped({
  of: /^tcpflag!?=0x[\da-f]{1,4}\/0x[\da-f]{1,4}$/i,
  usage: { ja: 'tcpflag=値/マスク', en: 'tcpflag=VALUE/MASK' },
  print: (text) => text.toLowerCase(),
});

/** `tcp,udp`, `established`, `47`. */
export const filterProtocol: Kind = new Commas(
  new OneOf([new Printed(number(0, 255)), tcpFlag, new Words(['*', ...PROTOCOLS, ...LATER_PROTOCOLS, ...SPECIAL])]),
);
