import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import { CODE, type ControlPacket, codeName, emit } from '@rtemu/wire/control-protocol';
import * as Options from '@rtemu/wire/lcp-options';
import { type AutomatonEvent, type AutomatonState, automaton } from './automaton.js';
import { LCP_INITIAL, Lcp, type LcpOptions } from './lcp.js';

const lcpOf = (options: Partial<LcpOptions> = {}, seed = 1): Lcp =>
  new Lcp(new Random(seed), { ...LCP_INITIAL, ...options }, [], []);

const drain = ({ negotiation }: Lcp): ControlPacket[] => {
  const packets: ControlPacket[] = [];
  for (let packet = negotiation.pollPacket(); packet; packet = negotiation.pollPacket()) packets.push(packet);
  return packets;
};
const signalsOf = ({ negotiation }: Lcp): string[] => {
  const signals: string[] = [];
  for (let signal = negotiation.pollSignal(); signal; signal = negotiation.pollSignal()) signals.push(signal);
  return signals;
};
const packet = (code: number, identifier: number, options: readonly Options.LcpOption[] = []): ControlPacket => ({
  code,
  identifier,
  data: Options.emit(options),
});
const said = (packets: readonly ControlPacket[]): string[] =>
  packets.map(({ code, identifier, data }) => `${codeName(code)} ${identifier} ${Options.describe(data)}`.trim());

const opened = (options: Partial<LcpOptions> = {}): Lcp => {
  const lcp = lcpOf(options);
  lcp.negotiation.open(START);
  lcp.negotiation.handleUp(START);
  const [request] = drain(lcp);
  lcp.handlePacket(START, { ...request!, code: CODE.configureAck });
  lcp.handlePacket(START, packet(CODE.configureRequest, 9));
  expect(lcp.negotiation.state).toBe('Opened');
  drain(lcp);
  signalsOf(lcp);
  return lcp;
};

describe('a negotiation', () => {
  test('asks ten times, three seconds apart, and gives up', () => {
    const lcp = lcpOf();
    lcp.negotiation.open(START);
    lcp.negotiation.handleUp(START);
    const sent: string[] = [];
    let now = START;
    for (; lcp.nextTimeout() !== NEVER; lcp.handleTimeout(now)) {
      sent.push(...said(drain(lcp)));
      now = lcp.nextTimeout();
    }
    expect(sent).toHaveLength(10);
    expect(new Set(sent).size).toBe(1); // word for word, with the identifier of the first
    expect(now).toBe(after(START, seconds(30)));
    expect(signalsOf(lcp)).toEqual(['tls', 'tlf']);
    expect(lcp.negotiation.failure).toBe('lcp-timeout');
  });

  test('asks a peer that was not there yet again as soon as that asks something', () => {
    const lcp = lcpOf();
    lcp.negotiation.open(START);
    lcp.negotiation.handleUp(START);
    const [first] = drain(lcp);
    lcp.handlePacket(START, packet(CODE.terminateAck, first!.identifier));
    expect(drain(lcp)).toEqual([]);
    lcp.handlePacket(START, packet(CODE.configureRequest, 1));
    lcp.handleTimeout(START);
    expect(drain(lcp)).toEqual([packet(CODE.configureAck, 1), first]);
    lcp.handlePacket(START, packet(CODE.configureRequest, 2));
    lcp.handleTimeout(START);
    expect(drain(lcp)).toEqual([packet(CODE.configureAck, 2)]); // once
    lcp.handlePacket(START, { ...first!, code: CODE.configureAck });
    expect(lcp.negotiation.state).toBe('Opened');
  });

  test('acknowledges the very octets that were asked for', () => {
    const lcp = opened();
    // An ACCM, and an MRU twice: written by us the options would look the same, yet the octets are the peer's.
    const data = Uint8Array.of(2, 6, 0, 0, 0, 0, 1, 4, 5, 0xdc, 1, 4, 5, 0xdc);
    lcp.handlePacket(START, { code: CODE.configureRequest, identifier: 200, data });
    const ack = drain(lcp).find(({ code }) => code === CODE.configureAck);
    expect(ack).toEqual({ code: CODE.configureAck, identifier: 200, data });
  });

  test('rejects before it suggests, in the order of the request', () => {
    const lcp = opened();
    const mixed: Options.LcpOption[] = [
      { kind: 'MaximumReceivedReconstructedUnit', value: 1614 },
      { kind: 'MaximumReceiveUnit', value: 20 },
      { kind: 'Callback', data: Uint8Array.of(6) },
    ];
    lcp.handlePacket(START, packet(CODE.configureRequest, 5, mixed));
    lcp.handlePacket(START, packet(CODE.configureRequest, 6, mixed.slice(1, 2)));
    expect(said(drain(lcp)).filter((line) => !line.startsWith('ConfigureRequest'))).toEqual([
      'ConfigureReject 5 MaximumReceivedReconstructedUnit=1614 Callback=06',
      'ConfigureNak 6 MaximumReceiveUnit=128',
    ]);
  });

  test('after Max-Failure suggestions it rejects', () => {
    const lcp = opened({ maxFailure: 3 });
    for (let i = 0; i < 5; i++)
      lcp.handlePacket(START, packet(CODE.configureRequest, i, [{ kind: 'MaximumReceiveUnit', value: 20 }]));
    const codes = drain(lcp).map(({ code }) => code);
    expect(codes.filter((code) => code !== CODE.configureRequest)).toEqual([3, 3, 3, 4, 4]);
  });

  test('takes the first reply to a request, and none with another identifier or other octets', () => {
    const lcp = lcpOf();
    lcp.negotiation.open(START);
    lcp.negotiation.handleUp(START);
    const [request] = drain(lcp);
    const ack = { ...request!, code: CODE.configureAck };
    lcp.handlePacket(START, { ...ack, identifier: ack.identifier + 1 });
    lcp.handlePacket(START, { ...ack, data: ack.data.slice(0, 4) });
    lcp.handlePacket(START, packet(CODE.configureReject, ack.identifier, [{ kind: 'ProtocolFieldCompression' }]));
    lcp.handlePacket(START, packet(CODE.configureNak, ack.identifier));
    expect(lcp.negotiation.state).toBe('Req-Sent');
    expect(lcp.negotiation.counters).toMatchObject({ stale: 1, invalid: 3 });
    lcp.handlePacket(START, ack);
    lcp.handlePacket(START, ack);
    expect(lcp.negotiation.state).toBe('Ack-Rcvd');
    expect(lcp.negotiation.counters.stale).toBe(2);
  });

  test('a late answer to the first copy of a repeated request is an answer', () => {
    const lcp = lcpOf();
    lcp.negotiation.open(START);
    lcp.negotiation.handleUp(START);
    const [first] = drain(lcp);
    lcp.handleTimeout(lcp.nextTimeout());
    expect(drain(lcp)).toEqual([first]);
    lcp.handlePacket(START, { ...first!, code: CODE.configureAck });
    expect(lcp.negotiation.state).toBe('Ack-Rcvd');
  });

  test('a changed request has a new identifier', () => {
    const lcp = lcpOf();
    lcp.negotiation.open(START);
    lcp.negotiation.handleUp(START);
    const [first] = drain(lcp);
    lcp.handlePacket(
      START,
      packet(CODE.configureReject, first!.identifier, [{ kind: 'MaximumReceiveUnit', value: 1792 }]),
    );
    const [second] = drain(lcp);
    expect(second!.identifier).not.toBe(first!.identifier);
    expect(Options.describe(second!.data)).toMatch(/^MagicNumber=0x[0-9a-f]{8}$/);
  });

  test('a peer that suggests without end is given up', () => {
    const lcp = lcpOf();
    lcp.negotiation.open(START);
    lcp.negotiation.handleUp(START);
    let naks = 0;
    for (; lcp.negotiation.isNegotiating; naks++) {
      const request = drain(lcp)
        .filter(({ code }) => code === CODE.configureRequest)
        .at(-1)!;
      lcp.handlePacket(
        START,
        packet(CODE.configureNak, request.identifier, [{ kind: 'QualityProtocol', data: Uint8Array.of(0xc0, 0x25) }]),
      );
    }
    expect(naks).toBe(2 * LCP_INITIAL.maxFailure + 1);
    expect(lcp.negotiation.failure).toBe('lcp-timeout');
  });

  test('answers an unknown code with a Code-Reject as long as the peer can take', () => {
    const lcp = opened();
    lcp.negotiation.peerMru = 64;
    const strange = { code: 77, identifier: 3, data: new Uint8Array(200).fill(7) };
    lcp.handlePacket(START, strange);
    const [reject] = drain(lcp);
    expect(reject).toMatchObject({ code: CODE.codeReject, data: emit(strange).slice(0, 60) });
  });

  test.each([
    [CODE.configureRequest, 'Stopping', 'lcp-rejected'],
    [CODE.identification, 'Opened', undefined],
  ])('a Code-Reject of code %d leads to %s', (rejected, state, failure) => {
    const lcp = opened();
    lcp.handlePacket(START, { code: CODE.codeReject, identifier: 1, data: Uint8Array.of(rejected, 0, 0, 4) });
    expect(lcp.negotiation.state).toBe(state);
    expect(lcp.negotiation.failure).toBe(failure);
  });

  test('Terminate is acknowledged with its identifier, and waited through', () => {
    const lcp = opened();
    lcp.handlePacket(START, packet(CODE.terminateRequest, 44));
    expect(said(drain(lcp))).toEqual(['TerminateAck 44']);
    expect(lcp.nextTimeout()).toBe(after(START, seconds(3)));
    lcp.handleTimeout(lcp.nextTimeout());
    expect(lcp.negotiation.state).toBe('Stopped');
    expect(signalsOf(lcp)).toEqual(['tld', 'tlf']);
    expect(lcp.negotiation.failure).toBe('peer-terminated');
  });

  test('silent: nothing is said before the peer speaks, and not waited for without end', () => {
    const lcp = lcpOf({ silent: true });
    lcp.negotiation.open(START);
    lcp.negotiation.handleUp(START);
    expect(drain(lcp)).toEqual([]);
    lcp.handlePacket(START, packet(CODE.configureRequest, 1));
    expect(drain(lcp).map(({ code }) => code)).toEqual([CODE.configureRequest, CODE.configureAck]);

    const lonely = lcpOf({ silent: true });
    lonely.negotiation.open(START);
    lonely.negotiation.handleUp(START);
    lonely.handleTimeout(after(START, seconds(30)));
    expect(signalsOf(lonely)).toEqual(['tls', 'tlf']);
    expect([lonely.negotiation.failure, lonely.nextTimeout()]).toEqual(['lcp-timeout', NEVER]);
  });

  test('passive: having given up it reports nothing and goes on listening', () => {
    const lcp = lcpOf({ passive: true, maxConfigure: 1 });
    lcp.negotiation.open(START);
    lcp.negotiation.handleUp(START);
    lcp.handleTimeout(lcp.nextTimeout());
    expect([lcp.negotiation.state, signalsOf(lcp)]).toEqual(['Stopped', ['tls']]);
    lcp.handlePacket(START, packet(CODE.configureRequest, 1));
    expect(lcp.negotiation.state).toBe('Ack-Sent');
  });

  test('restart: Open while Opened begins anew', () => {
    const still = opened();
    still.negotiation.open(START);
    expect([still.negotiation.state, drain(still)]).toEqual(['Opened', []]);
    const anew = opened({ restartOnOpen: true });
    anew.negotiation.open(START);
    expect([anew.negotiation.state, signalsOf(anew)]).toEqual(['Req-Sent', ['tld']]);
  });
});

/** A real LCP led at random, and beside it the table with its restart counter. */
describe('a random walk', () => {
  const CODES: Readonly<Record<string, readonly number[]>> = {
    scr: [CODE.configureRequest],
    sca: [CODE.configureAck],
    scn: [CODE.configureNak, CODE.configureReject],
    str: [CODE.terminateRequest],
    sta: [CODE.terminateAck],
    scj: [CODE.codeReject],
    ser: [CODE.echoReply],
  };
  const EVENTS: readonly AutomatonEvent[] = [
    'Up',
    'Down',
    'Open',
    'Close',
    'TO+',
    'RCR+',
    'RCR-',
    'RCA',
    'RCN',
    'RTR',
    'RTA',
    'RUC',
    'RXJ+',
    'RXJ-',
    'RXR',
  ];

  test('of 100000 steps never leaves the table', () => {
    const seed = 4711;
    const random = new Random(seed);
    const lcp = lcpOf({ maxConfigure: 4, maxFailure: 1e9 }, seed);
    const { negotiation } = lcp;
    let state: AutomatonState = 'Initial';
    let count = 0;
    let request: ControlPacket | undefined;
    let answered = true;
    let now = START;
    const visited = new Set<string>();

    const act = (event: AutomatonEvent): void => {
      const identifier = request?.identifier ?? 0;
      const acts: Partial<Record<AutomatonEvent, () => void>> = {
        Up: () => negotiation.handleUp(now),
        Down: () => negotiation.handleDown(now),
        Open: () => negotiation.open(now),
        Close: () => negotiation.close(now),
        'TO+': () => lcp.handleTimeout(now),
        'TO-': () => lcp.handleTimeout(now),
        'RCR+': () => lcp.handlePacket(now, packet(CODE.configureRequest, random.below(256))),
        'RCR-': () =>
          lcp.handlePacket(now, packet(CODE.configureRequest, 1, [{ kind: 'Callback', data: Uint8Array.of(6) }])),
        RCA: () => lcp.handlePacket(now, { ...(request ?? packet(2, 0)), code: CODE.configureAck }),
        RCN: () => lcp.handlePacket(now, packet(CODE.configureNak, identifier, [{ kind: 'MagicNumber', value: 7 }])),
        RTR: () => lcp.handlePacket(now, packet(CODE.terminateRequest, 1)),
        RTA: () => lcp.handlePacket(now, packet(CODE.terminateAck, 1)),
        RUC: () => lcp.handlePacket(now, packet(99, 1)),
        'RXJ+': () => lcp.handlePacket(now, { ...packet(CODE.codeReject, 1), data: Uint8Array.of(12, 1, 0, 4) }),
        'RXJ-': () => lcp.handlePacket(now, { ...packet(CODE.codeReject, 1), data: Uint8Array.of(1, 1, 0, 4) }),
        RXR: () => lcp.handlePacket(now, { ...packet(CODE.echoRequest, 1), data: new Uint8Array(4) }),
      };
      acts[event]!();
    };

    for (let step = 0; step < 100_000; step++) {
      let event = EVENTS[random.below(EVENTS.length)]!;
      if (event === 'TO+') {
        if (lcp.nextTimeout() === NEVER) continue;
        now = lcp.nextTimeout();
        if (count <= 0) event = 'TO-';
      }
      // A second reply to one request is dropped, except where no request is open: there it is answered as in the table.
      const isStale = (event === 'RCA' || event === 'RCN') && answered && state !== 'Closed' && state !== 'Stopped';
      const move = isStale ? undefined : automaton.step(state, event);
      act(event);
      const sent = drain(lcp);
      const signals = signalsOf(lcp);
      visited.add(`${state} ${event}`);

      const actions = move?.actions ?? [];
      const codes = actions.flatMap((action) => (CODES[action] ? [CODES[action]!] : []));
      const matches =
        negotiation.state === (move?.next ?? state) &&
        codes.length === sent.length &&
        codes.every((expected, i) => expected.includes(sent[i]!.code)) &&
        signals.join() === actions.filter((action) => action.startsWith('tl')).join();
      if (!matches)
        throw new Error(
          JSON.stringify({
            seed,
            step,
            state,
            event,
            expected: move,
            now: negotiation.state,
            sent: said(sent),
            signals,
          }),
        );

      state = negotiation.state;
      if (actions.includes('irc')) count = actions.includes('str') ? 2 : 4;
      if (actions.includes('zrc')) count = 0;
      if (actions.includes('scr') || actions.includes('str')) count--;
      if (move && (event === 'RCA' || event === 'RCN')) answered = true;
      const sentRequest = sent.find(({ code }) => code === CODE.configureRequest);
      if (sentRequest) {
        request = sentRequest;
        answered = false;
      }
    }
    // Ack-Rcvd is entered with a full count, and left by its first time-out.
    const cells = automaton.states.flatMap((from) =>
      [...EVENTS, 'TO-' as const].filter((event) => automaton.step(from, event)).map((event) => `${from} ${event}`),
    );
    expect(cells.filter((cell) => !visited.has(cell))).toEqual(['Ack-Rcvd TO-']);
  });

  test('time alone always brings it to rest', () => {
    const random = new Random(99);
    for (let run = 0; run < 200; run++) {
      const lcp = lcpOf({}, run);
      lcp.negotiation.open(START);
      lcp.negotiation.handleUp(START);
      const pokes = random.below(20);
      for (let i = 0; i < pokes; i++)
        lcp.handlePacket(START, {
          code: 1 + random.below(16),
          identifier: random.below(4),
          data: random.octets(random.below(12)),
        });
      let now: Instant = START;
      for (let timeouts = 0; lcp.nextTimeout() !== NEVER; timeouts++) {
        now = lcp.nextTimeout();
        lcp.handleTimeout(now);
        expect({ run, endless: timeouts > 30 }).toEqual({ run, endless: false });
      }
      expect({ run, state: lcp.negotiation.state }).toEqual({
        run,
        state: expect.stringMatching(/^(?:Stopped|Closed|Opened)$/),
      });
    }
  });
});
