/**
 * A router's status as a photograph: what the views' tests and the golden consoles look at. Addresses are those kept for
 * documents (RFC 5737, RFC 7042).
 */
import { ipv4, mac } from '@rtemu/config/address';
import type { PpNumber } from '@rtemu/config/selection';
import type { PpStatus, Status } from './status.js';

const NOW = { year: 2024, month: 7, day: 5, hour: 11, minute: 17, second: 45 } as const;
const BOOT = { year: 2024, month: 7, day: 1, hour: 9, minute: 0, second: 3 } as const;

const NO_TRAFFIC = { packets: 0, octets: 0, loadPermille: 0 } as const;

export const IDLE_PP: PpStatus = {
  name: 'PP[01]',
  medium: 'PPTP',
  state: 'never',
  peer: undefined,
  user: undefined,
  connectedSeconds: 0,
  received: NO_TRAFFIC,
  transmitted: NO_TRAFFIC,
  lcp: { local: [], remote: [] },
  ipcp: { local: [], remote: [] },
  localAddress: undefined,
  remoteAddress: undefined,
  ccp: 'None',
  last: undefined,
};

export const CONNECTED_PP: PpStatus = {
  ...IDLE_PP,
  name: 'PP[ANONYMOUS01]',
  state: 'connected',
  peer: 'laptop',
  user: 'test1',
  connectedSeconds: 109,
  received: { packets: 14, octets: 840, loadPermille: 0 },
  transmitted: { packets: 1, octets: 511, loadPermille: 12 },
  lcp: { local: ['MSCHAP-V2', 'Magic-Number', 'MRU'], remote: ['Magic-Number'] },
  ipcp: { local: ['IP-Address'], remote: ['IP-Address', 'Primary-DNS(192.0.2.53)'] },
  localAddress: ipv4('192.168.0.254'),
  remoteAddress: ipv4('192.168.1.100'),
  ccp: 'MPPE-128',
};

export const STATUS: Status = {
  hostKey: () => undefined,
  users: () => [],
  pastUsers: () => [],
  history: () => [],
  authorizedKeys: (user) => ({ path: `/ssh/authorized_keys/${user}`, keys: undefined }),
  typed: [
    { number: 1, line: 'show config' },
    { number: 2, line: 'ip lan1 address 192.168.0.1/24' },
  ],
  account: (of) => ({ name: 'pp' in of ? 'PP[01]' : of.line?.toUpperCase(), outgoing: 3, incoming: 1 }),
  connectTime: () => ({ name: 'PP[01]', currentSeconds: [69], totalSeconds: 3669, connections: 3 }),
  identity: {
    serial: 'S4H000000',
    macAddresses: [mac('00:a0:de:00:00:01'), mac('00:a0:de:00:00:02'), mac('00:a0:de:00:00:03')],
  },
  clock: { now: NOW, boot: BOOT, uptimeSeconds: 4 * 86_400 + 2 * 3600 + 17 * 60 + 42, offsetMinutes: 540 },
  netvolante: (of) => ({
    place: of.kind === 'pp' ? 'PP[01]' : 'LAN2',
    automatic: true,
    host: of.kind === 'pp' ? 'branch.aa0.netvolante.jp' : undefined,
    address: of.kind === 'pp' ? ipv4('203.0.113.9') : undefined,
    updatedAt: of.kind === 'pp' ? NOW : undefined,
    timeoutSeconds: 90,
  }),
  dnsCache: () => [
    { name: 'www.example.com', type: 'A', data: ['203.0.113.80', '203.0.113.81'], secondsLeft: 299 },
    { name: 'nowhere.example.com', type: 'A', data: [], secondsLeft: 42 },
  ],
  environment: () => ({
    cpu: [7, 0, 0],
    memoryPercent: 16,
    packetBuffers: [0, 0, 7, 0],
    firmwareFile: 'exec0',
    configFile: 'config0',
    defaultConfigFile: 'config2',
    serialBaudRate: 9600,
    temperature: 57,
  }),
  packetBuffers: () => ({
    small: { allocated: 0, requests: 0, failures: 0, releases: 0 },
    middle: { allocated: 0, requests: 0, failures: 0, releases: 0 },
    large: { allocated: 128, requests: 137, failures: 0, releases: 9 },
    huge: { allocated: 0, requests: 0, failures: 0, releases: 0 },
  }),
  fileSystem: () => ({ octets: 1_572_864, freeOctets: 1_566_025, freeEntries: 995, files: 2, directories: 3 }),
  boots: () => [
    { at: BOOT, offsetMinutes: 540, why: 'Restart by restart command', firmwareFile: 'exec0', configFile: 'config0' },
    { at: BOOT, offsetMinutes: 540, why: 'Power-on boot', firmwareFile: 'exec0', configFile: 'config2' },
  ],
  configText: (name) => STATUS.configFiles().find(({ number }) => `${number}` === name) ?? 'no-such-file',
  memories: () => [
    { name: 'usb1', isUsed: true, attached: { octets: 67_108_864, freeOctets: 67_107_630, files: 1, directories: 1 } },
    { name: 'sd1', isUsed: true, attached: undefined },
  ],
  filesIn: () => [
    { name: 'backup', isDirectory: true, octets: 0, changed: NOW },
    { name: 'config.txt', isDirectory: false, octets: 1234, changed: BOOT },
  ],
  memoryLog: () => ['2026/07/05 12:00:00: Power-on boot'],
  configFiles: () => [
    {
      number: 0,
      text: 'console character en.ascii\nlogin password himitsu\nip lan1 address 192.168.0.1/24\n',
      saved: BOOT,
      comment: 'before the change',
      isDefault: false,
      isRunning: true,
    },
    {
      number: 2,
      text: 'console character en.ascii\nlogin password naisho\ndhcp service server\n',
      saved: undefined,
      comment: undefined,
      isDefault: true,
      isRunning: false,
    },
  ],
  routes: () => [
    {
      prefix: { address: ipv4('192.168.100.0'), length: 24 },
      gateway: ipv4('192.168.100.1'),
      interface: 'LAN1',
      kind: 'implicit',
      hidden: false,
      information: '',
    },
    {
      prefix: { address: ipv4('0.0.0.0'), length: 0 },
      gateway: undefined,
      interface: 'PP[01]',
      kind: 'static',
      hidden: false,
      information: '',
    },
    {
      prefix: { address: ipv4('10.0.0.0'), length: 8 },
      gateway: ipv4('192.168.1.254'),
      interface: 'LAN2',
      kind: 'static',
      hidden: false,
      information: 'k(1)',
    },
    {
      prefix: { address: ipv4('169.254.1.0'), length: 30 },
      gateway: undefined,
      interface: 'TUNNEL[1]',
      kind: 'implicit',
      hidden: true,
      information: '',
    },
  ],
  routesTo: () => [],
  dhcp: () => ({
    service: 'server',
    scopes: [
      {
        number: 1,
        network: ipv4('192.168.100.0'),
        leases: [
          {
            address: ipv4('192.168.100.2'),
            client: { kind: 'identifier', octets: [1, 0, 0, 0x5e, 0, 0x53, 1] },
            hostName: 'nas',
            remainingSeconds: 2 * 86_400 + 16 * 3600 + 3 * 60 + 50,
          },
          {
            address: ipv4('192.168.100.3'),
            client: { kind: 'ethernet', mac: mac('00:00:5e:00:53:02') },
            hostName: undefined,
            remainingSeconds: Number.POSITIVE_INFINITY,
          },
        ],
        reserved: [ipv4('192.168.100.9')],
        all: 509,
        except: 0,
      },
    ],
    clients: [
      {
        interface: 'LAN2',
        which: 'primary',
        state: 'bound',
        grant: {
          address: ipv4('203.0.113.7'),
          length: 24,
          server: ipv4('203.0.113.1'),
          remainingSeconds: 3599,
          dnsServers: [ipv4('198.51.100.53')],
          gateways: [ipv4('203.0.113.1')],
          domain: undefined,
        },
        identifier: [1, 0, 0, 0x5e, 0, 0x53, 3],
        hostName: 'office',
      },
      {
        interface: 'LAN3',
        which: 'secondary',
        state: 'searching',
        grant: undefined,
        identifier: [1, 0, 0, 0x5e, 0, 0x53, 4],
        hostName: undefined,
      },
    ],
  }),
  connections: () => ({
    sessions: [
      {
        number: 3,
        interface: 'LAN2',
        place: { kind: 'lan', name: 'lan2' },
        direction: 'out',
        filter: 101,
        source: ipv4('192.168.0.2'),
        channels: [
          {
            number: 1,
            protocol: 'TCP',
            source: { address: ipv4('192.168.0.2'), port: 1025 },
            destination: { address: ipv4('203.0.113.9'), port: 21 },
            ttlSeconds: 3600,
          },
          {
            number: 2,
            protocol: 'TCP',
            source: { address: ipv4('192.168.0.2'), port: 2000 },
            destination: { address: ipv4('203.0.113.9'), port: '*' },
            ttlSeconds: 30,
          },
        ],
      },
      {
        number: 4,
        interface: 'PP[01]',
        place: { kind: 'pp', pp: 1 },
        direction: 'in',
        filter: 7,
        source: ipv4('203.0.113.9'),
        channels: [
          {
            number: 4,
            protocol: 'ICMP',
            source: { address: ipv4('203.0.113.9'), port: 0 },
            destination: { address: ipv4('192.168.0.2'), port: 0 },
            ttlSeconds: undefined,
          },
        ],
      },
    ],
    peak: 12,
    watched: [
      { interface: 'LAN2', direction: 'out' },
      { interface: 'PP[01]', direction: 'in' },
    ],
  }),
  keepalives: () => [
    { number: 1, up: true, targets: [ipv4('192.0.2.1')], sent: 120, received: 119, unanswered: 0 },
    { number: 12, up: false, targets: [], sent: 8, received: 0, unanswered: 8 },
  ],
  nat: () => ({
    compatibility: 2,
    bound: [
      {
        descriptor: 1,
        interface: 'PP[01]',
        place: { kind: 'pp', pp: 1 },
        order: 1,
        reverse: false,
        type: 'masquerade',
        masquerade: ipv4('203.0.113.24'),
        portRanges: [
          { first: 60_000, last: 64_095 },
          { first: 49_152, last: 59_999 },
          { first: 44_096, last: 49_151 },
        ],
        ports: { used: 26, max: 20_000 },
        sessions: { now: 99, max: 65_534, peak: 120, peakAt: BOOT },
        hosts: [
          { address: ipv4('192.168.182.100'), sessions: 71, limit: 65_534, peak: 80, limited: 0, limitedAt: undefined },
          { address: ipv4('192.168.182.200'), sessions: 26, limit: 65_534, peak: 40, limited: 3, limitedAt: NOW },
        ],
        addresses: [],
        masqueradeStatics: [
          { protocol: 'TCP', inner: ipv4('192.168.182.1'), innerPort: '1723', outerPort: '1723' },
          { protocol: 'GRE', inner: ipv4('192.168.182.1'), innerPort: '', outerPort: '' },
        ],
        entries: () => [
          {
            protocol: 'TCP',
            inner: ipv4('192.168.182.100'),
            innerPort: 50_123,
            remote: ipv4('198.51.100.80'),
            remotePort: 443,
            outerPort: 60_007,
            ttlSeconds: 871,
          },
        ],
      },
    ],
  }),
  arp: () => [
    { interface: 'LAN1(port4)', address: ipv4('192.168.1.6'), mac: mac('00:00:5e:00:53:01'), ttlSeconds: 1085 },
    { interface: 'LAN2', address: ipv4('203.0.113.1'), mac: mac('00:00:5e:00:53:02'), ttlSeconds: 'permanent' },
  ],
  lan: (name) =>
    name !== 'lan1'
      ? undefined
      : {
          mac: mac('00:a0:de:00:00:01'),
          mtu: 1500,
          promiscuous: false,
          ports: [{ up: true }, { up: false }],
          received: { packets: 1234, octets: 1_234_567 },
          transmitted: { packets: 10, octets: 5678 },
          receiveOverflows: 0,
          unsupportedReceived: 3,
        },
  pp: (number: PpNumber) => (number === 'anonymous' ? [CONNECTED_PP] : [{ ...IDLE_PP, name: `PP[0${number}]` }]),
  tunnel: (number) => ({
    up: number === 1,
    since: number === 1 ? BOOT : undefined,
    connectedSeconds: number === 1 ? 69 : 0,
    received: { packets: 0, octets: 0 },
    transmitted: { packets: 10, octets: 520 },
  }),
  pptp: () => ({
    connections: [
      {
        tunnel: 1,
        pp: 'PP[ANONYMOUS01]',
        role: 'server',
        control: 'established',
        localAddress: ipv4('203.0.113.1'),
        remoteAddress: ipv4('198.51.100.7'),
        remoteHostName: 'laptop',
        remoteVendorName: 'Microsoft',
        connectedSeconds: 109,
        call: {
          localCallId: 1,
          remoteCallId: 49_152,
          localWindow: 32,
          remoteWindow: 64,
          received: { packets: 20, octets: 1500 },
          transmitted: { packets: 18, octets: 1300 },
          duplicates: 0,
          outOfOrder: 1,
          lost: 2,
        },
      },
    ],
  }),
  bri: () => ({
    line: 'isdn',
    up: true,
    calls: [{ channel: 1, outgoing: true, number: '0312345678', state: 'connected' }],
  }),
  log: () => [
    { at: BOOT, text: 'Power-on boot' },
    { at: NOW, text: 'Login succeeded for Serial' },
  ],
};
