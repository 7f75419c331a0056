import { describe, expect, test } from '@jest/globals';
import { Document } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';
import { profileOf } from '@rtemu/models/models';
import type { ModelName } from '@rtemu/models/profile';
import { revision } from '@rtemu/models/revision';
import { bannerLines } from '../header.js';
import { CommandLanguage } from '../language.js';
import type { Language } from '../messages.js';
import type { Status } from '../status.js';
import { CONNECTED_PP, IDLE_PP, STATUS } from '../status.suite.js';
import { ppLines } from './pp.js';
import { duration } from './units.js';

const languageAt = (name: ModelName, firmware: string) => new CommandLanguage(profileOf(name), revision(firmware));
const RTX1210 = languageAt('RTX1210', '14.01.28');

function show(line: string, tongue: Language = 'en', status: Status = STATUS, language = RTX1210): readonly string[] {
  const session = { level: 'administrator', selection: GLOBAL, language: tongue, origin: 'console' } as const;
  const outcome = language.execute(session, new Document(language.machine), line);
  return outcome.kind === 'lines' ? outcome.view(status) : [outcome.kind];
}

describe('configuration files', () => {
  test('show config list', () => {
    expect(show('show config list')).toEqual([
      '   File      Date and time       Comment',
      ' > config0   2024/07/01 09:00:03 before the change',
      '*  config2   -',
      '*: default configuration file  >: running configuration file',
    ]);
    expect(show('show config list', 'ja')[0]).toBe('   ファイル  日時                コメント');
  });

  test('show config FILE, with a heading and without passwords', () => {
    const shown = show('show config 2');
    expect(shown[4]).toBe('# Reporting Date: Jul 5 11:17:45 2024');
    expect(shown.slice(5)).toEqual(['login password *', 'console character en.ascii', 'dhcp service server']);
  });

  test('show config difference tells of a password without telling it', () => {
    const language = languageAt('RTX1210', '14.01.42');
    expect(show('show config difference config 0 2', 'en', STATUS, language)).toEqual([
      'no ip lan1 address',
      'login password *',
      'dhcp service server',
    ]);
    expect(show('show config difference 2', 'en', STATUS, language)).toEqual([
      ...['login password *', 'console character en.ascii', 'dhcp service server'],
    ]);
  });

  test('what is not there is a fault, which no grep keeps back', () => {
    expect(show('show config 4 | grep lan1')).toEqual(['Error: The specified file does not exist']);
    expect(show('show config usb1:a')).toEqual(['Error: The specified file does not exist']);
  });
});

describe('layouts seen on devices', () => {
  test('show environment, RTX1210', () => {
    expect(show('show environment')).toEqual([
      'RTX1210 BootROM Ver. 1.03',
      'RTX1210 FlashROM Table Ver. 1.00',
      'RTX1210 Rev.14.01.28 (Tue May 15 18:34:08 2018)',
      '  main:  RTX1210 ver=00 serial=S4H000000 MAC-Address=00:a0:de:00:00:01 MAC-Address=00:a0:de:00:00:02 MAC-Address=00:a0:de:00:00:03',
      'CPU:    7%(5sec)   0%(1min)   0%(5min)    Memory: 16% used',
      'Packet-buffer:   0%(small)   0%(middle)   7%(large)   0%(huge) used',
      'Firmware: exec0  Config. file: config0',
      'Default firmware: exec0  Default config. file: config2',
      'Serial Baudrate: 9600',
      'Boot time: 2024/07/01 09:00:03 +09:00',
      'Current time: 2024/07/05 11:17:45 +09:00',
      'Elapsed time from boot: 4days 02:17:42',
      'Security Class: 1, FORGET: ON, TELNET: OFF',
      'Inside Temperature(C.): 57',
    ]);
  });

  test('show environment, RTX1200: no flash table, no baud rate, one blank less', () => {
    const lines = show('show environment', 'en', STATUS, languageAt('RTX1200', '10.01.71'));
    expect(lines[0]).toBe('RTX1200 BootROM Ver.1.01');
    expect(lines).toContain('CPU:   7%(5sec)   0%(1min)   0%(5min)    Memory: 16% used');
    expect(lines.filter((line) => /FlashROM|Baudrate/.test(line))).toEqual([]);
  });

  test('show ip route', () => {
    expect(show('show ip route')).toEqual([
      'Destination         Gateway          Interface       Kind  Additional Info.',
      'default             -                    PP[01]    static  ',
      '10.0.0.0/8          192.168.1.254          LAN2    static  k(1)',
      '192.168.100.0/24    192.168.100.1          LAN1  implicit  ',
    ]);
    expect(show('show ip route detail')).toContain('169.254.1.0/30      -                 TUNNEL[1]  implicit  ');
    expect(show('show ip route', 'ja')[0]).toBe('宛先ネットワーク    ゲートウェイ     インタフェース  種別  付加情報');
    expect(show('show ip route summary').slice(0, 4)).toEqual([
      'Protocol   Active    Hidden',
      '-----------------------------',
      'Static          2         0',
      'Implicit        1         1',
    ]);
  });

  test('show arp', () => {
    expect(show('show arp', 'ja')).toEqual([
      'インタフェース IPアドレス        MACアドレス       TTL(秒)',
      'LAN1(port4)    192.168.1.6       00:00:5e:00:53:01 1085',
      'LAN2           203.0.113.1       00:00:5e:00:53:02 permanent',
    ]);
    expect(show('show arp lan2')).toHaveLength(2);
  });

  test('show status pp: RTX1200 in English, RTX1100 in Japanese', () => {
    const status = (medium: 'PPPoE' | 'PPTP'): Status => ({
      ...STATUS,
      pp: () => [
        {
          ...CONNECTED_PP,
          name: 'PP[01]',
          medium,
          peer: 'BAS',
          connectedSeconds: 1239,
          lcp: { local: ['Magic-Number', 'MRU'], remote: ['CHAP', 'Magic-Number', 'MRU'] },
          ipcp: { local: ['IP-Address'], remote: ['IP-Address'] },
          ccp: 'None',
        },
      ],
    });
    expect(show('show status pp 1', 'en', status('PPPoE'))).toEqual([
      'PP[01]:',
      'Description: ',
      'Current PPPoE session status is Connected.',
      'Access Concentrator: BAS',
      '20 minutes 39 seconds  connection.',
      'Received: 14 packets [840 octets]  Load: 0.0%',
      'Transmitted: 1 packet [511 octets]  Load: 1.2%',
      'PPP Cofigure Options',
      '    LCP Local: Magic-Number MRU, Remote: CHAP Magic-Number MRU',
      '    IPCP Local: IP-Address, Remote: IP-Address',
      '    PP IP Address Local: 192.168.0.254, Remote: 192.168.1.100',
      '    CCP: None',
    ]);
    expect(show('show status pp 1', 'ja', status('PPTP'))).toEqual([
      'PP[01]:',
      '説明:',
      'PPTPセッションは接続されています',
      '接続相手: BAS',
      '通信時間: 20分39秒',
      '受信: 14 パケット [840 オクテット]  負荷: 0.0%',
      '送信: 1 パケット [511 オクテット]  負荷: 1.2%',
      'PPPオプション',
      '    LCP Local: Magic-Number MRU, Remote: CHAP Magic-Number MRU',
      '    IPCP Local: IP-Address, Remote: IP-Address',
      '    PP IP Address Local: 192.168.0.254, Remote: 192.168.1.100',
      '    CCP: None',
    ]);
  });

  test('show status pp: every state has its line', () => {
    const line = (state: (typeof IDLE_PP)['state'], tongue: Language) =>
      ppLines(
        1,
        new Document(RTX1210.machine),
        { ...STATUS, pp: () => [{ ...IDLE_PP, medium: 'PPPoE', state }] },
        tongue,
      )[2];
    expect((['never', 'connecting', 'offline', 'disabled'] as const).map((state) => line(state, 'en'))).toEqual([
      'Current PPPoE session status is Offline, never connected.',
      'Current PPPoE session status is In connecting process.',
      'Current PPPoE session status is Offline.',
      'Current PPPoE session status is disabled.',
    ]);
    expect((['never', 'connecting', 'offline', 'disabled'] as const).map((state) => line(state, 'ja'))).toEqual([
      'PPPoEセッションは一度も継っていません',
      'PPPoEセッションは接続処理中です',
      'PPPoEセッションは継っていません',
      'PPPoEセッションは現在使用できません',
    ]);
  });

  test('show status pp: how the last session ended, with its number where it has one (FAQ Q15)', () => {
    const last = (code: number, tongue: Language) =>
      ppLines(
        1,
        new Document(RTX1210.machine),
        {
          ...STATUS,
          pp: () => [{ ...IDLE_PP, state: 'offline', last: { ended: STATUS.clock.now, cause: 'why', code } }],
        },
        tongue,
      ).slice(3);
    expect(last(817, 'en')).toEqual([
      'Last PPTP session status:',
      '    Disconnected: 2024/07/05 11:17:45',
      '    Cause: why (817)',
    ]);
    expect(last(0, 'en')[2]).toBe('    Cause: why');
    expect(last(817, 'ja')).toEqual([
      '直前のPPTPセッションの状態:',
      '    切断: 2024/07/05 11:17:45',
      '    切断理由: why (817)',
    ]);
  });

  test('show log and show log reverse', () => {
    expect(show('show log')).toEqual([
      '2024/07/01 09:00:03: Power-on boot',
      '2024/07/05 11:17:45: Login succeeded for Serial',
    ]);
    expect(show('show log reverse')).toEqual([...show('show log')].reverse());
  });

  test('show status tunnel', () => {
    expect(show('show status tunnel 1', 'ja')).toEqual([
      'TUNNEL[1]:',
      '説明:',
      '  インタフェースの種類: IPsec',
      '  トンネルインタフェースは接続されています',
      '  開始: 2024/07/01 09:00:03',
      '  通信時間: 1分9秒',
      '  受信: (IPv4) 0 パケット [0 オクテット]',
      '        (IPv6) 0 パケット [0 オクテット]',
      '  送信: (IPv4) 10 パケット [520 オクテット]',
      '        (IPv6) 0 パケット [0 オクテット]',
    ]);
    expect(show('show status tunnel 1').slice(3)).toEqual([
      '  Current status is Online.',
      '  from 2024/07/01 09:00:03.',
      '  1 minute 9 seconds  connection.',
      '  Received:    (IPv4) 0 packet [0 octet]',
      '               (IPv6) 0 packet [0 octet]',
      '  Transmitted: (IPv4) 10 packets [520 octets]',
      '               (IPv6) 0 packet [0 octet]',
    ]);
  });

  test('the header of show config, by firmware', () => {
    expect(show('show config')).toEqual([
      '# RTX1210 Rev.14.01.28 (Tue May 15 18:34:08 2018)',
      '# MAC Address : 00:a0:de:00:00:01, 00:a0:de:00:00:02, 00:a0:de:00:00:03',
      '# Memory 256Mbytes, 3LAN, 1BRI',
      '# main:  RTX1210 ver=00 serial=S4H000000 MAC-Address=00:a0:de:00:00:01 MAC-Address=00:a0:de:00:00:02 MAC-Address=00:a0:de:00:00:03',
      '# Reporting Date: Jul 5 11:17:45 2024',
    ]);
    const header = (name: ModelName, firmware: string) =>
      show('show config', 'en', STATUS, languageAt(name, firmware)).slice(0, 4);
    expect(header('RTX1100', '8.03.92')[1]).toBe(
      '# MAC Address : 00:a0:de:00:00:01, 00:a0:de:00:00:02, 00:a0:de:00:00:03,',
    );
    expect(header('RTX1300', '23.00.04').slice(1)).toEqual([
      '# MAC Address : 00:a0:de:00:00:01 - 00:a0:de:00:00:03',
      '# Memory 1024Mbytes, 8LAN',
      '# main:  RTX1300 ver=00 serial=S4H000000 MAC-Address=00:a0:de:00:00:01 - 00:a0:de:00:00:03',
    ]);
  });

  test('durations', () => {
    expect([109, 60, 1, 0, 3661, 90_061].map((seconds) => duration(seconds, 'en'))).toEqual([
      '1 minute 49 seconds',
      '1 minute 0 seconds',
      '1 second',
      '0 seconds',
      '1 hour 1 minute 1 second',
      '1 day 1 hour 1 minute 1 second',
    ]);
    expect([1239, 90_061].map((seconds) => duration(seconds, 'ja'))).toEqual(['20分39秒', '1日1時間1分1秒']);
  });
});

describe('layouts of ours', () => {
  test('show status ip keepalive', () => {
    expect(show('show status ip keepalive')).toEqual([
      'Num  State  Sent      Received  Unanswered  Gateway',
      '1    UP     120       119       0           192.0.2.1',
      '12   DOWN   8         0         8           -',
    ]);
    expect(show('show status ip keepalive', 'ja')[0]).toBe('番号 状態   送信      受信      連続無応答  ゲートウェイ');
  });

  test('show status pp of an anonymous session with MPPE', () => {
    expect(show('show status pp anonymous')).toEqual([
      'PP[ANONYMOUS01]:',
      'Description: ',
      'Current PPTP session status is Connected.',
      'Remote Host: laptop',
      '1 minute 49 seconds  connection.',
      'Received: 14 packets [840 octets]  Load: 0.0%',
      'Transmitted: 1 packet [511 octets]  Load: 1.2%',
      'PPP Cofigure Options',
      '    LCP Local: MSCHAP-V2 Magic-Number MRU, Remote: Magic-Number',
      '    IPCP Local: IP-Address, Remote: IP-Address Primary-DNS(192.0.2.53)',
      '    PP IP Address Local: 192.168.0.254, Remote: 192.168.1.100',
      '    CCP Local: MPPE-128, Remote: MPPE-128',
    ]);
  });

  test('show status pptp', () => {
    expect(show('show status pptp')).toEqual([
      '------------------- PPTP INFORMATION -------------------',
      'Number of PPTP tunnels: 1',
      'TUNNEL[1]: PP[ANONYMOUS01], server',
      '  Control connection: established',
      '  1 minute 49 seconds  connection.',
      '  Local IP address: 203.0.113.1',
      '  Remote IP address: 198.51.100.7',
      '  Remote host name: laptop',
      '  Remote vendor name: Microsoft',
      '  Call ID: Local 1, Remote 49152',
      '  Window size: Local 32, Remote 64',
      '  GRE received: 20 packets [1500 octets]',
      '  GRE transmitted: 18 packets [1300 octets]',
      '  GRE duplicates: 0, out of order: 1, lost: 2',
    ]);
  });

  test('show status lan1 has the lines that were seen', () => {
    expect(show('show status lan1', 'ja')).toEqual(
      expect.arrayContaining([
        '送信パケット: 10 パケット(5678 オクテット)',
        '未サポートパケットの受信: 3',
        'PORT2: Auto Negotiation (Link Down)',
      ]),
    );
    expect(show('show status lan1')).toEqual(
      expect.arrayContaining(['Transmitted: 10 packets (5,678 octets)', 'Received: 1,234 packets (1,234,567 octets)']),
    );
  });

  test('the banner names the firmware as the device does, and ourselves as the authors', () => {
    expect(bannerLines(RTX1210.machine, STATUS.identity)).toEqual([
      'RTX1210 Rev.14.01.28 (Tue May 15 18:34:08 2018)',
      'Copyright (c) the rtemu authors. MIT License.',
      "To display the software copyright statement, use 'show copyright' command.",
      '00:a0:de:00:00:01, 00:a0:de:00:00:02, 00:a0:de:00:00:03',
      'Memory 256Mbytes, 3LAN, 1BRI',
    ]);
    expect(show('show copyright').join(' ')).toContain('Yamaha Corporation');
  });
});

describe('pipes', () => {
  test('grep, inverted, whole words, in any case, and one behind another', () => {
    expect(show('show environment | grep Rev')).toEqual([
      'Searching ...',
      'RTX1210 Rev.14.01.28 (Tue May 15 18:34:08 2018)',
    ]);
    expect(show('show log | grep -v Login')).toEqual(['Searching ...', '2024/07/01 09:00:03: Power-on boot']);
    expect(show('show log | grep -i LOGIN')).toHaveLength(2);
    expect(show('show log | grep -w Log')).toEqual(['Searching ...']);
    expect(show('show log | grep -w Login')).toHaveLength(2);
    expect(show('show environment | grep Ver | grep Flash')).toEqual([
      'Searching ...',
      'RTX1210 FlashROM Table Ver. 1.00',
    ]);
  });

  test('patterns mean what the manual says, and nothing more', () => {
    const matches = (pattern: string) => show(`show log | grep '${pattern}'`).length - 1;
    expect(matches('^2024/07/0[15]')).toBe(2);
    expect(matches('(boot|Serial)$')).toBe(2);
    expect(matches('Power.on')).toBe(1);
    expect(matches('o+')).toBe(2);
    expect(matches('[^a-z]boot')).toBe(1);
    expect(matches('{2}')).toBe(0);
    for (const wrong of ['[', '*', '(', ')', '[]', '[z-a]', '(*)'])
      expect(show(`show log | grep '${wrong}'`)).toEqual(['fault']);
  });

  test('less and a file are handed on', () => {
    const session = { level: 'administrator', selection: GLOBAL, language: 'en', origin: 'console' } as const;
    const run = (line: string) => RTX1210.execute(session, new Document(RTX1210.machine), line);
    expect(run('show log | less')).toMatchObject({ kind: 'lines', less: true });
    expect(run('show log > usb1:log.txt')).toMatchObject({
      kind: 'lines',
      into: { file: 'usb1:log.txt', append: false },
    });
    expect(run('show log | sort')).toMatchObject({ kind: 'fault', key: 'parameter-count' });
    expect(run('pptp service on | grep x')).toMatchObject({ kind: 'fault', key: 'parameter-count' });
  });
});

test('show command lists the commands of the machine, each with a word of help', () => {
  const lines = show('show command', 'ja');
  expect(lines).toContain('pptp service type: PPTPサーバーとして動作するかクライアントとして動作するか設定します');
  expect(lines.some((line) => line.startsWith('pptp call-id mode'))).toBe(false);
  expect(lines).toEqual([...lines].sort());
});

describe('DHCP', () => {
  test('show status dhcp, seen on an RTX810 but for the reserved address', () => {
    expect(show('show status dhcp')).toEqual([
      'DHCP Scope number: 1',
      '      Network address: 192.168.100.0',
      '          Leased address: 192.168.100.2',
      '        (type) Client ID: (01) 00 00 5e 00 53 01',
      '               Host Name: nas',
      '         Remaining lease: 2days 16hours 3min. 50secs.',
      '          Leased address: 192.168.100.3',
      ' Client ethernet address: 00:00:5e:00:53:02',
      '         Remaining lease: infinity',
      '        Reserved address: 192.168.100.9',
      '                  All: 509',
      '               Except: 0',
      '               Leased: 2',
      '               Usable: 507',
    ]);
    expect(show('show status dhcp 1', 'ja').slice(0, 6)).toEqual([
      'DHCPスコープ番号: 1',
      ' ネットワークアドレス: 192.168.100.0',
      '               割り当て中アドレス: 192.168.100.2',
      '          (タイプ) クライアントID: (01) 00 00 5e 00 53 01',
      '                         ホスト名: nas',
      '                     リース残時間: 2日 16時間 3分 50秒',
    ]);
    expect(show('show status dhcp 2')).toEqual([]);
  });

  test('show status dhcp summary', () => {
    expect(show('show status dhcp summary')).toEqual([
      'DHCP Scope number: 1',
      '  1:      192.168.100.2:  00:00:5e:00:53:01, nas',
      '  2:      192.168.100.3:  00:00:5e:00:53:02',
    ]);
  });

  test('show status dhcpc', () => {
    expect(show('show status dhcpc')).toEqual([
      'Interface: LAN2 primary',
      '              IP address: 203.0.113.7/24',
      '             DHCP server: 203.0.113.1',
      '         Remaining lease: 59min. 59secs.',
      '        (type) Client ID: (01) 00 00 5e 00 53 03',
      '               Host Name: office',
      'Common information',
      '              DNS server: 198.51.100.53',
      '         Default gateway: 203.0.113.1',
      'Interface: LAN3 secondary',
      '              IP address: searching for a DHCP server',
      '        (type) Client ID: (01) 00 00 5e 00 53 04',
    ]);
  });
});

describe('names', () => {
  test('show dns cache', () => {
    expect(show('show dns cache')).toEqual([
      'Number of entries: 2',
      'TTL(sec)   Type   Name / Data',
      '     299   A      www.example.com',
      '                    203.0.113.80',
      '                    203.0.113.81',
      '      42   A      nowhere.example.com',
      '                    (no record)',
    ]);
    expect(show('show dns cache', 'en', { ...STATUS, dnsCache: () => [] })).toEqual(['Number of entries: 0']);
  });

  test('show status netvolante-dns', () => {
    expect(show('show status netvolante-dns pp 1')).toEqual([
      'NetVolante DNS service:      AUTO',
      'Interface:                   PP[01]',
      'Host address:                branch.aa0.netvolante.jp',
      'IP address:                  203.0.113.9',
      'Last update:                 2024/07/05 11:17:45',
      'Timeout:                     90 sec',
    ]);
    expect(show('show status netvolante-dns lan2', 'ja')).toEqual(
      [
        'ネットボランチDNSサービス:   AUTO',
        'インタフェース:              LAN2',
        'ホストアドレス:',
        'IPアドレス:                  ',
        '最新更新日時:',
        'タイムアウト:                90 秒',
      ].map((line) => line.trimEnd()),
    );
  });
});
