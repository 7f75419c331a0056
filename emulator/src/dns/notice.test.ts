import { expect, test } from '@jest/globals';
import { Document } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';
import { commandLanguageOf } from '../command-language-of.js';
import { noticedServers } from './notice.js';

const language = commandLanguageOf('RTX1210');

test.each([
  ['', 'me 1'],
  ['dns notice order msext me server', 'me 1'],
  ['dns notice order msext server me', '1 me'],
  ['dns notice order msext server', '1 2'],
  ['dns notice order msext me', 'me'],
  ['dns notice order msext none', ''],
])('%s', (line, expected) => {
  let document = new Document(language.machine);
  for (const each of ['dns server 10.0.0.1 10.0.0.2 10.0.0.3', line].filter(Boolean)) {
    const outcome = language.execute(
      { level: 'administrator', selection: GLOBAL, language: 'en', origin: 'console' },
      document,
      each,
    );
    if (outcome.kind !== 'configured') throw new Error(`${each}: ${outcome.kind}`);
    document = outcome.document;
  }
  const told = noticedServers(document, 'msext').map((server) => (server === 'me' ? server : server & 0xff));
  expect(told.join(' ')).toBe(expected);
});
