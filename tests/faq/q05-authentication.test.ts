/** FAQ Q5 and Q2: every method that is asked for against every method that is accepted, either end asking. */
import { describe, expect, test } from '@jest/globals';
import { pairOf, type Site } from './site.suite.js';

const METHODS = ['pap', 'chap', 'mschap', 'mschap-v2'] as const;
const REQUESTS = [...METHODS, 'chap-pap'] as const;
const SHOWN = { pap: 'PAP', chap: 'CHAP', mschap: 'MSCHAP', 'mschap-v2': 'MSCHAP-V2' } as const;
const ENDS = ['server', 'client'] as const;

const meant = (request: (typeof REQUESTS)[number]): readonly string[] =>
  request === 'chap-pap' ? ['chap', 'pap'] : [request];

/** The two, one of which asks the other. */
function pairWhere(asker: string, asks: readonly string[], answers: readonly string[]): Site {
  const own = (end: string) => ['ppp ccp type mppe-any', ...(end === asker ? asks : answers)];
  return pairOf(own('server'), own('client'));
}

const shown = (site: Site, name: string): string => site.type(name, 'show status pp 1');

describe.each(ENDS)('the %s asks', (asker) => {
  const other = asker === 'server' ? 'client' : 'server';
  describe.each(REQUESTS)('for %s', (request) => {
    test.each(METHODS)('and the other end accepts %s', (method) => {
      const site = pairWhere(
        asker,
        [`pp auth request ${request}`, 'pp auth username rt himitsu'],
        [`pp auth accept ${method}`, 'pp auth myname rt himitsu'],
      );
      site.type('client', 'connect 1');
      site.run(20);
      const [asking, answering] = [shown(site, asker), shown(site, other)];
      if (meant(request).includes(method)) {
        const encrypts = method.startsWith('mschap');
        for (const text of [asking, answering])
          expect(text).toContain(encrypts ? 'CCP Local: MPPE-128, Remote: MPPE-128' : 'CCP: None');
        expect(asking).toContain(`LCP Local: ${SHOWN[method]} Magic-Number`);
        expect(answering).toContain(`Remote: ${SHOWN[method]} Magic-Number`);
        const line = 'PP[01] PPP/CCP no MPPE: only MS-CHAP and MS-CHAPv2 yield keys for it';
        expect(site.log(asker).includes(line)).toBe(!encrypts);
      } else {
        expect(asking).toContain('Cause: Authentication refused by the peer (1297)');
        expect(answering).toContain('Cause: Authentication refused (1298)');
      }
      site.end();
    });
  });

  test('and the other end has pp auth accept without pp auth myname: it refuses', () => {
    const site = pairWhere(
      asker,
      ['pp auth request mschap-v2', 'pp auth username rt himitsu'],
      ['pp auth accept mschap mschap-v2'],
    );
    site.type('client', 'connect 1');
    site.run(20);
    expect(shown(site, asker)).toContain('Cause: Authentication refused by the peer (1297)');
    expect(shown(site, other)).toContain('Cause: Authentication refused (1298)');
    site.end();
  });

  test.each(METHODS)('for %s, and the password is wrong', (method) => {
    const site = pairWhere(
      asker,
      [`pp auth request ${method}`, 'pp auth username rt himitsu'],
      [`pp auth accept ${method}`, 'pp auth myname rt hazure'],
    );
    site.type('client', 'connect 1');
    site.run(20);
    expect(shown(site, asker)).toContain('Cause: Authentication failed (1299)');
    expect(shown(site, other)).toContain('Cause: Authentication failed (1300)');
    site.end();
  });
});

test.each(['mschap', 'mschap-v2'] as const)('both ends ask each other for %s', (method) => {
  const lines = (own: string, peer: string) => [
    'ppp ccp type mppe-any',
    `pp auth request ${method}`,
    `pp auth username ${peer} himitsu-${peer}`,
    `pp auth accept ${method}`,
    `pp auth myname ${own} himitsu-${own}`,
  ];
  const site = pairOf(lines('server', 'client'), lines('client', 'server'));
  site.type('client', 'connect 1');
  site.run(20);
  for (const name of ENDS) {
    expect(shown(site, name)).toContain(`LCP Local: ${SHOWN[method]} Magic-Number MRU, Remote: ${SHOWN[method]}`);
    expect(shown(site, name)).toContain('CCP Local: MPPE-128, Remote: MPPE-128');
  }
  site.end();
});
