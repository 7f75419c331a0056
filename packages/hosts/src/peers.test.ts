/**
 * What peers in the field do to a whole host: to TCP, to GRE, and to both at once. Who does what is told in docs/PEERS.md.
 */
import { describe, expect, test } from '@jest/globals';
import { createMppeEngine } from '@rtemu/crypto/mppe-engine';
import { ARENA_OCTETS, Arena } from '@rtemu/engine/arena';
import { after, milliseconds, NEVER, seconds } from '@rtemu/engine/time';
import { LearningSwitch } from '@rtemu/lab/switch';
import { World } from '@rtemu/lab/world';
import { type Ipv4Address, ipv4 } from '@rtemu/wire/address';
import * as Pptp from '@rtemu/wire/pptp';
import { message, RawPeer, SCCRQ } from './raw-peer.suite.js';
import { VpnServer } from './vpn-server.suite.js';

const SERVER = ipv4('192.0.2.1');
const mppe = createMppeEngine(ARENA_OCTETS);
const arena = new Arena(mppe.memory, mppe.slotsFrom);
const LCP_REQUEST = Uint8Array.of(0xff, 0x03, 0xc0, 0x21, 1, 1, 0, 4);

const ocrq = (callId: number) => message('OutgoingCallRequest', { callId, receiveWindowSize: 64 });
const ccr = (callId: number) => message('CallClearRequest', { callId });

/** A server of ours, and peers at the same switch. */
class Place {
  readonly world = new World(arena, 1);
  readonly server: VpnServer;
  readonly peers: readonly RawPeer[];

  constructor(peers = 1) {
    const { random } = this.world;
    this.server = new VpnServer(arena, mppe, random.fork('server'), {
      methods: ['mschap-v2'],
      ccp: { type: 'mppe-any', noEncryption: 'reject' },
      users: {},
    });
    this.peers = Array.from({ length: peers }, (_, i) => {
      const address = (ipv4('192.0.2.10') + i) as Ipv4Address;
      return new RawPeer(arena, random.fork(`peer ${i}`), `peer${i}`, address, this.world);
    });
    this.world.add(new LearningSwitch('lan', arena, 1 + peers));
    for (const [i, node] of [this.server, ...this.peers].entries()) {
      this.world.add(node);
      this.world.connect({ node: node.name, port: 'eth0' }, { node: 'lan', port: String(i + 1) });
    }
  }

  /** Half a second, unless told otherwise: enough for everything but timers. */
  run(time = milliseconds(500)): this {
    this.world.run(after(this.world.now, time));
    return this;
  }

  /** A peer whose control connection is up. */
  started(index = 0): RawPeer {
    const peer = this.peers[index]!;
    peer.dial(SERVER);
    this.run();
    peer.say(SCCRQ);
    this.run();
    return peer;
  }

  /** Nothing is left of anything, at once. */
  over(): void {
    const { endpoint, lives } = this.server;
    expect([endpoint.tunnelCount, [...endpoint.channels].length, lives.size]).toEqual([0, 0, 0]);
    this.run(seconds(300));
    this.world.clear();
    expect([endpoint.nextTimeout(), arena.inUse, mppe.inUse]).toEqual([NEVER, 0, 0]);
  }
}

/** Our call ids, as the peer was told them. */
const callIds = (peer: RawPeer): number[] =>
  peer.heard.flatMap((each) => (each.kind === 'OutgoingCallReply' && each.resultCode === 1 ? [each.callId] : []));

describe('TCP as peers use it', () => {
  test('two messages in a segment are both answered, each by a segment of its own', () => {
    const place = new Place();
    const [peer] = place.peers as [RawPeer];
    peer.dial(SERVER);
    place.run();
    peer.sayTogether(SCCRQ, ocrq(7), message('EchoRequest', { identifier: 5 }));
    place.run();
    expect(peer.kinds).toEqual(['StartControlConnectionReply', 'EchoReply', 'OutgoingCallReply']);
    expect(peer.segments).toEqual([156, 20, 32]);
    peer.reset();
    place.run().over();
  });

  test('a message that comes octet by octet is a message', () => {
    const place = new Place();
    const peer = place.started();
    for (const octet of Pptp.emit(ocrq(7))) {
      peer.sayOctets(Uint8Array.of(octet));
      place.run(milliseconds(1));
    }
    place.run(seconds(60));
    expect(callIds(peer)).toHaveLength(1);
    peer.reset();
    place.run().over();
  });

  test('SCCRQ, OCRQ and CCR in one segment leave nothing behind', () => {
    const place = new Place();
    const [peer] = place.peers as [RawPeer];
    peer.dial(SERVER);
    place.run();
    peer.sayTogether(SCCRQ, ocrq(7), ccr(7));
    place.run();
    expect(peer.kinds).toEqual(['StartControlConnectionReply', 'CallDisconnectNotify']);
    expect(place.server.endpoint.tunnelCount).toBe(0);
    peer.closeHalf();
    place.run().over();
  });

  test('pptp-linux says its last words and closes in the same breath', () => {
    const place = new Place();
    const peer = place.started();
    peer.say(ocrq(7));
    place.run();
    peer.sayTogether(ccr(7), message('StopControlConnectionRequest', { reason: 1 }));
    peer.closeHalf();
    place.run();
    expect([peer.isOver, place.server.log]).toEqual([true, ['failed peer-cleared without GRE']]);
    place.over();
  });

  test('a half-close is the end of the call and of both halves', () => {
    const place = new Place();
    const peer = place.started();
    peer.say(ocrq(7));
    place.run();
    expect(place.server.endpoint.tunnelCount).toBe(1);
    peer.closeHalf();
    place.run();
    expect([peer.isOver, place.server.log]).toEqual([true, ['failed peer-closed without GRE']]);
    place.over();
  });
});

describe('GRE as peers use it', () => {
  const heardOn = (peer: RawPeer, callId: number): number =>
    peer.gre.filter((packet) => packet.callId === callId && packet.payload.length > 0).length;

  test('two clients with the same call id, and a second tunnel from one of them, are kept apart', () => {
    const place = new Place(2);
    const [one, other] = [place.started(0), place.started(1)];
    one.say(ocrq(0x7e3f), ocrq(0));
    other.say(ocrq(0x7e3f));
    place.run();
    const [[a, b], [c]] = [callIds(one), callIds(other)] as [[number, number], [number]];
    expect(new Set([a, b, c]).size).toBe(3);
    for (const [peer, ours, theirs] of [
      [one, a, 0x7e3f],
      [one, b, 0],
      [other, c, 0x7e3f],
    ] as const) {
      const before = heardOn(peer, theirs);
      peer.sayGre(SERVER, { callId: ours, sequence: 1, payload: LCP_REQUEST });
      place.run(milliseconds(10));
      expect(heardOn(peer, theirs)).toBe(before + 1); // the Configure-Ack
    }
    const { counters } = place.server.endpoint;
    other.sayGre(SERVER, { callId: a, sequence: 2, payload: LCP_REQUEST });
    place.run(milliseconds(10));
    expect(counters.grePacketsForNobody).toBe(1); // a right id from a wrong address
    for (const peer of [one, other]) peer.reset();
    place.run().over();
  });

  test('none at all is told of when the link is given up, and counted', () => {
    const place = new Place(2);
    const [deaf, silent] = [place.started(0), place.started(1)];
    for (const peer of [deaf, silent]) peer.say(ocrq(7));
    place.run();
    const [callId] = callIds(silent) as [number];
    silent.sayGre(SERVER, { callId, acknowledgement: 0, payload: new Uint8Array() });
    place.run(seconds(60));
    expect(place.server.log).toEqual(['failed lcp-timeout without GRE', 'failed lcp-timeout']);
    expect(place.server.endpoint.counters.callsWithoutGre).toBe(1);
    for (const peer of [deaf, silent]) peer.reset();
    place.run().over();
  });
});

describe('peers that vanish', () => {
  test('a thousand clients that lose their memory and dial again find the server as new', () => {
    const place = new Place();
    const [peer] = place.peers as [RawPeer];
    for (let i = 0; i < 1000; i++) {
      peer.dial(SERVER, 2000); // from the same port each time: the server still knows the last connection
      place.run(milliseconds(1500));
      peer.say(SCCRQ);
      place.run(milliseconds(20));
      peer.say(ocrq(0));
      place.run(milliseconds(20));
      if (callIds(peer).length !== i + 1) throw new Error(`dial ${i}: ${peer.kinds.slice(-3)}`);
      peer.reboot(place.world.now);
    }
    place.run(seconds(120)).over();
  });
});
