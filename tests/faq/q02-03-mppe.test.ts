/** FAQ Q2, Q3 and Q6: every type of `ppp ccp type` against every other, with `ppp ccp no-encryption` either way at either end. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pairOf, type Site } from './site.suite.js';

const TYPES = ['mppe-40', 'mppe-128', 'mppe-any', 'none', 'stac0', 'stac', 'cstac'] as const;
type Type = (typeof TYPES)[number];
const CHOICES = ['accept', 'reject'] as const;

/** What both ends agree on, as the FAQ and its sister about CCP have it. Whatever is not listed agrees on nothing. */
const AGREED: Readonly<Record<string, 40 | 128>> = {
  'mppe-40 mppe-40': 40,
  'mppe-40 mppe-any': 40,
  'mppe-any mppe-40': 40,
  'mppe-128 mppe-128': 128,
  'mppe-128 mppe-any': 128,
  'mppe-any mppe-128': 128,
  'mppe-any mppe-any': 128,
};

let site: Site;
beforeAll(() => {
  site = pairOf(
    ['pp auth request mschap-v2', 'pp auth username rt himitsu'],
    ['pp auth accept mschap-v2', 'pp auth myname rt himitsu'],
  );
  for (const name of ['server', 'client']) site.type(name, 'pp select 1');
});
afterAll(() => site.end());

const set = (name: string, type: Type, noEncryption: string): void => {
  site.type(name, `ppp ccp type ${type}`);
  site.type(name, `ppp ccp no-encryption ${noEncryption}`);
};

describe.each(TYPES)('a server with %s', (serverType) => {
  test.each(TYPES)('and a client with %s', (clientType) => {
    const bits = AGREED[`${serverType} ${clientType}`];
    for (const [server, client] of CHOICES.flatMap((a) => CHOICES.map((b) => [a, b] as const))) {
      set('server', serverType, server);
      set('client', clientType, client);
      site.type('client', 'connect 1');
      site.run(20);
      const isUp = bits !== undefined || (server === 'accept' && client === 'accept');
      const shown = ['server', 'client'].map((name) => site.type(name, 'show status pp 1'));
      const label = `${serverType} ${server}, ${clientType} ${client}`;
      for (const text of shown)
        expect([label, text]).toEqual([
          label,
          isUp
            ? expect.stringContaining(bits ? `CCP Local: MPPE-${bits}, Remote: MPPE-${bits}` : 'CCP: None')
            : expect.stringContaining('session status is Offline.'),
        ]);
      if (!isUp) {
        // Whoever refuses shows it; when both do, at least the one that noticed first.
        const refused = shown.map((text) => text.includes('Cause: Reject No-Encryption (1306)'));
        const mayRefuse = [server === 'reject', client === 'reject'];
        expect([label, refused.some(Boolean)]).toEqual([label, true]);
        for (const [i, has] of refused.entries()) if (has) expect([label, mayRefuse[i]]).toEqual([label, true]);
      }
      site.type('client', 'disconnect 1');
      site.run(10);
    }
  });
});

test('56 bits cannot be asked for', () => {
  expect(site.type('server', 'ppp ccp type mppe-56')).toContain('Error');
});
