import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import type { Tap } from '@rtemu/engine/tap';
import { after, START, seconds } from '@rtemu/engine/time';
import { type Endpoint, printEndpoint } from './cable.js';
import { placesOf, readPlaces } from './capture-places.js';
import { LiveCapture } from './live-capture.js';
import { fileOf, read } from './pcapng-reader.suite.js';
import { frame, Station } from './station.suite.js';
import { World } from './world.js';

/** A station with PPP links inside. */
class Dialler extends Station {
  readonly pppLinks = ['pp1'];
  readonly taps = new Map<string, Tap>();

  tapPppLink(name: string, tap: Tap | undefined): boolean {
    if (!/^pp\d$/.test(name)) return false;
    if (tap) this.taps.set(name, tap);
    else this.taps.delete(name);
    return true;
  }

  /** Lets whoever looks on see `octets` on a link. */
  show(name: string, direction: 'in' | 'out', octets: Uint8Array): void {
    const slot = this.arena.takeCopy(octets);
    this.taps.get(name)?.handleFrame(START, direction, this.arena, slot);
    this.arena.release(slot);
  }
}

function scene() {
  const arena = new Arena();
  const world = new World(arena, 1);
  const [a, b] = [new Dialler('rt-a', arena, ['lan1', 'lan2']), new Station('pc1', arena)];
  world.add(a);
  world.add(b);
  world.connect({ node: 'rt-a', port: 'lan1' }, { node: 'pc1', port: 'eth0' });
  const send = (mark: number): void => {
    a.send(frame(1, 2, mark));
    world.settle(a);
    world.run(after(world.now, seconds(1)));
  };
  return { arena, world, a, send };
}

const at = (text: string): Endpoint[] =>
  text.split(',').map((name) => ({ node: name.split(':')[0]!, port: name.split(':')[1]! }));

/** What a capture saw since the last time. */
const marksOf = (capture: LiveCapture) =>
  read(fileOf(capture)).packets.map(({ on, flags, octets }) => [on, flags, octets.at(17)]);

describe('LiveCapture', () => {
  test('several interfaces of several nodes in one stream, each with its link type', () => {
    const { world, a, send, arena } = scene();
    const capture = new LiveCapture(world, at('rt-a:lan1,rt-a:pp1,pc1:eth0'));
    send(5);
    a.show('pp1', 'in', Uint8Array.of(0, 0x21, 0x45));
    const file = read(fileOf(capture));
    expect(file.interfaces.map(({ name, linkType }) => [name, linkType])).toEqual([
      ['rt-a:lan1', 1],
      ['rt-a:pp1', 9],
      ['pc1:eth0', 1],
    ]);
    expect(file.packets.map(({ on, flags }) => [on, flags])).toEqual([
      [0, 2],
      [2, 1],
      [1, 1],
    ]);
    expect(arena.inUse).toBe(0);
  });

  test('several look on at one place; who stops sees no more, and disturbs nobody', () => {
    const { world, a, send } = scene();
    const [one, two] = [new LiveCapture(world, at('rt-a:lan1,rt-a:pp1')), new LiveCapture(world, at('rt-a:lan1'))];
    send(5);
    expect([marksOf(one), marksOf(two)]).toEqual([[[0, 2, 5]], [[0, 2, 5]]]);
    one.stop();
    expect(a.taps.size).toBe(0);
    send(6);
    expect(marksOf(two)).toEqual([[0, 2, 6]]);
    two.stop();
    send(7);
    two.stop();
    for (const capture of [one, two]) {
      const rest = fileOf(capture);
      expect([new DataView(rest.buffer).getUint32(0, true), rest.length % 4]).toEqual([5, 0]); // statistics only
    }
  });
});

describe('places', () => {
  test('all that there are, and those of a list', () => {
    const { world } = scene();
    expect(placesOf(world).map(printEndpoint)).toEqual(['rt-a:lan1', 'rt-a:lan2', 'rt-a:pp1', 'pc1:eth0']);
    expect(readPlaces(world, 'pc1:eth0,rt-a:pp7,pc1:eth0')).toEqual(at('pc1:eth0,rt-a:pp7'));
  });

  test.each([
    ['rt-b:lan1', 'there is no node "rt-b"; did you mean "rt-a"?'],
    ['rt-a:lan1,rt-a:lan9', 'rt-a has no interface "lan9"; did you mean "lan1"?'],
    ['rt-a:pp99999', 'rt-a has no interface "pp99999"; there is lan1, lan2 and pp1'],
    ['rt-a', '"rt-a" is no NODE:INTERFACE such as rt-a:lan1'],
    ['rt-a:lan1,', '"" is no NODE:INTERFACE such as rt-a:lan1'],
    [Array.from({ length: 300 }, (_, i) => `rt-a:pp${i}`).join(','), 'a capture has 256 interfaces at most'],
  ])('%s is none', (text, problem) => {
    expect(readPlaces(scene().world, text)).toBe(problem);
  });

  test('asking for a place disturbs nobody who looks on there', () => {
    const { world, a } = scene();
    const capture = new LiveCapture(world, at('rt-a:pp1'));
    expect([world.hasInterface({ node: 'rt-a', port: 'pp1' }), a.taps.size]).toEqual([true, 1]);
    capture.stop();
    expect([world.hasInterface({ node: 'rt-a', port: 'pp1' }), a.taps.size]).toEqual([true, 0]);
  });
});
