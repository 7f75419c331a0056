/**
 * Says of every VPN of a lab whether it is up, and if not, why. What is not up is dialled first: who knows both ends, and all
 * that lies between, need not guess.
 * @module
 */
import type { PpNumber } from '@rtemu/config/selection';
import { pptpService } from '@rtemu/config/settings/pptp';
import type { Operable } from '@rtemu/engine/console-session';
import { after, type Duration, seconds } from '@rtemu/engine/time';
import type { Ending } from '@rtemu/hosts/ending';
import type { Stage } from '@rtemu/lab/stage';
import type { AuthenticationMethod } from '@rtemu/ppp/authentication-method';
import type { Ipv4Address } from '@rtemu/wire/address';
import { isServer } from '../bindings.js';
import type { AdmissionRefusal, CallRefusal } from '../past-calls.js';
import { Router } from '../router.js';
import { diallerFault, gateFault, ppFault } from './configured.js';
import { asItIs, dial, type Outcome, stateOf } from './dial.js';
import {
  type Dialler,
  diallersOf,
  documentOf,
  endpointSaid,
  nameOf,
  ownerOf,
  pptpPpsOf,
  routersOf,
  type Server,
  serverAt,
  stackOf,
  targetOf,
} from './ends.js';
import { causeOf } from './verdict.js';
import type { VpnCause } from './vpn-cause.js';

/** How long a VPN may take to come up: as long as TCP and a peer that does not answer take together. */
export const PATIENCE: Duration = seconds(60);

/** How long a connection may take to end. */
const FAREWELL: Duration = seconds(30);

export interface EndName {
  readonly node: string;
  /** `PP[01]`, or the name of a PC's connection. */
  readonly name: string;
}

/** What one of the ends saw of it. */
export type Hint = { readonly node: string } & (
  | { readonly kind: 'ending'; readonly ending: Ending }
  | { readonly kind: 'refused'; readonly why: CallRefusal | AdmissionRefusal }
);

export interface VpnFinding {
  readonly from: EndName;
  readonly to: EndName | undefined;
  /** Where the one who dials means the other to be. */
  readonly target: Ipv4Address | string | undefined;
  /** `waiting`: nothing is wrong, and nobody in the lab dials it. */
  readonly state: 'up' | 'down' | 'waiting';
  readonly up?: {
    readonly method: AuthenticationMethod | undefined;
    readonly bits: 40 | 128 | undefined;
    readonly local: Ipv4Address | undefined;
    readonly remote: Ipv4Address | undefined;
  };
  readonly cause?: VpnCause;
  readonly hints: readonly Hint[];
}

export interface ExplainOptions {
  /** Only VPNs with an end there. */
  readonly node?: string | undefined;
  readonly patience?: Duration | undefined;
  /** Whether to dial what is not up; otherwise it is told as it stands. */
  readonly dials?: boolean | undefined;
}

export function explain(stage: Stage, options: ExplainOptions = {}): readonly VpnFinding[] {
  const paired = new Set<string>();
  const dialled: VpnFinding[] = [];
  for (const dialler of diallersOf(stage)) {
    if (paired.has(keyOf(dialler))) continue; // the other end has told it
    const finding = explainDialler(stage, dialler, paired, options);
    if (finding !== undefined) dialled.push(finding);
  }
  const served = routersOf(stage).flatMap((router) => serversAlone(stage, router, paired));
  return [...gatedOut(stage), ...dialled, ...served].filter((finding) => isAbout(finding, options.node));
}

const isAbout = ({ from, to }: VpnFinding, node: string | undefined): boolean =>
  node === undefined || from.node === node || to?.node === node;

const keyOf = (end: Dialler | Server): string => `${end.node.name} ${nameOf(end)}`;

const endName = (end: Dialler | Server): EndName => ({ node: end.node.name, name: nameOf(end) });

function explainDialler(
  stage: Stage,
  dialler: Dialler,
  paired: Set<string>,
  { node, patience = PATIENCE, dials = true }: ExplainOptions,
): VpnFinding | undefined {
  const first = answering(stage, dialler);
  if (node !== undefined && dialler.node.name !== node && first.owner?.name !== node) {
    if (first.server) paired.add(keyOf(first.server));
    return undefined;
  }
  const outcome = outcomeOf(stage, dialler, dials, patience);
  const { target, owner, server } = answering(stage, dialler); // a name may have got an address meanwhile
  if (server !== undefined) paired.add(keyOf(server));
  const past = owner instanceof Router ? owner.system.pps.past.since(outcome.began) : [];
  const evidence = { stage, dialler, outcome, target, owner, server, past };
  const cause = causeOf(evidence);
  const { up, notes } = outcome;
  if (dialler.kind === 'vpn' && up !== undefined && dialler.node.vpns.length > 1) hangUp(stage, dialler);
  const ends = { from: endName(dialler), to: server && endName(server), target };
  if (cause === undefined && up !== undefined)
    return {
      ...ends,
      state: 'up',
      up: {
        method: notes?.authenticated?.method,
        bits: up.encryption?.sending.bits,
        local: up.localAddress,
        remote: up.remoteAddress,
      },
      hints: [],
    };
  const hints: Hint[] = [];
  if (outcome.ending !== undefined) hints.push({ kind: 'ending', node: dialler.node.name, ending: outcome.ending });
  const last = past[0];
  if (last?.kind === 'refused') hints.push({ kind: 'refused', node: owner!.name, why: last.why });
  else if (last !== undefined && last.ending.by !== 'line' && !('hindrance' in last.ending)) {
    hints.push({ kind: 'ending', node: owner!.name, ending: last.ending });
    if (last.refused !== undefined) hints.push({ kind: 'refused', node: owner!.name, why: last.refused });
  }
  return { ...ends, state: 'down', ...(cause && { cause }), hints };
}

/** A PP that its configuration keeps from dialling need not be waited for. */
function outcomeOf(stage: Stage, dialler: Dialler, dials: boolean, patience: Duration): Outcome {
  const fault = dialler.kind === 'pp' ? diallerFault(dialler.node, dialler.pp) : undefined;
  if (fault !== undefined && fault.kind !== 'name-unresolved') return asItIs(dialler);
  const isUp = stateOf(dialler).up !== undefined;
  return dials && !isUp ? dial(stage, dialler, patience) : asItIs(dialler);
}

/** A PC goes through its VPN with everything, another VPN too. */
function hangUp({ world }: Stage, { vpn, node }: Extract<Dialler, { kind: 'vpn' }>): void {
  vpn.disconnect(world.now);
  node.handleTimeout(world.now);
  world.settle(node);
  const until = after(world.now, FAREWELL);
  while (vpn.state !== 'Idle' && world.now < until) world.run(after(world.now, seconds(1)));
}

function answering(stage: Stage, dialler: Dialler) {
  const target = targetOf(dialler);
  const owner: Operable | undefined = typeof target === 'number' ? ownerOf(stage, target, dialler.node) : undefined;
  const from = typeof target === 'number' ? stackOf(dialler.node)?.sourceFor(target) : undefined;
  return { target, owner, server: owner instanceof Router ? serverAt(owner, from) : undefined };
}

/** The PPs of a router that are to be called, and that nobody calls. */
function serversAlone(stage: Stage, router: Router, paired: Set<string>): readonly VpnFinding[] {
  const document = documentOf(router);
  return pptpPpsOf(document).flatMap((pp): readonly VpnFinding[] => {
    const server = { node: router, pp };
    if (!isServer(document, pp) || paired.has(keyOf(server))) return [];
    paired.add(keyOf(server));
    const target = endpointSaid(server);
    const ends = { from: endName(server), to: undefined, target };
    const both = bothServers(stage, server, target);
    if (both !== undefined) paired.add(keyOf(both));
    const cause = serverFault(router, pp, both);
    const to = both && endName(both);
    if (cause !== undefined) return [{ ...ends, to, state: 'down', cause, hints: [] }];
    return [{ ...ends, state: 'waiting', hints: [] }];
  });
}

function serverFault(router: Router, pp: PpNumber, both: Server | undefined): VpnCause | undefined {
  const node = router.name;
  const fault = gateFault(router) ?? ppFault(router, pp);
  if (fault !== undefined) return fault;
  if (both !== undefined) return { kind: 'both-servers', node, pp, peer: both.node.name };
  return documentOf(router).global.effective(pptpService) ? undefined : { kind: 'service-off', node };
}

/** The other end of a numbered PP, when that is a server as well (FAQ Q22). */
function bothServers(stage: Stage, { node, pp }: Server, target: Ipv4Address | string | undefined): Server | undefined {
  if (pp === 'anonymous' || typeof target !== 'number') return undefined;
  const other = ownerOf(stage, target, node);
  if (!(other instanceof Router)) return undefined;
  const end = serverAt(other, stackOf(node)?.sourceFor(target));
  return end !== undefined && end.pp !== 'anonymous' && isServer(documentOf(other), end.pp) ? end : undefined;
}

/** Routers whose firmware has passed over what was said of PPTP. */
const gatedOut = (stage: Stage): readonly VpnFinding[] =>
  routersOf(stage).flatMap((router) => {
    const cause = gateFault(router);
    const isMeant = router.startupFaults.some(({ text }) => /\bpptp\b/.test(text));
    if (cause === undefined || !isMeant) return [];
    return [
      { from: { node: router.name, name: 'PPTP' }, to: undefined, target: undefined, state: 'down', cause, hints: [] },
    ];
  });
