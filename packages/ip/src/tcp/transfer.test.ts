import { expect, test } from '@jest/globals';
import type { Random } from '@rtemu/engine/random';
import { after, type Instant, milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { CLEAN, type Impairment, Pair, Talker } from './pair.suite.js';
import type { ConnectionSettings } from './settings.js';

/** More of them for a long night: `SEEDS=2000 npx jest transfer`. */
const SEEDS = Number(process.env['SEEDS'] ?? 40);
const FIRST_SEED = Number(process.env['FIRST_SEED'] ?? 1);

const anyImpairment = (random: Random): Impairment => ({
  loss: random.below(201),
  duplication: random.below(101),
  damage: random.below(51),
  delay: milliseconds(random.below(60)),
  jitter: milliseconds(random.below(40)),
  mtu: [576, 1006, 1400, 1500][random.below(4)]!,
  tells: true,
});

const anySettings = (random: Random): Partial<ConnectionSettings> => ({
  nagle: random.chance(1, 2),
  sendBufferOctets: [3_000, 16_384, 65_536, 200_000][random.below(4)]!,
  receiveBufferOctets: [1_500, 9_000, 65_535, 262_144][random.below(4)]!,
  acknowledgementDelay: milliseconds(40 + random.below(160)),
  retransmissionMin: milliseconds([200, 1_000][random.below(2)]!),
});

/** How long a transfer may take once the cable is good again: a full backoff, a full probe interval, and the transfer. */
const LIVELY = seconds(150);

/** Runs a whole transfer both ways and answers when it ended. */
function converse(seed: number, octets: number, badFor: number, start: Instant = START): Instant {
  const label = { seed };
  const scout = new Pair(seed).random.fork('settings');
  const pair = new Pair(seed, { a: { settings: anySettings(scout) }, b: { settings: anySettings(scout) } });
  pair.now = start;
  pair.impairment = anyImpairment(scout);
  const goodAt = after(start, seconds(badFor));
  const client = new Talker(pair.connect(), scout.below(octets), scout.fork('client'), true);
  let server: Talker | undefined;
  const over = (): boolean => client.finished && server?.finished === true && closed(pair) === 2;
  const end = after(goodAt, LIVELY);
  while (!over() && pair.now < end) {
    if (pair.now >= goodAt) pair.impairment = { ...CLEAN, mtu: pair.impairment.mtu };
    const accepted = pair.events.find(({ event }) => event.kind === 'accepted')?.event.connection;
    if (accepted !== undefined) server ??= new Talker(accepted, scout.below(octets), scout.fork('server'), true);
    client.act(pair.now, label);
    server?.act(pair.now, label);
    pair.collect();
    const dozing = [client.dozesUntil, server?.dozesUntil ?? NEVER].filter((at) => at > pair.now);
    pair.step(Math.min(end, ...dozing, after(pair.now, milliseconds(50))) as Instant);
  }
  expect({ ...label, over: over() }).toEqual({ ...label, over: true });
  for (const talker of [client, server!]) talker.read(Number.POSITIVE_INFINITY, label);
  expect({ ...label, client: client.received, server: server!.received }).toEqual({
    ...label,
    client: server!.total,
    server: client.total,
  });
  const ended = pair.now;
  // The pair is left in order: nothing pending once TIME-WAIT is over.
  while (pair.step(after(ended, seconds(3600))));
  expect({ ...label, pending: [pair.a.nextTimeout(), pair.b.nextTimeout()], busy: pair.busy }).toEqual({
    ...label,
    pending: [NEVER, NEVER],
    busy: false,
  });
  expect({ ...label, left: [...pair.a.connections(), ...pair.b.connections()] }).toEqual({ ...label, left: [] });
  const reasons = pair.events.flatMap(({ event }) => (event.kind === 'closed' ? [event.reason] : []));
  expect({ ...label, reasons }).toEqual({ ...label, reasons: ['closed', 'closed'] });
  return ended;
}

const closed = (pair: Pair): number => pair.events.filter(({ event }) => event.kind === 'closed').length;

test('every octet arrives once and in order, whatever the cable does', () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) converse(seed, 120_000, 40);
});
