import { describe, expect, test } from '@jest/globals';
import { after, type Instant, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { CODE, emit } from '@rtemu/wire/control-protocol';
import * as Ppp from '@rtemu/wire/ppp';
import type { PppLinkOptions } from './link-options.js';
import { CLIENT, CLIENT_ADDRESS, GIVE, packetOf, SERVER, SERVER_ADDRESS, Side, TAKE, World } from './pair.suite.js';
import { HABITS, Puppet } from './puppet.suite.js';

const world = new World();

/** A link and a puppet that talk until both are silent, the puppet insisting every three seconds. */
class Scene {
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
    world.expectClean();
  }
}

const sceneOf = (name: keyof typeof HABITS, options: PppLinkOptions, ipcp = GIVE): Scene =>
  new Scene(new Side(world, 1, options, ipcp), new Puppet(world, HABITS[name]));

const carriesBothWays = ({ side, puppet, now }: Scene): void => {
  side.send(now, packetOf(80, 1));
  for (const frame of side.drain(now)) puppet.hear(frame);
  expect(puppet.packets.at(-1)).toEqual(packetOf(80, 1));
  side.receive(now, puppet.wrap(packetOf(90, 2)));
  side.drain(now);
  expect(side.packets.at(-1)).toEqual(packetOf(90, 2));
};

describe('a Windows client', () => {
  test('is rejected what it offers too much of, and comes up enciphered', () => {
    const ipcp = { ...GIVE, dns: [ipv4('192.0.2.53')] };
    const scene = sceneOf('windows', SERVER, ipcp);
    const { side, puppet } = scene;
    expect(puppet.lcp.wish.map(({ kind }) => kind)).toEqual(['MaximumReceiveUnit', 'MagicNumber']);
    expect(puppet.ipcp.wish).toEqual([
      { kind: 'IpAddress', address: CLIENT_ADDRESS },
      { kind: 'PrimaryDns', address: ipv4('192.0.2.53') },
    ]);
    expect(puppet.rejected).toEqual([0x8057]);
    expect(side.last('protocol-rejected')).toEqual({ kind: 'protocol-rejected', by: 'us', protocol: 0x8057 });
    expect(side.last('up')).toMatchObject({ remoteAddress: CLIENT_ADDRESS, peerMru: 1400 });
    carriesBothWays(scene);
    scene.end();
  });

  test('tells why it hangs up', () => {
    const scene = sceneOf('windows', SERVER);
    const data = Uint8Array.of(0x1a, 0x2b, 0x3c, 0x4d, 0x00, 0x3c, 0xcd, 0x74, 0, 0, 0x02, 0xe6);
    const information = emit({ code: CODE.terminateRequest, identifier: 9, data });
    scene.say([Ppp.emit({ addressAndControl: true, compressedProtocol: false, protocol: 0xc021, information })]);
    scene.talk();
    expect(scene.side.last('terminate-request')).toEqual({
      kind: 'terminate-request',
      protocol: 'LCP',
      windowsReason: 742,
    });
    expect(scene.side.link.phase).toBe('Terminate');
    scene.pass(3);
    expect(scene.side.last('down')).toEqual({ kind: 'down', reason: 'peer-terminated' });
    scene.end();
  });

  test('says who it is and how long it may stay, and the link stays up', () => {
    const scene = sceneOf('windows', SERVER);
    for (const code of [CODE.identification, CODE.timeRemaining]) {
      const information = emit({ code, identifier: 3, data: Uint8Array.of(0x1a, 0x2b, 0x3c, 0x4d, 0x4d, 0x53) });
      scene.say([Ppp.emit({ addressAndControl: true, compressedProtocol: false, protocol: 0xc021, information })]);
    }
    expect(scene.side.drain(scene.now)).toEqual([]);
    carriesBothWays(scene);
    scene.end();
  });
});

describe('pppd', () => {
  test('as a client answers IPCP with Terminate-Ack until CCP is up, and comes up', () => {
    const scene = sceneOf('pppd', SERVER);
    expect(scene.puppet.heard.filter((line) => line.startsWith('IPCP ConfigureRequest')).length).toBeGreaterThan(0);
    scene.pass(9);
    expect(scene.side.link.isUp).toBe(true);
    carriesBothWays(scene);
    scene.end();
  });

  test('as a server does so too, and our client comes up', () => {
    const scene = sceneOf('pppdServer', CLIENT, TAKE);
    scene.pass(9);
    expect(scene.side.last('up')).toMatchObject({ localAddress: CLIENT_ADDRESS, remoteAddress: SERVER_ADDRESS });
    carriesBothWays(scene);
    scene.end();
  });
});

describe('accel-ppp', () => {
  test('insists on stateless MPPE of 128 bits, which we have', () => {
    const scene = sceneOf('accel', CLIENT, TAKE);
    expect(scene.side.last('encryption')).toMatchObject({ mode: { sending: { bits: 128, stateless: true } } });
    carriesBothWays(scene);
    scene.end();
  });

  test('and a client of 40 bits does not come up with it, nor speak in the clear', () => {
    const scene = sceneOf('accel', { ...CLIENT, ccp: { type: 'mppe-40', noEncryption: 'reject' } }, TAKE);
    scene.pass(60);
    expect(scene.side.last('down')).toEqual({ kind: 'down', reason: 'no-encryption' });
    expect(scene.puppet.heard.filter((line) => line.startsWith('PPP IPv4'))).toEqual([]);
    scene.end();
  });
});

describe('a client with encryption switched off', () => {
  test('is sent away where encryption is required', () => {
    const scene = sceneOf('plain', SERVER);
    scene.pass(12);
    expect(scene.side.last('down')).toEqual({ kind: 'down', reason: 'no-encryption' });
    expect(scene.side.count('up')).toBe(0);
    scene.end();
  });

  test('comes up in the clear where it is not', () => {
    const scene = sceneOf('plain', { ...SERVER, ccp: { type: 'mppe-any', noEncryption: 'accept' } });
    scene.pass(60);
    expect(scene.side.last('up')).toMatchObject({ encryption: undefined });
    carriesBothWays(scene);
    scene.end();
  });
});
