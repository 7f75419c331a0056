import type { Operable } from '@rtemu/engine/console-session';
import type { Stage } from '@rtemu/lab/stage';
import { type Both, both, type Language } from '../both-languages.js';
import { Unusable } from '../host.js';
import { type DoorWish, type DoorWishes, printPlace } from './door-wish.js';
import { isGuarded } from './reachable.js';
import { type Listener, TelnetListener } from './telnet-listener.js';
import type { Driver } from './visitor.js';

type Way = keyof DoorWishes;

interface OpenDoor {
  readonly way: Way;
  readonly node: Operable;
  readonly at: DoorWish;
  readonly listener: Listener;
}

/** Where one comes in to a node. */
export interface OpenPlace {
  readonly node: string;
  readonly way: Way;
  /** `127.0.0.1:2300` */
  readonly place: string;
  /** Why nobody is let in there now. */
  readonly closed: Both | undefined;
}

const PORT_MAX = 65_535;

/** The doors of a running lab: each of its nodes with a console has a port for each way in. */
export class FrontDoors {
  readonly #doors: OpenDoor[] = [];
  #hostKey: string | undefined;

  private constructor(
    private readonly stage: Stage,
    private readonly driver: Driver,
    private readonly stateDirectory: string | undefined,
  ) {}

  /**
   * @param stateDirectory where the SSH host key is kept
   * @throws Unusable when a port cannot be had; what was open before is closed again.
   */
  static async open(
    wishes: DoorWishes,
    stage: Stage,
    driver: Driver,
    stateDirectory: string | undefined,
  ): Promise<FrontDoors> {
    const doors = new FrontDoors(stage, driver, stateDirectory);
    try {
      for (const way of ['telnet', 'ssh'] as const) await doors.#openAll(way, wishes[way]);
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

  /** Each of them, in the order in which they were opened. */
  list(): OpenPlace[] {
    return this.#doors.map((door) => ({
      node: door.node.name,
      way: door.way,
      place: printPlace(door.at),
      closed: reasonOf(door),
    }));
  }

  /** A line for each node: its name, and how one comes to it. */
  describe(language: Language): string[] {
    const places = this.list();
    const nodes = [...new Set(places.map(({ node }) => node))];
    const width = Math.max(...nodes.map((name) => name.length));
    return nodes.map((node) => {
      const ways = places.filter((place) => place.node === node).map((place) => printOpenPlace(place, language));
      return `${node.padEnd(width)}  ${ways.join('  ')}`;
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
      const listener = await this.#listen(way, node, at);
      if (listener) this.#doors.push({ way, node, at, listener });
    }
  }

  /** Only routers have SSH; the port of another node stays closed. */
  async #listen(way: Way, node: Operable, at: DoorWish): Promise<Listener | undefined> {
    const { world } = this.stage;
    if (way === 'telnet') return TelnetListener.open(world, this.driver, node, at);
    if (!isGuarded(node)) return undefined;
    const [{ SshListener }, { hostKeyIn }] = await Promise.all([import('./ssh-listener.js'), import('./host-key.js')]);
    this.#hostKey ??= hostKeyIn(this.stateDirectory);
    return SshListener.open(world, this.driver, node, at, this.#hostKey);
  }
}

/** `ssh 127.0.0.1:2200`, and why nobody is let in there. */
const printOpenPlace = ({ way, place, closed }: OpenPlace, language: Language): string =>
  `${way} ${place}${closed === undefined ? '' : ` (${closed[language]})`}`;

/** Why nobody is let in there. */
function reasonOf({ way, node, at }: OpenDoor): Both | undefined {
  if (!isGuarded(node)) return undefined;
  if (!node.isOpenTo(way)) return both(`${way}d service is off`, `${way}d service が off`);
  return node.welcomes(way, at.address)
    ? undefined
    : both(`${way}d host keeps ${at.address} out`, `${way}d host が ${at.address} を許可していない`);
}
