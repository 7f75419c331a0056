/**
 * The layers that a ladder tells apart, and how a person names them.
 * @module
 */
import { suggest } from '../nearest.js';

/** In the order of the legend. */
export const LAYERS = [
  'arp',
  'pppoe',
  'isdn',
  'dhcp',
  'dns',
  'tcp',
  'ack',
  'pptp',
  'lcp',
  'auth',
  'ccp',
  'ipcp',
  'data',
  'icmp',
  'ip',
] as const;
export type Layer = (typeof LAYERS)[number];

/** What the legend calls them. */
export const LAYER_NAMES: Readonly<Record<Layer, string>> = {
  arp: 'Ethernet, ARP',
  pppoe: 'PPPoE discovery',
  isdn: 'ISDN calls',
  dhcp: 'DHCP',
  dns: 'DNS',
  tcp: 'TCP',
  ack: 'acknowledgements',
  pptp: 'PPTP control',
  lcp: 'LCP',
  auth: 'authentication',
  ccp: 'CCP',
  ipcp: 'IPCP',
  data: 'data in the tunnel',
  icmp: 'ICMP',
  ip: 'other IP',
};

const GROUPS: Readonly<Record<string, readonly Layer[]>> = {
  ppp: ['lcp', 'auth', 'ccp', 'ipcp'],
  all: LAYERS,
};

/** Neither what every other message rests on nor what only says that something came. */
export const USUAL_LAYERS: readonly Layer[] = LAYERS.filter((layer) => layer !== 'arp' && layer !== 'ack');

/**
 * Reads `pptp,ppp`.
 * @returns one sentence when the text is something else
 */
export function readLayers(text: string): readonly Layer[] | string {
  const names = [...LAYERS, ...Object.keys(GROUPS)];
  const chosen = new Set<Layer>();
  for (const word of text.split(',')) {
    const layers = Object.hasOwn(GROUPS, word) ? GROUPS[word]! : LAYERS.filter((layer) => layer === word);
    if (layers.length === 0) return `unknown layer "${word}"; ${suggest(word, names)}`;
    for (const layer of layers) chosen.add(layer);
  }
  return LAYERS.filter((layer) => chosen.has(layer));
}
