/**
 * Where packets between two ends of a VPN go, and where they were lost: the routes of the one who dials, and what the machines
 * on the way have dropped.
 * @module
 */
import type { Operable } from '@rtemu/engine/console-session';
import type { Interface } from '@rtemu/ip/interface';
import { NO_ROUTE } from '@rtemu/ip/route-table';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { PptpHalf, Sighting } from '@rtemu/ip/witness';
import type { Stage } from '@rtemu/lab/stage';
import { contains, type Ipv4Address, networkOf } from '@rtemu/wire/address';
import { type Dialler, stackOf } from './ends.js';
import type { VpnCause } from './vpn-cause.js';

/** A card without a link by which an address would be reached. */
function downTowards(stack: Ipv4Stack, to: Ipv4Address): Interface | undefined {
  const entries = stack.routes.entries().filter(({ prefix }) => contains(prefix, to));
  return stack.interfaces().find(
    (own) =>
      !own.up &&
      own.kind === 'ethernet' &&
      own.addresses.some(({ address, length }) => {
        const network = { address: networkOf(address, length), length };
        return (
          contains(network, to) || entries.some(({ gateway }) => gateway !== undefined && contains(network, gateway))
        );
      }),
  );
}

/** Why no packet of a node's own gets off towards an address; `undefined` when one does. */
export function routeFault(name: string, stack: Ipv4Stack, to: Ipv4Address): VpnCause | undefined {
  if (stack.routes.lookup(to) !== NO_ROUTE && stack.sourceFor(to) !== undefined) return undefined;
  const down = downTowards(stack, to);
  return down !== undefined
    ? { kind: 'interface-down', node: name, interface: down.name }
    : { kind: 'no-route', node: name, to };
}

/** As {@link routeFault} for one who dials: the way may also lead into what is to be dialled, or over a PP that is down. */
export function wayFault(dialler: Dialler, to: Ipv4Address): VpnCause | undefined {
  const { name } = dialler.node;
  const stack = stackOf(dialler.node)!;
  if (dialler.kind === 'pp') {
    const row = stack.routes.lookup(to);
    const by = row === NO_ROUTE ? undefined : stack.routes.interface[row];
    const pps = dialler.node.system.pps;
    const pp = by === undefined ? undefined : pps.all().find((one) => one.interface === by);
    if (pp?.number === dialler.pp) return { kind: 'route-into-tunnel', node: name, pp: dialler.pp, to };
    if (pp !== undefined && !pp.isOnline) return { kind: 'below-down', node: name, pp: pp.label, to };
  }
  return routeFault(name, stack, to);
}

/** The first loss of one half of PPTP between these addresses, on the way from the one who dials. */
export function lossBetween(
  stage: Stage,
  half: PptpHalf,
  dialler: Operable,
  addresses: readonly (Ipv4Address | undefined)[],
): VpnCause | undefined {
  const nodes = [dialler, ...[...stage.operables.values()].filter((node) => node !== dialler)];
  const seen = nodes.flatMap((node) =>
    (stackOf(node)?.witness.sightings ?? [])
      .filter((one) => one.half === half && [one.source, one.destination].some((end) => addresses.includes(end)))
      .map((sighting) => ({ node, sighting })),
  );
  const [first] = seen.sort((a, b) => rankOf(a.sighting) - rankOf(b.sighting));
  return first && lossOf(first.node, first.sighting);
}

/** What somebody wanted comes before what came of itself. */
function rankOf({ reason }: Sighting): number {
  if (reason === 'in-filter' || reason === 'out-filter' || reason === 'forward-filter') return 0;
  return reason === 'nat-in' || reason === 'nat-out' ? 1 : 2;
}

function lossOf(where: Operable, sighting: Sighting): VpnCause {
  const node = where.name;
  const { half, reason, filter, source, destination } = sighting;
  const packet = { half, source, destination };
  const at = sighting.interface ?? '';
  const stack = stackOf(where);
  switch (reason) {
    case 'in-filter':
    case 'out-filter':
      return {
        kind: 'filtered',
        node,
        interface: at,
        direction: reason === 'in-filter' ? 'in' : 'out',
        filter,
        ...packet,
      };
    case 'nat-in':
    case 'nat-out':
      return { kind: 'not-translated', node, interface: at, direction: reason === 'nat-in' ? 'in' : 'out', ...packet };
    case 'no-route':
    case 'no-source':
      return (stack && routeFault(node, stack, destination)) ?? { kind: 'no-route', node, to: destination };
    case 'arp-unanswered':
      return { kind: 'arp-unanswered', node, interface: at, ...packet };
    default:
      return { kind: 'lost', node, interface: sighting.interface, reason, ...packet };
  }
}
