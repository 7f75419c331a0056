import { describe, expect, test } from '@jest/globals';
import { seconds } from '@rtemu/engine/time';
import { describe as describeFrame } from '@rtemu/wire/ppp';
import { CLIENT_ADDRESS, isQuiet, packetOf, pairOf, SERVER_ADDRESS, World } from './pair.suite.js';

const world = new World();

describe('a link', () => {
  test('comes up with MS-CHAP version 2 and MPPE of 128 bits, carries packets, and goes down', () => {
    const { pair, server, client } = pairOf(world);
    const said: string[] = [];
    pair.tap = (from, frame) => said.push(`${from === server ? 'server' : 'client'} ${describeFrame(frame)}`);
    pair.open();
    pair.run(seconds(1));
    expect(client.last('up')).toMatchObject({ localAddress: CLIENT_ADDRESS, remoteAddress: SERVER_ADDRESS });
    expect(server.last('up')).toMatchObject({ localAddress: SERVER_ADDRESS, remoteAddress: CLIENT_ADDRESS });
    server.send(pair.now, packetOf(100));
    client.send(pair.now, packetOf(60, 3));
    pair.collect();
    pair.run(seconds(1));
    expect(client.packets).toEqual([packetOf(100)]);
    expect(server.packets).toEqual([packetOf(60, 3)]);
    client.link.close(pair.now);
    pair.collect();
    pair.run(seconds(60));
    expect(client.last('down')).toEqual({ kind: 'down', reason: 'closed' });
    expect(server.last('down')).toEqual({ kind: 'down', reason: 'peer-terminated' });
    expect(isQuiet(pair)).toBe(true);
    world.expectClean();
  });
});
