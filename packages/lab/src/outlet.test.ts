import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { after, START, seconds } from '@rtemu/engine/time';
import { readLab } from './lab-file.js';
import { complaintsAbout, options } from './lab-text.suite.js';
import { LIMIT, OUTLET_PORT, Outlet } from './outlet.js';
import { readOutletOption } from './outlet-option.js';
import { addWayOut, buildStage } from './stage.js';
import { frame, Station } from './station.suite.js';
import { World } from './world.js';

function wall() {
  const arena = new Arena();
  const world = new World(arena, 1);
  const [outlet, station] = [new Outlet('wall', arena), new Station('s1', arena)];
  world.add(outlet);
  world.add(station);
  world.connect({ node: 'wall', port: OUTLET_PORT }, { node: 's1', port: 'eth0' });
  const send = (octets: Uint8Array): void => {
    station.send(octets);
    world.settle(station);
    world.run(after(world.now, seconds(1)));
  };
  const receive = (...received: Parameters<Outlet['receive']>): void => {
    outlet.receive(...received);
    world.settle(outlet);
    world.run(after(world.now, seconds(1)));
  };
  return { arena, outlet, station, send, receive };
}

describe('an outlet', () => {
  test('takes frames in from outside, whole or from the middle of a chunk', () => {
    const { arena, outlet, station, receive } = wall();
    receive(frame(1, 2));
    const chunk = Uint8Array.of(9, 9, ...frame(1, 2), 9);
    receive(chunk, 2, frame(1, 2).length);
    expect(station.received.map(({ octets }) => octets)).toEqual([frame(1, 2), frame(1, 2)]);
    expect(outlet.counters.received).toBe(2);
    expect(arena.inUse).toBe(0);
  });

  test('drops and counts what is no frame', () => {
    const { outlet, station, receive } = wall();
    for (const length of [0, 1, 13]) receive(new Uint8Array(length));
    for (const length of [LIMIT.frameOctets + 1, 9000, 65_507]) receive(new Uint8Array(length));
    receive(new Uint8Array(14));
    receive(new Uint8Array(LIMIT.frameOctets));
    expect(outlet.counters).toMatchObject({ tooShort: 3, tooLong: 3, received: 2 });
    expect(station.received).toHaveLength(2);
  });

  test('lets frames out only to somebody', () => {
    const { arena, outlet, send } = wall();
    send(frame(1, 2));
    expect(outlet.counters).toMatchObject({ sent: 0, unheard: 1 });
    outlet.attached = true;
    send(frame(1, 2));
    expect(outlet.counters).toMatchObject({ sent: 1, unheard: 1 });
    expect(arena.copy(outlet.leaving.shift())).toEqual(frame(1, 2));
  });

  test('forgets what waited for somebody who has gone', () => {
    const { arena, outlet, send } = wall();
    outlet.attached = true;
    send(frame(1, 2));
    outlet.attached = false;
    expect(outlet.leaving.size).toBe(0);
    expect(arena.inUse).toBe(0);
  });

  test('a flood either way takes no more than its limit', () => {
    const { arena, outlet, send } = wall();
    outlet.attached = true;
    for (let i = 0; i < 3000; i++) send(frame(1, 2));
    expect(outlet.leaving.size).toBe(LIMIT.leaving);
    expect(outlet.overflowed).toBe(3000 - LIMIT.leaving);
    for (let i = 0; i < 20_000; i++) outlet.receive(frame(1, 2)); // the world never comes to run
    expect(outlet.counters.exhausted).toBeGreaterThan(15_000);
    expect(arena.inUse).toBeLessThanOrEqual(4096 + 48);
  });
});

describe('in a lab file', () => {
  const lab = (node: string) => `name: x\ntopology:\n  nodes:\n    out: ${node}\n    sw: {kind: switch}
  links: [endpoints: ["out:eth0", "sw:1"]]\n`;
  const specOf = (node: string) => {
    const read = readLab(lab(node), options);
    return read.ok ? read.lab.nodes[0] : read.faults;
  };
  const loopback = 0x7f000001;

  test('its address is loopback unless another is given', () => {
    expect(specOf('{kind: udp, local: 5001, remote: 192.0.2.1:5002}')).toMatchObject({
      kind: 'udp',
      local: { address: loopback, port: 5001 },
      remote: { address: 0xc0000201, port: 5002 },
    });
    expect(specOf('{kind: stream, listen: 0.0.0.0:5003}')).toMatchObject({
      how: 'listen',
      at: { address: 0, port: 5003 },
    });
    expect(specOf('{kind: stream, connect: 5003}')).toMatchObject({
      how: 'connect',
      at: { address: loopback, port: 5003 },
    });
  });

  test.each([
    [
      '{kind: udp, local: 5001}',
      '4:5: missing "remote": where to send: a port such as 5001, or an address and a port such as 192.0.2.1:5001',
    ],
    [
      '{kind: udp, local: 0, remote: 1}',
      '4:29: "local" must be where to receive: a port such as 5001, or an address and a port such as 192.0.2.1:5001',
    ],
    [
      '{kind: udp, local: 1, remote: 65536}',
      '4:40: "remote" must be where to send: a port such as 5001, or an address and a port such as 192.0.2.1:5001',
    ],
    [
      '{kind: udp, local: 1, remote: 300.0.0.1:1}',
      '4:40: "remote" must be where to send: a port such as 5001, or an address and a port such as 192.0.2.1:5001',
    ],
    [
      '{kind: udp, local: 1, remote: 2, remot: 2}',
      '4:43: unknown key "remot" in a way out by UDP; did you mean "remote"?',
    ],
    ['{kind: stream}', '4:5: a stream either waits or calls; give it one of "listen" and "connect"'],
    [
      '{kind: stream, listen: 1, connect: 2}',
      '4:5: a stream either waits or calls; give it one of "listen" and "connect"',
    ],
  ])('%s', (node, complaint) => {
    expect(complaintsAbout(lab(node))[0]).toBe(`lab.yaml:${complaint}`);
  });

  test('it has no console', () => {
    const text = `${lab('{kind: udp, local: 1, remote: 2}')}steps: [{node: out, type: x}]\n`;
    expect(complaintsAbout(text)).toEqual(['lab.yaml:7:16: a udp has no console; type at another node']);
  });
});

describe('on a command line', () => {
  test('a way out is an end, a kind and the settings of a lab file', () => {
    expect(readOutletOption('rt-a:lan1=udp:local=5001,remote=192.0.2.1:5002', 'outside1')).toMatchObject({
      end: { node: 'rt-a', port: 'lan1' },
      spec: { kind: 'udp', name: 'outside1', remote: { port: 5002 } },
    });
    expect(readOutletOption('lan1=stream:connect=5001', 'outside1', 'router')).toMatchObject({
      end: { node: 'router', port: 'lan1' },
      spec: { kind: 'stream', how: 'connect' },
    });
  });

  test.each([
    [
      '',
      '"" is no way out; write a port and a way out such as lan1=udp:local=5001,remote=5002 or lan1=stream:listen=5003',
    ],
    ['rt-a:lan1', '"rt-a:lan1" is no way out; write a port'],
    ['rt-a:lan1=tcp:5001', '"rt-a:lan1=tcp:5001" is no way out'],
    ['lan1=udp:local=1,remote=2', '"lan1=udp:local=1,remote=2" is no way out'],
    ['rt-a:lan1=udp:local=1,remote=2,5001', 'remote=2,5001: unknown key "5001" in a way out by UDP'],
    ['rt-a:lan1=udp:local=1', 'rt-a:lan1=udp:local=1: missing "remote"'],
    ['rt-a:lan1=udp:local=x,remote=1', 'rt-a:lan1=udp:local=x,remote=1: "local" must be where to receive'],
    ['rt-a:lan1=udp:local=1,local=2', 'rt-a:lan1=udp:local=1,local=2: "local" stands here twice'],
    ['rt-a:lan1=stream:listen=1,connect=2', 'rt-a:lan1=stream:listen=1,connect=2: a stream either waits or calls'],
  ])('"%s" is refused', (text, complaint) => {
    expect(readOutletOption(text, 'outside1')).toContain(complaint);
  });

  test('it takes a free port of a node that there is', () => {
    const read = readLab('name: x\ntopology: {nodes: {sw: {kind: switch, ports: 2}}}', options);
    const arena = new Arena();
    if (!read.ok) throw new Error('the lab is sound');
    const stage = buildStage(read.lab, {
      arena,
      seed: 0,
      configFiles: new Map(),
      createNode: () => {
        throw new Error('no such node');
      },
    });
    const out = (text: string) => {
      const option = readOutletOption(text, `out${stage.world.nodes.length}`);
      if (typeof option === 'string') throw new Error(option);
      return addWayOut(stage, option.end, option.spec);
    };
    expect(out('sw:3=udp:local=1,remote=2')).toBe('sw has no port "3"; did you mean "1"?');
    expect(out('sv:1=udp:local=1,remote=2')).toBe('there is no node "sv"; did you mean "sw"?');
    expect(out('sw:1=udp:local=1,remote=2')).toMatchObject({ waysOut: [{ spec: { kind: 'udp' } }] });
    expect(out('sw:1=udp:local=3,remote=4')).toBe('sw:1 has a cable already; use another port');
    stage.world.run(after(START, seconds(1)));
  });
});
