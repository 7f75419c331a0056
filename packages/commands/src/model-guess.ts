/**
 * Which model a configuration belongs to, when nobody says it: what stands above it, or else whichever model refuses the
 * fewest of its lines.
 * @module
 */
import { findModel, PROFILES, profileOf } from '@rtemu/models/models';
import type { Profile } from '@rtemu/models/profile';
import { type Revision, readRevision } from '@rtemu/models/revision';
import { replay } from './replay.js';

export interface GuessedModel {
  readonly profile: Profile;
  readonly revision: Revision | undefined;
  /** `heading`: the text names it. `fewest faults`: no other model takes more of it. */
  readonly by: 'heading' | 'fewest faults';
}

/** Rows in which a heading may stand: that of `show config` has half a dozen, a terminal shows a greeting before. */
const HEADING_ROWS = 40;
/** Of models that take equally much, the one that more people have. */
const LIKELY = ['RTX1210', 'RTX830', 'RTX1220', 'RTX1300', 'NVR510', 'RTX1200', 'RTX810', 'NVR500', 'RTX1100'] as const;

const MODEL = new RegExp(`(?<![A-Za-z0-9])(${PROFILES.map(({ name }) => name).join('|')})(?![A-Za-z0-9])`, 'i');
const REVISION = /Rev\.\d[\d.]*[a-z]?/;

export function guessModel(text: string): GuessedModel {
  return modelInHeading(text) ?? fewestFaults(text);
}

/** `# RTX1210 Rev.14.01.42 (Fri Jul  5 11:17:45 2024)`, the same in a greeting, or a comment that names model and firmware. */
export function modelInHeading(text: string): GuessedModel | undefined {
  const rows = text.split(/\r\n|\r|\n/, HEADING_ROWS).filter((row) => /^(?:#|RT|NVR|FWX)/.test(row));
  let named: Profile | undefined;
  for (const row of rows) {
    const profile = findModel(MODEL.exec(row)?.[1] ?? '');
    const revision = readRevision(REVISION.exec(row)?.[0] ?? '');
    if (profile !== undefined && revision !== undefined) return { profile, revision, by: 'heading' };
    named ??= profile;
  }
  return named && { profile: named, revision: undefined, by: 'heading' };
}

function fewestFaults(text: string): GuessedModel {
  const order = [...new Set([...LIKELY.map(profileOf), ...PROFILES])];
  let best: Profile = order[0]!;
  let least = Number.POSITIVE_INFINITY;
  for (const profile of order) {
    const faults = replay(text, profile).lines.filter(({ verdict }) => verdict.kind === 'fault').length;
    if (faults < least) [best, least] = [profile, faults];
    if (least === 0) break;
  }
  return { profile: best, revision: undefined, by: 'fewest faults' };
}
