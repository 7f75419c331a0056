/**
 * A configuration: an immutable document of settings, in one global block and one for each PP, each tunnel, each switch and
 * each access point. A document is changed by way of a draft, which shares with it whatever it does not touch.
 * @module
 */
import type { Ground } from './ground.js';
import {
  type AgentScope,
  type AgentSelection,
  agentSelection,
  comparePps,
  type PlaceSelection,
  type PpNumber,
  ppSelection,
  type Scope,
  type Selection,
  tunnelSelection,
} from './selection.js';
import type { AnySetting, KeyedSetting, Setting } from './setting.js';

export interface Entry<K, V> {
  readonly key: K;
  readonly value: V;
}

type Table = Map<string | number, Entry<unknown, unknown>>;

/** The settings of one place. `get` says what was set, `effective` what holds. */
export class Block<S extends Scope> {
  protected values: ReadonlyMap<AnySetting, unknown>;

  constructor(
    protected readonly ground: Ground,
    values: ReadonlyMap<AnySetting, unknown> = new Map(),
  ) {
    this.values = values;
  }

  /** `undefined`: never set, which is not the same as set to the initial value. */
  get<V>(setting: Setting<S, V, unknown>): V | undefined {
    return this.values.get(setting) as V | undefined;
  }

  /** What was set, or what an unset one means. */
  effective<V, I>(setting: Setting<S, V, I>): V | I {
    return (this.values.get(setting) as V | undefined) ?? setting.initial(this.ground);
  }

  getAt<K, V>(setting: KeyedSetting<S, K, V, unknown>, key: K): V | undefined {
    const table = this.values.get(setting) as Table | undefined;
    return table?.get(setting.keyText(key))?.value as V | undefined;
  }

  effectiveAt<K, V, I>(setting: KeyedSetting<S, K, V, I>, key: K): V | I {
    return this.getAt(setting, key) ?? setting.initial(this.ground, key);
  }

  /** All entries, in the setting's order. */
  entries<K, V>(setting: KeyedSetting<S, K, V, unknown>): readonly Entry<K, V>[] {
    const table = this.values.get(setting) as ReadonlyMap<unknown, Entry<K, V>> | undefined;
    if (table === undefined) return [];
    const entries = [...table.values()];
    return setting.order === undefined ? entries : entries.sort((a, b) => setting.order!(a.key, b.key));
  }

  get isEmpty(): boolean {
    return this.values.size === 0;
  }

  /** The settings that are set here. */
  settings(): Iterable<AnySetting> {
    return this.values.keys();
  }

  /** What lies under a setting, for comparing: a value, or the table of a keyed one. Not for reading. */
  raw(setting: AnySetting): unknown {
    return this.values.get(setting);
  }
}

/** A block that may be written to until its draft is finished. What it was made from stays as it was. */
export class DraftBlock<S extends Scope> extends Block<S> {
  #values: Map<AnySetting, unknown> | undefined;
  readonly #ownTables = new Set<Table>();

  constructor(
    readonly from: Block<S>,
    ground: Ground,
    values: ReadonlyMap<AnySetting, unknown>,
  ) {
    super(ground, values);
  }

  get isTouched(): boolean {
    return this.#values !== undefined;
  }

  set<V>(setting: Setting<S, V, unknown>, value: V): void {
    this.#own().set(setting, value);
  }

  unset(setting: Setting<S, unknown, unknown>): void {
    if (this.values.has(setting)) this.#own().delete(setting);
  }

  setAt<K, V>(setting: KeyedSetting<S, K, V, unknown>, key: K, value: V): void {
    this.#table(setting).set(setting.keyText(key), { key, value });
  }

  unsetAt<K>(setting: KeyedSetting<S, K, unknown, unknown>, key: K): void {
    const text = setting.keyText(key);
    if (!(this.values.get(setting) as Table | undefined)?.has(text)) return;
    const table = this.#table(setting);
    table.delete(text);
    if (table.size === 0) this.#own().delete(setting);
  }

  finish(): Block<S> {
    return this.isTouched ? new Block<S>(this.ground, this.values) : this.from;
  }

  #own(): Map<AnySetting, unknown> {
    if (this.#values === undefined) {
      this.#values = new Map(this.values);
      this.values = this.#values;
    }
    return this.#values;
  }

  #table(setting: AnySetting): Table {
    const values = this.#own();
    const table = values.get(setting) as Table | undefined;
    if (table !== undefined && this.#ownTables.has(table)) return table;
    const own: Table = new Map(table);
    this.#ownTables.add(own);
    values.set(setting, own);
    return own;
  }
}

type Agents<B> = Readonly<Record<AgentScope, B>>;

const AGENT_SCOPES: readonly AgentScope[] = ['switch', 'ap'];
const NO_AGENTS: Agents<ReadonlyMap<string, Block<AgentScope>>> = { switch: new Map(), ap: new Map() };

export class Document {
  readonly #pps: ReadonlyMap<PpNumber, Block<'pp'>>;
  readonly #tunnels: ReadonlyMap<number, Block<'tunnel'>>;
  readonly #agents: Agents<ReadonlyMap<string, Block<AgentScope>>>;

  constructor(
    readonly ground: Ground,
    readonly global: Block<'global'> = new Block(ground),
    pps: ReadonlyMap<PpNumber, Block<'pp'>> = new Map(),
    tunnels: ReadonlyMap<number, Block<'tunnel'>> = new Map(),
    agents: Agents<ReadonlyMap<string, Block<AgentScope>>> = NO_AGENTS,
  ) {
    this.#pps = pps;
    this.#tunnels = tunnels;
    this.#agents = agents;
  }

  /** Empty where nothing is set. */
  pp(number: PpNumber): Block<'pp'> {
    return this.#pps.get(number) ?? new Block(this.ground);
  }

  tunnel(number: number): Block<'tunnel'> {
    return this.#tunnels.get(number) ?? new Block(this.ground);
  }

  /** The PPs that have settings: ascending, `anonymous` last. */
  get pps(): readonly PpNumber[] {
    return [...this.#pps.keys()].sort(comparePps);
  }

  /** The tunnels that have settings, ascending. */
  get tunnels(): readonly number[] {
    return [...this.#tunnels.keys()].sort((a, b) => a - b);
  }

  agent(scope: AgentScope, agent: string): Block<AgentScope> {
    return this.#agents[scope].get(agent) ?? new Block(this.ground);
  }

  /** The switches, then the access points that have settings, as they were entered. */
  get agents(): readonly AgentSelection[] {
    return AGENT_SCOPES.flatMap((scope) =>
      [...this.#agents[scope].keys()].map((agent) => agentSelection(scope, agent)),
    );
  }

  /** Every place that has settings, besides the global one. */
  get places(): readonly PlaceSelection[] {
    return [...this.pps.map(ppSelection), ...this.tunnels.map(tunnelSelection), ...this.agents];
  }

  /** The block that a selection means. That the setting may stand there is the caller's to know. */
  at(selection: Selection): Block<never> {
    switch (selection.scope) {
      case 'global':
        return this.global as Block<never>;
      case 'pp':
        return this.pp(selection.number) as Block<never>;
      case 'tunnel':
        return this.tunnel(selection.number) as Block<never>;
      default:
        return this.agent(selection.scope, selection.agent) as Block<never>;
    }
  }

  edit(): Draft {
    const agents = { switch: new Map(this.#agents.switch), ap: new Map(this.#agents.ap) };
    return new Draft(this, new Map(this.#pps), new Map(this.#tunnels), agents);
  }
}

/** A document in the making. Loading ten thousand lines into one draft costs what ten thousand lines cost. */
export class Draft {
  readonly #global: DraftBlock<'global'>;
  readonly #pps = new Map<PpNumber, DraftBlock<'pp'>>();
  readonly #tunnels = new Map<number, DraftBlock<'tunnel'>>();
  readonly #agents: Agents<Map<string, DraftBlock<AgentScope>>> = { switch: new Map(), ap: new Map() };

  constructor(
    private readonly document: Document,
    private readonly oldPps: Map<PpNumber, Block<'pp'>>,
    private readonly oldTunnels: Map<number, Block<'tunnel'>>,
    private readonly oldAgents: Agents<Map<string, Block<AgentScope>>>,
  ) {
    this.#global = this.#draft(document.global);
  }

  get ground(): Ground {
    return this.document.ground;
  }

  get global(): DraftBlock<'global'> {
    return this.#global;
  }

  pp(number: PpNumber): DraftBlock<'pp'> {
    let block = this.#pps.get(number);
    if (block === undefined) this.#pps.set(number, (block = this.#draft(this.document.pp(number))));
    return block;
  }

  tunnel(number: number): DraftBlock<'tunnel'> {
    let block = this.#tunnels.get(number);
    if (block === undefined) this.#tunnels.set(number, (block = this.#draft(this.document.tunnel(number))));
    return block;
  }

  agent(scope: AgentScope, agent: string): DraftBlock<AgentScope> {
    const blocks = this.#agents[scope];
    let block = blocks.get(agent);
    if (block === undefined) blocks.set(agent, (block = this.#draft(this.document.agent(scope, agent))));
    return block;
  }

  /** The block that a selection means. That the setting may stand there is the caller's to know. */
  at(selection: Selection): DraftBlock<never> {
    switch (selection.scope) {
      case 'global':
        return this.#global as DraftBlock<never>;
      case 'pp':
        return this.pp(selection.number) as DraftBlock<never>;
      case 'tunnel':
        return this.tunnel(selection.number) as DraftBlock<never>;
      default:
        return this.agent(selection.scope, selection.agent) as DraftBlock<never>;
    }
  }

  /** The same document when nothing was written. The draft is spent. */
  finish(): Document {
    const agents = AGENT_SCOPES.flatMap((scope) => [...this.#agents[scope].values()]);
    const blocks = [this.#global, ...this.#pps.values(), ...this.#tunnels.values(), ...agents];
    if (!blocks.some((block) => block.isTouched)) return this.document;
    settle(this.oldPps, this.#pps);
    settle(this.oldTunnels, this.#tunnels);
    for (const scope of AGENT_SCOPES) settle(this.oldAgents[scope], this.#agents[scope]);
    return new Document(this.ground, this.#global.finish(), this.oldPps, this.oldTunnels, this.oldAgents);
  }

  #draft<S extends Scope>(block: Block<S>): DraftBlock<S> {
    return new DraftBlock(block, this.ground, valuesOf(block));
  }
}

/** The values of a block, which only this file shares out. */
const valuesOf = <S extends Scope>(block: Block<S>): ReadonlyMap<AnySetting, unknown> =>
  (block as unknown as { values: ReadonlyMap<AnySetting, unknown> }).values;

function settle<N, S extends Scope>(blocks: Map<N, Block<S>>, drafts: ReadonlyMap<N, DraftBlock<S>>): void {
  for (const [number, draft] of drafts) {
    if (!draft.isTouched) continue;
    if (draft.isEmpty) blocks.delete(number);
    else blocks.set(number, draft.finish());
  }
}
