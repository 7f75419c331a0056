import { describe, expect, test } from '@jest/globals';
import { TwoOffices } from './two-offices.suite.js';

describe('calls that are counted', () => {
  test('by who placed them, and for how long they lasted (manual 58.36, 59.3)', () => {
    const offices = new TwoOffices({ server: { tunnel: ' pptp tunnel disconnect time off' } }).connect().run(68);
    expect(offices.type('client', 'show account pp 1')).toContain(
      'PP[01]:\nOutgoing calls: 1\nIncoming calls: 0\nTotal charge: 0 yen\n',
    );
    expect(offices.type('server', 'show account pp 1')).toContain('Outgoing calls: 0\nIncoming calls: 1\n');
    offices.run(60).connect().run(30).type('client', 'disconnect 1');
    offices.run(60);
    const told = offices.type('client', 'show pp connect time 1');
    expect(told).toContain('PP[01]:\nCumulative connection time: 1 minute 3');
    expect(told).toContain('Cumulative connections: 2\n');
  });

  test('a connection that is there counts as far as it has lasted, and at the called end not at all', () => {
    const offices = new TwoOffices().connect().run(30);
    expect(offices.type('client', 'show pp connect time 1')).toContain(
      'Connection time: 30 seconds\nCumulative connection time: 30 seconds\nCumulative connections: 1\n',
    );
    expect(offices.type('server', 'show pp connect time 1')).toContain(
      'Connection time: 30 seconds\nCumulative connection time: 0 seconds\nCumulative connections: 0\n',
    );
  });

  test('the server that opens the control connection has dialled, though its client places the call (FAQ Q12)', () => {
    const offices = new TwoOffices();
    offices.type('server', 'connect 1');
    offices.run(2);
    expect(offices.type('server', 'show account pp 1')).toContain('Outgoing calls: 1\nIncoming calls: 0\n');
    expect(offices.type('client', 'show account pp 1')).toContain('Outgoing calls: 0\nIncoming calls: 1\n');
  });

  test('a call that does not come up is none', () => {
    const offices = new TwoOffices({ client: { pp: ' pp auth myname branch other' } }).connect().run(5);
    expect(offices.type('client', 'show account pp 1')).toContain('Outgoing calls: 0\n');
  });

  test('are forgotten by clear account pp, by clear account, and at a restart', () => {
    const offices = new TwoOffices().connect();
    const counted = (...lines: string[]) =>
      /Outgoing calls: (\d)/.exec(offices.type('client', ...lines, 'show account pp 1'))?.[1];
    for (const line of ['clear account pp 1', 'clear account']) {
      expect([counted(), counted(line)]).toEqual(['1', '0']);
      offices.type('client', 'disconnect 1');
      offices.run(2).connect();
    }
    expect(counted()).toBe('1');
    offices.type('client', 'save', 'restart');
    expect(counted('administrator', '')).toBe('0');
  });

  test('of the PP that is selected, when none is said', () => {
    const offices = new TwoOffices({ client: { more: 'console character ja.utf8' } }).connect();
    expect(offices.type('client', 'show account pp')).toContain('エラー: ');
    expect(offices.type('client', 'pp select 1', 'show account pp')).toContain(
      'PP[01]:\n発信回数: 1\n着信回数: 0\n料金の総計: 0円\n',
    );
    expect(offices.type('client', 'show pp connect time')).toContain(
      '通信時間: 0秒\n累積接続時間: 0秒\n累積接続回数: 1\n',
    );
    expect(offices.type('client', 'clear account pp', 'show account pp')).toContain('発信回数: 0\n');
  });
});

describe('show history (manual 59.7)', () => {
  test('tells the calls that are over, with both ends, how long they lasted and why they ended', () => {
    const offices = new TwoOffices({ client: { model: 'RTX830' }, server: { model: 'RT58i' } }).connect().run(30);
    expect(offices.type('client', 'show history')).not.toContain('PP[01]');
    offices.type('client', 'disconnect 1');
    offices.run(60);
    expect(offices.type('client', 'show history')).toMatch(
      /: PP\[01\] PPTP outgoing \d\S+, 30 seconds, Normal disconnection\n/,
    );
    expect(offices.type('server', 'show history')).toMatch(
      /: PP\[01\] PPTP incoming \S+, 30 seconds, Disconnected by the peer\n/,
    );
    offices.connect().run(5).type('client', 'disconnect 1', 'console character ja.utf8');
    offices.run(60);
    const times = (line: string) =>
      [...offices.type('client', line).matchAll(/発信 .*, (\d+秒|1分)/g)].map(([, time]) => time);
    expect(times('show history')).toEqual(['30秒', '5秒']);
    expect(times('show history reverse')).toEqual(['5秒', '30秒']);
  });

  test('and those that were not taken, or did not come up', () => {
    const offices = new TwoOffices({
      client: { model: 'RTX830', pp: ' pp auth myname branch other' },
      server: { model: 'RTX830' },
    });
    offices.connect().run(5);
    expect(offices.type('client', 'show history')).toMatch(/outgoing \S+, not connected, .* \(1300\)\n/);
    offices.type('server', 'no tunnel enable 1');
    offices.connect().run(5);
    expect(offices.type('server', 'show history')).toMatch(/: PPTP incoming \S+, not connected, no PP for this peer\n/);
    offices.type('server', 'console character ja.utf8');
    expect(offices.type('server', 'show history reverse')).toContain('未接続, 相手に対応するPPなし\n');
  });
});

describe('thresholds of what is counted (NVR500 6.2.26, 6.2.27)', () => {
  const isConnected = (offices: TwoOffices): boolean =>
    offices.type('client', 'show status pp 1').includes('status is Connected');
  const again = (offices: TwoOffices): boolean => {
    offices.type('client', 'disconnect 1');
    return isConnected(offices.run(2).connect());
  };

  test('no call is placed when there were so many, until they are cleared; the log tells it once', () => {
    const offices = new TwoOffices({ client: { model: 'NVR500', pp: ' pp connect count threshold 2' } }).connect();
    expect([isConnected(offices), again(offices), again(offices)]).toEqual([true, true, false]);
    expect(offices.type('client', 'ping -c 3 192.168.0.1')).toContain('0 packets received');
    const log = offices.type('client', 'show log').match(/PP\[01\] is not dialled: .*/g);
    expect(log).toEqual(['PP[01] is not dialled: pp connect count threshold 2 is reached']);
    offices.type('client', 'clear account pp 1');
    expect(again(offices)).toBe(true);
  });

  test('nor when they lasted that long; the connection that goes beyond it is left alone', () => {
    const pp = ' pp connect time threshold 30';
    const tunnel = ' pptp tunnel disconnect time off';
    const offices = new TwoOffices({ server: { tunnel }, client: { model: 'NVR500', pp, tunnel } }).connect();
    expect(isConnected(offices.run(40))).toBe(true);
    expect(again(offices)).toBe(false);
    offices.type('client', 'pp select 1', 'pp connect time threshold 60', 'pp select none');
    expect(isConnected(offices.connect())).toBe(true);
  });
});
