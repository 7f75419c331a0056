import { describe, expect, test } from '@jest/globals';
import { difference } from '@rtemu/config/difference';
import type { Document } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';
import { ppAllDisabled } from '@rtemu/config/settings/pp';
import { tunnelsAllDisabled } from '@rtemu/config/settings/tunnel';
import { profileOf } from '@rtemu/models/models';
import fc from 'fast-check';
import { changesBetween } from './changes.js';
import { CommandLanguage } from './language.js';
import { replay } from './replay.js';
import { drawsFrom, inFile, typeDocument } from './typist.suite.js';

const RTX1210 = profileOf('RTX1210');
const language = new CommandLanguage(RTX1210);
const documentOf = (...lines: string[]): Document => replay(lines.join('\n'), RTX1210).document;

/** Without what tells that all were disabled once: that says nothing of who is enabled now, and is no difference. */
function withoutNotes(document: Document): Document {
  const draft = document.edit();
  draft.global.unset(ppAllDisabled);
  draft.global.unset(tunnelsAllDisabled);
  return draft.finish();
}

/** What lines make of a document. */
function typeInto(document: Document, lines: readonly string[]): Document {
  const draft = document.edit();
  let session = inFile(GLOBAL);
  for (const line of lines) {
    const outcome = language.load(session, draft, document, line);
    if (outcome.kind === 'selected') session = inFile(outcome.selection);
    else if (outcome.kind !== 'configured') throw new Error(`${line}: ${outcome.kind}`);
  }
  return draft.finish();
}

describe('what makes one configuration of another', () => {
  test('takes away by keys, overwrites by lines, in the blocks that differ', () => {
    const from = documentOf(
      ...['ip lan1 address 10.0.0.1/8', 'ip route default gateway 10.0.0.2', 'dhcp service server'],
      ...['pp select 1', 'ppp ipcp ipaddress on', 'pp auth username a b', 'pp select 2', 'ppp ipcp msext on'],
    );
    const to = documentOf(
      ...['ip lan1 address 10.0.0.9/8', 'dhcp service server', 'pptp service on'],
      ...['pp select 1', 'ppp ipcp ipaddress on', 'pp auth username c d', 'pp select 2', 'ppp ipcp msext on'],
    );
    expect(changesBetween(language, from, to)).toEqual([
      'no ip route default',
      'ip lan1 address 10.0.0.9/8',
      'pptp service on',
      'pp select 1',
      ' no pp auth username a',
      ' pp auth username c d',
      'pp select none',
    ]);
  });

  test('is nothing between equals', () => {
    const document = documentOf('ip lan1 address 10.0.0.1/8', 'pp select 1', 'pp enable 1');
    expect(changesBetween(language, document, document)).toEqual([]);
    const enabledAgain = documentOf('pp disable all', 'ip lan1 address 10.0.0.1/8', 'pp select 1', 'pp enable 1');
    expect(changesBetween(language, document, enabledAgain)).toEqual([]);
    expect(changesBetween(language, enabledAgain, document)).toEqual([]);
  });

  test('shows stars for passwords where they are not to be told, and the same lines', () => {
    const from = documentOf('login password himitsu', 'login user ann kagi');
    const to = documentOf('login password naisho', 'login user ben kagi');
    const expected = ['no login user ann', 'login password *', 'login user ben *'];
    expect(changesBetween(language, from, to, { secrets: false })).toEqual(expected);
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        const [one, other] = [a, b].map((seed) => typeDocument(language, 30, drawsFrom(seed)).document);
        const [told, masked] = [true, false].map((secrets) => changesBetween(language, one!, other!, { secrets }));
        expect(masked).toHaveLength(told!.length);
        expect(masked).not.toContain(undefined);
      }),
      { numRuns: 30 },
    );
  });

  test('does what it says, between any two', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        const from = typeDocument(language, 30, drawsFrom(a)).document;
        const to = typeDocument(language, 30, drawsFrom(b)).document;
        const lines = changesBetween(language, from, to);
        fc.pre(!lines.some((line) => line.trimStart().startsWith('#'))); // passwords stay
        const made = typeInto(from, lines);
        const left = difference(withoutNotes(made), withoutNotes(to));
        expect({ left: left.isEmpty, lines }).toEqual({ left: true, lines });
      }),
      { numRuns: 60 },
    );
  });
});
