import { describe, expect, test } from '@jest/globals';
import { milliseconds, NEVER, seconds } from '@rtemu/engine/time';
import { CDN_RESULT, GENERAL_ERROR, ICRP_RESULT, OCRP_RESULT } from '@rtemu/wire/pptp-messages';
import { CallNumbers } from './call-numbers.js';
import { client, type End, type EndOptions, message, server } from './control.suite.js';

const ocrq = message('OutgoingCallRequest', {
  callId: 7,
  callSerialNumber: 3,
  maximumBps: 10_000_000,
  receiveWindowSize: 64,
  packetProcessingDelay: 2,
});
const icrq = message('IncomingCallRequest', { callId: 7 });

/** The state of every test here: one call, our id for it, and an end where it stands. */
interface Standing {
  readonly end: End;
  readonly callId: number;
}

const pnsOutgoing = (options: EndOptions = {}): Standing => {
  const end = client(options);
  const callId = end.connection.placeOutgoingCall(end.now)!;
  const reply = message('OutgoingCallReply', { callId: 7, peersCallId: callId, resultCode: 1 });
  end.receive({ ...reply, receiveWindowSize: 16, packetProcessingDelay: 1, connectSpeed: 64_000 });
  return { end: end.quietly(), callId };
};
const pnsIncoming = (options: EndOptions = {}): Standing => {
  const end = server(options).receive(icrq);
  const { callId } = end.connection.calls()[0]!;
  end.connection.acceptCall(end.now, callId);
  end.receive(message('IncomingCallConnected', { peersCallId: callId, receiveWindowSize: 8 }));
  return { end: end.quietly(), callId };
};
const pacOutgoing = (options: EndOptions = {}): Standing => {
  const end = server(options).receive(ocrq);
  const { callId } = end.connection.calls()[0]!;
  end.connection.acceptCall(end.now, callId);
  return { end: end.quietly(), callId };
};
const pacIncoming = (options: EndOptions = {}): Standing => {
  const end = client(options);
  const callId = end.connection.placeIncomingCall(end.now)!;
  end.receive(message('IncomingCallReply', { callId: 7, peersCallId: callId, resultCode: 1, receiveWindowSize: 9 }));
  return { end: end.quietly(), callId };
};

const EACH = [
  ['PNS, outgoing', pnsOutgoing],
  ['PNS, incoming', pnsIncoming],
  ['PAC, outgoing', pacOutgoing],
  ['PAC, incoming', pacIncoming],
] as const;
const PNS = EACH.slice(0, 2);
const PAC = EACH.slice(2);

const ended = (callId: number, reason: string, more: object = {}) => [{ kind: 'call-ended', callId, reason, ...more }];

describe('an outgoing call', () => {
  test('is asked for by the PNS', () => {
    const end = client({ windowSize: 24 });
    const callId = end.connection.placeOutgoingCall(end.now)!;
    expect(end.sent()).toEqual([
      message('OutgoingCallRequest', {
        callId,
        callSerialNumber: 0,
        minimumBps: 300,
        maximumBps: 100_000_000,
        bearerType: 3,
        framingType: 3,
        receiveWindowSize: 24,
      }),
    ]);
    expect(end.connection.call(callId)).toMatchObject({ state: 'wait_reply', role: 'pns', peersCallId: undefined });
    end.receive(
      message('OutgoingCallReply', {
        callId: 0, // pptpd's first: an id like any other
        peersCallId: callId,
        resultCode: OCRP_RESULT.connected,
        connectSpeed: 10_000_000,
        receiveWindowSize: 3,
        packetProcessingDelay: 1,
      }),
    );
    expect(end.events()).toEqual([
      {
        kind: 'call-connected',
        callId,
        role: 'pns',
        direction: 'outgoing',
        peersCallId: 0,
        peerWindow: 3,
        peerDelay: 1,
        connectSpeed: 10_000_000,
      },
    ]);
    expect(end.sent()).toEqual([]); // no Set-Link-Info unless asked for
    expect(end.connection.nextTimeout()).toBe(NEVER);
  });

  test('is granted by the PAC, which echoes the speed', () => {
    const end = server({ windowSize: 32 }).receive(ocrq);
    const [event] = end.events();
    expect(event).toEqual({ kind: 'call-requested', callId: 1000, direction: 'outgoing', request: ocrq });
    expect(end.sent()).toEqual([]);
    expect(end.connection.acceptCall(end.now, 1000)).toBe(true);
    expect(end.sent()).toEqual([
      message('OutgoingCallReply', {
        callId: 1000,
        peersCallId: 7,
        resultCode: 1,
        connectSpeed: 10_000_000,
        receiveWindowSize: 32,
      }),
    ]);
    expect(end.events()).toMatchObject([
      { kind: 'call-connected', callId: 1000, role: 'pac', peersCallId: 7, peerWindow: 64, peerDelay: 2 },
    ]);
    expect(end.connection.call(1000)).toMatchObject({ serialNumber: 3, state: 'established' });
    expect(end.connection.acceptCall(end.now, 1000)).toBe(false);
    expect(end.connection.refuseCall(end.now, 1000)).toBe(false);
  });

  test.each([
    ['do-not-accept', OCRP_RESULT.doNotAccept, 0, 'local'],
    ['busy', OCRP_RESULT.busy, 0, 'local'],
    ['no-resource', OCRP_RESULT.generalError, GENERAL_ERROR.noResource, 'resource-shortage'],
  ] as const)('is refused by the PAC: %s', (refusal, resultCode, errorCode, reason) => {
    const end = server().receive(ocrq).quietly();
    expect(end.connection.refuseCall(end.now, 1000, refusal)).toBe(true);
    expect(end.sent()).toMatchObject([{ kind: 'OutgoingCallReply', peersCallId: 7, resultCode, errorCode }]);
    expect(end.events()).toEqual(ended(1000, reason));
    expect(end.callNumbers.inUse).toBe(0);
  });

  test.each([
    [OCRP_RESULT.doNotAccept, 0, 'pac-error'],
    [OCRP_RESULT.noCarrier, 0, 'pac-error'],
    [OCRP_RESULT.generalError, GENERAL_ERROR.noResource, 'resource-shortage'],
    [OCRP_RESULT.generalError, GENERAL_ERROR.badCallId, 'call-id-error'],
    [0, 0, 'pac-error'],
  ])('that is refused with %i/%i ends: %s', (resultCode, errorCode, reason) => {
    const end = client();
    const callId = end.connection.placeOutgoingCall(end.now)!;
    end.receive(message('OutgoingCallReply', { peersCallId: callId, resultCode, errorCode, causeCode: 17 }));
    expect(end.events()).toEqual(ended(callId, reason, { resultCode, errorCode, causeCode: 17 }));
    expect(end.connection.state).toBe('established'); // the call failed, not the connection
    expect(end.callNumbers.inUse).toBe(0);
  });
});

describe('an incoming call', () => {
  test('is announced by the PAC, granted by the PNS, and connected', () => {
    const end = client({ role: 'pns', processingDelay: 4 });
    const callId = end.connection.placeIncomingCall(end.now)!;
    expect(end.sent()).toEqual([message('IncomingCallRequest', { callId, bearerType: 2 })]);
    end.receive(message('IncomingCallReply', { callId: 0, peersCallId: callId, resultCode: 1, receiveWindowSize: 5 }));
    expect(end.sent()).toEqual([
      message('IncomingCallConnected', {
        peersCallId: 0,
        connectSpeed: 100_000_000,
        receiveWindowSize: 32,
        packetTransmitDelay: 4,
        framingType: 2,
      }),
    ]);
    expect(end.events()).toMatchObject([
      { kind: 'call-connected', callId, role: 'pac', direction: 'incoming', peersCallId: 0, peerWindow: 5 },
    ]);
  });

  test('waits at the PNS for its owner, then for the PAC', () => {
    const end = server().receive(icrq);
    expect(end.events()).toMatchObject([{ kind: 'call-requested', callId: 1000, direction: 'incoming' }]);
    end.connection.acceptCall(end.now, 1000);
    expect(end.sent()).toEqual([
      message('IncomingCallReply', { callId: 1000, peersCallId: 7, resultCode: 1, receiveWindowSize: 32 }),
    ]);
    expect(end.connection.call(1000)?.state).toBe('wait_connect');
    end.receive(
      message('IncomingCallConnected', { peersCallId: 1000, receiveWindowSize: 6, connectSpeed: 5, framingType: 2 }),
    );
    expect(end.events()).toMatchObject([
      { kind: 'call-connected', role: 'pns', peersCallId: 7, peerWindow: 6, connectSpeed: 5 },
    ]);
  });

  test('is refused by the PNS, and so it ends at the PAC', () => {
    const end = server().receive(icrq).quietly();
    end.connection.refuseCall(end.now, 1000);
    expect(end.sent()).toMatchObject([{ kind: 'IncomingCallReply', resultCode: ICRP_RESULT.doNotAccept }]);
    const other = client();
    const callId = other.connection.placeIncomingCall(other.now)!;
    other.receive(message('IncomingCallReply', { peersCallId: callId, resultCode: 3 }));
    expect(other.events()).toEqual(ended(callId, 'pns-error', { resultCode: 3, errorCode: 0 }));
  });

  test('is taken back by the PAC before the owner has decided', () => {
    const end = server().receive(icrq, message('CallDisconnectNotify', { callId: 7, resultCode: 1 }));
    expect(end.events().slice(1)).toMatchObject(ended(1000, 'peer-cleared'));
    expect(end.connection.acceptCall(end.now, 1000)).toBe(false);
  });

  test('over a connection that the server opened (FAQ Q12): who opened TCP says nothing about the roles', () => {
    const dialing = client({ role: 'pac' }); // the server opens TCP and asks to start
    const dialed = server({ role: 'pns' });
    const callId = dialed.connection.placeIncomingCall(dialed.now)!; // the client announces the call
    dialing.receive(...dialed.sent());
    dialing.connection.acceptCall(dialing.now, 1000);
    dialed.receive(...dialing.sent());
    dialing.receive(...dialed.sent());
    expect(dialing.connection.call(1000)).toMatchObject({ role: 'pns', state: 'established', peersCallId: callId });
    expect(dialed.connection.call(callId)).toMatchObject({ role: 'pac', state: 'established', peersCallId: 1000 });
  });
});

describe('the end of a call', () => {
  test.each(PNS)('%s: our clearing waits for the notify', (_, standing) => {
    const { end, callId } = standing();
    expect(end.connection.clearCall(end.now, callId, 'tunnel-disconnect-timer')).toBe(true);
    expect(end.connection.clearCall(end.now, callId)).toBe(false);
    expect(end.sent()).toEqual([message('CallClearRequest', { callId })]);
    expect(end.events()).toEqual([]);
    end.receive(message('CallDisconnectNotify', { callId: 7, resultCode: CDN_RESULT.request }));
    const codes = { resultCode: 4, errorCode: 0, causeCode: 0 };
    expect(end.events()).toEqual(ended(callId, 'tunnel-disconnect-timer', codes));
    expect(end.callNumbers.inUse).toBe(0);
  });

  test.each(PNS)('%s: a notify that never comes is waited for 5 s', (_, standing) => {
    const { end, callId } = standing();
    end.connection.clearCall(end.now, callId);
    expect(end.wait(milliseconds(4_999)).events()).toEqual([]);
    expect(end.wait(milliseconds(1)).events()).toEqual(ended(callId, 'local'));
    expect(end.connection.state).toBe('established');
  });

  test.each(PNS)('%s: a peer that closes TCP instead of notifying', (_, standing) => {
    const { end, callId } = standing();
    end.connection.clearCall(end.now, callId);
    end.connection.handleClosed(end.now);
    expect(end.events()).toEqual([...ended(callId, 'local'), { kind: 'closed', reason: 'peer-closed' }]);
    expect(end.connection.nextTimeout()).toBe(NEVER);
  });

  test.each(PAC)('%s: our clearing notifies', (_, standing) => {
    const { end, callId } = standing();
    end.connection.clearCall(end.now, callId);
    expect(end.sent()).toMatchObject([{ kind: 'CallDisconnectNotify', callId, resultCode: CDN_RESULT.adminShutdown }]);
    expect(end.events()).toEqual(ended(callId, 'local'));
    const lost = standing();
    lost.end.connection.clearCall(lost.end.now, lost.callId, 'keepalive-failure');
    expect(lost.end.sent()).toMatchObject([{ resultCode: CDN_RESULT.lostCarrier }]);
  });

  test.each(PAC)('%s: a clear request is answered with a notify', (_, standing) => {
    const { end, callId } = standing();
    end.receive(message('CallClearRequest', { callId: 7 }));
    expect(end.sent()).toMatchObject([{ kind: 'CallDisconnectNotify', callId, resultCode: CDN_RESULT.request }]);
    expect(end.events()).toMatchObject(ended(callId, 'peer-cleared'));
    end.receive(message('CallClearRequest', { callId: 7 })); // again: there is no such call any more
    expect(end.sent()).toEqual([]);
    expect(end.connection.counters.unknownCall).toBe(1);
  });

  test.each(EACH)('%s: a notify ends it, whichever id it carries', (_, standing) => {
    for (const id of ['the PAC’s', 'ours', 'a wrong one'] as const) {
      const { end, callId } = standing();
      const carried = { 'the PAC’s': 7, ours: callId, 'a wrong one': 4711 }[id];
      end.receive(message('CallDisconnectNotify', { callId: carried, resultCode: 0 })); // Windows says 0
      expect({ id, events: end.events() }).toMatchObject({ id, events: ended(callId, 'peer-cleared') });
      expect(end.connection.state).toBe('established');
    }
  });

  test('with several calls a notify about none of them is ignored', () => {
    const { end } = pnsOutgoing();
    end.connection.placeOutgoingCall(end.now);
    end.receive(message('CallDisconnectNotify', { callId: 4711, resultCode: 1 }));
    expect(end.connection.calls()).toHaveLength(2);
    expect(end.connection.counters.unknownCall).toBe(1);
  });

  test('a notify of a general error is called by its name', () => {
    const { end, callId } = pnsOutgoing();
    end.receive(message('CallDisconnectNotify', { callId: 7, resultCode: 2, errorCode: 4, causeCode: 16 }));
    const codes = { resultCode: 2, errorCode: 4, causeCode: 16 };
    expect(end.events()).toEqual(ended(callId, 'resource-shortage', codes));
  });

  test('a call that is being asked for can be cleared', () => {
    const end = client();
    const callId = end.connection.placeOutgoingCall(end.now)!;
    end.connection.clearCall(end.now, callId);
    expect(end.sentKinds()).toEqual(['OutgoingCallRequest', 'CallClearRequest']);
    // The reply crossed our request; the notify that follows has the id that the reply told.
    end.receive(message('OutgoingCallReply', { callId: 7, peersCallId: callId, resultCode: 1 }));
    expect(end.events()).toEqual([]);
    end.receive(message('CallDisconnectNotify', { callId: 7, resultCode: 4 }));
    expect(end.events()).toMatchObject(ended(callId, 'local'));
  });

  test('a clear request that overtakes the owner’s answer wins', () => {
    const end = server().receive(ocrq, message('CallClearRequest', { callId: 7 }));
    expect(end.sentKinds()).toEqual(['CallDisconnectNotify']);
    expect(end.eventKinds()).toEqual(['call-requested', 'call-ended']);
    expect(end.connection.acceptCall(end.now, 1000)).toBe(false);
  });

  test.each(EACH)('%s: it ends with its connection, before it', (_, standing) => {
    const stop = standing();
    stop.end.connection.stop(stop.end.now, 'shutdown');
    expect(stop.end.events()).toEqual(ended(stop.callId, 'shutdown'));
    const gone = standing();
    gone.end.connection.handleClosed(gone.end.now);
    expect(gone.end.events()).toEqual([
      ...ended(gone.callId, 'peer-closed'),
      { kind: 'closed', reason: 'peer-closed' },
    ]);
    for (const { end } of [stop, gone]) expect(end.callNumbers.inUse).toBe(0);
  });
});

describe('a call that does not move', () => {
  test('takes the whole connection with it after a minute (§3.2.1)', () => {
    const asking = client();
    asking.connection.placeOutgoingCall(asking.now);
    const ringing = client();
    ringing.connection.placeIncomingCall(ringing.now);
    const connecting = server().receive(icrq);
    connecting.connection.acceptCall(connecting.now, 1000);
    for (const end of [asking, ringing, connecting]) {
      expect(end.quietly().wait(milliseconds(59_999)).events()).toEqual([]);
      expect(end.wait(milliseconds(1)).events()).toEqual([
        { kind: 'wants-close', reset: false },
        ...ended(1000, 'no-control-connection'),
        { kind: 'closed', reason: 'no-control-connection' },
      ]);
      expect(end.connection.nextTimeout()).toBe(NEVER);
    }
  });

  test('because our owner does not decide is refused', () => {
    for (const [request, kind, resultCode] of [
      [ocrq, 'OutgoingCallReply', OCRP_RESULT.timeOut],
      [icrq, 'IncomingCallReply', ICRP_RESULT.doNotAccept],
    ] as const) {
      const end = server().receive(request).quietly();
      expect(end.wait(seconds(60)).sent()).toMatchObject([{ kind, resultCode }]);
      expect(end.events()).toEqual(ended(1000, 'local'));
      expect(end.connection.state).toBe('established');
    }
  });
});

describe('several calls', () => {
  test('share a connection, as pptp-linux has it', () => {
    const end = server();
    for (const callId of [7, 8, 9]) end.receive({ ...ocrq, callId, callSerialNumber: callId - 7 });
    for (const { callId } of end.connection.calls()) end.connection.acceptCall(end.now, callId);
    expect(end.sent()).toMatchObject([7, 8, 9].map((peersCallId) => ({ peersCallId, resultCode: 1 })));
    end.quietly().receive(message('CallClearRequest', { callId: 8 }));
    expect(end.events()).toMatchObject(ended(1001, 'peer-cleared'));
    expect(end.connection.calls().map(({ peersCallId }) => peersCallId)).toEqual([7, 9]);
  });

  test('in both directions and roles share it too', () => {
    const end = server().receive(ocrq, { ...icrq, callId: 8 });
    const outgoing = end.connection.placeOutgoingCall(end.now)!;
    const incoming = end.connection.placeIncomingCall(end.now)!;
    const roles = end.connection.calls().map(({ role, direction }) => `${role} ${direction}`);
    expect(roles).toEqual(['pac outgoing', 'pns incoming', 'pns outgoing', 'pac incoming']);
    expect(end.connection.calls().map(({ callId }) => callId)).toEqual([1000, 1001, outgoing, incoming]);
  });

  test('are refused beyond the limit, and when ids run out', () => {
    for (const options of [{ callLimit: 2 }, { callNumbers: new CallNumbers(1, 2) }]) {
      const end = server(options);
      for (const callId of [7, 8, 9]) end.receive({ ...ocrq, callId });
      expect(end.sent()).toMatchObject([{ callId: 0, peersCallId: 9, resultCode: 2, errorCode: 4 }]);
      expect(end.connection.placeIncomingCall(end.now)).toBeUndefined();
      expect(end.connection.counters.callsRefused).toBe(1);
    }
  });

  test('are refused where our settings say so, without asking', () => {
    const end = server({ acceptCalls: { outgoing: false, incoming: false } }).receive(ocrq, icrq);
    expect(end.sent()).toMatchObject([
      { kind: 'OutgoingCallReply', resultCode: 7 },
      { kind: 'IncomingCallReply', resultCode: 3 },
    ]);
    expect(end.events()).toEqual([]);
  });

  test('cannot have the same id of the peer', () => {
    const { end } = pacOutgoing();
    end.receive(ocrq);
    expect(end.sent()).toMatchObject([{ peersCallId: 7, resultCode: 2, errorCode: GENERAL_ERROR.badCallId }]);
    const { end: other } = pnsOutgoing();
    const second = other.connection.placeOutgoingCall(other.now)!;
    other.quietly().receive(message('OutgoingCallReply', { callId: 7, peersCallId: second, resultCode: 1 }));
    expect(other.sent()).toEqual([message('CallClearRequest', { callId: second })]);
    expect(other.wait(seconds(5)).events()).toEqual(ended(second, 'call-id-error'));
  });
});

describe('messages within a call', () => {
  test('a PNS sends Set-Link-Info when it is set to', () => {
    const { end, callId } = pnsOutgoing();
    expect(end.connection.setLinkInfo(callId, 1, 2)).toBe(true);
    expect(end.sent()).toEqual([message('SetLinkInfo', { peersCallId: 7, sendAccm: 1, receiveAccm: 2 })]);
    const always = client({ setLinkInfo: true });
    const second = always.connection.placeOutgoingCall(always.now)!;
    always.quietly().receive(message('OutgoingCallReply', { callId: 7, peersCallId: second, resultCode: 1 }));
    expect(always.sent()).toMatchObject([{ kind: 'SetLinkInfo', peersCallId: 7, sendAccm: 0xffffffff }]);
    const pac = pacOutgoing();
    expect(pac.end.connection.setLinkInfo(pac.callId, 1, 2)).toBe(false);
  });

  test('a PAC sends WAN-Error-Notify at most once a minute', () => {
    const { end, callId } = pacOutgoing();
    const { kind: _, peersCallId: __, ...errors } = message('WanErrorNotify', { crcErrors: 3 });
    expect(end.connection.reportWanErrors(end.now, callId, errors)).toBe(true);
    expect(end.connection.reportWanErrors(end.now, callId, errors)).toBe(false);
    expect(end.wait(seconds(60)).connection.reportWanErrors(end.now, callId, errors)).toBe(true);
    expect(end.sent()).toEqual([1, 2].map(() => message('WanErrorNotify', { peersCallId: 7, crcErrors: 3 })));
    const pns = pnsOutgoing();
    expect(pns.end.connection.reportWanErrors(pns.end.now, pns.callId, errors)).toBe(false);
  });

  test('those of the peer are told to the owner, and harmless about unknown calls', () => {
    const { end, callId } = pacOutgoing();
    end.receive(message('SetLinkInfo', { peersCallId: callId, sendAccm: 0xffffffff }), message('SetLinkInfo'));
    end.receive(message('WanErrorNotify', { peersCallId: callId, timeOutErrors: 1 }), message('WanErrorNotify'));
    expect(end.events()).toEqual([
      { kind: 'link-info', callId, sendAccm: 0xffffffff, receiveAccm: 0 },
      { kind: 'wan-errors', callId, errors: message('WanErrorNotify', { peersCallId: callId, timeOutErrors: 1 }) },
    ]);
    expect(end.connection.counters.unknownCall).toBe(2);
    expect(end.connection.state).toBe('established');
  });
});

describe('call numbers', () => {
  test('go round, skip what is in use, and never are 0', () => {
    const numbers = new CallNumbers(0xfffe, 3);
    expect([numbers.takeId(), numbers.takeId(), numbers.takeId(), numbers.takeId()]).toEqual([
      0xfffe,
      0xffff,
      1,
      undefined,
    ]);
    numbers.releaseId(0xffff);
    expect(numbers.takeId()).toBe(2);
    expect(numbers.inUse).toBe(3);
    expect(() => numbers.releaseId(0xffff)).toThrow('released twice');
  });

  test('a freed id rests until all others have been used', () => {
    const numbers = new CallNumbers();
    const held = numbers.takeId()!;
    const taken: number[] = [];
    while (taken.length < 0xfffe) {
      taken.push(numbers.takeId()!);
      numbers.releaseId(taken.at(-1)!);
    }
    expect(taken).toEqual(Array.from({ length: 0xfffe }, (_, i) => i + 2));
    expect([held, numbers.takeId()]).toEqual([1, 2]);
  });

  test('serials count up modulo 2^16', () => {
    const numbers = new CallNumbers();
    for (let serial = 0; serial <= 0xffff; serial++) numbers.nextSerial();
    expect(numbers.nextSerial()).toBe(0);
  });
});
