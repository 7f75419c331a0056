import { describe, expect, test } from '@jest/globals';
import { NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { Random } from '@rtemu/engine/random';
import { after, type Duration, type Instant, milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import * as Gre from '@rtemu/wire/gre';
import { arena, frameOf, Side } from './gre.suite.js';
import { GreSession } from './gre-session.js';
import { LIMIT } from './limits.js';

const ack = (acknowledgement: number): Gre.GrePacket => ({
  callId: 1,
  acknowledgement: acknowledgement >>> 0,
  payload: new Uint8Array(),
});

describe('sending', () => {
  test('numbers from 0, with the id that the peer handed out', () => {
    const side = new Side({ peersCallId: 0 }).send(2);
    expect(side.sent()).toEqual([0, 1].map((sequence) => ({ callId: 0, sequence, payload: frameOf(sequence) })));
    expect(side.session.counters).toMatchObject({ packetsSent: 2, octetsSent: 24 });
    side.close();
  });

  test('begins with another number when it is told to, and goes round', () => {
    const side = new Side({ firstSequence: 0xffffffff }).send(2);
    expect(side.sent().map(({ sequence }) => sequence)).toEqual([0xffffffff, 0]);
    side.close();
  });

  test('carries an acknowledgement once', () => {
    const side = new Side().receiveData(5, 6).send(2);
    expect(side.sent().map(({ acknowledgement }) => acknowledgement)).toEqual([6, undefined]);
    expect(side.session.nextTimeout()).toBe(NEVER);
    expect(side.frames()).toEqual([5, 6]);
    side.close();
  });

  test('waits for nobody, unless it is told to obey the window', () => {
    const side = new Side({ peerWindow: 4 }).send(100);
    expect(side.sent()).toHaveLength(100);
    expect(side.session.nextTimeout()).toBe(NEVER);
    side.close();
  });

  test('drops what comes before the peer has told its id', () => {
    const { peersCallId: _, ...unconnected } = { peersCallId: 0, callId: 1, windowSize: 32 };
    const session = new GreSession(arena, unconnected);
    session.sendFrame(START, arena.takeCopy(frameOf(0)));
    expect(session.counters.notConnected).toBe(1);
    // The peer may have been faster with GRE than with its reply: what comes is kept, and acknowledged later.
    session.handlePacket(START, arena.takeCopy(Gre.emit({ callId: 1, sequence: 0, payload: frameOf(0) })));
    expect(session.nextTimeout()).toBe(NEVER);
    session.handleConnected(START, 9, 16, 0);
    expect(session.nextTimeout()).toBe(after(START, milliseconds(50)));
    session.sendFrame(START, arena.takeCopy(frameOf(0)));
    const slot = session.packets.shift();
    expect(Gre.describe(arena.peek(slot))).toBe('GRE call=9 seq=0 ack=0 12 octets');
    arena.release(slot);
    expect(session.status()).toMatchObject({ peersCallId: 9, peerWindow: 16 });
    session.close();
    expect(arena.inUse).toBe(0);
  });
});

describe('receiving', () => {
  test('delivers the frame alone, without header and padding', () => {
    const side = new Side();
    const packet = Gre.emit({ callId: 1, sequence: 7, acknowledgement: 0, payload: frameOf(7) });
    const padded = new Uint8Array(46);
    padded.set(packet);
    side.session.handlePacket(side.now, arena.takeCopy(padded));
    const slot = side.session.frames.shift();
    expect(arena.copy(slot)).toEqual(frameOf(7));
    expect(side.session.frames.tag).toBe(1);
    arena.release(slot);
    side.close();
  });

  test.each([0, 1, 5, 4711, 0x7fffffff, 0x80000000, 0xffffffff])('begins with any number: %i', (first) => {
    const side = new Side().receiveData(first | 0, (first + 1) | 0);
    expect(side.frames()).toEqual([first | 0, (first + 1) | 0]);
    side.close();
  });

  test('drops what is not for it, or no packet of ours', () => {
    const side = new Side().receive({ callId: 9, sequence: 0, payload: frameOf(0) });
    side.session.handlePacket(side.now, arena.takeCopy(Uint8Array.of(0x30, 1, 0x88)));
    expect(side.session.counters).toMatchObject({ wrongCallId: 1, malformed: 1, packetsReceived: 0 });
    side.close();
  });

  test('puts packets back into order', () => {
    const side = new Side().receiveData(0, 2, 3, 1, 4);
    expect(side.frames()).toEqual([0, 1, 2, 3, 4]);
    expect(side.session.orderCounters).toMatchObject({ reordered: 2, lost: 0 });
    side.close();
  });

  test('drops duplicates: of what was delivered and of what is held', () => {
    const side = new Side().receiveData(0, 0, 1, 3, 3, 0, 2, 3);
    expect(side.frames()).toEqual([0, 1, 2, 3]);
    expect(side.session.orderCounters).toMatchObject({ duplicates: 4, late: 0 });
    side.close();
  });

  test('waits 0.3 s for a missing packet, for each as long', () => {
    const side = new Side().receiveData(0, 2).wait(milliseconds(100)).receiveData(4);
    expect(side.wait(milliseconds(199)).frames()).toEqual([0]);
    expect(side.wait(milliseconds(1)).frames()).toEqual([2]);
    expect(side.wait(milliseconds(99)).frames()).toEqual([]);
    expect(side.wait(milliseconds(1)).frames()).toEqual([4]);
    side.receiveData(3, 1);
    expect(side.frames()).toEqual([]);
    expect(side.session.orderCounters).toMatchObject({ lost: 2, late: 2 });
    side.close();
  });

  test('knows a late packet from a duplicate across a long gap', () => {
    const side = new Side({ windowSize: 128 }).receiveData(0, 33).wait(milliseconds(300)).receiveData(1, 0, 33);
    expect(side.frames()).toEqual([0, 33]);
    expect(side.session.orderCounters).toMatchObject({ lost: 32, late: 2, duplicates: 1 });
    side.close();
  });

  test('gives up a gap when the window has moved on', () => {
    const side = new Side({ windowSize: 4 }).receiveData(0, 2, 3, 4);
    expect(side.frames()).toEqual([0]);
    expect(side.receiveData(5).frames()).toEqual([2, 3, 4, 5]);
    expect(side.receiveData(8, 12).frames()).toEqual([8]);
    expect(side.receiveData(50).frames()).toEqual([12]);
    expect(side.wait(milliseconds(300)).frames()).toEqual([50]);
    side.close();
  });

  test('follows a jump that the next packet bears out, and a lone one after a while', () => {
    const side = new Side().receiveData(0, 400);
    expect(side.frames()).toEqual([0]);
    expect(side.receiveData(401).frames()).toEqual([400, 401]);
    expect(side.receiveData(0x40000000).frames()).toEqual([]);
    expect(side.wait(milliseconds(300)).frames()).toEqual([0x40000000]);
    expect(side.session.orderCounters).toMatchObject({ jumps: 2, lost: 399 + 0x40000000 - 402 });
    side.close();
  });

  test('follows a jump whose packets come out of order', () => {
    const side = new Side().receiveData(0, 1, 3, 405, 404, 406);
    expect(side.frames()).toEqual([0, 1, 3, 404, 405, 406]);
    side.close();
  });

  test('does not follow a damaged number that the others speak against', () => {
    const side = new Side().receiveData(0, 1, 0x2000, 2, 3, 0x2000, 0x55555, 4);
    expect(side.frames()).toEqual([0, 1, 2, 3, 4]);
    side.wait(seconds(1));
    expect(side.receiveData(5).frames()).toEqual([5]);
    expect(side.session.orderCounters).toMatchObject({ outOfWindow: 2, duplicates: 1, jumps: 0 });
    side.close();
  });

  test('follows a new beginning once it is borne out after a silence', () => {
    const side = new Side().receiveData(5000, 5001).wait(seconds(1)).receiveData(0, 1, 2);
    expect(side.frames()).toEqual([5000, 5001, 1, 2]);
    side.close();
    const busy = new Side().receiveData(5000, 0, 1, 5001, 2, 5002);
    expect(busy.frames()).toEqual([5000, 5001, 5002]);
    busy.close();
  });

  test('takes 1 as a new beginning at any time when told to, or none ever', () => {
    const side = new Side({ restart: 'at-one' }).receiveData(5, 6, 8, 1, 2);
    expect(side.frames()).toEqual([5, 6, 8, 1, 2]);
    side.close();
    const never = new Side({ restart: 'never' }).receiveData(5000).wait(seconds(2)).receiveData(1, 2, 3);
    expect(never.frames()).toEqual([5000]);
    never.close();
  });

  test('a wrong jump on a quiet line costs a second', () => {
    const side = new Side().receiveData(0, 512).wait(seconds(1)); // a bit of number 1 was damaged
    for (let sequence = 2; sequence < 8; sequence++) side.receiveData(sequence).wait(milliseconds(300));
    expect(side.frames()).toEqual([0, 512, 3, 4, 5, 6, 7]);
    side.close();
  });

  test('every number of the circle is alike', () => {
    for (const first of [1_000_000, 0x7ffffffe, 0xfffffffe, 0xffffffff - 40]) {
      const side = new Side().receiveData(...[0, 2, 1, 4, 3, 3, 0].map((step) => (first + step) | 0));
      expect(side.frames()).toEqual([0, 1, 2, 3, 4].map((step) => (first + step) | 0));
      expect(side.session.orderCounters).toMatchObject({ reordered: 2, jumps: 0, duplicates: 2 });
      side.close();
    }
  });
});

describe('acknowledging', () => {
  test('alone after 50 ms, with the highest number, held ones included', () => {
    const side = new Side().receiveData(0, 1, 3);
    expect(side.wait(milliseconds(49)).sent()).toEqual([]);
    expect(side.wait(milliseconds(1)).sent()).toEqual([{ ...ack(3), callId: 2 }]);
    expect(side.session.nextTimeout()).toBe(after(START, milliseconds(300)));
    side.close();
  });

  test('the highest of those that are held, whichever came last', () => {
    const side = new Side().receiveData(0, 5, 3);
    expect(side.wait(milliseconds(50)).sent()).toEqual([{ ...ack(5), callId: 2 }]);
    side.close();
  });

  test('at once when three quarters of the window are pending', () => {
    const side = new Side({ windowSize: 32 }).receiveData(...Array.from({ length: 23 }, (_, i) => i));
    expect(side.sent()).toEqual([]);
    expect(side.receiveData(23).sent()).toEqual([{ ...ack(23), callId: 2 }]);
    side.close();
  });

  test('less than one in twenty under load', () => {
    const side = new Side();
    for (let sequence = 0; sequence < 10_000; sequence++) {
      side.receiveData(sequence).wait(milliseconds(0.1));
      side.session.frames.clear();
    }
    expect(side.sent().length / 10_000).toBeLessThan(0.05);
    side.close();
  });

  test('not alone while data flows the other way', () => {
    const side = new Side();
    for (let i = 0; i < 100; i++) side.receiveData(i).wait(milliseconds(10)).send().wait(milliseconds(10));
    expect(side.session.counters.acksSent).toBe(0);
    expect(side.sent()).toHaveLength(100);
    side.close();
  });

  test('never duplicates or late packets', () => {
    const side = new Side().receiveData(0).wait(milliseconds(50));
    expect(side.sent()).toHaveLength(1);
    expect(side.receiveData(0, -5).wait(seconds(1)).sent()).toEqual([]);
    side.close();
  });

  test('later, when there is no room for it', () => {
    const side = new Side().receiveData(0);
    const hoard: Slot[] = [];
    for (let slot = arena.take(1); slot !== NO_SLOT; slot = arena.take(1)) hoard.push(slot);
    expect(side.wait(milliseconds(60)).sent()).toEqual([]);
    for (const slot of hoard) arena.release(slot);
    expect(side.wait(milliseconds(50)).sent()).toEqual([{ ...ack(0), callId: 2 }]);
    expect(side.session.counters.noBuffer).toBe(1);
    side.close();
  });
});

describe('the send window (RFC 2637 §4.2)', () => {
  const status = (side: Side) => side.session.status();

  test('begins at half, grows by one for each window acknowledged, up to what the peer buffers', () => {
    const side = new Side({ peerWindow: 5 });
    expect(status(side).sendWindow).toBe(3);
    for (const [highest, size] of [
      [2, 4],
      [6, 5],
      [11, 5],
    ] as const) {
      side.send(highest + 1 - side.session.counters.packetsSent).receive(ack(highest));
      expect(status(side)).toMatchObject({ sendWindow: size, underWay: 0 });
    }
    side.close();
  });

  test('does not grow before the whole window is acknowledged', () => {
    const side = new Side({ peerWindow: 8 }).send(4).receive(ack(0), ack(2));
    expect(status(side)).toMatchObject({ sendWindow: 4, underWay: 1 });
    expect(status(side.receive(ack(3))).sendWindow).toBe(5);
    side.close();
  });

  test('a time-out counts from the oldest packet under way', () => {
    for (const [early, timeOuts] of [
      [1, 0],
      [0, 1],
    ] as const) {
      const side = new Side().send().wait(milliseconds(50)).send().wait(milliseconds(10)).receive(ack(0));
      const { timeOut } = status(side);
      side.wait((timeOut - milliseconds(10) - early) as Duration).send();
      expect(status(side).timeOuts).toBe(timeOuts);
      side.close();
    }
  });

  test('is halved by a time-out, which doubles the round trip and forgets what was under way', () => {
    const side = new Side({ peerWindow: 32, peerDelay: 2 }).send(3);
    expect(status(side)).toMatchObject({ sendWindow: 16, roundTrip: 200_000, timeOut: 200_000, underWay: 3 });
    side.wait(milliseconds(200)).send();
    expect(status(side)).toMatchObject({
      sendWindow: 8,
      roundTrip: 400_000,
      timeOut: 400_000,
      underWay: 1,
      timeOuts: 1,
    });
    side.receive(ack(2));
    expect(status(side).underWay).toBe(1); // too late for those
    side.close();
  });

  test('the estimate follows the samples: alpha 1/8, beta 1/4, chi 4', () => {
    const side = new Side({ peerDelay: 1 }).send().wait(milliseconds(20)).receive(ack(0));
    // difference -80 ms: deviation 80/4, round trip 100 - 80/8
    expect(status(side)).toMatchObject({ roundTrip: 90_000, timeOut: 90_000 + 4 * 20_000 });
    side.close();
  });

  test('is the maximum at most, and 100 ms at least', () => {
    const side = new Side({ peerDelay: 0 });
    expect(status(side).timeOut).toBe(100_000);
    for (let i = 0; i < 20; i++) side.send().wait(seconds(100));
    expect(status(side)).toMatchObject({ timeOut: 10_000_000, sendWindow: 1 });
    side.close();
    const slow = new Side({ peerDelay: 60_000 });
    expect(status(slow).timeOut).toBe(10_000_000);
    slow.close();
  });

  test('a window of 0 means that there is none', () => {
    const side = new Side({ peerWindow: 0, flowControl: 'obeyed' }).send(500);
    expect(side.sent()).toHaveLength(500);
    expect(status(side).sendWindow).toBe(0);
    side.close();
  });

  test('ignores acknowledgements of what was never sent, and old ones', () => {
    const side = new Side().send(3).receive(ack(3), ack(-1), ack(1), ack(0), ack(0x7fffffff));
    expect(status(side).underWay).toBe(1);
    side.close();
  });

  test('obeyed, holds frames until the peer acknowledges', () => {
    const side = new Side({ flowControl: 'obeyed', peerWindow: 4 }).send(6);
    expect(side.sent().map(({ sequence }) => sequence)).toEqual([0, 1]);
    expect(status(side).backlog).toBe(4);
    expect(side.receive(ack(1)).sent()).toHaveLength(3); // one more than before
    side.receive({ callId: 1, sequence: 0, acknowledgement: 4, payload: frameOf(0) });
    expect(side.sent()).toHaveLength(1);
    side.frames();
    side.close();
  });

  test('obeyed, opens by itself when the peer acknowledges nothing', () => {
    const side = new Side({ flowControl: 'obeyed', peerWindow: 4 }).send(20);
    side.wait(milliseconds(100 + 200));
    expect(side.sent()).toHaveLength(2 + 1 + 1);
    side.wait(milliseconds(400));
    expect(side.sent()).toHaveLength(16); // three time-outs: it will not, whatever we wait for
    expect(status(side)).toMatchObject({ backlog: 0, sendWindow: 1 });
    side.send(3).receive(ack(22)).send(3);
    expect(side.sent()).toHaveLength(3 + 2); // it does: the window counts again
    side.close();
  });

  test('obeyed, is not shrunk by timers of another kind', () => {
    const side = new Side({ flowControl: 'obeyed', peerWindow: 4, peerDelay: 10 }).send(6).receiveData(0);
    expect(side.wait(milliseconds(200)).session.counters.acksSent).toBe(1);
    expect(status(side)).toMatchObject({ timeOuts: 0, backlog: 4 });
    side.close();
  });

  test('obeyed, drops what finds no room to wait', () => {
    const side = new Side({ flowControl: 'obeyed', peerWindow: 2 }).send(LIMIT.backlog + 2);
    expect(status(side).backlog).toBe(LIMIT.backlog);
    side.close();
  });

  test('the estimate holds across more packets than it remembers', () => {
    const side = new Side({ peerWindow: 128 }).send(1000).receive(ack(3), ack(999));
    expect(status(side).underWay).toBe(0);
    side.session.packets.clear();
    side.close();
  });
});

describe('a session that is closed', () => {
  test('has released everything, and drops what comes', () => {
    const side = new Side({ flowControl: 'obeyed', peerWindow: 2 }).receiveData(0, 2, 5000).send(9);
    expect(status(side)).toMatchObject({ held: 2, backlog: 8 });
    side.close();
    side.close();
    side.receiveData(1).send().wait(seconds(10));
    expect(side.session.counters.notConnected).toBe(2);
    expect(side.session.nextTimeout()).toBe(NEVER);
    expect(arena.inUse).toBe(0);
  });

  const status = (side: Side) => side.session.status();
});

describe('whatever comes', () => {
  test('100000 random packets throw nothing and lose no slot', () => {
    const random = new Random(0x5eed);
    const heads = [0x3001880b, 0x3081880b, 0x2081880b];
    const side = new Side();
    for (let i = 0; i < 100_000; i++) {
      const slot = arena.take(random.below(40));
      const at = arena.start[slot]!;
      for (let offset = 0; offset < 40; offset += 4) arena.view.setUint32(at + offset, random.u32());
      if (i % 8 !== 0) arena.view.setUint32(at, heads[i % 3]!);
      if (i % 8 > 1) arena.view.setUint32(at + 4, (random.below(24) << 16) | 1);
      if (i % 8 > 3) arena.view.setUint32(at + 8, random.below(200) - 100);
      side.session.handlePacket(side.now, slot);
      if (i % 16 === 0) side.wait(milliseconds(random.below(50)));
      side.session.frames.clear();
      side.session.packets.clear();
    }
    const { counters, orderCounters: order } = side.session;
    expect(counters.packetsReceived).toBeGreaterThan(10_000);
    expect(order.late + order.duplicates + order.outOfWindow).toBeLessThan(counters.packetsReceived);
    side.close();
  });

  test('a packet out and in allocates nothing', () => {
    const [a, b] = [new Side(), new Side({ callId: 2, peersCallId: 1 })];
    const carry = (rounds: number): number => {
      const before = process.memoryUsage().heapUsed;
      for (let i = 0; i < rounds; i++) {
        const now = (i * 10) as Instant;
        a.session.sendFrame(now, arena.take(1400));
        b.session.handlePacket(now, a.session.packets.shift());
        arena.release(b.session.frames.shift());
        for (let slot = b.session.packets.shift(); slot !== NO_SLOT; slot = b.session.packets.shift())
          a.session.handlePacket(now, slot);
      }
      return (process.memoryUsage().heapUsed - before) / rounds;
    };
    carry(20_000);
    // The least of several: other work of the process may fall into any of them.
    expect(Math.min(...Array.from({ length: 8 }, () => carry(10_000)))).toBeLessThan(1);
    a.close();
    b.close();
  });
});
