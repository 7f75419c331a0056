import { createSocket, type Socket } from 'node:dgram';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { after, milliseconds } from '@rtemu/engine/time';
import type { OutletSpec } from '@rtemu/lab/lab';
import { OUTLET_PORT, Outlet } from '@rtemu/lab/outlet';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { frame, Station } from '../../../packages/lab/src/station.suite.js';
import { WaysOut } from './ways-out.js';

const LOOPBACK = ipv4('127.0.0.1');
const open: { close(): void }[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

/** A socket of another program, at a port that was free. */
async function stranger(): Promise<{ socket: Socket; port: number }> {
  const socket = createSocket('udp4');
  open.push(socket);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { socket, port: socket.address().port };
}

async function serverAtAFreePort(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function portThatIsFree(): Promise<number> {
  const { server, port } = await serverAtAFreePort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A lab of one station with a way out. Its time moves on when frames have come. */
async function lab(
  settings: { kind: 'udp'; local: number; remote: number } | { how: 'listen' | 'connect'; at: number },
) {
  const base = { name: 'out', place: { line: 1, column: 1 } };
  const at = (port: number) => ({ address: LOOPBACK, port });
  const spec: OutletSpec =
    'kind' in settings
      ? { ...base, kind: 'udp', local: at(settings.local), remote: at(settings.remote) }
      : { ...base, kind: 'stream', how: settings.how, at: at(settings.at) };
  const arena = new Arena();
  const world = new World(arena, 1);
  const [outlet, station] = [new Outlet('out', arena), new Station('s1', arena)];
  world.add(outlet);
  world.add(station);
  world.connect({ node: 'out', port: OUTLET_PORT }, { node: 's1', port: 'eth0' });
  let tell = (): void => {};
  const run = (): void => {
    world.run(after(world.now, milliseconds(1)));
  };
  const ways = await WaysOut.open([{ spec, outlet }], world, {
    catchUp: run,
    wake: () => {
      run();
      ways.flush();
      tell();
    },
  });
  open.push(ways);
  return {
    outlet,
    ways,
    send: (octets: Uint8Array): void => {
      station.send(octets);
      world.settle(station);
      run();
      ways.flush();
    },
    /** Resolves when the station has so many frames. */
    received: (count: number): Promise<Uint8Array[]> =>
      new Promise((resolve) => {
        tell = () => {
          if (station.received.length >= count) resolve(station.received.map(({ octets }) => octets));
        };
        tell();
      }),
  };
}

describe('by UDP', () => {
  test('a frame a datagram, both ways', async () => {
    const { socket, port } = await stranger();
    const local = await portThatIsFree();
    const ours = await lab({ kind: 'udp', local, remote: port });
    const answer = new Promise<Uint8Array>((resolve) => socket.once('message', (octets) => resolve(octets)));
    ours.send(frame(1, 2));
    expect(Uint8Array.from(await answer)).toEqual(frame(1, 2));
    socket.send(frame(3, 4), local, '127.0.0.1');
    expect(await ours.received(1)).toEqual([frame(3, 4)]);
    expect(ours.ways.describe('en')).toEqual([`out: udp 127.0.0.1:${local} to 127.0.0.1:${port}; 1 frames in, 1 out`]);
  });

  test('what others send, and what is no frame, never enters the lab', async () => {
    const [friend, foe] = [await stranger(), await stranger()];
    const local = await portThatIsFree();
    const ours = await lab({ kind: 'udp', local, remote: friend.port });
    const say = (socket: Socket, octets: Uint8Array) =>
      new Promise((resolve) => socket.send(octets, local, '127.0.0.1', resolve));
    for (let i = 0; i < 100; i++) await say(foe.socket, frame(6, 6));
    await say(friend.socket, new Uint8Array(5));
    await say(friend.socket, new Uint8Array(9000));
    await say(friend.socket, frame(3, 4));
    expect(await ours.received(1)).toEqual([frame(3, 4)]);
    expect(ours.outlet.counters).toMatchObject({ received: 1, tooShort: 1, tooLong: 1 });
  });

  test('a port that is taken is told of, with what to do', async () => {
    const { port } = await stranger();
    await expect(lab({ kind: 'udp', local: port, remote: 9 })).rejects.toThrow(
      `out cannot listen at 127.0.0.1:${port} (UDP): the port is taken; choose another`,
    );
  });
});

describe('by a stream', () => {
  const framed = (...frames: Uint8Array[]): Buffer =>
    Buffer.concat(frames.flatMap((octets) => [Buffer.of(0, 0, octets.length >> 8, octets.length & 255), octets]));

  test('between two labs', async () => {
    const at = await portThatIsFree();
    const one = await lab({ how: 'listen', at });
    const other = await lab({ how: 'connect', at });
    while (!one.outlet.attached || !other.outlet.attached) await new Promise((resolve) => setImmediate(resolve));
    for (let i = 0; i < 50; i++) one.send(frame(1, i));
    expect(await other.received(50)).toEqual(Array.from({ length: 50 }, (_, i) => frame(1, i)));
    other.send(frame(2, 1));
    expect(await one.received(1)).toEqual([frame(2, 1)]);
  });

  test('who comes second is turned away; who comes after the first has left is let in', async () => {
    const at = await portThatIsFree();
    const ours = await lab({ how: 'listen', at });
    const first = connect(at, '127.0.0.1');
    first.write(framed(frame(1, 1)));
    await ours.received(1);
    const second = connect(at, '127.0.0.1').resume();
    await new Promise((resolve) => second.once('close', resolve));
    expect(ours.ways.describe('en')[0]).toContain('1 turned away');
    first.destroy();
    while (ours.outlet.attached) await new Promise((resolve) => setImmediate(resolve));
    const third = connect(at, '127.0.0.1');
    third.write(framed(frame(3, 3)));
    expect(await ours.received(2)).toEqual([frame(1, 1), frame(3, 3)]);
    third.destroy();
  });

  test('who speaks something else is hung up on', async () => {
    const at = await portThatIsFree();
    const ours = await lab({ how: 'listen', at });
    const browser = connect(at, '127.0.0.1').resume();
    browser.write('GET / HTTP/1.1\r\n\r\n');
    await new Promise((resolve) => browser.once('close', resolve));
    expect(ours.ways.describe('en')[0]).toContain('1 garbled');
  });

  test('calls until somebody answers, and again when they have gone', async () => {
    const at = await portThatIsFree();
    const ours = await lab({ how: 'connect', at });
    const called = async (): Promise<void> => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
      await new Promise<void>((resolve) =>
        server.once('connection', (socket) => {
          server.close();
          socket.resume().end(framed(frame(1, 1)), resolve);
        }),
      );
    };
    await called();
    await ours.received(1);
    await called();
    expect(await ours.received(2)).toEqual([frame(1, 1), frame(1, 1)]);
  });

  test('a port that is taken is told of', async () => {
    const { port } = await serverAtAFreePort();
    await expect(lab({ how: 'listen', at: port })).rejects.toThrow(`127.0.0.1:${port} (TCP): the port is taken`);
  });
});
