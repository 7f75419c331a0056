import type { CivilTime, PpStatus, PptpConnectionStatus } from '@rtemu/commands/status';
import { causeCode, causeText } from '@rtemu/emulator/cause';
import type { Pp } from '@rtemu/emulator/pp';
import { Router } from '@rtemu/emulator/router';
import { RouterStatus } from '@rtemu/emulator/router-status';
import { pptpStatusOf } from '@rtemu/emulator/status/pptp-status';
import { between, type Instant, inSeconds, START, seconds } from '@rtemu/engine/time';
import type { Ending } from '@rtemu/hosts/ending';
import { Isp } from '@rtemu/hosts/isp';
import type { LifeState } from '@rtemu/hosts/life';
import { Pc } from '@rtemu/hosts/pc';
import type { Stage } from '@rtemu/lab/stage';
import { printIpv4 } from '@rtemu/wire/address';
import { type Both, both } from '../both-languages.js';
import type { SessionDetails, SessionFacts } from './details-sight.js';
import type { SessionSight, SessionState } from './sight.js';
import { clockText, plain } from './text.js';

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
  readonly facts: SessionFacts;
  /** Asked when it is there no more: how it ended after `since`, as far as its node knows. */
  readonly end: (since: Instant) => End | undefined;
  /** A moment by the clock of its node, or else by that of the lab. */
  readonly clock: (at: Instant) => string;
}

type End = { readonly at: Instant; readonly ending: Ending };

interface Over {
  readonly sight: SessionSight;
  readonly facts: SessionFacts;
  readonly at: Instant;
  /** As it was called while it was there. */
  readonly was: string;
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
    const present = new Map(
      [...routers, ...others].map((session) => [
        session.sight.id,
        remembering(session, this.#seen.get(session.sight.id)),
      ]),
    );
    this.#noteEnds(now, present);
    this.#seen = present;
    this.#lookedAt = now;
    return [
      ...[...present.values()].map(({ sight }) => sight),
      ...this.#over.map(({ sight, at }) => ({ ...sight, seconds: inSeconds(between(at, now)) })),
    ];
  }

  /** All of one of them, of one that is over too: as it was seen last. */
  details(now: Instant, id: string): SessionDetails | undefined {
    const seen = this.#seen.get(id);
    if (seen) return { kind: 'session', sight: seen.sight, facts: seen.facts };
    const over = this.#over.find(({ sight, was }) => sight.id === id || was === id);
    if (over === undefined) return undefined;
    return {
      kind: 'session',
      sight: { ...over.sight, seconds: inSeconds(between(over.at, now)) },
      facts: over.facts,
    };
  }

  #gather(sessionsOf: (node: unknown) => Seen[]): Seen[] {
    return [...this.stage.operables.values()].flatMap(sessionsOf);
  }

  #noteEnds(now: Instant, present: ReadonlyMap<string, Seen>): void {
    for (const [id, { sight, facts, end, clock }] of this.#seen) {
      const heir = present.get(id);
      const isOver = heir === undefined || (sight.state !== 'connecting' && heir.sight.state === 'connecting');
      if (!isOver) continue;
      const how = end(this.#lookedAt);
      // A dialling that came to nothing is told of when there is something to tell.
      if (sight.state === 'connecting' && how === undefined) continue;
      const ended = { code: how === undefined ? 0 : causeCode(how.ending), at: clock(how?.at ?? now) };
      this.#over.unshift({
        at: now,
        was: id,
        facts: { ...facts, ended },
        sight: { ...sight, id: `${id} until ${now}`, state: 'ended', cause: endingText(how?.ending) },
      });
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
      const { serverAddress, up, life } = vpn;
      const pptp = pptpStatusOf(life);
      const clock = labClock;
      return [
        {
          local: up?.localAddress,
          remote: up?.remoteAddress,
          end: () => vpn.last,
          clock,
          facts: {
            since: since === undefined ? '' : clock(since),
            connectedSeconds: since === undefined ? 0 : inSeconds(between(since, now)),
            role: 'client',
            tunnel: '',
            ...outside(pptp),
            user: plain(vpn.settings.username),
            link: life.link?.status(),
            received: { packets: counters?.received ?? 0, octets: counters?.receivedOctets ?? 0 },
            transmitted: { packets: counters?.transmitted ?? 0, octets: counters?.transmittedOctets ?? 0 },
            ended: undefined,
          },
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
  const connections = new Map(status.pptp().connections.map((connection) => [connection.pp, connection]));
  const callers = new Map(status.pp('anonymous').map((caller) => [caller.name, caller]));
  return pps.all().flatMap((pp): Seen[] => {
    const state = stateOf(pp.life.state);
    if (state === undefined) return [];
    const told = pp.number === 'anonymous' ? callers.get(pp.label) : status.pp(pp.number)[0];
    return told ? [seenAt(router, pp, told, connections.get(pp.label), state)] : [];
  });
}

function seenAt(
  router: Router,
  pp: Pp,
  told: PpStatus,
  pptp: PptpConnectionStatus | undefined,
  state: SessionState,
): Seen {
  const { pps, journal } = router.system;
  const clock = (at: Instant): string => timeText(journal.timeAt(at));
  const { peer, line } = { peer: plain(told.peer ?? ''), line: plain(pp.line ?? '') };
  return {
    local: told.localAddress,
    remote: told.remoteAddress,
    end: (since) => {
      const past = pps.past.since(since).find((call) => call.kind === 'ended' && call.pp === pp.number);
      return past?.kind === 'ended' ? past : pp.last;
    },
    clock,
    facts: {
      since: pp.onlineSince === undefined ? '' : clock(pp.onlineSince),
      connectedSeconds: told.connectedSeconds,
      role: pptp?.role,
      tunnel: pptp === undefined ? '' : `TUNNEL[${pptp.tunnel}]`,
      ...(pptp === undefined ? { ...outside(undefined), local: line, remote: peer } : outside(pptp)),
      user: plain(told.user ?? pp.notes.authenticated?.name ?? ''),
      link: pp.life.link?.status(),
      received: told.received,
      transmitted: told.transmitted,
      ended: undefined,
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
  return (isp.lines?.lines ?? []).map(({ session, number, since, subscriber, address, interface: card, where }) => {
    const counters = card === undefined ? undefined : isp.stack.interface(card).counters;
    return {
      local: session.link?.status().localAddress,
      remote: address,
      end: () => undefined,
      clock: labClock,
      facts: {
        ...outside(undefined),
        since: card === undefined ? '' : labClock(since),
        connectedSeconds: inSeconds(between(since, now)),
        role: undefined,
        tunnel: '',
        remote: plain(where),
        user: plain(subscriber?.name ?? ''),
        link: session.link?.status(),
        received: { packets: counters?.received ?? 0, octets: counters?.receivedOctets ?? 0 },
        transmitted: { packets: counters?.transmitted ?? 0, octets: counters?.transmittedOctets ?? 0 },
        ended: undefined,
      },
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

/** Outside of the tunnel: who speaks PPTP with whom. */
function outside(pptp: ReturnType<typeof pptpStatusOf>): Pick<SessionFacts, 'control' | 'local' | 'remote' | 'call'> {
  if (pptp === undefined) return { control: undefined, local: '', remote: '', call: undefined };
  const { control, localAddress, remoteAddress, remoteHostName, remoteVendorName, call } = pptp;
  const names = [remoteHostName, remoteVendorName === '' ? '' : `(${remoteVendorName})`].map(plain);
  return {
    control,
    local: addressText(localAddress),
    remote: [addressText(remoteAddress), ...names].filter((text) => text !== '').join(' '),
    call,
  };
}

/** What is on its way down has forgotten most; what was seen before that stands. */
const remembering = (session: Seen, before: Seen | undefined): Seen =>
  session.sight.state === 'closing' && before?.facts.link !== undefined && session.facts.link === undefined
    ? { ...session, facts: { ...before.facts, control: session.facts.control } }
    : session;

const two = (number: number): string => String(number).padStart(2, '0');
const timeText = ({ hour, minute, second }: CivilTime): string => `${two(hour)}:${two(minute)}:${two(second)}`;
const labClock = (at: Instant): string => clockText(inSeconds(between(START, at)));

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
