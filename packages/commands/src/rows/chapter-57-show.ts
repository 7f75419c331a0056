/**
 * Manual chapters 57 to 59: what can be looked at, besides the configuration.
 * @module
 */
import { gate } from '@rtemu/models/gate';
import { PPTP } from '@rtemu/models/machine';
import { kindOf } from '../manual/kinds.js';
import { ipAddress } from '../operands/address.js';
import { either, optional } from '../operands/combine.js';
import { interfaceName, lan, pp, tunnelNumber } from '../operands/place.js';
import { flag, word } from '../operands/word.js';
import { type AnyRow, view } from '../row.js';
import { syntax } from '../syntax.js';
import { briLines } from '../views/bri.js';
import { environmentLines } from '../views/environment.js';
import { lanLines } from '../views/lan.js';
import { arpLines } from '../views/lists.js';
import { ppLines } from '../views/pp.js';
import { pptpLines } from '../views/pptp.js';
import { routeLines, routeSummaryLines, routeToLines } from '../views/route.js';
import { tunnelLines, tunnelListLines } from '../views/tunnel.js';
import { SHOW_CONFIG } from './chapter-57-config.js';
import { SHOW_LOG } from './chapter-59-log.js';

const STATUS: readonly AnyRow[] = [
  view({
    manual: '57.1',
    syntax: syntax`show environment ${flag('detail')}`,
    help: { ja: '機器の状態を表示します', en: 'Show the machine, its load and its clock' },
    view: (detail, { machine, session, document }) => {
      return (status) => environmentLines(machine, document, status, session.language, detail);
    },
  }),
  view({
    manual: '58.2',
    syntax: syntax`show status ${lan}`,
    help: { ja: 'インタフェースの状態を表示します', en: 'Show an interface and what it counted' },
    view: (name, { machine, document, session }) => {
      return (status) => lanLines(name, machine, document, status, session.language);
    },
  }),
  view({
    manual: '58.2',
    on: gate('* -RTX830 -RTX1220 -RTX1300'),
    syntax: syntax`show status ${kindOf('Bri')}`,
    help: { ja: 'BRIインタフェースの状態を表示します', en: 'Show a basic rate interface and its calls' },
    view: (name, { session }) => {
      return (status) => {
        const bri = status.bri(name);
        return bri === undefined ? 'illegal-keyword' : briLines(name, bri, session.language);
      };
    },
  }),
  view({
    manual: '58.3',
    syntax: syntax`show status pp ${optional(pp)}`,
    help: { ja: '相手先の状態を表示します', en: 'Show a PP and its session' },
    view: (which, { document, session }) => {
      const { selection } = session;
      const number = which ?? (selection.scope === 'pp' ? selection.number : undefined);
      return number === undefined ? 'select-pp' : (status) => ppLines(number, document, status, session.language);
    },
  }),
  view({
    manual: '58.22',
    on: PPTP,
    syntax: syntax`show status pptp`,
    help: { ja: 'PPTPの状態を表示します', en: 'Show PPTP connections and what GRE counted' },
    view: (_, { session }) => {
      return (status) => pptpLines(status.pptp(), session.language);
    },
  }),
  view({
    manual: '58.41',
    syntax: syntax`show status tunnel ${optional(either(word('up', 'down'), tunnelNumber))}`,
    help: { ja: 'トンネルの状態を表示します', en: 'Show a tunnel' },
    view: (which, { document, session }) => {
      if (which === 'up' || which === 'down') return () => tunnelListLines(which, document);
      const { selection } = session;
      const number = which ?? (selection.scope === 'tunnel' ? selection.number : undefined);
      return number === undefined
        ? 'select-tunnel'
        : (status) => tunnelLines(number, document, status.tunnel(number), session.language);
    },
  }),
];

const TABLES: readonly AnyRow[] = [
  view({
    manual: '58.1',
    syntax: syntax`show arp ${optional(interfaceName)}`,
    help: { ja: 'ARPテーブルを表示します', en: 'Show the ARP table' },
    view: (name, { session }) => {
      return (status) => arpLines(status.arp(), name, session.language);
    },
  }),
  view({
    manual: '58.4',
    syntax: syntax`show ip route ${optional(ipAddress)}`,
    help: { ja: 'IPの経路情報を表示します', en: 'Show the routes, or the one to an address' },
    view: (address, { session }) => {
      if (address === undefined) return (status) => routeLines(status.routes(), false, session.language);
      return (status) => routeToLines(status.routesTo(address), session.language);
    },
  }),
  view({
    manual: '58.4',
    syntax: syntax`show ip route detail`,
    help: { ja: '隠れている静的経路も表示します', en: 'Show hidden static routes as well' },
    view: (_, { session }) => {
      return (status) => routeLines(status.routes(), true, session.language);
    },
  }),
  view({
    manual: '58.4',
    syntax: syntax`show ip route summary`,
    help: { ja: '経路の数を表示します', en: 'Count the routes' },
    view: (_, { session }) => {
      return (status) => routeSummaryLines(status.routes(), session.language);
    },
  }),
];

export const CHAPTER_57 = (): readonly AnyRow[] => [...SHOW_CONFIG(), ...STATUS, ...TABLES, ...SHOW_LOG()];
