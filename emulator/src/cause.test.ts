import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { DownReason } from '@rtemu/ppp/reason';
import type { DisconnectReason } from '@rtemu/pptp/disconnect-reason';
import { causeCode, causeLayer, causeText, UNSEEN_CAUSES } from './cause.js';

const call = (reason: DisconnectReason) => ({ by: 'call', reason }) as const;
const link = (reason: DownReason) => ({ by: 'link', reason }) as const;

describe('causes', () => {
  // FAQ Q15; the codes are those of the RT57i and RTV700 guides.
  test.each([
    [link('no-encryption'), 1306, 'Reject No-Encryption', '暗号化失敗による着信拒否'],
    [call('tcp-response-timeout'), 825, 'TCP response timeout', 'TCPレスポンス待ちタイムアウト'],
    [call('no-control-connection'), 826, 'No control connection', '相手応答なし'],
    [call('tunnel-disconnect-timer'), 827, 'Tunnel disconnect timer timeout', 'トンネル切断タイマタイムアウト'],
    [call('keepalive-failure'), 828, 'Keepalive failure', 'キープアライブ失敗'],
  ])('%p in the words of the FAQ', (ending, code, en, ja) => {
    expect([causeCode(ending), causeText(ending, 'en'), causeText(ending, 'ja')]).toEqual([code, en, ja]);
  });

  test('say whose word it is', () => {
    expect([causeLayer(link('lcp-timeout')), causeLayer(call('local'))]).toEqual(['PPP', 'PPTP']);
    expect(causeCode(link('failed-authentication'))).toBe(1300);
  });

  test('that nobody has seen are listed as such', () => {
    const page = readFileSync('docs/UNCONFIRMED.md', 'utf8');
    expect(UNSEEN_CAUSES.length).toBeGreaterThan(10);
    expect(UNSEEN_CAUSES.filter(({ en, ja }) => !page.includes(`\`${en}\` \`${ja}\``))).toEqual([]);
  });
});
