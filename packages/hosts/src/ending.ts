import type { LineEnding } from '@rtemu/line/line-ending';
import type { DownReason } from '@rtemu/ppp/reason';
import type { TunnelEnding } from './tunnel.js';

/** What carries PPP besides PPTP. */
export type LineKind = 'PPPoE' | 'ISDN' | 'leased line';

/** Why a connection over a line came to its end: the word of the link, or that of the line when the link had none. */
export type LineOver =
  | { readonly by: 'link'; readonly reason: DownReason }
  | { readonly by: 'line'; readonly line: LineKind; readonly reason: LineEnding };

/** Why a connection ended, whatever it went over. */
export type Ending = TunnelEnding | LineOver;
