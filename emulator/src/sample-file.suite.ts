/** Screens of real devices (`fixtures/consoles/samples`), and how a screen of ours is held against one. */
import { readdirSync, readFileSync } from 'node:fs';
import { printMac } from '@rtemu/config/address';
import type { Router } from './router.js';

const FOLDER = new URL('../../fixtures/consoles/samples/', import.meta.url);

export interface Sample {
  readonly name: string;
  readonly command: string;
  readonly model: string;
  readonly firmware: string;
  /** With the serial number and the addresses of a router of ours, and with the values that were decided on. */
  linesFor(router: Router | undefined): readonly string[];
}

export const SAMPLES: ReadonlyMap<string, Sample> = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => {
      const name = file.slice(0, -'.txt'.length);
      return [name, read(name, readFileSync(new URL(file, FOLDER), 'utf8'))];
    }),
);

function read(name: string, content: string): Sample {
  const [head = '', ...rest] = content.split('\n\n');
  const heads = head.split('\n').map((line) => /^; (?<key>[a-z]+): (?<value>.*)$/.exec(line)?.groups ?? {});
  const all = (key: string): string[] => heads.flatMap((each) => (each['key'] === key ? [each['value'] ?? ''] : []));
  const one = (key: string): string => {
    const [value] = all(key);
    if (value === undefined) throw new Error(`${name}: no ${key}`);
    return value;
  };
  one('known');
  one('source');
  const [model = '', firmware = ''] = one('machine').split(' ');
  const screen = rest.join('\n\n').replace(/\n$/, '');
  return {
    name,
    command: one('command'),
    model,
    firmware,
    linesFor(router) {
      let text = screen;
      for (const decided of all('decided')) {
        const [from = '', to = ''] = decided.split(' => ').map((side) => side.trim());
        if (!text.includes(from)) throw new Error(`${name}: nothing is "${from}"`);
        text = text.replaceAll(from, to);
      }
      if (router === undefined) return text.split('\n');
      for (const serial of all('serial')) text = acrossLines(text, serial, router.serial);
      for (const macs of all('mac'))
        for (const [i, mac] of macs.split(' ').entries())
          if (mac !== '-') text = acrossLines(text, mac, printMac(router.macs[i]!));
      return text.split('\n');
    },
  };
}

/** Puts one word in the place of another of the same length, even where a line was broken inside it. */
function acrossLines(text: string, from: string, to: string): string {
  if (from.length !== to.length) throw new Error(`${from} and ${to} are not of one length`);
  const pattern = new RegExp([...from].map((letter) => letter.replace(/\W/, '\\$&')).join('(\\n?)'), 'g');
  return text.replace(pattern, (_, ...found) =>
    [...to].map((letter, i) => letter + (i < from.length - 1 ? found[i] : '')).join(''),
  );
}

/** `...` stands for any lines, `~` in front of a line for anything on both sides of it. */
export function differsFrom(shown: readonly string[], expected: readonly string[]): string | undefined {
  let at = 0;
  let mayPass = false;
  for (const line of expected) {
    if (line === '...') {
      mayPass = true;
      continue;
    }
    const fits = (candidate: string): boolean =>
      line.startsWith('~') ? candidate.includes(line.slice(1)) : candidate === line;
    const found = mayPass ? shown.findIndex((candidate, i) => i >= at && fits(candidate)) : at;
    if (found < 0 || found >= shown.length || !fits(shown[found]!))
      return `expected "${line}", and there is "${shown[at] ?? 'nothing more'}" in line ${at + 1}`;
    at = found + 1;
    mayPass = false;
  }
  return mayPass || at === shown.length ? undefined : `there is "${shown[at]}" besides`;
}
