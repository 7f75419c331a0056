import { Router } from '@rtemu/emulator/router';
import { after, type Instant, milliseconds } from '@rtemu/engine/time';
import type { Stage } from '@rtemu/lab/stage';
import type { Language } from '../both-languages.js';
import { type Desk, DeskCommands } from '../desk-commands.js';
import type { Host } from '../host.js';
import type { Memories } from '../memories.js';
import type { Sitter } from '../sitter.js';
import { ConsolePlaces } from './console-places.js';
import type { Subject } from './details-sight.js';
import type { Face } from './face.js';
import { readKey } from './key-reader.js';
import { LabWatcher } from './lab-watcher.js';
import { impairmentsOf, type LinkForm } from './link-form.js';
import { type LogEntry, LogTail } from './log-tail.js';
import { ENTER, LEAVE, Painter, type Picture } from './painter.js';
import { goToConsole, keptWithin, press, type ScreenState, screenStateOf, type Wish } from './screen-state.js';
import type { DoorSight, LabSight } from './sight.js';
import { plain } from './text.js';
import { arrangementOf, textLinesOf, type View, viewOf } from './view.js';
import { WORDS } from './words.js';

export const LIMIT = {
  /** Between two looks at the lab. */
  lookMilliseconds: 250,
  /** Between two pictures. */
  pictureMilliseconds: 33,
  /** Of all time, what pictures may take; the lab has the rest. */
  share: 0.2,
  /** Octets that a slow terminal has not taken, until it is shown no more. */
  unreadOctets: 64 * 1024,
} as const;

export interface ScreenOptions {
  /** The node that is chosen to begin with. */
  readonly node: string;
  /** Said first, at its console. */
  readonly message: string;
  readonly withColours: boolean;
  readonly isUnicode: boolean;
  readonly doors: () => readonly DoorSight[];
  readonly waysOut: (language: Language) => readonly string[];
  /** To begin with. */
  readonly language: Language;
  readonly memories?: Memories | undefined;
}

const FROM_UNICODE: Readonly<Record<string, string>> = { '─': '-', '…': '~', '↑': '^', '↓': 'v', '←': '<', '→': '>' };
const inAscii = (row: string): string => row.replace(/[^ -~]/g, (mark) => FROM_UNICODE[mark] ?? mark);

/** Ctrl-] goes to whoever has all the keys, as telnet has; Ctrl-\ never does. */
const leaves = (isRaw: boolean): RegExp =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal sends them
  isRaw ? /\x1c/ : /[\x1c\x1d]/;

const subjectOf = ({ overlay }: ScreenState): Subject | undefined =>
  overlay?.kind === 'details' ? overlay.of : undefined;

/** Somebody at the screen that shows the whole of a lab, and lets them type at its consoles. */
export class ScreenSitter implements Sitter {
  over = false;
  #state: ScreenState;
  #lab: LabSight;
  #log: readonly LogEntry[] = [];
  readonly #watcher: LabWatcher;
  readonly #tail = new LogTail();
  readonly #painter = new Painter();
  readonly #places: ConsolePlaces;
  readonly #commands: DeskCommands;
  /** Routers whose configuration was not saved when all began, and what it was: that is nobody's work here. */
  readonly #unsavedBefore = new Map<Router, string>();
  #columns = 80;
  #rows = 24;
  /** By the clock on the wall, in milliseconds. */
  #lookAt = 0;
  #pictureAt = 0;
  #isTouched = true;
  #hasBegun = false;
  #drawn: { readonly of: string; readonly rows: readonly string[] } | undefined;

  constructor(
    private readonly stage: Stage,
    private readonly host: Host,
    private readonly face: Face,
    private readonly options: ScreenOptions,
  ) {
    this.#watcher = new LabWatcher(stage, { doors: options.doors, waysOut: options.waysOut });
    this.#commands = new DeskCommands(
      stage,
      () => options.waysOut(this.#state.language),
      () => this.#state.language,
      options.memories,
    );
    this.#state = screenStateOf(options.node, options.language);
    this.#lab = this.#watcher.look(this.#state.language);
    this.#readSize();
    const { terminal } = arrangementOf(this.#columns, this.#rows, this.#state, this.#lab);
    this.#places = new ConsolePlaces(stage, face, (node) => this.#consoleChanged(node), terminal);
    for (const node of stage.operables.values())
      if (node instanceof Router && !node.isSaved) this.#unsavedBefore.set(node, node.configurationText());
  }

  get next(): Instant {
    const { world } = this.stage;
    const at = this.#isTouched ? Math.min(this.#pictureAt, this.#lookAt) : this.#lookAt;
    return after(world.now, milliseconds(Math.max(0, at - this.host.clock.milliseconds())));
  }

  begin(): void {
    this.#hasBegun = true;
    const { node, message } = this.options;
    const place = this.#places.at(node);
    if (message !== '') place?.tell(message);
    this.host.output.write(ENTER);
    process.on('SIGINT', this.#interrupted).on('SIGCONT', this.#continued);
    this.turn();
    this.show();
  }

  handleInput(text: string): void {
    for (let rest = text; rest !== '' && !this.over; ) {
      const { atConsole, overlay, node } = this.#state;
      const place = atConsole && overlay === undefined ? this.#places.at(node) : undefined;
      rest = place ? this.#typeAt(place, rest) : this.#press(rest);
    }
    this.#touch();
  }

  handleEnd(): void {
    this.leave();
  }

  handleResize(): void {
    this.#readSize();
    this.#painter.forget();
    this.#places.resize(arrangementOf(this.#columns, this.#rows, this.#state, this.#lab).terminal);
    this.#touch();
  }

  turn(): void {
    for (const place of this.#places.all) {
      place.refresh();
      for (let command = place.terminal.pollCommand(); command !== undefined; command = place.terminal.pollCommand()) {
        const { terminal, node } = place;
        this.#commands.obey(
          this.#deskAt(node.name, (text) => terminal.print(text)),
          command,
        );
        place.refresh();
      }
    }
  }

  show(): void {
    const { clock, output } = this.host;
    const now = clock.milliseconds();
    const looks = now >= this.#lookAt;
    if (now < this.#pictureAt || !(looks || this.#isTouched)) return;
    if ((output.writableLength ?? 0) > LIMIT.unreadOctets) {
      this.#pictureAt = this.#lookAt = now + LIMIT.lookMilliseconds;
      return;
    }
    if (looks) this.#look();
    this.#isTouched = false;
    const text = this.#painter.paint(this.#picture());
    if (text !== '') output.write(text);
    const took = clock.milliseconds() - now;
    this.#pictureAt = now + Math.max(LIMIT.pictureMilliseconds, took / LIMIT.share);
    if (looks) this.#lookAt = now + Math.max(LIMIT.lookMilliseconds, took / LIMIT.share);
  }

  complain(problem: string): void {
    this.#state = { ...this.#state, notice: plain(problem) };
    this.#touch();
  }

  leave(): void {
    this.over = true;
  }

  finish(): void {
    if (!this.#hasBegun) return;
    this.#hasBegun = false;
    process.off('SIGINT', this.#interrupted).off('SIGCONT', this.#continued);
    this.host.output.write(LEAVE);
  }

  readonly #interrupted = (): void => {
    this.leave();
    this.host.clock.wake();
  };

  /** Whoever had the terminal meanwhile has left it as they like it. */
  readonly #continued = (): void => {
    this.host.input.setRawMode?.(true);
    this.host.output.write(ENTER);
    this.handleResize();
    this.host.clock.wake();
  };

  #readSize(): void {
    this.#columns = this.host.output.columns || 80;
    this.#rows = this.host.output.rows || 24;
  }

  #touch(): void {
    this.#isTouched = true;
  }

  #consoleChanged(node: string): void {
    if (node !== this.#state.node) return;
    this.#touch();
    this.host.clock.wake();
  }

  #look(): void {
    this.#lab = this.#watcher.look(this.#state.language, subjectOf(this.#state));
    this.#log = this.#tail.look(this.stage.operables.get(this.#state.node), this.#state.filter);
    this.#state = keptWithin(this.#state, this.#lab);
  }

  /** @returns what is not for the console any more */
  #typeAt(place: NonNullable<ReturnType<ConsolePlaces['at']>>, text: string): string {
    const at = text.search(leaves(place.session.raw ?? false));
    const typed = at < 0 ? text : text.slice(0, at);
    if (typed !== '') place.handleInput(typed);
    if (at < 0) return '';
    this.#state = { ...this.#state, atConsole: false };
    return text.slice(at + 1);
  }

  /** @returns what comes behind the first key */
  #press(text: string): string {
    const { key, length } = readKey(text);
    if (key !== undefined) {
      const before = this.#state;
      const { state, wish } = press(before, key, {
        lab: this.#lab,
        logLines: this.#log.length,
        page: this.#page(),
        textLines: textLinesOf(before, this.#lab, this.#columns),
        unsaved: () => this.#unsaved(),
      });
      this.#state = state;
      const isOther =
        state.node !== before.node || state.filter !== before.filter || state.language !== before.language;
      const isOtherSubject = subjectOf(state) !== subjectOf(before);
      if (isOther || isOtherSubject) this.#lookAt = 0;
      if (wish) this.#grant(wish);
    }
    return text.slice(length);
  }

  #page(): number {
    const { whole, log } = arrangementOf(this.#columns, this.#rows, this.#state, this.#lab).panes;
    return Math.max(1, (whole ?? log)?.height ?? 2) - 1;
  }

  #unsaved(): string[] {
    return [...this.stage.operables.values()].flatMap((node) =>
      node instanceof Router && !node.isSaved && node.configurationText() !== this.#unsavedBefore.get(node)
        ? [plain(node.name)]
        : [],
    );
  }

  #grant(wish: Wish): void {
    const { world } = this.stage;
    const cable = 'link' in wish ? world.cables[wish.link] : undefined;
    if (wish.kind === 'leave') this.leave();
    else if (wish.kind === 'redraw') this.#painter.forget();
    else if (wish.kind === 'command') this.#command(wish.text);
    else if (cable && wish.kind === 'plug') world.setCable(cable, wish.up);
    else if (cable && wish.kind === 'mend') {
      this.#watcher.mend(cable);
    } else if (cable && wish.kind === 'impair') this.#impair(wish.form, cable);
    this.#lookAt = 0;
  }

  #impair(form: LinkForm, cable: Stage['world']['cables'][number]): void {
    const impairments = impairmentsOf(form);
    if ('fault' in impairments) return;
    if (form.way !== 'back') cable.forward.impair(impairments);
    if (form.way !== 'there') cable.backward.impair(impairments);
    this.stage.world.setCable(cable, form.up);
  }

  #command(text: string): void {
    let said = '';
    const { node } = this.#state;
    const print = (more: string): void => {
      said += more;
    };
    this.#commands.obey(this.#deskAt(node, print), text);
    if (said === '') return;
    const lines = said.trimEnd().split('\n').map(plain);
    this.#state =
      lines.length === 1
        ? { ...this.#state, overlay: undefined, notice: lines[0]! }
        : { ...this.#state, overlay: { kind: 'reading', command: text, lines, top: 0 } };
  }

  #deskAt(here: string, print: (text: string) => void): Desk {
    const { world } = this.stage;
    return {
      here,
      print,
      goTo: (node) => {
        this.#state = goToConsole(this.#state, this.#lab, node);
        this.#lookAt = 0;
        this.#touch();
      },
      interrupt: () => {
        const place = this.#places.at(here);
        place?.session.handleInterrupt(world.now);
        place?.refresh();
      },
      wait: () => print(WORDS[this.#state.language].timePasses),
      leave: () => this.leave(),
    };
  }

  #picture(): Picture {
    const { atConsole, node } = this.#state;
    const place = atConsole ? this.#places.at(node) : this.#places.opened(node);
    const view = viewOf({
      columns: this.#columns,
      rows: this.#rows,
      state: this.#state,
      lab: this.#lab,
      log: this.#log,
      isRaw: place?.session.raw ?? false,
      isOpen: place !== undefined,
      isUnicode: this.options.isUnicode,
    });
    const rect = place && view.arrangement.console;
    const types = atConsole && this.#state.overlay === undefined;
    const cursor = rect && types ? place.emulation.cursor(rect.height) : undefined;
    return {
      rows: this.#draw(view),
      inset: rect && { x: rect.x, y: rect.y, rows: place.emulation.rows(rect.height) },
      cursor: view.cursor ?? (rect && cursor && { x: rect.x + cursor.x, y: rect.y + cursor.y }),
    };
  }

  /** A view that is the same as before is not drawn again: that is what takes long. */
  #draw(view: View): readonly string[] {
    const of = JSON.stringify([view.columns, view.rows, view.panes]);
    if (this.#drawn?.of !== of) {
      const rows = this.face.draw(view, this.options.withColours);
      this.#drawn = { of, rows: this.options.isUnicode ? rows : rows.map(inAscii) };
    }
    return this.#drawn.rows;
  }
}
