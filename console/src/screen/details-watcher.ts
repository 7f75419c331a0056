/**
 * Reads all of one link or one node for the screen, when somebody asks for it.
 * @module
 */
import { Router } from '@rtemu/emulator/router';
import { RouterStatus } from '@rtemu/emulator/router-status';
import type { Instant } from '@rtemu/engine/time';
import { Internet } from '@rtemu/hosts/internet';
import { Pc } from '@rtemu/hosts/pc';
import type { Interface } from '@rtemu/ip/interface';
import type { Cable } from '@rtemu/lab/cable';
import { printEndpoint } from '@rtemu/lab/cable';
import type { Lane } from '@rtemu/lab/lane';
import type { Stage } from '@rtemu/lab/stage';
import { printRevision } from '@rtemu/models/revision';
import { printIpv4, printMac } from '@rtemu/wire/address';
import type { InterfaceDetails, LaneDetails, LinkDetails, NodeDetails } from './details-sight.js';
import type { DoorSight, LinkSight, NodeSight } from './sight.js';
import { plain } from './text.js';

/** The cards of a node, and whatever else its packets come and go by. */
export function interfacesOf(node: unknown): readonly Interface[] {
  if (node instanceof Router) return node.system.stack.interfaces();
  return node instanceof Pc || node instanceof Internet ? node.stack.interfaces() : [];
}

/** Who counts the octets of a direction, and how many they are. */
export type OctetCounter = (() => number) | undefined;

const laneDetails = (now: Instant, lane: Lane, octets: OctetCounter): LaneDetails => ({
  queued: lane.queued(now),
  counters: { ...lane.counters },
  octets: octets?.(),
});

export const linkDetailsOf = (
  now: Instant,
  sight: LinkSight,
  { forward, backward }: Cable,
  octets: { readonly forward: OctetCounter; readonly backward: OctetCounter },
): LinkDetails => ({
  kind: 'link',
  sight,
  forward: laneDetails(now, forward, octets.forward),
  backward: laneDetails(now, backward, octets.backward),
});

export function nodeDetailsOf(
  now: Instant,
  { operables, world }: Stage,
  name: string,
  sight: NodeSight,
  doors: readonly DoorSight[],
): NodeDetails {
  const node = operables.get(name);
  const cables = new Map(world.cables.flatMap((cable) => cableEnds(cable, name)));
  const interfaces = interfacesOf(node)
    .filter(({ kind }) => kind !== 'sink')
    .map((each) => interfaceDetails(each, cables));
  // A switch has sockets and no cards; and a router may have sockets that no card of its own stands behind.
  const bare = [...cables].filter(([port]) => interfaces.every((each) => each.name.toLowerCase() !== port));
  const status = node instanceof Router ? new RouterStatus(node, now, 'en') : undefined;
  return {
    kind: 'node',
    sight,
    firmware: node instanceof Router ? printRevision(node.language.machine.revision) : '',
    serial: status?.identity.serial ?? '',
    configFile: status?.environment().configFile ?? '',
    uptimeSeconds: status?.clock.uptimeSeconds,
    gateways: gatewaysOf(node),
    interfaces: [
      ...interfaces,
      ...bare.map(([, { port, ...cable }]) => ({
        name: port,
        up: cable.up,
        addresses: [],
        mac: '',
        mtu: undefined,
        received: undefined,
        transmitted: undefined,
        cable,
      })),
    ],
    doors: doors.filter((door) => door.node === name),
  };
}

interface CableEnd {
  readonly port: string;
  readonly to: string;
  readonly up: boolean;
}

/** The sockets of the node that the cable ends at. */
const cableEnds = ({ endpoints: [one, other], up }: Cable, node: string): [string, CableEnd][] =>
  [
    [one, other],
    [other, one],
  ].flatMap(([here, there]) =>
    here!.node === node
      ? [[here!.port.toLowerCase(), { port: plain(here!.port), to: plain(printEndpoint(there!)), up }]]
      : [],
  );

function interfaceDetails(
  { name, kind, up, mac, mtu, addresses, peer, counters }: Interface,
  cables: ReadonlyMap<string, CableEnd>,
): InterfaceDetails {
  const own = addresses.map(({ address, length }) => `${printIpv4(address)}/${length}`);
  const cable = cables.get(name.toLowerCase());
  return {
    name: plain(name),
    up,
    addresses: peer === undefined ? own : [...own, `→ ${printIpv4(peer)}`],
    mac: kind === 'ethernet' ? printMac(mac) : '',
    mtu,
    received: { packets: counters.received, octets: counters.receivedOctets },
    transmitted: { packets: counters.transmitted, octets: counters.transmittedOctets },
    cable: cable && { to: cable.to, up: cable.up },
  };
}

/** Where packets go that no other route is for. */
function gatewaysOf(node: unknown): readonly string[] {
  const stack =
    node instanceof Router
      ? node.system.stack
      : node instanceof Pc || node instanceof Internet
        ? node.stack
        : undefined;
  return (stack?.routes.entries() ?? []).flatMap(({ prefix, gateway, via, active }) => {
    if (prefix.length !== 0 || !active) return [];
    if (gateway !== undefined) return [printIpv4(gateway)];
    return via === undefined ? [] : [plain(stack!.interface(via).name)];
  });
}
