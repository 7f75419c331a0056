import type { PpStatus } from '@rtemu/commands/status';
import { causeText } from '@rtemu/emulator/cause';
import type { Pp } from '@rtemu/emulator/pp';
import { Router } from '@rtemu/emulator/router';
import { RouterStatus } from '@rtemu/emulator/router-status';
import { between, type Instant, inSeconds, START, seconds } from '@rtemu/engine/time';
import type { Ending } from '@rtemu/hosts/ending';
import { Isp } from '@rtemu/hosts/isp';
import type { LifeState } from '@rtemu/hosts/life';
import { Pc } from '@rtemu/hosts/pc';
import type { Stage } from '@rtemu/lab/stage';
import { printIpv4 } from '@rtemu/wire/address';
import { type Both, both } from '../both-languages.js';
import type { SessionSight, SessionState } from './sight.js';
import { plain } from './text.js';

export const LIMIT = {
  /** How long a session that is over is told of. */
  afterglow: seconds(60),
  /** How many of them. */
  ended: 20,
} as const;

/** A session as it was seen, and by which addresses its two ends know each other. */
interface Seen {
  readonly sight: SessionSight;
  readonly local: number | undefined;
  readonly remote: number | undefined;
  /** Asked when it is there no more. */
  readonly cause: (since: Instant) => Both;
}

interface Over {
  readonly sight: SessionSight;
  readonly at: Instant;
}

/** Sees sessions come and go: those of routers, and those of PCs and providers whose other end is no router's. */
export class SessionWatcher {
  #seen = new Map<string, Seen>();
  #over: Over[] = [];
  #lookedAt: Instant = START;
  /** When a session of a PC was first seen up, which the PC does not tell. */
  readonly #upSince = new Map<string, Instant>();

  constructor(private readonly stage: Stage) {}

  look(now: Instant): readonly SessionSight[] {
    const routers = this.#gather((node) => (node instanceof Router ? routerSessions(node, now) : []));
    const isToldOf = ({ local, remote }: Seen): boolean =>
      routers.some((other) => local !== undefined && other.remote === local && other.local === remote);
    const others = this.#gather((node) =>
      node instanceof Pc ? this.#pcSessions(node, now) : node instanceof Isp ? subscriberSessions(node, now) : [],
    ).filter((session) => !isToldOf(session));
    const present = new Map([...routers, ...others].map((session) => [session.sight.id, session]));
    this.#noteEnds(now, present);
    this.#seen = present;
    this.#lookedAt = now;
    return [
      ...[...present.values()].map(({ sight }) => sight),
      ...this.#over.map(({ sight, at }) => ({ ...sight, seconds: inSeconds(between(at, now)) })),
    ];
  }

  #gather(sessionsOf: (node: unknown) => Seen[]): Seen[] {
    return [...this.stage.operables.values()].flatMap(sessionsOf);
  }

  #noteEnds(now: Instant, present: ReadonlyMap<string, Seen>): void {
    for (const [id, { sight, cause }] of this.#seen) {
      const heir = present.get(id);
      const isOver = heir === undefined || (sight.state !== 'connecting' && heir.sight.state === 'connecting');
      if (!isOver) continue;
      const why = cause(this.#lookedAt);
      // A dialling that came to nothing is told of when there is something to tell.
      if (sight.state === 'connecting' && why === NO_CAUSE) continue;
      this.#over.unshift({ at: now, sight: { ...sight, id: `${id} until ${now}`, state: 'ended', cause: why } });
    }
    this.#over = this.#over.filter(({ at }) => between(at, now) < LIMIT.afterglow).slice(0, LIMIT.ended);
  }

  #pcSessions(pc: Pc, now: Instant): Seen[] {
    return pc.vpns.flatMap((vpn): Seen[] => {
      const { name } = vpn.settings;
      const id = `${pc.name} ${name}`;
      const state = stateOf(vpn.state);
      if (state !== 'up') this.#upSince.delete(id);
      else if (!this.#upSince.has(id)) this.#upSince.set(id, now);
      if (state === undefined) return [];
      const since = this.#upSince.get(id);
      const counters = pc.stack.interfaces().find((each) => each.name === name)?.counters;
      const { serverAddress, up } = vpn;
      return [
        {
          local: up?.localAddress,
          remote: up?.remoteAddress,
          cause: () => endingText(vpn.last?.ending),
          sight: {
            id,
            node: pc.name,
            name: plain(name),
            medium: 'PPTP',
            state,
            who: plain(vpn.settings.username),
            address: addressText(up?.localAddress ?? serverAddress),
            cipher: '',
            seconds: since === undefined ? 0 : inSeconds(between(since, now)),
            receivedOctets: counters?.receivedOctets ?? 0,
            sentOctets: counters?.transmittedOctets ?? 0,
            cause: NO_CAUSE,
          },
        },
      ];
    });
  }
}

function routerSessions(router: Router, now: Instant): Seen[] {
  const status = new RouterStatus(router, now, 'en');
  const { pps } = router.system;
  const callers = new Map(status.pp('anonymous').map((caller) => [caller.name, caller]));
  return pps.all().flatMap((pp): Seen[] => {
    const state = stateOf(pp.life.state);
    if (state === undefined) return [];
    const told = pp.number === 'anonymous' ? callers.get(pp.label) : status.pp(pp.number)[0];
    return told ? [seenAt(router, pp, told, state)] : [];
  });
}

function seenAt(router: Router, pp: Pp, told: PpStatus, state: SessionState): Seen {
  const { pps } = router.system;
  return {
    local: told.localAddress,
    remote: told.remoteAddress,
    cause: (since) => {
      const past = pps.past.since(since).find((call) => call.kind === 'ended' && call.pp === pp.number);
      return endingText(past?.kind === 'ended' ? past.ending : pp.last?.ending);
    },
    sight: {
      id: `${router.name} ${pp.label}`,
      node: router.name,
      name: pp.label,
      medium: pp.medium.name,
      state,
      who: plain(told.user ?? told.peer ?? ''),
      address: addressText(told.remoteAddress),
      cipher: told.ccp === 'None' ? '' : told.ccp,
      seconds: told.connectedSeconds,
      receivedOctets: told.received.octets,
      sentOctets: told.transmitted.octets,
      cause: NO_CAUSE,
    },
  };
}

function subscriberSessions(isp: Isp, now: Instant): Seen[] {
  return (isp.lines?.lines ?? []).map(({ session, number, since, subscriber, address, interface: card }) => {
    const counters = card === undefined ? undefined : isp.stack.interface(card).counters;
    return {
      local: session.link?.status().localAddress,
      remote: address,
      cause: () => NO_CAUSE,
      sight: {
        id: `${isp.name} ${number}`,
        node: isp.name,
        name: `line${number}`,
        medium: 'PPPoE',
        state: card === undefined ? 'connecting' : 'up',
        who: plain(subscriber?.name ?? ''),
        address: addressText(address),
        cipher: '',
        seconds: inSeconds(between(since, now)),
        receivedOctets: counters?.receivedOctets ?? 0,
        sentOctets: counters?.transmittedOctets ?? 0,
        cause: NO_CAUSE,
      },
    };
  });
}

const STATES: Readonly<Record<LifeState, SessionState | undefined>> = {
  Idle: undefined,
  Opening: 'connecting',
  Calling: 'connecting',
  Negotiating: 'connecting',
  Connected: 'up',
  Closing: 'closing',
};

const stateOf = (state: LifeState): SessionState | undefined => STATES[state];

const addressText = (address: number | undefined): string =>
  address === undefined || address === 0 ? '' : printIpv4(address as Parameters<typeof printIpv4>[0]);

const NO_CAUSE = both('', '');

const endingText = (ending: Ending | undefined): Both =>
  ending === undefined ? NO_CAUSE : both(plain(causeText(ending, 'en')), plain(causeText(ending, 'ja')));
