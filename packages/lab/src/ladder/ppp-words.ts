/**
 * What a PPP frame says, in a short label: `LCP Configure-Request 1 (MRU 1792, CHAP MSCHAP-V2)`.
 * @module
 */
import { printIpv4 } from '@rtemu/wire/address';
import * as Ccp from '@rtemu/wire/ccp-options';
import * as Chap from '@rtemu/wire/chap';
import * as Control from '@rtemu/wire/control-protocol';
import * as Ipcp from '@rtemu/wire/ipcp-options';
import * as Lcp from '@rtemu/wire/lcp-options';
import * as Mppe from '@rtemu/wire/mppe';
import * as Pap from '@rtemu/wire/pap';
import type { Parsed } from '@rtemu/wire/parsed';
import * as Ppp from '@rtemu/wire/ppp';
import { quoted } from '@rtemu/wire/text';
import type { Layer } from './layer.js';

/** One message, as a ladder has it. */
export interface Saying {
  readonly layer: Layer;
  readonly text: string;
  /** What it has in common with others that say nothing new, such as the next echo; without it, it stands alone. */
  readonly stem?: string | undefined;
}

/** `ConfigureRequest` as the RFCs print it: `Configure-Request`. */
const hyphenated = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-');

const listed = (words: readonly string[]): string => (words.length === 0 ? '' : ` (${words.join(', ')})`);

const ALGORITHMS: Readonly<Record<number, string>> = {
  [Chap.ALGORITHM.md5]: 'MD5',
  [Chap.ALGORITHM.mschap]: 'MSCHAP',
  [Chap.ALGORITHM.mschapV2]: 'MSCHAP-V2',
};

function authenticationWords({ protocol, data }: Lcp.AuthenticationProtocol): string {
  if (protocol === Ppp.PROTOCOL.pap) return 'PAP';
  if (protocol !== Ppp.PROTOCOL.chap) return `authentication 0x${protocol.toString(16)}`;
  return `CHAP ${ALGORITHMS[data[0] ?? -1] ?? `algorithm ${data[0] ?? 'unsaid'}`}`;
}

/** The magic number is left out: it says nothing to a reader. */
function lcpWords(option: Lcp.LcpOption): readonly string[] {
  switch (option.kind) {
    case 'MaximumReceiveUnit':
      return [`MRU ${option.value}`];
    case 'AuthenticationProtocol':
      return [authenticationWords(option)];
    case 'MagicNumber':
      return [];
    case 'AsyncControlCharacterMap':
      return ['ACCM'];
    case 'ProtocolFieldCompression':
      return ['PFC'];
    case 'AddressAndControlFieldCompression':
      return ['ACFC'];
    case 'MaximumReceivedReconstructedUnit':
      return [`MRRU ${option.value}`];
    case 'Unknown':
      return [`option ${option.type}`];
    default:
      return [hyphenated(option.kind)];
  }
}

function ipcpWords(option: Ipcp.IpcpOption): readonly string[] {
  switch (option.kind) {
    case 'IpAddress':
      return [printIpv4(option.address)];
    case 'PrimaryDns':
    case 'SecondaryDns':
      return [`DNS ${printIpv4(option.address)}`];
    case 'PrimaryNbns':
    case 'SecondaryNbns':
      return [`WINS ${printIpv4(option.address)}`];
    case 'Unknown':
      return [`option ${option.type}`];
    default:
      return [hyphenated(option.kind)];
  }
}

const MPPE_WORDS = [
  [Ccp.MPPE.bits128, '128'],
  [Ccp.MPPE.bits56, '56'],
  [Ccp.MPPE.bits40, '40'],
  [Ccp.MPPE.stateless, 'stateless'],
  [Ccp.MPPE.compression, 'with MPPC'],
] as const;

function ccpWords(option: Ccp.CcpOption): readonly string[] {
  if (option.kind === 'StacLzs') return ['Stac LZS'];
  if (option.kind === 'Unknown') return [`option ${option.type}`];
  const words = MPPE_WORDS.flatMap(([bit, word]) => ((option.value & bit) !== 0 ? [word] : []));
  if (words.length === 1 && (option.value & Ccp.MPPE.compression) !== 0) return ['MPPC'];
  return [`MPPE ${words.length === 0 ? 'without a key' : words.join(' ')}`];
}

type Options<Option> = { parse(octets: Uint8Array): Parsed<readonly Option[]> };

function negotiation<Option>(
  layer: 'lcp' | 'ccp' | 'ipcp',
  information: Uint8Array,
  codec: Options<Option>,
  wordsOf: (option: Option) => readonly string[],
): Saying {
  const name = layer.toUpperCase();
  const packet = Control.parse(information);
  if (!packet.ok) return { layer, text: `${name}, malformed` };
  const { code, identifier, data } = packet.value;
  const what = `${name} ${hyphenated(Control.codeName(code))}`;
  if (code === Control.CODE.echoRequest || code === Control.CODE.echoReply)
    return { layer, text: `${what} ${identifier}`, stem: what };
  if (code === Control.CODE.protocolReject)
    return {
      layer,
      text: `${what} ${identifier}${listed([`0x${(Control.rejectedProtocolOf(data) ?? 0).toString(16)}`])}`,
    };
  if (code > Control.CODE.configureReject) return { layer, text: `${what} ${identifier}` };
  const options = codec.parse(data);
  return { layer, text: `${what} ${identifier}${options.ok ? listed(options.value.flatMap(wordsOf)) : ', malformed'}` };
}

function chapSaying(information: Uint8Array): Saying {
  const packet = Chap.parse(information);
  if (!packet.ok) return { layer: 'auth', text: 'CHAP, malformed' };
  const { kind, identifier } = packet.value;
  if ('name' in packet.value)
    return {
      layer: 'auth',
      text: `CHAP ${kind} ${identifier}${packet.value.name === '' ? '' : ` from ${quoted(packet.value.name)}`}`,
    };
  const failure = kind === 'Failure' ? Chap.readMschapFailure(packet.value.message) : undefined;
  return { layer: 'auth', text: `CHAP ${kind} ${identifier}${failure ? listed([`error ${failure.error}`]) : ''}` };
}

function papSaying(information: Uint8Array): Saying {
  const packet = Pap.parse(information);
  if (!packet.ok) return { layer: 'auth', text: 'PAP, malformed' };
  const { kind, identifier } = packet.value;
  const from = kind === 'AuthenticateRequest' ? ` from ${quoted(packet.value.peerId)}` : '';
  return { layer: 'auth', text: `PAP ${hyphenated(kind)} ${identifier}${from}` };
}

/** @param octets a PPP frame, as GRE, PPPoE and ISDN carry it */
export function pppSaying(octets: Uint8Array): Saying {
  const frame = Ppp.parse(octets);
  if (!frame.ok) return { layer: 'data', text: 'PPP, malformed' };
  const { protocol, information } = frame.value;
  switch (protocol) {
    case Ppp.PROTOCOL.lcp:
      return negotiation('lcp', information, Lcp, lcpWords);
    case Ppp.PROTOCOL.ccp:
      return negotiation('ccp', information, Ccp, ccpWords);
    case Ppp.PROTOCOL.ipcp:
      return negotiation('ipcp', information, Ipcp, ipcpWords);
    case Ppp.PROTOCOL.chap:
      return chapSaying(information);
    case Ppp.PROTOCOL.pap:
      return papSaying(information);
    case Ppp.PROTOCOL.compressed: {
      const packet = Mppe.parse(information);
      const count = packet.ok ? ` ${packet.value.coherencyCount}` : ', malformed';
      return { layer: 'data', text: `enciphered data${count} (${information.length} octets)`, stem: 'enciphered data' };
    }
    case Ppp.PROTOCOL.ipv4:
      return { layer: 'data', text: `data in the clear (${information.length} octets)`, stem: 'data in the clear' };
    default:
      return { layer: 'data', text: `PPP 0x${protocol.toString(16).padStart(4, '0')} (${information.length} octets)` };
  }
}
