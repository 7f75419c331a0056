import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { fingerprint, readPublicKey, toBase64 } from './public-key.js';

// From manual 4.75 and 4.77.
const RSA =
  'ssh-rsa AAAAB3NzaC1yc2EAAAABIwAAAQEAp3eK3sk60fhHP9zsRgI39tqAoNfljbnCNiJ7horhwu61ZyaKDKf8BiiCsKnvFsLIfSgcOejllflBtrFX3bN8iu+me2Ggh52vuIWDS/SUEQNWcYCalY0Ign8u8OzVxldx1QABzuAKEKA654gkhQA40iaCKbKD5RGp4zujqDA6p8Y9o06pC/Ns7GzkgegrMxg40feB+0hjS+K2eY49uqqwqYUYCdNw6bTIJiH6nAgsXSUDjbo3N+b9CY/9/7txKBykt1zt04WCXepngxVRw2ss+JOVkPisDmtl0//Q7Xdi+MxiLKhjeZk3jpqrSHiLon6D30xU/5/FY0cwcRBwrj4Uuw== user1';

test('keys of the manual have its fingerprints', () => {
  const key = readPublicKey(RSA)!;
  expect(key).toMatchObject({ type: 'ssh-rsa', family: 'RSA', bits: 2048, comment: 'user1' });
  expect(fingerprint(key, 'sha256')).toBe('SHA256:uk2janKfeZXBsUniTMdNwL2fhdcAdfY0MsGSsCtpg8E');
  expect(fingerprint(key, 'md5')).toBe('MD5:6e:fe:21:cc:d2:a4:55:78:07:7f:7f:f7:59:17:56:3a');
  expect(readPublicKey(`no-pty,command="a b" ${RSA} and more`)).toMatchObject({ comment: 'user1 and more' });
});

test('every kind of key', () => {
  const blob = (type: string, ...fields: Uint8Array[]): string => {
    const all = [new TextEncoder().encode(type), ...fields].flatMap((field) => [
      ...[24, 16, 8, 0].map((shift) => (field.length >>> shift) & 0xff),
      ...field,
    ]);
    return `${type} ${toBase64(Uint8Array.from(all))}`;
  };
  const number = (octets: number, first: number): Uint8Array => new Uint8Array(octets).fill(first, 0, 1);
  expect(readPublicKey(blob('ssh-ed25519', number(32, 1)))).toMatchObject({ family: 'ED25519', bits: 256 });
  const curve = new TextEncoder().encode('nistp521');
  expect(readPublicKey(blob('ecdsa-sha2-nistp521', curve, number(133, 4)))).toMatchObject({
    family: 'ECDSA',
    bits: 521,
  });
  const dsa = [number(129, 0), number(21, 0), number(128, 3), number(128, 3)] as const;
  dsa[0][1] = 0x80;
  expect(readPublicKey(blob('ssh-dss', ...dsa))).toMatchObject({ family: 'DSA', bits: 1024, comment: '' });
  expect(readPublicKey(blob('ssh-rsa', number(1, 3), number(128, 0x40)))).toMatchObject({ bits: 1023 });
});

test.each([
  '',
  'ssh-rsa',
  'ssh-rsa !!!!',
  'ssh-rsa AAAA',
  'ssh-rsa AAAAB3NzaC1yc2EAAAABIwAAAQEAp3eK',
  RSA.replace('ssh-rsa', 'ssh-dss'),
  RSA.replace('ssh-rsa', 'ssh-mine'),
  RSA.replace('ssh-rsa AAAAB3', 'ssh-rsa AAAAB4'),
])('"%s" is no key', (line) => expect(readPublicKey(line)).toBeUndefined());

test('base64 is that of others', () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const octets = publicKey.export({ type: 'spki', format: 'der' });
  for (const length of [0, 1, 2, 3, 40]) {
    const part = octets.subarray(0, length);
    expect(toBase64(part)).toBe(part.toString('base64'));
  }
});
