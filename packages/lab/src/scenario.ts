/**
 * Plays the steps of a lab in virtual time: types, waits, changes links, and holds what the consoles show against what
 * is expected.
 * @module
 */
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { invariant } from '@rtemu/engine/invariant';
import { after, type Instant, inSeconds } from '@rtemu/engine/time';
import { printEndpoint } from './cable.js';
import type { Expectation, Lab, LinkStep, Step, TypeStep, WaitStep } from './lab.js';
import type { Stage } from './stage.js';

export const LIMIT = {
  /** Frames and timers within one step. A storm of frames ends here. */
  eventsPerStep: 50_000_000,
} as const;

export type Phase = 'setup' | 'steps';

export interface StepResult {
  readonly phase: Phase;
  /** Its place in its list, from 1 on. */
  readonly number: number;
  readonly step: Step;
  readonly passed: boolean;
  /** Why it did not pass, in one sentence without a full stop. */
  readonly reason?: string | undefined;
  /** What the console showed since the last step there. */
  readonly output: string;
  readonly began: Instant;
  readonly ended: Instant;
}

/** `pc1: vpn connect office`, or the step's own name. */
export function titleOf(step: Step): string {
  if (step.name !== undefined) return step.name;
  switch (step.kind) {
    case 'type':
      return `${step.node}: ${step.input === 'interrupt' ? 'Ctrl-C' : step.input.join(' / ')}`;
    case 'wait':
      return `wait ${inSeconds(step.duration)}s`;
    case 'link':
      return `link ${printEndpoint(step.endpoint)}`;
  }
}

export const isMet = ({ text, pattern }: Expectation, output: string): boolean =>
  pattern ? pattern.test(output) : output.includes(text);

export class Scenario {
  readonly results: StepResult[] = [];
  readonly lab: Lab;
  readonly began: Instant;
  readonly #plan: readonly { readonly phase: Phase; readonly number: number; readonly step: Step }[];
  readonly #sessions = new Map<string, ConsoleSession>();

  /** @param phases which of the lab's lists to play, one after the other. */
  constructor(
    private readonly stage: Stage,
    phases: readonly Phase[] = ['setup', 'steps'],
  ) {
    this.lab = stage.lab;
    this.began = stage.world.now;
    this.#plan = phases.flatMap((phase) => stage.lab[phase].map((step, i) => ({ phase, number: i + 1, step })));
  }

  /** True when every step so far passed. */
  get passed(): boolean {
    return this.results.every(({ passed }) => passed);
  }

  /** How many steps were never played because setting up failed. */
  get skipped(): number {
    return this.#isOver ? this.#plan.length - this.results.length : 0;
  }

  /** A lab that does not come up is not put to the test; of its steps all are played, whatever becomes of them. */
  get #isOver(): boolean {
    const { length } = this.results;
    return length === this.#plan.length || this.results.some(({ phase, passed }) => phase === 'setup' && !passed);
  }

  /** Plays the next step; `undefined` when it is over. */
  next(): StepResult | undefined {
    if (this.#isOver) return undefined;
    const { phase, number, step } = this.#plan[this.results.length]!;
    const began = this.stage.world.now;
    const { output, reason } = this.#play(step);
    const ended = this.stage.world.now;
    const result = { phase, number, step, passed: reason === undefined, reason, output, began, ended };
    this.results.push(result);
    return result;
  }

  /** Plays all that is left. */
  run(): readonly StepResult[] {
    while (this.next());
    return this.results;
  }

  #play(step: Step): { output: string; reason?: string | undefined } {
    switch (step.kind) {
      case 'type':
        return this.#type(step);
      case 'wait':
        return { output: '', reason: this.#wait(step) };
      case 'link':
        this.#changeLink(step);
        return { output: '' };
    }
  }

  #wait({ duration }: WaitStep): string | undefined {
    const { world } = this.stage;
    return world.run(after(world.now, duration), LIMIT.eventsPerStep) ? undefined : this.#unrest();
  }

  #changeLink({ endpoint, up, impairments }: LinkStep): void {
    const { world } = this.stage;
    const cable = world.cableAt(endpoint);
    invariant(cable !== undefined, `a cable ends at ${printEndpoint(endpoint)}`);
    if (Object.keys(impairments).length > 0) cable.impair(impairments);
    if (up !== undefined) world.setCable(cable, up);
  }

  #type(step: TypeStep): { output: string; reason?: string | undefined } {
    const { world } = this.stage;
    const node = this.stage.operables.get(step.node);
    invariant(node !== undefined, `${step.node} has a console`);
    const deadline = after(world.now, step.within);
    for (;;) {
      const again = step.every === undefined ? deadline : after(world.now, step.every);
      const watch: Watch = new Watch(this.stage, node, this.#sessionOf(node), step);
      watch.typeAndPump(again < deadline ? again : deadline, deadline);
      const { verdict: reason, output } = watch;
      if (reason === undefined) return { output };
      if (watch.isRestless) return { output, reason: this.#unrest() };
      if (world.now >= deadline || step.every === undefined) return { output, reason };
    }
  }

  /** The console at this node, a new one if somebody logged out of the last. */
  #sessionOf(node: Operable): ConsoleSession {
    const open = this.#sessions.get(node.name);
    if (open && !open.closed) return open;
    const session = node.openConsole(this.stage.world.now);
    this.stage.world.settle(node);
    this.#sessions.set(node.name, session);
    return session;
  }

  #unrest(): string {
    return `the lab did not come to rest within ${LIMIT.eventsPerStep} events: look for a ring of switches`;
  }
}

/** One go at a step: the lines are typed, and the world runs until the output can be judged. */
class Watch {
  output = '';
  /** What speaks against the step; `undefined` when nothing does. */
  verdict: string | undefined;
  isRestless = false;
  /** The line at which the console was no longer to be typed at. */
  #untyped: string | undefined;
  readonly #eventsEnd: number;

  constructor(
    private readonly stage: Stage,
    private readonly node: Operable,
    private readonly session: ConsoleSession,
    private readonly step: TypeStep,
  ) {
    this.#eventsEnd = stage.world.events + LIMIT.eventsPerStep;
  }

  /** The verdict as things stand. */
  #judge(): string | undefined {
    const { expect, reject, within } = this.step;
    if (this.#untyped !== undefined)
      return `"${this.#untyped}" could not be typed: the console ${this.session.closed ? 'is closed' : 'is still busy'}`;
    const unwanted = reject.find((expectation) => isMet(expectation, this.output));
    if (unwanted) return `the output has ${quoted(unwanted)}`;
    const missing = expect.find((expectation) => !isMet(expectation, this.output));
    if (missing) return `the output lacks ${quoted(missing)} after ${inSeconds(within)}s`;
    // A command that runs on and on has done its part when it has shown what was expected of it.
    if (this.session.busy && expect.length === 0) return `the command still runs after ${inSeconds(within)}s`;
    return undefined;
  }

  /**
   * @param until when to judge, unless a command runs then
   * @param deadline when to judge in any case
   */
  typeAndPump(until: Instant, deadline: Instant): void {
    const { session, stage, step } = this;
    this.#listen();
    if (step.input === 'interrupt') {
      session.handleInterrupt(stage.world.now);
      stage.world.settle(this.node);
      this.#listen();
    } else
      for (const line of step.input) {
        this.#pump(deadline, deadline, () => !session.busy);
        this.#untyped = session.busy || session.closed ? line : undefined;
        if (this.#untyped !== undefined) break;
        session.handleLine(stage.world.now, line);
        stage.world.settle(this.node);
        this.#listen();
      }
    this.#pump(until, deadline, () => !session.busy && this.#judge() === undefined);
    this.verdict = this.#judge();
    if (this.verdict !== undefined && session.busy) {
      session.handleInterrupt(stage.world.now); // so that the next step finds a prompt
      stage.world.settle(this.node);
    }
  }

  /** Takes what the console has to say. Nobody reads along, so pages are turned. */
  #listen(): boolean {
    const { session, stage } = this;
    const before = this.output.length;
    this.output += session.pollText() ?? '';
    while (session.paging) {
      session.handleLine(stage.world.now, ' ');
      this.output += session.pollText() ?? '';
    }
    return this.output.length > before;
  }

  /** Runs the world until `isDone`, which can only become true by what the console does. */
  #pump(until: Instant, deadline: Instant, isDone: () => boolean): void {
    const { session, stage } = this;
    const { world } = stage;
    for (let changed = true; !(changed && isDone()); ) {
      if (world.events >= this.#eventsEnd) {
        this.isRestless = true;
        return;
      }
      const limit = session.busy ? deadline : until;
      if (world.nextEvent() > limit) {
        world.run(limit < world.now ? world.now : limit);
        this.#listen();
        return;
      }
      const wasBusy = session.busy;
      world.step();
      changed = this.#listen() || session.busy !== wasBusy;
    }
  }
}

const quoted = ({ text, pattern }: Expectation): string => (pattern ? text : `"${text}"`);
