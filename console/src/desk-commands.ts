import type { Duration } from '@rtemu/engine/time';
import type { Cable } from '@rtemu/lab/cable';
import { printEndpoint } from '@rtemu/lab/cable';
import { FAULTLESS, readDuration } from '@rtemu/lab/impairments';
import { overlayIn } from '@rtemu/lab/overlay';
import type { Stage } from '@rtemu/lab/stage';
import type { Language } from './both-languages.js';
import { DESK_WORDS, type DeskWords } from './desk-words.js';
import { explainText } from './explain-report.js';
import type { Memories } from './memories.js';

/** What the commands of rtemu need of where somebody sits. */
export interface Desk {
  /** The node that one is at. */
  readonly here: string;
  /** Prints whole lines of rtemu's own. */
  print(text: string): void;
  goTo(node: string): void;
  interrupt(): void;
  wait(duration: Duration): void;
  leave(): void;
}

/** Does what somebody asks of rtemu itself by a line that begins with a colon. */
export class DeskCommands {
  /**
   * @param waysOut a line for each way out of the lab
   * @param language of what is said, which may become another
   * @param memories the folders that are memories here
   */
  constructor(
    private readonly stage: Stage,
    private readonly waysOut: () => readonly string[],
    private readonly language: () => Language,
    private readonly memories?: Memories,
  ) {}

  get #words(): DeskWords {
    return DESK_WORDS[this.language()];
  }

  obey(desk: Desk, command: string): void {
    const [verb = '', ...operands] = command.slice(1).trim().split(/\s+/);
    if (verb === 'quit' || verb === 'q') desk.leave();
    else if (verb === 'help' || verb === '?') desk.print(this.#words.help);
    else if (verb === 'nodes') this.#listNodes(desk);
    else if (verb === 'node') this.#goTo(desk, operands[0] ?? '');
    else if (verb === 'links') this.#listLinks(desk);
    else if (verb === 'link') this.#changeLink(desk, operands[0] ?? '', operands[1] ?? '');
    else if (verb === 'impair') this.#impair(desk, operands[0] ?? '', operands.slice(1).join(''));
    else if (verb === 'memory') this.#moveMemory(desk, operands[0], operands[1]);
    else if (verb === 'explain') this.#explain(desk, operands[0] ?? this.language());
    else if (verb === 'interrupt') desk.interrupt();
    else if (verb === 'wait') {
      const duration = readDuration(operands.join(' '));
      if (duration === undefined) desk.print(this.#words.waitNeedsTime);
      else desk.wait(duration);
    } else desk.print(this.#words.noCommand(verb));
  }

  /** As things stand: who sits here dials what they want dialled. */
  #explain(desk: Desk, language: string): void {
    if (language !== 'ja' && language !== 'en') desk.print(this.#words.explainNeedsLanguage);
    else desk.print(explainText(this.stage, language));
  }

  #listNodes(desk: Desk): void {
    const lines = [...this.stage.operables.keys()].map((name) => `${name === desk.here ? '*' : ' '} ${name}\n`);
    desk.print(lines.join(''));
  }

  #goTo(desk: Desk, name: string): void {
    if (this.stage.operables.has(name)) desk.goTo(name);
    else desk.print(this.#words.noConsoleAt(name, [...this.stage.operables.keys()]));
  }

  #listLinks(desk: Desk): void {
    const cables = this.stage.world.cables.map(
      ({ endpoints, up }) => `${endpoints.map(printEndpoint).join(' - ')}${up ? '' : `, ${this.#words.pulled}`}\n`,
    );
    desk.print([...cables, ...this.waysOut().map((line) => `${line}\n`)].join(''));
  }

  #changeLink(desk: Desk, end: string, state: string): void {
    if (state !== 'up' && state !== 'down') {
      desk.print(this.#words.linkNeedsEnd);
      return;
    }
    const cable = this.#cableAt(desk, end);
    if (cable) this.stage.world.setCable(cable, state === 'up');
  }

  /** As somebody does who takes a stick to a computer and back: what is put in is read anew. */
  #moveMemory(desk: Desk, where: string | undefined, how: string | undefined): void {
    const { memories } = this;
    if (memories === undefined || memories.seats.length === 0) desk.print(this.#words.noMemories);
    else if (where === undefined) this.#listMemories(desk, memories);
    else {
      const [slot = '', node = desk.here] = where.split(':').reverse();
      const seat = memories.seatAt(node, slot);
      if (seat === undefined || (how !== 'out' && how !== 'in')) desk.print(this.#words.memoryNeedsSlot);
      else if (memories.isInside(seat) === (how === 'in')) desk.print(this.#words.memoryIsThere(how === 'in'));
      else {
        const { now } = this.stage.world;
        const problem = how === 'in' ? memories.putIn(now, seat) : memories.takeOut(now, seat);
        this.stage.world.settle(seat.router);
        if (problem !== undefined) desk.print(`${problem}\n`);
      }
    }
  }

  #listMemories(desk: Desk, memories: Memories): void {
    const words = this.#words;
    const lines = memories.seats.map((seat) => {
      const state = memories.isInside(seat) ? words.memoryInside : words.memoryOutside;
      return `${seat.router.name}:${seat.slot} ${seat.folder.path}, ${state}\n`;
    });
    desk.print(lines.join(''));
  }

  #impair(desk: Desk, end: string, how: string): void {
    if (end === '' || how === '') {
      desk.print(this.#words.impairNeedsEnd);
      return;
    }
    const read = how === 'none' ? { overlay: {} } : overlayIn(how);
    if ('fault' in read) desk.print(`${this.#words.overlayFault(read.fault)}\n`);
    else this.#cableAt(desk, end)?.impair({ ...FAULTLESS, ...read.overlay });
  }

  #cableAt(desk: Desk, end: string): Cable | undefined {
    const [node = '', port = ''] = end.split(':');
    const cable = this.stage.world.cableAt({ node, port });
    if (!cable) desk.print(this.#words.noCableAt(end));
    return cable;
  }
}
