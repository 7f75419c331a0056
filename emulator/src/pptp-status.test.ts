/** What the screens say of PPTP, made from what goes on between two routers. */
import { describe, expect, test } from '@jest/globals';
import { TwoOffices } from './two-offices.suite.js';

const ALWAYS = ' pptp tunnel disconnect time off';

/** Lines of a screen, with what differs from run to run put in one word. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) =>
      line.replace(/\d+ packets? \[\d+ octets?\]/, 'TRAFFIC').replace(/\d+ パケット \[\d+ オクテット\]/, '通信量'),
    );

describe('show status pp of PPTP', () => {
  test('in English, with the order of lines that an RTX1200 has for PPPoE', () => {
    const offices = new TwoOffices({
      server: { model: 'RTX1200', tunnel: ALWAYS },
      client: { pp: ' pptp hostname osaka', tunnel: ALWAYS },
    });
    const server = () => linesOf(offices.type('server', 'show status pp 1'));
    expect(server()).toEqual(['PP[01]:', 'Description: ', 'Current PPTP session status is Offline, never connected.']);
    offices.connect().run(108);
    expect(server()).toEqual([
      'PP[01]:',
      'Description: ',
      'Current PPTP session status is Connected.',
      'Remote Host: osaka',
      '1 minute 48 seconds  connection.',
      'Received: TRAFFIC  Load: 0.0%',
      'Transmitted: TRAFFIC  Load: 0.0%',
      'PPP Cofigure Options',
      '    LCP Local: MSCHAP-V2 Magic-Number MRU, Remote: Magic-Number MRU',
      '    IPCP Local: IP-Address, Remote: IP-Address',
      '    PP IP Address Local: 192.168.0.1, Remote: 192.168.10.1',
      '    CCP Local: MPPE-128, Remote: MPPE-128',
    ]);
    offices.type('client', 'disconnect 1');
    offices.run(1);
    expect(server().slice(2)).toEqual([
      'Current PPTP session status is Offline.',
      'Last PPTP session status:',
      expect.stringMatching(/^ {4}Disconnected: 1980\/01\/01 09:0/),
      '    Cause: Disconnected by the peer',
    ]);
    offices.type('server', 'pp disable 1');
    expect(server()[2]).toBe('Current line status is disabled.');
  });

  test('in Japanese, with the order of lines that an RTX1100 has for PPPoE', () => {
    const offices = new TwoOffices({
      server: { model: 'RTX1100', more: 'console character sjis', tunnel: ALWAYS },
      client: { pp: ' pptp hostname osaka', tunnel: ALWAYS },
    });
    const server = () => linesOf(offices.type('server', 'show status pp 1'));
    expect(server()).toEqual(['PP[01]:', '説明:', 'PPTPセッションは一度も継っていません']);
    offices.connect().run(1239);
    expect(server()).toEqual([
      'PP[01]:',
      '説明:',
      'PPTPセッションは接続されています',
      '接続相手: osaka',
      '通信時間: 20分39秒',
      '受信: 通信量  負荷: 0.0%',
      '送信: 通信量  負荷: 0.0%',
      'PPPオプション',
      '    LCP Local: MSCHAP-V2 Magic-Number MRU, Remote: Magic-Number MRU',
      '    IPCP Local: IP-Address, Remote: IP-Address',
      '    PP IP Address Local: 192.168.0.1, Remote: 192.168.10.1',
      '    CCP Local: MPPE-128, Remote: MPPE-128',
    ]);
  });

  test('a description stands in the same line', () => {
    const offices = new TwoOffices({ client: { pp: ' description pp "head office"' } });
    expect(linesOf(offices.type('client', 'show status pp 1'))[1]).toBe('Description: head office');
  });

  test('of the selected PP, and of callers when they are asked for', () => {
    const offices = new TwoOffices().connect();
    expect(offices.type('client', 'pp select 1', 'show status pp')).toContain('PP[01]:');
    expect(offices.type('client', 'show status pp anonymous')).not.toContain('PP[');
    const session = offices.console('client');
    expect(session.help!('show status pp')).toEqual(expect.arrayContaining([expect.stringContaining('pptp')]));
    expect(session.complete!('show status pp').candidates).toEqual(expect.arrayContaining(['pp', 'pptp']));
  });
});

describe('show status tunnel', () => {
  test('of PPTP, in both languages; lists count it as down (manual 58.41)', () => {
    const offices = new TwoOffices({ server: { more: 'console character ja.utf8' } });
    expect(linesOf(offices.type('client', 'show status tunnel 1'))).toEqual([
      'TUNNEL[1]: ',
      'Description: ',
      '  Interface type: PPTP',
      '  Current status is Offline.',
    ]);
    offices.connect().run(20);
    expect(linesOf(offices.type('server', 'show status tunnel 1'))).toEqual([
      'TUNNEL[1]:',
      '説明:',
      '  インタフェースの種類: PPTP',
      '  トンネルインタフェースは接続されています',
      expect.stringMatching(/^ {2}開始: 1980\/01\/01 09:00:/),
      '  通信時間: 20秒',
      '  受信: (IPv4) 通信量',
      '        (IPv6) 通信量',
      '  送信: (IPv4) 通信量',
      '        (IPv6) 通信量',
    ]);
    expect(offices.type('client', 'show status tunnel 1')).toContain('(IPv6) 0 packet [0 octet]\n');
    expect(offices.type('client', 'show status tunnel up')).not.toContain('TUNNEL[1]');
    expect(offices.type('client', 'show status tunnel down')).toContain('TUNNEL[1]');
  });
});

describe('show status pptp', () => {
  test('tells both ends of a connection', () => {
    const offices = new TwoOffices({ client: { more: 'console character ja.utf8', pp: ' pptp window size 16' } });
    expect(linesOf(offices.type('server', 'show status pptp'))).toEqual([
      '------------------- PPTP INFORMATION -------------------',
      'Number of PPTP tunnels: 0',
    ]);
    offices.connect().run(10);
    expect(linesOf(offices.type('server', 'show status pptp')).slice(1)).toEqual([
      'Number of PPTP tunnels: 1',
      'TUNNEL[1]: PP[01], server',
      '  Control connection: established',
      '  10 seconds  connection.',
      '  Local IP address: 172.16.0.1',
      '  Remote IP address: 172.16.0.2',
      '  Remote host name: ',
      '  Remote vendor name: ',
      expect.stringMatching(/^ {2}Call ID: Local \d+, Remote \d+$/),
      '  Window size: Local 32, Remote 16',
      '  GRE received: TRAFFIC',
      '  GRE transmitted: TRAFFIC',
      '  GRE duplicates: 0, out of order: 0, lost: 0',
    ]);
    expect(offices.type('client', 'show status pptp')).toContain(
      'TUNNEL[1]: PP[01], クライアント\n  制御コネクション: 確立\n',
    );
  });
});

describe('clear status (manual 56.4.13)', () => {
  test('begins to count anew at a PP, a tunnel and a LAN', () => {
    const offices = new TwoOffices();
    const pinged = () => offices.type('client', 'ping -c 2 192.168.0.1');
    const counts = () =>
      ['show status pp 1', 'show status tunnel 1', 'show status lan2'].map(
        (line) => /Received: +(?:\(IPv4\) )?(\d+) packet/.exec(offices.type('client', line))?.[1],
      );
    pinged();
    expect(counts()).toEqual(['2', '2', expect.stringMatching(/^\d\d/)]);
    offices.type('client', 'clear status pp 1', 'clear status lan2');
    expect(counts()).toEqual(['0', '0', '0']);
    pinged();
    offices.type('client', 'clear status tunnel 1');
    expect(counts().slice(0, 2)).toEqual(['0', '0']);
  });
});
