import { type Ipv4Address, networkOf, printPrefix } from '@rtemu/wire/address';
import type { FaultFinder, Locate } from './fault-finder.js';
import type {
  DhcpSpec,
  FolderSpec,
  InterfaceAddress,
  ListenSpec,
  NodeKind,
  NodeSpec,
  PppoeSpec,
  RouterSpec,
  StartupConfig,
} from './lab.js';
import { nodeSchemas, nodeShapes } from './lab-schema.js';
import { suggest } from './nearest.js';
import { OUTLET_PORT } from './outlet.js';
import type { Path, YamlTree } from './yaml-tree.js';

/** What is wrong with a node's spec: the key in it that is to blame, and the message for its line. */
export interface NodeProblem {
  readonly key: string;
  readonly message: string;
}

/** The names of a router's cards in order, or why there is no such router. */
export type RouterPorts = (spec: RouterSpec) => readonly string[] | NodeProblem;

/** The name of a PC's only card. */
export const PC_PORT = 'eth0';

const KINDS = Object.keys(nodeSchemas) as NodeKind[];
const isKind = (value: unknown): value is NodeKind => KINDS.includes(value as NodeKind);
const NODE_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;
const NODES = ['topology', 'nodes'];

type Table = Readonly<Record<string, unknown>>;

/** The tables of a topology that nodes are made of; a node inherits from its kind, and that from the defaults. */
export interface NodeTables {
  readonly nodes: Readonly<Record<string, Table>>;
  readonly kinds: Readonly<Record<string, Table>>;
  readonly defaults: Table;
}

/** Reads the nodes of a lab file. */
export class NodeReader {
  readonly specs: NodeSpec[] = [];
  /** The cards of each node that is sound; `undefined` for one that is not. */
  readonly ports = new Map<string, readonly string[] | undefined>();

  constructor(
    private readonly tree: YamlTree,
    private readonly find: FaultFinder,
    private readonly routerPorts: RouterPorts,
  ) {}

  read(tables: NodeTables): void {
    this.#checkInherited(tables);
    for (const name of Object.keys(tables.nodes)) {
      const spec = this.#readNode(name, tables);
      if (spec) this.specs.push(spec);
      this.ports.set(name, spec && this.#portsOf(spec));
    }
  }

  /** What stands under `kinds` and `defaults` is checked even if no node inherits it. */
  #checkInherited({ kinds, defaults }: NodeTables): void {
    const everyKey = ['kind', ...new Set(Object.values(nodeShapes).flatMap((shape) => Object.keys(shape)))];
    this.#checkKeys(defaults, ['topology', 'defaults'], everyKey, 'the defaults');
    for (const [kind, table] of Object.entries(kinds)) {
      const path = ['topology', 'kinds', kind];
      if (isKind(kind)) this.#checkKeys(table, path, Object.keys(nodeShapes[kind]), `kind ${kind}`);
      else this.find.atKey(path, `unknown kind "${kind}"; ${suggest(kind, KINDS)}`);
    }
  }

  #checkKeys(table: Table, path: Path, known: readonly string[], title: string): void {
    for (const key of Object.keys(table))
      if (!known.includes(key))
        this.find.atKey([...path, key], `unknown key "${key}" in ${title}; ${suggest(key, known)}`);
  }

  #readNode(name: string, { nodes, kinds, defaults }: NodeTables): NodeSpec | undefined {
    const path = [...NODES, name];
    const own = nodes[name]!;
    if (!NODE_NAME.test(name)) {
      this.find.atKey(path, `"${name}" is no name for a node; use letters, digits, - and _, a letter first`);
      return undefined;
    }
    const kind = own['kind'] ?? defaults['kind'];
    if (!isKind(kind)) {
      const where = 'kind' in own ? path : ['topology', 'defaults'];
      if (kind === undefined) this.find.atKey(path, `missing "kind": one of ${KINDS.join(', ')}`);
      else this.find.atValue([...where, 'kind'], `unknown kind "${String(kind)}"; ${suggest(String(kind), KINDS)}`);
      return undefined;
    }
    const inherited = kinds[kind] ?? {};
    const fits = ([key]: [string, unknown]): boolean => key in nodeShapes[kind];
    const table = {
      ...Object.fromEntries(Object.entries(defaults).filter(fits)),
      ...Object.fromEntries(Object.entries(inherited).filter(fits)),
      ...own,
      kind,
    };
    const locate: Locate = (asked) => {
      const key = asked[path.length];
      if (typeof key !== 'string' || key in own) return asked;
      const rest = asked.slice(path.length);
      if (key in inherited) return ['topology', 'kinds', kind, ...rest];
      return key in defaults ? ['topology', 'defaults', ...rest] : asked;
    };
    return this.#specOf(kind, name, table, path, locate);
  }

  #specOf(kind: NodeKind, name: string, table: Table, path: Path, locate: Locate): NodeSpec | undefined {
    const base = { name, place: this.tree.placeOfKey(path) };
    switch (kind) {
      case 'router': {
        const file = this.find.check(nodeSchemas.router, table, path, locate);
        if (!file) return undefined;
        const startupConfig = this.#startupConfig(file['startup-config'], locate([...path, 'startup-config']));
        const folderOf = (slot: 'usb1' | 'sd1'): FolderSpec | undefined => {
          const written = file[slot];
          return written === undefined
            ? undefined
            : { path: written, place: this.tree.placeOf(locate([...path, slot])) };
        };
        const { model, firmware } = file;
        const [usb1, sd1] = [folderOf('usb1'), folderOf('sd1')];
        const spec: RouterSpec = {
          ...{ ...base, kind, model, firmware, startupConfig },
          ...((usb1 ?? sd1) && { memories: { usb1, sd1 } }),
        };
        const ports = this.routerPorts(spec);
        if (!('message' in ports)) return spec;
        this.find.atValue(locate([...path, ports.key]), ports.message);
        return undefined;
      }
      case 'pc': {
        const file = this.find.check(nodeSchemas.pc, table, path, locate);
        if (!file) return undefined;
        const { address, gateway, dns, vpn = {}, listen } = file;
        this.#checkGateway(address, gateway, locate([...path, 'gateway']));
        const connections = Object.entries(vpn).map(([connection, settings]) => ({ name: connection, ...settings }));
        if (!this.#areDifferent(listen, locate([...path, 'listen']))) return undefined;
        return { ...base, kind, address, gateway, dns, vpn: connections, listen };
      }
      case 'switch': {
        const file = this.find.check(nodeSchemas.switch, table, path, locate);
        return file && { ...base, kind, ports: file.ports };
      }
      case 'internet': {
        const file = this.find.check(nodeSchemas.internet, table, path, locate);
        return file && this.#areDifferent(file.listen, locate([...path, 'listen']))
          ? { ...base, kind, ...middleOf(file), dns: file.dns }
          : undefined;
      }
      case 'isp': {
        const file = this.find.check(nodeSchemas.isp, table, path, locate);
        if (!file || !this.#areDifferent(file.listen, locate([...path, 'listen']))) return undefined;
        const names = file.dns && Object.entries(file.dns.names).map(([written, is]) => ({ name: written, is }));
        const dhcp = Object.entries(file.dhcp ?? {}).map(([card, settings]) => ({ card, ...settings }));
        if (!this.#areLeasable(dhcp, file.interfaces, locate([...path, 'dhcp']))) return undefined;
        const pppoe = file.pppoe && pppoeSpecOf(file.pppoe);
        const { netvolante, ntp } = file;
        return { ...base, kind, ...middleOf(file), names, dhcp, netvolante, pppoe, ntp };
      }
      case 'exchange': {
        const file = this.find.check(nodeSchemas.exchange, table, path, locate);
        if (!file) return undefined;
        const lines = Object.entries(file.lines).map(([port, number]) => ({ name: port, number }));
        const digits = lines.map(({ number }) => number.replaceAll('-', ''));
        const second = digits.findIndex((number, i) => digits.indexOf(number) < i);
        if (second < 0) return { ...base, kind, lines };
        const { name: port, number } = lines[second]!;
        this.find.atValue(
          locate([...path, 'lines', port]),
          `${number} has a line already; give this one another number`,
        );
        return undefined;
      }
      case 'udp': {
        const file = this.find.check(nodeSchemas.udp, table, path, locate);
        return file && { ...base, kind, local: file.local, remote: file.remote };
      }
      case 'stream': {
        const file = this.find.check(nodeSchemas.stream, table, path, locate);
        if (!file) return undefined;
        const { listen, connect } = file;
        if (listen && !connect) return { ...base, kind, how: 'listen', at: listen };
        if (connect && !listen) return { ...base, kind, how: 'connect', at: connect };
        this.find.atKey(path, 'a stream either waits or calls; give it one of "listen" and "connect"');
        return undefined;
      }
    }
  }

  /** A port is taken once. */
  #areDifferent(listen: readonly ListenSpec[], path: Path): boolean {
    const ports = listen.map(({ transport, port }) => `${transport} ${port}`);
    const second = ports.findIndex((port, i) => ports.indexOf(port) < i);
    if (second >= 0) this.find.atValue([...path, second], `${ports[second]} stands here twice; take it out`);
    return second < 0;
  }

  /** Each card has an address, and what is leased there lies in its network. */
  #areLeasable(dhcp: readonly DhcpSpec[], cards: Readonly<Record<string, InterfaceAddress>>, path: Path): boolean {
    let sound = true;
    for (const { card, range } of dhcp) {
      const own = cards[card];
      const fault =
        own === undefined
          ? `the isp has no card "${card}" with an address; ${suggest(card, Object.keys(cards))}`
          : [range.first, range.last].some((each) => networkOf(each, own.length) !== networkOf(own.address, own.length))
            ? `the addresses to lease must lie in the network of ${card}`
            : undefined;
      if (fault === undefined) continue;
      this.find.atKey([...path, card], fault);
      sound = false;
    }
    return sound;
  }

  #checkGateway(address: InterfaceAddress | 'dhcp', gateway: Ipv4Address | undefined, at: Path): void {
    if (gateway === undefined) return;
    if (address === 'dhcp') {
      this.find.atKey(at, 'the DHCP server tells the pc its gateway; leave "gateway" out');
      return;
    }
    const network = { address: networkOf(address.address, address.length), length: address.length };
    if (networkOf(gateway, address.length) !== network.address)
      this.find.atValue(
        at,
        `the pc cannot reach a gateway outside ${printPrefix(network)}; take an address of that network`,
      );
  }

  /** A text of several lines is the configuration itself, as in containerlab. */
  #startupConfig(written: string | undefined, path: Path): StartupConfig | undefined {
    if (written === undefined) return undefined;
    return written.includes('\n')
      ? { kind: 'text', text: written }
      : { kind: 'file', path: written, place: this.tree.placeOf(path) };
  }

  #portsOf(spec: NodeSpec): readonly string[] {
    switch (spec.kind) {
      case 'router':
        return this.routerPorts(spec) as readonly string[];
      case 'pc':
        return [PC_PORT];
      case 'switch':
        return Array.from({ length: spec.ports }, (_, i) => String(i + 1));
      case 'internet':
        return spec.interfaces.map(({ name }) => name);
      case 'isp':
        return [...new Set([...spec.interfaces.map(({ name }) => name), ...(spec.pppoe?.cards ?? [])])];
      case 'exchange':
        return spec.lines.map(({ name }) => name);
      case 'udp':
      case 'stream':
        return [OUTLET_PORT];
    }
  }
}

/** The cards, routes and ports of a router in the middle, as its file says them. */
function middleOf<Card, Route>(file: {
  readonly interfaces: Readonly<Record<string, Card>>;
  readonly routes?: readonly Route[] | undefined;
  readonly listen: readonly ListenSpec[];
}) {
  const interfaces = Object.entries(file.interfaces).map(([card, address]) => ({ name: card, ...address }));
  return { interfaces, routes: file.routes ?? [], listen: file.listen };
}

type PppoeFile = NonNullable<ReturnType<typeof nodeSchemas.isp.parse>['pppoe']>;

function pppoeSpecOf({ subscribers, sessions, pool, ...rest }: PppoeFile): PppoeSpec {
  const named = Object.entries(subscribers).map(([name, subscriber]) => ({ name, ...subscriber }));
  return { ...rest, pool, sessionsMax: sessions, subscribers: named };
}
