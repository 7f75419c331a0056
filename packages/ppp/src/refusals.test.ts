/** Peers that want nothing of what we ask for, and peers that send what was never agreed on or cannot be read. */
import { describe, expect, test } from '@jest/globals';
import { START } from '@rtemu/engine/time';
import { CODE, emit } from '@rtemu/wire/control-protocol';
import * as Ppp from '@rtemu/wire/ppp';
import { heapGrowth } from '../../engine/src/heap.suite.js';
import { frameOf } from './link.suite.js';
import { CLIENT, GIVE, SERVER, Side, TAKE, World } from './pair.suite.js';
import { carriesBothWays, sceneIn } from './scene.suite.js';

const world = new World();
const sceneOf = sceneIn(world);
const EAP = 0xc227;

/** Every choice of some of these. */
const choicesOf = (kinds: readonly string[]): string[][] =>
  Array.from({ length: 1 << kinds.length }, (_, bits) => kinds.filter((_, i) => (bits >> i) & 1));

describe('a peer that rejects what we ask for', () => {
  test('in LCP, whichever options: the link does without, but not without authentication', () => {
    const asked = ['MaximumReceiveUnit', 'AuthenticationProtocol', 'MagicNumber', 'ProtocolFieldCompression'];
    for (const rejects of choicesOf([...asked, 'AddressAndControlFieldCompression'])) {
      const scene = sceneOf('pppd', { ...SERVER, lcp: { acfc: true, pfc: true } }, GIVE, rejects);
      scene.pass(9);
      const mayLive = !rejects.includes('AuthenticationProtocol');
      expect({ rejects, isUp: scene.side.link.isUp }).toEqual({ rejects, isUp: mayLive });
      if (mayLive) carriesBothWays(scene);
      else expect(scene.side.last('down')?.reason).toBe('peer-refused-authentication');
      scene.end();
    }
  });

  test('in IPCP, whichever options: the link does without, but not without an address that we need', () => {
    const ipcp = { ...TAKE, askDns: true, askWins: true };
    for (const rejects of choicesOf(['IpAddress', 'PrimaryDns', 'PrimaryNbns', 'SecondaryDns', 'SecondaryNbns'])) {
      const scene = sceneOf('accel', CLIENT, ipcp, rejects);
      scene.pass(9);
      const mayLive = !rejects.includes('IpAddress');
      expect({ rejects, isUp: scene.side.link.isUp }).toEqual({ rejects, isUp: mayLive });
      if (mayLive) carriesBothWays(scene);
      else expect(scene.side.last('down')?.reason).toBe('no-address');
      scene.end();
    }
  });

  test('a server without an address of its own to tell lives with a peer that will not hear of it', () => {
    const scene = sceneOf('windows', SERVER, GIVE, ['IpAddress']);
    scene.pass(9);
    carriesBothWays(scene);
    scene.end();
  });

  test.each(['reject', 'accept'] as const)('in CCP: no encryption, and we %s that', (noEncryption) => {
    for (const [name, options, ipcp] of [
      ['windows', SERVER, GIVE],
      ['accel', CLIENT, TAKE],
    ] as const) {
      const scene = sceneOf(name, { ...options, ccp: { type: 'mppe-any', noEncryption } }, ipcp, ['Mppe']);
      scene.pass(30);
      if (noEncryption === 'accept') carriesBothWays(scene);
      else expect(scene.side.last('down')?.reason).toBe('no-encryption');
      expect(scene.side.last('up')?.encryption).toBeUndefined();
      scene.end();
    }
  });
});

describe('frames of what was never agreed on', () => {
  const eap = frameOf(EAP, Uint8Array.of(1, 7, 0, 5, 1));

  test('EAP and PAP, where CHAP was agreed on, are dropped before the peer is known, and rejected afterwards', () => {
    const strangers = [
      eap,
      frameOf(Ppp.PROTOCOL.pap, Uint8Array.of(1, 1, 0, 14, 4, 116, 101, 115, 116, 4, 116, 101, 115, 116)),
    ];
    const side = new Side(world, 1, SERVER, GIVE);
    side.link.open(START);
    side.link.handleLowerUp(START);
    side.drain(START);
    for (const frame of strangers) side.receive(START, frame);
    expect([side.drain(START), side.link.counters.outOfPhase, side.link.phase]).toEqual([[], 2, 'Establish']);
    side.link.handleLowerDown(START);
    side.drain(START);

    const scene = sceneOf('windows', SERVER);
    scene.say(strangers);
    scene.talk();
    expect(scene.puppet.rejected.slice(-2)).toEqual([EAP, Ppp.PROTOCOL.pap]);
    carriesBothWays(scene);
    scene.end();
  });

  test('a Challenge to a server that nobody may ask is no CHAP of ours', () => {
    const scene = sceneOf('windows', SERVER);
    scene.say([frameOf(Ppp.PROTOCOL.chap, Uint8Array.of(1, 1, 0, 21, 16, ...new Uint8Array(16)))]);
    expect(scene.side.drain(scene.now).map(Ppp.describe)).toEqual([expect.stringContaining('ProtocolReject')]);
    carriesBothWays(scene);
    scene.end();
  });
});

describe('lengths that lie', () => {
  const { lcp, ccp, ipcp, chap, pap } = Ppp.PROTOCOL;

  test('of packets: whatever the protocol and the code, nothing is answered and the link stays up', () => {
    const scene = sceneOf('windows', SERVER);
    for (const protocol of [lcp, ccp, ipcp, chap, pap])
      for (let code = 0; code <= 16; code++)
        for (const length of [0, 1, 2, 3, 9, 0x7fff, 0xffff]) {
          if (protocol === pap || (protocol === chap && code !== 2)) continue; // not ours to read: rejected whole
          scene.say([frameOf(protocol, Uint8Array.of(code, 1, length >>> 8, length, 0, 0, 0, 0))]);
          const answers = scene.side.drain(scene.now);
          if (answers.length > 0) throw new Error(`${protocol} ${code} ${length}: ${answers.map(Ppp.describe)}`);
        }
    carriesBothWays(scene);
    scene.end();
  });

  test('of options: a request with one of length 0 or 1, or beyond its end, is not answered', () => {
    for (const protocol of [lcp, ccp, ipcp]) {
      const scene = sceneOf('windows', SERVER);
      for (let type = 0; type <= 32; type++)
        for (const length of [0, 1, 7, 255]) {
          const data = Uint8Array.of(type, length, 4, 0, 0); // sound from the second octet on
          scene.say([frameOf(protocol, emit({ code: CODE.configureRequest, identifier: type, data }))]);
          expect(scene.side.drain(scene.now)).toEqual([]);
        }
      carriesBothWays(scene);
      scene.end();
    }
  });

  test('the heap stays flat through tens of thousands of bad frames', async () => {
    const scene = sceneOf('windows', SERVER);
    const bad = [
      Uint8Array.of(0xff, 3),
      Uint8Array.of(0xff, 3, 0xc0, 0x21, 1, 1, 0, 0),
      Uint8Array.of(0xff, 3, 0xc0, 0x21, 1, 1, 0, 8, 1, 0, 0, 0),
      Uint8Array.of(0xff, 3, 0x00, 0xfd, 0x90),
      Uint8Array.of(0xff, 3, 0x00, 0x21, 0x45),
      Uint8Array.of(0xff, 3, 0xc2, 0x23, 2, 9, 0, 5, 200),
      Uint8Array.of(0xff, 3, 0x80, 0x21, 3, 99, 0, 4),
    ];
    const growth = await heapGrowth(25_000, 20, (i) => {
      scene.side.receive(scene.now, bad[i % bad.length]!);
      while (scene.side.link.pollEvent()) {}
    });
    expect(growth).toBeLessThan(20);
    expect(scene.side.drain(scene.now)).toEqual([]);
    carriesBothWays(scene);
    scene.end();
  });
});
