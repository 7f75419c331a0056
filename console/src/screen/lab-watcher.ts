import { Router } from '@rtemu/emulator/router';
import { between, type Instant, inSeconds, START } from '@rtemu/engine/time';
import type { Interface } from '@rtemu/ip/interface';
import type { Cable, Endpoint } from '@rtemu/lab/cable';
import { printEndpoint } from '@rtemu/lab/cable';
import type { Impairments } from '@rtemu/lab/impairments';
import type { Lane } from '@rtemu/lab/lane';
import type { Stage } from '@rtemu/lab/stage';
import { printIpv4 } from '@rtemu/wire/address';
import type { Language } from '../both-languages.js';
import type { Details, Subject } from './details-sight.js';
import { interfacesOf, linkDetailsOf, nodeDetailsOf, type OctetCounter } from './details-watcher.js';
import { RateMeter } from './rate-meter.js';
import { SessionWatcher } from './session-watcher.js';
import type { DoorSight, LabSight, LaneSight, LinkSight, NodeSight } from './sight.js';
import { plain } from './text.js';

/** What of a running lab is not in its stage. */
export interface Surroundings {
  doors(): readonly DoorSight[];
  waysOut(language: Language): readonly string[];
}

class LaneMeters {
  readonly frames = new RateMeter();
  readonly octets = new RateMeter();
  readonly drops = new RateMeter();
}

interface CableState {
  readonly up: boolean;
  readonly forward: Impairments;
  readonly backward: Impairments;
}

const stateOf = ({ up, forward, backward }: Cable): CableState => ({
  up,
  forward: forward.impairments,
  backward: backward.impairments,
});

const isSame = (one: Impairments, other: Impairments): boolean =>
  one === other || (Object.keys(one) as (keyof Impairments)[]).every((key) => one[key] === other[key]);

/**
 * Reads a running lab for the screen. It reads counters that are there anyway: nothing of it is in the way of a packet.
 */
export class LabWatcher {
  readonly #sessions: SessionWatcher;
  /** How each cable was when all began. */
  readonly #made: ReadonlyMap<Cable, CableState>;
  readonly #meters = new Map<Lane, LaneMeters>();
  /** Whether a router's configuration is saved, as long as neither it nor the file is another. */
  readonly #saved = new Map<Router, { document: unknown; file: unknown; isSaved: boolean }>();

  constructor(
    private readonly stage: Stage,
    private readonly surroundings: Surroundings,
  ) {
    this.#sessions = new SessionWatcher(stage);
    this.#made = new Map(stage.world.cables.map((cable) => [cable, stateOf(cable)]));
  }

  /** @param subject what to tell all of */
  look(language: Language, subject?: Subject): LabSight {
    const { lab, world } = this.stage;
    const sessions = this.#sessions.look(world.now);
    const up = (node: string): number => sessions.filter((each) => each.node === node && each.state === 'up').length;
    const seen = {
      name: plain(lab.name),
      title: plain(lab.title ?? ''),
      seed: world.seed,
      seconds: inSeconds(between(START, world.now)),
      nodes: lab.nodes.map(({ name, kind, ...spec }) => {
        const model = 'model' in spec ? spec.model : kind;
        return this.#node(name, kind, model, up(name));
      }),
      links: world.cables.map((cable) => this.#link(world.now, cable)),
      sessions,
      doors: this.surroundings.doors(),
      waysOut: this.surroundings.waysOut(language).map(plain),
    };
    return { ...seen, details: subject && this.#details(world.now, subject, seen) };
  }

  #details(now: Instant, subject: Subject, seen: Omit<LabSight, 'details'>): Details | undefined {
    if (subject.kind === 'session') return this.#sessions.details(now, subject.id);
    if (subject.kind === 'node') {
      const sight = seen.nodes.find(({ name }) => name === subject.node);
      return sight && nodeDetailsOf(now, this.stage, subject.node, sight, seen.doors);
    }
    const sight = seen.links[subject.link];
    const cable = this.stage.world.cables[subject.link];
    if (sight === undefined || cable === undefined) return undefined;
    const [one, other] = cable.endpoints;
    const octets = { forward: this.#octetsBetween(one, other), backward: this.#octetsBetween(other, one) };
    return linkDetailsOf(now, sight, cable, octets);
  }

  #node(name: string, kind: string, model: string, sessions: number): NodeSight {
    const { operables, world } = this.stage;
    const node = operables.get(name);
    return {
      name: plain(name),
      kind,
      model: plain(model),
      addresses: interfacesOf(node).flatMap(({ addresses }) =>
        addresses.map(({ address, length }) => `${printIpv4(address)}/${length}`),
      ),
      hasConsole: node !== undefined,
      hasLog: node instanceof Router,
      isUnsaved: node instanceof Router && !this.#isSaved(node),
      cut: world.cables.filter(({ up, endpoints }) => !up && endpoints.some((end) => end.node === name)).length,
      sessions,
    };
  }

  #isSaved(router: Router): boolean {
    const { document } = router.system;
    const file = router.files.get(router.runningFile);
    let known = this.#saved.get(router);
    if (known?.document !== document || known.file !== file) {
      known = { document, file, isSaved: router.isSaved };
      this.#saved.set(router, known);
    }
    return known.isSaved;
  }

  /** Makes a cable again what it was when all began. */
  mend(cable: Cable): void {
    const made = this.#made.get(cable);
    if (!made) return;
    cable.impair({ forward: made.forward, backward: made.backward });
    this.stage.world.setCable(cable, made.up);
  }

  #link(now: Instant, cable: Cable): LinkSight {
    const { endpoints, up, forward, backward } = cable;
    const [first, second] = endpoints;
    const made = this.#made.get(cable);
    return {
      isAsMade:
        made !== undefined && isSame(made.forward, forward.impairments) && isSame(made.backward, backward.impairments),
      ends: [plain(printEndpoint(first)), plain(printEndpoint(second))],
      up,
      forward: this.#lane(now, forward, this.#octetsBetween(first, second)),
      backward: this.#lane(now, backward, this.#octetsBetween(second, first)),
    };
  }

  #lane(now: Instant, lane: Lane, octets: OctetCounter): LaneSight {
    let meters = this.#meters.get(lane);
    if (meters === undefined) {
      meters = new LaneMeters();
      this.#meters.set(lane, meters);
    }
    const { sent, lost, oversize, queueFull, cut } = lane.counters;
    return {
      framesPerSecond: meters.frames.read(now, sent),
      bitsPerSecond: octets && meters.octets.read(now, octets()) * 8,
      dropsPerSecond: meters.drops.read(now, lost + oversize + queueFull + cut),
      impairments: lane.impairments,
    };
  }

  /** The counter of the card that sends, or else of the one that receives. */
  #octetsBetween(from: Endpoint, to: Endpoint): OctetCounter {
    const sender = this.#card(from);
    if (sender) return () => sender.counters.transmittedOctets;
    const receiver = this.#card(to);
    return receiver && (() => receiver.counters.receivedOctets);
  }

  #card({ node, port }: Endpoint): Interface | undefined {
    return interfacesOf(this.stage.operables.get(node)).find(({ name }) => name.toLowerCase() === port.toLowerCase());
  }
}
