/**
 * `show ip secure filter` (manual 57.13): the filters of an interface as the commands that define them. How the device lays
 * them out was not seen.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import type { PpNumber } from '@rtemu/config/selection';
import {
  type FilterDirection,
  type FilterNumbers,
  ipFilterSet,
  ipSecureFilter,
  ipSecureFilterName,
  ppSecureFilter,
  ppSecureFilterName,
  tunnelSecureFilter,
  tunnelSecureFilterName,
} from '@rtemu/config/settings/filter';

export type FilterPlace =
  | { readonly kind: 'pp'; readonly pp: PpNumber }
  | { readonly kind: 'tunnel'; readonly tunnel: number }
  | { readonly kind: 'interface'; readonly name: InterfaceName };

const NONE: FilterNumbers = { filters: [], dynamic: [] };

function numbersAt(document: Document, place: FilterPlace, direction: FilterDirection): FilterNumbers {
  const { global } = document;
  const ofSet = (name: string): FilterNumbers | undefined => global.getAt(ipFilterSet, { name, direction });
  switch (place.kind) {
    case 'pp': {
      const block = document.pp(place.pp);
      const name = block.get(ppSecureFilterName);
      return (name === undefined ? block.getAt(ppSecureFilter, direction) : ofSet(name)) ?? NONE;
    }
    case 'tunnel': {
      const block = document.tunnel(place.tunnel);
      const name = block.get(tunnelSecureFilterName);
      return (name === undefined ? block.getAt(tunnelSecureFilter, direction) : ofSet(name)) ?? NONE;
    }
    case 'interface': {
      const name = global.getAt(ipSecureFilterName, place.name);
      const own = global.getAt(ipSecureFilter, { interface: place.name, direction });
      return (name === undefined ? own : ofSet(name)) ?? NONE;
    }
  }
}

/** @param lines of `show config` */
export function secureFilterLines(
  document: Document,
  lines: readonly string[],
  place: FilterPlace,
  directions: readonly FilterDirection[],
): readonly string[] {
  const definition = (head: string): readonly string[] => lines.filter((line) => line.startsWith(`${head} `));
  return directions.flatMap((direction) => {
    const { filters, dynamic } = numbersAt(document, place, direction);
    if (filters.length + dynamic.length === 0) return [];
    return [
      `${direction}:`,
      ...filters.flatMap((number) => definition(`ip filter ${number}`)),
      ...dynamic.flatMap((number) => definition(`ip filter dynamic ${number}`)),
    ];
  });
}
