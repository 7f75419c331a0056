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
  | 'clock'
  | 'log'
  | 'interface'
  | 'route'
  | 'dns'
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
  readonly order: ((a: K, b: K) => number) | undefined;
  initial(ground: Ground, key: K): I;
  readonly value?: V;
}

/** Any setting, when all that matters is that it is one. */
// biome-ignore lint/suspicious/noExplicitAny: key and value differ from setting to setting; each setting's own functions agree on them
export type AnySetting = Setting<never, any, any> | KeyedSetting<never, any, any, any>;

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

/** The ways to declare settings that may stand in these scopes. */
export class Scoped<S extends Scope> {
  readonly #scopes: readonly Scope[];

  constructor(...scopes: readonly S[]) {
    this.#scopes = scopes;
  }

  /** With an initial value, which may depend on model and firmware. */
  initially<V>(name: string, section: Section, initial: V | ((ground: Ground) => V)): Setting<S, V, V> {
    return { name, scopes: this.#scopes, section, keyed: false, initial: constant(initial) };
  }

  /** Unset, it means that there is none. */
  optional<V>(name: string, section: Section): Setting<S, V, undefined> {
    return { name, scopes: this.#scopes, section, keyed: false, initial: () => undefined };
  }

  keyed<K, V>(name: string, section: Section, options: KeyOptions<K> = {}): KeyedSetting<S, K, V, undefined> {
    return { ...this.#keyed(name, section, options), initial: () => undefined };
  }

  keyedInitially<K, V>(
    name: string,
    section: Section,
    initial: V | ((ground: Ground) => V),
    options: KeyOptions<K> = {},
  ): KeyedSetting<S, K, V, V> {
    return { ...this.#keyed(name, section, options), initial: constant(initial) };
  }

  #keyed<K>(name: string, section: Section, { keyText = sameText, order }: KeyOptions<K>) {
    return { name, scopes: this.#scopes, section, keyed: true, keyText, order } as const;
  }
}

export const inGlobal = new Scoped('global');
export const inPp = new Scoped('pp');
export const inTunnel = new Scoped('tunnel');
/** Of which no manual says where they belong: kept where they are typed. */
export const inPpOrTunnel = new Scoped('pp', 'tunnel');
