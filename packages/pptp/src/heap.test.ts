/** Memory under fire: what cannot be read must leave nothing behind. */
import { expect, test } from '@jest/globals';
import type { Instant } from '@rtemu/engine/time';
import * as Gre from '@rtemu/wire/gre';
import * as Pptp from '@rtemu/wire/pptp';
import { heapGrowth } from '../../engine/src/heap.suite.js';
import { End, message, sccrq, server } from './control.suite.js';
import { arena, frameOf, Side } from './gre.suite.js';

test('connections that begin with octets of no meaning', async () => {
  const bad = [0, 1, 7, 8, 11, 12, 0xffff].map((length) => {
    const octets = Pptp.emit(sccrq);
    new DataView(octets.buffer).setUint16(0, length);
    return octets;
  });
  const growth = await heapGrowth(2_000, 100, (i) => {
    const end = new End();
    end.connection.handleOctets(end.now, bad[i % bad.length]!);
    end.quietly();
  });
  expect(growth).toBeLessThan(100); // a connection that is kept has thousands
});

test('messages that the state does not expect, about calls that do not exist', async () => {
  const end = server();
  const kinds = ['CallClearRequest', 'CallDisconnectNotify', 'SetLinkInfo', 'IncomingCallReply'] as const;
  const bad = kinds.map((kind) => Pptp.emit(message(kind)));
  const growth = await heapGrowth(25_000, 20, (i) => {
    end.connection.handleOctets(end.now, bad[i % bad.length]!);
    if (i % 100 === 0) end.quietly();
  });
  expect([growth < 20, end.connection.state, end.callNumbers.inUse]).toEqual([true, 'established', 0]);
});

test('GRE packets that are none, or of other calls, or of no order', async () => {
  const side = new Side();
  const bad = [
    Uint8Array.of(0x30, 0x01),
    Gre.emit({ callId: 99, sequence: 1, payload: frameOf(1) }),
    Gre.emit({ callId: 1, sequence: 0x7fffffff, payload: frameOf(1) }),
    Gre.emit({ callId: 1, acknowledgement: 0x7fffffff, payload: new Uint8Array() }),
    Gre.emit({ callId: 1, sequence: 5, payload: frameOf(1) }).subarray(0, 15),
  ];
  const growth = await heapGrowth(25_000, 20, (i) => {
    side.session.handlePacket((i * 10) as Instant, arena.takeCopy(bad[i % bad.length]!));
    side.session.frames.clear();
    side.session.packets.clear();
  });
  expect(growth).toBeLessThan(20);
  side.close();
});
