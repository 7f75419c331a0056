import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, itComplies } from './compliance.suite.js';
import { writeText } from './text.js';
import * as Tftp from './tftp.js';

const word = fc
  .array(fc.integer({ min: 1, max: 0xff }), { maxLength: 12 })
  .map((codes) => codes.map((code) => String.fromCharCode(code)).join(''));
const options = fc.array(fc.tuple(fc.constantFrom('blksize', 'timeout', 'tsize', 'x'), word), { maxLength: 4 });
const number = fc.nat({ max: 0xffff });

itComplies<Tftp.TftpMessage>('tftp', Tftp, {
  vectors: [
    {
      name: 'a request to read',
      value: { kind: 'read', file: 'config', mode: 'netascii', options: [] },
      octets: '0001 636f6e66696700 6e6574617363696900',
    },
    {
      name: 'a request to write with an option (RFC 2348)',
      value: { kind: 'write', file: 'x', mode: 'octet', options: [['blksize', '1428']] },
      octets: '0002 7800 6f6374657400 626c6b73697a6500 3134323800',
    },
    { name: 'data', value: { kind: 'data', block: 258, octets: hex('0d0a') }, octets: '0003 0102 0d0a' },
    { name: 'an acknowledgement', value: { kind: 'ack', block: 65_535 }, octets: '0004 ffff' },
    { name: 'an error', value: { kind: 'error', code: 1, text: 'no' }, octets: '0005 0001 6e6f00' },
    {
      name: 'an acknowledgement of options',
      value: { kind: 'oack', options: [['tsize', '9']] },
      octets: '0006 7473697a6500 3900',
    },
  ],
  arbitrary: fc.oneof(
    fc.record({
      kind: fc.constantFrom('read', 'write'),
      file: word.filter((text) => text !== ''),
      mode: fc.constantFrom('netascii', 'octet', 'mail', ''),
      options,
    }),
    fc.record({ kind: fc.constant('data'), block: number, octets: fc.uint8Array({ maxLength: 40 }) }),
    fc.record({ kind: fc.constant('ack'), block: number }),
    fc.record({ kind: fc.constant('error'), code: number, text: word }),
    fc.record({ kind: fc.constant('oack'), options }),
  ) as fc.Arbitrary<Tftp.TftpMessage>,
  prefixesMayParse: true,
  randomHeads: ['0001', '0002', '0003', '0004', '0005', '0006', '0001 6100 6f6374657400'],
});

test.each([
  '\0\x01',
  '\0\x01file',
  '\0\x01file\0',
  '\0\x01\0octet\0',
  '\0\x01f\0octet\0blksize\0',
  '\0\x06tsize\0',
  '\0\x07',
])('what is no message of TFTP is not read: %j', (text) => {
  expect(Tftp.parse(writeText(text)).ok).toBe(false);
  expect(Tftp.describe(writeText(text))).toMatch(/^TFTP \(/);
});

test('modes and options count in either case, an error may lack its end, and a trace tells no password', () => {
  const request = writeText('\0\x01config/himitsu\0OCTET\0BlkSize\x001024\0');
  expect(Tftp.parse(request)).toMatchObject({ value: { mode: 'octet', options: [['blksize', '1024']] } });
  expect(Tftp.describe(request)).toBe('TFTP read "config" "octet" "blksize"="1024"');
  expect(Tftp.parse(writeText('\0\x05\0\x02no'))).toMatchObject({ value: { kind: 'error', code: 2, text: 'no' } });
});
