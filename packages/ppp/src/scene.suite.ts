/** A link of ours and a {@link Puppet}, how they talk and how it ends. */
import { expect } from '@jest/globals';
import { after, type Instant, START, seconds } from '@rtemu/engine/time';
import { HABITS } from './habits.suite.js';
import type { IpcpOptions } from './ipcp.js';
import type { PppLinkOptions } from './link-options.js';
import { GIVE, packetOf, Side, type World } from './pair.suite.js';
import { Puppet } from './puppet.suite.js';

/** A link and a puppet that talk until both are silent, the puppet insisting every three seconds. */
export class Scene {
  now: Instant = START;
  constructor(
    readonly side: Side,
    readonly puppet: Puppet,
  ) {
    side.link.open(this.now);
    side.link.handleLowerUp(this.now);
    this.say(puppet.begin());
    this.talk();
  }

  say(frames: readonly Uint8Array[]): void {
    for (const frame of frames) this.side.receive(this.now, frame);
  }

  talk(): void {
    for (let round = 0; round < 100; round++) {
      const frames = this.side.drain(this.now);
      if (frames.length === 0) return;
      this.say(frames.flatMap((frame) => this.puppet.hear(frame)));
    }
    throw new Error('they never stop');
  }

  pass(secondsPassed: number): void {
    for (let i = 0; i < secondsPassed; i += 3) {
      this.now = after(this.now, seconds(3));
      this.side.link.handleTimeout(this.now);
      this.say(this.puppet.insist());
      this.talk();
    }
  }

  end(): void {
    this.side.link.handleLowerDown(this.now);
    this.side.drain(this.now);
    this.puppet.release();
    this.side.world.expectClean();
  }
}

export const sceneIn =
  (world: World) =>
  (
    name: keyof typeof HABITS,
    options: PppLinkOptions,
    ipcp: IpcpOptions = GIVE,
    rejects: readonly string[] = [],
  ): Scene =>
    new Scene(new Side(world, 1, options, ipcp), new Puppet(world, { ...HABITS[name], rejects }));

export const carriesBothWays = ({ side, puppet, now }: Scene): void => {
  side.send(now, packetOf(80, 1));
  for (const frame of side.drain(now)) puppet.hear(frame);
  expect(puppet.packets.at(-1)).toEqual(packetOf(80, 1));
  side.receive(now, puppet.wrap(packetOf(90, 2)));
  side.drain(now);
  expect(side.packets.at(-1)).toEqual(packetOf(90, 2));
};
