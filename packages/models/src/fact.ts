/**
 * What is known of a model, with the document that says so. Nothing is guessed here: `null` means that no document was
 * found. Where the emulator must choose all the same, the choice stands in `placeholders.ts` and in docs/UNCONFIRMED.md.
 * @module
 */
import { compareRevisions, type Revision, revision } from './revision.js';

/** A value and where it is told; the short names are those of {@link SOURCES}. */
export type Fact<T> = readonly [value: T, source: string] | null;

/** A value that changed with the firmware: `[6, ['15.00.10', 20]]` is 6 at first and 20 from Rev.15.00.10 on. */
export type Graded<T> = readonly [first: T, ...later: ReadonlyArray<readonly [since: string, value: T]>];

/** The value that holds at a revision. */
export function atRevision<T>([first, ...later]: Graded<T>, at: Revision): T {
  let value = first;
  for (const [since, then] of later) if (compareRevisions(at, revision(since)) >= 0) value = then;
  return value;
}

/** The bare value; `undefined` when no document tells it. */
export const told = <T>(fact: Fact<T>): T | undefined => fact?.[0];

/** The documents behind the short names of the profiles. All of them are public. */
export const SOURCES: Readonly<Record<string, string>> = {
  FAQ: 'Yamaha RT-series FAQ about PPTP (last changed 2022-09-05)',
  CPU: 'Yamaha RT-series hardware list (CPU, memory, release), 2016',
  FW: 'Yamaha RT-series firmware index, 2016',
  IDX: "the model's product page on rtpro.yamaha.co.jp, 2016",
  CR25: 'Yamaha Router Command Reference, edition 12.01, October 2025',
  CR15: 'Yamaha rt-common Command Reference, November 2015',
  'CR-FWX': 'FWX120 Command Reference (Rev.11.03)',
  'CR-NVR': 'NVR500 Command Reference (Rev.11.00.28)',
  'CR-58': 'RT58i Command Reference (Rev.9.01.03)',
  'CR-57': 'RT57i / RTV700 Command Reference (Rev.8.00.41)',
  'CR-56': 'RT56v Command Reference (Rev.4.07.04)',
  'CR-55': 'RTA55i Command Reference (Rev.4.06.13)',
  'CR-7.00': 'RT/RTX Command Reference (Rev.6.03.11, Rev.7.00.01)',
  'CR-8.02': 'RT/RTX Command Reference (Rev.6.03.33 to Rev.8.02.02)',
  'CR-6.02': 'RT Command Reference (Rev.6.02.14)',
  U900: 'user manual of Rev.9.00.01, hardware chapter',
  U1200: 'RTX1200 user manual',
  U1210: 'RTX1210 user manual',
  G810: 'RTX810 guide',
  G120: 'FWX120 guide',
  G58: 'RT58i guide',
  T700: 'RTV700 trouble guide',
  A700: 'RTV700 attention sheet',
  PBX: 'RTV700 PBX guide',
  EX: 'Yamaha configuration examples for Rev.10.01.01',
  HDR: 'header lines of published configurations',
  LOG: 'published logs and consoles',
  LIC: 'firmware list of the command reference of January 2022',
  LIM: 'Yamaha page on the limits of management sessions',
  MYNAVI: 'news.mynavi.jp, VPN series, part 14',
  SPHERE: 'sphere.ne.jp setup page',
  THIRD: 'a published program of a third party',
};
