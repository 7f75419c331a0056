import { describe, expect, test } from '@jest/globals';
import { STATUS } from '../status.suite.js';
import {
  natAddressLines,
  natBindLines,
  natPeakLines,
  natPortSummaryLines,
  natSessionSummaryLines,
  natStatisticsLines,
} from './nat.js';

const nat = STATUS.nat();

describe('show nat descriptor', () => {
  test('address: by host, as seen on an RTX1300', () => {
    const [first, second, table, outer, ports, ...rest] = natAddressLines(nat, {}, false, 'en');
    expect([first, second, table, outer, ports]).toEqual([
      'NAT/IP masquerade compatibility type : 2',
      'Reference Descriptor : 1, Assigned Interface : PP[01](1)',
      'Masquerade Table',
      '    Outer address: 203.0.113.24',
      '    Port range: 60000-64095, 49152-59999, 44096-49151   99 session.',
    ]);
    expect(rest.slice(-4)).toEqual([
      '  -*-    -*-    -*-    -*-    -*-    -*-    -*-    -*-    -*-    -*-    -*-',
      '      No.              Inner   Session Count           Limit         Type',
      '       1     192.168.182.100              71           65534         dynamic',
      '       2     192.168.182.200              26           65534         dynamic',
    ]);
  });

  test('address detail: every session, in the form that others read', () => {
    const lines = natAddressLines(nat, { descriptor: 1 }, true, 'ja');
    expect(lines[1]).toBe('参照NATディスクリプタ : 1, 適用インタフェース : PP[01](1)');
    const entry = /^\s*(TCP|UDP|ICMP|GRE)\s+((?:\d+\.){3}\d+)\.(\d+)\s+((?:\d+\.){3}\d+)\.(\d+)\s+\S+\s+(\d+)/;
    expect(entry.exec(lines.at(-1)!)?.slice(1)).toEqual([
      'TCP',
      '192.168.182.100',
      '50123',
      '198.51.100.80',
      '443',
      '871',
    ]);
    expect(lines.filter((line) => line.endsWith('static'))).toHaveLength(2);
  });

  test('what is not meant is not shown', () => {
    expect(natAddressLines(nat, { descriptor: 2 }, false, 'en')).toHaveLength(1);
    expect(natAddressLines(nat, { place: { kind: 'pp', pp: 2 } }, false, 'en')).toHaveLength(1);
    expect(natAddressLines(nat, { place: { kind: 'pp', pp: 1 } }, false, 'en').length).toBeGreaterThan(1);
  });

  test('bind and the counts', () => {
    expect(natBindLines(nat, () => true, 'en')).toEqual([
      'Interface           NAT descriptor',
      'PP[01]              1',
    ]);
    expect(natBindLines(nat, () => false, 'en')).toHaveLength(1);
    expect(natPortSummaryLines(nat, {})).toEqual(['NAT descriptor 1, PP[01](1): 26/ 20000']);
    expect(natSessionSummaryLines(nat, {}, 'en')).toEqual(['NAT descriptor 1, PP[01](1): 99/ 65534, peak 120']);
    expect(natStatisticsLines(nat, {}, 'en').at(-1)).toBe(
      '     192.168.182.200          26          40           3  2024/07/05 11:17:45',
    );
    expect(natPeakLines(nat, {}, 'en').slice(1, 3)).toEqual([
      '    Peak: 120  2024/07/01 09:00:03',
      '     192.168.182.100          80',
    ]);
  });
});
