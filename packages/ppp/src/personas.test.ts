import { describe, expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import { CODE, emit } from '@rtemu/wire/control-protocol';
import * as Ppp from '@rtemu/wire/ppp';
import { frameOf } from './link.suite.js';
import { CLIENT, CLIENT_ADDRESS, GIVE, packetOf, SERVER, SERVER_ADDRESS, TAKE, World } from './pair.suite.js';
import { carriesBothWays, type Scene, sceneIn } from './scene.suite.js';

const world = new World();
const sceneOf = sceneIn(world);

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

  test('as a server does so too, has no words behind the proof of its Success, and our client comes up', () => {
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

describe('MikroTik', () => {
  test('takes IPCP for ended when it is terminated while CCP rests, so that we never do', () => {
    const scene = sceneOf('mikrotik', SERVER);
    expect(scene.side.link.isUp).toBe(false);
    scene.pass(9);
    expect([scene.puppet.hasEnded, scene.side.link.isUp]).toEqual([false, true]);
    expect(scene.puppet.heard.filter((line) => line.startsWith('IPCP Terminate'))).toEqual([]);
    carriesBothWays(scene);
    scene.end();
  });
});

describe('a Windows of old', () => {
  test('offers Stac, MPPC and stateful MPPE, and is brought to stateless', () => {
    const scene = sceneOf('windows98', SERVER);
    expect(scene.puppet.ccp.wish).toEqual([{ kind: 'Mppe', value: 0x01000040 }]);
    expect(scene.side.last('up')?.encryption?.receiving).toEqual({ bits: 128, stateless: true });
    carriesBothWays(scene);
    scene.end();
  });
});

describe('npppd', () => {
  test('as a server asks for 40, 56 and 128 bits, and gets 128', () => {
    const scene = sceneOf('npppd', CLIENT, TAKE);
    expect(scene.side.last('up')?.encryption?.sending).toEqual({ bits: 128, stateless: true });
    carriesBothWays(scene);
    scene.end();
  });
});

describe('peers that agree on no encryption', () => {
  test.each([
    ['compressor', 0x00000001],
    ['strengthless', 0],
    ['plain', undefined],
  ] as const)('%s: no loop; the link ends, or goes on in the clear, and tells what was offered', (name, theirs) => {
    for (const noEncryption of ['reject', 'accept'] as const) {
      const scene = sceneOf(name, { ...SERVER, ccp: { type: 'mppe-any', noEncryption } });
      scene.pass(60);
      expect(scene.side.last('encryption')).toEqual({
        kind: 'encryption',
        mode: undefined,
        offers: { ours: 0x01000060, theirs },
      });
      expect(scene.puppet.heard.filter((line) => line.startsWith('CCP')).length).toBeLessThan(40);
      if (noEncryption === 'accept') carriesBothWays(scene);
      else expect(scene.side.last('down')).toEqual({ kind: 'down', reason: 'no-encryption' });
      scene.end();
    }
  });
});

describe('peers that keep state', () => {
  /** Its packet gets lost, the next one shows that, and it answers our Reset-Request. */
  const loseOne = (scene: Scene): void => {
    scene.puppet.wrap(packetOf(70, 3));
    scene.say([scene.puppet.wrap(packetOf(71, 4))]);
    scene.talk();
  };
  /** The same the other way. */
  const loseOneOfOurs = ({ side, puppet, now }: Scene): void => {
    side.send(now, packetOf(72, 5));
    side.drain(now);
    side.send(now, packetOf(73, 6));
    for (const frame of side.drain(now)) for (const answer of puppet.hear(frame)) side.receive(now, answer);
    side.drain(now);
  };

  test.each(['mpd', 'kernel'] as const)('%s gets its will, and after a loss both directions go on', (name) => {
    const scene = sceneOf(name, CLIENT, TAKE);
    scene.pass(3);
    const stateful = { bits: 128, stateless: false };
    expect(scene.side.last('up')?.encryption).toEqual({ sending: stateful, receiving: stateful });
    carriesBothWays(scene);
    for (let i = 0; i < 5; i++) {
      scene.pass(3);
      loseOne(scene);
      carriesBothWays(scene);
      loseOneOfOurs(scene);
      carriesBothWays(scene);
    }
    expect(scene.puppet.heard.filter((line) => line.startsWith('CCP ResetRequest'))).toHaveLength(5);
    expect([scene.side.count('undecipherable'), scene.side.link.counters.garbage]).toEqual([0, 0]);
    expect(scene.puppet.metChanges).toBe(name === 'kernel'); // each is met as it meets us
    scene.end();
  });

  test('are turned away where that is refused', () => {
    const scene = sceneOf('mpd', { ...CLIENT, ccp: { ...CLIENT.ccp!, stateful: 'refuse' } }, TAKE);
    scene.pass(30);
    expect(scene.side.last('down')).toEqual({ kind: 'down', reason: 'no-encryption' });
    scene.end();
  });
});

describe('a peer whose keys are others, as behind a RADIUS server that gives none', () => {
  test('is told of once, and not answered with a Protocol-Reject for every packet', () => {
    const scene = sceneOf('pppd', SERVER);
    scene.pass(9);
    for (let count = 1; count <= 200; count++)
      scene.say([frameOf(0x00fd, Uint8Array.of(0x90, count, ...new Uint8Array(40).fill(count * 7)))]);
    const heard = scene.puppet.heard.length;
    scene.talk();
    expect(scene.puppet.heard.slice(heard)).toEqual([]);
    expect(scene.side.count('undecipherable')).toBe(1);
    expect(scene.side.link.counters.garbage).toBeGreaterThan(190);
    scene.end();
  });

  test('rejects what we send as protocols nobody has, and is not believed to lack those that it has', () => {
    const scene = sceneOf('pppd', SERVER);
    scene.pass(9);
    for (let i = 0; i < 500; i++) {
      const data = Uint8Array.of(0x01 + (i % 100) * 2, 0x35, 1, 2, 3, 4);
      const information = emit({ code: CODE.protocolReject, identifier: i & 0xff, data });
      scene.say([frameOf(Ppp.PROTOCOL.lcp, information)]);
    }
    scene.talk();
    expect([scene.side.link.isUp, scene.side.count('protocol-rejected')]).toEqual([true, 32]);
    carriesBothWays(scene);
    scene.end();
  });
});
