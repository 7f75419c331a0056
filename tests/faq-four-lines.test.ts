import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const FOLDER = 'fixtures/labs/faq-q18-four-lines';
const LINES = ['catv', 'adsl', 'isdn', 'leased'];

test('question 18: the VPN is the same, word for word, whatever line is under it', () => {
  const [first = '', ...others] = LINES.map((line) => {
    const config = readFileSync(`${FOLDER}/rt-${line}.txt`, 'utf8');
    return config.slice(config.indexOf('pp select 2'));
  });
  expect(first).toContain('pptp service type client');
  expect(first).toContain('tunnel endpoint address');
  expect(others).toEqual([first, first, first]);
});
