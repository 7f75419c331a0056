import type { ModelName, Profile } from './profile.js';
import { MODEL_NAMES } from './profile.js';
import { FWX120, RTV700 } from './series/fwx-rtv.js';
import { RT56V, RT57I, RT58I, RTA55I, RTW65B, RTW65I } from './series/netvolante-early.js';
import { NVR500, NVR510, NVR700W } from './series/netvolante-late.js';
import { RT105E, RT105I, RT105P, RT300I } from './series/rt.js';
import { RTX810, RTX830, RTX1210, RTX1220, RTX1300 } from './series/rtx-later.js';
import { RTX1000, RTX1100, RTX1200, RTX1500 } from './series/rtx-mips.js';

/** Every model, in the order of the FAQ. */
export const PROFILES: readonly Profile[] = [
  RT300I,
  RT105E,
  RT105I,
  RT105P,
  RTX830,
  RTX810,
  RTX1000,
  RTX1100,
  RTX1500,
  RTX1200,
  RTX1210,
  RTX1220,
  RTX1300,
  FWX120,
  RTV700,
  NVR700W,
  NVR510,
  NVR500,
  RT58I,
  RT57I,
  RTA55I,
  RTW65I,
  RTW65B,
  RT56V,
];

const BY_NAME = new Map(PROFILES.map((profile) => [profile.name.toLowerCase(), profile]));

/** Looks a model up, whatever the case of its name. */
export const findModel = (name: string): Profile | undefined => BY_NAME.get(name.trim().toLowerCase());

/** For constants and tests. */
export const profileOf = (name: ModelName): Profile => BY_NAME.get(name.toLowerCase())!;

/** The name that a mistyped one most likely meant; `undefined` when none is near. */
export function nearestModel(name: string): ModelName | undefined {
  const typed = name.trim().toLowerCase();
  let nearest: ModelName | undefined;
  let least = Math.ceil(typed.length / 2);
  for (const candidate of MODEL_NAMES) {
    const distance = editDistance(typed, candidate.toLowerCase());
    if (distance <= least && (nearest === undefined || distance < least)) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
}

/**
 * Letters to insert, delete or replace to make `b` of `a` (Levenshtein).
 * @param most where counting may end: any number above it means that it takes more
 */
export function editDistance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const distance = Math.min(row[j]! + 1, next[j - 1]! + 1, replaced);
      next.push(distance);
      if (distance < least) least = distance;
    }
    if (least > most) return least;
    row = next;
  }
  return row[b.length]!;
}
