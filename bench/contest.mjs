/**
 * Lets the contestants of a suite run against each other.
 *
 * Machines have moods: a neighbour on the other half of a core makes everything half as slow again, for seconds. So in
 * a round every contestant gets a fresh process, and then they take turns in short bursts, A B C A B C; only bursts of
 * the same turn are divided by each other.
 */
import { start } from './opponents.mjs';
import { spread } from './statistics.mjs';

export const THOROUGH = { rounds: 15, turns: 5, warmUpMilliseconds: 150, burstMilliseconds: 25 };
export const QUICK = { rounds: 3, turns: 3, warmUpMilliseconds: 120, burstMilliseconds: 15 };

/** How many repetitions take about a burst. The first thousands are slow, since they run before they are compiled. */
async function calibrate(opponent, scenario, { warmUpMilliseconds, burstMilliseconds }) {
  let count = 1;
  let spent = 0;
  for (;;) {
    const nanoseconds = await opponent.time(scenario, count);
    spent += nanoseconds;
    const isWarm = spent >= warmUpMilliseconds * 1e6;
    if (isWarm) return Math.max(1, Math.round((burstMilliseconds * 1e6 * count) / Math.max(nanoseconds, 1)));
    // Grow up to a burst, then repeat bursts until warm.
    if (nanoseconds < burstMilliseconds * 1e6) count *= 2;
  }
}

async function holdTurns(opponents, scenario, effort) {
  const counts = {};
  for (const [name, opponent] of opponents) counts[name] = await calibrate(opponent, scenario, effort);
  const turns = [];
  for (let turn = 0; turn < effort.turns; turn++) {
    const each = {};
    for (const [name, opponent] of opponents) each[name] = (await opponent.time(scenario, counts[name])) / counts[name];
    turns.push(each);
  }
  return turns;
}

/** What differs in its result is not a contestant but a mistake. */
async function checkAgreement(suite, opponents, scenario) {
  const found = {};
  for (const [name, opponent] of opponents) {
    const fingerprint = await opponent.check(scenario);
    if (fingerprint !== undefined) found[name] = fingerprint;
  }
  if (new Set(Object.values(found)).size > 1) {
    throw new Error(`${suite.name} ${scenario}: contestants differ: ${JSON.stringify(found)}`);
  }
}

/**
 * @returns for each case and contestant: nanoseconds for one repetition, and the ratio to the baseline where there is
 * one, both as the spread over rounds of each round's median.
 */
export async function hold(suite, native, effort, progress = () => {}) {
  const names = Object.keys(suite.contestants).filter((name) => !suite.contestants[name].native || native.program);
  const hasBaseline = names.includes(suite.baseline);
  const gathered = new Map();
  for (let round = 0; round < effort.rounds; round++) {
    progress(round, effort.rounds);
    const opponents = names.map((name) => [name, start(suite, name, native)]);
    for (const scenario of suite.cases) {
      await checkAgreement(suite, opponents, scenario);
      const turns = await holdTurns(opponents, scenario, effort);
      for (const name of names) {
        const key = `${scenario}\n${name}`;
        if (!gathered.has(key)) gathered.set(key, { case: scenario, contestant: name, nanoseconds: [], ratios: [] });
        const entry = gathered.get(key);
        entry.nanoseconds.push(spread(turns.map((turn) => turn[name])).median);
        if (hasBaseline) entry.ratios.push(spread(turns.map((turn) => turn[name] / turn[suite.baseline])).median);
      }
    }
    for (const [, opponent] of opponents) opponent.close();
  }
  return [...gathered.values()].map(({ ratios, nanoseconds, ...entry }) => ({
    ...entry,
    nanoseconds: spread(nanoseconds),
    ...(hasBaseline ? { ratio: spread(ratios) } : {}),
  }));
}
