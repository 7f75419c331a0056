/**
 * The shape of a lab file. Each schema's message is a wish ("a duration such as 10ms"): the reader of the file makes
 * `"delay" must be ..., not 7` or `missing "delay": ...` of it.
 * @module
 */
import { type Duration, seconds } from '@rtemu/engine/time';
import { type Ipv4Address, networkOf, readIpv4 } from '@rtemu/wire/address';
import { readName } from '@rtemu/wire/dns-name';
import * as z from 'zod/mini';
import type { Endpoint } from './cable.js';
import { readDuration, readProbability, readRate } from './impairments.js';
import {
  AUTHENTICATION_METHODS,
  COMPRESSIONS,
  ENCRYPTIONS,
  type Expectation,
  type InterfaceAddress,
  type ListenSpec,
  type SocketAddress,
} from './lab.js';
import { listed, suggest } from './nearest.js';

/** A map of exactly these keys. `title` says what it is, for the one who mistyped a key. */
function table<Shape extends z.core.$ZodLooseShape>(title: string, shape: Shape) {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `unknown key "${key}" in ${title}; ${suggest(key, keys)}`).join('\n')
        : `${title}: a map with ${listed(keys)}`,
  });
}

/** Text that `read` understands. */
const readable = <T>(read: (text: string) => T | undefined, wish: string) =>
  z.pipe(
    z.string(wish),
    z.transform((text, context): T => {
      const value = read(text);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', message: wish, input: text });
      return z.NEVER;
    }),
  );

const text = (wish: string) => z.string(wish).check(z.minLength(1, wish), z.maxLength(65_536, wish));

const integer = (least: number, most: number, wish: string) => z.int(wish).check(z.gte(least, wish), z.lte(most, wish));

const duration = (wish: string) => readable(readDuration, wish);
const span = (wish: string) => readable((t) => positive(readDuration(t)), wish);
const positive = (value: Duration | undefined): Duration | undefined => (value === 0 ? undefined : value);
const probability = readable(readProbability, 'a share of the frames such as 1%');

const ipv4Address = (wish: string) => readable(readIpv4, wish);

function readInterfaceAddress(written: string): InterfaceAddress | undefined {
  const [, host = '', digits = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(written) ?? [];
  const [address, length] = [readIpv4(host), Number(digits)];
  return address !== undefined && length >= 1 && length <= 32 ? { address, length } : undefined;
}

function readPrefix(written: string): InterfaceAddress | undefined {
  if (written === 'default') return { address: 0 as Ipv4Address, length: 0 };
  const prefix = readInterfaceAddress(written);
  return prefix && networkOf(prefix.address, prefix.length) === prefix.address ? prefix : undefined;
}

/** An address, or a name to ask the DNS for. What looks like an address and is none is no name either. */
const readHost = (written: string): Ipv4Address | string | undefined =>
  readIpv4(written) ?? (/^[\d.]*$/.test(written) ? undefined : readName(written));

const LOOPBACK = readIpv4('127.0.0.1')!;

/** `5001` is a port of this machine, `192.0.2.1:5001` one of another. */
function readSocketAddress(written: string | number): SocketAddress | undefined {
  const [, host, digits = ''] = /^(?:([\d.]+):)?(\d{1,5})$/.exec(String(written)) ?? [];
  const [address, port] = [host === undefined ? LOOPBACK : readIpv4(host), Number(digits)];
  return address !== undefined && port >= 1 && port <= 65_535 ? { address, port } : undefined;
}

export function readEndpoint(written: string): Endpoint | undefined {
  const [, node, port] = /^([^:\s]+):([^:\s]+)$/.exec(written) ?? [];
  return node && port ? { node, port } : undefined;
}

const socketAddress = (role: string) => {
  const wish = `${role}: a port such as 5001, or an address and a port such as 192.0.2.1:5001`;
  return z.pipe(
    z.union([z.string(), z.number()], wish),
    z.transform((written, context): SocketAddress => {
      const value = readSocketAddress(written);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', message: wish, input: written });
      return z.NEVER;
    }),
  );
};

const ENDPOINT_WISH = 'a node and its port such as rt-a:lan1';

/** What may be wrong with one direction of a link. */
export const direction = {
  delay: z.optional(span('a time of at least 1us such as 10ms')),
  jitter: z.optional(duration('a time such as 2ms')),
  loss: z.optional(probability),
  duplication: z.optional(probability),
  reordering: z.optional(probability),
  corruption: z.optional(probability),
  rate: z.optional(readable(readRate, 'bits per second such as 10Mbit')),
  queue: z.optional(integer(0, 10_000, 'how many frames wait for the line, 0 to 10000')),
  mtu: z.optional(integer(68, 65_535, 'the longest packet in octets, 68 to 65535')),
};
const impairments = {
  ...direction,
  forward: z.optional(table('one direction of a link', direction)),
  backward: z.optional(table('one direction of a link', direction)),
  state: z.optional(z.enum(['up', 'down'], 'up or down')),
};

export const linkSchema = table('a link', {
  endpoints: z
    .array(readable(readEndpoint, ENDPOINT_WISH), 'two ends such as ["rt-a:lan1", "pc1:eth0"]')
    .check(z.length(2, 'two ends such as ["rt-a:lan1", "pc1:eth0"]')),
  ...impairments,
});

/** @param compile what makes a pattern of a source and flags; `undefined` when they are none. */
function expectationReader(compile: (source: string, flags: string) => RegExp | undefined) {
  const wish = 'text to look for, /a pattern/, or a list of them';
  const read = (written: unknown): Expectation | undefined => {
    if (typeof written !== 'string' || written === '') return undefined;
    const [, source, flags = ''] = /^\/(.+)\/([imsu]*)$/s.exec(written) ?? [];
    if (source === undefined) return { text: written };
    const pattern = compile(source, flags);
    return pattern && { text: written, pattern };
  };
  return z.pipe(
    z.unknown(),
    z.transform((written, context): Expectation[] => {
      const list = Array.isArray(written) ? written : [written];
      const expectations = list.map(read);
      for (const [i, expectation] of expectations.entries())
        if (expectation === undefined)
          context.issues.push({
            code: 'custom',
            message: wish,
            input: written,
            path: Array.isArray(written) ? [i] : [],
          });
      return expectations.filter((expectation) => expectation !== undefined);
    }),
  );
}

/** One line, or a block of lines; an empty text is the Enter key. */
const typed = z.pipe(
  z.string('the line to type'),
  z.transform((written) => written.replace(/\n$/, '').split('\n')),
);

const WITHIN = seconds(10);

export function stepSchemas(compile: (source: string, flags: string) => RegExp | undefined) {
  const expectations = expectationReader(compile);
  const common = { name: z.optional(text('a name for the report')) };
  const watch = {
    ...common,
    node: text('the node at whose console to type'),
    expect: z.optional(expectations),
    reject: z.optional(expectations),
    within: z._default(z.optional(span('a time such as 10s')), WITHIN),
  };
  return {
    type: table('a step that types', { ...watch, type: typed, every: z.optional(span('a time such as 1s')) }),
    press: table('a step that presses a key', { ...watch, press: z.literal('ctrl-c', 'ctrl-c') }),
    wait: table('a step that waits', { ...common, wait: duration('a time such as 5s') }),
    link: table('a step that changes a link', {
      ...common,
      link: readable(readEndpoint, ENDPOINT_WISH),
      ...impairments,
    }),
  };
}

const authentication = (initial: readonly (typeof AUTHENTICATION_METHODS)[number][]) =>
  z._default(
    z.pipe(
      z.transform((written) => (Array.isArray(written) ? written : [written])),
      z
        .array(z.enum(AUTHENTICATION_METHODS, listed(AUTHENTICATION_METHODS)))
        .check(z.minLength(1, `some of ${listed(AUTHENTICATION_METHODS)}`)),
    ),
    [...initial],
  );

const vpnSchema = table('a VPN connection', {
  server: readable(readHost, 'the address or the name of the server such as 172.16.0.1'),
  username: z.string('a user name; put digits in quotes'),
  password: z.string('a password; put digits in quotes'),
  authentication: authentication(['mschap-v2']),
  encryption: z._default(z.enum(ENCRYPTIONS, `one of ${listed(ENCRYPTIONS)}`), 'require'),
  compression: z._default(z.enum(COMPRESSIONS, `one of ${listed(COMPRESSIONS)}`), 'none'),
});

const interfaceAddress = (wish: string) => readable(readInterfaceAddress, wish);

function readListenPort(written: string): ListenSpec | undefined {
  const [, transport, digits] = /^(tcp|udp) (\d{1,5})$/.exec(written) ?? [];
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? { transport: transport as 'tcp' | 'udp', port } : undefined;
}

/** Ports where visitors are greeted. */
const listen = z._default(
  z.array(readable(readListenPort, 'a port such as tcp 80'), 'a list of ports such as [tcp 80, udp 5000]'),
  [],
);

/** The DNS servers that a host asks. */
const dns = z._default(
  z.array(ipv4Address('the IPv4 address of a DNS server'), 'a list of DNS servers such as [203.0.113.53]'),
  [],
);

const readLabName = (written: string): string | undefined =>
  readIpv4(written) === undefined ? readName(written) : undefined;

/** What a provider's DNS server knows. */
const nameServer = z.optional(
  table('a DNS server', {
    names: z.record(
      z.string().check(z.refine((name) => readLabName(name) !== undefined)),
      readable(readHost, 'an address such as 203.0.113.80, or the name that it is an alias of'),
      'addresses by name such as www.example.com: 203.0.113.80',
    ),
  }),
);
function readRange(written: string): { readonly first: Ipv4Address; readonly last: Ipv4Address } | undefined {
  const [first, last, ...more] = written.split('-').map(readIpv4);
  return first !== undefined && last !== undefined && first <= last && more.length === 0 ? { first, last } : undefined;
}

const network = readable(readPrefix, 'a network such as 192.168.0.0/24');

const subscriberSchema = table('a subscriber', {
  password: z.string('a password; put digits in quotes'),
  address: z.optional(ipv4Address('the IPv4 address that the subscriber is given, such as 203.0.113.1')),
  networks: z._default(z.array(network, 'a list of networks such as [192.168.0.0/24]'), []),
});

const pppoeSchema = table('PPPoE', {
  cards: z
    .array(text('the name of a card such as dsl1'), 'a list of cards such as [dsl1]')
    .check(z.minLength(1, 'at least one card such as dsl1')),
  name: z.optional(text('the name of the access concentrator')),
  services: z._default(z.array(z.string('the name of a service'), 'a list of services such as [internet]'), []),
  address: z.optional(ipv4Address('the IPv4 address of the provider on every line')),
  authentication: authentication(['chap', 'pap']),
  subscribers: z._default(z.record(z.string(), subscriberSchema, 'subscribers by name'), {}),
  pool: z.optional(readable(readRange, 'addresses such as 203.0.113.10-203.0.113.99')),
  dns: z._default(
    z
      .array(ipv4Address('the IPv4 address of a name server'), 'a list of name servers such as [203.0.113.53]')
      .check(z.maxLength(2, 'at most two name servers')),
    [],
  ),
  sessions: z._default(integer(1, 4096, 'how many sessions at a time, 1 to 4096'), 4096),
});

const dhcpSchema = table('DHCP', {
  range: readable(readRange, 'the addresses to lease such as 203.0.113.100-203.0.113.199'),
  gateway: z.optional(ipv4Address('the IPv4 address of the gateway')),
  dns: z._default(
    z.array(ipv4Address('the IPv4 address of a name server'), 'a list of name servers such as [203.0.113.53]'),
    [],
  ),
  domain: z.optional(text('a domain such as example.jp')),
  lease: z._default(z.optional(span('how long an address is leased, such as 2h')), seconds(24 * 3600)),
});

/** A provider's NetVolante DNS server. */
const netvolante = z.optional(
  table('a NetVolante DNS server', {
    domain: z._default(readable(readLabName, 'a domain such as netvolante.jp'), 'netvolante.jp'),
    subdomain: z._default(
      z.string('a word such as aa0').check(z.regex(/^[a-z\d]{1,63}$/, 'a word such as aa0')),
      'aa0',
    ),
  }),
);

/** A plain router in the middle. */
const middle = {
  interfaces: z
    .record(
      z.string(),
      interfaceAddress('an address such as 172.16.1.254/24'),
      'addresses by card, such as eth1: 172.16.1.254/24',
    )
    .check(z.refine((cards) => Object.keys(cards).length > 0, 'at least one card such as eth1: 172.16.1.254/24')),
  routes: z.optional(
    z.array(
      table('a route', {
        to: readable(readPrefix, 'a network such as 192.168.0.0/24, or default'),
        via: ipv4Address('the IPv4 address of the next router'),
      }),
      'a list of {to: 192.168.0.0/24, via: 172.16.1.1}',
    ),
  ),
  listen,
};

/** An ISDN number, with hyphens where people put them. */
const readNumber = (written: string): string | undefined => (/^\d[\d-]{0,31}$/.test(written) ? written : undefined);

/** What a node of each kind may say, besides its kind. */
export const nodeShapes = {
  router: {
    model: text('a model such as RTX1210'),
    firmware: z.optional(text('a firmware such as Rev.14.01.42')),
    'startup-config': z.optional(text('the file with its configuration, or the configuration itself')),
    usb1: z.optional(text('the folder that is the memory in its USB port')),
    sd1: z.optional(text('the folder that is the card in its microSD slot')),
  },
  pc: {
    address: readable(
      (written) => (written === 'dhcp' ? 'dhcp' : readInterfaceAddress(written)),
      'its address such as 172.16.1.1/24, or dhcp',
    ),
    gateway: z.optional(ipv4Address('the IPv4 address of its router such as 172.16.1.254')),
    dns,
    vpn: z.optional(z.record(z.string(), vpnSchema, 'VPN connections by name')),
    listen,
  },
  switch: { ports: z._default(integer(2, 64, 'how many ports, 2 to 64'), 8) },
  internet: { ...middle, dns },
  isp: {
    ...middle,
    dns: nameServer,
    dhcp: z.optional(z.record(z.string(), dhcpSchema, 'what is leased by card, such as catv: {range: ...}')),
    netvolante,
    pppoe: z.optional(pppoeSchema),
    ntp: z.optional(z.boolean('true for a server of the right time')),
  },
  exchange: {
    lines: z
      .record(
        z.string(),
        readable(readNumber, 'a number such as 03-1234-5678; put it in quotes'),
        'numbers by port, such as tokyo: 03-1234-5678',
      )
      .check(z.refine((lines) => Object.keys(lines).length > 0, 'at least one line such as tokyo: 03-1234-5678')),
  },
  udp: {
    local: socketAddress('where to receive'),
    remote: socketAddress('where to send'),
  },
  stream: {
    listen: z.optional(socketAddress('where to wait for a connection')),
    connect: z.optional(socketAddress('where to connect to')),
  },
} as const;

export const nodeSchemas = {
  router: table('a router', { kind: z.unknown(), ...nodeShapes.router }),
  pc: table('a pc', { kind: z.unknown(), ...nodeShapes.pc }),
  switch: table('a switch', { kind: z.unknown(), ...nodeShapes.switch }),
  internet: table('an internet', { kind: z.unknown(), ...nodeShapes.internet }),
  isp: table('an isp', { kind: z.unknown(), ...nodeShapes.isp }),
  exchange: table('an exchange', { kind: z.unknown(), ...nodeShapes.exchange }),
  udp: table('a way out by UDP', { kind: z.unknown(), ...nodeShapes.udp }),
  stream: table('a way out by a stream', { kind: z.unknown(), ...nodeShapes.stream }),
} as const;

const maps = (wish: string, each: string) => z.record(z.string(), z.record(z.string(), z.unknown(), each), wish);

export const labSchema = table('a lab', {
  name: text('a name for the lab'),
  title: z.optional(text('one line that says what the lab asks or shows')),
  message: z.optional(text('what to tell the one who brings the lab up')),
  seed: z.optional(integer(0, 0xffff_ffff, 'a whole number from 0 to 4294967295')),
  'loss-matters': z.optional(z.boolean('true or false')),
  topology: table('the topology', {
    defaults: z.optional(z.record(z.string(), z.unknown(), 'what all nodes have in common')),
    kinds: z.optional(maps('what all nodes of a kind have in common, by kind', 'a map such as {model: RTX1210}')),
    nodes: maps('nodes by name', 'a map such as {kind: router, model: RTX1210}'),
    links: z.optional(z.array(z.unknown(), 'a list of links')),
  }),
  setup: z.optional(z.array(z.unknown(), 'a list of steps')),
  steps: z.optional(z.array(z.unknown(), 'a list of steps')),
});
