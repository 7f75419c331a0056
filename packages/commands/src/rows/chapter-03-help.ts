/**
 * Manual chapter 3: help.
 * @module
 */
import { type AnyRow, view } from '../row.js';
import { syntax } from '../syntax.js';
import { helpText } from '../views/help.js';

export const CHAPTER_3 = (): readonly AnyRow[] => [
  view({
    manual: '3.1',
    syntax: syntax`help`,
    help: { ja: 'コンソールの使い方を表示します', en: 'Explain the console' },
    view:
      (_, { session, machine }) =>
      () =>
        helpText(session.language, machine),
  }),
  view({
    manual: '3.2',
    syntax: syntax`show command`,
    help: { ja: 'コマンドの一覧を表示します', en: 'List the commands' },
    view: (_, { rows, session }) => {
      const lines = rows().map(({ syntax, help }) => `${syntax.name}: ${help[session.language]}`);
      return () => [...new Set(lines)].sort();
    },
  }),
];
