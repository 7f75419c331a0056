import { type Duplex, duplexPair } from 'node:stream';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { World } from '@rtemu/lab/world';
import { read } from '../../../packages/lab/src/pcapng-reader.suite.js';
import { frame, Station } from '../../../packages/lab/src/station.suite.js';
import { LIMIT, printRequest } from './protocol.js';
import { LIMIT as VISIT, Visitor } from './visitor.js';

afterEach(() => {
  jest.useRealTimers();
});

const moment = (): Promise<void> => new Promise(setImmediate);

async function scene() {
  const arena = new Arena();
  const world = new World(arena, 1);
  const station = new Station('rt-a', arena, ['lan1', 'lan2']);
  world.add(station);
  const [client, stream] = duplexPair({ allowHalfOpen: true });
  const heard: Buffer[] = [];
  const seen = { ended: false, gone: false };
  client.on('data', (octets) => heard.push(octets)).on('end', () => (seen.ended = true));
  const visitor = new Visitor(stream, { lab: 'office\nparty', world, epoch: 5e6 }, () => (seen.gone = true));
  return {
    client,
    visitor,
    seen,
    said: () => Buffer.concat(heard),
    send: (count = 1) => {
      for (let n = 0; n < count; n++) station.send(frame(1, 2, n), 1);
      world.settle(station);
      visitor.write();
    },
  };
}

const tell = async (client: Duplex, text: string): Promise<void> => {
  client.write(text);
  await moment();
};

describe('who looks on at a running lab', () => {
  test('is told what there is to see', async () => {
    const { client, said, seen } = await scene();
    await tell(client, 'rtemu/1 li');
    await tell(client, 'st\n');
    expect(said().toString()).toBe('ok office party\nethernet rt-a:lan1\nethernet rt-a:lan2\n');
    client.end();
    await moment();
    expect(seen).toEqual({ ended: true, gone: true });
  });

  test('gets a capture as it comes, and the statistics when they have seen enough', async () => {
    const { client, said, seen, send } = await scene();
    await tell(client, printRequest({ kind: 'capture', interfaces: 'rt-a:lan2,rt-a:lan1' }));
    send(2);
    await moment();
    const line = 'ok office party\n'.length;
    const before = said().length;
    expect(read(new Uint8Array(said().subarray(line))).packets.map(({ on, nanoseconds }) => [on, nanoseconds])).toEqual(
      [
        [0, 5_000_000_000n],
        [0, 5_000_000_000n],
      ],
    );
    client.end();
    await moment();
    await moment();
    send();
    expect(said().length).toBeGreaterThan(before);
    expect(read(new Uint8Array(said().subarray(line))).statistics).toMatchObject([{ received: 2n }, { received: 0n }]);
    expect(seen).toEqual({ ended: true, gone: true });
  });

  test('gets the rest when the lab is over', async () => {
    const { client, said, seen, visitor, send } = await scene();
    client.on('end', () => client.end());
    await tell(client, 'rtemu/1 capture rt-a:lan2\n');
    send();
    await visitor.finish();
    const { packets, statistics } = read(new Uint8Array(said().subarray('ok office party\n'.length)));
    expect([packets.length, statistics.length, seen.gone]).toEqual([1, 1, true]);
  });

  test.each([
    ['rtemu/1 capture rt-a:lan9\n', 'no rt-a has no interface "lan9"; did you mean "lan1"?\n'],
    ['rtemu/1 capture rt-a:\x1b[2J\n', 'no rt-a has no interface " [2J"; there is lan1 and lan2\n'],
    ['rtemu/1 capture \n', 'no "" is no NODE:INTERFACE such as rt-a:lan1\n'],
    ['GET / HTTP/1.1\n', 'no that is no request\n'],
    ['\n', 'no that is no request\n'],
    ['rtemu/1 list\nrtemu/1 list\n', 'no that is no request\n'],
  ])('is refused %j', async (request, answer) => {
    const { client, said, seen } = await scene();
    await tell(client, request);
    await moment();
    expect([said().toString(), seen.ended]).toEqual([answer, true]);
  });

  test.each([
    ['talks without an end', ['x'.repeat(LIMIT.requestOctets + 1)]],
    ['talks on after the request', ['rtemu/1 capture rt-a:lan1\n', 'and?']],
    ['talks on after a refusal', ['?\n', 'and?']],
    ['goes without a word', []],
  ])('is cut off when it %s', async (_, words) => {
    const { client, seen, send } = await scene();
    for (const word of words) await tell(client, word);
    if (words.length === 0) client.end();
    await moment();
    send(5);
    await moment();
    expect(seen.gone).toBe(true);
  });

  test('may not be silent for long, nor stay after its answer; one that captures may', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const [silent, lingering, capturing] = await Promise.all([scene(), scene(), scene()]);
    await tell(silent.client, 'rtemu/1');
    await tell(lingering.client, 'rtemu/1 list\n');
    await tell(capturing.client, 'rtemu/1 capture rt-a:lan1\n');
    jest.advanceTimersByTime(Math.max(LIMIT.requestMilliseconds, VISIT.leaveMilliseconds));
    await moment();
    expect([silent, lingering, capturing].map(({ seen }) => seen.gone)).toEqual([true, true, false]);
    capturing.client.destroy();
    capturing.visitor.write();
  });
});
