/**
 * Plays somebody at a console of a lab, in virtual time, and writes down when which octets came: as a recording that
 * `asciinema play` shows (asciicast v2: a head, then a line for each event, with its second).
 * @module
 */
import { dirname, resolve } from 'node:path';
import { makeNodes } from '@rtemu/emulator/make-nodes';
import { Router } from '@rtemu/emulator/router';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { invariant } from '@rtemu/engine/invariant';
import { after, between, type Duration, type Instant, inSeconds, milliseconds, seconds } from '@rtemu/engine/time';
import { readDuration } from '@rtemu/lab/impairments';
import type { Lab } from '@rtemu/lab/lab';
import { Scenario } from '@rtemu/lab/scenario';
import type { Stage } from '@rtemu/lab/stage';
import { encodeText, TextDecoding } from '@rtemu/service/encoding/text-codec';
import { TelnetDoor } from '@rtemu/service/telnet/telnet-door';
import { Door } from '@rtemu/service/terminal/door';
import { emitData, TelnetReader } from '@rtemu/wire/telnet';
import { parse } from 'yaml';
import { loadLab } from '../console/src/lab-loader.js';
import { makeStage } from '../console/src/stage-maker.js';

/** What somebody does, in the words of a recording's script. */
type Act =
  /** Keys, as {@link keysOf} reads them; they wait until the command before has ended, unless Ctrl-C is the first. */
  | string
  | { readonly wait: string }
  /** A line at the console of another node. */
  | { readonly node: string; readonly type: string }
  /** A chapter of the recording. */
  | { readonly mark: string };

/** A recording's script: fixtures/consoles/recordings/NAME.yaml. */
export interface Script {
  readonly title: string;
  /** Where the texts come from. */
  readonly source: readonly string[];
  /** A lab's file; its setup is played before the recording begins. */
  readonly lab?: string;
  readonly node?: string;
  /** Or a router by itself, and its configuration. */
  readonly model?: string;
  readonly firmware?: string;
  readonly config?: string;
  /** The serial line, where not said. */
  readonly door?: 'serial' | 'telnet';
  /** Whether octets that are no ASCII are written down too, and what telnet negotiates. */
  readonly octets?: boolean;
  readonly acts: readonly Act[];
}

const COLUMNS = 80;
const ROWS = 24;
/** How long somebody thinks before they go on. */
const PAUSE = milliseconds(700);
/** Between one word and the next. */
const WORD = milliseconds(150);
const COMMAND_MAX = seconds(120);
const FROM = '192.0.2.10';

const KEYS: Readonly<Record<string, string>> = {
  Enter: '\r',
  Tab: '\t',
  Space: ' ',
  Up: '\x1b[A',
  Down: '\x1b[B',
  Left: '\x1b[D',
  Right: '\x1b[C',
  Backspace: '\x7f',
  Less: '<',
};

/** `show st<Tab><Enter>`, in the pieces in which they are typed. */
export function keysOf(text: string): readonly string[] {
  const pieces = text.match(/<[\w-]+>|\?|[^\s<?]+ *| +/g) ?? [];
  return pieces.map((piece) => {
    const [, name] = /^<([\w-]+)>$/.exec(piece) ?? [];
    if (name === undefined) return piece;
    const control = /^Ctrl-(.)$/.exec(name)?.[1];
    const key = control === undefined ? KEYS[name] : String.fromCharCode(control.charCodeAt(0) & 0x1f);
    invariant(key !== undefined, `${piece} is a key`);
    return key;
  });
}

const hex = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' ');

/** One of them, and all that was ever shown there. */
class Recording {
  readonly lines: string[];
  readonly #began: Instant;
  #session: ConsoleSession;
  #door: Door | TelnetDoor;
  #telnet = new TelnetReader();
  #decoding: TextDecoding;

  constructor(
    private readonly stage: Stage,
    private readonly node: Operable,
    private readonly script: Script,
  ) {
    const { title, source } = script;
    // `env` is the part of the head that may hold anything.
    this.lines = [
      JSON.stringify({ version: 2, width: COLUMNS, height: ROWS, title, env: { SOURCE: source.join(' ') } }),
    ];
    this.#began = stage.world.now;
    this.#session = this.#open();
    this.#door = this.#newDoor();
    this.#decoding = new TextDecoding(this.#encoding);
    this.#turn();
  }

  get busy(): boolean {
    return this.#session.busy;
  }

  /** Lets time pass, and writes down what comes meanwhile. */
  pass(span: Duration, isOver: () => boolean = () => false): void {
    const { world } = this.stage;
    const end = after(world.now, span);
    while (world.now < end && !isOver()) {
      world.run(Math.min(world.nextEvent() <= world.now ? world.now + 1 : world.nextEvent(), end) as Instant);
      this.#turn();
    }
  }

  type(keys: string): void {
    const { world } = this.stage;
    this.#write('i', keys);
    const octets = encodeText(keys, this.#encoding);
    this.#door.handleOctets(world.now, this.#door instanceof TelnetDoor ? emitData(octets, false) : octets);
    world.settle(this.node);
    this.#turn();
  }

  mark(text: string): void {
    this.#write('m', text);
  }

  get #encoding() {
    return this.#session.encoding ?? 'utf-8';
  }

  #open(): ConsoleSession {
    const { world } = this.stage;
    if (this.script.door !== 'telnet' || !(this.node instanceof Router)) return this.node.openConsole(world.now);
    const session = this.node.openVisit(world.now, { kind: 'telnet', from: FROM });
    invariant(session !== undefined, 'somebody is let in');
    return session;
  }

  #newDoor(): Door | TelnetDoor {
    return this.script.door === 'telnet' ? new TelnetDoor(this.#session) : new Door(this.#session);
  }

  #turn(): void {
    const { world } = this.stage;
    this.#door.refresh(world.now);
    world.settle(this.node);
    this.#take();
    if (!this.#session.closed) return;
    if (this.script.door === 'telnet') this.mark('the router closes the connection');
    // Whoever logs out finds the serial line waiting, and over telnet comes again.
    this.#session = this.#open();
    this.#door = this.#newDoor();
    this.#telnet = new TelnetReader();
    this.#door.refresh(world.now);
    this.#take();
  }

  #take(): void {
    const octets = this.#door.takeOctets();
    if (!(this.#door instanceof TelnetDoor)) this.#show(octets);
    else
      for (const part of this.#telnet.read(octets)) {
        if (part.kind === 'data') this.#show(part.octets);
        else if (part.kind === 'negotiation') this.#write('t', `${part.verb.toUpperCase()} ${part.option}`);
      }
  }

  #show(octets: Uint8Array): void {
    if (this.#decoding.encoding !== this.#encoding) this.#decoding = new TextDecoding(this.#encoding);
    for (const line of linesOf(octets)) {
      const text = this.#decoding.read(line);
      if (this.script.octets && line.some((octet) => octet >= 0x80)) this.#write('b', hex(line));
      this.#write('o', text);
    }
  }

  #write(kind: string, text: string): void {
    const at = inSeconds(between(this.#began, this.stage.world.now));
    this.lines.push(JSON.stringify([Number(at.toFixed(6)), kind, text]));
  }
}

/** Octets up to each end of a line. */
function linesOf(octets: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < octets.length; ) {
    const end = octets.indexOf(0x0a, from);
    const to = end < 0 ? octets.length : end + 1;
    lines.push(octets.subarray(from, to));
    from = to;
  }
  return lines;
}

export const readScript = (text: string): Script => parse(text) as Script;

function stageOf(script: Script, file: string): { stage: Stage; node: Operable } {
  if (script.lab !== undefined) {
    const { lab, configFiles } = loadLab(resolve(dirname(file), script.lab));
    const stage = makeStage(lab, configFiles, lab.seed ?? 0, makeNodes);
    new Scenario(stage, ['setup']).run();
    return { stage, node: stage.operables.get(script.node ?? '')! };
  }
  const router = {
    ...{ kind: 'router' as const, name: 'router', place: { line: 1, column: 1 }, model: script.model ?? '' },
    firmware: script.firmware,
    startupConfig: script.config === undefined ? undefined : { kind: 'text' as const, text: script.config },
  };
  const lab: Lab = { name: 'router', nodes: [router], links: [], setup: [], steps: [] };
  const stage = makeStage(lab, new Map(), 0, makeNodes);
  return { stage, node: stage.operables.get('router')! };
}

/** Plays a script. @param file its path, from which it names its lab */
export function record(script: Script, file: string): string {
  const { stage, node } = stageOf(script, file);
  const recording = new Recording(stage, node, script);
  const others = new Map<string, ConsoleSession>();
  for (const act of script.acts) {
    if (typeof act === 'string') {
      if (!act.startsWith('<Ctrl-')) recording.pass(COMMAND_MAX, () => !recording.busy);
      recording.pass(PAUSE);
      for (const keys of keysOf(act)) {
        recording.type(keys);
        recording.pass(WORD);
      }
    } else if ('wait' in act) recording.pass(readDuration(act.wait)!);
    else if ('mark' in act) recording.mark(act.mark);
    else {
      const other = stage.operables.get(act.node)!;
      const session = others.get(act.node) ?? other.openConsole(stage.world.now);
      others.set(act.node, session);
      session.handleLine(stage.world.now, act.type);
      stage.world.settle(other);
      session.pollText();
    }
  }
  recording.pass(PAUSE);
  return `${recording.lines.join('\n')}\n`;
}
