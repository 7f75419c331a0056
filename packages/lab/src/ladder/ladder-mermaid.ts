/**
 * A ladder as a Mermaid `sequenceDiagram`, which GitHub and others draw where they find it in Markdown.
 * @module
 */
import { type Ladder, type MessageRow, timeOf } from './ladder.js';

/** What would end a text, or begin something else in it: `#` an entity, `%%` a directive; `;` ends a line. */
const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[#;<>&"%]/g, (character) => `#${character.codePointAt(0)};`);

/** In front matter there are no entities. */
const titled = (title: string): string =>
  JSON.stringify(title.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/%(?=%)/g, '% '));

export function printMermaid(ladder: Ladder): string {
  const { title, columns, rows, omission } = ladder;
  const names = new Map(columns.map((name, i) => [name, `n${i + 1}`]));
  const all = columns.length > 1 ? `n1,n${columns.length}` : 'n1';
  const message = ({ at, from, to, layer, text, isLost, isAgain, isTwice }: MessageRow): string => {
    const arrow = isLost ? '-x' : layer === 'data' || layer === 'ack' ? '-->>' : '->>';
    const marks = `${isAgain ? ' (again)' : ''}${isLost ? ' (lost)' : ''}${isTwice ? ' (arrives twice)' : ''}`;
    return `${names.get(from)}${arrow}${names.get(to)}: ${escaped(`${timeOf(ladder, at)} ${text}${marks}`)}`;
  };
  return [
    '---',
    `title: ${titled(title)}`,
    '---',
    'sequenceDiagram',
    ...[...names].map(([name, id]) => `  participant ${id} as ${escaped(name)}`),
    ...rows.map((row) => `  ${row.kind === 'note' ? `Note over ${all}: ${escaped(row.text)}` : message(row)}`),
    ...(columns.length === 0 ? ['  Note over nobody: Nobody said anything.'] : []),
    ...(omission === undefined || columns.length === 0 ? [] : [`  Note over ${all}: ${escaped(omission)}`]),
    '',
  ].join('\n');
}
