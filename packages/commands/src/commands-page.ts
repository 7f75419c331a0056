/**
 * docs/COMMANDS.md: every row as a line of a table, by manual chapter. The page is read off the rows, so it cannot say
 * anything else than they do.
 * @module
 */

import { EVERY_MODEL } from '@rtemu/models/gate';
import { type Machine, machineOf, PPTP } from '@rtemu/models/machine';
import { PROFILES } from '@rtemu/models/models';
import type { AnyRow, SettingRow, Support } from './row.js';
import { WARNING_KINDS } from './warnings.js';

const HEAD = `# Commands

Generated from the rows in \`packages/commands/src/rows/\` and the chapters in \`packages/commands/src/manual/\`
(\`GOLDEN=write\` writes it anew). Manual sections are those of the Yamaha command reference of October 2025; older manuals
are named.

**Support.** *full*: what the manual says happens. *partial*: the last column says what does not. *stored*: kept, shown by
\`show config\`, and without effect.

**Models.** Every model where none is named; \`-\` leaves one out. *PPTP* is every model from the firmware on that the FAQ names.

**Level.** \`>\` may be given by users, \`#\` by administrators only. **Where.** What must be selected.
`;

/** Chapter titles of the command reference, in our words. */
const CHAPTERS: Readonly<Record<string, string>> = {
  '3': 'Help',
  '4': 'Console, users, clock, log',
  '5': 'Files inside the router',
  '6': 'ISDN and leased lines',
  '7': 'PRI',
  '8': 'IP',
  '9': 'Filters of Ethernet frames',
  '10': 'Filters of URLs',
  '11': 'PPP',
  '12': 'DHCP',
  '13': 'ICMP',
  '14': 'Tunnels',
  '15': 'IPsec',
  '16': 'L2TP',
  '17': 'PPTP',
  '18': 'IPIP',
  '19': 'Cloud services',
  '20': 'SIP and NGN',
  '21': 'SNMP',
  '22': 'RADIUS',
  '23': 'NAT',
  '24': 'DNS',
  '25': 'NAT46',
  '26': 'Priority and bandwidth',
  '27': 'Cooperation',
  '28': 'OSPF',
  '29': 'BGP',
  '33': 'Setup pages',
  '44': 'Mobile',
  '48': 'Switches and access points',
  '56': 'Operation',
  '57': 'Configuration and machine',
  '58': 'Status',
  '59': 'Log',
};

const machines: readonly Machine[] = PROFILES.map((profile) => machineOf(profile));

export function commandsPage(rows: readonly AnyRow[]): string {
  const chapters = new Map<string, AnyRow[]>();
  for (const row of rows) {
    const chapter = /^(\d+)\./.exec(row.manual)?.[1] ?? 'older';
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), row]);
  }
  const order = [...chapters.keys()].sort((a, b) => (Number(a) || 1000) - (Number(b) || 1000));
  return [
    HEAD,
    tally(rows),
    ...order.map((chapter) => {
      const title = chapter === 'older' ? 'Older manuals only' : `${chapter} ${CHAPTERS[chapter] ?? ''}`.trim();
      return `## ${title}\n\n${table(chapters.get(chapter)!)}`;
    }),
    warnings(),
  ].join('\n');
}

function tally(rows: readonly AnyRow[]): string {
  const count = (support: Support): number => rows.filter((row) => row.support === support).length;
  const of = (['full', 'partial', 'stored'] as const).map((support) => `${count(support)} ${support}`);
  return `${rows.length} rows: ${of.join(', ')}.\n`;
}

function table(rows: readonly AnyRow[]): string {
  return [
    '| manual | command | level | where | initially | models | support | lacking |',
    '|---|---|---|---|---|---|---|---|',
    ...[...rows].sort(bySection).map(line),
    '',
  ].join('\n');
}

/** What `rtemu replay` says of a configuration as a whole. */
function warnings(): string {
  return [
    '## Warnings',
    '',
    'Every line of a configuration may be right, and something not work all the same: `rtemu replay` warns of these.',
    '',
    '| kind | of what |',
    '|---|---|',
    ...Object.entries(WARNING_KINDS).map(([kind, what]) => `| \`${kind}\` | ${what} |`),
    '',
  ].join('\n');
}

const sectionsOf = ({ manual }: AnyRow): readonly number[] =>
  (manual.match(/^[\d.]+/)?.[0] ?? '').split('.').map(Number);

function bySection(a: AnyRow, b: AnyRow): number {
  const [left, right] = [sectionsOf(a), sectionsOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++)
    if (left[i] !== right[i]) return (left[i] ?? 0) - (right[i] ?? 0);
  return 0;
}

function line(row: AnyRow): string {
  const cells = [
    row.manual,
    code(row.syntax.usage('en', undefined)),
    row.level === 'user' ? '`>`' : '`#`',
    whereOf(row),
    row.kind === 'setting' ? initiallyOf(row) : '',
    row.on === EVERY_MODEL ? '' : modelsOf(row),
    row.support,
    row.lacking ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}

const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``);

function whereOf({ scopes, pp }: AnyRow): string {
  if (scopes.includes('global')) return '';
  return scopes.map((scope) => (scope === 'pp' ? (pp === undefined ? 'pp' : `pp, ${pp}`) : scope)).join(' or ');
}

const modelsOf = ({ on }: AnyRow): string => on.text.replace(PPTP.text, 'PPTP');

/** What an unset one means: one value, or each with the models at whose newest firmware it holds. */
function initiallyOf(row: SettingRow): string {
  const values = new Map<string, string[]>();
  for (const machine of machines) {
    if (!machine.allows(row.on).open) continue;
    const text = row.initially(machine)?.replace(new RegExp(`\\b${machine.name}\\b`), 'the model name') ?? '';
    values.set(text, [...(values.get(text) ?? []), machine.name]);
  }
  const [first, ...others] = [...values].sort(([, a], [, b]) => b.length - a.length);
  if (first === undefined) return '';
  const told = others.map(([text, models]) => `${text === '' ? 'none' : code(text)} (${models.join(' ')})`);
  return [first[0] === '' && others.length > 0 ? 'none' : code(first[0]), ...told].join('; ');
}
