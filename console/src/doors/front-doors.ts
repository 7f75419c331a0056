import type { Operable } from '@rtemu/engine/console-session';
import type { Stage } from '@rtemu/lab/stage';
import { Unusable } from '../host.js';
import { type DoorWish, type DoorWishes, printPlace } from './door-wish.js';
import { type Listener, TelnetListener } from './telnet-listener.js';
import type { Driver } from './visitor.js';

type Way = keyof DoorWishes;

interface OpenDoor {
  readonly way: Way;
  readonly node: Operable;
  readonly at: DoorWish;
  readonly listener: Listener;
}

const PORT_MAX = 65_535;

/** The doors of a running lab: each of its nodes with a console has a port for each way in. */
export class FrontDoors {
  readonly #doors: OpenDoor[] = [];

  private constructor(
    private readonly stage: Stage,
    private readonly driver: Driver,
  ) {}

  /** @throws Unusable when a port cannot be had; what was open before is closed again. */
  static async open(wishes: DoorWishes, stage: Stage, driver: Driver): Promise<FrontDoors> {
    const doors = new FrontDoors(stage, driver);
    try {
      for (const way of ['telnet'] as const) await doors.#openAll(way, wishes[way]);
    } catch (error) {
      doors.close();
      throw error;
    }
    return doors;
  }

  /** To be called whenever the world has run. */
  turn(): void {
    for (const { listener } of this.#doors) listener.turn();
  }

  /** A line for each node: its name, and how one comes to it. */
  describe(): string[] {
    const nodes = [...new Set(this.#doors.map(({ node }) => node))];
    const width = Math.max(...nodes.map(({ name }) => name.length));
    return nodes.map((node) => {
      const ways = this.#doors.filter((door) => door.node === node).map(({ way, at }) => `${way} ${printPlace(at)}`);
      return `${node.name.padEnd(width)}  ${ways.join('  ')}`;
    });
  }

  close(): void {
    for (const { listener } of this.#doors) listener.close();
  }

  async #openAll(way: Way, wish: DoorWish | undefined): Promise<void> {
    if (wish === undefined) return;
    let { port } = wish;
    for (const node of this.stage.operables.values()) {
      if (port > PORT_MAX) throw new Unusable(`--${way} ${printPlace(wish)}: there are more nodes than ports after it`);
      const at = { address: wish.address, port: port++ };
      this.#doors.push({ way, node, at, listener: await this.#listen(way, node, at) });
    }
  }

  #listen(_: Way, node: Operable, at: DoorWish): Promise<Listener> {
    return TelnetListener.open(this.stage.world, this.driver, node, at);
  }
}
