import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import type { Stage } from '@rtemu/lab/stage';
import { TerminalConsole } from '../terminal-console.js';
import type { Emulation, Face } from './face.js';
import { broken } from './text.js';

/** A console that somebody has sat down at, and the terminal that stands there. */
export class ConsolePlace {
  #session: ConsoleSession;
  readonly terminal: TerminalConsole;
  readonly emulation: Emulation;

  constructor(
    private readonly stage: Stage,
    readonly node: Operable,
    emulation: Emulation,
  ) {
    this.emulation = emulation;
    this.#session = this.#open();
    this.terminal = new TerminalConsole(this.#session);
    this.terminal.columns = emulation.columns;
  }

  get session(): ConsoleSession {
    return this.#session;
  }

  handleInput(text: string): void {
    this.terminal.handleInput(this.stage.world.now, text);
    this.refresh();
  }

  /** To be called when the world has run. Whoever logs out of a serial console finds it waiting for the next one. */
  refresh(): void {
    const { world } = this.stage;
    this.terminal.refresh(world.now);
    world.settle(this.node);
    if (this.#session.closed) {
      this.#session = this.#open();
      this.terminal.sitDown(this.#session);
      this.terminal.refresh(world.now);
    }
    const output = this.terminal.pollOutput();
    if (output !== undefined) this.emulation.write(output);
  }

  /** Says something of rtemu's own, before the prompt. */
  tell(text: string): void {
    this.terminal.print(`\n${broken(text, this.emulation.columns).join('\n')}\n`);
    this.refresh();
  }

  resize(columns: number, rows: number): void {
    this.terminal.columns = columns;
    this.emulation.resize(columns, rows);
  }

  #open(): ConsoleSession {
    const session = this.node.openConsole(this.stage.world.now);
    this.stage.world.settle(this.node);
    return session;
  }
}

/** The consoles that somebody has sat down at: a router writes down who does, so that looking at it must not be enough. */
export class ConsolePlaces {
  readonly #places = new Map<string, ConsolePlace>();

  constructor(
    private readonly stage: Stage,
    private readonly face: Face,
    private readonly changed: (node: string) => void,
    private size: { readonly columns: number; readonly rows: number },
  ) {}

  /** @returns `undefined` when nobody has sat down there */
  opened(name: string): ConsolePlace | undefined {
    return this.#places.get(name);
  }

  /** Sits down there. @returns `undefined` when the node has no console */
  at(name: string): ConsolePlace | undefined {
    const place = this.#places.get(name);
    const node = this.stage.operables.get(name);
    if (place || !node) return place;
    const { columns, rows } = this.size;
    const emulation = this.face.newEmulation(columns, rows, () => this.changed(name));
    const opened = new ConsolePlace(this.stage, node, emulation);
    this.#places.set(name, opened);
    opened.refresh();
    return opened;
  }

  get all(): Iterable<ConsolePlace> {
    return this.#places.values();
  }

  resize(size: { readonly columns: number; readonly rows: number }): void {
    this.size = size;
    for (const place of this.all) place.resize(size.columns, size.rows);
  }
}
