/**
 * Manual chapter 57: the configuration that runs, the files that are kept, and what differs between them.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { ppSelection, type Selection, tunnelSelection } from '@rtemu/config/selection';
import { gate } from '@rtemu/models/gate';
import { configHeader } from '../header.js';
import { type FaultKey, text } from '../messages.js';
import { either, many, optional } from '../operands/combine.js';
import { configFile } from '../operands/config-file.js';
import { each, ppNumbers, tunnelNumbers } from '../operands/place.js';
import { word } from '../operands/word.js';
import { type AnyRow, type Opened, type View, type ViewContext, view } from '../row.js';
import type { Status } from '../status.js';
import { group, syntax } from '../syntax.js';
import { configListLines } from '../views/config-list.js';

const LESS_HELP = { ja: 'すべての設定内容を画面ごとに表示します', en: 'Show the configuration in the viewer' } as const;

/** The blocks of several places, one below the other; where nothing is set there is nothing. */
const blocks =
  (places: readonly Selection[], { printConfig }: ViewContext): View =>
  () =>
    places.flatMap((place) => printConfig(place));

const viewAll = (_: unknown, { machine, printConfig }: ViewContext): View => {
  const lines = printConfig();
  return ({ identity, clock }) => [...configHeader(machine, identity, clock.now), ...lines];
};

type Numbers = Parameters<typeof each>[0];

function viewPps(which: Numbers | 'anonymous' | undefined, context: ViewContext): View | FaultKey {
  const { selection } = context.session;
  if (which === undefined) return selection.scope === 'pp' ? blocks([selection], context) : 'select-pp';
  const places = which === 'anonymous' ? [ppSelection(which)] : each(which).map((number) => ppSelection(number));
  return blocks(places, context);
}

function viewTunnels(which: Numbers | undefined, context: ViewContext): View | FaultKey {
  const { selection } = context.session;
  if (which === undefined) return selection.scope === 'tunnel' ? blocks([selection], context) : 'select-tunnel';
  return blocks(
    each(which).map((number) => tunnelSelection(number)),
    context,
  );
}

const notEmulated =
  (command: string, { session }: ViewContext): View =>
  () => [text('not-emulated', session.language, command)];

const TEMPLATE = /^ *tunnel template /;

/** A tunnel without a template is what it is set to be; templates are kept and do nothing. */
function viewExpanded(which: Numbers | undefined, context: ViewContext): View | FaultKey {
  const view = viewTunnels(which, context);
  if (typeof view === 'string') return view;
  return (status) => {
    const lines = view(status);
    const hasTemplate = typeof lines !== 'string' && lines.some((line) => TEMPLATE.test(line));
    return hasTemplate ? notEmulated('show config tunnel ... expand', context)(status) : lines;
  };
}

const NO_TEMPLATES = 'tunnels with a template';

const BLOCKS: readonly AnyRow[] = [
  view({
    manual: '57.2',
    level: 'administrator',
    syntax: syntax`show config`,
    help: { ja: 'すべての設定内容を表示します', en: 'Show the configuration' },
    view: viewAll,
  }),
  view({
    manual: '57.2',
    on: gate('* -early'),
    level: 'administrator',
    syntax: syntax`less config`,
    help: LESS_HELP,
    view: viewAll,
  }),
  view({
    manual: '57.4',
    level: 'administrator',
    syntax: syntax`show config pp ${optional(either(ppNumbers, word('anonymous')))}`,
    help: { ja: '指定した相手先の設定内容を表示します', en: 'Show the configuration of PPs' },
    view: viewPps,
  }),
  view({
    manual: '57.4',
    on: gate('* -early'),
    level: 'administrator',
    syntax: syntax`less config pp ${optional(either(ppNumbers, word('anonymous')))}`,
    help: { ja: '指定した相手先の設定内容を画面ごとに表示します', en: 'Show the configuration of PPs in the viewer' },
    view: viewPps,
  }),
  view({
    manual: '57.6',
    level: 'administrator',
    syntax: syntax`show config tunnel ${optional(tunnelNumbers)}`,
    help: { ja: '指定したトンネルの設定内容を表示します', en: 'Show the configuration of tunnels' },
    view: viewTunnels,
  }),
  view({
    manual: '57.6',
    on: gate('* -rt -early'),
    level: 'administrator',
    syntax: syntax`less config tunnel ${optional(tunnelNumbers)}`,
    help: {
      ja: '指定したトンネルの設定内容を画面ごとに表示します',
      en: 'Show the configuration of tunnels in the viewer',
    },
    view: viewTunnels,
  }),
  view({
    manual: '57.6',
    on: gate('current rev10 NVR510 NVR700W'),
    level: 'administrator',
    syntax: syntax`show config tunnel ${optional(tunnelNumbers)} expand`,
    help: {
      ja: 'テンプレートを展開したトンネルの設定内容を表示します',
      en: 'Show the configuration of tunnels with their templates',
    },
    support: 'partial',
    lacking: NO_TEMPLATES,
    view: viewExpanded,
  }),
  view({
    manual: '57.6',
    on: gate('current rev10 NVR510 NVR700W'),
    level: 'administrator',
    syntax: syntax`less config tunnel ${optional(tunnelNumbers)} expand`,
    help: {
      ja: 'テンプレートを展開したトンネルの設定内容を画面ごとに表示します',
      en: 'Show the configuration of tunnels with their templates in the viewer',
    },
    support: 'partial',
    lacking: NO_TEMPLATES,
    view: viewExpanded,
  }),
];

/** A file as a document, or why there is none. */
function documentIn(name: string, status: Status, { readConfig }: ViewContext): Document | FaultKey {
  const file = status.configText(name);
  return typeof file === 'string' ? file : readConfig(file.text);
}

/** How a comparison names the configuration that runs. */
const RUNNING = '-';

/** With or without the word that tells what kind of file it is. */
const comparedFile = group`${{ kind: optional(word('config', 'file')) }} ${{ file: either(word(RUNNING), configFile) }}`;

/** Whoever wants to see a file has to know its passwords (manual 57.2, 57.7). */
const opensFiles =
  (names: readonly string[], context: ViewContext): Opened =>
  (status) =>
    names.flatMap((name) => {
      const document = documentIn(name, status, context);
      return typeof document === 'string' ? [] : document;
    });

const viewFile =
  (name: string, context: ViewContext): View =>
  (status) => {
    const document = documentIn(name, status, context);
    if (typeof document === 'string') return document;
    const { identity, clock } = status;
    return [...configHeader(context.machine, identity, clock.now), ...context.printOther(document)];
  };

const FILES: readonly AnyRow[] = [
  view({
    manual: '57.2',
    on: gate('current rev10 rev8 RTX1000 nvr RT58i'),
    level: 'administrator',
    syntax: syntax`show config ${configFile}`,
    help: { ja: '設定ファイルの内容を表示します', en: 'Show a configuration file' },
    opens: (name, context) => opensFiles([name], context),
    view: viewFile,
  }),
  view({
    manual: '57.2',
    on: gate('current rev10 rev8 RTX1000 nvr RT58i'),
    level: 'administrator',
    syntax: syntax`less config ${configFile}`,
    help: LESS_HELP,
    opens: (name, context) => opensFiles([name], context),
    view: viewFile,
  }),
  view({
    manual: '57.7',
    on: gate('RTX1300 RTX1220 RTX1210>=14.01.26 RTX830>=15.02.03'),
    level: 'administrator',
    syntax: syntax`show config difference ${many(comparedFile, 1, 2)}`,
    help: { ja: '設定の差分を表示します', en: 'Show what differs between two configurations' },
    opens: (compared, context) =>
      opensFiles(
        compared.map(({ file }) => file),
        context,
      ),
    view: (compared, context) => {
      const names = compared.map(({ file }) => file);
      return (status) => {
        const documents = names.map((name) =>
          name === RUNNING ? context.document : documentIn(name, status, context),
        );
        const fault = documents.find((each) => typeof each === 'string');
        if (fault !== undefined) return fault;
        const [from, to] = [context.document, ...(documents as readonly Document[])].slice(-2);
        return context.changesBetween(from!, to!);
      };
    },
  }),
  view({
    manual: '57.8',
    on: gate('* -early'),
    level: 'administrator',
    syntax: syntax`show config list`,
    help: { ja: '設定ファイルの一覧を表示します', en: 'List the configuration files' },
    view: (_, { session }) => {
      return (status) => configListLines(status.configFiles(), session.language);
    },
  }),
  view({
    manual: '57.8',
    on: gate('* -early'),
    level: 'administrator',
    syntax: syntax`less config list`,
    help: { ja: '設定ファイルの一覧を画面ごとに表示します', en: 'List the configuration files in the viewer' },
    view: (_, { session }) => {
      return (status) => configListLines(status.configFiles(), session.language);
    },
  }),
];

export const SHOW_CONFIG = (): readonly AnyRow[] => [...BLOCKS, ...FILES];
