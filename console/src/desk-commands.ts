import type { Duration } from '@rtemu/engine/time';
import type { Cable } from '@rtemu/lab/cable';
import { printEndpoint } from '@rtemu/lab/cable';
import { FAULTLESS, readDuration } from '@rtemu/lab/impairments';
import { suggest } from '@rtemu/lab/nearest';
import { readOverlay } from '@rtemu/lab/overlay';
import type { Stage } from '@rtemu/lab/stage';
import { explainText } from './explain-report.js';

export const DESK_HELP = `:nodes              the nodes of this lab that have a console
:node NAME          go to the console of another node
:links              the cables of this lab, and what leads out of it
:link NODE:PORT down|up   pull a cable, or plug it in again
:impair NODE:PORT loss=5%,delay=20ms   make a cable worse, as a link of a lab file; none mends it
:explain            tell of each VPN whether it is up, and why not; :explain ja in Japanese
:interrupt          press Ctrl-C, in a script also while a command runs
:wait 5s            let time pass, in a script also while a command runs
:quit               leave (so does Ctrl-])
`;

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
  /** @param waysOut a line for each way out of the lab */
  constructor(
    private readonly stage: Stage,
    private readonly waysOut: () => readonly string[],
  ) {}

  obey(desk: Desk, command: string): void {
    const [verb = '', ...operands] = command.slice(1).trim().split(/\s+/);
    if (verb === 'quit' || verb === 'q') desk.leave();
    else if (verb === 'help' || verb === '?') desk.print(DESK_HELP);
    else if (verb === 'nodes') this.#listNodes(desk);
    else if (verb === 'node') this.#goTo(desk, operands[0] ?? '');
    else if (verb === 'links') this.#listLinks(desk);
    else if (verb === 'link') this.#changeLink(desk, operands[0] ?? '', operands[1] ?? '');
    else if (verb === 'impair') this.#impair(desk, operands[0] ?? '', operands.slice(1).join(''));
    else if (verb === 'explain') this.#explain(desk, operands[0] ?? 'en');
    else if (verb === 'interrupt') desk.interrupt();
    else if (verb === 'wait') {
      const duration = readDuration(operands.join(' '));
      if (duration === undefined) desk.print(':wait takes a time such as 5s\n');
      else desk.wait(duration);
    } else desk.print(`:${verb} is no command of rtemu; :help lists them\n`);
  }

  /** As things stand: who sits here dials what they want dialled. */
  #explain(desk: Desk, language: string): void {
    if (language !== 'ja' && language !== 'en') desk.print(':explain takes ja or en\n');
    else desk.print(explainText(this.stage, language));
  }

  #listNodes(desk: Desk): void {
    const lines = [...this.stage.operables.keys()].map((name) => `${name === desk.here ? '*' : ' '} ${name}\n`);
    desk.print(lines.join(''));
  }

  #goTo(desk: Desk, name: string): void {
    if (this.stage.operables.has(name)) desk.goTo(name);
    else desk.print(`there is no console at "${name}"; ${suggest(name, [...this.stage.operables.keys()])}\n`);
  }

  #listLinks(desk: Desk): void {
    const cables = this.stage.world.cables.map(
      ({ endpoints, up }) => `${endpoints.map(printEndpoint).join(' - ')}${up ? '' : ', pulled'}\n`,
    );
    desk.print([...cables, ...this.waysOut().map((line) => `${line}\n`)].join(''));
  }

  #changeLink(desk: Desk, end: string, state: string): void {
    if (state !== 'up' && state !== 'down') {
      desk.print(':link takes one end of a cable and up or down, such as :link rt-a:lan2 down\n');
      return;
    }
    const cable = this.#cableAt(desk, end);
    if (cable) this.stage.world.setCable(cable, state === 'up');
  }

  #impair(desk: Desk, end: string, how: string): void {
    if (end === '' || how === '') {
      desk.print(
        ':impair takes one end of a cable and what is wrong with it, such as :impair rt-a:lan2 loss=5%; or none\n',
      );
      return;
    }
    const impairments = how === 'none' ? {} : readOverlay(how);
    if (typeof impairments === 'string') desk.print(`${impairments}\n`);
    else this.#cableAt(desk, end)?.impair({ ...FAULTLESS, ...impairments });
  }

  #cableAt(desk: Desk, end: string): Cable | undefined {
    const [node = '', port = ''] = end.split(':');
    const cable = this.stage.world.cableAt({ node, port });
    if (!cable) desk.print(`no cable ends at "${end}"\n`);
    return cable;
  }
}
