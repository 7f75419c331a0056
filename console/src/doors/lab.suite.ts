import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { makeNodes } from '@rtemu/emulator/make-nodes';
import type { Router } from '@rtemu/emulator/router';
import { after, milliseconds } from '@rtemu/engine/time';
import type { Lab } from '@rtemu/lab/lab';
import type { Stage } from '@rtemu/lab/stage';
import { makeStage } from '../stage-maker.js';
import type { DoorWishes } from './door-wish.js';
import { FrontDoors } from './front-doors.js';
import type { Driver } from './visitor.js';

const PLACE = { line: 1, column: 1 };

const labOf = (config: string, model: string): Lab => ({
  name: 'lab',
  nodes: [{ kind: 'router', name: 'rt', place: PLACE, model, startupConfig: { kind: 'text', text: config } }],
  links: [],
  setup: [],
  steps: [],
});

const ENGLISH = 'console character ascii\nconsole lines infinity\n';

/** As many ports as are asked for, one after the other, that were free. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A lab of one router whose doors are open, and whose time moves on a millisecond whenever something came. */
export class OpenLab {
  readonly stage: Stage;
  /** Added to the driver's clock. */
  leap = 0;
  doors!: FrontDoors;
  readonly #sockets: Socket[] = [];
  #pumping: NodeJS.Timeout | undefined;

  constructor(config = '', model: string = 'RTX1210') {
    this.stage = makeStage(labOf(ENGLISH + config, model), new Map(), 1, makeNodes);
  }

  get router(): Router {
    return this.stage.operables.get('rt') as Router;
  }

  get log(): string {
    const { journal } = this.router.system;
    return journal.log
      .lines(journal.epochAt(this.stage.world.now))
      .map(({ text }) => text)
      .join('\n');
  }

  async open(wishes: Partial<DoorWishes>, stateDirectory?: string): Promise<void> {
    const driver: Driver = {
      catchUp: () => this.#run(),
      wake: () => setImmediate(() => this.turn()),
      milliseconds: () => performance.now() + this.leap,
    };
    this.doors = await FrontDoors.open(
      { telnet: undefined, ssh: undefined, ...wishes },
      this.stage,
      driver,
      stateDirectory,
    );
    this.#pumping = setInterval(() => this.turn(), 5);
  }

  turn(): void {
    this.#run();
    this.doors.turn();
  }

  async call(port: number): Promise<Caller> {
    const socket = connect({ host: '127.0.0.1', port });
    this.#sockets.push(socket);
    return new Caller(socket);
  }

  close(): void {
    clearInterval(this.#pumping);
    this.doors?.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #run(): void {
    const { world } = this.stage;
    world.run(after(world.now, milliseconds(1)));
  }
}

/** Somebody at the other end of a socket. */
export class Caller {
  text = '';
  closed = false;
  #wakeUp: () => void = () => {};

  constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.text += chunk.toString('latin1');
      this.#wakeUp();
    });
    socket.on('error', () => {});
    socket.once('close', () => {
      this.closed = true;
      this.#wakeUp();
    });
  }

  /** Says something, and waits for what should come of it. */
  async say(line: string, awaited: string): Promise<string> {
    this.text = '';
    this.socket.write(line);
    await this.hear(awaited);
    return this.text;
  }

  async hear(awaited: string): Promise<void> {
    await this.#until(() => this.text.includes(awaited), `"${awaited}" in ${JSON.stringify(this.text)}`);
  }

  async end(): Promise<void> {
    await this.#until(() => this.closed, 'the end');
  }

  async #until(isDone: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + 10_000;
    while (!isDone()) {
      if (performance.now() > deadline || this.closed) throw new Error(`waited in vain for ${what}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.#wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}
