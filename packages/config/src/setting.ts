/**
 * A setting is a key of the document with the type of its value: what one command of the manual can say about one place.
 * Its initial value, that is what an unset one means, is written here and nowhere else.
 * @module
 */
import type { Ground } from './ground.js';
import type { Scope } from './selection.js';

/** What has to be looked at again when a setting changes. `kept`: nothing, it is only kept. */
export type Section =
  | 'console'
  | 'users'
  | 'access'
  | 'clock'
  | 'log'
  | 'interface'
  | 'route'
  | 'keepalive'
  | 'nat'
  | 'filter'
  | 'dhcp'
  | 'dns'
  | 'netvolante'
  | 'line'
  | 'schedule'
  | 'memory'
  | 'icmp'
  | 'arp'
  | 'pp'
  | 'authentication'
  | 'lcp'
  | 'ipcp'
  | 'ccp'
  | 'pptp'
  | 'tunnel'
  | 'kept';

interface Described<in S extends Scope> {
  /** The words of its command: `pptp service type`. No two settings share one. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly section: Section;
  /** Never there. It lets the compiler refuse a PP setting where the global ones are. */
  readonly accepts?: (scope: S) => void;
}

/** One value a place. `I` is `V` where an unset one means something, `undefined` where it means nothing. */
export interface Setting<in S extends Scope, V, I = V | undefined> extends Described<S> {
  readonly keyed: false;
  initial(ground: Ground): I;
  /** Never there; it carries the type. */
  readonly value?: V;
}

/** Any number of values a place, told apart by a key: routes by network, users by name. */
export interface KeyedSetting<in S extends Scope, K, V, I = V | undefined> extends Described<S> {
  readonly keyed: true;
  /** Keys are the same when their texts are. */
  keyText(key: K): string | number;
  /** The order in which entries are printed; without it, as they were entered. */
  order?(a: K, b: K): number;
  initial(ground: Ground, key: K): I;
  readonly value?: V;
}

/** Any setting, when all that matters is that it is one. */
export type AnySetting = Setting<never, unknown, unknown> | KeyedSetting<never, unknown, unknown, unknown>;

/** A name, or how to come by it when it is first asked for. */
type Name = string | (() => string);

const constant =
  <I>(initial: I | ((ground: Ground) => I)): ((ground: Ground) => I) =>
  (ground) =>
    typeof initial === 'function' ? (initial as (ground: Ground) => I)(ground) : initial;

const sameText = (key: unknown): string | number =>
  typeof key === 'number' || typeof key === 'string' ? key : JSON.stringify(key);

export const ascending = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

interface KeyOptions<K> {
  readonly keyText?: (key: K) => string | number;
  readonly order?: (a: K, b: K) => number;
}

abstract class Declared {
  readonly #name: Name;

  constructor(
    name: Name,
    readonly scopes: readonly Scope[],
    readonly section: Section,
  ) {
    this.#name = name;
  }

  get name(): string {
    return typeof this.#name === 'string' ? this.#name : this.#name();
  }
}

class Single<V, I> extends Declared implements Setting<never, V, I> {
  readonly keyed = false;

  constructor(
    name: Name,
    scopes: readonly Scope[],
    section: Section,
    readonly initial: (ground: Ground) => I,
  ) {
    super(name, scopes, section);
  }
}

class Keyed<K, V, I> extends Declared implements KeyedSetting<never, K, V, I> {
  readonly keyed = true;
  readonly keyText: (key: K) => string | number;
  declare readonly order?: (a: K, b: K) => number;

  constructor(
    name: Name,
    scopes: readonly Scope[],
    section: Section,
    readonly initial: (ground: Ground) => I,
    { keyText = sameText, order }: KeyOptions<K>,
  ) {
    super(name, scopes, section);
    this.keyText = keyText;
    if (order !== undefined) this.order = order;
  }
}

/** The ways to declare settings that may stand in these scopes. */
export class Scoped<S extends Scope> {
  readonly #scopes: readonly Scope[];

  constructor(...scopes: readonly S[]) {
    this.#scopes = scopes;
  }

  /** With an initial value, which may depend on model and firmware. */
  initially<V>(name: Name, section: Section, initial: V | ((ground: Ground) => V)): Setting<S, V, V> {
    return new Single(name, this.#scopes, section, constant(initial));
  }

  /** Unset, it means that there is none. */
  optional<V>(name: Name, section: Section): Setting<S, V, undefined> {
    return new Single<V, undefined>(name, this.#scopes, section, () => undefined);
  }

  keyed<K, V>(name: Name, section: Section, options: KeyOptions<K> = {}): KeyedSetting<S, K, V, undefined> {
    return new Keyed<K, V, undefined>(name, this.#scopes, section, () => undefined, options);
  }

  keyedInitially<K, V>(
    name: Name,
    section: Section,
    initial: V | ((ground: Ground) => V),
    options: KeyOptions<K> = {},
  ): KeyedSetting<S, K, V, V> {
    return new Keyed<K, V, V>(name, this.#scopes, section, constant(initial), options);
  }
}

export const inGlobal = new Scoped('global');
export const inPp = new Scoped('pp');
export const inTunnel = new Scoped('tunnel');
/** Of which no manual says where they belong: kept where they are typed. */
export const inPpOrTunnel = new Scoped('pp', 'tunnel');
