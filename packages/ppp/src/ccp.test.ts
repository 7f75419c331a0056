import { describe, expect, test } from '@jest/globals';
import { START } from '@rtemu/engine/time';
import * as Options from '@rtemu/wire/ccp-options';
import { CODE, type ControlPacket } from '@rtemu/wire/control-protocol';
import { Ccp, type Compression, type MppeType } from './ccp.js';
import { NEGOTIATION_INITIAL } from './negotiation.js';

const opening = (type: MppeType, refusesState = false): Ccp => {
  const ccp = new Ccp(type, refusesState, NEGOTIATION_INITIAL);
  ccp.negotiation.open(START);
  ccp.negotiation.handleUp(START);
  return ccp;
};

const drain = ({ negotiation }: Ccp): ControlPacket[] => {
  const packets: ControlPacket[] = [];
  for (let packet = negotiation.pollPacket(); packet; packet = negotiation.pollPacket()) packets.push(packet);
  return packets;
};

const VERBS = { [CODE.configureAck]: 'Ack', [CODE.configureNak]: 'Nak', [CODE.configureReject]: 'Reject' } as const;

/** What is answered to a request for these bits, `undefined` for one without the option. */
const answerTo = (ccp: Ccp, bits: number | undefined): string => {
  drain(ccp);
  const options: Options.CcpOption[] = bits === undefined ? [] : [{ kind: 'Mppe', value: bits }];
  ccp.handlePacket(START, { code: CODE.configureRequest, identifier: 1, data: Options.emit(options) });
  const { code, data } = drain(ccp).find((packet) => packet.code in VERBS)!;
  return `${VERBS[code as keyof typeof VERBS]} ${Options.describe(data)}`.trim();
};

const NAK_128 = 'Nak Mppe +H -M +S -L -D -C';
const NAK_40 = 'Nak Mppe +H -M -S +L -D -C';

describe('what other implementations ask for', () => {
  // The first six were seen in public logs of pppd; the others are what might come besides.
  const OFFERS = [
    ['Windows with everything', 0x010000e1, NAK_128, NAK_40],
    ['Windows without MPPC', 0x010000e0, NAK_128, NAK_40],
    ['pppd with 40 and 128 bits', 0x01000060, NAK_128, NAK_40],
    ['pppd and accel-ppp with 128 bits', 0x01000040, 'Ack Mppe +H -M +S -L -D -C', NAK_40],
    ['a server that keeps state', 0x00000040, NAK_128, NAK_40],
    ['a client with encryption off', 0x01000000, NAK_128, NAK_40],
    ['a request without the option', undefined, NAK_128, NAK_40],
    ['40 bits', 0x01000020, 'Ack Mppe +H -M -S +L -D -C', 'Ack Mppe +H -M -S +L -D -C'],
    ['56 bits', 0x01000080, NAK_128, NAK_40],
    ['the obsolete bit', 0x01000010, NAK_128, NAK_40],
    ['MPPC alone', 0x00000001, NAK_128, NAK_40],
    ['nothing at all', 0x00000000, NAK_128, NAK_40],
    ['a reserved bit', 0x01000042, NAK_128, NAK_40],
  ] as const;

  test.each(OFFERS)('%s', (_, bits, toAny, to40) => {
    expect(answerTo(opening('mppe-any'), bits)).toBe(toAny);
    expect(answerTo(opening('mppe-40'), bits)).toBe(to40);
  });

  test('128 bits alone turn 40 down', () => {
    expect(answerTo(opening('mppe-128'), 0x01000020)).toBe(NAK_128);
    expect(answerTo(opening('mppe-128'), 0x01000060)).toBe(NAK_128);
    expect(answerTo(opening('mppe-128'), 0x01000040)).toBe('Ack Mppe +H -M +S -L -D -C');
  });

  test.each([0x01000000, 0x00000000, 0x01000080])('0x%s without end is rejected at last', (bits) => {
    const ccp = opening('mppe-any');
    for (let i = 0; i < NEGOTIATION_INITIAL.maxFailure; i++) expect(answerTo(ccp, bits)).toBe(NAK_128);
    expect(answerTo(ccp, bits)).toBe(`Reject ${Options.describe(Options.emit([{ kind: 'Mppe', value: bits }]))}`);
  });

  test('a request without the option, without end, is granted at last: nothing is agreed then', () => {
    const ccp = opening('mppe-any');
    for (let i = 0; i < NEGOTIATION_INITIAL.maxFailure; i++) expect(answerTo(ccp, undefined)).toBe(NAK_128);
    expect(answerTo(ccp, undefined)).toBe('Ack');
    expect(ccp.sending).toBeUndefined();
  });

  test('a peer that insists on state gets it, unless it is refused', () => {
    const bearing = opening('mppe-any');
    expect([1, 2, 3].map(() => answerTo(bearing, 0x40))).toEqual([NAK_128, NAK_128, 'Ack Mppe -H -M +S -L -D -C']);
    expect(bearing.sending).toEqual({ bits: 128, stateless: false });
    const firm = opening('mppe-any', true);
    for (let i = 0; i < NEGOTIATION_INITIAL.maxFailure; i++) expect(answerTo(firm, 0x40)).toBe(NAK_128);
    expect(answerTo(firm, 0x40)).toBe('Reject Mppe -H -M +S -L -D -C');
  });

  test('other compressors are rejected', () => {
    const ccp = opening('mppe-any');
    const data = Uint8Array.of(17, 5, 0, 1, 4, 18, 6, 1, 0, 0, 0x40);
    drain(ccp);
    ccp.handlePacket(START, { code: CODE.configureRequest, identifier: 1, data });
    expect(drain(ccp)).toEqual([{ code: CODE.configureReject, identifier: 1, data: data.slice(0, 5) }]);
  });
});

describe('what we ask for', () => {
  const repliedWith = (code: number, bits: number, refusesState = false): Ccp => {
    const ccp = opening('mppe-any', refusesState);
    const [request] = drain(ccp);
    expect(Options.describe(request!.data)).toBe('Mppe +H -M +S +L -D -C');
    ccp.handlePacket(START, {
      code,
      identifier: request!.identifier,
      data: Options.emit([{ kind: 'Mppe', value: bits }]),
    });
    return ccp;
  };
  const nextAfter = (ccp: Ccp): string => Options.describe(drain(ccp)[0]!.data);

  test.each([
    [0x01000040, 'Mppe +H -M +S -L -D -C'],
    [0x01000020, 'Mppe +H -M -S +L -D -C'],
    [0x01000060, 'Mppe +H -M +S -L -D -C'],
    [0x00000040, 'Mppe -H -M +S -L -D -C'],
  ])('follows a Nak with 0x%s', (bits, asked) => {
    expect(nextAfter(repliedWith(CODE.configureNak, bits))).toBe(asked);
  });

  test.each([
    ['without a common strength', CODE.configureNak, 0x01000080, false],
    ['without a strength', CODE.configureNak, 0x01000000, false],
    ['with state, which we refuse', CODE.configureNak, 0x00000040, true],
    ['a Reject', CODE.configureReject, 0x01000060, false],
  ])('gives up: a Nak %s', (_, code, bits, refusesState) => {
    const ccp = repliedWith(code, bits, refusesState);
    expect([ccp.negotiation.state, ccp.negotiation.failure]).toEqual(['Closing', 'no-encryption']);
  });

  test('a peer that acknowledges two strengths means the stronger', () => {
    const ccp = opening('mppe-any');
    const [request] = drain(ccp);
    ccp.handlePacket(START, { ...request!, code: CODE.configureAck });
    expect(ccp.receiving).toEqual({ bits: 128, stateless: true });
  });
});

describe('two of us', () => {
  const converse = (a: Ccp, b: Ccp): void => {
    for (let round = 0; round < 60; round++) {
      const [forB, forA] = [drain(a), drain(b)];
      for (const packet of forB) b.handlePacket(START, packet);
      for (const packet of forA) a.handlePacket(START, packet);
    }
  };
  const TYPES: readonly MppeType[] = ['mppe-40', 'mppe-128', 'mppe-any'];
  const EXPECTED: Record<string, number | undefined> = {
    'mppe-40 mppe-40': 40,
    'mppe-40 mppe-any': 40,
    'mppe-any mppe-40': 40,
    'mppe-128 mppe-128': 128,
    'mppe-128 mppe-any': 128,
    'mppe-any mppe-128': 128,
    'mppe-any mppe-any': 128,
  };
  test.each(TYPES.flatMap((a) => TYPES.map((b) => [a, b] as const)))('%s and %s', (typeA, typeB) => {
    const [a, b] = [opening(typeA), opening(typeB)];
    converse(a, b);
    const bits = EXPECTED[`${typeA} ${typeB}`];
    expect([a.negotiation.isOpened, b.negotiation.isOpened]).toEqual([bits !== undefined, bits !== undefined]);
    if (bits === undefined) expect([a.negotiation.failure, b.negotiation.failure]).toContain('no-encryption');
    else
      for (const { sending, receiving } of [a, b])
        expect([sending, receiving]).toEqual([
          { bits, stateless: true },
          { bits, stateless: true },
        ]);
  });

  test('Reset-Request is acknowledged and handed on, only while Opened', () => {
    const [a, b] = [opening('mppe-any'), opening('mppe-any')];
    const reset = { code: CODE.resetRequest, identifier: 77, data: new Uint8Array() };
    expect(a.handlePacket(START, reset)).toBeUndefined();
    drain(a);
    a.negotiation.handleDown(START);
    a.negotiation.handleUp(START);
    converse(a, b);
    expect(a.handlePacket(START, reset)).toBe('reset');
    expect(drain(a)).toEqual([{ code: CODE.resetAck, identifier: 77, data: new Uint8Array() }]);
    expect(a.handlePacket(START, { ...reset, code: CODE.resetAck })).toBeUndefined();
    expect([drain(a), a.counters]).toEqual([[], { resetRequest: 2, resetAck: 1 }]);
  });
});

describe('a client that has compression switched on (FAQ Q7)', () => {
  const make = (type: MppeType | 'none', compression?: Compression): Ccp => {
    const ccp = new Ccp(type, false, NEGOTIATION_INITIAL, compression);
    ccp.negotiation.open(START);
    ccp.negotiation.handleUp(START);
    return ccp;
  };
  /** What passed between them, the client's packets first. */
  const converse = (client: Ccp, server: Ccp): string[] => {
    const said: string[] = [];
    for (let round = 0; round < 60; round++) {
      const [forServer, forClient] = [drain(client), drain(server)];
      for (const packet of forServer) {
        const verb = packet.code === CODE.configureRequest ? 'Request' : VERBS[packet.code as keyof typeof VERBS];
        if (packet.code === CODE.configureRequest) said.push(`${verb} ${Options.describe(packet.data)}`);
        server.handlePacket(START, packet);
      }
      for (const packet of forClient) {
        const verb = VERBS[packet.code as keyof typeof VERBS];
        if (verb) said.push(`${verb} ${Options.describe(packet.data)}`);
        client.handlePacket(START, packet);
      }
    }
    return said;
  };

  test('MPPC is taken out of its option: MPPE alone is left', () => {
    const [client, server] = [make('mppe-any', 'mppc'), make('mppe-any')];
    expect(converse(client, server)).toEqual([
      'Request Mppe +H -M +S +L -D +C',
      'Nak Mppe +H -M +S -L -D -C',
      'Request Mppe +H -M +S -L -D -C',
      'Ack Mppe +H -M +S -L -D -C',
    ]);
    for (const { sending, receiving } of [client, server]) expect([sending?.bits, receiving?.bits]).toEqual([128, 128]);
  });

  test('Stac LZS is rejected: MPPE alone is left', () => {
    const [client, server] = [make('mppe-any', 'stac'), make('mppe-any')];
    expect(converse(client, server)).toEqual([
      'Request Mppe +H -M +S +L -D -C StacLzs=1/4',
      'Reject StacLzs=1/4',
      'Request Mppe +H -M +S +L -D -C',
      'Nak Mppe +H -M +S -L -D -C',
      'Request Mppe +H -M +S -L -D -C',
      'Ack Mppe +H -M +S -L -D -C',
    ]);
    expect([client.sending?.bits, server.receiving?.bits]).toEqual([128, 128]);
  });

  test.each([
    ['mppc', 'Request Mppe -H -M -S -L -D +C', 'Nak Mppe +H -M +S -L -D -C'],
    ['stac', 'Request StacLzs=1/4', 'Reject StacLzs=1/4'],
  ] as const)('%s and nothing else: CCP ends, and nothing is enciphered', (compression, asked, answered) => {
    const [client, server] = [make('none', compression), make('mppe-any')];
    expect(converse(client, server).slice(0, 2)).toEqual([asked, answered]);
    for (const { negotiation, sending, receiving } of [client, server])
      expect([negotiation.isOpened, negotiation.failure, sending, receiving]).toEqual([
        false,
        'no-encryption',
        undefined,
        undefined,
      ]);
  });

  test('what it has no use for itself it rejects', () => {
    expect(answerTo(make('none', 'stac'), 0x01000040)).toBe('Reject Mppe +H -M +S -L -D -C');
    expect(answerTo(make('none', 'mppc'), 0x00000001)).toBe('Reject Mppe -H -M -S -L -D +C');
    expect(answerTo(make('none', 'mppc'), undefined)).toBe('Ack');
  });

  test.each([
    ['mppc', 'mppe-any'],
    ['mppc', 'none'],
    ['stac', 'mppe-any'],
    ['stac', 'none'],
  ] as const)(
    '%s with %s, and the peer grants it: CCP is ended, since nobody here could read that',
    (compression, type) => {
      const ccp = make(type, compression);
      const [request] = drain(ccp);
      ccp.handlePacket(START, { code: CODE.configureRequest, identifier: 9, data: new Uint8Array() });
      for (let i = 0; i < NEGOTIATION_INITIAL.maxFailure; i++) {
        drain(ccp);
        ccp.handlePacket(START, { code: CODE.configureRequest, identifier: 9, data: new Uint8Array() });
      }
      ccp.handlePacket(START, { ...request!, code: CODE.configureAck });
      expect([ccp.negotiation.isOpened, ccp.negotiation.failure]).toEqual([false, 'no-encryption']);
      expect([ccp.sending, ccp.receiving]).toEqual([undefined, undefined]);
      expect(drain(ccp).map(({ code }) => code)).toContain(CODE.terminateRequest);
    },
  );
});
