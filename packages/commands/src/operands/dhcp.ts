/**
 * What commands of DHCP say: who a client is, and what it is told.
 * @module
 */
import { type DhcpClientId, type DhcpOptionText, isDhcpOptionValue } from '@rtemu/config/settings/dhcp';
import { kindOf } from '../manual/kinds.js';
import type { Language } from '../messages.js';
import { Operand } from '../operand.js';
import { MISS, type Miss, type Reader } from '../reader.js';
import { group } from '../syntax.js';
import { printWord } from '../words.js';
import { either, many } from './combine.js';
import { number } from './number.js';
import { quoted } from './text.js';

const anyText = quoted(Number.POSITIVE_INFINITY);
const octets = group`${{ octets: many(kindOf('Octet')) }}`.as({ kind: 'octets' });
const text = group`text ${{ id: anyText }}`.as({ kind: 'text' });

const peer = group`ipcp`.as({ kind: 'ipcp' });
/** `ethernet 00:a0:de:01:02:03`, `text pc1`, `01 00 a0 de ...`, and by its card: `00:a0:de:01:02:03`. */
const clientBy = (mac: 'Mac' | 'MacPattern') =>
  [
    group`ethernet ${{ mac: kindOf(mac) }}`.as({ kind: 'ethernet' }),
    text,
    group`${{ mac: kindOf(mac) }}`.as({ kind: 'mac' }),
    octets,
  ] as const;

/** Clients that addresses are kept for; `00:a0:de:*` are those of a vendor. */
export const dhcpClients: Operand<DhcpClientId> = either(...clientBy('MacPattern'));
/** The same, or whoever is at the far end of a PP. */
export const dhcpClientsOrPeer: Operand<DhcpClientId> = either(peer, ...clientBy('MacPattern'));
/** One client. */
export const dhcpClientOrPeer: Operand<DhcpClientId> = either(peer, ...clientBy('Mac'));

const OPTION_NUMBER = number(1, 254);
const isNumber = (name: string): boolean => /^\d+$/.test(name);
const NAME = /^[a-z][\w-]*$/i;

/** `dns=192.0.2.53`, `121=18,0a,...`: 1 to 49 and 62 to 254; the others are DHCP's own. */
class OptionOperand extends Operand<DhcpOptionText> {
  override read(reader: Reader): DhcpOptionText | Miss {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(reader.word ?? '') ?? [];
    if (name === '')
      return reader.miss(reader.word === undefined ? 'parameter-count' : 'illegal-keyword', OPTION_NUMBER);
    if (!isNumber(name) && !NAME.test(name)) return reader.miss('illegal-keyword', OPTION_NUMBER);
    const code = Number(name);
    if (isNumber(name) && (code < 1 || code > 254 || (code > 49 && code < 62)))
      return reader.miss('out-of-range', OPTION_NUMBER);
    const option = [name.toLowerCase(), value] as const;
    if (anyText.readText(value, reader) === MISS || !isDhcpOptionValue(option))
      return reader.miss('illegal-keyword', OPTION_NUMBER);
    reader.at++;
    return option;
  }

  override print([option, value]: DhcpOptionText): string {
    return `${option}=${value === '' ? '' : printWord(value)}`;
  }

  override usage(language: Language): string {
    return language === 'ja' ? '1..49|62..254|名称=文字列' : '1..49|62..254|NAME=TEXT';
  }

  override candidates(): readonly string[] {
    return ['router=', 'dns=', 'hostname=', 'domain=', 'wins_server='];
  }
}

export const dhcpOption: Operand<DhcpOptionText> = new OptionOperand();
