/**
 * Which interfaces of a world there are to capture at, and how a person names them: `rt-a:lan1`, `rt-a:pp1`, `pc1:office`.
 * @module
 */
import type { Node } from '@rtemu/engine/node';
import type { Endpoint } from './cable.js';
import { suggest } from './nearest.js';
import type { World } from './world.js';

export const LIMIT = {
  /** Interfaces in one capture. */
  places: 256,
} as const;

const interfacesOf = ({ ports, pppLinks = [] }: Node): readonly string[] => [...ports, ...pppLinks];

/** Every card, and every PPP link that there may be as the nodes are configured now. */
export const placesOf = (world: World): Endpoint[] =>
  world.nodes.flatMap((node) => interfacesOf(node).map((port) => ({ node: node.name, port })));

/** The interfaces that `NODE:INTERFACE,NODE:INTERFACE...` names, each once; or, in words, why it names none. */
export function readPlaces(world: World, text: string): readonly Endpoint[] | string {
  const names = [...new Set(text.split(','))];
  if (names.length > LIMIT.places) return `a capture has ${LIMIT.places} interfaces at most`;
  const places: Endpoint[] = [];
  for (const name of names) {
    const place = readPlace(world, name);
    if (typeof place === 'string') return place;
    places.push(place);
  }
  return places;
}

function readPlace(world: World, text: string): Endpoint | string {
  const colon = text.indexOf(':');
  const place: Endpoint = { node: text.slice(0, Math.max(colon, 0)), port: text.slice(colon + 1) };
  if (colon <= 0 || place.port === '') return `"${text}" is no NODE:INTERFACE such as ${exampleOf(world)}`;
  const node = world.node(place.node);
  if (!node) {
    const names = world.nodes.map(({ name }) => name);
    return `there is no node "${place.node}"; ${suggest(place.node, names)}`;
  }
  if (world.hasInterface(place)) return place;
  return `${place.node} has no interface "${place.port}"; ${suggest(place.port, interfacesOf(node))}`;
}

function exampleOf(world: World): string {
  const [first] = placesOf(world);
  return first ? `${first.node}:${first.port}` : 'rt-a:lan1';
}
