/**
 * Filters that are listed and not defined. The device takes the lists and passes over such numbers.
 * @module
 */
import type { Block, Document } from '@rtemu/config/document';
import type { Scope } from '@rtemu/config/selection';
import type { KeyedSetting, Setting } from '@rtemu/config/setting';
import {
  type FilterNumbers,
  ipFilter,
  ipFilterDirectedBroadcast,
  ipFilterDynamic,
  ipFilterSet,
  ipForwardFilter,
  ipInterfaceForwardFilter,
  ipSecureFilter,
  ipSecureFilterName,
  localForwardFilter,
  ppForwardFilter,
  ppSecureFilter,
  ppSecureFilterName,
} from '@rtemu/config/settings/filter';
import { ipRoute } from '@rtemu/config/settings/ip';
import { network } from '../operands/address.js';
import type { ConfigCheck } from '../warnings.js';

/** What a line needs to be there. */
interface Needs {
  readonly filters?: readonly number[];
  readonly dynamic?: readonly number[];
  readonly set?: string;
  readonly forward?: number;
}

interface Line {
  readonly about: string;
  readonly needs: Needs;
}

const each = <S extends Scope, K, V>(
  block: Block<S>,
  setting: KeyedSetting<S, K, V, unknown>,
  about: (key: K) => string,
  needs: (value: V) => Needs,
): readonly Line[] => block.entries(setting).map(({ key, value }) => ({ about: about(key), needs: needs(value) }));

function single<S extends Scope, V>(
  block: Block<S>,
  setting: Setting<S, V, unknown>,
  about: string,
  needs: (value: V) => Needs,
): readonly Line[] {
  const value = block.get(setting);
  return value === undefined ? [] : [{ about, needs: needs(value) }];
}

const listed = (numbers: FilterNumbers): Needs => numbers;
const named = (set: string): Needs => ({ set });
const forwarded = (forward: number): Needs => ({ forward });

function linesOf(document: Document): readonly Line[] {
  const { global } = document;
  return [
    ...each(global, ipSecureFilter, (key) => `ip ${key.interface} secure filter ${key.direction}`, listed),
    ...each(global, ipSecureFilterName, (name) => `ip ${name} secure filter name`, named),
    ...each(global, ipFilterSet, ({ name, direction }) => `ip filter set ${name} ${direction}`, listed),
    ...each(global, ipInterfaceForwardFilter, (name) => `ip ${name} forward filter`, forwarded),
    ...single(global, localForwardFilter, 'ip local forward filter', forwarded),
    ...each(
      global,
      ipForwardFilter,
      ({ id, order }) => `ip forward filter ${id} ${order}`,
      ({ filters }) => ({ filters }),
    ),
    ...each(
      global,
      ipRoute,
      (prefix) => `ip route ${network.print(prefix)}`,
      (ways) => ({ filters: ways.flatMap(({ filter }) => filter ?? []) }),
    ),
    ...single(global, ipFilterDirectedBroadcast, 'ip filter directed-broadcast', (value) =>
      typeof value === 'object' ? { filters: value.filters } : {},
    ),
    ...each(
      global,
      ipFilterDynamic,
      (number) => `ip filter dynamic ${number}`,
      ({ trigger }) =>
        trigger.kind === 'filters' ? { filters: [...trigger.filters, ...trigger.in, ...trigger.out] } : {},
    ),
    ...document.pps.flatMap((number) => {
      const [block, pp] = [document.pp(number), `pp select ${number}`];
      return [
        ...each(block, ppSecureFilter, (direction) => `${pp}: ip pp secure filter ${direction}`, listed),
        ...single(block, ppSecureFilterName, `${pp}: ip pp secure filter name`, named),
        ...single(block, ppForwardFilter, `${pp}: ip pp forward filter`, forwarded),
      ];
    }),
  ];
}

/** Numbers and names that stand in a list and that no command defines. */
export const undefinedFilters: ConfigCheck = (document) => {
  const { global } = document;
  const sets = new Set(global.entries(ipFilterSet).map(({ key }) => key.name));
  const forwards = new Set(global.entries(ipForwardFilter).map(({ key }) => key.id));
  const missing = ({ filters = [], dynamic = [], set, forward }: Needs): readonly string[] => [
    ...filters.filter((number) => global.getAt(ipFilter, number) === undefined).map((number) => `ip filter ${number}`),
    ...dynamic
      .filter((number) => global.getAt(ipFilterDynamic, number) === undefined)
      .map((number) => `ip filter dynamic ${number}`),
    ...(set === undefined || sets.has(set) ? [] : [`ip filter set ${set}`]),
    ...(forward === undefined || forwards.has(forward) ? [] : [`ip forward filter ${forward}`]),
  ];
  return linesOf(document).flatMap(({ about, needs }) =>
    [...new Set(missing(needs))].map((command) => ({
      kind: 'filter-undefined',
      about,
      text: {
        en: `there is no "${command}", and the list goes on without it: define it, or take it out of the list`,
        ja: `「${command}」が定義されていないため無視されます。定義するか、指定から除いてください`,
      },
    })),
  );
};
