/**
 * The configurations of a router as files that are fetched and brought over a network: text in Shift_JIS whose lines end in
 * CR LF (manual 2.3), with passwords as they are kept.
 * @module
 */
import { configHeader } from '@rtemu/commands/header';
import { loadText } from '@rtemu/commands/load-text';
import { nameOfSaved } from '@rtemu/commands/operands/config-file';
import { GLOBAL } from '@rtemu/config/selection';
import type { Instant } from '@rtemu/engine/time';
import { encodeText, TextDecoding } from '@rtemu/service/encoding/text-codec';
import { civilTime } from './calendar.js';
import { writableFile } from './config-files.js';
import * as LogText from './log-text.js';
import type { Router } from './router.js';
import { RouterStatus } from './router-status.js';

export const LIMIT = {
  /** Of a configuration that is brought. What is larger is refused, and nothing of it kept. */
  octets: 1 << 20,
} as const;

/** The running configuration, a file by its number, or what the support asks for. */
export type SystemFile = 'running' | number | 'techinfo';

const NAME = /^config([0-4](?:\.[12])?)?$/;
const RESTART = /^\s*restart\s*$/i;

/** @param name `config`, `config0` to `config4`, and `config0.1` to `config4.2` for older copies */
export function systemFileOf(name: string): SystemFile | undefined {
  if (name === 'techinfo') return name;
  const found = NAME.exec(name);
  if (found === null) return undefined;
  return found[1] === undefined ? 'running' : Number(found[1]);
}

/** Older copies are read, and made by the router alone. */
export const isWritable = (file: SystemFile): file is 'running' | number =>
  file === 'running' || (typeof file === 'number' && writableFile(file) === file);

/** `config0` */
export const printSystemFile = (file: SystemFile): string =>
  typeof file === 'number' ? `config${file}` : file === 'running' ? 'config' : file;

/** Those that are there, the running one first. */
export const systemFiles = ({ files }: Router): readonly SystemFile[] => ['running', ...files.numbers, 'techinfo'];

export function readSystemFile(now: Instant, router: Router, file: SystemFile): Uint8Array | undefined {
  const text = textOf(now, router, file);
  return text === undefined ? undefined : encodeText(text.replace(/\r?\n/g, '\r\n'), 'shift_jis');
}

function textOf(now: Instant, router: Router, file: SystemFile): string | undefined {
  if (file === 'techinfo') return techinfoText(now, router);
  return file === 'running' ? runningText(now, router) : router.files.get(file)?.text;
}

/** `show techinfo`, as an administrator would see it; it is English (manual 58.59). `undefined` where there is no such command. */
function techinfoText(now: Instant, router: Router): string | undefined {
  const session = { level: 'administrator', selection: GLOBAL, language: 'en', origin: 'console' } as const;
  const outcome = router.language.execute(session, router.system.document, 'show techinfo');
  const lines = outcome.kind === 'lines' ? outcome.view(new RouterStatus(router, now, 'en')) : undefined;
  return lines === undefined ? undefined : `${lines.join('\n')}\n`;
}

/** The running configuration below the heading that `show config` has. */
function runningText(now: Instant, router: Router): string {
  const { language, serial, macs: macAddresses, system } = router;
  const clock = civilTime(system.journal.epochAt(now), system.journal.offsetMinutes);
  const header = configHeader(language.machine, { serial, macAddresses }, clock);
  return `${header.join('\n')}\n${router.configurationText()}`;
}

/**
 * Takes a configuration. One with a number is kept as it came: wrong lines of it are passed over when the router starts. What
 * is brought as the running one is typed into that at once, wrong lines passed over, and saved (manual 2.3).
 * @param by as the log calls the way that it came by: `TFTP`
 * @returns `restart` when that is its last command, which is left to the caller
 */
export function writeSystemFile(
  now: Instant,
  router: Router,
  file: 'running' | number,
  octets: Uint8Array,
  by: string,
): 'too-large' | 'restart' | undefined {
  if (octets.length > LIMIT.octets) return 'too-large';
  const text = new TextDecoding('shift_jis').read(octets).replace(/\r\n?/g, '\n');
  const { journal } = router.system;
  if (file !== 'running') {
    router.files.save(file, { text, savedAt: journal.epochAt(now) });
    journal.write(now, LogText.saved(`CONFIG${file}`, by));
    return undefined;
  }
  const { document } = loadText(router.language, text, { onto: router.system.document });
  router.system.configure(now, document);
  const fault = router.save(now, router.runningPlace);
  const name = nameOfSaved(router.runningPlace);
  journal.write(now, fault === undefined ? LogText.saved(name, by) : LogText.notSaved(name, by));
  const commands = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  return RESTART.test(commands.at(-1) ?? '') ? 'restart' : undefined;
}
