import { expect, test } from '@jest/globals';
import type { Random } from '@rtemu/engine/random';
import { after, type Instant, milliseconds, NEVER, seconds } from '@rtemu/engine/time';
import { emit, FLAG, type TcpOption, writeChecksum } from '@rtemu/wire/tcp';
import type { TcpConnection } from './connection.js';
import { ADDRESS, Pair, STREAM } from './pair.suite.js';
import { ACCEPTED, conversation } from './script.suite.js';
import { LIMIT } from './settings.js';

conversation(
  'a reset counts only at the very next octet; elsewhere in the window it is challenged (RFC 5961 3.2)',
  `${ACCEPTED}
  +0 < R 2:2(0)
  +0 > A 1:1(0) ack 1
  +0 < R 65535:65535(0)
  +0 > A 1:1(0) ack 1
  +0 < R 0:0(0)
  +0 < R 65537:65537(0)
  +0 event none
  +0 count discarded 2
  +0 < R 1:1(0)
  +0 event closed reset
`,
);

conversation(
  'a SYN within a connection is challenged, wherever it stands (RFC 5961 4.2)',
  `${ACCEPTED}
  +0 < S 1:1(0)
  +0 > A 1:1(0) ack 1
  +0 < SA 0:0(0) ack 1
  +0 > A 1:1(0) ack 1
  +0 < S 3000000000:3000000000(0)
  +0 > A 1:1(0) ack 1
  +0 state ESTABLISHED
`,
);

conversation(
  'data with an absurd acknowledgement is challenged and not kept (RFC 5961 5.2)',
  `${ACCEPTED}
  +0 send 10
  +0 > PA 1:11(10) ack 1
  +0 < PA 1:11(10) ack 12
  +0 > A 11:11(0) ack 1
  +0 < PA 1:11(10) ack 4294900000
  +0 > A 11:11(0) ack 1
  +0 event none
  +0 < PA 1:11(10) ack 4294967290
  +0 event readable
`,
);

conversation(
  'without an acknowledgement nothing is processed',
  `${ACCEPTED}
  +0 < P 1:11(10)
  +0 < F 1:1(0)
  +0 event none
  +0 count discarded 2
`,
);

const CHALLENGES = Array.from({ length: 10 }, () => '  +0 < R 2:2(0)\n  +0 > A 1:1(0) ack 1\n').join('');

conversation(
  'ten challenges in five seconds are enough (RFC 5961 7)',
  `${ACCEPTED}${CHALLENGES}
  +0 < R 2:2(0)
  +0 < S 2:2(0)
  +0 < A 70000:70000(0) ack 1
  +0 < S 3000000000:3000000000(0)
  +0 count challenges 10
  +0 count challengesWithheld 4
  # what the peer repeats for want of an acknowledgement is another matter
  +0 < A 4294967295:1(2) ack 1
  +0 > A 1:1(0) ack 1
  +5 < R 2:2(0)
  +0 > A 1:1(0) ack 1
`,
);

conversation(
  '«port unreachable» ends an open at once; «host unreachable» is remembered and tried further',
  `
  0   connect
  0   > S 0:0(0)
  0.1 icmp 3 1 0
  1   > S 0:0(0)
  1.1 icmp 3 3 0
  1.1 event closed unreachable
  1.1 quiet
`,
);

conversation(
  '... and neither ends a connection that is up (RFC 5927 5.2)',
  `${ACCEPTED}
  +0 send 10
  +0 > PA 1:11(10) ack 1
  +0 icmp 3 3 1
  +0 icmp 3 2 1
  +0 icmp 11 0 1
  +0 icmp 4 0 1
  +0 state ESTABLISHED
  +0 count icmpErrorsIgnored 0
`,
);

conversation(
  'an ICMP error about what is not on its way is forged (RFC 5927 4.1)',
  `
  0   connect
  0   > S 0:0(0)
  0   icmp 3 3 1
  0   icmp 3 3 4294967295
  0   icmp 3 4 77 296
  0   count icmpErrorsIgnored 3
  0   state SYN-SENT
`,
);

test('an ICMP error about nobody, or with too little of the segment, is counted', () => {
  const pair = new Pair(1);
  const error = { type: 3, code: 3, source: ADDRESS.a, destination: ADDRESS.b };
  pair.a.handleUnreachable(pair.now, { ...error, octets: new Uint8Array(8) });
  pair.a.handleUnreachable(pair.now, { ...error, octets: new Uint8Array(7) });
  expect(pair.a.counters.icmpErrorsIgnored).toBe(2);
});

/** A segment that is likely to hit a live connection somewhere near where it hurts. */
function anySegment(random: Random, to: TcpConnection): Uint8Array {
  const { receiveNext, sendUnacknowledged } = to.figures();
  const near = (center: number): number => {
    const chosen = random.u32();
    const spread = SPREADS[chosen % SPREADS.length]!;
    return (center - spread + (chosen % (2 * spread + 1))) >>> 0;
  };
  const what = random.u32();
  const options: TcpOption[] = [];
  if ((what & 0x7) === 0) options.push({ kind: 'mss', octets: what >>> 16 });
  if ((what & 0x38) === 0) options.push({ kind: 'window-scale', shift: what >>> 24 });
  if ((what & 0x1c0) === 0) options.push({ kind: 'sack', blocks: [{ left: what, right: random.u32() }] });
  const octets = emit({
    sourcePort: to.remote.port,
    destinationPort: to.local.port,
    sequence: near(receiveNext),
    acknowledgement: near(sendUnacknowledged),
    flags: what & 0x200 ? FLAG.ack : what >>> 24,
    window: (what & 0xc00) === 0 ? 0 : what >>> 16,
    urgentPointer: what & 0xffff,
    options,
    payload: STREAM.subarray(0, what & 0x1000 ? (what >>> 16) % 200 : 0),
  });
  writeChecksum(octets, to.remote.address, to.local.address);
  if (random.chance(1, 50)) octets[random.below(octets.length)]! ^= 1 << random.below(8);
  return octets;
}

const SPREADS = [1, 3, 2_000, 70_000, 0x4000_0000, 0x7fff_ffff];

const bounds = (of: TcpConnection) => {
  const { receiveNext, sendUnacknowledged, receiveWindow } = of.figures();
  return { synchronised: of.state !== 'SYN-SENT', receiveNext, sendUnacknowledged, edge: receiveNext + receiveWindow };
};

const SEGMENTS = 100_000;

test(`${SEGMENTS} random segments to live connections throw nothing and leave every window in its bounds`, () => {
  const pair = new Pair(0xf0);
  const { random } = pair;
  pair.impairment = { ...pair.impairment, delay: milliseconds(1) };
  let opened = 0;
  let victim: TcpConnection | undefined;
  let before = { synchronised: false, receiveNext: 0, sendUnacknowledged: 0, edge: 0 };
  for (let i = 0; i < SEGMENTS; i++) {
    const label = { segment: i };
    if (victim === undefined || victim.state === 'CLOSED' || victim.state === 'TIME-WAIT') {
      opened++;
      for (const old of [...pair.a.connections(), ...pair.b.connections()]) old.abort(pair.now);
      // By turns one that is up, the one that came up with it, and one that still waits for its answer.
      const own = pair.connect();
      if (opened % 3 !== 2) for (let steps = 0; steps < 3; steps++) pair.step(after(pair.now, milliseconds(2)));
      victim = (opened % 3 === 0 ? pair.b.connections()[0] : undefined) ?? own;
      before = bounds(victim);
    }
    const stack = victim.local.address === ADDRESS.a ? pair.a : pair.b;
    stack.handleSegment(pair.now, victim.remote.address, victim.local.address, anySegment(random, victim));
    let answers = 0;
    while (stack.pollTransmit() !== undefined) answers++;
    while (stack.pollEvent() !== undefined);
    // One segment in, at most a window out: here nothing is sent but what the user says below.
    if (answers > 8) expect({ ...label, answers }).toBe('a window at most');
    const whim = random.below(3_000);
    if (whim % 10 === 0) victim.send(pair.now, STREAM.subarray(0, whim % 301));
    if (whim % 10 === 1) victim.read(2 * whim);
    if (whim === 2) victim.close(pair.now);
    if (whim % 20 === 3) {
      const until = after(pair.now, milliseconds(whim % 401));
      while (pair.step(until));
    }
    while (stack.pollTransmit() !== undefined);
    if (victim.state === 'CLOSED') continue;

    const { receiveNext, receiveWindow, sendUnacknowledged, sendNext } = victim.figures();
    const bad =
      receiveWindow < 0 ||
      receiveWindow + victim.readable > 65_536 ||
      (before.synchronised && (receiveNext - before.receiveNext) >>> 0 > 65_536) ||
      (before.synchronised && ((receiveNext + receiveWindow - before.edge) | 0) < 0) ||
      (sendUnacknowledged - before.sendUnacknowledged) >>> 0 > 65_537 ||
      (sendNext - sendUnacknowledged) >>> 0 > 65_538;
    if (bad) expect({ ...label, before, now: victim.figures() }).toBe('within its bounds');
    before = bounds(victim);
  }
  expect(opened).toBeGreaterThan(50);
  expect(pair.a.connections().length + pair.b.connections().length).toBeLessThan(2 * LIMIT.connections);
  // Left alone, everything comes to an end.
  for (const stack of [pair.a, pair.b]) {
    for (const connection of stack.connections()) connection.dismiss(pair.now);
    for (let at = stack.nextTimeout(); at !== NEVER; at = stack.nextTimeout()) {
      expect(at).toBeLessThan(after(pair.now, seconds(1_000)));
      stack.handleTimeout(at as Instant);
      while (stack.pollTransmit() !== undefined);
    }
    expect(stack.connections()).toEqual([]);
  }
});
