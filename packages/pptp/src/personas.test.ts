import { describe, expect, test } from '@jest/globals';
import { NO_SLOT } from '@rtemu/engine/arena';
import { after, type Duration, type Instant, milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import * as Pptp from '@rtemu/wire/pptp';
import { type ControlMessage, MESSAGES, type MessageKind } from '@rtemu/wire/pptp-messages';
import { client, End, message, sccrq, server } from './control.suite.js';
import type { ControlEvent } from './control-outbox.js';
import { arena, frameOf, Side } from './gre.suite.js';
import { PERSONAS, type Persona, ScriptedPeer } from './personas.suite.js';

/** Our end and a peer that plays a persona; segments arrive after 10 ms. */
class Meeting {
  readonly end: End;
  readonly peer: ScriptedPeer;
  readonly told: ControlEvent[] = [];

  constructor(
    readonly persona: Persona,
    calls = 1,
  ) {
    const isClient = persona.role === 'pac';
    this.end = new End({ originator: isClient, role: isClient ? 'pns' : 'pac', keepalive: { style: 'yamaha' } });
    this.peer = new ScriptedPeer(persona, calls);
    this.#attend();
  }

  get connected(): Extract<ControlEvent, { kind: 'call-connected' }>[] {
    return this.told.flatMap((event) => (event.kind === 'call-connected' ? [event] : []));
  }

  get ended(): Extract<ControlEvent, { kind: 'call-ended' }>[] {
    return this.told.flatMap((event) => (event.kind === 'call-ended' ? [event] : []));
  }

  run(duration: Duration): this {
    const { end, peer } = this;
    const until = after(end.now, duration);
    while (end.now < until) {
      const timers = Math.min(end.connection.nextTimeout(), peer.nextTimeout());
      end.now = Math.min(until, this.#underWay() ? end.now + 10_000 : timers) as Instant;
      for (const octets of peer.outward.splice(0)) end.connection.handleOctets(end.now, octets);
      if (peer.tcpClosed) end.connection.handleClosed(end.now);
      if (end.connection.nextTimeout() <= end.now) end.connection.handleTimeout(end.now);
      if (peer.nextTimeout() <= end.now) peer.handleTimeout(end.now);
      this.#attend();
    }
    return this;
  }

  #underWay(): boolean {
    return this.peer.outward.length > 0 || (this.peer.tcpClosed && this.end.connection.state !== 'closed');
  }

  #attend(): void {
    const { end, peer } = this;
    for (const event of end.events()) {
      this.told.push(event);
      if (event.kind === 'established' && end.connection.originator) end.connection.placeOutgoingCall(end.now);
      if (event.kind === 'call-requested') end.connection.acceptCall(end.now, event.callId);
      if (event.kind === 'wants-close') peer.tcpClosed = true;
    }
    for (const event of end.events()) this.told.push(event);
    for (let octets = end.connection.pollTransmit(); octets; octets = end.connection.pollTransmit())
      peer.handleSegment(end.now, octets);
  }

  /** Nothing is left of it. */
  over(): void {
    const { connection, callNumbers } = this.end;
    expect([connection.calls(), callNumbers.inUse, this.peer.complaint]).toEqual([[], 0, undefined]);
    if (connection.state === 'closed') expect(connection.nextTimeout()).toBe(NEVER);
  }
}

describe.each(PERSONAS.map((persona) => [persona.name, persona] as const))('with %s', (_, persona) => {
  test('a call comes up', () => {
    const meeting = new Meeting(persona).run(seconds(2));
    expect(meeting.connected).toMatchObject([{ peersCallId: persona.firstCallId, peerWindow: persona.window }]);
    expect(meeting.end.connection.peer).toMatchObject({ hostName: persona.hostName, vendorName: persona.vendorName });
    expect(meeting.peer.complaint).toBeUndefined();
  });

  test('it lasts a day', () => {
    const meeting = new Meeting(persona).run(seconds(86_400));
    expect(meeting.end.connection.state).toBe('established');
    expect(meeting.end.connection.calls()).toHaveLength(1);
  });

  test('we hang up', () => {
    const meeting = new Meeting(persona).run(seconds(2));
    meeting.end.connection.clearCall(meeting.end.now, meeting.connected[0]!.callId);
    meeting.run(seconds(6));
    expect(meeting.ended).toMatchObject([{ reason: 'local' }]);
    expect(meeting.peer.calls.size).toBe(0); // it knew which call was meant
    meeting.over();
  });

  test('it hangs up', () => {
    const meeting = new Meeting(persona).run(seconds(2));
    meeting.peer.hangUp();
    meeting.run(seconds(6));
    const reason = persona.role === 'pac' && persona.notifiesWith === 'close' ? 'peer-closed' : 'peer-cleared';
    expect(meeting.ended).toMatchObject([{ reason }]);
    meeting.over();
  });

  test('we stop the connection', () => {
    const meeting = new Meeting(persona).run(seconds(2));
    meeting.end.connection.stop(meeting.end.now);
    meeting.run(seconds(6));
    expect(meeting.end.connection.state).toBe('closed');
    expect(meeting.told.at(-1)).toEqual({ kind: 'closed', reason: 'local' });
    meeting.over();
  });

  test('it falls silent', () => {
    const meeting = new Meeting(persona).run(seconds(2));
    const { connection } = meeting.end;
    meeting.end.wait(seconds(70));
    expect(meeting.end.events().at(-1)).toEqual({ kind: 'closed', reason: 'keepalive-failure' });
    expect([connection.state, meeting.end.callNumbers.inUse]).toEqual(['closed', 0]);
  });

  test('its GRE packets come through, and ours are not held up', () => {
    const side = new Side({ peersCallId: persona.firstCallId, peerWindow: persona.window });
    for (let i = 0; i < 200; i++) {
      side
        .receiveData(persona.firstSequence + i)
        .send()
        .wait(milliseconds(1));
      if (persona.acknowledges && i % 4 === 3)
        side.receive({ callId: 1, acknowledgement: i, payload: new Uint8Array() });
    }
    expect(side.frames()).toEqual(Array.from({ length: 200 }, (_, i) => persona.firstSequence + i));
    expect(side.sent().filter(({ sequence }) => sequence !== undefined)).toHaveLength(200);
    if (persona.acknowledges && persona.window > 0) expect(side.session.status().timeOuts).toBe(0);
    side.close();
  });
});

describe('peculiarities', () => {
  const persona = (name: string): Persona => PERSONAS.find((each) => each.name === name)!;

  test('pptp-linux puts several tunnels on one connection', () => {
    const meeting = new Meeting(persona('pptp-linux'), 3).run(seconds(2));
    expect(meeting.connected.map(({ peersCallId }) => peersCallId)).toEqual([0x7e3f, 0x7e40, 0x7e41]);
    expect(meeting.end.connection.calls().map(({ serialNumber }) => serialNumber)).toEqual([0, 1, 2]);
    meeting.peer.hangUp(); // clears one and stops the connection, in one segment
    meeting.run(seconds(1));
    expect(meeting.ended).toHaveLength(3);
    meeting.over();
  });

  test('accel-ppp is never sent two messages at once', () => {
    const meeting = new Meeting(persona('accel')).run(seconds(600));
    expect(meeting.end.connection.state).toBe('established'); // a message left lying would have cost an echo
  });

  test('accel-ppp refuses a second call on a connection, which costs that call alone', () => {
    const end = client();
    const [first, second] = [0, 0].map(() => end.connection.placeOutgoingCall(end.now)!) as [number, number];
    const reply = { peersCallId: first, resultCode: 1 };
    end.receive(message('OutgoingCallReply', { ...reply, callId: 1 }));
    end.receive(message('OutgoingCallReply', { ...reply, peersCallId: second, resultCode: 2, errorCode: 4 })).sent();
    expect(end.connection.calls().map(({ callId, state }) => [callId, state])).toEqual([[first, 'established']]);
    expect(end.events().at(-1)).toMatchObject({ kind: 'call-ended', callId: second, reason: 'resource-shortage' });
  });

  test('pptp-linux and pptpd pass over what they do not know, and so do we', () => {
    for (const end of [server(), client()]) {
      end.receive(message('SetLinkInfo'), message('WanErrorNotify'), message('IncomingCallConnected'));
      end.receive(message('CallDisconnectNotify', { callId: 4711 }), message('EchoReply'));
      expect([end.connection.state, end.sent()]).toEqual(['established', []]);
    }
  });

  test('npppd puts the octets of the speed in the wrong order, which nobody minds', () => {
    const end = client();
    const callId = end.connection.placeOutgoingCall(end.now)!;
    const connectSpeed = 0x00e10000;
    end.receive(message('OutgoingCallReply', { callId: 2, peersCallId: callId, resultCode: 1, connectSpeed }));
    expect(end.connection.call(callId)).toMatchObject({ state: 'established', connectSpeed });
  });

  test('mpd announces calls as well', () => {
    const end = server({ role: 'pns' }).receive(message('IncomingCallRequest', { callId: 5 }));
    end.connection.acceptCall(end.now, 1000);
    end.receive(message('IncomingCallConnected', { peersCallId: 1000, receiveWindowSize: 16 }));
    expect(end.connection.call(1000)).toMatchObject({ role: 'pns', state: 'established', peerWindow: 16 });
  });

  test('pptpd takes number 1 for a new beginning, and we can play it', () => {
    const side = new Side({ restart: 'at-one' }).receiveData(0, 1, 2, 1);
    expect(side.frames()).toEqual([0, 1, 2, 1]);
    side.close();
  });

  test('the kernel’s silence does not shrink what reaches it', () => {
    const side = new Side({ peerWindow: 3 });
    for (let i = 0; i < 1000; i++) side.send().wait(milliseconds(10));
    expect(side.sent()).toHaveLength(1000);
    expect(side.session.status().timeOuts).toBeGreaterThan(1);
    side.close();
  });
});

describe('the hostile one', () => {
  const EXTREME = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff];
  const kinds = Object.keys(MESSAGES) as MessageKind[];

  test('every Length of every message is met before it does harm', () => {
    for (const kind of kinds)
      for (const length of [0, 1, 7, 8, 11, 12, 13, 15, 17, 219, 221, 0x7fff, 0xffff]) {
        const octets = Pptp.emit(message(kind));
        new DataView(octets.buffer).setUint16(0, length);
        const end = server();
        end.connection.handleOctets(end.now, octets);
        end.connection.handleOctets(end.now, new Uint8Array(300));
        expect({ kind, length, state: end.connection.state }).toEqual({ kind, length, state: 'closed' });
        expect(end.events().at(-1)).toEqual({ kind: 'closed', reason: 'format-error' });
      }
  });

  test('every extreme value of every field is survived, and nothing leaks', () => {
    for (const kind of kinds)
      for (const [name, field] of Object.entries(MESSAGES[kind].fields))
        for (const value of EXTREME) {
          const extreme = 'text' in field ? '\xff'.repeat(field.octets) : value % 2 ** (8 * field.octets);
          const end = server().receive(message('OutgoingCallRequest', { callId: 7 }));
          end.connection.acceptCall(end.now, 1000);
          end.connection.placeOutgoingCall(end.now);
          end.receive({ ...message(kind), [name]: extreme } as ControlMessage);
          end.connection.handleClosed(end.now);
          expect({ kind, name, value, ids: end.callNumbers.inUse }).toEqual({ kind, name, value, ids: 0 });
        }
  });

  test('a thousand calls asked for are no more than the limit', () => {
    const end = new End().receive(sccrq).quietly();
    for (let callId = 0; callId < 1000; callId++) {
      end.receive(message('OutgoingCallRequest', { callId }));
      end.quietly();
    }
    expect(end.connection.calls()).toHaveLength(128);
    expect(end.connection.counters.callsRefused).toBe(872);
    end.connection.handleClosed(end.now);
    expect(end.callNumbers.inUse).toBe(0);
  });

  test('acknowledgements and numbers made up do not stop a session', () => {
    const side = new Side({ flowControl: 'obeyed', peerWindow: 4 }).receiveData(0);
    for (const made of [5, 0x7fffffff, 0x80000000, 0xffffffff])
      side.receive({ callId: 1, acknowledgement: made, payload: new Uint8Array() }).receiveData(made | 0);
    side.wait(seconds(2)).receiveData(1, 2, 3, 4).send(10).wait(seconds(5));
    expect(side.frames().slice(-2)).toEqual([3, 4]);
    expect(side.sent().filter(({ sequence }) => sequence !== undefined)).toHaveLength(10);
    side.close();
  });

  test('a frame that is its own packet is no packet', () => {
    const side = new Side();
    side.session.handlePacket(START, arena.takeCopy(frameOf(1)));
    expect(side.session.frames.shift()).toBe(NO_SLOT);
    side.close();
  });
});
