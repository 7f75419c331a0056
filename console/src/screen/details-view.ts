/**
 * The lines that tell all of one session, link or node.
 * @module
 */
import type { Traffic } from '@rtemu/commands/status';
import { CONTROL, ROLE } from '@rtemu/commands/views/pptp';
import type { LinkStatus, OptionStatus } from '@rtemu/ppp/link-status';
import { printIpv4 } from '@rtemu/wire/address';
import type { Language } from '../both-languages.js';
import type { Details, InterfaceDetails, LinkDetails, NodeDetails, SessionDetails } from './details-sight.js';
import { DETAILS_WORDS, type DetailsWords } from './details-words.js';
import { FIELDS, printImpairment } from './link-form.js';
import { mediumText } from './pane-view.js';
import type { LinkSight } from './sight.js';
import { broken, clockText, left, right, widthOf } from './text.js';
import type { Line, Span, Tone } from './view.js';
import { WORDS } from './words.js';

const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });

/** A label and what it is of; texts of the two ends, or figures, stand in columns. `undefined` is an empty line. */
type Row =
  | readonly [label: string, value: string, tone?: Tone | undefined]
  | { readonly label: string; readonly ends: readonly [string, string]; readonly tone?: Tone }
  | { readonly label: string; readonly figures: readonly [string, string]; readonly tone?: Tone }
  | undefined;

/** What a column of figures takes at most. */
const FIGURES = 24;

export function detailsView(
  details: Details,
  language: Language,
  width: number,
): { readonly title: string; readonly lines: readonly Line[] } {
  const words = DETAILS_WORDS[language];
  switch (details.kind) {
    case 'session': {
      const { node, name } = details.sight;
      return { title: words.session(`${node} ${name}`), lines: laidOut(sessionRows(details, language, words), width) };
    }
    case 'link':
      return {
        title: words.link(details.sight.ends.join(' - ')),
        lines: laidOut(cableRows(details, language, words), width),
      };
    case 'node':
      return { title: words.node(details.sight.name), lines: nodeLines(details, language, words, width) };
  }
}

const isNamed = (row: Row): row is Exclude<Row, readonly unknown[] | undefined> => row !== undefined && 'label' in row;
const labelOf = (row: Row): string => (row === undefined ? '' : isNamed(row) ? row.label : row[0]);

/** Labels in one column, and values beside them; what there is no room for goes on below. */
function laidOut(rows: readonly Row[], width: number): Line[] {
  const labels = Math.max(...rows.map((row) => widthOf(labelOf(row)))) + 2;
  const room = Math.max(10, width - 2 - labels);
  return rows.flatMap((row): Line[] => {
    if (row === undefined) return [[span('')]];
    const label = (i: number): Span => span(`  ${left(i === 0 ? labelOf(row) : '', labels)}`, 'faint');
    if (!isNamed(row)) return broken(row[1], room).map((text, i) => [label(i), span(text, row[2])]);
    if ('figures' in row) {
      const column = Math.min(FIGURES, room >> 1);
      return [[label(0), span(row.figures.map((text) => right(text, column)).join(''), row.tone)]];
    }
    const column = room >> 1;
    const [local, remote] = row.ends.map((text) => broken(text, column - 1)) as [string[], string[]];
    return Array.from({ length: Math.max(local.length, remote.length) }, (_, i) => [
      label(i),
      span(left(local[i] ?? '', column) + (remote[i] ?? ''), row.tone),
    ]);
  });
}

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

const filled = (label: string, value: string, tone?: Tone): Row[] => (value === '' ? [] : [[label, value, tone]]);

const METHODS: readonly string[] = ['PAP', 'CHAP', 'MSCHAP', 'MSCHAP-V2'];

function sessionRows({ sight, facts }: SessionDetails, language: Language, words: DetailsWords): Row[] {
  const { link, call } = facts;
  const over = [
    mediumText(sight, WORDS[language]),
    facts.role === undefined ? '' : ROLE[facts.role][language],
    facts.tunnel,
  ];
  const cause = facts.ended === undefined ? '' : sight.cause[language];
  const code = facts.ended?.code ? ` (${facts.ended.code})` : '';
  const ends = [
    ...endsOf(words.outer, facts.local, facts.remote),
    ...(link === undefined ? [] : linkEnds(link, words)),
    ...(call === undefined
      ? []
      : [
          ...endsOf(words.callId, call.localCallId, call.remoteCallId),
          ...endsOf(words.window, call.localWindow, call.remoteWindow),
        ]),
  ];
  return [
    stateRow({ sight, facts }, words),
    ...filled(words.cause, cause === '' ? '' : cause + code, 'bad'),
    [words.over, over.filter((text) => text !== '').join(' ')],
    ...filled(words.control, facts.control === undefined || facts.ended ? '' : CONTROL[facts.control][language]),
    ...filled(words.user, facts.user),
    ...(link === undefined ? [] : linkRows(link, sight.medium === 'PPTP', words)),
    ...(ends.length === 0 ? [] : [undefined, ...endsOf('', words.local, words.remote, 'faint'), ...ends]),
    undefined,
    { label: '', figures: [words.sent, words.received], tone: 'faint' },
    ...trafficRows(words.packets, words.octets, facts.transmitted, facts.received),
    ...(call === undefined
      ? []
      : [
          ...trafficRows(words.grePackets, words.greOctets, call.transmitted, call.received),
          [
            words.greLosses,
            words.losses(grouped(call.lost), grouped(call.duplicates), grouped(call.outOfOrder)),
            call.lost + call.duplicates + call.outOfOrder > 0 ? 'odd' : 'plain',
          ] as const,
        ]),
    ...(link === undefined ? [] : [undefined, ...optionEnds(link, words)]),
  ];
}

const endsOf = (label: string, local: string | number, remote: string | number, tone: Tone = 'plain'): Row[] =>
  local === '' && remote === '' ? [] : [{ label, ends: [String(local) || '-', String(remote) || '-'], tone }];

function stateRow({ sight, facts }: Omit<SessionDetails, 'kind'>, words: DetailsWords): Row {
  const lasted = clockText(facts.connectedSeconds);
  const ago = Math.floor(sight.seconds);
  if (sight.state === 'up') return [words.state, words.upFor(lasted, facts.since), 'good'];
  if (sight.state === 'connecting') return [words.state, words.dialling, 'odd'];
  if (sight.state === 'closing') return [words.state, words.closing, 'odd'];
  const at = facts.ended?.at ?? '';
  return [words.state, facts.since === '' ? words.neverUp(at, ago) : words.endedAt(at, ago, lasted), 'bad'];
}

/** Who asked for it is in whose options it stands. */
function authenticationText({ lcp }: LinkStatus, words: DetailsWords): string {
  const methodIn = (options: readonly OptionStatus[]) => options.find(({ name }) => METHODS.includes(name))?.name;
  const [ofPeer, ofUs] = [methodIn(lcp.local), methodIn(lcp.remote)];
  return [ofPeer && words.ofPeer(ofPeer), ofUs && words.ofUs(ofUs)].filter((text) => text !== undefined).join(', ');
}

/** @param mayHide whether one would expect it to be enciphered */
function linkRows(link: LinkStatus, mayHide: boolean, words: DetailsWords): Row[] {
  const { lcp, ccp } = link;
  if (lcp.state !== 'Opened') return [];
  const mode = ccp.sending && ccp.receiving;
  const mppe = mode && `MPPE-${mode.bits} ${mode.stateless ? words.stateless : words.stateful}`;
  return [
    ...filled(words.authentication, authenticationText(link, words)),
    [words.mppe, mppe ?? words.none, mppe !== undefined ? 'good' : mayHide ? 'odd' : 'plain'],
  ];
}

/** What holds unless LCP agreed on another (RFC 1661 §6.1). */
const MRU_DEFAULT = 1500;

function linkEnds({ lcp, peerMru, localAddress, remoteAddress }: LinkStatus, words: DetailsWords): Row[] {
  if (lcp.state !== 'Opened') return [];
  const address = (of: typeof localAddress): string => (of === undefined ? '' : printIpv4(of));
  const mru = lcp.local.find(({ name }) => name === 'MRU')?.value ?? MRU_DEFAULT;
  return [...endsOf(words.inner, address(localAddress), address(remoteAddress)), ...endsOf('MRU', mru, peerMru)];
}

const trafficRows = (packets: string, octets: string, sent: Traffic, received: Traffic): Row[] => [
  { label: packets, figures: [grouped(sent.packets), grouped(received.packets)] },
  { label: octets, figures: [grouped(sent.octets), grouped(received.octets)] },
];

function optionEnds({ lcp, ipcp }: LinkStatus, words: DetailsWords): Row[] {
  const names = (options: readonly OptionStatus[]): string =>
    options.map(({ name, address }) => (address === undefined ? name : `${name}(${printIpv4(address)})`)).join(' ') ||
    words.none;
  return [
    ...endsOf('LCP', names(lcp.local), names(lcp.remote)),
    ...endsOf('IPCP', names(ipcp.local), names(ipcp.remote)),
  ];
}

function cableRows({ sight, forward, backward }: LinkDetails, language: Language, words: DetailsWords): Row[] {
  const { ends, up, isAsMade } = sight;
  const counted = (
    label: string,
    count: (lane: LinkDetails['forward']) => number | undefined,
    tone: Tone = 'plain',
  ): Row => {
    const counts = [count(forward), count(backward)] as const;
    const isAny = counts.some((each) => each !== undefined && each > 0);
    const figure = (each: number | undefined): string => (each === undefined ? '-' : grouped(each));
    return {
      label,
      figures: [figure(counts[0]), figure(counts[1])],
      tone: isAny ? tone : 'plain',
    };
  };
  const impaired = FIELDS.flatMap((field): Row[] => {
    const value = ({ impairments }: LinkSight['forward']): string => printImpairment(field, impairments[field]);
    const [there, back] = [value(sight.forward), value(sight.backward)];
    return there + back === '' ? [] : [{ label: WORDS[language][field], figures: [there || '-', back || '-'] }];
  });
  return [
    [
      words.state,
      `${up ? words.pluggedIn : words.pulled}, ${isAsMade ? words.asMade : words.changed}`,
      !up ? 'bad' : isAsMade ? 'good' : 'odd',
    ],
    undefined,
    { label: '', figures: [words.to(ends[1]), words.to(ends[0])], tone: 'faint' },
    ...(impaired.length > 0 ? impaired : [[words.faultless, ''] as const]),
    undefined,
    counted(words.framesSent, ({ counters }) => counters.sent),
    counted(words.framesDelivered, ({ counters }) => counters.delivered),
    counted(words.octets, ({ octets }) => octets),
    counted(words.queued, ({ queued }) => queued, 'odd'),
    counted(words.framesLost, ({ counters }) => counters.lost, 'bad'),
    counted(words.framesQueueFull, ({ counters }) => counters.queueFull, 'bad'),
    counted(words.framesOversize, ({ counters }) => counters.oversize, 'bad'),
    counted(words.framesCut, ({ counters }) => counters.cut, 'bad'),
    counted(words.framesDuplicated, ({ counters }) => counters.duplicated, 'odd'),
    counted(words.framesReordered, ({ counters }) => counters.reordered, 'odd'),
    counted(words.framesCorrupted, ({ counters }) => counters.corrupted, 'odd'),
    counted(words.framesExhausted, ({ counters }) => counters.exhausted, 'odd'),
  ];
}

function nodeLines(details: NodeDetails, language: Language, words: DetailsWords, width: number): Line[] {
  const { sight, firmware, serial, configFile, uptimeSeconds, gateways, doors, interfaces } = details;
  const isRouter = firmware !== '';
  const saved = sight.isUnsaved ? words.unsaved : words.saved;
  const rows: Row[] = [
    isRouter ? [words.model, sight.model] : [words.kind, sight.kind],
    ...filled(words.firmware, firmware === '' ? '' : firmware),
    ...filled(words.serial, serial),
    ...filled(words.configuration, isRouter ? `${configFile}, ${saved}` : '', sight.isUnsaved ? 'odd' : 'plain'),
    ...filled(words.uptime, uptimeSeconds === undefined ? '' : clockText(uptimeSeconds)),
    ...(sight.sessions > 0 ? [[words.sessionsUp, String(sight.sessions), 'good'] as const] : []),
    ...filled(words.gateway, gateways.join(', ')),
    ...filled(words.console, sight.hasConsole ? '' : words.none),
    ...doors.map(
      ({ way, place, closed }, i): Row => [
        i === 0 ? words.waysIn : '',
        `${way} ${place}${closed === undefined ? '' : ` (${closed[language]})`}`,
        closed === undefined ? 'plain' : 'faint',
      ],
    ),
  ];
  return [
    ...laidOut(rows, width),
    [span('')],
    [span(`  ${words.interfaces}`, 'strong')],
    ...interfaces.flatMap((each) => interfaceLines(each, interfaces, words, width)),
  ];
}

function interfaceLines(
  { name, up, addresses, mac, mtu, received, transmitted, cable }: InterfaceDetails,
  all: readonly InterfaceDetails[],
  words: DetailsWords,
  width: number,
): Line[] {
  const names = Math.min(16, Math.max(...all.map((each) => widthOf(each.name))));
  const indent = 2 + names + 2;
  const state = cable?.up === false ? words.pulled : up ? words.up : words.down;
  const first = [state, addresses.join(' ') || '-', ...(cable === undefined ? [] : [`- ${cable.to}`])].join('  ');
  const second = [
    mac,
    mtu === undefined ? '' : `MTU ${mtu}`,
    transmitted === undefined ? '' : `${words.sent} ${grouped(transmitted.packets)}/${grouped(transmitted.octets)}`,
    received === undefined ? '' : `${words.received} ${grouped(received.packets)}/${grouped(received.octets)}`,
  ].filter((text) => text !== '');
  const tone: Tone = up && cable?.up !== false ? 'plain' : 'bad';
  const told = broken(first, width - indent).map(
    (text, i): Line => [span(`  ${left(i === 0 ? name : '', names)}  `, 'strong'), span(text, tone)],
  );
  const more = second.length === 0 ? [] : broken(second.join('  '), width - indent);
  return [...told, ...more.map((text): Line => [span(' '.repeat(indent)), span(text, 'faint')])];
}
