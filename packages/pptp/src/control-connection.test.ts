import { describe, expect, test } from '@jest/globals';
import { after, between, type Duration, inSeconds, milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import * as Pptp from '@rtemu/wire/pptp';
import { GENERAL_ERROR, SCCRP_RESULT, STOP_REASON } from '@rtemu/wire/pptp-messages';
import { type Admission, admitStart } from './collision.js';
import { client, End, message, sccrp, sccrq, server } from './control.suite.js';
import { mayTakeConnection } from './control-connection.js';
import { firmwareRevisionOf } from './firmware-revision.js';
import { LIMIT } from './limits.js';

const closed = (reason: string, reset = false) => [
  { kind: 'wants-close', reset },
  { kind: 'closed', reason },
];

describe('the start of a control connection', () => {
  test('the originator asks, is answered, and is established', () => {
    const end = new End({ originator: true, role: 'pns' });
    expect(end.connection.state).toBe('wait_ctl_reply');
    expect(end.sent()).toEqual([
      message('StartControlConnectionRequest', {
        protocolVersion: 0x0100,
        framingCapabilities: 3,
        bearerCapabilities: 3,
        firmwareRevision: 0x8046,
        hostName: 'RTX1200',
        vendorName: 'YAMAHA Corporation',
      }),
    ]);
    end.receive({ ...sccrp, hostName: 'local', vendorName: 'linux', maximumChannels: 1 });
    expect(end.connection.state).toBe('established');
    expect(end.events()).toEqual([{ kind: 'established', peer: end.connection.peer }]);
    expect(end.connection.peer).toMatchObject({ hostName: 'local', vendorName: 'linux', maximumChannels: 1 });
    expect(end.connection.nextTimeout()).toBe(NEVER);
  });

  test('the receiver answers, and is established', () => {
    const end = new End({ callLimit: 4 });
    end.receive(sccrq);
    expect(end.sent()).toMatchObject([
      { kind: 'StartControlConnectionReply', resultCode: 1, errorCode: 0, protocolVersion: 0x0100, maximumChannels: 4 },
    ]);
    expect(end.eventKinds()).toEqual(['established']);
    expect(end.connection.peer?.hostName).toBe('peer');
  });

  test('a newer request is answered with version 1.0, an older one refused', () => {
    const newer = new End().receive({ ...sccrq, protocolVersion: 0x0200 });
    expect(newer.sent()).toMatchObject([{ protocolVersion: 0x0100, resultCode: 1 }]);
    expect(newer.connection.state).toBe('established');
    const older = new End().receive({ ...sccrq, protocolVersion: 0x0001 });
    expect(older.sent()).toMatchObject([{ resultCode: SCCRP_RESULT.versionNotSupported }]);
    expect(older.events()).toEqual(closed('content-error'));
  });

  test('a reply of another version is answered with Stop, reason 2', () => {
    const end = new End({ originator: true }).quietly();
    end.receive({ ...sccrp, protocolVersion: 0x0200 });
    expect(end.sent()).toEqual([message('StopControlConnectionRequest', { reason: STOP_REASON.stopProtocol })]);
    expect(end.connection.state).toBe('wait_stop_reply');
    end.receive(message('StopControlConnectionReply', { resultCode: 1 }));
    expect(end.events()).toEqual(closed('content-error'));
  });

  test('a reply with result 0 counts as success, one of revision 1 too', () => {
    for (const fields of [{ resultCode: 0 }, { protocolVersion: 0x0101 }]) {
      const end = new End({ originator: true }).receive({ ...sccrp, ...fields });
      expect(end.connection.state).toBe('established');
    }
  });

  test.each([
    [SCCRP_RESULT.generalError, GENERAL_ERROR.noResource, 'resource-shortage'],
    [SCCRP_RESULT.generalError, GENERAL_ERROR.badFormat, 'format-error'],
    [SCCRP_RESULT.generalError, GENERAL_ERROR.notConnected, 'procedure-error'],
    [SCCRP_RESULT.generalError, GENERAL_ERROR.badValue, 'content-error'],
    [SCCRP_RESULT.generalError, GENERAL_ERROR.badCallId, 'call-id-error'],
    [SCCRP_RESULT.generalError, GENERAL_ERROR.pacError, 'pac-error'],
    [SCCRP_RESULT.channelExists, 0, 'pac-error'],
    [SCCRP_RESULT.notAuthorized, 0, 'pac-error'],
  ])('a refusal %i/%i is called %s', (resultCode, errorCode, reason) => {
    const end = new End({ originator: true, role: 'pns' }).receive({ ...sccrp, resultCode, errorCode });
    expect(end.events()).toEqual(closed(reason));
  });

  test('a server that is refused blames the PNS', () => {
    const end = new End({ originator: true, role: 'pac' }).receive({ ...sccrp, resultCode: 4 });
    expect(end.events()).toEqual(closed('pns-error'));
  });

  test.each([
    ['channel-exists', 3, 0, 'local'],
    ['not-authorized', 4, 0, 'local'],
    ['no-resource', 2, GENERAL_ERROR.noResource, 'resource-shortage'],
  ] as const)('admission %s refuses with %i/%i', (admission, resultCode, errorCode, reason) => {
    const end = new End({ admit: (): Admission => admission }).receive(sccrq);
    expect(end.sent()).toMatchObject([{ kind: 'StartControlConnectionReply', resultCode, errorCode }]);
    expect(end.events()).toEqual(closed(reason));
  });

  test('a peer that says nothing for 60 s is given up, at either end', () => {
    for (const originator of [false, true]) {
      const end = new End({ originator }).quietly().wait(milliseconds(59_999));
      expect(end.eventKinds()).toEqual([]);
      end.wait(milliseconds(1));
      expect(end.events()).toEqual(closed('no-control-connection', originator));
      expect(end.connection.nextTimeout()).toBe(NEVER);
    }
  });

  test.each([
    ['EchoRequest', 'EchoReply'],
    ['OutgoingCallRequest', 'OutgoingCallReply'],
    ['IncomingCallRequest', 'IncomingCallReply'],
    ['StopControlConnectionRequest', 'StopControlConnectionReply'],
  ] as const)('%s before the start is told Not-Connected', (request, reply) => {
    const end = new End().receive(message(request));
    expect(end.sent()).toMatchObject([{ kind: reply, resultCode: 2, errorCode: GENERAL_ERROR.notConnected }]);
    const reason = request === 'StopControlConnectionRequest' ? 'peer-cleared' : 'procedure-error';
    expect(end.events()).toEqual(closed(reason));
  });

  test.each(['CallClearRequest', 'OutgoingCallReply', 'EchoReply', 'StartControlConnectionReply'] as const)(
    '%s before the start closes without a word',
    (kind) => {
      const end = new End().receive(message(kind));
      expect(end.sent()).toEqual([]);
      expect(end.events()).toEqual(closed('procedure-error'));
    },
  );

  test('a call request before the reply is told Not-Connected too, a reply to nothing is ignored', () => {
    const end = new End({ originator: true }).quietly();
    end.receive(message('OutgoingCallReply', { resultCode: 1 }), message('EchoRequest', { identifier: 9 }));
    expect(end.sent()).toEqual([message('EchoReply', { identifier: 9, resultCode: 1 })]);
    expect(end.connection.counters.unexpected).toBe(1);
    end.receive(message('OutgoingCallRequest', { callId: 5 }));
    expect(end.sent()).toMatchObject([{ kind: 'OutgoingCallReply', peersCallId: 5, resultCode: 2, errorCode: 1 }]);
    expect(end.events()).toEqual(closed('procedure-error'));
  });
});

describe('a collision (RFC 2637 §3.1.3)', () => {
  const low = ipv4('192.33.45.17');
  const high = ipv4('192.33.45.89');

  test('the higher address wins, compared without sign', () => {
    expect(admitStart(high, low, 'wait_ctl_reply')).toBe('hold');
    expect(admitStart(low, high, 'wait_ctl_reply')).toBe('accept');
    expect(admitStart(ipv4('200.0.0.1'), ipv4('10.0.0.1'), 'wait_ctl_reply')).toBe('hold');
    for (const own of [undefined, 'idle', 'established', 'wait_stop_reply', 'closed'] as const)
      expect(admitStart(high, low, own)).toBe('accept');
  });

  test('two routers that call each other end up with one connection', () => {
    const winners = new End({ originator: true, role: 'pns' });
    const losers = new End({ originator: true, role: 'pns' });
    const atWinner = new End({ admit: () => admitStart(high, low, winners.connection.state) });
    const atLoser = new End({ admit: () => admitStart(low, high, losers.connection.state) });
    atWinner.receive(...losers.sent());
    atLoser.receive(...winners.sent());
    // The winner keeps silent on the loser's connection; the loser answers and drops its own without a word.
    expect(atWinner.sent()).toEqual([]);
    expect(atWinner.connection.state).toBe('wait_tcp_termination');
    expect(atLoser.eventKinds()).toEqual(['established']);
    losers.connection.abandon(losers.now);
    expect(losers.sent()).toEqual([]);
    expect(losers.events()).toEqual(closed('collision'));
    atWinner.connection.handleClosed(atWinner.now);
    expect(atWinner.events()).toEqual([{ kind: 'closed', reason: 'peer-closed' }]);
    winners.receive(...atLoser.sent());
    expect(winners.connection.state).toBe('established');
  });

  test('the winner waits no longer than a minute for the loser to close', () => {
    const end = new End({ admit: () => 'hold' }).receive(sccrq, message('EchoRequest'), sccrq);
    expect(end.sent()).toEqual([]);
    expect(end.connection.counters.unexpected).toBe(2);
    expect(end.wait(seconds(60)).events()).toEqual(closed('no-control-connection'));
  });
});

describe('the end of a control connection', () => {
  test('stop asks the peer, and TCP is closed after the reply', () => {
    const end = client();
    end.connection.stop(end.now);
    expect(end.sent()).toEqual([message('StopControlConnectionRequest', { reason: STOP_REASON.none })]);
    expect(end.connection.state).toBe('wait_stop_reply');
    end.receive(message('StopControlConnectionReply', { resultCode: 1 }));
    expect(end.events()).toEqual(closed('local'));
  });

  test('a shutdown says so, and a reason of the owner comes back', () => {
    const end = client();
    end.connection.stop(end.now, 'shutdown');
    expect(end.sent()).toMatchObject([{ reason: STOP_REASON.stopLocalShutdown }]);
    const other = client();
    other.connection.stop(other.now, 'tunnel-disconnect-timer');
    expect(other.wait(seconds(5)).events()).toEqual(closed('tunnel-disconnect-timer', true));
  });

  test('a peer that never replies, or closes at once, does no harm', () => {
    const silent = client();
    silent.connection.stop(silent.now);
    expect(silent.wait(milliseconds(4_999)).eventKinds()).toEqual([]);
    expect(silent.wait(milliseconds(1)).events()).toEqual(closed('local', true));
    const hasty = client();
    hasty.connection.stop(hasty.now);
    hasty.connection.handleClosed(hasty.now);
    expect(hasty.events()).toEqual([{ kind: 'closed', reason: 'local' }]);
  });

  test('a peer that was dialled so that it calls (FAQ Q12) and does not: a procedure error', () => {
    const dialled = { originator: true, role: 'pac', callWait: seconds(30) } as const;
    const silent = new End(dialled).receive(sccrp).quietly();
    expect(silent.wait(milliseconds(29_999)).sentKinds()).toEqual([]);
    expect(silent.wait(milliseconds(1)).sentKinds()).toEqual(['StopControlConnectionRequest']);
    silent.receive(message('StopControlConnectionReply', { resultCode: 1 }));
    expect(silent.events()).toEqual(closed('procedure-error'));
    const calling = new End(dialled).receive(sccrp, message('IncomingCallRequest', { callId: 7 })).quietly();
    expect(calling.wait(seconds(40)).sentKinds()).toEqual([]);
    expect(calling.connection.state).toBe('established');
  });

  test('a peer whose last call is over and that asks for no other one is waited for no longer', () => {
    const end = server({ callWait: seconds(60) });
    for (let i = 0; i < 3; i++) {
      end.wait(seconds(59)).receive(message('OutgoingCallRequest', { callId: 7 }));
      end.connection.acceptCall(end.now, end.connection.calls()[0]!.callId);
      end
        .wait(seconds(500))
        .receive(message('CallClearRequest', { callId: 7 }))
        .quietly();
    }
    expect(end.wait(milliseconds(59_999)).sentKinds()).toEqual([]);
    expect(end.wait(milliseconds(1)).sentKinds()).toEqual(['StopControlConnectionRequest']);
    end.wait(seconds(5));
    expect([end.connection.state, end.connection.nextTimeout()]).toEqual(['closed', NEVER]);
  });

  test('a stop of the peer is replied to, also when both stop at once', () => {
    const end = server().receive(message('StopControlConnectionRequest', { reason: 1 }));
    expect(end.sent()).toEqual([message('StopControlConnectionReply', { resultCode: 1 })]);
    expect(end.events()).toEqual(closed('peer-cleared'));
    const both = server();
    both.connection.stop(both.now);
    both.receive(message('StopControlConnectionRequest', { reason: 1 }));
    expect(both.sentKinds()).toEqual(['StopControlConnectionRequest', 'StopControlConnectionReply']);
    expect(both.events()).toEqual(closed('local'));
  });

  test('no keep-alive outlives it', () => {
    for (const style of ['rfc', 'yamaha'] as const) {
      const end = server({ keepalive: { style } });
      expect(end.connection.nextTimeout()).not.toBe(NEVER);
      end.receive(message('StopControlConnectionRequest', { reason: 1 }));
      expect(end.connection.nextTimeout()).toBe(NEVER);
      const stopping = server({ keepalive: { style } });
      stopping.connection.stop(stopping.now);
      expect(stopping.connection.nextTimeout()).toBe(after(START, seconds(5)));
    }
  });

  test('a second request to start is answered with a Stop-Control-Connection-Reply', () => {
    for (const each of [sccrq, { ...sccrq, protocolVersion: 1 }]) {
      const end = server().receive(each);
      expect(end.sentKinds()).toEqual(['StopControlConnectionReply']);
      expect(end.events()).toEqual(closed('procedure-error'));
    }
  });

  test('TCP gone is the end, without more to send', () => {
    const end = new End().receive(sccrq);
    end.connection.handleClosed(end.now);
    expect(end.sent()).toEqual([]);
    expect(end.events().at(-1)).toEqual({ kind: 'closed', reason: 'peer-closed' });
  });

  test('octets that are no message reset TCP', () => {
    const end = server({ trace: true }).quietly();
    const octets = Pptp.emit(sccrq);
    octets[4] = 0;
    end.connection.handleOctets(end.now, octets);
    expect(end.events()).toEqual([
      { kind: 'trace-fault', text: 'malformed Magic Cookie 0x2b3c4d' },
      ...closed('format-error', true),
    ]);
    expect(end.connection.counters.malformed).toBe(1);
  });

  test('a closed connection hears nothing, says nothing and waits for nothing', () => {
    const end = server();
    end.connection.stop(end.now);
    end.wait(seconds(5)).quietly();
    const { counters } = end.connection;
    const before = { ...counters };
    end.receive(sccrq, message('EchoRequest'));
    end.connection.handleOctets(end.now, Uint8Array.of(1, 2, 3));
    end.connection.stop(end.now);
    end.connection.abandon(end.now);
    end.connection.handleClosed(end.now);
    end.connection.handleTimeout(after(end.now, seconds(1000)));
    expect(end.connection.placeOutgoingCall(end.now)).toBeUndefined();
    expect([end.sent(), end.events(), counters]).toEqual([[], [], before]);
    expect(end.connection.nextTimeout()).toBe(NEVER);
  });

  test('a peer that never reads its replies is cut off', () => {
    const end = server();
    const flood = new Uint8Array((LIMIT.queuedMessages + 1) * 16);
    const echo = Pptp.emit(message('EchoRequest'));
    for (let at = 0; at < flood.length; at += 16) flood.set(echo, at);
    end.connection.handleOctets(end.now, flood);
    expect(end.events()).toEqual(closed('resource-shortage', true));
    expect(end.sent()).toEqual([]);
  });

  test('an unknown message type is passed over', () => {
    const end = server();
    const octets = Pptp.emit(message('EchoRequest'));
    octets[9] = 99;
    end.connection.handleOctets(end.now, octets);
    expect(end.connection.state).toBe('established');
    expect(end.connection.counters.unsupported).toBe(1);
  });
});

describe('keep-alive', () => {
  const echoes = (end: End): number[] =>
    end.sent().flatMap((each) => (each.kind === 'EchoRequest' ? [each.identifier] : []));
  const endOf = (end: End): Duration => {
    while (end.connection.nextTimeout() !== NEVER) {
      end.now = end.connection.nextTimeout();
      end.connection.handleTimeout(end.now);
    }
    return between(START, end.now);
  };

  test('by the RFC: asks after a minute of silence, gives up after another', () => {
    const end = server({ keepalive: { style: 'rfc' } });
    expect(echoes(end.wait(milliseconds(59_999)))).toEqual([]);
    expect(echoes(end.wait(milliseconds(1)))).toEqual([1]);
    end.receive(message('EchoReply', { identifier: 1, resultCode: 1 }));
    expect(echoes(end.wait(seconds(60)))).toEqual([2]);
    expect(end.wait(milliseconds(59_999)).eventKinds()).toEqual([]);
    expect(end.wait(milliseconds(1)).events()).toEqual(closed('keepalive-failure', true));
  });

  test('by the RFC: any control message starts the minute anew', () => {
    const end = server({ keepalive: { style: 'rfc' } });
    end.wait(seconds(50)).receive(message('SetLinkInfo')).wait(seconds(50));
    expect(echoes(end)).toEqual([]);
    expect(echoes(end.wait(seconds(10)))).toEqual([1]);
  });

  test('by Yamaha: every 30 s; after the first miss every second; 6 misses are the end', () => {
    const end = server({ keepalive: { style: 'yamaha' }, keepaliveLog: true });
    end.wait(seconds(30));
    expect(echoes(end)).toEqual([1]);
    end.receive(message('EchoReply', { identifier: 1 }));
    expect(end.events()).toEqual([
      { kind: 'keepalive', what: 'request', missing: 0 },
      { kind: 'keepalive', what: 'reply', missing: 0 },
    ]);
    expect(inSeconds(endOf(end))).toBe(60 + 30 + 5);
    expect(echoes(end)).toEqual([]);
    const lastWords = end.events();
    expect(
      lastWords.filter(({ kind }) => kind === 'keepalive').map((each) => 'missing' in each && each.missing),
    ).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(lastWords.slice(-2)).toEqual(closed('keepalive-failure', true));
  });

  test('by Yamaha: an answer in time brings the interval back', () => {
    const end = server({ keepalive: { style: 'yamaha', interval: seconds(10), count: 3 } });
    end.wait(seconds(10)); // first request
    end.wait(seconds(11)); // two misses
    expect(echoes(end)).toEqual([1, 2, 3]);
    end.receive(message('EchoReply', { identifier: 3 }));
    expect(inSeconds(endOf(end))).toBe(21 + 10 + 10 + 2);
  });

  test('switched off it asks nothing, but answers', () => {
    const end = server({ keepalive: { style: 'off' } });
    expect(end.wait(seconds(86_400)).sent()).toEqual([]);
    end.receive(message('EchoRequest', { identifier: 0xdeadbeef }));
    expect(end.sent()).toEqual([message('EchoReply', { identifier: 0xdeadbeef, resultCode: 1 })]);
  });
});

describe('what the owner may see', () => {
  test('a trace holds every message but the echoes', () => {
    const end = new End({ trace: true, keepalive: { style: 'yamaha' } });
    end.receive(sccrq, message('EchoRequest')).wait(seconds(30));
    expect(end.events()).toMatchObject([
      { kind: 'trace', direction: 'received', message: { kind: 'StartControlConnectionRequest' } },
      { kind: 'trace', direction: 'sent', message: { kind: 'StartControlConnectionReply' } },
      { kind: 'established' },
    ]);
    expect(end.sentKinds()).toEqual(['StartControlConnectionReply', 'EchoReply', 'EchoRequest']);
    expect(end.connection.counters).toMatchObject({ messagesReceived: 2, messagesSent: 3 });
  });

  test('a trace that nobody reads is bounded, what matters is not lost', () => {
    const end = server({ trace: true });
    for (let i = 0; i < 2 * LIMIT.queuedEvents; i++) end.receive(message('WanErrorNotify'));
    expect(end.connection.counters.eventsDropped).toBe(LIMIT.queuedEvents);
    end.connection.stop(end.now);
    end.wait(seconds(5));
    expect(end.events().slice(LIMIT.queuedEvents)).toEqual(closed('local', true));
  });

  test('few connections may be half open', () => {
    const open = Array.from({ length: LIMIT.halfOpen }, () => new End());
    const connections = open.map(({ connection }) => connection);
    expect(mayTakeConnection(connections)).toBe(false);
    open[0]!.receive(sccrq);
    expect(mayTakeConnection(connections)).toBe(true);
  });

  test('a firmware revision is packed by its digits', () => {
    expect(firmwareRevisionOf('8.00.46')).toBe(0x8046);
    expect(firmwareRevisionOf('14.01.42')).toBe(0xe142);
    expect(firmwareRevisionOf('none')).toBe(0);
    expect(firmwareRevisionOf('8.00.46')).toBe(32_838); // as a port scan of an RT57i showed it
  });

  test('time stands still for a connection that waits', () => {
    const end = server({ keepalive: { style: 'rfc' } });
    expect(end.connection.nextTimeout()).toBe(after(START, seconds(60)));
    end.connection.handleTimeout(after(START, seconds(10)));
    expect(end.sent()).toEqual([]);
  });
});
