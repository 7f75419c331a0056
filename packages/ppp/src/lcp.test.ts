import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, START, seconds } from '@rtemu/engine/time';
import { CODE, type ControlPacket, echoData } from '@rtemu/wire/control-protocol';
import * as Options from '@rtemu/wire/lcp-options';
import { type AuthenticationMethod, methodOf, optionFor } from './authentication-method.js';
import { LCP_INITIAL, Lcp, type LcpOptions } from './lcp.js';

interface Wishes {
  readonly options?: Partial<LcpOptions>;
  readonly demanded?: readonly AuthenticationMethod[];
  readonly accepted?: readonly AuthenticationMethod[];
  readonly seed?: number;
  readonly random?: Random;
}

const lcpOf = ({ options = {}, demanded = [], accepted = [], seed = 1, random = new Random(seed) }: Wishes): Lcp => {
  const lcp = new Lcp(random, { ...LCP_INITIAL, ...options }, demanded, accepted);
  lcp.negotiation.open(START);
  lcp.negotiation.handleUp(START);
  return lcp;
};

/** Carries packets until both are silent; false when they never are. */
const converse = (a: Lcp, b: Lcp, now: Instant = START): boolean => {
  for (let round = 0; round < 100; round++) {
    const forB = drain(a);
    const forA = drain(b);
    if (forA.length + forB.length === 0) return true;
    for (const packet of forB) b.handlePacket(now, packet);
    for (const packet of forA) a.handlePacket(now, packet);
  }
  return false;
};

const drain = ({ negotiation }: Lcp): ControlPacket[] => {
  const packets: ControlPacket[] = [];
  for (let packet = negotiation.pollPacket(); packet; packet = negotiation.pollPacket()) packets.push(packet);
  return packets;
};

/** What LCP answers to a request with one option. */
const answerTo = (lcp: Lcp, option: Options.LcpOption): string => {
  drain(lcp);
  lcp.handlePacket(START, { code: CODE.configureRequest, identifier: 1, data: Options.emit([option]) });
  const answer = drain(lcp).find(({ code }) => code !== CODE.configureRequest)!;
  return `${['Ack', 'Nak', 'Reject'][answer.code - CODE.configureAck]} ${Options.describe(answer.data)}`;
};

describe('LCP', () => {
  test.each<[Options.LcpOption, string]>([
    [{ kind: 'MaximumReceiveUnit', value: 1400 }, 'Ack MaximumReceiveUnit=1400'],
    [{ kind: 'MaximumReceiveUnit', value: 127 }, 'Nak MaximumReceiveUnit=128'],
    [{ kind: 'AsyncControlCharacterMap', value: 0xffffffff }, 'Ack AsyncControlCharacterMap=0xffffffff'],
    [{ kind: 'MagicNumber', value: 5 }, 'Ack MagicNumber=0x00000005'],
    [{ kind: 'QualityProtocol', data: Uint8Array.of(0xc0, 0x25) }, 'Reject QualityProtocol=c025'],
    [{ kind: 'ProtocolFieldCompression' }, 'Reject ProtocolFieldCompression'],
    [{ kind: 'AddressAndControlFieldCompression' }, 'Reject AddressAndControlFieldCompression'],
    [{ kind: 'Callback', data: Uint8Array.of(6) }, 'Reject Callback=06'],
    [{ kind: 'MaximumReceivedReconstructedUnit', value: 1614 }, 'Reject MaximumReceivedReconstructedUnit=1614'],
    [{ kind: 'ShortSequenceNumbers' }, 'Reject ShortSequenceNumbers'],
    [{ kind: 'EndpointDiscriminator', data: Uint8Array.of(1, 2) }, 'Reject EndpointDiscriminator=0102'],
    [{ kind: 'LinkDiscriminator', value: 3 }, 'Reject LinkDiscriminator=3'],
    [{ kind: 'Unknown', type: 99, data: Uint8Array.of(1) }, 'Reject Option99=01'],
    [{ kind: 'Unknown', type: 1, data: Uint8Array.of(1) }, 'Reject Option1=01'], // an MRU of three octets
  ])('answers a request for %j', (option, answer) => {
    expect(answerTo(lcpOf({}), option)).toBe(answer);
  });

  test('a Magic-Number of 0 gets another suggested', () => {
    expect(answerTo(lcpOf({}), { kind: 'MagicNumber', value: 0 })).toMatch(/^Nak MagicNumber=0x(?!0{8})/);
  });

  test('two sides agree on what both want', () => {
    const a = lcpOf({ seed: 1, options: { mru: 1454, acfc: true, pfc: true } });
    const b = lcpOf({ seed: 2, options: { mru: undefined, magicNumber: false, acfc: true } });
    expect(converse(a, b)).toBe(true);
    expect([a.negotiation.isOpened, b.negotiation.isOpened]).toEqual([true, true]);
    expect(a.agreement()).toEqual({ demanded: undefined, promised: undefined, peerMru: 1500, acfc: true, pfc: false });
    expect(b.agreement()).toEqual({ demanded: undefined, promised: undefined, peerMru: 1454, acfc: true, pfc: false });
    expect([a.magicNumber !== 0, b.magicNumber]).toEqual([true, 0]);
  });

  test('an MRU is lowered as the peer suggests, and never raised', () => {
    const lcp = lcpOf({});
    for (const [suggested, asked] of [
      [1400, 1400],
      [1500, 1400],
      [64, 1400],
    ] as const) {
      const [request] = drain(lcp);
      const data = Options.emit([{ kind: 'MaximumReceiveUnit', value: suggested }]);
      lcp.handlePacket(START, { code: CODE.configureNak, identifier: request!.identifier, data });
      lcp.handlePacket(START, { code: CODE.terminateAck, identifier: 0, data: new Uint8Array() });
      expect(Options.describe(lcp.negotiation.pollPacket()!.data)).toContain(`MaximumReceiveUnit=${asked}`);
      lcp.handleTimeout(lcp.nextTimeout());
    }
  });

  test('hearing itself, it finds the loop', () => {
    const lcp = lcpOf({});
    for (let round = 0; round < 50 && lcp.negotiation.failure === undefined; round++)
      for (const packet of drain(lcp)) lcp.handlePacket(START, packet);
    expect(lcp.negotiation.failure).toBe('loopback');
  });

  test('two that drew the same Magic-Number by chance come apart', () => {
    class Twin extends Random {
      #draws = 0;
      override u32(): number {
        return ++this.#draws <= 4 ? super.u32() : ~super.u32() >>> 0;
      }
    }
    const [a, b] = [lcpOf({ random: new Random(7) }), lcpOf({ random: new Twin(7) })];
    expect(a.negotiation.pollPacket()).toEqual(b.negotiation.pollPacket());
    a.handleTimeout(a.nextTimeout());
    b.handleTimeout(b.nextTimeout());
    expect(converse(a, b)).toBe(true);
    expect([a.negotiation.isOpened, b.negotiation.isOpened, a.magicNumber === b.magicNumber]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('authentication in LCP', () => {
  const METHODS: readonly AuthenticationMethod[] = ['pap', 'chap', 'mschap', 'mschap-v2'];

  test.each(METHODS)('%s is spelled and read', (method) => {
    expect(methodOf(optionFor(method))).toBe(method);
  });

  test('EAP and strange algorithms are no method of ours', () => {
    expect(methodOf({ kind: 'AuthenticationProtocol', protocol: 0xc227, data: new Uint8Array() })).toBeUndefined();
    expect(methodOf({ kind: 'AuthenticationProtocol', protocol: 0xc223, data: Uint8Array.of(6) })).toBeUndefined();
    expect(methodOf({ kind: 'AuthenticationProtocol', protocol: 0xc223, data: new Uint8Array() })).toBeUndefined();
    expect(methodOf({ kind: 'AuthenticationProtocol', protocol: 0xc023, data: Uint8Array.of(5) })).toBeUndefined();
  });

  const cases: readonly (readonly [
    AuthenticationMethod[],
    AuthenticationMethod[],
    AuthenticationMethod | 'refused',
  ])[] = [
    [['mschap-v2'], ['mschap-v2'], 'mschap-v2'],
    [['mschap-v2', 'mschap'], ['mschap'], 'mschap'],
    [['chap', 'pap'], ['pap'], 'pap'],
    [['mschap-v2', 'chap', 'pap'], ['pap', 'chap'], 'pap'], // what the peer suggests goes before our own order
    [['mschap-v2', 'chap', 'mschap'], ['pap', 'mschap'], 'mschap'], // it suggests in vain; our next but one will do
    [['mschap-v2'], ['pap'], 'refused'],
    [['mschap-v2'], [], 'refused'],
  ];
  test.each(cases)('%j demanded, %j accepted: %s', (demanded, accepted, outcome) => {
    const server = lcpOf({ seed: 1, demanded });
    const client = lcpOf({ seed: 2, accepted });
    expect(converse(server, client)).toBe(true);
    if (outcome === 'refused') {
      expect(server.negotiation.failure).toBe('peer-refused-authentication');
      expect(client.refusedAuthentication).toBe(true);
      expect(server.negotiation.isOpened).toBe(false);
    } else {
      expect([server.agreement().demanded, client.agreement().promised]).toEqual([outcome, outcome]);
      expect(client.refusedAuthentication).toBe(false);
    }
  });

  test('either side may demand its own', () => {
    const a = lcpOf({ seed: 1, demanded: ['mschap-v2'], accepted: ['chap'] });
    const b = lcpOf({ seed: 2, demanded: ['chap'], accepted: ['mschap-v2'] });
    converse(a, b);
    expect(a.agreement()).toMatchObject({ demanded: 'mschap-v2', promised: 'chap' });
    expect(b.agreement()).toMatchObject({ demanded: 'chap', promised: 'mschap-v2' });
  });
});

test('Protocol-Reject goes out only while Opened', () => {
  const [a, b] = [lcpOf({ seed: 1 }), lcpOf({ seed: 2 })];
  a.rejectProtocol(0x8057, new Uint8Array(4));
  expect(drain(a).map(({ code }) => code)).toEqual([CODE.configureRequest]);
  a.handleTimeout(a.nextTimeout());
  converse(a, b);
  a.rejectProtocol(0x8057, Uint8Array.of(1, 1, 0, 4));
  expect(drain(a)).toMatchObject([{ code: CODE.protocolReject, data: Uint8Array.of(0x80, 0x57, 1, 1, 0, 4) }]);
});

describe('Echo', () => {
  const openedPair = (options: Partial<LcpOptions> = {}): [Lcp, Lcp] => {
    const pair: [Lcp, Lcp] = [lcpOf({ seed: 1, options }), lcpOf({ seed: 2 })];
    converse(...pair);
    expect(pair[0].negotiation.isOpened).toBe(true);
    return pair;
  };

  test('is answered with our Magic-Number and the rest of the data, only while Opened', () => {
    const [lcp, peer] = openedPair();
    const data = echoData(peer.magicNumber, Uint8Array.of(1, 2, 3));
    lcp.handlePacket(START, { code: CODE.echoRequest, identifier: 66, data });
    expect(drain(lcp)).toEqual([
      { code: CODE.echoReply, identifier: 66, data: echoData(lcp.magicNumber, Uint8Array.of(1, 2, 3)) },
    ]);
    lcp.handlePacket(START, { code: CODE.echoRequest, identifier: 67, data: echoData(lcp.magicNumber) });
    lcp.handlePacket(START, { code: CODE.echoRequest, identifier: 68, data: data.slice(0, 3) });
    expect([drain(lcp), lcp.counters.loopback, lcp.negotiation.counters.malformed]).toEqual([[], 1, 1]);
    lcp.negotiation.close(START);
    drain(lcp);
    lcp.handlePacket(START, { code: CODE.echoRequest, identifier: 69, data });
    expect(drain(lcp)).toEqual([]);
  });

  test('Identification, Time-Remaining and Discard-Request pass without a word', () => {
    const [lcp] = openedPair();
    for (const code of [CODE.identification, CODE.timeRemaining, CODE.discardRequest])
      lcp.handlePacket(START, { code, identifier: 1, data: echoData(5, Uint8Array.of(0x4d, 0x53)) });
    expect([drain(lcp), lcp.counters.ignored, lcp.negotiation.state]).toEqual([[], 3, 'Opened']);
  });

  test('keeps a living peer, and gives a silent one up after six questions', () => {
    const keepalive = { interval: seconds(30), retryInterval: seconds(1), count: 6 };
    const [lcp, peer] = openedPair({ keepalive });
    lcp.keepalive!.start(START);
    for (let i = 0; i < 5; i++) {
      const now = lcp.nextTimeout();
      expect([now, lcp.handleTimeout(now)]).toEqual([after(START, seconds(30 * (i + 1))), undefined]);
      converse(lcp, peer, now);
    }
    const silence = lcp.nextTimeout();
    const asked: number[] = [];
    let verdict: 'gone' | undefined;
    for (let now = silence; !verdict; now = lcp.nextTimeout()) {
      verdict = lcp.handleTimeout(now);
      if (drain(lcp).length > 0) asked.push(now - silence);
      else expect(now - silence).toBe(seconds(6));
    }
    expect(asked).toEqual([0, 1, 2, 3, 4, 5].map(seconds));
    expect([lcp.counters.echoReply, peer.counters.echoRequest]).toEqual([5, 5]);
  });
});
