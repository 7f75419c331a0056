/**
 * Public keys of SSH as a line of text (RFC 4253 §6.6, RFC 5656, RFC 8709): what kind they are, how long, and their
 * fingerprints (RFC 4716 §4, and SHA-256 in base64 as OpenSSH has it).
 * @module
 */
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';

const FAMILY: Readonly<Record<string, string>> = {
  'ssh-rsa': 'RSA',
  'ssh-dss': 'DSA',
  'ssh-ed25519': 'ED25519',
  'ecdsa-sha2-nistp256': 'ECDSA',
  'ecdsa-sha2-nistp384': 'ECDSA',
  'ecdsa-sha2-nistp521': 'ECDSA',
};

export interface PublicKey {
  /** `ssh-rsa` */
  readonly type: string;
  /** `RSA` */
  readonly family: string;
  readonly bits: number;
  readonly octets: Uint8Array;
  readonly comment: string;
}

export type FingerprintHash = 'md5' | 'sha256';

/** Reads a line of a file of keys. Options in front of the key are passed over. @returns `undefined` when it has no key */
export function readPublicKey(line: string): PublicKey | undefined {
  const words = line.trim().split(/[ \t]+/);
  const at = words.findIndex((word) => word in FAMILY);
  const type = words[at];
  const octets = fromBase64(words[at + 1] ?? '');
  if (type === undefined || octets === undefined) return undefined;
  const fields = fieldsOf(octets);
  if (fields === undefined || textOf(fields[0]) !== type) return undefined;
  const bits = bitsOf(type, fields);
  if (bits === undefined) return undefined;
  return { type, family: FAMILY[type]!, bits, octets, comment: words.slice(at + 2).join(' ') };
}

/** `SHA256:uk2j…`, `MD5:6e:fe:…` */
export function fingerprint({ octets }: PublicKey, hash: FingerprintHash): string {
  if (hash === 'sha256') return `SHA256:${toBase64(sha256(octets)).replace(/=+$/, '')}`;
  return `MD5:${Array.from(md5(octets), (octet) => octet.toString(16).padStart(2, '0')).join(':')}`;
}

const LENGTH = 4;

function fieldsOf(octets: Uint8Array): readonly Uint8Array[] | undefined {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const fields: Uint8Array[] = [];
  let at = 0;
  while (at < octets.length) {
    if (at + LENGTH > octets.length) return undefined;
    const end = at + LENGTH + view.getUint32(at);
    if (end > octets.length) return undefined;
    fields.push(octets.subarray(at + LENGTH, end));
    at = end;
  }
  return fields;
}

const textOf = (octets: Uint8Array | undefined): string => String.fromCharCode(...(octets?.subarray(0, 64) ?? []));

/** The length of a whole number: that of its first octet that is not zero, and of all behind it. */
function lengthOf(number: Uint8Array | undefined): number | undefined {
  const at = number?.findIndex((octet) => octet !== 0) ?? -1;
  return number === undefined || at < 0 ? undefined : 8 * (number.length - at) - Math.clz32(number[at]!) + 24;
}

function bitsOf(type: string, fields: readonly Uint8Array[]): number | undefined {
  if (type === 'ssh-rsa') return fields.length === 3 ? lengthOf(fields[2]) : undefined;
  if (type === 'ssh-dss') return fields.length === 5 ? lengthOf(fields[1]) : undefined;
  if (type === 'ssh-ed25519') return fields.length === 2 && fields[1]?.length === 32 ? 256 : undefined;
  return fields.length === 3 ? Number(type.slice(-3)) : undefined;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function fromBase64(text: string): Uint8Array | undefined {
  if (text === '' || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const letters = text.replace(/=+$/, '');
  const octets = new Uint8Array(Math.floor((letters.length * 6) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of letters) {
    held = ((held << 6) | LETTERS.indexOf(letter)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    octets[at++] = held >>> bits;
  }
  return octets;
}

export function toBase64(octets: Uint8Array): string {
  let text = '';
  for (let i = 0; i < octets.length; i += 3) {
    const word = (octets[i]! << 16) | ((octets[i + 1] ?? 0) << 8) | (octets[i + 2] ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => LETTERS[(word >>> shift) & 0x3f]!);
    text += letters
      .slice(0, Math.min(4, octets.length - i + 1))
      .join('')
      .padEnd(4, '=');
  }
  return text;
}
