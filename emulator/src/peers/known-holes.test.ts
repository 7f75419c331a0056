/** Orders of messages that have brought other implementations down or led them astray, at a whole router. */
import { describe, expect, test } from '@jest/globals';
import { milliseconds, seconds } from '@rtemu/engine/time';
import { CODE, emit } from '@rtemu/wire/control-protocol';
import * as Gre from '@rtemu/wire/gre';
import * as Ppp from '@rtemu/wire/ppp';
import * as Pptp from '@rtemu/wire/pptp';
import type { ControlMessage } from '@rtemu/wire/pptp-messages';
import { message, sccrp, sccrq } from '../../../packages/pptp/src/control.suite.js';
import { frameOf } from './actions.suite.js';
import { Stage, type Way } from './stage.suite.js';

const { lcp, ipcp, ccp, ipv6cp } = Ppp.PROTOCOL;
const EAP = 0xc227;
const ocrq = (callId: number) => message('OutgoingCallRequest', { callId, receiveWindowSize: 64 });
const ccr = (callId: number) => message('CallClearRequest', { callId });
const stop = message('StopControlConnectionRequest', { reason: 1 });
const half = milliseconds(500);

/** A peer that says nothing of its own, and whose TCP is open. */
function caller(way: Way = 'anonymous server'): Stage {
  const stage = new Stage({ way });
  stage.peer.isMute = true;
  stage.peer.dial();
  stage.run(half);
  return stage;
}

/** A session that is up, with a client that offers too much and wants more. */
const session = (cast: 'windows client' | 'accel' | 'poptop' = 'windows client'): Stage =>
  new Stage({ way: 'anonymous server', cast }).begin();

/** It comes up yet. */
function expectWorking(stage: Stage): void {
  stage.peer.isMute = false;
  stage.peer.answers = () => undefined;
  stage.peer.isDeafTo = () => false;
  if (!stage.isUp) stage.begin(seconds(30));
  expect([stage.states, stage.carries()]).toEqual([['Connected'], true]);
  stage.over();
}

describe('control messages', () => {
  test.each([0, 1, 7, 8, 11, 12, 155, 157, 0x7fff, 0xffff])('a Length of %i is the end of TCP', (length) => {
    const stage = new Stage({ way: 'anonymous server' });
    stage.peer.isMute = true;
    stage.peer.dial();
    stage.run(half);
    const octets = Pptp.emit(sccrq);
    new DataView(octets.buffer).setUint16(0, length);
    stage.peer.sayOctets(Uint8Array.from([...octets, ...new Uint8Array(300)]));
    stage.run(half);
    expect(stage.resources()).toMatchObject({ channels: 0, tunnels: 0, tcp: 0 });
    expectWorking(stage);
  });

  test.each<readonly [string, readonly ControlMessage[], number]>([
    ['SCCRQ, OCRQ and CCR', [sccrq, ocrq(7), ccr(7)], 0],
    ['SCCRQ, OCRQ and Stop', [sccrq, ocrq(7), stop], 0],
    ['SCCRQ and two OCRQs with one id', [sccrq, ocrq(7), ocrq(7)], 1],
    ['SCCRQ and two calls', [sccrq, ocrq(7), ocrq(8)], 2],
    ['SCCRQ and more calls than there are tunnels', [sccrq, ocrq(7), ocrq(8), ocrq(9), ocrq(10), ocrq(11)], 3],
    ['OCRQ before anything else', [ocrq(7), sccrq], 0],
    ['two SCCRQs', [sccrq, ocrq(7), sccrq], 0],
    ['CCR of a call that nobody has', [sccrq, ccr(99), ocrq(7), ccr(98)], 1],
    ['an OCRP that nobody asked for', [sccrq, message('OutgoingCallReply', { callId: 7, resultCode: 1 }), ocrq(7)], 1],
  ])('%s in one segment', (_, messages, calls) => {
    const stage = caller();
    stage.peer.sayTogether(...messages);
    stage.run(half);
    expect(stage.resources()).toMatchObject({ tunnels: calls, callers: calls, callIds: calls });
    stage.peer.reset();
    stage.run(half);
    expect(stage.resources()).toMatchObject({ tunnels: 0, callers: 0, callIds: 0, channels: 0 });
    expectWorking(stage);
  });

  test('an Incoming-Call-Request to a server for anybody is refused, and told in the log', () => {
    const stage = caller();
    stage.peer.say(sccrq, message('IncomingCallRequest', { callId: 7 }));
    stage.run(half);
    expect(stage.resources()).toMatchObject({ tunnels: 0, callers: 0, callIds: 0, channels: 1 });
    expect(stage.log.at(-1)).toBe('[PPTP] call from 172.16.0.10 refused: no PP for this peer');
    stage.peer.reset();
    expectWorking(stage);
  });

  test.each<readonly [string, (callId: number) => readonly ControlMessage[], string]>([
    ['a Stop', () => [stop], 'PPTP: Disconnected by the peer'],
    ['a Call-Clear-Request', ccrThenStop, 'PPTP: Disconnected by the peer'],
    [
      'a Call-Disconnect-Notify',
      (callId) => [message('CallDisconnectNotify', { callId })],
      'PPTP: Disconnected by the peer',
    ],
    [
      'a reply to another call',
      (callId) => [message('OutgoingCallReply', { callId: 7, peersCallId: callId + 1, resultCode: 1 })],
      'PPTP: No control connection',
    ],
    ['a call of its own', () => [message('OutgoingCallRequest', { callId: 7 })], 'PPTP: No control connection'],
    ['silence', () => [], 'PPTP: No control connection'],
  ])('our Outgoing-Call-Request is answered by %s', (_, answer, cause) => {
    const stage = new Stage({ way: 'client' });
    stage.peer.answers = (heard) => (heard.kind === 'OutgoingCallRequest' ? answer(heard.callId) : undefined);
    stage.begin(seconds(70));
    expect([stage.states, stage.causes]).toEqual([['Idle'], [cause]]);
    expectWorking(stage);
  });

  test.each<readonly [string, readonly ControlMessage[], string]>([
    ['silence', [], 'PPTP: No control connection'],
    ['a refusal', [{ ...sccrp, resultCode: 4 }], 'PPTP: Server (PAC) error'],
    ['a version of tomorrow', [{ ...sccrp, protocolVersion: 0x0200 }], 'PPTP: Control packet content error'],
    ['a request of its own', [sccrq], 'PPTP: Control procedure error'],
    ['a Stop', [stop], 'PPTP: Disconnected by the peer'],
  ])('our Start-Control-Connection-Request is answered by %s', (_, answer, cause) => {
    const stage = new Stage({ way: 'client' });
    stage.peer.answers = (heard) => (heard.kind === 'StartControlConnectionRequest' ? answer : undefined);
    stage.begin(seconds(70));
    expect([stage.states, stage.causes]).toEqual([['Idle'], [cause]]);
    expectWorking(stage);
  });

  test('a client that a server dials and that asks for no call is given up after half a minute', () => {
    const stage = new Stage({ way: 'server that dials' });
    stage.peer.answers = (heard) => (heard.kind === 'StartControlConnectionRequest' ? [sccrp] : undefined);
    stage.begin(seconds(25));
    expect(stage.states).toEqual(['Calling']);
    stage.run(seconds(15));
    expect([stage.states, stage.causes]).toEqual([['Idle'], ['PPTP: Control procedure error']]);
    expectWorking(stage);
  });

  test('a client that closes TCP where a server waits for its call has closed it', () => {
    const stage = new Stage({ way: 'server that dials' });
    stage.peer.answers = (heard) => (heard.kind === 'StartControlConnectionRequest' ? [sccrp] : undefined);
    stage.begin(seconds(5));
    stage.peer.close();
    stage.run(seconds(1));
    expect([stage.states, stage.causes]).toEqual([['Idle'], ['PPTP: Disconnected by the peer']]);
    expectWorking(stage);
  });

  test('connections that ask for nothing are closed after a minute, whatever they answer', () => {
    const stage = new Stage({ way: 'anonymous server' });
    stage.peer.answers = (heard) =>
      heard.kind === 'EchoRequest' ? [message('EchoReply', { identifier: heard.identifier, resultCode: 1 })] : [];
    for (let i = 0; i < 50; i++) {
      stage.peer.dial();
      stage.run(milliseconds(50));
      expect(stage.resources().channels).toBe(i + 1);
    }
    stage.run(seconds(70));
    expect(stage.resources()).toMatchObject({ channels: 0, tunnels: 0 });
    expectWorking(stage);
  });

  test('connections that say nothing take no more than their places, and give them back', () => {
    const stage = new Stage({ way: 'anonymous server' });
    stage.peer.isMute = true;
    for (let i = 0; i < 100; i++) {
      stage.peer.dial();
      stage.run(milliseconds(10));
    }
    expect(stage.resources().channels).toBe(64);
    stage.run(seconds(130));
    expect(stage.resources().channels).toBe(0);
    stage.peer.isMute = false;
    expectWorking(stage);
  });
});

/** pptp-linux clears and stops in a row. */
function ccrThenStop(callId: number): readonly ControlMessage[] {
  return [ccr(callId), stop];
}

describe('PPP', () => {
  /** What was heard of the router since. */
  const since = (stage: Stage, act: () => void): string[] => {
    const from = stage.peer.heard.length;
    act();
    stage.run(half);
    return stage.peer.heard.slice(from);
  };
  const packet = (protocol: number, code: number, data: readonly number[] = [], identifier = 77): Uint8Array =>
    frameOf(protocol, emit({ code, identifier, data: Uint8Array.from(data) }));

  test('a client that negotiates LCP again and again keeps its one address', () => {
    const stage = session();
    for (let i = 0; i < 10; i++) {
      stage.peer.restartPpp();
      stage.run(seconds(10));
      expect([stage.states, stage.carries()]).toEqual([['Connected'], true]);
      expect(stage.resources()).toMatchObject({ callers: 1, addressesInUse: 1 });
    }
    expectWorking(stage);
  });

  test('a client that never says who it is, and begins anew each time it is asked, is sent away', () => {
    const stage = new Stage({ way: 'anonymous server', cast: 'windows client' });
    stage.peer.isDeafTo = (frame) => Ppp.describe(frame).startsWith('CHAP');
    stage.begin(seconds(1));
    for (let i = 0; i < 30 && stage.states.length > 0; i++) {
      stage.peer.restartPpp();
      stage.run(seconds(9));
    }
    expect([stage.states, stage.causes]).toEqual([[], ['PPP: Authentication timeout']]);
    expectWorking(stage);
  });

  test.each([
    ['LCP', lcp],
    ['IPCP', ipcp],
    ['CCP', ccp],
  ])('%s options of length 0 and 1, and beyond the packet, are no options, and no end', (_, protocol) => {
    const stage = session();
    for (const options of [
      [1, 0],
      [1, 1],
      [3, 0, 3, 0, 3, 0],
      [1, 4, 5, 0xdc, 2, 1],
      [18, 255, 1],
      [0, 2],
    ])
      for (const code of [CODE.configureRequest, CODE.configureAck, CODE.configureNak, CODE.configureReject])
        stage.peer.sayFrame(packet(protocol, code, options));
    stage.run(seconds(120));
    expect(stage.states.filter((state) => state !== 'Connected')).toEqual([]);
    expectWorking(stage);
  });

  test('EAP that nobody negotiated is rejected as a protocol, before and after', () => {
    const stage = session();
    const eap = frameOf(EAP, Uint8Array.of(1, 1, 0, 5, 1));
    expect(since(stage, () => stage.peer.sayFrame(eap))).toEqual([expect.stringContaining('LCP ProtocolReject')]);
    expectWorking(stage);
  });

  test('a storm of CCP Reset-Requests is answered one by one at most, and costs nobody the session', () => {
    const stage = session();
    const heard = since(stage, () => {
      for (let i = 0; i < 1000; i++) stage.peer.sayFrame(packet(ccp, CODE.resetRequest, [], i & 0xff));
      for (let i = 0; i < 100; i++) stage.peer.sayFrame(packet(ccp, CODE.resetAck, [], i));
    });
    expect(heard.length).toBeLessThanOrEqual(1000);
    expectWorking(stage);
  });

  test('packets that are enciphered with other keys are told of once, and answered by nothing', () => {
    const stage = session();
    const heard = since(stage, () => {
      for (let i = 1; i < 500; i++)
        stage.peer.sayFrame(frameOf(0x00fd, Uint8Array.of(0x90 | (i >> 8), i & 0xff, ...new Uint8Array(40).fill(i))));
    });
    expect(heard).toEqual([]);
    const told = stage.log.filter((line) => line.includes('cannot decipher'));
    expect([stage.states, told.length]).toEqual([['Connected'], 1]);
    stage.over();
  });

  test('a flood of LCP Echo-Requests is answered one by one', () => {
    const stage = session();
    const heard = since(stage, () => {
      for (let i = 0; i < 1000; i++) stage.peer.sayFrame(packet(lcp, CODE.echoRequest, [0, 0, 0, 0], i & 0xff));
    });
    expect(heard).toHaveLength(1000);
    expectWorking(stage);
  });

  test('a peer that terminates IPCP while CCP still runs, and one that rejects IPV6CP, stay', () => {
    const stage = session('accel'); // as MikroTik at accel-ppp: CCP comes late, and IPCP waits for it
    expect(stage.peer.heard.filter((line) => line.startsWith('IPCP Terminate'))).toEqual([]);
    const rejection = packet(lcp, CODE.protocolReject, [0x80, 0x57, 1, 1, 0, 4]);
    stage.peer.sayFrame(rejection);
    stage.peer.sayFrame(packet(ipcp, CODE.terminateAck));
    stage.peer.sayFrame(frameOf(ipv6cp, Uint8Array.of(5, 1, 0, 4)));
    stage.run(seconds(5));
    expectWorking(stage);
  });

  test('GRE of other calls, other numbers and other shapes does not disturb a session', () => {
    const stage = session();
    const { theirs: callId, sequence } = stage.peer.call!;
    const payload = packet(lcp, CODE.echoRequest, [0, 0, 0, 0]);
    for (const each of [
      { callId: callId + 1, sequence: 1, payload },
      { callId, sequence: sequence - 1, payload },
      { callId, sequence: 0x7fffffff, payload },
      { callId, acknowledgement: 0x7fffffff, payload: new Uint8Array() },
      { callId, acknowledgement: 0xffffffff, payload: new Uint8Array() },
    ])
      stage.peer.sayGreOctets(Gre.emit(each));
    for (let length = 0; length < 20; length++) stage.peer.sayGreOctets(new Uint8Array(length).fill(0x30));
    expectWorking(stage);
  });
});
