import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, itComplies } from './compliance.suite.js';
import * as Syslog from './syslog.js';
import { writeText } from './text.js';

const arbitrary = fc.record({
  facility: fc.nat({ max: Syslog.FACILITY_MAX }),
  severity: fc.nat({ max: 7 }),
  content: fc
    .array(fc.nat({ max: 0xff }), { maxLength: 40 })
    .map((codes) => codes.map((code) => String.fromCharCode(code)).join('')),
});

itComplies('syslog', Syslog, {
  vectors: [
    {
      name: 'the first example of RFC 3164 §5.4, cut short',
      value: { facility: 4, severity: 2, content: "Oct 11 22:14:15 mymachine su: 'su root'" },
      octets: '3c33343e 4f63742031312032323a31343a3135206d796d616368696e652073753a2027737520726f6f7427',
    },
    { name: 'an empty one of the kernel', value: { facility: 0, severity: 0, content: '' }, octets: '3c303e' },
  ],
  arbitrary,
  prefixesMayParse: true,
  randomHeads: ['3c', '3c3134', '3c31343e'],
});

describe('a priority', () => {
  test.each(['<14', '14>x', '<>x', '<014>x', '<192>x', '<1111>x', '<1a>x', '< 1>x'])('is not read from %s', (text) => {
    expect(Syslog.parse(writeText(text)).ok).toBe(false);
    expect(Syslog.describe(writeText(text))).toMatch(/^syslog \(/);
  });

  test('is told in a trace, and what does not print is escaped', () => {
    expect(Syslog.describe(hex('3c31343e 41 00'))).toBe('syslog facility=1 severity=6 "A\\x00"');
  });
});
