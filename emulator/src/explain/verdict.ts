/**
 * Which of all that is known decides: how far a VPN came says where to look, and there what lies first on the way.
 * @module
 */
import type { PpNumber } from '@rtemu/config/selection';
import { ppAuthUsername } from '@rtemu/config/settings/pp';
import { pptpService } from '@rtemu/config/settings/pptp';
import type { Operable } from '@rtemu/engine/console-session';
import type { Ending } from '@rtemu/hosts/ending';
import type { Hindrance } from '@rtemu/hosts/hindrance';
import type { Stage } from '@rtemu/lab/stage';
import type { DownReason } from '@rtemu/ppp/reason';
import type { Ipv4Address } from '@rtemu/wire/address';
import { isServer } from '../bindings.js';
import type { PastCall } from '../past-calls.js';
import { Router } from '../router.js';
import { diallerFault, gateFault, ppFault } from './configured.js';
import type { Outcome } from './dial.js';
import { type Dialler, documentOf, endpointSaid, pptpPpsOf, type Server, serverAt, stackOf } from './ends.js';
import { admissionFault, credentialsFault, encryptionFault, methodFault, userOf } from './ppp-verdict.js';
import type { VpnCause } from './vpn-cause.js';
import { lossBetween, wayFault } from './way.js';

export type EndedCall = Extract<PastCall, { kind: 'ended' }>;

/** All that there is to judge by. */
export interface Evidence {
  readonly stage: Stage;
  readonly dialler: Dialler;
  readonly outcome: Outcome;
  readonly target: Ipv4Address | string | undefined;
  /** Whose the target is. */
  readonly owner: Operable | undefined;
  readonly server: Server | undefined;
  /** What became of the call at the server's end. */
  readonly past: readonly PastCall[];
}

/** @returns the one cause; `undefined` of a VPN that is up */
export function causeOf(evidence: Evidence): VpnCause | undefined {
  const { dialler, outcome, target } = evidence;
  const node = dialler.node.name;
  if (outcome.up !== undefined) return outcome.notes?.undecipherable ? { kind: 'undecipherable', node } : undefined;
  if (dialler.kind === 'pp') {
    const fault = diallerFault(dialler.node, dialler.pp);
    if (fault !== undefined) return fault;
  }
  if (typeof target !== 'number') return { kind: 'name-unresolved', node, name: target ?? '' };
  const clients = clientsFault(evidence);
  if (clients !== undefined) return clients;
  const hindrance = hindranceOf(outcome);
  if (outcome.ending === undefined && outcome.state === 'Idle') return wayFault(dialler, target) ?? unfinished(node);
  return hindrance === undefined ? afterCall(evidence, target) : beforeCall(evidence, target, hindrance);
}

/** Two PPs that mean each other, and are both clients, come to nothing whatever lies between them (FAQ Q22). */
function clientsFault({ dialler, server }: Evidence): VpnCause | undefined {
  if (dialler.kind !== 'pp' || server === undefined || server.pp === 'anonymous') return undefined;
  const { node, pp } = server;
  if (isServer(documentOf(node), pp)) return undefined;
  return { kind: 'both-clients', node: node.name, pp, peer: dialler.node.name };
}

const unfinished = (node: string): VpnCause => ({ kind: 'unfinished', node });

/** What it met with; of what is still on its way, what it waits for. */
function hindranceOf({ ending, state, isTcpOpen }: Outcome): Hindrance | undefined {
  if (ending !== undefined) return 'hindrance' in ending ? ending.hindrance : undefined;
  if (state === 'Opening') return { kind: isTcpOpen ? 'no-start-reply' : 'tcp-timeout' };
  return state === 'Calling' ? { kind: 'no-call-reply' } : undefined;
}

// Before there is a call.

function beforeCall(evidence: Evidence, target: Ipv4Address, hindrance: Hindrance): VpnCause {
  const { dialler, stage } = evidence;
  switch (hindrance.kind) {
    case 'no-route':
      return wayFault(dialler, target) ?? { kind: 'no-route', node: dialler.node.name, to: target };
    case 'tcp-timeout':
    case 'tcp-refused':
      return wayFault(dialler, target) ?? tcpFault(evidence, target) ?? beforePpp(evidence, target, hindrance);
    case 'call-refused':
      return refusalFault(evidence) ?? beforePpp(evidence, target, hindrance);
    default:
      return (
        lossBetween(stage, 'tcp', dialler.node, endsOf(evidence, target)) ?? beforePpp(evidence, target, hindrance)
      );
  }
}

const beforePpp = ({ dialler }: Evidence, peer: Ipv4Address, hindrance: Hindrance): VpnCause => ({
  kind: 'before-ppp',
  node: dialler.node.name,
  peer,
  hindrance,
});

/** The addresses that packets of this VPN may bear. */
function endsOf({ dialler, owner, past }: Evidence, target: Ipv4Address): readonly (Ipv4Address | undefined)[] {
  const own = stackOf(dialler.node)!
    .interfaces()
    .flatMap(({ addresses }) => addresses.map(({ address }) => address));
  const theirs = (owner && stackOf(owner)?.interfaces()) ?? [];
  return [
    target,
    ...own,
    ...theirs.flatMap(({ addresses }) => addresses.map(({ address }) => address)),
    ...past.flatMap((call) => (call.kind === 'refused' ? [call.peer] : [])),
  ];
}

function tcpFault(evidence: Evidence, target: Ipv4Address): VpnCause | undefined {
  const { stage, dialler, owner } = evidence;
  const { name } = dialler.node;
  // Outside of the lab there may be somebody.
  if (owner === undefined && stage.waysOut.length === 0)
    return { kind: 'endpoint-nowhere', node: name, address: target };
  const lost = lossBetween(stage, 'tcp', dialler.node, endsOf(evidence, target));
  if (lost?.kind === 'filtered' || lost?.kind === 'not-translated') return lost;
  if (owner === undefined) return lost;
  const down = stackOf(owner)
    ?.interfaces()
    .find((own) => !own.up && own.owns(target));
  if (down !== undefined) return { kind: 'interface-down', node: owner.name, interface: down.name };
  if (lost !== undefined) return lost;
  if (!(owner instanceof Router)) return { kind: 'no-server', node: name, at: owner.name, address: target };
  const gate = gateFault(owner);
  if (gate !== undefined) return gate;
  return documentOf(owner).global.effective(pptpService) ? undefined : { kind: 'service-off', node: owner.name };
}

/** Why the other end did not take the call, which only that end knows. */
function refusalFault({ dialler, server, owner, past }: Evidence): VpnCause | undefined {
  const refusal = past.find((call) => call.kind === 'refused');
  if (refusal?.kind !== 'refused' || !(owner instanceof Router)) return undefined;
  const node = owner.name;
  const end = serverAt(owner, refusal.peer) ?? server;
  switch (refusal.why) {
    case 'no PP for this peer': {
      const fault = end && ppFault(owner, end.pp);
      if (fault !== undefined) return fault;
      const said = end && endpointSaid(end);
      const expects = typeof said === 'number' ? said : undefined;
      return { kind: 'no-pp-for-peer', node, peer: dialler.node.name, expects };
    }
    case 'this end is a client':
      return { kind: 'both-clients', node, pp: end?.pp ?? 'anonymous', peer: dialler.node.name };
    case 'no tunnel is free': {
      const pp = end?.pp ?? 'anonymous';
      return ppFault(owner, pp) ?? { kind: 'tunnels-taken', node, pp, tunnels: owner.system.endpoint.tunnelCount };
    }
    case 'connected already':
      return { kind: 'connected-already', node, pp: end?.pp ?? 'anonymous' };
    default:
      return { kind: 'session-limit', node, limit: owner.language.machine.pptpSessionsMax };
  }
}

// Once there is one.

const endedAt = ({ past }: Evidence): EndedCall | undefined =>
  past.find((call): call is EndedCall => call.kind === 'ended' && call.ending.by !== 'line');

const linkReason = (ending: Ending | undefined): DownReason | undefined =>
  ending?.by === 'link' ? ending.reason : undefined;

const isUnheard = (ending: Ending | undefined): boolean => ending !== undefined && 'withoutGre' in ending;

function afterCall(evidence: Evidence, target: Ipv4Address): VpnCause {
  const { dialler, outcome } = evidence;
  const node = dialler.node.name;
  const theirs = endedAt(evidence);
  const reasons = [linkReason(outcome.ending), linkReason(theirs?.ending)];
  const says = (...words: readonly DownReason[]): boolean =>
    reasons.some((reason) => reason !== undefined && words.includes(reason));
  const unheard = outcome.notes?.unheard || isUnheard(outcome.ending) || isUnheard(theirs?.ending);
  if (unheard || theirs?.notes.unheard || says('lcp-timeout')) {
    const lost = greFault(evidence, target, unheard || theirs?.notes.unheard === true);
    if (lost !== undefined) return lost;
  }
  const meant = evidence.server;
  const fault = meant && ppFault(meant.node, meant.pp);
  if (fault !== undefined) return fault;
  const server = meant && theirs ? { node: meant.node, pp: theirs.pp } : meant;
  if (server !== undefined) {
    if (theirs?.refused !== undefined) return admissionFault(server, theirs.refused, theirs.user ?? '');
    if (says('refused-authentication', 'peer-refused-authentication')) return methodFault(dialler, server);
    if (says('peer-failed-authentication', 'failed-authentication', 'authenticator-mismatch'))
      return strayedFault(evidence, server) ?? credentialsFault(dialler, server);
    if (says('no-encryption')) return encryptionFault(dialler, server);
    if (says('lcp-timeout')) return { kind: 'no-lcp-answer', node, from: server.node.name };
    if (says('no-address')) return { kind: 'no-address', node: server.node.name, pp: server.pp };
  }
  const told = decisive(outcome.ending) ?? decisive(theirs?.ending) ?? outcome.ending ?? theirs?.ending;
  return told === undefined ? unfinished(node) : { kind: 'ended', node, ending: told };
}

/** Who is known to a numbered PP, and came to the anonymous one, since the numbered one expects calls from elsewhere. */
function strayedFault({ dialler }: Evidence, { node, pp }: Server): VpnCause | undefined {
  if (pp !== 'anonymous' || dialler.kind !== 'pp') return undefined;
  const document = documentOf(node);
  const user = userOf(dialler) ?? '';
  const knows = (one: PpNumber): boolean => document.pp(one).getAt(ppAuthUsername, user) !== undefined;
  const meant = knows(pp) ? undefined : pptpPpsOf(document).find(knows);
  const expects = meant === undefined ? undefined : endpointSaid({ node, pp: meant });
  if (typeof expects !== 'number') return undefined;
  return { kind: 'no-pp-for-peer', node: node.name, peer: dialler.node.name, expects };
}

/** An ending that says more than that the other end ended it. */
function decisive(ending: Ending | undefined): Ending | undefined {
  const vague: readonly string[] = [
    'peer-terminated',
    'lower-layer-down',
    'closed',
    'peer-cleared',
    'peer-closed',
    'local',
  ];
  return ending === undefined || vague.includes(ending.reason) ? undefined : ending;
}

function greFault(evidence: Evidence, target: Ipv4Address, unheard: boolean): VpnCause | undefined {
  const { stage, dialler, server, outcome } = evidence;
  const lost = lossBetween(stage, 'gre', dialler.node, endsOf(evidence, target));
  if (lost !== undefined) return lost;
  if (!unheard) return undefined;
  const ours = outcome.notes?.unheard || isUnheard(outcome.ending);
  const there = server?.node.name ?? '';
  return ours
    ? { kind: 'no-gre', node: dialler.node.name, from: there }
    : { kind: 'no-gre', node: there, from: dialler.node.name };
}
