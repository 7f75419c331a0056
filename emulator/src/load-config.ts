/**
 * `load`: another configuration in the place of the one that runs (manual 56.7.30), and the files inside the configuration that
 * it, and `call`, may read.
 * @module
 */
import { changesBetween } from '@rtemu/commands/changes';
import { configRowsOf } from '@rtemu/commands/config-rows';
import { loadText } from '@rtemu/commands/load-text';
import { type FaultKey, text } from '@rtemu/commands/messages';
import { configFileNumber, memoryPlaceOf } from '@rtemu/commands/operands/config-file';
import type { Load } from '@rtemu/commands/request';
import { decodedText } from '@rtemu/commands/shell/base64';
import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import { ppEnabled } from '@rtemu/config/settings/pp';
import { embeddedFiles } from '@rtemu/config/settings/shell';
import type { Instant } from '@rtemu/engine/time';
import { TextDecoding } from '@rtemu/service/encoding/text-codec';
import { askYesOrNo, type Dialogue } from './dialogue.js';
import { readText } from './memories/memory-files.js';
import type { RouterConsole } from './router-console.js';
import { readConfiguration } from './startup.js';

/** What a file is read by: files inside the configuration may be in the encoding of a console. */
type Reader = Pick<RouterConsole, 'router' | 'encoding'>;

/** A file that is run or loaded: on a memory, or inside the configuration. */
export function fileText(console: Reader, name: string): { readonly text: string } | FaultKey {
  const place = memoryPlaceOf(name);
  if (place !== undefined) return readText(console.router.memories, place);
  const lines = embeddedLines(console, name);
  return lines === undefined ? 'no-such-file' : { text: lines.join('\n') };
}

export const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

/** A configuration by its number, or a file. */
export function configText(console: Reader, name: string): { readonly text: string } | FaultKey {
  const number = configFileNumber(name);
  return number === undefined ? fileText(console, name) : (console.router.files.get(number) ?? 'no-such-file');
}

/** The lines of a file inside the configuration: `name`, `emfs:/name`. */
function embeddedLines({ router: { system }, encoding }: Reader, name: string): readonly string[] | undefined {
  const file = system.document.global.getAt(embeddedFiles, name.replace(/^emfs:\/?/i, ''));
  if (file === undefined || !file.encoded) return file?.lines;
  const octets = Uint8Array.from(decodedText(file.lines) ?? '', (octet) => octet.charCodeAt(0));
  const decoded = new TextDecoding(encoding).read(octets);
  return decoded.replace(/\r?\n$/, '').split(/\r?\n/);
}

export function load(now: Instant, console: RouterConsole, request: Load): void {
  const { system, router } = console;
  const wanted = textOf(console, request);
  if (typeof wanted === 'string') {
    console.printFault(wanted);
    return;
  }
  if (request.telling === 'interactive' && console.entry.kind === 'schedule') {
    console.printFault('illegal-keyword'); // there is nobody to ask
    return;
  }
  const target = readConfiguration(router.language, wanted.text).document;
  const commands = commandsTo(console, target, request.difference);
  if (request.telling === 'interactive') {
    const base = request.difference ? system.document : router.language.blank;
    console.ask(
      askEach(now, console, commands, (at, chosen) => {
        const lines = chosen.flatMap((line) => configRowsOf(line)).join('\n');
        change(at, console, request, loadText(router.language, lines, { onto: base }).document);
      }),
    );
    return;
  }
  if (request.telling === 'shown') console.print(commands.flatMap(({ shown }) => configRowsOf(shown)));
  change(now, console, request, target);
}

function textOf(console: RouterConsole, { type, file }: Load): { readonly text: string } | FaultKey {
  const kept = type !== 'file' && /^[0-4]$/.test(file) ? console.router.files.get(Number(file)) : undefined;
  if (kept !== undefined || type === 'config') return kept ?? 'no-such-file';
  return fileText(console, file);
}

interface Command {
  readonly typed: string;
  /** Without passwords. */
  readonly shown: string;
}

/** What is to be typed to change over: all of the new configuration, or what differs. */
function commandsTo({ router, system }: RouterConsole, target: Document, difference: boolean): readonly Command[] {
  const { language } = router;
  const lines = (secrets: boolean): readonly string[] =>
    difference
      ? changesBetween(language, system.document, target, { secrets })
      : language.printConfig(target, { secrets });
  const commandsIn = (rows: readonly string[]) =>
    loadText(language, rows.join('\n')).commands.map(({ rows: { text: typed } }) => typed);
  const shown = commandsIn(lines(false));
  return commandsIn(lines(true)).map((typed, i) => ({ typed, shown: shown[i] ?? typed }));
}

function change(now: Instant, console: RouterConsole, request: Load, target: Document): void {
  const { system, shell } = console;
  const before = system.document;
  system.configure(now, target);
  // Where all is typed anew, `pp enable` is, too.
  if (!request.difference) system.pps.reinitialize(now, enabledIn(target));
  if (request.rollbackSeconds === undefined) shell.stopRollback();
  else shell.startRollback(now, request.rollbackSeconds, before);
  system.settle(now);
}

const enabledIn = (document: Document): readonly PpNumber[] =>
  document.places.flatMap((place) =>
    place.scope === 'pp' && document.pp(place.number).get(ppEnabled) === true ? [place.number] : [],
  );

const SELECTS = /^\s*(?:pp|tunnel|switch|ap) select /;

/** Asks of each command whether it is to be typed. What only says where the others go is not asked. */
function askEach(
  begun: Instant,
  console: RouterConsole,
  commands: readonly Command[],
  then: (now: Instant, chosen: readonly string[]) => void,
): Dialogue | undefined {
  const chosen: string[] = [];
  const askFrom = (now: Instant, first: number): Dialogue | undefined => {
    let at = first;
    for (; at < commands.length && SELECTS.test(commands[at]!.typed); at++) {
      chosen.push(commands[at]!.typed);
      console.print([commands[at]!.shown]);
    }
    const command = commands[at];
    if (command === undefined) {
      then(now, chosen);
      return undefined;
    }
    const [shown = ''] = configRowsOf(command.shown);
    return askYesOrNo(text('load-question', console.language, shown), (answered, yes) => {
      if (yes) chosen.push(command.typed);
      return askFrom(answered, at + 1);
    });
  };
  return askFrom(begun, 0);
}
