import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Document } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';
import { findModel } from '@rtemu/models/models';
import { readRevision } from '@rtemu/models/revision';
import { CommandLanguage } from './language.js';
import { faultLine, type Language } from './messages.js';
import { promptOf } from './prompt.js';
import type { Request } from './request.js';
import type { Session } from './session.js';
import { STATUS } from './status.suite.js';

/** Consoles of the command language alone: what would need a running router is shown as the request that it would be. */
const FOLDER = new URL('../../../fixtures/consoles/language/', import.meta.url);

const HEAD = /^; (?<name>[a-z]+): (?<value>.*)$/;
const TYPED = /^(?:\S*?(?:pp\d+|anonymous|tunnel\d+)?)[>#] (?<line>.*)$/;
/** The head of `show config` looks like a prompt and is none. */
const SHOWN = /^# (?:\w+ Rev\.|MAC Address :|Memory |main: |Reporting Date:)/;

class Console {
  session: Session;
  document: Document;

  constructor(
    readonly language: CommandLanguage,
    tongue: Language,
  ) {
    this.session = { level: 'administrator', selection: GLOBAL, language: tongue, origin: 'console' };
    this.document = new Document(language.machine);
  }

  submit(line: string): readonly string[] {
    if (line.endsWith('?')) return this.language.help(this.session, line.slice(0, -1));
    const outcome = this.language.execute(this.session, this.document, line);
    switch (outcome.kind) {
      case 'nothing':
        return [];
      case 'configured':
        this.document = outcome.document;
        return outcome.requests.map(asLine);
      case 'selected':
        this.session = { ...this.session, selection: outcome.selection };
        return [];
      case 'lines':
        return outcome.view(STATUS);
      case 'request':
        if (outcome.request.kind === 'exit') this.session = { ...this.session, level: 'user' };
        if (outcome.request.kind === 'administrator') this.session = { ...this.session, level: 'administrator' };
        return [asLine(outcome.request)];
      case 'fault':
        return [faultLine(outcome.key, this.session.language)];
    }
  }
}

const asLine = (request: Request): string => `(request) ${JSON.stringify(request)}`;

function replay(transcript: string): string {
  const rows = transcript.split('\n');
  const heads = rows.filter((row) => row.startsWith(';'));
  const head = Object.fromEntries(
    heads.map((row) => [HEAD.exec(row)?.groups?.['name'], HEAD.exec(row)?.groups?.['value']]),
  );
  const profile = findModel(head['model'] ?? '');
  if (profile === undefined) throw new Error(`no model: ${head['model']}`);
  const language = new CommandLanguage(profile, readRevision(head['firmware'] ?? ''));
  const console_ = new Console(language, head['language'] as Language);
  const screen = [...heads];
  for (const row of rows) {
    const typed = SHOWN.test(row) ? undefined : TYPED.exec(row)?.groups?.['line'];
    if (typed === undefined || row.startsWith(';')) continue;
    screen.push(promptOf(console_.document, console_.session) + typed, ...console_.submit(typed));
  }
  return `${screen.join('\n')}\n`;
}

const transcripts = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

test('there are transcripts', () => {
  expect(transcripts.length).toBeGreaterThanOrEqual(6);
});

for (const name of transcripts)
  test(`transcript ${name}`, () => {
    const file = new URL(name, FOLDER);
    const screen = replay(readFileSync(file, 'utf8'));
    if (process.env['GOLDEN'] === 'write') writeFileSync(file, screen);
    expect(screen).toBe(readFileSync(file, 'utf8'));
    expect(replay(screen)).toBe(screen); // what is answered is never taken for typed
    for (const needed of ['; model: ', '; firmware: ', '; language: ', '; source: ']) expect(screen).toContain(needed);
  });
