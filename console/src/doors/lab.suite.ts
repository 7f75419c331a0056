import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect } from '@jest/globals';
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
    this.socket.write(Buffer.from(line, 'latin1'));
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

/** A router that speaks Shift_JIS, whose configuration is longer than a screen. */
export const PAGED = `console character ja.sjis\nconsole lines 10\n${Array.from({ length: 12 }, (_, i) => `description ${i + 1} 本社${i + 1}階`).join('\n')}\n`;

// One character an octet, as Shift_JIS has them.
const MORE = '---\x82\xc2\x82\xc3\x82\xad---'; // ---つづく---
// Over telnet a CR that ends no line has a zero behind it.
const WIPED = new RegExp(`^\\r\\0? {${MORE.length}}\\r\\0?`);
const line = (number: number): string => `description ${number} \x96{\x8e\xd0${number}\x8aK\r\n`; // 本社, 階

/**
 * Turns pages, looks into the viewer and searches, in the octets of {@link PAGED}.
 * @param say types them, and tells what comes until something awaited is in it
 */
export async function readPages(
  say: (octets: string, awaited: string) => Promise<string>,
  enter: string,
): Promise<void> {
  await say(`administrator${enter}`, 'Password: ');
  await say(enter, '# ');
  const first = await say(`show config${enter}`, MORE);
  expect(first).toContain('# RTX1210 Rev.');
  expect(first).not.toContain(line(6));
  // The mark is wiped away by blanks, one for each column, and the next line comes in its place.
  const second = await say(' ', MORE);
  expect(second).toMatch(WIPED);
  expect(second).toContain(line(6));
  const third = await say(enter[0]!, MORE);
  expect(third.split('\r\n')).toHaveLength(2);
  expect(third).toMatch(WIPED);
  expect((await say('q', '# ')).replace(WIPED, '')).toBe('# ');
  const viewed = await say(`show config | less${enter}`, '\r\n:');
  expect(viewed).toContain('# RTX1210 Rev.');
  expect(viewed).not.toContain(line(11));
  expect(await say('/\x8e\xd011\r', line(11))).toContain('/\x8e\xd011'); // 社11
  await say('q', '# ');
  expect(await say(`show config | grep \x8e\xd07${enter}`, '\x8aK\r\n')).toContain(line(7));
}
