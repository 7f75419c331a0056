/**
 * Every order of messages, owner's words and time-outs, until nothing new comes of it: the holes of PPTP servers were found by order, not
 * by odd octets (CVE-2022-23253 of Windows, CVE-2021-42870 of accel-ppp).
 */
import { describe, expect, test } from '@jest/globals';
import type { Machine } from '@rtemu/engine/machine';
import { Random } from '@rtemu/engine/random';
import { type Instant, NEVER, seconds } from '@rtemu/engine/time';
import * as Pptp from '@rtemu/wire/pptp';
import { MESSAGES, type MessageKind } from '@rtemu/wire/pptp-messages';
import { CALL_MACHINES } from './call-machine.js';
import { CallNumbers } from './call-numbers.js';
import { End, message, sccrp, sccrq } from './control.suite.js';
import { CONTROL_CONNECTION } from './control-connection-machine.js';

/** Our id of the first and of the last call, or one that is nobody's. */
const first = (end: End): number => end.connection.calls()[0]?.callId ?? 4711;
const last = (end: End): number => end.connection.calls().at(-1)?.callId ?? 4711;

const octets = (end: End, ...octets: number[]): void =>
  end.connection.handleOctets(end.now, Uint8Array.from([0, 16, 0, 1, 0x1a, 0x2b, 0x3c, 0x4d, ...octets]));

/** What can happen. The peer's ids are 7 and 8. */
const INPUTS: Readonly<Record<string, (end: End) => void>> = {
  SCCRQ: (end) => end.receive(sccrq),
  'SCCRQ, too old': (end) => end.receive({ ...sccrq, protocolVersion: 1 }),
  SCCRP: (end) => end.receive(sccrp),
  'SCCRP, refused': (end) => end.receive({ ...sccrp, resultCode: 4 }),
  'SCCRP, version 2': (end) => end.receive({ ...sccrp, protocolVersion: 0x200 }),
  StopCCRQ: (end) => end.receive(message('StopControlConnectionRequest')),
  StopCCRP: (end) => end.receive(message('StopControlConnectionReply')),
  EchoRequest: (end) => end.receive(message('EchoRequest')),
  EchoReply: (end) => end.receive(message('EchoReply')),
  'OCRQ 7': (end) => end.receive(message('OutgoingCallRequest', { callId: 7 })),
  'OCRQ 8': (end) => end.receive(message('OutgoingCallRequest', { callId: 8 })),
  'ICRQ 7': (end) => end.receive(message('IncomingCallRequest', { callId: 7 })),
  OCRP: (end) => end.receive(message('OutgoingCallReply', { callId: 7, peersCallId: first(end), resultCode: 1 })),
  'OCRP, last': (end) =>
    end.receive(message('OutgoingCallReply', { callId: 7, peersCallId: last(end), resultCode: 1 })),
  'OCRP, refused': (end) => end.receive(message('OutgoingCallReply', { peersCallId: first(end), resultCode: 7 })),
  ICRP: (end) => end.receive(message('IncomingCallReply', { callId: 8, peersCallId: first(end), resultCode: 1 })),
  'ICRP, refused': (end) => end.receive(message('IncomingCallReply', { peersCallId: first(end), resultCode: 3 })),
  ICCN: (end) => end.receive(message('IncomingCallConnected', { peersCallId: first(end) })),
  'CCR 7': (end) => end.receive(message('CallClearRequest', { callId: 7 })),
  'CCR, our id': (end) => end.receive(message('CallClearRequest', { callId: first(end) })),
  'CDN 7': (end) => end.receive(message('CallDisconnectNotify', { callId: 7 })),
  'CDN, our id': (end) => end.receive(message('CallDisconnectNotify', { callId: last(end) })),
  'CDN, nobody’s id': (end) => end.receive(message('CallDisconnectNotify', { callId: 99 })),
  WEN: (end) => end.receive(message('WanErrorNotify', { peersCallId: first(end) })),
  SLI: (end) => end.receive(message('SetLinkInfo', { peersCallId: first(end) })),
  'unknown type': (end) => octets(end, 0, 99, 0, 0, 0, 0, 0, 0),
  'half a message': (end) => octets(end, 0, 5),
  'no message': (end) => octets(end, 0, 4, 0, 0, 1, 0, 0, 0, 1),
  'place outgoing': (end) => end.connection.placeOutgoingCall(end.now),
  'place incoming': (end) => end.connection.placeIncomingCall(end.now),
  accept: (end) => end.connection.acceptCall(end.now, last(end)),
  refuse: (end) => end.connection.refuseCall(end.now, last(end)),
  'clear first': (end) => end.connection.clearCall(end.now, first(end)),
  'clear last': (end) => end.connection.clearCall(end.now, last(end)),
  stop: (end) => end.connection.stop(end.now),
  abandon: (end) => end.connection.abandon(end.now),
  'TCP closed': (end) => end.connection.handleClosed(end.now),
  'time-out': (end) => {
    if (end.connection.nextTimeout() === NEVER) return;
    end.now = end.connection.nextTimeout();
    end.connection.handleTimeout(end.now);
  },
};
const NAMES = Object.keys(INPUTS);

/** What of an end decides how it goes on. */
function stateOf(end: End): string {
  const calls = end.connection
    .calls()
    .map(({ role, direction, state, peersCallId }) => [role, direction, state, peersCallId]);
  return JSON.stringify([end.connection.state, calls, end.connection.nextTimeout() - end.now]);
}

/** What must hold wherever an end is. */
function complaints(end: End, path: readonly string[]): string | undefined {
  const { connection, callNumbers } = end;
  const calls = connection.calls();
  const events = end.events();
  const kinds = new Set(end.sentKinds());
  if (callNumbers.inUse !== calls.length) return 'ids and calls do not agree';
  const of = (kind: string) => events.filter((event) => event.kind === kind);
  const endings = of('call-ended').map((event) => 'callId' in event && event.callId);
  if (new Set(endings).size !== endings.length) return 'a call ended twice';
  const connections = of('call-connected').map((event) => 'callId' in event && event.callId);
  if (new Set(connections).size !== connections.length) return 'a call was connected twice';
  const up = calls.filter(({ state }) => state === 'established').map(({ callId }) => callId);
  if (!up.every((callId) => connections.includes(callId))) return 'a call is up and nobody was told';
  const moving = calls.some(({ state }) => state !== 'established');
  if (moving && connection.nextTimeout() === NEVER) return 'a call could wait for ever';
  if (calls.length > 0 && connection.state !== 'established') return 'calls without a connection';
  const established = of('established').length;
  if (established > 1) return 'established twice';
  if (established === 0 && (kinds.has('CallClearRequest') || kinds.has('IncomingCallConnected')))
    return 'messages of calls before the connection';
  if (connection.state !== 'closed') return of('closed').length > 0 ? 'closed too early' : undefined;
  if (connection.nextTimeout() !== NEVER) return 'a timer outlives the connection';
  if (of('closed').length !== 1 || events.at(-1)?.kind !== 'closed') return 'closed is not the last word';
  if (path.at(-1) !== 'TCP closed' && of('wants-close').length !== 1) return 'TCP stays open';
  return undefined;
}

const OPTIONS = {
  receiver: { originator: false, role: 'pac' },
  originator: { originator: true, role: 'pns' },
} as const;

function replay(end: keyof typeof OPTIONS, path: readonly string[]): End {
  const made = new End({ ...OPTIONS[end], callLimit: 2, callNumbers: new CallNumbers(1000) });
  for (const name of path) INPUTS[name]!(made);
  return made;
}

describe('every order of events', () => {
  test.each(['receiver', 'originator'] as const)('%s, until no new state is found', (end) => {
    const seen = new Set([stateOf(replay(end, []))]);
    let depth = 0;
    for (let edge: (readonly string[])[] = [[]]; edge.length > 0; depth++) {
      const next: (readonly string[])[] = [];
      for (const path of edge)
        for (const name of NAMES) {
          const longer = [...path, name];
          const made = replay(end, longer);
          const state = stateOf(made);
          const complaint = complaints(made, longer);
          if (complaint) throw new Error(`${complaint}: ${longer.join(', ')}`);
          if (seen.has(state) || made.connection.state === 'closed') continue;
          seen.add(state);
          next.push(longer);
        }
      edge = next;
    }
    // About two hundred states, the last of them eleven events away from the first.
    expect({ depth: depth > 8, states: seen.size > 150 }).toEqual({ depth: true, states: true });
  });

  test('SCCRQ, OCRQ and CCR in one segment, before the owner has looked', () => {
    const end = new End();
    const messages = [sccrq, message('OutgoingCallRequest', { callId: 7 }), message('CallClearRequest', { callId: 7 })];
    const segment = messages.flatMap((each) => [...Pptp.emit(each)]);
    end.connection.handleOctets(end.now, Uint8Array.from(segment));
    expect(end.eventKinds()).toEqual(['established', 'call-requested', 'call-ended']);
    expect(end.sentKinds()).toEqual(['StartControlConnectionReply', 'CallDisconnectNotify']);
    expect(end.connection.acceptCall(end.now, 1000)).toBe(false);
    expect(end.callNumbers.inUse).toBe(0);
  });
});

type AnyMachine = Machine<string, string, string>;
const CALLS = Object.values(CALL_MACHINES).flatMap((each) => Object.values(each)) as unknown as AnyMachine[];
const CONTROL = CONTROL_CONNECTION as unknown as AnyMachine;

const movesOf = (machine: AnyMachine) =>
  machine.states.flatMap((state) =>
    Object.keys(machine.definition.states[state]!.on).map((input) => ({
      state,
      input,
      ...machine.step(state, input)!,
    })),
  );

describe('the machines', () => {
  test('every state can be reached, and left unless it is the end', () => {
    for (const machine of [CONTROL, ...CALLS]) {
      const moves = movesOf(machine);
      const reached = new Set([machine.initial, ...moves.map(({ next }) => next)]);
      const left = new Set(moves.map(({ state }) => state));
      expect([machine.definition.id, machine.states.filter((state) => !reached.has(state))]).toEqual([
        machine.definition.id,
        [],
      ]);
      expect(machine.states.filter((state) => !left.has(state))).toEqual(machine === CONTROL ? ['closed'] : []);
    }
  });

  test('a call comes back to idle exactly when it ends', () => {
    for (const machine of CALLS)
      for (const { state, input, next, actions } of movesOf(machine)) {
        const isOver = next === 'idle' && !actions.includes('ask');
        expect({ id: machine.definition.id, state, input, ends: actions.includes('end') }).toMatchObject({
          ends: isOver,
        });
      }
  });

  test('TCP is closed exactly when the connection is, unless it was TCP that ended', () => {
    for (const { state, input, next, actions } of movesOf(CONTROL)) {
      const closes = actions.includes('closeTcp') || actions.includes('resetTcp');
      const expected = next === 'closed' && input !== 'TcpClosed';
      expect({ state, input, closes }).toEqual({ state, input, closes: expected });
    }
  });
});

describe('random sessions', () => {
  test('1500 of them leave nothing behind', () => {
    for (let seed = 0; seed < 1500; seed++) {
      const random = new Random(seed);
      const end = replay(random.chance(1, 2) ? 'receiver' : 'originator', []);
      const path: string[] = [];
      for (let step = 0; step < 30; step++) {
        // The start is favoured, or few would get beyond it.
        const name = step === 0 ? (end.connection.originator ? 'SCCRP' : 'SCCRQ') : NAMES[random.below(NAMES.length)]!;
        path.push(name);
        INPUTS[name]!(end);
      }
      const complaint = complaints(end, path.includes('TCP closed') ? ['TCP closed'] : path);
      if (complaint) throw new Error(`seed ${seed}: ${complaint}: ${path.join(', ')}`);
      end.connection.stop(end.now);
      end.wait(seconds(1000));
      if (end.connection.state !== 'closed' || end.callNumbers.inUse > 0) throw new Error(`seed ${seed} is left open`);
    }
  });

  test('100000 random streams, all kinds and fields, throw nothing and leave nothing behind', () => {
    const random = new Random(0x5eed);
    const kinds = Object.keys(MESSAGES) as MessageKind[];
    const pool = random.octets(4096);
    let end = new End();
    let opened = 1;
    for (let i = 0; i < 100_000; i++) {
      const { type, length } = MESSAGES[kinds[random.below(kinds.length)]!];
      const from = random.below(pool.length - length);
      const stream = pool.slice(from, from + (random.chance(1, 50) ? random.below(length) : length));
      if (stream.length === length) {
        stream.set([0, length, 0, 1, 0x1a, 0x2b, 0x3c, 0x4d, 0, type]);
        // Small ids and codes, so that messages meet calls.
        for (let at = 12; at < 18; at++) stream[at] = at % 2 === 0 ? (at < 16 ? 0 : random.below(4)) : random.below(4);
      }
      end.connection.handleOctets(end.now, stream);
      const [call] = end.connection.calls();
      if (call && random.chance(1, 2)) end.connection.acceptCall(end.now, call.callId);
      if (end.connection.state === 'closed' || random.chance(1, 200)) {
        end.connection.handleClosed(end.now);
        if (end.callNumbers.inUse > 0 || end.connection.nextTimeout() !== NEVER) throw new Error(`round ${i}`);
        end = new End({ callNumbers: new CallNumbers(1) }).receive(sccrq);
        opened++;
      }
      end.now = (end.now + 1000) as Instant;
      end.quietly();
    }
    expect(opened).toBeGreaterThan(1000);
  });
});
