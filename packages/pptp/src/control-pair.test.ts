/**
 * Two control connections and a byte stream that is cut at random places, both owners acting at random. A failure names
 * the seed.
 */
import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { CallNumbers } from './call-numbers.js';
import { ControlConnection, type ControlOptions } from './control-connection.js';
import type { ControlEvent } from './control-outbox.js';

const SELF = {
  vendorName: 'YAMAHA Corporation',
  firmwareRevision: 0x8046,
  windowSize: 32,
  acceptCalls: { outgoing: true, incoming: true },
} as const;

/** One end with an owner: what it was told, and the calls that it believes in. */
class Party {
  readonly callNumbers: CallNumbers;
  readonly connection: ControlConnection;
  readonly events: ControlEvent[] = [];
  readonly connected = new Map<number, Extract<ControlEvent, { kind: 'call-connected' }>>();
  /** Octets on their way to the other end. */
  outward: number[] = [];
  isClosed = false;

  constructor(options: Pick<ControlOptions, 'originator' | 'role' | 'keepalive'>, firstId: number) {
    this.callNumbers = new CallNumbers(firstId);
    this.connection = new ControlConnection(START, {
      ...SELF,
      hostName: options.role,
      callNumbers: this.callNumbers,
      ...options,
    });
  }

  /** Takes what the connection has to say; `decide` answers requests. */
  attend(decide: (event: Extract<ControlEvent, { kind: 'call-requested' }>) => void): void {
    for (let event = this.connection.pollEvent(); event; event = this.connection.pollEvent()) {
      this.events.push(event);
      if (event.kind === 'call-requested') decide(event);
      else if (event.kind === 'call-connected') this.connected.set(event.callId, event);
      else if (event.kind === 'call-ended') this.connected.delete(event.callId);
      else if (event.kind === 'wants-close') this.isClosed = true;
    }
    for (let octets = this.connection.pollTransmit(); octets; octets = this.connection.pollTransmit())
      this.outward.push(...octets);
  }
}

class ControlPair {
  now: Instant = START;
  readonly client: Party;
  readonly server: Party;
  accepting = true;

  constructor(
    private readonly random: Random,
    keepalive: ControlOptions['keepalive'] = { style: 'yamaha' },
  ) {
    this.client = new Party({ originator: true, role: 'pns', keepalive }, 1000);
    this.server = new Party({ originator: false, role: 'pac', keepalive }, 1000); // the same ids: they are two sets
    this.#attend();
  }

  /** Lets time pass; octets take no time, but come in pieces. */
  run(until: Instant): void {
    for (let steps = 0; ; steps++) {
      if (steps > 100_000) throw new Error('time does not move on');
      if (this.#carry(this.client, this.server) || this.#carry(this.server, this.client)) continue;
      const next = Math.min(this.client.connection.nextTimeout(), this.server.connection.nextTimeout()) as Instant;
      if (next > until) break;
      this.now = Math.max(this.now, next) as Instant;
      for (const { connection } of [this.client, this.server]) connection.handleTimeout(this.now);
      this.#attend();
    }
    this.now = until;
  }

  settle(): void {
    this.run(after(this.now, milliseconds(1)));
  }

  attend(): void {
    this.#attend();
  }

  /** A piece of what is under way, and the end of TCP behind the last piece. */
  #carry(from: Party, to: Party): boolean {
    if (from.outward.length > 0) {
      const octets = Uint8Array.from(from.outward.splice(0, 1 + this.random.below(400)));
      to.connection.handleOctets(this.now, octets);
    } else if (from.isClosed && to.connection.state !== 'closed') to.connection.handleClosed(this.now);
    else return false;
    this.#attend();
    return true;
  }

  #attend(): void {
    for (const party of [this.client, this.server])
      party.attend(({ callId }) => {
        if (this.accepting) party.connection.acceptCall(this.now, callId);
        else party.connection.refuseCall(this.now, callId);
      });
    for (const party of [this.client, this.server]) party.attend(() => undefined);
  }
}

const ends = (pair: ControlPair): Party[] => [pair.client, pair.server];

describe('two control connections', () => {
  test('place calls of every kind, and agree on them', () => {
    for (let seed = 0; seed < 100; seed++) {
      const pair = new ControlPair(new Random(seed));
      pair.settle();
      for (const { connection } of ends(pair)) {
        connection.placeOutgoingCall(pair.now);
        connection.placeIncomingCall(pair.now);
      }
      pair.attend();
      pair.settle();
      const views = ends(pair).map(({ connected }) =>
        [...connected.values()].map(({ callId, peersCallId, role, direction }) => ({
          pns: role === 'pns' ? callId : peersCallId,
          pac: role === 'pac' ? callId : peersCallId,
          direction,
        })),
      );
      const sorted = views.map((view) => view.map((each) => JSON.stringify(each)).sort());
      expect({ seed, calls: sorted[0]!.length }).toEqual({ seed, calls: 4 });
      expect({ seed, view: sorted[0] }).toEqual({ seed, view: sorted[1] });
    }
  });

  test('refuse calls, and leave nothing behind', () => {
    const pair = new ControlPair(new Random(1));
    pair.accepting = false;
    pair.settle();
    for (const { connection } of ends(pair)) {
      connection.placeOutgoingCall(pair.now);
      connection.placeIncomingCall(pair.now);
    }
    pair.attend();
    pair.settle();
    for (const { callNumbers, connected } of ends(pair)) expect([callNumbers.inUse, connected.size]).toEqual([0, 0]);
  });

  test('keep each other alive for a day', () => {
    for (const style of ['rfc', 'yamaha'] as const) {
      const pair = new ControlPair(new Random(3), { style });
      pair.run(after(START, seconds(86_400)));
      for (const { connection } of ends(pair)) expect(connection.state).toBe('established');
      expect(pair.server.connection.counters.messagesReceived).toBeGreaterThan(1000);
    }
  });

  test('come up and go down 1000 times with the same numbers', () => {
    const pair = new ControlPair(new Random(4));
    pair.settle();
    for (let round = 0; round < 1000; round++) {
      const caller = ends(pair)[round & 1]!;
      const callId =
        round & 2 ? caller.connection.placeIncomingCall(pair.now) : caller.connection.placeOutgoingCall(pair.now);
      pair.attend();
      pair.settle();
      const ender = ends(pair)[(round >> 2) & 1]!;
      ender.connection.clearCall(pair.now, ender.connection.calls()[0]!.callId);
      pair.attend();
      pair.settle();
      const left = ends(pair).map(({ callNumbers }) => callNumbers.inUse);
      if (callId === undefined || left.some((count) => count > 0)) throw new Error(`round ${round}: ${left}`);
    }
    expect(pair.client.connection.counters.unexpected + pair.server.connection.counters.unexpected).toBe(0);
  });

  test('whatever their owners do, both come to the same end', () => {
    for (let seed = 0; seed < 150; seed++) {
      const random = new Random(seed);
      const pair = new ControlPair(random.fork('wire'));
      for (let step = 0; step < 40; step++) {
        const party = ends(pair)[random.below(2)]!;
        const { connection } = party;
        const calls = connection.calls();
        const callId = calls[random.below(Math.max(1, calls.length))]?.callId ?? 0;
        pair.accepting = random.chance(3, 4);
        switch (random.below(8)) {
          case 0:
          case 1:
            connection.placeOutgoingCall(pair.now);
            break;
          case 2:
          case 3:
            connection.placeIncomingCall(pair.now);
            break;
          case 4:
          case 5:
            connection.clearCall(pair.now, callId);
            break;
          case 6:
            connection.setLinkInfo(callId, 1, 2);
            break;
          default:
            if (random.chance(1, 8)) connection.stop(pair.now);
        }
        pair.attend();
        if (random.chance(1, 2)) pair.run(after(pair.now, milliseconds(random.below(4000))));
      }
      pair.client.connection.stop(pair.now);
      pair.attend();
      pair.run(after(pair.now, seconds(200)));
      for (const { connection, callNumbers, connected, events } of ends(pair)) {
        expect({ seed, state: connection.state, ids: callNumbers.inUse, calls: connected.size }).toEqual({
          seed,
          state: 'closed',
          ids: 0,
          calls: 0,
        });
        expect({ seed, next: connection.nextTimeout() }).toEqual({ seed, next: NEVER });
        expect({ seed, last: events.at(-1)?.kind }).toEqual({ seed, last: 'closed' });
        const begun = events.filter(({ kind }) => kind === 'call-connected').length;
        const ended = events.filter(({ kind }) => kind === 'call-ended').length;
        expect({ seed, begun: begun <= ended }).toEqual({ seed, begun: true });
      }
    }
  });

  test('a peer that falls silent is noticed, and its calls with it', () => {
    const pair = new ControlPair(new Random(5));
    pair.settle();
    pair.client.connection.placeOutgoingCall(pair.now);
    pair.attend();
    pair.settle();
    const { client } = pair;
    const cutAt = pair.now;
    while (client.connection.nextTimeout() !== NEVER) {
      pair.now = client.connection.nextTimeout();
      client.connection.handleTimeout(pair.now);
      client.attend(() => undefined);
    }
    expect(client.events.slice(-3)).toEqual([
      { kind: 'wants-close', reset: true },
      { kind: 'call-ended', callId: 1000, reason: 'keepalive-failure' },
      { kind: 'closed', reason: 'keepalive-failure' },
    ]);
    expect(pair.now - cutAt).toBeLessThanOrEqual(seconds(30 + 30 + 5));
  });
});
