/**
 * Manual chapter 8: filters. Their selectors are kept as the text that `show config` prints, since they say as much as that:
 * `192.168.0.0/24,10.0.0.1-10.0.0.9`, `tcp,udp`, `www,1024-`.
 * @module
 */
import { compareInterfaces, type InterfaceName } from '../interface-name.js';
import { ascending, inGlobal, inPp, inTunnel } from '../setting.js';

export type FilterAction =
  | 'pass'
  | 'pass-log'
  | 'pass-nolog'
  | 'reject'
  | 'reject-log'
  | 'reject-nolog'
  | 'restrict'
  | 'restrict-log'
  | 'restrict-nolog';

/** What is left out stands for everything. */
export interface IpFilter {
  readonly action: FilterAction;
  readonly source: string;
  readonly destination: string | undefined;
  readonly protocol: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export const ipFilter = inGlobal.keyed<number, IpFilter>('ip filter', 'filter', { order: ascending });

export type FilterDirection = 'in' | 'out';

/** Numbers of `ip filter` and of `ip filter dynamic`, in the order in which they are tried. */
export interface FilterNumbers {
  readonly filters: readonly number[];
  readonly dynamic: readonly number[];
}

const byDirection = { order: (a: FilterDirection, b: FilterDirection) => ascending(a, b) };

export interface SetKey {
  readonly name: string;
  readonly direction: FilterDirection;
}
export const ipFilterSet = inGlobal.keyed<SetKey, FilterNumbers>('ip filter set', 'filter', {
  keyText: ({ name, direction }) => `${name} ${direction}`,
  order: (a, b) => (a.name === b.name ? ascending(a.direction, b.direction) : 0),
});

export interface SecureKey {
  readonly interface: InterfaceName;
  readonly direction: FilterDirection;
}
export const ipSecureFilter = inGlobal.keyed<SecureKey, FilterNumbers>('ip <interface> secure filter', 'filter', {
  keyText: (key) => `${key.interface} ${key.direction}`,
  order: (a, b) => compareInterfaces(a.interface, b.interface) || ascending(a.direction, b.direction),
});
/** The name of a set. */
export const ipSecureFilterName = inGlobal.keyed<InterfaceName, string>('ip <interface> secure filter name', 'filter', {
  order: compareInterfaces,
});
export const ppSecureFilter = inPp.keyed<FilterDirection, FilterNumbers>('ip pp secure filter', 'filter', byDirection);
export const ppSecureFilterName = inPp.optional<string>('ip pp secure filter name', 'filter');
export const tunnelSecureFilter = inTunnel.keyed<FilterDirection, FilterNumbers>(
  'ip tunnel secure filter',
  'filter',
  byDirection,
);
export const tunnelSecureFilterName = inTunnel.optional<string>('ip tunnel secure filter name', 'filter');

/** Whether packets that say their route are dropped. */
export const ipFilterSourceRoute = inGlobal.initially<boolean>('ip filter source-route', 'filter', true);

/** Broadcasts to networks of ours that come from outside are dropped, let in, or held against filters. */
export type DirectedBroadcast = boolean | { readonly filters: readonly number[] };
export const ipFilterDirectedBroadcast = inGlobal.initially<DirectedBroadcast>(
  'ip filter directed-broadcast',
  'filter',
  true,
);

/** Applications whose connections a dynamic filter knows by their ports, or by more. */
export type Application = string;

export type DynamicTrigger =
  | { readonly kind: 'application'; readonly application: Application }
  /** Connections that meet the filters; `in` and `out` are those that they bring along. */
  | {
      readonly kind: 'filters';
      readonly filters: readonly number[];
      readonly in: readonly number[];
      readonly out: readonly number[];
    };

export interface DynamicFilter {
  readonly source: string;
  readonly destination: string;
  readonly trigger: DynamicTrigger;
  readonly syslog: boolean | undefined;
  readonly timeoutSeconds: number | undefined;
}
export const ipFilterDynamic = inGlobal.keyed<number, DynamicFilter>('ip filter dynamic', 'filter', {
  order: ascending,
});

/** Seconds; what is not said stays as it is initially. */
export interface DynamicTimer {
  readonly 'tcp-syn-timeout'?: number | undefined;
  readonly 'tcp-fin-timeout'?: number | undefined;
  readonly 'tcp-idle-time'?: number | undefined;
  readonly 'udp-idle-time'?: number | undefined;
  readonly 'dns-timeout'?: number | undefined;
}
export const DYNAMIC_TIMER = {
  'tcp-syn-timeout': 30,
  'tcp-fin-timeout': 5,
  'tcp-idle-time': 3600,
  'udp-idle-time': 30,
  'dns-timeout': 5,
} as const satisfies DynamicTimer;
export const ipFilterDynamicTimer = inGlobal.initially<DynamicTimer>(
  'ip filter dynamic timer',
  'filter',
  DYNAMIC_TIMER,
);

/** `auto` is about fast paths, of which this router has none. */
export interface FqdnTimer {
  readonly seconds: number;
  readonly auto: boolean | undefined;
}
export const ipFilterFqdnTimer = inGlobal.initially<FqdnTimer>('ip filter fqdn timer', 'filter', {
  seconds: 600,
  auto: true,
});

export interface ForwardKey {
  readonly id: number;
  readonly order: number;
}
export type ForwardGateway =
  | { readonly kind: 'pp'; readonly pp: number }
  | { readonly kind: 'tunnel'; readonly tunnel: number }
  /** An address, or `wan1`. */
  | { readonly kind: 'host'; readonly host: string };
export interface ForwardRule {
  readonly gateway: ForwardGateway;
  readonly filters: readonly number[];
  readonly keepalive: number | undefined;
}
export const ipForwardFilter = inGlobal.keyed<ForwardKey, ForwardRule>('ip forward filter', 'filter', {
  keyText: ({ id, order }) => `${id} ${order}`,
  order: (a, b) => a.id - b.id || a.order - b.order,
});
export const ipInterfaceForwardFilter = inGlobal.keyed<InterfaceName, number>(
  'ip <interface> forward filter',
  'filter',
  { order: compareInterfaces },
);
export const ppForwardFilter = inPp.optional<number>('ip pp forward filter', 'filter');
export const tunnelForwardFilter = inTunnel.optional<number>('ip tunnel forward filter', 'filter');
export const localForwardFilter = inGlobal.optional<number>('ip local forward filter', 'filter');
