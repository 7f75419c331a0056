/**
 * A lab as the screen sees it, for tests.
 * @module
 */
import { expect } from '@jest/globals';
import { milliseconds } from '@rtemu/engine/time';
import { FAULTLESS } from '@rtemu/lab/impairments';
import { both } from '../both-languages.js';
import type { Details, LinkDetails, NodeDetails, SessionDetails } from './details-sight.js';
import type { ScreenKey } from './key-reader.js';
import { press, type ScreenState, screenStateOf, type Wish } from './screen-state.js';
import type { LabSight, LaneSight, LinkSight, NodeSight, SessionSight } from './sight.js';
import { left, widthOf } from './text.js';
import type { Seen, View } from './view.js';

export const LANE: LaneSight = { framesPerSecond: 0, bitsPerSecond: 0, dropsPerSecond: 0, impairments: FAULTLESS };

export const link = (a: string, b: string, more: Partial<LinkSight> = {}): LinkSight => ({
  ends: [a, b],
  up: true,
  isAsMade: true,
  forward: LANE,
  backward: LANE,
  ...more,
});

export const node = (name: string, more: Partial<NodeSight> = {}): NodeSight => ({
  name,
  kind: 'pc',
  model: 'pc',
  addresses: ['192.168.0.2/24'],
  hasConsole: true,
  hasLog: false,
  isUnsaved: false,
  cut: 0,
  sessions: 0,
  ...more,
});

export const SESSION: SessionSight = {
  id: '1',
  node: 'rt-a',
  name: 'PP[ANONYMOUS01]',
  medium: 'PPTP',
  state: 'up',
  who: 'yamada',
  address: '192.168.0.201',
  cipher: 'MPPE-128',
  seconds: 83,
  receivedOctets: 1_234_567,
  sentOctets: 300,
  cause: both('', ''),
};

export const LAB: LabSight = {
  name: 'office',
  title: '本社と支社をつなぐ',
  seed: 0,
  seconds: 3671,
  nodes: [
    node('rt-a', { kind: 'router', model: 'RTX1210', hasLog: true, addresses: ['192.168.0.1/24', '172.16.0.1/24'] }),
    node('pc1'),
    node('lan', { model: 'switch', addresses: [], hasConsole: false }),
  ],
  links: [
    link('rt-a:lan1', 'lan:1', { forward: { ...LANE, bitsPerSecond: 1234, framesPerSecond: 3 } }),
    link('lan:2', 'pc1:eth0', { up: false }),
  ],
  sessions: [
    SESSION,
    { ...SESSION, id: '2', state: 'ended', cause: both('Disconnected by the peer', '相手からの切断'), seconds: 4 },
  ],
  doors: [],
  waysOut: [],
  details: undefined,
};

export const TRAFFIC = { packets: 1234, octets: 1_234_567 };
export const SESSION_DETAILS: SessionDetails = {
  kind: 'session',
  sight: SESSION,
  facts: {
    since: '09:00:07',
    connectedSeconds: 83,
    role: 'server',
    tunnel: 'TUNNEL[1]',
    control: 'established',
    local: '172.16.0.1',
    remote: '172.16.0.2 pc1 (rtemu)',
    user: 'yamada',
    link: {
      phase: 'Network',
      isUp: true,
      peerName: 'yamada',
      peerMru: 1400,
      lcp: { state: 'Opened', local: [{ name: 'MSCHAP-V2' }, { name: 'MRU', value: 1792 }], remote: [{ name: 'MRU' }] },
      ipcp: {
        state: 'Opened',
        local: [{ name: 'IP-Address' }],
        remote: [{ name: 'Primary-DNS', address: 0x08080808 as never }],
      },
      ccp: {
        state: 'Opened',
        sending: { bits: 128, stateless: true },
        receiving: { bits: 128, stateless: true },
      },
      localAddress: 0xc0a80001 as never,
      remoteAddress: 0xc0a800c9 as never,
      dns: [],
      wins: [],
    },
    received: TRAFFIC,
    transmitted: { packets: 5, octets: 300 },
    call: {
      localCallId: 14126,
      remoteCallId: 8846,
      localWindow: 32,
      remoteWindow: 64,
      received: TRAFFIC,
      transmitted: TRAFFIC,
      duplicates: 2,
      outOfOrder: 3,
      lost: 4,
    },
    ended: undefined,
  },
};
export const COUNTERS = {
  ...{ sent: 1000, delivered: 990, lost: 4, duplicated: 0, reordered: 0, corrupted: 0 },
  ...{ oversize: 0, queueFull: 6, cut: 0, exhausted: 0 },
};
export const LINK_DETAILS: LinkDetails = {
  kind: 'link',
  sight: link('rt-a:lan1', 'lan:1', { forward: { ...LANE, impairments: { ...FAULTLESS, delay: milliseconds(10) } } }),
  forward: { queued: 3, counters: COUNTERS, octets: 90_000 },
  backward: { queued: 0, counters: { ...COUNTERS, lost: 0, queueFull: 0 }, octets: undefined },
};
export const NODE_DETAILS: NodeDetails = {
  kind: 'node',
  sight: LAB.nodes[0]!,
  firmware: 'Rev.14.01.42',
  serial: 'RT9131587',
  configFile: 'config0',
  uptimeSeconds: 83,
  gateways: ['172.16.0.254'],
  interfaces: [
    {
      ...{ name: 'LAN1', up: true, addresses: ['192.168.0.1/24'], mac: '00:00:00:00:00:01', mtu: 1500 },
      ...{ received: TRAFFIC, transmitted: TRAFFIC, cable: { to: 'lan:1', up: true } },
    },
    {
      ...{ name: 'port5', up: false, addresses: [], mac: '', mtu: undefined },
      ...{ received: undefined, transmitted: undefined, cable: undefined },
    },
  ],
  doors: [{ node: 'rt-a', way: 'ssh', place: '127.0.0.1:2200', closed: both('sshd service is off', '閉店') }],
};
export const DETAILS: readonly Details[] = [SESSION_DETAILS, LINK_DETAILS, NODE_DETAILS];
export const ENDED: SessionDetails = {
  ...SESSION_DETAILS,
  sight: LAB.sessions[1]!,
  facts: { ...SESSION_DETAILS.facts, ended: { code: 1306, at: '09:01:30' } },
};
export const details = (of: Details | undefined, top = 0): { state: ScreenState; lab: LabSight } => ({
  state: { ...SEEN.state, overlay: { kind: 'details', of: { kind: 'node', node: 'rt-a' }, top } },
  lab: { ...LAB, details: of },
});

export const SEEN: Seen = {
  columns: 80,
  rows: 24,
  state: screenStateOf('rt-a'),
  lab: LAB,
  log: [{ time: '09:00:00', text: '[PPTP] TUNNEL[1] connected from 172.16.1.1' }],
  isRaw: false,
  isOpen: true,
  isUnicode: true,
};

/** The view as rows of cells; what would lie over something else or beyond the edge is an error. */
export function drawn({ columns, rows, panes }: View): string[] {
  const grid = Array.from({ length: rows }, () => ' '.repeat(columns));
  for (const { rect, lines } of panes) {
    expect(rect.x + rect.width).toBeLessThanOrEqual(columns);
    expect(rect.y + rect.height).toBeLessThanOrEqual(rows);
    expect(lines.length).toBeLessThanOrEqual(rect.height);
    for (const [i, line] of lines.entries()) {
      const text = line.map((each) => each.text).join('');
      expect(widthOf(text)).toBeLessThanOrEqual(rect.width);
      const row = grid[rect.y + i]!.trimEnd();
      expect(widthOf(row)).toBeLessThanOrEqual(rect.x);
      grid[rect.y + i] = left(row, rect.x) + text;
    }
  }
  return grid.map((row) => row.trimEnd());
}

export const AROUND = { lab: LAB, logLines: 40, page: 10, textLines: 30, unsaved: (): string[] => [] };

/** Presses keys one after the other. */
export function pressed(keys: readonly ScreenKey[], from: ScreenState = screenStateOf('rt-a'), around = AROUND) {
  const wishes: Wish[] = [];
  const state = keys.reduce((before, key) => {
    const step = press(before, key, around);
    if (step.wish) wishes.push(step.wish);
    return step.state;
  }, from);
  return { state, wishes };
}

export const letters = (text: string): ScreenKey[] => Array.from(text, (letter) => ({ text: letter }));
